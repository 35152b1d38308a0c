# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Damage to what lies on the disk after somebody recorded and was killed.

What is damaged cannot all be there; the promise is that nothing goes without a word. Either all
that was recorded is there, or the program says that the file is damaged and `recover` saves a
beginning of the log and names the rest, or, where the files alone cannot tell, a head that was kept
elsewhere convicts.
"""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

from faults.damage import KINDS, PAGE, damaged
from faults.trial import Heard, Result, Trial, listen

from fonds.archive import Archive
from fonds.archive.ahead import passed_over
from fonds.archive.connection import connect
from fonds.archive.errors import FondsError
from fonds.archive.integrity.tree import EarlierHead
from fonds.archive.recovering import recover_file

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.integrity.verify import VerifyAnswer
    from fonds.archive.recovery.found import Recovered

Leaves = dict[int, tuple[str, bytes]]

_ATTEMPTS = 8
"""How often an act is begun anew that was killed when no log was there yet, or no more."""

_BESIDE_A_PAGE = 56
"""Bytes of a write-ahead log's header and its first frame's."""

_PARTLY = {"part", "file", "excerpt", "event"}
"""What verify may find in a log that was saved: words that are gone, and what rests on them."""


def file_damaged(trial: Trial) -> Result:
    """The database file, in one of the ways of `damage.KINDS`."""
    return _result(trial, "", trial.chance.choice(sorted(KINDS)))


def log_damaged(trial: Trial) -> Result:
    """The write-ahead log: a bit of it flips, or it is cut off."""
    return _result(trial, "-wal", trial.chance.choice(["a bit", "cut off"]))


def _result(trial: Trial, ending: str, kind: str) -> Result:
    for _ in range(_ATTEMPTS):
        path, heard = _left_behind(trial)
        hit = path.with_name(f"{path.name}{ending}")
        whole = hit.read_bytes() if hit.exists() else b""
        # A log of less than a frame has nothing that could be lost.
        if injected := len(whole) > PAGE + _BESIDE_A_PAGE:
            break
    before = Before(_copied(path, trial.folder / "before"))
    if injected:
        hit.write_bytes(damaged(whole, kind, trial.chance))
        injected = hit.read_bytes() != whole
    wrongs, elsewhere = told(path, trial.folder, before, heard)
    wrongs = [f"{wrong} ({kind} of {hit.name})" for wrong in wrongs]
    return Result(injected, len(heard.acknowledged), wrongs, elsewhere)


def _left_behind(trial: Trial) -> tuple[Path, Heard]:
    """Kill the act at a moment."""
    for file in trial.folder.glob("papers.fonds*"):
        file.unlink()
    path = trial.copy()
    after = trial.chance.uniform(0.2, 0.9) * trial.usual.seconds
    return path, listen(trial.start(path), after=after)


class Before:
    """What an archive held before it was damaged."""

    def __init__(self, path: Path) -> None:
        with Archive.open(path) as archive:
            head = archive.head()
            self.head = EarlierHead("kept elsewhere", archive.id, head.size, head.root)
        self.leaves = leaves(path)


def _copied(path: Path, folder: Path) -> Path:
    """Copy an archive with what lies beside it: to look at one may fold its log back."""
    folder.mkdir()
    for ending in ("", "-wal", "-journal"):
        if (file := path.with_name(f"{path.name}{ending}")).exists():
            shutil.copyfile(file, folder / file.name)
    return folder / path.name


def leaves(path: Path) -> Leaves:
    """Read ids and leaf hashes by position."""
    with contextlib.closing(connect(path, mode="rw")) as connection:
        rows = connection.execute("SELECT position, id, leaf FROM event").fetchall()
    return {position: (name, leaf) for position, name, leaf in rows}


def told(path: Path, folder: Path, before: Before, heard: Heard) -> tuple[list[str], bool]:
    """Return what is not as promised, and whether only the head from elsewhere told."""
    lost = [
        f"LOST @{position} {name}, and it was there before the damage"
        for position, name in heard.acknowledged
        if position and before.leaves.get(position, ("", b""))[0] != name
    ]
    alone = _verified(_copied(path, folder / "alone"), [])
    both = _verified(_copied(path, folder / "both"), [before.head])
    found = [*lost, *_opened(_copied(path, folder / "opened"))]
    # Every command says so that opens the archive.
    behind = passed_over(path) is not None
    sound = alone is not None and alone.ok and not behind
    convicted = both is None or not both.ok
    if not convicted:
        there = leaves(_copied(path, folder / "read"))
        missing = [at for at, leaf in before.leaves.items() if there.get(at) != leaf]
        return [*found, *(f"LOST @{at} without a word" for at in missing[:3])], False
    saved, why = _saved(path, folder)
    found += why
    if saved is not None and not sound:
        found += _misjudged(saved, folder, before)
    return found, sound


def _verified(path: Path, heads: list[EarlierHead]) -> VerifyAnswer | None:
    """Verify; None where the file is refused as damaged."""
    try:
        return Archive.verify_file(path, heads=heads)
    except FondsError:
        return None


def _opened(path: Path) -> list[str]:
    """Open it as its owner would: it may be refused, and nothing else may happen."""
    try:
        with Archive.open(path, agent="worker") as archive, archive.asking():
            archive.queries.subjects()
            archive.queries.search("bees")
    except FondsError:
        return []
    except Exception as error:  # noqa: BLE001 - whatever it is, nobody should see it
        return [f"opening raised {type(error).__name__}: {error}"]
    return []


def _saved(path: Path, folder: Path) -> tuple[Recovered | None, list[str]]:
    copy = _copied(path, folder / "saved")
    try:
        return recover_file(copy, copy.with_name("out.fonds")), []
    except FondsError as error:
        # A log is saved from its first event on.
        fine = error.code == "nothing-left"
        return None, [] if fine else [f"recover refused {error.code}: {error.message}"]


def _misjudged(saved: Recovered, folder: Path, before: Before) -> list[str]:
    """Hold what was saved to what was there."""
    out = folder / "saved" / "out.fonds"
    there, found = leaves(out), []
    if any(before.leaves.get(at) != leaf for at, leaf in there.items()):
        found.append("what was saved is not what was there")
    if sorted(there) != list(range(1, saved.head.size + 1)):
        found.append("what was saved is no beginning of the log")
    if any(last > before.head.size for _, last in saved.lost):
        found.append("more is called lost than there was")
    answer = Archive.verify_file(out)
    named = saved.lost_parts or saved.lost_files or saved.unrecorded
    if not answer.ok and not (named and {fault.kind for fault in answer.faults} <= _PARTLY):
        found.append(f"what was saved is not sound: {answer.faults[:3]}")
    return found
