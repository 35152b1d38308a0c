# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What those share who record what a person fills in: the desk, the reader, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.undoing import Undoing
    from fonds.viewer.desk.unfinished import Unfinished


class Acting(QObject):
    """Acts on what is read: an act is told to ``undoing``, a form left open to ``unfinished``."""

    def __init__(
        self, desk: Desk, reader: Reader, undoing: Undoing, unfinished: Unfinished
    ) -> None:
        """Act on what is read through ``reader``."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self._undoing = undoing
        self._unfinished = unfinished
        self._lost: dict[str, object] = {}
