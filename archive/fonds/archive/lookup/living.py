# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which subjects are people not known to be dead, as the archive stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.record.living import PRESUMED_DEAD_AFTER, known_to_be_dead
from fonds.archive.tables import LIVE
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.store.sqlite import SqliteStore


def this_year() -> int:
    """Return the year it is now, UTC."""
    return datetime.now(UTC).year


class Living:
    """Tells who is not known to be dead, remembering the answers."""

    def __init__(
        self, store: SqliteStore, *, year: int | None = None, after: int = PRESUMED_DEAD_AFTER
    ) -> None:
        """Read through the store; ``year`` is the one it is now, ``after`` as `living` has it."""
        self._store = store
        self._facts = FactReader(store)
        self._year = this_year() if year is None else year
        self._after = after
        self._known: dict[str, bool] = {}

    def hides(self, subject: str) -> bool:
        """Tell whether a subject is a person who is not known to be dead."""
        if subject not in self._known:
            row = self._store.connection.execute(
                f"SELECT s.kind FROM {LIVE.view('thing')} t"
                f" LEFT JOIN {LIVE.view('subject')} s ON s.key = t.key WHERE t.id = ?",
                (subject,),
            ).fetchone()
            self._known[subject] = (
                row is not None
                and row[0] == SubjectKind.PERSON.value
                and not known_to_be_dead(self._facts.of_subject(subject), self._year, self._after)
            )
        return self._known[subject]

    def everybody(self) -> Iterator[str]:
        """Yield every person who is not known to be dead, in the order they were opened."""
        rows = self._store.connection.execute(
            f"SELECT t.id FROM {LIVE.view('subject')} s JOIN {LIVE.view('thing')} t"
            " ON t.key = s.key WHERE s.kind = ? ORDER BY s.key",
            (SubjectKind.PERSON.value,),
        ).fetchall()
        for (subject,) in rows:
            if self.hides(subject):
                yield subject
