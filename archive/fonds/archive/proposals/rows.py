# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The rows of infoboxes as they stand in a text: "Label: value", cells of a table, "| label =".

What the labels mean is data (``families/infobox.toml``). A cell may go on for several lines, and
hold several names; brackets after a name in a row about somebody else are that person's.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from fonds.archive.proposals.languages import wordings
from fonds.archive.sources.wiki_markup import plain
from fonds.archive.sources.wiki_templates import box_cuts
from fonds.events.checking import BaseModel, ConfigDict
from fonds.events.dates.names import MONTHS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_ROW = re.compile(
    r"^[ \t]*(?P<open>[-*•|][ \t]*)?(?P<label>[^\W\d_](?:[^\W\d]| ){2,30}?)(?:\(\w{1,3}\))?[ _]?"
    r"(?P<number>\d?)[ \t]*(?P<sign>:|=|\t)[ \t]*(?P<value>.*?)[ \t]*$"
)
_FEWEST_ROWS = 3
_LONGEST_LINE = 400
# What goes on for more lines than this, or longer ones, is prose and no cell of a table.
_MOST_LINES = 8
_LONGEST_ENTRY = 60

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARRIAGE = re.compile(r"\{\{\s*marriage\s*\|([^{}|]*)([^{}]*)\}\}", re.IGNORECASE)
_SHOWN = re.compile(r"\{\{\s*(?:nowrap|nobr|small|smaller|nobold)\s*\|([^{}|]*)\}\}", re.IGNORECASE)
_LIST = re.compile(
    r"\{\{\s*(?:ubl|unbulleted list|plainlist|flatlist|hlist)\s*\|([^{}]*)\}\}$", re.IGNORECASE
)
# Dates by their numbers, of which the template shows the first day (and reckons an age).
_DAY = re.compile(
    r"\{\{\s*(?:birth|death|start|end|bda|dda|b-da|d-da)[-\w ]*?\|(?P<parts>[^{}]*)\}\}",
    re.IGNORECASE,
)
_UNREAD = re.compile(r"\{\{|\}\}|\[\[|\{\||<\w")
_PERSONS = frozenset({"kin", "person", "children"})


class _Meaning(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    labels: list[str]
    property: str
    kind: Literal[
        "text",
        "list",
        "date",
        "place",
        "office",
        "person",
        "kin",
        "party",
        "children",
        "organization",
    ]


class _Labels(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    family: str
    others: list[str]
    row: list[_Meaning]


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of a cell, without markup, and where the line it stands on ends."""

    words: str
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label in small letters, its number ("" where it has none), entries and place.

    ``property`` and ``kind`` are None where it is not known what the label means.
    """

    label: str
    number: str
    parts: tuple[Part, ...]
    start: int
    end: int
    property: str | None = None
    kind: str | None = None


@cache
def _meanings() -> dict[str, _Meaning]:
    return {label: meaning for meaning in _data().row for label in meaning.labels}


@cache
def _others() -> frozenset[str]:
    """The last words of labels of rows that are about somebody else than the page's subject."""
    return frozenset(
        [
            *(label for label, one in _meanings().items() if one.kind in _PERSONS),
            *(kin.lower() for one in wordings().values() for kin in (*one.kin_he, *one.kin_she)),
            *_data().others,
        ]
    )


@cache
def _data() -> _Labels:
    file = resources.files("fonds.archive.proposals") / "families" / "infobox.toml"
    return _Labels.model_validate(tomllib.loads(file.read_text("utf-8")))


def property_of_row(label: str) -> str | None:
    """Return the property that rows of a label give, its spaces left out; None where unknown."""
    return next(
        (one.property for name, one in _meanings().items() if name.replace(" ", "") == label), None
    )


def boxes(text: str, told: Collection[tuple[int, int]] = ()) -> Iterator[list[Row]]:
    """Yield the rows of each run that has enough rows of known meaning; see `Row.kind` of others.

    One is enough where the source's reader ``told`` it from other lines, by where it stands.
    """
    ends = dict(told)
    rows: list[Row] = []
    for row in _rows(text, ends):
        if row is None:
            known = [one for one in rows if one.kind is not None]
            if len(known) >= _FEWEST_ROWS or any(one.start in ends for one in known):
                yield rows
            rows = []
        elif row.parts:
            rows.append(row)


def rows_of_others(text: str) -> list[tuple[int, int]]:
    """Return where rows about others than the page's subject stand: its relatives, successors."""
    return [
        (row.start, row.end)
        for row in _rows(text)
        if row is not None and (row.label in _others() or row.label.split()[-1] in _others())
    ]


def is_row(line: str) -> bool:
    """Whether a line has the form of a row: a label with a capital letter or a sign before it."""
    match = _ROW.match(line) if len(line) <= _LONGEST_LINE else None
    return match is not None and bool(match["open"] or match["label"][0].isupper())


def _rows(text: str, told: Mapping[int, int] | None = None) -> Iterator[Row | None]:
    """Yield the rows of a text in order, None wherever a run of rows ends.

    ``told`` has the ends of those that the source's reader told, by their starts: in a page's table
    a cell with lines of its own begins below its label.
    """
    lines, told = _lines(text), told or {}
    at = 0
    while at < len(lines):
        line, start = lines[at]
        match = _ROW.match(line) if len(line) <= _LONGEST_LINE else None
        at += 1
        if match is None and told.get(start, 0) > start + len(line):
            below = [one for one in lines[at : at + _MOST_LINES] if one[1] < told[start]]
            label = _ROW.match(f"{line}\t")
            if label is not None:
                at += len(below)
                cell = [(words.strip(), begin + len(words.rstrip())) for words, begin in below]
                yield _row(label, cell, start)
                continue
        if match is None:
            yield None
            continue
        cell = [(match["value"].rstrip(","), start + len(line.rstrip()))]
        for more, begin in lines[at : at + _MOST_LINES]:
            if not _goes_on(match, more):
                break
            cell.append((more.strip().lstrip("* "), begin + len(more.rstrip())))
            at += 1
        yield _row(match, cell, start + len(line) - len(line.lstrip()))
    yield None


def _lines(text: str) -> list[tuple[str, int]]:
    """Return the lines of a text, and where each begins; rows of a box on one line are several."""
    lines: list[tuple[str, int]] = []
    cuts = box_cuts(text) if "{{" in text else []
    offset = at = 0
    for line in text.split("\n"):
        end = offset + len(line)
        while at < len(cuts) and cuts[at] < end:
            lines.append((text[offset : cuts[at]], offset))
            offset = cuts[at]
            at += 1
        lines.append((text[offset:end], offset))
        offset = end + 1
    return lines


def _goes_on(row: re.Match[str], line: str) -> bool:
    """Whether a line is more of a row's cell: in a table any, in a template an entry of a list."""
    words = line.strip()
    if not words or len(words) > _LONGEST_ENTRY or _ROW.match(line):
        return False
    if row["sign"] == "\t":
        return "\t" not in line
    closes = words == "}}" and row["value"].count("{{") > row["value"].count("}}")
    return (row["open"] or "").startswith("|") and (words.startswith("*") or closes)


def _row(match: re.Match[str], cell: list[tuple[str, int]], start: int) -> Row:
    label = " ".join(match["label"].replace("_", " ").lower().split())
    meaning = _meanings().get(label)
    return Row(
        label,
        match["number"].replace("1", ""),
        tuple(Part(words, end) for value, end in cell for words in _entries(value)),
        start,
        cell[-1][1],
        None if meaning is None else meaning.property,
        None if meaning is None else meaning.kind,
    )


def _married(match: re.Match[str]) -> str:
    """Return what the template of a marriage shows: "Jan Weil (m. 1971; 1980)"."""
    given = [part.strip() for part in match[2].split("|")[1:3]]
    years = "; ".join(part for part in given if part and "=" not in part)
    return f"{match[1]} (m. {years})" if years else match[1]


def _day(match: re.Match[str]) -> str:
    """Return the day that a date's template shows, "4 March 1841"; the template if it has none."""
    given = [part.strip() for part in match["parts"].split("|")]
    numbers = [part for part in given if "=" not in part]
    if not numbers or not all(part.isdecimal() for part in numbers[:3]) or len(numbers[0]) > 4:
        return match[0]
    year, *rest = (int(part) for part in numbers[:3])
    if not rest:
        return str(year)
    if not 1 <= rest[0] <= len(MONTHS):
        return match[0]
    month = MONTHS[rest[0] - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    return f"{rest[1]} {month} {year}"


def _entries(value: str) -> list[str]:
    """Return the entries of a line of a cell; none where a template is not understood."""
    found: list[str] = []
    for piece in _BREAK.split(value):
        shown = plain(
            _DAY.sub(_day, _SHOWN.sub(r"\1", _MARRIAGE.sub(_married, piece)))
        ).text.strip()
        listed = _LIST.fullmatch(shown)
        found += listed[1].split("|") if listed else [shown]
    entries = [" ".join(one.split()) for one in found]
    return [one for one in entries if one and _UNREAD.search(one) is None]
