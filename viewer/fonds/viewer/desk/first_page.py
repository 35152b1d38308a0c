# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The page shown while no archive is open: the sample, a new archive, a file, those opened last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.choosers import TickBox
from fonds.viewer.elided import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.viewer.theme import Theme

_WIDE = 560


class FirstPage(QWidget):
    """What one can begin with.

    Signals:
        sample_wanted, new_wanted, open_wanted: a button was pressed.
        file_wanted: the path of a recent file.
        name_given: the name one records under.
    """

    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    file_wanted = Signal(str)
    name_given = Signal(str)

    def __init__(self, theme: Theme, *, sample: bool, parent: QWidget | None = None) -> None:
        """Make the page; ``sample`` says whether a sample can be opened."""
        super().__init__(parent)
        self.setObjectName("firstPage")
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Begin"))
        self._theme = theme
        self._first: QPushButton | None = None
        title = QLabel(self.tr("What sources say about people"))
        title.setProperty("role", "title")
        title.setWordWrap(True)
        words = QLabel(
            self.tr(
                "An archive is one file. Take documents in, select words in them, and say what"
                " they say of whom. Who entered what, when, and from which words is kept for good."
            )
        )
        words.setProperty("role", "subtitle")
        words.setWordWrap(True)
        acts = [
            (self.tr("Open the sample"), self.sample_wanted),
            (self.tr("New archive…"), self.new_wanted),
            (self.tr("Open…"), self.open_wanted),
        ]
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for label, signal in acts if sample else acts[1:]:
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            buttons.addWidget(button)
            if self._first is None:
                button.setProperty("role", "first")
                self._first = button
        buttons.addStretch(1)
        self.name_field = QLineEdit()
        self.name_field.setPlaceholderText(self.tr("your name, or a pen name"))
        self.name_field.editingFinished.connect(self._named)
        signed = QLabel(self.tr("You record as"))
        signed.setProperty("role", "muted")
        signed.setBuddy(self.name_field)
        self.name_field.setAccessibleName(self.tr("You record as"))
        self.name_field.setToolTip(
            self.tr("This name stands beside everything you record, for good.")
        )
        self.living_field = TickBox(
            self.tr("Exports of a new archive hide people not known to be dead")
        )
        meaning = self.tr(
            "To you everything is shown, and it can be decided otherwise at any time, in the"
            " preferences. A new archive hides nothing unless you say so here."
        )
        self.living_field.setAccessibleDescription(meaning)
        living = QLabel(meaning)
        living.setProperty("role", "small")
        living.setWordWrap(True)
        living.setContentsMargins(theme.px(21), 0, 0, 0)
        named = QHBoxLayout()
        named.setSpacing(10)
        named.addWidget(signed)
        named.addWidget(self.name_field, 1)
        self._recent_head = QLabel(self.tr("Opened last"))
        self._recent_head.setProperty("role", "label")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(16)
        column.addLayout(buttons)
        column.addSpacing(14)
        column.addLayout(named)
        column.addSpacing(8)
        column.addWidget(self.living_field)
        column.addWidget(living)
        column.addSpacing(20)
        column.addWidget(self._recent_head)
        column.addLayout(self._recent)
        inner = QWidget()
        inner.setLayout(column)
        inner.setFixedWidth(theme.px(_WIDE))
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        # Not by alignment, which would take the words' height before they are wrapped.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner)
        middle.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(3)
        if self._first is not None:
            self.setFocusProxy(self._first)
        self.show_recent(())

    @property
    def hides_living(self) -> bool:
        """Whether exports of a new archive are to hide people not known to be dead."""
        return self.living_field.isChecked()

    def show_name(self, name: str) -> None:
        """Show the name one records under."""
        self.name_field.setText(name)

    def _named(self) -> None:
        name = self.name_field.text().strip()
        if name:
            self.name_given.emit(name)

    def show_recent(self, names: Sequence[str]) -> None:
        """Offer these files."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._recent_head.setVisible(bool(names))
        for name in names:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(10)
            button = QPushButton(Path(name).name)
            button.setProperty("role", "link")
            button.setFixedHeight(self._theme.px(26))
            button.setToolTip(name)
            button.setAccessibleName(self.tr("Open {file}").format(file=name))
            button.clicked.connect(lambda _=False, name=name: self.file_wanted.emit(name))
            folder = ElidedLabel(str(Path(name).parent))
            folder.setProperty("role", "small")
            middle = Qt.AlignmentFlag.AlignVCenter
            folder.setFixedHeight(self._theme.px(26))
            row.setFixedHeight(self._theme.px(28))
            line.addWidget(button, 0, middle)
            line.addWidget(folder, 0, middle)
            line.addStretch(1)
            self._recent.addWidget(row)
