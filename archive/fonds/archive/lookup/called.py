# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a subject is called here, and where no more than a surname of theirs is said.

What a subject is labelled is its own, and may be taken wherever it stands. What a fact says it is
called may be anything ("the mayor"), and a surname is a family's: these are told, for a person to
decide.
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
from fonds.events.fixed import fixed
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

_IN_FULL = frozenset({"birth_name", "former_name", "full_name", "legal_name", "name_at_birth"})
"""Properties whose value is somebody's whole name, where it is spelt as one."""

_PARTICLES = frozenset(
    ("af", "al", "and", "av", "bin", "d", "da", "das", "de", "del", "della", "den", "der", "di",
     "do", "dos", "du", "e", "el", "het", "ibn", "la", "le", "of", "och", "op", "ter", "the",
     "und", "van", "vom", "von", "y", "zu", "zum", "zur")
)  # fmt: skip
"""Words within a name that may be small, and that make no name by themselves."""

_SHORTEST = 3


@fixed
class Called:
    """What a subject is called, each name as registers have it too.

    ``own`` are its labels and other names; ``full`` what standing facts give as its whole name,
    spelt like one; ``said`` whatever else of two words or more they say it is called. ``turned``
    are those among them that stand so nowhere, and are what registers would make of the others.
    """

    own: tuple[str, ...]
    full: tuple[str, ...]
    said: tuple[str, ...]
    turned: frozenset[str]

    @property
    def every(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.own, *self.full, *self.said)


def called(saying: Saying, subject: str) -> Called:
    """Return what a subject is called, told apart by how sure it is that a name means it."""
    facts = [(of, name) for of, name in _said_of(saying, subject) if len(name_of(name).parts) > 1]
    full = [name for of, name in facts if _is_full(of, name)]
    kinds = (_labels_of(saying, subject), full, [name for _, name in facts])
    person = _is_person(saying, subject)
    known: set[str] = set()
    plain = {name for names in kinds for name in names}
    made: set[str] = set()
    apart: list[tuple[str, ...]] = []
    for names in kinds:
        turned = [one for name in names for one in turned_round(name)] if person else []
        apart.append(tuple(name for name in dict.fromkeys((*names, *turned)) if name not in known))
        known.update(apart[-1])
        made.update(name for name in turned if "," in name and name not in plain)
    own, in_full, said = apart
    return Called(own, in_full, said, frozenset(made))


def _is_full(property_: str, name: str) -> bool:
    """Tell whether a fact gives somebody's whole name: two words or more, spelt as names are.

    An initial or a word that begins small makes it doubtful: the answer is no.
    """
    words = [
        word for word in re.split(r"[\s,]+", name.strip()) if word.casefold() not in _PARTICLES
    ]
    return (
        property_ in _IN_FULL
        and len(words) > 1
        and all(word[:1].isupper() and len(word.rstrip(".")) > 1 for word in words)
    )


def _labels_of(saying: Saying, subject: str) -> list[str]:
    return [
        name
        for recorded in saying.store.stream(subject)
        if isinstance(recorded.event, SubjectOpened | SubjectDescribed)
        for name in (recorded.event.content.label, *recorded.event.content.names)
    ]


def names_of(saying: Saying, subject: str) -> tuple[str, ...]:
    """Return every name that may mean a subject, for a copy that must not name it.

    Its label and other names, whichever it ever had, and names of two words or more that facts
    about it which stand say it bears, as written too: what a copy leaves out in excess harms
    nobody. What erases goes by `called`.
    """
    said = [
        name for _, name in _said_of(saying, subject, written=True) if len(name_of(name).parts) > 1
    ]
    names = list(dict.fromkeys((*_labels_of(saying, subject), *said)))
    person = _is_person(saying, subject)
    turned = [one for name in names for one in turned_round(name)] if person else []
    return tuple(dict.fromkeys((*names, *turned)))


def turned_round(name: str) -> tuple[str, ...]:
    """Return a person's name as registers have it, turned at every word after the first.

    Which word a register begins with nobody can tell: "van der Berg, Anna", "Berg, Anna van der".
    A name that is written so ("van der Berg, Anna") is turned back first, and that is one of the
    answers too. A single word is not turned.
    """
    spoken = spoken_of(name)
    words = (spoken or name).split()
    turned = [f"{' '.join(words[at:])}, {' '.join(words[:at])}" for at in range(1, len(words))]
    return tuple(one for one in ([spoken] if spoken else []) + turned if one != name)


def spoken_of(name: str) -> str | None:
    """Return a name that a register has ("Berg, Anna van der, 1901-") as one would say it.

    None where it is not written so.
    """
    last, *first = (" ".join(piece.split()) for piece in name.split(","))
    return f"{first[0]} {last}" if last and first and first[0] else None


def _said_of(saying: Saying, subject: str, *, written: bool = False) -> list[tuple[str, str]]:
    """Return what standing facts say a subject is called, each with its property.

    As ``written`` too, where asked: a source may write anything there ("his wife").
    """
    return [
        (state.reading.property, said)
        for state in FactReader(saying.store).of_properties(subject, CALLED_BY)
        if state.standing is Standing.STANDS and state.reading.value_kind is ValueKind.VALUE
        for said in (state.reading.value, state.wording.as_written if written else None)
        if isinstance(said, str)
    ]


@fixed
class Bare:
    """The single words that a person goes by here, folded.

    ``last`` are surnames and bynames of one word, ``given`` the other words of its names.
    """

    last: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


def bare_names_of(saying: Saying, subject: str) -> Bare:
    """Return the single words that a person goes by here; none of what is no person."""
    if not _is_person(saying, subject):
        return Bare()
    found: dict[str, None] = {}
    given: dict[str, None] = {}
    names = called(saying, subject)
    for name in (*names.own, *names.full):
        parts = name_of(name).parts
        if len(parts) > 1:
            found[parts[-1]] = None
            if name not in names.turned:
                given.update(dict.fromkeys(parts[:-1]))
    for property_, name in _said_of(saying, subject):
        parts = name_of(name).parts
        if len(parts) == 1 or (parts and property_ in _SURNAMES):
            found[parts[-1]] = None
    words = [name for name in found if len(name) >= _SHORTEST and not name.isdigit()]
    others = [
        name
        for name in given
        if len(name) >= _SHORTEST and name.isalpha() and name not in {*found, *_PARTICLES}
    ]
    return Bare(tuple(words), tuple(others))


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
