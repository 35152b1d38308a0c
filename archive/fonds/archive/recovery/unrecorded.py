# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Parts that are gone from a saved log, which does not say that they were erased or withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.recovery.found import LostPart
from fonds.archive.schema import PARTS_AN_EVENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.connection import Connection


def unrecorded(
    connection: Connection, erased: Iterable[tuple[str, tuple[str, ...]]]
) -> list[LostPart]:
    """Name them, in the order of the log; ``erased`` are events and parts that the log erases.

    What erased them stands behind the first event that is lost, or somebody took them out.
    """
    said = {(event, name) for event, names in erased for name in names}
    rows = connection.execute(
        "SELECT event.position, event.id, part.name FROM part"
        f" JOIN event ON event.position = part.key / {PARTS_AN_EVENT}"
        " WHERE part.data IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM withheld WHERE withheld.kind = 'part' AND withheld.key = part.key)"
        " ORDER BY part.key"
    )
    return [LostPart(position, name) for position, event, name in rows if (event, name) not in said]
