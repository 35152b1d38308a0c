# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From a conflict to the sheet on which it is weighed: accounts, their words, their weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.queries.said import reasons_of
from fonds.viewer.accounts import Account, AccountQuote, Sheet
from fonds.viewer.desk.conclusions import concluded
from fonds.viewer.desk.record_chips import said_by
from fonds.viewer.desk.record_rows import below_of, hedges_of, in_words, times_of, value_said
from fonds.viewer.desk.value_remarks import lineages_said, nearness_said, passage_remarks
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import Counted, translate, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.queries.answers import ConflictSummary, ValueAnswer

_MOST_REASONS = 6


def sheet_of(summary: ConflictSummary, numbers: Mapping[str, int]) -> Sheet:
    """Lay a conflict out; only accounts that are part of it stand on the sheet."""
    conflict = summary.conflict
    wanted = frozenset(conflict.facts)
    held = [
        value for value in summary.scope.values if wanted.intersection(f.id for f in value.facts)
    ]
    title = translate("ConflictSheets", "{property} of {subject}: {number} accounts").format(
        property=term(summary.label), subject=conflict.subject_label, number=in_words(len(held))
    )
    names = {fact.id: value_said(fact) for value in held for fact in value.facts}
    return Sheet(
        conflict.id,
        title,
        "\n".join(_why(summary)),
        tuple(_account(value, numbers, wanted) for value in held),
        resolved=conflict.status == "resolved",
        concluded=tuple(concluded(one, names) for one in summary.scope.resolutions),
    )


def _why(summary: ConflictSummary) -> list[str]:
    """Say why every two of the accounts conflict; of very many the first."""
    told, more = reasons_of(summary.scope, _MOST_REASONS)
    return [*map(worded, told), *([f"… (+{more})"] if more else [])]


def _account(value: ValueAnswer, numbers: Mapping[str, int], wanted: frozenset[str]) -> Account:
    # What is preferred is a fact of the conflict; one that only agrees with it comes after.
    facts = sorted(value.facts, key=lambda fact: fact.id not in wanted)
    quotes = tuple(
        AccountQuote(
            numbers.get(one.source, 0),
            one.source_title,
            one.quote or "",
            " · ".join(filter(None, (said_by(one), *passage_remarks(one)))),
            fact.id,
            one.excerpt or "",
        )
        for fact in facts
        for one in fact.citations
        if one.quote
    )
    known = [*times_of(value.facts), *hedges_of(value.facts, numbers), below_of(value.facts)]
    return Account(
        value_said(value.facts[0]),
        "\n".join(filter(None, [" · ".join(filter(None, known)), _weight(value)])),
        tuple(fact.id for fact in facts),
        quotes,
    )


def _weight(value: ValueAnswer) -> str:
    sources = Counted.tr("%Ln source(s)", "", value.sources)
    # Where none were counted nobody has looked yet whether one copied the other.
    lineages = lineages_said(value) or Counted.tr("at most %Ln lineage(s)", "", value.sources)
    near = nearness_said(value.facts, second_hand=value.second_hand)
    return " · ".join((sources, lineages, near))
