# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Facts from the rows of an infobox: "Label: value" lines that stand together.

Rows with a number (Office 2, Term Start 2) belong together; terms, predecessors and successors are
said of their office, which has the time that its term rows give.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.proposals.patterns import turn
from fonds.archive.proposals.proposing import Proposed
from fonds.archive.proposals.rows import boxes
from fonds.archive.proposals.whom import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.proposals.page import Page
    from fonds.archive.proposals.rows import Part, Row

_DISTRICT = re.compile(
    r"^(?P<office>.+?),? (?:from|for) (?:the )?(?P<district>.+? district)$", re.IGNORECASE
)
_OF_OFFICE = frozenset({"term_start", "term_end", "predecessor", "successor"})
# Rows of an office's term that stand further from its own are not quoted with it.
_LONGEST_TERM = 600
_PERSONAL = re.compile(r"^[A-Z][\w'’-]+$")
_NAMED = re.compile(rf"{NAME}|{_PERSONAL.pattern}")
_MARRIED = re.compile(
    r"\((?:m\.|married|verh\.|∞|⚭|oo) ?(?P<first>[^();,–—]+?)"
    r"(?:(?:[;,–—]| -) ?(?:(?:div|sep|d|w|wid|gesch|gest)\.|died|divorced|widowed|†|her death"
    r"|his death|bis)?:? ?(?:in )?(?P<last>[^();,]*\d{4}))?\)",
    re.IGNORECASE,
)
# "(m. 1875)", "(1799–1862)": said of whoever stands before it.
_PLACES = {"date_of_birth": "place_of_birth", "date_of_death": "place_of_death"}
_PLACE = re.compile(r"[A-ZÀ-ÖØ-Þ][^\d()]{2,80}")
_BESIDE = re.compile(
    rf"(?P<date>[^()]*?\d{{4}})(?: ?\([^()]*\))?(?:, ?| in )(?P<place>{_PLACE.pattern})"
)
_BRACKETS = re.compile(r"(?:\s*\([^()]*\))+[,;]?$")


class InfoboxRows:
    """Proposes what an infobox says of the page's subject."""

    name = "Fonds infobox rows"
    version = "8"

    def propose(self, page: Page) -> Iterator[Proposed]:
        """Yield the facts of each infobox; nothing where it is not known whom the page is about."""
        if not page.subject:
            return
        for box in boxes(page.text, page.rows):
            rows = [row for row in box if row.kind is not None]
            offices = {row.number: _office(row) for row in rows if row.kind == "office"}
            terms = {number: _term(rows, number) for number in offices}
            for row in rows:
                if row.property in _OF_OFFICE and row.number not in offices:
                    continue
                office, _ = offices.get(row.number, ("", None))
                term = terms.get(row.number)
                yield from _facts(page, row, office, term, _extent(rows, row, term))


def _office(row: Row) -> tuple[str, str | None]:
    words = row.parts[0].words
    match = _DISTRICT.match(words)
    return (match["office"], match["district"]) if match else (words, None)


def _date(row: Row) -> str | None:
    """Return the date a row begins with, EDTF; what stands in brackets behind it is no part."""
    return _day(row.parts[0].words)


def _day(words: str) -> str | None:
    date = turn(words, "edtf") or turn(_BRACKETS.sub("", words), "edtf")
    return None if date is None else str(date)


def _dated(row: Row) -> tuple[str, str, Part, str, Part] | None:
    """Return a row's date, EDTF, its words and entry; and the place beside it with its entry.

    The place is "" but in rows of births and deaths: "Born: Anna Maria Kowal / 3 April 1945 (age
    58) / Ostrow, Northland", "Died: 5 May 2010, Saltby".
    """
    # Before the date of a birth may stand the name that was given then.
    for at, part in enumerate(row.parts[:2] if row.property in _PLACES else row.parts[:1]):
        date = _day(part.words)
        if date is not None:
            below = row.parts[at + 1 : at + 2] if row.property in _PLACES else ()
            placed = [one for one in below if _PLACE.fullmatch(one.words)]
            return date, part.words, part, *((placed[0].words, placed[0]) if placed else ("", part))
        beside = _BESIDE.fullmatch(part.words) if row.property in _PLACES else None
        date = _day(beside["date"]) if beside else None
        if beside and date is not None:
            return date, beside["date"], part, beside["place"], part
    return None


def _term(rows: list[Row], number: str) -> str | None:
    """Return the time of an office, EDTF, where both of its rows give one."""
    dates = {
        row.property: _date(row)
        for row in rows
        if row.number == number and row.property in {"term_start", "term_end"}
    }
    if dates.get("term_start") and dates.get("term_end"):
        return f"{dates['term_start']}/{dates['term_end']}"
    return None


def _extent(rows: list[Row], office: Row, term: str | None) -> tuple[int, int]:
    """Return the range of a row's words; of an office with a term, to the rows that give it."""
    start, end = office.start, office.parts[0].end
    for row in rows:
        given = row.number == office.number and row.property in {"term_start", "term_end"}
        if office.kind == "office" and term and given:
            start, end = min(start, row.start), max(end, row.parts[0].end)
    return (start, end) if end - start <= _LONGEST_TERM else (office.start, office.parts[0].end)


def _facts(
    page: Page, row: Row, office: str, term: str | None, extent: tuple[int, int]
) -> Iterator[Proposed]:
    first = row.parts[0]
    start, end = extent

    def fact(
        value: str | int,
        value_type: str,
        property: str = row.property or "",  # noqa: A002 - the word of the interchange format
        when: str | None = None,
        to: Part | None = None,
        certainty: str = "stated",
        **qualifiers: str,
    ) -> Proposed:
        of_office = {"office": office} if property in _OF_OFFICE | {"represents_district"} else {}
        until = to.end if to is not None else end
        quote = page.text[start:until]
        if qualifiers.get("as_written", "") not in quote:
            # A template shows other words than it is written in.
            del qualifiers["as_written"]
        return Proposed(
            subject=page.subject,
            property=property,
            value=value,
            value_type=value_type,
            quote=quote,
            start=start,
            end=until,
            rule=f"infobox/{property}",
            when=when,
            certainty=certainty,
            qualifiers={**of_office, **{key: words for key, words in qualifiers.items() if words}},
        )

    if row.kind == "date":
        dated = _dated(row)
        if dated is not None:
            date, words, part, place, placed = dated
            yield fact(date, "date", when=date, to=part, as_written=words)
            if place:
                yield fact(place, "place", _PLACES[row.property or ""], to=placed)
    elif row.kind == "office":
        name, district = _office(row)
        based = "infobox rows of the term" if term else ""
        yield fact(name, "office", when=term, district=district or "", when_basis=based)
        if district:
            yield fact(
                district, "text", "represents_district", when=term, office=name, when_basis=based
            )
    elif row.kind == "children":
        number = turn(re.split(r"[ ,;]", first.words)[0], "number")
        if number is not None:
            yield fact(number, "quantity", "number_of_children", as_written=first.words)
    elif row.kind in {"kin", "person"}:
        for part in row.parts:
            name, namesake = _person(page, row, part)
            if part is first or _NAMED.fullmatch(name):
                value = f"{name} ({row.property} of {page.subject})" if namesake else name
                written = "" if value == part.words else part.words
                when, told = _married(part) if row.property == "spouse" else (None, "")
                yield fact(
                    value, "person", to=part, when=when, value_as_written=written, when_text=told
                )
    elif row.kind == "list":
        for part in row.parts:
            for words in _listed(part.words):
                yield fact(words, "text", to=part)
    else:
        words = ", ".join(part.words for part in row.parts)
        kind, last = row.kind or "text", row.parts[-1]
        if kind == "party":
            yield _party(fact(words, "organization", to=last), row)
        else:
            yield fact(words, kind, to=last)


def _listed(words: str) -> list[str]:
    """Return what a cell lists: "Printer, councillor" is two, "Professor of Law, Oxford" one."""
    parts = [part.strip() for part in re.split(r"[,;]", words)]
    several = all(part[:1].islower() for part in parts[1:]) or not any(
        " " in part for part in parts
    )
    return parts if several and all(parts) else [words]


def _married(part: Part) -> tuple[str | None, str]:
    """Return the time of a marriage, EDTF, and the words for it: "(m. 1971; died 1980)"."""
    found = _MARRIED.search(part.words)
    if found is None:
        return None, ""
    first, last = turn(found["first"], "edtf"), turn(found["last"], "edtf")
    if first is None:
        return None, ""
    in_order = last is not None and str(first) <= str(last)
    return (f"{first}/{last}" if in_order else str(first)), found[0].strip("()")


def _person(page: Page, row: Row, part: Part) -> tuple[str, bool]:
    """Return a name without what is said of it in brackets, and whether it is not enough to tell.

    A given name alone is not, nor the page's own name: a father called the same is somebody else.
    """
    name = _BRACKETS.sub("", part.words) or part.words
    given = row.kind == "kin" and _PERSONAL.match(name) is not None
    return name, given or name.casefold() == page.subject.casefold()


def _party(one: Proposed, row: Row) -> Proposed:
    """Return a party as it is called: "Democratic" in a row "Party" is the Democratic Party.

    That is drawn from the row's own name, and said so; any other row's words stand as they are.
    """
    if row.label != "party" or not _PERSONAL.match(str(one.value)):
        return one
    words = str(one.value)
    return replace(
        one,
        value=f"{words} Party",
        certainty="inferred",
        qualifiers={**one.qualifiers, "as_written": words},
    )
