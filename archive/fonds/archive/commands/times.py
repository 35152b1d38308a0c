# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From EDTF as typed to the time that events keep: the text and its widest days."""

from __future__ import annotations

from functools import lru_cache

from fonds.archive.errors import RefusedError
from fonds.events.dates import DateError, parse
from fonds.events.values import When


@lru_cache(maxsize=4096)
def read_when(text: str) -> When:
    """Return an EDTF date with its bounds.

    Raises:
        RefusedError: it is no date of the calendar, or no EDTF.
    """
    try:
        read = parse(text.strip())
    except DateError as error:
        raise RefusedError("bad-date", str(error), date=text) from error
    return When(edtf=read.text, earliest=read.bounds.earliest, latest=read.bounds.latest)
