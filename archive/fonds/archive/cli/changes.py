# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands that change what is held of facts: correct, reattribute, retract, reinstate, assess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.changed import tell_changed
from fonds.archive.cli.facts import only_words
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import (
    WORDS,
    Kind,
    QualifierValue,
    archive_argument,
    facts_argument,
    read_qualifiers,
    reason_option,
)
from fonds.archive.commands.changes import (
    AssessFacts,
    CorrectFacts,
    ReattributeFacts,
    ReinstateFacts,
    RetractFacts,
)
from fonds.events.values import (
    Confidence,
    CorrectionKind,
    EvidenceKind,
    EvidenceQuality,
    InformationQuality,
    Rank,
    SourceQuality,
    ValueKind,
    ValueType,
)

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session


@command(
    "correct",
    example="""fonds fact correct marlow.fonds 3kq7 --kind misread --value "Edmund Marlow, Sr." \\
    --reason "The suffix stands in the passage.\"""",
)
@archive_argument
@facts_argument
@click.option(
    "--kind",
    type=Kind(CorrectionKind),
    required=True,
    help="We took the words wrongly, or our fingers slipped.",
)
@click.option("--value", metavar="VALUE", type=WORDS, help="What it says.")
@click.option("--value-kind", type=Kind(ValueKind), help="Whether there is a value.")
@click.option("--value-type", type=Kind(ValueType), help="What the value is.")
@click.option(
    "--property", "property_name", metavar="PROPERTY", type=WORDS, help="Another property."
)
@click.option("--when", metavar="EDTF", type=WORDS, help="When it held.")
@click.option("--when-text", metavar="WORDS", type=WORDS, help="The words on time, as written.")
@click.option("--as-written", metavar="WORDS", type=WORDS, help="The words behind the value.")
@click.option(
    "--qualifier",
    "qualifiers",
    metavar="NAME=VALUE",
    type=WORDS,
    multiple=True,
    help="A qualifier as it should be; NAME= takes it away.",
)
@reason_option
@click.pass_obj
def correct(
    session: Session,
    path: Path,
    facts: tuple[str, ...],
    kind: CorrectionKind,
    value: str | None,
    value_kind: ValueKind | None,
    value_type: ValueType | None,
    property_name: str | None,
    when: str | None,
    when_text: str | None,
    as_written: str | None,
    qualifiers: tuple[str, ...],
    reason: str,
) -> None:
    """Give facts the reading they should have had.

    What is not named stays as it was. Ids and citations stay; the former reading stays in the
    history. Several facts are one action.
    """
    said: dict[str, QualifierValue | None] = {}
    said.update(read_qualifiers(pair for pair in qualifiers if not _is_removal(pair)))
    said.update({pair[:-1].strip(): None for pair in qualifiers if _is_removal(pair)})
    own = {"as_written": as_written, "when_text": when_text}
    said.update({name: words for name, words in own.items() if words is not None})
    correction = CorrectFacts(
        facts=facts,
        kind=kind,
        reason=reason,
        property=property_name,
        value=value,
        value_kind=value_kind,
        value_type=value_type,
        when=when,
        qualifiers=said,
    )
    with session.writing(path) as archive:
        outcome = session.record(archive, correction, "Recording")
        corrected = archive.queries.facts(outcome.answer.facts) if value is not None else ()
    tell_changed(session, outcome)
    for words in dict.fromkeys(filter(None, map(only_words, corrected))):
        session.note(words)


def _is_removal(pair: str) -> bool:
    return pair.endswith("=") and pair.count("=") == 1 and bool(pair[:-1].strip())


@command(
    "reattribute",
    example="""fonds fact reattribute marlow.fonds 3kq7 x2ab --to "Edmund Marlow, Jr." \\
    --reason "The cousin, not the father.\"""",
)
@archive_argument
@facts_argument
@click.option("--to", metavar="SUBJECT", type=WORDS, required=True, help="Whom it means.")
@click.option(
    "--slot",
    metavar="subject|value|QUALIFIER",
    type=WORDS,
    default="subject",
    help="Which place in the fact; else the subject.",
)
@reason_option
@click.pass_obj
def reattribute(
    session: Session, path: Path, facts: tuple[str, ...], to: str, slot: str, reason: str
) -> None:
    """Say that facts are about another subject than we took them to be.

    Ids and words stay; all facts named are one action.
    """
    with session.writing(path) as archive:
        moved = ReattributeFacts(facts, to, reason, slot)
        tell_changed(session, session.record(archive, moved, "Recording"))


@command(
    "retract",
    example="""fonds fact retract marlow.fonds 3kq7 --reason "It says whose hall it was, no more."
    fonds fact retract marlow.fonds --action 7dfa --reason "The whole import was a mistake.\"""",
)
@archive_argument
@click.argument("facts", metavar="[FACT]…", type=WORDS, nargs=-1)
@click.option("--action", metavar="ID", type=WORDS, help="All that one action asserted.")
@reason_option
@click.pass_obj
def retract(
    session: Session, path: Path, facts: tuple[str, ...], action: str | None, reason: str
) -> None:
    """Say that facts are no longer held. They stay in the history, and can be reinstated."""
    if not facts and action is None:
        message = "Name at least one fact, or the --action that asserted them"
        raise click.UsageError(message, click.get_current_context())
    with session.writing(path) as archive:
        tell_changed(
            session, session.record(archive, RetractFacts(facts, reason, action), "Recording")
        )


@command(
    "reinstate",
    example='fonds fact reinstate marlow.fonds 3kq7 --reason "Her own letter confirms it."',
)
@archive_argument
@facts_argument
@reason_option
@click.pass_obj
def reinstate(session: Session, path: Path, facts: tuple[str, ...], reason: str) -> None:
    """Hold retracted facts again."""
    with session.writing(path) as archive:
        tell_changed(session, session.record(archive, ReinstateFacts(facts, reason), "Recording"))


@command(
    "assess",
    example="""fonds fact assess marlow.fonds 3kq7 --rank preferred --confidence high \\
    --source-quality original --reason "A contemporary's papers.\"""",
)
@archive_argument
@facts_argument
@click.option("--rank", type=Kind(Rank), help="How it stands among others; else normal.")
@click.option("--confidence", type=Kind(Confidence), help="How sure you are of it.")
@click.option("--source-quality", type=Kind(SourceQuality), help="What the source is.")
@click.option("--information", type=Kind(InformationQuality), help="How the informant knew.")
@click.option("--evidence", type=Kind(EvidenceKind), help="How the words bear on the question.")
@reason_option
@click.pass_obj
def assess(
    session: Session,
    path: Path,
    facts: tuple[str, ...],
    rank: Rank | None,
    confidence: Confidence | None,
    source_quality: SourceQuality | None,
    information: InformationQuality | None,
    evidence: EvidenceKind | None,
    reason: str,
) -> None:
    """Judge facts. The whole assessment takes the place of an earlier one."""
    quality = (
        EvidenceQuality(source=source_quality, information=information, evidence=evidence)
        if source_quality or information or evidence
        else None
    )
    if rank is None and confidence is None and quality is None:
        message = (
            "Say how you judge: give --rank, --confidence, --source-quality, --information or"
            " --evidence"
        )
        raise click.UsageError(message, click.get_current_context())
    with session.writing(path) as archive:
        judged = AssessFacts(facts, reason, rank or Rank.NORMAL, confidence, quality)
        tell_changed(session, session.record(archive, judged, "Recording"))
