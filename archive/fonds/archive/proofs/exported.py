# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Proofs inside an export: behind each fact and source its events, and one signature over all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.concerned import passages_of, subjects_of
from fonds.archive.proofs.bundle import MOST_HEADERS, Prover
from fonds.events.catalogue.excerpt import ExcerptRelocated, ExcerptTaken, ExcerptTranslated
from fonds.events.notes import encode
from fonds.events.parts import Part
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from fonds.archive.export.shapes import (
        FactShape,
        ProvenEventShape,
        ProvenPartShape,
        SourceShape,
    )
    from fonds.archive.proofs.bundle import ProvenEvent, ProvenPart
    from fonds.archive.proofs.checkpoints import Checkpoints, Signed
    from fonds.archive.proofs.keys import SigningKey
    from fonds.archive.store.sqlite import SqliteStore

SIGNATURE = "fonds-export-signature/1"

_WHOLE_TEXTS = frozenset({Part.TEXT})


class ExportProofs:
    """The proofs of one export; `fonds.archive.export.proven.Proofs` says what is asked of it."""

    def __init__(
        self,
        store: SqliteStore,
        checkpoints: Checkpoints,
        key: SigningKey,
        *,
        all_headers: bool = False,
    ) -> None:
        """Prove with this key; the head is signed by `begin`."""
        self._all_headers = all_headers
        self._store = store
        self._checkpoints = checkpoints
        self._key = key
        self._begun: Prover | None = None
        self._told = lru_cache(maxsize=4096)(self._event)

    @property
    def _prover(self) -> Prover:
        if self._begun is None:
            message = "An export's proofs begin with its head."
            raise RuntimeError(message)
        return self._begun

    @property
    def _signed(self) -> Signed:
        return self._prover.signed

    def begin(self) -> None:
        """Sign the head that the export's snapshot sees.

        Raises:
            RefusedError: all headers are wanted, and there are too many for one document.
        """
        self._begun = Prover(self._store, self._checkpoints.sign())
        if self._all_headers and self._begun.size > MOST_HEADERS:
            message = say(
                "There are {size:,} events, too many headers for one document (at"
                " most {most_headers:,}). Export without --all-headers.",
                size=self._begun.size,
                most_headers=MOST_HEADERS,
            )
            code = "too-many"
            raise RefusedError(code, message)

    def of_fact(self, fact: FactShape, last: int | None) -> list[ProvenEventShape]:
        """Return a fact's own events, its passages and the subjects it names.

        A note that the export leaves out is kept back here too.
        """
        end = self._prover.size if last is None else last
        own = self._store.stream(fact["id"], end)
        passages = [
            recorded.position
            for recorded in self._store.at(passages_of(self._store, own, end))
            if recorded.header.type in {ExcerptTaken.__name__, ExcerptTranslated.__name__}
        ]
        positions = [
            *(recorded.position for recorded in own),
            *passages,
            *self._masked(passages, fact, end),
            *subjects_of(self._store, own, end),
        ]
        hidden = set(_WHOLE_TEXTS)
        if not {"note", "notes"} & fact.keys():
            hidden.add(Part.NOTE)
        return [self._told(position, frozenset(hidden)) for position in sorted(set(positions))]

    def _masked(self, passages: Sequence[int], fact: FactShape, last: int) -> list[int]:
        """Return where passages of masked texts were recorded as they are told now."""
        shown = {citation["rendition"] for citation in fact["citations"]}
        return [
            recorded.position
            for taken in self._store.at(passages)
            if isinstance(taken.event, ExcerptTaken) and taken.event.quotation is None
            for recorded in self._store.stream(taken.header.stream, last)
            if isinstance(recorded.event, ExcerptRelocated)
            and recorded.event.content.rendition in shown
        ]

    def of_source(self, source: SourceShape, last: int | None) -> list[ProvenEventShape]:
        """Return a source's registration and descriptions, and its captures."""
        end = self._prover.size if last is None else last
        positions = [
            recorded.position
            for recorded in self._store.stream(source["id"], end)
            if recorded.header.type in {"SourceRegistered", "SourceDescribed", "CaptureAdded"}
        ]
        return [self._told(position, _WHOLE_TEXTS | {Part.NOTE}) for position in positions]

    def head(self) -> Mapping[str, object]:
        """Return the checkpoint and the public key, and all headers where they are wanted."""
        told: dict[str, object] = {
            "checkpoint": self._signed.head.note,
            "key": self._signed.key.spelt(),
        }
        if self._all_headers:
            lying = self._store.stored(1, self._prover.size)
            told["headers"] = [event.header_bytes.decode() for event in lying]
        return told

    def signature(self, digests: Mapping[str, str]) -> str:
        """Return a signed note that names each member's digest."""
        lines = [SIGNATURE, *(f"{name} {digests[name]}" for name in sorted(digests))]
        return self._key.sign(self._signed.key.name, "\n".join(lines) + "\n")

    def _event(self, position: int, hidden: Collection[str]) -> ProvenEventShape:
        return event_shape(self._prover.events([position], hidden)[0])


def event_shape(event: ProvenEvent) -> ProvenEventShape:
    """Return a proven event as the export says it."""
    return {
        "position": event.position,
        "header": event.header,
        "parts": {part.name: _part_shape(part) for part in event.parts},
        "path": [encode(step) for step in event.path],
    }


def _part_shape(part: ProvenPart) -> ProvenPartShape:
    if part.state == "told":
        return {"salt": part.salt, "data": part.data}
    return {"missing": part.state}
