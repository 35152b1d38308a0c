# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The chips beside a value: one a source, with who says its words and what they are in others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.viewer.desk.value_remarks import manner_said, passage_remarks
from fonds.viewer.rows import Chip
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fonds.archive.queries.answers import CitationAnswer, FactAnswer


def chips_of_facts(facts: Iterable[FactAnswer], numbers: Mapping[str, int]) -> tuple[Chip, ...]:
    """Make a chip for each source, in the order of their numbers."""
    grouped: dict[str, list[CitationAnswer]] = {}
    for fact in facts:
        for citation in fact.citations:
            grouped.setdefault(citation.source, []).append(citation)
    chips = []
    for source, citations in grouped.items():
        number = numbers.get(source, 0)
        lines = dict.fromkeys(
            line for one in citations for line in (said_by(one), *passage_remarks(one))
        )
        title = citations[0].source_title
        chips.append(
            Chip(
                number,
                tuple(dict.fromkeys(one.excerpt for one in citations if one.excerpt)),
                title,
                "\n".join([f"[{number}] {title}", *filter(None, lines)]),
                any(is_dangling(citation) for citation in citations),
                any(one.newest is not None and not one.newest.decided for one in citations),
            )
        )
    return tuple(sorted(chips, key=lambda chip: chip.number))


def is_dangling(citation: CitationAnswer) -> bool:
    """Tell whether a citation rests on a footnote that has no entry."""
    return citation.cited_work is not None and citation.cited_work.status == "dangling"


def said_by(citation: CitationAnswer) -> str:
    """Say who says the words of a citation, from which work, and whether against the fact."""
    parts = []
    if citation.asserted_by:
        parts.append(manner_said(citation))
    cited = citation.cited_work
    if cited is not None:
        mark = f" [{cited.mark}]" if cited.mark else ""
        if is_dangling(citation) or cited.work is None:
            parts.append(
                translate("RecordRows", "second-hand, citing its footnote{mark}, missing").format(
                    mark=mark
                )
            )
        else:
            parts.append(
                translate("RecordRows", "second-hand, citing{mark} {work}").format(
                    mark=mark, work=cited.told
                )
            )
    if citation.chain_gone:
        parts.append(translate("RecordRows", "who says it, or denies it, is no longer there"))
    if citation.against:
        parts.append(translate("RecordRows", "speaks against it"))
    return ", ".join(parts)


def mark_of(citation: CitationAnswer) -> str:
    """Give the mark of the footnote a citation rests on; "?" for none."""
    return (citation.cited_work.mark if citation.cited_work else None) or "?"
