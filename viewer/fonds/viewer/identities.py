# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Two subjects laid side by side, and what is concluded of them, as plain data free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from fonds.viewer.accounts import Account, AccountQuote


@fixed
class Meeting:
    """A property of which both say something: its name, what would be held, and if they clash."""

    label: str
    words: str
    clashes: bool = False


@fixed
class Pair:
    """Two subjects (ids), what is said of each, and what would be so if they were one.

    ``judged`` is what is held of them now, as the archive names it, or nothing; ``concluded`` says
    who concluded it, when and why, ``shown`` the passages it rests on. ``whole`` counts the facts
    of the one record they would have.
    """

    first: str
    second: str
    title: str
    sides: tuple[Account, ...]
    meetings: tuple[Meeting, ...]
    whole: str
    judged: str = ""
    concluded: str = ""
    shown: tuple[AccountQuote, ...] = ()

    @property
    def clashes(self) -> bool:
        """Whether their facts would contradict each other."""
        return any(one.clashes for one in self.meetings)


@fixed
class Words:
    """Words of a source given as evidence: where they stand, and how they are shown."""

    source: str
    title: str
    number: int
    quote: str
    start: int
    end: int


@fixed
class Conclusion:
    """What is concluded of a pair (``same``, ``not same``, ``unsure``), why, and on what words."""

    first: str
    second: str
    judgement: str
    reason: str
    evidence: tuple[Words, ...] = ()


@fixed
class Movable:
    """A fact that may go to a namesake: its id, its words, the sources (ids) it cites."""

    fact: str
    words: str
    sources: tuple[str, ...]


@fixed
class Parting:
    """Which facts go to whom: an id, or the name of a subject that is opened; and why."""

    facts: tuple[str, ...]
    to: str
    new: str
    reason: str
