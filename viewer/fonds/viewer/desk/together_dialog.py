# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The dialog that asks whether several files are one source, and in which order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QWidget,
)

from fonds.events.fixed import fixed
from fonds.viewer.desk.fields_dialog import FieldsDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.viewer.theme import Theme

_TALL = 130
_DIGITS = re.compile(r"(\d+)")
_FILE = Qt.ItemDataRole.UserRole


@fixed
class Gathered:
    """Files in their order; ``as_one``: one source that has them all, of this title if any."""

    files: tuple[Path, ...]
    as_one: bool = False
    title: str = ""


class TogetherDialog(FieldsDialog):
    """Asks what several files are. Each is a source of its own unless somebody says otherwise.

    Signals:
        submitted: a :class:`Gathered`.
    """

    submitted = Signal(object)

    def __init__(self, theme: Theme, files: Sequence[Path], parent: QWidget) -> None:
        """Ask about these files, in the order of their names to begin with."""
        super().__init__(theme, self.tr("Several files"), self.tr("Take in"), parent)
        self.each = QRadioButton(self.tr("A source for &each file"))
        self.each.setChecked(True)
        self.one = QRadioButton(self.tr("&One source, its files in this order"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Files in their order"))
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.list.setMinimumHeight(theme.px(_TALL))
        for file in sorted(files, key=_in_order):
            item = QListWidgetItem(file.name)
            item.setData(_FILE, str(file))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.earlier = QPushButton(self.tr("Ear&lier"))
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later = QPushButton(self.tr("La&ter"))
        self.later.clicked.connect(lambda: self._move(1))
        for mover in (self.earlier, self.later):
            # The key that sends is not theirs.
            mover.setAutoDefault(False)
        movers = QWidget()
        row = QHBoxLayout(movers)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        row.addStretch(1)
        self.title_field = QLineEdit()
        self.title_field.setPlaceholderText(self.tr("else the one found in the first file"))
        self.lay_out(
            self.tr("What are these {count} files?").format(count=len(files)),
            (self.each, self.one, self.list, movers),
            ((self.tr("Title"), self.title_field),),
        )
        self.one.toggled.connect(self._turned)
        self._turned(as_one=False)
        self.each.setFocus()

    def gathered(self) -> Gathered:
        """Give the files in the order shown, and what they were said to be."""
        rows = [self.list.item(row) for row in range(self.list.count())]
        files = tuple(Path(item.data(_FILE)) for item in rows)
        as_one = self.one.isChecked()
        return Gathered(files, as_one, self.title_field.text().strip() if as_one else "")

    def submit(self) -> None:
        """Send what was said."""
        self.submitted.emit(self.gathered())
        self.accept()

    def _turned(self, as_one: bool) -> None:
        for widget in (self.list, self.earlier, self.later, self.title_field):
            widget.setEnabled(as_one)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)


def _in_order(file: Path) -> list[tuple[int, str]]:
    """Order names as a person counts them: letter-2 before letter-10."""
    parts = _DIGITS.split(file.name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
