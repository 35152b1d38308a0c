# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a person is told about a text that is no date."""

import re

from fonds.events.dates.forms import DateError

EXPECTED = "write it as 1953-04-16, 1953-04, 1953, 199X, 1986~ or 1989-01/1995-01"
"""What to do, where nothing better is known."""

_SHOWN = 60
"""Characters of a text that a message repeats."""

_HINTS = (
    (
        r".*[0-9][T t][0-9]{1,2}:",
        "a time is written T23:20:30, then nothing, Z or an offset like -04:00",
    ),
    (r".*\s", "there is white space in it"),
    (r".*(?:\?~|~\?)", "uncertain and approximate together are written %"),
    (r"(?:unknown|open)$", "an unknown side is left empty and an open one is two dots"),
    (r".*[()]", "a part is marked with ?, ~ or % beside it, without brackets"),
    (r"-?y|Y.*[eps]", "Y, E and S are written as capital letters"),
    (r"[-0-9]*[ux]", "a digit that is not known is written as a capital X"),
    (r"-?[0-9]{8}$", "year, month and day have hyphens between them, as in 1953-04-16"),
    (r"-?[0-9]{5}", "a year of more than four digits begins with Y"),
    (r"[?~%]?-?[0-9X]{1,3}(?:[-?~%]|$)", "a year has four digits, as in 0953"),
    (
        r"[?~%]?-?[0-9X]{4}[?~%]?-[?~%]?(?:[0-9X]|[0-9X]{2}-[0-9X])(?![0-9X])",
        "month and day have two digits, as in 1953-04-06",
    ),
)


def refuse(text: str, reason: str) -> DateError:
    """Make the error for a text; the reason has neither capital nor full stop."""
    if not text:
        return DateError("An empty text is not a date.")
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if not shown.isprintable():
        shown = ascii(shown)
    return DateError(f"{shown} is not a date: {reason}.")


def why_not(text: str) -> str:
    """Say what is most likely wrong with a text that the grammar does not know."""
    for pattern, reason in _HINTS:
        if re.match(pattern, text):
            return reason
    return EXPECTED
