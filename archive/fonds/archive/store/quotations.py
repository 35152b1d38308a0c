# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The words of passages, read without the rest of their events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.schema import PARTS_AN_EVENT
from fonds.archive.store.contract import damaged
from fonds.events.catalogue.excerpt import Quotation
from fonds.events.closed import read
from fonds.events.parts import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.connection import Connection

_PARTS = f"""
SELECT p.key / {PARTS_AN_EVENT}, p.data FROM json_each(?) e
JOIN part p ON p.key BETWEEN e.value * {PARTS_AN_EVENT}
  AND e.value * {PARTS_AN_EVENT} + {PARTS_AN_EVENT - 1}
WHERE p.name = '{Part.QUOTATION}' AND p.data IS NOT NULL
"""


def quotations(connection: Connection, positions: Sequence[int]) -> dict[int, str]:
    """Return, by position, the words that the excerpts taken there quote, where they are there.

    Raises:
        ArchiveError: "damaged", where a passage cannot be read.
    """
    rows = connection.execute(_PARTS, (json.dumps(list(positions)),)).fetchall()
    found: dict[int, str] = {}
    for position, data in rows:
        try:
            found[position] = read(Quotation, data).quote
        except ValueError as error:
            raise damaged(position, error) from error
    return found
