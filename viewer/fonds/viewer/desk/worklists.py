# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Lists of what is to do, as rows of the record pane: conflicts, missing footnotes, second hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.queries.citation_answers import words_of
from fonds.events.fixed import fixed
from fonds.viewer.desk.record_chips import chips_of_facts, is_dangling
from fonds.viewer.desk.record_rows import dispute_value, in_words, times_of, value_said
from fonds.viewer.rows import (
    DisputeHead,
    NoteRow,
    RecordHead,
    Row,
    SectionRow,
    ValueRow,
)
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import Counted, in_quotes, numbered, translate, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.commands.plan import Progress
    from fonds.archive.queries.answers import ConflictAnswer, FactAnswer
    from fonds.archive.queries.chores import Chore, ToDo, ToDoList
    from fonds.archive.queries.queries import Queries

_MOST = 200
"""Things of one kind up to which they are listed; beyond that it is said that there are more."""
_MOST_REASONS = 6

CHORES = {
    "premise": "PREMISE",
    "denied": "DENIED",
    "clashes": "CLASH",
    "terms": "TERMS",
    "joined": "JOINED",
    "lost": "LOST",
    "dangling": "DANGLING",
    "second": "SECOND_HAND",
    "living": "LIVING",
    "unread": "UNREAD",
}
"""The keys of the lists, and the names of the archive's chores in them. Conflicts are apart."""


@fixed
class Worklist:
    """A list ready to be shown, with the facts its rows stand for."""

    key: str
    head: RecordHead
    rows: tuple[Row, ...]
    facts: dict[str, FactAnswer]


def count_tasks(queries: Queries, progress: Progress) -> dict[str, str]:
    """Count what is to do, by the key of its list: ``28``, or ``200+`` where there is more."""
    counts: dict[str, str] = {}
    conflicts = queries.archive().open_conflicts
    if conflicts:
        counts["conflicts"] = numbered(conflicts)
    # Conflicts are counted already; to tell why each is one takes longer than all the rest.
    found = queries.todo(limit=_MOST, progress=progress, chores=_chores(*CHORES))
    more = {chore.name for chore in found.more}
    tally = Counter(item.chore.name for item in found.items)
    for key, name in CHORES.items():
        if tally[name]:
            counts[key] = f"{numbered(tally[name])}{'+' if name in more else ''}"
    return counts


def _chores(*keys: str) -> list[Chore]:
    # What makes such lists is loaded when one is first wanted.
    from fonds.archive.queries.chores import Chore

    return [Chore[CHORES[key]] for key in keys]


def read_worklist(queries: Queries, key: str, numbers: Mapping[str, int]) -> Worklist:
    """Read one of the lists as it is now."""
    properties = {one.name: term(one.label) for one in queries.properties()}
    if key == "conflicts":
        return _conflicts(queries, numbers, properties)
    found = queries.todo(limit=_MOST, chores=_chores(key))
    made = _read_items(queries, key, found.items, numbers, properties)
    return replace(made, rows=(*made.rows, *_bounds(key, found)))


def _bounds(key: str, found: ToDoList) -> list[NoteRow]:
    """Say what a list leaves out."""
    said = []
    if found.more:
        said.append(
            translate("Worklists", "There are more; the first {number} are listed.").format(
                number=numbered(len(found.items))
            )
        )
    if key in {"clashes", "terms"} and found.dates_of is not None:
        said.append(
            Counted.tr(
                "Dates and terms were put together of the %Ln subject(s) changed last; fonds todo"
                " --subject does so for any.",
                "",
                found.dates_of,
            )
        )
    if key == "joined" and found.joined_of is not None:
        said.append(
            Counted.tr(
                "The %Ln group(s) joined last were compared; fonds todo --subject does so for any.",
                "",
                found.joined_of,
            )
        )
    return [NoteRow(one) for one in said]


def _read_items(
    queries: Queries,
    key: str,
    items: Sequence[ToDo],
    numbers: Mapping[str, int],
    properties: Mapping[str, str],
) -> Worklist:
    facts = {fact.id: fact for fact in queries.facts([one for item in items for one in item.facts])}
    if key == "dangling":
        labels = {item.subject or "": item.subject_label or "" for item in items}
        return _footnotes(facts.values(), numbers, labels, properties)
    if key in {"lost", "unread"}:
        return _of_sources(key, items, numbers, facts)
    if key in {"clashes", "denied", "terms", "joined"}:
        return _clashes(key, items, properties, numbers, facts)
    rows: list[Row] = []
    by_subject: dict[str, list[FactAnswer]] = defaultdict(list)
    names = {item.subject or "": item.subject_label or "" for item in items}
    for item in items:
        by_subject[item.subject or ""] += [facts[one] for one in item.facts if one in facts]
    for subject, held in by_subject.items():
        rows.append(SectionRow(names[subject]))
        rows += [_row(fact, properties, numbers, _works(fact)) for fact in held]
    count = len(items)
    title, subtitle = {
        "second": (
            translate("Worklists", "Second-hand only"),
            Counted.tr("%Ln value(s) that no source held says in its own words", "", count),
        ),
        "living": (
            translate("Worklists", "One lineage, living"),
            Counted.tr(
                "%Ln claim(s) about people not known to be dead, from one original", "", count
            ),
        ),
        "premise": (
            translate("Worklists", "Premises changed"),
            Counted.tr("%Ln fact(s) rest on others that were changed since", "", count),
        ),
    }[key]
    return _list(key, title, subtitle, rows, facts.values())


def _clashes(
    key: str,
    items: Sequence[ToDo],
    properties: Mapping[str, str],
    numbers: Mapping[str, int],
    facts: Mapping[str, FactAnswer],
) -> Worklist:
    """List facts that cannot all be so, the fewest together, and why."""
    rows: list[Row] = []
    for item in items:
        rows.append(SectionRow(item.subject_label or ""))
        rows += [_row(facts[one], properties, numbers, "") for one in item.facts if one in facts]
        rows.append(NoteRow(worded(item.said)))
    title = {
        "denied": translate("Worklists", "Held and denied"),
        "clashes": translate("Worklists", "Dates that clash"),
        "terms": translate("Worklists", "Terms apart"),
        "joined": translate("Worklists", "Joined, yet at odds"),
    }[key]
    subtitle = Counted.tr("%Ln set(s) of passages that cannot all be so", "", len(items))
    return _list(key, title, subtitle, rows, facts.values())


def _of_sources(
    key: str,
    items: Sequence[ToDo],
    numbers: Mapping[str, int],
    facts: Mapping[str, FactAnswer],
) -> Worklist:
    """List what is to do with sources: each row leads to its source."""
    rows: list[Row] = []
    for item in items:
        source = item.source or ""
        words = worded(item.said)
        held = tuple(one for one in item.facts if one in facts)
        kept = [citation for one in held for citation in facts[one].citations]
        if quote := words_of(item.excerpt, kept):
            words = f"{in_quotes(quote)} – {words}"
        number = f"[{numbers.get(source, 0)}]"
        rows.append(
            ValueRow(
                *(held, number, item.source_title or source, (), words),
                source=source,
                passage=item.excerpt or "",
            )
        )
    title, subtitle = {
        "lost": (
            translate("Worklists", "Passages not found again"),
            Counted.tr(
                "%Ln passage(s) to be settled; Enter decides what became of one", "", len(items)
            ),
        ),
        "unread": (
            translate("Worklists", "Unread"),
            Counted.tr("%Ln source(s) not read to the end", "", len(items)),
        ),
    }[key]
    return _list(key, title, subtitle, rows, facts.values())


def _conflicts(
    queries: Queries, numbers: Mapping[str, int], properties: Mapping[str, str]
) -> Worklist:
    found = queries.conflicts(limit=_MOST)
    facts = {fact.id: fact for one in found for fact in queries.facts(one.facts)}
    rows: list[Row] = []
    shown = ""
    for one in found:
        if one.subject != shown:
            rows.append(SectionRow(one.subject_label))
            shown = one.subject
        label = properties.get(one.property, one.property)
        held = [facts[fact] for fact in one.facts if fact in facts]
        groups: dict[str, list[FactAnswer]] = defaultdict(list)
        for fact in held:
            groups[fact.value_subject or fact.display].append(fact)
        resolved = one.status != "open"
        told = (
            translate("Worklists", "{property}: {number} accounts, resolved")
            if resolved
            else translate("Worklists", "{property}: {number} accounts, none preferred")
        )
        words = told.format(property=label, number=in_words(len(groups)))
        facts_of_it = tuple(fact.id for fact in held)
        rows.append(DisputeHead(words, facts_of_it, one.id, resolved=resolved))
        rows += [dispute_value(label, group, numbers) for group in groups.values()]
        rows += [NoteRow(words) for words in _why(queries, one)]
    open_ = sum(one.status == "open" for one in found)
    subtitle = Counted.tr("%Ln conflict(s) open, Enter goes to the record", "", open_)
    return _list("conflicts", translate("Worklists", "Conflicts"), subtitle, rows, facts.values())


def _why(queries: Queries, conflict: ConflictAnswer) -> list[str]:
    """Say why every two of the accounts conflict; of very many the first."""
    told = list(dict.fromkeys(worded(one.reason) for one in queries.reasons(conflict)))
    more = len(told) - _MOST_REASONS
    return told if more <= 0 else [*told[:_MOST_REASONS], f"… (+{numbered(more)})"]


def _footnotes(
    facts: Iterable[FactAnswer],
    numbers: Mapping[str, int],
    labels: Mapping[str, str],
    properties: Mapping[str, str],
) -> Worklist:
    found = _dangling(facts)
    rows: list[Row] = []
    for (_, title, mark), held in found.items():
        rows.append(
            SectionRow(
                translate("Worklists", "{source}: footnote {mark}").format(source=title, mark=mark)
            )
        )
        rows += [_row(fact, properties, numbers, labels.get(fact.subject, "")) for fact in held]
    chosen = [fact for held in found.values() for fact in held]
    subtitle = Counted.tr("%Ln footnote(s) that the source does not have", "", len(found))
    return _list("dangling", translate("Worklists", "Dangling footnotes"), subtitle, rows, chosen)


def _dangling(facts: Iterable[FactAnswer]) -> dict[tuple[str, str, str], list[FactAnswer]]:
    found: dict[tuple[str, str, str], list[FactAnswer]] = defaultdict(list)
    for fact in facts:
        for citation in fact.citations:
            if citation.cited_work is not None and is_dangling(citation):
                key = (citation.source, citation.source_title, citation.cited_work.mark or "?")
                found[key].append(fact)
    return found


def _row(
    fact: FactAnswer, properties: Mapping[str, str], numbers: Mapping[str, int], below: str
) -> ValueRow:
    label = properties.get(fact.property, fact.property)
    chips = chips_of_facts([fact], numbers)
    return ValueRow((fact.id,), label, value_said(fact), chips, "".join(times_of([fact])), below)


def _works(fact: FactAnswer) -> str:
    works = [one.cited_work.told for one in fact.citations if one.cited_work]
    return "; ".join(dict.fromkeys(filter(None, works)))


def _list(
    key: str, title: str, subtitle: str, rows: list[Row], facts: Iterable[FactAnswer]
) -> Worklist:
    if not rows:
        rows = [NoteRow(translate("Worklists", "Nothing is left to do here."))]
    return Worklist(
        key, RecordHead("", title, subtitle), tuple(rows), {fact.id: fact for fact in facts}
    )
