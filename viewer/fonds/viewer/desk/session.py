# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An archive opened for a window: one thread reads, one writes, one does long work beside them.

An `Archive` belongs to one thread at a time, so the reading and the writing thread have one each;
the file's write-ahead log lets reads go on while a long import is written.
"""

from __future__ import annotations

import contextlib
import importlib
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from fonds.archive.archive import Archive
from fonds.archive.errors import ArchiveError
from fonds.archive.errors import Cancelled as ArchiveCancelled
from fonds.archive.proofs.folders import heads_of, keys_folder
from fonds.archive.queries.refused_names import telling_apart
from fonds.events.fixed import fixed
from fonds.viewer.background import Background, Job
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.plan import Command, Progress
    from fonds.archive.queries.overview import ArchiveNamed
    from fonds.archive.queries.queries import Queries

AnswerT = TypeVar("AnswerT")
GONE = "gone"


@fixed
class Begun:
    """What is known once an archive is open: itself, and whether it is for reading only.

    Lent: it has tables of another Fonds, and others were made to read it with. ``lost`` counts
    commits that its write-ahead log cannot give any more; ``signed`` is over how many events its
    keeper has signed a head, where that is more than it has, else 0.
    """

    archive: ArchiveNamed
    read_only: bool
    lent: bool = False
    lost: int = 0
    signed: int = 0


class Session(QObject):
    """One open archive and its threads.

    Signals:
        busy_changed: whether any of the threads has work.
        progressed: a job of the writing or the helping thread, done, whole.
        failed: an error no asker wanted to hear of.
    """

    busy_changed = Signal(bool)
    progressed = Signal(int, int, int)
    failed = Signal(object)

    def __init__(
        self,
        path: Path,
        agent: str,
        parent: QObject | None = None,
        *,
        shown: Mapping[str, bool] | None = None,
    ) -> None:
        """Prepare; nothing is opened before :meth:`begin`.

        With ``shown`` (as `Queries.as_asked` takes it) every answer is what others would be shown,
        and nothing can be recorded: a form would offer, and keep, what is hidden.
        """
        super().__init__(parent)
        self.path = path
        self.read_only = True
        self.size = 0
        self._identity: tuple[int, int] | None = None
        self._lost = 0
        self._agent = agent
        self._shown = shown
        self._veiled: dict[Archive, tuple[int, Queries]] = {}
        self._archives: dict[str, Archive] = {}
        self._reader, self._writer, self._helper = (Background(self) for _ in range(3))
        for worker in (self._reader, self._writer, self._helper):
            worker.busy_changed.connect(self._busy)
            worker.failed.connect(self.failed)
        for worker in (self._writer, self._helper):
            worker.progressed.connect(self.progressed)

    @property
    def is_busy(self) -> bool:
        """Whether any of the threads has work."""
        return any(worker.is_busy for worker in (self._reader, self._writer, self._helper))

    @property
    def is_gone(self) -> bool:
        """Whether the file was deleted, moved or replaced since it was opened."""
        return self._identity is not None and _identity(self.path) != self._identity

    @property
    def is_reading(self) -> bool:
        """Whether a question waits for its answer."""
        return self._reader.is_busy

    def begin(
        self,
        done: Callable[[Begun], None],
        failed: Callable[[BaseException], None],
        *,
        create: bool = False,
        hide_living: bool = False,
    ) -> None:
        """Open the archive, or make it first; then tell ``done`` or ``failed``.

        With ``hide_living`` exports of a new archive hide people not known to be dead.

        The writer opens first: it alone may bring outdated tables up to date.
        """

        def open_writer(job: Job) -> bool:
            if create:
                with Archive.create(self.path, agent=self._agent) as made:
                    if hide_living:
                        from fonds.archive.commands.archive import SetPolicy
                        from fonds.events.catalogue.archive import Visibility

                        made.execute(SetPolicy(Visibility.HIDDEN))
            archive = Archive.open(
                self.path, agent=self._agent, progress=_telling(self._writer, job)
            )
            self._lost = archive.passed_over.commits if archive.passed_over is not None else 0
            if self.is_veiled and not archive.read_only:
                archive.close()
                return True
            # One that cannot be written is handed to the reader: what it took to open it is done.
            self._archives["reader" if archive.read_only else "writer"] = archive
            return archive.read_only

        def open_reader(_job: Job) -> Begun:
            if "reader" not in self._archives:
                self._archives["reader"] = Archive.open(self.path, read_only=True)
            archive = self._archives["reader"]
            answer = self._queries_of(archive).named()
            signed = _most_signed(answer.id)
            more = signed if signed > answer.size else 0
            return Begun(answer, self.read_only, archive.is_lent, self._lost, more)

        def opened(read_only: bool) -> None:
            self.read_only = read_only
            self._reader.run("open", open_reader, begun, failed)

        def begun(answer: Begun) -> None:
            self.size = answer.archive.size
            self._identity = _identity(self.path)
            done(answer)

        self._writer.run("open", open_writer, opened, failed)

    def ask(
        self,
        kind: str,
        question: Callable[[Queries], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Ask the archive; a newer question of the same kind makes an older one's answer stale."""

        def asked(_job: Job) -> AnswerT:
            # A file may be cut off or overwritten while it is open: that is no defect of ours.
            archive = self._archives["reader"]
            queries = self._queries_of(archive)
            with archive.asking(), telling_apart(queries):
                return question(queries)

        self._reader.run(kind, asked, done, failed)

    def record(
        self,
        command: Command[AnswerT],
        done: Callable[[Outcome[AnswerT]], None],
        failed: Callable[[BaseException], None],
    ) -> Job:
        """Carry a command out. Commands are carried out in turn, and none is dropped."""
        return self.write(
            lambda archive, progress: archive.execute(command, progress=progress), done, failed
        )

    def write(
        self,
        work: Callable[[Archive, Progress], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[BaseException], None],
    ) -> Job:
        """Do what is more, or less, than one command, in turn with the commands."""

        def whole(job: Job) -> AnswerT:
            if self.is_gone:
                # The system would let us write on into a file that nobody will ever find.
                raise ArchiveError(GONE, gone_words(self.path), path=str(self.path))
            archive = self._archives["writer"]
            with telling_apart(archive.queries):
                return work(archive, _telling(self._writer, job))

        return self._writer.run("record", whole, done, failed, replaces=False)

    def help(
        self,
        kind: str,
        work: Callable[[Progress], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[BaseException], None],
        *,
        replaces: bool = False,
    ) -> Job:
        """Run long work that opens the file for itself, told how to report its progress.

        With ``replaces`` older work of this kind is cancelled.
        """
        return self._helper.run(
            kind, lambda job: work(_telling(self._helper, job)), done, failed, replaces=replaces
        )

    @contextlib.contextmanager
    def beside(self, progress: Progress) -> Iterator[Queries]:
        """Within the helping thread: open the file to ask it there.

        Where tables have to be made for that (see `Begun`), it stays open for the next time.
        """
        archive = self._archives.get("helper")
        if archive is None:
            archive = Archive.open(self.path, read_only=True, progress=progress)
            if archive.is_lent:
                self._archives["helper"] = archive
        try:
            with archive.asking():
                yield self._queries_of(archive)
        finally:
            if not archive.is_lent:
                self._veiled.pop(archive, None)
                archive.close()

    @property
    def is_veiled(self) -> bool:
        """Whether answers hide what is hidden from others."""
        return self._shown is not None

    def _queries_of(self, archive: Archive) -> Queries:
        """Return what is asked; a veil knows whom to hide as of when it was made."""
        if self._shown is None:
            return archive.queries
        size = archive.queries.size()
        made, veiled = self._veiled.get(archive, (-1, archive.queries))
        if made != size:
            veiled = archive.queries.as_asked(self._shown, exporting=False)
            self._veiled[archive] = size, veiled
        return veiled

    def close(self) -> None:
        """End the threads, then close the file. What was running ends or is undone first."""
        for worker in (self._reader, self._helper, self._writer):
            worker.close()
        while self._archives:
            self._archives.popitem()[1].close()

    def _busy(self) -> None:
        self.busy_changed.emit(self.is_busy)


def _most_signed(archive: str) -> int:
    """Return over how many events of an archive its keeper has signed a head here, 0 for none."""
    if not heads_of(archive, keys_folder()):
        return 0
    # What reads heads is loaded only where there are any.
    kept = importlib.import_module("fonds.archive.proofs.checkpoints")
    found: tuple[int, bytes, Path] | None = kept.largest_kept(keys_folder(), archive)
    return found[0] if found is not None else 0


def gone_words(path: Path) -> str:
    """Say that a file is not where it was opened, and what to do."""
    return translate(
        "Session",
        "{path} was deleted, moved or replaced while it was open. What is shown can still be read,"
        " but nothing more can be recorded. Open it where it is now, or a backup.",
    ).format(path=path)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _telling(worker: Background, job: Job) -> Progress:
    """Report to the window, and ask the archive to stop where the job was cancelled."""

    def tell(done: int, whole: int) -> bool:
        if job.stop.is_set():
            return False
        worker.progressed.emit(job.number, done, whole)
        return True

    return tell


def is_cancelled(error: BaseException) -> bool:
    """Tell whether an error only says that work was cancelled as asked."""
    return isinstance(error, ArchiveCancelled)
