# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How an election ended, in the words of a source: which words say it, and which only describe it.

"Won" and "lost" exclude each other. "A near-upset" is no third ending: it says how close it was,
and may be said of one who lost. To take it for a contradiction would show a dispute where there is
none.
"""

from __future__ import annotations

import re
from enum import StrEnum

from fonds.archive.record.rule import Relation
from fonds.archive.record.words import fold, word_set
from fonds.events.sentences import form_of, say

RESULT_PROPERTIES = frozenset({"election_result"})
"""Properties of the vocabulary whose text says how an election ended."""


class Ending(StrEnum):
    """How it ended for one candidate."""

    WON = "won"
    LOST = "lost"
    WITHDREW = "withdrew"


_WORDS = {
    Ending.WON: frozenset(
        [
            "won",
            "win",
            "winner",
            "elected",
            "reelected",
            "victorious",
            "victory",
            "unopposed",
            "gewann",
            "gewonnen",
            "gewählt",
            "wiedergewählt",
            "siegte",
        ]
    ),
    Ending.LOST: frozenset(
        [
            "lost",
            "loser",
            "defeated",
            "beaten",
            "unseated",
            "unsuccessful",
            "verlor",
            "verloren",
            "unterlag",
            "unterlegen",
            "abgewählt",
        ]
    ),
    Ending.WITHDREW: frozenset(["withdrew", "withdrawn", "dropped"]),
}
_SAME = {
    Ending.WON: form_of("both say that the candidate won"),
    Ending.LOST: form_of("both say that the candidate lost"),
    Ending.WITHDREW: form_of("both say that the candidate withdrew"),
}
_OVER_SOMEBODY = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!being )(?<!and )\b(?:defeated|unseated)"
    r" (?!by\b|in\b|at\b|on\b|for\b|again\b|twice\b|narrowly\b|heavily\b|candidate)\w"
)
"""Words after which somebody else was beaten: who "defeated her opponent" did not lose."""
_NOT_QUITE = frozenset(
    ["near", "nearly", "almost", "not", "never", "upset", "some", "fast", "beinahe", "nicht", "nie"]
)


def ending_of(text: str) -> Ending | None:
    """Return the one ending that the words name; None where they name none, or more than one."""
    words = word_set(text)
    if words & _NOT_QUITE:
        return None
    if _OVER_SOMEBODY.search(fold(text)):
        words = (words - {"defeated", "unseated"}) | {"won"}
    named = [ending for ending, known in _WORDS.items() if words & known]
    return named[0] if len(named) == 1 else None


def relate_results(one: str, other: str) -> tuple[Relation, str]:
    """Say how two results in different words stand to each other.

    Both name an ending: they conflict, or overlap where it is one ending in other words. Else they
    overlap: what only describes a contest contradicts nothing.
    """
    a, b = ending_of(one), ending_of(other)
    if a is not None and b is not None:
        if a is b:
            return Relation.OVERLAPS, _SAME[a]
        return Relation.CONFLICTS, say("are different endings of one contest")
    if a is None and b is None:
        said = say("may both be so: neither says in plain words how the contest ended")
        return Relation.OVERLAPS, said
    return (
        Relation.OVERLAPS,
        say("may both be so: only one of them says in plain words how the contest ended"),
    )
