# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Questions about who is who: what was concluded, what joining two would mean, who may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.queries.moments import read_moment_asked
from fonds.archive.queries.records import RecordReader
from fonds.archive.record.policy import EVERYTHING, Policy

if TYPE_CHECKING:
    from fonds.archive.lookup.names import Names
    from fonds.archive.queries.answers import Record
    from fonds.archive.queries.identity import Candidate, Contradiction, SubjectLink
    from fonds.archive.store.sqlite import SqliteStore


class IdentityQueries:
    """What `Queries` answers about subjects being one; nothing is concluded by asking."""

    _store: SqliteStore
    names: Names

    def links(self, subject: str, as_of: str | None = None) -> list[SubjectLink]:
        """Return what was last concluded, by a moment, about a subject being others.

        Raises RefusedError.
        """
        found = self.names.subject(subject)
        last = read_moment_asked(self._store, as_of).position if as_of is not None else None
        if not FactReader(self._store).judgements([found])[found]:
            # Of most nothing is: what would tell it is not loaded for that.
            return []
        from fonds.archive.queries.identity import make_links

        return make_links(self._store, found, last)

    def joining(self, first: str, second: str, policy: Policy = EVERYTHING) -> list[Contradiction]:
        """Return what would contradict itself if two subjects were one. Raises RefusedError."""
        from fonds.archive.queries.identity import make_joining

        reader = RecordReader(self._store, None, policy)
        return make_joining(
            self._store, reader, self.names.subject(first), self.names.subject(second)
        )

    def joined(self, first: str, second: str, policy: Policy = EVERYTHING) -> Record:
        """Return the record two subjects would have, now, if they were one. Raises RefusedError.

        It is called as the first is; each fact keeps its own subject.
        """
        subject, other = self.names.subject(first), self.names.subject(second)
        return RecordReader(self._store, None, policy).record(subject, merged=True, joined=other)

    def candidates(self, subject: str | None = None) -> list[Candidate]:
        """Return pairs of subjects that may be one by their names, and that nobody has judged.

        A name alone never makes two people one: nothing is concluded. Raises RefusedError.
        """
        from fonds.archive.queries.identity import make_candidates

        wanted = self.names.subject(subject) if subject is not None else None
        return make_candidates(self._store, wanted)
