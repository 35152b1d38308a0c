# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What tells subjects of one name apart: years, what somebody was, where; else words that differ.

What a source says is not known tells nobody apart and is left out, as is what was deprecated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from textwrap import shorten
from typing import TYPE_CHECKING

from fonds.events.dates import DateError, parse
from fonds.events.values import Rank, ValueKind, ValueType
from fonds.viewer.desk.record_head import kind_said
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import translate, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.queries.answers import FactAnswer, SubjectRow
    from fonds.archive.queries.queries import Queries

_BIRTHS = ("date_of_birth", "birth_date", "date_of_baptism")
_DEATHS = ("date_of_death", "death_date")
_DAYS = ("event_date", "document_date")
_WORK = ("occupation", "job", "position_held")
_PLACES = ("place_of_birth", "residence", "event_location", "associated_place")
_MOST_ALIKE = 400
_LONGEST = 40
_FIRST_FACTS = 6
_ID_LETTERS = 6


def tell_apart(
    queries: Queries, subjects: Iterable[SubjectRow], as_of: str | None = None
) -> dict[str, str]:
    """Say of subjects that share their name what tells each apart, by id.

    With very many namesakes the first four hundred are told apart. Raises RefusedError.
    """
    rows = list(subjects)
    times = Counter(row.label for row in rows)
    alike = [row for row in rows if times[row.label] > 1][:_MOST_ALIKE]
    if not alike:
        return {}
    ids = [row.id for row in alike]
    names = (*_BIRTHS, *_DEATHS, *_DAYS, *_WORK, *_PLACES)
    said: dict[str, list[FactAnswer]] = defaultdict(list)
    for fact in queries.said_of(ids, names, as_of):
        said[fact.subject].append(fact)
    for fact in queries.said_of(ids, (), as_of, most=_FIRST_FACTS):
        said[fact.subject].append(fact)
    labels = {one.name: term(one.label) for one in queries.properties()}
    groups: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for row in alike:
        groups[row.label][row.id] = remarks_of(row, said[row.id], labels)
    return {one: words for group in groups.values() for one, words in chosen(group).items()}


def remarks_of(
    row: SubjectRow, facts: Sequence[FactAnswer], labels: Mapping[str, str]
) -> list[str]:
    """Give what tells a subject apart, the best first; the last is its alone."""
    known = [one for one in facts if _tells(one)]
    found = [
        _years(known),
        _first(known, _WORK, "{words}"),
        _first(known, ("place_of_birth",), translate("Listing", "born in {words}")),
        _first(known, _PLACES[1:], "{words}"),
    ]
    used = {*_BIRTHS, *_DEATHS, *_DAYS, *_WORK, *_PLACES}
    found += [
        f"{labels.get(one.property, one.property)}: {worded(one.display)}"
        for one in known
        if one.property not in used
    ]
    sources = [citation.source_title for one in facts for citation in one.citations]
    found += [translate("Listing", "in {source}").format(source=one) for one in sources[:1]]
    remarks = [one for one in dict.fromkeys(found) if one]
    return [*(remarks or [kind_said(row.kind)]), row.id[:_ID_LETTERS]]


def chosen(group: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Choose of each one's remarks as many as tell it from all others, shortened at words."""
    taken = dict.fromkeys(group, 1)
    while True:
        said = {one: ", ".join(group[one][:count]) for one, count in taken.items()}
        told = _shortened(said)
        times = Counter(told.values())
        unclear = [one for one in group if times[told[one]] > 1 and taken[one] < len(group[one])]
        if not unclear:
            own = {one: group[one][-1] for one in group if times[told[one]] > 1}
            return told | own
        for one in unclear:
            taken[one] += 1


def _shortened(said: Mapping[str, str]) -> dict[str, str]:
    """Shorten what is long; where that leaves the same of two, begin where they differ."""
    told = {one: _cut(words) for one, words in said.items()}
    alike: dict[str, list[str]] = defaultdict(list)
    for one, words in told.items():
        alike[words].append(one)
    for ones in alike.values():
        split = [said[one].split() for one in ones]
        if len({tuple(words) for words in split}) < 2:
            continue
        same = next(
            (n for n, column in enumerate(zip(*split, strict=False)) if len(set(column)) > 1),
            min(map(len, split)),
        )
        for one, parts in zip(ones, split, strict=True):
            rest = " ".join(parts[same:])
            told[one] = _cut(f"… {rest}") if rest else told[one]
    return told


def _cut(words: str) -> str:
    short = shorten(words, _LONGEST, placeholder="…")
    # A single word may be longer than all the room.
    return short if short != "…" else f"{words[: _LONGEST - 1]}…"


def _tells(fact: FactAnswer) -> bool:
    deprecated = fact.assessment is not None and fact.assessment.rank is Rank.DEPRECATED
    return fact.value_kind is ValueKind.VALUE and not deprecated


def _first(facts: Sequence[FactAnswer], names: Sequence[str], words: str) -> str:
    said = (one for name in names for one in facts if one.property == name)
    fact = next(said, None)
    return words.format(words=worded(fact.display)) if fact is not None else ""


def _years(facts: Sequence[FactAnswer]) -> str:
    born, died = _year(facts, _BIRTHS), _year(facts, _DEATHS)
    if born and died:
        return f"{born}–{died}"
    if born:
        return translate("Listing", "born {year}").format(year=born)
    if died:
        return translate("Listing", "died {year}").format(year=died)
    return _year(facts, _DAYS)


def _year(facts: Sequence[FactAnswer], names: Sequence[str]) -> str:
    """Give the year the dates of some properties say; of several the first, with a query.

    Two with a stroke between them would read as a span, and cut short as neither.
    """
    found = dict.fromkeys(
        _year_of(one)
        for name in names
        for one in facts
        if one.property == name and one.value_type is ValueType.DATE
    )
    first = next(iter(found), "")
    return f"{first}?" if len(found) > 1 and not first.endswith("?") else first


def _year_of(fact: FactAnswer) -> str:
    try:
        date = parse(str(fact.value))
    except DateError:
        return worded(fact.display)
    first, last = (date.bounds.earliest or "")[:4], (date.bounds.latest or "")[:4]
    plain = first == last and first.isdigit() and not set("~?%") & set(str(fact.value))
    return first if plain else worded(fact.display)
