# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What stands in an output by chance: moments of the clock, random ids and hashes."""

from __future__ import annotations

import re
import tempfile

_DRAWN = re.compile(
    r"\d{4}-\d\d-\d\dT[\d:.]+Z?"  # when something was recorded
    r"|\b[a-z2-7]{16}\b"  # the id of a stream
    r"|\b[0-9a-f]{64}\b"  # a root, or a digest
    rf"|{re.escape(tempfile.gettempdir())}/[^/\s]+(/pytest-\d+)?",  # a folder of the moment
    re.ASCII,
)


def without_chance(said: str) -> str:
    """The text without what may hold any digits and letters, so that a short word looked for in
    it is found only where somebody wrote it."""
    return _DRAWN.sub("", said)
