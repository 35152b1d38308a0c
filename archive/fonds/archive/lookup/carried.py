# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The reasons that are recorded with decisions carried over, and told in another language."""

from __future__ import annotations

import re

from fonds.events.sentences import Sentence, say

_AS_DECIDED = re.compile(r"As decided at @(\d+): ")


def absent_still(position: int | str) -> Sentence:
    """Say that what was decided absent at a position of the log is absent still."""
    return say("As decided at @{position}: it is not in this text either.", position=position)


def standing_still(position: int | str) -> Sentence:
    """Say that the words decided on at a position of the log stand in a newer text too."""
    return say("As decided at @{position}: the same words stand in this text.", position=position)


def reason_said(reason: str) -> str:
    """Take a recorded reason as the sentence it was made of, where a carried decision gave it."""
    found = _AS_DECIDED.match(reason)
    for made in (absent_still, standing_still) if found is not None else ():
        if found is not None and (said := made(found[1])) == reason:
            return said
    return reason
