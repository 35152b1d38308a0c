# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One pass over the log: positions, header bytes, leaf hashes, parts against commitments."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from fonds.archive.integrity.rows import readable_rows
from fonds.archive.integrity.scratch import passage_hash
from fonds.archive.schema import PARTS_AN_EVENT
from fonds.events.catalogue.archive import ContentErased
from fonds.events.catalogue.excerpt import ExcerptRelocated, ExcerptTaken
from fonds.events.catalogue.source import CaptureAdded, RenditionAdded
from fonds.events.ids import SALT_BYTES
from fonds.events.merkle import leaf_hash
from fonds.events.parts import SealedPart, opens
from fonds.events.recorded import (
    AnyEvent,
    DamagedEventError,
    decode,
    event_types,
    part_models,
    read_header,
)
from fonds.events.sentences import say, told_by
from fonds.events.upcasting import TooNewError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.integrity.findings import Findings
    from fonds.archive.integrity.scratch import Scratch
    from fonds.archive.integrity.tree import GrowingTree
    from fonds.events.header import Header

Row = tuple[Any, ...]

_EVENT_COLUMNS = (
    "typeof(header) = 'text' AND typeof(leaf) = 'blob', CAST(header AS BLOB), CAST(leaf AS BLOB)"
)
_PART_COLUMNS = (
    "typeof(name) = 'text' AND typeof(salt) IN ('blob', 'null')"
    " AND typeof(data) IN ('text', 'null'),"
    " CAST(name AS BLOB), CAST(salt AS BLOB), CAST(data AS BLOB)"
)
_TOLD_EVERY = 500


class LogPass:
    """Walks events and parts side by side, once, in the order of their keys.

    What it notes in the scratch tables comes only from parts that open their commitments.
    """

    def __init__(
        self, connection: Connection, findings: Findings, scratch: Scratch, tree: GrowingTree
    ) -> None:
        """Prepare the walk over the archive on ``connection``; ``tree`` is told every leaf."""
        self._connection = connection
        self._findings = findings
        self._scratch = scratch
        self._tree = tree
        self._expected = 1
        self._action: tuple[str, ...] = ("",)
        self.archive: str | None = None
        """The id the log's headers bear."""
        self.events = 0
        self.parts = 0
        self.unknown_files = 0
        """Files of captures whose list of digests is gone."""
        self.unread_texts = 0
        """Texts that were added by events which cannot be trusted."""

    def run(self, told: Callable[[int], None]) -> None:
        """Walk the whole log; ``told`` hears every few hundred events how many are done."""
        groups = self._part_groups()
        group = next(groups, None)
        events = readable_rows(
            self._connection, "event", _EVENT_COLUMNS, "position", self._damaged_event
        )
        for position, *cells in events:
            while group is not None and group[0] < position:
                self._stray(*group)
                group = next(groups, None)
            own: list[Row] = []
            if group is not None and group[0] == position:
                own = group[1]
                group = next(groups, None)
            self._event(position, cells, own)
            self.events += 1
            if self.events % _TOLD_EVERY == 0:
                told(self.events)
        while group is not None:
            self._stray(*group)
            group = next(groups, None)

    def _part_groups(self) -> Iterator[tuple[int, list[Row]]]:
        rows = readable_rows(self._connection, "part", _PART_COLUMNS, "key", self._damaged_part)
        for position, group in groupby(rows, key=lambda row: row[0] // PARTS_AN_EVENT):
            yield position, list(group)

    def _damaged_event(self, last: int | None, why: str) -> None:
        position = (last or 0) + 1
        detail = say(
            "The events from @{position} cannot be read: {why}.", position=position, why=why
        )
        self._findings.add("sqlite", position, detail)

    def _damaged_part(self, last: int | None, why: str) -> None:
        position = 1 if last is None else last // PARTS_AN_EVENT
        self._findings.add(
            "sqlite",
            position,
            say(
                "Parts of @{position} or the events after it cannot be read: {why}.",
                position=position,
                why=why,
            ),
        )

    def _stray(self, position: int, rows: list[Row]) -> None:
        self.parts += len(rows)
        self._findings.add(
            "part",
            position,
            say(
                "{count} part(s) are kept for @{position}, and no event is there.",
                count=len(rows),
                position=position,
            ),
        )

    # One event --------------------------------------------------------------------------------

    def _event(self, position: int, cells: Sequence[Any], parts: list[Row]) -> None:
        well_typed, header_bytes, leaf = cells
        add = self._findings.add
        self._check_position(position)
        self.parts += len(parts)
        if header_bytes is None:
            add("header", position, say("The header of @{position} is gone.", position=position))
            return
        if not well_typed:
            add(
                "header",
                position,
                say(
                    "The header or leaf hash of @{position} is of the wrong type.",
                    position=position,
                ),
            )
        computed = leaf_hash(header_bytes)
        sound = leaf == computed
        if not sound:
            add(
                "leaf",
                position,
                say(
                    "The header of @{position} does not have the leaf hash beside it.",
                    position=position,
                ),
            )
        self._tree.add(computed)
        header = self._read(position, header_bytes)
        if header is None:
            return
        self._check_archive(position, header, sound=sound)
        self._check_action(position, header)
        self._scratch.add(
            *("event", position, header.id, header.stream, header.after, header.type),
            *(header.agent, header.action),
        )
        event = self._open(position, header, parts)
        if event is not None:
            self._note(position, header, event)
        elif header.type == "RenditionAdded":
            self.unread_texts += 1
        elif header.type == "CaptureAdded":
            self.unknown_files += 1

    def _check_position(self, position: int) -> None:
        expected = self._expected
        self._expected = max(position, 0) + 1
        if position == expected:
            return
        if position < 1:
            detail = say("An event stands at {position}; positions begin at 1.", position=position)
            self._findings.add("position", position, detail)
            return
        last = position - 1
        missing = (
            say("@{first} is missing from the log.", first=expected)
            if last == expected
            else say("@{first} to @{last} are missing from the log.", first=expected, last=last)
        )
        self._findings.add("position", expected, missing)
        detail = say("@{position} follows a gap; it may have been renumbered.", position=position)
        self._findings.add("position", position, detail)

    def _read(self, position: int, header_bytes: bytes) -> Header | None:
        try:
            header = read_header(header_bytes)
        except (DamagedEventError, TooNewError, RecursionError) as error:
            detail = say("@{position}: {error}", position=position, error=told_by(error))
            self._findings.add("header", position, detail)
            return None
        if header.canonical() != header_bytes:
            detail = say(
                "The header of @{position} is not canonical JSON (RFC 8785).", position=position
            )
            self._findings.add("header", position, detail)
        return header

    def _check_archive(self, position: int, header: Header, *, sound: bool) -> None:
        if self.archive is None and sound:
            self.archive = header.archive
        if self.archive is not None and header.archive != self.archive:
            detail = say(
                "@{position} was recorded in another archive ({archive}).",
                position=position,
                archive=header.archive,
            )
            self._findings.add("header", position, detail)
        created = header.type == "ArchiveCreated"
        if created != (position == 1):
            detail = say(
                "@{position} is {type}; ArchiveCreated stands at @1 and nowhere else.",
                position=position,
                type=header.type,
            )
            self._findings.add("header", position, detail)
        elif created and header.stream != header.archive:
            detail = say(
                "@{position} opens the stream {stream}, which is not the archive's own.",
                position=position,
                stream=header.stream,
            )
            self._findings.add("header", position, detail)

    def _check_action(self, position: int, header: Header) -> None:
        """All events of an action have one time and one agent."""
        before, self._action = self._action, (header.action, header.recorded_at, header.agent)
        if before[0] == header.action and before != self._action:
            detail = say(
                "@{position} has another time or agent than the event of its action before.",
                position=position,
            )
            self._findings.add("action", position, detail)

    # Its parts --------------------------------------------------------------------------------

    def _open(self, position: int, header: Header, rows: list[Row]) -> AnyEvent | None:
        """Check the parts and return the event they make, None where they cannot be trusted."""
        add = self._findings.add
        opened: dict[str, bytes] = {}
        found: list[str] = []
        keys: list[int] = []
        trusted = True
        for row in rows:
            name = row[2].decode("ascii", "replace") if row[2] else ""
            if name not in header.parts or name in found:
                detail = say(
                    "A part is kept for @{position} that its header does not commit to.",
                    position=position,
                )
                add("part", position, detail)
                continue
            found.append(name)
            keys.append(row[0])
            data = self._part(position, header, name, row)
            if data is None:
                trusted = trusted and row[4] is None
            else:
                opened[name] = data
        for name in header.parts:
            if name not in found:
                detail = say(
                    "The part {name} of @{position} is missing, without a record of erasure.",
                    name=name,
                    position=position,
                )
                add("part", position, detail)
                trusted = False
        if not trusted:
            return None
        self._check_order(position, header, keys, found)
        return self._decoded(position, header, opened)

    def _part(self, position: int, header: Header, name: str, row: Row) -> bytes | None:
        """Return a part's bytes where they are the ones the header committed to."""
        key, well_typed, _, salt, data = row
        if not well_typed:
            self._bad_part(position, name, say("is of the wrong type"))
            return None
        if data is None:
            self._scratch.add("absent", header.id, name, position, int(salt is not None), key)
            if salt is not None and len(salt) != SALT_BYTES:
                self._bad_part(position, name, say("has a salt of {count} bytes", count=len(salt)))
            return None
        if salt is None or len(salt) != SALT_BYTES:
            self._bad_part(position, name, say("has no whole salt"))
            return None
        if not opens(header.parts, SealedPart(name, salt, data)):
            self._bad_part(position, name, say("is not what its header committed to"))
            return None
        return bytes(data)

    def _bad_part(self, position: int, name: str, how: str) -> None:
        detail = say("The part {name} of @{position} {how}.", name=name, position=position, how=how)
        self._findings.add("part", position, detail)

    def _check_order(
        self, position: int, header: Header, keys: list[int], names: list[str]
    ) -> None:
        """Parts lie from the event's first key on, in the order of the type's fields."""
        first = position * PARTS_AN_EVENT
        kind = event_types().get(header.type)
        ordered = True
        if kind is not None and header.schema_ == kind.SCHEMA:
            fields = [name for name in part_models(header.type) if name in header.parts]
            ordered = names == fields
        if not ordered or keys != list(range(first, first + len(keys))):
            detail = say(
                "The parts of @{position} are not in the order they were stored in.",
                position=position,
            )
            self._findings.add("part", position, detail)

    def _decoded(self, position: int, header: Header, parts: dict[str, bytes]) -> AnyEvent | None:
        try:
            recorded = decode(position, header, parts)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            # Besides DamagedEventError: an upcasting step met what it was not written for.
            why = told_by(error)
            detail = say("@{position} cannot be read: {why}", position=position, why=why)
            self._findings.add("event", position, detail)
            return None
        if recorded.event is None and not recorded.missing:
            detail = say(
                "@{position} lacks a part that {type} cannot be without.",
                position=position,
                type=header.type,
            )
            self._findings.add("event", position, detail)
        return recorded.event

    # What is judged later ---------------------------------------------------------------------

    def _note(self, position: int, header: Header, event: AnyEvent) -> None:
        add = self._scratch.add
        if isinstance(event, ExcerptTaken | ExcerptRelocated):
            self._note_excerpt(position, event)
        elif isinstance(event, RenditionAdded):
            add("rendition", event.content.rendition, position)
            if event.text is not None and len(event.text.text) != event.content.length:
                detail = say(
                    "The text of @{position} does not have the length that is stated for it.",
                    position=position,
                )
                self._findings.add("rendition", position, detail)
        elif isinstance(event, CaptureAdded):
            self._note_capture(position, header, event)
        elif isinstance(event, ContentErased):
            for erased in event.content.erased:
                for part in erased.parts:
                    add("erased", erased.event, part, position)

    def _note_excerpt(self, position: int, event: ExcerptTaken | ExcerptRelocated) -> None:
        span, quotation = event.content.span, event.quotation
        if span is None or quotation is None:
            return
        passage = passage_hash(quotation.before, quotation.quote, quotation.after)
        self._scratch.add(
            "excerpt",
            position,
            event.content.rendition,
            span.start,
            span.end,
            len(quotation.before),
            len(quotation.after),
            passage,
        )

    def _note_capture(self, position: int, header: Header, event: CaptureAdded) -> None:
        files = event.content.files
        origins = event.origin.files if event.origin is not None else ()
        if event.origin is None and "origin" in header.parts:
            self.unknown_files += len(files)
            return
        if len(files) != len(origins):
            given = {"position": position, "count": len(files), "digests": len(origins)}
            detail = say("@{position} states {count} file(s) and {digests} digest(s).", **given)
            self._findings.add("file", position, detail)
            return
        for place, (file, origin) in enumerate(zip(files, origins, strict=True)):
            self._scratch.add("capture", origin.digest, position, place, file.size)
