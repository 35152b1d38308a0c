# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What one says and another denies is to do, until somebody weighed it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.changes import AssessFacts, CiteFact, RetractFacts
from fonds.archive.commands.facts import GivenCitation
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.queries.chores import Chore
from fonds.events.values import Rank, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "Mo Tell says she never was one of them. The minutes name her."
DENIES = [{"speaker": "Mo Tell", "manner": "denies"}]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    file = tmp_path / "minutes.txt"
    file.write_text(WORDS, encoding="utf-8")
    with Archive.create(tmp_path / "club.fonds") as opened:
        opened.execute(AddSources(files=(file,)))
        yield opened


def say(archive: Archive, *said: dict[str, object]) -> None:
    archive.execute(
        ImportFacts(
            [
                json.dumps(
                    {
                        "id": f"{number} {one}",
                        "subject": "Edda Marlow",
                        "source": "minutes.txt",
                        "quote": "The minutes name her",
                        **one,
                    }
                ).encode()
                for number, one in enumerate(said)
            ],
            match_labels=True,
        )
    )


def found(archive: Archive, subject: str | None = None) -> list[tuple[str | None, str, int]]:
    items = archive.queries.todo(subject, chores=(Chore.DENIED,)).items
    return [(one.property, one.said, len(one.facts)) for one in items]


CLUB = {"property": "member_of", "value": "Quay Club", "value_type": "organization"}


@pytest.mark.parametrize(
    ("held", "denied", "told"),
    [
        (CLUB, CLUB, "“Quay Club” is said by one, and denied by another."),
        (
            {"property": "date_of_birth", "value": "1948-03-02", "value_type": "date"},
            {"property": "date_of_birth", "value": "1948-03", "value_type": "date"},
            "“1948-03-02” is said by one, and “1948-03” is denied by another.",
        ),
        (
            {"property": "occupation", "value": "pilot", "when": "1990/1993"},
            {"property": "occupation", "value": "pilot", "when": "1992"},
            "“pilot” is said by one, and denied by another.",
        ),
    ],
)
def test_what_is_given_and_denied_is_to_do(
    archive: Archive, held: dict[str, object], denied: dict[str, object], told: str
) -> None:
    say(archive, held)
    assert not found(archive)
    say(archive, {**denied, "chain": DENIES, "quote": "Mo Tell says she never was one of them"})
    assert found(archive) == [(held["property"], told, 2)]
    assert found(archive, "Edda Marlow") == found(archive)
    # The tables made anew say the same.
    archive.rebuild()
    assert found(archive) == [(held["property"], told, 2)]


@pytest.mark.parametrize(
    ("held", "denied"),
    [
        # Whoever denies the day leaves the month open.
        (
            {"property": "date_of_birth", "value": "1948-03", "value_type": "date"},
            {"property": "date_of_birth", "value": "1948-03-02", "value_type": "date"},
        ),
        (CLUB, {**CLUB, "value": "Rope Walk Guild"}),
        ({**CLUB, "when": "1970"}, {**CLUB, "when": "1950"}),
    ],
)
def test_what_can_be_so_beside_the_denial_is_not(
    archive: Archive, held: dict[str, object], denied: dict[str, object]
) -> None:
    say(archive, held, {**denied, "chain": DENIES})
    assert not found(archive)


def test_none_beside_a_value_is_to_do_of_what_takes_several(archive: Archive) -> None:
    none = {"property": "child", "value_kind": "none"}
    say(archive, none)
    assert not found(archive)
    say(archive, {"property": "child", "value": "Jon Weil", "value_type": "person"})
    told = "One says “Jon Weil”, the other that there is none."
    assert found(archive) == [("child", told, 2)]


def test_it_is_done_when_somebody_weighed_it_and_again_to_do_when_that_is_undone(
    archive: Archive,
) -> None:
    say(archive, CLUB, {**CLUB, "chain": DENIES})
    held, denied = archive.queries.todo(chores=(Chore.DENIED,)).items[0].facts
    for fact, rank in ((held, Rank.PREFERRED), (denied, Rank.DEPRECATED)):
        archive.execute(AssessFacts((fact,), rank=rank, reason="The minutes are signed."))
        assert not found(archive)
        archive.execute(AssessFacts((fact,), rank=Rank.NORMAL, reason="They are a copy."))
        assert len(found(archive)) == 1
    archive.execute(RetractFacts((denied,), reason="Misread."))
    assert not found(archive)


def test_a_passage_that_speaks_against_its_own_fact_is_told(archive: Archive) -> None:
    say(archive, CLUB)
    fact = archive.queries.record("Edda Marlow").properties()[0].scopes[0].values[0].facts[0].id
    quote = "she never was one of them"
    archive.execute(CiteFact(fact, GivenCitation("minutes.txt", quote), stance=Stance.CONTRADICTS))
    told = "“Quay Club” is said by one passage, and denied by another."
    assert found(archive) == [("member_of", told, 1)]
