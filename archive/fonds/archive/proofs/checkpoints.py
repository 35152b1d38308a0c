# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Signing an archive's head, keeping copies elsewhere, and reading what was signed earlier.

A checkpoint is kept in three places: in the archive (a disposable table, which whoever rewrites the
archive rewrites too), in the signer's own folder (so that no key signs two heads that cannot both
be of one log), and in a folder that the user names: the one that convicts.

The signer's own copy has two files that are written in turns. So each new head is written over the
last but one, in its place: one wait for the disk, where a new file that takes the old one's name
needs two, and killed or cut short in between, the last head is still there.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fonds.archive.errors import ArchiveError, FondsError, RefusedError
from fonds.archive.export.writing import write_whole
from fonds.archive.integrity.findings import Fault
from fonds.archive.integrity.tree import EarlierHead
from fonds.archive.lookup.checkpoints import SignedHead, last_signed, remember
from fonds.archive.proofs.folders import heads_folder, heads_of
from fonds.events.notes import (
    PROOF_HEADING,
    Checkpoint,
    NoteError,
    SignedNote,
    Step,
    VerifierKey,
    origin_of,
)
from fonds.events.proofs import consistency_path
from fonds.events.sentences import say, small

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from fonds.archive.proofs.keys import SigningKey, SigningKeys
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.notes import CheckSignature

ENDING = ".checkpoint"


@dataclass(frozen=True, slots=True)
class Signed:
    """A head that was just signed.

    ``key`` is the public key under the archive's name. ``new`` is False where this very head had
    been signed before. ``kept`` is the copy's file, None where no folder is named or it could not
    be written: then ``warning`` says why.
    """

    head: SignedHead
    checkpoint: Checkpoint
    key: VerifierKey
    new: bool
    kept: Path | None = None
    warning: str | None = None


class Checkpoints:
    """The signed heads of one open archive."""

    def __init__(
        self, store: SqliteStore, archive: str, keys: SigningKeys, *, read_only: bool
    ) -> None:
        """Sign for the archive of this id with a person's keys."""
        self._store = store
        self._archive = archive
        self._origin = origin_of(archive)
        self._keys = keys
        self._read_only = read_only
        # Own copies as this object wrote or checked them: they need not be checked again.
        self._checked: dict[str, Checkpoint] = {}
        # The last head signed here, and the version of the file's foreign writes then: while
        # nobody else writes, the log only grows by what this connection appends to it.
        self._continued: tuple[int, Checkpoint] | None = None
        self._copies: tuple[str, Path, Path] | None = None

    def sign(self, keep_in: Path | None = None) -> Signed:
        """Sign the present head and keep it, with a copy in the folder ``keep_in``.

        A folder that is not there, or cannot be written, spoils nothing: the answer says so.

        Raises:
            ArchiveError: the archive is not a continuation of one this key has signed.
            RefusedError: the signing key cannot be made or read.
        """
        key = self._keys.current()
        signed, newest = self._signed(key)
        # The own copies were looked at a moment ago, and need not be again.
        return self._kept(signed, key, newest, keep_in)

    def draft(self) -> Signed:
        """Sign the present head and keep it nowhere: `keep` does, once it is known to be wanted.

        Raises:
            ArchiveError: the archive is not a continuation of one this key has signed.
            RefusedError: the signing key cannot be made or read.
        """
        return self._signed(self._keys.current())[0]

    def _signed(self, key: SigningKey) -> tuple[Signed, Path | None]:
        """Return the present head, signed, and the file of the newest own copy there was."""
        version, head = self._store.data_version(), self._store.head()
        checkpoint = Checkpoint(self._origin, head.size, head.root)
        newest = self._check_continues(key, checkpoint, version)
        if self._continued is None or self._continued[0] != version:
            self._check_tree(checkpoint)
        self._continued = (version, checkpoint)
        note = key.sign(self._origin, checkpoint.text())
        before = last_signed(self._store.connection)
        if before is not None and (before.size, before.note) == (head.size, note):
            return Signed(before, checkpoint, key.named(self._origin), new=False), newest
        signed = SignedHead(head.size, self._keys.now(), note)
        return Signed(signed, checkpoint, key.named(self._origin), new=True), newest

    def keep(self, signed: Signed, keep_in: Path | None = None) -> Signed:
        """Keep a head that `draft` signed, with a copy in the folder ``keep_in``."""
        key = self._keys.current()
        own = self._own_checkpoint(key) if signed.new else None
        return self._kept(signed, key, own[0] if own is not None else None, keep_in)

    def _kept(
        self, signed: Signed, key: SigningKey, newest: Path | None, keep_in: Path | None
    ) -> Signed:
        if signed.new:
            self._remember(signed, key, newest)
        return self._keep(signed, keep_in) if keep_in is not None else signed

    def step_from(self, earlier: str) -> str:
        """Sign the head; return, with it, the proof that it continues an earlier checkpoint.

        Raises:
            RefusedError: ``earlier`` is no checkpoint of this archive, or of more events.
            ArchiveError: as `sign`.
        """
        before = read_checkpoint(earlier)
        signed = self.sign()
        size = signed.checkpoint.size
        if before.origin != self._origin or not 0 < before.size <= size:
            message = "That is not a checkpoint of this archive as it is now or was before."
            code = "other-checkpoint"
            raise RefusedError(code, message)
        path = consistency_path(before.size, size, self._store.range_root)
        return Step(before.size, tuple(path), signed.head.note).spelt()

    def _check_continues(
        self, key: SigningKey, checkpoint: Checkpoint, version: int
    ) -> Path | None:
        """Refuse to sign beside a head of the same key that is no earlier head of this log.

        Returns the file of that head, None where there is none.
        """
        own = self._own_checkpoint(key)
        if own is None:
            return None
        own_copy, before = own
        if self._continued == (version, before) and before.size <= checkpoint.size:
            return own_copy
        if before.size <= checkpoint.size:
            root = self._store.range_root(0, before.size)
            if root == before.root:
                return own_copy
            how = say("is not the one whose head you signed")
        else:
            how = say(
                "has {size:,} events; you have signed a head over {size2:,}",
                size=checkpoint.size,
                size2=before.size,
            )
        message = say(
            "This archive {how}. If you recorded in a copy of it and signed there, go on in that"
            " copy: your key signs one history of an archive only. If not, this is an older copy"
            " or was changed behind your back: run fonds verify --checkpoint {own_copy}. To go on"
            " with this one on purpose, begin a new key with fonds key rotate.",
            how=how,
            own_copy=own_copy,
        )
        code = "forked"
        raise ArchiveError(code, message, checkpoint=str(own_copy))

    def _check_tree(self, checkpoint: Checkpoint) -> None:
        """Refuse to sign an edge that the kept nodes and the last leaves do not give.

        One damaged cell would have the key sign a head that no log ever had, and convict its owner.
        """
        size = checkpoint.size
        if size and self._store.range_root(0, size) != checkpoint.root:
            code = "tree-contradicts"
            message = say(
                "The tree kept beside the log is not what its events give, so its head was not"
                " signed. Run fonds verify, which tells whether the log was changed or the tree"
                " alone."
            )
            raise ArchiveError(code, message)

    def _own_checkpoint(self, key: SigningKey) -> tuple[Path, Checkpoint] | None:
        """Return the last head that the own copies tell of, with its file; None without any.

        A file that is not there, is damaged, or is signed with another key says nothing.
        """
        found: list[tuple[Path, Checkpoint]] = []
        checked, self._checked = self._checked, {}
        for copy in self._own_copies(key):
            with suppress(OSError, ValueError):
                kept = copy.read_text(encoding="utf-8")
                known = checked.get(kept)
                if known is None:
                    note = SignedNote.read(kept)
                    if note.signed_by([key.named(self._origin)], self._keys.check) is None:
                        continue
                    known = Checkpoint.read(note.text)
                self._checked[kept] = known
                found.append((copy, known))
        return max(found, key=lambda one: one[1].size, default=None)

    def _own_copies(self, key: SigningKey) -> tuple[Path, Path]:
        name = f"{self._archive}-{key.public.hex()[:16]}"
        if self._copies is None or self._copies[0] != name:
            folder = heads_folder(self._keys.folder)
            self._copies = (name, folder / f"{name}{ENDING}", folder / f"{name}-2{ENDING}")
        return self._copies[1:]

    def _remember(self, signed: Signed, key: SigningKey, newest: Path | None) -> None:
        one, other = self._own_copies(key)
        with suppress(OSError, FondsError):
            _keep_own(other if newest == one else one, signed.head.note)
            self._checked[signed.head.note] = signed.checkpoint
        self._note(signed.head)

    def _note(self, head: SignedHead) -> None:
        # Inside the one state that an export sees nothing can be written; the own copy beside the
        # key remembers that head.
        if self._read_only or self._store.connection.in_transaction:
            return
        # Disposable: a lock or a full disk shall not spoil a signature.
        with suppress(ArchiveError), self._store.passing():
            remember(self._store.connection, head)

    def _keep(self, signed: Signed, folder: Path) -> Signed:
        file = folder / copy_name(self._archive, signed)
        if not folder.is_dir():
            warning = say(
                "The folder {folder} for checkpoints is not there; is a disk not plugged in?"
                " The checkpoint is kept in the archive alone, where it convicts nobody.",
                folder=folder,
            )
            return replace(signed, warning=warning)
        try:
            if not file.exists() or file.read_text(encoding="utf-8") != signed.head.note:
                write_whole(file, [signed.head.note])
            public = folder / f"{self._archive}-{signed.key.key_id.hex()}.public-key"
            if not public.exists():
                write_whole(public, [signed.key.spelt() + "\n"])
        except (FondsError, OSError, ValueError) as error:
            why = error.message if isinstance(error, FondsError) else f"{file}: {error}."
            return replace(
                signed, warning=say("The checkpoint was signed but not kept. {why}", why=why)
            )
        if signed.head.kept_in == str(folder):
            return replace(signed, kept=file)
        head = replace(signed.head, kept_in=str(folder), kept_at=self._keys.now())
        self._note(head)
        return replace(signed, head=head, kept=file)


def _keep_own(copy: Path, note: str) -> None:
    """Write a copy that another one stands beside; it is on the disk when this returns."""
    try:
        with copy.open("r+b") as file:
            file.write(note.encode("utf-8"))
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(copy, [note])


def largest_kept(folder: Path, archive: str) -> tuple[int, bytes, Path] | None:
    """Return size, root and file of the largest head of an archive kept beside a person's keys.

    ``folder`` is that of the keys. None where there is none that can be read.
    """
    found: list[tuple[int, bytes, Path]] = []
    for file in heads_of(archive, folder):
        with suppress(OSError, ValueError, FondsError):
            head = read_checkpoint(file.read_text(encoding="utf-8"))
            found.append((head.size, head.root, file))
    return max(found, default=None)


def copy_name(archive: str, signed: Signed) -> str:
    """Return the file name of a checkpoint's copy: whose, over how many events, by which key."""
    return f"{archive}-{signed.checkpoint.size:010d}-{signed.key.key_id.hex()}{ENDING}"


def checkpoint_in(text: str) -> str:
    """Return the checkpoint that a text is, that a step from an earlier one ends in, or a proof."""
    if text.startswith("fonds-proof/1\n"):
        # Each of its events carries the same: a path, an empty line, then the signed note.
        note = text.partition(f"\n{PROOF_HEADING}\n")[2].split("\n\n")[1:3]
        return "\n\n".join(note).rstrip("\n") + "\n"
    return text.partition("\n\n")[2] if text.startswith("old ") else text


def read_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint, the later one of a step, or a proof's, without asking who signed it.

    Raises:
        RefusedError: the text is none of these.
    """
    try:
        return Checkpoint.read(SignedNote.read(checkpoint_in(text)).text)
    except NoteError as error:
        message = say("That is not a checkpoint: {error}", error=small(str(error)))
        code = "not-a-checkpoint"
        raise RefusedError(code, message) from error


def files_of(given: Iterable[Path]) -> list[Path]:
    """Return the checkpoint files that are named, or that lie in folders that are named.

    Raises:
        RefusedError: one is not there, or a folder has none.
    """
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            inside = sorted(path.glob(f"*{ENDING}"))
            if not inside:
                message = say("There is no checkpoint in the folder {path}.", path=path)
                code = "unknown-file"
                raise RefusedError(code, message, file=str(path))
            found += inside
        else:
            found.append(path)
    return found


def judge(
    name: str, text: str, keys: Sequence[VerifierKey], check: CheckSignature
) -> tuple[EarlierHead, Fault | None]:
    """Read a checkpoint that was kept elsewhere, and say what is wrong with its signature.

    Args:
        name: what to call it in messages.
        text: the checkpoint, or a step to it from an earlier one.
        keys: public keys that may have signed it, under any name.
        check: checks a signature.

    Raises:
        RefusedError: the text is no checkpoint.
    """
    checkpoint = read_checkpoint(text)
    archive = checkpoint.origin.removeprefix(origin_of(""))
    known = archive if checkpoint.origin == origin_of(archive) else None
    head = EarlierHead(name, known, checkpoint.size, checkpoint.root)
    try:
        by = SignedNote.read(checkpoint_in(text)).signed_by(
            [key.renamed(checkpoint.origin) for key in keys], check
        )
    except NoteError:
        detail = say(
            "{name} was changed after it was signed, so what it says counts for nothing.", name=name
        )
        return head, Fault("bad-signature", None, detail)
    if by is None:
        detail = say(
            "{name} is signed with a key that is not known here; give its public half with --key.",
            name=name,
        )
        return head, Fault("unknown-key", None, detail)
    return head, None
