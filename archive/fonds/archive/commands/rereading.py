# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Reading the files of a capture again: with a better program, or pictures with OCR."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fonds.archive.commands.captures import add_text, join, remarks_of, reporter
from fonds.archive.commands.noting import note_works
from fonds.archive.commands.recapture import relocate
from fonds.archive.commands.still_read import NOTHING_READ, StillRead, mark_still_read
from fonds.archive.errors import RefusedError
from fonds.archive.extraction.reading import read_held
from fonds.archive.lookup.gone import why_no_bytes
from fonds.archive.lookup.names import Names
from fonds.archive.lookup.noted import structure_noted
from fonds.archive.lookup.originals import is_transcript
from fonds.events.catalogue.source import CaptureAdded, ExtractionContent, ExtractionNoted
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.commands.captures import Joined
    from fonds.archive.commands.plan import Plan, Progress
    from fonds.archive.lookup.texts import RenditionRow
    from fonds.archive.sources.reading import ReadFile
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.excerpt import AnchorState


@dataclass(frozen=True, slots=True)
class Reread:
    """What a new reading led to.

    ``rendition`` is the text there now is of the capture; ``new`` tells whether it was made now, or
    is what was there before, word for word. ``passages`` counts those looked for by state,
    ``found`` the ranges of structure that were noted anew of a text that stayed the same, None
    where they are what was noted before; ``noted`` the cited works not noted before.
    """

    source: str
    capture: str
    rendition: str
    new: bool
    passages: dict[AnchorState, int]
    remarks: tuple[str, ...]
    found: int | None = None
    noted: int = 0
    read: StillRead = NOTHING_READ
    """What was read of the texts before and counts as read in a new one."""


@dataclass(frozen=True, slots=True)
class RereadSource:
    """Read the files of a source's capture (its newest unless one is named) again.

    A text that differs becomes a new rendition, and every passage is looked for in it; the old one
    stays as it was, with the facts that rest on it. Of one that is the same, what is found in it by
    now (headings, rows, footnotes) is noted: the last that was noted of a text is what holds.
    """

    source: str
    capture: str | None = None
    encoding: str | None = None
    url: str | None = None
    languages: tuple[str, ...] = ()
    ready: tuple[ReadFile, ...] | None = None
    found: tuple[str, str] | None = None
    password: str | None = field(default=None, repr=False)
    """Of the files that are locked."""

    def prepare(self, store: SqliteStore, progress: Progress | None) -> RereadSource:
        """Read the files before anything is locked.

        Raises:
            RefusedError: no such source or capture, its bytes are gone, or nothing is readable.
        """
        if self.ready is not None:
            return self
        source = Names(store.connection).source(self.source)
        event = self._captured(store, source)
        if event.origin is None:
            raise _erased(self.source, source)
        digests = [file.digest for file in event.origin.files]
        names = [file.name for file in event.origin.files]
        read: list[ReadFile] = []
        for number, (digest, name) in enumerate(zip(digests, names, strict=True)):
            data = store.file(digest)
            if data is None:
                file = say("file {number}", number=number + 1)
                message = why_no_bytes(store, digest, name or file)
                raise RefusedError("no-file-held", message, source=source)
            one = read_held(
                data,
                name or say("file {number}", number=number + 1),
                encoding=self.encoding,
                url=self.url,
                languages=self.languages,
                password=self.password,
                report=reporter(progress, number, len(digests)),
            )
            read.append(replace(one, data=b""))
        if not any(one.text for one in read):
            message = say(
                "There is nothing readable in {source}: {remarks_of}",
                source=self.source,
                remarks_of=" ".join(remarks_of(read)),
            )
            raise RefusedError("nothing-readable", message, source=source)
        return replace(self, ready=tuple(read), found=(source, event.content.capture))

    def _captured(self, store: SqliteStore, source: str) -> CaptureAdded:
        for recorded in reversed(store.stream(source)):
            event = recorded.event
            if (
                isinstance(event, CaptureAdded)
                and event.content.files
                and self.capture in {None, event.content.capture}
                and (self.capture or not is_transcript(event.content.files))
            ):
                return event
        message = (
            say(
                "{source} has no capture {capture} with files.",
                source=self.source,
                capture=self.capture,
            )
            if self.capture
            else say(
                "No files of {source} are held; there is nothing to be read again.",
                source=self.source,
            )
        )
        raise RefusedError("no-capture", message, source=source)

    def plan(self, plan: Plan) -> Reread:
        """Plan `RenditionAdded`, `ExtractionNoted` and an `ExcerptRelocated` for each passage.

        Raises:
            RefusedError: as `prepare`.
        """
        prepared = self.prepare(plan.store, plan.report_to)
        files = prepared.ready or ()
        source, capture = prepared.found or ("", "")
        joined = join(files)
        for row in plan.texts.renditions(source):
            same = row.capture == capture and row.length == len(joined.text)
            if same and plan.texts.text(row) == joined.text:
                return _same_text(plan, row, joined)
        rendition = add_text(plan, source, capture, files)
        plan.flush()
        newest = next(row for row in plan.texts.renditions(source) if row.id == rendition)
        refound, _ = relocate(plan, source, newest)
        read = mark_still_read(plan, source, newest)
        plan.flush()
        passages: dict[AnchorState, int] = {}
        for _, one in refound:
            passages[one.state] = passages.get(one.state, 0) + 1
        noted = note_works(plan, source).noted
        remarks = remarks_of(files)
        return Reread(source, capture, newest.id, True, passages, remarks, noted=noted, read=read)


def _same_text(plan: Plan, row: RenditionRow, joined: Joined) -> Reread:
    """Plan `ExtractionNoted` where a text is found to have other structure than was noted of it.

    The text and the passages in it stay as they are: a new rendition of the same words would part
    those who cite the one from those who cite the other.
    """
    held = structure_noted(plan.store, row.source, row.id)
    found: int | None = None
    if joined.structure and joined.structure != held:
        found = len(joined.structure)
        plan.add(
            ExtractionNoted(
                content=ExtractionContent(
                    capture=row.capture,
                    rendition=row.id,
                    tool=joined.tool,
                    structure=joined.structure,
                    remarks=joined.remarks,
                )
            ),
            row.source,
        )
    noted = note_works(plan, row.source).noted
    return Reread(row.source, row.capture, row.id, False, {}, (), found, noted)


def _erased(name: str, source: str) -> RefusedError:
    message = say(
        "The files of {source} were erased, or withheld for good; there is nothing to be read"
        " again.",
        source=name,
    )
    return RefusedError("no-file-held", message, source=source)
