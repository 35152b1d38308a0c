# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an action is, where it stands, and what must be so for it to be possible."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from fonds.events.fixed import fixed
from fonds.viewer.wording import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Need(StrEnum):
    """Something that must be so for an action to be possible."""

    ARCHIVE = "archive"
    WRITABLE = "writable"
    PRESENT = "present"
    SUBJECT = "subject"
    FACT = "fact"
    SOURCE = "source"
    SELECTION = "selection"
    CAN_GO_BACK = "can_go_back"
    CAN_GO_FORWARD = "can_go_forward"
    PAST = "past"
    CAN_UNDO = "can_undo"
    CAN_REDO = "can_redo"
    RETRACTED = "retracted"
    CONFLICT = "conflict"


LACKING: Mapping[Need, str] = {
    Need.ARCHIVE: QT_TRANSLATE_NOOP("Actions", "Open an archive first."),
    Need.WRITABLE: QT_TRANSLATE_NOOP("Actions", "This archive is open for reading only."),
    Need.PRESENT: QT_TRANSLATE_NOOP("Actions", "You are looking back: return to now first."),
    Need.SUBJECT: QT_TRANSLATE_NOOP("Actions", "Choose somebody first, in the list at the left."),
    Need.FACT: QT_TRANSLATE_NOOP("Actions", "Choose a fact in the record first."),
    Need.SOURCE: QT_TRANSLATE_NOOP("Actions", "Open a source first."),
    Need.SELECTION: QT_TRANSLATE_NOOP("Actions", "Mark words in the source first."),
    Need.CAN_GO_BACK: QT_TRANSLATE_NOOP("Actions", "There is nothing to go back to."),
    Need.CAN_GO_FORWARD: QT_TRANSLATE_NOOP("Actions", "There is nothing to go forward to."),
    Need.PAST: QT_TRANSLATE_NOOP("Actions", "This is the present already."),
    Need.CAN_UNDO: QT_TRANSLATE_NOOP("Actions", "There is nothing here that can be taken back."),
    Need.CAN_REDO: QT_TRANSLATE_NOOP("Actions", "Nothing was undone that can be done again."),
    Need.RETRACTED: QT_TRANSLATE_NOOP("Actions", "Choose a fact that was retracted first."),
    Need.CONFLICT: QT_TRANSLATE_NOOP("Actions", "Choose a value that is disputed first."),
}
"""Why what has a need is not possible, where that is not met."""


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = QT_TRANSLATE_NOOP("Actions", "&File")
    EDIT = QT_TRANSLATE_NOOP("Actions", "&Edit")
    VIEW = QT_TRANSLATE_NOOP("Actions", "&View")
    GO = QT_TRANSLATE_NOOP("Actions", "&Go")
    FACT = QT_TRANSLATE_NOOP("Actions", "F&act")
    HELP = QT_TRANSLATE_NOOP("Actions", "&Help")


@fixed
class ActionSpec:
    """One action. ``group`` parts a menu by lines; ``choice`` makes it one of several."""

    id: str
    title: str
    menu: Menu
    keys: tuple[str, ...] = ()
    needs: frozenset[Need] = frozenset()
    group: int = 0
    choice: str = ""
    checkable: bool = False


def spec(
    id_: str,
    title: str,
    menu: Menu,
    keys: str = "",
    needs: Iterable[Need] = (),
    group: int = 0,
    choice: str = "",
    *,
    toggles: bool = False,
) -> ActionSpec:
    """Make an entry of the table; keys and needs as one writes them."""
    listed, needed = tuple(keys.split()), frozenset(needs)
    checkable = toggles or bool(choice)
    return ActionSpec(id_, title, menu, listed, needed, group, choice, checkable)
