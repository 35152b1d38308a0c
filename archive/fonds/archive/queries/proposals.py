# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Candidate facts of a source's text, as lines of the interchange format. Asserts nothing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from fonds.archive.proposals.passed_over import PassedOver
    from fonds.archive.proposals.proposing import Proposed, Proposer
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

    @abstractmethod
    def blocks(self, source: str, rendition: str) -> tuple[tuple[int, int], ...]:
        """Return where a text's headings, rows, captions, block quotations and entries stand."""

    @abstractmethod
    def box_rows(self, source: str, rendition: str) -> tuple[tuple[int, int], ...]:
        """Return where the rows of a text's infoboxes stand."""

    @abstractmethod
    def snapshot(self) -> AbstractContextManager[None]:
        """Answer all inside from one state of the archive."""

    def proposals(
        self,
        source: str,
        subject: str | None = None,
        proposers: Sequence[Proposer] = (),
        thrown: dict[str, int] | None = None,
        failed: list[RefusedError] | None = None,
        report: Callable[[int, int], bool] | None = None,
        passed: list[PassedOver] | None = None,
    ) -> list[dict[str, object]]:
        """Return candidate facts of a source's newest text, as lines of the interchange format.

        Each has its ``rule`` and ``proposed_by`` besides. ``subject`` is whom the source is about,
        else the name in its title or first lines; ``proposers`` are asked besides the shipped ones.
        What does not stand in the text is thrown away whoever found it; ``thrown`` is given how
        many of each proposer's, and ``failed`` why one gave none. ``report`` is told how far the
        shipped rules are, and answers False to stop; ``passed`` is given what may say something
        and was proposed by none. Raises RefusedError as `text`, and what a
        proposer refuses where there is no ``failed``; Cancelled where it was stopped.
        """
        from fonds.archive.proposals.infobox import InfoboxRows
        from fonds.archive.proposals.page import Page
        from fonds.archive.proposals.passed_over import passed_over
        from fonds.archive.proposals.proposing import (
            interchange_lines,
            note_clashing_ages,
            propose,
        )
        from fonds.archive.proposals.rules import PatternRules

        # A proposer may take minutes: while it does, nothing that others erase is held back.
        with self.snapshot():
            text = self.text(source)
            described = self.source(text.source)
            edges = self.page_edges(text.source, text.rendition)
            blocks = self.blocks(text.source, text.rendition)
            rows = self.box_rows(text.source, text.rendition)
        page = Page.of(text.text, described.title, subject, described.issued, edges, blocks, rows)
        lines: list[dict[str, object]] = []
        every: list[Proposer] = [InfoboxRows(), PatternRules(report=report), *proposers]
        for one in every:
            wrong: list[Proposed] = []
            try:
                found = propose(page, [one], wrong)
            except RefusedError as error:
                if failed is None:
                    raise
                failed.append(error)
                continue
            by = f"{one.name} {one.version}"
            if wrong and thrown is not None:
                thrown[by] = len(wrong)
            made = interchange_lines(page, text.source, found)
            lines += [line | {"proposed_by": by} for line in made]
        note_clashing_ages(lines)
        if passed is not None:
            found_at = [(int(str(line["start"])), int(str(line["end"]))) for line in lines]
            passed += passed_over(page, found_at)
        return lines
