# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What came of each trial, written down as it is made: a run that was ended goes on from there."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COUNTED = ("trials", "injected", "acknowledged", "lost", "wrong", "elsewhere")


@dataclass(frozen=True)
class Made:
    """A trial that was made. ``elsewhere`` says that only a checkpoint kept elsewhere told."""

    number: int
    act: str
    fault: str
    injected: bool
    acknowledged: int
    elsewhere: bool
    wrongs: list[str]
    seconds: float


class Records:
    """The trials of one run, in a file where one is named, else in memory."""

    def __init__(self, path: Path | None, plan: dict[str, object]) -> None:
        """Go on with what ``path`` has.

        Raises:
            ValueError: it has trials of another plan, whose counts do not add up with these.
        """
        self.made: list[Made] = []
        self._path = path
        if path is not None and path.exists() and path.stat().st_size:
            whole, _, _ = path.read_bytes().rpartition(b"\n")
            # Whoever was killed while writing a line had not finished that trial.
            path.write_bytes(whole + b"\n")
            first, *others = whole.decode().split("\n")
            if json.loads(first) != plan:
                message = f"{path} holds trials of another plan: {first}"
                raise ValueError(message)
            self.made = [Made(**json.loads(line)) for line in others]
        else:
            self._write(plan)

    @property
    def done(self) -> set[int]:
        """The numbers of the trials made."""
        return {one.number for one in self.made}

    def add(self, one: Made) -> None:
        """Write a trial down."""
        self.made.append(one)
        self._write(asdict(one))

    def _write(self, line: dict[str, object]) -> None:
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(line)}\n")

    def rows(self, pairs: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
        """Count by act and fault."""
        counts: Counter[tuple[str, str, str]] = Counter()
        for one in self.made:
            row = {
                "trials": 1,
                "injected": one.injected,
                "acknowledged": one.acknowledged,
                "lost": sum(wrong.startswith("LOST") for wrong in one.wrongs),
                "wrong": bool(one.wrongs),
                "elsewhere": one.elsewhere,
            }
            for what in COUNTED:
                counts[one.act, one.fault, what] += int(row[what])
        return [
            {"act": act, "fault": name, **{what: counts[act, name, what] for what in COUNTED}}
            for act, name in pairs
        ]

    def broken(self) -> list[str]:
        """Name every promise that was not kept."""
        return [
            f"trial {one.number} ({one.act}; {one.fault}): {wrong}"
            for one in self.made
            for wrong in one.wrongs
        ]
