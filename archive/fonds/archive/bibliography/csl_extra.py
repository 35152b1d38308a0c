# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Variables that Zotero's users write as lines of "Extra", which its exports put into the note.

`original-date: 1850`, a line each, or `{:original-date: 1850}` within a line, as citeproc-js reads
them ("cheater syntax"); any other line stays a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fonds.archive.bibliography.bibtex_words import VARIABLES
from fonds.archive.bibliography.csl_dates import edtf_or_none
from fonds.archive.bibliography.items import DATE_VARIABLES, NAME_VARIABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE = re.compile(r"(?P<name>[A-Za-z][A-Za-z_-]*) ?: ?(?P<value>\S.*)")
_BRACED = re.compile(r"\{: ?(?P<name>[A-Za-z_-]+) ?: ?(?P<value>[^{}\n]+)\}")
_WORDS = frozenset(
    {
        "archive", "archive_collection", "archive_location", "call-number", "container-title",
        "dimensions", "division", "issue", "jurisdiction", "medium", "number", "part",
        "part-title", "printing", "publisher", "publisher-place", "references", "reviewed-title",
        "scale", "section", "source", "status", "supplement", "volume-title",
    }
) | (frozenset(VARIABLES.values()) - {"note", "abstract"})  # fmt: skip
_KNOWN = {
    name.lower(): name for name in (*_WORDS, *NAME_VARIABLES, *DATE_VARIABLES, "type", "language")
}


def with_extra(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item of CSL-JSON with what its note says of variables moved to these.

    A variable that the item has already is not overridden, only its type is.
    """
    note = item.get("note")
    if not isinstance(note, str) or ":" not in note:
        return dict(item)
    said: dict[str, Any] = dict(item)
    kept: list[str] = []
    for line in note.split("\n"):
        rest = _BRACED.sub(lambda found: "" if _moved(found, said) else found[0], line)
        found = _LINE.fullmatch(rest.strip())
        if (found is None or not _moved(found, said)) and (rest.strip() or not line.strip()):
            kept.append(rest)
    said["note"] = "\n".join(kept).strip()
    return said


def _moved(found: re.Match[str], said: dict[str, Any]) -> bool:
    """Put a variable into an item; tell whether it is one and was not said yet."""
    name = _KNOWN.get(found["name"].lower().replace("_", "-")) or _KNOWN.get(found["name"].lower())
    value = found["value"].strip()
    if name is None or (said.get(name) and name != "type" and name not in NAME_VARIABLES):
        return False
    if name in NAME_VARIABLES:
        family, bars, given = (part.strip() for part in value.partition("||"))
        person = {"family": family, "given": given} if bars and given else {"literal": family}
        before = said.get(name)
        said[name] = [*(before if isinstance(before, list) else ()), person]
    elif name in DATE_VARIABLES:
        date = edtf_or_none(value)
        said[name] = {"literal": value} if date is None else {"edtf": date}
    elif name == "type" and re.fullmatch(r"[a-z_-]+", value) is None:
        return False
    else:
        said[name] = value
    return True
