# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A page as it looks, with a passage framed on it.

Only text crosses from the process in which a stranger's file is read: the picture (PNG, ISO/IEC
15948) is the answer's text, in base64, and its mapped ranges are the frames, in its pixels. Of a
PDF, PDFium says where the passage's letters stand; of a picture, whoever asks.
"""

from __future__ import annotations

import base64
import contextlib
import struct
import zlib
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.page_metadata import one_line
from fonds.archive.sources.extracted import Extracted, MappedSpan
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.extraction.asking import Asked, Report

RESOLUTION = 150
"""Pixels an inch at which a page of a PDF is drawn."""

_MOST_PIXELS = 40_000_000
_MOST_FRAMES = 2_000
_COLOUR = (208, 56, 32)
_THICK = 3
_ROOM = 4

Box = tuple[int, int, int, int]


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Draw the page that ``asked`` names.

    Raises:
        RefusedError: "no-page": the passage's page is not there; else as `Reader.extract`.
    """
    report(0, 1)
    if asked.media_type == "application/pdf":
        width, height, pixels, boxes = _of_pdf(data, asked)
    else:
        width, height, pixels, boxes = _of_picture(data, asked)
    for box in () if asked.whole else boxes:
        _frame(pixels, width, height, box)
    return Extracted(
        text=base64.b64encode(_png(width, height, pixels)).decode("ascii"),
        media_type="image/png",
        tool="Fonds facsimile 1",
        mapped=tuple(MappedSpan(0, 1, box=box) for box in boxes),
    )


def _of_pdf(data: bytes, asked: Asked) -> tuple[int, int, bytearray, list[Box]]:
    from fonds.archive.extraction.pdf import (  # noqa: PLC0415 - an optional part
        RESOLUTION as READ_AT,
    )
    from fonds.archive.extraction.pdf import opened  # noqa: PLC0415 - as above

    document = opened(data, asked)
    with contextlib.closing(document):
        for number in range(len(document)):
            label = document.get_page_label(number) or str(number + 1)
            if asked.page is not None and asked.page != f"p. {one_line(label) or number + 1}":
                continue
            with contextlib.closing(document[number]) as page:
                places = _places(page, asked)
                if asked.passage and not asked.box and not places:
                    continue
                most = max(page.get_width() * page.get_height(), 1.0)
                scale = min(RESOLUTION / 72, (_MOST_PIXELS / most) ** 0.5)
                drawn = page.render(scale=scale, rev_byteorder=True)
                width, height, stride = drawn.width, drawn.height, drawn.stride
                depth = drawn.n_channels
                raw = bytes(drawn.buffer)
                pixels = bytearray()
                for row in range(height):
                    line = raw[row * stride : row * stride + width * depth]
                    pixels += _three(line, depth)
                # Regions of a page that was read by OCR are counted at that resolution.
                boxes = [_scaled(asked.box, scale * 72 / READ_AT)] if asked.box else []
                above = page.get_height()
                boxes += [
                    (
                        round(left * scale),
                        round((above - top) * scale),
                        max(1, round((right - left) * scale)),
                        max(1, round((top - bottom) * scale)),
                    )
                    for left, bottom, right, top in places
                ]
                return width, height, pixels, boxes[:_MOST_FRAMES]
    message = say("The passage's page was not found in {asked}.", asked=asked.name)
    raise RefusedError("no-page", message, file=asked.name)


def _three(line: bytes, depth: int) -> bytes:
    """Return a row of pixels in three colours."""
    if depth == 3:
        return line
    if depth == 1:
        return bytes(value for value in line for _ in range(3))
    out = bytearray(len(line) // depth * 3)
    for channel in range(3):
        out[channel::3] = line[channel::depth]
    return bytes(out)


def _places(page: object, asked: Asked) -> list[tuple[float, float, float, float]]:
    """Return where the letters of the passage stand: a box a line, in points from below."""
    wanted = _letters(asked.passage)
    if not wanted or asked.box:
        return []
    with contextlib.closing(page.get_textpage()) as found:  # type: ignore[attr-defined]
        signs: list[str] = []
        at: list[int] = []
        for index in range(found.count_chars()):
            sign = found.get_text_range(index, 1, errors="replace")
            for one in _letters(sign):
                signs.append(one)
                at.append(index)
        before = _letters(asked.before)
        whole = "".join(signs)
        place = whole.find(before + wanted)
        first = place + len(before) if place >= 0 else whole.find(wanted)
        if first < 0:
            return []
        return list(_lines(found, at[first : first + len(wanted)]))


def _letters(text: str) -> str:
    """Return what of a text is drawn: no white space, and no hyphens, which line ends bring."""
    return "".join(one for one in text if not one.isspace() and one not in "-\u00ad\u0002\ufffe")


def _lines(found: object, indexes: list[int]) -> Iterator[tuple[float, float, float, float]]:
    current: tuple[float, float, float, float] | None = None
    for index in indexes:
        left, bottom, right, top = found.get_charbox(index)  # type: ignore[attr-defined]
        if current is not None and bottom < current[3] and top > current[1]:
            current = (
                min(current[0], left), min(current[1], bottom),
                max(current[2], right), max(current[3], top),
            )  # fmt: skip
            continue
        if current is not None:
            yield current
        current = (left, bottom, right, top)
    if current is not None:
        yield current


def _of_picture(data: bytes, asked: Asked) -> tuple[int, int, bytearray, list[Box]]:
    from fonds.archive.extraction.pictures import pages  # noqa: PLC0415 - an optional part

    page = (asked.page or "").removeprefix("p. ")
    number = int(page) - 1 if page.isdecimal() else 0
    for at, picture in enumerate(pages(data, asked)):
        if at != number:
            continue
        shown = picture.convert("RGB")
        most = (_MOST_PIXELS / max(1, shown.width * shown.height)) ** 0.5
        scale = min(1.0, most)
        if scale < 1.0:
            shown = shown.resize((int(shown.width * scale), int(shown.height * scale)))
        boxes = [_scaled(asked.box, scale)] if asked.box else []
        if asked.whole:
            boxes = [(0, 0, picture.width, picture.height)]
        return shown.width, shown.height, bytearray(shown.tobytes()), boxes
    message = say("The passage's page was not found in {asked}.", asked=asked.name)
    raise RefusedError("no-page", message, file=asked.name)


def _scaled(box: Box, scale: float) -> Box:
    left, top, width, height = (round(one * scale) for one in box)
    return left, top, max(1, width), max(1, height)


def _frame(pixels: bytearray, width: int, height: int, box: Box) -> None:
    """Draw a frame around a box, with a little room, and within the picture."""
    left, top = max(0, box[0] - _ROOM), max(0, box[1] - _ROOM)
    right = min(width - 1, box[0] + box[2] + _ROOM)
    bottom = min(height - 1, box[1] + box[3] + _ROOM)
    if left >= right or top >= bottom:
        return
    colour = bytes(_COLOUR)
    for y in range(top, bottom + 1):
        edge = y - top < _THICK or bottom - y < _THICK
        if edge:
            pixels[(y * width + left) * 3 : (y * width + right + 1) * 3] = colour * (
                right - left + 1
            )
            continue
        thick = min(_THICK, right - left + 1)
        pixels[(y * width + left) * 3 : (y * width + left + thick) * 3] = colour * thick
        pixels[(y * width + right + 1 - thick) * 3 : (y * width + right + 1) * 3] = colour * thick


def _png(width: int, height: int, pixels: bytearray) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    stride = width * 3
    rows = b"".join(b"\x00" + pixels[at : at + stride] for at in range(0, height * stride, stride))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 6))
        + chunk(b"IEND", b"")
    )
