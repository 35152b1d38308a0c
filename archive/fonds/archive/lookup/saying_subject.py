# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""All that says a subject: its own events, the facts about it or naming it, and its names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.archive.lookup.called import called, longer_names, namesakes
from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.saying import KEPT, StillThere, named_by
from fonds.archive.lookup.saying_sources import take_inquiries
from fonds.archive.lookup.words import Phrases, places_of
from fonds.archive.store.removal import headers_at
from fonds.archive.tables import LIVE
from fonds.events.catalogue.fact import FactAsserted, FactCorrected, FactReattributed
from fonds.events.catalogue.source import RenditionAdded
from fonds.events.catalogue.subject import SubjectsLinked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fonds.archive.lookup.saying import Saying

_PROSE = frozenset({"note", "reason", "wording", "chain", "quotation", "translation", "origin"})
"""Parts that are taken wherever the words stand in them."""

_DESCRIPTIONS = frozenset(
    {
        "SourceRegistered",
        "SourceDescribed",
        "SourceAppraised",
        "SubjectsLinked",
        "CitedWorkNoted",
        "ExtractionNoted",
        "InquiryRecorded",
    }
)
"""Types whose content is taken where the words stand in it, save what introduces other things."""

_AT_ONCE = 500
"""Facts that are read at once: a subject may have tens of thousands."""

_INTRODUCE = frozenset({"CitedWorkNoted", "InquiryRecorded"})
_NAMESAKE = "Whom they mean there nobody can tell; erase those that mean this one: fonds erase @…"
_ONLY_SAID = (
    "Only facts say that this one is called so, and it may mean another; erase those that mean"
    " this one: fonds erase @…"
)
_DOUBTFUL = (
    "It may be the end of one name in a list and the next one there (“Edda Marlow, Anna and Bo”),"
    " or a name that ends in “s”; erase those that mean this one: fonds erase @…"
)
_LONGER = (
    "It is a part of another one's name there, and is left; where it means this one, fonds erase @…"
)
ADVICE = {
    "ArchiveCreated": (
        "That is the archive's own name, which stays; a copy made with fonds share-copy --withhold"
        " living leaves it out while it names somebody living."
    ),
    "SubjectOpened": (
        "They name somebody or something else: describe those anew with fonds subject describe"
        " --label NEW --drop OLD, then erase the old descriptions, fonds erase @…"
    ),
    "CitedWorkNoted": "Erase the capture they were found in, or what they say: fonds erase @…",
    "AgentIntroduced": "That is the name of who recorded; to remove it, fonds erase @…",
}
ADVICE["PropertyDefined"] = ADVICE["PropertyAmended"] = (
    "That is what a property is called or means, which stays: without it no fact could be read."
)
ADVICE["SubjectDescribed"] = ADVICE["SubjectOpened"]
ADVICE["InquiryRecorded"] = ADVICE_FOR_OTHERS = "To remove them, fonds erase @…"
"""What can be done about events that say it and were left, by type."""


MASK_NAMES = "Mask them there with --texts, or erase the captures."
MASK_RANGE = "Mask them there with fonds erase CAPTURE --range, or erase the captures."
"""What can be done about words that stand in texts of sources."""


@dataclass(slots=True)
class StillSaid:
    """Where the words stand that were not taken: texts of sources, by position, and the rest.

    ``names`` are those of a subject that it alone bears, among them those ``turned`` as registers
    have them; ``others`` are names of others that one is a part of. ``shared_texts`` say one that
    another bears too, or that may mean another. ``doubtful`` finds where one may mean another.
    """

    names: tuple[str, ...] = ()
    turned: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    texts: list[int] = field(default_factory=list)
    shared_texts: list[int] = field(default_factory=list)
    elsewhere: list[StillThere] = field(default_factory=list)
    namesakes: list[str] = field(default_factory=list)
    doubtful: Phrases | None = None

    def within_longer(self) -> tuple[Phrases, Phrases] | None:
        """Return what finds the names everywhere, and what finds them outside those of others."""
        if not self.others:
            return None
        every = Phrases(self.names, turned=self.turned)
        return every, Phrases(self.names, turned=self.turned, others=self.others)


def take_subject(saying: Saying, subject: str) -> StillSaid:
    """Take a subject: its events, facts about it or naming it, and its names wherever they stand.

    Where another subject bears a name too, what only spells that name might mean that one, and is
    left. So is what spells a name that facts alone give; a whole name is masked in texts.
    """
    bears = called(saying, subject)
    names = (*bears.own, *bears.full)
    shared = namesakes(saying, subject, names)
    others = longer_names(saying, subject, [name for name in names if not shared[name]])
    take_facts(saying, subject)
    saying.settle()
    still = StillSaid(turned=bears.turned, others=tuple(others))
    still.names = tuple(name for name in names if not shared[name])
    still.namesakes = sorted({one for found in shared.values() for one in found})
    still.doubtful = Phrases(still.names, turned=bears.turned, others=others, doubtful=True)

    def alone(chosen: Sequence[str]) -> Phrases:
        return Phrases(
            [name for name in chosen if not shared[name]], turned=bears.turned, others=others
        )

    # Where none of them stands need not be looked for each; most of the log is about others.
    every = Phrases((*names, *bears.said), turned=bears.turned, doubtful=None)
    with saying.looking_for(every):
        own = take_words(saying, alone(bears.own))
        full = take_words(saying, alone(bears.full), leave=_ONLY_SAID)
        still.texts = sorted({*own.texts, *full.texts})
        both = take_words(
            saying, Phrases([name for name in names if shared[name]]), leave=_NAMESAKE
        )
        said = take_words(saying, Phrases(bears.said), leave=_ONLY_SAID)
        for left in (own, both, full, take_words(saying, still.doubtful, leave=_DOUBTFUL), said):
            _and_more(still, left)
        if others:
            _and_more(still, take_words(saying, Phrases(still.names), leave=_LONGER))
    still.shared_texts = sorted({*both.texts, *said.texts})
    return still


def _and_more(still: StillSaid, left: StillSaid) -> None:
    """Add what else is left, each event told once."""
    told = {one.position for one in still.elsewhere}
    still.elsewhere += [one for one in left.elsewhere if one.position not in told]


def take_facts(saying: Saying, subject: str) -> None:
    """Take a subject's own events, the facts about it or naming it, what was looked for of it.

    Facts that were moved to another subject are that one's.
    """
    saying.stream(subject)
    named: set[str] = set()
    linked: list[int] = []
    for position, header in headers_at(saying.store, _about(saying, subject)):
        if header.type.startswith("Fact"):
            named.add(header.stream)
        elif header.type == SubjectsLinked.__name__:
            linked.append(position)
    for recorded in saying.store.at(linked):
        event = recorded.event
        if isinstance(event, SubjectsLinked) and event.content.other == subject:
            saying.event(recorded, "reason")
    facts = _about_now(saying, sorted(named), subject)
    facts |= {fact for fact in named - facts if _names(saying, fact, subject)}
    for fact in sorted(facts):
        saying.fact(fact)
    take_inquiries(saying, subject)


def _about(saying: Saying, subject: str) -> list[int]:
    rows = saying.store.connection.execute(
        f"SELECT a.position FROM {LIVE.view('about')} a JOIN {LIVE.view('thing')} t"
        " ON t.key = a.thing WHERE t.id = ?",
        (subject,),
    )
    return [row[0] for row in rows]


def _about_now(saying: Saying, facts: Sequence[str], subject: str) -> set[str]:
    """Return those of some facts that are about a subject now."""
    reader = FactReader(saying.store)
    return {
        state.id
        for first in range(0, len(facts), _AT_ONCE)
        for state in reader.by_id(facts[first : first + _AT_ONCE])
        if state.subject == subject
    }


def _names(saying: Saying, fact: str, subject: str) -> bool:
    """Tell whether any of a fact's readings names a subject."""
    first = True
    for recorded in saying.store.stream(fact):
        event = recorded.event
        if isinstance(event, FactAsserted | FactCorrected):
            if subject in named_by(event.content.reading):
                return True
        elif isinstance(event, FactReattributed):
            if event.content.slot != "subject" and event.content.to == subject:
                return True
        elif recorded.event is None and first:
            # Its reading is gone already; what else it says goes too.
            return subject in recorded.header.about
        first = False
    return False


def take_words(saying: Saying, phrases: Phrases, *, leave: str = "") -> StillSaid:
    """Take every part in which a phrase stands and that may go; tell where it is said still.

    ``leave`` is the advice on words of which nobody can tell whom they mean: none is taken.
    """
    still = StillSaid()
    for place in places_of(saying.parts_left(), phrases):
        if place.part in saying.parts.get(place.position, ()):
            continue
        ((_, header),) = headers_at(saying.store, [place.position])
        kind = header.type
        if place.part == "text":
            still.texts.append(place.position)
        elif leave:
            stays = kind in KEPT and place.part in KEPT[kind]
            advice = ADVICE.get(kind, leave) if stays else leave
            still.elsewhere.append(StillThere(place.position, kind, advice))
        elif place.part in _PROSE:
            saying.event_at(place.position, header, place.part)
        elif kind in {"FactAsserted", "FactCorrected"}:
            saying.fact(header.stream)
        elif kind in _DESCRIPTIONS and kind not in _INTRODUCE:
            saying.event_at(place.position, header, place.part)
        elif place.position not in saying.parts:
            advice = ADVICE.get(kind, ADVICE_FOR_OTHERS)
            still.elsewhere.append(StillThere(place.position, kind, advice))
    saying.settle()
    return still


def tell_remains(saying: Saying, still: StillSaid, advice: str = MASK_RANGE) -> None:
    """Add to what remains where the words are said still, with what to do about it."""
    for texts, what in ((still.texts, advice), (still.shared_texts, MASK_RANGE)):
        captures = [
            recorded.event.content.capture
            for recorded in saying.store.at(texts)
            if isinstance(recorded.event, RenditionAdded)
        ]
        if captures:
            saying.remains.append(
                f"The words stand in {len(texts)} text(s) of sources, and in the files they came"
                f" from: captures {', '.join(dict.fromkeys(captures))}. {what}"
            )
    if still.namesakes:
        saying.remains.append(
            f"{len(still.namesakes)} other subject(s) bear the name: {', '.join(still.namesakes)}."
        )
    tell_events(saying, "The words stand", still.elsewhere)


def tell_events(saying: Saying, told: str, found: Iterable[StillThere]) -> None:
    """Add events to what remains, by what can be done about them: nothing is left to be guessed."""
    together: dict[str, dict[int, StillThere]] = {}
    for there in found:
        together.setdefault(there.advice, {})[there.position] = there
    for how, events in together.items():
        places = ", ".join(f"@{one.position} ({one.type})" for one in events.values())
        saying.remains.append(f"{told} in {places}. {how}")
        saying.still += events.values()
