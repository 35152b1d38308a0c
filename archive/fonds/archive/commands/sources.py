# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on sources: register and capture, register what is not held, transcribe, appraise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fonds.archive.commands.attaching import attach
from fonds.archive.commands.captures import (
    capture,
    held_by,
    join,
    known_when,
    read_all,
    reloaded,
    remarks_of,
)
from fonds.archive.commands.noting import note_works
from fonds.archive.commands.times import read_when
from fonds.archive.commands.unerasing import check_text
from fonds.archive.errors import WrongUseError
from fonds.archive.sources.titles import find_title, without_edges
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.source import (
    AppraisalContent,
    Reliability,
    SourceAppraised,
    SourceDescribed,
    SourceOrigin,
    SourceRegistered,
    WorkContent,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fonds.archive.commands.plan import Appended, Plan, Progress
    from fonds.archive.sources.extracted import Found
    from fonds.archive.sources.reading import ReadFile
    from fonds.archive.store.sqlite import SqliteStore


@dataclass(frozen=True, slots=True)
class WorkDescription:
    """A work as a person describes it; ``date`` is EDTF, ``csl_type`` a CSL 1.0.2 type."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    csl_type: str = "document"
    language: str | None = None
    repository: str | None = None

    def completed(self, found: Found) -> WorkDescription:
        """Fill in what a document says of itself where a person has said nothing."""
        return replace(
            self,
            authors=self.authors or found.authors,
            date=self.date or known_when(found.issued),
            language=self.language or found.language,
            url=self.url or found.url,
        )

    def content(self, title: str, *, held: bool) -> WorkContent:
        """Return the description as events say it.

        Raises:
            RefusedError: the date is none.
        """
        return WorkContent(
            title=title,
            csl_type=self.csl_type,
            authors=self.authors,
            publisher=self.publisher or None,
            issued=read_when(self.date) if self.date else None,
            language=self.language or None,
            repository=self.repository or None,
            held=held,
        )


@dataclass(frozen=True, slots=True)
class AddedSource:
    """A source that was registered, or was there already with the very same files.

    ``remarks`` are what a reader of its text must know: what was left out, or could not be read.
    ``attached`` says that words withheld from this copy came back from them.
    """

    id: str
    already_held: bool
    remarks: tuple[str, ...] = ()
    attached: bool = False
    found: tuple[str, ...] = ()
    """What was taken from the document itself: title, authors, date, language, url."""


@dataclass(frozen=True, slots=True)
class AddSources:
    """Register a source for each file and capture it; ``as_one``: one source, all files in order.

    Files whose very bytes are held already are not captured again: the source that has them is
    the answer.
    """

    files: tuple[Path, ...]
    description: WorkDescription = field(default_factory=WorkDescription)
    as_one: bool = False
    retrieved_at: str | None = None
    encoding: str | None = None
    note: str | None = None
    with_text: bool = True
    languages: tuple[str, ...] = ()
    notes: bool = False
    """Look for footnotes in the text, and note the works they cite."""
    ready: tuple[tuple[ReadFile, ...], ...] | None = None
    despite_erasure: bool = False
    """Take in even a text of which words were masked on the record."""
    password: str | None = field(default=None, repr=False)
    """Of the files that are locked."""

    def prepare(self, store: SqliteStore, progress: Progress | None) -> AddSources:
        """Read the files before anything is locked, for some kinds take their time.

        Raises:
            RefusedError: a file is missing, empty, damaged, too large, of no kind that is read.
            WrongUseError: one title is given for several sources.
        """
        if self.ready is not None:
            return self
        store.open_file.refuse(*self.files)
        if not self.files:
            code, message = (
                "no-file",
                "Name at least one file, or use --unheld for a work not held.",
            )
            raise WrongUseError(code, message)
        if self.description.title and len(self.files) > 1 and not self.as_one:
            code = "one-title"
            message = "One --title cannot name several sources. Add them one by one, or use --one."
            raise WrongUseError(code, message)
        groups = [self.files] if self.as_one else [(file,) for file in self.files]
        ready: list[tuple[ReadFile, ...]] = []
        for group in groups:
            read = read_all(
                group,
                progress,
                encoding=self.encoding,
                url=self.description.url,
                languages=self.languages,
                with_text=self.with_text,
                password=self.password,
                done=len(ready),
                total=len(self.files),
            )
            ready.append(read)
        return replace(self, ready=tuple(ready))

    def plan(self, plan: Plan) -> tuple[AddedSource, ...]:
        """Plan `SourceRegistered`, `CaptureAdded`, `RenditionAdded`, `ExtractionNoted`.

        Raises:
            RefusedError: as `prepare`; a file has changed since it was read, or says what was
                masked.
        """
        prepared = self.prepare(plan.store, plan.report_to).ready or ()
        paths = iter(self.files)
        added: list[AddedSource] = []
        for group in prepared:
            whole = [reloaded(one, next(paths)) for one in group]
            added.append(self._add(plan, whole))
            if len(prepared) > 1:
                plan.report(len(added), len(prepared))
        return tuple(added)

    def _add(self, plan: Plan, files: Sequence[ReadFile]) -> AddedSource:
        plan.flush()
        held = held_by(plan, [file.digest for file in files])
        if held is not None:
            _remember_names(plan, held, [file.name for file in files])
            # A copy that withholds its words takes them from the very file.
            back = attach(plan, held, files)
            return AddedSource(held, already_held=True, attached=back.anything)
        first = files[0]
        if not self.despite_erasure:
            check_text(plan, join(files).text, ", ".join(file.name for file in files))
        found = first.found
        title = (
            self.description.title
            or found.title
            or find_title(without_edges(first.text, first.structure), first.media_type, first.name)
        )
        described = self.description.completed(found)
        origin = SourceOrigin(url=described.url) if described.url else None
        source = plan.add(
            SourceRegistered(
                content=described.content(title, held=True),
                origin=origin,
                note=Prose(text=self.note) if self.note else None,
            )
        )
        capture(
            plan,
            source,
            files,
            retrieved_at=self.retrieved_at or known_when(found.retrieved_at),
            url=self.description.url or found.url,
        )
        if self.notes:
            note_works(plan, source)
        taken = {
            "title": not self.description.title,
            "authors": described.authors != self.description.authors,
            "date": described.date != self.description.date,
            "language": described.language != self.description.language,
            "url": described.url != self.description.url,
        }
        return AddedSource(
            source,
            already_held=False,
            remarks=remarks_of(files),
            found=tuple(name for name, own in taken.items() if own),
        )


def _remember_names(plan: Plan, source: str, names: Sequence[str]) -> None:
    """Plan `SourceDescribed` where a file's name is new to the source that holds its bytes."""
    new = [name for name in dict.fromkeys(names) if source not in plan.names.sources_named(name)]
    described = next(
        (
            recorded.event
            for recorded in reversed(plan.store.stream(source))
            if isinstance(recorded.event, SourceRegistered | SourceDescribed)
        ),
        None,
    )
    if not new or described is None:
        return
    before = described.origin or SourceOrigin()
    origin = before.model_copy(update={"aliases": (*before.aliases, *new)})
    plan.add(SourceDescribed(content=described.content, origin=origin), source)


@dataclass(frozen=True, slots=True)
class RegisterUnheld:
    """Register a work that is known but not held."""

    description: WorkDescription
    note: str | None = None

    def plan(self, plan: Plan) -> AddedSource:
        """Plan `SourceRegistered`.

        Raises:
            WrongUseError: it has no title.
        """
        if not self.description.title:
            code, message = "no-title", "A work that is not held needs a --title."
            raise WrongUseError(code, message)
        url = self.description.url
        source = plan.add(
            SourceRegistered(
                content=self.description.content(self.description.title, held=False),
                origin=SourceOrigin(url=url) if url else None,
                note=Prose(text=self.note) if self.note else None,
            )
        )
        plan.flush()
        return AddedSource(source, already_held=False)


@dataclass(frozen=True, slots=True)
class AppraiseSource:
    """Judge a source's reliability and bias; shown wherever it is cited."""

    source: str
    reliability: Reliability = Reliability.UNKNOWN
    bias: str | None = None
    note: str | None = None

    def plan(self, plan: Plan) -> Appended:
        """Plan `SourceAppraised`. Raises as `Names.source` does."""
        source = plan.names.source(self.source)
        plan.add(
            SourceAppraised(
                content=AppraisalContent(reliability=self.reliability, bias=self.bias),
                note=Prose(text=self.note) if self.note else None,
            ),
            source,
        )
        return plan.appended()
