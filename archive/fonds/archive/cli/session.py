# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One run of the program: how it prints, under whose name it records, which archive it has open."""

from __future__ import annotations

import errno
import importlib
import sys
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO, TypeVar

from fonds.archive.cli import preferences
from fonds.archive.cli.failures import answering, printing
from fonds.archive.cli.progress import progress
from fonds.archive.cli.terminal import Ink, columns
from fonds.archive.errors import ArchiveError, Cancelled, FondsError, RefusedError
from fonds.archive.naming import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fonds.archive.archive import Archive, Outcome
    from fonds.archive.commands.plan import Command
    from fonds.archive.queries.queries import Queries
    from fonds.archive.record.policy import Living
    from fonds.archive.sources.refound import Finding

AnswerT = TypeVar("AnswerT")

HIDEABLE = ("living", "notes", "quotations", "listed")
"""What a policy can hide; ``listed`` are the sources and subjects it names."""


@dataclass
class Session:
    """What the options that every command takes have said so far."""

    json: bool = False
    agent: str | None = None
    recorded: bool = False
    living: Living | None = None
    shown: dict[str, bool] = field(default_factory=dict)
    """What was asked to be shown, or hidden, whatever the archive's policy says."""
    _refound: tuple[Finding, ...] = ()

    def answer(self, document: object, lines: str | list[str]) -> None:
        """Print a JSON document, or lines for a reader, whichever was asked for."""
        with answering():
            if self.json:
                self.print_json(self._with_refound(document))
            else:
                self.print_lines([lines] if isinstance(lines, str) else lines)
                if self._refound:
                    from fonds.archive.cli.refound import quoted_from_older  # noqa: PLC0415 - rare

                    self.note("\n".join(quoted_from_older(self._refound, self.width)))

    def _with_refound(self, document: object) -> object:
        """Add to an answer what passages quoted from older texts are in the newest ones."""
        if not self._refound or not isinstance(document, dict):
            return document
        from fonds.archive.cli.refound import as_json  # noqa: PLC0415 - rare

        return {**document, "in_newest_capture": [as_json(one) for one in self._refound]}

    def print_json(self, document: object) -> None:
        """Print one document, UTF-8 whatever the terminal's encoding."""
        import json  # noqa: PLC0415 - help is printed without it

        text = json.dumps(document, ensure_ascii=False, indent=2)
        self.print_bytes(text.encode("utf-8") + b"\n")

    def print_bytes(self, data: bytes) -> None:
        """Write bytes to standard output exactly as they are."""
        with printing(recorded=self.recorded):
            stream = _standard_output()
            stream.flush()
            stream.buffer.write(data)
            stream.buffer.flush()

    def print_lines(self, lines: list[str]) -> None:
        """Print lines that were made fit for a terminal."""
        if lines:
            with printing(recorded=self.recorded):
                _print(_standard_output(), "\n".join(lines) + "\n")

    def note(self, text: str) -> None:
        """Say something beside the answer, on standard error."""
        _print(sys.stderr, f"{text}\n")

    @property
    def ink(self) -> Ink:
        """How emphasis is shown on standard output."""
        return Ink.for_stream(sys.stdout)

    @property
    def width(self) -> int:
        """The columns to write in."""
        return columns(sys.stdout)

    @contextmanager
    def reading(self, path: Path, *, exporting: bool = False) -> Iterator[Archive]:
        """Open an archive to read it; its queries hide the living where that was asked for.

        What is ``exporting`` hides them as the archive's policy says, unless told otherwise.

        Raises:
            FondsError: as `Archive.open`.
        """
        kind = _archive_type()
        check_there(path)
        with reading_only(path):
            with progress("Making tables") as bar:
                try:
                    archive = kind.open(path, read_only=True, progress=bar)
                except FondsError as error:
                    if error.code != "views-outdated":
                        raise
                    # Its tables have to be brought up to date first, which only a writer may do.
                    archive = kind.open(path, progress=bar)
            self._say_lent(archive)
            with archive, _translated(path):
                archive.queries = self.veiled(archive.queries, exporting=exporting)
                with _telling_apart(archive):
                    yield archive

    def veiled(self, queries: Queries, *, exporting: bool) -> Queries:
        """Return the queries that hide what was asked to be hidden.

        What is ``exporting`` hides what the archive's policy says too, unless told otherwise.
        """
        if not exporting and not self.hides_asked:
            return queries
        return queries.as_asked(self.shown_asked, exporting=exporting)

    @property
    def hides_asked(self) -> bool:
        """Whether anything was asked to be hidden."""
        return self.living == "hidden" or not all(self.shown.values())

    @property
    def shown_asked(self) -> dict[str, bool]:
        """What was asked to be shown (True) or hidden, as `Queries.as_asked` takes it."""
        return self.shown | ({} if self.living is None else {"living": self.living == "shown"})

    @contextmanager
    def writing(self, path: Path, *, reads: bool = False) -> Iterator[Archive]:
        """Open an archive to record in it. Raises as `Archive.open`.

        A command that ``reads`` has something to do in one that cannot be written, too.
        """
        kind = _archive_type()
        check_there(path)
        with progress("Making tables") as bar:
            archive = kind.open(
                path, agent=preferences.agent(self.agent), progress=bar, lending=reads
            )
        self._say_lent(archive)
        with archive, _translated(path), _telling_apart(archive):
            yield archive

    def _say_lent(self, archive: Archive) -> None:
        if archive.passed_over is not None:
            self.note(
                f"{archive.passed_over.told(archive.path)} Compare it with a checkpoint or a backup"
                " before you go on: fonds verify --checkpoint."
            )
        if archive.is_lent:
            self.note(
                f"The tables of {archive.path} are not those of this Fonds, and it cannot be"
                " written: they were made for this command alone. Copy it to a folder of your own"
                " to have that done once."
            )

    def record(
        self, archive: Archive, command: Command[AnswerT], label: str, *, dry_run: bool = False
    ) -> Outcome[AnswerT]:
        """Carry a command out, showing how far it is, and say once whose name it bears.

        Raises:
            FondsError: as `Archive.execute`; the log is as before.
            Cancelled: somebody interrupted it.
        """
        before = archive.head() if not archive.read_only else None
        try:
            with progress(label) as bar:
                outcome = archive.execute(command, progress=bar, dry_run=dry_run)
        except KeyboardInterrupt as error:
            if before is not None and archive.head() != before:
                message = "Interrupted, but it had been recorded already; see fonds history."
                code = "interrupted-late"
                raise Cancelled(code, message) from error
            raise
        self._refound += outcome.refound
        if outcome.action is not None and not dry_run:
            self.recorded = True
            self.say_who()
        return outcome

    def say_who(self) -> None:
        """Tell somebody who has not said who they are, once, under which name they recorded."""
        if preferences.agent(self.agent) == UNNAMED and preferences.first_time("told_unnamed"):
            self.note(
                "Recorded by “unnamed”. Say who you are with --agent NAME, with FONDS_AGENT, or for"
                " good with fonds agent NAME."
            )


def _archive_type() -> type[Archive]:
    kind: type[Archive] = importlib.import_module("fonds.archive.archive").Archive
    return kind


def _translated(path: Path) -> AbstractContextManager[None]:
    """A damaged page met while reading is said in plain words, not reported as our own defect."""
    wrapper: Callable[[Path], AbstractContextManager[None]] = importlib.import_module(
        "fonds.archive.connection"
    ).translated
    return wrapper(path)


def _telling_apart(archive: Archive) -> AbstractContextManager[None]:
    """Say of the subjects of one name, where it is refused inside, what tells each apart."""
    found = importlib.import_module("fonds.archive.queries.refused_names")
    telling: Callable[[Queries], AbstractContextManager[None]] = found.telling_apart
    return telling(archive.queries)


@contextmanager
def reading_only(path: Path) -> Iterator[None]:
    """Say of a lock what it means to somebody who wanted to change nothing.

    Raises:
        ArchiveError: another program has locked the archive.
    """
    try:
        yield
    except ArchiveError as error:
        if error.code != "locked":
            raise
        message = f"{path} is locked by another program; try again in a moment."
        raise ArchiveError(error.code, message, **error.details) from error


def check_there(path: Path) -> None:
    """Check that there is something at ``path``. Raises RefusedError where there is not."""
    try:
        there = path.exists()
    except (OSError, ValueError):
        return
    if not there:
        message = f"There is no archive {path}. Check the name, or make one with fonds new."
        code = "unknown-archive"
        raise RefusedError(code, message, path=str(path))


def _standard_output() -> TextIO:
    stream: TextIO | None = sys.stdout
    if stream is None:  # Python's way of saying that it was closed when the program began
        raise OSError(errno.EBADF, "it is closed")
    return stream


def _print(stream: TextIO, text: str) -> None:
    """Write text, spelling out what the stream's encoding has no sign for."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def signed_here(archive: str) -> tuple[int, bytes, Path] | None:
    """Return the largest head of an archive signed here: its size, its root, where it is kept."""
    # Only here: keys need a library that is slow to load.
    return importlib.import_module("fonds.archive.cli.signing").largest_signed(archive)  # type: ignore[no-any-return]
