# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Putting withheld words back into a copy: from the document itself, checked by the commitments.

Nothing is recorded: the log of the copy is, and stays, the original's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.commands.captures import join, read_all, reloaded
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.lookup.passages_in import passages_in
from fonds.archive.sources.passages import Place, context
from fonds.archive.store.removal import (
    anything_withheld,
    is_withheld,
    put_back,
    put_file_back,
    withheld_for_good,
    withheld_parts,
)
from fonds.events.catalogue.excerpt import (
    CONTEXT_LENGTH,
    ExcerptRelocated,
    ExcerptTaken,
    Quotation,
)
from fonds.events.catalogue.source import CaptureAdded, RenditionAdded, RenditionText
from fonds.events.parts import SealedPart, opens
from fonds.events.recorded import canonical_part
from fonds.events.sentences import Sentence, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fonds.archive.commands.plan import Plan
    from fonds.archive.sources.reading import ReadFile
    from fonds.events.recorded import RecordedEvent


@dataclass(frozen=True, slots=True)
class Attached:
    """What came back into a source: files, texts, and the words of passages; what is left out."""

    source: str
    files: int
    texts: int
    passages: int
    still_withheld: int

    @property
    def anything(self) -> bool:
        """Whether anything came back."""
        return bool(self.files or self.texts or self.passages)


@dataclass(frozen=True, slots=True)
class AttachDocument:
    """Put the words of a source back, from the files it was captured from, in their order.

    A file that was never held, but holds the very text, brings the text back too.
    """

    source: str
    files: tuple[Path, ...]
    encoding: str | None = None

    def plan(self, plan: Plan) -> Attached:
        """Put back what opens its commitment.

        Raises:
            RefusedError: nothing of the source is withheld, or these are not its documents.
            WrongUseError: no file is named.
        """
        if not self.files:
            raise WrongUseError("no-file", "Name the file, or the files in their order.")
        plan.store.open_file.refuse(*self.files)
        read = [
            reloaded(one, path)
            for one, path in zip(
                read_all(self.files, plan.report_to, encoding=self.encoding),
                self.files,
                strict=True,
            )
        ]
        attached = attach(plan, plan.names.source(self.source), read)
        if not attached.anything:
            message = _why_nothing(plan, attached, read)
            raise RefusedError("not-the-document", message, source=attached.source)
        return attached


def _why_nothing(plan: Plan, attached: Attached, files: Sequence[ReadFile]) -> Sentence:
    source, label = attached.source, plan.names.label(attached.source)
    for_good = withheld_for_good(plan.store, source)
    if not attached.still_withheld:
        if for_good:
            return say(
                "What is withheld of “{label}” here, no document brings back: the copy was made"
                " without what says somebody. The archive it was made of has it.",
                label=label,
            )
        return say("Nothing of “{label}” is withheld here.", label=label)
    if all(_names(plan, source, one.digest) for one in files):
        return say(
            "That document is in its place already. What is still withheld of “{label}” comes from"
            " another one.",
            label=label,
        )
    if for_good:
        return say(
            "Nothing of that document opens what the archive recorded of “{label}”: it is another"
            " one, or its words no document brings back, for the copy was made without what says"
            " somebody. The archive it was made of has them.",
            label=label,
        )
    return say(
        "That is not the document “{label}” was taken from: its words do not open what the archive"
        " recorded. Look for the very file, or the same edition.",
        label=label,
    )


def attach(plan: Plan, source: str, files: Sequence[ReadFile]) -> Attached:
    """Put back whatever the files open of a source: files, texts, passages."""
    if not anything_withheld(plan.store):
        return Attached(source, 0, 0, 0, 0)
    texts = [file.text for file in files]
    whole = join(files).text
    restored = 0
    for file in files:
        if is_withheld(plan.store, file.digest) and _names(plan, source, file.digest):
            put_file_back(plan.store, file.digest, file.data)
            restored += 1
    brought, passages, left = 0, 0, 0
    for recorded in plan.store.stream(source):
        event = recorded.event
        if not isinstance(event, RenditionAdded):
            continue
        text = event.text.text if event.text is not None else None
        if text is None:
            text = next(
                (one for one in (whole, *texts) if _restore_text(plan, recorded, one)), None
            )
            brought += text is not None
        if text is not None:
            passages += _restore_passages(plan, event.content.rendition, text)
        left += _left(plan, recorded, event.content.rendition)
    return Attached(source, restored, brought, passages, left)


def _names(plan: Plan, source: str, digest: str) -> bool:
    """Tell whether a capture of the source names a file, so that it may come back there."""
    return any(
        file.digest == digest
        for recorded in plan.store.stream(source)
        if isinstance(recorded.event, CaptureAdded) and recorded.event.origin is not None
        for file in recorded.event.origin.files
    )


def _restore_text(plan: Plan, recorded: RecordedEvent, text: str) -> bool:
    return _restore(plan, recorded, "text", canonical_part(RenditionText(text=text)))


def _restore(plan: Plan, recorded: RecordedEvent, name: str, data: bytes) -> bool:
    salt = withheld_parts(plan.store, recorded.position).get(name)
    if salt is None or not opens(recorded.header.parts, SealedPart(name, salt, data)):
        return False
    put_back(plan.store, recorded.position, name, data)
    return True


def _restore_passages(plan: Plan, rendition: str, text: str) -> int:
    count = 0
    for recorded in _on(plan, rendition):
        event = recorded.event
        if (
            not isinstance(event, ExcerptTaken | ExcerptRelocated)
            or event.quotation is not None
            or event.content.span is None
        ):
            continue
        place = Place(event.content.span.start, event.content.span.end)
        before, after = context(text, place, CONTEXT_LENGTH)
        words = text[place.start : place.end]
        if not words:
            continue
        quotation = Quotation(quote=words, before=before, after=after)
        count += _restore(plan, recorded, "quotation", canonical_part(quotation))
    return count


def _left(plan: Plan, recorded: RecordedEvent, rendition: str) -> int:
    events = [recorded, *_on(plan, rendition)]
    return sum(len(withheld_parts(plan.store, event.position)) for event in events)


def _on(plan: Plan, rendition: str) -> list[RecordedEvent]:
    """Return the events that place passages in a text."""
    excerpts = passages_in(plan.store, {rendition})
    return [
        recorded
        for excerpt in sorted(excerpts)
        for recorded in plan.store.stream(excerpt)
        if isinstance(recorded.event, ExcerptTaken | ExcerptRelocated)
        and recorded.event.content.rendition == rendition
    ]
