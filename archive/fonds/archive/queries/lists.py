# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Subjects and sources a page at a time, in an order that an index has: whatever their number.

All subjects, most facts first, is `Queries.subjects`; it reads every one of them, and so takes
longer with each. A page does not.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.collecting import uncollected
from fonds.archive.naming import fold_name
from fonds.archive.queries.answers import SourceRow, SubjectRow
from fonds.archive.queries.overview import ArchiveNamed, make_named, make_overview
from fonds.archive.queries.sources import FACTS_ON, source_names, source_rows
from fonds.archive.record.policy import EVERYTHING, Policy
from fonds.archive.tables import LIVE
from fonds.events.fixed import fixed
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from fonds.archive.lookup.names import Names
    from fonds.archive.queries.answers import ArchiveAnswer
    from fonds.archive.queries.openings import Opening
    from fonds.archive.store.sqlite import SqliteStore

_VIEW = LIVE.view
_LAST = "\U0010ffff"
"""Sorts after all that can follow the beginning of a name."""
_NAMED = (
    "SELECT t.id, s.label, s.kind, coalesce(f.facts, 0), s.withdrawn, t.position, n.folded,"
    f" n.subject FROM {_VIEW('subject_name')} n JOIN {_VIEW('subject')} s ON s.key = n.subject"
    f" JOIN {_VIEW('thing')} t ON t.key = s.key"
    f" LEFT JOIN {_VIEW('tally')} f ON f.subject = s.key"
    " WHERE (n.folded, n.subject) > (:folded, :key) AND n.folded < :ends"
    " AND (:kind IS NULL OR s.kind = :kind) ORDER BY n.folded, n.subject"
)


@fixed
class SubjectPage:
    """Subjects in the order of their labels; ``after`` begins the next page, None on the last."""

    subjects: tuple[SubjectRow, ...]
    after: str | None


@fixed
class SourcePage:
    """Sources in the order of registration; ``after`` begins the next page, None on the last."""

    sources: tuple[SourceRow, ...]
    after: str | None


def make_subject_page(
    store: SqliteStore, begins: str, kind: SubjectKind | None, after: str | None, limit: int
) -> SubjectPage:
    """Return the next subjects whose label begins with ``begins``, whatever case it is in."""
    found = _by_label(store, fold_name(begins), kind, after)
    rows = [row for _, row in zip(range(limit + 1), found, strict=False)]
    more = len(rows) > limit
    return SubjectPage(tuple(rows[:limit]), rows[limit - 1].id if more else None)


def _by_label(
    store: SqliteStore, begins: str, kind: SubjectKind | None, after: str | None
) -> Iterator[SubjectRow]:
    folded, key = begins, 0
    if after is not None:
        label, key = store.connection.execute(
            f"SELECT s.label, s.key FROM {_VIEW('subject')} s JOIN {_VIEW('thing')} t"
            " ON t.key = s.key WHERE t.id = ?",
            (after,),
        ).fetchone()
        folded = fold_name(label)
    asked = {"folded": folded, "key": key, "kind": kind, "ends": begins + _LAST}
    for row in store.connection.execute(_NAMED, asked):
        # The table has every name a subject ever had; it stands in the list under its label.
        if row[6] == fold_name(row[1]):
            yield SubjectRow(row[0], row[1], SubjectKind(row[2]), row[3], bool(row[4]), row[5])


def make_source_page(store: SqliteStore, after: str | None, limit: int) -> SourcePage:
    """Return the next sources."""
    rows = store.connection.execute(
        f"SELECT t.id, x.number, x.title, x.held, x.withdrawn, ({FACTS_ON} x.key)"
        f" FROM {_VIEW('source')} x JOIN {_VIEW('thing')} t ON t.key = x.key"
        f" WHERE x.key > coalesce((SELECT key FROM {_VIEW('thing')} WHERE id = ?), 0)"
        " ORDER BY x.key LIMIT ?",
        (after, limit + 1),
    ).fetchall()
    page = [
        SourceRow(row[0], row[1], row[2], bool(row[3]), bool(row[4]), row[5])
        for row in rows[:limit]
    ]
    return SourcePage(tuple(page), page[-1].id if len(rows) > limit else None)


class ListQueries:
    """What `Queries` answers about the archive as a whole, all subjects and all sources."""

    _store: SqliteStore
    _path: Path
    _read_only: bool
    names: Names

    def archive(self) -> ArchiveAnswer:
        """Return the archive as a whole: name, head, counts, the last heads that were signed."""
        return make_overview(self._store, self._path, read_only=self._read_only)

    def named(self) -> ArchiveNamed:
        """Return which archive it is; `archive` counts as well, which takes long in a large one."""
        return make_named(self._store, self._path)

    def subjects(
        self, limit: int = -1, *, among: Collection[str] | None = None
    ) -> list[SubjectRow]:
        """Return the subjects with the number of facts about each, most first.

        It reads all of them, or those ``among`` (ids), and gives no more than ``limit`` where one
        is set; `subject_page` and `subject_ids` are for archives of any size.
        """
        wanted = "" if among is None else " WHERE t.id IN (SELECT value FROM json_each(:among))"
        rows = self._store.connection.execute(
            "SELECT t.id, s.label, s.kind, coalesce(f.facts, 0) AS facts, s.withdrawn, t.position"
            f" FROM {_VIEW('subject')} s JOIN {_VIEW('thing')} t ON t.key = s.key"
            f" LEFT JOIN {_VIEW('tally')} f ON f.subject = s.key{wanted}"
            " ORDER BY facts DESC, s.label, s.key LIMIT :limit",
            {"limit": limit, "among": json.dumps(sorted(among or ()))},
        )
        kinds = {kind.value: kind for kind in SubjectKind}
        with uncollected():
            return [
                SubjectRow(subject, label, kinds[kind], facts, withdrawn == 1, position)
                for subject, label, kind, facts, withdrawn, position in rows
            ]

    def subject_page(
        self,
        begins: str = "",
        *,
        kind: SubjectKind | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> SubjectPage:
        """Return the next subjects in the order of their labels, whatever their number.

        Args:
            begins: only labels that begin so, in any case.
            kind: only subjects of this kind.
            after: the subject (id or name) that ended the page before; None for the first page.
            limit: how many at most, at least one.

        Raises:
            RefusedError: ``after`` is unknown or ambiguous.
        """
        found = self.names.subject(after) if after is not None else None
        return make_subject_page(self._store, begins, kind, found, max(limit, 1))

    def subject_ids(
        self, among: Collection[str] | None = None, *, withdrawn: bool = False
    ) -> list[str]:
        """Return the ids of all subjects, or of those ``among``, in the order they were opened.

        Those withdrawn are left out unless ``withdrawn`` asks for them.
        """
        wanted = "" if among is None else " AND t.id IN (SELECT value FROM json_each(:among))"
        rows = self._store.connection.execute(
            f"SELECT t.id FROM {_VIEW('subject')} s JOIN {_VIEW('thing')} t ON t.key = s.key"
            f" WHERE s.withdrawn <= :withdrawn{wanted} ORDER BY t.position, t.id",
            {"withdrawn": withdrawn, "among": json.dumps(sorted(among or ()))},
        )
        return [row[0] for row in rows]

    def opening(
        self,
        subject: str,
        asked: Mapping[str, int] | None = None,
        facts: Collection[str] = (),
        policy: Policy = EVERYTHING,
    ) -> Opening:
        """Open a subject of many facts: its properties, and the first of them read.

        ``asked`` are properties that are wanted besides, and how many facts of each where they are
        listed; ``facts`` are to be among what is shown. A policy bears on what is weighed; what is
        counted or listed is all that stands. Raises RefusedError: no such subject.
        """
        from fonds.archive.queries.openings import make_opening
        from fonds.archive.queries.records import RecordReader

        reader = RecordReader(self._store, None, policy)
        return make_opening(reader, self._store, self.names.subject(subject), asked or {}, facts)

    def sources(self) -> list[SourceRow]:
        """Return the sources in the order of registration, with the number of facts on each.

        It counts the facts on all of them; `source_page` counts those on a page.
        """
        return source_rows(self._store)

    def source_page(self, *, after: str | None = None, limit: int = 50) -> SourcePage:
        """Return the next sources in the order of registration, whatever their number.

        ``after`` (id, title or alias) ended the page before. Raises RefusedError: it is unknown or
        ambiguous.
        """
        found = self.names.source(after) if after is not None else None
        return make_source_page(self._store, found, max(limit, 1))

    def source_numbers(self, among: Collection[str] | None = None) -> dict[str, int]:
        """Return the number of each source, or of some, by id; no fact is counted for it."""
        return {row.id: row.number for row in source_names(self._store, among)}
