# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What commands that sign or check signatures share: keys, the folder for copies, their files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.archive import system_clock
from fonds.archive.cli import checkpoint_folders
from fonds.archive.errors import Cancelled, FondsError, RefusedError
from fonds.archive.proofs.checkpoints import largest_kept
from fonds.archive.proofs.keys import SigningKeys
from fonds.events.header import spell_moment
from fonds.events.notes import NoteError, VerifierKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fonds.archive.archive import Archive
    from fonds.archive.cli.session import Session
    from fonds.archive.proofs.checkpoints import Signed

LARGEST = 512 * 1024 * 1024
"""Bytes of a proof, checkpoint or key that are read; a text that is signed is held in memory."""


def signing_keys(session: Session) -> SigningKeys:
    """Return this person's keys; when one is made, it is said on standard error."""
    return _keys(session.note)


def _keys(tell: Callable[[str], None]) -> SigningKeys:
    return SigningKeys(lambda: spell_moment(system_clock()), tell=tell)


def largest_signed(archive: str) -> tuple[int, bytes, Path] | None:
    """Return size and root of the largest head of an archive signed here, and where it is kept."""
    return largest_kept(_keys(lambda _: None).folder, archive)


def sign_head(archive: Archive, tell: Callable[[str], None]) -> Signed:
    """Sign an archive's head, with a copy in the folder named for it. Raises as `Checkpoints`."""
    return archive.notary(_keys(tell)).checkpoints.sign(checkpoint_folders.kept_in(archive.id))


def sign_after(session: Session, archive: Archive) -> None:
    """Sign the head after something large was recorded; whatever is in the way is only said.

    Raises:
        Cancelled: somebody interrupted it, when all had been recorded already.
    """
    try:
        signed = sign_head(archive, session.note)
    except KeyboardInterrupt as error:
        code, message = "interrupted-late", "Interrupted, but it had been recorded already."
        raise Cancelled(code, message) from error
    except FondsError as error:
        session.note(f"It is recorded, but the archive's head was not signed. {error.message}")
        return
    if signed.warning is not None:
        session.note(signed.warning)


def read_text(file: Path, what: str) -> str:
    """Return a text file's content, line ends as they are.

    Raises:
        RefusedError: it is not there, cannot be read, is no text, or far too large.
    """
    try:
        if file.stat().st_size > LARGEST:
            why = "it is far too large"
        else:
            return file.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        message = f"There is no file {file}. Check the name and the folder."
        code = "unknown-file"
        raise RefusedError(code, message, file=str(file)) from error
    except UnicodeDecodeError:
        why = "it is no text in UTF-8"
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
    message = f"{file} cannot be read as {what}: {why}."
    code = "unreadable-file"
    raise RefusedError(code, message, file=str(file))


def given_keys(given: Iterable[str]) -> list[VerifierKey]:
    """Return public keys given as such, or as files that hold them, one a line.

    Raises:
        RefusedError: one is neither.
    """
    keys: list[VerifierKey] = []
    for words in given:
        try:
            keys.append(VerifierKey.read(words))
        except NoteError as error:
            file = Path(words)
            if words.count("+") > 1 or not _is_there(file):
                message = (
                    f"“{words[:80]}” is no public key, such as fonds+1a2b3c4d+AQ… as fonds key show"
                    " prints it, and no file with one."
                )
                code = "not-a-key"
                raise RefusedError(code, message, key=words) from error
            lines = read_text(file, "a public key").split("\n")
            keys += _keys_in(words, lines)
    return keys


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except (OSError, ValueError):
        # No file can have such a name.
        return False


def _keys_in(name: str, lines: list[str]) -> list[VerifierKey]:
    try:
        found = [VerifierKey.read(line) for line in lines if line.strip()]
    except NoteError as error:
        message = f"{name} holds something else than public keys, one a line."
        code = "not-a-key"
        raise RefusedError(code, message, file=name) from error
    if not found:
        message = f"{name} holds no public key."
        code = "not-a-key"
        raise RefusedError(code, message, file=name)
    return found
