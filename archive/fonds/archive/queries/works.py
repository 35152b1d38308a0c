# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sources as works of a library, to be cited in a style or exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.bibliography.works import entry_of
from fonds.archive.lookup.works import descriptions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.bibliography.items import Entry
    from fonds.archive.store.sqlite import SqliteStore


def make_works(store: SqliteStore, sources: Sequence[str]) -> list[Entry]:
    """Return how sources are described now, in the order given; erased ones are left out."""
    return [
        entry_of(source, said[-1].content, said[-1].origin)
        for source, said in descriptions_of(store, sources)
        if said
    ]
