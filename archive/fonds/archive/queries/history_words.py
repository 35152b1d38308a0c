# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the history says of one event in a few words: assessments, limits, what kind it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.queries.namesakes import ID_LETTERS
from fonds.archive.queries.shown import shown_when
from fonds.events.catalogue.excerpt import (
    AnchorState,
    ExcerptRelocated,
    ExcerptTaken,
    ExcerptTranslated,
)
from fonds.events.catalogue.subject import Judgement, SubjectsLinked
from fonds.events.sentences import as_sentence, form_of, joined, labelled, say, term
from fonds.events.values import Rank

if TYPE_CHECKING:
    from fonds.archive.queries.answers import HistoryEntry
    from fonds.archive.record.fold import FactState
    from fonds.archive.record.rule import Identity
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.archive import ErasureContent
    from fonds.events.catalogue.fact import AssessmentContent

LONGEST = 120
"""Code points of a value that the history shows; what is longer is cut there."""

OF_WORDING = (
    form_of("as written"),
    form_of("value as written"),
    form_of("subject as written"),
    form_of("words on time"),
)
"""How the wordings of a fact are called where two readings differ in nothing else."""

JUDGED = {
    Judgement.SAME: form_of("Said to be the same as {other}"),
    Judgement.NOT_SAME: form_of("Said not to be the same as {other}"),
    Judgement.UNSURE: form_of("Said to be perhaps the same as {other}"),
}
"""What the history says of a link, of whom it is told."""

_KINDS = {
    "content": form_of("statement"),
    "quotation": form_of("passage"),
    "text": form_of("text of a source"),
    "translation": form_of("translation of a passage"),
    "wording": form_of("words of a source"),
    "chain": form_of("who said it"),
    "note": form_of("note"),
    "reason": form_of("reason"),
    "origin": form_of("where a file came from"),
}
"""What the parts of events are called that can be erased."""


def assessment_said(content: AssessmentContent) -> str:
    """Say rank, confidence and quality, as far as they are given."""
    normal = content.rank is Rank.NORMAL
    said = [say("normal rank") if normal else as_sentence(content.rank.value)]
    if content.confidence is not None:
        said.append(
            say("{confidence} confidence", confidence=as_sentence(content.confidence.value))
        )
    if content.quality is not None:
        axes = (content.quality.source, content.quality.information, content.quality.evidence)
        said.extend(as_sentence(axis.value) for axis in axes if axis is not None)
    return joined(", ", said)


def limits_of(state: FactState, identity: Identity) -> list[str]:
    """List what limits a fact, and what else of it is not its value, each with its name."""
    reading, wording = state.reading, state.wording
    said: list[str] = [
        say(
            "{name}: {words}",
            name=term(item.name),
            words=item.value if item.subject is None else identity.label(item.subject),
        )
        for item in reading.qualifiers
    ]
    for name, value in (
        (say("property"), term(reading.property)),
        (say("when"), shown_when(reading.when)),
        (say("unit"), labelled(reading.unit) if reading.unit else None),
        (say("hedge"), reading.hedge),
        *zip(
            map(as_sentence, OF_WORDING),
            (wording.as_written, wording.value, wording.subject, wording.when),
            strict=True,
        ),
    ):
        if value is not None:
            said.append(say("{name}: {words}", name=name, words=value))
    return said


def erased_said(content: ErasureContent) -> str:
    """Say how many parts were erased and of what kind they were, never what they said."""
    names = [name for erased in content.erased for name in erased.parts]
    kinds = joined(", ", [as_sentence(_KINDS.get(one, one)) for one in dict.fromkeys(names)])
    parts = say("1 part") if len(names) == 1 else say("{gone:,} parts", gone=len(names))
    ground = as_sentence(content.ground)
    if not names:
        return say("Erased {parts} for good (ground: {ground})", parts=parts, ground=ground)
    return say(
        "Erased {parts} for good: {kinds} (ground: {ground})",
        parts=parts,
        kinds=kinds,
        ground=ground,
    )


def whose_entry(entry: HistoryEntry) -> str:
    """Name the subject an entry is about; nothing where its summary does.

    Of a link whom it was said of is told beside the other, whose name may be the same.
    """
    label = entry.subject_label or ""
    if label not in entry.summary:
        return label
    if entry.type != SubjectsLinked.__name__ or entry.subject is None:
        return ""
    return joined("", [label, f" ({entry.subject[:ID_LETTERS]})"])


def relocation_told(store: SqliteStore, position: int) -> tuple[str, str | None, str | None]:
    """Say what became of a passage, found or decided, with its words before and now."""
    (recorded,) = store.at([position])
    event = recorded.event
    if not isinstance(event, ExcerptRelocated):
        return type_said(recorded.header.type), None, None
    state, now = event.content.state, event.quotation
    taken = next((one.event for one in store.stream(recorded.header.stream)), None)
    was = taken.quotation if isinstance(taken, ExcerptTaken) else None
    words = cut(was.quote) if was else None, cut(now.quote) if now else None
    if "reason" not in recorded.header.parts:
        found = say("Found a passage again: {state}", state=as_sentence(state.value))
        # Where nothing was found, or the same, there are no other words to tell.
        return (found, *words) if now else (found, None, None)
    if state is AnchorState.LOST:
        return say("Decided: a passage is not in the newer text"), words[0], None
    if state is AnchorState.CHANGED:
        return say("Decided: a passage has other words in the newer text"), *words
    return say("Decided where a passage stands in the newer text"), words[0], None


def translation_told(event: ExcerptTranslated) -> tuple[str, str | None, str | None]:
    """Say that a passage was translated, or that it was taken back, with the words it gained."""
    language, said = event.content.language, event.translation
    if event.content.withdrawn:
        return say("Took a translation back: {language}", language=language), None, None
    told = say("Translated a passage: {language}", language=language)
    return told, None, cut(said.words) if said else None


def type_said(type_name: str) -> str:
    """Say of what type an event is: "FactAsserted" is "Fact asserted"."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in type_name)
    return as_sentence(words.strip().capitalize())


def cut(text: str) -> str:
    """Return a value as the history shows it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def told_without_wording(told: str) -> str:
    """Return what `HistoryEntry` tells of a reading, without the words of a source.

    They come last; whatever follows the first of them goes too.
    """
    begins = [place for name in OF_WORDING if (place := told.find(f"{name}: ")) >= 0]
    return told if not begins else f"{told[: min(begins)].rstrip(' (;')}"
