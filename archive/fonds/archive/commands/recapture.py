# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A newer capture of a source, and what became of every passage taken from it before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from fonds.archive.commands.captures import capture, read_all, reloaded
from fonds.archive.commands.carrying import FOUND, carried_over
from fonds.archive.commands.examining import prose
from fonds.archive.commands.noting import note_works
from fonds.archive.commands.still_read import NOTHING_READ, StillRead, mark_still_read
from fonds.archive.commands.unerasing import check_source
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.lookup.anchors import Anchor, anchors_of, facts_resting_on
from fonds.archive.lookup.gone import why_no_text
from fonds.archive.lookup.originals import originals
from fonds.archive.sources.likeness import hardly_alike, share_in_common
from fonds.archive.sources.passages import Place, context
from fonds.archive.sources.refinding import find_again
from fonds.archive.sources.refound import Finding, Refound
from fonds.events.catalogue.excerpt import (
    CONTEXT_LENGTH,
    AnchorState,
    ExcerptRelocated,
    ExcerptTaken,
    Quotation,
    RelocationContent,
)
from fonds.events.catalogue.source import (
    Method,
    RenditionAdded,
    SourceDescribed,
    SourceRegistered,
)
from fonds.events.values import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fonds.archive.commands.plan import Plan, Progress
    from fonds.archive.lookup.texts import RenditionRow
    from fonds.archive.sources.reading import ReadFile
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.base import Prose

_PARTED = "\n\n\n"


@dataclass(frozen=True, slots=True)
class Recaptured:
    """What a newer capture led to: ``passages`` counts them by state."""

    source: str
    capture: str
    rendition: str
    passages: dict[AnchorState, int]
    findings: tuple[Finding, ...]
    noted: int = 0
    """Works that the newer capture's footnotes cite and none before it did."""

    in_common: float = 1.0
    """How much of an earlier text, the one most alike, stands in the newer one: 0 to 1."""

    carried: tuple[str, ...] = ()
    """Passages of which what a person decided in the text before holds in this one too."""

    same_bytes: str | None = None
    """The earlier capture with exactly these bytes; None where the source had none."""

    read: StillRead = NOTHING_READ
    """What was read of the texts before and counts as read in this one."""


@dataclass(frozen=True, slots=True)
class Recapture:
    """Add a newer capture of a source and look for every passage in its text.

    Facts stay on the capture they cite; where each passage stands now is recorded beside it.
    """

    source: str
    files: tuple[Path, ...]
    retrieved_at: str | None = None
    url: str | None = None
    encoding: str | None = None
    ready: tuple[ReadFile, ...] | None = None
    despite_erasure: bool = False
    """Take it in though words of the source were erased, which it may say again."""
    password: str | None = field(default=None, repr=False)
    """Of the files that are locked."""

    def prepare(self, store: SqliteStore, progress: Progress | None) -> Recapture:
        """Read the files before anything is locked.

        Raises:
            RefusedError: a file cannot be read.
            WrongUseError: none is named.
        """
        if not self.files:
            message = "Name the file of the newer capture."
            raise WrongUseError("no-file", message)
        if self.ready is not None:
            return self
        store.open_file.refuse(*self.files)
        read = read_all(
            self.files,
            progress,
            encoding=self.encoding,
            url=self.url,
            password=self.password,
        )
        if not any(file.text for file in read):
            message = (
                "The newer files hold no text, in which no passage can be found again. Take them in"
                " as a source of their own, or have their text typed first."
            )
            raise RefusedError("nothing-readable", message)
        return replace(self, ready=read)

    def plan(self, plan: Plan) -> Recaptured:
        """Plan `CaptureAdded`, `RenditionAdded` and an `ExcerptRelocated` for each passage.

        Raises:
            RefusedError: no such source, a file that cannot be read, or one that may bring back
                what was erased of the source.
        """
        source = plan.names.source(self.source)
        if not self.despite_erasure:
            check_source(plan, source)
        read = self.prepare(plan.store, plan.report_to).ready or ()
        files = [reloaded(one, path) for one, path in zip(read, self.files, strict=True)]
        _hold(plan, source)
        before = list(plan.texts.renditions(source))
        same = _with_the_bytes(plan, source, read)
        made = capture(plan, source, files, retrieved_at=self.retrieved_at, url=self.url)
        plan.flush()
        newest = next(row for row in plan.texts.renditions(source) if row.capture == made)
        refound, carried = relocate(plan, source, newest)
        read_still = mark_still_read(plan, source, newest)
        works = note_works(plan, source)
        plan.flush()
        counts = Counter(one.state for _, one in refound)
        unclear = [
            (anchor, one)
            for anchor, one in refound
            if one.state not in FOUND and anchor.excerpt not in carried
        ]
        resting = facts_resting_on(plan.store, [anchor.excerpt for anchor, _ in unclear])
        return Recaptured(
            source,
            made,
            newest.id,
            {state: counts[state] for state in AnchorState},
            tuple(
                Finding(anchor.excerpt, resting[anchor.excerpt], one.state, one.was, one.now)
                for anchor, one in unclear
            ),
            works.noted - works.renumbered,
            _in_common(plan, before, plan.texts.text(newest) or ""),
            carried,
            same,
            read_still,
        )


def _with_the_bytes(plan: Plan, source: str, files: Sequence[ReadFile]) -> str | None:
    """Return the newest capture of a source with exactly the bytes of these files, in order."""
    wanted = [file.digest for file in files]
    for event in reversed(originals(plan.store, plan.texts, source)):
        if event.origin and [file.digest for file in event.origin.files] == wanted:
            return event.content.capture
    return None


def _in_common(plan: Plan, before: Sequence[RenditionRow], new: str) -> float:
    """Return how much stands in a text of whichever earlier one has most in common with it.

    After a wrong file the right one is none: it is like what was there before the wrong one.
    """
    most: float | None = None
    for row in before:
        old = plan.texts.text(row)
        if old is not None:
            most = max(most or 0.0, share_in_common(old, new))
            if not hardly_alike(most):
                break
    return 1.0 if most is None else most


def relocate(
    plan: Plan, source: str, newest: RenditionRow
) -> tuple[list[tuple[Anchor, Refound]], tuple[str, ...]]:
    """Look for every passage of a source's other texts in one text, and plan what became of it.

    For a newer capture, and for a newer extraction of the same one. Translations are left out: our
    words for theirs do not stand in the original.

    Returns:
        Each passage with what became of it, and those of which an earlier decision still holds.

    Raises:
        RefusedError: the text was erased or withheld.
    """
    text = plan.texts.text(newest)
    if text is None:
        message = why_no_text(plan.store, newest.position, plan.names.label(source))
        raise RefusedError("no-text", message, rendition=newest.id)
    found: list[tuple[Anchor, Refound]] = []
    for rendition, group in groupby(anchors_of(plan.store, source), key=lambda one: one.rendition):
        row = plan.texts.rendition(rendition)
        if rendition == newest.id or row is None or _is_translation(plan, row):
            continue
        anchors = list(group)
        old, places = _as_it_was(plan, row, anchors)
        refound = find_again(old, text, places, report=plan.report)
        found.extend(
            (anchor, _placed(anchor, one)) for anchor, one in zip(anchors, refound, strict=True)
        )
    for anchor, one in found:
        plan.add(relocation(newest.id, text, one), anchor.excerpt, about=(source,))
    carried = carried_over(plan, source, newest, text, found)
    for held in carried:
        event = relocation(newest.id, text, held.refound, prose(held.reason))
        plan.add(event, held.excerpt, about=(source,))
    return found, tuple(held.excerpt for held in carried)


def _is_translation(plan: Plan, row: RenditionRow) -> bool:
    event = plan.store.at([row.position])[0].event
    return isinstance(event, RenditionAdded) and event.content.method is Method.TRANSLATED


def _as_it_was(plan: Plan, row: RenditionRow, anchors: Sequence[Anchor]) -> tuple[str, list[Place]]:
    """Return the text that passages were taken from; where it is gone, what was kept of each."""
    text = plan.texts.text(row)
    if text is not None:
        return text, [Place(anchor.start, anchor.end) for anchor in anchors]
    parts: list[str] = []
    places: list[Place] = []
    length = 0
    for recorded in plan.store.at([anchor.position for anchor in anchors]):
        event = recorded.event
        kept = event.quotation if isinstance(event, ExcerptTaken) else None
        before, quote, after = (kept.before, kept.quote, kept.after) if kept else ("", "", "")
        places.append(Place(length + len(before), length + len(before) + len(quote)))
        parts.append(before + quote + after + _PARTED)
        length += len(parts[-1])
    return "".join(parts), places


def _placed(anchor: Anchor, one: Refound) -> Refound:
    """Tell exact from moved by the place in the old text, though only a part of it was at hand."""
    if one.state not in FOUND:
        return one
    same = (one.start, one.end) == (anchor.start, anchor.end)
    state = AnchorState.EXACT if same else AnchorState.MOVED
    return Refound(state, one.was, one.start, one.end, one.now)


def relocation(
    rendition: str, text: str, one: Refound, reason: Prose | None = None
) -> ExcerptRelocated:
    """Make the event that says what became of a passage; with a reason a person decided it."""
    span = quotation = None
    if one.start is not None and one.end is not None:
        span = Span(start=one.start, end=one.end)
        if one.state is AnchorState.CHANGED:
            before, after = context(text, Place(one.start, one.end), CONTEXT_LENGTH)
            quotation = Quotation(quote=text[one.start : one.end], before=before, after=after)
    return ExcerptRelocated(
        content=RelocationContent(rendition=rendition, state=one.state, span=span),
        quotation=quotation,
        reason=reason,
    )


def _hold(plan: Plan, source: str) -> None:
    """Plan that a work known but not held is held from now on."""
    described = next(
        (
            recorded.event
            for recorded in reversed(plan.store.stream(source))
            if isinstance(recorded.event, SourceRegistered | SourceDescribed)
        ),
        None,
    )
    if described is not None and not described.content.held:
        content = described.content.model_copy(update={"held": True})
        plan.add(SourceDescribed(content=content, origin=described.origin), source)
        plan.flush()
