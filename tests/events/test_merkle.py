# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The tree is RFC 6962's: held to the published vectors and to the RFC's recursive definition."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.events.merkle import (
    EMPTY_ROOT,
    Frontier,
    complete_root,
    leaf_hash,
    node_hash,
    root_of,
)

# The eight entries, and the roots over the first one, two, …, of the Certificate Transparency
# project's own Merkle tree tests, which implementations of RFC 6962 are held to.
ENTRIES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def defined_root(entries: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    split = 1
    while split * 2 < len(entries):
        split *= 2
    left, right = defined_root(entries[:split]), defined_root(entries[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def test_the_root_of_an_empty_tree_is_the_hash_of_nothing() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root_of([]) == Frontier.empty().root() == EMPTY_ROOT


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_come_out(size: int) -> None:
    entries = [bytes.fromhex(entry) for entry in ENTRIES[:size]]
    assert root_of(leaf_hash(entry) for entry in entries).hex() == ROOTS[size - 1]
    assert defined_root(entries).hex() == ROOTS[size - 1]


def test_a_leaf_is_no_node() -> None:
    # Section 2.1: the two prefixes are what makes a second preimage as hard as the hash.
    left, right = b"a" * 32, b"b" * 32
    assert leaf_hash(left + right) != node_hash(left, right)


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_growing_edge_agrees_with_the_definition(entries: list[bytes]) -> None:
    frontier = Frontier.empty()
    for entry in entries:
        frontier.add(leaf_hash(entry))
    assert frontier.size == len(entries)
    assert len(frontier.peaks) == len(entries).bit_count()
    assert frontier.root() == defined_root(entries)


@given(st.lists(st.binary(max_size=4), max_size=40), st.integers(0, 40))
def test_an_edge_kept_as_bytes_goes_on_growing(entries: list[bytes], cut: int) -> None:
    frontier = Frontier.empty()
    for entry in entries[:cut]:
        frontier.add(leaf_hash(entry))
    kept = Frontier.from_bytes(frontier.size, frontier.packed())
    for entry in entries[cut:]:
        kept.add(leaf_hash(entry))
    assert kept.root() == defined_root(entries)


@pytest.mark.parametrize(("size", "length"), [(0, 32), (1, 0), (3, 32), (4, 64), (1, 31)])
def test_an_edge_of_the_wrong_length_is_not_read(size: int, length: int) -> None:
    with pytest.raises(ValueError, match="peaks"):
        Frontier.from_bytes(size, bytes(length))


@given(st.lists(st.binary(min_size=1, max_size=4), min_size=1, max_size=20, unique=True), st.data())
def test_any_change_of_the_log_changes_the_root(entries: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    changed = [*entries]
    changed[place] = data.draw(st.binary(max_size=4).filter(lambda other: other != entries[place]))
    assert root_of(map(leaf_hash, changed)) != root_of(map(leaf_hash, entries))
    assert root_of(map(leaf_hash, entries[:-1])) != root_of(map(leaf_hash, entries))


@given(st.integers(0, 200))
def test_an_edge_tells_what_the_next_leaf_completes(size: int) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size + 1)]
    frontier = Frontier.empty()
    for leaf in leaves[:size]:
        frontier.add(leaf)
    completed = frontier.completed_by(leaves[size])
    assert frontier.root() == root_of(leaves[:size])
    widths = [1 << height for height in range(1, 9) if (size + 1) % (1 << height) == 0]
    assert completed == [root_of(leaves[-width:]) for width in widths]


@given(st.integers(0, 7), st.integers(0, 5), st.integers(0, 3))
def test_whole_subtrees_are_added_at_once(height: int, before: int, after: int) -> None:
    width = 1 << height
    leaves = [leaf_hash(bytes([number % 256])) for number in range(width * (before + 1) + after)]
    frontier = Frontier.empty()
    for place in range(before + 1):
        root = complete_root(leaves[place * width : (place + 1) * width])
        frontier.add_complete(root, height)
    for leaf in leaves[width * (before + 1) :]:
        frontier.add(leaf)
    assert (frontier.size, frontier.root()) == (len(leaves), root_of(leaves))
    if frontier.size % 2:
        with pytest.raises(ValueError, match="No subtree of 2 leaves"):
            frontier.add_complete(leaves[0], 1)


def test_what_is_no_whole_subtree_is_not_taken_for_one() -> None:
    with pytest.raises(ValueError, match="zip"):
        complete_root([b"a", b"b", b"c"])
