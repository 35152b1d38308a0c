# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The typefaces shipped with the program: Inter for the interface, Noto Serif for sources.

Both are under the SIL Open Font License 1.1; the licences lie beside the files.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

INTERFACE = "Inter"
READING = "Noto Serif"
_LOADED = "fondsTypefaces"
_SUFFIXES = (".otf", ".ttf")


def load(app: QApplication) -> list[str]:
    """Give the shipped typefaces to Qt, once for an application.

    Returns:
        The families now known from them, sorted. Empty where the files are missing, in which
        case Qt falls back to the system's own faces.
    """
    known = app.property(_LOADED)
    if known is not None:
        return list(known)
    families: set[str] = set()
    folder = files("fonds.viewer") / "fonts"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(_SUFFIXES):
            number = QFontDatabase.addApplicationFontFromData(entry.read_bytes())
            if number >= 0:
                families.update(QFontDatabase.applicationFontFamilies(number))
    app.setProperty(_LOADED, sorted(families))
    return sorted(families)


def interface(pixels: float, weight: int = 400, *, tracking: float = 0.0) -> QFont:
    """Give the interface face: size and tracking in pixels, weight 100 to 900."""
    return _face(INTERFACE, pixels, weight, tracking)


def reading(pixels: float, *, italic: bool = False, family: str = READING) -> QFont:
    """Give the reading face, or another family in its place, at a size in pixels."""
    font = _face(family, pixels, 400, 0.0)
    font.setItalic(italic)
    return font


def _face(family: str, pixels: float, weight: int, tracking: float) -> QFont:
    font = QFont()
    # Inter has signs that Noto Serif lacks; what neither has is left to the system.
    font.setFamilies(
        list(dict.fromkeys((family, READING if family != INTERFACE else family, INTERFACE)))
    )
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking)
    return font
