# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A subject of many facts opened in part: what is weighed of it is what its record says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fonds.archive import Archive
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.queries import openings

if TYPE_CHECKING:
    from collections.abc import Iterator

BOOK = "Salt and Rope"
COUNTS = {"father": 3, "date_of_birth": 2, "job": 11, "described_as": 6, "signal_book": 4}
EDDA = "Edda Marlow"


def lines(name: str, count: int) -> Iterator[bytes]:
    for number in range(count):
        value = f"190{number}" if name == "date_of_birth" else f"{name} {number // 2}"
        said = {"id": f"{name} {number}", "subject": EDDA, "property": name, "value": value}
        yield json.dumps({**said, "source": BOOK, "quote": "kept the light"}).encode()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.create(tmp_path_factory.mktemp("openings") / "heavy.fonds") as made:
        made.execute(RegisterUnheld(WorkDescription(title=BOOK)))
        made.execute(Transcribe(BOOK, "Edda Marlow kept the light.", seen_at="Saltby"))
        given = [line for name, count in COUNTS.items() for line in lines(name, count)]
        made.execute(ImportFacts(given, define_properties=True))
        (first, *_) = made.queries.page(EDDA, "job").facts
        made.execute(RetractFacts((first.id,), "Somebody else's."))
        yield made


@given(
    asked=st.dictionaries(st.sampled_from(sorted(COUNTS)), st.integers(0, 20)),
    at_once=st.integers(1, 30),
    most=st.integers(1, 12),
    wanted=st.lists(st.integers(0, 24), max_size=2),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_what_is_weighed_is_what_the_record_says_and_the_rest_is_counted(
    archive: Archive, asked: dict[str, int], at_once: int, most: int, wanted: list[int]
) -> None:
    queries = archive.queries
    record = queries.record(EDDA)
    every = queries.page(EDDA, limit=100).facts
    facts = [every[number].id for number in wanted if number < len(every)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(openings, "AT_ONCE", at_once)
        patch.setattr(openings, "MOST_WEIGHED", most)
        opened = queries.opening(EDDA, asked, facts)
    assert opened.facts == record.facts
    assert [(one.name, [answer.name for answer in one.properties]) for one in opened.sections] == [
        (one.name, [answer.name for answer in one.properties]) for one in record.sections
    ]
    weighed = {answer.name: answer for answer in opened.record.properties()}
    whole = {answer.name: answer for answer in record.properties()}
    counts = {one.name: one.facts for section in opened.sections for one in section.properties}
    for name, answer in weighed.items():
        assert answer == whole[name]
        assert counts[name] <= most
    for name, page in opened.lists.items():
        assert counts[name] > most
        about = [fact for fact in every if fact.property == name]
        assert list(page.facts) == about[: len(page.facts)]
        assert len(page.facts) >= min(len(about), max(asked.get(name, 0), at_once))
    assert not weighed.keys() & opened.lists.keys()
    assert asked.keys() <= weighed.keys() | opened.lists.keys()
    shown = {
        fact.id
        for answer in weighed.values()
        for scope in answer.scopes
        for value in scope.values
        for fact in value.facts
    } | {fact.id for page in opened.lists.values() for fact in page.facts}
    assert set(facts) <= shown
