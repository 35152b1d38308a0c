# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Trees, paths, keys and checkpoints, judged by somebody else's program (aics-tlog, Apache-2.0).

It needs Python 3.12. What is held to published vectors alone is in tests/events.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from fonds.archive.commands.archive import WriteNote
from fonds.events.proofs import consistency_path, inclusion_path

if TYPE_CHECKING:
    from archive.proofs.conftest import Bench

judge = pytest.importorskip("aics_tlog", reason="aics-tlog needs Python 3.12 or later")


def test_it_agrees_on_roots_and_paths(bench: Bench) -> None:
    for number in range(40):
        bench.archive.execute(WriteNote("Odile Varnham", f"note {number}"))
    store = bench.notary.store
    tree = judge.MerkleTree([event.header_bytes for event in store.stored()])
    size = store.head().size
    assert tree.root() == store.head().root
    for index in range(size):
        path = inclusion_path(index, size, store.range_root)
        assert path == tree.inclusion_proof(index)
        leaf = judge.leaf_hash(tree.leaf_data(index))
        assert judge.verify_inclusion(leaf, index, size, path, store.head().root)
    for old in range(1, size + 1):
        path = consistency_path(old, size, store.range_root)
        assert path == tree.consistency_proof(old)
        assert judge.verify_consistency(old, size, tree.root(old), tree.root(), path)


def test_it_reads_our_keys_and_checkpoints(bench: Bench) -> None:
    signed = bench.notary.checkpoints.sign()
    key = judge.parse_vkey(signed.key.spelt())
    note = judge.parse_note(signed.head.note)
    assert judge.verify_note(note, [key])
    read = judge.parse_checkpoint(note.text)
    assert (read.origin, read.size) == (signed.key.name, signed.checkpoint.size)
    changed = signed.head.note.replace(f"\n{read.size}\n", f"\n{read.size + 1}\n")
    assert not judge.verify_note(judge.parse_note(changed), [key])


def test_it_opens_a_whole_proof_as_a_note(bench: Bench) -> None:
    bundle, signed = bench.notary.prove(bench.fact)
    key = judge.parse_vkey(signed.key.spelt())
    assert judge.verify_note(judge.parse_note(bundle.text), [key])
    for first, second in pairwise(bundle.about):
        assert first < second
