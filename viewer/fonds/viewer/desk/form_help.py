# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the new-fact form asks while one types, and the way from a draft to a command."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.archive.naming import fold_name
from fonds.archive.vocabulary import builtin_properties
from fonds.events.fixed import fixed
from fonds.events.values import ChainLink, ValueKind, ValueType
from fonds.viewer.drafts import Choice, FactDraft, FormHelp
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import label_worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.commands.facts import AssertFact
    from fonds.viewer.desk.listing import Listing
    from fonds.viewer.desk.source_views import ReadSource

_MOST = 12
_CLOSE = 78.0
_TOO_SHORT_TO_MISSPELL = 3
_BY_ANOTHER_WORD = 80.0


@fixed
class KnownProperty:
    """A property one may use: defined in this archive, or offered by the vocabulary."""

    name: str
    label: str
    definition: str
    types: tuple[ValueType, ...]
    used: bool
    also: tuple[str, ...] = ()
    """Other words it is found by, folded."""


def _built_in() -> dict[str, KnownProperty]:
    return {
        one.name: KnownProperty(
            one.name,
            term(one.label),
            label_worded(one.definition),
            one.value_types,
            used=False,
            also=tuple(map(fold_name, one.also)),
        )
        for one in builtin_properties().values()
    }


@dataclass
class Lexicon:
    """The properties and subjects the form completes from, held in memory.

    Until the archive's lists are read, those of the vocabulary.
    """

    properties: dict[str, KnownProperty] = field(default_factory=_built_in)
    listing: Listing | None = None
    names: tuple[str, ...] = ()

    def learn(self, listing: Listing) -> None:
        """Take what the archive knows now."""
        known = _built_in()
        for one in listing.properties:
            known[one.name] = KnownProperty(
                one.name,
                term(one.label),
                label_worded(one.definition),
                one.value_types,
                used=True,
                also=known[one.name].also if one.name in known else (),
            )
        self.properties = known
        self.listing = listing

    def help(self) -> FormHelp:
        """Give the questions as the form asks them."""
        from fonds.viewer.desk.guesses import read_date

        return FormHelp(
            properties=self.offer_properties,
            subjects=self.offer_subjects,
            read_date=read_date,
            guess_value=self.guess,
        )

    def offer_properties(self, typed: str) -> list[Choice]:
        """Offer properties whose label or name begins so, has it, or nearly; used ones first.

        Another word that leads to one ("aunt" to a relative) counts less than its own, and more
        than one misspelt.
        """
        wanted = fold_name(typed.replace("_", " "))
        scored: list[tuple[float, str, KnownProperty]] = []
        for one in self.properties.values():
            score = _score(wanted, (fold_name(one.label), one.name.replace("_", " ")))
            if not score and any(word.startswith(wanted) for word in one.also):
                score = _BY_ANOTHER_WORD
            if score:
                scored.append((score + (2 if one.used else 0), one.label, one))
        scored.sort(key=lambda item: (-item[0], item[1]))
        return [Choice(one.name, one.label, one.definition) for _, _, one in scored[:_MOST]]

    def known_as(self, name: str, label: str) -> KnownProperty | None:
        """Give the property that bears a name or a label already, whatever else it bears."""
        wanted = fold_name(label)
        same = (one for one in self.properties.values() if fold_name(one.label) == wanted)
        return self.properties.get(name) or next(same, None)

    def offer_subjects(self, typed: str) -> list[Choice]:
        """Offer subjects whose label has the words typed, or nearly, most facts first."""
        listing = self.listing
        if listing is None:
            return []
        rows = [listing.subjects[place] for place in _places(fold_name(typed), listing)]
        return [Choice(row.id, listing.name_of(row), row.kind.value) for row in rows]

    def knows_subject(self, label: str) -> bool:
        """Tell whether a subject may be meant by a label, an id or the beginning of one."""
        listing, wanted = self.listing, fold_name(label)
        if listing is None:
            return False
        return wanted in listing.folded or any(
            row.id.startswith(wanted)
            or (row.id in listing.known_as and fold_name(row.label) == wanted)
            for row in listing.subjects
        )

    def guess(self, name: str, quote: str, about: str) -> str:
        """Guess a value for a property from the words, for whom the form is about by now."""
        from fonds.viewer.desk.guesses import guess_value

        known = self.properties.get(name)
        own = self.names if about in self.names else (about,)
        return guess_value(known.types[0], quote, own) if known else ""

    def label(self, name: str) -> str:
        """Give a property's label."""
        known = self.properties.get(name)
        return known.label if known else name.replace("_", " ")


def command_of(draft: FactDraft, lexicon: Lexicon, source: ReadSource) -> AssertFact:
    """Make the command a draft asks for: date words become EDTF, the words themselves are kept."""
    from fonds.archive.commands.facts import AssertFact
    from fonds.viewer.desk.guesses import read_date, reference_for, value_kind_of

    seed = draft.seed
    known = lexicon.properties.get(draft.property)
    value: str = draft.value
    when, when_text = draft.when, draft.when_text
    written: str | None = None
    kind = value_kind_of(value)
    if known is not None and known.types[0] is ValueType.DATE:
        read = read_date(value)
        if read.edtf and read.edtf != value:
            written, value = value, read.edtf
        if when == value:
            # A date that only repeats the value is no time of its own.
            when, when_text = "", ""
    elif known is not None and ValueType.QUANTITY in known.types[:1]:
        value = value.replace(",", "")
    if kind is ValueKind.VALUE and value != draft.value and written is None:
        written = draft.value
    mark, work = source.cited(draft.mark) if draft.mark else ("", None)
    if mark and not source.knows(mark):
        work = reference_for(source.view.text, mark, seed.end)
    return AssertFact(
        subject=draft.subject or draft.subject_label,
        property=draft.property,
        value=value if kind is ValueKind.VALUE else None,
        value_kind=kind,
        source=seed.source,
        quote=seed.quote,
        start=seed.start,
        end=seed.end,
        as_written=written,
        when=when or None,
        when_text=when_text or None,
        asserted_by=draft.speaker or None,
        mark=mark or None,
        cited_work=work,
        note=draft.note or None,
        links=_chain(draft, mark, work),
        speakers=(draft.speaker_subject,) if draft.speaker_subject else (),
    )


def _chain(draft: FactDraft, mark: str, work: str | None) -> tuple[ChainLink, ...]:
    """Say who says so and what they cite in full, where it was chosen which subject they are."""
    if not draft.speaker_subject:
        return ()
    said = ChainLink(speaker=draft.speaker, read=True)
    return (said, ChainLink(work=work, mark=mark or None)) if mark or work else (said,)


def _places(wanted: str, listing: Listing) -> list[int]:
    """Find the subjects that best meet the words typed, best first, by their places in the list.

    There may be a hundred thousand, and they are asked for with every key: what meets them well
    is looked for first, and nothing else where that is enough.
    """
    folded = listing.folded
    if not wanted:
        return list(range(min(_MOST, len(folded))))
    found: dict[int, None] = {}

    def take(places: Iterable[int]) -> bool:
        def rank(place: int) -> tuple[int, int]:
            return len(folded[place]), -listing.subjects[place].facts

        new = (place for place in places if place not in found)
        found.update(dict.fromkeys(heapq.nsmallest(_MOST - len(found), new, key=rank)))
        return len(found) >= _MOST

    words = wanted.split()
    longest = max(words, key=len)
    having = [place for place, name in enumerate(folded) if longest in name]
    if (
        take(place for place in having if folded[place].startswith(wanted))
        or take(
            place for place in having if all(f" {word}" in f" {folded[place]}" for word in words)
        )
        or take(place for place in having if wanted in folded[place])
        or len(wanted) <= _TOO_SHORT_TO_MISSPELL
    ):
        return list(found)
    from rapidfuzz import fuzz, process

    near = process.extract(wanted, folded, scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=_MOST)
    found.update(dict.fromkeys(place for _, _, place in near))
    return list(found)[:_MOST]


def _score(wanted: str, names: Iterable[str]) -> float:
    """Score how well a name meets the words typed; 0 is not at all."""
    from rapidfuzz import fuzz

    best = 0.0
    for name in names:
        if not wanted:
            score = 1.0
        elif name == wanted:
            score = 200.0
        elif name.startswith(wanted):
            score = 150.0 - len(name) / 10
        elif all(any(w.startswith(p) for w in name.split()) for p in wanted.split()):
            score = 120.0 - len(name) / 10
        elif wanted in name:
            score = 100.0 - len(name) / 10
        elif len(wanted) > _TOO_SHORT_TO_MISSPELL and (near := fuzz.ratio(wanted, name)) >= _CLOSE:
            score = near / 2
        else:
            score = 0.0
        best = max(best, score)
    return best
