# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Events to append in tests of stores, and what such tests ask of any store."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, Any

from fonds.archive.connection import connect, library
from fonds.archive.migrating import create_tables
from fonds.archive.store.sqlite import SqliteStore
from fonds.events.catalogue.archive import ArchiveContent, ArchiveCreated
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.subject import (
    Judgement,
    LinkContent,
    NoteWritten,
    SubjectContent,
    SubjectDescribed,
    SubjectOpened,
    SubjectsLinked,
    SubjectWithdrawn,
)
from fonds.events.ids import SeededRandomness
from fonds.events.recorded import AnyEvent, Authorship, Draft, SealedEvent, seal
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from fonds.archive.connection import Connection
    from fonds.archive.store.contract import Store


DIGESTS = ["sha256:" + digit * 64 for digit in "01"]


class Writer:
    """Seals events for tests. Two writers of one seed give the same ids."""

    def __init__(self, seed: str = "tests") -> None:
        self.randomness = SeededRandomness(seed)
        names = SeededRandomness("names")
        self.authorship = Authorship(
            archive=names.new_id(),
            action=names.new_id(),
            recorded_at="2026-01-02T03:04:05.000006Z",
            agent=names.new_id(),
        )

    def seal(self, event: AnyEvent, stream: str, after: str | None = None) -> SealedEvent:
        return seal(Draft(event, stream, after=after), self.authorship, self.randomness)

    def new_stream(self) -> str:
        return self.randomness.new_id()

    def archive(self) -> SealedEvent:
        event = ArchiveCreated(content=ArchiveContent(name="Papers"))
        return self.seal(event, self.authorship.archive)

    def opening(
        self, label: str = "Ada Quill", stream: str | None = None, note: str | None = None
    ) -> SealedEvent:
        event = SubjectOpened(
            content=SubjectContent(kind=SubjectKind.PERSON, label=label),
            note=None if note is None else Prose(text=note),
        )
        return self.seal(event, stream or self.new_stream())

    def describing(self, stream: str, after: str | None, label: str = "Ada Reed") -> SealedEvent:
        content = SubjectContent(kind=SubjectKind.PERSON, label=label)
        return self.seal(SubjectDescribed(content=content), stream, after)

    def linking(self, stream: str, after: str | None) -> SealedEvent:
        content = LinkContent(other=self.new_stream(), judgement=Judgement.UNSURE)
        return self.seal(SubjectsLinked(content=content), stream, after)

    def noting(self, stream: str, after: str | None, text: str = "a note") -> SealedEvent:
        return self.seal(NoteWritten(note=Prose(text=text)), stream, after)

    def withdrawing(self, stream: str, after: str | None) -> SealedEvent:
        return self.seal(SubjectWithdrawn(), stream, after)


def append(store: Store, *events: SealedEvent) -> list[int]:
    """Append in a transaction of its own."""
    with store.transaction():
        return store.append(events)


def defined_root(leaves: Sequence[bytes]) -> bytes:
    """The root as RFC 6962 section 2.1 defines it, from leaf hashes, computed independently."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = defined_root(leaves[:split]), defined_root(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def contents(store: Store) -> tuple[object, ...]:
    """All that a store says of its log."""
    return store.head(), list(store.stored()), list(store.events())


def prepared(connection: Connection) -> SqliteStore:
    create_tables(connection)
    store = SqliteStore(connection, "papers.fonds")
    with store.transaction():
        store.prepare()
    return store


@contextlib.contextmanager
def opened(path: Path, mode: str = "rw") -> Iterator[SqliteStore]:
    connection = connect(path, mode=mode)
    try:
        yield SqliteStore(connection, path.name)
    finally:
        connection.close()


def small_archive(folder: Path) -> Path:
    """Make an archive file with three events, their parts and two files."""
    path = folder / "papers.fonds"
    path.touch()
    writer = Writer()
    opening = writer.opening(note="private")
    describing = writer.describing(opening.header.stream, opening.header.id)
    with opened(path) as store:
        prepared(store.connection)
        append(store, writer.archive(), opening, describing)
        with store.transaction():
            for digest in DIGESTS:
                store.keep_file(digest, digest.encode())
    return path


def stranger(path: Path) -> Any:
    """A plain connection, as any SQLite tool opens one: no pragma of ours."""
    connection = library().connect(str(path), isolation_level=None)
    assert connection.execute("PRAGMA recursive_triggers").fetchone() == (0,)
    return connection
