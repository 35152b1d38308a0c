# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Text made of runs in several faces and colours, laid out on lines of one width."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

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
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Run:
    """Some words in one face and colour."""

    text: str
    face: QFont
    colour: QColor


class RunLayout:
    """Runs set one after the other and wrapped at a width in pixels; ``below`` stands under.

    ``wider`` is what ``below`` has of room beyond that width.
    """

    __slots__ = ("_below", "_gap", "_text")

    def __init__(
        self,
        runs: Sequence[Run],
        width: float,
        below: Run | None = None,
        gap: float = 0,
        wider: float = 0,
    ) -> None:
        """Lay the runs out at once."""
        self._text = _lay_out(runs, width)
        self._below = _lay_out([below], width + wider) if below is not None else None
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


MOST_MEASURED, MOST_LAID_OUT = 2000, 300
"""Rows of which the height is kept, and texts of which the layout is: more than are ever seen."""

KeyT = TypeVar("KeyT", bound=Hashable)
ThingT = TypeVar("ThingT")


class Store(Generic[KeyT, ThingT]):
    """What was measured or laid out last, up to so many: what is seen is painted over and over."""

    def __init__(self, most: int) -> None:
        """Hold at most so many."""
        self._most = most
        self._held: dict[KeyT, ThingT] = {}

    def take(self, key: KeyT, make: Callable[[], ThingT]) -> ThingT:
        """Give what is held under a key, made where there is none yet."""
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = make()
            if len(self._held) > self._most:
                del self._held[next(iter(self._held))]
        return found

    def clear(self) -> None:
        """Hold nothing."""
        self._held.clear()


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
