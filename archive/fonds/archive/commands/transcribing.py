# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Texts typed from an original, or made from another text: transcribed, translated, redacted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fonds.archive.commands.captures import keep_transcript, map_of
from fonds.archive.commands.times import read_when
from fonds.archive.commands.unerasing import check_source
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.extraction.reading import read_transcript
from fonds.archive.lookup.originals import held_original, originals
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.source import (
    CaptureAdded,
    CaptureContent,
    CaptureOrigin,
    Method,
    RenditionAdded,
    RenditionContent,
    RenditionText,
    TextMap,
)
from fonds.events.sentences import say
from fonds.events.values import Region, Span

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.commands.plan import Plan, Progress
    from fonds.archive.lookup.texts import RenditionRow
    from fonds.archive.sources.extracted import MappedSpan
    from fonds.archive.sources.reading import ReadFile
    from fonds.archive.store.sqlite import SqliteStore


@dataclass(frozen=True, slots=True)
class Transcribed:
    """The capture and rendition a transcription made."""

    source: str
    capture: str
    rendition: str


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Add a text typed from the original, or made from another rendition.

    ``locator`` is the page, folio or line the text stands on, as one would print it; ``region`` the
    part of a picture it was read from; ``mapped`` says where its parts come from, as a time-coded
    transcript does. A text typed from a book on a desk makes a capture of its own: seen there,
    then, and not held. A translation or redaction is made from the text that ``made_from`` names,
    else from the newest one that was not itself made from another.
    """

    source: str
    text: str
    method: Method = Method.TRANSCRIBED
    language: str | None = None
    locator: str | None = None
    seen_at: str | None = None
    seen_on: str | None = None
    note: str | None = None
    region: Region | None = None
    made_from: str | None = None
    mapped: tuple[MappedSpan, ...] = ()
    file: ReadFile | None = None
    """A time-coded transcript, whose bytes are kept as a capture of their own."""
    despite_erasure: bool = False
    """Take in what was typed from an original though words of the source were erased."""
    path: Path | None = None
    """Where the text is read from, in place of ``text``, ``mapped`` and ``file``."""

    def prepare(self, store: SqliteStore, _: Progress | None) -> Transcribe:
        """Read the text's file before anything is locked.

        Raises:
            RefusedError: it cannot be read, or is the archive itself.
        """
        if self.path is None:
            return self
        store.open_file.refuse(self.path)
        read = read_transcript(self.path)
        file = read if read.mapped and read.data else None
        return replace(self, path=None, text=read.text, mapped=read.mapped, file=file)

    def plan(self, plan: Plan) -> Transcribed:
        """Plan `CaptureAdded` where the original was seen and not held, then `RenditionAdded`.

        Raises:
            RefusedError: no such source, no words, a translation of nothing, no such file, or an
                original of which words were erased.
            WrongUseError: what holds of a text typed from an original alone, or of one made from
                another text alone, said of the other.
        """
        if not self.text.strip():
            code, message = "nothing-readable", "The transcription holds no words."
            raise RefusedError(code, message)
        source = plan.names.source(self.source)
        if self.method is Method.TRANSCRIBED and not self.despite_erasure:
            check_source(plan, source)
        seen = self.seen_at is not None or self.seen_on is not None
        parent = None
        if self.method in {Method.TRANSLATED, Method.REDACTED}:
            if seen:
                message = (
                    "A text made from another was not read from an original: leave out --seen-at"
                    " and --seen-on, or say --method transcribed."
                )
                raise WrongUseError("seen-nowhere", message)
            parent = self._parent(plan, source)
        elif self.made_from is not None:
            message = (
                "A text typed from the original was made from no other: leave out --rendition, or"
                " say --method translated or redacted."
            )
            raise WrongUseError("made-from-none", message)
        captures = originals(plan.store, plan.texts, source)
        if self.region is not None and parent is None and not seen:
            captures = _with_file(plan, source, self.region.file) or captures
        kept = keep_transcript(plan, source, self.file) if self.file else None
        if parent is not None:
            capture_id = parent.capture
        elif captures and not seen:
            capture_id = captures[-1].content.capture
        elif kept is not None and not seen:
            capture_id = kept
        else:
            capture_id = self._seen(plan, source)
        rendition = plan.randomness.new_id()
        number = self.region.file if self.region else 0
        prefix = f"{self.locator}, " if self.locator else ""
        maps = [map_of(one, 0, number, prefix) for one in self.mapped]
        if self.locator or self.region:
            whole = Span(start=0, end=len(self.text))
            maps.append(TextMap(span=whole, locator=self.locator, region=self.region))
        plan.add(
            RenditionAdded(
                content=RenditionContent(
                    rendition=rendition,
                    capture=capture_id,
                    parent=parent.id if parent else None,
                    method=self.method,
                    language=self.language,
                    length=len(self.text),
                    maps=tuple(maps),
                ),
                text=RenditionText(text=self.text),
                note=Prose(text=self.note) if self.note else None,
            ),
            source,
        )
        plan.flush()
        return Transcribed(source, capture_id, rendition)

    def _parent(self, plan: Plan, source: str) -> RenditionRow:
        renditions = plan.texts.renditions(source)
        if not renditions:
            message = say(
                "{source} has no text yet that could be {method}.",
                source=self.source,
                method=self.method.value,
            )
            raise RefusedError("no-rendition", message, source=source)
        if self.made_from is not None:
            chosen = [one for one in renditions if one.id.startswith(self.made_from)]
            if len(chosen) != 1:
                message = say(
                    "“{made_from}” is not the id, or its beginning, of one text of {source};"
                    " fonds source show lists them.",
                    made_from=self.made_from,
                    source=self.source,
                )
                raise RefusedError("unknown-rendition", message, source=source)
            return chosen[0]
        made = {
            recorded.event.content.rendition: recorded.event.content.parent
            for recorded in plan.store.stream(source)
            if isinstance(recorded.event, RenditionAdded)
        }
        return next((one for one in renditions if made.get(one.id) is None), renditions[0])

    def _seen(self, plan: Plan, source: str) -> str:
        capture_id = plan.randomness.new_id()
        plan.add(
            CaptureAdded(
                content=CaptureContent(
                    capture=capture_id, seen_on=read_when(self.seen_on) if self.seen_on else None
                ),
                origin=CaptureOrigin(seen_at=self.seen_at) if self.seen_at else None,
            ),
            source,
        )
        return capture_id


def _with_file(plan: Plan, source: str, number: int) -> list[CaptureAdded]:
    """Return the capture whose file is meant; none where no files of the source are held."""
    held = held_original(plan.store, plan.texts, source)
    if held is None:
        return []
    count = len(held.content.files)
    if number >= count:
        message = say(
            "There is no file {number} of {source}: its capture has {count}.",
            number=number + 1,
            source=plan.names.label(source),
            count=count,
        )
        raise RefusedError("no-such-file", message, source=source, files=count)
    return [held]
