# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The archive: the only door. Commands go in, queries come out; here all is wired together.

What copies, signs or verifies is loaded when it is first asked for, so that reading is not kept
waiting by it.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from fonds.archive.ahead import passed_over_by
from fonds.archive.clock import Clock, system_clock
from fonds.archive.connection import damage_told, translated
from fonds.archive.errors import ArchiveError, Cancelled
from fonds.archive.files import called_by, remove_leftovers
from fonds.archive.naming import UNNAMED
from fonds.archive.opening import existing_file, new_file
from fonds.archive.outcome import Outcome
from fonds.archive.queries.queries import Queries
from fonds.archive.standing import stand_at_head
from fonds.archive.store.removal import wiping as wiping_of
from fonds.archive.store.sqlite import SqliteStore
from fonds.events.catalogue.archive import AgentKind
from fonds.events.ids import Randomness, SystemRandomness
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fonds.archive.backup import Copied
    from fonds.archive.commands.erasing import EraseContent, Erasure
    from fonds.archive.commands.plan import Command, Progress
    from fonds.archive.connection import Connection
    from fonds.archive.integrity.tree import EarlierHead
    from fonds.archive.integrity.verify import VerifyAnswer
    from fonds.archive.lending import LentViews
    from fonds.archive.proofs.keys import SigningKeys
    from fonds.archive.proofs.notary import Notary
    from fonds.archive.recorder import Recorder
    from fonds.archive.sharing import Shared
    from fonds.archive.store.contract import Head
    from fonds.archive.wiping import Wiped

__all__ = ["UNNAMED", "Archive", "Clock", "Outcome", "system_clock"]

AnswerT = TypeVar("AnswerT")


class Archive:
    """An open archive file, for one thread at a time; open a second one for another thread."""

    def __init__(
        self,
        path: Path,
        connection: Connection,
        *,
        read_only: bool,
        agent: tuple[AgentKind, str, str | None],
        clock: Clock,
        randomness: Randomness,
    ) -> None:
        """Wrap an open, checked connection; use `create` or `open`."""
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._store = SqliteStore(connection, str(path))
        self._lent: LentViews | None = None
        self._recorder: Recorder | None = None
        self._id: str | None = None
        self._agent = agent
        self._clock = clock
        self._randomness = randomness
        self.queries = Queries(self._store, path, read_only=read_only)
        self.passed_over = passed_over_by(connection, path)

    @classmethod
    def create(
        cls,
        path: Path | str,
        *,
        name: str | None = None,
        agent: str = UNNAMED,
        agent_kind: str = "person",
        agent_version: str | None = None,
        clock: Clock = system_clock,
        randomness: Randomness | None = None,
    ) -> Archive:
        """Make a new archive file; its first event is `ArchiveCreated`.

        Raises:
            RefusedError: something is at ``path`` already, or its folder does not exist.
            ArchiveError: the file cannot be written.
        """
        path = Path(path)
        randomness = randomness or SystemRandomness()
        with new_file(path) as connection:
            archive = cls(
                path,
                connection,
                read_only=False,
                agent=(AgentKind(agent_kind), agent, agent_version),
                clock=clock,
                randomness=randomness,
            )
            archive._recording().begin(name or called_by(path))
        try:
            return cls.open(
                path,
                agent=agent,
                agent_kind=agent_kind,
                agent_version=agent_version,
                clock=clock,
                randomness=randomness,
            )
        except BaseException:
            remove_leftovers(path)
            raise

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        agent: str = UNNAMED,
        agent_kind: str = "person",
        agent_version: str | None = None,
        read_only: bool = False,
        clock: Clock = system_clock,
        randomness: Randomness | None = None,
        progress: Progress | None = None,
        lending: bool = True,
    ) -> Archive:
        """Open an archive; read-only where asked, or where file or folder cannot be written.

        Tables that are not up to date are made anew first, which ``progress`` is told of; in a file
        that cannot be written beside it, for as long as it is open (`is_lent`), unless ``lending``
        is false.

        Raises:
            RefusedError: there is no such file.
            ArchiveError: it is no archive, from a newer Fonds, damaged, or its schema is not ours;
                "views-outdated" where its tables may not be brought up to date.
            Cancelled: ``progress`` answered False.
        """
        path = Path(path)
        with existing_file(path, read_only=read_only) as (connection, only_read):
            archive = cls(
                path,
                connection,
                read_only=only_read,
                agent=(AgentKind(agent_kind), agent, agent_version),
                clock=clock,
                randomness=randomness or SystemRandomness(),
            )
            archive._settle(progress, lending=lending)
        return archive

    def _settle(self, progress: Progress | None, *, lending: bool) -> None:
        if not self.read_only and wiping_of(self._store) is not None:
            self.finish_erasing(progress)
        reading = self.read_only
        if stand_at_head(self._store, read_only=reading):
            return
        from fonds.archive.lending import settle

        self._lent = settle(self._store, self.path, progress, read_only=reading, lending=lending)
        self.queries.following = self._lent.follow if self._lent is not None else None

    @contextlib.contextmanager
    def asking(self) -> Iterator[None]:
        """Tell what damage does to questions asked meanwhile, whatever error it comes as.

        Raises:
            ArchiveError: as `fonds.archive.connection.translated`.
        """
        with translated(self.path), damage_told(self._connection):
            yield

    @property
    def is_lent(self) -> bool:
        """Whether answers come from tables made beside a file that cannot be written."""
        return self._lent is not None

    @property
    def id(self) -> str:
        """The archive's own random id."""
        if self._id is None:
            self._id = self._store.at([1])[0].header.archive
        return self._id

    def head(self) -> Head:
        """Return the log's size and its RFC 6962 root."""
        return self._store.head()

    def execute(
        self, command: Command[AnswerT], *, progress: Progress | None = None, dry_run: bool = False
    ) -> Outcome[AnswerT]:
        """Carry a command out: all its events are appended in one transaction, or none.

        With ``dry_run`` everything is done and undone again.

        Raises:
            RefusedError, WrongUseError: a rule forbids it; the log is as before.
            ArchiveError: the file is read-only, locked, full or damaged; the log is as before.
            Cancelled: ``progress`` answered False.
        """
        self._check_writable(say("nothing can be recorded in it"))
        return self._recording().execute(command, self.id, progress, dry_run=dry_run)

    def refuse_itself(self, *files: Path) -> None:
        """Refuse files that are to be read where one of them is this archive.

        Raises:
            RefusedError: "archive-itself".
        """
        self._store.open_file.refuse(*files)

    def _recording(self) -> Recorder:
        if self._recorder is None:
            from fonds.archive.recorder import Recorder

            self._recorder = Recorder(self._store, self._agent, self._clock, self._randomness)
        return self._recorder

    def erase(
        self,
        command: EraseContent,
        *,
        progress: Progress | None = None,
        begun: Callable[[str], None] | None = None,
        dry_run: bool = False,
    ) -> tuple[Outcome[Erasure], Wiped]:
        """Erase words for good, then see to it that none of their bytes is left in the file.

        With ``dry_run`` nothing is erased, and the answer is what would be. ``begun`` is told what
        is done next, once it is on record.

        Raises:
            FondsError: as `execute`. Once it is on record, `Wiped` tells what is unfinished, also
                where it was stopped or interrupted.
        """
        from fonds.archive.wiping import STOPPED, Wiped, overwrite_removed

        self._check_writable(
            say("a rehearsal does everything and undoes it: rehearse on a copy (fonds backup)")
            if dry_run
            else say("nothing can be erased in it")
        )
        overwrite_removed(self._store)
        meant = command.rehearsal() if dry_run else command
        outcome = self.execute(meant, progress=progress, dry_run=dry_run)
        if dry_run:
            return outcome, Wiped(finished=True)
        try:
            return outcome, self.finish_erasing(progress, begun)
        except (Cancelled, KeyboardInterrupt):
            return outcome, STOPPED

    def finish_erasing(
        self, progress: Progress | None = None, begun: Callable[[str], None] | None = None
    ) -> Wiped:
        """Do what an erasure has left to do, on a full disk or while others were reading."""
        from fonds.archive.wiping import wipe

        try:
            return wipe(self._store, self.path, self.id, progress, begun)
        finally:
            self._forget()
            self.queries.forget()

    def _forget(self) -> None:
        """Forget what commands remember of the tables: they were undone, or written by others."""
        if self._recorder is not None:
            self._recorder.forget()

    def rebuild(self, progress: Progress | None = None) -> bool:
        """Make the disposable tables anew from the log; see `fonds.archive.projector.rebuild`."""
        from fonds.archive.lending import refuse_foreign
        from fonds.archive.projector import rebuild

        self._check_writable(say("its tables cannot be rebuilt"))
        refuse_foreign(self._store, self.path)
        with_tree = rebuild(self._store, progress)
        self._forget()
        return with_tree

    def _check_writable(self, what: str) -> None:
        if self.read_only:
            message = say("{path} is open for reading only; {what}.", path=self.path, what=what)
            raise ArchiveError("read-only", message, path=str(self.path))

    def notary(self, keys: SigningKeys) -> Notary:
        """Return what signs heads and proofs of this archive with a person's keys."""
        from fonds.archive.proofs.notary import Notary

        return Notary(self._store, self.id, keys, self.read_only)

    def verify(self, progress: Progress | None = None) -> VerifyAnswer:
        """Check everything the file promises; see `fonds.archive.integrity.verify`."""
        return self.verify_file(self.path, progress)

    @staticmethod
    def verify_file(
        path: Path | str, progress: Progress | None = None, heads: Sequence[EarlierHead] = ()
    ) -> VerifyAnswer:
        """Verify an archive without trusting its schema, on a connection of its own.

        ``heads`` were signed earlier and kept elsewhere; the log must still begin with them.

        Raises:
            RefusedError, ArchiveError: there is no such file, or it is recognisably no archive.
        """
        from fonds.archive.verifying import verify_at

        return verify_at(Path(path), progress, heads)

    def backup(self, target: Path | str, progress: Progress | None = None) -> Copied:
        """Copy the archive, as it is now, to a new file; see `fonds.archive.backup.back_up`."""
        from fonds.archive.backup import back_up

        return back_up(self._connection, self.path, Path(target), progress)

    def share_copy(
        self, target: Path | str, withhold: Sequence[str], progress: Progress | None = None
    ) -> Shared:
        """Copy the archive without some of its words; see `fonds.archive.sharing.share_copy`."""
        from fonds.archive.sharing import share_copy

        return share_copy(self._store, self.path, Path(target), withhold, progress)

    def close(self) -> None:
        """Close the file; the last to close folds the write-ahead log back into it."""
        self.queries.forget()
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the archive itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the file."""
        self.close()
