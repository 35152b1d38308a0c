# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The end of reading a document: what has no words is refused, structure sorted, remarks kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.asking import nothing_readable
from fonds.archive.extraction.packed import local
from fonds.archive.extraction.page_metadata import language_tag, stated_title
from fonds.archive.sources.extracted import MOST_STRUCTURES, Extracted, Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fonds.archive.extraction.asking import Asked
    from fonds.archive.extraction.building import TextBuilder
    from fonds.archive.extraction.packed import Packed
    from fonds.archive.sources.extracted import StructureSpan


def hand_over(
    built: TextBuilder,
    asked: Asked,
    what: str,
    tool: str,
    found: Found,
    without: str = "without words",
) -> Extracted:
    """Return what was built of a document; ``what`` it is, for a refusal: "a Word document".

    Structure is in the order of the text, what holds another range before it.

    Raises:
        RefusedError: it holds no words.
    """
    text = built.text()
    if not text.strip():
        raise nothing_readable(asked, what, without)
    return Extracted(
        text=text,
        media_type=asked.media_type,
        tool=tool,
        found=found,
        structure=tuple(sorted(built.structure, key=lambda one: (one.start, -one.end))),
        mapped=tuple(built.mapped),
        remarks=tuple(built.remarks),
    )


def outlined(
    data: bytes, asked: Asked, find: Callable[[str], Iterable[StructureSpan]], tool: str
) -> Extracted:
    """Return a text as it stands, given in UTF-8, with the structure that it spells out."""
    text = data.decode("utf-8")
    found = sorted(find(text), key=lambda one: (one.start, -one.end))
    return Extracted(
        text=text,
        media_type=asked.media_type,
        tool=tool,
        structure=tuple(found[:MOST_STRUCTURES]),
    )


def leave_comments(built: TextBuilder) -> None:
    """Say that a document's comments are no part of its text."""
    built.remark("Its comments were left out.")


def leave_deleted(built: TextBuilder) -> None:
    """Say that words which tracked changes deleted are no part of a document's text."""
    built.remark("What was deleted with changes being tracked was left out.")


def leave_hidden(built: TextBuilder) -> None:
    """Say that words set as hidden are no part of a document's text."""
    built.remark("Words set as hidden were left out.")


def stated_in(packed: Packed, name: str) -> Found:
    """Return title and language as a packed document's own description states them.

    Who wrote it, the file knows only as whose program it was. Without a description nothing is
    found.
    """
    try:
        described = packed.xml(name)
    except RefusedError:
        return Found()
    stated = {local(one.tag): one.text or "" for one in described.iter()}
    return Found(
        title=stated_title(stated.get("title")), language=language_tag(stated.get("language", ""))
    )
