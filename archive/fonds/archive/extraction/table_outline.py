# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The rows of a table of values (RFC 4180), or of values parted by tabs; the first cell names each.

A record may go on over line ends within quotation marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.sources.extracted import MOST_STRUCTURES, Extracted, StructureSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.extraction.asking import Asked, Report

VERSION = 1

_RECORD = re.compile(r"(?:\"(?:[^\"]|\"\")*+\"?|[^\"\r\n])++")
_CELLS = {mark: re.compile(rf"\"(?:[^\"]|\"\")*+\"|[^{mark}\"\r\n]*") for mark in (",", ";", "\t")}


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Find the rows of a table, given in UTF-8."""
    report(0, 1)
    text = data.decode("utf-8")
    rows = []
    for row in _rows(text, asked.media_type):
        rows.append(row)
        if len(rows) == MOST_STRUCTURES:
            break
    return Extracted(
        text=text,
        media_type=asked.media_type,
        tool=f"Fonds table outline {VERSION}",
        structure=tuple(rows),
    )


def _rows(text: str, media_type: str) -> Iterator[StructureSpan]:
    first = text[: text.find("\n") + 1] or text
    mark = "\t" if "tab" in media_type or ("\t" in first and "," not in first) else ","
    if mark == "," and first.count(";") > first.count(","):
        mark = ";"
    for record in _RECORD.finditer(text):
        start, end = record.span()
        if not record[0].strip():
            continue
        cell = _CELLS[mark].match(text, start, end)
        label = (cell.start(), cell.end()) if cell and cell.end() > cell.start() else None
        yield StructureSpan("table row", start, end, label=label)
