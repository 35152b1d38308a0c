# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From a record to the rows of its pane: values first, provenance beside them, disputes framed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from fonds.archive.queries.citation_answers import is_denied, is_unheld, opponents
from fonds.archive.queries.said import (
    ENDS,
    contested,
    fitting,
    hedges_borne,
    inferred,
    preferred_of,
    says_its_ends,
    time_as_written,
)
from fonds.archive.queries.shown import shown_date
from fonds.archive.record.resolve import Status
from fonds.archive.record.rule import Relation
from fonds.events.values import ValueKind, ValueType
from fonds.viewer.desk.conclusions import settled_by
from fonds.viewer.desk.erased_rows import erased_rows
from fonds.viewer.desk.history_entries import day_said
from fonds.viewer.desk.record_chips import chips_of_facts, is_dangling, mark_of
from fonds.viewer.desk.value_remarks import (
    differing_said,
    fits_said,
    lineages_said,
    nearness_said,
    qualifier_said,
    weight_said,
)
from fonds.viewer.rows import (
    DisputeHead,
    DisputeValueRow,
    NoteRow,
    Row,
    SectionRow,
    ValueRow,
)
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import QT_TRANSLATE_NOOP, Counted, in_quotes, translate, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.queries.answers import (
        FactAnswer,
        Json,
        PropertyAnswer,
        Record,
        ScopeAnswer,
        ValueAnswer,
    )

# Why a time may be read so is told with the fact itself; beside a value it would be too much.
_NOT_SHOWN = frozenset({"precision", "when_basis", "when_derived_basis", "approximate"})
_NUMBERS = (
    QT_TRANSLATE_NOOP("RecordRows", "no"),
    QT_TRANSLATE_NOOP("RecordRows", "one"),
    QT_TRANSLATE_NOOP("RecordRows", "two"),
    QT_TRANSLATE_NOOP("RecordRows", "three"),
    QT_TRANSLATE_NOOP("RecordRows", "four"),
    QT_TRANSLATE_NOOP("RecordRows", "five"),
    QT_TRANSLATE_NOOP("RecordRows", "six"),
    QT_TRANSLATE_NOOP("RecordRows", "seven"),
    QT_TRANSLATE_NOOP("RecordRows", "eight"),
    QT_TRANSLATE_NOOP("RecordRows", "nine"),
)
_MOST_ENTERED = 5


def value_said(fact: FactAnswer) -> str:
    """Give a fact's value as it is shown: dates and the like in the language of the window."""
    return worded(fact.display)


def fact_said(fact: FactAnswer, subject: str, label: str) -> str:
    """Give a fact in one line: whom it is about, its property and its value."""
    return f"{subject}: {label}: {value_said(fact)}"


def record_rows(record: Record, numbers: Mapping[str, int], *, hint: str = "") -> list[Row]:
    """Make the rows. ``numbers`` are the sources', by id; ``hint`` is for an empty record."""
    rows: list[Row] = []
    if record.names:
        rows.append(
            NoteRow(translate("RecordRows", "also {names}").format(names="; ".join(record.names)))
        )
    for section in record.sections:
        rows.append(SectionRow(term(section.label)))
        for answer in section.properties:
            rows += property_rows(answer, numbers, weighable=record.as_of is None)
    if not record.sections:
        rows.append(
            NoteRow(hint or translate("RecordRows", "Nothing is recorded of this subject yet."))
        )
    return [*rows, *erased_rows(record.erased)]


def property_rows(
    answer: PropertyAnswer, numbers: Mapping[str, int], *, weighable: bool = False
) -> list[Row]:
    """Make the rows of one property; only the first bears its label.

    With ``weighable`` a dispute offers to be weighed.
    """
    rows: list[Row] = []
    label = term(answer.label)
    for scope in answer.scopes:
        if scope.status is Status.DISPUTED:
            rows += _dispute(answer, scope, numbers, weighable=weighable)
            continue
        preferred = {value.facts[0].id for value in preferred_of(scope)}
        settled = settled_by(scope)
        for values in merged(scope):
            rows.append(_value(label, scope, values, numbers, preferred, settled))
            label = settled = ""
    for fact in (*answer.deprecated, *answer.denied):
        rows.append(_set_apart(label, fact, numbers))
        label = ""
    return rows


def _dispute(
    answer: PropertyAnswer, scope: ScopeAnswer, numbers: Mapping[str, int], *, weighable: bool
) -> Iterable[Row]:
    facts = [fact.id for value in scope.values for fact in value.facts]
    at_odds = contested(scope)
    words = translate("RecordRows", "{property}: {number} accounts, none preferred").format(
        property=term(answer.label), number=in_words(len(at_odds))
    )
    yield DisputeHead(words, tuple(facts), weighable=weighable)
    for value in at_odds:
        yield dispute_value(term(answer.label), value.facts, numbers)
    for value in fitting(scope):
        row = dispute_value(term(answer.label), value.facts, numbers)
        yield replace(row, aside=f"{row.aside} · {fits_said(len(at_odds))}")


def dispute_value(
    label: str, facts: Sequence[FactAnswer], numbers: Mapping[str, int]
) -> DisputeValueRow:
    """Make the row of one disputed value, with how near its sources stand to it."""
    sources = {citation.source for fact in facts for citation in fact.citations}
    second = all(fact.second_hand for fact in facts)
    counted = Counted.tr("%Ln source(s)", "", len(sources))
    near = nearness_said(facts, second_hand=second)
    limits = filter(None, [below_of(facts)])
    aside = [*times_of(facts), *hedges_of(facts, numbers), f"{counted}, {near}", *limits]
    return DisputeValueRow(
        tuple(fact.id for fact in facts),
        value_said(facts[0]),
        chips_of_facts(facts, numbers),
        " · ".join(aside),
        label,
        entered_by(facts),
    )


def merged(scope: ScopeAnswer) -> list[list[ValueAnswer]]:
    """Join to the leading value those it only makes more precise; they stand in one row."""
    if scope.status is not Status.REFINED:
        return [[value] for value in scope.values]
    first, *others = scope.values
    leading = {fact.id for fact in first.facts}
    refined = {
        relation.second
        for relation in scope.relations
        if relation.relation is Relation.REFINES and relation.first in leading
    }
    coarser = [value for value in others if any(fact.id in refined for fact in value.facts)]
    rest = [[value] for value in others if value not in coarser]
    return [[first, *coarser], *rest]


def _value(
    label: str,
    scope: ScopeAnswer,
    values: Sequence[ValueAnswer],
    numbers: Mapping[str, int],
    chosen: set[str],
    settled: str,
) -> ValueRow:
    first = values[0]
    facts = [fact for value in values for fact in value.facts]
    aside = [*times_of(first.facts), *hedges_of(first.facts, numbers)]
    if len(values) > 1:
        aside.append(
            translate("RecordRows", "refines {values}").format(
                values=", ".join(_coarse(values, numbers))
            )
        )
    aside += _remarks(first, is_lone=len(values) == 1)
    if scope.status is Status.REFINED and first is not scope.values[0]:
        aside.append(translate("RecordRows", "may be the same"))
    preferred = first.facts[0].id in chosen
    if scope.status is Status.RESOLVED and chosen and not preferred:
        aside.append(translate("RecordRows", "not preferred"))
    return ValueRow(
        tuple(fact.id for fact in facts),
        label,
        value_said(first.facts[0]),
        chips_of_facts(facts, numbers),
        " · ".join(aside),
        " · ".join(filter(None, (below_of(first.facts), settled))),
        translate("RecordRows", "preferred") if preferred else "",
        unknown=first.facts[0].value_kind is not ValueKind.VALUE,
        entered=entered_by(facts),
    )


def _coarse(values: Sequence[ValueAnswer], numbers: Mapping[str, int]) -> Iterable[str]:
    for value in values[1:]:
        marks = "".join(f"[{chip.number}]" for chip in chips_of_facts(value.facts, numbers))
        # The number stays with what it is of.
        yield f"{in_quotes(value_said(value.facts[0]))}\u00a0{marks}"


def _remarks(value: ValueAnswer, *, is_lone: bool) -> list[str]:
    said: list[str] = []
    if value.second_hand:
        said.append(translate("RecordRows", "second-hand"))
    if inferred(value.facts):
        said.append(translate("RecordRows", "inferred"))
    said += weight_said(value.facts)
    if is_lone and value.sources > 1:
        said.append(Counted.tr("%Ln source(s)", "", value.sources))
        said += filter(None, [lineages_said(value), *differing_said(value)])
    for fact in value.facts:
        for citation in fact.citations:
            if is_dangling(citation):
                words = translate("RecordRows", "footnote {mark} is missing").format(
                    mark=mark_of(citation)
                )
                said += [words] if words not in said else []
    return said


def _set_apart(label: str, fact: FactAnswer, numbers: Mapping[str, int]) -> ValueRow:
    """Make the row of a fact that was set aside, or that is only denied."""
    judged, limits = fact.assessment, []
    who = translate("RecordRows", "by {agent}").format(agent=judged.agent) if judged else ""
    state = translate("RecordRows", "set aside")
    if is_denied(fact):
        denying = "; ".join(opponents([fact]))
        who = translate("RecordRows", "by {agent}").format(agent=denying) if denying else ""
        limits, state = [below_of([fact])], translate("RecordRows", "denied")
    elif is_unheld(fact):
        limits = [translate("RecordRows", "who says it, or denies it, is no longer there")]
        state = translate("RecordRows", "said or denied")
    why = [*limits, *([judged.reason] if judged and judged.reason else []), *notes_of([fact])]
    below, chips = " · ".join(filter(None, why)), chips_of_facts([fact], numbers)
    told = ((fact.id,), label, value_said(fact), chips, who, below, state)
    return ValueRow(*told, unknown=True, entered=entered_by([fact]))


def times_of(facts: Sequence[FactAnswer]) -> list[str]:
    """Say of what times facts are; nothing where none has one."""
    told: dict[str, None] = {}
    for fact in facts:
        if fact.when_display is None:
            words = in_quotes(fact.when_text) if fact.when_text else ""
        elif fact.value_type is ValueType.DATE and fact.when_display == fact.display:
            words = ""
        else:
            words = worded(fact.when_display)
        if words:
            told[words] = None
    return [" / ".join(told)] if told else []


def hedges_of(facts: Sequence[FactAnswer], numbers: Mapping[str, int]) -> list[str]:
    """Quote the hedges of facts; a hedge of some of them has the numbers of their sources."""
    return [
        " ".join([in_quotes(hedge), *(f"[{chip.number}]" for chip in chips_of_facts(own, numbers))])
        for hedge, own in hedges_borne(facts)
    ]


def below_of(facts: Sequence[FactAnswer]) -> str:
    """Say what limits a value, and where it was normalised, how it was written."""
    said: dict[str, list[str]] = {}
    for fact in facts:
        for name, value in fact.qualifiers.items():
            if name in _NOT_SHOWN or (name in ENDS and says_its_ends(fact)):
                continue
            words = worded(shown_date(str(value))) if name == "when_derived" else _words(value)
            if words not in said.setdefault(qualifier_said(name), []):
                said[qualifier_said(name)].append(words)
    parts = [f"{name}: {'; '.join(values)}" for name, values in said.items()]
    written = dict.fromkeys(
        quoted
        for fact in facts
        if (quoted := fact.as_written or fact.value_as_written)
        and (
            fact.value_kind is not ValueKind.VALUE
            or fact.value_type in {ValueType.QUANTITY, ValueType.PERSON}
        )
        and "".join(fact.display.casefold().split()) not in "".join(quoted.casefold().split())
    )
    times = dict.fromkeys(time_as_written(fact) for fact in facts)
    parts += [in_quotes(" ".join(words.split())) for words in [*written, *times] if words]
    return " · ".join([*parts, *notes_of(facts)])


def notes_of(facts: Sequence[FactAnswer]) -> list[str]:
    """Tell the notes that were recorded with facts, and those written about them later."""
    told = dict.fromkeys(
        text
        for fact in facts
        for text in (fact.note, *(note.text for note in fact.notes))
        if text is not None
    )
    words = translate("RecordRows", "Note: {text}")
    return [words.format(text=" ".join(text.split())) for text in told]


def entered_by(facts: Iterable[FactAnswer]) -> str:
    """Say who entered facts, when, and at which place of the log; one line for each."""
    lines = []
    for fact in facts:
        moment = datetime.fromisoformat(fact.recorded_at).astimezone()
        words = translate("RecordRows", "Entered by {agent}, {day}, @{position}")
        day = f"{day_said(moment)} {moment:%H:%M}"
        lines.append(words.format(agent=fact.agent, day=day, position=fact.position))
    more = len(lines) - _MOST_ENTERED
    if more > 0:
        lines[_MOST_ENTERED:] = [Counted.tr("and %Ln more", "", more)]
    return "\n".join(lines)


def in_words(number: int) -> str:
    """Say a small number in words."""
    return translate("RecordRows", _NUMBERS[number]) if number < len(_NUMBERS) else str(number)


def _words(value: Json) -> str:
    if isinstance(value, bool):
        return translate("RecordRows", "yes") if value else translate("RecordRows", "no")
    if isinstance(value, list):
        return ", ".join(_words(item) for item in value)
    return " ".join(str(value).split())
