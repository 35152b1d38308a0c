# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a command works with: look-ups at the head, and the events it has planned so far.

A plan knows what it has itself brought into being (a subject opened three lines ago, a passage
already taken), for the tables do not know it before the plan is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from fonds.archive.errors import Cancelled, RefusedError
from fonds.archive.lookup.actions import Actions
from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.names import Names
from fonds.archive.sources.passages import Place, context
from fonds.archive.vocabulary import builtin_properties
from fonds.events.catalogue.archive import ArchiveCreated
from fonds.events.catalogue.excerpt import CONTEXT_LENGTH, ExcerptContent, ExcerptTaken, Quotation
from fonds.events.catalogue.properties import PropertyContent, PropertyDefined
from fonds.events.catalogue.subject import SubjectContent, SubjectOpened
from fonds.events.fixed import fixed
from fonds.events.parts import keyed_hash, read_commitment, spell_commitment
from fonds.events.recorded import AnyEvent, Draft, RecordedEvent
from fonds.events.sentences import say
from fonds.events.values import OutsideTerm, Span, SubjectKind

if TYPE_CHECKING:
    from fonds.archive.lookup.properties import Properties
    from fonds.archive.lookup.texts import RenditionRow, Texts
    from fonds.archive.record.fold import FactState
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.archive.tables import Keys
    from fonds.events.ids import Randomness

MOST_KEPT = 10_000
"""How many events of one action are kept in memory for its outcome."""

Progress = Callable[[int, int], bool]
"""Told how much of how much is done; answers False to ask for the work to stop."""

AnswerT = TypeVar("AnswerT")
AnswerT_co = TypeVar("AnswerT_co", covariant=True)


class Command(Protocol[AnswerT_co]):
    """Something a person or program wants recorded."""

    def plan(self, plan: Plan) -> AnswerT_co:
        """Plan the events it calls for, and return what the caller wants to know of them.

        Raises:
            RefusedError: a rule forbids it; nothing is recorded.
        """
        ...


class Preparing(Protocol):
    """A command that has something to do before the log is locked: reading files, above all."""

    def prepare(self, store: SqliteStore, progress: Progress | None) -> Self:
        """Return the command made ready; ``store`` is only to be read.

        Raises:
            RefusedError: a rule forbids it.
            Cancelled: ``progress`` answered False.
        """
        ...


def made_ready(
    command: Command[AnswerT], store: SqliteStore, progress: Progress | None
) -> Command[AnswerT]:
    """Return a command that is `Preparing` made ready, any other as it is."""
    # Not by `isinstance` of a runtime protocol: that gathers the protocol's members every time,
    # which took a twentieth of every append.
    prepare = getattr(command, "prepare", None)
    return command if prepare is None else prepare(store, progress)


@fixed
class Remembered:
    """What outlives a plan, so that a fact does not ask again what the one before it asked.

    Whoever keeps it sees to it that all of it forgets when others have written.
    """

    texts: Texts
    keys: Keys
    properties: Properties


@fixed
class Appended:
    """Where an event came to stand: the answer of commands that record one thing.

    ``repeats`` is, of a fact, one that said the same already, from the same passage.
    """

    stream: str
    event: str
    position: int
    repeats: str | None = None


class Plan:
    """The events of one action while they are being thought of."""

    def __init__(
        self,
        store: SqliteStore,
        randomness: Randomness,
        record: Callable[[Sequence[Draft]], list[RecordedEvent]],
        remembered: Remembered,
        progress: Progress | None = None,
    ) -> None:
        """Begin an empty plan; ``record`` seals and appends drafts inside the open transaction."""
        self.store = store
        self.randomness = randomness
        self.names = Names(store.connection, keys=remembered.keys)
        self.texts = remembered.texts
        self.facts = FactReader(store)
        self.actions = Actions(store)
        self._known_properties = remembered.properties
        self._record = record
        self._progress = progress
        self._drafts: list[Draft] = []
        self._recorded: list[RecordedEvent] = []
        self._last: dict[str, str] = {}
        self._excerpts: dict[tuple[str, int, int, str | None], str] = {}
        self._properties: dict[str, PropertyContent] = {}
        self._cited: dict[tuple[str, str | None, str | None], str] = {}
        self.from_older: dict[str, tuple[RenditionRow, Place]] = {}
        self._secret: bytes | None = None
        self.recorded_count = 0
        self.properties_defined = 0
        self.subjects_opened = 0

    def add(
        self,
        event: AnyEvent,
        stream: str | None = None,
        about: Sequence[str] = (),
        *,
        after: str | None = None,
        import_key: str | None = None,
    ) -> str:
        """Plan one event and return its stream: a new one where ``stream`` is None.

        ``after`` is the last event of the stream the caller had seen; without it the last there is.
        """
        begins = stream is None
        if stream is None:
            stream = self.randomness.new_id()
        elif after is None:
            after = self._last.get(stream) or self.store.last_of_stream(stream)
        # It has its id at once, so that the next event of the stream can name it.
        event_id = self._last[stream] = self.randomness.new_id()
        self._drafts.append(
            Draft(event, stream, tuple(about), after, import_key, id=event_id, begins=begins)
        )
        return stream

    def flush(self) -> list[RecordedEvent]:
        """Append what is planned so far and bring the tables up to date, in the open transaction.

        Returns all events recorded so far, or, beyond `MOST_KEPT`, those of the last flush.
        """
        if self._drafts:
            if len(self._recorded) > MOST_KEPT:
                self._recorded = []
            recorded = self._record(self._drafts)
            self.recorded_count += len(recorded)
            self._recorded.extend(recorded)
            self._drafts = []
            self._last = {}
        return self._recorded

    def appended(self) -> Appended:
        """Record the plan and return where its last event came to stand."""
        last = self.flush()[-1]
        return Appended(last.header.stream, last.header.id, last.position)

    @property
    def report_to(self) -> Progress | None:
        """Whom to tell how far the work is."""
        return self._progress

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is.

        Raises:
            Cancelled: somebody asked for it to stop.
        """
        if self._progress is not None and not self._progress(done, total):
            code, message = "cancelled", "Cancelled. Nothing was recorded."
            raise Cancelled(code, message)

    # What the plan knows beyond the tables ---------------------------------------------------

    def property(self, name: str) -> PropertyContent:
        """Return a property, defining it from the built-in vocabulary on its first use.

        Raises:
            RefusedError: neither the archive nor the vocabulary knows it.
        """
        known = self._properties.get(name) or self._defined(name)
        if known is None:
            term = builtin_properties().get(name)
            if term is None:
                raise self._unknown_property(name)
            known = PropertyContent(
                name=term.name,
                label=term.label,
                definition=term.definition,
                value_types=term.value_types,
                cardinality=term.cardinality,
                section=term.section,
                scope_qualifiers=term.scope_qualifiers,
                inverse=term.inverse,
                symmetric=term.symmetric,
                outside_terms=tuple(
                    OutsideTerm(vocabulary=vocabulary, term=outside)
                    for vocabulary, outside in sorted(term.outside.items())
                ),
            )
            self.define(known)
        self._properties[name] = known
        return known

    def knows_property(self, name: str) -> bool:
        """Tell whether a property is defined in the archive or in this plan."""
        return name in self._properties or self._defined(name) is not None

    def _defined(self, name: str) -> PropertyContent | None:
        defined = self._known_properties.named(name)
        return None if defined is None else defined.content

    def define(self, content: PropertyContent) -> str:
        """Plan the definition of a property; return its id."""
        self._properties[content.name] = content
        self.properties_defined += 1
        return self.add(PropertyDefined(content=content))

    def _unknown_property(self, name: str) -> RefusedError:
        # Read for a refusal alone, as what it compares spellings by.
        from fonds.archive.lookup.near_properties import near_properties  # noqa: PLC0415

        labels = {one.name: one.label for one in builtin_properties().values()}
        labels |= {one.name: one.label for one in self.facts.properties()}
        close = near_properties(name, labels)
        hint = say(" Did you mean {close}?", close=" or ".join(close)) if close else ""
        message = say(
            "There is no property “{name}”.{hint} Use fonds property list to see those"
            " there are, or fonds property define.",
            name=name,
            hint=hint,
        )
        return RefusedError("unknown-property", message, property=name, suggestions=close)

    def open_subject(self, label: str, kind: SubjectKind, *, import_key: str | None = None) -> str:
        """Plan the opening of a subject; return its id."""
        if not label.strip():
            message = "A subject needs a name: give the words by which it goes."
            raise RefusedError("empty-label", message)
        self.subjects_opened += 1
        content = SubjectContent(kind=kind, label=label)
        return self.add(SubjectOpened(content=content), import_key=import_key)

    def subject(self, name: str) -> str:
        """Return the id of the subject that ``name`` names, of which more may be said.

        Raises:
            RefusedError: there is none, or several; or its own words are gone, so that nothing
                said of it could be shown.
        """
        return self.not_erased(self.names.subject(name), name)

    def not_erased(self, subject: str, name: str) -> str:
        """Return the subject that was found by ``name``, if anything said of it can be shown.

        Raises:
            RefusedError: its own words are gone.
        """
        # What was found by its label has one; who is named by an id may have lost it.
        by_id = subject.startswith(name.strip().lower())
        if by_id and not self.names.subject_labels([subject]):
            message = say("The description of the subject {subject} was erased.", subject=subject)
            raise RefusedError("erased-subject", message, subject=subject)
        return subject

    def excerpt(
        self, rendition: RenditionRow, text: str, place: Place, locator: str | None = None
    ) -> str:
        """Return the excerpt of a range, shared with the facts that cite the same passage."""
        known = (rendition.id, place.start, place.end, locator)
        excerpt = self._excerpts.get(known) or self.texts.excerpt_at(
            rendition.key, place.start, place.end, locator
        )
        if excerpt is None:
            before, after = context(text, place, CONTEXT_LENGTH)
            excerpt = self.add(
                ExcerptTaken(
                    content=ExcerptContent(
                        rendition=rendition.id,
                        span=Span(start=place.start, end=place.end),
                        locator=locator,
                    ),
                    quotation=Quotation(
                        quote=text[place.start : place.end], before=before, after=after
                    ),
                ),
                about=(rendition.source,),
            )
        self._excerpts[known] = excerpt
        self.touch(excerpt, rendition, place)
        return excerpt

    def touch(self, excerpt: str, rendition: RenditionRow, place: Place) -> None:
        """Be told what a passage worked on was taken from.

        What became of those of older texts in the newest is looked up once all are known.
        """
        texts = self.texts.remembered_renditions(rendition.source)
        if texts and texts[0].id != rendition.id:
            self.from_older[excerpt] = rendition, place

    def fact(self, name: str) -> FactState:
        """Return a fact as it stands.

        Raises:
            RefusedError: there is none, or its content was erased.
        """
        fact = self.names.fact(name)
        states = self.facts.by_id([fact])
        if not states:
            message = say(
                "The content of the fact {fact} was erased; it cannot be changed any more.",
                fact=fact,
            )
            raise RefusedError("erased-fact", message, fact=fact)
        return states[0]

    def cited_work(self, source: str, mark: str | None, work: str | None) -> str | None:
        """Return the cited work noted in a source with exactly that mark and wording."""
        known = self._cited.get((source, mark, work))
        return known or self.texts.cited_work(source, mark, work)

    def entries(self, source: str, mark: str) -> dict[str, str]:
        """Return the works noted in a source under a mark, by id, with their wording."""
        new = {
            cited: work
            for (where, under, work), cited in self._cited.items()
            if where == source and under == mark and work is not None
        }
        return {**self.texts.entries(source, mark), **new}

    def note_cited_work(self, source: str, mark: str | None, work: str | None, cited: str) -> None:
        """Remember a cited work this plan has noted."""
        self._cited[source, mark, work] = cited

    def import_key(self, own_id: str) -> str:
        """Return what stands in headers for a caller's own id: its HMAC under a secret."""
        if self._secret is None:
            created = self.store.at([1])[0].event
            if not isinstance(created, ArchiveCreated) or created.import_secret is None:
                message = (
                    "This copy of the archive was made without its import secret, so it cannot"
                    " take imports. Import into the original."
                )
                raise RefusedError("no-import-secret", message)
            self._secret = read_commitment(created.import_secret.key)
        return spell_commitment(keyed_hash(self._secret, own_id.encode("utf-8")))


def new_import_secret(randomness: Randomness) -> str:
    """Return a fresh secret for an archive's import keys, spelt as commitments are."""
    return spell_commitment(randomness.new_salt())
