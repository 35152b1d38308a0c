# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Subjects of one name are told apart by what a reader knows people by, never by half a word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive import Archive
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.queries.namesakes import Namesake, chosen, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOOK, NAME = "Roll of the Pilots", "Asa Thorn"
LONG = "keeper of the lamp at the end of the old north mole, by night and in"
PEOPLE: dict[str, list[dict[str, object]]] = {
    "years": [
        {"property": "occupation", "value": "carter"},
        {"property": "date_of_death", "value": "1912-01-02"},
        {"property": "date_of_birth", "value": "1850"},
    ],
    "unknown": [
        {"property": "date_of_birth", "value_kind": "unknown"},
        {"property": "occupation", "value": "pilot"},
    ],
    "disputed": [
        {"property": "date_of_birth", "value": "1848-05-03"},
        {"property": "date_of_birth", "value": "1849?"},
    ],
    "place": [{"property": "place_of_birth", "value": "Saltby"}],
    "other": [{"property": "age", "value": 29}],
    "winter": [{"property": "occupation", "value": f"{LONG} winter"}],
    "summer": [{"property": "occupation", "value": f"{LONG} summer"}],
    "first": [{"property": "occupation", "value": "cook"}],
    "second": [
        {"property": "occupation", "value": "cook"},
        {"property": "residence", "value": "Ellery"},
    ],
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path: Path = tmp_path_factory.mktemp("namesakes") / "namesakes.fonds"
    given_facts = [
        {"id": f"{key} {n}", "subject": NAME, "subject_id": f"x:{key}", "source": BOOK}
        | {"quote": "Asa Thorn", **one}
        for key, facts in PEOPLE.items()
        for n, one in enumerate(facts)
    ]
    with Archive.create(path) as made:
        made.execute(RegisterUnheld(WorkDescription(title=BOOK)))
        made.execute(Transcribe(BOOK, "Asa Thorn, pilot.", seen_at="Saltby"))
        made.execute(ImportFacts([json.dumps(one).encode() for one in given_facts]))
        yield made


def known(archive: Archive, as_of: str | None = None, language: str = "en") -> list[str]:
    """What tells each of `PEOPLE` apart, in their order."""
    rows = [row for row in archive.queries.subjects() if row.label == NAME]
    listed = [Namesake(row.id, row.label, row.kind) for row in rows]
    told = told_apart(archive.queries, listed, as_of, language)
    rows.sort(key=lambda row: row.position)
    return [told[row.id] for row in rows]


def test_by_years_then_by_what_somebody_was_then_by_where(archive: Archive) -> None:
    said = dict(zip(PEOPLE, known(archive), strict=True))
    assert said["years"] == "1850–1912"
    assert said["unknown"] == "pilot"
    assert said["disputed"] == "born 1848?"
    assert said["place"] == "born in Saltby"
    assert said["other"] == "Age: 29"


def test_in_another_language(archive: Archive) -> None:
    said = dict(zip(PEOPLE, known(archive, language="de"), strict=True))
    assert said["disputed"] == "geboren 1848?"
    assert said["place"] == "geboren in Saltby"
    assert said["other"] == "Alter: 29"


def test_a_text_tells_them_apart_as_a_list_does(archive: Archive) -> None:
    rows = {row.id: row.position for row in archive.queries.subjects() if row.label == NAME}
    called = archive.queries.names_apart(rows)
    told = [called[one] for one in sorted(rows, key=rows.__getitem__)]
    assert told == [f"{NAME} ({remark})" for remark in known(archive)]


def test_what_is_long_is_cut_between_words_where_it_differs(archive: Archive) -> None:
    said = dict(zip(PEOPLE, known(archive), strict=True))
    assert (said["winter"], said["summer"]) == ("… winter", "… summer")


def test_two_alike_are_told_apart_by_the_next_thing_known(archive: Archive) -> None:
    said = dict(zip(PEOPLE, known(archive), strict=True))
    assert said["first"] == f"cook, in {BOOK}"
    assert said["second"] == "cook, Ellery"


def test_a_moment_knows_only_what_was_known_by_then(archive: Archive) -> None:
    before = known(archive, f"@{archive.queries.size() - 1}")
    assert before[-1] != "cook, Ellery"
    assert before[:-2] == known(archive)[:-2]


@given(
    st.lists(
        st.lists(st.text("ab …,", min_size=1, max_size=90), min_size=1, max_size=3),
        min_size=2,
        max_size=6,
    )
)
def test_every_one_is_called_otherwise_however_alike(remarks: list[list[str]]) -> None:
    group = {str(n): [*one, f"id-{n}"] for n, one in enumerate(remarks)}
    told = chosen(group)
    assert told.keys() == group.keys()
    assert len(set(told.values())) == len(told)
