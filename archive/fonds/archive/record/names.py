# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Two wordings of one person's name: whether they can be forms of it. Never whose name it is.

Used only where a property says what somebody is called. That two people bear forms of one name says
nothing about their being one person, so nothing here is asked of persons as values.
"""

from __future__ import annotations

import re

from fonds.archive.record.rule import Relation
from fonds.archive.record.words import fold
from fonds.events.fixed import fixed
from fonds.events.sentences import say

NAME_PROPERTIES = frozenset({"name", "birth_name"})
"""Properties of the vocabulary whose text is a person's name."""

_SUFFIXES = {
    "jr": "jr", "junior": "jr", "jnr": "jr", "sr": "sr", "senior": "sr", "snr": "sr",
    "ii": "ii", "iii": "iii", "iv": "iv", "2nd": "ii", "3rd": "iii", "2": "ii", "3": "iii",
}  # fmt: skip
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "rev", "reverend", "sir", "dame", "hon"]
)
_PART = re.compile(r"[^\s,.]+")
_SHORTEST_FORM = 3
"""Letters a short form has at least: "Clem" of "Clement", but not "Jo" of anything."""


@fixed
class Name:
    """A name taken apart: folded parts in their order, and a generational suffix."""

    parts: tuple[str, ...]
    suffix: str | None


def name_of(text: str) -> Name:
    """Take a name apart; titles go, and "Marlow, Edda" is turned round."""
    folded = fold(text)
    before, comma, after = folded.partition(",")
    turned = comma and not set(_PART.findall(after)) <= _SUFFIXES.keys()
    parts = _PART.findall(f"{after} {before}" if turned else folded)
    suffix = next((_SUFFIXES[part] for part in parts[1:] if part in _SUFFIXES), None)
    kept = [
        part
        for place, part in enumerate(parts)
        if part not in _TITLES and not (place and part in _SUFFIXES)
    ]
    return Name(tuple(kept), suffix)


def relate_names(one: str, other: str) -> tuple[Relation, bool, str]:
    """Say how two wordings of a name stand to each other.

    Returns:
        The relation; whether it is the second that refines the first; and what is to be said of
        both after their wordings.
    """
    a, b = name_of(one), name_of(other)
    if a.suffix is not None and b.suffix is not None and a.suffix != b.suffix:
        return Relation.CONFLICTS, False, say("differ in the suffix that tells generations apart")
    if one.strip() == other.strip():
        return Relation.AGREES, False, say("bear the same name")
    if a == b:
        return Relation.AGREES, False, say("are one name, written differently")
    if a.parts == b.parts:
        fuller_is_second = b.suffix is not None
        return Relation.REFINES, fuller_is_second, say("are one name, with and without its suffix")
    fits, loose = _fits(a.parts, b.parts)
    if not fits:
        return Relation.CONFLICTS, False, say("are different names")
    plain = say("may be forms of one name")
    if loose or (len(a.parts) - len(b.parts)) * _suffixes(a, b) < 0:
        return Relation.OVERLAPS, False, plain
    fuller = (len(b.parts), _letters(b), b.suffix is not None)
    return (
        Relation.REFINES,
        fuller > (len(a.parts), _letters(a), a.suffix is not None),
        say("are forms of one name, the one fuller than the other"),
    )


def _suffixes(a: Name, b: Name) -> int:
    return (a.suffix is not None) - (b.suffix is not None)


def _letters(name: Name) -> int:
    return sum(map(len, name.parts))


def _fits(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[bool, bool]:
    """Say whether every part of the shorter name stands for one of the longer, in order.

    The second answer tells whether one stands for it only as a short form ("Clem", "Clement"), or
    each name spells out what the other does not ("Anna Berg", "A. Maria Berg").
    """
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    if not shorter or len(longer) < 2 or shorter[-1] != longer[-1]:
        return False, False
    loose, place = False, 0
    spelt_out = {longer} if len(longer) > len(shorter) else set()
    for part in shorter[:-1]:
        while place < len(longer) - 1 and not _stands_for(part, longer[place]):
            place += 1
        if place == len(longer) - 1:
            return False, False
        loose = loose or (part != longer[place] and min(len(part), len(longer[place])) > 1)
        if len(part) != len(longer[place]):
            spelt_out.add(shorter if len(part) > len(longer[place]) else longer)
        place += 1
    return True, loose or len(spelt_out) > 1


def _stands_for(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if short == long or (len(short) == 1 and long.startswith(short)):
        return True
    return len(short) >= _SHORTEST_FORM and long.startswith(short)
