# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The German of the window: its file of translations, and what of a window is none."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

import fonds.viewer

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = Path(fonds.viewer.__file__).parent / "translations"


def messages(path: Path) -> dict[tuple[str, str], ET.Element]:
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    return {
        (context.findtext("name"), message.findtext("source")): message
        for context in root.iter("context")
        for message in context.iter("message")
    }


def forms(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    plural = [form.text or "" for form in translation.iter("numerusform")]
    return plural or [translation.text or ""]


def left_in_english(window: QWidget, texts: dict[tuple[str, str], ET.Element]) -> list[str]:
    """What a window shows, or tells a screen reader, that German has another word for."""
    english = {
        source.replace("&", "")
        for (_, source), message in texts.items()
        if all(form != source for form in forms(message)) and "%" not in source
    }
    found = {words for words in _shown_words(window) if words.replace("&", "") in english}
    return sorted(found)


def _shown_words(window: QWidget) -> Iterator[str]:
    for action in window.findChildren(QAction):
        yield action.text()
    for widget in (window, *window.findChildren(QWidget)):
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        yield widget.toolTip()
        yield widget.windowTitle()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(number) for number in range(widget.count()))
