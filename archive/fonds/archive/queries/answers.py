# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What queries answer: frozen records, complete enough to be shown, exported or tested as they are.

Ids: sixteen characters; positions: from 1; offsets: code points, end exclusive; times: UTC.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from fonds.archive.lookup.conflicts import ConflictRow
from fonds.archive.queries.citation_answers import (
    CitationAnswer as CitationAnswer,  # noqa: PLC0414, TC001 - readers of facts ask for it here
)
from fonds.archive.queries.citation_answers import (
    CitedWorkAnswer as CitedWorkAnswer,  # noqa: PLC0414 - as above
)
from fonds.archive.queries.citation_answers import (
    LinkAnswer as LinkAnswer,  # noqa: PLC0414 - as above
)
from fonds.archive.record.policy import EVERYTHING
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fonds.archive.lookup.checkpoints import SignedHead
    from fonds.archive.queries.citation_answers import LinkEvidence
    from fonds.archive.queries.erasures import ErasureAnswer
    from fonds.archive.record.policy import Policy
    from fonds.archive.record.resolve import Status
    from fonds.archive.record.rule import FactRelation
    from fonds.archive.record.states import FactState, Standing
    from fonds.events.catalogue.properties import Cardinality
    from fonds.events.catalogue.subject import ConflictOutcome
    from fonds.events.values import (
        Certainty,
        Confidence,
        EvidenceQuality,
        Premise,
        Rank,
        SubjectKind,
        ValueKind,
        ValueType,
        When,
    )

ConflictAnswer = ConflictRow
"""A conflict in a list: the tables' own row says all there is to say."""

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


@fixed
class Moment:
    """The moment a record is of: None for now, else the position everything was folded to."""

    asked: str
    position: int
    recorded_at: str | None


@fixed
class SubjectRow:
    """A subject in a list. ``facts`` counts those that stand; ``position`` is its opening's."""

    id: str
    label: str
    kind: SubjectKind
    facts: int
    withdrawn: bool = False
    position: int = 0


@fixed
class AssessmentAnswer:
    """The assessment of a fact in force."""

    rank: Rank
    confidence: Confidence | None
    quality: EvidenceQuality | None
    reason: str | None
    agent: str
    recorded_at: str
    position: int


@fixed
class NoteAnswer:
    """A note; ``id`` is that of its event, ``agent`` the name of who wrote it."""

    id: str
    text: str
    agent: str
    recorded_at: str
    position: int


@fixed
class FactAnswer:
    """A fact at a moment.

    ``second_hand`` says that every citation of it passes on somebody else's work.
    ``display`` is its value for a reader ("9 March 1948", a subject's label); ``value`` is what the
    export says. ``agent`` is the name of who asserted it. ``last_event`` is what a change made now
    comes after.
    """

    id: str
    subject: str
    property: str
    value_kind: ValueKind
    value_type: ValueType
    value: str | int | None
    value_subject: str | None
    display: str
    as_written: str | None
    subject_as_written: str | None
    value_as_written: str | None
    when: When | None
    when_display: str | None
    when_text: str | None
    unit: str | None
    hedge: str | None
    qualifiers: Mapping[str, Json]
    certainty: Certainty
    standing: Standing
    corrected: bool
    assessment: AssessmentAnswer | None
    citations: tuple[CitationAnswer, ...]
    premises: tuple[Premise, ...]
    note: str | None
    recorded_at: str
    agent: str
    position: int
    last_event: str
    second_hand: bool
    notes: tuple[NoteAnswer, ...] = ()
    # What tells the fact when somebody first asks for more than `FactViews` has set of it, and of
    # what.
    later: tuple[Callable[[FactAnswer, FactState], None], FactState] | None = field(
        default=None, init=False, compare=False, repr=False
    )

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Tell a fact of which not all was told yet; another thread may have, meanwhile."""
            if name != "later" and (later := self.later) is not None:
                tell, state = later
                tell(self, state)
            return object.__getattribute__(self, name)


@fixed
class ValueAnswer:
    """A value and the facts that give it.

    ``lineages`` counts the originals its passages end in; ``at_most`` says that nobody has shown
    there to be so many; ``circular`` names sources that rest on each other below it; ``dangling``
    says that all it rests on is footnotes without an entry.
    """

    display: str
    value: str | int | None
    subject: str | None
    rank: Rank
    facts: tuple[FactAnswer, ...]
    citations: int
    sources: int
    second_hand: bool
    lineages: int | None = None
    at_most: bool = False
    dangling: bool = False
    circular: tuple[str, ...] = ()


@fixed
class ResolutionAnswer:
    """What somebody concluded about conflicting facts. ``agent`` is a name.

    ``in_force`` tells whether it has the last word on some conflict among facts as they stand.
    """

    event: str
    outcome: ConflictOutcome
    facts: tuple[str, ...]
    preferred: str | None
    reason: str | None
    agent: str
    recorded_at: str
    position: int
    in_force: bool


@fixed
class ScopeAnswer:
    """The values of a property within one scope, leading first; none leads where it is disputed.

    ``resolutions`` are all that weighed one of its facts, oldest first. ``reopened`` tells that it
    was settled and is disputed again, ``reopened_by`` on account of which facts.
    """

    scope: Mapping[str, Json]
    status: Status
    relations: Sequence[FactRelation]
    values: tuple[ValueAnswer, ...]
    resolutions: tuple[ResolutionAnswer, ...] = ()
    reopened: bool = False
    reopened_by: tuple[str, ...] = ()


@fixed
class PropertyAnswer:
    """A property of a record; apart from its scopes what was set aside, and what is only denied."""

    name: str
    label: str
    section: str
    cardinality: Cardinality
    status: Status
    scopes: tuple[ScopeAnswer, ...]
    deprecated: tuple[FactAnswer, ...] = ()
    denied: tuple[FactAnswer, ...] = ()


@fixed
class SectionAnswer:
    """A heading of a record and the properties under it, in the vocabulary's order."""

    name: str
    label: str
    properties: tuple[PropertyAnswer, ...]


@fixed
class Record:
    """What the archive says of one subject at a moment. ``as_of`` is None for now.

    ``policy`` is the one it was made under: facts that do not count under it are not here.
    ``merged`` are the subjects (id, label) it is a record of, where it was asked for as one of all
    that were judged to be the same; else empty.

    ``erased`` tells what was erased of facts about it. ``sources`` are the ids of the sources
    cited, in the order of their numbers [1], [2], … which
    are given by the order in which the sources were registered in the archive.
    """

    id: str
    label: str
    kind: SubjectKind
    names: tuple[str, ...]
    as_of: Moment | None
    facts: int
    sections: tuple[SectionAnswer, ...]
    sources: tuple[SourceRow, ...]
    policy: Policy = EVERYTHING
    merged: tuple[tuple[str, str], ...] = ()
    erased: tuple[ErasureAnswer, ...] = ()

    def properties(self) -> tuple[PropertyAnswer, ...]:
        """Return all properties, section by section."""
        return tuple(name for section in self.sections for name in section.properties)


@fixed
class SourceRow:
    """A source in a list. ``number`` is its place in the archive; ``facts`` cite it."""

    id: str
    number: int
    title: str
    held: bool
    withdrawn: bool
    facts: int


@fixed
class HistoryEntry:
    """One event as a reader sees it. ``before`` and ``after`` are a fact's value in words.

    ``property`` and ``reason`` are there where the event has them; ``type`` is as catalogued.
    ``proposed_by`` names program, version and rule where ``agent`` took what a program proposed.
    ``denied``: after it the fact is one that its passages only speak against. ``evidence``: what a
    conclusion about two subjects rests on.
    """

    position: int
    event: str
    type: str
    action: str
    recorded_at: str
    agent: str
    agent_kind: str
    subject: str | None
    subject_label: str | None
    fact: str | None
    property: str | None
    source: str | None
    summary: str
    before: str | None
    after: str | None
    reason: str | None
    proposed_by: str | None = None
    denied: bool = False
    evidence: tuple[LinkEvidence, ...] = ()


@fixed
class ConflictSummary:
    """A conflict with its whole life: what a reader needs to judge how it was settled, or was not.

    ``scope`` has the accounts as the record tells them, with relations and resolutions. ``opened``
    is the position of the event after which it first was there among facts that still stand.
    """

    conflict: ConflictAnswer
    label: str
    scope: ScopeAnswer
    opened: int


@fixed
class Hit:
    """Something a search found. ``kind`` is fact, excerpt, source, note or subject.

    ``marks`` are the ranges of ``snippet`` that match. ``start`` is where in the source's text what
    was found stands, or the excerpt begins, for hits of kind source and excerpt; ``within`` is the
    paragraph of a source's text, or the note, that the snippet is a piece of. ``denied`` tells of a
    fact that every passage of it denies it, ``translated`` that the snippet's words are no source's
    own but a translation, and ``language`` into what (BCP 47), where that was said.
    """

    kind: str
    id: str
    subject: str | None
    source: str | None
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    start: int | None = None
    within: str = ""
    denied: bool = False
    translated: bool = False
    language: str | None = None

    @property
    def judged(self) -> str:
        """The words that tell whether somebody hidden is named where it was found."""
        return self.within or self.snippet


@fixed
class Found:
    """The answer to a search: how many hits there are in all, and the first of them.

    ``more`` tells that there are more than ``total``: nobody reads thousands, so they are not
    counted.
    """

    total: int
    hits: tuple[Hit, ...]
    more: bool = False


@fixed
class ArchiveAnswer:
    """The archive as a whole.

    ``last_checkpoint`` is the last head that was signed, as far as this file remembers;
    ``last_kept_elsewhere`` the last of which a copy left the house (its ``kept_in``, ``kept_at``).
    ``last_erasure`` is the position of the last record of an erasure, None where nothing was.
    """

    id: str
    name: str
    path: str
    size: int
    root: str
    subjects: int
    facts: int
    sources: int
    open_conflicts: int
    last_recorded_at: str | None
    read_only: bool = False
    last_checkpoint: SignedHead | None = None
    last_kept_elsewhere: SignedHead | None = None
    last_erasure: int | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
