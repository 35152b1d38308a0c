# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A passage that a newer text has not as it was, and what is decided of it: data free of Qt."""

from __future__ import annotations

from fonds.events.fixed import fixed


@fixed
class Standing:
    """A place of the newer text (code points), with its words and a little around them."""

    start: int
    end: int
    words: str
    before: str = ""
    after: str = ""


@fixed
class Waiting:
    """A passage that waits for a person, or of which one has ``decided``.

    ``state`` is as the archive names it. ``was`` are its words (empty where they are gone) and
    ``finding`` says what became of them. ``places`` are where it may stand now: the one found, or
    each of the same words. ``facts`` rest on it: id, and what each says. ``rendition`` and
    ``start`` lead to where it was.
    """

    excerpt: str
    state: str
    was: str
    finding: str
    places: tuple[Standing, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    rendition: str = ""
    start: int = 0
    decided: bool = False


@fixed
class Settlement:
    """What was decided: it stands there in these words, or is absent; why; and who cites them."""

    excerpt: str
    reason: str
    place: Standing | None
    cite: tuple[str, ...] = ()
