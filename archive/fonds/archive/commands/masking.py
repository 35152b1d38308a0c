# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Masking passages of a text: a new text of the same length, so that all else keeps its place.

A text's words are committed to and cannot be changed; so the old one is erased and a redacted one
recorded, made from it. Passages are carried over to the same offsets, and to what was found of them
in the old text: one that was lost or changed there is no less so here. The files the text was made
from say the words too and go with them, and so do their digests: with the rest of the text at hand
they would let anybody test a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.passages_in import inquiries_at, texts_beside
from fonds.archive.lookup.saying import KEPT
from fonds.archive.lookup.saying_subject import StillSaid, take_words, tell_remains
from fonds.archive.lookup.saying_texts import as_it_was, tell_text, text_of
from fonds.archive.lookup.words import WORDS_OF_A_PASSAGE, Phrases, strings_of
from fonds.archive.sources.passages import Place, context
from fonds.events.catalogue.excerpt import (
    CONTEXT_LENGTH,
    AnchorState,
    ExcerptRelocated,
    ExcerptTaken,
    Quotation,
    RelocationContent,
)
from fonds.events.catalogue.source import (
    CaptureAdded,
    Method,
    RenditionAdded,
    RenditionContent,
    RenditionText,
    SourceDescribed,
    SourceOrigin,
    SourceRegistered,
)
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fonds.archive.commands.plan import Plan
    from fonds.archive.lookup.saying import Saying
    from fonds.events.recorded import RecordedEvent
    from fonds.events.values import Span

MASK = "█"
"""U+2588 FULL BLOCK: stands for every character taken out; line ends and tabs stay."""

_SHORTEST_LOOKED_FOR = 8
_TOO_SHORT = (
    "They are too short to be taken wherever they stand; erase what repeats the masked ones:"
    " fonds erase @…"
)
_THERE = (
    "Mask them there with fonds erase CAPTURE --range START:END, or erase the capture, if they are"
    " to go."
)
_ALSO = "Mask them there too, if they are to go: fonds erase CAPTURE --range START:END."
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A text in which ranges were masked: the old rendition, the one in its place, how much."""

    rendition: str
    redacted: str
    source: str
    ranges: tuple[Range, ...]


def masked(text: str, ranges: Sequence[Range]) -> str:
    """Return the text at the same length, the ranges masked."""
    pieces: list[str] = []
    reached = 0
    for start, end in ranges:
        pieces.append(text[reached:start])
        pieces.append(re.sub(r"[^\n\r\t\f]", MASK, text[start:end]))
        reached = end
    return "".join((*pieces, text[reached:]))


def joined(ranges: Sequence[Range]) -> list[Range]:
    """Return ranges in order, those that touch made one."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def mask(
    plan: Plan,
    saying: Saying,
    recorded: RecordedEvent,
    ranges: Sequence[Range],
    phrases: Phrases,
) -> MaskedText | None:
    """Plan a redacted text in place of another, and take what says the masked words.

    No name of a file that says one of the ``phrases`` is kept. None where there is nothing to mask.
    """
    event, source = recorded.event, recorded.header.stream
    if not isinstance(event, RenditionAdded) or event.text is None:
        return None
    merged = joined(ranges)
    if not merged:
        return None
    old, text = event.content, event.text.text
    redacted = masked(text, merged)
    new = plan.randomness.new_id()
    saying.event(recorded, "text")
    plan.add(
        RenditionAdded(
            content=RenditionContent(
                rendition=new,
                capture=old.capture,
                parent=old.rendition,
                method=Method.REDACTED,
                language=old.language,
                tool=old.tool,
                length=old.length,
                maps=old.maps,
            ),
            text=RenditionText(text=redacted),
        ),
        source,
        (old.capture,),
    )
    carried = [
        (excerpt, state, span)
        for excerpt, (state, span) in _findings(saying, old.rendition).items()
        if span is None or _keep(saying, excerpt, span, text, merged)
    ]
    for excerpt, state, span in carried:
        if excerpt not in saying.excerpts:
            plan.add(_carried_over(new, redacted, state, span, merged), excerpt, (source,))
    _take_files(plan, saying, source, old.capture, phrases)
    return MaskedText(old.rendition, new, source, tuple(merged))


def _overlapping(ranges: Sequence[Range], start: int, end: int) -> list[Range]:
    return [(first, last) for first, last in ranges if first < end and start < last]


def _carried_over(
    rendition: str, redacted: str, state: AnchorState, span: Span | None, ranges: Sequence[Range]
) -> ExcerptRelocated:
    """Say of a passage in a redacted text what was found of it before, or that it was masked."""
    quotation = None
    if span is not None:
        before, after = context(redacted, Place(span.start, span.end), CONTEXT_LENGTH)
        quotation = Quotation(quote=redacted[span.start : span.end], before=before, after=after)
        if _overlapping(ranges, span.start, span.end):
            state = AnchorState.CHANGED
    return ExcerptRelocated(
        content=RelocationContent(rendition=rendition, state=state, span=span), quotation=quotation
    )


def _findings(saying: Saying, rendition: str) -> dict[str, tuple[AnchorState, Span | None]]:
    """Return the passages taken from a text or looked for in it: found how, and where if at all.

    Those with a place come first, in the order of the text.
    """
    found: dict[str, tuple[AnchorState, Span | None]] = {}
    for excerpt in sorted(saying.passages_of(rendition)):
        for recorded in saying.store.stream(excerpt):
            event = recorded.event
            if isinstance(event, ExcerptTaken) and event.content.rendition == rendition:
                if event.content.span is not None:
                    found[excerpt] = AnchorState.EXACT, event.content.span
            elif isinstance(event, ExcerptRelocated) and event.content.rendition == rendition:
                found[excerpt] = event.content.state, event.content.span
    return dict(sorted(found.items(), key=lambda item: (*_order(item[1][1]), item[0])))


def _order(span: Span | None) -> tuple[bool, int, int]:
    return (True, 0, 0) if span is None else (False, span.start, span.end)


def places(saying: Saying, rendition: str) -> list[tuple[str, Span]]:
    """Return the passages that have a place in a text, taken from it or found again in it."""
    return [
        (excerpt, span)
        for excerpt, (_, span) in _findings(saying, rendition).items()
        if span is not None
    ]


def _keep(saying: Saying, excerpt: str, span: Span, text: str, ranges: Sequence[Range]) -> bool:
    """Take from a passage what the mask covers; tell whether it is to be carried over."""
    near = _overlapping(ranges, span.start - CONTEXT_LENGTH, span.end + CONTEXT_LENGTH)
    if not near:
        return True
    over = _overlapping(ranges, span.start, span.end)
    if any(first <= span.start and span.end <= last for first, last in over):
        saying.passages({excerpt})
        return False
    for recorded in saying.store.stream(excerpt):
        saying.event(recorded, "quotation", "translation")
    words = [text[max(first, span.start) : min(last, span.end)] for first, last in over]
    if words:
        for fact in FactReader(saying.store).citing([excerpt])[excerpt]:
            if says_words(saying, fact, words):
                saying.fact(fact)
            elif fact not in saying.facts:
                saying.remains.append(
                    say(
                        "The fact {fact} rests on a passage of which words are masked; it stays,"
                        " and may say them in other words. To remove it, fonds erase {fact}.",
                        fact=fact,
                    )
                )
    return True


def says_words(saying: Saying, fact: str, words: Sequence[str]) -> bool:
    """Tell whether a fact's readings or wording repeat masked words, or stand within them."""
    phrases = [Phrases([piece]) for piece in words]
    folded = [" ".join(piece.casefold().split()) for piece in words]
    for recorded in saying.store.stream(fact):
        event = recorded.event
        parts = () if event is None else ("content", "wording", "chain", "note", "reason")
        for name in parts:
            part = getattr(event, name, None)
            if part is None or name in KEPT.get(recorded.header.type, ()):
                continue
            for said in strings_of(part.model_dump(mode="json")):
                plain = " ".join(said.casefold().split())
                whole = Phrases([plain])
                if any(phrase.are_in(said) for phrase in phrases) or (
                    name == "wording" and any(whole.are_in(piece) for piece in folded)
                ):
                    return True
    return False


def _take_files(plan: Plan, saying: Saying, source: str, capture: str, phrases: Phrases) -> None:
    """Take the files a masked text came from; their names stay names of the source."""
    if capture in saying.captures:
        return
    saying.captures.add(capture)
    described: SourceRegistered | SourceDescribed | None = None
    gone = False
    names: list[str] = []
    for recorded in saying.store.stream(source):
        event = recorded.event
        if isinstance(event, SourceRegistered | SourceDescribed):
            # A title that goes is not said again.
            parts = saying.parts.get(recorded.position, ())
            described, gone = None if "content" in parts else event, "origin" in parts
        if not isinstance(event, CaptureAdded) or event.content.capture != capture:
            continue
        before = len(saying.files)
        saying.take_files(event)
        if len(saying.files) > before:
            saying.event(recorded, "origin")
            names = [file.name for file in event.origin.files if file.name] if event.origin else []
    if described is None or not names:
        return
    origin = described.origin or SourceOrigin()
    every = dict.fromkeys((*origin.aliases, *names))
    aliases = tuple(name for name in every if not phrases.are_in(name))
    # An address that goes is not said again either.
    url = None if gone and origin.url and phrases.are_in(origin.url) else origin.url
    if aliases != origin.aliases or (gone and (aliases or url)):
        kept = SourceOrigin(url=url, aliases=aliases)
        plan.add(SourceDescribed(content=described.content, origin=kept), source)


def mask_range(
    plan: Plan,
    saying: Saying,
    capture: str,
    source: str,
    chosen: Range,
    *,
    last: int | None = None,
) -> list[MaskedText]:
    """Mask a range of a capture's newest text, and the same words in its other texts.

    Notes and facts that say them go too; where else texts have them is told. The range must lie in
    that text. In a rehearsal the log ends at ``last``.
    """
    texts = [
        recorded
        for recorded in saying.store.stream(source)
        if isinstance(recorded.event, RenditionAdded)
        and recorded.event.content.capture == capture
        and recorded.event.text is not None
    ]
    words = text_of(texts[-1])[chosen[0] : chosen[1]]
    # A number is the same without what sets its digits apart.
    digits = re.sub(r"\D", "", words)
    only = [] if re.search(r"[^\W\d_]", words) or len(digits) < _SHORTEST_LOOKED_FOR else [digits]
    phrases = Phrases([words, *only], passages=True)
    done = [mask(plan, saying, texts[-1], [chosen], phrases)]
    for recorded in texts[:-1]:
        ranges = phrases.ranges(text_of(recorded))
        if ranges:
            done.append(mask(plan, saying, recorded, ranges, phrases))
        else:
            saying.remains.append(
                say(
                    "The capture has another text (@{position}) in which these words do not stand"
                    " so. Look whether it says them otherwise.",
                    position=recorded.position,
                )
            )
    plan.flush()
    looked_for = len(words.strip()) >= _SHORTEST_LOOKED_FOR
    still = take_words(saying, phrases, leave="" if looked_for else _TOO_SHORT)
    for recorded in saying.store.at(still.texts):
        shown = as_it_was(saying, recorded, "text", last)
        if shown is not None:
            tell_text(saying, "The same words stand", shown, phrases.ranges(text_of(recorded)),
                      _ALSO)  # fmt: skip
    still.texts = []
    tell_remains(saying, still)
    # What was carried over must be seen, should it turn out that it goes as well.
    plan.flush()
    saying.settle()
    return [one for one in done if one is not None]


def quotes_of(saying: Saying, excerpt: str) -> list[str]:
    """Return a passage's words where they are enough not to be met by chance."""
    return [
        recorded.event.quotation.quote
        for recorded in saying.store.stream(excerpt)
        if isinstance(recorded.event, ExcerptTaken)
        and recorded.event.quotation is not None
        and len(recorded.event.quotation.quote.split()) >= WORDS_OF_A_PASSAGE
    ]


def tell_quoted(saying: Saying, excerpt: str | None = None, kept: Collection[str] = ()) -> None:
    """Add to what remains where in texts the words of the passages stand that are to go.

    Those of ``excerpt`` are taken besides wherever they stand in other events. ``kept`` are
    passages that stay, for other facts rest on them: they are told alike.
    """
    told = {*saying.excerpts, *kept}
    phrases = Phrases(
        [quote for one in sorted(told) for quote in quotes_of(saying, one)],
        passages=True,
    )
    still = StillSaid()
    if excerpt is not None:
        still = take_words(saying, Phrases(quotes_of(saying, excerpt), passages=True))
    texts = {*still.texts, *texts_beside(saying.store, told)}
    saying.know_passages(texts)
    for recorded in saying.store.at(sorted(texts)):
        event, text = recorded.event, text_of(recorded)
        if not text or not isinstance(event, RenditionAdded):
            continue
        taken = [
            (span.start, span.end)
            for one, span in places(saying, event.content.rendition)
            if one in told and text[span.start : span.end].strip(f"{MASK} \t\r\n\f")
        ]
        ranges = joined([*taken, *phrases.ranges(text)])
        if ranges:
            tell_text(saying, "The words of the passage stand", recorded, ranges, _THERE)
    inquiries = inquiries_at(saying.store, kept)
    saying.remains += [
        say(
            "What was looked for and not found (@{position}) stays, for other facts rest on it:"
            " erase those first, then fonds erase @{position}, where it must go.",
            position=inquiries[one],
        )
        if one in inquiries
        else say(
            "The passage {passage} stays, with its words, for other facts rest on it: erase it too,"
            " fonds erase {passage}, where they must go; what that takes of those facts its"
            " rehearsal tells.",
            passage=one,
        )
        for one in sorted(kept)
    ]
    still.texts = []
    tell_remains(saying, still)
