# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the window remembers between starts and must forget when words of an archive are erased."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from fonds.viewer.desk.places import Memory


def forget_drafts(archive: str) -> None:
    """Forget the form left unfinished in the archive of this id, and which proposals were unwanted.

    Of those only hashes are kept; but a hash lets a guess be tested.
    """
    memory = Memory(QSettings("Fonds", "Fonds"))
    memory.keep_draft(archive, None)
    memory.keep_dismissed(archive, [])
