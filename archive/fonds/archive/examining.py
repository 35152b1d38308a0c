# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What doctor finds within an archive: pages, erasures, clocks, checkpoints."""

from __future__ import annotations

import shlex
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from fonds.archive.checkup import Finding, Level
from fonds.archive.connection import connect
from fonds.archive.errors import Cancelled
from fonds.archive.store.sqlite import SqliteStore
from fonds.archive.watching import watched
from fonds.events.header import spell_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fonds.archive.connection import Connection

    Signed = Callable[[str], tuple[int, bytes, Path] | None]
    Progress = Callable[[int, int], bool]

KNOWN_FORMAT = 1001
"""The format this version knows, as the schema's edition has it: major times 1000 plus minor."""

MOST_BACKDATED = 1000
"""Events dated before an earlier one, of which so many are named."""

_MOST_CLOCKS = 5
_AHEAD = timedelta(hours=24)
_MOST_LOOKED_AT = 512 * 1024**2
"""Bytes of a file whose pages are looked at: some three seconds."""


def content(
    connection: Connection, path: Path, signed: Signed | None, progress: Progress | None
) -> Iterator[Finding]:
    """Say what is found within an archive that can be opened; it is only read.

    ``signed`` and ``progress`` are as `fonds.archive.doctor.examine` has them. Of a file with
    damaged pages nothing more is asked: it would be the same damage, told again.
    """
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    yield Finding(Level.GOOD, f"Journal: {journal}")
    edition = connection.execute("PRAGMA user_version").fetchone()[0]
    events = connection.execute("SELECT coalesce(max(position), 0) FROM event").fetchone()[0]
    told = f"Format {edition // 1000}.{edition % 1000}, {events:,} events"
    if edition > KNOWN_FORMAT:
        known = f"{KNOWN_FORMAT // 1000}.{KNOWN_FORMAT % 1000}"
        yield Finding(
            Level.NOTE,
            f"{told}: a newer Fonds made it; this one knows {known} and reads what it knows.",
            "Install the newer version to see everything.",
        )
    else:
        yield Finding(Level.GOOD, told)
    pages = _pages(connection, path, progress)
    yield pages
    if pages.level is Level.FAULT:
        return
    yield from _erasing(connection)
    yield from _clocks(connection)
    yield from _checkpoints(connection, events)
    yield from _signed_otherwise(connection, path, events, signed)


def _signed_otherwise(
    connection: Connection, path: Path, events: int, signed: Signed | None
) -> Iterator[Finding]:
    """Tell of an archive that has fewer events than its keeper has signed, or other ones."""
    sql = "SELECT header ->> '$.archive' FROM event WHERE position = 1"
    row = connection.execute(sql).fetchone() if signed is not None else None
    head = signed(row[0]) if signed is not None and row is not None else None
    if head is None:
        return
    size, root, file = head
    verify = f"fonds verify --checkpoint {shlex.quote(str(file))}"
    if size > events:
        yield Finding(
            Level.WARNING,
            f"You have signed a head over {size:,} events of this archive, and it has"
            f" {events:,}: it is an older copy, or what was recorded last is lost.",
            f"Look for the newer one, or a backup. {verify} tells whether the rest is as it was.",
        )
    elif SqliteStore(connection, str(path)).range_root(0, size) != root:
        yield Finding(
            Level.WARNING,
            f"You have signed a head over {size:,} events of this archive, and its first"
            f" {size:,} are not those: it was changed behind your back, or you signed in another"
            " copy of it.",
            f"{verify} says more. Look for the copy that you signed.",
        )


def not_as_signed(path: Path, signed: Signed) -> Finding | None:
    """Tell whether a sound archive is other than what its keeper has signed, or shorter."""
    with closing(connect(path, mode="ro")) as connection:
        events = connection.execute("SELECT coalesce(max(position), 0) FROM event").fetchone()[0]
        return next(_signed_otherwise(connection, path, events, signed), None)


def _pages(connection: Connection, path: Path, progress: Progress | None) -> Finding:
    """Have SQLite look at the file's pages, where that takes seconds on a disk that is no wreck.

    How far it is SQLite does not say; ``progress`` is told that it goes on.
    """
    size = path.stat().st_size
    if size > _MOST_LOOKED_AT:
        return Finding(
            Level.NOTE,
            f"Pages: of a file of {size / 1024**3:.1f} GiB they were not looked at.",
            f"Now and then run fonds verify {shlex.quote(str(path))}.",
        )

    def look() -> None:
        if progress is not None and not progress(0, 0):
            code, message = "cancelled", "Cancelled. Nothing was changed."
            raise Cancelled(code, message)

    with watched(connection, look):
        (told,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    faults = own_faults(told)
    if not faults:
        return Finding(
            Level.GOOD, "Pages: none is damaged (whether words were changed, fonds verify tells)"
        )
    return Finding(
        Level.FAULT,
        f"The database is damaged. SQLite's own check: {faults[0]}.",
        "Keep the file as it is, and look for a sound backup. fonds verify says what is affected,"
        " and fonds recover saves what can be trusted.",
    )


def own_faults(told: object) -> list[str]:
    """Return what a row of SQLite's own check says, a fault each; none where all is well.

    One row may have many lines, under a heading that names the database.
    """
    lines = [" ".join(line.split()) for line in str(told).splitlines()]
    return [line.rstrip(".") for line in lines if line not in {"", "ok"} and line[:3] != "***"]


def _has(connection: Connection, table: str) -> bool:
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(sql, (table,)).fetchone() is not None


def _checkpoints(connection: Connection, events: int) -> Iterator[Finding]:
    last = None
    if _has(connection, "app_checkpoint"):
        last = connection.execute(
            "SELECT max(size), max(signed_at), max(kept_at),"
            " max(size) FILTER (WHERE kept_at IS NOT NULL) FROM app_checkpoint"
        ).fetchone()
    if last is None or last[0] is None:
        yield Finding(
            Level.NOTE,
            "No checkpoint was signed yet: nobody could tell if all of it were written anew.",
            "Run fonds checkpoint, and keep a copy where nobody who can write the archive can.",
        )
        return
    size, signed, kept, kept_size = last
    told = f"Last checkpoint: {size:,} of {events:,} events, signed {str(signed)[:19]}"
    if kept is None:
        yield Finding(
            Level.NOTE,
            f"{told}; no copy of it was written elsewhere.",
            "Keep a copy where nobody who can write the archive can: fonds checkpoint -o FILE.",
        )
        return
    told += f"; a copy was last written elsewhere {str(kept)[:19]}"
    if kept_size == size:
        yield Finding(Level.GOOD, told)
    else:
        yield Finding(
            Level.NOTE,
            f"{told}, over {kept_size:,} events only.",
            "Is the disk with the copies plugged in? Then run fonds checkpoint once more.",
        )


def _erasing(connection: Connection) -> Iterator[Finding]:
    """Tell of an erasure that is not finished, and of words that a copy withholds."""
    if _has(connection, "app_wiping") and connection.execute("SELECT 1 FROM app_wiping").fetchone():
        yield Finding(
            Level.WARNING,
            "An erasure is not finished: bytes of what was erased may still lie in the file.",
            "Close other programs that have it open, see that there is room for a second copy, then"
            " open it with one that records, such as fonds rebuild.",
        )
    if _has(connection, "withheld"):
        withheld = connection.execute("SELECT count(*) FROM withheld").fetchone()[0]
        if withheld:
            yield Finding(
                Level.NOTE, f"A copy that withholds {withheld:,} parts and files of its original"
            )


def backdated(connection: Connection) -> list[tuple[int, str]]:
    """Return position and time of events dated before one that stands before them.

    At most `MOST_BACKDATED`, the first ones. A header that is no JSON is passed over.
    """
    rows = connection.execute(
        "SELECT position, at FROM (SELECT position, at,"
        " max(at) OVER (ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
        " AS before FROM (SELECT position,"
        " CASE WHEN json_valid(header) THEN header ->> '$.recorded_at' END AS at FROM event))"
        " WHERE at < before ORDER BY position LIMIT ?",
        (MOST_BACKDATED,),
    )
    return [(int(position), str(at)) for position, at in rows]


def _clocks(connection: Connection) -> Iterator[Finding]:
    """Name events recorded at a time before that of an event already there."""
    (latest,) = connection.execute(
        "SELECT max(header ->> '$.recorded_at') FROM event WHERE position > ?",
        (max(0, connection.execute("SELECT max(position) FROM event").fetchone()[0] - 1000),),
    ).fetchone()
    if latest is not None and latest > spell_moment(datetime.now(UTC) + _AHEAD):
        yield Finding(
            Level.WARNING,
            f"An event is dated in the future ({latest[:19]}Z), or this machine's clock is slow.",
            "Set the clocks of the machines that record.",
        )
    rows = backdated(connection)
    if not rows:
        yield Finding(Level.GOOD, "Clocks: no event is dated before the one it follows")
        return
    shown = ", ".join(f"@{position} ({at[:19]}Z)" for position, at in rows[:_MOST_CLOCKS])
    more = f" and {len(rows) - _MOST_CLOCKS:,} more" if len(rows) > _MOST_CLOCKS else ""
    if len(rows) == MOST_BACKDATED:
        more = " and many more"
    yield Finding(
        Level.WARNING,
        f"A clock ran backwards: {shown}{more} dated before what was recorded already.",
        "The order of the log is right all the same. Set the clocks of the machines that record.",
    )
