# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an import would do, before it is done: how many facts, and whom labels would join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.announcing import announce
from fonds.viewer.desk.fields_dialog import make_room
from fonds.viewer.wording import counted, in_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.viewer.theme import Theme

_WIDE = 480
_MOST_JOINED = 8


@dataclass(frozen=True, slots=True)
class Trial:
    """What is asked of an import, as the command line has it."""

    match_labels: bool = False
    define_properties: bool = False
    skip_repeated: bool = True


class ImportDialog(QDialog):
    """Asks how a file of facts is to be imported, and says what would come of it.

    Signals:
        trial_wanted: something was chosen: try again, and answer with :meth:`show_trial`.
    """

    trial_wanted = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        """Make the dialog; nothing can be imported before the first trial is done."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import facts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(_WIDE))
        heading = _label("heading", self.tr("Import {file}").format(file=name))
        self.labels = QCheckBox(self.tr("A name may mean somebody who is in the archive already"))
        self.properties = QCheckBox(self.tr("Bring properties into use that nobody has defined"))
        self.repeated = QCheckBox(self.tr("Leave out what stands already, from the same passage"))
        self.repeated.setChecked(True)
        self.repeated.hide()
        self.outcome = _label("muted", "")
        self.refusal = _label("refusal", "")
        self.refusal.hide()
        buttons = QDialogButtonBox()
        self.go = QPushButton(self.tr("Import"), self)
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(9)
        boxes = (self.labels, self.properties, self.repeated)
        for widget in (heading, *boxes, self.outcome, self.refusal, buttons):
            column.addWidget(widget)
        for box in boxes:
            box.toggled.connect(lambda _: self._again())
        self._wait()

    @property
    def trial(self) -> Trial:
        """What is chosen now."""
        return Trial(
            self.labels.isChecked(), self.properties.isChecked(), self.repeated.isChecked()
        )

    def show_trial(
        self,
        facts: int,
        present: int,
        subjects: int,
        joined: Sequence[tuple[str, str]],
        repeated: int = 0,
        namesakes: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Say what would come of it; ``joined`` are names that would mean somebody known.

        ``namesakes`` are names of somebody known that would be opened anew beside them.
        ``present`` lines are there already, be it that they were imported before, or that
        ``repeated`` says the same of them from the same passage and is left out.
        """
        lines = [counted(self.tr("%Ln fact(s) would be added.", "", facts), facts)]
        if present:
            lines.append(counted(self.tr("%Ln fact(s) known already.", "", present), present))
        elif repeated:
            words = self.tr("%Ln fact(s) known already, from the same passage.", "", repeated)
            lines.append(counted(words, repeated))
        if repeated:
            # Once it was of use it stays: unticked, it is there to be ticked again.
            self.repeated.show()
        if subjects:
            words = self.tr("%Ln subject(s) would be opened.", "", subjects)
            lines.append(counted(words, subjects))
        if joined:
            words = self.tr("In the archive already: {names}.")
            lines.append(words.format(names=_listed(joined)))
        if namesakes:
            words = self.tr("Opened anew beside others of the same name: {names}.")
            lines.append(words.format(names=_listed(namesakes)))
        self.outcome.setText(" ".join(lines))
        self.outcome.show()
        announce(self.outcome, self.outcome.text())
        self.refusal.hide()
        self.go.setEnabled(facts > 0)
        make_room(self)

    def refuse(self, words: str) -> None:
        """Say why it would be refused."""
        self.outcome.hide()
        self.refusal.setText(f"⚑ {words}")
        self.refusal.show()
        announce(self.refusal, words)
        self.go.setEnabled(False)
        make_room(self)

    def _again(self) -> None:
        self._wait()
        self.trial_wanted.emit()

    def _wait(self) -> None:
        self.outcome.setText(self.tr("Looking through the file…"))
        self.outcome.show()
        self.refusal.hide()
        self.go.setEnabled(False)


def _label(role: str, words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _listed(names: Sequence[tuple[str, str]]) -> str:
    more = len(names) - _MOST_JOINED
    listed = ", ".join(in_quotes(label) for label, _ in names[:_MOST_JOINED])
    return f"{listed} (+{more})" if more > 0 else listed
