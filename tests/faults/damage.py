# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What bad disks and careless copies do to the bytes of a database, drawn by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

PAGE = 4096
_HEADER = 100
"""Bytes at the beginning of an SQLite file that say what it is."""


def _bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(_HEADER, len(data))] ^= 1 << chance.randrange(8)


def _bits_of_a_page(data: bytearray, chance: random.Random) -> None:
    page = chance.randrange(len(data) // PAGE)
    for _ in range(8):
        at = page * PAGE + chance.randrange(_HEADER if page == 0 else 0, PAGE)
        data[at] ^= 1 << chance.randrange(8)


def _rubbish(data: bytearray, chance: random.Random) -> None:
    page = chance.randrange(1, len(data) // PAGE)
    data[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)


def _zeros(data: bytearray, chance: random.Random) -> None:
    page = chance.randrange(1, len(data) // PAGE)
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)


def _exchanged(data: bytearray, chance: random.Random) -> None:
    one, two = (chance.randrange(1, len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[two : two + PAGE] = data[two : two + PAGE], data[one : one + PAGE]


def _written_twice(data: bytearray, chance: random.Random) -> None:
    one, two = (chance.randrange(1, len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE] = data[two : two + PAGE]


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(_HEADER, len(data)) :]


KINDS: dict[str, Callable[[bytearray, random.Random], None]] = {
    "a bit": _bit,
    "bits of a page": _bits_of_a_page,
    "a page of rubbish": _rubbish,
    "a page of zeros": _zeros,
    "two pages exchanged": _exchanged,
    "a page written twice": _written_twice,
    "cut off": _cut,
}


def damaged(data: bytes, kind: str, chance: random.Random) -> bytes:
    """Return a database's bytes, damaged in one of the ways of `KINDS`."""
    changed = bytearray(data)
    KINDS[kind](changed, chance)
    return bytes(changed)
