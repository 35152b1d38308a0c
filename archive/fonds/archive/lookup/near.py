# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Names near one that nothing bears: offered in the refusal, and never taken by themselves.

A refusal that offers names lists them in its details (``near``), so that a veil can take out those
of whoever is hidden; what it says without any is kept in it.
"""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING, NamedTuple, cast

from fonds.archive.naming import fold_name
from fonds.archive.tables import ThingKind
from fonds.events.sentences import form_of, joined, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fonds.archive.connection import Connection
    from fonds.archive.errors import RefusedError
    from fonds.archive.tables import Tables

MOST = 3
_LIKE = 0.8
"""How alike two spellings must be, as difflib counts it, from 0 to 1."""
_LEAST = 3
_WORD = re.compile(r"\w+")
_HEAD = 2
_MOST_LOOKED_AT = 2_000
_NAMED = {
    ThingKind.SUBJECT: ("subject", "label"),
    ThingKind.SOURCE: ("source", "title"),
}
_OFFER = form_of("{refusal} Did you mean {close}?")


class Near(NamedTuple):
    """Something with a name near the one asked for, and what it is called."""

    id: str
    label: str


def near_names(connection: Connection, tables: Tables, kind: ThingKind, name: str) -> list[Near]:
    """Return up to three subjects or sources, not withdrawn, with a name near one, nearest first.

    Looked at are the names that begin like it, or hold one of its longer words. Nothing is near a
    name of fewer than three letters, and nothing but subjects and sources has names.
    """
    asked = fold_name(name)
    if kind not in _NAMED or len(asked) < _LEAST:
        return []
    table, called = _NAMED[kind]
    head = asked[:_HEAD]
    rows = connection.execute(
        f"SELECT n.folded, t.id, x.{called} FROM {tables.view(f'{table}_name')} n"
        f" JOIN {tables.view(table)} x ON x.key = n.{table} AND x.withdrawn = 0"
        f" JOIN {tables.view('thing')} t ON t.key = x.key"
        " WHERE (n.folded >= :head AND n.folded < :tail) OR EXISTS"
        " (SELECT 1 FROM json_each(:words) w WHERE instr(n.folded, w.value) > 0)"
        " ORDER BY n.folded, t.key LIMIT :most",
        {
            "head": head,
            "tail": f"{head}\U0010ffff",
            "words": json.dumps([word for word in asked.split() if len(word) > _LEAST]),
            "most": _MOST_LOOKED_AT,
        },
    )
    likeness_to = _Likeness(asked)
    found: dict[Near, float] = {}
    for folded, thing, label in rows:
        likeness = likeness_to.of(folded)
        one = Near(thing, label)
        if likeness >= _LIKE and likeness > found.get(one, 0):
            found[one] = likeness
    return sorted(found, key=lambda one: (-found[one], one))[:MOST]


class _Likeness:
    """How alike names are to the one asked for, word by word or as a whole."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._words = frozenset(_WORD.findall(asked))
        self._meant: dict[str, frozenset[str]] = {}

    def of(self, folded: str) -> float:
        words = frozenset(_WORD.findall(folded))
        meant = frozenset[str]().union(*map(self._means, words))
        matcher = SequenceMatcher(None, self._asked, folded)
        if meant >= self._words or self._words >= words:
            # Part of a name, however it is spelt, or more than it.
            return _LIKE + (1 - _LIKE) * matcher.ratio()
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _LIKE:
            return 0
        return matcher.ratio()

    def _means(self, word: str) -> frozenset[str]:
        """Return the words asked for that a word may be a spelling of."""
        if word not in self._meant:
            self._meant[word] = frozenset(get_close_matches(word, self._words, MOST, _LIKE))
        return self._meant[word]


def offering(error: RefusedError, near: Iterable[Near]) -> RefusedError:
    """Return a refusal that offers names; the same refusal where there are none."""
    offered = list(near)
    if not offered:
        return error
    labels = dict.fromkeys(one.label for one in offered)
    close = joined(", ", [say("“{words}”", words=label) for label in labels])
    message = say(_OFFER, refusal=error.message, close=close)
    details = error.details | {"near": [one._asdict() for one in offered]}
    return type(error)(error.code, message, **details)


def offered_by(error: RefusedError) -> list[Near]:
    """Return the names that a refusal offers."""
    return [Near(**one) for one in error.details.get("near", ())]


def offering_only(
    error: RefusedError, hides: Callable[[str], bool], names_anybody: Callable[[str], bool]
) -> RefusedError:
    """Return a refusal that offers nothing that is hidden, by its id or in what it is called."""
    near = offered_by(error)
    if not near:
        return error
    said = cast("str", error.message.parts["refusal"])
    details = {name: value for name, value in error.details.items() if name != "near"}
    bare = type(error)(error.code, said, **details)
    return offering(bare, (one for one in near if not (hides(one.id) or names_anybody(one.label))))
