# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How often a query asks the database does not depend on how much there is to tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.errors import RefusedError
from fonds.archive.queries.chores import Chore

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
    # Asked for some kinds only, it finds these and looks for no others.
    for wanted in (Chore.DANGLING, Chore.SECOND_HAND, Chore.UNREAD):
        some = archive.queries.todo(chores=(wanted,))
        assert [one.said for one in some.items] == told[wanted]
        assert {one.chore for one in some.items} == {wanted}
    assert questions(archive, lambda: archive.queries.todo(chores=(Chore.UNREAD,))) < few


def test_a_subject_of_any_size_opens_and_pages_without_being_read_whole(archive: Archive) -> None:
    archive.execute(ImportFacts([*about("Edda Marlow", 6), *about("Wick Marlow", 90)]))
    for ask in (archive.queries.contents, archive.queries.page):
        few, many = (
            questions(archive, lambda who=who, ask=ask: ask(who))
            for who in ("Edda Marlow", "Wick Marlow")
        )
        assert few == many
    read: list[str] = []
    archive._connection.set_trace_callback(read.append)
    first = archive.queries.page("Wick Marlow", limit=5)
    archive._connection.set_trace_callback(None)
    (streams,) = [statement for statement in read if "e.stream IN (SELECT value" in statement]
    assert streams.count(first.facts[0].id) == 1
    assert sum(fact.id in streams for fact in archive.queries.page("Wick Marlow").facts) == 5


def test_pages_hold_every_fact_once_and_contents_count_them(archive: Archive) -> None:
    archive.execute(ImportFacts(about("Wick Marlow", 40)))
    record = archive.queries.record("Wick Marlow")
    seen: list[str] = []
    after = None
    while True:
        page = archive.queries.page("Wick Marlow", after=after, limit=7)
        seen += [fact.id for fact in page.facts]
        after = page.after
        if after is None:
            break
    whole = {
        fact.id: fact
        for answer in record.properties()
        for scope in answer.scopes
        for value in scope.values
        for fact in value.facts
    }
    assert len(seen) == len(set(seen))
    assert set(seen) == set(whole)
    archive.execute(RetractFacts((seen[0],), reason="Misfiled."))
    contents = {one.name: one.facts for one in archive.queries.contents("Wick Marlow")}
    assert sum(count or 0 for count in contents.values()) == len(whole) - 1
    assert seen[0] not in {one.id for one in archive.queries.page("Wick Marlow", limit=50).facts}
    of_one = archive.queries.page("Wick Marlow", "spouse", limit=50)
    assert {fact.property for fact in of_one.facts} == {"spouse"}
    assert len(of_one.facts) == contents["spouse"]
    with pytest.raises(RefusedError):
        archive.queries.page("Wick Marlow", "no_such_property")
    with pytest.raises(RefusedError):
        archive.queries.page("Wick Marlow", after="aaaaaaaaaaaaaaaa")


_READ_WHOLE = {
    "view_state",  # one row
    "app_frontier",  # one row
    "view_action",  # its last row
    "a",  # agents: whoever ever recorded here
    "json_each",
    "CONSTANT",
    "sqlite_master",
}
"""What an append may read without an index: it does not grow with the archive."""


def test_an_append_reads_no_table_that_grows_from_end_to_end(archive: Archive) -> None:
    archive.execute(ImportFacts(about("Edda Marlow", 30)))
    told: list[str] = []
    with Archive.open(archive.path) as fresh:
        fresh._connection.set_trace_callback(told.append)
        for number in range(3):
            fresh.execute(
                AssertFact(
                    *("Edda Marlow", "sibling", f"A sister {number % 2}", "salt.txt"),
                    "for nine winters",
                    when=str(1950 + number),
                    cited_work=f"Letters, volume {number + 29}",
                    mark=str(number + 29),
                )
            )
        fresh._connection.set_trace_callback(None)
        assert any("view_cited_work" in sql and "SELECT" in sql for sql in told)
        asked = {sql for sql in told if sql.startswith(("SELECT", "UPDATE", "DELETE", "INSERT"))}
        for sql in sorted(asked):
            for *_, step in fresh._connection.execute(f"EXPLAIN QUERY PLAN {sql}"):
                how, what = step.split()[:2]
                assert how != "SCAN" or what in _READ_WHOLE, (step, sql)
