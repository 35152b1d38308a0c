# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Whether somebody is known to be dead: what protects people is that not knowing hides them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.record.fold import Standing
from fonds.events.dates import DateError, parse
from fonds.events.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.record.fold import FactState

PRESUMED_DEAD_AFTER = 110
"""Years after a birth from which somebody is taken to be dead, unless the archive's policy says
otherwise. The longest life on record was 122 years; few are longer than 110."""

DEATHS = frozenset(
    {
        "date_of_death",
        "death_date",
        "died",
        "death",
        "place_of_death",
        "cause_of_death",
        "manner_of_death",
        "date_of_burial",
        "place_of_burial",
        "buried",
    }
)
"""Properties of which a standing fact with a value says that somebody has died."""

BIRTHS = frozenset({"date_of_birth", "birth_date", "born", "date_of_baptism", "baptised"})
"""Properties whose date says how long ago somebody was born, or at least not later."""

_DAY = re.compile(r"^Y?(-?\d+)-\d\d-\d\d$")


def known_to_be_dead(facts: Iterable[FactState], year: int, after: int) -> bool:
    """Tell whether facts about a person, as they stand, say that the person is dead.

    Args:
        facts: about that person.
        year: the year it is now.
        after: years from which a birth alone says so.

    A source that says that the date of death is not known, or that there is none, says nothing of
    the kind. A birth counts by the last day its date can mean.
    """
    for fact in facts:
        reading = fact.reading
        if fact.standing is not Standing.STANDS or reading.value_kind is not ValueKind.VALUE:
            continue
        if reading.property in DEATHS:
            return True
        if reading.property in BIRTHS:
            latest = _latest_year(str(reading.value))
            if latest is not None and latest + after < year:
                return True
    return False


def _latest_year(edtf: str) -> int | None:
    """Return the last year a date can mean, None where it is open or cannot be read."""
    try:
        latest = parse(edtf).bounds.latest
    except DateError:
        return None
    day = _DAY.match(latest or "")
    return int(day.group(1)) if day is not None else None
