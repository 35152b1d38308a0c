# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Text made of runs in several faces and colours, laid out on lines of one width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from fonds.viewer.wording import isolated

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Run:
    """Some words in one face and colour."""

    text: str
    face: QFont
    colour: QColor


class RunLayout:
    """Runs set one after the other and wrapped at a width in pixels; ``below`` stands under."""

    __slots__ = ("_below", "_gap", "_text")

    def __init__(
        self, runs: Sequence[Run], width: float, below: Run | None = None, gap: float = 0
    ) -> None:
        """Lay the runs out at once."""
        self._text = _lay_out(runs, width)
        self._below = _lay_out([below], width) if below is not None else None
        self._gap = gap

    @property
    def height(self) -> float:
        """The height of all lines."""
        tall = self._text.boundingRect().height()
        if self._below is not None:
            tall += self._gap + self._below.boundingRect().height()
        return tall

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max(
            (self._text.lineAt(n).naturalTextWidth() for n in range(self._text.lineCount())),
            default=0.0,
        )

    @property
    def first_line(self) -> float:
        """The height of the first line."""
        return self._text.lineAt(0).height() if self._text.lineCount() else 0.0

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Paint all lines with their upper left corner at a point."""
        self._text.draw(painter, at)
        if self._below is not None:
            down = self._text.boundingRect().height() + self._gap
            self._below.draw(painter, at + QPointF(0, down))


def _lay_out(runs: Sequence[Run], width: float) -> QTextLayout:
    texts = [isolated(run.text) for run in runs] if len(runs) > 1 else [run.text for run in runs]
    layout = QTextLayout("".join(texts))
    if runs:
        layout.setFont(runs[0].face)
    formats: list[QTextLayout.FormatRange] = []
    start = 0
    for run, text in zip(runs, texts, strict=True):
        look = QTextCharFormat()
        look.setFont(run.face)
        look.setForeground(run.colour)
        part = QTextLayout.FormatRange()
        # Formats are counted in UTF-16 units.
        part.start, part.length = start, len(text.encode("utf-16-le")) // 2
        part.format = look
        formats.append(part)
        start += part.length
    layout.setFormats(formats)
    layout.setTextOption(_wrapping(lone=len(runs) == 1))
    layout.beginLayout()
    down = 0.0
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, down))
        down += line.height()
        line = layout.createLine()
    layout.endLayout()
    return layout


def _wrapping(*, lone: bool) -> QTextOption:
    option = QTextOption()
    if not lone:
        # The runs follow each other as the window is read, whatever the first is written in.
        option.setTextDirection(QGuiApplication.layoutDirection())
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
