# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How an election ended, in the words of a source: which words say it, and which only describe it.

"Won" and "lost" exclude each other. "A near-upset" is no third ending: it says how close it was,
and may be said of one who lost. To take it for a contradiction would show a dispute where there is
none.
"""

from __future__ import annotations

from enum import StrEnum

from fonds.archive.record.rule import Relation
from fonds.archive.record.words import word_set
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
        ["won", "win", "winner", "elected", "reelected", "victorious", "victory", "unopposed"]
    ),
    Ending.LOST: frozenset(["lost", "loser", "defeated", "beaten", "unseated", "unsuccessful"]),
    Ending.WITHDREW: frozenset(["withdrew", "withdrawn", "dropped"]),
}
_SAME = {
    Ending.WON: form_of("both say that the candidate won"),
    Ending.LOST: form_of("both say that the candidate lost"),
    Ending.WITHDREW: form_of("both say that the candidate withdrew"),
}
_NOT_QUITE = frozenset(["near", "nearly", "almost", "not", "never", "upset", "some"])


def ending_of(text: str) -> Ending | None:
    """Return the one ending that the words name; None where they name none, or more than one."""
    words = word_set(text)
    if words & _NOT_QUITE:
        return None
    named = [ending for ending, known in _WORDS.items() if words & known]
    return named[0] if len(named) == 1 else None


def relate_results(one: str, other: str) -> tuple[Relation, str] | None:
    """Say how two results stand to each other; None where the words alone must tell.

    Both name an ending: they conflict, or overlap where it is one ending in other words. Only one
    does: they overlap.
    """
    a, b = ending_of(one), ending_of(other)
    if a is not None and b is not None:
        if a is b:
            return Relation.OVERLAPS, _SAME[a]
        return Relation.CONFLICTS, say("are different endings of one contest")
    if a is None and b is None:
        return None
    return (
        Relation.OVERLAPS,
        say("may both be so: only one of them says in plain words how the contest ended"),
    )
