# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the words before an amount make of it: a rough one, or one that is open at one end."""

from __future__ import annotations

import re

from fonds.archive.record.words import fold
from fonds.events.fixed import fixed
from fonds.events.patterns import later

_ROUGH = later(
    r"\b(?:about|some|around|roughly|approximately|approx|circa|ca|nearly|almost|or so"
    r"|something like|close to|not quite|nigh on|towards"
    r"|not much (?:more than|less than|fewer than|over|under)|nicht viel (?:mehr|weniger) als"
    r"|etwa|ungefähr|rund|zirka|fast|beinahe|nahezu|knapp|gut|gegen|an die)\b"
)
_AT_LEAST = later(
    r"\b(?:at least|upwards of|not? (?:fewer than|less than|under)"
    r"|(?<!no )(?<!not )(?<!not much )(?:more than|over)"
    r"|mindestens|wenigstens|nicht (?:weniger als|unter)"
    r"|(?<!nicht )(?<!nicht viel )(?:über|mehr als))\b"
)
_AT_MOST = later(
    r"\b(?:at most|up to|not? (?:more than|over)"
    r"|(?<!no )(?<!not )(?<!not much )(?:fewer than|less than|under)"
    r"|höchstens|bis zu|nicht (?:mehr als|über)|(?<!nicht )(?<!nicht viel )(?:unter|weniger als))\b"
)
HEDGED = later(
    r"(?P<hedge>about|some|around|roughly|approximately|approx\.?|circa|ca?\.|nearly|almost"
    r"|something like|close to|not quite|nigh on|towards|at least|at most"
    r"|upwards of|up to|(?:just |well )?(?:over|under)"
    r"|(?:not? )?(?:more|fewer|less) than"
    r"|etwa|ungefähr|rund|zirka|fast|beinahe|nahezu|knapp|gut|gegen|an die|mindestens|wenigstens"
    r"|höchstens|bis zu|über|unter|(?:nicht )?(?:mehr|weniger) als) (?P<amount>\S.*)",
    re.IGNORECASE,
)
"""Words before an amount that make it a rough one, or leave it open at one end."""
_MORE = later(
    r"(?<!no )(?<!not )(?<!not much )\b(?:more than|over)\b"
    r"|(?<!nicht )(?<!nicht viel )\b(?:über|mehr als)\b"
)
_LESS = later(
    r"(?<!no )(?<!not )(?<!not much )\b(?:under|fewer than|less than)\b"
    r"|(?<!nicht )(?<!nicht viel )\b(?:unter|weniger als)\b"
)
"""Those of the above that leave the number itself out."""
_JUST = later(r"\b(?:just|slightly|(?:a )?little|a shade|barely|etwas|wenig|kurz) (?=\w)")
_SHORT_OF = later(r"\b(?:nearly|almost|not quite|nigh on|fast|beinahe|nahezu|knapp)\b")
_BEYOND = later(r"\bgut\b")


@fixed
class Hedge:
    """What the words of a hedge say of the number after them.

    ``below`` and ``above`` tell on which side the true number lies, ``exact`` whether the number
    itself is meant too, ``near`` whether it is said to be close; ``rough`` that it may miss.
    """

    rough: bool = False
    below: bool = False
    above: bool = False
    exact: bool = True
    near: bool = False


NO_HEDGE = Hedge()


def hedge_of(words: str | None) -> Hedge:
    """Read a hedge."""
    if not words:
        return NO_HEDGE
    said = fold(words)
    rough = _ROUGH.search(said) is not None
    at_least, at_most = _AT_LEAST.search(said), _AT_MOST.search(said)
    if at_least or at_most:
        exact = not (_MORE if at_least else _LESS).search(said)
        near = not exact and _JUST.search(said) is not None
        return Hedge(rough, not at_least, bool(at_least), exact, near)
    below = _SHORT_OF.search(said) is not None
    if below or _BEYOND.search(said):
        return Hedge(rough, below, not below, exact=False, near=True)
    return Hedge(rough)


def is_rough(hedge: str | None) -> bool:
    """Tell whether a hedge makes a number or a date a rough one ("about", "some")."""
    return hedge is not None and _ROUGH.search(fold(hedge)) is not None
