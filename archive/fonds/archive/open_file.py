# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The file that a connection has open, and whether it is still the one under its name.

SQLite goes on writing to a file that was deleted, moved or replaced, and answers that all is well;
what it wrote is then lost, or lies apart from its log.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.connection import file_of
from fonds.archive.errors import ArchiveError, RefusedError
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.connection import Connection

_DESCRIPTORS = Path("/proc/self/fd")
_LOOKS = 5
_BETWEEN_LOOKS = 0.5
"""Seconds: network file systems may show a file's times that are a second or two old."""


class OpenFile:
    """The file under a connection's name, as it was when the connection was made."""

    def __init__(
        self,
        connection: Connection,
        *,
        look: Callable[[bytes], os.stat_result] = os.stat,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Remember which file it is; a database in memory is none.

        ``look`` asks about a path, and ``wait`` waits, as the system does it.
        """
        self._name = file_of(connection)
        self._look = look
        self._wait = wait
        self._known = self._found(self._name)
        self._descriptors = self._opened()
        # None in memory, or with a rollback journal, as on a network.
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        self._log = self._name + b"-wal" if self._name and mode == "wal" else b""
        self._known_log = self._found(self._log)

    def _found(self, name: bytes) -> tuple[int, int] | None:
        try:
            found = self._look(name)
        except (OSError, ValueError):
            # No path at all where a damaged header has SQLite spell the name in two bytes a letter.
            return None
        return found.st_dev, found.st_ino

    def refuse(self, *paths: Path) -> None:
        """Refuse to have this very file, or its log, read beside SQLite, be it as a document.

        To close it again would let go of every lock that SQLite has on it here.

        Raises:
            RefusedError: "archive-itself".
        """
        # SQLite's locks of a write-ahead log are on what stands beside it.
        own = {self._found(self._name + ending) for ending in (b"-wal", b"-shm")} | {self._known}
        for path in paths:
            if (found := self._found(os.fsencode(path))) is not None and found in own:
                message = say(
                    "{path} is this archive itself. Export what is wanted of it, or make a copy"
                    " with fonds backup, and take that in.",
                    path=path,
                )
                raise RefusedError("archive-itself", message, path=str(path))

    def is_there(self) -> bool:
        """Tell whether the file under the name is the one that is open.

        A file is known by its device and number. File systems over a network, or of a program's
        own, may give the same file another number (after the connection broke off, for example);
        so where the numbers differ, the open file is touched, to see whether the one under the
        name moves with it.
        """
        found = self._found(self._name)
        return found == self._known or (found is not None and self._moves_with_it())

    def _opened(self) -> tuple[int, ...]:
        """Return all descriptors of the file, ours and other connections', where the system tells.

        Nothing may be opened to find out: closing it would give up the locks of them all.
        """
        return tuple(each for each in _descriptors() if _leads_to(each) == self._name)

    def _moves_with_it(self) -> bool:
        # Among them is ours, whichever it is; where the system tells of none, nothing is shown.
        return bool(self._descriptors) and all(map(self._is_named, self._descriptors))

    def _is_named(self, descriptor: int) -> bool:
        """Tell whether touching an open file touches the file under the name."""
        if _leads_to(descriptor) != self._name:
            return False
        try:
            before = self._look(self._name).st_mtime_ns
            touched = before
            for _ in range(_LOOKS):
                # A clock that ticks slowly may give the same time twice.
                os.utime(descriptor)
                touched = os.fstat(descriptor).st_mtime_ns
                if touched != before:
                    break
                self._wait(_BETWEEN_LOOKS)
            for _ in range(_LOOKS):
                shown = self._look(self._name).st_mtime_ns
                if shown == touched != before:
                    return True
                self._wait(_BETWEEN_LOOKS)
        except (OSError, ValueError):
            return False
        return False

    def _has_its_log(self) -> bool:
        """Tell whether the write-ahead log under its name is the one that is written to.

        Whoever closes an archive last deletes it; and whoever does not see that it is open here
        does so under us. SQLite goes on writing where nobody will look.
        """
        found = self._found(self._log)
        if self._known_log is None:
            self._known_log = found
        if found == self._known_log:
            return True
        if found is None or not self._descriptors:
            return False
        # Numbered anew, it is still open under its name.
        gone = self._log + b" (deleted)"
        return all(_leads_to(each) != gone for each in _descriptors())

    def check(self, path: str) -> None:
        """Refuse where another file, or none, has its name now; ``path`` is for the message.

        Raises:
            ArchiveError: "moved", or "log-gone" where that holds of its log alone.
        """
        if not self.is_there():
            message = say(
                "{path} was deleted, moved or replaced while it was open. Nothing was changed. Put"
                " it back with what lies beside it, or open it where it is now.",
                path=path,
            )
            raise ArchiveError("moved", message, path=path)
        if self._log and not self._has_its_log():
            message = say(
                "Another program took away the log beside {path}, as if nobody had it open. Nothing"
                " was changed and nothing is lost: close the archive and open it again.",
                path=path,
            )
            raise ArchiveError("log-gone", message, path=path)


def _descriptors() -> list[int]:
    """Return all that this process has open, nothing where the system does not tell."""
    try:
        names = os.listdir(_DESCRIPTORS)  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return []
    return sorted(map(int, names))


def _leads_to(descriptor: int) -> bytes | None:
    try:
        return os.readlink(bytes(_DESCRIPTORS / str(descriptor)))  # noqa: PTH115 - names of any bytes
    except OSError:
        return None
