# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Whole journeys in a real window, by keys and by what a screen reader says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from screen import Window

pytestmark = pytest.mark.slow

PROFILE = """Wenna Trask

Wenna Trask was born on 4 March 1951 in Saltby. She was elected to the council in 1988.
"""
PAGE = "Annals of Saltby\n\nKarin Holt was born on 3 May 1871 in Saltby.\n"


def test_from_the_first_run_to_the_first_sourced_fact(
    start: Callable[..., Window], tmp_path: Path
) -> None:
    document = tmp_path / "annals.txt"
    document.write_text(PAGE, "utf-8")
    archive = tmp_path / "annals.fonds"
    window = start()
    window.go_to("You record as")
    window.press("ctrl+a")
    window.type("M. Castellane")
    window.press("Return")
    window.press("ctrl+n")
    window.hears("File name")
    window.press("ctrl+a")
    window.type(str(archive))
    window.press("Return")
    window.shows("frame", "annals")
    window.press("ctrl+shift+o")
    window.hears("File name")
    window.type(str(document))
    window.press("Return")
    window.shows("label", "Annals of Saltby")
    window.go_to("Text of the source", "F6")
    window.press("ctrl+Home", "Down", "Down", "Home", "shift+End")
    window.press("ctrl+Return")
    window.hears("About")
    window.type("Karin Holt")
    window.press("Tab")
    window.type("born")
    window.press("Tab")
    window.hears("Value")
    window.press("Return")
    window.is_told("There is no subject")
    window.shows("label", "There is no subject")
    window.press("Return")
    window.shows("list item", "Born: 3 May 1871")
    assert window.close() == 0
    with Archive.open(archive, read_only=True) as opened:
        record = opened.queries.record("Karin Holt")
        newest = opened.queries.history(limit=1)[0]
    assert [one.name for one in record.properties()] == ["date_of_birth"]
    assert newest.agent == "M. Castellane"


def test_a_conflict_is_found_and_resolved(start: Callable[..., Window], sample: Path) -> None:
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text of the source")
    window.press("ctrl+k")
    window.hears("Find or do anything")
    window.type("father josef")
    window.is_told("1 fact.*Father: Josef Marlow")
    window.shows("list item", "Father: Josef Marlow")
    window.press("Return")
    window.hears("Father, disputed: Josef Marlow")
    window.press("ctrl+r")
    window.hears("Prefer Josef Marlow")
    window.press("ctrl+Return")
    window.is_told("[Rr]eason|[Cc]hoose|[Ss]ay")
    window.press("space")
    window.go_to("[Rr]eason")
    window.type("He steered the boat himself.")
    window.press("ctrl+Return")
    window.hears("Josef Marlow; preferred")
    assert window.close() == 0
    with Archive.open(sample, read_only=True) as opened:
        properties = opened.queries.record("Edda Marlow").properties()
    assert {one.name: one.status.value for one in properties}["father"] == "resolved"


def test_the_past_is_looked_at_and_compared(start: Callable[..., Window], sample: Path) -> None:
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text of the source")
    window.press("ctrl+t")
    window.hears("As of")
    window.type("@120")
    window.press("Return")
    window.is_told("You are looking at the archive as of")
    window.shows("label", "You are looking at the archive as of")
    window.press("ctrl+d")
    window.is_told("[0-9]+ changes?")
    window.go_to("Gained|Lost|Changed")
    window.press("Down", "Escape", "ctrl+shift+t")
    window.until(lambda: window.find("label", "You are looking") is None, "the banner to go")
    assert window.close() == 0


def test_a_document_is_brought_in_and_a_proposal_accepted(
    start: Callable[..., Window], sample: Path, tmp_path: Path
) -> None:
    document = tmp_path / "Wenna Trask.txt"
    document.write_text(PROFILE, "utf-8")
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text of the source")
    window.press("ctrl+shift+o")
    window.hears("File name")
    window.type(str(document))
    window.press("Return")
    window.shows("label", "Wenna Trask")
    window.press("ctrl+shift+r")
    window.hears("Wenna Trask")
    window.go_to("Born: 4 March 1951", "Down")
    window.press("Return")
    window.shows("label", "recorded|accepted|taken")
    assert window.close() == 0
    with Archive.open(sample, read_only=True) as opened:
        record = opened.queries.record("Wenna Trask")
    assert "date_of_birth" in {one.name for one in record.properties()}


def test_a_dialog_says_aloud_what_it_refuses_and_gives_the_keys_back(
    start: Callable[..., Window], sample: Path
) -> None:
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text of the source")
    window.go_to("Facts of the record|Birth name", "F6")
    window.press("Down", "Down")
    here = window.heard()
    window.press("F4")
    window.go_to("Reason")
    window.press("Return")
    window.is_told("Say why")
    window.hears("Reason")
    window.press("Escape")
    window.hears(f"^{re.escape(here)}$")
    assert window.close() == 0


def test_an_export_is_written(start: Callable[..., Window], sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text of the source")
    window.press("ctrl+e")
    window.hears("File name")
    window.press("ctrl+a")
    window.type(str(target))
    window.press("Return")
    window.until(target.exists, "the exported file")
    window.is_told("Exported")
    window.shows("label", "Exported")
    assert window.close() == 0
    document = json.loads(target.read_text("utf-8"))
    assert "Edda Marlow" in {subject["label"] for subject in document["subjects"]}


def test_a_form_survives_that_the_program_is_killed(
    start: Callable[..., Window], sample: Path
) -> None:
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text of the source")
    window.go_to("Text of the source", "F6")
    window.press("ctrl+Home", "Down", "Down", "Home", "shift+End", "ctrl+Return")
    window.hears("Property")
    window.type("occupation, perhaps")
    window.until(lambda: drafts_hold(window, "occupation, perhaps"), "the draft to be kept")
    window.kill()
    again = start(str(sample), "--subject", "Edda Marlow")
    field = again.until(lambda: again.find("text", "Property"), "the form")
    again.until(lambda: field.text == "occupation, perhaps", "what was typed")
    assert again.close() == 0


def drafts_hold(window: Window, words: str) -> bool:
    kept = window.screen.folder.rglob("*")
    return any(words in one.read_text("utf-8", "replace") for one in kept if one.is_file())
