# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The page a passage was read on, as a picture with the passage framed."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import FACSIMILE, check_installed
from fonds.archive.extraction.reading import extract_unlocked
from fonds.archive.lookup.gone import why_no_bytes, why_no_text
from fonds.archive.lookup.names import Names
from fonds.archive.lookup.originals import held_original
from fonds.events.catalogue.source import CaptureAdded, RenditionAdded
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.lookup.texts import RenditionRow, Texts
    from fonds.archive.sources.extracted import Extracted
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.source import TextMap

_BEFORE = 40
_KINDS = {
    "application/pdf": "pdf",
    "image/jpeg": "picture",
    "image/png": "picture",
    "image/tiff": "picture",
}


@dataclass(frozen=True, slots=True)
class FacsimileAnswer:
    """A page as a PNG picture; ``boxes`` are the frames on it: left, top, width, height."""

    png: bytes
    locator: str | None
    file: int
    boxes: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class PictureAnswer:
    """A picture held of a source as a PNG, to read from; it may be drawn smaller than it is.

    ``file`` is its place among the ``files`` of the capture that a text typed beside it belongs to,
    from 0; ``width`` and ``height`` are the picture's own, in which regions are counted.
    """

    png: bytes
    file: int
    files: int
    width: int
    height: int


def make_picture(store: SqliteStore, texts: Texts, source: str, number: int) -> PictureAnswer:
    """Draw a picture that is held of a source, whether or not any text of it is there.

    Raises:
        RefusedError: nothing of it is held, that file is no picture, is gone or cannot be drawn.
    """
    captured = held_original(store, texts, source)
    files = captured.content.files if captured is not None else ()
    media_type = files[number].media_type if 0 <= number < len(files) else ""
    if captured is None or _KINDS.get(media_type) != "picture":
        message = "No such picture of this source is held."
        raise RefusedError("no-pages", message, source=source)
    drawn = _drawn(store, source, captured, number, Asked("", media_type, whole=True))
    ((_, _, width, height),) = (one.box for one in drawn.mapped if one.box is not None)
    return PictureAnswer(base64.b64decode(drawn.text), number, len(files), width, height)


def make_facsimile(
    store: SqliteStore, row: RenditionRow, start: int, end: int, password: str | None = None
) -> FacsimileAnswer:
    """Draw the page on which a range of a text stands; ``password`` is that of a locked file.

    Raises:
        RefusedError: the text or its file is gone, is of no kind that has pages, or its page cannot
            be drawn.
    """
    event = store.at([row.position])[0].event
    if not isinstance(event, RenditionAdded) or event.text is None:
        message = why_no_text(store, row.position, Names(store.connection).label(row.source))
        raise RefusedError("no-text", message, rendition=row.id)
    text = event.text.text
    if not 0 <= start < end <= len(text):
        message = say(
            "There is no passage {start}–{end} in this text of {count:,} characters.",
            start=start,
            end=end,
            count=len(text),
        )
        raise RefusedError("no-passage", message, start=start, end=end)
    # A passage that goes over the end of a page is framed on the page it begins on.
    page_end = text.find("\f", start, end)
    end = page_end if page_end > start else end
    captured = _capture(store, row)
    maps = [one for one in event.content.maps if one.span.start < end and start < one.span.end]
    number = _file(maps)
    files = captured.content.files
    media_type = files[number].media_type if number < len(files) else ""
    if media_type not in _KINDS:
        raise _without_pages(row.source)
    locator = next(
        (one.locator for one in maps if one.span.start <= start and one.locator is not None), None
    )
    asked = Asked(
        "",
        media_type,
        page=_page(locator),
        passage=text[start:end],
        before=text[max(0, text.rfind("\f", 0, start) + 1, start - _BEFORE) : start],
        box=_box(maps),
    )
    drawn = _drawn(store, row.source, captured, number, asked, password)
    return FacsimileAnswer(
        base64.b64decode(drawn.text),
        locator,
        number,
        tuple(one.box for one in drawn.mapped if one.box is not None),
    )


def _without_pages(source: str) -> RefusedError:
    message = (
        "Only passages of PDFs and pictures can be shown on their page. Print the text with"
        " fonds source text."
    )
    return RefusedError("no-pages", message, source=source)


def _drawn(
    store: SqliteStore,
    source: str,
    captured: CaptureAdded,
    number: int,
    asked: Asked,
    password: str | None = None,
) -> Extracted:
    """Have a file of a capture drawn in a process of its own."""
    files = captured.origin.files if captured.origin is not None else ()
    if number >= len(files):
        raise _without_pages(source)
    name = files[number].name or say("file {number}", number=number + 1)
    data = store.file(files[number].digest)
    if data is None:
        message = why_no_bytes(store, files[number].digest, name)
        raise RefusedError("no-file-held", message, source=source)
    check_installed(_KINDS[asked.media_type], name)
    drawn, _ = extract_unlocked(FACSIMILE, data, replace(asked, name=name), password)
    return drawn


def _capture(store: SqliteStore, row: RenditionRow) -> CaptureAdded:
    for recorded in store.stream(row.source):
        event = recorded.event
        if isinstance(event, CaptureAdded) and event.content.capture == row.capture:
            return event
    message = "The capture of this text was erased."
    raise RefusedError("no-capture", message, capture=row.capture)


def _file(maps: list[TextMap]) -> int:
    return next((one.region.file for one in maps if one.region is not None), 0)


def _page(locator: str | None) -> str | None:
    """Return a page as the readers of files name it: "p. iv", without the file's name."""
    if locator is None:
        return None
    last = locator.rsplit(", ", 1)[-1]
    return last if last.startswith("p. ") else None


def _box(maps: list[TextMap]) -> tuple[int, int, int, int] | None:
    """Return the smallest box around the regions of a passage; None where it has none."""
    regions = [
        (one.region.x, one.region.y, one.region.width, one.region.height)
        for one in maps
        if one.region is not None
    ]
    known = [
        (x, y, width, height)
        for x, y, width, height in regions
        if x is not None and y is not None and width is not None and height is not None
    ]
    if not known:
        return None
    left, top = min(one[0] for one in known), min(one[1] for one in known)
    right = max(one[0] + one[2] for one in known)
    bottom = max(one[1] + one[3] for one in known)
    return left, top, right - left, bottom - top
