# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Erasing for good: what is meant, what says it, the record of it, and the words themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fonds.archive.commands.described import leave_out_names, titles_in_files
from fonds.archive.commands.erasable import find_target
from fonds.archive.commands.facts_touched import about_others, left_without, without_chains
from fonds.archive.commands.masking import (
    MaskedText,
    mask,
    mask_range,
    places,
    quotes_of,
    tell_quoted,
)
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.lookup.called import bare_names_of, called
from fonds.archive.lookup.passages_in import texts_beside
from fonds.archive.lookup.saying import Saying, StillThere
from fonds.archive.lookup.saying_alone import tell_alone, tell_contacts
from fonds.archive.lookup.saying_sources import take_capture
from fonds.archive.lookup.saying_subject import (
    MASK_NAMES,
    StillSaid,
    take_subject,
    tell_remains,
)
from fonds.archive.lookup.saying_texts import tell_longer_names
from fonds.archive.lookup.words import Phrases
from fonds.archive.store.removal import erase, headers_at, present
from fonds.archive.tables import ThingKind
from fonds.events.catalogue.archive import ContentErased, ErasedParts, ErasureContent
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.source import InquiryRecorded, RenditionAdded
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.commands.facts_touched import FactOfAnother, FactWithoutChain
    from fonds.archive.commands.plan import Plan
    from fonds.events.recorded import RecordedEvent

GROUNDS: Mapping[str, str] = {
    "other": "any other ground; its text says which",
    "request": "the person concerned asked for it",
    "law": "a law or regulation asks for it",
    "court-order": "a court or authority ordered it",
    "rights": "somebody else has rights in the words",
    "safety": "it could harm somebody",
    "mistake": "it should never have been recorded",
}
"""The codes of grounds, and what each means. Listed in docs/erasure.md; never taken away."""

_AT_ONCE = 1000
"""Records of an erasure that are appended at once."""

_AN_EVENT = 400
"""Erased events that one `ContentErased` names at most, so that headers stay short."""

_SKELETONS = frozenset({"CaptureAdded", "RenditionAdded", "CitedWorkNoted", "InquiryRecorded"})
"""Types whose content names things that other events speak of; gone only with all of these."""


@dataclass(frozen=True, slots=True)
class ErasedItem:
    """One event of which parts are erased."""

    position: int
    event: str
    type: str
    stream: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure takes (or would), what remains, and where it is recorded.

    ``others`` are those of the facts that are about others than the subject erased. ``unchained``
    are facts that stay and lose who says them to whom.

    ``event`` and ``position`` are those of the first `ContentErased`; ``still`` are the events
    among what remains.
    """

    kind: str
    target: str
    ground: str
    items: tuple[ErasedItem, ...]
    facts: tuple[str, ...]
    files: int
    masked: tuple[MaskedText, ...]
    remains: tuple[str, ...]
    still: tuple[StillThere, ...]
    event: str
    position: int
    others: tuple[FactOfAnother, ...] = ()
    unchained: tuple[FactWithoutChain, ...] = ()


@dataclass(frozen=True, slots=True)
class EraseContent:
    """Erase an event, fact, excerpt, capture or subject, and all that says it.

    ``target`` is "@412", an id or its beginning, or a subject's name. ``code`` is one of `GROUNDS`;
    ``ground`` says in words why, or is empty. ``masked`` is a range of a capture's text, in code
    points. ``texts`` masks a subject's names and passages in the texts of sources too;
    ``keep_facts`` leaves the facts that rest on an erased passage, without its words. Where it is
    ``rehearsed``, nothing is told that only the erasure itself would record.
    """

    target: str
    ground: str
    code: str = "other"
    masked: tuple[int, int] | None = None
    texts: bool = False
    keep_facts: bool = False
    rehearsed: bool = False

    def rehearsal(self) -> EraseContent:
        """Return the same, to be undone again."""
        return replace(self, rehearsed=True)

    def plan(self, plan: Plan) -> Erasure:
        """Plan `ContentErased` for every stream concerned, and remove the parts.

        Raises:
            RefusedError: nothing of that name, nothing of it left to erase, or it cannot be erased.
            WrongUseError: an unknown code, or options that do not belong to the target.
        """
        if self.code not in GROUNDS:
            message = say(
                "“{code}” is no code of a ground; there are {grounds}.",
                code=self.code,
                grounds=", ".join(GROUNDS),
            )
            raise WrongUseError("bad-code", message)
        if not self.ground.strip():
            message = say("Say on what ground with --ground; it stays on the record.")
            raise WrongUseError("no-ground", message)
        saying = Saying(plan.store, keep_facts=self.keep_facts, tick=lambda: plan.report(0, 0))
        kind, target = find_target(plan, self.target)
        self._check_options(kind)
        last = plan.store.size()
        stream, done = self._take(plan, saying, kind, target)
        erasure = self._record(plan, saying, (kind, target, stream), done)
        if not self.rehearsed:
            return erasure
        # What was carried over and then had to go as well is not in the log.
        return replace(erasure, items=tuple(one for one in erasure.items if one.position <= last))

    def _check_options(self, kind: str) -> None:
        if self.masked is not None and kind != "capture":
            raise WrongUseError(
                "bad-range",
                say("--range masks a passage of a capture's text; name a capture."),
            )
        if self.texts and kind != "subject":
            message = "--texts is for a subject: its names in texts of sources."
            raise WrongUseError("bad-texts", message)

    def _take(
        self, plan: Plan, saying: Saying, kind: str, target: str
    ) -> tuple[str, list[MaskedText]]:
        """Gather what is to go; return the stream to record it in first, and masked texts."""
        if kind == "event":
            recorded = plan.store.at([int(target)])[0]
            self._take_event(saying, recorded)
            return recorded.header.stream, []
        if kind == "fact":
            saying.fact(target)
            saying.settle()
            tell_quoted(saying, kept=saying.kept_passages())
        elif kind == "excerpt":
            saying.passages({target})
            saying.settle()
            tell_quoted(saying, target)
        elif kind == "capture":
            source = plan.texts.source_of(target, ThingKind.CAPTURE)
            if self.masked is not None:
                chosen = self._range(plan, target, source)
                last = plan.store.size() if self.rehearsed else None
                return source, mask_range(plan, saying, target, source, chosen, last=last)
            take_capture(saying, target, source, titles_in_files(plan.store, source, target))
            leave_out_names(plan, saying, source, target)
            return source, self._settled(saying)
        else:
            return target, self._take_subject(plan, saying, target)
        return target, self._settled(saying)

    def _take_subject(self, plan: Plan, saying: Saying, subject: str) -> list[MaskedText]:
        # What it is called must be known before anything of it is taken.
        bears = called(saying, subject)
        names, bare = bears.every, bare_names_of(saying, subject)
        saying.look_near((*names, *bears.single, *bare.last, *bare.given))
        last = plan.store.size() if self.rehearsed else None
        still = take_subject(saying, subject)
        naming, done = still.texts, list[MaskedText]()
        if self.texts:
            # A text that no longer spells the name may still have the subject's passages.
            texts = {*still.texts, *texts_beside(plan.store, saying.excerpts)}
            done = self._mask_names(plan, saying, still, sorted(texts))
            redacted = [plan.texts.rendition(one.redacted) for one in done]
            naming, still.texts = [row.position for row in redacted if row is not None], []
        tell_remains(saying, still, MASK_NAMES)
        tell_contacts(saying, naming, last)
        within = still.within_longer()
        tell_alone(saying, subject, bare, names, doubtful=still.doubtful, within=within, last=last)
        return done

    @staticmethod
    def _settled(saying: Saying) -> list[MaskedText]:
        saying.settle()
        return []

    @staticmethod
    def _take_event(saying: Saying, recorded: RecordedEvent) -> None:
        header = recorded.header
        if header.type == ContentErased.__name__:
            message = say(
                "@{position} is the record of an erasure, which stays: it tells what was"
                " removed, and that nothing else was.",
                position=recorded.position,
            )
            raise RefusedError("not-erasable", message, position=recorded.position)
        event = recorded.event
        if isinstance(event, InquiryRecorded) and not saying.rests_on(event.content.inquiry):
            saying.event(recorded)
        elif header.type in _SKELETONS:
            # Other events speak of what it introduced; to take that too, name the capture.
            saying.event(recorded, *(set(header.parts) - {"content"}))
            saying.remains.append(
                say(
                    "@{position} still says of what kind it was; erase the capture to remove that"
                    " too, with all that was taken from it.",
                    position=recorded.position,
                )
            )
        else:
            saying.event(recorded)
        if header.type == ExcerptTaken.__name__:
            for later in saying.store.stream(header.stream):
                saying.event(later, "translation")  # It says the same in other words.

    def _range(self, plan: Plan, capture: str, source: str) -> tuple[int, int]:
        start, end = self.masked or (0, 0)
        texts = [
            recorded.event.content.length
            for recorded in plan.store.stream(source)
            if isinstance(recorded.event, RenditionAdded)
            and recorded.event.content.capture == capture
            and recorded.event.text is not None
        ]
        if not texts:
            message = "That capture has no text here that could be masked; erase it whole instead."
            raise RefusedError("no-rendition", message, capture=capture)
        if not 0 <= start < end <= texts[-1]:
            message = say(
                "{start}:{end} is no range of that text, which has {texts:,} characters. Give"
                " --range START:END, counted from 0, the end left out.",
                start=start,
                end=end,
                texts=texts[-1],
            )
            raise RefusedError("bad-range", message, capture=capture)
        return start, end

    @staticmethod
    def _mask_names(
        plan: Plan, saying: Saying, still: StillSaid, texts: list[int]
    ) -> list[MaskedText]:
        phrases = Phrases(still.names, turned=still.turned, others=still.others)
        passages = Phrases(
            [quote for excerpt in sorted(saying.excerpts) for quote in quotes_of(saying, excerpt)],
            passages=True,
        )
        done: list[MaskedText] = []
        saying.know_passages(texts)
        for recorded in (saying.store.at([position])[0] for position in texts):
            event = recorded.event
            if not isinstance(event, RenditionAdded) or event.text is None:
                continue
            ranges = phrases.ranges(event.text.text)
            tell_longer_names(saying, recorded, ranges)
            # Passages found again in this text too: an earlier mask or a recapture moved them.
            ranges += [
                (span.start, span.end)
                for excerpt, span in places(saying, event.content.rendition)
                if excerpt in saying.excerpts
            ]
            # The same words in captures made before, or after, in which nothing was taken.
            ranges += passages.ranges(event.text.text)
            one = mask(plan, saying, recorded, ranges, phrases)
            done += [one] if one is not None else []
        plan.flush()
        saying.settle()
        return done

    # The record -------------------------------------------------------------------------------

    def _record(
        self, plan: Plan, saying: Saying, target: tuple[str, str, str], done: list[MaskedText]
    ) -> Erasure:
        here = present(plan.store, saying.parts)
        if not here:
            message = "Nothing of that is left here to erase: it was erased, or is withheld."
            raise RefusedError("nothing-to-erase", message, target=self.target)
        items, concerned = self._items(plan, here)
        streams: dict[str, list[ErasedItem]] = {target[2]: []}
        for item in items:
            streams.setdefault(item.stream, []).append(item)
        # While they can still be read.
        others = about_others(plan.store, saying.facts, target[1])
        chains = [item for item in items if "chain" in item.parts]
        unchained = without_chains(
            plan.store,
            {item.stream for item in chains} - saying.facts,
            {item.position for item in chains},
        )
        saying.remains += left_without(plan.store, saying.facts, unchained)
        reason: Prose | None = Prose(text=self.ground)
        first: RecordedEvent | None = None
        planned = 0
        for stream, erased in streams.items():
            for begin in range(0, len(erased), _AN_EVENT):
                some = erased[begin : begin + _AN_EVENT]
                plan.add(
                    ContentErased(
                        content=ErasureContent(
                            erased=tuple(
                                ErasedParts(event=item.event, parts=item.parts) for item in some
                            ),
                            ground=self.code,
                        ),
                        reason=reason,
                    ),
                    stream,
                    (*concerned[stream], *(item.event for item in some)),
                )
                reason, planned = None, planned + 1
                if planned % _AT_ONCE == 0:
                    # Thousands of records are not kept in memory until the last is thought of.
                    first = first or _first_record(plan.flush())
        saying.remains += [
            say(
                "The note kept with @{position} goes whole, for it may repeat the passage; write"
                " anew what of it is to stay, with fonds note add.",
                position=item.position,
            )
            for item in items
            if target[0] == "excerpt" and "note" in item.parts and item.stream not in saying.facts
        ]
        first = first or _first_record(plan.flush())
        plan.flush()
        erase(plan.store, saying.parts, saying.files)
        return Erasure(
            kind=target[0],
            target=target[1],
            ground=self.code,
            items=tuple(items),
            facts=tuple(sorted(saying.facts)),
            files=len(saying.files),
            masked=tuple(done),
            remains=tuple(dict.fromkeys(saying.remains)),
            still=tuple(dict.fromkeys(saying.still)),
            event=first.header.id,
            position=first.position,
            others=others,
            unchained=unchained,
        )

    @staticmethod
    def _items(
        plan: Plan, here: Mapping[int, list[str]]
    ) -> tuple[list[ErasedItem], dict[str, tuple[str, ...]]]:
        """Return the events of which parts go, and whom and which sources each stream concerned."""
        listed = {ThingKind.SUBJECT, ThingKind.SOURCE}
        items: list[ErasedItem] = []
        found: dict[str, dict[str, None]] = {}
        for position, header in headers_at(plan.store, list(here)):
            parts = tuple(here[position])
            items.append(ErasedItem(position, header.id, header.type, header.stream, parts))
            about = found.setdefault(header.stream, {})
            for thing in header.about:
                if plan.names.kind_of(thing) in listed:
                    about[thing] = None
        return items, {stream: tuple(about) for stream, about in found.items()}


def _first_record(recorded: Sequence[RecordedEvent]) -> RecordedEvent:
    return next(event for event in recorded if event.header.type == ContentErased.__name__)
