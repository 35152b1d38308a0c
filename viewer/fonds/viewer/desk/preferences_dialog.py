# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Preferences: who records, how the window looks, in which language it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fonds.archive.bibliography.styles import OWN_STYLES, find_style
from fonds.archive.errors import RefusedError
from fonds.viewer.choosers import ChoiceBox, CountBox, FaceBox
from fonds.viewer.desk.tall_form import TallForm
from fonds.viewer.file_dialog import FileDialog
from fonds.viewer.theme import Scheme
from fonds.viewer.wording import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.viewer.theme import Theme

_WIDE = 480


@dataclass(frozen=True, slots=True)
class OfArchive:
    """What is preferred for the archive that is open.

    ``folder`` takes copies of its checkpoints, empty for none; ``hides_living`` is its policy,
    which only a file that can be ``written`` can change.
    """

    name: str
    folder: str = ""
    hides_living: bool = False
    writable: bool = True


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person prefers. ``zoom`` is in per cent; no ``language`` is the system's.

    ``style`` of references is one that comes with Fonds, or the path of a .csl file; none is the
    first of those that come with it.
    """

    agent: str
    scheme: Scheme
    zoom: int
    reading: str
    language: str = ""
    style: str = ""
    archive: OfArchive | None = None


class PreferencesDialog(QDialog):
    """Asks for preferences; what is chosen holds once it is accepted.

    Signals:
        chosen: the :class:`Preferences`.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, now: Preferences, languages: Mapping[str, str], parent: QWidget
    ) -> None:
        """Begin with what holds now; ``languages`` are those there are, by code."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._now = now
        self.agent = QLineEdit(now.agent)
        self.agent.setPlaceholderText(self.tr("unnamed"))
        self.scheme = ChoiceBox()
        self._schemes = {
            Scheme.SYSTEM: self.tr("As the system"),
            Scheme.LIGHT: self.tr("Light"),
            Scheme.DARK: self.tr("Dark"),
        }
        self.scheme.addItems(list(self._schemes.values()))
        self.scheme.setCurrentIndex(list(self._schemes).index(now.scheme))
        self.zoom = CountBox()
        self.zoom.setRange(round(100 * theme.MIN_ZOOM), round(100 * theme.MAX_ZOOM))
        self.zoom.setSingleStep(10)
        self.zoom.setSuffix(self.tr(" %"))
        self.zoom.setValue(now.zoom)
        self.reading = FaceBox()
        self.reading.setEditable(False)
        self.reading.setCurrentText(now.reading)
        self.language = ChoiceBox()
        self._languages = {"": self.tr("As the system"), **languages}
        self.language.addItems(list(self._languages.values()))
        codes = list(self._languages)
        self.language.setCurrentIndex(codes.index(now.language) if now.language in codes else 0)
        self.style_of_references = ChoiceBox()
        self._styles = {
            OWN_STYLES[0]: self.tr("Full references"),
            OWN_STYLES[1]: self.tr("Author and date"),
        }
        self._style = now.style or OWN_STYLES[0]
        self._styles.setdefault(self._style, Path(self._style).name)
        self.style_of_references.addItems(list(self._styles.values()))
        self.style_of_references.addItem(self.tr("A style in a file (.csl)…"))
        self.style_of_references.setCurrentIndex(list(self._styles).index(self._style))
        self.style_of_references.activated.connect(self._choose_style)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        rows = (
            (
                self.tr("You record as"),
                self.agent,
                self.tr("This name stands beside everything you record, for good."),
            ),
            (self.tr("Colours"), self.scheme, ""),
            (self.tr("Text size"), self.zoom, ""),
            (self.tr("Face of sources"), self.reading, ""),
            (self.tr("References"), self.style_of_references, ""),
            (self.tr("Language"), self.language, self.tr("Holds from the next start.")),
        )
        for label, field, note in rows:
            field.setAccessibleName(label)
            self._add_row(form, label, field, self._with_note(field, note) if note else field)
        self.folder = QLineEdit()
        self.living = ChoiceBox()
        if now.archive is not None:
            self._ask_of_archive(form, now.archive)
        buttons = QDialogButtonBox()
        done = QPushButton(self.tr("Done"), self)
        done.setDefault(True)
        buttons.addButton(done, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(14)
        column.addWidget(TallForm(form, theme.px(_WIDE) - 36))
        column.addWidget(buttons)
        self.accepted.connect(lambda: self.chosen.emit(self.preferences()))

    def preferences(self) -> Preferences:
        """Give what is chosen now."""
        return Preferences(
            self.agent.text().strip(),
            list(self._schemes)[self.scheme.currentIndex()],
            self.zoom.value(),
            self.reading.currentText() or self._now.reading,
            list(self._languages)[self.language.currentIndex()],
            list(self._styles)[self.style_of_references.currentIndex()],
            self._of_archive(),
        )

    def _choose_style(self, index: int) -> None:
        """Ask for a file where that was chosen; what is no style leaves the choice as it was."""
        if index < len(self._styles):
            return
        self.style_of_references.setCurrentIndex(list(self._styles).index(self._style))
        name, _ = FileDialog.getOpenFileName(
            self, self.tr("A style of references"), "", self.tr("Citation styles (*.csl)")
        )
        if not name:
            return
        try:
            find_style(name)
        except RefusedError as error:
            QMessageBox.warning(self, self.tr("Preferences"), worded(error.message))
            return
        if name not in self._styles:
            self.style_of_references.insertItem(len(self._styles), Path(name).name)
            self._styles[name] = Path(name).name
        self.style_of_references.setCurrentIndex(list(self._styles).index(name))

    def choose_folder(self) -> None:
        """Ask for the folder that takes copies of checkpoints."""
        name = FileDialog.getExistingDirectory(
            self, self.tr("A folder for copies of checkpoints"), self.folder.text()
        )
        if name:
            self.folder.setText(name)

    def _of_archive(self) -> OfArchive | None:
        now = self._now.archive
        if now is None:
            return None
        hides = self.living.currentIndex() == 1
        return OfArchive(now.name, self.folder.text().strip(), hides, now.writable)

    def _ask_of_archive(self, form: QFormLayout, now: OfArchive) -> None:
        """Ask what holds for the open archive alone."""
        heading = QLabel(self.tr("Of the archive “{name}”").format(name=now.name))
        heading.setProperty("role", "heading")
        heading.setContentsMargins(0, 10, 0, 0)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        form.addRow(heading)
        self.folder.setText(now.folder)
        self.folder.setPlaceholderText(self.tr("nowhere"))
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.setAccessibleName(self.tr("Choose the folder for copies of checkpoints"))
        choose.clicked.connect(self.choose_folder)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        self.living.addItems(
            [self.tr("show everybody"), self.tr("hide people not known to be dead")]
        )
        self.living.setCurrentIndex(int(now.hides_living))
        self.living.setEnabled(now.writable)
        rows: tuple[tuple[str, QWidget, QWidget, str], ...] = (
            (
                self.tr("Checkpoints go to"),
                self.folder,
                line,
                self.tr(
                    "A copy of every signed head, on a stick or in a folder that others keep: only"
                    " a copy elsewhere convicts an archive that was made anew."
                ),
            ),
            (
                self.tr("Exports"),
                self.living,
                self.living,
                self.tr("Recorded in the archive. To you everything is shown."),
            ),
        )
        for label, field, shown, note in rows:
            field.setAccessibleName(label)
            field.setAccessibleDescription(note)
            self._add_row(form, label, field, self._with_note(shown, note))

    @staticmethod
    def _add_row(form: QFormLayout, name: str, field: QWidget, shown: QWidget) -> None:
        """Name a field that stands within another widget, of which Qt would think the label."""
        label = QLabel(name)
        # By the label alone a screen reader on Linux knows what a choice is about.
        label.setBuddy(field)
        form.addRow(label, shown)

    @staticmethod
    def _with_note(field: QWidget, note: str) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.addWidget(field)
        words = QLabel(note)
        words.setProperty("role", "small")
        words.setWordWrap(True)
        column.addLayout(row)
        column.addWidget(words)
        return box
