# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Proofs over the tree of `merkle`: RFC 6962 section 2.1, RFC 9162 sections 2.1.3 and 2.1.4.

An *inclusion path* shows that a leaf stands at its place under a root; a *consistency path* shows
that a tree begins with all leaves of an earlier one, unchanged and in order. Leaves are counted
from 0 here, as the RFCs count them: the event at position 1 is leaf 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fonds.events.merkle import EMPTY_ROOT, node_hash

RangeRoot = Callable[[int, int], bytes]
"""The root over the leaves from the first number up to, and without, the second."""

CompleteRoot = Callable[[int, int], bytes]
"""The root of the complete subtree of ``2**height`` leaves with this number among its equals."""


def _split(count: int) -> int:
    """Return the largest power of two below ``count`` (which is at least 2)."""
    return 1 << ((count - 1).bit_length() - 1)


def range_root(first: int, last: int, complete: CompleteRoot) -> bytes:
    """Return the root over the leaves ``first`` to ``last`` (exclusive) of a larger tree.

    ``first`` is a multiple of the largest power of two that the range holds, as it is wherever a
    tree splits; so only roots of complete subtrees are asked for, one for each bit of its length.
    """
    count = last - first
    if count == 0:
        return EMPTY_ROOT
    if count & (count - 1) == 0:
        height = count.bit_length() - 1
        return complete(height, first >> height)
    middle = first + _split(count)
    return node_hash(range_root(first, middle, complete), range_root(middle, last, complete))


def inclusion_path(index: int, size: int, root_of: RangeRoot) -> list[bytes]:
    """Return the path of a leaf, from its sibling up (RFC 9162 section 2.1.3.1).

    Raises:
        ValueError: the tree has no such leaf.
    """
    if not 0 <= index < size:
        message = f"A tree of {size} leaves has no leaf {index}."
        raise ValueError(message)
    path: list[bytes] = []
    first, last = 0, size
    while last - first > 1:
        middle = first + _split(last - first)
        if index < middle:
            path.append(root_of(middle, last))
            last = middle
        else:
            path.append(root_of(first, middle))
            first = middle
    path.reverse()
    return path


def root_by_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that a leaf and its path lead to (RFC 9162 section 2.1.3.2).

    None where the path is too short or too long for the place, or the tree has no such leaf.
    """
    if not 0 <= index < size:
        return None
    node, last, root = index, size - 1, leaf
    for step in path:
        if last == 0:
            return None
        if node & 1 or node == last:
            root = node_hash(step, root)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            root = node_hash(root, step)
        node, last = node >> 1, last >> 1
    return root if last == 0 else None


def consistency_path(old: int, size: int, root_of: RangeRoot) -> list[bytes]:
    """Return the path from a tree of ``old`` leaves to one of ``size`` (RFC 9162 section 2.1.4.1).

    Empty where the two are the same size.

    Raises:
        ValueError: ``old`` is below 1 or above ``size``.
    """
    if not 0 < old <= size:
        message = f"There is no way from a tree of {old} leaves to one of {size}."
        raise ValueError(message)
    path: list[bytes] = []
    first, last = 0, size
    while old != last:
        middle = first + _split(last - first)
        if old <= middle:
            path.append(root_of(middle, last))
            last = middle
        else:
            path.append(root_of(first, middle))
            first = middle
    if first:
        path.append(root_of(first, last))
    path.reverse()
    return path


def is_consistent(old: int, size: int, old_root: bytes, root: bytes, path: Sequence[bytes]) -> bool:
    """Tell whether a path leads from the one root to the other (RFC 9162 section 2.1.4.2)."""
    if not 0 < old <= size:
        return False
    if old == size:
        return not path and old_root == root
    steps = list(path)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    node, last = old - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            after = node_hash(after, step)
        node, last = node >> 1, last >> 1
    return last == 0 and before == old_root and after == root
