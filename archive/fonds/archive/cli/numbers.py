# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sources named by the numbers that `fonds source list` prints, and told apart by their names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.names import SOURCE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.queries import Queries


def numbered_source(queries: Queries, name: str) -> str:
    """Return the id of the source with the number ``name``, else ``name`` as it is.

    What names a source already (its title, alias, id or the beginning of its id) is never taken
    for a number.
    """
    if SOURCE_NUMBER.match(name) is None:
        return name
    try:
        return queries.names.source_typed(name)
    except RefusedError:
        return name


def title_among_all(queries: Queries, source: str) -> str:
    """Return a source's title; where another in the archive bears it, with the name of its file."""
    title = queries.names.label(source)
    alike = queries.names.sources_named(title)
    return titles_told_apart(queries, dict.fromkeys((source, *alike), title))[source]


def titles_told_apart(queries: Queries, titles: Mapping[str, str]) -> dict[str, str]:
    """Return sources' titles by id; where several have one title, with the name of its file."""
    shared = Counter(titles.values())
    told = dict(titles)
    for source, title in titles.items():
        if shared[title] > 1:
            aliases = queries.source(source, used=False).aliases
            told[source] = f"{title} ({aliases[0] if aliases else source})"
    return told


def titles_cited(queries: Queries, facts: Iterable[FactAnswer]) -> dict[str, str]:
    """Return what the sources that facts cite are called, told apart."""
    cited = {one.source: one.source_title for fact in facts for one in fact.citations}
    return titles_told_apart(queries, cited)
