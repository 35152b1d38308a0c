# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What speaks against an imported line and does not keep it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.proposals.days import dated_otherwise
from fonds.archive.proposals.years import cited_too_early
from fonds.events.values import Certainty, ValueType

if TYPE_CHECKING:
    from fonds.archive.commands.interchange import FactLine
    from fonds.events.catalogue.fact import Reading
    from fonds.events.values import Chain


def doubts_of(line: FactLine, reading: Reading, chain: Chain | None) -> list[str]:
    """Say what a line's own passage, and the works it is said to be from, speak against in it."""
    is_date = reading.value_type is ValueType.DATE and reading.value is not None
    date = str(reading.value) if is_date else line.when
    said = [cited_too_early(one.work, date) for one in chain.links if not one.read] if chain else []
    if is_date and line.certainty is Certainty.STATED:
        said.append(dated_otherwise(line.quote, str(reading.value)))
    return [one for one in said if one]
