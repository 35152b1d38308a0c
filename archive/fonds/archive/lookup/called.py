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
from fonds.archive.lookup.name_forms import (
    TITLES,
    forms_of,
    is_plain,
    plain_forms,
    spoken_of,
    turned_round,
    without_brackets,
)
from fonds.archive.lookup.saying import Saying
from fonds.archive.lookup.spelling import TOKEN, folded
from fonds.archive.lookup.words import Phrases
from fonds.archive.record.names import NAME_PROPERTIES, name_of
from fonds.archive.record.states import Standing
from fonds.archive.tables import LIVE
from fonds.events.catalogue.subject import SubjectDescribed, SubjectOpened
from fonds.events.fixed import fixed
from fonds.events.patterns import later
from fonds.events.values import SubjectKind, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fonds.archive.store.sqlite import SqliteStore

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

_JOINED = later(r"[\s,'\-\u2010\u2011\u2012\u2013\u2019\u02bc]+")
"""What stands between two pieces of a name: blanks, a comma, hyphens, apostrophes."""


@fixed
class Called:
    """What a subject is called, each name as registers have it too.

    ``own`` are its labels and other names of two words or more, with and without what is written
    around them; ``full`` what standing facts give as its whole name, spelt like one; ``said``
    what may mean another: whatever else of two words or more they say it is called, and a label
    without the words in brackets that tell it from others. ``single`` are labels and other names
    of one word. ``turned`` are those among them that stand so nowhere, and are what registers
    would make of the others.
    """

    own: tuple[str, ...]
    full: tuple[str, ...]
    said: tuple[str, ...]
    single: tuple[str, ...]
    turned: frozenset[str]

    @property
    def every(self) -> tuple[str, ...]:
        """All of them but single words."""
        return (*self.own, *self.full, *self.said)


def called(saying: Saying, subject: str) -> Called:
    """Return what a subject is called, told apart by how sure it is that a name means it."""
    labels = _labels_of(saying, subject)
    person = _is_person(saying, subject)
    plain = [one for name in labels for one in plain_forms(name)] if person else []
    bare = [one for name in labels if person and (one := without_brackets(name))]
    facts = [(of, name) for of, name in _said_of(saying, subject) if len(name_of(name).parts) > 1]
    full = [name for of, name in facts if _is_full(of, name)]
    kinds = (
        [name for name in (*labels, *plain) if _words_in(name) > 1],
        full,
        [*bare, *(name for _, name in facts)],
    )
    known: set[str] = set()
    written = {name for names in kinds for name in names}
    made: set[str] = set()
    apart: list[tuple[str, ...]] = []
    for names in kinds:
        turned = [one for name in names for one in turned_round(name)] if person else []
        apart.append(tuple(name for name in dict.fromkeys((*names, *turned)) if name not in known))
        known.update(apart[-1])
        made.update(name for name in turned if "," in name and name not in written)
    own, in_full, said = apart
    single = tuple(name for name in dict.fromkeys(labels) if _words_in(name) == 1)
    return Called(own, in_full, said, single, frozenset(made))


def _words_in(name: str) -> int:
    return len(TOKEN.findall(folded(name)))


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
    names = (*_labels_of(saying, subject), *said)
    if not _is_person(saying, subject):
        return tuple(dict.fromkeys(names))
    return tuple(dict.fromkeys(form for name in names for form in forms_of(name)))


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
    """Return the single words that a subject goes by here; of what is no person its labels."""
    names = called(saying, subject)
    found = {part: None for name in names.single for part in name_of(name).parts}
    if not _is_person(saying, subject):
        return Bare(_long_enough(found))
    given: dict[str, None] = {}
    for name in (*names.own, *names.full):
        parts = name_of(name).parts
        if parts and is_plain(name):
            found[parts[-1]] = None
            if name not in names.turned:
                given.update(dict.fromkeys(parts[:-1]))
    for property_, name in _said_of(saying, subject):
        parts = name_of(name).parts
        if len(parts) == 1 or (parts and property_ in _SURNAMES):
            found[parts[-1]] = None
    others = [name for name in given if name.isalpha() and name not in {*found, *_PARTICLES}]
    return Bare(_long_enough(found), _long_enough(others))


def _long_enough(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if len(name) >= _SHORTEST and not name.isdigit())


def _is_person(saying: Saying, subject: str) -> bool:
    kinds = [
        recorded.event.content.kind
        for recorded in saying.store.stream(subject)
        if isinstance(recorded.event, SubjectOpened | SubjectDescribed)
    ]
    return bool(kinds) and kinds[-1] is SubjectKind.PERSON


def bare_in(phrases: Phrases, full: Phrases, text: str) -> list[tuple[int, int]]:
    """Return where, in code points, a bare name stands in a text and is no part of a full name."""
    bare = phrases.ranges(text)
    within = full.ranges(text) if bare else []
    begins = [start for start, _ in within]
    found: list[tuple[int, int]] = []
    for start, end in bare:
        place = bisect_right(begins, start) - 1
        if place < 0 or within[place][1] < end:
            found.append((start, end))
    return found


def others_bearing(saying: Saying, subject: str, bare: Phrases) -> list[str]:
    """Return the full names of other subjects in which a bare name stands."""
    return [name for _, name in _others_named(saying, subject, bare) if re.search(r"\s", name)]


def namesakes(saying: Saying, subject: str, names: Iterable[str]) -> dict[str, list[str]]:
    """Return, for each of some names, the other subjects that bear it: what says it is theirs.

    Names are one where they are spelt alike, spoken or as registers have them, with or without a
    title, years or brackets.
    """
    wanted = {name: _keys(name) for name in names}
    sought = Phrases([*wanted, *(name.replace(",", " ") for name in wanted)])
    found = [(other, _keys(name)) for other, name in _others_named(saying, subject, sought)]
    return {
        name: sorted({other for other, theirs in found if not keys.isdisjoint(theirs)})
        for name, keys in wanted.items()
    }


def longer_names(saying: Saying, subject: str, names: Iterable[str]) -> list[str]:
    """Return the names of other people that are one of these and more: "John Marlow Jr.".

    What is more must look like a piece of a name, parted by a blank or a hyphen ("Clara
    Weber-Holt"): "uncle of John Marlow" speaks of this one.
    """
    keys = {key for name in names for key in _keys(name)}
    sought = Phrases(names)
    people = saying.store.connection.execute(
        f"SELECT t.id FROM {LIVE.view('subject')} s JOIN {LIVE.view('thing')} t ON t.key = s.key"
        " WHERE t.id IN (SELECT value FROM json_each(?)) AND s.kind = ? ORDER BY s.key",
        (
            json.dumps(sorted({one for one, _ in _others_named(saying, subject, sought)})),
            SubjectKind.PERSON.value,
        ),
    ).fetchall()
    theirs = dict.fromkeys(name for (other,) in people for name in _labels_of(saying, other))
    return [
        name for name in theirs if keys.isdisjoint(_keys(name)) and _is_longer_than(sought, name)
    ]


def longer_among(store: SqliteStore, people: Iterable[str], names: Phrases) -> list[str]:
    """Return those names of some subjects, people all, that are one of the names and more."""
    saying = Saying(store)
    theirs = dict.fromkeys(name for one in people for name in _labels_of(saying, one))
    return [name for name in theirs if _is_longer_than(names, name)]


def _is_longer_than(names: Phrases, name: str) -> bool:
    return any(_is_longer(name, start, end) for start, end in names.ranges(name))


def _is_longer(label: str, start: int, end: int) -> bool:
    more = [word for word in _JOINED.split(f"{label[:start]} {label[end:]}") if word]
    return (
        bool(more)
        and not (label[:start].strip() and label[end:].strip())
        and all(word[:1].isupper() or name_of(f"x {word}").suffix is not None for word in more)
        and not any(word.rstrip(".").casefold() in TITLES for word in more)
    )


def _keys(name: str) -> set[tuple[str, ...]]:
    """Return the words of a name in order, in each of the forms that are one name."""
    forms = {name, *plain_forms(name), without_brackets(name) or name}
    forms |= {spoken_of(form) or form for form in forms}
    return {
        tuple(TOKEN.findall(folded(form, in_two=in_two)))
        for form in forms
        for in_two in (False, True)
    }


def _others_named(saying: Saying, subject: str, words: Phrases) -> Iterator[tuple[str, str]]:
    """Yield the other subjects, not withdrawn, in a name of which words stand, with that name."""
    view = LIVE.view
    rows = saying.store.connection.execute(
        f"SELECT t.id, n.folded FROM {view('subject_name')} n JOIN {view('thing')} t"
        f" ON t.key = n.subject JOIN {view('subject')} s ON s.key = n.subject"
        " WHERE t.id <> ? AND s.withdrawn = 0",
        (subject,),
    )
    for other, name in rows:
        if words.may_be_in(name) and words.are_in(name):
            yield other, name
