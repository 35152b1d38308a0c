# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that shows one fact whole: for whoever has its id from a footnote or a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.fact_list import fact_told
from fonds.archive.cli.footnotes import Footnotes, unheld_words
from fonds.archive.cli.history import Titles, entry_lines, entry_shape
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, archive_argument, as_of_option
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.record_text import fact_words, scope_words
from fonds.archive.cli.tables import as_held, labelled, moment
from fonds.archive.cli.terminal import flowing, safe, wrap
from fonds.archive.errors import RefusedError
from fonds.archive.export.document import (
    conflict_shapes,
    fact_shape,
    moment_shape,
    relations_said,
)
from fonds.archive.queries.citation_answers import is_unheld
from fonds.archive.queries.said import hedges_of, qualifier_label, qualifiers_of, time_as_written
from fonds.archive.record.states import Standing
from fonds.events.values import Certainty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import (
        FactAnswer,
        HistoryEntry,
        Moment,
        Record,
        ScopeAnswer,
    )
    from fonds.archive.queries.queries import Queries
    from fonds.archive.record.rule import FactRelation
    from fonds.events.values import Premise


@dataclass(frozen=True)
class _Whole:
    """A fact with all that is beside it.

    ``scope`` is None where it counts in none: retracted, set aside, denied, or one of very many,
    which ``apart`` says. ``others`` are the facts it stands to in some relation, and those it rests
    on, by id; ``gone`` are those it rests on that were erased. ``conflicts`` are ids, each with how
    it stands. ``as_of`` is the moment it is shown at, None for now.
    """

    fact: FactAnswer
    label: str
    subject: str
    scope: ScopeAnswer | None
    relations: tuple[FactRelation, ...]
    others: Mapping[str, FactAnswer]
    conflicts: Mapping[str, str]
    history: Sequence[HistoryEntry]
    gone: frozenset[str]
    apart: str
    as_of: Moment | None

    @property
    def premises(self) -> list[Premise]:
        """What it rests on, but for what is hidden."""
        known = {None, *self.others, *self.gone}
        return [one for one in self.fact.premises if one.fact in known]


@command(
    "show",
    example="""fonds fact show marlow.fonds 3kq7
    fonds fact show marlow.fonds 3kq7 --as-of 2026-03-14
    fonds fact show marlow.fonds 3kq7 --json""",
)
@archive_argument
@click.argument("fact", metavar="FACT", type=WORDS)
@as_of_option
@living_option
@click.pass_obj
def show(session: Session, path: Path, fact: str, as_of: str | None) -> None:
    """Show one fact whole: what it says, its passages and who says them, and its history.

    And how it stands to others of its property, each with the reason, and what it rests on.
    fonds show --ids, history and narrative name facts by id.
    """
    with session.reading(path) as archive, archive.queries.snapshot():
        whole = _whole(archive.queries, fact, as_of)
        titles = Titles(archive.queries)
        lines = _lines(whole, session)
        lines += ["", session.ink.strong("HISTORY")]
        for entry in whole.history:
            lines += [f"  {line}" for line in entry_lines(entry, session, titles)]
    session.answer(_document(whole), lines)


def _whole(queries: Queries, name: str, as_of: str | None) -> _Whole:
    found = queries.fact(name, as_of)
    moment_ = queries.moment(as_of) if as_of is not None else None
    record = _record(queries, found, as_of)
    scope = None
    if found.standing is Standing.STANDS:
        scope = next((one for one in _scopes(record, found) if found.id in _facts_in(one)), None)
    relations = () if scope is None else scope.relations
    own = tuple(one for one in relations if found.id in {one.first, one.second})
    named = {one for relation in own for one in (relation.first, relation.second)} - {found.id}
    named |= {one.fact for one in found.premises if one.fact is not None}
    others = {one.id: one for one in queries.facts(sorted(named), as_of)}
    labels = {one.name: one.label for one in queries.properties()}
    before = None if moment_ is None else moment_.position + 1
    return _Whole(
        found,
        labels.get(found.property, found.property),
        record.label,
        scope,
        tuple(one for one in own if {one.first, one.second} <= {found.id, *others}),
        others,
        _conflicts(queries, found, None if as_of is None else record),
        queries.history(found.id, before=before, limit=queries.size()),
        frozenset(one for one in named - others.keys() if _is_gone(queries, one, as_of)),
        "" if scope is not None else _apart(record, found),
        moment_,
    )


def _is_gone(queries: Queries, fact: str, as_of: str | None) -> bool:
    """Tell whether a fact was erased, and is not only hidden here."""
    try:
        queries.fact(fact, as_of)
    except RefusedError as error:
        return error.code == "erased-fact"
    return False


def _record(queries: Queries, found: FactAnswer, as_of: str | None) -> Record:
    """Return a record with what is weighed with a fact, as far as it can be in a moment."""
    if as_of is None:
        return queries.opening(found.subject, facts=[found.id]).record
    return queries.record(found.subject, as_of, only=[found.property])


def _scopes(record: Record, found: FactAnswer) -> list[ScopeAnswer]:
    return [
        one
        for answer in record.properties()
        if answer.name == found.property
        for one in answer.scopes
    ]


def _conflicts(queries: Queries, found: FactAnswer, then: Record | None) -> dict[str, str]:
    """Return the conflicts a fact is in, by id, with how each stands: now, or in a record."""
    if then is None:
        listed = queries.conflicts(found.subject)
        return {one.id: one.status for one in listed if found.id in one.facts}
    shapes = conflict_shapes(then)
    return {one["id"]: one["status"] for one in shapes if found.id in one["facts"]}


def _apart(record: Record, found: FactAnswer) -> str:
    """Say why a fact counts in no scope."""
    answers = [one for one in record.properties() if one.name == found.property]
    for one in answers:
        if found.id in {fact.id for fact in one.denied}:
            return "denied: no passage says it"
        if found.id in {fact.id for fact in one.deprecated}:
            return "set aside: it counts for nothing"
    if found.standing is Standing.STANDS and not answers:
        return "not weighed here, being one of very many of its property: fonds show weighs all"
    return ""


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
        "conflicts": list(whole.conflicts),
        "relations": relations_said(whole.relations),
        "premises": [
            {
                "fact": one.fact,
                "excerpt": one.excerpt,
                "rule": one.rule,
                **({"erased": True} if one.fact in whole.gone else {}),
            }
            for one in whole.premises
        ],
        "history": [entry_shape(entry) for entry in whole.history],
        **({} if whole.as_of is None else {"as_of": moment_shape(whole.as_of)}),
    }


def _lines(whole: _Whole, session: Session) -> list[str]:
    fact, ink, width = whole.fact, session.ink, session.width
    notes = Footnotes(ink, width, {}, ids=True)
    marks = "".join(notes.mark(one) for one in fact.citations)
    head = f"{safe(whole.subject)}: {safe(whole.label)}: {fact_told(fact)} {marks}".rstrip()
    lines = [ink.strong(line) for line in wrap(head, width)]
    lines.append(ink.quiet(f"fact {fact.id}, {fact.standing.value}"))
    if whole.as_of is not None:
        lines.append(as_held(whole.as_of))
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
    said = [whole.apart] if whole.scope is None else [whole.scope.status.value]
    said += [f"conflict {one} is {status}" for one, status in whole.conflicts.items()]
    return ", ".join(filter(None, said))


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
    if one.fact in whole.gone:
        return f"a fact whose words are gone ({one.fact}): {flowing(one.rule)}"
    if one.fact is None:
        return f"passage {one.excerpt}: {flowing(one.rule)}"
    premise = whole.others[one.fact]
    known = f", {unheld_words(premise)}" if is_unheld(premise) else ""
    return f"{fact_words(premise)} ({one.fact}{known}): {flowing(one.rule)}"
