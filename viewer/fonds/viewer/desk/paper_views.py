# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The other views of a record as they stand on paper, and a conflict as its proof summary."""

from __future__ import annotations

from html import escape
from string import ascii_uppercase
from typing import TYPE_CHECKING

from fonds.archive.queries.dates import remarks_on
from fonds.archive.queries.said import qualifier_label
from fonds.archive.record.resolve import Status
from fonds.viewer.desk.conflict_sheets import sheet_of
from fonds.viewer.desk.lives_rows import entries_told, ties_of, words_of
from fonds.viewer.desk.paper_parts import (
    TABLE,
    Footnotes,
    alerts,
    grounds,
    heading,
    references,
    sheet,
    table_row,
)
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import Counted, isolated, translate, worded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.bibliography.styles import Reference
    from fonds.archive.queries import timeline as archive
    from fonds.archive.queries.answers import ConflictSummary, FactAnswer, Record
    from fonds.viewer.told import Told


def timeline_html(
    title: str,
    found: archive.Timeline,
    drawn_from: Mapping[str, FactAnswer],
    numbers: Mapping[str, int],
    sources: Sequence[Reference],
    limits: Sequence[str],
) -> str:
    """Set a timeline: a row for each thing that has a time, and the passages of all.

    Here and below ``limits`` say beneath the title what is told, and what is left out.
    ``drawn_from`` are the facts, by id, that a time no source states is reckoned with.
    """
    notes, rows = Footnotes(), list[str]()
    for entry, facts in entries_told(found):
        known = {fact.id for fact in facts}
        resting = (one for one in entry.rests_on if one not in known and one in drawn_from)
        held = [*facts, *map(drawn_from.__getitem__, resting)]
        held += [fact for one in entry.neighbours for fact in one.facts]
        said, when, more = words_of(entry)
        value = _valued(said, disputed=entry.status == Status.DISPUTED.value)
        rows.append(table_row(escape(when), f"{value}{notes.marks(held)}", " · ".join(more)))
    remarks = remarks_on(found.clashes)
    parts = [f"<h1>{escape(title)}</h1>", *alerts((*limits, *map(worded, remarks)))]
    if rows:
        parts += [TABLE, *rows, "</table>"]
    else:
        parts.append(_said(translate("Paper", "Nothing in this record has a time.")))
    if found.undated:
        undated = Counted.tr("%Ln fact(s) without a time", "", found.undated)
        parts.append(f"<p class='aside'>{escape(undated)}</p>")
    return sheet([*parts, *grounds(notes, numbers, sources)])


def ties_html(
    title: str,
    found: Sequence[archive.Tie],
    record: Record,
    numbers: Mapping[str, int],
    sources: Sequence[Reference],
    limits: Sequence[str],
) -> str:
    """Set whom a subject is tied to, under the sections of its record, with what shows it."""
    notes = Footnotes()
    facts = {fact.id: fact for one in found for fact in one.facts}
    parts = [f"<h1>{escape(title)}</h1>", *alerts(limits)]
    section: str | None = None
    ties = ties_of(found, record).ties
    inward = translate("Paper", "In others' records")
    for tie in ties:
        under = inward if tie.inward else tie.section
        if under != section:
            parts += ["</table>"] if section is not None else []
            parts += [heading(under), TABLE]
            section = under
        value = _valued(tie.name, disputed=tie.disputed)
        marks = notes.marks([facts[one] for one in tie.facts])
        more = " · ".join(filter(None, (tie.when, tie.evidence)))
        parts.append(table_row(escape(tie.relation), f"{value}{marks}", more))
    if ties:
        parts.append("</table>")
    else:
        parts.append(
            _said(translate("Paper", "Nothing in this record ties the subject to another."))
        )
    return sheet([*parts, *grounds(notes, numbers, sources)])


def told_html(told: Told, sources: Sequence[Reference], limits: Sequence[str]) -> str:
    """Set a narrative: its clauses with the marks of their passages, and these."""
    parts = [f"<h1>{escape(told.title)}</h1>", *alerts(limits)]
    parts += [f"<p class='aside'>{escape(one)}</p>" for one in told.about]
    for title, clauses in told.paragraphs:
        said = " ".join(
            f"{escape(one.text)}{escape(one.stop)}"
            + "".join(f"<sup>({mark})</sup>" for mark in one.marks)
            for one in clauses
        )
        parts += [heading(title), f"<p>{said}</p>"]
    if not told.paragraphs:
        nothing = translate("Paper", "Nothing is told: nothing is recorded.")
        parts.append(_said(told.empty or nothing))
    if told.notes:
        parts.append(heading(translate("Paper", "Passages")))
        parts += [
            f"<p class='note'>{number}. <span class='words'>{escape(words)}</span>"
            f" <span class='aside'>{escape(place)}</span></p>"
            for number, words, place in told.notes
        ]
    return sheet([*parts, *references(sources)])


def conflict_html(
    summary: ConflictSummary, numbers: Mapping[str, int], sources: Sequence[Reference]
) -> str:
    """Set a conflict: the accounts with their passages, why they clash, what was concluded."""
    laid, notes = sheet_of(summary, numbers), Footnotes()
    facts = {fact.id: fact for value in summary.scope.values for fact in value.facts}
    parts = [f"<h1>{escape(laid.title)}</h1>"]
    if summary.scope.scope:
        said = (
            f"{term(qualifier_label(name))}: {worded(str(value))}"
            for name, value in summary.scope.scope.items()
        )
        parts.append(f"<p class='aside'>{escape(' · '.join(said))}</p>")
    parts += [heading(translate("Paper", "Accounts")), TABLE]
    for place, one in enumerate(laid.accounts):
        held = [facts[fact] for fact in one.facts if fact in facts]
        value = f"{escape(isolated(one.value))}{notes.marks(held)}"
        weight = " · ".join(one.weight.splitlines())
        parts.append(table_row(_lettered(place), value, weight, wide=5))
    parts += ["</table>", heading(translate("Paper", "Why they conflict"))]
    parts += map(_said, laid.why.splitlines())
    parts.append(heading(translate("Paper", "What was concluded")))
    open_still = translate("Paper", "Open: nobody has settled it.")
    if summary.scope.reopened or (laid.concluded and not laid.resolved):
        open_still = translate("Paper", "It is open again.")
    parts += map(_said, laid.concluded)
    parts += [] if laid.resolved else [_said(open_still)]
    return sheet([*parts, *grounds(notes, numbers, sources)])


def _said(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def _valued(value: str, *, disputed: bool) -> str:
    said = translate("Paper", "disputed")
    return escape(isolated(value)) + (f" <i>{escape(said)}</i>" if disputed else "")


def _lettered(place: int) -> str:
    """Return the letters of an account: A to Z, then AA, AB and so on."""
    more, last = divmod(place, len(ascii_uppercase))
    return (_lettered(more - 1) if more else "") + ascii_uppercase[last]
