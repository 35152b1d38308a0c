# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Who is who in a real window, by keys and by what a screen reader says; and in German."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.events.catalogue.subject import Judgement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from screen import Screen, Window

pytestmark = pytest.mark.slow


def namesakes(sample: Path) -> list[str]:
    with Archive.open(sample, read_only=True) as archive:
        return [row.id for row in archive.queries.subjects() if row.label == "Jon Weil"]


def judged(sample: Path, subject: str) -> list[Judgement]:
    with Archive.open(sample, read_only=True) as archive:
        return [one.judgement for one in archive.queries.links(subject)]


def lay_side_by_side(window: Window) -> None:
    """Go by keys from the record of one of two namesakes to the board that weighs the two."""
    window.shows("label", "^Jon Weil$")
    # Namesakes are told apart beside what is read, and a moment later.
    window.shows("list item", "^Jon Weil, ")
    window.press("ctrl+j")
    window.hears("Perhaps, by name alone: Jon Weil, ")
    window.press("Return")
    window.hears("They are one")


def test_two_namesakes_are_joined_and_it_is_taken_back(
    start: Callable[..., Window], sample: Path
) -> None:
    one, other = namesakes(sample)
    window = start(str(sample), "--subject", one)
    lay_side_by_side(window)
    window.press("space")
    window.go_to("Reasoning")
    window.type("One street, one trade.")
    window.press("ctrl+Return")
    window.shows("label", "What you concluded is recorded")
    assert judged(sample, other) == [Judgement.SAME]
    window.press("ctrl+z")
    window.shows("label", "Undone: who Jon Weil is")
    assert judged(sample, other) == [Judgement.UNSURE]
    assert window.close() == 0


def test_a_conclusion_being_written_survives_that_the_program_is_killed(
    start: Callable[..., Window], sample: Path
) -> None:
    one, _ = namesakes(sample)
    window = start(str(sample), "--subject", one)
    lay_side_by_side(window)
    window.press("Down", "space")
    window.go_to("Reasoning")
    window.type("Two trades")
    kept = window.screen.folder
    window.until(
        lambda: any(
            "Two trades" in file.read_text("utf-8", "replace")
            for file in kept.rglob("*")
            if file.is_file()
        ),
        "the draft to be kept",
    )
    window.kill()
    again = start(str(sample), "--subject", one)
    field = again.until(lambda: again.find("text", "Reasoning"), "the form")
    again.until(lambda: field.text == "Two trades", "what was typed")
    assert judged(sample, one) == []
    assert again.close() == 0


def test_what_was_mixed_up_is_parted_by_the_keys(
    start: Callable[..., Window], sample: Path
) -> None:
    with Archive.open(sample, read_only=True) as archive:
        whole = archive.queries.record("Edda Marlow").facts
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text of the source")
    window.press("ctrl+k")
    window.hears("Find or do anything")
    window.type("part what was")
    window.shows("list item", "Part what was mixed up")
    window.press("Return")
    window.hears(r"\[1\] Ellery Wiki")
    window.press("Down", "space")
    window.go_to("They go to")
    window.type("Edda of the wiki")
    window.go_to("Reason")
    window.type("Two women.")
    window.press("ctrl+Return")
    window.shows("label", "^Edda of the wiki$")
    assert window.close() == 0
    with Archive.open(sample, read_only=True) as archive:
        moved = archive.queries.record("Edda of the wiki").facts
        assert moved > 0
        assert archive.queries.record("Edda Marlow").facts == whole - moved


def test_every_pane_is_named_and_reached_by_f6(start: Callable[..., Window], sample: Path) -> None:
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text of the source")
    window.go_to("Find or do anything", "F6")
    heard = []
    for _ in range(6):
        window.press("F6")
        before = heard[-1] if heard else "Find or do anything"
        window.until(lambda before=before: window.heard() not in {"", before}, "another pane")
        heard.append(window.heard())
        if heard[-1].startswith("Find or do anything"):
            break
    assert len(set(heard)) == len(heard) == 5
    assert window.close() == 0


def test_a_line_of_the_navigator_is_heard_as_an_item_with_its_count_and_whether_it_is_closed(
    start: Callable[..., Window], sample: Path
) -> None:
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text of the source")
    first = window.go_to("^Edda Marlow, 63 ", "F6")
    assert first.role == "list item"
    window.press("Down")
    assert window.hears("^lantern supper of 1991, 5 ").role == "list item"
    # The head is gone to like a line; closed it says so, and is all there is.
    window.press("Left")
    window.hears(r"^Subjects \(")
    window.press("Left")
    window.hears("^Subjects, closed")
    window.press("Right", "Down")
    window.hears("^Edda Marlow, 63 ")
    assert window.close() == 0


def test_the_window_speaks_the_language_of_the_system_also_where_that_is_not_installed(
    screen: Screen, start: Callable[..., Window], sample: Path
) -> None:
    screen.environment |= {"LANG": "C.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text der Quelle")
    window.press("ctrl+k")
    window.hears("Alles finden oder tun")
    assert window.close() == 0


def test_what_is_found_and_whose_record_is_shown_is_said_where_the_keys_are_elsewhere(
    start: Callable[..., Window], sample: Path
) -> None:
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text of the source")
    window.press("ctrl+f")
    window.hears("Find in this source")
    window.type("Edda")
    window.is_told("^1 of [0-9]+$")
    window.press("Return")
    window.is_told("^2 of [0-9]+$")
    window.press("Escape", "ctrl+k")
    window.hears("Find or do anything")
    window.type("pane")
    window.is_told("Next pane")
    window.press("Down")
    window.is_told("^Previous pane")
    window.press("Escape", "ctrl+3")
    window.hears("^Father, Edmund Marlow, Sr.")
    window.press("Down")
    window.hears("^Father, Josef Marlow.*disputed")
    window.press("Return")
    window.is_told("^Josef Marlow$")
    window.press("alt+Left")
    window.is_told("^Edda Marlow$")
    assert window.close() == 0
