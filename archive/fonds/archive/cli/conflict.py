# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on one conflict: show it as a proof summary, conclude something, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import (
    WORDS,
    FunctionT,
    Kind,
    archive_argument,
    reason_option,
)
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.summary_text import summary_lines
from fonds.archive.commands.conflicts import ConcludedConflict, ResolveConflict
from fonds.archive.export.document import fact_shape, relation_shapes, resolution_shape
from fonds.events.catalogue.subject import ConflictOutcome

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session


def _conflict_argument(function: FunctionT) -> FunctionT:
    return click.argument("conflict", metavar="CONFLICT", type=WORDS)(function)


@command(
    "resolve",
    example="""fonds conflict resolve marlow.fonds 3kq7 --outcome preferred --prefer x2ab \\
    --reason "The register was written at the time; the profile is from memory."
    fonds conflict resolve marlow.fonds 3kq7 --outcome both-stand --reason "He held both.\"""",
)
@archive_argument
@_conflict_argument
@click.option(
    "--outcome",
    type=Kind(ConflictOutcome),
    required=True,
    help="What you concluded. With unresolved the conflict is open again.",
)
@click.option(
    "--prefer", "preferred", metavar="FACT", type=WORDS, help="Which fact, of outcome preferred."
)
@reason_option
@click.pass_obj
def resolve(
    session: Session,
    path: Path,
    conflict: str,
    outcome: ConflictOutcome,
    preferred: str | None,
    reason: str,
) -> None:
    """Conclude something about a conflict, with the reasoning.

    All its facts stay in the record. A fact recorded or corrected later, that conflicts with what
    was preferred, opens it again.
    """
    _conclude(session, path, ResolveConflict(conflict, outcome, reason, preferred))


@command(
    "reopen",
    example='fonds conflict reopen marlow.fonds 3kq7 --reason "I had mixed up the two registers."',
)
@archive_argument
@_conflict_argument
@reason_option
@click.pass_obj
def reopen(session: Session, path: Path, conflict: str, reason: str) -> None:
    """Take back what was concluded about a conflict: it is open again.

    The conclusion stays in the history, and this one beside it.
    """
    _conclude(session, path, ResolveConflict(conflict, ConflictOutcome.UNRESOLVED, reason))


def _conclude(session: Session, path: Path, resolving: ResolveConflict) -> None:
    with session.writing(path) as archive:
        made = session.record(archive, resolving, "Recording").answer
        status = next(
            (one.status for one in archive.queries.conflicts() if one.id == made.conflict), None
        )
    session.answer(_document(made, status), f"{made.conflict}  {status}  @{made.position}")


def _document(made: ConcludedConflict, status: str | None) -> dict[str, Any]:
    return {
        "conflict": made.conflict,
        "status": status,
        "outcome": made.outcome.value,
        "preferred": made.preferred,
        "facts": list(made.facts),
        "event": made.event,
        "position": made.position,
    }


@command("show", example="fonds conflict show marlow.fonds 3kq7 > summary.txt")
@archive_argument
@_conflict_argument
@living_option
@click.pass_obj
def show(session: Session, path: Path, conflict: str) -> None:
    """Show a conflict as a proof summary: the accounts, how they stand, what was concluded and why.

    Fit to be printed: it says all that a reader needs to disagree.
    """
    with session.reading(path) as archive:
        summary = archive.queries.conflict(conflict)
        head = archive.queries.archive()
    found, scope = summary.conflict, summary.scope
    document = {
        "id": found.id,
        "subject": found.subject,
        "subject_label": found.subject_label,
        "property": found.property,
        "status": found.status,
        "reopened": scope.reopened,
        "reopened_by": list(scope.reopened_by),
        "relation": found.relation,
        "reason": found.reason,
        "facts": list(found.facts),
        "opened": summary.opened,
        "relations": relation_shapes(scope),
        "accounts": [
            {"value": value.value, "facts": [fact_shape(fact) for fact in value.facts]}
            for value in scope.values
        ],
        "resolutions": [resolution_shape(one) for one in scope.resolutions],
    }
    session.answer(document, summary_lines(summary, head, session.ink, session.width))
