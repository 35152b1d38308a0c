# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The part of the table of actions that concerns facts and subjects: what is recorded of them."""

from __future__ import annotations

from fonds.viewer.action_kinds import ActionSpec, Menu, Need
from fonds.viewer.action_kinds import spec as _spec
from fonds.viewer.wording import QT_TRANSLATE_NOOP

_F = Need.FACT
_WRITE = (Need.ARCHIVE, Need.WRITABLE, Need.PRESENT)
_UNDO = (*_WRITE, Need.CAN_UNDO)
_REDO = (*_WRITE, Need.CAN_REDO)

FACT_ACTIONS: tuple[ActionSpec, ...] = (
    _spec(
        "new_fact",
        QT_TRANSLATE_NOOP("Actions", "&New fact from the selection"),
        Menu.FACT,
        "Ctrl+Return Ctrl+Enter",
        (*_WRITE, Need.SELECTION),
    ),
    _spec(
        "cite",
        QT_TRANSLATE_NOOP("Actions", "Cite the &selection for this fact too"),
        Menu.FACT,
        "Ctrl+Shift+Return Ctrl+Shift+Enter",
        (*_WRITE, _F, Need.SELECTION),
    ),
    _spec(
        "translate",
        QT_TRANSLATE_NOOP("Actions", "Trans&late the passage…"),
        Menu.FACT,
        "Ctrl+Shift+E",
        (*_WRITE, Need.SOURCE),
    ),
    _spec(
        "type_in",
        QT_TRANSLATE_NOOP("Actions", "T&ype in a passage…"),
        Menu.FACT,
        "Ctrl+Shift+K",
        _WRITE,
    ),
    _spec(
        "new_subject",
        QT_TRANSLATE_NOOP("Actions", "&Add a subject…"),
        Menu.FACT,
        "Ctrl+Shift+N",
        _WRITE,
    ),
    _spec("define", QT_TRANSLATE_NOOP("Actions", "&Define a property…"), Menu.FACT, "", _WRITE),
    _spec(
        "mark_read",
        QT_TRANSLATE_NOOP("Actions", "&Mark the selection as read"),
        Menu.FACT,
        "Ctrl+M",
        (*_WRITE, Need.SELECTION),
    ),
    _spec(
        "mark_all_read",
        QT_TRANSLATE_NOOP("Actions", "Mark the whole &text as read"),
        Menu.FACT,
        "Ctrl+Shift+M",
        (*_WRITE, Need.SOURCE),
    ),
    _spec(
        "blame",
        QT_TRANSLATE_NOOP("Actions", "&Who entered this, and when"),
        Menu.FACT,
        "Ctrl+I",
        (_F,),
    ),
    _spec("correct", QT_TRANSLATE_NOOP("Actions", "&Correct…"), Menu.FACT, "F2", (*_WRITE, _F), 1),
    _spec(
        "reattribute",
        QT_TRANSLATE_NOOP("Actions", "It is about some&body else…"),
        Menu.FACT,
        "Shift+F2",
        (*_WRITE, _F),
        1,
    ),
    _spec(
        "split",
        QT_TRANSLATE_NOOP("Actions", "&Part what was mixed up…"),
        Menu.FACT,
        "",
        (*_WRITE, Need.SUBJECT),
        1,
    ),
    _spec("judge", QT_TRANSLATE_NOOP("Actions", "&Judge…"), Menu.FACT, "F4", (*_WRITE, _F), 1),
    _spec(
        "weigh",
        QT_TRANSLATE_NOOP("Actions", "Weigh the c&onflict…"),
        Menu.FACT,
        "Ctrl+R",
        (*_WRITE, Need.CONFLICT),
        1,
    ),
    _spec(
        "retract",
        QT_TRANSLATE_NOOP("Actions", "&Retract…"),
        Menu.FACT,
        "Ctrl+Delete",
        (*_WRITE, _F),
        1,
    ),
    _spec(
        "reinstate",
        QT_TRANSLATE_NOOP("Actions", "R&einstate what was retracted…"),
        Menu.FACT,
        "",
        (*_WRITE, Need.RETRACTED),
        1,
    ),
    _spec(
        "without_fact",
        QT_TRANSLATE_NOOP("Actions", "What if this fact &fell"),
        Menu.FACT,
        "Ctrl+Shift+W",
        (_F, Need.PRESENT),
        2,
    ),
    _spec(
        "without_source",
        QT_TRANSLATE_NOOP("Actions", "W&hat if the source fell"),
        Menu.FACT,
        "",
        (Need.SOURCE, Need.PRESENT),
        2,
    ),
    _spec("undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), Menu.FACT, "Ctrl+Z", _UNDO, 3),
    _spec("redo", QT_TRANSLATE_NOOP("Actions", "Do a&gain"), Menu.FACT, "Ctrl+Shift+Z", _REDO, 3),
)
