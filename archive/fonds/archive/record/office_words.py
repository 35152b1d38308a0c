# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The words of an office: when two wordings name one, and when they surely name two.

An office has a *head*, the word that says what its holder is: of "Secretary to the Governor" the
secretary, of "Illinois state senator" the senator. Who serves a governor is no governor.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from fonds.archive.record.rule import Relation
from fonds.archive.record.words import fold, word_set
from fonds.events.sentences import say

Found: TypeAlias = tuple[Relation, bool, str]

_OFFICE_FORMS = {
    "rep": "representative", "sen": "senator", "gov": "governor", "govt": "government",
    "ald": "alderman", "dept": "department", "asst": "assistant", "sec": "secretary",
    "pres": "president", "vp": "vice president", "undersecretary": "under secretary",
    "mp": "member parliament",
}  # fmt: skip
_OFFICE_FILLERS = frozenset({"of", "the", "for", "a", "an", "from", "in", "to", "at"})


OTHER_OFFICES = frozenset(
    ("deputy", "vice", "prime", "assistant", "under", "sub", "lieutenant", "brigadier", "rear",
     "shadow", "honorary", "stellvertretender", "stellvertretende", "zweiter", "zweite", "dritter",
     "dritte")
)  # fmt: skip
"""Words that make another office of one: who is deputy mayor is not mayor, told more closely."""
HELD_OTHERWISE = frozenset(
    ("acting", "interim", "former", "ex", "elect", "designate", "emeritus", "pro", "tem",
     "tempore", "co", "ehemaliger",
     "ehemalige", "kommissarischer", "kommissarische", "designierter", "designierte")
)  # fmt: skip
"""Words by which an office is held no longer, not yet, or for another."""


def office_words(text: str) -> frozenset[str]:
    """Return the words that tell an office apart: common short forms spelt out, no fillers."""
    spelt = (_OFFICE_FORMS.get(word, word).split() for word in word_set(text))
    return frozenset(word for words in spelt for word in words) - _OFFICE_FILLERS


_SEATS = {
    "senate": "senator", "senatorial": "senator",
    "house": "representative", "representatives": "representative",
    "congressman": "representative", "congresswoman": "representative",
    "council": "councillor", "councilor": "councillor", "councillors": "councillor",
    "councilman": "councillor", "councilwoman": "councillor", "councilmember": "councillor",
    "rat": "councillor", "stadtrat": "councillor", "stadträtin": "councillor",
    "ratsmitglied": "councillor", "ratsherr": "councillor", "ratsfrau": "councillor",
    "gemeinderat": "councillor", "gemeinderätin": "councillor",
    "assemblyman": "assembly", "assemblywoman": "assembly", "assemblymember": "assembly",
    "alderwoman": "alderman", "aldermen": "alderman", "mayoralty": "mayor",
    "mayoress": "mayor", "bürgermeister": "mayor", "bürgermeisterin": "mayor",
    "oberbürgermeister": "mayor", "oberbürgermeisterin": "mayor",
    "governorship": "governor", "gouverneur": "governor", "gouverneurin": "governor",
    "presidency": "president", "präsident": "president", "präsidentin": "president",
    "chairman": "chair", "chairwoman": "chair", "chairperson": "chair",
    "ministerpräsidentin": "ministerpräsident", "kanzlerin": "kanzler",
    "ministerin": "minister", "abgeordnete": "abgeordneter", "senatorin": "senator",
    "vorsitzender": "chair", "vorsitzende": "chair", "vorsitz": "chair",
}  # fmt: skip
"""One seat by whoever sits in it and by the body: a senator's is that of a member of the Senate."""
_SEAT_FILLERS = frozenset(
    ("member", "members", "mitglied", "seat", "office", "amt", "von", "des", "der", "im", "in",
     "city", "town", "stadt")
)  # fmt: skip


@lru_cache(maxsize=4096)
def seat_words(text: str) -> frozenset[str]:
    """Return the words by which a term's office is told from another's."""
    return frozenset(_SEATS.get(word, word) for word in office_words(text)) - _SEAT_FILLERS


_PARTING = re.compile(
    r",|\b(?:of|to|for|from|in|at|des|der|von|vom|im|in|without|ohne|für|beim?|zum|zur|an)\b"
)
"""What parts an office from that which it is an office of."""
_OWNER = re.compile(r"^.*'s?\s+(?=\w)")
_WORD = re.compile(r"\w+")
_AREAS = frozenset(
    ("state", "county", "district", "ward", "village", "borough", "kreis", "bezirk", "land", "u",
     "s", "us", "hon")
)  # fmt: skip
_AFTER = "general"
"""A word that makes another office of the one before it: an attorney general is no attorney."""


def _head(text: str) -> tuple[str, ...]:
    """Return the words of the part of an office that says what its holder is, the head last."""
    for part in _PARTING.split(_OWNER.sub("", fold(text))):
        spelt = [one for word in _WORD.findall(part) for one in _spelt(word)]
        kept = [
            _SEATS.get(word, word) for word in spelt if not word.isdigit() and word not in _LEFT_OUT
        ]
        if kept:
            return tuple(kept)
    return ()


def _spelt(word: str) -> list[str]:
    return _OFFICE_FORMS.get(word, word).split()


_LEFT_OUT = _OFFICE_FILLERS | _SEAT_FILLERS | _AREAS | HELD_OTHERWISE
_DENYING = frozenset({"not", "never", "no", "nicht", "nie", "kein", "keine"})
_OTHER_PLACES = frozenset(
    ("new", "old", "north", "south", "east", "west", "upper", "lower", "great", "little", "saint",
     "st", "neu", "alt", "nord", "süd", "ost", "ober", "unter", "groß", "klein")
)  # fmt: skip
"""Words that make another place of one: who is mayor of New Saltby is not mayor of Saltby."""


def _headed_apart(one: str, other: str) -> bool:
    """Tell whether what is the head of one wording is no more than what the other serves."""
    first, second = _head(one), _head(other)
    if not (first and second):
        return False
    if _AFTER in {first[-1], second[-1]} and first[-2:] != second[-2:]:
        return True
    return first[-1] not in second or second[-1] not in first


@lru_cache(maxsize=8192)
def seats_apart(one: str, other: str) -> bool:
    """Tell whether two wordings name two offices, as far as words can tell.

    They may name one where one has all words of the other ("Mayor", "mayor of Saltby"), unless
    what is more makes another office of it ("deputy mayor", "secretary to the mayor").
    """
    first, second = seat_words(one), seat_words(other)
    if not (first and second):
        return False
    if (first ^ second) & OTHER_OFFICES or not (first <= second or second <= first):
        return True
    return _in_other_places(one, other, first ^ second) or _headed_apart(one, other)


def _in_other_places(one: str, other: str, differing: frozenset[str]) -> bool:
    """Tell whether both wordings name a place, and the one a new, old or northern one."""
    return bool(
        differing & _OTHER_PLACES and _PARTING.search(fold(one)) and _PARTING.search(fold(other))
    )


def relate_offices(one: str, other: str, both: str, shown: tuple[str, str]) -> Found | None:
    """Say how two wordings of an office stand to each other; None where their words differ.

    Args:
        one: the words of the first.
        other: of the second.
        both: how a reason names both of them.
        shown: how it names each.

    Returns:
        The relation, whether it is the second that refines the first, and the reason.
    """
    a, b = office_words(one), office_words(other)
    two = Relation.CONFLICTS, False, say("{both} are two offices.", both=both)
    if (a ^ b) & OTHER_OFFICES:
        return two
    if not (a and b) or (a ^ b) & _DENYING:
        return None
    if not (a <= b or b <= a):
        return _of_one_seat(one, other, both)
    if _in_other_places(one, other, a ^ b):
        return None
    if (a ^ b) & HELD_OTHERWISE:
        reason = say(
            "{both} may be one office, which the one does not say is fully held.", both=both
        )
        return Relation.OVERLAPS, False, reason
    if _headed_apart(one, other):
        return two
    if a == b:
        return Relation.AGREES, False, say("{both} name one office.", both=both)
    inner, outer = shown if b < a else (shown[1], shown[0])
    reason = say("{shown} names the office more fully than {shown2}.", shown=inner, shown2=outer)
    return Relation.REFINES, a < b, reason


def _of_one_seat(one: str, other: str, both: str) -> Found | None:
    """Relate "Chairman" and "Chairwoman", "Mayor" and "Bürgermeister": one seat of two names."""
    same = seat_words(one) == seat_words(other) and _head(one)[-1:] == _head(other)[-1:]
    if not same or (office_words(one) ^ office_words(other)) & HELD_OTHERWISE:
        return None
    return Relation.OVERLAPS, False, say("{both} may be one office, called otherwise.", both=both)
