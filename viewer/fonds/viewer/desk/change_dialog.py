# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The small dialogs that correct or retract facts: the words, the new reading, the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from fonds.events.values import CorrectionKind
from fonds.viewer.desk.guesses import read_date
from fonds.viewer.form_fields import DateEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.viewer.theme import Theme

_WIDE = 460


@dataclass(frozen=True, slots=True)
class Change:
    """What was filled in; ``value`` and ``when`` are empty where they stay as they are."""

    reason: str
    value: str = ""
    when: str = ""
    when_text: str = ""
    kind: CorrectionKind = CorrectionKind.MISREAD


class ChangeDialog(QDialog):
    """Asks for a change. It stays open until :meth:`accept` is called: a refusal is shown in it.

    Signals:
        submitted: a :class:`Change`.
    """

    submitted = Signal(object)

    def __init__(
        self, theme: Theme, title: str, words: Sequence[str], button: str, parent: QWidget
    ) -> None:
        """Make a dialog that asks for a reason; ``words`` are the passages concerned."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(_WIDE))
        self._theme = theme
        self._was = ("", "")
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(heading)
        for quote in words:
            label = QLabel(f"“{' '.join(quote.split())}”")
            label.setProperty("role", "quote")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(6)
        column.addLayout(self._form)
        self.value_field: QLineEdit | None = None
        self.when_field: DateEdit | None = None
        self._kinds = QButtonGroup(self)
        self.reason_field = self._line(self.tr("Reason"))
        self.refusal = QLabel()
        self.refusal.setProperty("role", "refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        buttons = QDialogButtonBox()
        self._go = QPushButton(button)
        self._go.setDefault(True)
        buttons.addButton(self._go, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        self._go.clicked.connect(self._submit)
        column.addWidget(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def ask_reading(self, value: str, when: str) -> None:
        """Ask for a new reading too, beginning with the present one."""
        self._was = (value, when)
        self.value_field = QLineEdit(value)
        self.value_field.setProperty("role", "field")
        self.value_field.setAccessibleName(self.tr("Value"))
        self.when_field = DateEdit(self._theme, read_date)
        self.when_field.setAccessibleName(self.tr("When"))
        self.when_field.fill(when)
        kinds = QWidget()
        row = QHBoxLayout(kinds)
        row.setContentsMargins(0, 0, 0, 0)
        for number, words in enumerate((self.tr("We misread it"), self.tr("We mistyped it"))):
            button = QRadioButton(words)
            button.setChecked(number == 0)
            self._kinds.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._form.insertRow(0, self.tr("Value"), self.value_field)
        self._form.insertRow(1, self.tr("When"), self.when_field)
        self._form.insertRow(2, self.tr("Kind"), kinds)
        QWidget.setTabOrder(self.value_field, self.when_field)
        QWidget.setTabOrder(self.when_field, kinds)
        QWidget.setTabOrder(kinds, self.reason_field)
        self.value_field.setFocus()
        self.value_field.selectAll()

    def refuse(self, words: str) -> None:
        """Show why it was not done; what was typed stays."""
        self._go.setEnabled(True)
        self.refusal.setText(f"⚑ {words}")
        self.refusal.show()

    def _submit(self) -> None:
        if not self.reason_field.text().strip():
            self.refuse(self.tr("Say why: the reason stays beside the change for good."))
            self.reason_field.setFocus()
            return
        value, when, when_text = "", "", ""
        if self.value_field is not None and self.when_field is not None:
            self.when_field.settle()
            if self.when_field.refusal:
                self.refuse(self.when_field.refusal)
                return
            value, when = self.value_field.text().strip(), self.when_field.edtf
            when_text = self.when_field.words
            if self._was[1] and not when:
                self.refuse(self.tr("A time cannot be taken away here, only read anew."))
                return
            if (value, when) == self._was:
                self.refuse(self.tr("Nothing is changed yet."))
                return
        kind = CorrectionKind.MISTYPED if self._kinds.checkedId() else CorrectionKind.MISREAD
        self.refusal.hide()
        self._go.setEnabled(False)
        self.submitted.emit(
            Change(
                self.reason_field.text().strip(),
                value if value != self._was[0] else "",
                when if when != self._was[1] else "",
                when_text,
                kind if self._kinds.checkedId() >= 0 else CorrectionKind.MISREAD,
            )
        )

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setProperty("role", "field")
        made.setAccessibleName(name)
        self._form.addRow(name, made)
        return made
