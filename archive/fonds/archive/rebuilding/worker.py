# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A process that reads stretches of a log and gathers what they tell, for the one that writes.

It is told on standard input which file (a frame, see `extraction.frames`), then which stretches, or
which slots of the tables being made to weigh, and answers on standard output, in that order: a
length of eight bytes, the most significant first, and what `gathering.spell` or `spell_weighed`
wrote; of length 0 where it could not, and the other must see for itself.
It writes nothing, and ends with its input. `python -P -m fonds.archive.rebuilding.worker`, or, in a
frozen program, the program itself with the argument `rebuilding-worker`.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.collecting import uncollected
from fonds.archive.connection import connect, library
from fonds.archive.errors import FondsError
from fonds.archive.extraction.frames import read_frame
from fonds.archive.extraction.worker import private_streams
from fonds.archive.lookup.properties import Properties
from fonds.archive.projections.conflicts import Conflicts
from fonds.archive.rebuilding.gathering import gather_lying, spell, spell_weighed
from fonds.archive.store.sqlite import SqliteStore
from fonds.archive.tables import NEXT

if TYPE_CHECKING:
    from typing import BinaryIO

LENGTH = 8
_LONGEST_REQUEST = 1024**2


def main() -> None:
    """Serve until the input ends."""
    answers, requests = private_streams()
    opening = read_frame(requests, _LONGEST_REQUEST)
    if opening is None:
        return
    path = Path(os.fsdecode(bytes.fromhex(opening["path"])))
    found = path.stat()
    if [found.st_dev, found.st_ino] != opening["identity"]:
        # Another file has its name by now.
        return
    with closing(connect(path, mode="ro")) as connection:
        _serve(SqliteStore(connection, str(path)), requests, answers)


def _serve(store: SqliteStore, requests: BinaryIO, answers: BinaryIO) -> None:
    conflicts: Conflicts | None = None
    while (asked := read_frame(requests, _LONGEST_REQUEST)) is not None:
        with uncollected():
            if isinstance(asked, dict):
                conflicts = conflicts or _conflicts(store)
                answer = _weighed(conflicts, asked["slots"], asked["to"])
            else:
                answer = _gathered(store, *asked)
        answers.write(len(answer).to_bytes(LENGTH, "big"))
        answers.write(answer)
        answers.flush()


def _gathered(store: SqliteStore, first: int, last: int) -> bytes:
    try:
        with closing(store.events_as_stored(first, last)) as lying:
            gathered = gather_lying(lying)
    except FondsError:
        return b""
    # Positions have no gaps; where some have, the one that writes reads on by itself.
    return spell(gathered) if gathered is not None and gathered.last == last else b""


def _conflicts(store: SqliteStore) -> Conflicts:
    return Conflicts(store, NEXT, Properties(store.connection, NEXT))


def _weighed(conflicts: Conflicts, slots: list[list[int]], to: int) -> bytes:
    try:
        return spell_weighed(conflicts.weigh([(subject, name) for subject, name in slots], to))
    except (FondsError, library().Error):
        # An event cannot be read, or the tables are not there any more.
        return b""


if __name__ == "__main__":
    main()
    sys.exit(0)
