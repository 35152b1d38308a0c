# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What of a history is shown: by whom, what kind of act, and since when."""

from __future__ import annotations

from datetime import datetime, timedelta

from fonds.events.fixed import fixed
from fonds.viewer.wording import QT_TRANSLATE_NOOP

KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("asserted", QT_TRANSLATE_NOOP("Sieve", "New facts"), ("FactAsserted", "FactCited")),
    (
        "changed",
        QT_TRANSLATE_NOOP("Sieve", "Corrections"),
        ("FactCorrected", "FactReattributed"),
    ),
    (
        "withdrawn",
        QT_TRANSLATE_NOOP("Sieve", "Retractions and returns"),
        ("FactRetracted", "FactReinstated", "CitationWithdrawn", "SubjectWithdrawn"),
    ),
    (
        "judged",
        QT_TRANSLATE_NOOP("Sieve", "Judgements"),
        ("FactAssessed", "ConflictResolved", "SubjectsLinked", "NoteWritten"),
    ),
    (
        "sources",
        QT_TRANSLATE_NOOP("Sieve", "Sources and texts"),
        ("Source", "Capture", "Rendition", "Excerpt", "CitedWork", "Inquiry", "Passage"),
    ),
    ("erased", QT_TRANSLATE_NOOP("Sieve", "Erasures"), ("ContentErased",)),
)
"""A key, what it is called, and how the types of its events begin."""

SPANS: tuple[tuple[int, str], ...] = (
    (1, QT_TRANSLATE_NOOP("Sieve", "Today")),
    (7, QT_TRANSLATE_NOOP("Sieve", "The last 7 days")),
    (30, QT_TRANSLATE_NOOP("Sieve", "The last 30 days")),
    (365, QT_TRANSLATE_NOOP("Sieve", "The last year")),
)
"""Days back from now, today being one, and what that is called."""


@fixed
class Sieve:
    """What is let through: an agent's name, a key of :data:`KINDS`, days back; empty lets all."""

    agent: str = ""
    kind: str = ""
    days: int = 0

    @property
    def is_open(self) -> bool:
        """Whether everything passes."""
        return self == Sieve()

    def passes(self, kind: str, agent: str) -> bool:
        """Tell whether an event of a type by an agent is shown; time is asked apart."""
        if self.agent and agent != self.agent:
            return False
        if not self.kind:
            return True
        return any(
            kind.startswith(begin)
            for key, _, begins in KINDS
            if key == self.kind
            for begin in begins
        )

    def since(self, now: datetime) -> datetime | None:
        """Give the time from which on events are shown; None is from the beginning."""
        if not self.days:
            return None
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=self.days - 1)
