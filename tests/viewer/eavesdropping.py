# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""All words a window has anywhere: widgets, actions, models, what a screen reader is told."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

from fonds.archive import Archive
from fonds.viewer.desk.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.viewer.desk.bench import Bench

SAID = (
    "text", "toPlainText", "title", "windowTitle", "toolTip", "statusTip", "whatsThis",
    "objectName", "accessibleName", "accessibleDescription", "placeholderText", "currentText",
    "windowFilePath", "iconText", "label", "prefix", "suffix",
)  # fmt: skip
"""What widgets, actions and documents are asked for, where they have it."""

REMEMBERED = "_held"
"""Where painters keep what was laid out for rows that stood there once: nobody is shown it."""

FROM_BEFORE = "from before"
"""Set on what an earlier test in the same process left, which is none of this one's."""

OWN_ROLES = 40
MOST_TOLD = 4000


def forget_what_was_before(app: QApplication) -> None:
    """Leave out, from now on, what other tests of this process left in windows or copied."""
    app.clipboard().clear()
    for widget in app.allWidgets():
        widget.setProperty(FROM_BEFORE, True)


def all_words(bench: Bench) -> Iterator[tuple[str, str]]:
    """Yield where something is said, and what: of everything that the application holds."""
    seen: set[int] = set()
    for widget in QApplication.allWidgets():
        if widget.property(FROM_BEFORE):
            continue
        for one in (widget, *widget.findChildren(QObject), *widget.actions()):
            if id(one) not in seen:
                seen.add(id(one))
                yield from _of_object(one)
    yield from _told(bench.window)
    yield from _held(bench, set(), "bench")
    copied = QGuiApplication.clipboard().mimeData()
    for kind in copied.formats() if copied is not None else ():
        yield f"clipboard {kind}", bytes(copied.data(kind).data()).decode("utf-8", "replace")


def _of_object(one: QObject) -> Iterator[tuple[str, str]]:
    if not isinstance(one, QWidget | QAction | QTextDocument | QAbstractItemModel):
        return
    kind = type(one).__name__
    for name in SAID:
        ask = getattr(one, name, None)
        said = ask() if callable(ask) else None
        if isinstance(said, str) and said:
            yield f"{kind}.{name}", said
    model = one if isinstance(one, QAbstractItemModel) else getattr(one, "model", None)
    model = model() if callable(model) else model
    if isinstance(model, QAbstractItemModel):
        yield from _of_model(model, QModelIndex())


def _of_model(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[tuple[str, str]]:
    mine = int(Qt.ItemDataRole.UserRole)
    is_list = isinstance(model, QAbstractListModel)
    for row in range(model.rowCount(parent)):
        for column in range(1 if is_list else model.columnCount(parent)):
            index = model.index(row, column, parent)
            for role in (*range(15), *range(mine, mine + OWN_ROLES)):
                said = model.data(index, role)
                if said is not None:
                    yield f"{type(model).__name__} role {role}", repr(said)
            yield from _mime(model, index)
            if column == 0 and not is_list and model.hasChildren(index):
                yield from _of_model(model, index)


def _mime(model: QAbstractItemModel, index: QModelIndex) -> Iterator[tuple[str, str]]:
    if model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled:
        dragged = model.mimeData([index])
        for kind in dragged.formats():
            said = bytes(dragged.data(kind).data()).decode("utf-8", "replace")
            yield f"{type(model).__name__} dragged {kind}", said


def _told(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Yield what a screen reader is told, from the window down."""
    waiting, told = [QAccessible.queryAccessibleInterface(widget)], 0
    while waiting and told < MOST_TOLD:
        one = waiting.pop()
        if one is None or not one.isValid():
            continue
        told += 1
        for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value,
                     QAccessible.Text.Help):  # fmt: skip
            said = one.text(kind)
            if said:
                yield f"a screen reader ({one.role().name}, {kind.name})", said
        words = one.textInterface()
        if words is not None:
            yield "a screen reader, text", words.text(0, words.characterCount())
        waiting.extend(one.child(number) for number in range(one.childCount()))


def _held(one: object, seen: set[int], where: str) -> Iterator[tuple[str, str]]:
    """Yield the strings that the window's own objects hold, but for the open file's."""
    if isinstance(one, str):
        yield where, one
        return
    if id(one) in seen or isinstance(one, Session | Archive):
        return
    seen.add(id(one))
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        for field in dataclasses.fields(one):
            yield from _held(getattr(one, field.name, None), seen, f"{where}.{field.name}")
    elif isinstance(one, dict):
        for key, value in one.items():
            yield from _held(key, seen, f"{where} key")
            yield from _held(value, seen, f"{where}[{key!r}]")
    elif isinstance(one, list | tuple | set | frozenset):
        for value in one:
            yield from _held(value, seen, f"{where}[]")
    elif type(one).__module__.startswith("fonds.viewer") and hasattr(one, "__dict__"):
        for name, value in vars(one).items():
            if name == REMEMBERED:
                continue
            yield from _held(value, seen, f"{where}.{name}")
