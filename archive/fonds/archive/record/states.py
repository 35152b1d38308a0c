# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A fact as it stands, and what of it is only made when somebody asks."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from fonds.events.fixed import fixed
from fonds.events.spelt import (
    Asserted,
    chain_of,
    citation_of,
    read_asserted,
    reading_of,
    wording_of,
)
from fonds.events.values import Certainty, Manner, Rank, Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fonds.events.catalogue.fact import AssessmentContent, FactWording, Reading
    from fonds.events.values import Chain, Citation, Premise


class Standing(StrEnum):
    """Whether a fact counts."""

    STANDS = "stands"
    RETRACTED = "retracted"
    ERASED = "erased"


@fixed
class CitationState:
    """A citation that stands, its chain if it has one, and where it was recorded.

    ``chain_gone`` tells that a chain was recorded with it and is there no more: erased, withheld or
    lost. Then nobody can tell whether it says the fact or denies it, and it speaks for nothing.
    """

    citation: Citation
    chain: Chain | None
    event: str
    position: int
    chain_gone: bool = False

    @property
    def speaks_for(self) -> bool:
        """Whether it is known to speak for the fact: it denies nothing, and its chain is there."""
        return not self.chain_gone and not self.against

    @property
    def against(self) -> bool:
        """Whether the passage speaks against the fact: said so, or a link of its chain denies it.

        Whoever denies something does not say it: what a denial gives is evidence of the opposite.
        """
        links = self.chain.links if self.chain is not None else ()
        return self.citation.stance is Stance.CONTRADICTS or any(
            link.manner is Manner.DENIES for link in links
        )


@fixed
class AssessmentState:
    """The assessment in force, who made it and why."""

    content: AssessmentContent
    reason: str | None
    agent: str
    recorded_at: str
    position: int


@fixed
class NoteState:
    """A note that was written about a fact; ``event`` is its id."""

    event: str
    text: str
    agent: str
    recorded_at: str
    position: int


@fixed
class FactState:
    """A fact at a moment. ``agent``, ``recorded_at`` and ``position`` are those of its assertion.

    ``read_position`` is where the present reading was recorded: asserted, corrected, reattributed;
    ``read_at`` when its words were.
    ``last_event`` is what a change made now must come after. ``reason`` is the last retraction's or
    reinstatement's. ``note`` was recorded with it, ``notes`` were written about it later.
    """

    id: str
    subject: str
    reading: Reading
    wording: FactWording
    citations: tuple[CitationState, ...]
    premises: tuple[Premise, ...]
    certainty: Certainty
    standing: Standing
    assessment: AssessmentState | None
    note: str | None
    reason: str | None
    agent: str
    recorded_at: str
    position: int
    last_event: str
    last_position: int
    import_key: str | None = None
    corrected: bool = False
    read_position: int = 0
    notes: tuple[NoteState, ...] = ()
    read_at: str = ""
    # What its assertion says, where that is all there is and was read as it lies: the models are
    # then made of it when they are first asked for.
    said: Asserted | None = field(default=None, init=False, compare=False, repr=False)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the fields say
        """Make what was not made yet of a fact that was read as it lies."""
        if name not in _MADE_LATER:
            raise AttributeError(name)
        made = _MADE_LATER[name](self)
        # To the type checker, and to everybody else, facts are frozen.
        object.__setattr__(self, name, made)
        return made

    @property
    def property_name(self) -> str:
        """The name of its property."""
        said = self.said
        return self.reading.property if said is None else said.content["reading"]["property"]

    @property
    def value_subject(self) -> str | None:
        """The id of the subject that its value names."""
        said = self.said
        if said is None:
            return self.reading.value_subject
        return said.content["reading"].get("value_subject")  # type: ignore[no-any-return]

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the excerpts and inquiries it rests on."""
        said = self.said
        if said is None:
            return tuple([kept.citation.target for kept in self.citations])
        return said.cited

    @property
    def cited_works(self) -> tuple[str, ...]:
        """The ids of the cited works that its chains speak through."""
        if self.said is None:
            chains = [kept.chain.links for kept in self.citations if kept.chain is not None]
            works = [link.cited_work for links in chains for link in links]
            return tuple([work for work in works if work is not None])
        return self.said.works

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of the subjects that stand in its value and its qualifiers."""
        if self.said is not None:
            return self.said.named
        own, items = self.reading.value_subject, self.reading.qualifiers
        subjects = [own, *[item.subject for item in items]]
        return tuple([subject for subject in subjects if subject is not None])

    @property
    def denied(self) -> bool:
        """Whether every passage of it speaks against it: then nobody says it."""
        if self.said is not None and not self.said.denies:
            return False
        return bool(self.citations) and all(kept.against for kept in self.citations)

    @property
    def unheld(self) -> bool:
        """Whether no passage of it is known to speak for it: each denies it, or lost its chain."""
        if self.said is not None:
            return self.denied
        return bool(self.citations) and not any(kept.speaks_for for kept in self.citations)

    @property
    def counts(self) -> bool:
        """Whether it stands, is not set aside as deprecated, and some passage speaks for it."""
        made = self.assessment
        deprecated = made is not None and made.content.rank is Rank.DEPRECATED
        return self.standing is Standing.STANDS and not deprecated and not self.unheld


def asserted_as_spelt(position: int, header: str, parts: Mapping[str, str]) -> FactState | None:
    """Return the fact that a stored assertion makes, as `apply` does of the decoded event.

    None where it is no assertion, or is for `fonds.events.recorded.decode` to read.
    """
    read = read_asserted(header, parts)
    if read is None:
        return None
    # What is not set here is made when somebody asks for it: `FactState.__getattr__`.
    state: Any = FactState.__new__(FactState)
    state.said = read
    state.id = read.stream
    state.subject = read.content["subject"]
    state.premises = ()
    state.certainty = read.content.get("certainty", Certainty.STATED)
    state.standing = Standing.STANDS
    state.assessment = state.reason = None
    state.note = read.note
    state.agent = read.agent
    state.recorded_at = state.read_at = read.recorded_at
    state.position = state.last_position = state.read_position = position
    state.last_event = read.event
    state.import_key = read.import_key
    state.corrected = False
    state.notes = ()
    return state  # type: ignore[no-any-return]


def _said(state: FactState) -> Asserted:
    if state.said is None:
        missing = "reading"
        raise AttributeError(missing)
    return state.said


def _citations_said(state: FactState) -> tuple[CitationState, ...]:
    said = _said(state)
    return tuple(
        [
            CitationState(
                citation_of(one),
                None if (chain := said.chains.get(one["excerpt"])) is None else chain_of(chain),
                said.event,
                state.position,
            )
            for one in said.content["citations"]
        ]
    )


_MADE_LATER: dict[str, Callable[[FactState], object]] = {
    "reading": lambda state: reading_of(_said(state).content["reading"]),
    "wording": lambda state: wording_of(_said(state).wording),
    "citations": _citations_said,
}
