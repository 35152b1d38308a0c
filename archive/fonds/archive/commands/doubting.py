# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What speaks against an imported line and does not keep it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.proposals.days import dated_otherwise
from fonds.archive.proposals.years import cited_too_early
from fonds.archive.record.amounts import gives_a_number
from fonds.events.sentences import say
from fonds.events.values import Certainty, ValueType

if TYPE_CHECKING:
    from collections.abc import Collection

    from fonds.archive.commands.interchange import FactLine
    from fonds.events.catalogue.fact import Reading
    from fonds.events.values import Chain


def doubts_of(line: FactLine, reading: Reading, chain: Chain | None) -> list[str]:
    """Say what a line's own passage, and the works it is said to be from, speak against in it."""
    is_date = reading.value_type is ValueType.DATE and reading.value is not None
    date = str(reading.value) if is_date else line.when
    limits = [one.name for one in reading.qualifiers]
    named = reading.value_subject is not None
    words = None if named else kept_as_words(reading.value_type, reading.value, limits)
    said = [cited_too_early(one.work, date) for one in chain.links if not one.read] if chain else []
    if is_date and line.certainty is Certainty.STATED:
        said.append(dated_otherwise(line.quote, str(reading.value)))
    return [one for one in (words, *said) if one]


def kept_as_words(value_type: ValueType, value: object, qualifiers: Collection[str]) -> str | None:
    """Say that a quantity was given in words of which no number can be made; None of others.

    ``qualifiers`` are the names of what limits it: words with their ends beside them have numbers.
    """
    if (
        value_type is not ValueType.QUANTITY
        or not isinstance(value, str)
        or {"min", "max"}.intersection(qualifiers)
        or gives_a_number(value)
    ):
        return None
    return say(
        "“{value}” is kept as words and compared with no number.", value=" ".join(value.split())
    )
