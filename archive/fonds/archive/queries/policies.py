# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an archive hides unless asked, and the same queries with that hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from fonds.archive.lookup.policies import hiding_policy, policy_asked, policy_in_force
from fonds.archive.record.policy import EVERYTHING, Policy

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fonds.archive.queries.queries import Queries
    from fonds.archive.record.policy import Living
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.archive import PolicyContent


class PolicyQueries:
    """Answers what is hidden, and hides it; see `fonds.archive.queries.veil`."""

    _store: SqliteStore

    @property
    def veiled(self) -> Policy:
        """What every answer hides, whatever is asked; see `under_veil`. Here nothing."""
        return EVERYTHING

    @property
    def living(self) -> Living:
        """Whether answers show people who are not known to be dead."""
        return self.veiled.living

    def under(self, policy: Policy) -> Policy:
        """Return a policy as it is obeyed here: together with what every answer hides."""
        return policy.hiding_as(self.veiled) if self.veiled.hides_anything else policy

    def hidden_events(self, told: Mapping[int, Collection[str]]) -> tuple[int, ...]:  # noqa: ARG002 - nothing is hidden here
        """Return which of some events tell what is hidden, by position and the parts told."""
        return ()

    def policy(self) -> PolicyContent:
        """Return what the archive hides in exports unless asked, as it was last set."""
        return policy_in_force(self._store)

    def hiding(self, policy: Policy = Policy(living="hidden")) -> Queries:  # noqa: B008 - frozen
        """Return these queries with every answer hiding what a policy hides."""
        from fonds.archive.queries.veiled import under_veil

        every = cast("Queries", self)
        return under_veil(every, self._store, policy) if policy.hides_anything else every

    def as_exported(self) -> Queries:
        """Return these queries as exports ask them: hiding what the archive's policy hides."""
        return self.hiding(hiding_policy(self.policy()))

    def as_asked(self, shown: Mapping[str, bool], *, exporting: bool) -> Queries:
        """Return these queries, hiding what the policy says and what was asked beside it.

        ``shown`` has what is to be shown (True) or hidden: living, notes, quotations; ``listed``,
        the sources and subjects that the policy names; ``policy``, all it hides; ``everything``.
        What is ``exporting`` obeys the policy unless told otherwise.
        """
        return self.hiding(policy_asked(self.policy(), shown, exporting=exporting))
