# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The words a time was read from are shown where they say more than the date made of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from fonds.archive import Archive
from fonds.archive.cli.root import program
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.queries.said import time_as_written

if TYPE_CHECKING:
    from pathlib import Path

BOOK = "Roll of the Pilots"


@pytest.mark.parametrize(
    ("when", "words", "shown"),
    [
        ("1979/1987", "from 1979 until 1987", False),
        ("1979-05/1987-05", "von Mai 1979 bis Mai 1987", True),
        ("1979-05", "in May 1979", False),
        ("1953-04-16", "Apr. 16th, 1953", False),
        ("1979/1987", "for eight years from 1979", True),
        ("1848-03-25", "Lady Day 1848", True),
        ("198X", "in the 1980s", False),
        (None, "when the ice took the pier", False),
    ],
)
def test_what_says_no_more_is_not_said_twice(
    tmp_path: Path, when: str | None, words: str, *, shown: bool
) -> None:
    path = tmp_path / "pilots.fonds"
    line = {"id": "1", "subject": "Asa Thorn", "property": "residence", "value": "Saltby"}
    line |= {"source": BOOK, "quote": "lived at Saltby", "qualifiers": {"when_text": words}}
    with Archive.create(path) as archive:
        archive.execute(RegisterUnheld(WorkDescription(title=BOOK)))
        archive.execute(Transcribe(BOOK, "He lived at Saltby.", seen_at="Saltby"))
        archive.execute(ImportFacts([json.dumps({**line, "when": when}).encode()]))
        (fact,) = archive.queries.page("Asa Thorn").facts
    assert time_as_written(fact) == (words if shown else None)
    ran = CliRunner().invoke(program, ["show", str(path), "Asa Thorn"])
    assert ran.exit_code == 0
    # Words without a date are the time itself; else they stand below the value.
    assert (f"“{words}”" in " ".join(ran.output.split())) is (shown or when is None)
    assert ("Time as written: " in ran.output) is shown
