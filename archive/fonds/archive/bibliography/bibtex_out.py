# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Writing BibTeX: UTF-8, the fields of classic BibTeX, braces that match whatever a title says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.bibliography.bibtex_words import MONTHS, NAMES, TYPES_OUT, VARIABLES
from fonds.archive.bibliography.csl_dates import to_csl

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fonds.archive.bibliography.items import Entry
    from fonds.events.values import Contributor

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
    }
)
_VERBATIM = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
_ROLES = {role: field for field, role in NAMES.items() if field != "holder"}
_FIELDS = {variable: field for field, variable in VARIABLES.items()}
_WITHIN = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHER = {
    "techreport": "institution",
    "phdthesis": "school",
    "mastersthesis": "school",
    "thesis": "school",
    "misc": "howpublished",
    "booklet": "howpublished",
}
_THESES = {"PhD thesis": "phdthesis", "Master’s thesis": "mastersthesis"}
_NUMBER = {"issue": "number", "collection-number": "number", "number": "number"}
_YEAR = re.compile(r"\d{4}")
_DATES = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}


def write_bibtex(entries: Sequence[Entry]) -> str:
    """Return works as BibTeX, in their order; their keys must be fit for it."""
    return "\n".join(_entry(entry) for entry in entries)


def _entry(entry: Entry) -> str:
    kind = TYPES_OUT.get(entry.csl_type, "misc")
    if kind == "thesis":
        genre = next((one.text for one in entry.variables if one.name == "genre"), "")
        kind = _THESES.get(genre, kind)
    fields: dict[str, str] = {}
    for name, text in _said(entry, kind):
        if text:
            fields.setdefault(name, text)
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items()]
    return "\n".join([f"@{kind}{{{entry.key},", *lines, "}", ""])


def _said(entry: Entry, kind: str) -> Iterator[tuple[str, str]]:
    for role, field in _ROLES.items():
        names = [_name(one) for one in entry.contributors if one.role == role]
        yield field, " and ".join(names)
    yield "title", _text(entry.title)
    if entry.csl_type == "article-newspaper":
        yield "entrysubtype", "newspaper"
    elif entry.csl_type == "article-magazine":
        yield "entrysubtype", "magazine"
    yield _WITHIN.get(kind, "booktitle"), _text(entry.container_title)
    yield _PUBLISHER.get(kind, "publisher"), _text(entry.publisher)
    yield "address", _text(entry.publisher_place)
    yield from _issued(entry.issued)
    for variable in entry.variables:
        if variable.name == "issued":
            yield "year", _text(variable.text)
        elif variable.name in _DATES:
            yield _DATES[variable.name], variable.text.translate(_VERBATIM)
        elif variable.name == "DOI":
            yield "doi", variable.text.translate(_VERBATIM)
        elif variable.name == "page":
            yield "pages", _text(variable.text.replace("–", "--"))
        else:
            name = _NUMBER.get(variable.name) or _FIELDS.get(variable.name)
            if name is not None:
                yield name, _text(variable.text)
    yield "library", _text(entry.repository)
    yield "callnumber", _text(entry.call_number)
    yield "language", _text(entry.language)
    yield "url", (entry.url or "").translate(_VERBATIM)
    yield "fonds", entry.own or ""


def _issued(edtf: str | None) -> Iterator[tuple[str, str]]:
    if edtf is None:
        return
    date = to_csl(edtf)
    parts = date.get("date-parts", [])
    # biblatex reads all of EDTF in "date"; the year and month are for classic BibTeX.
    yield "date", edtf
    if parts and parts[0][0] < 0:
        # Classic BibTeX has no years before Christ.
        return
    if len(parts) == 1 and not date.get("circa") and not date.get("season"):
        yield "year", str(parts[0][0])
        if len(parts[0]) > 1:
            yield "month", MONTHS[parts[0][1] - 1]
    elif parts:
        yield "year", str(parts[0][0])
    elif found := _YEAR.search(edtf):
        yield "year", found.group()


def _name(name: Contributor) -> str:
    if name.literal:
        return f"{{{_text(name.literal)}}}"
    particles = " ".join(part for part in (name.dropping_particle, name.particle) if part)
    family = name.family or ""
    # Of several words before the comma, those up to the last in small letters are a particle, and
    # without a comma all but the last are given names.
    alone = not (name.given or name.suffix) and len(family.split()) > 1
    family = _one(family, whole=alone or any(map(_is_small, family.split())))
    last = " ".join(part for part in (_one(particles), family) if part)
    further = [_one(part) for part in (name.suffix, name.given) if part]
    return ", ".join([part for part in (last, *further) if part])


def _is_small(word: str) -> bool:
    return next((sign for sign in word if sign.isalpha()), "").islower()


def _one(part: str, *, whole: bool = False) -> str:
    """Return a part of a name, in braces where its words would part it anew."""
    words = part.split()
    return f"{{{_text(part)}}}" if whole or "and" in words or "," in part else _text(part)


def _text(text: str | None) -> str:
    return " ".join((text or "").split()).translate(_LATEX)
