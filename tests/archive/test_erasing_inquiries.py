# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What was looked for and not found goes with what it was about, rests under, or was made in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive.erasing import Small, found_in, small

from fonds.archive import Archive
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.examining import RecordInquiry
from fonds.archive.commands.facts import AssertFact
from fonds.events.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORDS = ("tokensought", "tokenspelt", "tokenextent", "tokenremark")
OUTCOME = "tokenoutcome"


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path)


def inquired(archive: Archive, made: Small) -> tuple[str, int]:
    inquiry, appended = archive.execute(
        RecordInquiry(
            made.almanac,
            "a tokensought marriage",
            subject=made.zorvane,
            spellings=("tokenspelt",),
            extent="tokenextent leaves",
            outcome=OUTCOME,
            note="tokenremark",
        )
    ).answer
    return inquiry, appended.position


def resting(archive: Archive, made: Small, subject: str, inquiry: str) -> str:
    """Record that somebody had no spouse, for nothing was found."""
    return archive.execute(
        AssertFact(
            subject, "spouse", None, made.almanac, "", inquiry=inquiry, value_kind=ValueKind.NONE
        )
    ).answer.stream


def capture(archive: Archive, made: Small, _: tuple[str, int], __: str) -> str:
    return archive.queries.source(made.almanac).captures[0].id


TARGETS: dict[str, Callable[[Archive, Small, tuple[str, int], str], str]] = {
    "whom it was about": lambda _, made, __, ___: made.zorvane,
    "what rests on it": lambda _, __, ___, fact: fact,
    "the capture it was made in": capture,
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
def test_it_goes_whole_with(
    made: Small, target: Callable[[Archive, Small, tuple[str, int], str], str]
) -> None:
    with Archive.open(made.path) as archive:
        inquiry = inquired(archive, made)
        fact = resting(archive, made, made.zorvane, inquiry[0])
        assert set(found_in(made.folder, *WORDS, OUTCOME)) == {*WORDS, OUTCOME}
        archive.erase(EraseContent(target(archive, made, inquiry, fact), "asked"))
        assert found_in(made.folder, *WORDS, OUTCOME) == {}
        assert archive.verify().faults == ()
        assert archive.queries.source(made.almanac).inquiries == ()


def test_it_goes_whole_by_its_position_where_nothing_rests_on_it(made: Small) -> None:
    with Archive.open(made.path) as archive:
        inquiry, position = inquired(archive, made)
        fact = resting(archive, made, made.quistle, inquiry)
        outcome, _ = archive.erase(EraseContent(f"@{position}", "asked"))
        # It is what a fact rests on: how it ended stays.
        assert found_in(made.folder, *WORDS) == {}
        assert found_in(made.folder, OUTCOME) != {}
        assert any("of what kind it was" in told for told in outcome.answer.remains)
        archive.erase(EraseContent(fact, "asked"))
        assert found_in(made.folder, OUTCOME) == {}


@pytest.mark.parametrize("whom", ["subject", "fact"])
def test_what_others_rest_on_stays_as_far_as_they_need_it_and_is_told(
    made: Small, whom: str
) -> None:
    with Archive.open(made.path) as archive:
        inquiry, position = inquired(archive, made)
        hers = resting(archive, made, made.quistle, inquiry)
        his = resting(archive, made, made.zorvane, inquiry)
        target = made.zorvane if whom == "subject" else his
        outcome, _ = archive.erase(EraseContent(target, "asked"))
        (told,) = [one for one in outcome.answer.remains if f"@{position}" in one]
        assert f"fonds erase @{position}" in told
        assert (hers in told) is (whom == "subject")
        # Of the one it was about nothing is said but how it ended.
        assert set(found_in(made.folder, *WORDS)) == (set() if whom == "subject" else set(WORDS))
        assert found_in(made.folder, OUTCOME) != {}
        assert archive.queries.fact(hers).citations[0].inquiry == inquiry
        assert archive.verify().faults == ()
        # What is advised does it.
        archive.erase(EraseContent(hers, "asked"))
        assert found_in(made.folder, *WORDS, OUTCOME) == {}


def test_a_copy_without_the_living_has_none_about_them(made: Small) -> None:
    handed = made.folder.parent / "handed"
    handed.mkdir()
    with Archive.open(made.path) as archive:
        inquired(archive, made)
        archive.share_copy(handed / "copy.fonds", ["living"])
    assert found_in(handed, *WORDS, OUTCOME) == {}
