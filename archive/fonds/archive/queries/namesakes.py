# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What tells subjects of one name apart: years, a longer name, what somebody was, where.

Where none of these differ, words of another fact, the source, what kind of subject it is, else the
id. What a source says is not known tells nobody apart and is left out, as is what was deprecated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import suppress
from itertools import chain
from textwrap import shorten
from typing import TYPE_CHECKING, Protocol

from fonds.archive.errors import RefusedError
from fonds.archive.languages.telling import ENGLISH, tell
from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.names import Names
from fonds.archive.queries.citation_answers import is_unheld
from fonds.archive.queries.pages import make_said
from fonds.archive.record.setting import date_of
from fonds.events.fixed import fixed
from fonds.events.sentences import as_sentence, joined, labelled, say
from fonds.events.values import Rank, ValueKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.records import RecordReader
    from fonds.archive.record.rule import Identity
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.properties import PropertyContent
    from fonds.events.values import SubjectKind

_BIRTHS = ("date_of_birth", "birth_date", "date_of_baptism")
_DEATHS = ("date_of_death", "death_date")
_DAYS = ("event_date", "document_date")
_WORK = ("occupation", "job", "position_held")
_PLACES = ("place_of_birth", "residence", "event_location", "associated_place")
_USED = (*_BIRTHS, *_DEATHS, *_DAYS, *_WORK, *_PLACES)
_MOST_ALIKE = 20
"""Namesakes of one label beyond which the id alone tells one from all others in a text."""
_MOST_LISTED = 400
"""Namesakes of a whole list that are told apart."""
_LONGEST = 40
_FIRST_FACTS = 6
ID_LETTERS = 6
"""Of an id, where it stands for a name."""


@fixed
class Namesake:
    """A subject to be told apart: its id and label, what kind it is, what else it is called."""

    id: str
    label: str
    kind: SubjectKind
    names: tuple[str, ...] = ()


class Asked(Protocol):
    """What must be known to tell the subjects of a list apart: `Queries`, under a veil or not."""

    def said_of(
        self,
        subjects: Sequence[str],
        names: Sequence[str] = (),
        as_of: str | None = None,
        *,
        most: int = 3,
    ) -> list[FactAnswer]:
        """Return of each subject its first few facts of each of some properties, or of any."""
        ...

    def properties(self) -> list[PropertyContent]:
        """Return the properties defined in the archive."""
        ...


def told_apart(
    queries: Asked, listed: Iterable[Namesake], as_of: str | None = None, language: str = ENGLISH
) -> dict[str, str]:
    """Say of subjects of a list that share their label what tells each apart, by id.

    With very many namesakes the first four hundred are told apart. Raises RefusedError.
    """
    rows = list(listed)
    times = Counter(row.label for row in rows)
    alike = [row for row in rows if times[row.label] > 1][:_MOST_LISTED]
    if not alike:
        return {}
    ids = [row.id for row in alike]
    facts = queries.said_of(ids, _USED, as_of), queries.said_of(ids, (), as_of, most=_FIRST_FACTS)
    said = _by_subject(chain(*facts))
    labels = {one.name: one.label for one in queries.properties()}
    groups: dict[str, dict[str, list[str]]] = defaultdict(dict)
    kinds = Counter((row.label, row.kind) for row in alike)
    for row in alike:
        only = kinds[row.label, row.kind] == 1
        groups[row.label][row.id] = remarks_of(row, said[row.id], labels, only_of_kind=only)
    return {
        one: words for group in groups.values() for one, words in chosen(group, language).items()
    }


def names_apart(
    store: SqliteStore, reader: RecordReader, subjects: Iterable[str]
) -> dict[str, str]:
    """Return what subjects are called where others bear their label, by id; nobody else is in it.

    What the reader's policy hides, or does not count, tells nobody apart.
    """
    names = Names(store.connection)
    found: dict[str, str] = {}
    apart: dict[str, Mapping[str, str]] = {}
    for subject in dict.fromkeys(subjects):
        label = reader.identity.label(subject)
        if label not in apart:
            alike = names.subjects_labelled(label)
            apart[label] = _apart(store, reader, label, alike)
        if subject in apart[label]:
            found[subject] = say("{label} ({remark})", label=label, remark=apart[label][subject])
    return found


def with_id(store: SqliteStore, identity: Identity, subject: str) -> str:
    """Return what a subject is called, with the beginning of its id where another is called so.

    For the history: what was known then would not tell whom an event means, and the id does.
    """
    label = identity.label(subject)
    bearing = Names(store.connection).subjects_labelled(label)
    if all(one == subject or identity.label(one) != label for one in bearing):
        return label
    return say("{label} ({remark})", label=label, remark=subject[:ID_LETTERS])


def _apart(
    store: SqliteStore, reader: RecordReader, label: str, bearing: Iterable[str]
) -> Mapping[str, str]:
    """Give what tells each of those who bear a label from the others; nothing of one alone."""
    alike = [one for one in bearing if reader.identity.label(one) == label]
    if len(alike) < 2:
        return {}
    if len(alike) > _MOST_ALIKE:
        return {one: one[:ID_LETTERS] for one in alike}
    last = reader.last
    asked = (
        make_said(store, alike, _USED, last, 3),
        make_said(store, alike, (), last, _FIRST_FACTS),
    )
    facts = {fact.id: fact for fact in chain(*asked)}
    counted = {state.id for state in reader.counted(FactReader(store).by_id(list(facts), last))}
    said = _by_subject(fact for one, fact in facts.items() if one in counted)
    group = {one: [one[:ID_LETTERS]] for one in alike}
    seen: list[Namesake] = []
    for one in alike:
        with suppress(RefusedError):
            content = reader.described(one)
            seen.append(Namesake(one, label, content.kind, content.names))
    kinds = Counter(row.kind for row in seen)
    for row in seen:
        labels = {fact.property: reader.property_label(fact.property) for fact in said[row.id]}
        only = kinds[row.kind] == 1
        group[row.id] = remarks_of(row, said[row.id], labels, only_of_kind=only)
    return chosen(group)


def _by_subject(facts: Iterable[FactAnswer]) -> dict[str, list[FactAnswer]]:
    found: dict[str, list[FactAnswer]] = defaultdict(list)
    for fact in facts:
        found[fact.subject].append(fact)
    return found


def remarks_of(
    row: Namesake,
    facts: Sequence[FactAnswer],
    labels: Mapping[str, str],
    *,
    only_of_kind: bool,
) -> list[str]:
    """Give what tells a subject apart, the best first; the last is its alone."""
    known = [one for one in facts if _tells(one)]
    found = [
        _years(known),
        _first(known, _WORK),
        say("born in {words}", words=place) if (place := _first(known, _PLACES[:1])) else "",
        _first(known, _PLACES[1:]),
        *(name for name in row.names if len(name) > len(row.label)),
    ]
    found += [
        joined(": ", [labelled(labels.get(one.property, one.property)), one.display])
        for one in known
        if one.property not in _USED
    ]
    sources = [citation.source_title for one in facts for citation in one.citations]
    found += [say("in {source}", source=one) for one in sources[:1]]
    remarks = [one for one in dict.fromkeys(found) if one]
    if only_of_kind and not remarks:
        remarks.append(as_sentence(row.kind.value))
    return [*remarks, row.id[:ID_LETTERS]]


def chosen(group: Mapping[str, Sequence[str]], language: str = ENGLISH) -> dict[str, str]:
    """Choose of each one's remarks as many as tell it from all others, shortened at words."""
    taken = dict.fromkeys(group, 1)
    while True:
        whole = {one: joined(", ", group[one][:count]) for one, count in taken.items()}
        said = {one: tell(words, language) for one, words in whole.items()}
        told = _shortened(said)
        times = Counter(told.values())
        unclear = [one for one in group if times[told[one]] > 1 and taken[one] < len(group[one])]
        if not unclear:
            own = {one: group[one][-1] for one in group if times[told[one]] > 1}
            # What is not cut remembers what it was made of, for other languages.
            return {
                one: said[one] if said[one] == words else words for one, words in told.items()
            } | own
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
    if is_unheld(fact):
        return False
    return fact.value_kind is ValueKind.VALUE and not deprecated


def _first(facts: Sequence[FactAnswer], names: Sequence[str]) -> str:
    said = (one.display for name in names for one in facts if one.property == name)
    return next(said, "")


def _years(facts: Sequence[FactAnswer]) -> str:
    born, died = _year(facts, _BIRTHS), _year(facts, _DEATHS)
    if born and died:
        return joined("–", [born, died])
    if born:
        return say("born {year}", year=born)
    if died:
        return say("died {year}", year=died)
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
    return joined("", [first, "?"]) if len(found) > 1 and not first.endswith("?") else first


def _year_of(fact: FactAnswer) -> str:
    date = date_of(str(fact.value))
    if date is None:
        return fact.display
    first, last = (date.bounds.earliest or "")[:4], (date.bounds.latest or "")[:4]
    plain = first == last and first.isdigit() and not set("~?%") & set(str(fact.value))
    return first if plain else fact.display
