# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an entry of BibTeX takes from others: ``crossref`` and ``xdata``.

By biblatex's manual, section 2.4.1 and appendix B. Two things differ. A part of a book, whatever
kind of part and book they say they are, finds the book's title as that of what it stands in. And
what names the other work itself (its DOI, address, file, summary) is not taken for the part's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping

_KEYS = re.compile(r"[\s,]+")
_DATED = frozenset({"date", "year", "month", "day"})
_OWN = frozenset(
    {
        "crossref", "xref", "xdata", "ids", "entryset", "entrysubtype", "execute", "label",
        "options", "presort", "related", "relatedoptions", "relatedstring", "relatedtype",
        "shorthand", "shorthandintro", "sortkey", "shorttitle", "sorttitle", "indextitle",
        "indexsorttitle",
        # What names the other work itself.
        "doi", "url", "urldate", "eprint", "file", "abstract", "annotation", "annote", "pagetotal",
        "pages", "keywords", "groups", "fonds", "pmid", "pmcid",
    }
)  # fmt: skip
"""Fields that are not taken from a ``crossref``."""

_PARTS = frozenset(
    {
        "inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inreference",
        "inproceedings", "conference",
    }
)  # fmt: skip
_ARTICLES = frozenset({"article", "suppperiodical"})
_VOLUMES = frozenset({"mvbook", "mvcollection", "mvreference", "mvproceedings"})


def inherited(
    entries: Mapping[str, tuple[str, Mapping[str, str]]], key: str, left_out: Counter[str]
) -> dict[str, str]:
    """Return the fields of an entry with those it takes from others; its own come first.

    ``entries`` are all by key, with kind and fields in small letters. A key that is not there is
    counted into ``left_out``; a circle ends where it closes.
    """
    return _fields(entries, key, (), left_out)


def _fields(
    entries: Mapping[str, tuple[str, Mapping[str, str]]],
    key: str,
    within: tuple[str, ...],
    left_out: Counter[str],
) -> dict[str, str]:
    kind, own = entries[key]
    fields = dict(own)
    for name in ("xdata", "crossref"):
        for other in _KEYS.split(fields.pop(name, "").strip()):
            if not other or other in (*within, key):
                continue
            if other not in entries:
                left_out[f"“{name}” to an entry that is not there"] += 1
                continue
            taken = _fields(entries, other, (*within, key), left_out)
            if name == "crossref":
                taken = dict(_of_parent(entries[other][0], taken, kind))
            if _DATED & own.keys():
                taken = {one: said for one, said in taken.items() if one not in _DATED}
            fields = {**taken, **fields}
    return fields


def _of_parent(parent: str, fields: Mapping[str, str], child: str) -> Iterator[tuple[str, str]]:
    """Yield what a child takes from its parent, under the names it has there."""
    within = ""
    if child in _ARTICLES and parent == "periodical":
        within = "journal"
    elif parent in _VOLUMES:
        within = "main"
    elif child in _PARTS:
        within = "book"
    for name, said in fields.items():
        if name in {"title", "subtitle", "titleaddon"}:
            # A work that says no title of its own has none: its parent's is another's.
            if within:
                yield f"{within}{name}", said
        elif name == "author" and child in {"inbook", "bookinbook", "suppbook"}:
            yield "author", said
            yield "bookauthor", said
        elif name not in _OWN:
            yield name, said
