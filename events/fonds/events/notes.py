# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Signed texts in the formats of C2SP: notes, checkpoints, proofs of inclusion, steps between two.

The pages followed are c2sp.org/signed-note (v1.0.0, Ed25519, type 0x01), c2sp.org/tlog-checkpoint,
c2sp.org/tlog-proof (`c2sp.org/tlog-proof@v1`) and, for `Step`, the body of the request that
c2sp.org/tlog-witness calls add-checkpoint. Nothing here signs or checks a signature by itself: who
does is given as a function.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fonds.events.merkle import HASH_BYTES

Sign = Callable[[bytes], bytes]
"""A message to its Ed25519 signature (RFC 8032 section 5.1.6): 64 bytes."""

CheckSignature = Callable[[bytes, bytes, bytes], bool]
"""Whether, for a public key of 32 bytes, a signature is that of a message."""

PROOF_HEADING = "c2sp.org/tlog-proof@v1"
MOST_SIGNATURES = 32
"""How many signatures of a note are looked at; the format asks for at least sixteen."""

_ED25519 = b"\x01"
_DASH = "— "
_NAME = re.compile(r"[^\s+]+")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteError(ValueError):
    """A text is not of the format it should be of; the message says where it is not."""


def origin_of(archive: str) -> str:
    """Return the origin that an archive's checkpoints bear, which is also its keys' name."""
    return f"fonds/{archive}"


def encode(raw: bytes) -> str:
    """Spell bytes as these formats do: base64 with padding (RFC 4648 section 4)."""
    return base64.b64encode(raw).decode("ascii")


def decode(text: str, what: str) -> bytes:
    """Read what `encode` wrote, and only that: every byte sequence has one spelling.

    Raises:
        NoteError: it is something else.
    """
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        message = f"The {what} is not base64."
        raise NoteError(message) from error
    if encode(raw) != text:
        message = f"The {what} is not spelt as base64 spells it."
        raise NoteError(message)
    return raw


def decode_hash(text: str, what: str) -> bytes:
    """Read a hash. Raises NoteError."""
    raw = decode(text, what)
    if len(raw) != HASH_BYTES:
        message = f"The {what} has {len(raw)} bytes, not {HASH_BYTES}."
        raise NoteError(message)
    return raw


def _number(text: str, what: str) -> int:
    if not _NUMBER.fullmatch(text):
        message = f"The {what} is not a number."
        raise NoteError(message)
    return int(text)


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key under a name, as `NAME+HASH+KEY`."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes by which signatures name the key."""
        named = self.name.encode() + b"\n" + _ED25519 + self.public
        return hashlib.sha256(named).digest()[:4]

    def spelt(self) -> str:
        """Return the key's one-line spelling."""
        return f"{self.name}+{self.key_id.hex()}+{encode(_ED25519 + self.public)}"

    def renamed(self, name: str) -> VerifierKey:
        """Return the same key under another name."""
        return VerifierKey(name, self.public)

    @classmethod
    def read(cls, text: str) -> VerifierKey:
        """Read what `spelt` wrote.

        Raises:
            NoteError: it is no Ed25519 key in this spelling, or its hash is of another.
        """
        name, _, rest = text.strip().partition("+")
        _, _, key = rest.partition("+")
        raw = decode(key, "public key") if key else b""
        if not _NAME.fullmatch(name) or len(raw) != 1 + HASH_BYTES or raw[:1] != _ED25519:
            message = "That is no public key in the form NAME+HASH+KEY, as fonds key show prints."
            raise NoteError(message)
        found = cls(name, raw[1:])
        if found.spelt() != text.strip():
            message = "The public key does not have the hash that stands before it."
            raise NoteError(message)
        return found


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line of a note."""

    name: str
    key_id: bytes
    raw: bytes


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A text, with its last line end, and who signed it."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def read(cls, note: str) -> SignedNote:
        """Read a note.

        Raises:
            NoteError: it is none.
        """
        text, parting, lines = note.rpartition("\n\n")
        if not parting or not lines.endswith("\n") or _CONTROL.search(note):
            message = "It is not a signed note: a text, an empty line, and signatures."
            raise NoteError(message)
        given = lines.removesuffix("\n").split("\n")
        if len(given) > MOST_SIGNATURES:
            message = f"It has {len(given)} signatures; at most {MOST_SIGNATURES} are read."
            raise NoteError(message)
        return cls(text + "\n", tuple(_signature(line) for line in given))

    def signed_by(self, keys: Iterable[VerifierKey], check: CheckSignature) -> VerifierKey | None:
        """Return the first of the keys that signed the note, None where none of them did.

        Raises:
            NoteError: a signature that names one of the keys is not by it.
        """
        by_name = {(key.name, key.key_id): key for key in keys}
        signed: VerifierKey | None = None
        for signature in self.signatures:
            key = by_name.get((signature.name, signature.key_id))
            if key is None:
                continue
            if not check(key.public, signature.raw, self.text.encode()):
                message = f"The signature of {key.name} is not of this text."
                raise NoteError(message)
            signed = signed or key
        return signed


def _signature(line: str) -> Signature:
    name, _, spelt = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not _NAME.fullmatch(name):
        message = "A line after the text is not a signature."
        raise NoteError(message)
    raw = decode(spelt, "signature")
    if len(raw) <= len(b"hash"):
        message = "A signature is too short."
        raise NoteError(message)
    return Signature(name, raw[:4], raw[4:])


def sign_note(text: str, key: VerifierKey, sign: Sign) -> str:
    """Return a note: ``text`` signed by the key that ``key`` is the public half of.

    Raises:
        NoteError: the text does not end with a line end, or has control characters.
    """
    if not text.endswith("\n") or _CONTROL.search(text):
        message = "A text to be signed ends with a line end and has no control characters."
        raise NoteError(message)
    return f"{text}\n{_DASH}{key.name} {encode(key.key_id + sign(text.encode()))}\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The text of a signed head: whose, how many leaves, the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{encode(self.root)}\n"

    @classmethod
    def read(cls, text: str) -> Checkpoint:
        """Read a note's text. Extension lines are passed over, as the format asks.

        Raises:
            NoteError: it is no checkpoint.
        """
        lines = text.removesuffix("\n").split("\n")
        if len(lines) < len(("origin", "size", "root")) or not all(lines):
            message = "It lacks an origin, a size or a root, a line each."
            raise NoteError(message)
        return cls(lines[0], _number(lines[1], "size"), decode_hash(lines[2], "root"))


@dataclass(frozen=True, slots=True)
class TlogProof:
    """That a leaf stands in a tree: its index from 0, its path, and the tree's checkpoint."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str

    def spelt(self) -> str:
        """Return the proof's text."""
        return "\n".join(
            [PROOF_HEADING, f"index {self.index}", *map(encode, self.path), "", self.checkpoint]
        )

    @classmethod
    def read(cls, text: str) -> TlogProof:
        """Read a proof's text. Extra data, which nobody vouches for, is passed over.

        Raises:
            NoteError: it is none.
        """
        heading, _, rest = text.partition("\n")
        if heading != PROOF_HEADING:
            message = f"It does not begin with {PROOF_HEADING}."
            raise NoteError(message)
        if rest.startswith("extra "):
            rest = rest.partition("\n")[2]
        index, path, checkpoint = _indexed(rest, "index")
        return cls(index, path, checkpoint)


@dataclass(frozen=True, slots=True)
class Step:
    """That a tree begins with all of an earlier one: its size, the path, the later checkpoint."""

    old: int
    path: tuple[bytes, ...]
    checkpoint: str

    def spelt(self) -> str:
        """Return the step's text."""
        return "\n".join([f"old {self.old}", *map(encode, self.path), "", self.checkpoint])

    @classmethod
    def read(cls, text: str) -> Step:
        """Read a step's text. Raises NoteError."""
        old, path, checkpoint = _indexed(text, "old")
        return cls(old, path, checkpoint)


def _indexed(text: str, word: str) -> tuple[int, tuple[bytes, ...], str]:
    before, parting, checkpoint = text.partition("\n\n")
    lines: Sequence[str] = before.split("\n")
    named, _, number = lines[0].partition(" ")
    if not parting or named != word:
        message = f"It has no line “{word}” with a number, or no checkpoint."
        raise NoteError(message)
    path = tuple(decode_hash(line, "hash of the path") for line in lines[1:])
    return _number(number, word), path, checkpoint
