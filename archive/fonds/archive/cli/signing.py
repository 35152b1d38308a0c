# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What commands that sign or check signatures share: keys, the folder for copies, their files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.archive import system_clock
from fonds.archive.cli import preferences
from fonds.archive.errors import Cancelled, FondsError, RefusedError
from fonds.archive.proofs.keys import SigningKeys
from fonds.events.header import spell_moment
from fonds.events.notes import NoteError, VerifierKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.archive import Archive
    from fonds.archive.cli.session import Session

FOLDER_VARIABLE = "FONDS_CHECKPOINTS"
LARGEST = 512 * 1024 * 1024
"""Bytes of a proof, checkpoint or key that are read; a text that is signed is held in memory."""


def signing_keys(session: Session) -> SigningKeys:
    """Return this person's keys; when one is made, it is said on standard error."""
    return SigningKeys(lambda: spell_moment(system_clock()), tell=session.note)


def keep_folder(archive: str) -> Path | None:
    """Return the folder that takes copies of an archive's checkpoints, None where none is named.

    FONDS_CHECKPOINTS comes before what was said of the archive by --keep-in.
    """
    named = os.environ.get(FOLDER_VARIABLE, "").strip() or preferences.read().get(_name(archive))
    return Path(named) if isinstance(named, str) and named else None


def remember_folder(archive: str, folder: Path | None) -> None:
    """Keep, or forget, the folder for copies of an archive's checkpoints.

    Raises:
        RefusedError: there is no such folder, or the preferences cannot be written.
    """
    if folder is not None and not folder.is_dir():
        message = f"There is no folder {folder}. Make it first, or plug its disk in."
        code = "unknown-folder"
        raise RefusedError(code, message, folder=str(folder))
    preferences.write(_name(archive), None if folder is None else str(folder.resolve()))


def _name(archive: str) -> str:
    return f"checkpoints_of_{archive}"


def sign_after(session: Session, archive: Archive) -> None:
    """Sign the head after something large was recorded; whatever is in the way is only said.

    Raises:
        Cancelled: somebody interrupted it, when all had been recorded already.
    """
    try:
        signed = archive.notary(signing_keys(session)).checkpoints.sign(keep_folder(archive.id))
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
