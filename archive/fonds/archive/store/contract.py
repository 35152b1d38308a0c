# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a store promises. tests/archive/store_contract.py holds every implementation to it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NoReturn, Protocol

from fonds.archive.errors import ArchiveError, RefusedError, StaleError
from fonds.events.fixed import fixed
from fonds.events.recorded import (
    RecordedEvent,
    SealedEvent,
    decode,
    event_types,
    read_header,
)
from fonds.events.sentences import say
from fonds.events.upcasting import TooNewError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from fonds.events.header import Header
    from fonds.events.parts import SealedPart


@fixed
class Head:
    """How many events the log has, and the RFC 6962 root over their leaf hashes."""

    size: int
    root: bytes


@fixed
class StoredEvent:
    """An event as it lies in the store: nothing decoded."""

    position: int
    header_bytes: bytes
    leaf: bytes
    parts: tuple[SealedPart, ...]


Lying = tuple[int, str, dict[str, str]]
"""An event as it lies: its position, its header, and those of its parts that are there."""


@fixed
class LyingPart:
    """A part as it lies: of an erased one neither salt nor data, of a withheld one its salt."""

    name: str
    salt: bytes | None
    data: str | None


@fixed
class LyingEvent:
    """An event as it lies, with every part its header commits to, here or not."""

    position: int
    header: str
    parts: tuple[LyingPart, ...]


class Store(Protocol):
    """An append-only log of sealed events, with the bytes of captured files beside it."""

    def transaction(self) -> AbstractContextManager[None]:
        """Open the one writing transaction; it is committed at the end and undone on any error."""
        ...

    def append(self, events: Sequence[SealedEvent], drawn: Collection[str] = ()) -> list[int]:
        """Add events at the end, inside a transaction; return their positions.

        Positions are gapless and in commit order. Appending the very same events again returns
        the positions they have and adds nothing. ``drawn`` are ids of events and streams that were
        drawn at random for these events: whether the log has them already is not asked.

        Raises:
            StaleError: an event's ``after`` is not its stream's last and its type is not additive.
            RefusedError: an event id stands already with other content, or without the others; or
                a stream is opened wrongly. Nothing was added, even if the transaction goes on.
        """
        ...

    def head(self) -> Head:
        """Return the log's size and root."""
        ...

    def range_root(self, first: int, last: int) -> bytes:
        """Return the root over the leaves ``first`` to ``last`` (exclusive), counted from 0.

        ``first`` is a multiple of the largest power of two in the range, as it is wherever the tree
        splits (`fonds.events.proofs`). It costs no more than a few hundred leaves and the logarithm
        of the log's size.
        """
        ...

    def last_of_stream(self, stream: str) -> str | None:
        """Return the id of a stream's last event, None for a stream without events."""
        ...

    def position_of(self, event: str) -> int | None:
        """Return the position of an event id."""
        ...

    def events(self, first: int = 1, last: int | None = None) -> Iterator[RecordedEvent]:
        """Yield the events from ``first`` to ``last`` (inclusive), decoded, in order."""
        ...

    def stream(self, stream: str, last: int | None = None) -> list[RecordedEvent]:
        """Return one stream's events up to position ``last``, decoded, in order."""
        ...

    def stored(self, first: int = 1, last: int | None = None) -> Iterator[StoredEvent]:
        """Yield events as they lie, for verification and export."""
        ...

    def keep_file(self, digest: str, data: bytes) -> bool:
        """Keep a captured file's bytes under their digest; return False where they were held."""
        ...

    def file(self, digest: str) -> bytes | None:
        """Return a captured file's bytes, None where they are not held (or were erased)."""
        ...


def decode_stored(
    position: int, header: bytes | str, parts: Mapping[str, bytes | str]
) -> RecordedEvent:
    """Decode an event of the log from what lies in the store.

    Raises:
        ArchiveError: "too-new" for a type or schema of a newer Fonds, else "damaged".
    """
    try:
        # JSON is read from text as well as from its bytes.
        return decode(position, read_header(header), parts)  # type: ignore[arg-type]
    except TooNewError as error:
        message = say(
            "The event @{position} cannot be read: {error} Install the newer version.",
            position=position,
            error=error,
        )
        raise ArchiveError("too-new", message, position=position) from error
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(position, error) from error


def damaged(position: int, error: Exception) -> ArchiveError:
    """Return the refusal of an event that cannot be read."""
    message = say(
        "The event @{position} is damaged: {error} Run fonds verify to see what is"
        " affected, and fonds recover to save what is sound.",
        position=position,
        error=error,
    )
    return ArchiveError("damaged", message, position=position)


def refuse_known(event: str, *, same: bool) -> NoReturn:
    """Refuse to append an event whose id stands in the log.

    Args:
        event: the id.
        same: whether it stands with the same content, but not everything appended with it does.
    """
    message = say("The event id {event} stands in the log with other content.", event=event)
    if same:
        message = say(
            "The event {event} stands in the log, but not all that was to be added with it.",
            event=event,
        )
    raise RefusedError("event-exists", message, event=event)


def refuse_twice(events: Sequence[SealedEvent]) -> NoReturn:
    """Refuse to append events of which two have one id."""
    count = Counter(sealed.header.id for sealed in events)
    event = count.most_common(1)[0][0]
    message = say("The event id {event} is given more than once.", event=event)
    raise RefusedError("event-exists", message, event=event)


def check_succession(
    header: Header, last: str | None, stream_of: Callable[[str], str | None]
) -> None:
    """Check that an event may follow the last one of its stream.

    Args:
        header: of the event to be added.
        last: id of the stream's last event, None where it has none.
        stream_of: event id -> the stream it stands in, None for an event not in the log; asked only
            where an additive type follows an event that is not the last.

    Raises:
        StaleError: the writer had not seen the last event, and the type is not additive.
        RefusedError: a first event of a type that opens nothing, a second opening, or an ``after``
            that is no event of the stream.
    """
    kind = event_types()[header.type]
    if last is None:
        if header.after is not None or not (kind.OPENS or kind.STREAM == "any"):
            message = say(
                "{type} cannot be the first event of {stream}.",
                type=header.type,
                stream=header.stream,
            )
            raise RefusedError("unknown-stream", message, stream=header.stream)
        return
    if kind.OPENS:
        message = say(
            "{stream} exists already; {type} can only begin a new one.",
            stream=header.stream,
            type=header.type,
        )
        raise RefusedError("stream-exists", message, stream=header.stream)
    if header.after == last:
        return
    if not kind.ADDITIVE:
        message = say(
            "Somebody recorded a change to {stream} in the meantime. Look at it again,"
            " then repeat yours if it still holds.",
            stream=header.stream,
        )
        raise StaleError("stale", message, stream=header.stream, last=last, after=header.after)
    if header.after is not None and stream_of(header.after) != header.stream:
        message = say(
            "{after} is not an event of {stream}.", after=header.after, stream=header.stream
        )
        raise RefusedError("unknown-event", message, stream=header.stream)
