# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What was typed of a quantity is quoted below it, unless it reads as the value does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
from fonds.archive.commands.transcribing import Transcribe
from fonds.viewer.desk.record_rows import below_of

if TYPE_CHECKING:
    from pathlib import Path

BOOK = "Salt and Rope"


@pytest.mark.parametrize(
    ("typed", "below"),
    [("12 miles", ""), ("1,200 km", ""), ("9,999km", ""), ("1,200.5 km", "“1,200.5 km”")],
)
def test_what_was_typed_is_not_said_twice(tmp_path: Path, typed: str, below: str) -> None:
    said = {"id": "S1", "subject": "Edda Marlow", "property": "event_attendance", "value": typed}
    with Archive.create(tmp_path / "typed.fonds") as archive:
        archive.execute(RegisterUnheld(WorkDescription(title=BOOK)))
        archive.execute(Transcribe(BOOK, "Far out, at sea.", seen_at="Saltby"))
        line = json.dumps({**said, "source": BOOK, "quote": "at sea"}).encode()
        archive.execute(ImportFacts([line]))
        assert below_of(archive.queries.page("Edda Marlow").facts) == below


def test_notes_about_a_fact_stand_below_it(tmp_path: Path) -> None:
    said = {"id": "S1", "subject": "Edda Marlow", "property": "occupation", "value": "rower"}
    with Archive.create(tmp_path / "noted.fonds") as archive:
        archive.execute(RegisterUnheld(WorkDescription(title=BOOK)))
        archive.execute(Transcribe(BOOK, "Far out, at sea.", seen_at="Saltby"))
        line = {**said, "source": BOOK, "quote": "at sea", "note": "Faint ink."}
        archive.execute(ImportFacts([json.dumps(line).encode()]))
        (fact,) = archive.queries.page("Edda Marlow").facts
        archive.execute(WriteNote(fact.id, "See the\nsecond page."))
        told = below_of(archive.queries.page("Edda Marlow").facts)
    assert told == "Note: Faint ink. · Note: See the second page."
