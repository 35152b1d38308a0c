# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Lists of what is to do, as rows of the record pane: conflicts, missing footnotes, second hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.viewer.desk.record_rows import (
    chips_of_facts,
    dispute_value,
    in_words,
    is_dangling,
)
from fonds.viewer.rows import (
    DisputeHead,
    NoteRow,
    RecordHead,
    Row,
    SectionRow,
    ValueRow,
)
from fonds.viewer.wording import Counted, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fonds.archive.commands.plan import Progress
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.queries import Queries

MOST_FACTS = 3000
"""Facts up to which all of them are read to count what rests on second hand."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """A list ready to be shown, with the facts its rows stand for."""

    key: str
    head: RecordHead
    rows: tuple[Row, ...]
    facts: dict[str, FactAnswer]


def count_tasks(queries: Queries, progress: Progress) -> dict[str, int]:
    """Count what is to do, by the key of its list; what would take too long is not counted."""
    archive = queries.archive()
    counts = {"conflicts": archive.open_conflicts}
    if archive.facts <= MOST_FACTS:
        facts = list(_all_facts(queries, progress))
        counts["second"] = sum(fact.second_hand for fact in facts)
        counts["dangling"] = len(_dangling(facts))
    return counts


def read_worklist(queries: Queries, key: str, numbers: Mapping[str, int]) -> Worklist:
    """Read one of the lists as it is now."""
    labels = {row.id: row.label for row in queries.subjects()}
    properties = {one.name: one.label for one in queries.properties()}
    if key == "conflicts":
        return _conflicts(queries, numbers, properties)
    facts = list(_all_facts(queries))
    if key == "dangling":
        return _footnotes(facts, numbers, labels, properties)
    chosen = [fact for fact in facts if fact.second_hand]
    rows: list[Row] = []
    by_subject: dict[str, list[FactAnswer]] = defaultdict(list)
    for fact in chosen:
        by_subject[fact.subject].append(fact)
    for subject, held in by_subject.items():
        rows.append(SectionRow(labels.get(subject, subject)))
        rows += [_row(fact, properties, numbers, _works(fact)) for fact in held]
    subtitle = Counted.tr("%n fact(s) that no source held says in its own words", "", len(chosen))
    return _list(key, translate("Worklists", "Second-hand only"), subtitle, rows, chosen)


def _conflicts(
    queries: Queries, numbers: Mapping[str, int], properties: Mapping[str, str]
) -> Worklist:
    found = [one for one in queries.conflicts() if one.status == "open"]
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
        words = translate("Worklists", "{property}: {number} accounts, none preferred").format(
            property=label, number=in_words(len(groups))
        )
        rows.append(DisputeHead(words, tuple(fact.id for fact in held), one.id))
        rows += [dispute_value(label, group, numbers) for group in groups.values()]
        rows.append(NoteRow(one.reason))
    subtitle = Counted.tr("%n conflict(s) open, Enter goes to the record", "", len(found))
    return _list("conflicts", translate("Worklists", "Conflicts"), subtitle, rows, facts.values())


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
    subtitle = Counted.tr("%n footnote(s) that the source does not have", "", len(found))
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
    return ValueRow((fact.id,), label, fact.display, chips, fact.when_display or "", below)


def _works(fact: FactAnswer) -> str:
    works = [one.cited_work.work for one in fact.citations if one.cited_work]
    return "; ".join(dict.fromkeys(filter(None, works)))


def _list(
    key: str, title: str, subtitle: str, rows: list[Row], facts: Iterable[FactAnswer]
) -> Worklist:
    if not rows:
        rows = [NoteRow(translate("Worklists", "Nothing is left to do here."))]
    return Worklist(
        key, RecordHead("", title, subtitle), tuple(rows), {fact.id: fact for fact in facts}
    )


def _all_facts(queries: Queries, progress: Progress | None = None) -> Iterable[FactAnswer]:
    """Give every fact that stands, subject by subject, until ``progress`` says to stop."""
    subjects = queries.subjects()
    for done, row in enumerate(subjects):
        if progress is not None and not progress(done, len(subjects)):
            return
        if row.facts:
            for answer in queries.record(row.id).properties():
                for scope in answer.scopes:
                    for value in scope.values:
                        yield from value.facts
                yield from answer.deprecated
