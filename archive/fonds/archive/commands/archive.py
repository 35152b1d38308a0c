# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on the archive itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.errors import WrongUseError
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.subject import NoteWritten

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Appended, Plan


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
