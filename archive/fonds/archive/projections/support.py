# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What rests on what: sources on sources, references on what they turned out to be, facts on facts.

And which facts pass something on, by the work they cite for it, and which say that something is not
so.

Of sources the table only says where to look; what was said, and whether it still held at some
moment, is read from those events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from fonds.archive.projections.base import NOTHING_PLAIN, Plain, enter_rows, types
from fonds.archive.tables import PassedOn, SupportRole
from fonds.events.catalogue.fact import FactAsserted, FactCited, FactCorrected
from fonds.events.catalogue.source import (
    CitedWorkTraced,
    DependenceKind,
    SourceDependenceAsserted,
    SourceDependenceWithdrawn,
)
from fonds.events.values import Manner, Stance, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent
    from fonds.events.values import Chain

_OF_SOURCES = frozenset(
    kind.__name__ for kind in (SourceDependenceAsserted, SourceDependenceWithdrawn, CitedWorkTraced)
)


_PassedOn = tuple[str | None, int | None, str]


class _Told(NamedTuple):
    """What events say of sources, and of the facts that rest on others, pass on or deny.

    ``support``: source, role and position. ``premises``: what is needed, and the fact.
    ``passed_on``: the cited work's id, what stands for it where that is not known, and the fact.
    ``denials``: how, and the fact.
    """

    support: set[tuple[str, int, int]]
    premises: set[tuple[str, str]]
    passed_on: set[_PassedOn]
    denials: set[tuple[int, str]]


class Support:
    """`view_support`, `view_premise`, `view_second_hand`, `view_denial`.

    The first says where those events are, by each source they concern.
    """

    READS: ClassVar = types(
        FactAsserted,
        FactCited,
        FactCorrected,
        SourceDependenceAsserted,
        SourceDependenceWithdrawn,
        CitedWorkTraced,
    )

    TOLD: ClassVar = _Told

    def __init__(self, tables: Tables) -> None:
        """Name the tables of one generation."""
        self._support = tables.view("support")
        self._premise = tables.view("premise")
        self._second_hand = tables.view("second_hand")
        self._denial = tables.view("denial")

    def create(self) -> Mapping[str, str]:
        """Return the statements that make the tables."""
        return {
            self._support: f"""CREATE TABLE {self._support} (
  source INTEGER NOT NULL, role INTEGER NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (source, role, position)
) STRICT, WITHOUT ROWID""",
            # The facts that need another fact, or a passage, besides their own words.
            self._premise: f"""CREATE TABLE {self._premise} (
  premise INTEGER NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (premise, fact)
) STRICT, WITHOUT ROWID""",
            # The facts of which a passage ever passed something on, by the work it cites: the key
            # of a noted one, else a number of `PassedOn`. Where to look for what is known at second
            # hand only; whether it is, their streams say.
            self._second_hand: f"""CREATE TABLE {self._second_hand} (
  work INTEGER NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (work, fact)
) STRICT, WITHOUT ROWID""",
            # The facts that a passage ever spoke against (0), and those that ever said that there
            # is none (1). Where to look for what is said and denied at once.
            self._denial: f"""CREATE TABLE {self._denial} (
  absence INTEGER NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (absence, fact)
) STRICT, WITHOUT ROWID""",
        }

    @staticmethod
    def gather(events: Sequence[RecordedEvent], plain: Plain = NOTHING_PLAIN, /) -> _Told:
        """Gather what the events say of sources, and the premises of new facts."""
        told = _Told(set(), set(), set(), set())
        for _, said in plain.facts:
            fact = said.stream
            if said.denies:
                told.denials.add((0, fact))
            if said.content["reading"].get("value_kind") is ValueKind.NONE:
                told.denials.add((1, fact))
            for chain in said.chains.values():
                for link in chain["links"]:
                    if link.get("manner") is Manner.DENIES:
                        # Whatever citation it belongs to.
                        told.denials.add((0, fact))
                    if "work" in link or "mark" in link or "cited_work" in link:
                        cited = (link.get("work"), link.get("mark"), link.get("cited_work"))
                        told.passed_on.update(_cited(*cited, fact))
        for recorded in events:
            event, stream = recorded.event, recorded.header.stream
            if isinstance(event, FactAsserted | FactCited) and event.chain:
                told.passed_on.update(_passed_on(event.chain.chains, stream))
            if isinstance(event, FactAsserted | FactCited | FactCorrected):
                for absence in _denying(event):
                    told.denials.add((absence, stream))
            if isinstance(event, FactAsserted):
                for one in event.content.premises:
                    told.premises.add((one.fact or one.excerpt or "", stream))
            elif recorded.header.type in _OF_SOURCES:
                for source, role in _concerned(recorded):
                    told.support.add((source, int(role), recorded.position))
        return told

    def enter(self, connection: Connection, told: _Told, keys: Keys) -> None:
        """Enter what the events say of sources, and the premises of new facts."""
        of, find = keys.of, keys.find
        rows = sorted((of(source), role, position) for source, role, position in told.support)
        enter_rows(connection, f"INSERT INTO {self._support}", rows)
        pairs = sorted((of(premise), of(fact)) for premise, fact in told.premises)
        enter_rows(connection, f"INSERT INTO {self._premise}", pairs)
        pairs = sorted(
            (work, of(fact))
            for cited, words, fact in told.passed_on
            if (work := words if cited is None or (key := find(cited)) is None else key) is not None
        )
        enter_rows(connection, f"INSERT OR IGNORE INTO {self._second_hand}", pairs)
        pairs = sorted((absence, of(fact)) for absence, fact in told.denials)
        enter_rows(connection, f"INSERT OR IGNORE INTO {self._denial}", pairs)


def _denying(event: FactAsserted | FactCited | FactCorrected) -> Iterator[int]:
    """Yield 0 where a passage speaks against the fact, 1 where it says there is none."""
    if not isinstance(event, FactCited) and event.content.reading.value_kind is ValueKind.NONE:
        yield 1
    if not isinstance(event, FactCorrected):
        passages = (event.content,) if isinstance(event, FactCited) else event.content.citations
        chains = event.chain.chains if event.chain else ()
        if any(one.stance is Stance.CONTRADICTS for one in passages) or any(
            link.manner is Manner.DENIES for chain in chains for link in chain.links
        ):
            yield 0


def _passed_on(chains: Iterable[Chain], fact: str) -> Iterator[_PassedOn]:
    """Yield the works that chains cite."""
    for chain in chains:
        for link in chain.links:
            yield from _cited(link.work, link.mark, link.cited_work, fact)


def _cited(work: str | None, mark: str | None, cited: str | None, fact: str) -> list[_PassedOn]:
    """Return what one link cites: an id, what stands for it if nobody noted it, the fact."""
    if work:
        return [(cited, int(PassedOn.WORDS), fact)]
    if mark:
        return [(cited, int(PassedOn.MARK_ALONE), fact)]
    return [] if cited is None else [(cited, None, fact)]


def _concerned(recorded: RecordedEvent) -> Iterator[tuple[str, SupportRole]]:
    event = recorded.event
    yield recorded.header.stream, SupportRole.RESTS
    if isinstance(event, SourceDependenceAsserted):
        shared = event.content.kind is DependenceKind.SAME_ORIGINAL
        yield event.content.on, SupportRole.SHARES if shared else SupportRole.IS_RESTED_ON
    elif isinstance(event, CitedWorkTraced) and event.content.source is not None:
        yield event.content.source, SupportRole.IS_RESTED_ON
