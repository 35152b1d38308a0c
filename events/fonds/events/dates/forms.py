# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a date of EDTF is made of: the forms its grammar knows, and the parsed date itself.

A form is the text taken apart, with nothing decided about which days it means; `spans` decides
that.
"""

from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from fonds.events.dates.days import Bounds
from fonds.events.fixed import fixed


class DateError(ValueError):
    """A text is no date. The message is one plain sentence naming the text and what is wrong."""


class Precision(StrEnum):
    """How finely a date is known: the finest unit of which everything above is known too.

    ``156X-12-25`` has the precision of a decade, because its year is known only so far. Of an
    interval or a set, the precision is that of its coarsest part.
    """

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    """Also quarters, four-month and six-month periods (ISO 8601-2:2019, 4.8)."""
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    LONGER = "longer"
    """A millennium, or any span of years longer than a century."""
    UNKNOWN = "unknown"
    """Nothing is known of the year."""


COARSENESS: tuple[Precision, ...] = tuple(Precision)
"""From finest to coarsest."""


class Part(StrEnum):
    """A component of a date that a qualifier can be attached to."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Season(StrEnum):
    """The four seasons, and the kinds of other divisions that share their codes."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"
    QUARTER = "quarter"
    THIRD = "third"
    HALF = "half"


def season_of(code: int) -> tuple[Season, int]:
    """Take apart a code of ISO 8601-2:2019, 4.8 (21 to 41).

    Returns:
        The season and its hemisphere (0 not stated, 1 northern, 2 southern), or the kind of
        division and which of them it is, from 1.
    """
    if code <= 32:
        hemisphere, season = divmod(code - 21, 4)
        return tuple(Season)[season], hemisphere
    if code <= 36:
        return Season.QUARTER, code - 32
    return (Season.THIRD, code - 36) if code <= 39 else (Season.HALF, code - 39)


@fixed
class SimpleForm:
    """One date, not an interval nor a set.

    Attributes:
        year: The year's characters: four digits or X, with ``-`` before 0000; or, for a year
            written with ``Y``, all its digits.
        month: Two digits or X, or None.
        day: Two digits or X, or None.
        season: A code from 21 to 41, or None.
        time: What follows the T, or None.
        significant: How many leading digits of the year are meant (S), or None.
        uncertain: The parts marked ``?`` or ``%``.
        approximate: The parts marked ``~`` or ``%``.
        widening: For each ``~`` or ``%``, the unit its bounds are widened by.
    """

    year: str
    month: str | None = None
    day: str | None = None
    season: int | None = None
    time: str | None = None
    significant: int | None = None
    uncertain: frozenset[Part] = frozenset()
    approximate: frozenset[Part] = frozenset()
    widening: tuple[Precision, ...] = ()

    @property
    def open_digits(self) -> int:
        """How many digits at the right of the year are not known."""
        digits = self.year.removeprefix("-")
        if self.significant is not None:
            # Zeros before a number are no significant digits of it.
            return len(str(int(digits))) - self.significant
        known = digits.find("X")
        return 0 if known < 0 else len(digits) - known

    @property
    def whole(self) -> frozenset[Part]:
        """The parts this date has."""
        if self.day is not None:
            return frozenset(Part)
        if self.month is None and self.season is None:
            return frozenset({Part.YEAR})
        return frozenset({Part.YEAR, Part.MONTH})


class End(StrEnum):
    """What may stand in place of a date at one side of an interval or of a range in a set."""

    OPEN = ".."
    UNKNOWN = ""


@fixed
class RangeForm:
    """An interval (``1989/1995``), or a run within a set (``1670..1672``)."""

    start: SimpleForm | End
    end: SimpleForm | End


@fixed
class SetForm:
    """A set: one of its items (``[..]``), or with `every`, all of them (``{..}``)."""

    items: tuple[SimpleForm | RangeForm, ...]
    every: bool


Form: TypeAlias = SimpleForm | RangeForm | SetForm


@fixed
class EdtfDate:
    """A date as EDTF writes it, and what follows from the text.

    Attributes:
        text: The text as given, without surrounding white space. Never normalised.
        level: The lowest level of EDTF that has every feature used: 0, 1 or 2.
        bounds: The days it can mean, approximate dates widened (see the package's docstring).
        precision: How finely it is known.
        uncertain: Some part of it is marked ``?`` or ``%``.
        approximate: Some part of it is marked ``~`` or ``%``.
        is_interval: It is an interval, with a ``/``.
        is_set: It is a set, of either kind.
        open_start: It has no beginning, and says so with ``..``.
        open_end: It has no end, and says so with ``..``.
        unknown_start: Its beginning is not known (nothing before the ``/``).
        unknown_end: Its end is not known (nothing after the ``/``).
        form: The text taken apart.
    """

    text: str
    level: int
    bounds: Bounds
    precision: Precision
    uncertain: bool
    approximate: bool
    is_interval: bool
    is_set: bool
    open_start: bool
    open_end: bool
    unknown_start: bool
    unknown_end: bool
    form: Form = field(repr=False, compare=False)


def simple_forms(form: Form) -> tuple[SimpleForm, ...]:
    """List the single dates a form is made of, in the order written."""
    match form:
        case SimpleForm():
            return (form,)
        case RangeForm():
            return tuple(end for end in (form.start, form.end) if isinstance(end, SimpleForm))
        case SetForm():
            return tuple(simple for item in form.items for simple in simple_forms(item))
