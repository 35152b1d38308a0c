# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The button that sends what was filled in, once, and is there again where it was refused."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


class SendButton(QPushButton):
    """A button that gives up its keys while it waits, and takes them back.

    Qt hands the keys of what is disabled to what stands next, which is the button that gives
    everything up: Enter, pressed again after a refusal, would be that.
    """

    _had_keys = False

    def wait(self) -> None:
        """Be sent: nothing is sent twice."""
        self._had_keys = self.hasFocus()
        self.setEnabled(False)

    def again(self) -> None:
        """Be there to be sent once more."""
        self.setEnabled(True)
        if self._had_keys:
            self.setFocus()
        self._had_keys = False
