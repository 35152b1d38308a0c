# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Who and what is hidden, and what speaks of it: facts, passages, events, sources, words.

Everything that hides people not known to be dead, or sources and subjects that a policy names, asks
here, and nothing else decides it.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from fonds.archive.lookup.called import longer_among
from fonds.archive.lookup.counted import counted_under
from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.names_by_word import Name, NamesByWord
from fonds.archive.lookup.policies import policy_in_force
from fonds.archive.lookup.saying import named_by
from fonds.archive.lookup.slots import names_in, take_slots
from fonds.archive.lookup.spelling import words_of
from fonds.archive.lookup.titles import titles_of
from fonds.archive.lookup.words import strings_of
from fonds.archive.naming import fold_name
from fonds.archive.record.living import BIRTHS, DEATHS, known_to_be_dead
from fonds.archive.record.policy import EVERYTHING, Policy
from fonds.archive.sources.wiki_citations import told_work
from fonds.archive.tables import LIVE, ThingKind
from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.fact import FactAsserted, FactCorrected
from fonds.events.catalogue.subject import SubjectDescribed, SubjectOpened
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from fonds.archive.lookup.slots import Slot
    from fonds.archive.lookup.words import Phrases
    from fonds.archive.record.fold import FactState
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.closed import Closed

_AT_ONCE = 1_000
_MOST_TEXTS = 10_000


def this_year() -> int:
    """Return the year it is now, UTC."""
    return datetime.now(UTC).year


def _spelt(part: Closed) -> dict[str, Any]:
    """Return what a part says, as it is stored."""
    return part.model_dump(mode="json", exclude_defaults=True)


THE_LIVING = Policy(living="hidden")
"""The policy that hides people not known to be dead, and nothing else."""


class Living:
    """Tells who and what is hidden under a policy, and what speaks of it, as the archive stands."""

    def __init__(
        self, store: SqliteStore, policy: Policy = THE_LIVING, *, year: int | None = None
    ) -> None:
        """Read through the store; ``year`` is the one it is now."""
        self._store = store
        self.policy = policy
        self._subjects = policy.hidden_subjects
        self._listed = policy.hidden_sources
        # A fact that rests on hidden sources alone does not count where these are not heard.
        self._unheard = replace(EVERYTHING, hidden_sources=self._listed)
        self._facts = FactReader(store)
        self._year = this_year() if year is None else year
        self._after = policy_in_force(store).presumed_dead_after
        self._known: dict[str, bool] = {}
        self._hidden_facts: dict[str, bool] = {}
        self._sources: dict[str, bool] = {}
        self.names_anybody = lru_cache(maxsize=_MOST_TEXTS)(self._names_anybody)
        self._beginning = lru_cache(maxsize=_MOST_TEXTS)(NamesByWord(store).beginning)

    # People -----------------------------------------------------------------------------------

    def hides(self, subject: str) -> bool:
        """Tell whether a subject is hidden: named by the policy, or not known to be dead."""
        if subject in self._subjects:
            return True
        if self.policy.living == "shown":
            return False
        if subject not in self._known:
            row = self._store.connection.execute(
                f"SELECT s.kind FROM {LIVE.view('thing')} t"
                f" LEFT JOIN {LIVE.view('subject')} s ON s.key = t.key WHERE t.id = ?",
                (subject,),
            ).fetchone()
            person = row is not None and row[0] == SubjectKind.PERSON.value
            self._known[subject] = person and not known_to_be_dead(
                self._facts.of_properties(subject, DEATHS | BIRTHS), self._year, self._after
            )
        return self._known[subject]

    def everybody(self) -> Iterator[str]:
        """Yield every subject that is hidden, in the order they were opened."""
        rows = self._store.connection.execute(
            f"SELECT t.id FROM {LIVE.view('subject')} s JOIN {LIVE.view('thing')} t"
            " ON t.key = s.key WHERE s.kind = ? OR t.id IN (SELECT value FROM json_each(?))"
            " ORDER BY s.key",
            (SubjectKind.PERSON.value, json.dumps(sorted(self._subjects))),
        ).fetchall()
        for (subject,) in rows:
            if self.hides(subject):
                yield subject

    # Words ------------------------------------------------------------------------------------

    def _names_anybody(self, text: str, own: frozenset[str] = frozenset()) -> bool:
        """Tell whether a text holds a name of what is hidden, whole, as words.

        A name that one of ``own`` bears too means that one: subjects known to be meant, and none of
        them hidden. A citation template holds names in parts, and is told with them joined.
        """
        return any(self._are_named(said, own) for said in {text, told_work(text)})

    def _are_named(self, text: str, own: frozenset[str]) -> bool:
        words = words_of(text)
        # An "s" at the end of a name may be a genitive.
        words |= {word[:-1] for word in words if word[-1] == "s"}
        return any(
            own.isdisjoint(name.bearers)
            and name.words <= words
            and any(map(self._hides_bearer, name.bearers))
            and name.phrases.are_in(text)
            and not self._is_within_longer(name, text, words)
            for name in itertools.chain(self._titles, self._names_in(words))
        )

    def _is_within_longer(self, name: Name, text: str, words: set[str]) -> bool:
        """Tell whether a name stands only within longer ones of people who are not hidden."""
        around = {
            bearer
            for other in self._names_in(words)
            if other.folded != name.folded and other.words <= words
            for bearer in other.bearers
        }
        longer = longer_among(self._store, self.open_people(around), name.phrases)
        return bool(longer) and not name.phrases_but(longer).are_in(text)

    def open_people(self, things: Iterable[str]) -> list[str]:
        """Return those of some ids that are of people who are not hidden, in order."""
        rows = self._store.connection.execute(
            f"SELECT t.id FROM {LIVE.view('subject')} s JOIN {LIVE.view('thing')} t"
            " ON t.key = s.key WHERE s.kind = ? AND s.withdrawn = 0"
            " AND t.id IN (SELECT value FROM json_each(?)) ORDER BY s.key",
            (SubjectKind.PERSON.value, json.dumps(sorted(things))),
        ).fetchall()
        return [row[0] for row in rows if not self.hides(row[0])]

    def longer_names(self, names: Phrases) -> list[str]:
        """Return the names of people who are not hidden that are one of the names and more."""
        rows = self._store.connection.execute(
            f"SELECT t.id, n.folded FROM {LIVE.view('subject_name')} n"
            f" JOIN {LIVE.view('thing')} t ON t.key = n.subject"
        )
        named = {one for one, name in rows if names.may_be_in(name) and names.are_in(name)}
        return longer_among(self._store, self.open_people(named), names)

    def _names_in(self, words: Iterable[str]) -> Iterator[Name]:
        """Yield the names of subjects that begin with one of the words of a text."""
        for word in words:
            yield from self._beginning(word)

    @cached_property
    def _titles(self) -> list[Name]:
        """Titles and file names of the sources that are hidden."""
        return [
            Name(title, (source,), person=False)
            for source in sorted(self._listed)
            for title in titles_of(self._store, source)
        ]

    def open_subjects(self, things: Iterable[str]) -> frozenset[str]:
        """Return those of some ids that are of subjects that are not hidden."""
        rows = self._store.connection.execute(
            f"SELECT id FROM {LIVE.view('thing')} WHERE kind = ?"
            " AND id IN (SELECT value FROM json_each(?))",
            (ThingKind.SUBJECT, json.dumps(list(things))),
        ).fetchall()
        return frozenset(row[0] for row in rows if not self.hides(row[0]))

    def is_called(self, text: str, subjects: frozenset[str]) -> bool:
        """Tell whether a text is no more than a name of one of these, and names nobody hidden."""
        bears = any(
            name.folded == fold_name(text) and not subjects.isdisjoint(name.bearers)
            for name in self._names_in(words_of(text))
        )
        return bears and not self.names_anybody(text, subjects)

    def is_listed(self, source: str) -> bool:
        """Tell whether a source is one that the policy hides by its id."""
        return source in self._listed

    def _hides_bearer(self, thing: str) -> bool:
        return thing in self._listed or self.hides(thing)

    # Facts and what they rest on --------------------------------------------------------------

    def hides_state(self, state: FactState) -> bool:
        """Tell whether a fact is about somebody hidden, or names them in any slot or word.

        Or whether it rests on nothing but what is hidden.
        """
        if self.hides(state.subject) or any(map(self.hides, named_by(state.reading))):
            return True
        if self._listed and not counted_under(self._store, [state], self._unheard, None):
            return True
        read, worded = map(_spelt, (state.reading, state.wording))
        slots = take_slots(state.subject, state.reading, read, worded)
        return self._names_in_parts([read, worded], slots)

    def _names_in_parts(self, parts: Iterable[object], slots: Iterable[Slot]) -> bool:
        """Tell whether parts name somebody hidden, or words that stand for a subject another one.

        In such a slot no more than the subject's name is let through, though a namesake be hidden.
        """
        return any(self.names_anybody(said) for part in parts for said in strings_of(part)) or any(
            self.names_anybody(said) and not self.is_called(said, self.open_subjects([meant]))
            for said, meant in slots
        )

    def hides_fact(self, fact: str) -> bool:
        """Tell whether a fact, as it stands now, is to be hidden."""
        if fact not in self._hidden_facts:
            self._hidden_facts[fact] = any(map(self.hides_state, self._facts.by_id([fact])))
        return self._hidden_facts[fact]

    def _know(self, facts: Iterable[str]) -> None:
        """Find out of many facts at once whether they are to be hidden."""
        unknown = iter([fact for fact in facts if fact not in self._hidden_facts])
        while some := list(itertools.islice(unknown, _AT_ONCE)):
            self._hidden_facts |= dict.fromkeys(some, False)
            self._hidden_facts |= {one.id: self.hides_state(one) for one in self._facts.by_id(some)}

    def hides_passage(self, excerpt: str) -> bool:
        """Tell whether a passage is of a hidden source, or a hidden fact rests on it."""
        if self._listed and self._source_of(excerpt) in self._listed:
            return True
        return any(map(self.hides_fact, self._facts.citing([excerpt])[excerpt]))

    def are_named_in(self, excerpt: str) -> bool:
        """Tell whether a passage's own words name somebody hidden: its translation may not."""
        return any(
            self.names_anybody(recorded.event.quotation.quote)
            for recorded in self._store.stream(excerpt)
            if isinstance(recorded.event, ExcerptTaken) and recorded.event.quotation is not None
        )

    def hides_source(self, source: str) -> bool:
        """Tell whether a source is hidden, or leads to somebody: a hidden fact rests on it."""
        if source in self._listed:
            return True
        if source not in self._sources:
            self._sources[source] = any(self.hides_fact(fact) for fact, _ in self._facts_on(source))
        return self._sources[source]

    def open_facts_on(self, source: str) -> frozenset[str]:
        """Return the standing facts resting on a source that are not to be hidden."""
        facts = [fact for fact, stands in self._facts_on(source) if stands]
        self._know(facts)
        return frozenset(fact for fact in facts if not self._hidden_facts[fact])

    def count_about(self, subject: str) -> int:
        """Count the standing facts about a subject that are not to be hidden."""
        facts = [fact for fact, _ in self._facts_about(subject)]
        self._know(facts)
        return sum(not self._hidden_facts[fact] for fact in facts)

    def open_properties(self, subject: str) -> set[str]:
        """Return the names of properties of which a subject has facts that are not hidden."""
        found: set[str] = set()
        for fact, name in self._facts_about(subject):
            if name not in found and not self.hides_fact(fact):
                found.add(name)
        return found

    def _facts_about(self, subject: str) -> list[tuple[str, str]]:
        """Return the standing facts about a subject, each with its property's name."""
        view = LIVE.view
        return self._store.connection.execute(
            f"SELECT f.id, n.name FROM {view('attribution')} a"
            f" JOIN {view('fact')} x ON x.key = a.fact AND x.stands = 1"
            " AND x.subject = a.subject AND x.property = a.property"
            f" JOIN {view('thing')} f ON f.key = a.fact"
            f" JOIN {view('property')} n ON n.key = a.property"
            f" WHERE a.subject = (SELECT key FROM {view('thing')} WHERE id = ?)",
            (subject,),
        ).fetchall()

    def _facts_on(self, source: str) -> list[tuple[str, bool]]:
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT DISTINCT f.id, coalesce(a.stands, 0) FROM {view('thing')} s"
            f" JOIN {view('rendition')} r ON r.source = s.key"
            f" JOIN {view('excerpt')} x ON x.rendition = r.key"
            f" JOIN {view('citation')} c ON c.cited = x.key"
            f" JOIN {view('thing')} f ON f.key = c.fact"
            f" LEFT JOIN {view('fact')} a ON a.key = c.fact WHERE s.id = ?",
            (source,),
        ).fetchall()
        return [(row[0], bool(row[1])) for row in rows]

    def _source_of(self, excerpt: str) -> str | None:
        """Return the source of a passage, a text, a capture or a cited work.

        Of an inquiry, the one that was searched.
        """
        view = LIVE.view
        row = self._store.connection.execute(
            f"SELECT s.id FROM {view('thing')} t JOIN {view('excerpt')} x ON x.key = t.key"
            f" JOIN {view('rendition')} r ON r.key = x.rendition"
            f" JOIN {view('thing')} s ON s.key = r.source WHERE t.id = ?1"
            f" UNION ALL SELECT s.id FROM {view('thing')} t"
            f" JOIN {view('inquiry')} i ON i.key = t.key"
            f" JOIN {view('thing')} s ON s.key = i.source WHERE t.id = ?1"
            + "".join(
                f" UNION ALL SELECT s.id FROM {view('thing')} t"
                f" JOIN {view(table)} o ON o.key = t.key"
                f" JOIN {view('thing')} s ON s.key = o.source WHERE t.id = ?1"
                for table in ("rendition", "capture", "cited_work")
            ),
            (excerpt,),
        ).fetchone()
        return None if row is None else str(row[0])

    def hides_event(self, position: int, told: Collection[str] | None = None) -> bool:
        """Tell whether an event concerns or names somebody hidden.

        Of its parts those ``told`` count; without that all but the text of a rendition.
        """
        (recorded,) = self._store.at([position])
        header, event = recorded.header, recorded.event
        if any(self.hides_thing(thing) for thing in (header.stream, *header.about)):
            return True
        if event is None:
            return False
        quoted = told is None or "quotation" in told
        if quoted and isinstance(event, ExcerptTaken) and self.hides_passage(header.stream):
            return True
        # A text is not told by its event, and would take long to look through.
        names = [name for name in header.parts if name != "text"] if told is None else told
        held = {name: getattr(event, name, None) for name in names}
        parts = {name: _spelt(part) for name, part in held.items() if part is not None}
        # What one is called, or a slot stands for, means no namesake; other words may.
        slots: list[Slot] = []
        if isinstance(event, FactAsserted | FactCorrected):
            about = [one.subject for one in self._facts.by_id([header.stream])]
            subject = event.content.subject if isinstance(event, FactAsserted) else None
            content, worded = parts.get("content"), parts.get("wording")
            slots = take_slots(
                subject or next(iter(about), None),
                event.content.reading,
                content["reading"] if content else None,
                worded,
            )
        elif isinstance(event, SubjectOpened | SubjectDescribed) and "content" in parts:
            del parts["content"]
            slots = names_in(header.stream, event.content)
        return self._names_in_parts(parts.values(), slots)

    def hides_thing(self, thing: str) -> bool:
        """Tell whether an id is that of a hidden subject, source, fact or passage.

        Or of a capture, text or cited work of a source that the policy names.
        """
        if thing in self._listed:
            return True
        row = self._store.connection.execute(
            f"SELECT kind FROM {LIVE.view('thing')} WHERE id = ?", (thing,)
        ).fetchone()
        if row is None:
            return False
        if row[0] == ThingKind.SUBJECT:
            return self.hides(thing)
        if row[0] == ThingKind.FACT:
            return self.hides_fact(thing)
        if row[0] in {ThingKind.CAPTURE, ThingKind.RENDITION, ThingKind.CITED_WORK}:
            return bool(self._listed) and self._source_of(thing) in self._listed
        listed = ThingKind.INQUIRY, ThingKind.EXCERPT
        return row[0] in listed and self.hides_passage(thing)
