# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The page of shortcuts and the one about the program, made from what the window knows."""

from __future__ import annotations

import platform
from importlib import metadata
from importlib.resources import files
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from fonds.viewer.main_window import MainWindow

_WITH = {
    "PySide6-Essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "click": "BSD-3-Clause",
    "pydantic": "MIT",
    "pysqlite3": "Zlib",
    "rapidfuzz": "MIT",
    "sqlite-utils": "Apache-2.0",
}
"""What is used when the program runs, with its licence where its own data do not say."""


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
            "Ctrl+Enter",
        ),
        (translate("HelpPages", "Between the ties of a subject, and into one"), "↑ ↓ ← → Enter"),
        (translate("HelpPages", "Choose the fact under the cursor of a text"), "Enter"),
    ]
    for row, (title, keys) in enumerate([*window.actions_of_window.shortcuts(), *extra]):
        pressed = QLabel(keys)
        pressed.setProperty("role", "small")
        grid.addWidget(QLabel(title), row, 0)
        grid.addWidget(pressed, row, 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(listed)
    area.setAccessibleName(translate("HelpPages", "Keyboard shortcuts"))
    return _open(window, translate("HelpPages", "Keyboard shortcuts"), area, (440, 560))


def show_about(window: MainWindow) -> QDialog:
    """Say what this is, in which versions, and under which licences."""
    words = translate(
        "HelpPages",
        "Fonds {version}\n\nA desktop archive of what sources say about people: every fact an"
        " event, with its passage.\n\nMIT licence. The typefaces Inter and Noto Serif are under"
        " the SIL Open Font License 1.1; Qt is used under the LGPL 3.",
    )
    label = QLabel(words.format(version=_version("fonds")))
    label.setWordWrap(True)
    parts = QPlainTextEdit("\n".join([*_parts(), "", *_licences()]))
    parts.setReadOnly(True)
    parts.setAccessibleName(translate("HelpPages", "Versions and licences"))
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(label)
    column.addWidget(parts, 1)
    return _open(window, translate("HelpPages", "About Fonds"), body, (560, 460))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return translate("HelpPages", "unknown")


def _parts() -> list[str]:
    """List what Fonds is made with, each with its version and licence."""
    made = [
        f"Python {platform.python_version()}: PSF-2.0",
        f"Qt {qVersion()}: LGPL-3.0-only",
    ]
    for name in sorted(_WITH):
        try:
            found = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        said = found["License-Expression"] if "License-Expression" in found else _WITH[name]
        made.append(f"{name} {_version(name)}: {said}")
    return made


def _licences() -> list[str]:
    folder = files("fonds.viewer") / "fonts"
    texts = sorted(e.name for e in folder.iterdir() if e.name.endswith(".txt"))
    return [(folder / name).read_text(encoding="utf-8") for name in texts]


def _open(window: MainWindow, title: str, content: QWidget, size: tuple[int, int]) -> QDialog:
    dialog = QDialog(window)
    dialog.setWindowTitle(title)
    dialog.resize(*size)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(content, 1)
    column.addWidget(buttons)
    dialog.open()
    return dialog
