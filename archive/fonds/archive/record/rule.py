# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the resolution rules are told, and what they say of two facts.

The rules themselves stand in the docstring of `fonds.archive.record.resolve`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fonds.events.catalogue.properties import Cardinality
    from fonds.events.catalogue.subject import Judgement

RULES_EDITION = 13
"""The edition of the rules. A change of any outcome is a new edition, named by every export."""


LOCATED_IN = "located_in"
"""The property of a place that names a larger one, by which the rules know places in places."""


class Relation(StrEnum):
    """How two facts about one property of one subject stand to each other."""

    AGREES = "agrees"
    """Both say the same."""
    REFINES = "refines"
    """The first says the same as the second, and more precisely."""
    OVERLAPS = "overlaps"
    """Both may be true of one thing, and neither is surely the more precise."""
    CONFLICTS = "conflicts"
    """They cannot both be true, or nothing shows that they can."""
    DIFFERENT_SCOPE = "different scope"
    """They do not speak of the same office, contest, moment or measure."""


@fixed
class FactRelation:
    """The relation of two facts, by their ids, and one sentence that says why.

    Where the relation is *refines*, ``first`` is the more precise one; elsewhere it is the older.
    """

    first: str
    second: str
    relation: Relation
    reason: str


@fixed
class PropertyRule:
    """What of a property's definition (`PropertyContent`) the rules depend on."""

    name: str
    cardinality: Cardinality
    scope_qualifiers: tuple[str, ...] = ()


class Identity(Protocol):
    """What is known of subjects at the moment in question."""

    def judgement(self, a: str, b: str) -> Judgement | None:
        """Say what was last concluded about two subjects; None where nobody judged them."""
        ...

    def label(self, subject: str) -> str:
        """Return the subject's label, or its id where it has none."""
        ...


@runtime_checkable
class SameSubjects(Protocol):
    """An identity that can also list whom a subject was judged to be the same as.

    Not needed for any outcome: it spares asking about every pair of a long list.
    """

    def same(self, subject: str) -> Collection[str]:
        """Return the other subjects that were last judged to be the same as this one."""
        ...


@runtime_checkable
class KnowsPlaces(Protocol):
    """An identity that also knows what facts say of places within places."""

    def larger(self, place: str) -> Mapping[str, tuple[str, ...]]:
        """Return the places in which one lies, nearest first, with the facts (ids) that say so."""
        ...
