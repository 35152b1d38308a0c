# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The one who signs for an open archive: heads, proofs of facts, exports with proofs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.proofs.bundle import KEPT_BACK_UNLESS_ASKED, Bundle, Prover, make_bundle
from fonds.archive.proofs.checkpoints import Checkpoints
from fonds.archive.proofs.exported import ExportProofs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from fonds.archive.proofs.checkpoints import Signed
    from fonds.archive.proofs.keys import SigningKeys
    from fonds.archive.store.sqlite import SqliteStore


@dataclass(frozen=True, slots=True)
class Notary:
    """Signs for one archive with a person's keys; `Archive.notary` makes it."""

    store: SqliteStore
    archive: str
    keys: SigningKeys
    read_only: bool

    @property
    def checkpoints(self) -> Checkpoints:
        """What signs heads, and keeps them."""
        return Checkpoints(self.store, self.archive, self.keys, read_only=self.read_only)

    def prove(
        self,
        fact: str,
        *,
        hidden: Collection[str] = KEPT_BACK_UNLESS_ASKED,
        all_headers: bool = False,
        keep_in: Path | None = None,
        approve: Callable[[Bundle], None] | None = None,
    ) -> tuple[Bundle, Signed]:
        """Sign the head and prove a fact against it; see `fonds.archive.proofs.bundle`.

        Where that is refused nothing is kept: no new signed head tells of a proof nobody has.

        Args:
            fact: its id.
            hidden: names of parts to be kept back.
            all_headers: whether to show, and not only to vouch, that no event is left out.
            keep_in: a folder that takes a copy of the checkpoint.
            approve: is shown the proof before its head is kept, and may refuse it.

        Raises:
            RefusedError: nothing is recorded of the fact, no key can be had, or it is not approved.
            ArchiveError: the log is damaged, or no continuation of one that was signed.
        """
        checkpoints = self.checkpoints
        signed = checkpoints.draft()
        prover = Prover(self.store, signed)
        key = self.keys.current()
        bundle = make_bundle(prover, key, fact, hidden=hidden, all_headers=all_headers)
        if approve is not None:
            approve(bundle)
        return bundle, checkpoints.keep(signed, keep_in)

    def export_proofs(self, *, all_headers: bool = False) -> ExportProofs:
        """Return the proofs for one export of the archive.

        With ``all_headers`` it shows, and does not only vouch, that no event about a fact that
        stands in it is left out.
        """
        key = self.keys.current()
        return ExportProofs(self.store, self.checkpoints, key, all_headers=all_headers)
