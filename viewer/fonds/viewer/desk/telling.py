# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From a record to the narrative that is shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.export.narrative import narrative_of
from fonds.archive.export.narrative_formats import gone, quoted
from fonds.archive.queries.dates import remarks_on
from fonds.archive.queries.said import named_in
from fonds.viewer.told import Told, ToldClause
from fonds.viewer.wording import spoken_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.queries.answers import Record
    from fonds.archive.queries.queries import Queries
    from fonds.archive.record.policy import Policy


def read_told(queries: Queries, record: Record, as_of: str | None, policy: Policy) -> Told:
    """Tell a record with what else is asked for it: namesakes by name, and dates that clash."""
    named = {*named_in(record.properties()), *dict(record.merged)}
    dates = queries.dates(record.id, as_of, policy, merged=bool(record.merged))
    apart = queries.names_apart(named, as_of, policy)
    return told_of(record, apart, remarks_on(dates.beside_conflicts))


def told_of(
    record: Record, called: Mapping[str, str] | None = None, remarks: Sequence[str] = ()
) -> Told:
    """Tell a record as the archive's templates tell it, every clause with its facts.

    ``called`` names subjects, by id, that others are called like; ``remarks`` are told before it.
    """
    language = spoken_language()
    narrative = narrative_of(record, language=language, called=called, remarks=remarks)
    return Told(
        narrative.title,
        narrative.about,
        tuple(
            (
                one.heading,
                tuple(ToldClause(c.text, c.facts, c.marks, c.stop) for c in one.clauses),
            )
            for one in narrative.paragraphs
        ),
        tuple(
            (
                one.number,
                quoted(one.quote, narrative) if one.quote is not None else gone(one, narrative),
                one.place,
            )
            for one in narrative.notes
        ),
    )
