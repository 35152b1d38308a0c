# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the window remembers between starts and must forget when words of an archive are erased."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from fonds.viewer.desk.places import Memory


def forget_drafts(archive: str) -> None:
    """Forget the form that was left unfinished in the archive of this id, if there is one."""
    Memory(QSettings("Fonds", "Fonds")).keep_draft(archive, None)
