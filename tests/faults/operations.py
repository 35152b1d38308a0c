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
from fonds.archive.clock import system_clock
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import connect, library
from fonds.archive.errors import FondsError, RefusedError
from fonds.archive.proofs.checkpoints import ENDING, judge
from fonds.archive.proofs.keys import SigningKeys, check_signature
from fonds.archive.recovering import recover_file
from fonds.events.header import spell_moment
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
"""Told a position and the id of the event there, once `execute` has returned; or 0 and the name of
a file that was said to be there.
"""


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


def _share(path: Path, _: Acknowledge) -> None:
    with Archive.open(path, agent="worker") as archive:
        archive.share_copy(path.with_name(COPY), ["quotations", "notes"])


def _still_quoted(path: Path) -> list[str]:
    """Name what a copy that withholds quotations says of them all the same."""
    copy = path.with_name(COPY)
    said = copy.exists() and b"Entry 0000" in copy.read_bytes()
    return ["withheld, and still in the copy"] if said else []


def _keys(path: Path) -> SigningKeys:
    """Return signing keys that lie beside the archive, so that faults meet them too."""
    return SigningKeys(lambda: spell_moment(system_clock()), path.parent, lambda: None)


def _checkpoint(path: Path, acknowledge: Acknowledge) -> None:
    with Archive.open(path, agent="worker") as archive:
        checkpoints = archive.notary(_keys(path)).checkpoints
        for _ in range(4):
            _tell(archive.execute(WriteNote("Keeper 1", "Seen.")), acknowledge)
            signed = checkpoints.sign(path.parent)
            if signed.kept is not None and signed.warning is None:
                acknowledge(0, signed.kept.name)


def _badly_signed(path: Path) -> list[str]:
    """Name what is wrong with the checkpoints that left the house, and whether it goes on."""
    keys = _keys(path)
    found, heads = [], []
    for file in sorted(path.parent.glob(f"*{ENDING}")):
        try:
            head, fault = judge(file.name, file.read_text("utf-8"), keys.publics(), check_signature)
        except FondsError as error:
            found.append(f"{file.name}: {error.message}")
            continue
        heads.append(head)
        if fault is not None:
            found.append(f"{fault.kind}: {fault.detail}")
    found += [fault.detail for fault in Archive.verify_file(path, heads=heads).faults]
    with Archive.open(path, agent="worker") as archive:
        try:
            signed = archive.notary(keys).checkpoints.sign(path.parent)
        except FondsError as error:
            return [*found, f"cannot be signed any more: {error.message}"]
    return found + ([] if signed.warning is None else [signed.warning])


def _recover(path: Path, _: Acknowledge) -> None:
    recover_file(path, path.with_name(COPY))


def _erase(path: Path, acknowledge: Acknowledge) -> None:
    with Archive.open(path, agent="worker") as archive:
        for name in ERASED:
            try:
                outcome, _ = archive.erase(EraseContent(name, "He asked for it."))
            except RefusedError as error:
                # It was erased before the disk failed.
                if error.code not in {"nothing-to-erase", "unknown-target"}:
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
    looks at the archive once it has been opened again, and says what is wrong with it. ``leaves``
    are patterns of the names of files that may lie there.
    """

    run: Callable[[Path, Acknowledge], None]
    before: Callable[[Path], None] | None = None
    made: str | None = None
    settles: bool = False
    afterwards: Callable[[Path], list[str]] = lambda _: []
    leaves: tuple[str, ...] = ()


OPERATIONS: dict[str, Operation] = {
    "append": Operation(_append),
    "import": Operation(_import),
    "erase": Operation(_erase, settles=True, afterwards=_still_there),
    "rebuild": Operation(_rebuild),
    "backup": Operation(_backup, made=COPY),
    "share-copy": Operation(_share, made=COPY, afterwards=_still_quoted),
    "checkpoint": Operation(
        _checkpoint,
        afterwards=_badly_signed,
        leaves=("*.checkpoint", "*.public-key", "*.key", "keys.json", "heads"),
    ),
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
