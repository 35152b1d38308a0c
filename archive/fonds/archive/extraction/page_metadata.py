# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a page says of itself in its head: title, authors, date, language, where it was saved from.

Only what is said as such is taken (HTML Standard section 4.2.5, schema.org in JSON-LD, Dublin Core,
Highwire Press and Open Graph names), and a date only in a form of ISO 8601.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from fonds.archive.sources.extracted import Found, keepable
from fonds.archive.sources.titles import PART

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode

_LONGEST = 500
# What programs write into the title that no person gave.
_NO_TITLE = re.compile(
    r"(microsoft (word|powerpoint|excel) - |untitled|unbenannt|(word )?document\d*$|slide 1$)"
    r"|.*\.(docx?|odt|rtf|indd|qxd|pdf|tex|dvi|pptx?|wpd|p65)$",
    re.IGNORECASE,
)
_MOST_AUTHORS = 20

_DAY = re.compile(r"\s*(\d{4})(?:[-/](\d{2})(?:[-/](\d{2})(?=$|[T\s]))?)?(?=$|[-/T\s])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s*url:\s*(\S+)\s*saved date:\s*([^\n]+?)\s*(?:\n|-->)"
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_SINGLE_FILE_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{4})")
_HEAD = 8_192

_TITLES = ("citation_title", "dc.title", "dcterms.title", "og:title")
_AUTHORS = (
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "author",
    "parsely-author",
)
_DATES = (
    "citation_publication_date",
    "citation_date",
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
    "date",
    "pubdate",
    "parsely-pub-date",
)


def found_in_head(root: LexborNode | None, source: str, heading: str | None) -> Found:
    """Return what a page says of itself; ``heading`` is its first of the first rank."""
    if root is None:
        return Found()
    named = _named(root)
    linked = list(_linked_data(root))
    title = _title(root, named, heading)
    authors = _first(named, _AUTHORS, every=True) or _people(linked)
    stated = [*_first(named, _DATES), *(str(one.get("datePublished") or "") for one in linked)]
    issued = next((day for day in map(iso_day, stated) if day), None)
    url, retrieved_at = _saved_from(source[:_HEAD])
    return Found(
        title=title,
        authors=tuple(dict.fromkeys(authors))[:_MOST_AUTHORS],
        issued=issued,
        language=_language(root),
        url=url or _canonical(root, named),
        retrieved_at=retrieved_at,
    )


def iso_day(words: str) -> str | None:
    """Return the year, month or day that a date of ISO 8601 begins with, as EDTF; else None."""
    found = _DAY.match(words)
    if found is None:
        return None
    parts = [part for part in found.groups() if part]
    try:
        datetime(*(int(part) for part in [*parts, "01", "01"][:3]))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    return "-".join(parts)


def message_day(words: str) -> str | None:
    """Return the day of a date as messages spell it (RFC 5322 section 3.3), as EDTF; else None."""
    try:
        return f"{parsedate_to_datetime(words):%Y-%m-%d}"
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def language_tag(words: str) -> str | None:
    """Return a language's tag (BCP 47), None where the words are none."""
    found = _LANGUAGE.fullmatch(words.strip().replace("_", "-"))
    return found[0] if found else None


def stated_title(words: str | None) -> str | None:
    """Return a title that a person gave a document, None for what programs put there."""
    title = one_line(words)
    if title is None or _NO_TITLE.match(title) or PART.fullmatch(title):
        return None
    return title


def one_line(words: str | None) -> str | None:
    """Return words on one line, short enough for a title or a name; None where there are none."""
    joined = keepable(" ".join((words or "").split()))
    return joined[:_LONGEST] or None


def _named(root: LexborNode) -> list[tuple[str, str]]:
    named = []
    for meta in root.css("meta"):
        given = meta.attributes
        name = given.get("name") or given.get("property") or given.get("itemprop")
        words = one_line(given.get("content"))
        if name and words:
            named.append((name.lower(), words))
    return named


def _first(
    named: Sequence[tuple[str, str]], wanted: Sequence[str], *, every: bool = False
) -> list[str]:
    """Return what stands under the first of the wanted names that is there."""
    for name in wanted:
        found = [words for key, words in named if key == name]
        # Some sites name the author by the address of a profile.
        found = [words for words in found if not (every and words.startswith(("http:", "https:")))]
        if found:
            return found if every else found[:1]
    return []


def _title(root: LexborNode, named: Sequence[tuple[str, str]], heading: str | None) -> str | None:
    """Return the page's title: its heading where the title in the head only adds a site's name."""
    element = root.css_first("head > title")
    whole = one_line(element.text()) if element is not None else None
    stated = _first(named, _TITLES)
    for better in (one_line(heading), *stated):
        if better and (whole is None or better in whole):
            return better
    return whole or one_line(heading)


def _language(root: LexborNode) -> str | None:
    element = root if root.tag == "html" else root.css_first("html")
    given = element.attributes if element is not None else {}
    return language_tag(given.get("lang") or given.get("xml:lang") or "")


def _canonical(root: LexborNode, named: Sequence[tuple[str, str]]) -> str | None:
    link = root.css_first("link[rel=canonical]")
    stated = one_line(link.attributes.get("href")) if link is not None else None
    for url in (stated, *_first(named, ("og:url",))):
        if url and url.startswith(("http://", "https://")):
            return url
    return None


def _saved_from(head: str) -> tuple[str | None, str | None]:
    """Return the address and day that SingleFile or a browser wrote into a saved page."""
    found = _SINGLE_FILE.search(head)
    if found is None:
        other = _SAVED_FROM.search(head)
        url = other[1] if other else None
        return (url if url and url.startswith("http") else None), None
    day = _SINGLE_FILE_DATE.match(found[2])
    retrieved = None
    if day:
        try:
            retrieved = f"{datetime.strptime(' '.join(day.groups()), '%b %d %Y'):%Y-%m-%d}"  # noqa: DTZ007
        except ValueError:
            retrieved = None
    return one_line(found[1]), retrieved


def _linked_data(root: LexborNode) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD that are works."""
    for script in root.css("script[type='application/ld+json']"):
        try:
            waiting = [json.loads(script.text() or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            one = waiting.pop()
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                waiting.append(one.get("@graph"))
                if one.get("headline") or one.get("datePublished"):
                    yield one


def _people(linked: Sequence[dict[str, Any]]) -> list[str]:
    names = []
    for work in linked:
        given = work.get("author")
        for person in given if isinstance(given, list) else [given]:
            name = person.get("name") if isinstance(person, dict) else person
            words = one_line(name) if isinstance(name, str) else None
            if words and not words.startswith("http"):
                names.append(words)
    return names
