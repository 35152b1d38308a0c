# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A sheet of facts as one types it from a book: what stays the same is typed once.

Tab-separated text. The first line names the columns, members of the interchange format,
``speaker_subject`` (which subject it is who says so) or ``q:NAME`` for a qualifier. An empty cell
of a column that is carried (whom, where, who says so, the passage) means what stood there last; "-"
means nothing. Of the other columns an empty cell means nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.commands.interchange import FactLine
from fonds.archive.errors import RefusedError
from fonds.archive.sources.reading import sniff_text
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CARRIED = (
    "subject", "subject_kind", "subject_id", "source", "locator", "quote", "start", "end",
    "asserted_by", "speaker_subject", "mark", "work",
)  # fmt: skip
"""Columns in which an empty cell means what stood there last."""

_NUMBERS = {"start", "end"}
_PASSAGE = {"quote", "start", "end"}
_NOTHING = "-"
_LONGEST_TOLD = 60


def read_sheet(lines: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Yield a sheet's rows as lines of the interchange format.

    The line of columns and empty rows yield empty lines, so that an import's line numbers are those
    of the sheet. ``name`` is the file's name.

    Raises:
        RefusedError: "bad-sheet" with the line: no UTF-8, an unknown column, too many cells; or it
            is no text at all but a picture, a database or the like.
    """
    columns: list[str] = []
    carried: dict[str, str] = {}
    for number, data in enumerate(lines, 1):
        try:
            text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            if not columns:
                sniff_text(data, name)
            raise _refused(number, "it is not UTF-8.") from error
        cells = [cell.strip() for cell in text.split("\t")]
        if not columns:
            try:
                columns = _columns(cells, number)
            except RefusedError:
                # Of a PDF one thing is wrong, not that its first line is no column.
                sniff_text(data, name)
                raise
            yield b"\n"
            continue
        if not any(cells):
            yield b"\n"
            continue
        if len(cells) > len(columns):
            raise _refused(
                number,
                say(
                    "it has {count} cells for {count2} columns.",
                    count=len(cells),
                    count2=len(columns),
                ),
            )
        yield _line(columns, cells, carried)


def _columns(cells: list[str], number: int) -> list[str]:
    known = {*FactLine.model_fields, "mark", "work", "speaker_subject"} - {
        "chain",
        "qualifiers",
        "cited_work",
    }
    for cell in cells:
        if cell not in known and not (cell.startswith("q:") and len(cell) > len("q:")):
            listed = ", ".join(sorted(known))
            raise _refused(
                number,
                say(
                    "“{cell}” is no column. Columns are {listed}, and q:NAME for a qualifier.",
                    cell=cell if len(cell) <= _LONGEST_TOLD else f"{cell[:_LONGEST_TOLD]}…",
                    listed=listed,
                ),
            )
    if len(set(cells)) != len(cells):
        raise _refused(number, say("a column stands twice in it."))
    return cells


def _line(columns: list[str], cells: list[str], carried: dict[str, str]) -> bytes:
    given = dict(zip(columns, [*cells, *[""] * (len(columns) - len(cells))], strict=True))
    if given.get("quote") or given.get("source"):
        # Another passage, or another source: its place is not where the last one stood.
        for name in _PASSAGE - {name for name in _PASSAGE if given.get(name)}:
            carried.pop(name, None)
    if given.get("asserted_by") and not given.get("speaker_subject"):
        # Others say so: who they are was not said.
        carried.pop("speaker_subject", None)
    said: dict[str, str] = {}
    for name, cell in given.items():
        if name in CARRIED:
            if cell:
                carried[name] = cell
            cell = carried.get(name, "")  # noqa: PLW2901 - the cell as it is meant
        if cell and cell != _NOTHING:
            said[name] = cell
    line: dict[str, object] = {}
    qualifiers: dict[str, object] = {}
    cited: dict[str, str] = {}
    for name, cell in said.items():
        if name.startswith("q:"):
            qualifiers[name.removeprefix("q:")] = cell
        elif name in {"mark", "work"}:
            cited[name] = cell
        elif name in _NUMBERS and cell.isdecimal():
            line[name] = int(cell)
        elif name in {"value_subject", "ends_nowhere"}:
            line[name] = cell.lower() in {"yes", "true", "1"}
        else:
            line[name] = cell
    if qualifiers:
        line["qualifiers"] = qualifiers
    if "speaker_subject" in line:
        # Whom words mean is said in the chain alone.
        who = {"speaker": line.pop("asserted_by", None), "subject": line.pop("speaker_subject")}
        line["chain"] = [{**who, "read": True}, *([cited] if cited else [])]
    elif cited:
        line["cited_work"] = cited
    return json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n"


def _refused(number: int, why: str) -> RefusedError:
    message = say("Line {number} of the sheet: {why} Nothing was recorded.", number=number, why=why)
    return RefusedError("bad-sheet", message, line=number)
