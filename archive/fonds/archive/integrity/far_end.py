# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A second process that hashes a long log from its end, until it meets the one that begins at 1.

It reads the same file on a connection of its own and answers with roots of blocks whose headers are
exactly as they should be; from the first stretch on of which anything is to be said it says no
more, and whoever asked reads for themselves. So nothing depends on it but time: a machine of one
processor, or a process that cannot be started or ends early, gives the same answer later.
`python -P -m fonds.archive.integrity.far_end PATH SHARES SHARE`, or, in a frozen program, the
program itself with the argument `tree-worker` before them.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from fonds.archive.apart import processors, start
from fonds.archive.files import connect_read_only
from fonds.archive.integrity.stretches import STRETCH, sound_stretch
from fonds.archive.store.nodes import BLOCK
from fonds.events.merkle import HASH_BYTES, complete_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.connection import Connection

SHARE = 16 * STRETCH
"""Events that are answered for at a time."""

LEAST = 16 * SHARE
"""Events of a log that are worth a process: it takes a fifth of a second to begin."""

_NUMBER_BYTES = 8


class FarEnd:
    """The second process, as the first one sees it."""

    def __init__(self, path: Path, total: int, share: int = SHARE) -> None:
        """Have it begin with the last whole share of ``total`` events; a share is stretches."""
        self.share = share
        self._answer = _NUMBER_BYTES + share // BLOCK * HASH_BYTES
        shares = total // share, share
        self._roots: dict[int, bytes] = {}
        self._process: subprocess.Popen[bytes] | None = None
        with contextlib.suppress(OSError):
            what = os.fsencode(path.resolve())
            self._process = start("tree-worker", what, *map(str, shares), stdin=subprocess.DEVNULL)
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def _listen(self) -> None:
        stream = self._process.stdout if self._process is not None else None
        with contextlib.suppress(OSError, ValueError):
            while stream is not None and len(answer := stream.read(self._answer)) == self._answer:
                number = int.from_bytes(answer[:_NUMBER_BYTES], "big")
                self._roots[number] = answer[_NUMBER_BYTES:]

    def ahead(self, done: int) -> int:
        """Return how many events behind the first ``done`` are answered for already."""
        return sum(number * self.share >= done for number in list(self._roots)) * self.share

    def take(self, number: int) -> list[bytes] | None:
        """Return the roots of a share's blocks, None where it has not come to it."""
        packed = self._roots.pop(number, None)
        if packed is None:
            return None
        return [packed[at : at + HASH_BYTES] for at in range(0, len(packed), HASH_BYTES)]

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *exception: object) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._listening.join()
        if self._process is not None and self._process.stdout is not None:
            self._process.stdout.close()


def is_worth_it(total: int) -> bool:
    """Tell whether a log of so many events, on this machine, is verified sooner by two."""
    return total >= LEAST and processors() > 1


def answers(connection: Connection, shares: int, share: int = SHARE) -> Iterator[bytes]:
    """Yield what is said of each share, the last one first, for as long as all is as it should.

    Nothing is said of the first, which whoever asks reads themselves.
    """
    for number in reversed(range(1, shares)):
        roots: list[bytes] = []
        for at in range(share // STRETCH):
            found = sound_stretch(connection, number * share + at * STRETCH + 1)
            if found is None:
                return
            leaves = found[1]
            roots += [complete_root(leaves[one : one + BLOCK]) for one in range(0, STRETCH, BLOCK)]
        yield number.to_bytes(_NUMBER_BYTES, "big") + b"".join(roots)


def main(path: str, shares: str, share: str) -> None:
    """Answer on standard output, until nobody listens any more."""
    # Whatever goes wrong here is met, and told, by the process that asked.
    with (
        contextlib.suppress(Exception),
        contextlib.closing(connect_read_only(Path(path), lenient=True)) as connection,
    ):
        for answer in answers(connection, int(shares), int(share)):
            sys.stdout.buffer.write(answer)
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
