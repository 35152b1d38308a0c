# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The rules on facts that people took from three real documents (in shared/gold)."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from record_facts import SUBJECT_TYPES, People, fact, rule_of, subject_id

from fonds.archive.record.compare import Relation
from fonds.archive.record.resolve import ResolvedProperty, Status, resolve
from fonds.events.catalogue.properties import Cardinality

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.record.fold import FactState

CLEM = "Clem Balanoff"
OWN_FIELDS = {
    "as_written",
    "hedge",
    "subject_as_written",
    "unit",
    "value_as_written",
    "when_text",
}
"""Qualifiers that an import takes into the fact's own fields."""

Gold = dict[tuple[str, str], ResolvedProperty]


@pytest.fixture(scope="module")
def gold(shared: Path) -> Gold:
    """Every property of every subject, resolved. Nobody has judged who is the same as whom."""
    people = People()
    facts: dict[tuple[str, str], list[FactState]] = defaultdict(list)
    lines = (shared / "gold" / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    for position, line in enumerate(lines, 1):
        told: dict[str, Any] = json.loads(line)
        named = told["value_type"] in SUBJECT_TYPES
        for label in (told["subject"], *([told["value"]] if named else [])):
            people.labels[subject_id(label)] = label
        qualifiers = told["qualifiers"]
        facts[told["subject"], told["property"]].append(
            fact(
                position,
                told["value"],
                told["value_type"],
                when=told["when"],
                who=told["value"] if named else None,
                unit=qualifiers.get("unit"),
                hedge=qualifiers.get("hedge"),
                fact_id=told["id"],
                subject=told["subject"],
                property_=told["property"],
                **{
                    name: tuple(value) if isinstance(value, list) else value
                    for name, value in qualifiers.items()
                    if name not in OWN_FIELDS
                },
            )
        )
    return {key: resolve(made, rule_of(key[1]), people) for key, made in facts.items()}


def values(found: ResolvedProperty) -> list[list[list[str]]]:
    return [[[one.id for one in group.facts] for group in scope.values] for scope in found.scopes]


def test_all_facts_are_there(gold: Gold) -> None:
    shown = [
        one.id
        for found in gold.values()
        for scope in found.scopes
        for group in scope.values
        for one in group.facts
    ]
    assert len(shown) == len(set(shown)) == 213


def test_the_birth_date_is_refined_and_the_day_leads(gold: Gold) -> None:
    found = gold[CLEM, "date_of_birth"]
    assert found.status is Status.REFINED
    assert values(found) == [[["S257"], ["S004"]]]
    leading = found.scopes[0].values[0].facts[0]
    assert leading.reading.value == "1953-04-16"
    relation = found.scopes[0].relations[0]
    assert (relation.first, relation.second, relation.relation) == (
        "S257",
        "S004",
        Relation.REFINES,
    )


def test_two_numbers_of_one_seat_are_disputed(gold: Gold) -> None:
    found = gold[CLEM, "represents_district"]
    assert found.status is Status.DISPUTED
    assert values(found) == [[["S158"], ["S238"]]]


def test_the_mother_is_agreed_by_two_sources(gold: Gold) -> None:
    found = gold[CLEM, "mother"]
    assert found.status is Status.AGREED
    assert values(found) == [[["S187", "S263"]]]


def test_elections_of_different_years_are_different_scopes(gold: Gold) -> None:
    found = gold[CLEM, "election_result"]
    whens = [scope.scope.get("when") for scope in found.scopes]
    assert whens == ["1988", "1991", "1996", "1998", None]
    statuses = [scope.status for scope in found.scopes]
    # Of 1996 one source says "near-upset", another "lost": the one says how close it was.
    assert statuses == [Status.AGREED] * 2 + [Status.REFINED] + [Status.AGREED] * 2
    undated = found.scopes[-1]
    assert values(found)[-1] == [["S162"]]
    assert {one.relation for one in undated.relations} == {Relation.DIFFERENT_SCOPE}


def test_residences_and_ages_of_different_moments_do_not_conflict(gold: Gold) -> None:
    assert values(gold[CLEM, "residence"]) == [[["S097", "S266"]], [["S248"]]]
    for subject, name in (
        (CLEM, "residence"),
        (CLEM, "age"),
        ("son of Clem Balanoff (unnamed)", "age"),
        ("daughter of Clem Balanoff (unnamed)", "age"),
    ):
        found = gold[subject, name]
        assert (found.status, len(found.scopes)) == (Status.AGREED, 2), (subject, name)


def test_nothing_else_that_takes_one_value_is_anything_but_agreed(gold: Gold) -> None:
    unlike = {
        key: found.status
        for key, found in gold.items()
        if found.rule.cardinality is not Cardinality.MULTIPLE and found.status is not Status.AGREED
    }
    assert unlike == {
        (CLEM, "date_of_birth"): Status.REFINED,
        (CLEM, "place_of_birth"): Status.REFINED,
        (CLEM, "represents_district"): Status.DISPUTED,
        (CLEM, "election_result"): Status.REFINED,
    }


def test_what_takes_several_values_is_never_in_dispute(gold: Gold) -> None:
    several = [found for found in gold.values() if found.rule.cardinality is Cardinality.MULTIPLE]
    assert {found.status for found in several} == {Status.AGREED, Status.MULTIPLE}
    for found in several:
        assert len(found.scopes) == 1
        count = len(found.scopes[0].values)
        assert (found.status is Status.MULTIPLE) == (count > 1)
