# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Paths of inclusion and consistency: the published vectors, the definitions, and every forgery."""

from __future__ import annotations

import hashlib

import pytest
from events.test_merkle import ENTRIES, ROOTS
from hypothesis import given
from hypothesis import strategies as st

from fonds.events.merkle import leaf_hash, root_of
from fonds.events.proofs import (
    consistency_path,
    inclusion_path,
    is_consistent,
    range_root,
    root_by_inclusion,
)

LEAVES = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]

# The paths of the Certificate Transparency project's Merkle tree tests over the same eight entries:
# leaf (from 0), size -> path; old size, size -> path.
_A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
_B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
_C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
_D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
_E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
_F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
INCLUSIONS = {
    (0, 1): [],
    (0, 8): [_A, _B, _C],
    (5, 8): [_D, _E, ROOTS[3]],
    (2, 3): [ROOTS[1]],
    (1, 5): [ROOTS[0], _B, _D],
}
CONSISTENCIES = {
    (1, 1): [],
    (1, 8): [_A, _B, _C],
    (6, 8): [_F, _E, ROOTS[3]],
    (2, 5): [_B, _D],
}


def root_over(leaves: list[bytes], first: int, last: int) -> bytes:
    return root_of(leaves[first:last])


@pytest.mark.parametrize(("place", "path"), INCLUSIONS.items())
def test_the_published_inclusion_paths(place: tuple[int, int], path: list[str]) -> None:
    index, size = place
    made = inclusion_path(index, size, lambda first, last: root_over(LEAVES, first, last))
    assert [step.hex() for step in made] == path
    root = root_by_inclusion(LEAVES[index], index, size, made)
    assert root is not None
    assert root.hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("sizes", "path"), CONSISTENCIES.items())
def test_the_published_consistency_paths(sizes: tuple[int, int], path: list[str]) -> None:
    old, size = sizes
    made = consistency_path(old, size, lambda first, last: root_over(LEAVES, first, last))
    assert [step.hex() for step in made] == path
    roots = bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[size - 1])
    assert is_consistent(old, size, *roots, made)


def defined_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if index < split:
        return [*defined_path(index, leaves[:split]), root_of(leaves[split:])]
    return [*defined_path(index - split, leaves[split:]), root_of(leaves[:split])]


def defined_proof(old: int, leaves: list[bytes], *, whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962 section 2.1.2, word for word."""
    if old == len(leaves):
        return [] if whole else [root_of(leaves)]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if old <= split:
        return [*defined_proof(old, leaves[:split], whole=whole), root_of(leaves[split:])]
    rest = defined_proof(old - split, leaves[split:], whole=False)
    return [*rest, root_of(leaves[:split])]


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[bytes], int]:
    size = draw(st.integers(1, 80))
    leaves = [hashlib.sha256(bytes([number])).digest() for number in range(size)]
    return leaves, draw(st.integers(0, size - 1))


@given(trees())
def test_every_leaf_has_its_path(tree: tuple[list[bytes], int]) -> None:
    leaves, index = tree
    size, root = len(leaves), root_of(leaves)
    path = inclusion_path(index, size, lambda first, last: root_over(leaves, first, last))
    assert path == defined_path(index, leaves)
    assert root_by_inclusion(leaves[index], index, size, path) == root


@given(trees())
def test_every_earlier_tree_leads_here(tree: tuple[list[bytes], int]) -> None:
    leaves, index = tree
    old, size = index + 1, len(leaves)
    path = consistency_path(old, size, lambda first, last: root_over(leaves, first, last))
    assert path == defined_proof(old, leaves)
    assert is_consistent(old, size, root_of(leaves[:old]), root_of(leaves), path)


@given(trees(), st.data())
def test_a_changed_path_leads_elsewhere(tree: tuple[list[bytes], int], data: st.DataObject) -> None:
    leaves, index = tree
    size, root = len(leaves), root_of(leaves)
    path = inclusion_path(index, size, lambda first, last: root_over(leaves, first, last))
    forged = list(path)
    act = data.draw(st.sampled_from(["drop", "add", "flip", "swap"]))
    at = data.draw(st.integers(0, max(len(path) - 1, 0)))
    if act == "add":
        forged.insert(at, data.draw(st.binary(min_size=32, max_size=32)))
    elif not path:
        return
    elif act == "drop":
        del forged[at]
    elif act == "flip":
        forged[at] = bytes([forged[at][0] ^ 1, *forged[at][1:]])
    else:
        forged[at], forged[0] = forged[0], forged[at]
    if forged != path:
        assert root_by_inclusion(leaves[index], index, size, forged) != root
    other = data.draw(st.integers(0, size - 1))
    if other != index:
        assert root_by_inclusion(leaves[index], other, size, path) != root


@given(trees(), st.data())
def test_a_changed_past_is_not_consistent(
    tree: tuple[list[bytes], int], data: st.DataObject
) -> None:
    leaves, index = tree
    old, size = index + 1, len(leaves)
    path = consistency_path(old, size, lambda first, last: root_over(leaves, first, last))
    changed = list(leaves)
    changed[data.draw(st.integers(0, old - 1))] = b"\x00" * 32
    rewritten = consistency_path(old, size, lambda first, last: root_over(changed, first, last))
    before = root_of(leaves[:old])
    for claimed in (path, rewritten):
        assert not is_consistent(old, size, before, root_of(changed), claimed)
    if path:
        assert not is_consistent(old, size, before, root_of(leaves), path[:-1])
        assert not is_consistent(old, size, before, root_of(leaves), [*path, b"\x00" * 32])


def test_what_is_not_in_a_tree_has_no_path() -> None:
    with pytest.raises(ValueError, match="no leaf 8"):
        inclusion_path(8, 8, lambda first, last: root_over(LEAVES, first, last))
    with pytest.raises(ValueError, match="no leaf 0"):
        inclusion_path(0, 0, lambda first, last: root_over(LEAVES, first, last))
    for old in (0, 9):
        with pytest.raises(ValueError, match="no way"):
            consistency_path(old, 8, lambda first, last: root_over(LEAVES, first, last))
        assert not is_consistent(old, 8, b"", bytes.fromhex(ROOTS[7]), [])
    assert root_by_inclusion(LEAVES[0], 8, 8, []) is None
    assert not is_consistent(3, 8, b"", b"", [])


@given(st.integers(0, 300), st.integers(0, 300))
def test_ranges_are_made_of_complete_subtrees(first: int, count: int) -> None:
    width = 1 << max(count - 1, 0).bit_length()
    first = first // width * width
    leaves = [hashlib.sha256(f"{number}".encode()).digest() for number in range(first + count)]

    def complete(height: int, index: int) -> bytes:
        return root_of(leaves[index << height : (index + 1) << height])

    assert range_root(first, first + count, complete) == root_of(leaves[first : first + count])
