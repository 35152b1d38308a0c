# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a person does with hands and eyes: find a row, press it, select words, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from fonds.archive import Archive
from fonds.viewer.rows import chips_of, facts_of

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.viewer.desk.bench import Bench


def rows(bench: Bench) -> list:
    model = bench.window.record.list.rows
    return [model.row(number) for number in range(model.rowCount())]


def row_of(bench: Bench, value: str) -> tuple[int, object]:
    """The first row whose value, or words, begin so."""
    for number, row in enumerate(rows(bench)):
        said = getattr(row, "value", "") or getattr(row, "words", "") or getattr(row, "text", "")
        if said.startswith(value):
            return number, row
    message = f"no row says {value!r}"
    raise AssertionError(message)


def press_row(bench: Bench, qtbot, value: str) -> object:
    """Click a row of the record."""
    number, row = row_of(bench, value)
    view = bench.window.record.list
    index = view.rows.index(number, 0)
    view.scrollTo(index)
    at = view.visualRect(index).center()
    at.setX(view.visualRect(index).left() + 190)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    bench.settle()
    return row


def press_words(bench: Bench, qtbot, words: str) -> None:
    """Click in the middle of words of the source."""
    pane = bench.window.source
    text = pane.view.text
    start = text.index(words)
    pane.scroll_to(start, start + len(words))
    edit = pane.surface.edit
    cursor = edit.textCursor()
    cursor.setPosition(pane.surface._map.to_document(start + len(words) // 2))
    at = edit.cursorRect(cursor).center() + QPoint(1, 0)
    qtbot.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, pos=at)
    bench.settle()


def select(bench: Bench, words: str) -> None:
    pane = bench.window.source
    start = pane.view.text.index(words)
    pane.surface.select(start, start + len(words))
    pane.surface.edit.setFocus()


def go_to(bench: Bench, kind: str, label: str) -> None:
    """Press an item of the navigator."""
    window = bench.window
    for tree in window.navigator.trees:
        for item in tree.nodes.items:
            if item.kind == kind and item.label.startswith(label):
                window.navigator.mark(kind, item.id)
                window.navigator.item_chosen.emit(item)
                bench.settle()
                return
    message = f"the navigator has no {kind} {label!r}"
    raise AssertionError(message)


def lit_words(bench: Bench) -> list[str]:
    pane = bench.window.source
    return [pane.view.text[p.start : p.end] for p in pane._lit]


def headings(bench: Bench) -> list[str]:
    return [f"{e.verb} {e.what}".strip() for e in bench.window.history.list.entries.entries]


def chosen_value(bench: Bench) -> str:
    row = bench.window.record.list.chosen()
    return getattr(row, "value", "")


def chips(row: object) -> list[int]:
    return [chip.number for chip in chips_of(row)]


def facts(row: object) -> tuple[str, ...]:
    return facts_of(row)


def trigger(bench: Bench, name: str) -> None:
    action = bench.window.actions_of_window.action(name)
    assert action is not None, name
    assert action.isEnabled(), name
    action.trigger()


def is_possible(bench: Bench, name: str) -> bool:
    action = bench.window.actions_of_window.action(name)
    return action is not None and action.isEnabled()


def record_in(path: Path, subject: str) -> dict[str, list[str]]:
    """The values of a subject's record as another program reads them, by property."""
    with Archive.open(path, read_only=True) as archive:
        return {
            answer.name: [value.display for scope in answer.scopes for value in scope.values]
            for answer in archive.queries.record(subject).properties()
        }


def newest(path: Path, limit: int = 5) -> list:
    with Archive.open(path, read_only=True) as archive:
        return archive.queries.history(limit=limit)
