# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Facts from the rows of an infobox: "Label: value" lines that stand together.

What the labels mean is data (``families/infobox.toml``). Rows with a number (Office 2, Term Start
2) belong together; terms, predecessors and successors are said of their office, which has the time
that its term rows give.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from fonds.archive.proposals.proposing import Proposed
from fonds.archive.proposals.rules import turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.proposals.page import Page

_ROW = re.compile(
    r"^[ \t]*(?:[-*•|][ \t]*)?(?P<label>[^\W\d_](?:[^\W\d]| ){2,30}?)[ _]?(?P<number>\d?)"
    r"[ \t]*(?::|=|\t)[ \t]*(?P<value>.*?)[ \t]*$"
)
_DISTRICT = re.compile(
    r"^(?P<office>.+?),? (?:from|for) (?:the )?(?P<district>.+? district)$", re.IGNORECASE
)
_FEWEST_ROWS = 3
_OF_OFFICE = frozenset({"term_start", "term_end", "predecessor", "successor"})
_PERSONAL = re.compile(r"^[A-Z][\w'’-]+$")


class _Meaning(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    labels: list[str]
    property: str
    kind: Literal[
        "text", "date", "place", "office", "person", "kin", "party", "children", "organization"
    ]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of an infobox: its meaning, its number ("" where it has none), words and place."""

    property: str
    kind: str
    number: str
    value: str
    quote: str
    start: int
    end: int


@cache
def _meanings() -> dict[str, _Meaning]:
    file = resources.files("fonds.archive.proposals") / "families" / "infobox.toml"
    rows = tomllib.loads(file.read_text("utf-8"))["row"]
    return {
        label: meaning for meaning in map(_Meaning.model_validate, rows) for label in meaning.labels
    }


class InfoboxRows:
    """Proposes what an infobox says of the page's subject."""

    name = "Fonds infobox rows"
    version = "2"

    def propose(self, page: Page) -> Iterator[Proposed]:
        """Yield the facts of each infobox; nothing where it is not known whom the page is about."""
        if not page.subject:
            return
        for rows in _boxes(page.text):
            offices = {row.number: _office(row.value) for row in rows if row.kind == "office"}
            terms = {number: _term(rows, number) for number in offices}
            for row in rows:
                if row.property in _OF_OFFICE and row.number not in offices:
                    continue
                office, _ = offices.get(row.number, ("", None))
                yield from _facts(page, row, office, terms.get(row.number))


def _boxes(text: str) -> Iterator[list[_Row]]:
    """Yield the rows of each run of lines that has rows of known meaning enough."""
    rows: list[_Row] = []
    offset = 0
    for line in [*text.split("\n"), ""]:
        match = _ROW.match(line)
        if match is None or len(line) > 400:
            if len(rows) >= _FEWEST_ROWS:
                yield rows
            rows = []
        else:
            label = " ".join(match["label"].replace("_", " ").lower().split())
            meaning = _meanings().get(label)
            if meaning is not None and match["value"]:
                start = offset + len(line) - len(line.lstrip())
                quote = line.strip()
                rows.append(
                    _Row(
                        meaning.property,
                        meaning.kind,
                        match["number"].replace("1", ""),
                        match["value"].rstrip(","),
                        quote,
                        start,
                        start + len(quote),
                    )
                )
        offset += len(line) + 1


def _office(words: str) -> tuple[str, str | None]:
    match = _DISTRICT.match(words)
    return (match["office"], match["district"]) if match else (words, None)


def _term(rows: list[_Row], number: str) -> str | None:
    """Return the time of an office, EDTF, where both of its rows give one."""
    dates = {
        row.property: turn(row.value, "edtf")
        for row in rows
        if row.number == number and row.property in {"term_start", "term_end"}
    }
    if dates.get("term_start") and dates.get("term_end"):
        return f"{dates['term_start']}/{dates['term_end']}"
    return None


def _facts(page: Page, row: _Row, office: str, term: str | None) -> Iterator[Proposed]:
    def fact(
        value: str | int,
        value_type: str,
        property: str = row.property,  # noqa: A002 - the word of the interchange format
        when: str | None = None,
        **qualifiers: str,
    ) -> Proposed:
        of_office = {"office": office} if property in _OF_OFFICE | {"represents_district"} else {}
        return Proposed(
            subject=page.subject,
            property=property,
            value=value,
            value_type=value_type,
            quote=row.quote,
            start=row.start,
            end=row.end,
            rule=f"infobox/{property}",
            when=when,
            qualifiers={**of_office, **{key: words for key, words in qualifiers.items() if words}},
        )

    if row.kind == "date":
        date = turn(row.value, "edtf")
        if date is not None:
            yield fact(date, "date", when=str(date), as_written=row.value)
    elif row.kind == "office":
        name, district = _office(row.value)
        based = "infobox rows of the term" if term else ""
        yield fact(name, "office", when=term, district=district or "", when_basis=based)
        if district:
            yield fact(
                district, "text", "represents_district", when=term, office=name, when_basis=based
            )
    elif row.kind == "children":
        number = turn(row.value.split()[0], "number")
        if number is not None:
            yield fact(number, "quantity", "number_of_children", as_written=row.value)
    elif row.kind == "party":
        # "Democratic" in a row called "Party" is the Democratic Party.
        whole = f"{row.value} Party" if _PERSONAL.match(row.value) else row.value
        yield fact(whole, "organization", as_written="" if whole == row.value else row.value)
    elif row.kind == "kin" and _PERSONAL.match(row.value):
        value = f"{row.value} ({row.property} of {page.subject})"
        yield fact(value, "person", value_as_written=row.value)
    else:
        kind = "person" if row.kind == "kin" else row.kind
        yield fact(row.value, kind)
