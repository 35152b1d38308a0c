# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a subject is called here, and where no more than a surname of theirs is said.

A full name is a subject's own; a surname is a family's. So full names may be taken wherever they
stand, and a bare surname is only ever told, for a person to decide.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.names import Names
from fonds.archive.naming import fold_name
from fonds.archive.record.fold import Standing
from fonds.archive.record.names import NAME_PROPERTIES, name_of
from fonds.archive.tables import LIVE
from fonds.events.catalogue.subject import SubjectDescribed, SubjectOpened
from fonds.events.values import SubjectKind, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.lookup.saying import Saying
    from fonds.archive.lookup.words import Phrases

CALLED_BY = NAME_PROPERTIES | {
    "alias",
    "also_known_as",
    "full_name",
    "former_name",
    "given_name",
    "family_name",
    "last_name",
    "legal_name",
    "maiden_name",
    "married_name",
    "name_at_birth",
    "nickname",
    "pen_name",
    "pseudonym",
    "religious_name",
    "stage_name",
    "surname",
}
"""Properties whose value is what the subject is called: the vocabulary's, and usual own ones."""

_SURNAMES = frozenset({"family_name", "last_name", "maiden_name", "married_name", "surname"})

_SHORTEST = 3


def names_of(saying: Saying, subject: str) -> tuple[str, ...]:
    """Return every name that is the subject's own, as far as it is here.

    Its label and other names, whichever it ever had, and names of two words or more that facts
    about it which stand say it bears: born with, known by, married under.
    """
    own = [
        name
        for recorded in saying.store.stream(subject)
        if isinstance(recorded.event, SubjectOpened | SubjectDescribed)
        for name in (recorded.event.content.label, *recorded.event.content.names)
    ]
    said = [name for _, name in _said_of(saying, subject) if len(name_of(name).parts) > 1]
    names = list(dict.fromkeys((*own, *said)))
    # As a register has them: "Marlow, Edda".
    turned = [turned_round(name) for name in names] if _is_person(saying, subject) else []
    return tuple(dict.fromkeys((*names, *filter(None, turned))))


def turned_round(name: str) -> str | None:
    """Return a person's name with its last word first, as registers have it; None of one word."""
    first, _, last = name.strip().rpartition(" ")
    return f"{last}, {first.strip()}" if first and "," not in name else None


def _said_of(saying: Saying, subject: str) -> list[tuple[str, str]]:
    """Return the names that standing facts say a subject bears, each with its property."""
    return [
        (state.reading.property, said)
        for state in FactReader(saying.store).of_properties(subject, CALLED_BY)
        if state.standing is Standing.STANDS and state.reading.value_kind is ValueKind.VALUE
        for said in (state.reading.value, state.wording.as_written)
        if isinstance(said, str)
    ]


def bare_names_of(saying: Saying, subject: str) -> tuple[str, ...]:
    """Return the single words that a person goes by here: surnames, and bynames of one word."""
    if not _is_person(saying, subject):
        return ()
    found: dict[str, None] = {}
    for name in names_of(saying, subject):
        parts = name_of(name).parts
        if len(parts) > 1:
            found[parts[-1]] = None
    for property_, name in _said_of(saying, subject):
        parts = name_of(name).parts
        if len(parts) == 1 or (parts and property_ in _SURNAMES):
            found[parts[-1]] = None
    return tuple(name for name in found if len(name) >= _SHORTEST and not name.isdigit())


def _is_person(saying: Saying, subject: str) -> bool:
    kinds = [
        recorded.event.content.kind
        for recorded in saying.store.stream(subject)
        if isinstance(recorded.event, SubjectOpened | SubjectDescribed)
    ]
    return bool(kinds) and kinds[-1] is SubjectKind.PERSON


def bare_in(phrases: Phrases, full: Phrases, text: str) -> tuple[int, ...]:
    """Return where, in code points, a bare name begins in a text and is no part of a full name."""
    within = full.ranges(text)
    begins = [start for start, _ in within]
    found: list[int] = []
    for start, end in phrases.ranges(text):
        place = bisect_right(begins, start) - 1
        if place < 0 or within[place][1] < end:
            found.append(start)
    return tuple(found)


def others_bearing(saying: Saying, subject: str, bare: Phrases) -> list[str]:
    """Return the full names of other subjects in which a bare name stands."""
    view = LIVE.view
    rows = saying.store.connection.execute(
        f"SELECT DISTINCT n.folded FROM {view('subject_name')} n JOIN {view('thing')} t"
        " ON t.key = n.subject WHERE t.id <> ? AND EXISTS (SELECT 1 FROM json_each(?)"
        " WHERE instr(n.folded, value))",
        (subject, json.dumps([fold_name(one) for one in bare.phrases])),
    )
    return [row[0] for row in rows if re.search(r"\s", row[0]) and bare.are_in(row[0])]


def namesakes(saying: Saying, subject: str, names: Iterable[str]) -> list[str]:
    """Return other subjects that bear one of the names: what names them is theirs."""
    bearing = Names(saying.store.connection)
    return sorted({one for name in names for one in bearing.subjects_labelled(name)} - {subject})
