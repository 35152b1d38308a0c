# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Finding a document's title in its own words.

In this order: a title named as such (YAML front matter, a "Title:" line at the head, DISPLAYTITLE
of MediaWiki), a heading of the first rank on the first line that is not empty (wiki, Markdown),
that line itself where it looks like a title, and at last (of a table or of cues, which begin with
what somebody says, at once) the file's name.
"Section 1" is none of these. A guess is only a label: the text keeps every word.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.sources.extracted import in_plain_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.sources.extracted import StructureSpan

LONGEST_TITLE = 120
"""Code points beyond which a first line is taken for prose."""

_UNTITLED = frozenset({"text/csv", "text/tab-separated-values", "text/vtt", "application/x-subrip"})
_HEAD = 65_536
_LONGEST_HEADING = 300
_LONGEST_UNSET_LINE = 60
_HEAD_LINES = 30

_WIKI_HEADING = re.compile(r"=\s*([^=\s](?:.*[^=\s])?)\s*=")
_MARKDOWN_HEADING = re.compile(r"#\s+(.*?\S)(?:\s+#+)?\s*")
_ANY_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(.*?\S)(?:\s+#+)?\s*")
_UNDERLINE = re.compile(r"\s{0,3}={3,}\s*")
_DISPLAY_TITLE = re.compile(r"\{\{\s*DISPLAYTITLE\s*:\s*([^{}|]*\S)[^{}]*\}\}", re.IGNORECASE)
_FIELD = re.compile(r"([A-Za-z][\w -]{0,30}):\s+(.*\S)\s*")
_SENTENCE_END = re.compile(r"[.:;,…]$")
# A line that ends so ends with an abbreviation, not with a sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Jr|Sr|Inc|Co|Ltd|Corp|Esq|St|No|Vol|etc|al|ed|eds|Dr|Bros)|(?:\b\w\.)*\b\w)\.$"
)
# A first line that begins so is a section, a template, a table, a list: mark-up, not a title.
_MARKED_UP = ("==", "{", "[[", "|", "<", "#", "*", ">")
_CLOSING = "\"'\u201d\u2019\u00bb)]}*_"
_OF_A_LETTER = re.compile(
    r",$|^(?:(?:My )?[Dd]ear(?:est)?|Liebe[rs]?|Sehr geehrte[rs]?|Hochgeehrte[rs]?|Cher|Chère) "
    r"|^(?:[^\W\d][\w .'’-]{1,30}, )?(?:(?:the|den|le) )?"
    r"(?:\d{1,2}(?:st|nd|rd|th|\.)?(?: of)? ?[^\W\d]{3,9}\.?,? [12]\d{3}"
    r"|[^\W\d]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? [12]\d{3}|\d{1,2}[./]\d{1,2}[./]\d{2,4})\.?$"
)
# "Section 1", "Page 3 of 9", "Kapitel IV": which part of a document it is, not which document.
PART = re.compile(
    r"(?:section|chapter|part|page|sheet|slide|appendix|kapitel|abschnitt|teil|seite|blatt|anhang)"
    r"[. ]{1,2}(?:\d{1,4}|[ivxlc]{1,7}|one)(?:(?: of | von | ?/ ?)\d{1,4})?[.:]?"
    r"|(?:table of )?contents|inhalt(?:sverzeichnis)?",
    re.IGNORECASE,
)
_EDGES = frozenset({"page head", "page number"})
_MARK_UP = str.maketrans("", "", "*_`")


def find_title(text: str, media_type: str, name: str) -> str:
    """Return the title of a document: one line, never empty, without control characters.

    Args:
        text: of the document; only its beginning is looked at.
        media_type: as `ReadFile.media_type`.
        name: of the file, the last resort (without its suffix).
    """
    lines = [line.rstrip() for line in text[:_HEAD].splitlines()]
    while lines and not lines[0].strip():
        del lines[0]
    if media_type in _UNTITLED:
        # Its first line names columns.
        lines = []
    for found in (_named(lines), _heading(lines, media_type), _first_line(lines)):
        title = _clean(found or "")
        if any(letter.isalnum() for letter in title) and not PART.fullmatch(title):
            return title
    return _clean(Path(name).stem) or _clean(name) or "untitled"


def without_edges(text: str, structure: Iterable[StructureSpan]) -> str:
    """Return the beginning of a text without the head of its first page, which names no document.

    A running head is the periodical's or the book's, and stands before an article's own title.
    """
    at = 0
    for span in sorted(structure, key=lambda one: one.start):
        if span.kind in _EDGES and not text[at : span.start].strip():
            at = max(at, span.end)
    return text[at : at + 2 * _HEAD]


def _named(lines: list[str]) -> str | None:
    """Return a title that the document's head names as its title."""
    head = lines[:_HEAD_LINES]
    if head and head[0] == "---":
        for line in head[1:]:
            if line in {"---", "..."}:
                break
            field = _FIELD.fullmatch(line)
            if field and field[1].lower() == "title":
                return field[2].strip("\"'")
        return None
    for line in head:
        field = _FIELD.fullmatch(line)
        if field is None:
            break
        if field[1].lower() == "title":
            return field[2]
    display = _DISPLAY_TITLE.search("\n".join(head))
    return display[1].replace("''", "") if display else None


def _heading(lines: list[str], media_type: str) -> str | None:
    """Return the text of a first-rank heading on the first line."""
    if not lines:
        return None
    first = lines[0].strip()
    wiki = _WIKI_HEADING.fullmatch(first)
    if wiki:
        return wiki[1].replace("''", "")
    is_markdown = media_type == "text/markdown"
    markdown = (_ANY_MARKDOWN_HEADING if is_markdown else _MARKDOWN_HEADING).fullmatch(first)
    if markdown:
        return markdown[1].translate(_MARK_UP) if is_markdown else markdown[1]
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]):
        return first
    return None


def _first_line(lines: list[str]) -> str | None:
    """Return the first line where it stands as titles do.

    It is short, does not end as a sentence does, and is set off: by an empty line, or else it is so
    short that it was not broken for width, and the next line does not go on in lower case. What
    letters begin with, a salutation or place and day, is none: "Dear Anna,", "Ostrow, 3 May 1911".
    """
    if len(lines) < 2:
        return None
    line, following = lines[0].strip(), lines[1].strip()
    if len(line) > LONGEST_TITLE or line.startswith(_MARKED_UP):
        return None
    bare = line.rstrip(_CLOSING)
    if _SENTENCE_END.search(bare) and not _ABBREVIATION.search(bare):
        return None
    if following and (len(line) > _LONGEST_UNSET_LINE or following[0].islower()):
        return None
    return None if _OF_A_LETTER.search(line) else line


def _clean(title: str) -> str:
    """Collapse white space, drop control characters and direction marks, cut what is too long."""
    kept = in_plain_line(title)
    if len(kept) <= _LONGEST_HEADING:
        return kept
    return kept[: _LONGEST_HEADING - 1].rstrip() + "…"
