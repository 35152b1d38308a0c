# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The proof of one fact: a text that anyone can read, and check without the archive.

It is a signed note (c2sp.org/signed-note): a few lines that say what is proved, what the file
discloses in plain words, then every event with its parts as they were hashed and a tlog-proof
(c2sp.org/tlog-proof). docs/proofs.md gives the format; `check_fonds_proof` checks it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from fonds.archive.errors import ArchiveError, RefusedError
from fonds.archive.lookup.concerned import (
    introductions,
    passages_of,
    positions_concerning,
    properties_of,
    sources_of,
    subjects_of,
)
from fonds.archive.store.nodes import TreeNodes
from fonds.archive.store.removal import withheld_part
from fonds.events.catalogue.fact import FactAsserted
from fonds.events.merkle import leaf_hash
from fonds.events.notes import TlogProof, encode, origin_of
from fonds.events.parts import Part
from fonds.events.proofs import inclusion_path, root_by_inclusion
from fonds.events.recorded import read_header
from fonds.events.sentences import say
from fonds.events.values import Manner

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from fonds.archive.proofs.checkpoints import Signed
    from fonds.archive.proofs.keys import SigningKey
    from fonds.archive.store.contract import LyingEvent, LyingPart
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.header import Header
    from fonds.events.recorded import RecordedEvent

FORMAT = "fonds-proof/1"

KEPT_BACK_UNLESS_ASKED = frozenset({Part.TEXT, Part.NOTE})
"""Whole texts of sources, which may be somebody's property, and private remarks."""

NEVER_DISCLOSED = frozenset({Part.IMPORT_SECRET})

MOST_HEADERS = 200_000
"""The signature is over the whole text, which is made in memory: some 120 MB at this number."""

_SAYS = """\
# What this is: what the archive named above had recorded about one fact when its head was signed,
# word for word. Check it with fonds check-proof FILE, or with the one-file checker that fonds
# check-proof --print-checker prints.
# It shows that these words were recorded before the head was signed, and are unchanged since. It
# does not show that they are true, nor who holds the key.
# {completeness}"""
_VOUCHED = """\
That no event about the fact is left out, the signer vouches with the signature at the end: an
# event that is missing here would convict them. A proof with all headers shows it."""
_SHOWN = """\
That no event about the fact is left out, is shown: all headers from the fact's first event to the
# head stand at the end. Headers hold ids, times and hashes, and no words."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """One event of a proof: which of its parts are told, kept back, and gone (withheld, erased)."""

    position: int
    type: str
    told: tuple[str, ...]
    kept_back: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A proof: its text, and what the text discloses, event by event."""

    text: str
    fact: str
    about: tuple[int, ...]
    disclosed: tuple[Disclosed, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class ProvenPart:
    """A part in a proof, with its words where they are told."""

    name: str
    state: Literal["told", "kept-back", "withheld", "erased"]
    salt: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class ProvenEvent:
    """An event with its path to the head."""

    position: int
    header: str
    read: Header
    parts: tuple[ProvenPart, ...]
    path: tuple[bytes, ...]

    def names(self, *states: str) -> tuple[str, ...]:
        """Return the names of the parts in one of these states."""
        return tuple(part.name for part in self.parts if part.state in states)


@dataclass(slots=True)
class Prover:
    """Makes proofs against one signed head, of any number of events."""

    store: SqliteStore
    signed: Signed
    _nodes: TreeNodes = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing read."""
        self._nodes = TreeNodes(self.store.connection)

    @property
    def size(self) -> int:
        """How many events the head counts; what came later is no part of any proof."""
        return self.signed.checkpoint.size

    def events(
        self, positions: Collection[int], hidden: Collection[str], bare: Collection[int] = ()
    ) -> list[ProvenEvent]:
        """Return the events at these positions, in the log's order, ready to be proved.

        Args:
            positions: not beyond the head.
            hidden: names of parts to be kept back.
            bare: positions of events of which only the header is told.

        Raises:
            ArchiveError: the log does not give the head; it is damaged, or only its kept nodes are.
        """
        wanted = sorted(set(positions))
        return [
            self._proven(event, None if event.position in bare else hidden)
            for event in self.store.lying(wanted)
        ]

    def _proven(self, event: LyingEvent, hidden: Collection[str] | None) -> ProvenEvent:
        index, size = event.position - 1, self.size
        path = tuple(inclusion_path(index, size, self._nodes.range_root))
        leaf = leaf_hash(event.header.encode())
        if root_by_inclusion(leaf, index, size, path) != self.signed.checkpoint.root:
            message = say(
                "@{position} cannot be proved: the tree kept of the log does not give its"
                " head. Run fonds rebuild, and if it stays so, fonds verify.",
                position=event.position,
            )
            code = "damaged"
            raise ArchiveError(code, message, position=event.position)
        parts = tuple(self._part(event.position, part, hidden) for part in event.parts)
        return ProvenEvent(event.position, event.header, read_header(event.header), parts, path)

    def _part(self, position: int, part: LyingPart, hidden: Collection[str] | None) -> ProvenPart:
        if part.data is None or part.salt is None:
            # What a copy leaves out for good has no salt either, and was not erased.
            withheld = part.salt is not None or (
                withheld_part(self.store, position, part.name) is not None
            )
            return ProvenPart(part.name, "withheld" if withheld else "erased")
        if hidden is None or part.name in hidden or part.name in NEVER_DISCLOSED:
            return ProvenPart(part.name, "kept-back")
        return ProvenPart(part.name, "told", encode(part.salt), part.data)

    def tlog_proof(self, event: ProvenEvent) -> str:
        """Return an event's path and the head in the format of c2sp.org/tlog-proof."""
        return TlogProof(event.position - 1, event.path, self.signed.head.note).spelt()

    def headers_from(self, first: int) -> str:
        """Return all headers from a position to the head, and the tree's edge before them."""
        before = first - 1
        offset, peaks = 0, list[str]()
        for height in reversed(range(before.bit_length())):
            if before >> height & 1:
                peaks.append(encode(self._nodes.complete(height, offset >> height)))
                offset += 1 << height
        rows = self.store.stored(first, self.size)
        lines = [" ".join([f"headers {first}", *peaks])]
        lines += [event.header_bytes.decode() for event in rows]
        return "\n".join(lines)


def hidden_parts(tell: Collection[str], keep_back: Collection[str]) -> frozenset[str]:
    """Return which parts a proof keeps back: the usual ones and ``keep_back``, less ``tell``."""
    return (KEPT_BACK_UNLESS_ASKED - frozenset(tell)) | frozenset(keep_back)


def _told_by_its_chain(recorded: Iterable[RecordedEvent]) -> bool:
    """Tell whether a chain among events denies a fact, or only alleges it."""
    chains = (getattr(one.event, "chain", None) for one in recorded)
    return any(
        link.manner in {Manner.DENIES, Manner.ALLEGES}
        for part in chains
        if part is not None
        for chain in part.chains
        for link in chain.links
    )


def make_bundle(
    prover: Prover,
    key: SigningKey,
    fact: str,
    *,
    hidden: Collection[str] = KEPT_BACK_UNLESS_ASKED,
    all_headers: bool = False,
) -> Bundle:
    """Prove a fact, standing or not.

    Args:
        prover: over the head the proof is to be against.
        key: signs the whole text.
        fact: its id; it is in the log.
        hidden: names of parts to be kept back.
        all_headers: whether to show, and not only to vouch, that no event is left out.

    Raises:
        RefusedError: nothing is recorded of the fact up to the head, the text would be too long, or
            a chain is to be kept back that denies or only alleges the fact.
        ArchiveError: the log is damaged.
    """
    store, last = prover.store, prover.size
    about = positions_concerning(store, fact, last)
    first = store.at(about[:1])
    if not first or first[0].header.type != FactAsserted.__name__ or first[0].header.stream != fact:
        message = say("Nothing is recorded of a fact {fact}.", fact=fact)
        code = "unknown-fact"
        raise RefusedError(code, message, fact=fact)
    if all_headers and last - about[0] > MOST_HEADERS:
        message = say(
            "There are {count:,} events after the fact's first, too many headers for one"
            " text (at most {most:,}). Prove it without all headers.",
            count=last - about[0],
            most=MOST_HEADERS,
        )
        code = "too-many"
        raise RefusedError(code, message, fact=fact)
    if "chain" in hidden and _told_by_its_chain(store.at(about)):
        message = say(
            "A chain of the fact says that it is denied, or only alleged: without it the proof"
            " would tell otherwise. Prove it with its chain."
        )
        code = "chain-needed"
        raise RefusedError(code, message, fact=fact)
    positions, bare = _with_context(store, fact, about, last)
    events = prover.events(positions, hidden, bare)
    completeness = _SHOWN if all_headers else _VOUCHED
    disclosed = tuple(_disclosed(event) for event in events)
    checkpoint = prover.signed.checkpoint
    archive = checkpoint.origin.removeprefix(origin_of(""))
    top = [
        FORMAT,
        f"archive {archive}",
        f"fact {fact}",
        f"head {checkpoint.size} {checkpoint.root.hex()}",
        f"about {' '.join(map(str, about))}",
        f"key {prover.signed.key.spelt()}",
    ]
    paragraphs = [
        "\n".join(top),
        _SAYS.format(completeness=completeness),
        "\n".join(_disclosure_lines(disclosed)),
        *(_block(prover, event) for event in events),
    ]
    if all_headers:
        paragraphs.append(prover.headers_from(about[0]))
    text = "\n\n".join(paragraphs) + "\n"
    note = key.sign(checkpoint.origin, text)
    return Bundle(note, fact, tuple(about), disclosed, all_headers)


def _with_context(
    store: SqliteStore, fact: str, about: Sequence[int], last: int
) -> tuple[set[int], set[int]]:
    """Return all positions a proof tells, and those of them of which it tells only headers."""
    events = store.at(about)
    # What another fact says is not what is proved here, even where it builds on this one.
    bare = {
        recorded.position
        for recorded in events
        if recorded.header.stream != fact and recorded.header.type.startswith("Fact")
    }
    own = [recorded for recorded in events if recorded.header.stream == fact]
    passages = store.at(passages_of(store, own, last))
    context = [
        1,
        *(recorded.position for recorded in passages),
        *sources_of(store, passages, last),
        *subjects_of(store, own, last),
        *properties_of(store, own, last),
    ]
    positions = {*about, *context}
    agents = {recorded.header.agent for recorded in store.at(sorted(positions))}
    return positions | set(introductions(store, agents, last)), bare


def _disclosed(event: ProvenEvent) -> Disclosed:
    return Disclosed(
        event.position,
        event.read.type,
        event.names("told"),
        event.names("kept-back"),
        event.names("withheld", "erased"),
    )


def _disclosure_lines(disclosed: Sequence[Disclosed]) -> list[str]:
    lines = ["# What it discloses:"]
    for event in disclosed:
        told = ", ".join(event.told) or "nothing but its header"
        rest = [f"kept back: {', '.join(event.kept_back)}"] if event.kept_back else []
        rest += [f"no longer there: {', '.join(event.gone)}"] if event.gone else []
        more = f" ({'; '.join(rest)})" if rest else ""
        lines.append(f"#   @{event.position} {event.type}: {told}{more}")
    return lines


def _block(prover: Prover, event: ProvenEvent) -> str:
    lines = [f"event {event.position}", f"header {event.header}"]
    for part in event.parts:
        told = part.state == "told"
        lines.append(f"part {part.name} {part.salt if told else part.state}")
        lines.append(part.data if told else "-")
    return "\n".join([*lines, prover.tlog_proof(event).removesuffix("\n")])
