# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""All that says a thing: the parts and files that have to go, for it to be said nowhere any more.

What goes with what is written down in docs/erasure.md, for those who erase. Nothing is changed
here: the same answer serves an erasure, its rehearsal, and a copy that leaves things out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.words import Phrases
from fonds.archive.store.removal import keys_of_parts, spelt_parts
from fonds.archive.tables import LIVE
from fonds.events.catalogue.archive import (
    ArchiveCreated,
    ContentErased,
    PolicySet,
)
from fonds.events.catalogue.excerpt import ExcerptRelocated
from fonds.events.catalogue.fact import (
    CitationWithdrawn,
    FactAsserted,
    FactCited,
    FactCorrected,
    FactReattributed,
    Reading,
)
from fonds.events.catalogue.properties import PropertyAmended, PropertyDefined
from fonds.events.catalogue.source import (
    CaptureAdded,
    CitedWorkNoted,
    CitedWorkTraced,
    ExtractionNoted,
    PassageRead,
    RenditionAdded,
    SourceDescribed,
    SourceRegistered,
)
from fonds.events.catalogue.subject import ConflictResolved
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.recorded import RecordedEvent

KEPT: dict[str, frozenset[str]] = {
    ArchiveCreated.__name__: frozenset({"content", "import_secret"}),
    PolicySet.__name__: frozenset({"content"}),
    PropertyDefined.__name__: frozenset({"content"}),
    PropertyAmended.__name__: frozenset({"content"}),
    ContentErased.__name__: frozenset({"content"}),
}
"""Parts that are never erased: the archive cannot be read without them, or they say what was."""


@fixed
class StillThere:
    """An event that says it still, and what its keeper can do, in a sentence.

    ``ranges`` are, in a text, where it stands, in code points, the end left out; elsewhere nothing.
    """

    position: int
    type: str
    advice: str
    ranges: tuple[tuple[int, int], ...] = ()

    @property
    def starts(self) -> tuple[int, ...]:
        """Where in a text it begins, in code points."""
        return tuple(start for start, _ in self.ranges)


class Saying:
    """Gathers what says a thing: `parts` by position, `files` by digest, `remains` in words.

    `still` are the events among what remains, each with what can be done about it.

    With ``keep_facts`` the facts that rest on a passage stay, without the passage's words.
    """

    def __init__(self, store: SqliteStore, *, keep_facts: bool = False) -> None:
        """Begin with nothing."""
        self.store = store
        self.parts: dict[int, set[str]] = defaultdict(set)
        self.files: set[str] = set()
        self.facts: set[str] = set()
        self.excerpts: set[str] = set()
        self.captures: set[str] = set()
        self.renditions: set[str] = set()
        self.remains: list[str] = []
        self.still: list[StillThere] = []
        self._keep_facts = keep_facts
        self._facts = FactReader(store)
        self._cited: set[str] = set()
        self._near: tuple[Sequence[int], int] | None = None
        self._uncited: dict[str, set[str]] | None = None
        self._named: dict[str, set[str]] = defaultdict(set)

    # Single events ----------------------------------------------------------------------------

    def event(self, recorded: RecordedEvent, *names: str) -> None:
        """Take parts of one event: those named, else all that may go."""
        header = recorded.header
        free = set(header.parts) - KEPT.get(header.type, frozenset())
        self.parts[recorded.position] |= free & set(names) if names else free

    def stream(self, stream: str) -> None:
        """Take all that one thing's own events say."""
        for recorded in self.store.stream(stream):
            if recorded.header.type != ContentErased.__name__:
                self.event(recorded)

    # Facts ------------------------------------------------------------------------------------

    def fact(self, fact: str) -> None:
        """Take a fact: its readings, corrections, notes and reasons, and what was said of it."""
        if fact in self.facts:
            return
        self.facts.add(fact)
        self.stream(fact)
        for recorded in self.store.stream(fact):
            event, action = recorded.event, recorded.header.action
            if isinstance(event, FactAsserted):
                self._cited.update(cited.target for cited in event.content.citations)
                self._resolutions(event.content.subject, fact)
                self._note_named(event.content.reading, action)
            elif isinstance(event, FactCited):
                self._cited.add(event.content.target)
            elif isinstance(event, FactCorrected):
                self._note_named(event.content.reading, action)
            elif isinstance(event, FactReattributed):
                self._resolutions(event.content.to, fact)

    def _note_named(self, reading: Reading, action: str) -> None:
        for subject in named_by(reading):
            self._named[subject].add(action)

    def _resolutions(self, subject: str, fact: str) -> None:
        """How a conflict was weighed says what the facts in it said."""
        for recorded in self.store.stream(subject):
            event = recorded.event
            if isinstance(event, ConflictResolved) and fact in event.content.facts:
                self.event(recorded, "reason")

    def _wording(self, fact: str) -> None:
        """Take only the words of a fact that rests on other passages too, or is to stay."""
        for recorded in self.store.stream(fact):
            event = recorded.event
            self.event(recorded, "wording", "chain")
            cited = (
                [one.target for one in event.content.citations]
                if isinstance(event, FactAsserted)
                else [event.content.target]
                if isinstance(event, FactCited)
                else []
            )
            if self.excerpts & set(cited):
                self.event(recorded, "note")

    # Passages ---------------------------------------------------------------------------------

    def passages(self, excerpts: set[str]) -> None:
        """Take passages, the facts that rest on nothing else, and the words of those that do."""
        self.excerpts |= excerpts
        for excerpt in sorted(excerpts):
            self.stream(excerpt)
        citing = self._facts.citing(sorted(excerpts))
        for fact in sorted({fact for facts in citing.values() for fact in facts}):
            if self._keep_facts or self._rests_elsewhere(fact):
                self._wording(fact)
            else:
                self.fact(fact)
        for fact in sorted(self._once_citing(excerpts) - self.facts):
            self._wording(fact)

    def _rests_elsewhere(self, fact: str) -> bool:
        return any(
            kept.citation.target not in self.excerpts
            for state in self._facts.by_id([fact])
            for kept in state.citations
        )

    def ever_citing(self, excerpts: set[str]) -> set[str]:
        """Return the facts that cite one of the passages, or from which a citation was taken."""
        citing = self._facts.citing(sorted(excerpts)).values()
        return {fact for facts in citing for fact in facts} | self._once_citing(excerpts)

    def _once_citing(self, excerpts: set[str]) -> set[str]:
        """Return the facts from which a citation of one of the passages was taken back."""
        if self._uncited is None:
            # The headers of the whole log are looked through once, however many passages there are.
            self._uncited = defaultdict(set)
            for recorded in self._of_type(CitationWithdrawn.__name__):
                for thing in recorded.header.about:
                    self._uncited[thing].add(recorded.header.stream)
        known = self._uncited
        return {fact for excerpt in excerpts & known.keys() for fact in known[excerpt]}

    def _of_type(self, kind: str) -> Iterator[RecordedEvent]:
        """Yield all events of a rare type; their headers are looked through one by one."""
        rows = self.store.connection.execute(
            "SELECT position FROM event WHERE instr(header, ?)", (f'"type":"{kind}"',)
        ).fetchall()
        for (position,) in rows:
            yield from self.store.at([position])

    # Words ------------------------------------------------------------------------------------

    def look_near(self, names: Iterable[str]) -> None:
        """Look through the log once for all that is asked next: nothing but of these names."""
        sought = Phrases(names)
        last = self.store.size()
        # Of addresses a name may be a piece, spelt as no word is.
        keys = keys_of_parts(self.store, lambda data: "@" in data or sought.may_be_near(data))
        self._near = keys, last

    def spelt_parts(self) -> Iterator[tuple[int, str, str]]:
        """Yield the parts that are here, as they lie; after `look_near` those near, and newer."""
        yield from spelt_parts(self.store, *(self._near or ()))

    # Captures ---------------------------------------------------------------------------------

    def capture(self, capture: str, source: str, titles: Collection[str] = ()) -> None:
        """Take a capture: files, texts, passages, the works it cites, and its names.

        ``titles`` are those that its files have beside their texts.
        """
        self.captures.add(capture)
        events = self.store.stream(source)
        for recorded in events:
            event = recorded.event
            if isinstance(event, CaptureAdded) and event.content.capture == capture:
                self.event(recorded)
                self.take_files(event)
            elif isinstance(event, RenditionAdded) and event.content.capture == capture:
                self.event(recorded)
                self.renditions.add(event.content.rendition)
            elif isinstance(event, ExtractionNoted) and event.content.capture == capture:
                self.event(recorded)
        works: set[str] = set()
        for recorded in events:
            event = recorded.event
            if isinstance(event, CitedWorkNoted) and event.content.rendition in self.renditions:
                works.add(event.content.cited_work)
                self.event(recorded)
            elif (isinstance(event, CitedWorkTraced) and event.content.cited_work in works) or (
                isinstance(event, PassageRead) and event.content.rendition in self.renditions
            ):
                self.event(recorded)
        for excerpt in self.found_again(self.renditions):
            for recorded in self.store.stream(excerpt):
                event = recorded.event
                if (
                    isinstance(event, ExcerptRelocated)
                    and event.content.rendition in self.renditions
                ):
                    self.event(recorded)
        self.passages(self.taken_from(self.renditions))
        self._description(events, titles)

    def taken_from(self, renditions: set[str]) -> set[str]:
        """Return the passages that were taken from texts."""
        return self._in_texts(LIVE.view("excerpt"), renditions)

    def _in_texts(self, table: str, renditions: set[str]) -> set[str]:
        thing = LIVE.view("thing")
        excerpt = "excerpt" if table == LIVE.view("relocation") else "key"
        rows = self.store.connection.execute(
            f"SELECT DISTINCT t.id FROM {table} x JOIN {thing} t ON t.key = x.{excerpt}"
            f" WHERE x.rendition IN (SELECT key FROM {thing}"
            " WHERE id IN (SELECT value FROM json_each(?)))",
            (json.dumps(sorted(renditions)),),
        )
        return {row[0] for row in rows}

    def renditions_of(self, excerpts: set[str]) -> set[int]:
        """Return the positions of the texts that passages were taken from or found again in."""
        view = LIVE.view
        rows = self.store.connection.execute(
            f"SELECT r.position FROM {view('rendition')} r WHERE r.key IN ("
            f"SELECT x.rendition FROM {view('excerpt')} x JOIN {view('thing')} t ON t.key = x.key"
            " WHERE t.id IN (SELECT value FROM json_each(?1))"
            f" UNION SELECT y.rendition FROM {view('relocation')} y"
            f" JOIN {view('thing')} t ON t.key = y.excerpt"
            " WHERE t.id IN (SELECT value FROM json_each(?1)))",
            (json.dumps(sorted(excerpts)),),
        )
        return {row[0] for row in rows}

    def texts_beside(self, excerpts: set[str]) -> set[int]:
        """Return the positions of all texts, in any capture, of the sources of passages."""
        sources = {one.header.stream for one in self.store.at(sorted(self.renditions_of(excerpts)))}
        return {
            recorded.position
            for source in sources
            for recorded in self.store.stream(source)
            if isinstance(recorded.event, RenditionAdded)
        }

    def found_again(self, renditions: set[str]) -> set[str]:
        """Return the passages that were found again in texts, taken from others."""
        return self._in_texts(LIVE.view("relocation"), renditions)

    def take_files(self, event: CaptureAdded) -> None:
        """Take the files of a capture, but for those that another capture holds as well."""
        view = LIVE.view
        for file in event.origin.files if event.origin else ():
            rows = self.store.connection.execute(
                f"SELECT t.id FROM {view('digest')} d JOIN {view('thing')} t ON t.key = d.capture"
                " WHERE d.digest = ?",
                (file.digest,),
            )
            others = [row[0] for row in rows if row[0] not in self.captures]
            if others:
                self.remains.append(
                    f"The same file is also held by the capture {others[0]}; erase that one too if"
                    " it is to go."
                )
            else:
                self.files.add(file.digest)

    def _description(self, events: list[RecordedEvent], titles: Collection[str]) -> None:
        """A source of which nothing else is held keeps no address or name of what was erased."""
        captures = {
            recorded.event.content.capture
            for recorded in events
            if isinstance(recorded.event, CaptureAdded)
        }
        if captures - self.captures:
            return
        texts: list[str] = []
        names: set[str] = set()
        for recorded in events:
            event = recorded.event
            if isinstance(event, RenditionAdded) and event.text is not None:
                texts.append(_folded(event.text.text))
            elif isinstance(event, CaptureAdded) and event.origin is not None:
                names.update(file.name for file in event.origin.files if file.name)
        for recorded in events:
            event = recorded.event
            if isinstance(event, SourceRegistered | SourceDescribed):
                self.event(recorded, "origin")
                title = event.content.title
                if (
                    title in titles
                    or any(_folded(title) in text for text in texts)
                    or any(title in {name, name.rpartition(".")[0]} for name in names)
                ):
                    self.event(recorded, "content")
                else:
                    self.remains.append(
                        f"@{recorded.position} says what the source is called. Where that must go"
                        f" too: fonds erase @{recorded.position}."
                    )

    # What hangs on what was taken -------------------------------------------------------------

    def settle(self) -> None:
        """Take what only the facts taken so far have used: their passages, subjects they opened."""
        citing = self._facts.citing(sorted(self._cited - self.excerpts))
        for excerpt, facts in citing.items():
            if not set(facts) - self.facts:
                self.excerpts.add(excerpt)
                self.stream(excerpt)
        view = LIVE.view
        for subject, actions in sorted(self._named.items()):
            opening = self.store.stream(subject)[:1]
            if not opening or opening[0].header.action not in actions:
                continue
            rows = self.store.connection.execute(
                f"SELECT f.id FROM {view('thing')} s"
                f" JOIN {view('attribution')} a ON a.subject = s.key"
                f" JOIN {view('thing')} f ON f.key = a.fact WHERE s.id = ?1"
                f" UNION SELECT f.id FROM {view('thing')} s"
                f" JOIN {view('mention')} m ON m.subject = s.key"
                f" JOIN {view('thing')} f ON f.key = m.fact WHERE s.id = ?1",
                (subject,),
            )
            if not {row[0] for row in rows} - self.facts:
                self.stream(subject)


def named_by(reading: Reading) -> set[str]:
    """Return the subjects that a reading's value and qualifiers are taken to mean."""
    named = {reading.value_subject, *(item.subject for item in reading.qualifiers)}
    return {subject for subject in named if subject is not None}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
