# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Pages exported from a MediaWiki (Special:Export, schema export-0.x): the wiki text of each.

Of a page the newest revision in the file is read. Several pages stand in their order, each behind
a form feed, and its title says where it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.extraction.asking import damaged, nothing_readable
from fonds.archive.extraction.building import TextBuilder, TextIsFullError
from fonds.archive.extraction.packed import attribute, local, parsed
from fonds.archive.extraction.page_metadata import iso_day, language_tag, one_line
from fonds.archive.sources.extracted import Extracted, Found

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from fonds.archive.extraction.asking import Asked, Report

VERSION = 1
WHAT = "a wiki's XML dump"


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Read an export. Raises as `Reader.extract`."""
    report(0, 1)
    root = parsed(data, lambda why: damaged(asked, WHAT, why), "it")
    built = TextBuilder(asked.most_text)
    pages = [one for one in root if local(one.tag) == "page"]
    older = 0
    titles: list[str] = []
    dates: list[str] = []
    for number, page in enumerate(pages):
        report(number, len(pages))
        title = one_line(_child(page, "title")) or f"page {number + 1}"
        revisions = [one for one in page if local(one.tag) == "revision"]
        if not revisions:
            continue
        newest = max(revisions, key=lambda one: _child(one, "timestamp"))
        older += len(revisions) - 1
        words = _child(newest, "text")
        if not words.strip():
            continue
        titles.append(title)
        dates.append(_child(newest, "timestamp"))
        if built.length:
            built.verbatim("\f")
        opened = built.open("page")
        opened.locator = title
        try:
            built.verbatim(words)
        except TextIsFullError:
            break
        built.map(opened)
    if not titles:
        raise nothing_readable(asked, WHAT, "without a page that holds words")
    if older:
        noun = "revision was" if older == 1 else "revisions were"
        built.remark(f"{older:,} older {noun} left out.")
    return Extracted(
        text=built.text(),
        media_type=asked.media_type,
        tool=f"Fonds wiki dump reader {VERSION}",
        found=Found(
            title=titles[0] if len(titles) == 1 else None,
            issued=iso_day(dates[0]) if len(dates) == 1 else None,
            language=language_tag(attribute(root, "lang")),
        ),
        mapped=tuple(built.mapped),
        remarks=tuple(built.remarks),
    )


def _child(element: Element, name: str) -> str:
    return next((one.text or "" for one in element if local(one.tag) == name), "")
