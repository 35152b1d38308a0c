# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Noting the works that a source's footnotes cite, and which passages each covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.noted import structure_noted
from fonds.archive.sources.note_passages import FoundNote
from fonds.archive.sources.notes import (
    PAGE_EDGES,
    block_quotations,
    find_notes,
    notes_of_structure,
)
from fonds.events.catalogue.source import (
    CitedWorkContent,
    CitedWorkNoted,
    CitedWorkWording,
    StructureKind,
)
from fonds.events.sentences import say
from fonds.events.values import Span

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan
    from fonds.archive.lookup.texts import RenditionRow
    from fonds.archive.sources.passages import Place

_NOTES = {StructureKind.FOOTNOTE_MARK, StructureKind.FOOTNOTE_ENTRY}
_WANTED = {*_NOTES, *PAGE_EDGES, StructureKind.BLOCK_QUOTATION}


@dataclass(frozen=True, slots=True)
class NotedWorks:
    """How many cited works of a source were noted, and how many had been before.

    Of those noted ``renumbered`` were known under another mark: a newer text counts its notes anew.
    """

    source: str
    noted: int
    already: int
    renumbered: int = 0


@dataclass(frozen=True, slots=True)
class NoteCitedWorks:
    """Look through sources' newest texts for footnotes, and note what was not noted before."""

    sources: tuple[str, ...]

    def plan(self, plan: Plan) -> tuple[NotedWorks, ...]:
        """Plan `CitedWorkNoted` for each footnote, dangling ones too.

        Raises:
            RefusedError: no such source.
        """
        named = [plan.names.source(name) for name in self.sources]
        noted: list[NotedWorks] = []
        for source in dict.fromkeys(named):
            noted.append(note_works(plan, source))
            plan.report(len(noted), len(named))
        plan.flush()
        return tuple(noted)


def note_works(plan: Plan, source: str) -> NotedWorks:
    """Plan what a source's newest text cites; a source without a text cites nothing."""
    plan.flush()
    renditions = plan.texts.renditions(source)
    text = plan.texts.text(renditions[0]) if renditions else None
    if text is None:
        return NotedWorks(source, 0, 0)
    row = renditions[0]
    structure = [one for one in structure_noted(plan.store, source, row.id) if one.kind in _WANTED]
    if any(one.kind in _NOTES for one in structure):
        found = notes_of_structure(text, structure)
    else:
        found = find_notes(text, block_quotations(text, structure))
    known = plan.texts.works_cited(source)
    noted = already = renumbered = 0
    for one in _merged(found):
        # An entry was once noted with its own mark and the signs that lead back from it.
        wordings = {one.work, one.printed or one.work}
        if any(plan.cited_work(source, one.mark, work) is not None for work in wordings):
            already += 1
            continue
        cited = plan.randomness.new_id()
        plan.note_cited_work(source, one.mark, one.work, cited)
        plan.add(
            CitedWorkNoted(
                content=CitedWorkContent(
                    cited_work=cited,
                    mark=one.mark,
                    rendition=row.id,
                    passages=tuple(Span(start=start, end=end) for start, end in one.passages),
                    dangling=one.dangling,
                ),
                wording=CitedWorkWording(work=one.work) if one.work else None,
            ),
            source,
        )
        noted += 1
        renumbered += not known.isdisjoint(filter(None, wordings))
    return NotedWorks(source, noted, already, renumbered)


def _merged(found: list[FoundNote]) -> list[FoundNote]:
    """Return one footnote for each mark and wording: the same work, cited in several places."""
    merged: dict[tuple[str | None, str | None], FoundNote] = {}
    for one in found:
        before = merged.get((one.mark, one.work))
        passages = (*(before.passages if before else ()), *one.passages)
        merged[one.mark, one.work] = FoundNote(one.mark, one.work, passages, one.printed)
    return list(merged.values())


def noted_work(
    plan: Plan, rendition: RenditionRow, mark: str | None, work: str | None, place: Place
) -> tuple[str, str | None]:
    """Return the cited work of a source and its wording, noting it on first sight.

    A mark alone means the entry that is known of it, of several the one whose mark covers the
    passage at ``place``; without one it is dangling.

    Raises:
        RefusedError: a mark alone, of which several entries are known.
    """
    if mark is not None and work is None:
        entries = _entries(plan, rendition, mark, place)
        if entries:
            return entries
    known = plan.cited_work(rendition.source, mark, work)
    if known is not None:
        return known, work
    cited = plan.randomness.new_id()
    plan.note_cited_work(rendition.source, mark, work, cited)
    plan.add(
        CitedWorkNoted(
            content=CitedWorkContent(
                cited_work=cited, mark=mark, rendition=rendition.id, dangling=work is None
            ),
            wording=CitedWorkWording(work=work) if work else None,
        ),
        rendition.source,
    )
    return cited, work


def _entries(
    plan: Plan, rendition: RenditionRow, mark: str, place: Place
) -> tuple[str, str] | None:
    """Return the one work known under a mark, of this text's own where other texts differ."""
    found = plan.entries(rendition.source, mark)
    if len(found) > 1:
        plan.flush()
        here = {
            one.event.content.cited_work: one.event.content.passages
            for one in plan.store.stream(rendition.source)
            if isinstance(one.event, CitedWorkNoted) and one.event.content.rendition == rendition.id
        }
        found = {cited: work for cited, work in found.items() if cited in here} or found
        covering = {
            cited: work
            for cited, work in found.items()
            if any(one.start <= place.start and place.end <= one.end for one in here.get(cited, ()))
        }
        # What somebody noted without its place may stand anywhere.
        placed = all(here.get(cited) for cited in found)
        found = covering if placed and len(covering) == 1 else found
    if len(found) > 1:
        message = say(
            "[{mark}] means {count} works that “{label}” cites ({found}); say which with"
            " --cited-work, in the window by its first words after the mark.",
            mark=mark,
            count=len(found),
            label=plan.names.label(rendition.source),
            found="; ".join(found.values()),
        )
        raise RefusedError("ambiguous-cited-work", message, mark=mark, candidates=list(found))
    return next(iter(found.items()), None)
