# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Properties that a name which none bears may mean: offered in the refusal, never taken."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from fonds.archive.proposals.rows import property_of_row
from fonds.archive.vocabulary import PropertyTerm, builtin_properties

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST = 3
_ALIKE = 0.8
"""How alike two spellings must be, as difflib counts it, from 0 to 1."""
_LONG = 4
"""Letters that a word within a name has at least, to be compared by itself."""


def near_properties(name: str, labels: Mapping[str, str]) -> list[str]:
    """Return up to three properties that a name may mean, of all there are with their labels.

    First those that are called so elsewhere (a label, another word, an outside term, a row of an
    infobox); where there are none, those it may be a misspelling of.
    """
    return _called(name, labels) or properties_spelt_like(name, labels)


def properties_spelt_like(name: str, labels: Mapping[str, str]) -> list[str]:
    """Return the properties that a name may be a misspelling of, or of a longer word of theirs."""
    meant: dict[str, list[str]] = {}
    for one, label in sorted(labels.items()):
        words = [word for word in one.split("_") if len(word) >= _LONG]
        for spelt in {one, label.casefold(), *words}:
            meant.setdefault(spelt, []).append(one)
    near = get_close_matches(name.casefold(), meant, _MOST, _ALIKE)
    return _first(one for spelt in near for one in meant[spelt])


def _called(name: str, labels: Mapping[str, str]) -> list[str]:
    words = _letters(name)
    if not words:
        return []
    terms = builtin_properties()
    found = [
        one
        for one, label in labels.items()
        if words in {_letters(one), _letters(label)}
        or (one in terms and words in _other_words(terms[one]))
    ]
    row = property_of_row(words)
    return _first([*found, *([row] if row else [])])


def _first(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))[:_MOST]


def _other_words(term: PropertyTerm) -> set[str]:
    return {_letters(word) for word in (*term.also, term.outside.schema_org or "")}


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
