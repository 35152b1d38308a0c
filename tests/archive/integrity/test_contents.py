# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Quotations against texts, files against digests, and what was erased against the record of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from archive.integrity.forging import (
    TEXT,
    Forger,
    header_at,
    last_of,
    plain,
    position_of,
    sound_archive,
)

from fonds.archive.integrity.verify import verify
from fonds.archive.schema import PARTS_AN_EVENT
from fonds.archive.store.sqlite import SqliteStore
from fonds.events.catalogue.archive import ContentErased, ErasedParts, ErasureContent
from fonds.events.catalogue.excerpt import (
    AnchorState,
    ExcerptContent,
    ExcerptRelocated,
    ExcerptTaken,
    Quotation,
    RelocationContent,
)
from fonds.events.catalogue.source import (
    CaptureAdded,
    CaptureContent,
    CapturedFile,
    CaptureOrigin,
    FileOrigin,
    Method,
    RenditionAdded,
    RenditionContent,
    RenditionText,
)
from fonds.events.recorded import Draft
from fonds.events.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.connection import Connection


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with plain(sound_archive(tmp_path / "sound.fonds")) as connection:
        yield connection


@pytest.fixture
def forger(connection: Connection) -> Forger:
    return Forger(connection)


def found(connection: Connection) -> set[tuple[str, int | None]]:
    answer = verify(connection, "the archive")
    return {(fault.kind, fault.position) for fault in answer.faults if fault.kind != "schema"}


def rendition(connection: Connection) -> tuple[int, str, str]:
    """Return position, id and capture of the first text."""
    position = position_of(connection, "RenditionAdded")
    event = SqliteStore(connection, "the archive").at([position])[0].event
    assert isinstance(event, RenditionAdded)
    return position, event.content.rendition, event.content.capture


def taken(forger: Forger, start: int, end: int, quotation: Quotation) -> int:
    content = ExcerptContent(
        rendition=rendition(forger.connection)[1], span=Span(start=start, end=end)
    )
    event = ExcerptTaken(content=content, quotation=quotation)
    return forger.append(Draft(event, forger.randomness.new_id()))


def test_a_passage_that_stands(forger: Forger) -> None:
    taken(forger, 0, 13, Quotation(quote=TEXT[:13], after=TEXT[13:45]))
    end = len(TEXT)
    taken(forger, end - 5, end, Quotation(quote=TEXT[-5:], before=TEXT[-9:-5]))
    assert found(forger.connection) == set()


@pytest.mark.parametrize(
    ("start", "end", "quotation"),
    [
        (0, 13, Quotation(quote="Odile Varnhum")),
        (1, 14, Quotation(quote="Odile Varnham")),
        (0, 13, Quotation(quote="Odile Varnham", after=" is")),
        (0, 13, Quotation(quote="Odile Varnham", before=" ")),
        (6, 13, Quotation(quote="Varnham", before="Odele ")),
        (0, 14, Quotation(quote="Odile Varnham")),
        (len(TEXT) - 2, len(TEXT) + 3, Quotation(quote=TEXT[-2:])),
        # The same letters, parted otherwise between the passage and what surrounds it.
        (0, 12, Quotation(quote="Odile Varnha", before="", after="mm")),
    ],
)
def test_a_passage_that_does_not_stand(
    forger: Forger, start: int, end: int, quotation: Quotation
) -> None:
    position = taken(forger, start, end, quotation)
    assert found(forger.connection) == {("excerpt", position)}


def test_a_passage_of_a_text_nobody_has(forger: Forger) -> None:
    content = ExcerptContent(rendition=forger.randomness.new_id(), span=Span(start=0, end=3))
    event = ExcerptTaken(content=content, quotation=Quotation(quote="Odi"))
    position = forger.append(Draft(event, forger.randomness.new_id()))
    assert found(forger.connection) == {("excerpt", position)}


def test_a_relocated_passage_is_held_to_its_new_place(forger: Forger) -> None:
    connection = forger.connection
    stream = header_at(connection, position_of(connection, "ExcerptTaken")).stream
    content = RelocationContent(
        rendition=rendition(connection)[1], state=AnchorState.MOVED, span=Span(start=3, end=6)
    )
    event = ExcerptRelocated(content=content, quotation=Quotation(quote="abc"))
    position = forger.append(Draft(event, stream, after=last_of(connection, stream)))
    assert found(connection) == {("excerpt", position)}


def test_a_text_of_another_length_than_stated(forger: Forger) -> None:
    connection = forger.connection
    position, _, capture = rendition(connection)
    stream = header_at(connection, position).stream
    content = RenditionContent(
        rendition=forger.randomness.new_id(), capture=capture, method=Method.EXTRACTED, length=4
    )
    event = RenditionAdded(content=content, text=RenditionText(text="five!"))
    position = forger.append(Draft(event, stream, after=last_of(connection, stream)))
    assert found(connection) == {("rendition", position)}


# Files --------------------------------------------------------------------------------------------


def captured(forger: Forger, data: bytes, size: int | None = None) -> int:
    """Append a capture of one file, without keeping the file."""
    connection = forger.connection
    stream = header_at(connection, position_of(connection, "SourceRegistered")).stream
    event = CaptureAdded(
        content=CaptureContent(
            capture=forger.randomness.new_id(),
            files=(
                CapturedFile(media_type="text/plain", size=len(data) if size is None else size),
            ),
        ),
        origin=CaptureOrigin(files=(FileOrigin(digest=digest_of(data)),)),
    )
    return forger.append(Draft(event, stream, after=last_of(connection, stream)))


def digest_of(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_a_captured_file_that_is_not_kept(forger: Forger) -> None:
    position = captured(forger, b"a letter")
    assert found(forger.connection) == {("file", position)}


def test_a_captured_file_of_another_size_than_stated(forger: Forger) -> None:
    position = captured(forger, b"a letter", size=9)
    forger.connection.execute(
        "INSERT INTO file (digest, data) VALUES (?, ?)", (digest_of(b"a letter"), b"a letter")
    )
    assert found(forger.connection) == {("file", position)}


def test_a_file_nobody_captured(connection: Connection) -> None:
    connection.execute("INSERT INTO file (digest, data) VALUES (?, x'00')", (digest_of(b"\0"),))
    assert found(connection) == {("file", None)}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE file SET data = CAST(data || 'x' AS BLOB) WHERE key = 2",
        "UPDATE file SET data = zeroblob(length(data)) WHERE key = 2",
        "UPDATE file SET data = NULL WHERE key = 2",
        "UPDATE file SET key = 9 WHERE key = 2",
        "DELETE FROM file WHERE key = 2",
        "UPDATE file SET digest = 'sha256:' || substr(digest, 8, 63) || 'x' WHERE key = 2",
    ],
)
def test_a_kept_file_that_was_changed(connection: Connection, change: str) -> None:
    position = position_of(connection, "CaptureAdded", 1)
    connection.execute(change)
    faults = found(connection)
    assert ("file", position) in faults
    assert {kind for kind, _ in faults} == {"file"}


def test_files_in_another_order(connection: Connection) -> None:
    for old, new in ((1, -1), (2, 1), (-1, 2)):
        connection.execute("UPDATE file SET key = ? WHERE key = ?", (new, old))
    positions = [position_of(connection, "CaptureAdded", which) for which in (0, 1)]
    assert {("file", position) for position in positions} & found(connection)


# Erasure ------------------------------------------------------------------------------------------


def erased(forger: Forger, position: int, *parts: str) -> int:
    """Put an erasure on record; the parts themselves are left as they are."""
    header = header_at(forger.connection, position)
    event = ContentErased(
        content=ErasureContent(erased=(ErasedParts(event=header.id, parts=parts),), ground="other")
    )
    after = last_of(forger.connection, header.stream)
    return forger.append(Draft(event, header.stream, (header.id,), after))


def lose(connection: Connection, position: int, part: str, *, salt: bool = True) -> None:
    connection.execute(
        f"UPDATE part SET data = NULL{', salt = NULL' if salt else ''}"
        " WHERE name = ? AND key BETWEEN ? AND ?",
        (part, position * PARTS_AN_EVENT, position * PARTS_AN_EVENT + PARTS_AN_EVENT - 1),
    )


def test_an_erasure_on_record_is_no_fault(forger: Forger) -> None:
    position = position_of(forger.connection, "NoteWritten")
    erased(forger, position, "note")
    lose(forger.connection, position, "note")
    assert found(forger.connection) == set()


def test_an_erased_text_leaves_its_passages_unchecked(forger: Forger) -> None:
    connection = forger.connection
    before = verify(connection, "the archive").checked["excerpts"]
    position = rendition(connection)[0]
    erased(forger, position, "text")
    lose(connection, position, "text")
    assert found(connection) == set()
    assert verify(connection, "the archive").checked["excerpts"] < before


@pytest.mark.parametrize("salt", [True, False])
def test_words_gone_without_a_record(forger: Forger, *, salt: bool) -> None:
    position = position_of(forger.connection, "NoteWritten")
    lose(forger.connection, position, "note", salt=salt)
    assert found(forger.connection) == {("part", position)}


def test_words_still_there_after_their_erasure(forger: Forger) -> None:
    position = position_of(forger.connection, "NoteWritten")
    erased(forger, position, "note")
    assert found(forger.connection) == {("part", position)}


def test_a_salt_still_there_after_the_erasure(forger: Forger) -> None:
    position = position_of(forger.connection, "NoteWritten")
    erased(forger, position, "note")
    lose(forger.connection, position, "note", salt=False)
    assert found(forger.connection) == {("part", position)}


def test_an_erasure_of_an_event_nobody_has(forger: Forger) -> None:
    event = ContentErased(
        content=ErasureContent(
            erased=(ErasedParts(event=forger.randomness.new_id(), parts=("note",)),), ground="other"
        )
    )
    position = forger.append(Draft(event, forger.randomness.new_id()))
    assert found(forger.connection) == {("part", position)}


def test_a_capture_whose_digests_were_erased_leaves_its_file_unjudged(forger: Forger) -> None:
    connection = forger.connection
    position = position_of(connection, "CaptureAdded", 0)
    erased(forger, position, "origin")
    lose(connection, position, "origin")
    connection.execute("DELETE FROM file WHERE key = 1")
    assert found(connection) == set()
