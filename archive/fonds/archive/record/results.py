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
from fonds.archive.record.words import fold, word_set
from fonds.events.patterns import later
from fonds.events.sentences import form_of, say

RESULT_PROPERTIES = frozenset({"election_result"})
"""Properties of the vocabulary whose text says how an election ended."""


_WORD = later(r"\w[\w'’-]*")


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
_BEATING = frozenset(["defeated", "beaten", "unseated"])
_BEAT = frozenset(["defeated", "unseated"])
_PASSIVE = frozenset(["was", "were", "been", "being", "is", "got"])
_BEFORE_SOMEBODY = frozenset(
    ["his", "her", "their", "its", "an", "a", "him", "them", "incumbent", "opponent", "rival"]
)
_AFTER_BEING_BEATEN = frozenset(
    [
        "after",
        "again",
        "and",
        "as",
        "at",
        "badly",
        "because",
        "before",
        "but",
        "by",
        "candidate",
        "candidates",
        "decisively",
        "despite",
        "during",
        "for",
        "heavily",
        "in",
        "narrowly",
        "on",
        "or",
        "since",
        "soundly",
        "that",
        "to",
        "twice",
        "when",
        "while",
        "with",
    ]
)
_ORDINALS = frozenset(["first", "second", "third", "last", "next", "same"])
_NOT_QUITE = frozenset(
    ["near", "nearly", "almost", "not", "never", "upset", "some", "fast", "beinahe", "nicht", "nie"]
)


def ending_of(text: str) -> Ending | None:
    """Return the one ending that the words name; None where they name none, or more than one."""
    words = word_set(text)
    if words & _NOT_QUITE:
        return None
    if words & _BEATING:
        words = (words - _BEATING) | _beaten_or_beating(text)
    named = [ending for ending, known in _WORDS.items() if words & known]
    return named[0] if len(named) == 1 else None


def _beaten_or_beating(text: str) -> set[str]:
    """Return "lost" or "won" for words of beating; nothing where they do not say who beat whom.

    Who "defeated her opponent" won: somebody plainly follows. Who "was defeated", or "defeated
    after a recount", lost. "Defeated two to one", "defeated three rivals": no telling.
    """
    written = _WORD.findall(text)
    said = [fold(word) for word in written]
    found: set[str] = set()
    for at, word in enumerate(said):
        if word not in _BEATING:
            continue
        following = said[at + 1] if at + 1 < len(said) else ""
        if _PASSIVE & set(said[max(at - 2, 0) : at]):
            found.add("lost")
        elif word in _BEAT and _somebody(written[at + 1 :], said[at + 1 :]):
            found.add("won")
        elif not following or following in _AFTER_BEING_BEATEN:
            found.add("lost")
    return found


def _somebody(written: list[str], said: list[str]) -> bool:
    """Tell whether the words begin with a person who was beaten."""
    if not said:
        return False
    if said[0] == "the":
        return len(said) > 1 and said[1] not in _ORDINALS
    named = written[0][:1].isupper() and said[0] not in _AFTER_BEING_BEATEN
    return named or said[0] in _BEFORE_SOMEBODY


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
