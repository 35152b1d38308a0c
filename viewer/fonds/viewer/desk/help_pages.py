# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The page of shortcuts and the one about the program, made from what the window knows."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.parts import parts, texts
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from fonds.viewer.main_window import MainWindow


def show_shortcuts(window: MainWindow) -> QDialog:
    """Show every action that has keys."""
    listed = QWidget()
    grid = QGridLayout(listed)
    grid.setHorizontalSpacing(28)
    grid.setColumnStretch(0, 1)
    extra = [
        (translate("HelpPages", "Between the facts of a record"), "↑ ↓"),
        (translate("HelpPages", "Between the sources of a fact"), "← →"),
        (
            translate("HelpPages", "Add what the form says, and stay for the next fact"),
            QKeySequence("Ctrl+Enter").toString(QKeySequence.SequenceFormat.NativeText),
        ),
        (translate("HelpPages", "Between the ties of a subject, and into one"), "↑ ↓ ← → Enter"),
        (translate("HelpPages", "Choose the fact under the cursor of a text"), "Enter"),
    ]
    here = translate("HelpPages", "Where the keys are")
    for head, pairs in [*window.actions_of_window.shortcuts().items(), (here, extra)]:
        heading = QLabel(head)
        heading.setProperty("role", "label")
        heading.setContentsMargins(0, 10 if grid.rowCount() > 1 else 0, 0, 2)
        grid.addWidget(heading, grid.rowCount(), 0)
        for title, keys in pairs:
            row = grid.rowCount()
            pressed = QLabel(keys)
            pressed.setProperty("role", "small")
            grid.addWidget(QLabel(title), row, 0)
            grid.addWidget(pressed, row, 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(listed)
    # As wide as the longest line: nothing is cut, whatever the language.
    wide = listed.sizeHint().width() + area.verticalScrollBar().sizeHint().width() + 40
    area.setAccessibleName(translate("HelpPages", "Keyboard shortcuts"))
    return _open(window, translate("HelpPages", "Keyboard shortcuts"), area, (max(440, wide), 560))


def show_about(window: MainWindow) -> QDialog:
    """Say what this is, in which versions, and under which licences."""
    words = translate(
        "HelpPages",
        "Fonds {version}\n\nA desktop archive of what sources say about people: every fact an"
        " event, with its passage.\n\nMIT licence. The typefaces Inter and Noto Serif are under"
        " the SIL Open Font License 1.1; Qt is used under the LGPL 3.",
    )
    name, _, said = words.format(version=_version("fonds")).partition("\n\n")
    title, label = QLabel(name), QLabel(said)
    title.setProperty("role", "title")
    label.setWordWrap(True)
    listed = QPlainTextEdit(_parts_and_licences())
    listed.setReadOnly(True)
    listed.setAccessibleName(translate("HelpPages", "Versions and licences"))
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(title)
    column.addWidget(label)
    column.addWidget(listed, 1)
    return _open(window, translate("HelpPages", "About Fonds"), body, (560, 460))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return translate("HelpPages", "unknown")


def _parts_and_licences() -> str:
    """List what Fonds is made of, part by part, then the words of every licence."""
    listed = [str(part) for part in parts()]
    for title, text in texts():
        listed += ["", f"—— {title} ——", "", text.strip()]
    return "\n".join([f"Qt {qVersion()}: LGPL-3.0-only", *listed])


def _open(window: MainWindow, title: str, content: QWidget, size: tuple[int, int]) -> QDialog:
    dialog = QDialog(window)
    dialog.setWindowTitle(title)
    dialog.resize(*size)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(18, 16, 18, 14)
    column.addWidget(content, 1)
    column.addWidget(buttons)
    dialog.open()
    return dialog
