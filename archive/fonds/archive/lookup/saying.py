# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""All that says a thing: the parts and files that have to go, for it to be said nowhere any more.

What goes with what is written down in docs/erasure.md, for those who erase. Nothing is changed
here: the same answer serves an erasure, its rehearsal, and a copy that leaves things out.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.passages_in import (
    inquiries_at,
    passages_by_text,
    passages_in,
)
from fonds.archive.lookup.words import Phrases, stands_in
from fonds.archive.store.removal import headers_at, lying_parts, position_of
from fonds.archive.tables import LIVE
from fonds.events.catalogue.archive import (
    ArchiveCreated,
    ContentErased,
    PolicySet,
)
from fonds.events.catalogue.fact import (
    CitationWithdrawn,
    FactAsserted,
    FactCited,
    FactCorrected,
    FactReattributed,
    Reading,
)
from fonds.events.catalogue.properties import PropertyAmended, PropertyDefined
from fonds.events.catalogue.subject import ConflictResolved
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.source import CaptureAdded
    from fonds.events.header import Header
    from fonds.events.recorded import RecordedEvent

KEPT: dict[str, frozenset[str]] = {
    ArchiveCreated.__name__: frozenset({"content", "import_secret"}),
    PolicySet.__name__: frozenset({"content"}),
    PropertyDefined.__name__: frozenset({"content"}),
    PropertyAmended.__name__: frozenset({"content"}),
    ContentErased.__name__: frozenset({"content"}),
}
"""Parts that are never erased: the archive cannot be read without them, or they say what was."""


_BETWEEN_TICKS = 200
"""Parts of the log that are looked through between two looks at the clock."""


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

    def __init__(
        self,
        store: SqliteStore,
        *,
        keep_facts: bool = False,
        tick: Callable[[], None] | None = None,
    ) -> None:
        """Begin with nothing. ``tick`` is called now and then, and may raise to stop the work."""
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
        self._tick = tick or (lambda: None)
        self._facts = FactReader(store)
        self._cited: set[str] = set()
        self._near: tuple[Sequence[int], int] | None = None
        self._uncited: dict[str, set[str]] | None = None
        self._named: dict[str, set[str]] = defaultdict(set)
        self._opened_in: dict[str, str | None] = {}
        self._resolved: dict[str, dict[str, list[RecordedEvent]]] = {}
        self._settled: tuple[int, int, int] | None = None
        self._passages: dict[str, set[str]] = {}

    # Single events ----------------------------------------------------------------------------

    def event(self, recorded: RecordedEvent, *names: str) -> None:
        """Take parts of one event: those named, else all that may go."""
        self.event_at(recorded.position, recorded.header, *names)

    def event_at(self, position: int, header: Header, *names: str) -> None:
        """Take the same, by its position and header."""
        free = set(header.parts) - KEPT.get(header.type, frozenset())
        self.parts[position] |= free & set(names) if names else free

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
        self._tick()
        for recorded in self.store.stream(fact):
            event, action = recorded.event, recorded.header.action
            if not isinstance(event, ContentErased):
                self.event(recorded)
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
        known = self._resolved.get(subject)
        if known is None:
            # Once for all facts about the subject; it may have as many of these as of those.
            known = self._resolved[subject] = defaultdict(list)
            for recorded in self.store.stream(subject):
                if isinstance(recorded.event, ConflictResolved):
                    for one in recorded.event.content.facts:
                        known[one].append(recorded)
        for recorded in known.get(fact, ()):
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
        self._cited_things(excerpts)
        citing = self._facts.citing(sorted(excerpts))
        for fact in sorted({fact for facts in citing.values() for fact in facts}):
            if self._keep_facts or self._rests_elsewhere(fact):
                self._wording(fact)
            else:
                self.fact(fact)
        for fact in sorted(self._once_citing(excerpts) - self.facts):
            self._wording(fact)

    def _cited_things(self, things: set[str]) -> None:
        """Take what passages say, and what was looked for: facts rest on either."""
        inquiries = inquiries_at(self.store, things)
        for thing in sorted(things - inquiries.keys()):
            self.stream(thing)
        for recorded in self.store.at(sorted(inquiries.values())):
            self.event(recorded)

    def rests_on(self, thing: str) -> set[str]:
        """Return the facts that cite a passage or inquiry and are not to go."""
        return set(self._facts.citing([thing])[thing]) - self.facts

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
        parts = self._lying()
        self._near = (
            array("q", (key for key, _, data in parts if "@" in data or sought.may_be_near(data))),
            last,
        )

    @contextmanager
    def looking_for(self, phrases: Phrases) -> Iterator[None]:
        """Look meanwhile only where these stand, and nothing that is to go already."""
        near, last = self._near, self.store.size()
        keys = array("q")
        for key, name, data in self._lying(*(near or ())):
            if name not in self.parts.get(position_of(key), ()) and stands_in(data, phrases):
                keys.append(key)
        self._near = keys, last
        try:
            yield
        finally:
            self._near = near

    def parts_left(self) -> Iterator[tuple[int, str, str]]:
        """Yield the parts that are here, as they lie, but for those that are to go already.

        After `look_near` only those near, and newer ones.
        """
        for key, name, data in self._lying(*(self._near or ())):
            position = position_of(key)
            if name not in self.parts.get(position, ()):
                yield position, name, data

    def _lying(
        self, among: Sequence[int] | None = None, after: int = 0
    ) -> Iterator[tuple[int, str, str]]:
        for number, part in enumerate(lying_parts(self.store, among, after)):
            if number % _BETWEEN_TICKS == 0:
                self._tick()
            yield part

    # Captures ---------------------------------------------------------------------------------

    def know_passages(self, texts: Collection[int]) -> None:
        """Look once for the passages of many texts, by position, as they are recorded now."""
        self._passages |= passages_by_text(self.store, texts)

    def passages_of(self, rendition: str) -> set[str]:
        """Return the passages taken from a text or looked for in it."""
        found = self._passages.get(rendition)
        return found if found is not None else passages_in(self.store, {rendition})

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

    # What hangs on what was taken -------------------------------------------------------------

    def kept_passages(self) -> set[str]:
        """Return the passages of the facts taken that stay: others rest on them."""
        return self._cited - self.excerpts

    def settle(self) -> None:
        """Take what only the facts taken so far have used: their passages, subjects they opened."""
        taken = len(self.facts), len(self._cited), self.store.size()
        if taken == self._settled:
            return
        self._settled = taken
        citing = self._facts.citing(sorted(self._cited - self.excerpts))
        alone = {excerpt for excerpt, facts in citing.items() if not set(facts) - self.facts}
        self.excerpts |= alone
        self._cited_things(alone)
        view = LIVE.view
        for subject, actions in sorted(self._named.items()):
            if self._opening_of(subject) not in actions:
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

    def _opening_of(self, subject: str) -> str | None:
        """Return the action that a subject was opened in; None where there is none of that id."""
        if subject not in self._opened_in:
            row = self.store.connection.execute(
                "SELECT position FROM event WHERE stream = ? ORDER BY position LIMIT 1", (subject,)
            ).fetchone()
            opening = [header for _, header in headers_at(self.store, row or ())]
            self._opened_in[subject] = opening[0].action if opening else None
        return self._opened_in[subject]


def named_by(reading: Reading) -> set[str]:
    """Return the subjects that a reading's value and qualifiers are taken to mean."""
    named = {reading.value_subject, *(item.subject for item in reading.qualifiers)}
    return {subject for subject in named if subject is not None}
