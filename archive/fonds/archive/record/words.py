# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""When two wordings count as the same, and how values are named in a reason.

Nothing here changes what is stored: wordings are folded for comparison only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.events.sentences import as_sentence, form_of, say
from fonds.events.values import Literal_, Qualifier, ValueKind, ValueType

if TYPE_CHECKING:
    from fonds.archive.record.rule import Identity
    from fonds.events.catalogue.fact import Reading

LONGEST_SHOWN = 80
"""Code points of a value that a reason shows; what is longer is cut there."""

_ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u201a\u201b", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th|(?<=[23])d(?=\s+\w))\b")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_FIGURES = re.compile(r"\d+")

_NOUNS = {
    ValueType.PERSON: (form_of("one person"), form_of("two people")),
    ValueType.ORGANIZATION: (form_of("one organisation"), form_of("two organisations")),
    ValueType.OFFICE: (form_of("one office"), form_of("two offices")),
    ValueType.PLACE: (form_of("one place"), form_of("two places")),
    ValueType.EVENT: (form_of("one event"), form_of("two events")),
    ValueType.DOCUMENT: (form_of("one document"), form_of("two documents")),
}


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Fold what does not distinguish two wordings.

    Unicode is composed (NFC) and case folded; white space is one space; typographic quotation
    marks, apostrophes and dashes are the plain ones; an ordinal numeral loses its ending ("32nd",
    and before a word "32d": not of pence, nor of a door); a mark of punctuation at the end goes.
    """
    plain = unicodedata.normalize("NFC", text).translate(_ALIKE).casefold()
    single = _SPACES.sub(" ", unicodedata.normalize("NFC", plain)).strip()
    return _ORDINAL.sub(r"\1", single).rstrip(".,;: ") or single


def folded_as(value_type: ValueType, text: str) -> str:
    """Return what of a value's words distinguishes it: of an address, all."""
    return text.strip() if value_type is ValueType.URL else fold(text)


@lru_cache(maxsize=8192)
def word_set(text: str) -> frozenset[str]:
    """Return the different words of a text, folded."""
    return frozenset(_WORD.findall(fold(text)))


def literal_words(value: Literal_) -> str:
    """Return a qualifier's literal as words; a list with commas."""
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return str(value)


def qualifier_words(qualifier: Qualifier, identity: Identity) -> str:
    """Return a qualifier's own words, or the label of the subject it names."""
    if qualifier.value is not None:
        return literal_words(qualifier.value)
    return identity.label(qualifier.subject or "")


def shown(reading: Reading, identity: Identity) -> str:
    """Return the whole value as a reader sees it, with its unit."""
    if reading.value_kind is not ValueKind.VALUE:
        return _KINDS[reading.value_kind]
    if reading.value_subject is not None:
        return identity.label(reading.value_subject)
    return f"{reading.value} {reading.unit}" if reading.unit else str(reading.value)


def quoted(text: str) -> str:
    """Put a value in quotation marks, cut where it is very long."""
    line = " ".join(text.split())
    cut = line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1].rstrip()}…"
    return say("“{words}”", words=cut)


_KINDS = {ValueKind.UNKNOWN: form_of("unknown"), ValueKind.NONE: form_of("none")}
_THINGS = (form_of("one thing"), form_of("two things"))


def nouns(one: ValueType, other: ValueType) -> tuple[str, str]:
    """Return what one of two values is called ("one person"), and both ("two people")."""
    first, second = _NOUNS.get(one if one is other else ValueType.TEXT, _THINGS)
    return as_sentence(first), as_sentence(second)


def numbers_alike(one: str, other: str) -> bool:
    """Tell whether two wordings have the same numbers, and any: "300 hands", "nearly 300"."""
    first, second = (frozenset(_FIGURES.findall(text)) for text in (one, other))
    return bool(first) and first == second


def numbers_apart(one: str, other: str) -> bool:
    """Tell whether two wordings both have numbers, and none in common: "35 district", "32"."""
    first, second = (frozenset(_FIGURES.findall(text)) for text in (one, other))
    return bool(first and second) and first.isdisjoint(second)


def unlike(both: str, one: str, other: str) -> str:
    """Say of two wordings that are not shown to mean the same why not; ``both`` names them."""
    if numbers_apart(one, other):
        return say("{both} have different numbers.", both=both)
    return say("{both} are different words, and nothing shows that they mean the same.", both=both)
