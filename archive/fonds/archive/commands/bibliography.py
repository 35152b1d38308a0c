# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The import of a library: its works become sources, its linked files captures, all or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fonds.archive.bibliography.libraries import Found, find_linked
from fonds.archive.bibliography.works import author_names, entry_of, says_the_same
from fonds.archive.commands.captures import capture, read_all, reloaded, remarks_of
from fonds.archive.commands.examining import described
from fonds.archive.commands.noting import note_works
from fonds.archive.commands.times import read_when
from fonds.archive.commands.unerasing import check_source, check_text
from fonds.archive.errors import RefusedError
from fonds.archive.lookup.texts import Texts
from fonds.archive.lookup.works import descriptions_of, doi_of, titles_by_doi
from fonds.archive.sources.reading import digest_of, load_file
from fonds.events.catalogue.source import (
    SourceDescribed,
    SourceOrigin,
    SourceRegistered,
    SourceWithdrawn,
    WorkContent,
)
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from fonds.archive.bibliography.items import Entry, Library
    from fonds.archive.commands.plan import Plan, Progress
    from fonds.archive.sources.reading import ReadFile
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.recorded import RecordedEvent

_REPORTED = 200
"""After how many works it is said how far the import is."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A linked file: where it is, its digest, and what was read; None where it is held already."""

    path: Path
    digest: str
    read: ReadFile | None


@dataclass(frozen=True, slots=True)
class LeftFile:
    """A linked file that was not taken in: missing, elsewhere, or refused for the reason given."""

    key: str
    link: str
    why: str


@dataclass(frozen=True, slots=True)
class BibliographyAnswer:
    """What an import did; ``differing`` are keys of works that say something else by now.

    ``added`` are the sources that it registered.
    """

    registered: int
    already_present: int
    updated: int
    matched: int
    erased: int
    captured: int
    differing: tuple[str, ...]
    files_left: tuple[LeftFile, ...]
    remarks: tuple[str, ...]
    left_out: Mapping[str, int]
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportBibliography:
    """Register a source for each work of a library that is new, and capture its linked files.

    ``home`` is the library's folder; linked files are read from it and from ``folders``, none
    where ``with_files`` is false. A work met before is amended only with ``update``.
    """

    library: Library
    home: Path
    folders: tuple[Path, ...] = ()
    with_files: bool = True
    update: bool = False
    ready: Mapping[str, tuple[Linked, ...]] | None = None
    left: tuple[LeftFile, ...] = ()

    def prepare(self, store: SqliteStore, progress: Progress | None) -> ImportBibliography:
        """Read the linked files that are not held yet, before anything is locked.

        Raises:
            Cancelled: somebody asked for it to stop.
        """
        if self.ready is not None:
            return self
        if not self.with_files:
            return replace(self, ready={})
        texts = Texts(store)
        ready: dict[str, tuple[Linked, ...]] = {}
        left: list[LeftFile] = []
        links = [(entry.key, link) for entry in self.library.entries for link in entry.files]
        for done, (key, link) in enumerate(links):
            found = find_linked(link, self.home, (self.home, *self.folders))
            if not isinstance(found, Found):
                left.append(LeftFile(key, link, found))
                continue
            try:
                store.open_file.refuse(found.path)
                linked = _read(found.path, texts, progress, done, len(links))
            except RefusedError as error:
                left.append(LeftFile(key, link, error.message))
                continue
            ready[key] = (*ready.get(key, ()), linked)
        return replace(self, ready=ready, left=tuple(left))

    def plan(self, plan: Plan) -> BibliographyAnswer:
        """Plan `SourceRegistered`, `SourceDescribed` and captures for what is new.

        Raises:
            RefusedError: a date is none, or a file has changed since it was read.
        """
        prepared = self.prepare(plan.store, plan.report_to)
        return _Import(prepared, plan).run()


def _read(path: Path, texts: Texts, progress: Progress | None, done: int, total: int) -> Linked:
    _, data = load_file(path)
    digest = digest_of(data)
    if texts.sources_holding(digest):
        return Linked(path, digest, None)
    try:
        (read,) = read_all([path], progress, done=done, total=total)
    except RefusedError as error:
        # A library must not fail over one damaged file of thousands: its bytes are kept, and
        # what could not be read is said.
        (read,) = read_all([path], progress, with_text=False, done=done, total=total)
        read = replace(
            read, remarks=(say("Its text was not read: {message}", message=error.message),)
        )
    return Linked(path, digest, read)


@dataclass
class _Import:
    """One import under way."""

    command: ImportBibliography
    plan: Plan
    counts: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    """Digests that this import has captured itself."""
    added: list[str] = field(default_factory=list)
    left: list[LeftFile] = field(default_factory=list)
    titles: dict[str, str] | None = None
    """Of the works that are here, by their DOI; None before one is looked for."""

    def run(self) -> BibliographyAnswer:
        entries = self.command.library.entries
        for done, entry in enumerate(entries, 1):
            self._import(entry)
            if done % _REPORTED == 0:
                self.plan.report(done, len(entries))
                self.plan.flush()
        self.plan.flush()
        return BibliographyAnswer(
            registered=self.counts["registered"],
            already_present=self.counts["present"],
            updated=self.counts["updated"],
            matched=self.counts["matched"],
            erased=self.counts["erased"],
            captured=self.counts["captured"],
            differing=tuple(self.differing),
            files_left=(*self.command.left, *self.left),
            remarks=tuple(self.remarks),
            left_out=self.command.library.left_out,
            added=tuple(self.added),
        )

    def _import(self, entry: Entry) -> None:
        linked = (self.command.ready or {}).get(entry.key, ())
        key = self.plan.import_key(f"bibliography:{entry.key}")
        try:
            source = self._known(entry, key)
        except RefusedError:
            # What was erased does not come back with a library, and does not keep the rest out.
            self.counts["erased"] += 1
            return
        if source is None:
            source = self._holding(linked)
            linked = self._lawful(source, entry, linked)
            if source is not None:
                self._complete(source, entry)
            else:
                source = self._register(entry, key, held=bool(linked))
        else:
            linked = self._lawful(source, entry, linked)
            self._meet(source, entry)
        self._capture(source, entry, linked)

    def _lawful(
        self, source: str | None, entry: Entry, linked: tuple[Linked, ...]
    ) -> tuple[Linked, ...]:
        """Leave out new files that may bring back what was erased, and say so."""
        lawful: list[Linked] = []
        for one in linked:
            try:
                if one.read is not None and one.digest not in self.taken:
                    if source is not None:
                        check_source(self.plan, source)
                    check_text(self.plan, one.read.text, one.path.name)
            except RefusedError as error:
                why = say(
                    "it may bring back what was erased on the record @{by}; take it in by itself"
                    " with --despite-erasure: fonds source {how}.",
                    by=error.details["erased_by"],
                    how="add" if source is None else "recapture",
                )
                self.left.append(LeftFile(entry.key, one.path.name, why))
            else:
                lawful.append(one)
        return tuple(lawful)

    def _known(self, entry: Entry, import_key: str) -> str | None:
        """Return the source of a work that was imported before, or exported from this archive.

        One that was withdrawn since, above all by Undo, is none: as its file would be, taken in.
        """
        for recorded in self.plan.store.at(self.plan.actions.bearing(import_key)):
            if recorded.header.import_key == import_key and not self._is_withdrawn(recorded):
                described(self.plan, recorded.header.stream)
                return recorded.header.stream
        if entry.own is not None and self._is_source(entry.own):
            described(self.plan, entry.own)
            return entry.own
        return None

    def _is_withdrawn(self, registered: RecordedEvent) -> bool:
        events = self.plan.store.stream(registered.header.stream)
        return any(one.header.type == SourceWithdrawn.__name__ for one in events)

    def _is_source(self, stream: str) -> bool:
        """Whether a library's "fonds" names a source of ours, erased or not, and nothing else."""
        first = next(iter(self.plan.store.stream(stream)), None)
        return first is not None and first.header.type == SourceRegistered.__name__

    def _holding(self, linked: tuple[Linked, ...]) -> str | None:
        for one in linked:
            if one.read is None or one.digest in self.taken:
                self.plan.flush()
                found = self.plan.texts.sources_holding(one.digest)
                if found:
                    return found[0]
        return None

    def _register(self, entry: Entry, import_key: str, *, held: bool) -> str:
        self.counts["registered"] += 1
        event = SourceRegistered(content=content_of(entry, held=held), origin=_origin(entry))
        self._remark_on_doi(entry, event.content)
        self.added.append(self.plan.add(event, import_key=import_key))
        return self.added[-1]

    def _remark_on_doi(self, entry: Entry, content: WorkContent) -> None:
        """Say where a work that is added has the DOI of one that is here: it may be that one.

        It is not taken for it: the parts of a book often have the book's.
        """
        doi = doi_of(content)
        if doi is None:
            return
        if self.titles is None:
            self.plan.flush()
            self.titles = titles_by_doi(self.plan.store, self.plan.texts.standing_sources())
        if doi in self.titles:
            self.remarks.append(
                say(
                    "{key}: it was added beside “{title}”, which has the same DOI. Withdraw one of"
                    " them if they are one work.",
                    key=entry.key,
                    title=self.titles[doi],
                )
            )
        self.titles.setdefault(doi, content.title)

    def _meet(self, source: str, entry: Entry) -> None:
        said = next(iter(descriptions_of(self.plan.store, [source])))[1]
        if any(says_the_same(entry, entry_of(source, one.content, one.origin)) for one in said):
            self.counts["present"] += 1
        elif not self.command.update:
            self.differing.append(entry.key)
        else:
            self.counts["updated"] += 1
            self._describe(source, entry, content_of(entry, held=said[-1].content.held))

    def _complete(self, source: str, entry: Entry) -> None:
        """Add what the library knows to a source that holds its file already and says less."""
        self.counts["matched"] += 1
        before = described(self.plan, source).content
        ours, theirs = before.model_dump(), content_of(entry, held=True)
        lacking = {
            name: getattr(theirs, name)
            for name, said in ours.items()
            if not said or (name == "csl_type" and said == "document")
        }
        known = {one.name for one in before.variables}
        added = tuple(one for one in theirs.variables if one.name not in known)
        if before.authors and not before.contributors and theirs.authors != before.authors:
            lacking["contributors"] = tuple(
                one for one in theirs.contributors if one.role != "author"
            )
        lacking["variables"] = (*before.variables, *added)
        self._describe(source, entry, before.model_copy(update=lacking))

    def _describe(self, source: str, entry: Entry, content: WorkContent) -> None:
        before = described(self.plan, source)
        origin, theirs = before.origin or SourceOrigin(), _origin(entry) or SourceOrigin()
        names = [*origin.aliases, *theirs.aliases]
        if before.content.title != content.title:
            names.append(before.content.title)
        merged = SourceOrigin(
            url=theirs.url or origin.url,
            aliases=tuple(name for name in dict.fromkeys(names) if name != content.title),
        )
        after = None if merged == SourceOrigin() else merged
        if content != before.content or after != before.origin:
            self.plan.add(SourceDescribed(content=content, origin=after), source)

    def _capture(self, source: str, entry: Entry, linked: tuple[Linked, ...]) -> None:
        captured = False
        for one in linked:
            if one.read is None or one.digest in self.taken:
                continue
            file = reloaded(one.read, one.path)
            capture(self.plan, source, [file])
            self.taken.add(one.digest)
            self.remarks += [f"{entry.key}: {file.name}: {said}" for said in remarks_of([file])]
            self.counts["captured"] += 1
            captured = True
        if captured:
            self.plan.flush()
            note_works(self.plan, source)
            now = described(self.plan, source)
            if not now.content.held:
                held = now.content.model_copy(update={"held": True})
                self.plan.add(SourceDescribed(content=held, origin=now.origin), source)


def content_of(entry: Entry, *, held: bool) -> WorkContent:
    """Return a work as events say it. Raises RefusedError where its date is none."""
    return WorkContent(
        title=entry.title,
        csl_type=entry.csl_type,
        authors=author_names(entry),
        container_title=entry.container_title,
        publisher=entry.publisher,
        publisher_place=entry.publisher_place,
        issued=read_when(entry.issued) if entry.issued else None,
        language=entry.language,
        repository=entry.repository,
        call_number=entry.call_number,
        held=held,
        contributors=entry.contributors,
        variables=entry.variables,
    )


def _origin(entry: Entry) -> SourceOrigin | None:
    # A key people write is a name to find the work by; a library's internal address is none, and
    # Zotero has the key of "Better BibTeX" beside it.
    said = {one.name: one.text for one in entry.variables}
    key = said.get("citation-key", "") if "/" in entry.key else entry.key
    aliases = (key,) if key and "/" not in key and key != entry.title else ()
    return SourceOrigin(url=entry.url, aliases=aliases) if entry.url or aliases else None
