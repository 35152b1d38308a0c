# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Citation templates of MediaWiki text, told as a reader of the page would see them, nearly.

What is recorded of a cited work are its own words, template and all. A person who is told of it
wants author, title and place; a template of another name, or without a title, stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.sources.wiki_markup import plain
from fonds.archive.sources.wiki_templates import templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.sources.wiki_templates import Template

_CITATION = re.compile(r"cite \w[\w -]*|citation|cytuj\b.*|literatur|internetquelle", re.IGNORECASE)
# Their parameters (Wikipedia, "Template:Citation", "Vorlage:Literatur", "Szablon:Cytuj").
_LAST = ("last", "last{0}", "surname{0}", "nazwisko", "nazwisko{0}")
_FIRST = ("first", "first{0}", "given{0}", "imię", "imię{0}")
_AUTHOR = ("author", "author{0}", "authors", "vauthors", "autor", "autor{0}")
_TITLE = ("title", "titel", "tytuł")
_CHAPTER = ("chapter", "contribution", "rozdział")
_WITHIN = ("work", "newspaper", "journal", "magazine", "website", "periodical", "encyclopedia",
           "sammelwerk", "werk", "czasopismo", "praca")  # fmt: skip
_PUBLISHER = ("publisher", "agency", "verlag", "wydawca", "hrsg", "herausgeber")
_DATE = ("date", "year", "datum", "jahr", "data", "rok")
_PAGE = ("page", "p", "strona")
_PAGES = ("pages", "pp", "seiten", "strony", "s")
_PLACE = ("at", "loc")
_MOST_NAMED = 3


def told_work(work: str) -> str:
    """Return the words of a cited work as they are told to a person."""
    if "{{" not in work:
        return work
    pieces: list[str] = []
    at = 0
    for one in templates(work):
        if one.depth == 0 and _CITATION.fullmatch(one.name(work)) and (told := _told(one, work)):
            pieces += [work[at : one.start], told]
            at = one.end
    return "".join([*pieces, work[at:]])


def _told(one: Template, work: str) -> str:
    places = one.values(work)

    def said(names: tuple[str, ...], number: int = 1) -> str:
        for name in names:
            if "{0}" not in name and number > 1:
                continue
            span = places.get(name.format(number))
            words = " ".join(plain(work[slice(*span)]).text.split()) if span else ""
            if words:
                return words
        return ""

    title, chapter, within = said(_TITLE), said(_CHAPTER), said(_WITHIN)
    if not title and not chapter:
        return ""
    named = [f"“{chapter}”", title] if chapter else [f"“{title}”" if within else title, within]
    page, pages = said(_PAGE), said(_PAGES)
    where = f"p. {page}" if page else f"pp. {pages}" if pages else said(_PLACE)
    parts = [_authors(said), *named, "" if within else said(_PUBLISHER), said(_DATE), where]
    return ", ".join(filter(None, parts))


def _authors(said: Callable[[tuple[str, ...], int], str]) -> str:
    names: list[str] = []
    for number in range(1, _MOST_NAMED + 2):
        last, first = said(_LAST, number), said(_FIRST, number)
        name = f"{first} {last}".strip() if last else said(_AUTHOR, number)
        if not name:
            break
        names.append(name)
    if len(names) > _MOST_NAMED:
        return f"{names[0]} et al."
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
