# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The passages under a record: numbered marks, the words, their source and place, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.cli.terminal import Ink, cells, flowing, passage, safe, wrap
from fonds.archive.queries.citation_answers import is_denied, opponents
from fonds.archive.queries.said import hedges_borne, inferred, partly_inferred
from fonds.events.values import Manner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from fonds.archive.queries.answers import CitationAnswer, CitedWorkAnswer, FactAnswer

_Key = tuple[object, ...]


class Footnotes:
    """Gives each passage, with its speaker and cited work, one number."""

    def __init__(
        self,
        ink: Ink,
        width: int,
        titles: Mapping[str, str],
        *,
        ids: bool,
        made: Mapping[str, str] | None = None,
    ) -> None:
        """Begin with no passages; ``titles`` are what sources are called here, by id.

        ``made`` says of texts, by id, how a person made them: a quotation from a translation is not
        in the source's own words.
        """
        self._titles = titles
        self._made = made or {}
        self._ink = ink
        self._width = width
        self._ids = ids
        self._numbers: dict[_Key, int] = {}
        self._citations: list[CitationAnswer] = []

    def mark(self, citation: CitationAnswer) -> str:
        """Return the mark of a citation, "[3]": a new number where it was not met before."""
        cited = citation.cited_work
        key = (
            citation.excerpt or citation.inquiry,
            citation.asserted_by,
            (cited.mark, cited.work) if cited else None,
            citation.stance,
            tuple(link.manner for link in citation.chain),
            f"{_chain(citation)} {citation.ends_nowhere}",
        )
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        if number > len(self._citations):
            self._citations.append(citation)
        return f"[{number}]"

    def lines(self) -> list[str]:
        """Return the passages, each with where it stands and who says so."""
        lines: list[str] = []
        wide = cells(f"[{len(self._citations)}]")
        for number, citation in enumerate(self._citations, 1):
            if not lines:
                lines += ["", self._ink.strong("PASSAGES")]
            indent = " " * (wide + 3)
            mark = f"  {f'[{number}]':>{wide}} "
            quote = (
                f"{flowing(citation.searched)}."
                if citation.searched is not None
                else passage(citation.quote, hidden=citation.hidden)
            )
            lines += wrap(quote, self._width, first=mark, rest=indent)
            for one in citation.translations:
                said = (
                    f"“{flowing(one.words)}” ({safe(one.language)}, translated by {safe(one.by)})"
                )
                lines += wrap(said, self._width, first=indent, rest=indent)
            lines += [
                self._ink.quiet(line)
                for line in wrap(self._place(citation), self._width, first=indent, rest=indent)
            ]
        return lines

    def _place(self, citation: CitationAnswer) -> str:
        place = safe(self._titles.get(citation.source, citation.source_title))
        if citation.locator:
            place += f", {safe(citation.locator)}"
        if citation.start is not None:
            place += f", characters {citation.start}–{citation.end}"
        if made := self._made.get(citation.rendition or ""):
            place += f", {made}"
        sentences = [place]
        if citation.asserted_by:
            speaker = safe(flowing(citation.asserted_by))
            if citation.asserted_by == citation.source_title:
                speaker = f"“{speaker}”"
            states = citation.manner == Manner.STATES
            sentences.append(f"Says {speaker}" if states else f"{speaker} {citation.manner} it")
        if citation.cited_work is not None:
            sentences.append(self._second_hand(citation.cited_work))
        if chain := _chain(citation):
            sentences.append(f"The chain: {chain}")
        if citation.ends_nowhere:
            sentences.append("The last of them gives no source" if chain else "Gives no source")
        if citation.chain_gone:
            sentences.append("! Who says it, and whether they deny it, is no longer there")
        if (newest := citation.newest) is not None:
            sentences.append(f"{'' if newest.decided else '! '}{safe(newest.said)}")
        if citation.against:
            sentences.append("! Speaks against it")
        if self._ids and citation.excerpt:
            sentences.append(citation.excerpt)
        return ". ".join(sentence.rstrip(".") for sentence in sentences) + "."

    def _second_hand(self, cited: CitedWorkAnswer) -> str:
        mark = f" [{safe(cited.mark)}]" if cited.mark else ""
        if cited.status == "dangling" or cited.work is None:
            sought = ", and cannot be found" if cited.status == "unlocatable" else ""
            return f"Second-hand, citing its footnote{mark}, ! which has no entry{sought}"
        ending = "" if cited.status == "noted" else f" ({cited.status})"
        if cited.traced_to is not None:
            found = self._titles.get(cited.traced_to, cited.traced_title or cited.traced_to)
            ending = f" ({cited.status}: it is {safe(flowing(found))})"
        return f"Second-hand, citing{mark} {flowing(cited.told)}{ending}"


def unheld_words(fact: FactAnswer) -> str:
    """Say of a fact that nobody is known to say why that is so."""
    if is_denied(fact):
        return denied_by(opponents([fact]))
    return "! said or denied: which, is no longer known"


def denied_by(against: Iterable[str]) -> str:
    """Say who denies a fact or a value, with the sign of a warning."""
    return f"! denied by {flowing(' and by '.join(against))}"


def hedged(facts: Sequence[FactAnswer], marks: Callable[[Sequence[FactAnswer]], str]) -> list[str]:
    """Quote the hedges of facts that give one value; a hedge of some of them has their marks."""
    return [
        f"“{flowing(hedge)}” {marks(own)}".rstrip()
        for hedge, own in hedges_borne(facts)
        if flowing(hedge)
    ]


def drawn(facts: Sequence[FactAnswer], marks: Callable[[Sequence[FactAnswer]], str]) -> list[str]:
    """Say that facts that give one value were inferred, with the marks of those where some were."""
    own = partly_inferred(facts)
    return [f"inferred {marks(own)}".rstrip()] if own or inferred(facts) else []


def _chain(citation: CitationAnswer) -> str:
    """Return who says it to whom, nearest first; "" where the other sentences say all of it."""
    if not _says_more(citation):
        return ""
    links = []
    for link in citation.chain:
        whole = [link.speaker, link.work, f"[{link.mark}]" if link.mark else None]
        named = ", ".join(safe(flowing(part)) for part in whole if part) or "somebody"
        links.append(f"{named} {link.manner}{' (this was read)' if link.read else ''}")
    return "; ".join(links)


def _says_more(citation: CitationAnswer) -> bool:
    """Tell whether a chain has links besides the speaker and the work that are told by name."""
    speakers = sum(link.speaker is not None for link in citation.chain)
    if any(
        link.manner != Manner.STATES and not (link.read and link.speaker) for link in citation.chain
    ):
        return True
    return len(citation.chain) > 2 or speakers > (citation.asserted_by is not None)
