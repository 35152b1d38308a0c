# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a person is told about a text that is no date."""

import re

from fonds.events.dates.forms import DateError
from fonds.events.sentences import as_sentence, form_of, say

EXPECTED = form_of("write it as 1953-04-16, 1953-04, 1953, 199X, 1986~ or 1989-01/1995-01")
"""What to do, where nothing better is known."""

_SHOWN = 60
"""Characters of a text that a message repeats."""

_HINTS = (
    (
        r".*[0-9][T t][0-9]{1,2}:",
        form_of("a time is written T23:20:30, then nothing, Z or an offset like -04:00"),
    ),
    (r".*\s", form_of("there is white space in it")),
    (r".*(?:\?~|~\?)", form_of("uncertain and approximate together are written %")),
    (r"(?:unknown|open)$", form_of("an unknown side is left empty and an open one is two dots")),
    (r".*[()]", form_of("a part is marked with ?, ~ or % beside it, without brackets")),
    (r"-?y|Y.*[eps]", form_of("Y, E and S are written as capital letters")),
    (r"[-0-9]*[ux]", form_of("a digit that is not known is written as a capital X")),
    (r"-?[0-9]{8}$", form_of("year, month and day have hyphens between them, as in 1953-04-16")),
    (r"-?[0-9]{5}", form_of("a year of more than four digits begins with Y")),
    (r"[?~%]?-?[0-9X]{1,3}(?:[-?~%]|$)", form_of("a year has four digits, as in 0953")),
    (
        r"[?~%]?-?[0-9X]{4}[?~%]?-[?~%]?(?:[0-9X]|[0-9X]{2}-[0-9X])(?![0-9X])",
        form_of("month and day have two digits, as in 1953-04-06"),
    ),
)


def refuse(text: str, reason: str) -> DateError:
    """Make the error for a text; the reason has neither capital nor full stop."""
    if not text:
        return DateError(say("An empty text is not a date."))
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if not shown.isprintable():
        shown = ascii(shown)
    return DateError(
        say("{shown} is not a date: {reason}.", shown=shown, reason=as_sentence(reason))
    )


def why_not(text: str) -> str:
    """Say what is most likely wrong with a text that the grammar does not know."""
    for pattern, reason in _HINTS:
        if re.match(pattern, text):
            return reason
    return EXPECTED
