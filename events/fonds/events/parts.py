# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Parts of an event, each bound to the header by its own salted commitment.

A commitment is HMAC-SHA-256 (RFC 2104, FIPS 198-1) with the part's salt as key, over the part's
name in ASCII, one zero byte, and the part's canonical bytes. Without the salt nobody can test a
guess; with it anyone can check the words.
"""

from __future__ import annotations

import base64
import hmac
from binascii import b2a_base64
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Mapping


class Part(StrEnum):
    """The parts of the first edition. The list is open: a type may bring others."""

    CONTENT = "content"
    WORDING = "wording"
    QUOTATION = "quotation"
    CHAIN = "chain"
    ORIGIN = "origin"
    NOTE = "note"
    REASON = "reason"
    TEXT = "text"
    TRANSLATION = "translation"
    IMPORT_SECRET = "import_secret"  # noqa: S105 - a name, not a secret


@fixed
class SealedPart:
    """A part as it lies in the store: its salt and the canonical bytes that were committed to."""

    name: str
    salt: bytes
    data: bytes


def commitment_of(name: str, salt: bytes, data: bytes) -> bytes:
    """Return the 32 bytes that commit to a part."""
    return keyed_hash(salt, name.encode("ascii") + b"\x00" + data)


def keyed_hash(key: bytes, message: bytes) -> bytes:
    """Return the HMAC-SHA-256 of a message."""
    # HMAC by its definition (RFC 2104 section 2), for a key no longer than a block: the standard
    # library's looks the digest up by name each time, which takes longer than the hashing.
    if len(key) > _BLOCK:
        return hmac.digest(key, message, "sha256")
    key = key.ljust(_BLOCK, b"\x00")
    inner = sha256(key.translate(_INNER) + message).digest()
    return sha256(key.translate(_OUTER) + inner).digest()


_BLOCK = 64
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def spell_commitment(raw: bytes) -> str:
    """Spell 32 bytes as headers do: base64url without padding (RFC 4648 section 5)."""
    return b2a_base64(raw, newline=False).translate(_URL_SAFE).decode("ascii").rstrip("=")


def read_commitment(text: str) -> bytes:
    """Read what `spell_commitment` wrote."""
    return base64.urlsafe_b64decode(text + "=")


def opens(commitments: Mapping[str, str], part: SealedPart) -> bool:
    """Tell whether a part is the one its header committed to."""
    stated = commitments.get(part.name)
    if stated is None:
        return False
    return hmac.compare_digest(
        stated, spell_commitment(commitment_of(part.name, part.salt, part.data))
    )
