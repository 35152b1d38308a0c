# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Names near one that nothing bears: offered in the refusal, and never taken by themselves.

A refusal that offers names lists all of them in its details (``near``), so that a veil can take out
those of whoever is hidden before the nearest are named; what it says without any is kept in it. Of
a very frequent name not all are looked at, and the refusal says so (``near_more``).
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
    from collections.abc import Callable

    from fonds.archive.connection import Connection
    from fonds.archive.errors import RefusedError
    from fonds.archive.tables import Tables

MOST = 3
"""Names that are told; the details list all."""
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
_OFFER_OF_MORE = form_of("{refusal} Did you mean {close}? There are more names near it.")


class Near(NamedTuple):
    """Something with a name near the one asked for, and what it is called."""

    id: str
    label: str


class NearNames(NamedTuple):
    """What has a name near the one asked for, nearest first.

    ``more`` tells that there are names that were not looked at.
    """

    names: tuple[Near, ...]
    more: bool


def near_names(connection: Connection, tables: Tables, kind: ThingKind, name: str) -> NearNames:
    """Return the subjects or sources, not withdrawn, with a name near one.

    Looked at are the names that begin like it, or hold one of its longer words; of very many those
    about as long as it. Nothing is near a name of fewer than three letters, and nothing but
    subjects and sources has names.
    """
    asked = fold_name(name)
    if kind not in _NAMED or len(asked) < _LEAST:
        return NearNames((), more=False)
    table, called = _NAMED[kind]
    head = asked[:_HEAD]
    rows = connection.execute(
        f"SELECT n.folded, t.id, x.{called} FROM {tables.view(f'{table}_name')} n"
        f" JOIN {tables.view(table)} x ON x.key = n.{table} AND x.withdrawn = 0"
        f" JOIN {tables.view('thing')} t ON t.key = x.key"
        " WHERE (n.folded >= :head AND n.folded < :tail) OR EXISTS"
        " (SELECT 1 FROM json_each(:words) w WHERE instr(n.folded, w.value) > 0)"
        " ORDER BY abs(length(n.folded) - :long), n.folded, t.key LIMIT :most",
        {
            "head": head,
            "tail": f"{head}\U0010ffff",
            "words": json.dumps([word for word in asked.split() if len(word) > _LEAST]),
            "long": len(asked),
            "most": _MOST_LOOKED_AT + 1,
        },
    ).fetchall()
    likeness_to = _Likeness(asked)
    found: dict[Near, float] = {}
    for folded, thing, label in rows[:_MOST_LOOKED_AT]:
        likeness = likeness_to.of(folded)
        one = Near(thing, label)
        if likeness >= _LIKE and likeness > found.get(one, 0):
            found[one] = likeness
    nearest = sorted(found, key=lambda one: (-found[one], one.label, one.id))
    return NearNames(tuple(nearest), more=len(rows) > _MOST_LOOKED_AT)


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


def offering(error: RefusedError, near: NearNames) -> RefusedError:
    """Return a refusal that offers names; the same refusal where there are none."""
    if not near.names:
        return error
    labels = list(dict.fromkeys(one.label for one in near.names))
    close = joined(", ", [say("“{words}”", words=label) for label in labels[:MOST]])
    more = near.more or len(labels) > MOST
    message = say(_OFFER_OF_MORE if more else _OFFER, refusal=error.message, close=close)
    details = error.details | {"near": [one._asdict() for one in near.names]}
    return type(error)(error.code, message, **details | ({"near_more": True} if near.more else {}))


def offered_by(error: RefusedError) -> NearNames:
    """Return the names that a refusal offers, nearest first."""
    names = tuple(Near(**one) for one in error.details.get("near", ()))
    return NearNames(names, more=bool(error.details.get("near_more")))


def offering_only(
    error: RefusedError, hides: Callable[[str], bool], names_anybody: Callable[[str], bool]
) -> RefusedError:
    """Return a refusal that offers nothing that is hidden, by its id or in what it is called."""
    near = offered_by(error)
    if not near.names:
        return error
    said = cast("str", error.message.parts["refusal"])
    near_said = ("near", "near_more")
    details = {name: value for name, value in error.details.items() if name not in near_said}
    bare = type(error)(error.code, said, **details)
    left = (one for one in near.names if not (hides(one.id) or names_anybody(one.label)))
    return offering(bare, near._replace(names=tuple(left)))
