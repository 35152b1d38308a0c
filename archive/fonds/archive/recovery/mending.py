# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Mends a single flipped bit, the commonest thing that old disks do: the hash says which it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.events.ids import SALT_BYTES
from fonds.events.merkle import HASH_BYTES, leaf_hash
from fonds.events.parts import SealedPart, opens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_BYTES = 4096
"""Bytes above which no bit is looked for: the work grows with the square of the length."""


def mended_header(header: bytes, leaf: bytes) -> bytes | None:
    """Return the header that has this leaf hash, where one bit makes the difference."""
    if leaf_hash(header) == leaf:
        return header
    if len(leaf) != HASH_BYTES:
        return None
    differing = int.from_bytes(leaf_hash(header), "big") ^ int.from_bytes(leaf, "big")
    if differing.bit_count() == 1:
        # The bit was flipped in the hash beside it.
        return header
    return next((one for one in _neighbours(header) if leaf_hash(one) == leaf), None)


def mended_part(
    commitments: Mapping[str, str], name: str, salt: bytes, data: bytes
) -> SealedPart | None:
    """Return the part its header committed to, where one bit makes the difference."""
    if len(salt) != SALT_BYTES:
        return None
    candidates = (
        *((one, data) for one in (salt, *_neighbours(salt))),
        *((salt, one) for one in _neighbours(data)),
    )
    for one_salt, one_data in candidates:
        part = SealedPart(name, one_salt, one_data)
        if opens(commitments, part):
            return part
    return None


def _neighbours(data: bytes) -> Iterator[bytes]:
    """Yield what differs from short bytes in a single bit."""
    if len(data) > MOST_BYTES:
        return
    for at, byte in enumerate(data):
        for bit in range(8):
            yield data[:at] + bytes([byte ^ 1 << bit]) + data[at + 1 :]
