# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Judgements that need the whole log: unique ids, succession in streams, erasures on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.connection import is_no_table
from fonds.archive.integrity.rows import is_damage
from fonds.archive.schema import PARTS_AN_EVENT
from fonds.events.catalogue.archive import AgentIntroduced
from fonds.events.catalogue.base import StreamKind
from fonds.events.merkle import HASH_BYTES, Frontier
from fonds.events.recorded import event_types
from fonds.events.sentences import Sentence, say

if TYPE_CHECKING:
    from fonds.archive.connection import Connection
    from fonds.archive.integrity.findings import Findings
    from fonds.archive.integrity.scratch import Scratch


def check_ids(scratch: Scratch, findings: Findings) -> None:
    """Find event ids that stand in the log more than once."""
    rows = scratch.connection.execute(
        "SELECT id, min(position), max(position) FROM event GROUP BY id HAVING count(*) > 1"
    )
    for event, first, last in rows:
        findings.add(
            "id",
            last,
            say(
                "@{last} has the id {event}, which is already that of @{first}.",
                last=last,
                event=event,
                first=first,
            ),
        )


def check_streams(scratch: Scratch, findings: Findings) -> None:
    """Check each stream's beginning and what each event names as the one before it."""
    types = event_types()
    rows = scratch.connection.execute(
        "SELECT position, stream, after, type, lag(id) OVER (PARTITION BY stream ORDER BY position)"
        " FROM event"
    )
    for position, stream, after, type_name, last in rows:
        kind = types.get(type_name)
        if kind is None:
            continue
        detail: Sentence | None = None
        if last is None:
            if after is not None or not (kind.OPENS or kind.STREAM == StreamKind.ANY):
                detail = say(
                    "@{position} is the first of the stream {stream}, but does not open it.",
                    position=position,
                    stream=stream,
                )
        elif kind.OPENS:
            detail = say(
                "@{position} opens the stream {stream}, which has events before it.",
                position=position,
                stream=stream,
            )
        elif after == last:
            continue
        elif not kind.ADDITIVE:
            detail = say(
                "@{position} does not name the last event of the stream {stream} before it.",
                position=position,
                stream=stream,
            )
        elif after is not None and not _stands_earlier(scratch, after, stream, position):
            detail = say(
                "@{position} names an event before it that the stream {stream} does not have.",
                position=position,
                stream=stream,
            )
        if detail is not None:
            findings.add("after", position, detail)


def check_actions(scratch: Scratch, findings: Findings) -> None:
    """Check that the events of an action stand together, and that each agent was introduced.

    Where events cannot be read, nothing is said of those beside them.
    """
    if findings.any_of("sqlite", "position", "header", "leaf"):
        return
    rows = scratch.connection.execute(
        "SELECT min(position), max(position) FROM event GROUP BY action"
        " HAVING max(position) - min(position) >= count(*)"
    )
    for first, last in rows:
        detail = say(
            "@{last} is of the action of @{first}, but events of others stand between.",
            last=last,
            first=first,
        )
        findings.add("action", last, detail)
    rows = scratch.connection.execute(
        "SELECT min(position), agent FROM event WHERE agent NOT IN"
        " (SELECT stream FROM event WHERE type = ?) GROUP BY agent",
        (AgentIntroduced.__name__,),
    )
    for position, agent in rows:
        detail = say(
            "@{position} was recorded by {agent}, an agent whom the log does not introduce.",
            position=position,
            agent=agent,
        )
        findings.add("agent", position, detail)


def _stands_earlier(scratch: Scratch, event: str, stream: str, position: int) -> bool:
    row = scratch.connection.execute(
        "SELECT 1 FROM event WHERE id = ? AND stream = ? AND position < ?",
        (event, stream, position),
    ).fetchone()
    return row is not None


def note_withheld(connection: Connection, scratch: Scratch, findings: Findings) -> None:
    """Take down what the file says it withholds; one of an edition without such a list says none.

    A row that is no such statement is a fault of its own.
    """
    try:
        rows = connection.execute(
            "SELECT typeof(kind) = 'text' AND typeof(key) = 'integer', CAST(kind AS BLOB), key"
            " FROM withheld"
        )
        for well_typed, raw, key in rows:
            kind = (raw or b"").decode("ascii", "replace")
            if not well_typed or kind not in {"part", "file"}:
                findings.add("withheld", None, say("The list of what is withheld cannot be read."))
                continue
            scratch.add("withheld", kind, key)
    except Exception as error:
        if not is_damage(error):
            raise
        if not is_no_table(error):
            findings.add("withheld", None, say("The list of what is withheld cannot be read."))


@dataclass(frozen=True, slots=True)
class Gone:
    """How many parts are not here: erased on the record, and withheld from this copy."""

    erased: int
    withheld: int


def check_erasures(connection: Connection, scratch: Scratch, findings: Findings) -> Gone:
    """Compare the parts that are gone with what the log and the file say of them, both ways.

    A part is erased on the record, or withheld and listed so; anything else went missing.
    """
    erased = withheld = 0
    rows = scratch.connection.execute(
        "SELECT a.part, a.position, a.salted,"
        " EXISTS (SELECT 1 FROM erased e WHERE e.event = a.event AND e.part = a.part),"
        " EXISTS (SELECT 1 FROM withheld w WHERE w.kind = 'part' AND w.key = a.key) FROM absent a"
        " ORDER BY a.position"
    )
    for part, position, salted, on_record, listed in rows:
        detail: Sentence | None = None
        if on_record and listed:
            detail = say(
                "The part {part} of @{position} was erased, and cannot be withheld as well.",
                part=part,
                position=position,
            )
        elif on_record and salted:
            detail = say(
                "The part {part} of @{position} was erased, but its salt is still there.",
                part=part,
                position=position,
            )
        elif not on_record and not listed:
            detail = say(
                "The part {part} of @{position} is gone, without a record of erasure.",
                part=part,
                position=position,
            )
        erased, withheld = erased + on_record, withheld + (listed and not on_record)
        if detail is not None:
            findings.add("part", position, detail)
    _check_erased_parts(connection, scratch, findings)
    rows = scratch.connection.execute(
        "SELECT key FROM withheld WHERE kind = 'part' AND key NOT IN (SELECT key FROM absent)"
    )
    for (key,) in rows:
        position = key // PARTS_AN_EVENT
        detail = say("A part of @{position} is listed as withheld, and is not.", position=position)
        findings.add("withheld", position, detail)
    return Gone(erased, withheld)


def _check_erased_parts(connection: Connection, scratch: Scratch, findings: Findings) -> None:
    rows = scratch.connection.execute(
        "SELECT e.part, e.position, v.position FROM erased e LEFT JOIN event v ON v.id = e.event"
        " WHERE NOT EXISTS (SELECT 1 FROM absent a WHERE a.event = e.event AND a.part = e.part)"
    )
    for part, by, position in rows:
        if position is None:
            detail = say("@{by} records an erasure in an event that the log does not have.", by=by)
            findings.add("part", by, detail)
        elif _is_there(connection, position, part):
            detail = say(
                "The part {part} of @{position} is still there, though @{by} erased it.",
                part=part,
                position=position,
                by=by,
            )
            findings.add("part", position, detail)


def _is_there(connection: Connection, position: int, part: str) -> bool:
    first = position * PARTS_AN_EVENT
    try:
        row = connection.execute(
            "SELECT 1 FROM part WHERE key BETWEEN ? AND ? AND CAST(name AS BLOB) = ?"
            " AND data IS NOT NULL",
            (first, first + PARTS_AN_EVENT - 1, part.encode("utf-8")),
        ).fetchone()
    except Exception as error:
        if not is_damage(error):
            raise
        return False
    return row is not None


def check_frontier(connection: Connection, computed: Frontier, findings: Findings) -> None:
    """Compare the tree over the log with the right edge kept among the disposable tables.

    It convicts what no single event can: events cut off the end, or two whole events exchanged. A
    file without the table is not at fault, and where other faults explain a difference, it adds
    nothing.
    """
    try:
        row = connection.execute(
            "SELECT size, CAST(peaks AS BLOB) FROM app_frontier ORDER BY size DESC LIMIT 1"
        ).fetchone()
    except Exception as error:
        if not is_damage(error):
            raise
        return
    if row is None:
        return
    size, packed = row
    try:
        kept = Frontier.from_bytes(size, packed or b"")
    except ValueError:
        findings.add("frontier", None, say("The kept edge of the tree cannot be read."))
        return
    if kept.size != computed.size:
        least = min(kept.size, computed.size) + 1
        detail = say(
            "The log has {size:,} events; {counted:,} were counted when it was written.",
            size=computed.size,
            counted=kept.size,
        )
        findings.add("frontier", least, detail)
        return
    first = 1
    for place, (left, right) in enumerate(zip(kept.peaks, computed.peaks, strict=True)):
        width = _width(size, place)
        if left[:HASH_BYTES] != right:
            detail = say(
                "The events @{first} to @{last} do not give the tree kept of them.",
                first=first,
                last=first + width - 1,
            )
            findings.add("frontier", first, detail)
            return
        first += width


def _width(size: int, place: int) -> int:
    """Return how many leaves the peak at ``place`` (largest first) covers in a tree of ``size``."""
    widths = [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]
    return widths[place]
