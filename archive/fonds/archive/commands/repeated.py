# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Whether a fact about to be recorded says what stands already, from the same passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.record.states import Standing

if TYPE_CHECKING:
    from fonds.archive.commands.facts import PlacedCitation
    from fonds.archive.commands.plan import Plan
    from fonds.events.catalogue.fact import Reading
    from fonds.events.values import Certainty, Chain


class StandingFacts:
    """The facts that stood before a plan was made.

    Two readers may draw one fact from one passage, and then both are kept: whoever records the
    second is told, for mostly it was meant to be recorded once.
    """

    def __init__(self, plan: Plan) -> None:
        """Remember what there is now."""
        self._plan = plan
        self._last = plan.store.size()

    def saying(
        self, subject: str, reading: Reading, placed: PlacedCitation, certainty: Certainty
    ) -> str | None:
        """Return a fact of this subject, reading, passage, speaker and certainty."""
        passage = placed.citation.target
        found = self._plan.facts.resting_on(passage, subject, reading.property, upto=self._last)
        for state in self._plan.facts.by_id(found) if found else ():
            if (
                state.standing is Standing.STANDS
                and state.certainty is certainty
                and state.reading == reading
                and any(
                    one.citation == placed.citation
                    and not one.chain_gone
                    and _heard(one.chain) == _heard(placed.chain)
                    for one in state.citations
                )
            ):
                return state.id
        return None


def _heard(chain: Chain | None) -> object:
    """Return who said it to whom, as it can be compared: a mark's work may be noted anew."""
    if chain is None:
        return None
    links = [one.model_copy(update={"cited_work": None}) for one in chain.links]
    return links, chain.ends_nowhere
