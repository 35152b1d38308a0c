# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Saves what can be trusted of a damaged archive into a new one, and names what is lost.

The log is saved up to the first event that is lost: what stands behind a gap has no place in a
gapless log, whose root would say something else. What of it can still be read is told, and written
out where asked. Everything saved is held to the hashes of docs/format.md, sections 8 and 10; the
damaged file is only read.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from fonds.archive.ahead import passed_over
from fonds.archive.connection import connect, translated
from fonds.archive.errors import ArchiveError, Cancelled, RefusedError
from fonds.archive.files import unfinished
from fonds.archive.migrating import create_tables
from fonds.archive.recovery.found import LostPart, Recovered, nothing_left
from fonds.archive.recovery.mending import mended_header, mended_part
from fonds.archive.recovery.reading import Remains
from fonds.archive.recovery.unrecorded import unrecorded
from fonds.archive.schema import EDITION, PARTS_AN_EVENT
from fonds.archive.store.contract import check_succession
from fonds.archive.store.sqlite import SqliteStore
from fonds.events.catalogue.archive import ArchiveCreated, ContentErased
from fonds.events.catalogue.source import CaptureAdded
from fonds.events.merkle import HASH_BYTES, Frontier, leaf_hash
from fonds.events.parts import SealedPart, opens
from fonds.events.recorded import DamagedEventError, decode, event_types, part_models, read_header
from fonds.events.upcasting import TooNewError

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.connection import Connection
    from fonds.archive.recovery.reading import Cells
    from fonds.events.header import Header

Progress = Callable[[int, int], bool]
Rebuild = Callable[[SqliteStore], object]
Remaining = Callable[[Mapping[str, Any]], None]
"""Given each later event that can still be read, as it may be written to a file."""

MOST_MENDED = 500
"""Places at which a flipped bit is looked for: each takes a moment."""

_TOLD_EVERY = 500


def recover(
    path: Path,
    target: Path,
    rebuild: Rebuild,
    *,
    remaining: Remaining | None = None,
    progress: Progress | None = None,
) -> Recovered:
    """Save what can be trusted of the damaged archive at ``path`` into a new one at ``target``.

    Args:
        path: the damaged file; it need not be recognisable as a database any more.
        target: where nothing is yet.
        rebuild: makes the views of the new archive.
        remaining: given each readable event behind the first that is lost.
        progress: told how many events of how many are read, as far as that can be told.

    Raises:
        RefusedError: there is no such file, or something is at ``target`` already.
        ArchiveError: nothing of an archive is in the file, it is from a newer Fonds, or the new one
            cannot be written.
        Cancelled: ``progress`` answered False; there is no new archive.
    """
    if not path.is_file():
        message = f"There is no file {path}. Check the name."
        raise RefusedError("no-archive", message, path=str(path))
    with translated(path), unfinished(target) as making, Remains(path) as remains:
        edition = remains.edition() or EDITION
        if edition // 1000 > EDITION // 1000 and edition < 1_000_000:
            message = f"{path} was made by a newer Fonds. Recover it with that version."
            raise ArchiveError("too-new", message, path=str(path))
        with translated(target), contextlib.closing(connect(making, mode="rw")) as connection:
            create_tables(connection)
            saving = _Saving(connection, remains, remaining, progress)
            store = SqliteStore(connection, str(target))
            with store.transaction():
                saving.run()
                if not saving.size:
                    raise ArchiveError("nothing-left", nothing_left(path), path=str(path))
                store.prepare()
            rebuild(store)
            saving.found.head = store.head()
            saving.found.older_log = remains.older_log
            saving.found.passed_over = None if remains.older_log else passed_over(path)
        return saving.found


class _Saving:
    """One recovery, inside the transaction that fills the new archive."""

    def __init__(
        self,
        connection: Connection,
        remains: Remains,
        remaining: Remaining | None,
        progress: Progress | None,
    ) -> None:
        self._connection = connection
        self._remains = remains
        self._remaining = remaining
        self._progress = progress
        self._store = SqliteStore(connection, "")
        self._kept = remains.kept()
        self._archive: str | None = None
        self._attempts = MOST_MENDED
        self._last = 0
        self._digests: dict[str, int] = {}
        self._named_by: dict[str, set[str]] = {}
        self._nameless: set[str] = set()
        self._keeps_keys = False
        self._erased: list[tuple[str, tuple[str, ...]]] = []
        self._frontier = Frontier.empty()
        self.size = 0
        self.found = Recovered()

    def run(self) -> None:
        """Save the log, then the files; find out what is lost."""
        parts = self._remains.parts()
        group = next(parts, None)
        expected = max(self._kept.size if self._kept else 0, 0)
        gap = False
        for position, candidates in self._remains.events():
            if position < 1:
                continue
            while group is not None and group[0] < position:
                group = next(parts, None)
            own = group[1] if group is not None and group[0] == position else []
            sound = self._sound(position, candidates, follows=not gap)
            if sound is None:
                continue
            if not gap and position == self.size + 1:
                self._save(position, *sound, own)
            else:
                gap = True
                self._note_remaining(position, *sound, own)
            self._tell(position, max(expected, position))
        self.found.note_lost(self.size + 1, max(expected, self._last))
        recorded = list(self._erased)
        self._erase_again()
        self._save_files()
        self._save_withheld()
        gone = unrecorded(self._connection, recorded)
        self.found.unrecorded = [one for one in gone if one not in self.found.lost_parts]
        self._compare()

    def _tell(self, done: int, total: int) -> None:
        if self._progress is None or done % _TOLD_EVERY:
            return
        if not self._progress(done, total):
            code, message = "cancelled", "Cancelled. Nothing was written."
            raise Cancelled(code, message)

    # Headers ----------------------------------------------------------------------------------

    def _sound(
        self, position: int, candidates: list[tuple[bytes, bytes]], *, follows: bool
    ) -> tuple[Header, bytes] | None:
        """Return the header that can be trusted, None where there is none."""
        choices = [header for header, leaf in candidates if leaf_hash(header) == leaf]
        if not choices and self._attempts > 0:
            self._attempts -= 1
            mended = [mended_header(header, leaf) for header, leaf in candidates]
            choices = [header for header in mended if header is not None]
            if choices:
                self.found.mended.append(position)
        read = [(header, data) for data in choices if (header := self._read(position, data))]
        if follows and position == self.size + 1:
            read = [one for one in read if self._may_follow(one[0])]
        # Two different ones at one place: nobody can say which.
        return read[0] if len(read) == 1 else None

    def _read(self, position: int, data: bytes) -> Header | None:
        try:
            header = read_header(data)
        except TooNewError as error:
            message = f"The event @{position} is of a newer Fonds: {error}"
            raise ArchiveError("too-new", message, position=position) from error
        except (DamagedEventError, RecursionError):
            return None
        if header.type not in event_types():
            message = f"The event @{position} is of a type that this Fonds does not know."
            raise ArchiveError("too-new", message, position=position)
        created = header.type == ArchiveCreated.__name__
        if header.canonical() != data or created != (position == 1):
            return None
        return header if header.archive == (self._archive or header.archive) else None

    def _may_follow(self, header: Header) -> bool:
        if self._store.position_of(header.id) is not None:
            return False
        try:
            check_succession(header, self._store.last_of_stream(header.stream), self._stream_of)
        except RefusedError:
            return False
        return True

    def _stream_of(self, event: str) -> str | None:
        row = self._connection.execute("SELECT stream FROM event WHERE id = ?", (event,)).fetchone()
        return None if row is None else str(row[0])

    # Parts ------------------------------------------------------------------------------------

    def _save(
        self, position: int, header: Header, data: bytes, cells: list[tuple[int, Cells]]
    ) -> None:
        self._archive = header.archive
        self.size = position
        self._frontier.add(leaf_hash(data))
        execute = self._connection.execute
        execute(
            "INSERT INTO event (position, header, leaf) VALUES (?, ?, ?)",
            (position, data.decode("utf-8"), leaf_hash(data)),
        )
        rows = self._parts(position, header, cells)
        for place, (name, part, there) in enumerate(rows):
            execute(
                "INSERT INTO part (key, name, salt, data) VALUES (?, ?, ?, ?)",
                (
                    position * PARTS_AN_EVENT + place,
                    name,
                    part.salt if part is not None and part.salt else None,
                    part.data.decode("utf-8") if part is not None and there else None,
                ),
            )
            if part is None:
                self.found.lost_parts.append(LostPart(position, name))
        self._note(position, header, {name: part.data for name, part, there in rows if there})

    def _parts(
        self, position: int, header: Header, cells: list[tuple[int, Cells]]
    ) -> list[tuple[str, Any, bool]]:
        """Return each part's name, what is left of it (None where it is lost), whether it is here.

        In the order of the type's fields, or for a shape of earlier times in that of their keys.
        """
        by_name: dict[str, list[tuple[int, Any, Any]]] = {name: [] for name in header.parts}
        for key, (raw, salt, data) in cells:
            name = (raw or b"").decode("ascii", "replace")
            if name in by_name:
                by_name[name].append((key, salt, data))
        order = [name for name in part_models(header.type) if name in header.parts]
        order += sorted(
            set(header.parts) - set(order), key=lambda name: min([9e18, *_keys(by_name[name])])
        )
        return [(name, *self._part(position, header, name, by_name[name])) for name in order]

    def _part(
        self, position: int, header: Header, name: str, found: list[tuple[int, Any, Any]]
    ) -> tuple[SealedPart | None, bool]:
        for _, salt, data in found:
            if salt is not None and data is not None:
                part = SealedPart(name, salt, data)
                if len(salt) == HASH_BYTES and opens(header.parts, part):
                    return part, True
        for _, salt, data in found:
            if data is None:
                # Erased, or withheld: as it was.
                kept = salt if salt is not None and len(salt) == HASH_BYTES else b""
                return SealedPart(name, kept, b""), False
        for _, salt, data in found:
            if salt is None or data is None or self._attempts <= 0:
                continue
            self._attempts -= 1
            mended = mended_part(header.parts, name, salt, data)
            if mended is not None:
                self.found.mended.append(position)
                return mended, True
        return None, False

    def _note(self, position: int, header: Header, parts: dict[str, bytes]) -> None:
        """Note which files an event names, and what it erases."""
        if header.type not in {CaptureAdded.__name__, ContentErased.__name__}:
            return
        try:
            event = decode(position, header, parts).event
        except ValueError:
            event = None
        if isinstance(event, CaptureAdded) and event.origin is not None:
            for file in event.origin.files:
                self._digests.setdefault(file.digest, len(self._digests) + 1)
                self._named_by.setdefault(file.digest, set()).add(header.id)
        elif header.type == CaptureAdded.__name__ and "origin" in header.parts:
            self._nameless.add(header.id)
            self._keeps_keys = True
        elif isinstance(event, ContentErased):
            self._erased += [(one.event, one.parts) for one in event.content.erased]

    def _erase_again(self) -> None:
        """What was erased stays erased, should a stale page or log have brought it back."""
        for data, cells in self._remains.erasing():
            if header := self._read(0, data):
                rows = self._parts(0, header, [(row[0], row[1:]) for row in cells])
                self._note(0, header, {name: part.data for name, part, there in rows if there})
        for event, names in self._erased:
            position = self._store.position_of(event)
            for name in names if position is not None else ():
                first = (position or 0) * PARTS_AN_EVENT
                self._connection.execute(
                    "UPDATE part SET data = NULL, salt = NULL WHERE key BETWEEN ? AND ?"
                    " AND name = ? AND (data IS NOT NULL OR salt IS NOT NULL)",
                    (first, first + PARTS_AN_EVENT - 1, name),
                )
                lost = LostPart(position or 0, name)
                if lost in self.found.lost_parts:
                    self.found.lost_parts.remove(lost)
            if "origin" in names:
                self._nameless.discard(event)
                for digest, events in self._named_by.items():
                    events.discard(event)
                    if not events:
                        self._digests.pop(digest, None)

    # What stands behind a gap -----------------------------------------------------------------

    def _note_remaining(
        self, position: int, header: Header, data: bytes, cells: list[tuple[int, Cells]]
    ) -> None:
        self.found.note_readable(position)
        self._last = max(self._last, position)
        if self._remaining is None:
            return
        rows = self._parts(position, header, cells)
        self._remaining(
            {
                "position": position,
                "header": data.decode("utf-8"),
                "parts": {
                    name: {"salt": part.salt.hex(), "data": part.data.decode("utf-8")}
                    for name, part, there in rows
                    if part is not None and there
                },
                "lost": [name for name, part, _ in rows if part is None],
            }
        )

    # Files ------------------------------------------------------------------------------------

    def _save_files(self) -> None:
        saved: set[str] = set()
        insert = "INSERT INTO file (key, digest, data) VALUES (?, ?, ?)"
        any_file = bool(self._nameless)
        for key, candidates in self._remains.files():
            for raw, data in candidates:
                digest = (raw or b"").decode("ascii", "replace")
                sound = data is None or f"sha256:{hashlib.sha256(data).hexdigest()}" == digest
                if digest in self._digests or any_file:
                    if sound and digest not in saved:
                        place = key if self._keeps_keys else self._digests[digest]
                        self._connection.execute(insert, (place, digest, data))
                        saved.add(digest)
                elif sound and data is not None:
                    self.found.later_files += 1
        for digest, place in self._digests.items():
            if digest not in saved:
                self.found.lost_files.append(digest)
                if not self._keeps_keys:
                    self._connection.execute(insert, (place, digest, None))

    def _save_withheld(self) -> None:
        lost = {(one.position, one.name) for one in self.found.lost_parts}
        for kind, key in self._remains.withheld():
            if kind not in {"part", "file"}:
                continue
            row = self._connection.execute(
                f"SELECT {'name' if kind == 'part' else 'digest'} FROM {kind}"
                " WHERE key = ? AND data IS NULL",
                (key,),
            ).fetchone()
            gone = kind == "file" and row is not None and row[0] in self.found.lost_files
            if row is None or gone or (key // PARTS_AN_EVENT, row[0]) in lost:
                continue
            self._connection.execute("INSERT INTO withheld (kind, key) VALUES (?, ?)", (kind, key))

    def _compare(self) -> None:
        kept = self._kept
        if kept is not None and kept.size == self.size:
            self.found.as_kept = kept.peaks == self._frontier.packed()


def _keys(found: list[tuple[int, Any, Any]]) -> list[int]:
    return [key for key, _, _ in found]
