# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on the archive itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.lookup.policies import policy_in_force
from fonds.events.catalogue.archive import PolicySet, Visibility
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.subject import NoteWritten
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.commands.plan import Appended, Plan


_MOST_YEARS = 200


@dataclass(frozen=True, slots=True)
class SetPolicy:
    """Decide what exports hide unless asked; what is None stays as it was set before.

    ``hide`` and ``show`` are sources and subjects, by name, that are hidden from now on, or no
    longer; ``notes`` are all remarks, ``quotations`` the words of all sources.
    """

    living: Visibility | None = None
    presumed_dead_after: int | None = None
    reason: str | None = None
    notes: Visibility | None = None
    quotations: Visibility | None = None
    hide_sources: tuple[str, ...] = ()
    hide_subjects: tuple[str, ...] = ()
    show_sources: tuple[str, ...] = ()
    show_subjects: tuple[str, ...] = ()

    def plan(self, plan: Plan) -> Appended:
        """Plan `PolicySet`.

        Raises:
            WrongUseError: nothing is to be set, or not a number of years.
            RefusedError: that is the policy already, or no source or subject has such a name.
        """
        if self == SetPolicy(reason=self.reason):
            code, message = "no-policy", "Say what to set, such as --living hidden."
            raise WrongUseError(code, message)
        if (
            self.presumed_dead_after is not None
            and not 1 <= self.presumed_dead_after <= _MOST_YEARS
        ):
            message = say(
                "--presumed-dead-after takes 1 to {most_years} years.", most_years=_MOST_YEARS
            )
            raise WrongUseError("bad-years", message)
        before = policy_in_force(plan.store)
        said = {
            "living": self.living,
            "presumed_dead_after": self.presumed_dead_after,
            "notes": self.notes,
            "quotations": self.quotations,
            "sources": _listed(
                before.sources, self.hide_sources, self.show_sources, plan.names.source
            ),
            "subjects": _listed(
                before.subjects, self.hide_subjects, self.show_subjects, plan.names.subject
            ),
        }
        content = before.model_copy(
            update={name: value for name, value in said.items() if value is not None}
        )
        archive = plan.store.at([1])[0].header.archive
        if content == before:
            code, message = "no-change", "That is the policy already; nothing would change."
            raise RefusedError(code, message)
        plan.add(
            PolicySet(content=content, reason=Prose(text=self.reason) if self.reason else None),
            archive,
            (*content.sources, *content.subjects),
        )
        return plan.appended()


def _listed(
    before: tuple[str, ...],
    hide: tuple[str, ...],
    show: tuple[str, ...],
    named: Callable[[str], str],
) -> tuple[str, ...]:
    """Return the ids of what a policy hides, in their order."""
    left = {named(one) for one in show}
    return tuple(sorted(({*before} | {named(one) for one in hide}) - left))


@dataclass(frozen=True, slots=True)
class WriteNote:
    """Write a note about a subject, fact or source."""

    about: str
    text: str

    def plan(self, plan: Plan) -> Appended:
        """Plan `NoteWritten`. Raises as `Names.subject` does."""
        if not self.text.strip():
            code, message = "empty-note", "A note needs words."
            raise WrongUseError(code, message)
        _, thing = plan.names.subject_or_fact(self.about)
        plan.add(NoteWritten(note=Prose(text=self.text)), thing)
        return plan.appended()
