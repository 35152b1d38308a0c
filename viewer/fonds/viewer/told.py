# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A life as it is told, as plain data: clauses under headings, and their passages."""

from __future__ import annotations

from fonds.events.fixed import fixed


@fixed
class ToldClause:
    """Something told, the facts it rests on, the numbers of their passages, the sign after it."""

    text: str
    facts: tuple[str, ...]
    marks: tuple[int, ...]
    stop: str = "."


@fixed
class Told:
    """A whole life. ``notes`` are number, words and place of each passage.

    ``empty`` is said where nothing is told.
    """

    title: str = ""
    about: tuple[str, ...] = ()
    paragraphs: tuple[tuple[str, tuple[ToldClause, ...]], ...] = ()
    notes: tuple[tuple[int, str, str], ...] = ()
    empty: str = ""

    @property
    def clauses(self) -> tuple[ToldClause, ...]:
        """All clauses, in order."""
        return tuple(one for _, clauses in self.paragraphs for one in clauses)
