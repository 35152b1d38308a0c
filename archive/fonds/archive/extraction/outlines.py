# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The structure of texts that spell it out: found when it is asked for, never recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import KINDS
from fonds.archive.extraction.process import extract_apart

if TYPE_CHECKING:
    from fonds.archive.sources.extracted import StructureSpan

_KINDS = {
    "text/x-wiki": "wikitext",
    "text/markdown": "markdown",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/xml": "wikitext",
}
"""Media types of captures whose texts are so; of a wiki's export the text is wiki text."""


def outline(text: str, media_type: str, name: str) -> tuple[StructureSpan, ...]:
    """Return the structure that a text spells out, in order; none for plain text.

    Raises:
        RefusedError: it cannot be found within the limits of an extraction.
    """
    key = _KINDS.get(media_type)
    if key is None or KINDS[key].outline is None or not text:
        return ()
    data = text.encode("utf-8", "replace")
    return extract_apart(key, data, Asked(name, media_type)).structure
