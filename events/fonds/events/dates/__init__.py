# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Dates: what EDTF can write, the days it means, and how two dates stand to each other.

Standard: the Extended Date/Time Format of the Library of Congress (4 February 2019), levels 0, 1
and 2, that is ISO 8601-1:2019 and ISO 8601-2:2019, clause 4, in extended format. A date is kept as
the text given; everything else follows from the text. What the standard leaves open is decided
here:

- **Bounds** are the first and last day a date can mean, proleptic Gregorian, both included. Year
  0000 is 1 BC. A time of day is bounded by its day, as written, whatever its offset.
- **Approximate** (``~``, ``%``) widens each bound by one unit of the stated precision: ``1986~``
  is 1985-01-01 to 1987-12-31, ``1953-04~`` March to May, ``199X~`` 1980 to 2009. A mark on one
  part widens by that part's unit: ``2004-%06-11`` by a month. That is a convention: `relate` calls
  nothing a conflict within five units of a day, month or year so marked (`outermost`).
  **Uncertain** (``?``) does not widen: the writer doubts the date, and no number of days measures
  doubt.
- **X** stands for any digit that makes a day of the calendar; where none does (``156X-09-31``) the
  text is refused, as is every day that does not exist. ``S`` bounds by the digits that count:
  ``1950S2`` is 1900 to 1999.
- **Seasons** 21 to 24 say nothing of a hemisphere: their bounds are the calendar year. 25 to 32
  are whole months by the meteorologists' reckoning; a winter of the north and a summer of the
  south begin in the December of their year. `relate` never calls a conflict, nor a refinement,
  what rests on these conventions alone.
- **Intervals** run from the first day of the start to the last of the end. Both ``..`` (open) and
  nothing (unknown) give no bound, but `relate` proves nothing by an unknown side. An interval that
  ends before it starts is refused; one that may be in order (``2012-24/2012-21``) is not.
- **Sets** are bounded by their outermost members; `relate` looks at each. A blank after the comma,
  as the draft of 2012 had it, is accepted.
- Years have at most eighteen digits, texts at most 4096 characters.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from fonds.events.dates.days import Bounds, contains, day_number, meets
from fonds.events.dates.display import dated, display
from fonds.events.dates.forms import DateError, EdtfDate, Precision
from fonds.events.dates.grammar import parse
from fonds.events.dates.relation import DateRelation, outermost, relate, sort_key

if TYPE_CHECKING:
    from fonds.events.dates.atoms import Reading
    from fonds.events.dates.words import read_words

__all__ = [
    "Bounds",
    "DateError",
    "DateRelation",
    "EdtfDate",
    "Precision",
    "Reading",
    "contains",
    "dated",
    "day_number",
    "display",
    "meets",
    "outermost",
    "parse",
    "read_words",
    "relate",
    "sort_key",
]

_OF_WORDS = {"Reading": "atoms", "read_words": "words"}


def __getattr__(name: str) -> object:
    """Load what reads dates out of words when it is asked for.

    Forty patterns are made for it, and an archive is read without them.

    Raises:
        AttributeError: there is nothing of that name here.
    """
    if name not in _OF_WORDS:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_OF_WORDS[name]}"), name)
