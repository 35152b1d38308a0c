# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How wide the column stands in which a record names the properties of its rows."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF

if TYPE_CHECKING:
    from fonds.viewer.record_model import RecordModel
    from fonds.viewer.theme import Theme

_USUAL, _AIR = 128, 10
_SHARE, _MOST_SHARE = 0.28, 0.4
_TIGHT = 255
"""Below this width of the list the values have too little room already."""
_AMPLE, _WHOLE = 600, 210
"""From this width a label stands in one line, if its column grows no wider than that."""


class LabelColumn:
    """Measures the labels shown, once until they change."""

    def __init__(self, theme: Theme, model: RecordModel) -> None:
        """Measure the labels of a model in a theme's face."""
        self._theme = theme
        self._model = model
        self._longest: tuple[int, int] | None = None

    def forget(self) -> None:
        """Measure anew: other rows are shown, or in another size."""
        self._longest = None

    def width(self, whole: int) -> int:
        """Give the column's width in a list ``whole`` wide: enough for every word, with its air.

        Less where the list is narrow; and where it is wide, enough for every label in one line.
        """
        px = self._theme.px
        usual = min(px(_USUAL), round(whole * _SHARE))
        if whole < px(_TIGHT):
            return usual
        word, label = self._measured()
        wanted = word if whole < px(_AMPLE) else max(word, min(label, px(_WHOLE)))
        return min(max(usual, wanted), round(whole * _MOST_SHARE))

    def _measured(self) -> tuple[int, int]:
        """Give the room of the longest word of the labels, and of the longest label."""
        if self._longest is None:
            measure = QFontMetricsF(self._theme.face(13)).horizontalAdvance
            labels = self._model.labels()
            words = {word for label in labels for word in label.split()}
            air = self._theme.px(_AIR) + 1
            word, label = (max(map(measure, some), default=0.0) for some in (words, labels))
            self._longest = ceil(word) + air, ceil(label) + air
        return self._longest
