# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is made of a file: its text, and what was found on the way, as ranges of that text.

Offsets are Unicode code points, end exclusive. Everything here is plain data: it crosses from the
process that reads a stranger's file to the one that keeps the archive, as JSON, and is checked
there member by member (`from_wire`), for the process that sent it may be in a stranger's hands.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

STRUCTURES = frozenset(
    {
        "title",
        "author",
        "date",
        "heading",
        "infobox row",
        "table row",
        "caption",
        "block quotation",
        "footnote mark",
        "footnote entry",
        "page number",
        "page head",
    }
)
"""What a range of a text can be found to be; the words of `StructureKind` of the catalogue."""

METHODS = frozenset({"extracted", "ocr"})
"""How a program comes by a text; words of `Method`."""

MOST_STRUCTURES = 100_000
MOST_MAPPED = 400_000
MOST_REMARKS = 200
_LONGEST_WORDS = 2_000

_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_DIRECTION_MARKS = frozenset("\u200e\u200f\u061c\ufeff")


@dataclass(frozen=True, slots=True)
class StructureSpan:
    """A range that is a heading, an infobox row, a footnote's mark, or another such thing.

    ``level`` is a heading's rank from 1; ``label`` the range of a row's name;
    ``key`` is the same for a footnote's marks and its entry.
    """

    kind: str
    start: int
    end: int
    level: int | None = None
    label: tuple[int, int] | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class MappedSpan:
    """Where a range of the text comes from.

    ``locator`` is as one would print it ("p. iv"); pixels of a picture (of a page: at the
    resolution that the tool names), or milliseconds of a recording.
    """

    start: int
    end: int
    locator: str | None = None
    box: tuple[int, int, int, int] | None = None
    time: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a document says of itself; ``issued`` and ``retrieved_at`` are EDTF, level 0."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    issued: str | None = None
    language: str | None = None
    url: str | None = None
    retrieved_at: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's text, and what was found on the way.

    ``text`` is empty where the file holds none (a picture, a recording). ``tool`` names what made
    it, with versions; ``method`` is "ocr" where some of it was read out of pictures. What a reader
    of the text must know, ``remarks`` say in sentences: what was left out, could not be read, or is
    not what its name says.
    """

    text: str
    media_type: str
    tool: str
    method: str = "extracted"
    found: Found = field(default_factory=Found)
    structure: tuple[StructureSpan, ...] = ()
    mapped: tuple[MappedSpan, ...] = ()
    remarks: tuple[str, ...] = ()


def keepable(text: str) -> str:
    """Replace what no text of the archive can hold, NUL and lone surrogates, by U+FFFD."""
    return _UNKEPT.sub("\ufffd", text)


def in_plain_line(words: str) -> str:
    """Return words on one line without control characters and direction marks.

    What names a thing stands in lists, menus and names of files, where such a character would turn
    round or hide what stands beside it.
    """
    kept = "".join(
        letter
        for letter in " ".join(words.split())
        if unicodedata.category(letter) not in {"Cc", "Cs"}
        and unicodedata.bidirectional(letter) not in _DIRECTIONS
        and letter not in _DIRECTION_MARKS
    )
    # What was dropped may have stood between two blanks.
    return " ".join(kept.split())


def to_wire(extracted: Extracted) -> dict[str, Any]:
    """Return plain JSON of what was extracted."""
    return dataclasses.asdict(extracted)


def from_wire(document: object) -> Extracted:
    """Check what another process sent, and read it.

    Raises:
        ValueError: it is not of the shape `to_wire` gives, or points outside its own text.
    """
    members = _object(document)
    text = members.get("text")
    if not isinstance(text, str) or _UNKEPT.search(text):
        message = "no text"
        raise ValueError(message)
    size = len(text)
    found = _object(members.get("found"))
    authors = [_words(name) for name in _array(found.get("authors"), MOST_REMARKS)]
    return Extracted(
        text=text,
        media_type=_words(members.get("media_type")),
        tool=_words(members.get("tool")),
        method=_method(members.get("method")),
        found=Found(
            title=in_plain_line(_words_or_none(found.get("title")) or "") or None,
            authors=tuple(filter(None, map(in_plain_line, authors))),
            issued=_words_or_none(found.get("issued")),
            language=_words_or_none(found.get("language")),
            url=_words_or_none(found.get("url")),
            retrieved_at=_words_or_none(found.get("retrieved_at")),
        ),
        structure=tuple(
            _structure(_object(one), size)
            for one in _array(members.get("structure"), MOST_STRUCTURES)
        ),
        mapped=tuple(
            _mapped(_object(one), size) for one in _array(members.get("mapped"), MOST_MAPPED)
        ),
        remarks=tuple(_words(one) for one in _array(members.get("remarks"), MOST_REMARKS)),
    )


def _method(given: object) -> str:
    if given not in METHODS:
        message = "no such method"
        raise ValueError(message)
    return str(given)


def _structure(one: dict[str, Any], size: int) -> StructureSpan:
    kind = one.get("kind")
    if not isinstance(kind, str) or kind not in STRUCTURES:
        message = "no such structure"
        raise ValueError(message)
    start, end = _range((one.get("start"), one.get("end")), size)
    label = one.get("label")
    level = one.get("level")
    return StructureSpan(
        kind=kind,
        start=start,
        end=end,
        level=None if level is None else _number(level, 1, 99),
        label=None if label is None else _range(label, size),
        key=_words_or_none(one.get("key")),
    )


def _mapped(one: dict[str, Any], size: int) -> MappedSpan:
    start, end = _range((one.get("start"), one.get("end")), size)
    box, time = one.get("box"), one.get("time")
    return MappedSpan(
        start=start,
        end=end,
        locator=_words_or_none(one.get("locator")),
        box=None if box is None else _numbers(box, 4),  # type: ignore[arg-type]
        time=None if time is None else _numbers(time, 2),  # type: ignore[arg-type]
    )


def _range(pair: object, size: int) -> tuple[int, int]:
    start, end = _numbers(pair, 2)
    if not 0 <= start <= end <= size:
        message = "a range outside the text"
        raise ValueError(message)
    return start, end


def _numbers(given: object, count: int) -> tuple[int, ...]:
    if not isinstance(given, list | tuple) or len(given) != count:
        message = f"not {count} numbers"
        raise ValueError(message)
    return tuple(_number(one, -(2**53) + 1, 2**53 - 1) for one in given)


def _number(given: object, least: int, most: int) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= most:
        message = "no number in its bounds"
        raise ValueError(message)
    return given


def _words_or_none(given: object) -> str | None:
    return None if given is None else _words(given)


def _words(given: object) -> str:
    if not isinstance(given, str) or not 0 < len(given) <= _LONGEST_WORDS or _UNKEPT.search(given):
        message = "no words"
        raise ValueError(message)
    return given


def _array(given: object, most: int) -> list[Any] | tuple[Any, ...]:
    if not isinstance(given, list | tuple) or len(given) > most:
        message = "no list, or too long a one"
        raise ValueError(message)
    return given


def _object(given: object) -> dict[str, Any]:
    if not isinstance(given, dict):
        message = "no object"
        raise ValueError(message)  # noqa: TRY004 - of a kind with the others here
    return given
