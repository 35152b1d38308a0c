# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What resolving makes of the facts of a property: scopes, values, statuses, relations."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, overload

from fonds.archive.record.rule import FactRelation, PropertyRule, Relation
from fonds.archive.record.settle import Resolution, unweighed
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.events.fixed import fixed
from fonds.events.values import Rank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from fonds.archive.record.fold import FactState


class Status(StrEnum):
    """What is to be said of a property, or of one of its scopes, as a whole."""

    AGREED = "agreed"
    REFINED = "refined"
    MULTIPLE = "multiple"
    DISPUTED = "disputed"
    RESOLVED = "resolved"
    UNKNOWN = "unknown"


PRECEDENCE = (
    Status.DISPUTED,
    Status.UNKNOWN,
    Status.RESOLVED,
    Status.MULTIPLE,
    Status.REFINED,
    Status.AGREED,
)
"""A property has the first of these that any of its scopes has."""


class Relations(Sequence[FactRelation]):
    """How the facts of a scope stand to each other, said when somebody first looks at it.

    What is decided of a scope is decided before. That facts of one value agree, or that each of
    many conflicts with an account that one of them conflicts with, only has to be put into words;
    and of a large record most of that is never looked at.
    """

    __slots__ = ("_later", "_said")

    def __init__(self, later: Callable[[], Iterable[FactRelation]]) -> None:
        """Take what makes them: it asks nobody what was not asked before, in whatever thread."""
        self._later: Callable[[], Iterable[FactRelation]] | None = later
        self._said: tuple[FactRelation, ...] = ()

    def _all(self) -> tuple[FactRelation, ...]:
        later = self._later
        if later is not None:
            # Another thread may be at it too: both say the same.
            self._said = tuple(later())
            self._later = None
        return self._said

    @overload
    def __getitem__(self, at: int) -> FactRelation: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[FactRelation, ...]: ...
    def __getitem__(self, at: int | slice) -> FactRelation | tuple[FactRelation, ...]:
        """Return one of them, or some."""
        return self._all()[at]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all())

    def __iter__(self) -> Iterator[FactRelation]:
        """Yield them in order."""
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        """Tell whether others say the same in the same order."""
        return isinstance(other, Relations | tuple) and self._all() == tuple(other)

    def __hash__(self) -> int:
        """Return what a tuple of them returns."""
        return hash(self._all())

    def __repr__(self) -> str:
        """Show them as a tuple."""
        return repr(self._all())


@fixed
class ValueGroup:
    """Facts that agree, oldest position first; preferred where any of them is."""

    facts: tuple[FactState, ...]
    rank: Rank


@fixed
class Scope:
    """What stands about one office, contest or moment.

    ``scope`` says of what it speaks (qualifiers, and ``when`` in EDTF), and is for reading: it need
    not differ from another scope's. ``relations`` may name a fact of another scope, to say why the
    two are apart. ``values`` stand leading first. ``resolutions`` are all that ever weighed one of
    its facts, oldest first, also where none conflict any more; ``in_force`` those that speak last
    on a conflict.
    """

    scope: Mapping[str, str]
    status: Status
    relations: Sequence[FactRelation]
    values: tuple[ValueGroup, ...]
    resolutions: tuple[Resolution, ...] = ()
    in_force: tuple[Resolution, ...] = ()

    @property
    def in_conflict(self) -> tuple[FactState, ...]:
        """The facts that conflict with another of the scope, oldest first; none without one."""
        if self.status not in {Status.DISPUTED, Status.RESOLVED}:
            return ()
        named = {
            fact
            for relation in self.relations
            if relation.relation is Relation.CONFLICTS
            for fact in (relation.first, relation.second)
        }
        facts = [fact for group in self.values for fact in group.facts if fact.id in named]
        return tuple(sorted(facts, key=lambda fact: (fact.position, fact.id)))

    @property
    def outweighed(self) -> frozenset[str]:
        """The facts that conflict with the one somebody preferred; none where nobody did."""
        preferred = any(one.outcome is ConflictOutcome.PREFERRED for one in self.in_force)
        if self.status is not Status.RESOLVED or not (
            preferred or self.values[0].rank is Rank.PREFERRED
        ):
            return frozenset()
        leading = {fact.id for fact in self.values[0].facts}
        return frozenset(
            fact
            for relation in self.relations
            if relation.relation is Relation.CONFLICTS
            and not leading.isdisjoint((relation.first, relation.second))
            for fact in (relation.first, relation.second)
            if fact not in leading
        )

    @property
    def reopened_by(self) -> tuple[str, ...]:
        """The facts on whose account a conflict once settled is open again.

        They were recorded, or corrected, since the last conclusion, so nobody has weighed them.
        Empty too where a conflict is open again because a preferred fact no longer stands.
        """
        if not self.reopened:
            return ()
        return unweighed(self.in_conflict, self.resolutions[-1])

    @property
    def reopened(self) -> bool:
        """Whether a conflict that was settled is open again, other than by a conclusion."""
        return (
            self.status is Status.DISPUTED
            and bool(self.resolutions)
            and self.resolutions[-1].outcome is not ConflictOutcome.UNRESOLVED
        )


@fixed
class ResolvedProperty:
    """All that the record says on one property of one subject."""

    rule: PropertyRule
    status: Status
    scopes: tuple[Scope, ...]
    deprecated: tuple[FactState, ...]
    denied: tuple[FactState, ...] = ()
