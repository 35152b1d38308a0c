# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How like two texts are: whether one can be a newer capture of the other, which words changed."""

from __future__ import annotations

from difflib import SequenceMatcher

_WORDS = 4
_SAMPLES = 200
_FEWEST = 20
_HARDLY = 0.05


def share_in_common(old: str, new: str) -> float:
    """Return how much of an older text stands in a newer one, from 0 to 1.

    Counted are runs of four words, at most 200 of them, evenly from all of the older text; small
    letters and white space make no difference. 1.0 where there are too few words to tell.
    """
    words = old.casefold().split()
    runs = len(words) - _WORDS + 1
    if runs < _FEWEST:
        return 1.0
    there = f" {' '.join(new.casefold().split())} "
    step = max(1, runs // _SAMPLES)
    asked = [f" {' '.join(words[at : at + _WORDS])} " for at in range(0, runs, step)]
    return sum(one in there for one in asked) / len(asked)


def hardly_alike(share: float) -> bool:
    """Whether two texts have so little in common that somebody should be asked about it."""
    return share < _HARDLY


def changed_words(was: str, now: str) -> list[tuple[str, str]]:
    """Return the words that changed, each run with what it became: ``[("57", "54")]``.

    One of the two is empty where words came or went.
    """
    ours, theirs = was.split(), now.split()
    return [
        (" ".join(ours[first:last]), " ".join(theirs[there_first:there_last]))
        for tag, first, last, there_first, there_last in SequenceMatcher(
            None, ours, theirs, autojunk=False
        ).get_opcodes()
        if tag != "equal"
    ]
