# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that records one sourced fact."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import (
    WORDS,
    Kind,
    archive_argument,
    passage_options,
    read_passage,
    read_qualifiers,
)
from fonds.archive.cli.tables import in_words
from fonds.archive.cli.terminal import flowing, safe
from fonds.archive.commands.doubting import kept_as_words
from fonds.archive.commands.facts import AssertFact
from fonds.archive.proposals.days import dated_otherwise
from fonds.archive.proposals.years import cited_too_early
from fonds.archive.record.chronology import BORN, DIED
from fonds.archive.record.constraints import is_after
from fonds.archive.record.setting import date_of
from fonds.events.values import Certainty, ValueKind, ValueType

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.archive import Archive, Outcome
    from fonds.archive.cli.session import Session
    from fonds.archive.commands.plan import Appended
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.queries import Queries
    from fonds.archive.queries.source_answers import CitedWorkRow

_MOST_MARKS = 3
"""Footnotes told of a passage that stands under several."""


@command(
    "add",
    negative_numbers=True,
    example="""fonds fact add marlow.fonds "Edda Marlow" date_of_birth 1948-03-09 \\
    --source province-almanac-marlow.wiki --quote "born March 9, 1948"
    fonds fact add marlow.fonds "Edda Marlow" position_held "Provincial Assembly" \\
    --source the-quay-profile.txt --quote "the first time I stood for the Assembly" \\
    --when 1979/1987 --qualifier district=12 --asserted-by "Edda Marlow\"""",
)
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@click.argument("property_name", metavar="PROPERTY", type=WORDS)
@click.argument("value", metavar="[VALUE]", type=WORDS, required=False)
@passage_options
@click.option("--as-written", metavar="WORDS", type=WORDS, help="The words behind the value.")
@click.option(
    "--value-kind", type=Kind(ValueKind), default="value", help="Whether there is a value."
)
@click.option("--value-type", type=Kind(ValueType), help="Else the property's first type.")
@click.option("--value-as-subject", is_flag=True, help="A place or office is a subject of its own.")
@click.option(
    "--when", metavar="EDTF", type=WORDS, help="When it held: 1979/1987, 198X, 1953-04-16."
)
@click.option("--when-text", metavar="WORDS", type=WORDS, help="The words on time, as written.")
@click.option(
    "--qualifier",
    "qualifiers",
    metavar="NAME=VALUE",
    type=WORDS,
    multiple=True,
    help="What limits it; a name given twice has a list.",
)
@click.option("--certainty", type=Kind(Certainty), default="stated", help="Said, or drawn from it.")
@click.option(
    "--premise",
    "premises",
    metavar="FACT|PASSAGE=RULE",
    type=WORDS,
    multiple=True,
    help="What it needs besides its words, and how: 3kq7=the year in the heading.",
)
@click.option("--note", metavar="TEXT", type=WORDS, help="A private remark.")
@click.pass_obj
def add(
    session: Session,
    /,
    path: Path,
    subject: str,
    property_name: str,
    value: str | None,
    as_written: str | None,
    value_kind: ValueKind,
    value_type: ValueType | None,
    value_as_subject: bool,
    when: str | None,
    when_text: str | None,
    qualifiers: tuple[str, ...],
    certainty: Certainty,
    premises: tuple[str, ...],
    note: str | None,
    **passage: Any,
) -> None:
    """Record what one source says about one subject; print the fact's id.

    The quote must stand in the source's text word for word. VALUE is left out only where the
    source says that there is none, or that it is not known (--value-kind none, unknown). That
    somebody was not a member of a certain body, or denies it, is no such none: give the body, and
    --chain "speaker=…; manner=denies".
    """
    given = read_passage(**passage)
    fact = AssertFact(
        subject=subject,
        property=property_name,
        value=value,
        source=given.source,
        quote=given.quote,
        start=given.start,
        end=given.end,
        locator=given.locator,
        asserted_by=given.asserted_by,
        cited_work=given.cited_work,
        mark=given.mark,
        links=given.links,
        speakers=given.speakers,
        ends_nowhere=given.ends_nowhere,
        inquiry=given.inquiry,
        spelled=given.spelled,
        as_written=as_written,
        value_kind=value_kind,
        value_type=value_type,
        value_as_subject=value_as_subject,
        when=when,
        when_text=when_text,
        qualifiers=read_qualifiers(qualifiers),
        certainty=certainty,
        note=note,
        premises=tuple((one.partition("=")[0], one.partition("=")[2]) for one in premises),
    )
    with session.writing(path) as archive:
        fact = dataclasses.replace(fact, source=numbered_source(archive.queries, given.source))
        outcome = session.record(archive, fact, "Recording")
        told = archive.queries.fact(outcome.answer.stream)
        warnings = [*_doubts(told), *_speakers_alike(archive.queries, told)]
        if outcome.answer.repeats is not None:
            warnings.append(_repeated(outcome.answer.repeats, outcome.answer.stream))
        works = [] if given.mark or given.cited_work or given.links else _works(archive, outcome)
    asserted = outcome.answer
    document: dict[str, object] = {
        "fact": asserted.stream,
        "event": asserted.event,
        "position": asserted.position,
        "action": outcome.action,
    }
    if asserted.repeats is not None:
        document["repeats"] = asserted.repeats
    if works:
        document["cited_works"] = [
            {"id": work.id, "mark": work.mark, "work": work.work, "status": work.status}
            for work in works
        ]
    if warnings:
        document["warnings"] = warnings
    session.answer(document, asserted.stream)
    for said in warnings:
        session.note(said)
    if works:
        named = "; ".join(
            f"[{safe(work.mark or '–')}] {flowing(work.told).rstrip('.')}".rstrip()
            for work in works[:_MOST_MARKS]
        )
        noun, option = (
            ("footnotes", "the --mark of one") if len(works) > 1 else ("footnote", "--mark")
        )
        session.note(
            f"The passage stands under the {noun} {named}; to say that the source has it from"
            f" there, record it with {option}."
        )


def _repeated(before: str, now: str) -> str:
    return (
        f"The fact {before} says the same already, from the same passage. Both stand; if that was"
        f" not meant, fonds fact retract takes {now} back."
    )


def _doubts(fact: FactAnswer) -> list[str]:
    """Say what is doubtful in a date or quantity just recorded; it stands all the same."""
    said = []
    if _lies_ahead(fact):
        said.append(
            "That day has not come yet. If the words say so, it stands, and fonds todo lists it; if"
            " it was mistyped, fonds fact correct puts it right."
        )
    if words := only_words(fact):
        said.append(words)
    is_date = fact.value_type is ValueType.DATE and fact.value_kind is ValueKind.VALUE
    date = str(fact.value) if is_date else fact.when.edtf if fact.when else None
    works = [link.work for one in fact.citations for link in one.chain if not link.read]
    early = dict.fromkeys(filter(None, (cited_too_early(work, date) for work in works)))
    said += [f"{one} It stands; if another work is meant, cite that one." for one in early]
    # What was drawn from a passage, or needs another one, may well be another day than it names.
    if not is_date or fact.certainty is not Certainty.STATED or fact.premises:
        return said
    for citation in fact.citations:
        if not citation.against:
            other = dated_otherwise(citation.quote, str(fact.value))
            stands = "It stands; if it was mistyped, fonds fact correct puts it right."
            said += [f"{other} {stands}"] if other else []
    return said


def only_words(fact: FactAnswer) -> str | None:
    """Say what to do where a quantity was given in words of which no number can be made."""
    given = fact.value if fact.value_kind is ValueKind.VALUE else None
    words = kept_as_words(fact.value_type, given, fact.qualifiers)
    return words and (
        f"{flowing(words)} Where it gives one, fonds fact correct takes the number alone, and what"
        " goes with it as --qualifier unit=…, hedge=…, min=… or max=…."
    )


def _lies_ahead(fact: FactAnswer) -> bool:
    """Tell whether a birth or death is dated later than the day it was recorded on."""
    date = date_of(str(fact.value)) if fact.property in {BORN, DIED} else None
    return date is not None and is_after(date.bounds.earliest, fact.recorded_at[:10])


def _speakers_alike(queries: Queries, fact: FactAnswer) -> list[str]:
    """Say of which speakers nobody can tell which subject is meant: several bear the name."""
    links = [link for one in fact.citations for link in one.chain if link.subject is None]
    speakers = [link.speaker for link in links if link.speaker]
    said = []
    for speaker in dict.fromkeys(speakers):
        alike = list(dict.fromkeys(queries.names.subjects_labelled(speaker)))
        if len(alike) > 1:
            said.append(
                f"{in_words(len(alike)).capitalize()} subjects bear the name “{flowing(speaker)}”"
                f" ({', '.join(alike)}). The speaker is kept as these words, and none of them is"
                " meant by it; if you know which it is, say so in the chain: subject=ID."
            )
    return said


def _works(archive: Archive, outcome: Outcome[Appended]) -> list[CitedWorkRow]:
    """Return the works the source cites for the passage a fact rests on, to be proposed."""
    found: list[CitedWorkRow] = []
    for citation in archive.queries.fact(outcome.answer.stream).citations:
        if citation.rendition and citation.start is not None and citation.end is not None:
            found += archive.queries.works_cited_at(
                citation.rendition, citation.start, citation.end
            )
    return found
