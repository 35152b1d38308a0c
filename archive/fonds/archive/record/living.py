# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Whether somebody is known to be dead: what protects people is that not knowing hides them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.record.states import Standing
from fonds.events.dates import DateError, parse
from fonds.events.patterns import later
from fonds.events.values import Certainty, Manner, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.record.fold import CitationState, FactState

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

_OF_ITSELF = frozenset({"date_of_death", "death_date", "died", "death"})
"""Properties of which a denial denies the death itself, not only its place or cause."""

_HOW_EXACTLY = later(
    r"(about|around|circa|ca?\.?|approximately|approx\.?|roughly|before|after|by|since"
    r"|not later than|not before|in or (about|before|after)|etwa|um|gegen|vor|nach|spätestens"
    r"|frühestens)",
    re.IGNORECASE,
)
"""Hedges of when somebody died, and not of whether they did."""

_DAY = later(r"^Y?(-?\d+)-\d\d-\d\d$")


def known_to_be_dead(facts: Iterable[FactState], year: int, after: int) -> bool:
    """Tell whether facts about a person, as they stand, say that the person is dead.

    Args:
        facts: about that person.
        year: the year it is now.
        after: years from which a birth alone says so.

    A source that says that the date of death is not known, or that there is none, says nothing of
    the kind. A birth counts by the last day its date can mean. A death counts where a passage
    states it: one that is hedged ("may have died"), alleged or inferred may not have happened, and
    none counts that a passage speaks against, or while a denial of the death stands.
    """
    died = denied = False
    for fact in facts:
        reading = fact.reading
        if fact.standing is not Standing.STANDS or reading.value_kind is not ValueKind.VALUE:
            continue
        if reading.property in BIRTHS and fact.counts:
            latest = _latest_year(str(reading.value))
            if latest is not None and latest + after < year:
                return True
        elif reading.property in DEATHS:
            against = any(kept.against for kept in fact.citations)
            denied = denied or (against and reading.property in _OF_ITSELF)
            died = died or (not against and not fact.unheld and _is_stated(fact))
    return died and not denied


def _is_stated(fact: FactState) -> bool:
    """Tell whether a passage says, in so many words and as a fact, that somebody died."""
    hedge = fact.reading.hedge
    if fact.certainty is not Certainty.STATED or not fact.counts:
        return False
    if hedge is not None and _HOW_EXACTLY.fullmatch(hedge.strip()) is None:
        return False
    return not fact.citations or not all(map(_alleges, fact.citations))


def _alleges(kept: CitationState) -> bool:
    links = kept.chain.links if kept.chain is not None else ()
    return any(link.manner is Manner.ALLEGES for link in links)


def _latest_year(edtf: str) -> int | None:
    """Return the last year a date can mean, None where it is open or cannot be read."""
    try:
        latest = parse(edtf).bounds.latest
    except DateError:
        return None
    day = _DAY.match(latest or "")
    return int(day.group(1)) if day is not None else None
