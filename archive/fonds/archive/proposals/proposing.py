# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Asking proposers for candidate facts, and throwing away whatever is not in the text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from fonds.archive.proposals.patterns import NO_SUCH_DAY, no_such_day
from fonds.archive.proposals.years import (
    age_that_clashes,
    bears_only_earlier_years,
    cited_too_early,
)
from fonds.archive.sources.notes import find_notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.proposals.page import Page
    from fonds.archive.sources.note_passages import FoundNote

Scalar = str | int | bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """A candidate fact, in the terms of the interchange format.

    ``start`` and ``end`` are code points of the text, ``quote`` the words there; ``rule`` names
    what made it.
    """

    subject: str
    property: str
    value: str | int
    value_type: str
    quote: str
    start: int
    end: int
    rule: str
    when: str | None = None
    qualifiers: Mapping[str, Scalar] = field(default_factory=dict)
    subject_kind: str = "person"
    certainty: str = "stated"
    note: str | None = None
    speaker: str | None = None
    """Who is quoted as saying it; None where the page itself says it."""


class Proposer(Protocol):
    """Whatever reads a page and proposes facts. It is never believed: see `propose`.

    Those of other packages are entry points: see `fonds.archive.proposals.plugged`.
    """

    name: str
    version: str

    def propose(self, page: Page) -> Iterable[Proposed]:
        """Yield candidate facts of a page."""
        ...


def propose(
    page: Page, proposers: Sequence[Proposer], thrown: list[Proposed] | None = None
) -> list[Proposed]:
    """Return the candidates of all proposers, in the order of the text, each once.

    A candidate whose quote does not stand verbatim at its place is thrown away, whoever made it;
    ``thrown`` is given those.
    """
    found: dict[tuple[object, ...], Proposed] = {}
    for proposer in proposers:
        for made in proposer.propose(page):
            one = _doubted(made)
            stands = (
                0 <= one.start < one.end and page.text[one.start : one.end] == one.quote
            ) and bool(one.quote.strip())
            if stands and one.subject.strip() and str(one.value).strip():
                key = (one.subject, one.property, str(one.value).casefold(), one.when)
                found.setdefault(key, one)
            elif thrown is not None:
                thrown.append(one)
    whole = {
        (one.subject, one.property, str(one.value).partition(" ")[0])
        for one in found.values()
        if one.value_type == "person" and " (" not in str(one.value)
    }
    timed = {(*_what(one), one.start, one.end) for one in found.values() if one.when}
    # "His wife Frieda" is Frieda Boumann whom he married, and not told a second time.
    kept = [
        one
        for one in found.values()
        if (
            " (" not in (value := str(one.value))
            or (one.subject, one.property, value.partition(" (")[0]) not in whole
        )
        # Two rules read one passage, and one of them its time too.
        and (one.when or (*_what(one), one.start, one.end) not in timed)
    ]
    return sorted(kept, key=lambda one: (one.start, one.end))


def _what(one: Proposed) -> tuple[str, str, str]:
    return one.subject, one.property, str(one.value).casefold()


def _doubted(one: Proposed) -> Proposed:
    """Return a candidate; where its passage names a day that cannot be, with a note of that."""
    if one.value_type == "date" and no_such_day(one.value, one.qualifiers.get("as_written")):
        return replace(one, certainty="inferred", note=one.note or NO_SUCH_DAY)
    return one


def notes_under(notes: Sequence[FoundNote], one: Proposed) -> FoundNote | None:
    """Return the footnote that covers a candidate's passage, the nearest where several do."""
    covering = [
        (last - first, note)
        for note in notes
        for first, last in note.passages
        if first <= one.start and one.end <= last
    ]
    return min(covering, key=lambda pair: pair[0])[1] if covering else None


def interchange_lines(
    page: Page, source: str, found: Sequence[Proposed]
) -> list[dict[str, object]]:
    """Return candidates as lines of the interchange format, each with its ``rule``.

    A passage under a footnote's mark names the work cited for it, but one that is older than what
    is said; the note then says why not.
    """
    notes = find_notes(page.text)
    lines: list[dict[str, object]] = []
    for one in found:
        line: dict[str, object] = {
            "subject": one.subject,
            "subject_kind": one.subject_kind,
            "property": one.property,
            "value": one.value,
            "value_type": one.value_type,
            "when": one.when,
            "qualifiers": dict(one.qualifiers),
            "source": source,
            "quote": one.quote,
            "start": one.start,
            "end": one.end,
            # A page is not said by the person it is called after.
            "asserted_by": one.speaker or (page.title if page.title != one.subject else None),
            "certainty": one.certainty,
            "note": one.note,
        }
        note = notes_under(notes, one)
        if note is not None and bears_only_earlier_years(note.work, _told(one)) is None:
            line["cited_work"] = {"mark": note.mark, "work": note.work}
        elif note is not None:
            line["note"] = one.note or cited_too_early(note.work, _told(one))
        lines.append({**line, "rule": one.rule})
    return lines


def note_clashing_ages(lines: list[dict[str, object]]) -> None:
    """Note of each age that a birth proposed of the same text makes it another; nothing chosen."""
    births = [
        (line["subject"], str(line["value"]))
        for line in lines
        if line["property"] == "date_of_birth"
    ]
    for line in lines:
        if line["property"] == "age" and line["note"] is None and line["when"] is not None:
            notes = (
                age_that_clashes(line["value"], str(line["when"]), born)
                for subject, born in births
                if subject == line["subject"]
            )
            line["note"] = next(filter(None, notes), None)


def _told(one: Proposed) -> str | None:
    """Return the date that is told, or that limits what is; None where there is none."""
    return str(one.value) if one.value_type == "date" and one.value is not None else one.when
