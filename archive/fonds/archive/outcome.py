# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a command led to: the answer to whoever gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from fonds.archive.store.contract import Head
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.sources.refound import Finding
    from fonds.events.merkle import Frontier
    from fonds.events.recorded import RecordedEvent

AnswerT = TypeVar("AnswerT")


@fixed
class Outcome(Generic[AnswerT]):
    """What a command led to.

    ``action`` is None where nothing was appended. ``appended`` counts the events; they stand last
    in the log, up to ``head.size``. ``events`` holds them, but only the last of them where one
    action appended more than `fonds.archive.commands.plan.MOST_KEPT`. ``edge`` is the right edge of
    the tree that they grew. ``refound`` tells of passages that were taken from an older text what
    they are in the newest one, where no person has decided it.
    """

    action: str | None
    events: tuple[RecordedEvent, ...]
    appended: int
    answer: AnswerT
    edge: Frontier
    refound: tuple[Finding, ...] = ()

    @property
    def head(self) -> Head:
        """The log's size and root after the command."""
        # Hashed when somebody asks: few do, and every append would pay.
        return Head(self.edge.size, self.edge.root())

    def __iter__(self) -> Iterator[RecordedEvent]:
        """Iterate over the appended events."""
        return iter(self.events)
