# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Deciding what became of a passage in a newer text, where only a person can; and taking it back.

The decision is one more `ExcerptRelocated`, and what tells it from what a program found is its
reason: a program gives none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.commands.changes import CiteFact, UnciteFact
from fonds.archive.commands.examining import prose
from fonds.archive.commands.facts import GivenCitation
from fonds.archive.commands.recapture import relocation
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.lookup.anchors import facts_resting_on
from fonds.archive.lookup.gone import why_no_text
from fonds.archive.sources.passages import Place, locate
from fonds.archive.sources.refound import Refound
from fonds.events.catalogue.excerpt import AnchorState, ExcerptRelocated, ExcerptTaken
from fonds.events.catalogue.fact import FactCited
from fonds.events.fixed import fixed
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan
    from fonds.archive.lookup.texts import RenditionRow


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided of a passage, or what holds again after a decision was taken back.

    ``was`` and ``now`` are words; ``now`` is None where it does not stand in the text. ``facts``
    rest on the passage; those in ``cited`` cite the newer words from now on as well.
    """

    source: str
    excerpt: str
    state: AnchorState
    was: str
    now: str | None
    facts: tuple[str, ...]
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettlePassage:
    """Decide what a passage is in the newest text it was looked for in.

    It is what was found there (``changed`` alone has such words), or ``quote`` (at ``start``), or
    with ``absent`` it does not stand there. Each of ``cite``, facts that rest on the passage, cites
    the newer words besides: what it cited before stays, for it was said there.
    """

    excerpt: str
    reason: str
    absent: bool = False
    quote: str | None = None
    start: int | None = None
    cite: tuple[str, ...] = ()
    source: str | None = None
    """Of which source the passage must be, where that was said too."""

    def plan(self, plan: Plan) -> Settled:
        """Plan `ExcerptRelocated`, and `FactCited` for each fact named.

        Raises:
            RefusedError: no such passage, or not of this source, it was never looked for, the words
                do not stand in the text, the same was decided before, or a fact does not rest on
                the passage.
            WrongUseError: no reason, or both words and ``absent``.
        """
        if not self.reason.strip():
            message = "Say why with --reason; it stays beside the decision for good."
            raise WrongUseError("no-reason", message)
        excerpt, row, found = _looked_for(plan, self.excerpt, self.source)
        was = _words(plan, excerpt)
        resting = facts_resting_on(plan.store, [excerpt])[excerpt]
        cite = tuple(dict.fromkeys(plan.fact(one).id for one in self.cite))
        self._check(cite, resting, excerpt)
        text = plan.texts.text(row)
        if text is None:
            message = why_no_text(plan.store, row.position, plan.names.label(row.source))
            raise RefusedError("no-text", message, rendition=row.id)
        decided = self._decided(plan, row, text, found[-1], was, excerpt)
        event = relocation(row.id, text, decided, prose(self.reason))
        if found[-1].decided and found[-1].event.content == event.content:
            message = say("That was decided of the passage {excerpt} already.", excerpt=excerpt)
            raise RefusedError("no-change", message, excerpt=excerpt)
        plan.add(event, excerpt, (row.source,))
        plan.flush()
        for fact in cite:
            given = GivenCitation(row.source, decided.now or "", decided.start, decided.end)
            CiteFact(fact, given).plan(plan)
        return Settled(row.source, excerpt, decided.state, was, decided.now, resting, cite)

    def _check(self, cite: tuple[str, ...], resting: tuple[str, ...], excerpt: str) -> None:
        if self.absent and (self.quote is not None or cite):
            message = "Where the passage is not in the text there are no words to name or to cite."
            raise WrongUseError("absent-words", message)
        for fact in cite:
            if fact not in resting:
                message = say(
                    "The fact {fact} does not rest on the passage {excerpt}.",
                    fact=fact,
                    excerpt=excerpt,
                )
                raise RefusedError("not-resting", message, fact=fact, excerpt=excerpt)

    def _decided(
        self, plan: Plan, row: RenditionRow, text: str, found: _Said, was: str, excerpt: str
    ) -> Refound:
        if self.absent:
            return Refound(AnchorState.LOST, was)
        if self.quote is not None:
            label = plan.names.label(row.source)
            place = locate(text, self.quote, self.start, None, source=label)
        else:
            span = found.event.content.span
            if span is None:
                message = say(
                    "No words were found for the passage {excerpt}. Say which they are with"
                    " --quote, or that it is not there with --absent.",
                    excerpt=excerpt,
                )
                raise RefusedError("no-words", message, excerpt=excerpt)
            place = Place(span.start, span.end)
        now = text[place.start : place.end]
        same = now.split() == was.split()
        state = AnchorState.MOVED if same else AnchorState.CHANGED
        return Refound(state, was, place.start, place.end, now)


@dataclass(frozen=True, slots=True)
class UnsettlePassage:
    """Take a decision about a passage back: it waits again for a person, as it was found."""

    excerpt: str
    reason: str = "undone"
    source: str | None = None

    def plan(self, plan: Plan) -> Settled:
        """Plan `ExcerptRelocated` as it was found, and `CitationWithdrawn` for what was cited.

        Raises:
            RefusedError: no such passage, or not of this source, or nothing was decided of it.
        """
        excerpt, row, found = _looked_for(plan, self.excerpt, self.source)
        before = [one for one in found if not one.decided]
        if not found[-1].decided or not before:
            message = say(
                "Nothing was decided of the passage {excerpt}; there is nothing to take back.",
                excerpt=excerpt,
            )
            raise RefusedError("not-decided", message, excerpt=excerpt)
        event = before[-1].event
        uncited: list[str] = []
        for one in plan.actions.events_of(found[-1].action):
            if isinstance(one.event, FactCited):
                fact, cited = one.header.stream, one.event.content.target
                if cited in {kept.citation.target for kept in plan.fact(fact).citations}:
                    UnciteFact(fact, cited, self.reason).plan(plan)
                    uncited.append(fact)
        plan.add(
            ExcerptRelocated(content=event.content, quotation=event.quotation),
            excerpt,
            (row.source,),
        )
        plan.flush()
        resting = facts_resting_on(plan.store, [excerpt])[excerpt]
        now = event.quotation.quote if event.quotation else None
        was = _words(plan, excerpt)
        return Settled(row.source, excerpt, event.content.state, was, now, resting, tuple(uncited))


@fixed
class _Said:
    """What was said of a passage in a text, by which action, and whether a person decided it.

    That a reason was given stays so once its words are erased.
    """

    event: ExcerptRelocated
    action: str
    decided: bool


def _looked_for(plan: Plan, name: str, source: str | None) -> tuple[str, RenditionRow, list[_Said]]:
    """Return a passage, the newest text it was looked for in, and what was said of it there."""
    excerpt = plan.names.excerpt(name)
    said: dict[str, list[_Said]] = {}
    own = ""
    for recorded in plan.store.stream(excerpt):
        event, header = recorded.event, recorded.header
        if isinstance(event, ExcerptTaken):
            own = event.content.rendition
        elif isinstance(event, ExcerptRelocated):
            one = _Said(event, header.action, "reason" in header.parts)
            said.setdefault(event.content.rendition, []).append(one)
    taken = plan.texts.rendition(own)
    if source is not None and taken is not None:
        meant = plan.names.source(source)
        if taken.source != meant:
            message = say(
                "The passage {excerpt} is of “{theirs}”, not of “{meant}”.",
                excerpt=excerpt,
                theirs=plan.names.label(taken.source),
                meant=plan.names.label(meant),
            )
            raise RefusedError("other-source", message, excerpt=excerpt, source=taken.source)
    for row in plan.texts.renditions(taken.source) if taken is not None else ():
        if row.id in said:
            return excerpt, row, said[row.id]
    message = say(
        "The passage {excerpt} was not looked for in a newer text; there is nothing to decide.",
        excerpt=excerpt,
    )
    raise RefusedError("not-looked-for", message, excerpt=excerpt)


def _words(plan: Plan, excerpt: str) -> str:
    for recorded in plan.store.stream(excerpt):
        if isinstance(recorded.event, ExcerptTaken):
            return recorded.event.quotation.quote if recorded.event.quotation else ""
    return ""
