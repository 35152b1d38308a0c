# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands that show a life in the order of time, and whom and what a subject is tied to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.dates import clash_shape
from fonds.archive.cli.footnotes import Footnotes, drawn, hedged
from fonds.archive.cli.lazy import command
from fonds.archive.cli.links import links_said, names_merged
from fonds.archive.cli.numbers import titles_cited
from fonds.archive.cli.parameters import WORDS, archive_argument, as_of_option, merged_option
from fonds.archive.cli.policies import GivenPolicy, policy_options, policy_words
from fonds.archive.cli.record_text import fact_words
from fonds.archive.cli.tables import as_held, counted
from fonds.archive.cli.terminal import Ink, flowing, safe, wrap
from fonds.archive.export.document import moment_shape, policy_shape
from fonds.archive.queries.citation_answers import is_alleged
from fonds.archive.queries.dates import remarks_on
from fonds.archive.queries.said import (
    qualifier_label,
    qualifiers_of,
    times_of,
    written_of,
)
from fonds.archive.queries.timeline import coarser_than, rivals_in
from fonds.archive.record.rule import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.timeline import Entry, Tie, Timeline

_TOLD_BY_THE_TIME = frozenset({"as_of", "when_derived"})
"""Qualifiers that say again when an entry is."""

_BESIDE = {Relation.REFINES: "less precisely", Relation.OVERLAPS: "perhaps the same,"}
"""How a date is told that stands in the place of a more precise one."""


@command("timeline", example='fonds timeline marlow.fonds "Edda Marlow"')
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@as_of_option
@merged_option
@policy_options
@click.pass_obj
def timeline(
    session: Session,
    path: Path,
    subject: str,
    as_of: str | None,
    merged: bool,
    policy: GivenPolicy,
) -> None:
    """Show what of a life has a time, in its order, with who held an office before and after.

    Times are as uncertain as the sources leave them. One marked * is stated by no source and
    follows from ages and births.
    """
    with session.reading(path) as archive, archive.queries.snapshot():
        meant = policy.meant(archive.queries)
        found = archive.queries.timeline(subject, as_of, meant, merged=merged)
        limits = policy_words(found.record.policy, archive.queries)
        called = names_merged(archive.queries, found.record.merged, as_of, meant)
        links = links_said(archive.queries, found.record.id, called, as_of)
        resting = sorted({fact for entry in found.entries for fact in entry.rests_on})
        grounds = {fact.id: fact for fact in archive.queries.facts(resting, as_of)}
        titles = titles_cited(archive.queries, grounds.values())
    document = {
        "subject": found.record.id,
        "label": found.record.label,
        "as_of": moment_shape(found.record.as_of),
        "policy": policy_shape(found.record.policy),
        "entries": [_entry_shape(entry, rivals_in(found.record)) for entry in found.entries],
        "undated": found.undated,
        "clashes": [clash_shape(one) for one in found.clashes],
        "merged": [one for one, _ in found.record.merged],
    }
    notes = Footnotes(session.ink, session.width, titles, ids=False)
    session.answer(document, _timeline_lines(found, limits, links, grounds, notes, session))


def _entry_shape(entry: Entry, rivals: Mapping[str, Sequence[FactAnswer]]) -> dict[str, Any]:
    return {
        "earliest": entry.earliest,
        "latest": entry.latest,
        "when": entry.when,
        "reckoned": entry.reckoned,
        "property": entry.property,
        "label": entry.label,
        "value": entry.value,
        "status": entry.status,
        "facts": [fact.id for fact in entry.facts],
        "rests_on": list(entry.rests_on),
        "rivals": [other.id for fact in entry.facts for other in rivals.get(fact.id, ())],
        # One of each side stands by itself as well: the first, which the record puts first.
        **{one.side: one.label for one in reversed(entry.neighbours)},
        "neighbours": [
            {
                "side": one.side,
                "subject": one.subject,
                "label": one.label,
                "facts": [fact.id for fact in one.facts],
            }
            for one in entry.neighbours
        ],
    }


def _timeline_lines(
    found: Timeline,
    limits: tuple[str, ...],
    links: Sequence[str],
    grounds: Mapping[str, FactAnswer],
    notes: Footnotes,
    session: Session,
) -> list[str]:
    record, ink, width = found.record, session.ink, session.width
    lines = [ink.strong(line) for line in wrap(safe(record.label), width)]
    if record.as_of is not None:
        lines.append(as_held(record.as_of))
    lines += [line for one in links for line in wrap(one, width, rest="  ")]
    if limits:
        lines += wrap(f"! under a policy: {'; '.join(limits)}", width, rest="  ")
    for remark in remarks_on(found.clashes):
        lines += map(ink.alert, wrap(f"! {flowing(remark)}", width, rest="  "))
    lines.append("")
    before = None
    folded = coarser_than(found)
    rivals = rivals_in(record)
    for number, entry in enumerate(found.entries):
        if number in folded:
            continue
        when = f"{safe(entry.when)}{'*' if entry.reckoned else ''}"
        if when != before:
            lines += [ink.strong(line) for line in wrap(when, width)]
            before = when
        marks = _marks(notes, entry.facts)
        said = f"{safe(entry.label)}{_value(entry, notes, rivals)} {marks}"
        own = {fact.id for fact in entry.facts}
        others = [grounds[one] for one in entry.rests_on if one in grounds and one not in own]
        if others:
            said += f", reckoned with {_marks(notes, others)}"
        for coarser, (into, how) in folded.items():
            if into == number:
                said += f"; {_BESIDE[how]} {_coarser(found.entries[coarser], notes, rivals)}"
        lines += wrap(said, width, first="    ", rest="      ")
        for one in entry.neighbours:
            said = f"{one.side}: {flowing(one.label)} {_marks(notes, one.facts)}"
            lines += wrap(said, width, first="      ", rest="        ")
    if not found.entries:
        lines.append("Nothing in this record has a time.")
    if any(entry.reckoned for entry in found.entries):
        lines += ["", ink.quiet("* stated by no source: it follows from ages and births")]
    if found.undated:
        lines += ["", f"{counted(found.undated, 'fact')} without a time: see fonds show."]
    return [*lines, *notes.lines()]


def _coarser(entry: Entry, notes: Footnotes, rivals: Mapping[str, Sequence[FactAnswer]]) -> str:
    return f"{safe(entry.when)}{_value(entry, notes, rivals)} {_marks(notes, entry.facts)}"


def _value(entry: Entry, notes: Footnotes, rivals: Mapping[str, Sequence[FactAnswer]]) -> str:
    said = "" if entry.value == entry.when else f": {flowing(entry.value)}"
    remarks = [
        *(
            f"{qualifier_label(name)}: {flowing('; '.join(limits))}"
            for name, limits in qualifiers_of(entry.facts).items()
            if name not in _TOLD_BY_THE_TIME
        ),
        *(f"“{flowing(one)}”" for one in written_of(entry.facts)),
        *hedged(entry.facts, partial(_marks, notes)),
        *_disputed(entry, rivals),
        *_how_known(entry.facts, notes),
    ]
    return f"{said} ({'; '.join(remarks)})" if remarks else said


def _disputed(entry: Entry, rivals: Mapping[str, Sequence[FactAnswer]]) -> list[str]:
    """Say that an account is disputed, and which others stand against it."""
    if entry.status != "disputed":
        return []
    against = dict.fromkeys(
        fact_words(other) for fact in entry.facts for other in rivals.get(fact.id, ())
    )
    return [f"disputed: against {'; '.join(map(flowing, against))}" if against else "disputed"]


def _how_known(facts: Sequence[FactAnswer], notes: Footnotes) -> list[str]:
    passed_on = [fact for fact in facts if fact.second_hand]
    some = f" {_marks(notes, passed_on)}" if len(passed_on) < len(facts) else ""
    return [
        *(["alleged"] if is_alleged(facts) else []),
        *([f"second-hand{some}"] if passed_on else []),
        *drawn(facts, partial(_marks, notes)),
    ]


def _marks(notes: Footnotes, facts: Iterable[FactAnswer]) -> str:
    marks = (notes.mark(citation) for fact in facts for citation in fact.citations)
    return "".join(dict.fromkeys(marks))


@command("ties", example='fonds ties marlow.fonds "Edda Marlow"')
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@as_of_option
@policy_options
@click.pass_obj
def ties(
    session: Session, path: Path, subject: str, as_of: str | None, policy: GivenPolicy
) -> None:
    """Show whom and what a subject is tied to, each tie with its evidence."""
    with session.reading(path) as archive, archive.queries.snapshot():
        queries = archive.queries
        found = queries.ties(subject, as_of, policy.meant(queries))
        titles = titles_cited(queries, [fact for tie in found for fact in tie.facts])
        called = queries.names_apart((tie.other for tie in found), as_of, policy.meant(queries))
    document = {
        "ties": [
            {
                "other": tie.other,
                "label": tie.label,
                "kind": tie.kind,
                "property": tie.property,
                "incoming": tie.incoming,
                "facts": [fact.id for fact in tie.facts],
            }
            for tie in found
        ]
    }
    notes = Footnotes(session.ink, session.width, titles, ids=False)
    lines = _tie_lines(found, called, notes, session.ink, session.width)
    session.answer(document, lines or "No fact ties this subject to another.")


def _tie_lines(
    found: list[Tie], called: Mapping[str, str], notes: Footnotes, ink: Ink, width: int
) -> list[str]:
    if not found:
        return []
    lines: list[str] = []
    before = None
    for tie in found:
        if tie.other != before:
            before, name = tie.other, safe(called.get(tie.other, tie.label))
            lines += [
                *([""] if lines else []),
                *(ink.strong(line) for line in wrap(f"{name} ({tie.kind})", width)),
            ]
        marks = _marks(notes, tie.facts)
        way = "<-" if tie.incoming else "->"
        when = times_of(tie.facts)
        time = f", {safe(' / '.join(when))}" if when else ""
        remarks = [
            *(
                f"{qualifier_label(name)}: {flowing(', '.join(words))}"
                for name, words in qualifiers_of(tie.facts).items()
            ),
            *(f"“{flowing(one)}”" for one in written_of(tie.facts)),
            *hedged(tie.facts, partial(_marks, notes)),
            *_how_known(tie.facts, notes),
        ]
        limited = f" ({'; '.join(remarks)})" if remarks else ""
        said = f"{way} {safe(tie.property_label)}{time}{limited} {marks}"
        lines += wrap(said, width, first="  ", rest="     ")
    return [*lines, "", ink.quiet("-> said of this subject; <- said of the other"), *notes.lines()]
