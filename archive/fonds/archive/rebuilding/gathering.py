# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What events tell the projections, without asking a table: plain enough for another process."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any

from fonds.archive.projections.base import EVERY_TYPE, NOTHING_PLAIN, PLAIN_TYPES, Plain
from fonds.archive.projections.examined import Examined
from fonds.archive.projections.facts import Facts
from fonds.archive.projections.history import History
from fonds.archive.projections.search import Search
from fonds.archive.projections.sources import Sources
from fonds.archive.projections.subjects import Subjects
from fonds.archive.projections.support import Support
from fonds.archive.projections.things import Things
from fonds.archive.store.contract import decode_stored
from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.fact import FactAsserted
from fonds.events.catalogue.properties import PropertyAmended, PropertyDefined
from fonds.events.fixed import fixed
from fonds.events.spelt import read_asserted
from fonds.events.spelt_passages import read_taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fonds.archive.projections.base import Projection
    from fonds.archive.projections.claims import Weighed
    from fonds.archive.store.contract import Lying
    from fonds.events.recorded import RecordedEvent
    from fonds.events.spelt import Asserted
    from fonds.events.spelt_passages import Taken

PROJECTIONS: tuple[type[Projection], ...] = (
    Things,
    History,
    Subjects,
    Sources,
    Support,
    Examined,
    Facts,
    Search,
)
"""All that gather, in the order in which they are entered.

Things come first: the others speak of them by key. Facts come after subjects, for they are filed
under properties.
"""


@fixed
class Gathered:
    """What the events from ``first`` to ``last`` tell each of `PROJECTIONS`; None: nothing.

    ``defines`` says that a property was defined or amended.
    """

    first: int
    last: int
    defines: bool
    told: tuple[Any, ...]


def gather(events: Sequence[RecordedEvent]) -> Gathered:
    """Gather what events, one or more that follow one another in the log, tell."""
    return _gathered(events[0].position, events[-1].position, events, NOTHING_PLAIN)


def gather_lying(lying: Iterable[Lying]) -> Gathered | None:
    """Gather the same of events as they lie in the store; None where there is none.

    Raises:
        ArchiveError: as `decode_stored` has it.
    """
    facts: list[tuple[int, Asserted]] = []
    passages: list[tuple[int, Taken]] = []
    events: list[RecordedEvent] = []
    first = last = 0
    for last, header, parts in lying:
        first = first or last
        if header.endswith(_A_FACT):
            said = read_asserted(header, parts)
            if said is not None:
                facts.append((last, said))
                continue
        elif header.endswith(_A_PASSAGE):
            taken = read_taken(header, parts)
            if taken is not None:
                passages.append((last, taken))
                continue
        events.append(decode_stored(last, header, parts))
    return _gathered(first, last, events, Plain(facts, passages)) if first else None


_A_FACT, _A_PASSAGE = (f'"type":"{kind.__name__}"}}' for kind in (FactAsserted, ExcerptTaken))


def _gathered(first: int, last: int, events: Sequence[RecordedEvent], plain: Plain) -> Gathered:
    return Gathered(
        first,
        last,
        any(isinstance(one.event, PropertyDefined | PropertyAmended) for one in events),
        tuple([_told(projection, events, plain) for projection in PROJECTIONS]),
    )


def _told(projection: type[Projection], events: Sequence[RecordedEvent], plain: Plain) -> Any:  # noqa: ANN401 - its own
    reads = projection.READS
    if reads is EVERY_TYPE:
        return projection.gather(events, plain)
    read = [event for event in events if event.header.type in reads]
    lies = plain and not reads.isdisjoint(PLAIN_TYPES)
    return projection.gather(read, plain) if read or lies else None


def spell(gathered: Gathered) -> bytes:
    """Spell what was gathered for a process of the same Python."""
    told = tuple([None if one is None else tuple(one) for one in gathered.told])
    return marshal.dumps((gathered.first, gathered.last, gathered.defines, told))


def spell_weighed(weighed: Weighed) -> bytes:
    """Spell the rows of slots for a process of the same Python."""
    claims, conflicts = weighed
    # A reason knows the form it was made by; the table keeps its words alone.
    plain = [tuple([str(one) if isinstance(one, str) else one for one in row]) for row in conflicts]
    return marshal.dumps((claims, plain))


def read_weighed(spelt: bytes) -> Weighed:
    """Read what `spell_weighed` wrote."""
    claims, conflicts = marshal.loads(spelt)  # noqa: S302 - of a process we started
    return claims, conflicts


def read(spelt: bytes) -> Gathered:
    """Read what `spell` wrote."""
    first, last, defines, told = marshal.loads(spelt)  # noqa: S302 - of a process we started
    named = [
        None if one is None else projection.TOLD._make(one)
        for projection, one in zip(PROJECTIONS, told, strict=True)
    ]
    return Gathered(first, last, defines, tuple(named))
