# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From EDTF as typed to the time that events keep: the text and its widest days."""

from __future__ import annotations

from functools import lru_cache

from fonds.archive.errors import RefusedError
from fonds.events.dates import DateError, parse
from fonds.events.sentences import as_sentence, form_of, say, told_by
from fonds.events.values import When

_HINT = form_of(" Dates are written like 1953-04-16, 1953-04, 1953, 1953~ (about) or 1953/1958.")


@lru_cache(maxsize=4096)
def read_when(text: str) -> When:
    """Return an EDTF date with its bounds.

    Raises:
        RefusedError: it is no date of the calendar, or no EDTF.
    """
    try:
        read = parse(text.strip())
    except DateError as error:
        told = told_by(error)
        shown = any(words in told for words in ("month", "day", "write it as"))
        hint = "" if shown else as_sentence(_HINT)
        message = say("{told}{hint}", told=told, hint=hint)
        raise RefusedError("bad-date", message, date=text) from error
    return When(edtf=read.text, earliest=read.bounds.earliest, latest=read.bounds.latest)
