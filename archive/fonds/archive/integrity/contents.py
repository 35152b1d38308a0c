# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Quotations against the texts they were taken from, and captured files against their digests."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING

from fonds.archive.errors import ArchiveError
from fonds.archive.integrity.rows import is_damage, readable_rows
from fonds.archive.integrity.scratch import passage_hash
from fonds.archive.store.sqlite import SqliteStore
from fonds.events.catalogue.source import RenditionAdded
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.connection import Connection
    from fonds.archive.integrity.findings import Findings
    from fonds.archive.integrity.scratch import Scratch

_FILE_COLUMNS = (
    "typeof(digest) = 'text' AND typeof(data) IN ('blob', 'null'),"
    " CAST(digest AS BLOB), CAST(data AS BLOB)"
)


def check_excerpts(
    connection: Connection, path: str, scratch: Scratch, findings: Findings, unread: int
) -> int:
    """Compare each quotation with its place in its text, one text in memory at a time.

    Returns how many were compared. A quotation whose text was erased cannot be, and is no fault;
    nor is it one where the text may be among the ``unread`` ones, which were found at fault before.
    """
    store = SqliteStore(connection, path)
    checked = 0
    rows = scratch.connection.execute(
        "SELECT x.rendition, x.position, x.first, x.last, x.before, x.after, x.passage,"
        " (SELECT min(r.position) FROM rendition r WHERE r.id = x.rendition)"
        " FROM excerpt x ORDER BY x.rendition, x.position"
    )
    for rendition, group in groupby(rows, key=lambda row: (row[0], row[7])):
        text = _text(store, rendition[1])
        for _, position, first, last, before, after, passage, taken_from in group:
            if taken_from is None and unread:
                continue
            if taken_from is None or taken_from > position:
                detail = say(
                    "@{position} quotes a text that the log does not have before it.",
                    position=position,
                )
                findings.add("excerpt", position, detail)
                continue
            if text is None:
                continue
            checked += 1
            start = first - before
            stands = passage_hash(
                text[max(start, 0) : first], text[first:last], text[last : last + after]
            )
            if start < 0 or last > len(text) or stands != passage:
                where = say("{first}:{last} of @{event}", first=first, last=last, event=taken_from)
                detail = say(
                    "The quotation of @{position} does not stand at {where}.",
                    position=position,
                    where=where,
                )
                findings.add("excerpt", position, detail)
    return checked


def _text(store: SqliteStore, position: int | None) -> str | None:
    if position is None:
        return None
    try:
        event = store.at([position])[0].event
    except ArchiveError:
        return None
    except Exception as error:
        if not is_damage(error):
            raise
        return None
    return event.text.text if isinstance(event, RenditionAdded) and event.text is not None else None


def check_files(connection: Connection, scratch: Scratch, findings: Findings, unknown: int) -> int:
    """Compare each kept file with its digest, and with the captures that name it.

    Files lie in the order of their first captures, numbered from 1. ``unknown`` is how many files
    belong to captures whose digests were erased; with any, numbers may be left out. Returns how
    many files there are.
    """
    held: set[str] = set()
    number, latest = 0, (0, 0)
    keys_withheld = 0

    def damaged(_last: int | None, why: str) -> None:
        findings.add("sqlite", None, say("Captured files cannot be read: {why}.", why=why))

    for key, well_typed, raw, data in readable_rows(
        connection, "file", _FILE_COLUMNS, "key", damaged
    ):
        number += 1
        digest = (raw or b"").decode("ascii", "replace")
        actual = None if data is None else f"sha256:{hashlib.sha256(data).hexdigest()}"
        captures = _captures(scratch, digest)
        place = captures[0][:2] if captures else None
        concerned = place or next(iter(_captures(scratch, actual or "")), (None,))
        position = concerned[0]
        held.add(digest)
        if not captures and not unknown:
            findings.add(
                "file",
                position,
                say("No capture names the file kept under {digest}.", digest=digest),
            )
        if not well_typed:
            findings.add(
                "file",
                position,
                say("The file kept under {digest} is of the wrong type.", digest=digest),
            )
        withheld = _is_withheld(scratch, key)
        if withheld and data is not None:
            detail = say("The file {digest} is listed as withheld, and is not.", digest=digest)
            findings.add("withheld", position, detail)
        if data is None and not withheld:
            findings.add(
                "file", position, say("The bytes of the file {digest} are gone.", digest=digest)
            )
        elif data is not None and actual != digest:
            findings.add(
                "file",
                position,
                say("The bytes kept under {digest} have another digest.", digest=digest),
            )
        for capture, _, size in captures:
            if data is not None and size != len(data):
                detail = say(
                    "@{capture} states {size} bytes for a file that has {count}.",
                    capture=capture,
                    size=size,
                    count=len(data),
                )
                findings.add("file", capture, detail)
        if (key != number and not unknown) or (place is not None and place < latest):
            findings.add(
                "file",
                position,
                say(
                    "The file kept as number {key} should be number {number}.",
                    key=key,
                    number=number,
                ),
            )
        latest = max(latest, place or latest)
        keys_withheld += withheld
    _check_held(scratch, held, findings)
    listed = scratch.connection.execute("SELECT count(*) FROM withheld WHERE kind = 'file'")
    if listed.fetchone()[0] != keys_withheld:
        detail = say("A file that is not kept is listed as withheld.")
        findings.add("withheld", None, detail)
    return number


def _is_withheld(scratch: Scratch, key: int) -> bool:
    row = scratch.connection.execute(
        "SELECT 1 FROM withheld WHERE kind = 'file' AND key = ?", (key,)
    ).fetchone()
    return row is not None


def _captures(scratch: Scratch, digest: str) -> list[tuple[int, int, int]]:
    """Return position, place in the capture and stated size wherever a digest is captured."""
    return list(
        scratch.connection.execute(
            "SELECT position, place, size FROM capture WHERE digest = ? ORDER BY position, place",
            (digest,),
        )
    )


def _check_held(scratch: Scratch, held: set[str], findings: Findings) -> None:
    for digest, position in scratch.connection.execute(
        "SELECT digest, position FROM capture ORDER BY position, place"
    ):
        if digest not in held:
            findings.add(
                "file",
                position,
                say(
                    "The file {digest} of @{position} is not kept.",
                    digest=digest,
                    position=position,
                ),
            )
