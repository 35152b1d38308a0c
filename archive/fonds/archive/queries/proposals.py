# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Candidate facts of a source's text, as lines of the interchange format. Asserts nothing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.proposals.proposing import Proposer
    from fonds.archive.queries.source_answers import SourceAnswer, TextAnswer


class ProposalQueries(ABC):
    """The question what a source may say; `Queries` asks it among its others."""

    @abstractmethod
    def source(self, source: str) -> SourceAnswer:
        """Return all that is known of a source."""

    @abstractmethod
    def text(
        self, source: str, rendition: str | None = None, as_of: str | None = None
    ) -> TextAnswer:
        """Return a source's text."""

    @abstractmethod
    def page_edges(self, source: str, rendition: str) -> tuple[tuple[int, int], ...]:
        """Return where the heads, feet and numbers of a text's pages stand."""

    def proposals(
        self,
        source: str,
        subject: str | None = None,
        proposers: Sequence[Proposer] | None = None,
    ) -> list[dict[str, object]]:
        """Return candidate facts of a source's newest text, as lines of the interchange format.

        Each has its ``rule`` and ``proposed_by`` besides. ``subject`` is whom the source is about,
        else the name in its title or first lines; ``proposers`` are the shipped ones unless others
        are given, and what does not stand in the text is thrown away whoever found it. Raises
        RefusedError as `text`.
        """
        from fonds.archive.proposals.infobox import InfoboxRows
        from fonds.archive.proposals.page import Page
        from fonds.archive.proposals.proposing import interchange_lines, propose
        from fonds.archive.proposals.rules import PatternRules

        text = self.text(source)
        described = self.source(text.source)
        edges = self.page_edges(text.source, text.rendition)
        page = Page.of(text.text, described.title, subject, described.issued, edges)
        chosen = (InfoboxRows(), PatternRules()) if proposers is None else tuple(proposers)
        return [
            line | {"proposed_by": f"{one.name} {one.version}"}
            for one in chosen
            for line in interchange_lines(page, text.source, propose(page, [one]))
        ]
