# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Questions about sources as works, and about how far their texts were read and found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.queries.proposals import ProposalQueries

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from fonds.archive.bibliography.items import Entry
    from fonds.archive.lookup.names import Names
    from fonds.archive.lookup.texts import Texts
    from fonds.archive.queries.facsimile import FacsimileAnswer, PictureAnswer
    from fonds.archive.queries.source_answers import (
        AnchorStates,
        CitedWorkRow,
        CoverageAnswer,
    )
    from fonds.archive.queries.structure import OutlineAnswer
    from fonds.archive.record.states import FactState
    from fonds.archive.store.sqlite import SqliteStore


class SourceQueries(ProposalQueries):
    """What `Queries` answers about sources besides what they are and say."""

    _store: SqliteStore
    _texts: Texts
    names: Names

    def works(self, sources: Sequence[str] | None = None) -> list[Entry]:
        """Return sources as works of a library; without names all that are not withdrawn."""
        from fonds.archive.queries.works import make_works

        if sources is None:
            return make_works(self._store, self._texts.standing_sources())
        return make_works(self._store, [self.names.source(source) for source in sources])

    def coverage(
        self, source: str, rendition: str | None = None, among: Collection[str] | None = None
    ) -> CoverageAnswer:
        """Return which ranges of a source's text facts use, and were read.

        Of all standing facts, or of those ``among`` whose ids are given. Raises RefusedError.
        """
        from fonds.archive.queries.coverage import make_coverage
        from fonds.archive.queries.structure import the_text

        row = the_text(self._texts, self.names, source, rendition)
        return make_coverage(self._store, row, among)

    def coverage_then(
        self,
        source: str,
        as_of: str,
        rendition: str | None = None,
        *,
        among: Collection[str] | None = None,
        hides: Callable[[FactState], bool] | None = None,
    ) -> list[CoverageAnswer]:
        """Return the same of a text a source had at a moment, or of every one, the newest first.

        Of all facts that stood then, or of those ``among`` whose ids are given, without those that
        ``hides`` says are hidden. Raises RefusedError.
        """
        from fonds.archive.queries.coverage_then import CoverageThen
        from fonds.archive.queries.moments import read_moment_asked

        then = CoverageThen(
            self._store, self._texts, read_moment_asked(self._store, as_of).position
        )
        return then.of_source(self.names.source(source), rendition, among, hides)

    def facsimile(
        self,
        source: str,
        start: int,
        end: int,
        rendition: str | None = None,
        *,
        password: str | None = None,
    ) -> FacsimileAnswer:
        """Return the page on which a range of a text stands, as a picture with it framed.

        ``password`` is that of the file, where it is locked.

        Raises:
            RefusedError: there is no such text or passage, or it has no page that can be drawn.
        """
        from fonds.archive.queries.facsimile import make_facsimile
        from fonds.archive.queries.structure import the_text

        row = the_text(self._texts, self.names, source, rendition)
        return make_facsimile(self._store, row, start, end, password)

    def picture(self, source: str, file: int = 0) -> PictureAnswer:
        """Return a picture held of a source as it is, to be read from by whoever types it in.

        ``file`` is its place in the source's newest capture that holds files, from 0.

        Raises:
            RefusedError: there is no such picture, or it cannot be drawn.
        """
        from fonds.archive.queries.facsimile import make_picture

        return make_picture(self._store, self._texts, self.names.source(source), file)

    def anchor_states(
        self, source: str, *, hides: Callable[[str], bool] | None = None
    ) -> list[AnchorStates]:
        """Return what became of passages in each text they were looked for in, the newest first.

        Passages that ``hides`` says are hidden are not counted.
        """
        from fonds.archive.queries.coverage import make_anchor_states

        return make_anchor_states(self._store, self.names.source(source), hides)

    def works_cited_at(self, rendition: str, start: int, end: int) -> list[CitedWorkRow]:
        """Return the works that a source cites for a range of its text, the nearest first."""
        from fonds.archive.queries.coverage import works_cited_at

        return works_cited_at(self._store, rendition, start, end)

    def page_edges(self, source: str, rendition: str) -> tuple[tuple[int, int], ...]:
        """Return where the heads, feet and numbers of a text's pages were found to stand."""
        from fonds.archive.queries.structure import edges_of_pages

        return edges_of_pages(self._store, source, rendition)

    def blocks(self, source: str, rendition: str) -> tuple[tuple[int, int], ...]:
        """Return where a text's headings, rows, captions, block quotations and entries stand."""
        from fonds.archive.queries.structure import blocks_of_text

        return blocks_of_text(self._store, source, rendition)

    def box_rows(self, source: str, rendition: str) -> tuple[tuple[int, int], ...]:
        """Return where the rows of a text's infoboxes stand."""
        from fonds.archive.queries.structure import boxes_of_text

        return boxes_of_text(self._store, source, rendition)

    def structure(self, source: str, rendition: str | None = None) -> OutlineAnswer:
        """Return what the ranges of a source's text are, such as headings. Raises RefusedError."""
        from fonds.archive.queries.structure import make_outline, the_text

        row = the_text(self._texts, self.names, source, rendition)
        return make_outline(self._store, self._texts, row)
