# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Finds rows in the leaf pages of a database file, without the tree that leads to them.

SQLite finds a leaf by the pages above it; where one of those is damaged, hundreds of sound rows are
out of its reach. Here every page is looked at by itself (SQLite file format, sections 1.6 and 2.1).
What is found may be stale or chance: whoever asks checks it against its hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TABLE_LEAF = 0x0D
_FILE_HEADER = 100
_MAGIC = b"SQLite format 3\x00"
_PAGE_SIZES = tuple(1 << power for power in range(9, 17))
_USUAL = 4096
_MOST_COLUMNS = 16
_NULL, _FIRST_BLOB = 0, 12
_NUMBER_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)

Value = bytes | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of some table: its key, and its texts and blobs as bytes. Numbers are left out (None).

    ``texts`` tells which columns are texts.
    """

    key: int
    values: tuple[Value, ...]
    texts: tuple[bool, ...]


def rows(path: Path) -> Iterator[Row]:
    """Yield whatever looks like a row of a table, in the order of the file's pages."""
    with path.open("rb") as file:
        pages = _Pages(file)
        for number in range(1, pages.count + 1):
            yield from _rows_of(pages, number)


def stated_size(path: Path) -> int | None:
    """Return how many bytes a database file says it has (SQLite file format, section 1.3.7).

    None where it is no such file, or does not say: the number counts only with the change counter
    beside which it was written.
    """
    with path.open("rb") as file:
        header = file.read(_FILE_HEADER)
    if len(header) < _FILE_HEADER or header[:16] != _MAGIC or header[24:28] != header[92:96]:
        return None
    return _stated_pages(header) * (_page_size(header) or 0) or None


def _stated_pages(header: bytes) -> int:
    return int.from_bytes(header[28:32], "big")


def _page_size(header: bytes) -> int | None:
    """Return the page size that the beginning of a file states, None where it can be none."""
    stated = int.from_bytes(header[16:18], "big")
    # 65536 is spelt as 1.
    stated = 65536 if stated == 1 else stated
    return stated if stated in _PAGE_SIZES else None


class _Pages:
    """A database file, page by page."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        header = file.read(_FILE_HEADER)
        # A damaged beginning says nothing: then the size nearly all have.
        self.length = file.seek(0, 2)
        self.size = _page_size(header) or _USUAL
        if len(header) == _FILE_HEADER and _stated_pages(header) * self.size != self.length:
            # One that fits the number of pages is the better guess; a file cut off fits none.
            fitting = (one for one in _PAGE_SIZES if _stated_pages(header) * one == self.length)
            self.size = next(fitting, self.size)
        reserved = header[20] if len(header) > 20 and header[20] < 128 else 0
        self.usable = self.size - reserved
        self.count = -(-self.length // self.size)

    def page(self, number: int) -> bytes:
        """Return a page's bytes, nothing beyond the end of the file."""
        if not 1 <= number <= self.count:
            return b""
        self._file.seek((number - 1) * self.size)
        return self._file.read(self.size)


def _rows_of(pages: _Pages, number: int) -> Iterator[Row]:
    page = pages.page(number)
    start = _FILE_HEADER if number == 1 else 0
    if len(page) < start + 8 or page[start] != _TABLE_LEAF:
        return
    cells = int.from_bytes(page[start + 3 : start + 5], "big")
    for cell in range(cells):
        at = start + 8 + 2 * cell
        place = int.from_bytes(page[at : at + 2], "big")
        if at + 2 > len(page) or not start < place < len(page):
            continue
        try:
            row = _row(pages, page, place)
        except (IndexError, ValueError):
            # Damaged, or nothing of the kind: the other cells may be whole.
            continue
        if row is not None:
            yield row


def _row(pages: _Pages, page: bytes, at: int) -> Row | None:
    size, at = _varint(page, at)
    key, at = _varint(page, at)
    if not 0 < size <= pages.length:
        return None
    payload = _payload(pages, page, at, size)
    if len(payload) != size:
        return None
    end, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
        if len(kinds) > _MOST_COLUMNS:
            return None
    values: list[Value] = []
    for kind in kinds:
        length = (kind - _FIRST_BLOB) // 2 if kind >= _FIRST_BLOB else _NUMBER_SIZES[kind]
        if at + length > size:
            return None
        values.append(payload[at : at + length] if kind >= _FIRST_BLOB else None)
        at += length
    texts = tuple(kind >= _FIRST_BLOB and kind % 2 == 1 for kind in kinds)
    return Row(key if key < 1 << 63 else key - (1 << 64), tuple(values), texts)


def _payload(pages: _Pages, page: bytes, at: int, size: int) -> bytes:
    """Return a cell's whole payload, from the pages it flows over into as well (section 1.6)."""
    usable = pages.usable
    if size <= usable - 35:
        return page[at : at + size]
    least = (usable - 12) * 32 // 255 - 23
    local = least + (size - least) % (usable - 4)
    if local > usable - 35:
        local = least
    pieces = [page[at : at + local]]
    left = size - local
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    while left > 0:
        further = pages.page(following)
        if len(further) < 4:
            return b""
        piece = further[4 : 4 + min(left, usable - 4)]
        pieces.append(piece)
        left -= len(piece)
        if not piece:
            return b""
        following = int.from_bytes(further[:4], "big")
    return b"".join(pieces)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of one to nine bytes; return it and where it ends."""
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9
