# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Identifiers, and the randomness they and the salts are made of.

An identifier is 80 random bits in lower-case base32 (RFC 4648 section 6, no padding): sixteen
characters that a person can select with a double click, read aloud and abbreviate. It says nothing
about what it names.
"""

from __future__ import annotations

import hashlib
import os
import re
from typing import Annotated, Protocol

from fonds.events.limits import TextLimits

ID_BYTES = 10
SALT_BYTES = 32
ID_PATTERN = r"^[a-z2-7]{16}$"

Id = Annotated[str, TextLimits(ID_PATTERN)]
"""Sixteen characters of base32: the identity of one event, stream, action or archive."""

_ID_FORM = re.compile(ID_PATTERN)


def is_id(text: str) -> bool:
    """Tell whether ``text`` has the form of an identifier."""
    return _ID_FORM.fullmatch(text) is not None


_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_ID_LENGTH = 16
# A byte's last five bits choose a letter: of random bytes every letter comes as often as another.
_LETTERS = _ALPHABET.encode("ascii") * 8
# Ten bits at a time: the standard library's base32 takes several times as long.
_PAIRS = tuple(high + low for high in _ALPHABET for low in _ALPHABET)
_SHIFTS = (70, 60, 50, 40, 30, 20, 10, 0)


def id_from_bytes(raw: bytes) -> str:
    """Spell the first ten bytes of ``raw`` as an identifier."""
    number = int.from_bytes(raw[:ID_BYTES], "big")
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


class Randomness(Protocol):
    """Where identifiers and salts come from; an argument everywhere, so that runs can repeat."""

    def new_id(self) -> str:
        """Return an identifier never returned before."""
        ...

    def new_salt(self) -> bytes:
        """Return 32 bytes that nobody can guess."""
        ...


class SystemRandomness:
    """The operating system's random source."""

    # One read of the kernel's source serves many identifiers: a bulk import asks for several
    # values a fact, and each read is a system call.
    _CHUNK = 4096

    def __init__(self) -> None:
        """Start with nothing drawn."""
        self._pool = b""
        self._used = 0

    def _draw(self, count: int) -> bytes:
        if self._used + count > len(self._pool):
            self._pool = os.urandom(self._CHUNK)
            self._used = 0
        start = self._used
        self._used += count
        return self._pool[start : start + count]

    def new_id(self) -> str:
        """Return a fresh random identifier."""
        return self._draw(_ID_LENGTH).translate(_LETTERS).decode("ascii")

    def new_salt(self) -> bytes:
        """Return 32 fresh random bytes."""
        return self._draw(SALT_BYTES)


class SeededRandomness:
    """A repeatable source for tests and the sample; its salts can be guessed.

    Never for a real archive.
    """

    def __init__(self, seed: str) -> None:
        """Begin the sequence that belongs to ``seed``."""
        self._seed = seed.encode("utf-8")
        self._count = 0

    def _draw(self) -> bytes:
        self._count += 1
        return hashlib.sha256(self._seed + b"\x00" + str(self._count).encode("ascii")).digest()

    def new_id(self) -> str:
        """Return the next identifier of the sequence."""
        return id_from_bytes(self._draw())

    def new_salt(self) -> bytes:
        """Return the next 32 bytes of the sequence."""
        return self._draw()
