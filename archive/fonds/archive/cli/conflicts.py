# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that lists where sources disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import titles_cited
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import flowing, passage, safe, wrap
from fonds.archive.export.document import relations_said
from fonds.archive.queries.said import (
    hedges_of,
    inferred,
    qualifier_label,
    qualifiers_of,
    time_of,
    written_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import ConflictAnswer, FactAnswer
    from fonds.archive.record.rule import FactRelation

_MOST_REASONS = 6


@command("conflicts", example='fonds conflicts marlow.fonds "Edda Marlow"')
@archive_argument
@click.argument("subject", metavar="[SUBJECT]", type=WORDS, required=False)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show N at most.")
@click.option(
    "--after", type=WORDS, metavar="CONFLICT", help="Show those that come after this one."
)
@living_option
@click.pass_obj
def conflicts(
    session: Session, path: Path, subject: str | None, limit: int | None, after: str | None
) -> None:
    """List where sources disagree: the accounts side by side, with their words.

    Of three accounts and more it is said of every two why they conflict, up to six times; fonds
    conflict show says them all.
    """
    with session.reading(path) as archive:
        found = archive.queries.conflicts(subject, limit=limit, after=after)
        facts = (
            {}
            if session.json
            else {
                fact.id: fact
                for fact in archive.queries.facts([one for all_ in found for one in all_.facts])
            }
        )
        titles = titles_cited(archive.queries, facts.values())
        relations = {one.id: archive.queries.reasons(one) for one in found}
    document = {
        "conflicts": [
            {
                "id": one.id,
                "subject": one.subject,
                "subject_label": one.subject_label,
                "property": one.property,
                "status": one.status,
                "relation": one.relation,
                "reason": one.reason,
                "facts": list(one.facts),
                "reopened": one.reopened,
                "relations": relations_said(relations[one.id]),
            }
            for one in found
        ]
    }
    lines: list[str] = []
    for one in found:
        lines += [""] if lines else []
        lines += _lines(one, relations[one.id], facts, titles, session)
    session.answer(document, lines or "No sources disagree.")


def further_reasons(relations: Iterable[FactRelation], conflict: str | None = None) -> list[str]:
    """Say why accounts conflict besides the first reason, up to five times; then how many more.

    ``conflict`` is the id under which all can be read, where it is known.
    """
    found = list(dict.fromkeys(one.reason for one in relations))[1:]
    told, more = found[: _MOST_REASONS - 1], len(found[_MOST_REASONS - 1 :])
    where = f"fonds conflict show {conflict}" if conflict else "fonds conflicts lists them"
    return [*told, *([f"And {counted(more, 'more reason')}: {where}"] if more else [])]


def _lines(
    conflict: ConflictAnswer,
    relations: Sequence[FactRelation],
    facts: dict[str, FactAnswer],
    titles: dict[str, str],
    session: Session,
) -> list[str]:
    ink, width = session.ink, session.width
    word = "! open again" if conflict.reopened else "! open"
    state = ink.alert(word) if conflict.status == "open" else conflict.status
    lines = [
        *(
            ink.strong(line)
            for line in wrap(
                f"{safe(conflict.subject_label)}: {safe(conflict.property_label)}", width
            )
        ),
        f"  {state}  {ink.quiet(conflict.id)}",
    ]
    first = [relations[0].reason] if relations else [conflict.reason]
    for reason in (*first, *further_reasons(relations, conflict.id)):
        lines += wrap(flowing(reason), width, first="  ", rest="  ")
    for fact in filter(None, (facts.get(one) for one in conflict.facts)):
        time = time_of(fact)
        when = f", {time}" if time else ""
        limits = " · ".join(
            [
                *(f"{qualifier_label('when_text')}: “{one}”" for one in written_of([fact])),
                *(
                    f"{qualifier_label(name)}: {flowing('; '.join(words))}"
                    for name, words in qualifiers_of([fact]).items()
                ),
            ]
        )
        when += "".join(f" (“{flowing(one)}”)" for one in hedges_of([fact]))
        known = ["second-hand"] if fact.second_hand else []
        known += ["inferred"] if inferred([fact]) else []
        hand = f" ({', '.join(known)})" if known else ""
        text = f"{flowing(fact.display)}{safe(when)}{hand}  {fact.id}"
        lines += wrap(text, width, first="  - ", rest="    ")
        lines += wrap(safe(limits), width, first="    ", rest="    ") if limits else []
        for citation in fact.citations[:1]:
            more = len(fact.citations) - 1
            also = f" and {counted(more, 'further passage')}" if more else ""
            words = passage(citation.quote, hidden=citation.hidden)
            says = "says" if citation.manner == "states" else citation.manner
            speaker = (
                f", {says} {safe(flowing(citation.asserted_by))}" if citation.asserted_by else ""
            )
            said = f"{words} {safe(titles[citation.source])}{speaker}{also}"
            lines += [ink.quiet(line) for line in wrap(said, width, first="    ")]
    return lines
