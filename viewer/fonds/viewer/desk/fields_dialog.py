# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A dialog of named fields that stays open until what was typed in them is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.announcing import announce
from fonds.viewer.send_button import SendButton

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.viewer.theme import Theme

_WIDE = 470
Field: TypeAlias = QLineEdit | QPlainTextEdit | QComboBox
"""What a dialog may ask by: a line, several, or a choice among words."""


def make_room(dialog: QDialog) -> None:
    """Let a dialog that is shown grow with what came into it; else Qt squeezes its fields."""
    layout = dialog.layout()
    if layout is not None and dialog.isVisible():
        layout.activate()
        wraps, wide = layout.hasHeightForWidth(), dialog.width()
        tall = layout.totalHeightForWidth(wide) if wraps else layout.totalSizeHint().height()
        dialog.resize(wide, max(dialog.height(), tall))


class FieldsDialog(QDialog):
    """Lays out what a subclass asks for; a refusal is shown in it, and what was typed stays.

    Signals:
        changed: something was typed in a field that is kept.
    """

    changed = Signal()

    def __init__(self, theme: Theme, title: str, go: str, parent: QWidget) -> None:
        """Begin with a button named ``go``."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(_WIDE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.refusal = QLabel()
        self.refusal.setProperty("role", "refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        # Of this dialog from the start: Qt notes the default of one it is in, and Enter in a line
        # would else give up what was typed, once Tab has gone past “Cancel”.
        self.go = SendButton(go, self)
        self.go.setDefault(True)
        self.go.clicked.connect(self.submit)
        self._kept: dict[str, Field] = {}

    def keep(self, **fields: Field) -> None:
        """Name the fields of which :meth:`typed` tells, in the order of putting back."""
        self._kept = fields
        for field in fields.values():
            if isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self.changed)
            else:
                field.textChanged.connect(self.changed)

    def typed(self) -> dict[str, str]:
        """Give what stands in the fields that are kept, for :meth:`put_back`."""
        return {name: _words(field) for name, field in self._kept.items()}

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Fill in what stood in the fields of a dialog that was lost."""
        for name, field in self._kept.items():
            words = typed.get(name, "")
            if isinstance(field, QPlainTextEdit):
                field.setPlainText(words)
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(max(0, field.findData(words)))
            else:
                field.setText(words)

    def lay_out(
        self,
        heading: str,
        above: Sequence[QWidget],
        fields: Sequence[tuple[str, Field]],
        others: Sequence[QPushButton] = (),
    ) -> None:
        """Put a heading over what is ``above``, then named fields, then the buttons."""
        head = QLabel(heading)
        head.setProperty("role", "heading")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        form = QFormLayout()
        form.setVerticalSpacing(6)
        for name, field in fields:
            field.setAccessibleName(name)
            field.setProperty("role", "field")
            form.addRow(name, field)
            if isinstance(field, QPlainTextEdit):
                self._send_from(field)
        buttons = QDialogButtonBox()
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        for other in others:
            buttons.addButton(other, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(head)
        for widget in above:
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addWidget(buttons)
        fields[0][1].setFocus()

    def _send_from(self, words: QPlainTextEdit) -> None:
        """Let other keys send what stands in a field where the plain key makes a new line."""
        words.setTabChangesFocus(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            send = QShortcut(QKeySequence(keys), words, self.submit)
            send.setContext(Qt.ShortcutContext.WidgetShortcut)

    def submit(self) -> None:
        """Send what was typed, or say what is missing."""
        raise NotImplementedError

    def refuse(self, words: str) -> None:
        """Show why it was not done; what was typed stays."""
        self.go.again()
        self.refusal.setText(f"⚑ {words}")
        self.refusal.show()
        announce(self.refusal, words)
        make_room(self)

    def wait(self) -> None:
        """Be sent: nothing is sent twice."""
        self.refusal.hide()
        self.go.wait()


def parts_in(field: QLineEdit) -> tuple[str, ...]:
    """Give what stands in a line between its semicolons."""
    return tuple(filter(None, map(str.strip, field.text().split(";"))))


def _words(field: Field) -> str:
    if isinstance(field, QComboBox):
        return str(field.currentData())
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
