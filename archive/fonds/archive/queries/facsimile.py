# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The page a passage was read on, as a picture with the passage framed."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import FACSIMILE, check_installed
from fonds.archive.extraction.process import extract_apart
from fonds.archive.lookup.gone import why_no_bytes, why_no_text
from fonds.archive.lookup.names import Names
from fonds.events.catalogue.source import CaptureAdded, RenditionAdded
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.lookup.texts import RenditionRow
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


def make_facsimile(store: SqliteStore, row: RenditionRow, start: int, end: int) -> FacsimileAnswer:
    """Draw the page on which a range of a text stands.

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
    origin = captured.origin.files if captured.origin is not None else ()
    media_type = files[number].media_type if number < len(files) else ""
    if media_type not in _KINDS or number >= len(origin):
        message = (
            "Only passages of PDFs and pictures can be shown on their page. Print the text with"
            " fonds source text."
        )
        raise RefusedError("no-pages", message, source=row.source)
    data = store.file(origin[number].digest)
    name = origin[number].name or say("file {number}", number=number + 1)
    if data is None:
        message = why_no_bytes(store, origin[number].digest, name)
        raise RefusedError("no-file-held", message, source=row.source)
    check_installed(_KINDS[media_type], name)
    locator = next(
        (one.locator for one in maps if one.span.start <= start and one.locator is not None), None
    )
    drawn = extract_apart(
        FACSIMILE,
        data,
        Asked(
            name,
            media_type,
            page=_page(locator),
            passage=text[start:end],
            before=text[max(0, text.rfind("\f", 0, start) + 1, start - _BEFORE) : start],
            box=_box(maps),
        ),
    )
    return FacsimileAnswer(
        base64.b64decode(drawn.text),
        locator,
        number,
        tuple(one.box for one in drawn.mapped if one.box is not None),
    )


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
