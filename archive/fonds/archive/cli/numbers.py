# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sources named by the numbers that `fonds source list` prints, and told apart by their names."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.queries.answers import SourceRow
    from fonds.archive.queries.queries import Queries

_NUMBER = re.compile(r"^\s*(?:\[(\d{1,9})\]|(\d{1,9}))\s*$", re.ASCII)


def numbered_source(queries: Queries, name: str) -> str:
    """Return the id of the source with the number ``name``, else ``name`` as it is.

    What names a source already (its title, alias, id or the beginning of its id) is never taken
    for a number.
    """
    match = _NUMBER.match(name)
    if match is None:
        return name
    try:
        queries.names.source(name)
    except RefusedError as error:
        if error.code != "unknown-source":
            return name
    else:
        return name
    number = int(match.group(1) or match.group(2))
    return next((row.id for row in queries.sources() if row.number == number), name)


def titles_told_apart(queries: Queries, rows: Sequence[SourceRow]) -> list[str]:
    """Return the title of each row; where several have one title, with the name of its file."""
    shared = Counter(row.title for row in rows)
    titles: list[str] = []
    for row in rows:
        aliases = queries.source(row.id).aliases if shared[row.title] > 1 else ()
        titles.append(f"{row.title} ({aliases[0]})" if aliases else row.title)
    return titles
