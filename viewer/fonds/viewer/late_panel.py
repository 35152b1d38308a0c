# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A panel that most people never see: empty and hidden until there is something to say in it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget


class LatePanel(QFrame):
    """A hidden frame that is furnished once, when it is first needed.

    Whatever stands in a window is dressed at its start and whenever its looks change, seen or not.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the frame, hidden, with nothing in it."""
        super().__init__(parent)
        self.is_furnished = False
        self.hide()

    def furnish(self) -> None:
        """Put in what belongs into the panel, where that was not done before."""
        if not self.is_furnished:
            self.is_furnished = True
            self._furnish()

    def setVisible(self, visible: bool) -> None:
        """Furnish the panel before it is seen (called by Qt)."""
        if visible:
            self.furnish()
        super().setVisible(visible)

    def _furnish(self) -> None:
        """Make the widgets and their layout."""
        raise NotImplementedError
