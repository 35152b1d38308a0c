# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A person's signing key, kept apart from every archive; the public halves of all they ever had.

The private half lies in the platform's keyring where there is one, else in a file that its owner
alone can read. It is never in an archive, a log or a message. One key serves all of a person's
archives: under each archive's origin as its name, so that a signature for one is none for another.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import stat
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from fonds.archive.errors import ArchiveError, RefusedError
from fonds.archive.files import flush_folder
from fonds.archive.proofs.folders import keys_folder
from fonds.archive.proofs.rings import Ring, platform_ring
from fonds.events.notes import NoteError, VerifierKey, decode, encode, sign_note
from fonds.events.sentences import as_sentence, form_of, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "fonds"
"""The name a key is shown under where no archive is named."""

_PRIVATE = "PRIVATE+KEY"
_ED25519 = b"\x01"
_PRIVATE_FIELDS = 5


def check_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether an Ed25519 signature is a key's of a message (RFC 8032 section 5.1.7)."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key of this person: its public half, since when, until when, and where the private one is.

    ``kept`` is "keyring" or "file"; of a retired key (``retired_at`` not None) there is none left.
    """

    key: str
    made_at: str
    kept: str
    retired_at: str | None = None


class SigningKey:
    """A private key, ready to sign; it is shown to nobody but by `SigningKeys.exported`."""

    def __init__(self, private: Ed25519PrivateKey, known: KnownKey) -> None:
        """Wrap a key."""
        self._private = private
        self.known = known
        self.public = private.public_key().public_bytes_raw()

    def named(self, name: str) -> VerifierKey:
        """Return the public half under a name."""
        return VerifierKey(name, self.public)

    def sign(self, name: str, text: str) -> str:
        """Return the text as a note signed under a name."""
        return sign_note(text, self.named(name), self._private.sign)

    def __repr__(self) -> str:
        """Show the public half alone."""
        return f"SigningKey({self.known.key})"


class SigningKeys:
    """All keys of a person, in a folder of their own."""

    def __init__(
        self,
        now: Callable[[], str],
        folder: Path | None = None,
        ring: Callable[[], Ring | None] = platform_ring,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Name the folder; nothing is read or made yet.

        Args:
            now: the time, as headers spell it.
            folder: where the list of keys lies, and private ones where there is no keyring.
            ring: finds the keyring to use.
            tell: is told, in a sentence, when a key is made.
        """
        self.now = now
        self.folder = folder or keys_folder()
        self._ring = ring
        self._tell = tell
        self._current: SigningKey | None = None

    check = staticmethod(check_signature)

    @property
    def _list(self) -> Path:
        return self.folder / "keys.json"

    def known(self) -> list[KnownKey]:
        """Return all keys there ever were, oldest first; the last may be in use.

        Raises:
            ArchiveError: the list cannot be read.
        """
        try:
            kept = json.loads(self._list.read_text(encoding="utf-8"))
            return [KnownKey(**entry) for entry in kept["keys"]]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = say(
                "The list of your signing keys, {list}, cannot be read. Put it back from a"
                " backup, or move it away to begin with a new key.",
                list=self._list,
            )
            code = "keys-unreadable"
            raise ArchiveError(code, message, file=str(self._list)) from error

    def publics(self) -> list[VerifierKey]:
        """Return the public halves of all keys there ever were."""
        return [VerifierKey.read(entry.key) for entry in self.known()]

    def current(self) -> SigningKey:
        """Return the key to sign with, making one where there is none.

        Raises:
            ArchiveError: the private half is not where it was kept, or can be read by others.
            RefusedError: the folder cannot be written.
        """
        known = self.known()
        if not known or known[-1].retired_at is not None:
            self._current = self._begin(Ed25519PrivateKey.generate(), known)
        elif self._current is None or self._current.known != known[-1]:
            self._current = SigningKey(self._private(known[-1]), known[-1])
        return self._current

    def rotate(self) -> SigningKey:
        """Retire the key in use, whose private half is destroyed, and make another.

        Raises:
            RefusedError: the folder cannot be written.
        """
        known = self.known()
        if known and known[-1].retired_at is None:
            self._write([*known[:-1], replace(known[-1], retired_at=self.now())])
            self._destroy(known[-1])
        return self.current()

    def exported(self) -> str:
        """Return the private key in the one-line spelling of Go's `note` package."""
        key = self.current()
        name, key_id, _ = key.known.key.split("+", 2)
        seed = self._private(key.known).private_bytes_raw()
        return f"{_PRIVATE}+{name}+{key_id}+{encode(_ED25519 + seed)}"

    def take_in(self, spelt: str, *, replacing: bool = False) -> SigningKey:
        """Use a private key that `exported` spelt, on another machine perhaps.

        With ``replacing`` another key in use is retired, and its private half destroyed.

        Raises:
            RefusedError: it is none, or another key is in use and not to be replaced.
        """
        try:
            private = _read_private(spelt)
        except (NoteError, ValueError) as error:
            message = "That is no private key as fonds key export writes it."
            code = "not-a-key"
            raise RefusedError(code, message) from error
        known = self.known()
        in_use = known[-1] if known and known[-1].retired_at is None else None
        if in_use is not None and not replacing:
            message = "A key is in use already. Give --yes to retire it and use this one."
            code = "key-in-use"
            raise RefusedError(code, message)
        public = private.public_key().public_bytes_raw()
        if in_use is not None and VerifierKey.read(in_use.key).public == public:
            return self.current()
        # One that was retired before is in use again.
        earlier = [entry for entry in known if VerifierKey.read(entry.key).public != public]
        if in_use is not None:
            earlier[-1] = replace(in_use, retired_at=self.now())
        taken = self._begin(private, earlier, say("taken in"))
        if in_use is not None:
            self._destroy(in_use)
        return taken

    # Where things lie ---------------------------------------------------------------------------

    def _begin(
        self, private: Ed25519PrivateKey, known: list[KnownKey], how: str = form_of("made for you")
    ) -> SigningKey:
        public = VerifierKey(NAME, private.public_key().public_bytes_raw()).spelt()
        entry = KnownKey(public, self.now(), "keyring")
        secret = encode(private.private_bytes_raw())
        kept = False
        ring = self._ring()
        if ring is not None:
            # Kept is only what comes back; a locked or broken keyring is as good as none.
            with contextlib.suppress(Exception):
                ring.set(_short(entry), secret)
                kept = ring.get(_short(entry)) == secret
        if not kept:
            entry = replace(entry, kept="file")
            self._write_private(entry, secret)
        if not known:
            earlier = self._write_first(entry)
            if earlier is not None:
                # Another program was first; its key is everybody's.
                self._destroy(entry)
                return self.current()
        else:
            self._write([*known, entry])
        where = say("in the keyring") if kept else say("in {file}", file=self._file(entry))
        self._tell(
            say(
                "A signing key was {how}; its private half is {where}. Give its public"
                " half to those who will check: fonds key show.",
                how=as_sentence(how),
                where=where,
            )
        )
        return SigningKey(private, entry)

    def _file(self, entry: KnownKey) -> Path:
        return self.folder / f"{_short(entry)}.key"

    def _private(self, entry: KnownKey) -> Ed25519PrivateKey:
        secret: str | None = None
        if entry.kept == "keyring":
            ring = self._ring()
            with contextlib.suppress(Exception):
                secret = ring.get(_short(entry)) if ring is not None else None
            where = "the keyring"
        else:
            file = self._file(entry)
            where = str(file)
            with contextlib.suppress(OSError):
                if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
                    message = say(
                        "Others may read your signing key {file}. Make it yours alone with"
                        " chmod 600, and if somebody may have read it, use fonds key rotate.",
                        file=file,
                    )
                    code = "key-open"
                    raise ArchiveError(code, message, file=str(file))
                secret = file.read_text(encoding="ascii").strip()
        try:
            private = Ed25519PrivateKey.from_private_bytes(decode(secret or "", "key"))
        except (NoteError, ValueError) as error:
            message = say(
                "Your signing key is not in {where} any more. Unlock or restore that, or begin"
                " with a new key: fonds key rotate.",
                where=where,
            )
            code = "key-missing"
            raise ArchiveError(code, message) from error
        public = VerifierKey(NAME, private.public_key().public_bytes_raw())
        if public.public != VerifierKey.read(entry.key).public:
            message = say("The signing key in {where} is not the one it should be.", where=where)
            code = "key-missing"
            raise ArchiveError(code, message)
        return private

    def _destroy(self, entry: KnownKey) -> None:
        with contextlib.suppress(Exception):
            if entry.kept == "keyring":
                ring = self._ring()
                if ring is not None:
                    ring.delete(_short(entry))
            else:
                self._file(entry).unlink(missing_ok=True)

    def _write_private(self, entry: KnownKey, secret: str) -> None:
        with self._explained():
            self._make_folder()
            file = os.open(self._file(entry), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(file, "w", encoding="ascii") as opened:
                opened.write(secret + "\n")
                opened.flush()
                os.fsync(opened.fileno())

    def _make_folder(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _write_first(self, entry: KnownKey) -> KnownKey | None:
        """Write the list where there is none; return the first entry of one that was there."""
        with self._explained():
            self._make_folder()
            unfinished = self._unfinished([entry])
            try:
                os.link(unfinished, self._list)
            except FileExistsError:
                return self.known()[0]
            except OSError:
                # A file system without links: then whoever is last has the key.
                unfinished.replace(self._list)
            finally:
                unfinished.unlink(missing_ok=True)
            flush_folder(self.folder)
        return None

    def _write(self, known: list[KnownKey]) -> None:
        with self._explained():
            self._make_folder()
            self._unfinished(known).replace(self._list)
            flush_folder(self.folder)

    def _unfinished(self, known: list[KnownKey]) -> Path:
        unfinished = self.folder / f".keys.{secrets.token_hex(4)}.unfinished"
        text = json.dumps({"keys": [asdict(entry) for entry in known]}, indent=2) + "\n"
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            # No checkpoint may leave the house before its key is safe from a power cut.
            os.fsync(file.fileno())
        return unfinished

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            message = say(
                "Your signing keys cannot be kept in {folder}: {why}.", folder=self.folder, why=why
            )
            code = "unwritable"
            raise RefusedError(code, message, file=str(self.folder)) from error


def _short(entry: KnownKey) -> str:
    """Return what a key is called in the keyring and among files: 16 digits of its public half."""
    return VerifierKey.read(entry.key).public.hex()[:16]


def _read_private(spelt: str) -> Ed25519PrivateKey:
    fields = spelt.strip().split("+", _PRIVATE_FIELDS - 1)
    if "+".join(fields[:2]) != _PRIVATE or len(fields) != _PRIVATE_FIELDS:
        message = "It does not begin as a private key does."
        raise NoteError(message)
    raw = decode(fields[4], "private key")
    if raw[:1] != _ED25519:
        message = "It is of another kind."
        raise NoteError(message)
    private = Ed25519PrivateKey.from_private_bytes(raw[1:])
    key = VerifierKey(fields[2], private.public_key().public_bytes_raw())
    if key.key_id.hex() != fields[3]:
        message = "It does not have the hash that stands in it."
        raise NoteError(message)
    return private
