# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The log in memory: a second implementation, so that the contract is more than one's habits."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.store.contract import (
    Head,
    StoredEvent,
    check_succession,
    decode_stored,
    refuse_known,
    refuse_twice,
)
from fonds.events.merkle import root_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from fonds.events.recorded import RecordedEvent, SealedEvent


class MemoryStore:
    """A store that lives as long as the object."""

    def __init__(self) -> None:
        """Begin an empty log."""
        self._log: list[SealedEvent] = []
        self._files: dict[str, bytes] = {}

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Undo everything since the beginning on any error."""
        log, files = list(self._log), dict(self._files)
        try:
            yield
        except BaseException:
            self._log, self._files = log, files
            raise

    def append(
        self,
        events: Sequence[SealedEvent],
        drawn: Collection[str] = (),  # noqa: ARG002 - looking through a list costs nothing to save
    ) -> list[int]:
        """Add events at the end; see `Store.append`."""
        if not events:
            return []
        # Everything known is settled before the order of streams: the same refusals in every store.
        positions = [self._known_position(sealed) for sealed in events]
        known = [position for position in positions if position is not None]
        if len(known) == len(events):
            return known
        if known:
            refuse_known(self._log[min(known) - 1].header.id, same=True)
        if len({sealed.header.id for sealed in events}) < len(events):
            refuse_twice(events)
        before = len(self._log)
        try:
            for sealed in events:
                check_succession(
                    sealed.header, self.last_of_stream(sealed.header.stream), self._stream_of
                )
                self._log.append(sealed)
        except RefusedError:
            del self._log[before:]
            raise
        return list(range(before + 1, len(self._log) + 1))

    def _known_position(self, sealed: SealedEvent) -> int | None:
        """Return the position of the very same event, None where its id is not in the log."""
        position = self.position_of(sealed.header.id)
        if position is not None and self._log[position - 1].header_bytes != sealed.header_bytes:
            refuse_known(sealed.header.id, same=False)
        return position

    def _stream_of(self, event: str) -> str | None:
        position = self.position_of(event)
        return None if position is None else self._log[position - 1].header.stream

    def head(self) -> Head:
        """Return size and root."""
        return Head(len(self._log), root_of(sealed.leaf for sealed in self._log))

    def range_root(self, first: int, last: int) -> bytes:
        """Return the root over a range of leaves."""
        return root_of(sealed.leaf for sealed in self._log[first:last])

    def last_of_stream(self, stream: str) -> str | None:
        """Return the id of a stream's last event."""
        for sealed in reversed(self._log):
            if sealed.header.stream == stream:
                return sealed.header.id
        return None

    def position_of(self, event: str) -> int | None:
        """Return the position of an event id."""
        for place, sealed in enumerate(self._log):
            if sealed.header.id == event:
                return place + 1
        return None

    def events(self, first: int = 1, last: int | None = None) -> Iterator[RecordedEvent]:
        """Yield decoded events in order."""
        for stored in self.stored(first, last):
            parts = {part.name: part.data for part in stored.parts}
            yield decode_stored(stored.position, stored.header_bytes, parts)

    def stream(self, stream: str, last: int | None = None) -> list[RecordedEvent]:
        """Return one stream's events in order."""
        return [event for event in self.events(1, last) if event.header.stream == stream]

    def stored(self, first: int = 1, last: int | None = None) -> Iterator[StoredEvent]:
        """Yield events as they lie."""
        end = len(self._log) if last is None else min(last, len(self._log))
        for position in range(max(first, 1), end + 1):
            sealed = self._log[position - 1]
            yield StoredEvent(position, sealed.header_bytes, sealed.leaf, sealed.parts)

    def keep_file(self, digest: str, data: bytes) -> bool:
        """Keep a file's bytes once."""
        if digest in self._files:
            return False
        self._files[digest] = data
        return True

    def file(self, digest: str) -> bytes | None:
        """Return a file's bytes."""
        return self._files.get(digest)
