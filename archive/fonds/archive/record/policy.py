# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Under which policy a record is asked for: which of the recorded facts are to count in it.

A policy changes nothing in the archive. It is applied to facts as they stand at a moment, before
the rules of the record, so that a record under a policy is made as if nothing else were there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from fonds.events.fixed import fixed
from fonds.events.values import Certainty, SourceQuality

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from fonds.archive.record.fold import CitationState, FactState
    from fonds.archive.record.lineages import Ties

Shown = Literal["shown", "hidden"]
Living = Shown


@fixed
class Policy:
    """What counts, beside what stands.

    ``exclude_sources`` are the ids of sources whose passages are not heard. ``originals_only``
    hears a passage only where the source read says it itself: its chain passes on no other work,
    the source (or that passage of it) was not said to copy, translate or rest on another, and the
    fact's evidence was not assessed as derivative. ``stated_only`` leaves out what a reader
    inferred. ``exclude_facts`` are the ids of facts that are not to count.

    The rest is what an archive hides (docs/erasure.md): ``living`` persons, ``notes``, the words of
    sources (``quotations``), and the sources and subjects of these ids with all that says them.
    """

    exclude_sources: frozenset[str] = frozenset()
    originals_only: bool = False
    stated_only: bool = False
    living: Living = "shown"
    exclude_facts: frozenset[str] = frozenset()
    notes: Shown = "shown"
    quotations: Shown = "shown"
    hidden_sources: frozenset[str] = frozenset()
    hidden_subjects: frozenset[str] = frozenset()

    @property
    def everything(self) -> bool:
        """Whether the policy leaves nothing out."""
        return self == EVERYTHING

    @property
    def weighs_facts(self) -> bool:
        """Whether some facts may not count: all but the question of whom and what to name."""
        return replace(self.weighing, hidden_sources=self.hidden_sources) != EVERYTHING

    @property
    def weighing(self) -> Policy:
        """The policy without what it hides: how facts are weighed, no more."""
        return self.hiding_as(EVERYTHING)

    @property
    def hides_anything(self) -> bool:
        """Whether the policy hides anybody or anything, however facts are weighed."""
        return self != self.weighing

    @property
    def hides_somebody(self) -> bool:
        """Whether the policy hides any subject."""
        return self.living == "hidden" or bool(self.hidden_subjects)

    def hiding_as(self, other: Policy) -> Policy:
        """Return this policy, hiding what another one hides and nothing else."""
        return replace(
            self,
            living=other.living,
            notes=other.notes,
            quotations=other.quotations,
            hidden_sources=other.hidden_sources,
            hidden_subjects=other.hidden_subjects,
        )

    def hiding_also(self, other: Policy) -> Policy:
        """Return this policy, hiding what it hides and what another one hides."""
        return replace(
            self,
            living="hidden" if "hidden" in {self.living, other.living} else "shown",
            notes="hidden" if "hidden" in {self.notes, other.notes} else "shown",
            quotations="hidden" if "hidden" in {self.quotations, other.quotations} else "shown",
            hidden_sources=self.hidden_sources | other.hidden_sources,
            hidden_subjects=self.hidden_subjects | other.hidden_subjects,
        )


EVERYTHING = Policy()
"""The policy that leaves nothing out: a record's own."""


def counted_facts(facts: Iterable[FactState], policy: Policy, ties: Ties) -> list[FactState]:
    """Return the facts that count under a policy, each with only the citations that do.

    A fact that no passage supports any more does not count, nor does one that rests on a premise
    which does not. So ``facts`` must hold the facts that others of them rest on.
    """
    if not policy.weighs_facts:
        return list(facts)
    left: dict[str, FactState] = {}
    gone: set[str] = set()
    for fact in facts:
        counted = _counted(fact, policy, ties)
        if counted is None:
            gone.add(fact.id)
        else:
            left[fact.id] = counted
    while falling := [fact for fact in left.values() if _premise_gone(fact, policy, ties, gone)]:
        for fact in falling:
            gone.add(fact.id)
            del left[fact.id]
    return list(left.values())


def _counted(fact: FactState, policy: Policy, ties: Ties) -> FactState | None:
    if fact.id in policy.exclude_facts:
        return None
    if policy.stated_only and fact.certainty is Certainty.INFERRED:
        return None
    if policy.originals_only and _assessed_derivative(fact):
        return None
    kept = tuple(one for one in fact.citations if _is_heard(one, policy, ties))
    # What is only denied is told as denied as long as a denial is heard; what was held is not held
    # against its will: it falls with the last passage for it.
    if not kept or (not any(one.speaks_for for one in kept) and not fact.unheld):
        return None
    return fact if len(kept) == len(fact.citations) else replace(fact, citations=kept)


def _is_heard(one: CitationState, policy: Policy, ties: Ties) -> bool:
    target = one.citation.target
    source = ties.sources.get(target)
    if source in policy.exclude_sources or source in policy.hidden_sources:
        return False
    if not policy.originals_only:
        return True
    return not passes_on(one) and (source is None or not any(ties.rests_on(source, target)))


def passes_on(one: CitationState) -> bool:
    """Tell whether a passage passes on another work, as far as its chain says."""
    links = one.chain.links if one.chain else ()
    return any(link.work or link.mark for link in links)


def _assessed_derivative(fact: FactState) -> bool:
    made = fact.assessment
    quality = made.content.quality if made is not None else None
    return quality is not None and quality.source is SourceQuality.DERIVATIVE


def _premise_gone(fact: FactState, policy: Policy, ties: Ties, gone: Collection[str]) -> bool:
    return any(
        premise.fact in gone
        if premise.fact is not None
        else ties.sources.get(premise.excerpt or "")
        in policy.exclude_sources | policy.hidden_sources
        for premise in fact.premises
    )
