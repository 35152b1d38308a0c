# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Questions about a life: what its dates can be, what came when, and whom it is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.queries.moments import read_moment_asked
from fonds.archive.queries.records import RecordReader
from fonds.archive.record.policy import EVERYTHING, Policy

if TYPE_CHECKING:
    from fonds.archive.lookup.facts import FactReader
    from fonds.archive.lookup.names import Names
    from fonds.archive.queries.dates import DatesAnswer
    from fonds.archive.queries.timeline import Tie, Timeline
    from fonds.archive.store.sqlite import SqliteStore


class LifeQueries:
    """What `Queries` answers about a life in time. All raise as `record` does.

    Merged: the life of a subject and all that were judged to be the same, as one.
    """

    _store: SqliteStore
    _facts: FactReader
    names: Names

    def dates(
        self,
        subject: str,
        as_of: str | None = None,
        policy: Policy = EVERYTHING,
        *,
        merged: bool = False,
    ) -> DatesAnswer:
        """Return what a subject's dates can be, and which passages about them clash."""
        from fonds.archive.queries.dates import make_dates

        reader = self._reader(as_of, policy)
        return make_dates(reader, self._facts, self.names.subject(subject), merged=merged)

    def timeline(
        self,
        subject: str,
        as_of: str | None = None,
        policy: Policy = EVERYTHING,
        *,
        merged: bool = False,
    ) -> Timeline:
        """Return what has a time in a subject's record, in its order."""
        from fonds.archive.queries.timeline import make_timeline

        reader = self._reader(as_of, policy)
        record = reader.record(self.names.subject(subject), merged=merged)
        return make_timeline(reader, self._facts, record)

    def ties(
        self, subject: str, as_of: str | None = None, policy: Policy = EVERYTHING
    ) -> list[Tie]:
        """Return whom and what a subject is tied to, with the evidence."""
        from fonds.archive.queries.timeline import make_ties

        return make_ties(self._reader(as_of, policy), self._facts, self.names.subject(subject))

    def _reader(self, as_of: str | None, policy: Policy = EVERYTHING) -> RecordReader:
        moment = read_moment_asked(self._store, as_of) if as_of is not None else None
        return RecordReader(self._store, moment, policy)
