# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that shows one fact whole: for whoever has its id from a footnote or a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.fact_list import fact_told
from fonds.archive.cli.footnotes import Footnotes
from fonds.archive.cli.history import Titles, entry_lines, entry_shape
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.record_text import fact_words, scope_words
from fonds.archive.cli.tables import labelled, moment
from fonds.archive.cli.terminal import flowing, safe, wrap
from fonds.archive.export.document import fact_shape, relations_said
from fonds.archive.queries.said import hedges_of, qualifier_label, qualifiers_of, time_as_written
from fonds.archive.record.states import Standing
from fonds.events.values import Certainty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import (
        ConflictAnswer,
        FactAnswer,
        HistoryEntry,
        ScopeAnswer,
    )
    from fonds.archive.queries.queries import Queries
    from fonds.archive.record.rule import FactRelation
    from fonds.events.values import Premise


@dataclass(frozen=True)
class _Whole:
    """A fact with all that is beside it.

    ``scope`` is None where it counts in none: retracted, set aside, denied, or one of very many.
    ``others`` are the facts it stands to in some relation, and those it rests on, by id.
    """

    fact: FactAnswer
    label: str
    subject: str
    scope: ScopeAnswer | None
    relations: tuple[FactRelation, ...]
    others: Mapping[str, FactAnswer]
    conflicts: Sequence[ConflictAnswer]
    history: Sequence[HistoryEntry]

    @property
    def premises(self) -> list[Premise]:
        """What it rests on, but for what is hidden."""
        return [one for one in self.fact.premises if one.fact is None or one.fact in self.others]


@command(
    "show",
    example="""fonds fact show marlow.fonds 3kq7
    fonds fact show marlow.fonds 3kq7 --json""",
)
@archive_argument
@click.argument("fact", metavar="FACT", type=WORDS)
@living_option
@click.pass_obj
def show(session: Session, path: Path, fact: str) -> None:
    """Show one fact whole: what it says, its passages and who says them, and its history.

    And how it stands to others of its property, each with the reason, and what it rests on.
    fonds show --ids, history and narrative name facts by id.
    """
    with session.reading(path) as archive, archive.queries.snapshot():
        whole = _whole(archive.queries, fact)
        titles = Titles(archive.queries)
        lines = _lines(whole, session)
        lines += ["", session.ink.strong("HISTORY")]
        for entry in whole.history:
            lines += [f"  {line}" for line in entry_lines(entry, session, titles)]
    session.answer(_document(whole), lines)


def _whole(queries: Queries, name: str) -> _Whole:
    found = queries.fact(name)
    scope = None
    if found.standing is Standing.STANDS:
        record = queries.opening(found.subject, facts=[found.id]).record
        scopes = (
            one
            for answer in record.properties()
            if answer.name == found.property
            for one in answer.scopes
        )
        scope = next((one for one in scopes if found.id in _facts_in(one)), None)
    relations = () if scope is None else scope.relations
    own = tuple(one for one in relations if found.id in {one.first, one.second})
    named = {one for relation in own for one in (relation.first, relation.second)} - {found.id}
    named |= {one.fact for one in found.premises if one.fact is not None}
    others = {one.id: one for one in queries.facts(sorted(named))}
    labels = {one.name: one.label for one in queries.properties()}
    return _Whole(
        found,
        labels.get(found.property, found.property),
        queries.names.label(found.subject),
        scope,
        tuple(one for one in own if {one.first, one.second} <= {found.id, *others}),
        others,
        [one for one in queries.conflicts(found.subject) if found.id in one.facts],
        queries.history(found.id, limit=_MOST),
    )


_MOST = 1000


def _facts_in(scope: ScopeAnswer) -> set[str]:
    return {fact.id for value in scope.values for fact in value.facts}


def _document(whole: _Whole) -> dict[str, Any]:
    fact, scope = whole.fact, whole.scope
    return {
        **fact_shape(fact),
        "property": fact.property,
        "subject_label": whole.subject,
        "standing": fact.standing.value,
        "status": None if scope is None else scope.status.value,
        "scope": None if scope is None else dict(scope.scope),
        "conflicts": [one.id for one in whole.conflicts],
        "relations": relations_said(whole.relations),
        "premises": [
            {"fact": one.fact, "excerpt": one.excerpt, "rule": one.rule} for one in whole.premises
        ],
        "history": [entry_shape(entry) for entry in whole.history],
    }


def _lines(whole: _Whole, session: Session) -> list[str]:
    fact, ink, width = whole.fact, session.ink, session.width
    notes = Footnotes(ink, width, {}, ids=True)
    marks = "".join(notes.mark(one) for one in fact.citations)
    head = f"{safe(whole.subject)}: {safe(whole.label)}: {fact_told(fact)} {marks}".rstrip()
    lines = [ink.strong(line) for line in wrap(head, width)]
    lines.append(ink.quiet(f"fact {fact.id}, {fact.standing.value}"))
    lines += labelled(_details(whole), width, indent="  ")
    for title, told in (
        ("BESIDE OTHERS", [_relation(one, whole) for one in whole.relations]),
        ("RESTS ON", [_premise(one, whole) for one in whole.premises]),
    ):
        if told:
            lines += ["", ink.strong(title)]
            lines += [line for one in told for line in wrap(one, width, first="  ", rest="    ")]
    return [*lines, *notes.lines()]


def _details(whole: _Whole) -> list[tuple[str, str]]:
    fact, scope = whole.fact, whole.scope
    judged = fact.assessment
    limits = qualifiers_of([fact])
    said = [
        ("As written", _in_quotes(fact.as_written)),
        ("Hedge", "; ".join(_in_quotes(one) for one in hedges_of([fact]))),
        ("Time as written", _in_quotes(time_as_written(fact))),
        *(
            (qualifier_label(name), "; ".join(map(flowing, words)))
            for name, words in limits.items()
        ),
        ("Certainty", "inferred by a reader" if fact.certainty is Certainty.INFERRED else ""),
        ("Said of", "" if scope is None else _scope(scope)),
        ("Status", _status(whole)),
        ("Note", "" if fact.note is None else flowing(fact.note)),
        *(("Note", f"{flowing(one.text)} ({safe(one.agent)})") for one in fact.notes),
        ("Recorded", f"@{fact.position}, {moment(fact.recorded_at)}, by {safe(fact.agent)}"),
        ("", "corrected since" if fact.corrected else ""),
    ]
    if judged is not None:
        why = f": {flowing(judged.reason)}" if judged.reason else ""
        said.append(("Assessed", f"{judged.rank.value}, by {safe(judged.agent)}{why}"))
    return said


def _scope(scope: ScopeAnswer) -> str:
    return "; ".join(scope_words(name, value) for name, value in scope.scope.items())


def _status(whole: _Whole) -> str:
    """Say how the property stands, in the scope of the fact, and by which conflict."""
    said = [] if whole.scope is None else [whole.scope.status.value]
    return ", ".join([*said, *(f"conflict {one.id} is {one.status}" for one in whole.conflicts)])


def _in_quotes(words: str | None) -> str:
    return f"“{flowing(words)}”" if words else ""


def _relation(one: FactRelation, whole: _Whole) -> str:
    other = one.second if one.first == whole.fact.id else one.first
    # Only *refines* has a direction: the more precise is first.
    refined = one.relation.value == "refines" and one.second == whole.fact.id
    how = "is refined by" if refined else _HOW.get(one.relation.value, one.relation.value)
    return f"{how} {fact_words(whole.others[other])} ({other}): {flowing(one.reason)}"


_HOW = {"agrees": "agrees with", "conflicts": "conflicts with", "different scope": "is apart from"}


def _premise(one: Premise, whole: _Whole) -> str:
    what = f"passage {one.excerpt}" if one.fact is None else fact_words(whole.others[one.fact])
    which = "" if one.fact is None else f" ({one.fact})"
    return f"{what}{which}: {flowing(one.rule)}"
