# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The reasons that are recorded with decisions carried over, and told in another language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.events.sentences import Sentence, say

if TYPE_CHECKING:
    from fonds.events.catalogue.base import Prose

_AS_DECIDED = re.compile(r"As (?:decided|read) at @(\d+): ")


def absent_still(position: int | str) -> Sentence:
    """Say that what was decided absent at a position of the log is absent still."""
    return say("As decided at @{position}: it is not in this text either.", position=position)


def standing_still(position: int | str) -> Sentence:
    """Say that the words decided on at a position of the log stand in a newer text too."""
    return say("As decided at @{position}: the same words stand in this text.", position=position)


def read_before(position: int | str) -> Sentence:
    """Say that what was said to be read at a position of the log stands in a newer text too."""
    return say("As read at @{position}: the same words stand in this text.", position=position)


def reading_carried(note: Prose | None) -> str | None:
    """Return the remark of a range that counts as read since it was read in an older text.

    None where a person said it of this text, whatever they remarked.
    """
    said = reason_said(note.text) if note is not None else None
    return said if isinstance(said, Sentence) else None


def reason_said(reason: str) -> str:
    """Take a recorded reason as the sentence it was made of, where a carried decision gave it."""
    found = _AS_DECIDED.match(reason)
    for made in (absent_still, standing_still, read_before) if found is not None else ():
        if found is not None and (said := made(found[1])) == reason:
            return said
    return reason
