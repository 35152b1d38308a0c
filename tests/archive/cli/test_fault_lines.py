# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Faults told to a reader: none left out unsaid, none longer than anybody reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.cli.fault_lines import fault_lines
from fonds.archive.integrity.findings import Fault
from fonds.events.sentences import say


def lost(position: int | None) -> Fault:
    return Fault("part", position, say("A part of @{position} is gone.", position=position))


def test_of_many_alike_the_first_are_told_and_the_rest_counted():
    faults = [Fault("sqlite", None, "It is damaged."), *map(lost, range(7, 27)), lost(None)]
    lines = fault_lines(faults, 80)
    assert lines[0] == "  sqlite: It is damaged."
    assert lines[1] == "  @7: part: A part of @7 is gone."
    assert len(lines) == 7
    told = " ".join(lines[6].split())
    assert told == "and 16 more of this kind, from @12 to @26; --json lists them all."


def test_one_more_than_the_limit_is_told_itself():
    assert len(fault_lines([lost(number) for number in range(1, 7)], 80)) == 6


def test_a_fault_without_end_is_cut():
    lines = fault_lines([Fault("sqlite", None, "Tree 4 page 80: cell 3. " * 100)], 80)
    assert len(lines) < 9
    assert "2,0" in " ".join(lines)
    assert "more characters; --json has them" in " ".join(" ".join(lines).split())


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 99)), max_size=40))
def test_every_fault_is_told_or_counted(found: list[tuple[str, int]]) -> None:
    faults = [Fault(kind, position, "Something is wrong.") for kind, position in found]
    lines = fault_lines(faults, 100)
    counted = sum(int(line.split()[1]) for line in lines if line.strip().startswith("and "))
    assert counted + sum(line.startswith("  @") for line in lines) == len(faults)
    assert all(len(line) <= 100 for line in lines)
