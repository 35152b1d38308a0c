# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The archive as a whole: its name, its head, how much it holds, what was signed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.files import called_by
from fonds.archive.lookup.checkpoints import last_kept, last_signed
from fonds.archive.lookup.facts import FactReader
from fonds.archive.queries.answers import ArchiveAnswer
from fonds.archive.tables import LIVE
from fonds.events.catalogue.archive import ArchiveCreated
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.store.sqlite import SqliteStore


@fixed
class ArchiveNamed:
    """Which archive it is, with how many events: what is known of it without counting its rows.

    ``last_erasure`` is as in `ArchiveAnswer`.
    """

    id: str
    name: str
    path: str
    size: int
    last_erasure: int | None


def make_overview(store: SqliteStore, path: Path, *, read_only: bool) -> ArchiveAnswer:
    """Return the archive as a whole; where its name was erased, it is called as its file is."""
    head, named = store.head(), make_named(store, path)
    return ArchiveAnswer(
        id=named.id,
        name=named.name,
        path=named.path,
        size=head.size,
        root=head.root.hex(),
        subjects=_count(store, "subject", "withdrawn = 0"),
        facts=FactReader(store).standing(),
        sources=_count(store, "source", "withdrawn = 0"),
        open_conflicts=_count(store, "conflict", "status = 'open'"),
        last_recorded_at=store.at([head.size])[0].header.recorded_at,
        read_only=read_only,
        last_checkpoint=last_signed(store.connection),
        last_kept_elsewhere=last_kept(store.connection),
        last_erasure=named.last_erasure,
    )


def make_named(store: SqliteStore, path: Path) -> ArchiveNamed:
    """Return which archive it is; where its name was erased, it is called as its file is."""
    created = store.at([1])[0]
    name = called_by(path)
    if isinstance(created.event, ArchiveCreated):
        name = created.event.content.name
    return ArchiveNamed(created.header.archive, name, str(path), store.size(), _last_erasure(store))


def _last_erasure(store: SqliteStore) -> int | None:
    (position,) = store.connection.execute(f"SELECT max(by) FROM {LIVE.view('erased')}").fetchone()
    return None if position is None else int(position)


def _count(store: SqliteStore, table: str, condition: str) -> int:
    row = store.connection.execute(
        f"SELECT count(*) FROM {LIVE.view(table)} WHERE {condition}"
    ).fetchone()
    return int(row[0])
