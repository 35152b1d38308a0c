# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How many independent lineages a value rests on: passages followed to where their chains end.

A passage is followed from its source through the works its chain passes on, as far as somebody
traced them, and through the dependence of one source on another that somebody declared. Where it
ends is its *original*: a source; a work known only by the words in which it is cited; a speaker who
was said to be a certain subject; or a ring of sources that rest on each other, which is one
original at most.

Two passages with one original are one lineage. So are two of one source of which one names a work,
a speaker or another source, and the other none. Nothing else joins two: that nobody has shown two
sources to depend on each other does not show that they do not. So the number is exact only where it
is one, or where the evidence at every end was assessed as original; else it is "at most".
"""

from __future__ import annotations

from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.archive.record.words import fold
from fonds.events.catalogue.source import DependenceKind
from fonds.events.fixed import fixed
from fonds.events.spelt import speaks_against
from fonds.events.values import SourceQuality

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fonds.archive.record.fold import CitationState, FactState
    from fonds.events.values import Chain

_DANGLING = "dangling"

Original = tuple[str, str]
"""What kind of end it is (source, work, speaker, ring, dangling, inquiry), and which."""


@fixed
class Dependence:
    """That a source, or the named excerpts of it, copies or rests on another; by which event."""

    source: str
    on: str
    kind: DependenceKind
    passages: frozenset[str]
    event: str
    inferred: bool = False

    def concerns(self, excerpt: str | None) -> bool:
        """Tell whether it bears on a passage; None asks of the source as a whole."""
        return not self.passages or excerpt in self.passages


@fixed
class Trace:
    """What a cited work was found to be; neither where it cannot be located."""

    source: str | None
    other: str | None


@fixed
class Ties:
    """All that was said by a moment of what rests on what.

    ``depends`` is by source; ``traces`` by cited work, the last word on each; ``works`` has the
    wording of cited works, None where a mark has no entry; ``sources`` has the source of each
    excerpt or inquiry.
    """

    sources: Mapping[str, str]
    depends: Mapping[str, Sequence[Dependence]] = field(default_factory=dict)
    traces: Mapping[str, Trace] = field(default_factory=dict)
    works: Mapping[str, str | None] = field(default_factory=dict)

    def rests_on(self, source: str, excerpt: str | None = None) -> Iterator[Dependence]:
        """Yield what a source, or one passage of it, was said to copy or rest on."""
        return (
            one
            for one in self.depends.get(source, ())
            if one.source == source
            and one.kind is not DependenceKind.SAME_ORIGINAL
            and one.concerns(excerpt)
        )

    def shares_with(self, source: str, excerpt: str | None = None) -> Iterator[str]:
        """Yield the sources said to have one unknown original with a source."""
        for one in self.depends.get(source, ()):
            if one.kind is DependenceKind.SAME_ORIGINAL and one.concerns(excerpt):
                yield one.on if one.source == source else one.source


@fixed
class Lineages:
    """On how many originals a value rests.

    ``at_most`` says that somebody may yet find fewer. ``circular`` names the sources that rest on
    each other in a ring below it; ``dangling`` says that every passage passes on a footnote that
    has no entry.
    """

    count: int
    at_most: bool
    originals: frozenset[Original]
    circular: frozenset[str]
    dangling: bool


def lineages_of(facts: Sequence[FactState], ties: Ties) -> Lineages:
    """Count the lineages of facts that give one value."""
    if len(facts) == 1 and (plain := _plain_source(facts[0], ties)) is not None:
        return _in_source(plain)
    if len(facts) == 1 and len(passages := list(_followed(facts[0], ties))) == 1:
        # One passage that ends in one place: most values are told so.
        ends = passages[0][1]
        if len(ends) == 1:
            return _of_one_end(ends)
    found: list[frozenset[Original]] = []
    own: list[tuple[str | None, bool]] = []
    examined: dict[Original, bool] = {}
    for fact in facts:
        original = _assessed_original(fact)
        for target, ends in _followed(fact, ties):
            found.append(ends)
            source = ties.sources.get(target)
            own.append((source, ends == {("source", source)}))
            for end in ends:
                examined[end] = examined.get(end, False) or (original and end[0] == "source")
    # Most values rest on one passage, or on several that end alike.
    every = found[0] if len(set(found)) == 1 else frozenset(end for ends in found for end in ends)
    counted = _without_relays(found, own)
    count = min(len(frozenset(end for ends in counted for end in ends)), len(set(counted)))
    exact = count <= 1 or (
        all(len(ends) == 1 for ends in found) and all(examined[end] for end in every)
    )
    return Lineages(
        count=count,
        at_most=not exact,
        originals=every,
        circular=frozenset(
            [source for kind, ring in every if kind == "ring" for source in ring.split()]
        ),
        dangling=bool(every) and all(kind == _DANGLING for kind, _ in every),
    )


_NOBODY: frozenset[str] = frozenset()
_KEPT = 8192
"""How many ends are remembered: those of a large record, whatever the archive's size."""


def _plain_source(fact: FactState, ties: Ties) -> str | None:
    """Return the source where a fact has one passage and that ends there, as most do.

    None where more has to be asked.
    """
    said = fact.said
    if said is None or not said.bare:
        return None
    source = ties.sources.get(said.cited[0])
    return None if source in ties.depends else source


def in_one_source(fact: FactState, ties: Ties) -> bool:
    """Tell whether a fact has one passage, known to end in its own source, as most have."""
    return _plain_source(fact, ties) is not None


@lru_cache(maxsize=_KEPT)
def _end_in(source: str) -> frozenset[Original]:
    return frozenset({("source", source)})


@lru_cache(maxsize=_KEPT)
def _in_source(source: str) -> Lineages:
    """Return the lineage of one passage that ends in its own source."""
    return _of_one_end(_end_in(source))


@lru_cache(maxsize=_KEPT)
def _of_one_end(ends: frozenset[Original]) -> Lineages:
    """Return the lineage of one passage that ends in one place."""
    ((kind, which),) = ends
    ring = frozenset(which.split()) if kind == "ring" else _NOBODY
    return Lineages(1, at_most=False, originals=ends, circular=ring, dangling=kind == _DANGLING)


def _followed(fact: FactState, ties: Ties) -> Iterator[tuple[str, frozenset[Original]]]:
    """Follow each passage that speaks for a fact; yield its id, and where it ends."""
    said = fact.said
    if said is None:
        for kept in fact.citations:
            if kept.speaks_for:
                yield kept.citation.target, originals_of(kept, ties)
        return
    if (own := _plain_source(fact, ties)) is not None:
        yield said.cited[0], _end_in(own)
        return
    for one in said.content["citations"]:
        target, chain = one["excerpt"], said.chains.get(one["excerpt"])
        if said.denies and speaks_against(one, chain):
            continue
        source = ties.sources.get(target)
        if source is None:
            yield target, frozenset({("source", target)})
            continue
        ends = None
        if chain is not None:
            links = chain["links"]
            ends = _of_links(
                source,
                [
                    (get("cited_work"), get("work"), get("mark"))
                    for link in links
                    if "cited_work" in link or "work" in link or "mark" in link
                    for get in (link.get,)
                ],
                links[-1].get("subject"),
                ties,
            )
        yield target, _Search(ties).ends(source, target) if ends is None else ends


def _without_relays(
    found: Sequence[frozenset[Original]], own: Sequence[tuple[str | None, bool]]
) -> list[frozenset[Original]]:
    """Leave out a source's bare passages where another passage of it says where it has the value.

    Two passages of one source are no two witnesses: what its table gives and what its text traces
    to a letter is told by the letter, as long as nobody shows another origin. ``own`` has of each
    passage its source, and whether it is bare: it ends in that source itself.
    """
    tracing = {source for source, bare in own if not bare}
    return [
        ends
        for ends, (source, bare) in zip(found, own, strict=True)
        if not (bare and source in tracing)
    ]


def originals_of(kept: CitationState, ties: Ties) -> frozenset[Original]:
    """Follow one passage to where its chain ends."""
    target = kept.citation.target
    source = ties.sources.get(target)
    if source is None:
        return frozenset({("inquiry" if kept.citation.inquiry else "source", target)})
    ends = _of_chain(source, kept.chain, ties)
    if ends is not None:
        return ends
    return _Search(ties).ends(source, kept.citation.excerpt)


def _of_chain(source: str, chain: Chain | None, ties: Ties) -> frozenset[Original] | None:
    """Follow what a passage itself says of where it has it from; None where it does not say."""
    if chain is None:
        return None
    cited = [
        (link.cited_work, link.work, link.mark)
        for link in chain.links
        if link.cited_work or link.work or link.mark
    ]
    return _of_links(source, cited, chain.links[-1].subject, ties)


def _of_links(
    source: str,
    cited: Sequence[tuple[str | None, str | None, str | None]],
    speaker: str | None,
    ties: Ties,
) -> frozenset[Original] | None:
    """Follow the works that links cite (id, words, mark), or whom the last one names."""
    if cited:
        cited_work, work, mark = cited[-1]
        if cited_work is not None:
            return _of_work(source, cited_work, work, mark, ties)
        return frozenset({_unfollowed(source, work, mark)})
    return frozenset({("speaker", speaker)}) if speaker is not None else None


def _of_work(
    source: str, cited_work: str, words: str | None, mark: str | None, ties: Ties
) -> frozenset[Original]:
    seen: set[str] = set()
    while cited_work not in seen:
        seen.add(cited_work)
        words = ties.works.get(cited_work) or words
        trace = ties.traces.get(cited_work)
        if trace is not None and trace.source is not None:
            return _Search(ties).ends(trace.source, None, through=source)
        if trace is None or trace.other is None:
            break
        cited_work = trace.other
    return frozenset({_unfollowed(source, words, mark)})


@lru_cache(maxsize=1024)
def _unfollowed(source: str, words: str | None, mark: str | None) -> Original:
    if words:
        return "work", fold(words)
    return _DANGLING, f"{source} {mark or ''}".strip()


class _Search:
    """Follows declared dependence from one passage down."""

    def __init__(self, ties: Ties) -> None:
        self._ties = ties

    def ends(
        self, source: str, excerpt: str | None, through: str | None = None
    ) -> frozenset[Original]:
        """Return where a passage ends. ``through`` is the source that was left to come here."""
        if source not in self._ties.depends and source != through:
            # Most sources: nobody said that they rest on anything, or share an original.
            return frozenset({("source", source)})
        path = [] if through is None else [through]
        return frozenset(self._down(source, excerpt, path))

    def _down(self, source: str, excerpt: str | None, path: list[str]) -> Iterator[Original]:
        if source in path:
            yield "ring", " ".join(sorted(path[path.index(source) :]))
            return
        below = list(dict.fromkeys(one.on for one in self._ties.rests_on(source, excerpt)))
        for on in below:
            yield from self._down(on, None, [*path, source])
        if not below:
            yield self._shared(source, excerpt)

    def _shared(self, source: str, excerpt: str | None) -> Original:
        """Name an end by the least of those said to have one unknown original with it."""
        known, frontier = {source}, [*self._ties.shares_with(source, excerpt)]
        while frontier:
            one = frontier.pop()
            if one not in known:
                known.add(one)
                frontier += self._ties.shares_with(one)
        return "source", min(known)


def _assessed_original(fact: FactState) -> bool:
    made = fact.assessment
    quality = made.content.quality if made is not None else None
    return quality is not None and quality.source is SourceQuality.ORIGINAL
