# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record that is shown is brought up to what is added: as if all of it had been read anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hands import row_of

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.queries.queries import Queries

ALMANAC = "Province Almanac: Edda Marlow"
SEA = "In 1966 she went to sea for four years as a purser"


@pytest.fixture
def asked(monkeypatch) -> list[object]:
    """Which properties were asked for, None where all were."""
    read, asked = Queries.record, []

    def record(queries, *given, only=None, **known):
        asked.append(None if only is None else set(only))
        return read(queries, *given, only=only, **known)

    monkeypatch.setattr(Queries, "record", record)
    return asked


def said(value: str, name: str = "position_held") -> AssertFact:
    return AssertFact("Edda Marlow", name, value, ALMANAC, SEA)


@pytest.mark.parametrize(
    ("commands", "read"),
    [
        ([said("weigher")], [{"position_held"}]),
        ([said("1947-05-01", "date_of_birth")], [{"date_of_birth"}]),
        (
            [said("weigher"), said("1947-05-01", "date_of_birth")],
            [{"position_held", "date_of_birth"}],
        ),
        ([AssertFact("Casimir Thale", "position_held", "weigher", ALMANAC, SEA)], []),
        ([WriteNote("Edda Marlow", "Look again."), said("weigher")], [None]),
    ],
)
def test_what_is_added_is_shown_as_if_all_were_read_anew(bench, sample, asked, commands, read):
    keeper = bench.reader.record
    asked.clear()
    with Archive.open(sample, agent="another program") as other:
        for command in commands:
            other.execute(command)
    bench.desk.look()
    bench.settle()
    grown = keeper._shown
    assert asked == read
    keeper.refresh()
    bench.settle()
    assert asked[-1] is None
    assert [replace(one, record=None, facts={}) for one in (grown, keeper._shown)] == [
        replace(keeper._shown, record=None, facts={}, size=one.size)
        for one in (grown, keeper._shown)
    ]
    assert {one: fact.display for one, fact in grown.facts.items()} == {
        one: fact.display for one, fact in keeper._shown.facts.items()
    }


def test_after_a_retraction_all_is_read(bench, sample, asked):
    with Archive.open(sample, agent="another program") as other:
        other.execute(said("weigher"))
        bench.desk.look()
        bench.settle()
        (fact,) = row_of(bench, "weigher")[1].facts
        other.execute(RetractFacts((fact,), "Somebody else's."))
    asked.clear()
    bench.desk.look()
    bench.settle()
    assert asked == [None]
    assert fact not in bench.reader.record.facts
