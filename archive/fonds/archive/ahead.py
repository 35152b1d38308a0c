# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What SQLite passes over in a write-ahead log: commits behind a frame that it cannot use.

SQLite reads a log up to the first frame whose salts or checksum are wrong, and says nothing: that
is how it tells the end of a log. So a log that was damaged loses its last commits in silence. But a
log is written from its beginning to its end, each frame's checksum going on from that of the frame
before (SQLite file format, section 4.2), and a commit is finished before the next is begun. Where,
behind the frame at which SQLite stops, a commit stands that another frame of the same log goes on
from, these were written, and are lost.
"""

from __future__ import annotations

import struct
import sys
from array import array
from functools import lru_cache
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.connection import library, library_version
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from io import BufferedReader

    from fonds.archive.connection import Connection

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = 0x377F0682
_WORD = 1 << 32
_ATTEMPTS = 3
_MOST_BEHIND = 1 << 16
"""Frames that are looked at behind the one at which SQLite stops: a stranger's log may be huge."""
_COUNTS = (3, 51, 0)
"""The first SQLite that tells how many frames it uses without doing anything with them."""
_LARGEST_PAGE = 65536

Sums = tuple[int, int]


@fixed
class PassedOver:
    """Frame ``frame`` (from 1) cannot be used; at least ``commits`` commits stand behind it."""

    frame: int
    commits: int

    def told(self, path: Path) -> str:
        """Say it in two sentences."""
        commits = "a commit" if self.commits == 1 else f"{self.commits:,} commits"
        return (
            f"The write-ahead log beside {path} was damaged: behind its frame {self.frame:,} stand"
            f" {commits} that cannot be read any more. What was recorded last may be lost, or no"
            " more than tables that are made anew."
        )


def passed_over_by(connection: Connection, path: Path) -> PassedOver | None:
    """Tell what a connection passes over, as `passed_over` does, without reckoning all of it.

    None too where its SQLite does not tell how far it reads.
    """
    if library_version() < _COUNTS:
        return None
    try:
        (_, used, _) = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
    except library().Error:
        # Somebody holds the log: whoever opens it next looks.
        return None
    return passed_over(path, used) if used >= 0 else None


def passed_over(path: Path, used: int = 0) -> PassedOver | None:
    """Tell what SQLite passes over in the log beside an archive; None where that is nothing.

    Others may write meanwhile. The first ``used`` frames are known to be good. What cannot be told:
    that a log was cut off, or that it was damaged in its last commit.
    """
    # SQLite keeps it beside the file itself, not beside a link to it.
    log = Path(f"{path.resolve()}-wal")
    if log.is_symlink() or not log.is_file():
        return None
    try:
        with log.open("rb") as file:
            for _ in range(_ATTEMPTS):
                file.seek(0)
                header = file.read(_HEADER.size)
                found = _looked_through(file, header, used)
                file.seek(0)
                if file.read(_HEADER.size) == header:
                    return found
    except OSError:
        # There is no log.
        return None
    # Begun anew again and again while it was read: somebody is at work, and it can be used.
    return None


def _looked_through(file: BufferedReader, header: bytes, used: int) -> PassedOver | None:
    if len(header) < _HEADER.size:
        return None
    magic, _, page, _, *salts, first, second = _HEADER.unpack(header)
    if magic & ~1 != _MAGIC or page & (page - 1) or not 512 <= page <= _LARGEST_PAGE:
        return None
    big = bool(magic & 1)
    sums: Sums | None = _checksum((0, 0), header[:24], big=big)
    if sums != (first, second):
        # A log whose header cannot be used is not read at all.
        sums = None
    stops = 0 if sums is not None else 1
    number, commits, lost = used, 0, 0
    ends = False
    if used:
        file.seek(_HEADER.size + (used - 1) * (_FRAME.size + page))
        last = file.read(_FRAME.size)
        if len(last) < _FRAME.size:
            return None
        *_, first, second = _FRAME.unpack(last)
        sums, stops = (first, second), 0
        file.seek(page, 1)
    while len(frame := file.read(_FRAME.size + page)) == _FRAME.size + page:
        number += 1
        if stops and number > stops + _MOST_BEHIND:
            break
        _, size, *own, first, second = _FRAME.unpack_from(frame)
        if own != salts:
            # Of an older log, which this one has not reached; or damaged here.
            stops, sums = stops or number, None
            continue
        goes_on = sums is not None and (first, second) == _checksum(
            sums, frame[:8] + frame[_FRAME.size :], big=big
        )
        if not goes_on:
            stops = stops or number
        elif stops and ends:
            # This frame goes on from a commit that SQLite does not reach.
            lost = commits
        sums, ends = (first, second), size != 0
        if stops and ends:
            commits += 1
    return PassedOver(stops, lost) if lost else None


@lru_cache(maxsize=4)
def _weights(words: int) -> tuple[list[int], list[int], Sums, Sums]:
    """Return what each word, and each sum before, adds to the two sums after so many words.

    The sums are s0 += word + s1 and s1 += word + s0 in turns, modulo 2**32: linear in every word.
    """
    ones, twos = [0] * words, [0] * words
    # What s0 and s1 before a pair of words add to the sums at the end.
    of_first, of_second = (1, 0), (0, 1)
    for place in range(words - 2, -1, -2):
        # s1 after a pair holds the pair's s0, its second word and s1 before it.
        ones[place + 1], twos[place + 1] = of_second
        of_first = _added(of_first, of_second)
        ones[place], twos[place] = of_first
        of_second = _added(of_first, of_second)
    return ones, twos, of_first, of_second


def _added(one: Sums, other: Sums) -> Sums:
    return (one[0] + other[0]) % _WORD, (one[1] + other[1]) % _WORD


def _checksum(sums: Sums, data: bytes, *, big: bool) -> Sums:
    """Return a log's checksum after more bytes, as SQLite reckons it."""
    words = array("I", data)
    if words.itemsize != 4:
        words = array("L", data)
    if big != (sys.byteorder == "big"):
        words.byteswap()
    ones, twos, of_first, of_second = _weights(len(words))
    return (
        (sums[0] * of_first[0] + sums[1] * of_second[0] + sum(map(mul, ones, words))) % _WORD,
        (sums[0] * of_first[1] + sums[1] * of_second[1] + sum(map(mul, twos, words))) % _WORD,
    )
