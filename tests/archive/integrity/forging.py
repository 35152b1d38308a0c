# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Archives for tests of verification: a sound one, and a forger's hand at it.

The forger knows the format: what it appends has whole hashes and commitments, so that only the one
thing a test is about is wrong.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources, WorkDescription
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.connection import library
from fonds.archive.schema import PARTS_AN_EVENT
from fonds.events.canonical import canonical_json
from fonds.events.ids import SeededRandomness
from fonds.events.merkle import leaf_hash
from fonds.events.recorded import Authorship, Draft, SealedEvent, read_header, seal
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.connection import Connection
    from fonds.events.header import Header

TEXT = "Odile Varnham was born at Eastmere in 1901. She kept bees, and the parish register.\n"
TRANSCRIBED = "The hives of Odile Varnham, counted in 1934: eleven."


def sound_archive(path: Path) -> Path:
    """Make an archive with two sources, three passages and a note."""
    folder = path.parent
    (folder / "varnham.txt").write_text(TEXT, encoding="utf-8")
    (folder / "hives.txt").write_text(TRANSCRIBED + "\n", encoding="utf-8")
    with Archive.create(path, randomness=SeededRandomness("sound")) as archive:
        archive.execute(AddSources((folder / "varnham.txt", folder / "hives.txt")))
        archive.execute(
            Transcribe("hives.txt", TRANSCRIBED, seen_at="Eastmere parish", locator="p. 3")
        )
        archive.execute(OpenSubject("Odile Varnham", SubjectKind.PERSON))
        for name, value, quote in (
            ("date_of_birth", "1901", "born at Eastmere in 1901"),
            ("place_of_birth", "Eastmere", "born at Eastmere"),
            ("occupation", "beekeeper", "She kept bees"),
        ):
            archive.execute(
                AssertFact("Odile Varnham", name, value, source="varnham.txt", quote=quote)
            )
        archive.execute(WriteNote("Odile Varnham", "Ask the parish for the year of her death."))
        archive.execute(AddSources((folder / "hives.txt",), WorkDescription(title="Hives")))
    return path


@contextlib.contextmanager
def plain(path: Path) -> Iterator[Connection]:
    """Open a file as any SQLite tool does, the triggers of the log dropped."""
    connection: Any = library().connect(path, isolation_level=None)
    with contextlib.closing(connection):
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection


def header_at(connection: Connection, position: int) -> Header:
    (data,) = connection.execute(
        "SELECT header FROM event WHERE position = ?", (position,)
    ).fetchone()
    return read_header(data)


def position_of(connection: Connection, type_name: str, which: int = 0) -> int:
    """Return the position of an event of a type, the first unless told otherwise."""
    rows = connection.execute(
        "SELECT position FROM event WHERE json_extract(header, '$.type') = ? ORDER BY position",
        (type_name,),
    ).fetchall()
    return int(rows[which][0])


def last_of(connection: Connection, stream: str) -> str:
    row = connection.execute(
        "SELECT id FROM event WHERE stream = ? ORDER BY position DESC LIMIT 1", (stream,)
    ).fetchone()
    return str(row[0])


class Forger:
    """Appends events that nothing but a test asked for."""

    def __init__(self, connection: Connection, seed: str = "forger") -> None:
        self.connection = connection
        self.randomness = SeededRandomness(seed)
        first = header_at(connection, 1)
        self.authorship = Authorship(
            first.archive, self.randomness.new_id(), "2026-02-03T04:05:06.000007Z", first.agent
        )
        # It would tell that something was appended behind the program's back.
        connection.execute("DROP TABLE IF EXISTS app_frontier")

    def seal(self, draft: Draft) -> SealedEvent:
        return seal(draft, self.authorship, self.randomness)

    def append(self, draft: Draft) -> int:
        return self.put(self.seal(draft))

    def put(self, sealed: SealedEvent, header: bytes | None = None) -> int:
        """Append an event, with other header bytes where given; return its position."""
        header = sealed.header_bytes if header is None else header
        (position,) = self.connection.execute("SELECT max(position) + 1 FROM event").fetchone()
        self.connection.execute(
            "INSERT INTO event (position, header, leaf) VALUES (?, ?, ?)",
            (position, header.decode("utf-8"), leaf_hash(header)),
        )
        self.connection.executemany(
            "INSERT INTO part (key, name, salt, data) VALUES (?, ?, ?, ?)",
            [
                (position * PARTS_AN_EVENT + place, part.name, part.salt, part.data.decode("utf-8"))
                for place, part in enumerate(sealed.parts)
            ],
        )
        return int(position)

    def append_with(self, draft: Draft, **members: object) -> int:
        """Append an event whose header says otherwise; its parts lie as they should."""
        sealed = self.seal(draft)
        fields = sealed.header.members()
        return self.put(sealed, canonical_json({**fields, **members}))
