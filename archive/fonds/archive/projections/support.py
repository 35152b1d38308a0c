# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What rests on what: sources on sources, references on what they turned out to be, facts on facts.

And which facts pass something on, by the work they cite for it, and which say that something is not
so.

Of sources the table only says where to look; what was said, and whether it still held at some
moment, is read from those events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from fonds.archive.projections.base import types
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

_TOLD = frozenset(
    kind.__name__ for kind in (SourceDependenceAsserted, SourceDependenceWithdrawn, CitedWorkTraced)
)


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

    def apply(self, connection: Connection, events: Sequence[RecordedEvent], keys: Keys) -> None:
        """Enter what the events say of sources, and the premises of new facts."""
        rows: set[tuple[int, int, int]] = set()
        premises: set[tuple[int, int]] = set()
        passed_on: set[tuple[int, int]] = set()
        denials: set[tuple[int, int]] = set()
        for recorded in events:
            event = recorded.event
            if isinstance(event, FactAsserted | FactCited) and event.chain:
                fact = keys.of(recorded.header.stream)
                passed_on |= {(work, fact) for work in _passed_on(event.chain.chains, keys)}
            if isinstance(event, FactAsserted | FactCited | FactCorrected):
                denials |= {
                    (absence, keys.of(recorded.header.stream)) for absence in _denying(event)
                }
            if isinstance(event, FactAsserted):
                if event.content.premises:
                    fact = keys.of(recorded.header.stream)
                    premises |= {
                        (keys.of(one.fact or one.excerpt or ""), fact)
                        for one in event.content.premises
                    }
            elif recorded.header.type in _TOLD:
                rows |= {
                    (keys.of(source), role, recorded.position)
                    for source, role in _concerned(recorded)
                }
        if rows:
            connection.executemany(f"INSERT INTO {self._support} VALUES (?, ?, ?)", sorted(rows))
        if premises:
            connection.executemany(f"INSERT INTO {self._premise} VALUES (?, ?)", sorted(premises))
        if passed_on:
            connection.executemany(
                f"INSERT OR IGNORE INTO {self._second_hand} VALUES (?, ?)", sorted(passed_on)
            )
        if denials:
            connection.executemany(
                f"INSERT OR IGNORE INTO {self._denial} VALUES (?, ?)", sorted(denials)
            )


def _denying(event: FactAsserted | FactCited | FactCorrected) -> Iterator[bool]:
    """Yield False where a passage speaks against the fact, True where it says there is none."""
    if not isinstance(event, FactCited) and event.content.reading.value_kind is ValueKind.NONE:
        yield True
    if not isinstance(event, FactCorrected):
        passages = (event.content,) if isinstance(event, FactCited) else event.content.citations
        chains = event.chain.chains if event.chain else ()
        if any(one.stance is Stance.CONTRADICTS for one in passages) or any(
            link.manner is Manner.DENIES for chain in chains for link in chain.links
        ):
            yield False


def _passed_on(chains: Iterable[Chain], keys: Keys) -> Iterator[int]:
    """Yield what stands for each work that chains cite."""
    for chain in chains:
        for link in chain.links:
            key = keys.find(link.cited_work) if link.cited_work is not None else None
            if key is not None:
                yield key
            elif link.work:
                yield PassedOn.WORDS
            elif link.mark:
                yield PassedOn.MARK_ALONE


def _concerned(recorded: RecordedEvent) -> Iterator[tuple[str, SupportRole]]:
    event = recorded.event
    yield recorded.header.stream, SupportRole.RESTS
    if isinstance(event, SourceDependenceAsserted):
        shared = event.content.kind is DependenceKind.SAME_ORIGINAL
        yield event.content.on, SupportRole.SHARES if shared else SupportRole.IS_RESTED_ON
    elif isinstance(event, CitedWorkTraced) and event.content.source is not None:
        yield event.content.source, SupportRole.IS_RESTED_ON
