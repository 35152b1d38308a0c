# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""All that says a subject: its own events, the facts about it or naming it, and its names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.names import Names
from fonds.archive.lookup.saying import StillThere, named_by
from fonds.archive.lookup.words import Phrases, places_of
from fonds.archive.tables import LIVE
from fonds.events.catalogue.fact import FactAsserted, FactCorrected, FactReattributed
from fonds.events.catalogue.source import RenditionAdded
from fonds.events.catalogue.subject import SubjectDescribed, SubjectOpened, SubjectsLinked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.lookup.saying import Saying

_PROSE = frozenset({"note", "reason", "wording", "chain", "quotation", "origin"})
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

_INTRODUCE = frozenset({"CitedWorkNoted", "InquiryRecorded"})
_NAMESAKE = "Whom they mean there nobody can tell; erase those that mean this one: fonds erase @…"
_ADVICE = {
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
_ADVICE["SubjectDescribed"] = _ADVICE["SubjectOpened"]
_ADVICE["InquiryRecorded"] = _ADVICE_FOR_OTHERS = "To remove them, fonds erase @…"
"""What can be done about events that say it and were left, by type."""


MASK_NAMES = "Mask them there with --texts, or erase the captures."
MASK_RANGE = "Mask them there with fonds erase CAPTURE --range, or erase the captures."
"""What can be done about words that stand in texts of sources."""


@dataclass(slots=True)
class StillSaid:
    """Where the words stand that were not taken: texts of sources, by position, and the rest."""

    texts: list[int] = field(default_factory=list)
    elsewhere: list[StillThere] = field(default_factory=list)
    namesakes: list[str] = field(default_factory=list)


def names_of(saying: Saying, subject: str) -> tuple[str, ...]:
    """Return every name a subject ever had here, as far as they are here."""
    return tuple(
        dict.fromkeys(
            name
            for recorded in saying.store.stream(subject)
            if isinstance(recorded.event, SubjectOpened | SubjectDescribed)
            for name in (recorded.event.content.label, *recorded.event.content.names)
        )
    )


def take_subject(saying: Saying, subject: str) -> StillSaid:
    """Take a subject: its events, facts about it or naming it, and its names wherever they stand.

    Where another subject bears a name, what might mean that one is left.
    """
    names = names_of(saying, subject)
    namesakes = _namesakes(saying, subject, names)
    take_facts(saying, subject)
    saying.settle()
    return take_words(saying, Phrases(names), own=subject, namesakes=namesakes)


def take_facts(saying: Saying, subject: str) -> None:
    """Take a subject's own events, and the facts about it or naming it.

    Facts that were moved to another subject are that one's.
    """
    saying.stream(subject)
    facts: set[str] = set()
    for recorded in saying.store.at(_about(saying, subject)):
        event = recorded.event
        if recorded.header.type.startswith("Fact") and recorded.header.stream not in facts:
            if _says(saying, recorded.header.stream, subject):
                facts.add(recorded.header.stream)
        elif isinstance(event, SubjectsLinked) and event.content.other == subject:
            saying.event(recorded, "reason")
    for fact in sorted(facts):
        saying.fact(fact)


def _about(saying: Saying, subject: str) -> list[int]:
    rows = saying.store.connection.execute(
        f"SELECT a.position FROM {LIVE.view('about')} a JOIN {LIVE.view('thing')} t"
        " ON t.key = a.thing WHERE t.id = ?",
        (subject,),
    )
    return [row[0] for row in rows]


def _says(saying: Saying, fact: str, subject: str) -> bool:
    """Tell whether a fact is about a subject now, or any of its readings names it."""
    if any(state.subject == subject for state in FactReader(saying.store).by_id([fact])):
        return True
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


def _namesakes(saying: Saying, subject: str, names: Iterable[str]) -> list[str]:
    """Return other subjects that bear one of the names: what names them is theirs."""
    bearing = Names(saying.store.connection)
    return sorted({one for name in names for one in bearing.subjects_labelled(name)} - {subject})


def take_words(
    saying: Saying, phrases: Phrases, *, own: str | None = None, namesakes: Iterable[str] = ()
) -> StillSaid:
    """Take every part in which a phrase stands and that may go; tell where it is said still.

    ``own`` is the subject the words belong to; where ``namesakes`` bear the name too, facts that
    only spell it are left, for nobody can tell whom they mean.
    """
    still = StillSaid()
    shared = list(namesakes)
    for place in places_of(saying.store, phrases):
        if place.part in saying.parts.get(place.position, ()):
            continue
        recorded = saying.store.at([place.position])[0]
        kind = recorded.header.type
        if place.part == "text":
            still.texts.append(place.position)
        elif shared:
            still.elsewhere.append(StillThere(place.position, kind, _NAMESAKE))
        elif place.part in _PROSE:
            saying.event(recorded, place.part)
        elif kind in {"FactAsserted", "FactCorrected"}:
            saying.fact(recorded.header.stream)
        elif kind in _DESCRIPTIONS and kind not in _INTRODUCE:
            saying.event(recorded, place.part)
        elif place.position not in saying.parts:
            advice = _ADVICE.get(kind, _ADVICE_FOR_OTHERS)
            still.elsewhere.append(StillThere(place.position, kind, advice))
    saying.settle()
    if own is not None and shared:
        still.namesakes = shared
    return still


def tell_remains(saying: Saying, still: StillSaid, advice: str = MASK_RANGE) -> None:
    """Add to what remains where the words are said still, with what to do about it."""
    if still.texts:
        events = saying.store.at(still.texts)
        captures = [
            recorded.event.content.capture
            for recorded in events
            if isinstance(recorded.event, RenditionAdded)
        ]
        saying.remains.append(
            f"The words stand in {len(still.texts)} text(s) of sources, and in the files they came"
            f" from: captures {', '.join(dict.fromkeys(captures))}. {advice}"
        )
    if still.namesakes:
        saying.remains.append(
            f"{len(still.namesakes)} other subject(s) bear the name: {', '.join(still.namesakes)}."
        )
    # By what can be done about them: nothing is left to be guessed, and nothing said twice.
    together: dict[str, dict[int, str]] = {}
    for there in still.elsewhere:
        together.setdefault(there.advice, {})[there.position] = there.type
    for how, found in together.items():
        places = ", ".join(f"@{position} ({kind})" for position, kind in found.items())
        saying.remains.append(f"The words stand in {places}. {how}")
        saying.still += [StillThere(position, kind, how) for position, kind in found.items()]
