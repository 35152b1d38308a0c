# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is done to an archive while something goes wrong. To put another act to the test, add it
to `OPERATIONS`.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archive.faults.worker import lines, register

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import connect, library
from fonds.archive.errors import FondsError, RefusedError
from fonds.archive.recovering import recover_file
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from fonds.archive.archive import Outcome

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "archives"
ENTRIES = 300
HELD = 40
EACH = 30
ERASED = ("Keeper 1", "Keeper 2", "Keeper 3")
COPY = "copy.fonds"
NEW = "new.fonds"

Acknowledge = Callable[[int, str], None]
"""Told a position and the id of the event there, once `execute` has returned."""


def prepared(folder: Path) -> Path:
    """Make the archive that the operations begin with: a source, some facts."""
    path = folder / "papers.fonds"
    with Archive.create(path, name="Papers", agent="worker") as archive:
        archive.execute(AddSources((register(folder, ENTRIES),)))
        archive.execute(ImportFacts(tuple(lines(0, HELD))))
    return path


def _tell(outcome: Outcome[object], acknowledge: Acknowledge) -> None:
    for event in outcome.events:
        acknowledge(event.position, event.header.id)


def _append(path: Path, acknowledge: Acknowledge) -> None:
    with Archive.open(path, agent="worker") as archive:
        for number in range(5):
            opened = archive.execute(OpenSubject(f"Keeper of {number}", SubjectKind.PERSON))
            _tell(opened, acknowledge)
            fact = AssertFact(
                opened.answer.stream,
                "occupation",
                "keeper of bees",
                source="register.txt",
                quote=f"Entry {number:06d}: a keeper of bees.",
            )
            outcome = archive.execute(fact)
            _tell(outcome, acknowledge)
            noted = archive.execute(WriteNote(opened.answer.stream, "Seen."))
            _tell(noted, acknowledge)
            retracted = RetractFacts((outcome.answer.stream,), reason="A namesake.")
            _tell(archive.execute(retracted), acknowledge)


def _import(path: Path, acknowledge: Acknowledge) -> None:
    with Archive.open(path, agent="worker") as archive:
        for first in (HELD, HELD + EACH):
            command = ImportFacts(tuple(lines(first, first + EACH)))
            _tell(archive.execute(command), acknowledge)


def _rebuild(path: Path, _: Acknowledge) -> None:
    with Archive.open(path, agent="worker") as archive:
        archive.rebuild()


def _backup(path: Path, _: Acknowledge) -> None:
    with Archive.open(path, agent="worker") as archive:
        archive.backup(path.with_name(COPY))


def _recover(path: Path, _: Acknowledge) -> None:
    recover_file(path, path.with_name(COPY))


def _erase(path: Path, acknowledge: Acknowledge) -> None:
    with Archive.open(path, agent="worker") as archive:
        for name in ERASED:
            try:
                outcome, _ = archive.erase(EraseContent(name, "He asked for it."))
            except RefusedError as error:
                # It was erased before the disk failed.
                if error.code not in {"nothing-to-erase", "unknown-thing"}:
                    raise
            else:
                _tell(outcome, acknowledge)


def _still_there(path: Path) -> list[str]:
    """Name what is still in the file though its erasure is on record and the file was reopened."""
    with contextlib.closing(connect(path, mode="rw")) as connection:
        (count,) = connection.execute(
            "SELECT count(DISTINCT json_extract(header, '$.action')) FROM event"
            " WHERE json_extract(header, '$.type') = 'ContentErased'"
        ).fetchone()
    beside = [Path(f"{path}{ending}") for ending in ("", "-wal", "-journal")]
    written = b"".join(one.read_bytes() for one in beside if one.exists())
    return [
        f"erased, and still there: {name}"
        for name in ERASED[:count]
        if f'"{name}"'.encode() in written
    ]


def _create(path: Path, acknowledge: Acknowledge) -> None:
    with Archive.create(path.with_name(NEW), name="New", agent="worker") as archive:
        if archive.head().size == 2:
            acknowledge(0, archive.id)


def _released(edition: int) -> Callable[[Path], None]:
    """Return what puts an archive of a released edition in the place of the one made here."""
    (golden,) = (GOLDEN / str(edition)).glob("*.fonds")

    def replace(path: Path) -> None:
        shutil.copyfile(golden, path)

    return replace


def _other_views(path: Path) -> None:
    """Leave the disposable tables as an older Fonds would have made them."""
    connection = library().connect(path, isolation_level=None)
    try:
        connection.execute("UPDATE view_state SET edition = 0")
        connection.execute("DELETE FROM view_fact")
    finally:
        connection.close()


def _open(path: Path, _: Acknowledge) -> None:
    Archive.open(path, agent="worker").close()


@dataclass(frozen=True)
class Operation:
    """An act, and what an archive is like before it.

    ``made`` names a file that the act makes beside the archive: it must be whole or not be there.
    ``settles`` says that views may be out of date until the archive is next opened. ``afterwards``
    looks at the archive once it has been opened again, and says what is wrong with it.
    """

    run: Callable[[Path, Acknowledge], None]
    before: Callable[[Path], None] | None = None
    made: str | None = None
    settles: bool = False
    afterwards: Callable[[Path], list[str]] = lambda _: []


OPERATIONS: dict[str, Operation] = {
    "append": Operation(_append),
    "import": Operation(_import),
    "erase": Operation(_erase, settles=True, afterwards=_still_there),
    "rebuild": Operation(_rebuild),
    "backup": Operation(_backup, made=COPY),
    "recover": Operation(_recover, made=COPY),
    "create": Operation(_create, made=NEW),
    "migration from edition 1000": Operation(_open, before=_released(1000), settles=True),
    "views of another edition": Operation(_open, before=_other_views, settles=True),
}


def carry_out(operation: Operation, path: Path, say: Callable[[str], None]) -> None:
    """Carry an act out in this process, saying what is acknowledged, and what was refused.

    After a refusal it is tried once more, as a user would.
    """
    told = itertools.count(1)

    def acknowledge(position: int, event: str) -> None:
        say(f"done {position} {event} {next(told)}")

    for _ in range(2):
        try:
            operation.run(path, acknowledge)
        except FondsError as error:
            say(f"refused {error.code} {error.message}")
        else:
            say(f"finished {os.getpid()}")
            return
