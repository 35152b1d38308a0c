# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Values and dates as a reader reads them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.events.dates import DateError, display, parse
from fonds.events.sentences import as_sentence, form_of, labelled, say
from fonds.events.values import ValueKind, ValueType

if TYPE_CHECKING:
    from fonds.events.values import When

ABOUT = "about "
"""Said before a number that is marked as a rough one and has no hedge of its own."""

ROUGH = "approximate"
"""The qualifier that marks a number as a rough one, where it is true."""

_UNKNOWN = {ValueKind.UNKNOWN: form_of("not known"), ValueKind.NONE: form_of("none")}


def shown_value(
    kind: ValueKind,
    value_type: ValueType,
    literal: str | int | None,
    value: str | int | None,
    unit: str | None,
    *,
    rough: bool = False,
) -> str:
    """Return a value as a reader reads it; ``value`` is the label where it is a subject."""
    if kind is not ValueKind.VALUE:
        return as_sentence(_UNKNOWN[kind])
    if value_type is ValueType.DATE:
        return shown_date(str(literal))
    shown = str(value)
    # Four figures without a unit may be a year.
    if isinstance(literal, int) and abs(literal) >= (1000 if unit else 10_000):
        shown = say("{number:,}", number=literal)
    if rough:
        shown = say("about {value}", value=shown)
    if unit and value_type is ValueType.QUANTITY:
        return say("{value} {unit}", value=shown, unit=labelled(unit))
    return shown


@lru_cache(maxsize=4096)
def shown_date(edtf: str) -> str:
    """Return an EDTF date for a reader; text of an edition we cannot read stays as it is."""
    try:
        return display(parse(edtf))
    except DateError:
        return edtf


def shown_when(when: When | None) -> str | None:
    """Return a fact's time for a reader."""
    return None if when is None else shown_date(when.edtf)
