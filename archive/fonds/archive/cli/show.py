# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that shows a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.links import links_said, names_merged
from fonds.archive.cli.parameters import WORDS, archive_argument, as_of_option, merged_option
from fonds.archive.cli.policies import GivenPolicy, policy_options, policy_words
from fonds.archive.cli.record_text import RecordText, fact_words
from fonds.archive.cli.tables import moment
from fonds.archive.cli.terminal import flowing, safe, wrap
from fonds.archive.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import FactAnswer, NoteAnswer, PropertyAnswer, Record


@command(
    "show",
    example="""fonds show marlow.fonds "Edda Marlow"
    fonds show marlow.fonds "Edda Marlow" --as-of @120
    fonds show marlow.fonds "Edda Marlow" --exclude-source 2 --originals-only""",
)
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@as_of_option
@click.option("--ids", is_flag=True, help="Name facts and passages by their ids.")
@merged_option
@policy_options
@click.pass_obj
def show(
    session: Session,
    path: Path,
    subject: str,
    as_of: str | None,
    ids: bool,
    merged: bool,
    policy: GivenPolicy,
) -> None:
    """Show the record of a subject: what the sources say, with their words.

    Marks like [1] lead to the passages below. Where sources disagree, every account is shown and
    none is chosen.
    """
    with session.reading(path) as archive:
        try:
            meant = policy.meant(archive.queries)
            record = archive.queries.record(subject, as_of, meant, merged=merged)
        except RefusedError as error:
            # Known, as its id tells, though not by then.
            known = error.details.get("subject")
            if as_of is None or error.code != "unknown-subject" or known is None:
                raise
            message = (
                f"{archive.queries.names.label(known)} was not in the archive yet as of {as_of}."
                " fonds history tells when it came in."
            )
            raise RefusedError(error.code, message, **error.details) from error
        notes = [
            note
            for one, _ in record.merged or ((record.id, record.label),)
            for note in archive.queries.notes(one, as_of, meant)
        ]
        if session.json:
            from fonds.archive.export.document import (  # noqa: PLC0415 - for programs only
                conflict_shapes,
                moment_shape,
                policy_shape,
                subject_shape,
            )

            session.print_json(
                {
                    **subject_shape(record, notes),
                    "as_of": moment_shape(record.as_of),
                    "policy": policy_shape(record.policy),
                    "conflicts": conflict_shapes(record),
                    "merged": [one for one, _ in record.merged],
                }
            )
            return
        sources = [archive.queries.source(row.id, used=False) for row in record.sources]
        limits = policy_words(record.policy, archive.queries)
        owners = names_merged(archive.queries, record.merged, as_of, meant)
        links = links_said(archive.queries, record.id, owners, as_of)
    text = RecordText(
        record,
        sources,
        session.ink,
        session.width,
        ids=ids,
        limits=limits,
        links=links,
        owners=owners,
    )
    session.print_lines([*text.lines(), *_note_lines(session, notes, record)])


def _note_lines(session: Session, notes: Sequence[NoteAnswer], record: Record) -> list[str]:
    """Tell the notes about the subject, then those about its facts, each with what it is about."""
    said = [_noted(note.text, note.agent, note.recorded_at) for note in notes]
    for answer in record.properties():
        for fact in _facts(answer):
            about = f"{safe(answer.label)}, {fact_words(fact)}: "
            if fact.note is not None:
                said.append(about + _noted(fact.note, fact.agent, fact.recorded_at))
            said += [about + _noted(note.text, note.agent, note.recorded_at) for note in fact.notes]
    lines = ["", session.ink.strong("NOTES")] if said else []
    for one in said:
        lines += wrap(one, session.width, first="  ", rest="    ")
    return lines


def _noted(text: str, agent: str, recorded_at: str) -> str:
    return f"{flowing(text)} ({safe(agent)}, {moment(recorded_at)})"


def _facts(answer: PropertyAnswer) -> list[FactAnswer]:
    """Return the facts of a property in the order of the log, those set aside too."""
    found = [fact for scope in answer.scopes for value in scope.values for fact in value.facts]
    return sorted(
        [*found, *answer.deprecated, *answer.denied], key=lambda fact: (fact.position, fact.id)
    )
