# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a command led to: the answer to whoever gave it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.store.contract import Head
    from fonds.events.recorded import RecordedEvent

AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[AnswerT]):
    """What a command led to.

    ``action`` is None where nothing was appended. ``appended`` counts the events; they stand last
    in the log, up to ``head.size``. ``events`` holds them, but only the last of them where one
    action appended more than `fonds.archive.commands.plan.MOST_KEPT`.
    """

    action: str | None
    events: tuple[RecordedEvent, ...]
    appended: int
    answer: AnswerT
    head: Head

    def __iter__(self) -> Iterator[RecordedEvent]:
        """Iterate over the appended events."""
        return iter(self.events)
