# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Subjects that share their label, told apart: by another name, by years, else by the id."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.record.chronology import BORN, DIED
from fonds.archive.record.setting import date_of
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.lookup.names import Names
    from fonds.archive.queries.records import RecordReader

_MOST_ALIKE = 20
"""Namesakes beyond which the id alone tells one from all others."""
_ID_LETTERS = 6


def names_apart(reader: RecordReader, names: Names, subjects: Iterable[str]) -> dict[str, str]:
    """Return what subjects are called where others bear their label, by id; nobody else is in it.

    What the reader's policy hides tells nobody apart.
    """
    found: dict[str, str] = {}
    apart: dict[str, dict[str, str]] = {}
    for subject in dict.fromkeys(subjects):
        label = reader.identity.label(subject)
        if label not in apart:
            apart[label] = _apart(reader, names, label)
        if subject in apart[label]:
            found[subject] = say("{label} ({remark})", label=label, remark=apart[label][subject])
    return found


def _apart(reader: RecordReader, names: Names, label: str) -> dict[str, str]:
    """Give what tells each of those who bear a label from the others; nothing of one alone."""
    alike = [one for one in names.subjects_labelled(label) if reader.identity.label(one) == label]
    if len(alike) < 2:
        return {}
    few = len(alike) <= _MOST_ALIKE
    remarks = {one: _remarks(reader, one, label) if few else [] for one in alike}
    times = Counter(words for said in remarks.values() for words in {*said})
    return {
        one: next((words for words in said if times[words] == 1), one[:_ID_LETTERS])
        for one, said in remarks.items()
    }


def _remarks(reader: RecordReader, subject: str, label: str) -> list[str]:
    """Give a longer name, and the years of a life."""
    try:
        names = reader.described(subject).names
    except RefusedError:
        return []
    said = [one for one in names if len(one) > len(label)]
    years = {BORN: "", DIED: ""}
    for state in reader.facts_under(subject, years):
        year = _year(str(state.reading.value))
        name = state.reading.property
        if year and year not in years[name].split("/"):
            years[name] = "/".join(filter(None, (years[name], year)))
    return [*said, f"{years[BORN]}–{years[DIED]}"] if any(years.values()) else said


def _year(value: str) -> str:
    date = date_of(value)
    ends = {(end or "")[:4] for end in (date.bounds.earliest, date.bounds.latest)} if date else {""}
    return ends.pop() if len(ends) == 1 else ""
