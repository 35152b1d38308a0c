# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The program's own icons: small SVG files tinted by the palette.

Bare systems have no icon theme, so nothing is asked of one.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtSvg import QSvgRenderer

from fonds.viewer.painting import painting

_SCALES = (1.0, 2.0)


def names() -> list[str]:
    """Give the names of all shipped icons, sorted."""
    folder = files("fonds.viewer") / "icons"
    return sorted(e.name.removesuffix(".svg") for e in folder.iterdir() if e.name.endswith(".svg"))


def renderer(name: str, colour: str) -> QSvgRenderer:
    """Give a renderer of the icon in one colour (``#rrggbb``).

    Raises:
        FileNotFoundError: when there is no such icon.
    """
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


@cache
def _drawing(name: str) -> str:
    """Read an icon's file; there are some dozen, each wanted in several tints."""
    return (files("fonds.viewer") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def icon(name: str, colour: str, disabled: str, size: int = 16) -> QIcon:
    """Give an icon in its usual and its disabled colour, sharp on high-density screens."""
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        drawn = renderer(name, tint)
        for scale in _SCALES:
            made.addPixmap(_picture(drawn, size, scale), mode)
    return made


def pixmap(name: str, colour: str, size: int = 16, scale: float = 1.0) -> QPixmap:
    """Give one tinted picture of ``size`` logical pixels."""
    return _picture(renderer(name, colour), size, scale)


def _picture(drawn: QSvgRenderer, size: int, scale: float) -> QPixmap:
    picture = QPixmap(round(size * scale), round(size * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    with painting(picture) as painter:
        drawn.render(painter, QRectF(0, 0, size, size))
    return picture
