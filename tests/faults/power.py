# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a disk may hold after the power failed, made from the bad disk's journal.

What a file was told before it was last flushed is there. Of what it was told since then, each write
is there, is there in some of its sectors, or is not there. Removals and names are there or not.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping

_HEAD = struct.Struct("=qqqq")
_SECTOR = 512
_NAMES = frozenset("LRU")
_IN_MEMORY = "-shm"
"""SQLite's shared memory: made anew by whoever opens the file after a restart."""


@dataclass(frozen=True)
class Entry:
    """One change: "W"rite, "T"runcate, "F"lush, "L"ink, "R"ename, "U"nlink.

    Or "A": what was acknowledged.
    """

    kind: str
    path: str
    offset: int
    data: bytes


def read(journal: Path) -> Iterator[Entry]:
    """Read the journal that `shim.c` writes."""
    data, at = journal.read_bytes(), 0
    while at < len(data):
        kind, name, offset, size = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        path, at = data[at : at + name].decode("utf-8"), at + name
        # A write has data, a second name is data; of the others the offset says all.
        length = size if chr(kind) in "WLR" else 0
        yield Entry(chr(kind), path, offset, data[at : at + length])
        at += length


def after_a_power_cut(
    journal: Path,
    folder: Path,
    before: Mapping[str, bytes],
    then: Path,
    chance: random.Random,
) -> int:
    """Make in ``then`` what may be left of ``folder``; return how much was acknowledged before.

    Args:
        journal: of all changes.
        folder: where they happened.
        before: the files that were there at the beginning, by name.
        then: an empty folder.
        chance: draws the moment, and what of the unflushed came to be.
    """
    entries = list(read(journal))
    entries = entries[: chance.randint(0, len(entries))]
    files = {name: bytearray(data) for name, data in before.items()}
    flushed = {entry.path: at for at, entry in enumerate(entries) if entry.kind == "F"}
    latest = max(flushed.values(), default=-1)
    acknowledged = 0
    for at, entry in enumerate(entries):
        if entry.kind == "A":
            acknowledged = entry.offset
            continue
        path = Path(entry.path)
        if path.parent != folder or path.name.endswith(_IN_MEMORY):
            continue
        # File systems keep names in order: those before anything that was flushed are there.
        certain = at < (latest if entry.kind in _NAMES else flushed.get(entry.path, -1))
        if certain or chance.random() < 0.5:
            _apply(files, path.name, entry, None if certain else chance)
    for name, data in files.items():
        (then / name).write_bytes(data)
        # Of a power cut nobody gets rights.
        (then / name).chmod(0o600)
    return acknowledged


def _apply(
    files: dict[str, bytearray], name: str, entry: Entry, chance: random.Random | None
) -> None:
    if entry.kind == "U":
        files.pop(name, None)
        return
    if entry.kind == "R":
        if name in files:
            files[Path(entry.data.decode("utf-8")).name] = files.pop(name)
        return
    data = files.setdefault(name, bytearray())
    if entry.kind == "L":
        # Two names of one file.
        files[Path(entry.data.decode("utf-8")).name] = data
    if entry.kind == "T":
        del data[entry.offset :]
        data.extend(bytes(entry.offset - len(data)))
    elif entry.kind == "W":
        _write(data, entry, chance)


def _write(data: bytearray, entry: Entry, chance: random.Random | None) -> None:
    torn = chance is not None and chance.random() < 0.5
    for start in range(0, len(entry.data), _SECTOR):
        if torn and chance is not None and chance.random() < 0.5:
            continue
        sector = entry.data[start : start + _SECTOR]
        at = entry.offset + start
        if at > len(data):
            data.extend(bytes(at - len(data)))
        data[at : at + len(sector)] = sector
