# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Why words are not here, erased or withheld, and what whoever wants them can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.store.removal import is_withheld, withheld_part
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.store.sqlite import SqliteStore


def why_no_text(store: SqliteStore, position: int, label: str) -> str:
    """Say why the text that an event added is not here.

    Args:
        store: asked for what became of it.
        position: of the event.
        label: what the text's source is called.
    """
    may_come_back = withheld_part(store, position, "text")
    if may_come_back is None:
        return say(
            "The text of “{label}” was erased, for good; @{position} is on record.",
            label=label,
            position=position,
        )
    if may_come_back:
        return say(
            "The text of “{label}” is withheld from this copy. Whoever has the document puts it"
            " back: fonds source attach.",
            label=label,
        )
    return say(
        "The text of “{label}” is withheld from this copy, and no document brings it back; the"
        " archive the copy was made of has it.",
        label=label,
    )


def why_no_bytes(store: SqliteStore, digest: str, name: str) -> str:
    """Say why the bytes of a file are not here."""
    if is_withheld(store, digest):
        return say(
            "The bytes of {name} are withheld from this copy. Whoever has the file puts them back:"
            " fonds source attach.",
            name=name,
        )
    return say("The bytes of {name} were erased, or withheld for good.", name=name)
