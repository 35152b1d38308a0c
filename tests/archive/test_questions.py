# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How often a query asks the database does not depend on how much there is to tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.queries.todo import Chore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WORDS = "Edda Marlow kept the tide tables for nine winters, and the light."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    file = tmp_path / "salt.txt"
    file.write_text(WORDS, encoding="utf-8")
    with Archive.create(tmp_path / "salt.fonds") as opened:
        opened.execute(AddSources(files=(file,)))
        yield opened


def line(subject: str, name: str, value: str, **more: object) -> bytes:
    fact = {"id": f"{subject} {name} {value}", "subject": subject, "property": name}
    passage = {"source": "salt.txt", "quote": "the tide tables"}
    return json.dumps({**fact, "value": value, **passage, **more}).encode()


def about(subject: str, count: int) -> list[bytes]:
    """Facts that name others, pass works on, and of several properties."""
    return [
        line(
            subject,
            ("sibling", "opponent", "spouse")[number % 3],
            f"{subject}'s other {number}",
            value_type="person",
            cited_work={"mark": str(number), "work": f"Letters, volume {number}"},
        )
        for number in range(count)
    ]


def questions(archive: Archive, ask: Callable[[], object]) -> int:
    told: list[str] = []
    archive._connection.set_trace_callback(told.append)
    ask()
    archive._connection.set_trace_callback(None)
    return len(told)


@pytest.mark.parametrize("as_of", [None, "head"])
def test_a_record_asks_no_more_for_more_facts(archive: Archive, as_of: str | None) -> None:
    archive.execute(ImportFacts([*about("Edda Marlow", 6), *about("Wick Marlow", 60)]))
    moment = f"@{archive.queries.size()}" if as_of else None
    few, many = (
        questions(archive, lambda who=who: archive.queries.record(who, moment))
        for who in ("Edda Marlow", "Wick Marlow")
    )
    assert few == many


def test_what_is_to_do_at_second_hand_is_looked_up_and_not_searched_for(archive: Archive) -> None:
    passed_on = line("Edda Marlow", "job", "keeper", cited_work={"mark": "1", "work": "Letters"})
    dangling = line("Wick Marlow", "job", "pilot", cited_work={"mark": "9", "work": None})
    plain = [
        line(f"The Saltby Boat {number}", "described_as", "sound", subject_kind="organization")
        for number in range(40)
    ]
    archive.execute(ImportFacts([*plain[:4], passed_on, dangling]))
    few = questions(archive, archive.queries.todo)
    archive.execute(ImportFacts(plain))
    found = archive.queries.todo()
    assert questions(archive, archive.queries.todo) == few
    told = {chore: [one.said for one in found.items if one.chore is chore] for chore in Chore}
    assert told[Chore.SECOND_HAND] == ["Job: keeper"]
    assert told[Chore.DANGLING] == ["Job: pilot"]
