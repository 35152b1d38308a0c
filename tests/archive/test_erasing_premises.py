# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A fact that rests on another is told before that one goes, or counts for nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive.erasing import Small, small
from click.testing import CliRunner

from fonds.archive import Archive
from fonds.archive.cli.root import program
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.facts import AssertFact
from fonds.archive.queries.chores import Chore
from fonds.events.values import Certainty, ChainLink, Manner

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path)


def said_by(archive: Archive, made: Small, *, zorvane: bool) -> tuple[str, str]:
    """Record what somebody says of her home, and what was inferred from it."""
    link = ChainLink(
        speaker="Zorvane Kettlemoor" if zorvane else "Her mother",
        subject=made.zorvane if zorvane else None,
        manner=Manner.STATES,
        read=True,
    )
    ground = archive.execute(
        AssertFact(made.quistle, "residence", "Ostrable", made.letter, "kept the light at Ostrable",
                   links=(link,))
    ).answer.stream  # fmt: skip
    resting = archive.execute(
        AssertFact(
            made.quistle, "occupation", "weaver", made.letter, "Nobody liked",
            certainty=Certainty.INFERRED, premises=((ground, "all there wove"),),
        )
    ).answer.stream  # fmt: skip
    return ground, resting


@pytest.mark.parametrize("zorvane", [True, False], ids=["its speaker goes", "it goes"])
def test_what_rests_on_a_fact_is_told_before_and_found_afterwards(
    made: Small, zorvane: bool
) -> None:
    with Archive.open(made.path) as archive:
        ground, resting = said_by(archive, made, zorvane=zorvane)
        assert archive.queries.todo(chores=(Chore.PREMISE,)).items == ()
        erasing = EraseContent(made.zorvane if zorvane else ground, "asked")
        for rehearsal in (True, False):
            outcome, _ = archive.erase(erasing, dry_run=rehearsal)
            (told,) = [one for one in outcome.answer.remains if resting in one]
            assert f"rests on the fact {ground}" in told
            assert ("said or denied" in told) is zorvane
        (item,) = archive.queries.todo(chores=(Chore.PREMISE,)).items
        assert (item.facts, item.premise) == ((resting,), ground)
        assert ("said or denied" in item.said) is zorvane
    shown = CliRunner().invoke(program, ["fact", "show", str(made.path), resting]).stdout
    assert ("said or denied" in shown) is zorvane
    assert ("whose words are gone" in shown) is not zorvane


def test_what_goes_as_well_is_not_told_to_stay(made: Small) -> None:
    with Archive.open(made.path) as archive:
        _, resting = said_by(archive, made, zorvane=False)
        outcome, _ = archive.erase(EraseContent(made.quistle, "asked"), dry_run=True)
        assert resting in outcome.answer.facts
        assert not any(resting in one for one in outcome.answer.remains)
