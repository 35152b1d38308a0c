# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Passages read as plain JSON that was checked, as `fonds.events.spelt` reads assertions.

Whoever goes through a whole log meets two or three of them for every five facts.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fonds.events.catalogue.excerpt import ExcerptContent, ExcerptTaken, Quotation
from fonds.events.fixed import fixed
from fonds.events.spelt_parts import named_about, opening_form, part_reader, read_parts

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from fonds.events.closed import Closed
    from fonds.events.spelt_parts import Members

_PARTS: dict[str, type[Closed]] = {"content": ExcerptContent, "quotation": Quotation}


@fixed
class Taken:
    """A passage: what its header is about besides the stream, by which act, and where it stands.

    ``first`` and ``last`` are None where it has no range in a text, ``quote`` where its words are
    not there.
    """

    about: tuple[str, ...]
    action: str
    stream: str
    recorded_at: str
    import_key: str | None
    rendition: str
    first: int | None
    last: int | None
    locator: str | None
    quote: str | None


def read_taken(header: str, parts: Mapping[str, str]) -> Taken | None:
    """Read a stored `ExcerptTaken`; None where `fonds.events.recorded` must read the event."""
    found = _header_form().fullmatch(header)
    if found is None:
        return None
    about, action, _, _, import_key, stated, recorded_at, stream = found.groups()
    read = read_parts(parts, stated, recorded_at, _readers())
    if read is None:
        return None
    content = read["content"]
    span = content.get("span")
    first, last = (None, None) if span is None else (span["start"], span["end"])
    if first is not None and last < first:
        return None
    return Taken(
        named_about(about),
        action,
        stream,
        recorded_at,
        import_key,
        content["rendition"],
        first,
        last,
        content.get("locator"),
        read["quotation"]["quote"] if "quotation" in read else None,
    )


@cache
def _header_form() -> re.Pattern[str]:
    return opening_form(ExcerptTaken)


@cache
def _readers() -> dict[str, Callable[[str], Members]]:
    return {name: part_reader(kind) for name, kind in _PARTS.items()}
