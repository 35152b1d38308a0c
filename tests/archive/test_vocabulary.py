# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The shipped vocabulary: complete, coherent, and readable as it stands."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from fonds.archive import Archive, vocabulary
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.errors import RefusedError
from fonds.archive.vocabulary import (
    PropertyTerm,
    builtin_properties,
    qualifier_terms,
    sections,
)
from fonds.events.catalogue.properties import Cardinality, PropertyContent
from fonds.events.values import OutsideTerm, SubjectKind, ValueType

if TYPE_CHECKING:
    from pathlib import Path


def raw() -> dict[str, list[dict[str, object]]]:
    text = resources.files(vocabulary).joinpath("properties.json").read_text(encoding="utf-8")
    return json.loads(text)


def test_there_are_86_properties() -> None:
    assert len(builtin_properties()) == 86


@pytest.mark.parametrize("part", ["sections", "qualifiers", "properties"])
def test_no_name_stands_twice(part: str) -> None:
    names = Counter(str(term["name"]) for term in raw()[part])
    assert [name for name, count in names.items() if count > 1] == []


def test_every_section_is_used_and_properties_keep_the_sections_order() -> None:
    order = [section.name for section in sections()]
    places = [order.index(term.section) for term in builtin_properties().values()]
    assert places == sorted(places)
    assert set(places) == set(range(len(order)))


def test_labels_tell_the_properties_of_one_section_apart() -> None:
    seen = Counter((term.section, term.label) for term in builtin_properties().values())
    assert [pair for pair, count in seen.items() if count > 1] == []


def test_scope_qualifiers_are_known_and_only_where_a_context_matters() -> None:
    for term in builtin_properties().values():
        assert set(term.scope_qualifiers) <= set(qualifier_terms()), term.name
        if term.scope_qualifiers:
            assert term.cardinality is Cardinality.SINGLE_IN_CONTEXT, term.name


def test_an_inverse_is_a_property_that_takes_the_subjects_kind_of_value() -> None:
    properties = builtin_properties()
    for term in properties.values():
        if term.inverse is None:
            continue
        other = properties[term.inverse]
        assert other.inverse in {term.name, None}, term.name
        assert not term.symmetric, term.name
    assert properties["father"].inverse == properties["mother"].inverse == "child"
    # A child alone does not tell whether the subject is the father or the mother.
    assert properties["child"].inverse is None
    assert properties["predecessor"].inverse == "successor"
    assert properties["successor"].inverse == "predecessor"


def test_symmetric_properties_join_persons() -> None:
    symmetric = {term.name for term in builtin_properties().values() if term.symmetric}
    assert symmetric == {"spouse", "sibling", "relative", "opponent", "depicted_with"}
    for name in symmetric:
        assert builtin_properties()[name].value_types == (ValueType.PERSON,)


@pytest.mark.parametrize(
    ("name", "cardinality"),
    [
        ("date_of_birth", Cardinality.SINGLE),
        ("father", Cardinality.SINGLE),
        ("age", Cardinality.SINGLE_IN_CONTEXT),
        ("residence", Cardinality.SINGLE_IN_CONTEXT),
        ("spouse", Cardinality.SINGLE_IN_CONTEXT),
        ("represents_district", Cardinality.SINGLE_IN_CONTEXT),
        ("election_result", Cardinality.SINGLE_IN_CONTEXT),
        ("vote_margin", Cardinality.SINGLE_IN_CONTEXT),
        ("vote_share", Cardinality.SINGLE_IN_CONTEXT),
        ("school_grade", Cardinality.SINGLE_IN_CONTEXT),
        ("position_held", Cardinality.MULTIPLE),
        ("quote", Cardinality.MULTIPLE),
    ],
)
def test_cardinality(name: str, cardinality: Cardinality) -> None:
    assert builtin_properties()[name].cardinality is cardinality


def test_one_seat_named_by_two_districts_stays_one_scope() -> None:
    assert builtin_properties()["represents_district"].scope_qualifiers == ("office",)


def test_outside_terms_have_the_form_of_their_vocabulary() -> None:
    forms = {"wikidata": r"P[1-9]\d*", "schema_org": r"[a-z][A-Za-z]*"}
    numbers: Counter[str] = Counter()
    for term in builtin_properties().values():
        for outside, value in term.outside.items():
            assert re.fullmatch(forms[outside], value), term.name
        numbers.update(value for key, value in term.outside.items() if key == "wikidata")
    assert [number for number, count in numbers.items() if count > 1] == []
    assert dict(builtin_properties()["father"].outside.items()) == {
        "wikidata": "P22",
        "schema_org": "parent",
    }


def test_definitions_are_one_sentence() -> None:
    for term in [*builtin_properties().values(), *qualifier_terms().values()]:
        assert re.fullmatch(r"[A-Z].{10,}[^.]\.", term.definition.replace("Jr. or Sr", "Jr or Sr"))
        assert ". " not in term.definition.replace("Jr. or", "Jr or"), term.name


def test_every_property_can_be_defined_in_an_archive() -> None:
    for term in builtin_properties().values():
        content = PropertyContent(
            name=term.name,
            label=term.label,
            definition=term.definition,
            value_types=term.value_types,
            cardinality=term.cardinality,
            section=term.section,
            scope_qualifiers=term.scope_qualifiers,
            inverse=term.inverse,
            symmetric=term.symmetric,
            outside_terms=tuple(
                OutsideTerm(vocabulary=key, term=value) for key, value in term.outside.items()
            ),
        )
        assert PropertyContent.model_validate_json(content.model_dump_json()) == content


def test_a_term_cannot_be_changed_by_whoever_reads_it() -> None:
    father = builtin_properties()["father"]
    with pytest.raises(AttributeError):
        father.label = "Dad"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        father.outside.wikidata = "P25"  # type: ignore[misc]
    with pytest.raises(TypeError):
        builtin_properties()["dad"] = father  # type: ignore[index]


def test_a_term_refuses_members_it_does_not_know() -> None:
    father = builtin_properties()["father"].model_dump(mode="json")
    with pytest.raises(ValidationError):
        PropertyTerm.model_validate_json(json.dumps({**father, "colour": "red"}))


def test_the_file_stays_readable() -> None:
    text = resources.files(vocabulary).joinpath("properties.json").read_text(encoding="utf-8")
    assert len(text.splitlines()) > 3 * 83
    assert max(map(len, text.splitlines())) < 200
    assert "\\u" not in text


def test_other_words_are_not_the_names_of_properties() -> None:
    own = {term.label.casefold() for term in builtin_properties().values()}
    own |= {name.replace("_", " ") for name in builtin_properties()}
    for term in builtin_properties().values():
        its_own = {term.label.casefold(), term.name.replace("_", " ")}
        others = {word.casefold() for word in term.also}
        assert len(others) == len(term.also), term.name
        assert all(word == word.strip() != "" for word in term.also), term.name
        assert not others & (own - its_own), term.name


@pytest.mark.parametrize(
    ("word", "meant"),
    [("aunt", ["relative"]), ("Tante", ["relative"]), ("parent", ["father", "mother"])],
)
def test_a_refusal_offers_what_another_word_means(
    tmp_path: Path, word: str, meant: list[str]
) -> None:
    with Archive.create(tmp_path / "a.fonds", name="a") as archive:
        archive.execute(OpenSubject("Edda Marlow", SubjectKind.PERSON))
        asserted = AssertFact(
            subject="Edda Marlow", property=word, value="X", source="s", quote="q"
        )
        with pytest.raises(RefusedError, match="Did you mean") as refused:
            archive.execute(asserted)
    assert refused.value.details["suggestions"] == meant
