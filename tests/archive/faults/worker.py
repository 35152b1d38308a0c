# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A process of its own that records in an archive, to be killed, starved or raced by a test.

It prints one line for each thing it did, and only once that is on disk; on an `ArchiveError` or
`RefusedError` it prints "refused", the code and the message, and ends.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive import Archive
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.errors import FondsError
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = "register.txt"
PASSAGE = "Entry {number:06d}: a keeper of bees."


def register(folder: Path, entries: int) -> Path:
    """Write a source of many passages."""
    path = folder / SOURCE
    path.write_text("\n".join(PASSAGE.format(number=n) for n in range(entries)), encoding="utf-8")
    return path


def lines(first: int, last: int) -> Iterator[bytes]:
    """Yield the interchange lines of facts on a range of the register's entries."""
    for number in range(first, last):
        fact = {
            "id": f"entry-{number}",
            "subject": f"Keeper {number}",
            "property": "occupation",
            "value": "keeper of bees",
            "source": SOURCE,
            "quote": PASSAGE.format(number=number),
            "start": number * (len(PASSAGE.format(number=number)) + 1),
        }
        yield json.dumps(fact).encode("utf-8") + b"\n"


def say(*words: object) -> None:
    """Tell the test, at once."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def open_subjects(path: Path, name: str, count: int) -> None:
    """Append subjects one by one, saying each one's event."""
    with Archive.open(path, agent=name) as archive:
        say("ready")
        for number in itertools.islice(itertools.count(), count or None):
            outcome = archive.execute(OpenSubject(f"{name} {number}", SubjectKind.PERSON))
            say("done", outcome.answer.position, outcome.answer.event)


def import_facts(path: Path, name: str, each: int) -> None:
    """Import batches of facts, saying how many lie in the log."""
    with Archive.open(path, agent=name) as archive:
        say("ready")
        for first in itertools.count(0, each):
            archive.execute(ImportFacts(tuple(lines(first, first + each))))
            say("done", first + each, archive.head().size)


def rebuild(path: Path, name: str, _number: int) -> None:
    """Rebuild the views again and again."""
    with Archive.open(path, agent=name) as archive:
        say("ready")
        while True:
            archive.rebuild()
            say("done")


def _leave_room(path: Path, room: int) -> None:
    """Let no file grow beyond the archive's size and so many bytes: the disk is then full."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = path.stat().st_size + room
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def fill(path: Path, name: str, room: int) -> None:
    """Import until the disk is full."""
    _leave_room(path, room)
    import_facts(path, name, 300)


def record_as_nobody(path: Path, name: str, uid: int) -> None:
    """Read, and try to record, as a user who may only read."""
    # What is loaded when it is asked for must be loaded before: that user may not be let into the
    # folder where Python itself lies.
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(path, folder)
        with Archive.open(copy, agent=name) as archive:
            archive.execute(OpenSubject(name, SubjectKind.PERSON))
            archive.queries.subjects()
        Archive.verify_file(copy)
        with contextlib.suppress(FondsError), Archive.open(copy, read_only=True) as archive:
            archive.execute(OpenSubject(name, SubjectKind.PERSON))
    os.setgid(uid)
    os.setuid(uid)
    with Archive.open(path, agent=name) as archive:
        say("open", archive.read_only, archive.head().size, len(archive.queries.subjects()))
        say("verified", Archive.verify_file(path).ok)
        archive.execute(OpenSubject(name, SubjectKind.PERSON))


def capture(path: Path, name: str, room: int) -> None:
    """Add the register beside the archive as a source, on a disk that is nearly full."""
    _leave_room(path, room)
    with Archive.open(path, agent=name) as archive:
        archive.execute(AddSources((path.parent / SOURCE,)))
        say("done")


def back_up(path: Path, name: str, room: int) -> None:
    """Copy the archive to a disk with less room than it needs."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    with Archive.open(path, agent=name, read_only=True) as archive:
        archive.backup(path.with_name("copy.fonds"))
        say("done")


MODES = {
    "backup": back_up,
    "subjects": open_subjects,
    "import": import_facts,
    "rebuild": rebuild,
    "fill": fill,
    "nobody": record_as_nobody,
    "capture": capture,
}


def main(mode: str, path: str, name: str, number: str) -> None:
    """Do as told on the command line."""
    try:
        MODES[mode](Path(path), name, int(number))
    except FondsError as error:
        say("refused", error.code, error.message)


if __name__ == "__main__":
    main(*sys.argv[1:])
