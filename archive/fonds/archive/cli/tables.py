# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Plain tables and labelled lines for lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.cli.terminal import cells, safe, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fonds.archive.queries.answers import Moment


def table(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> list[str]:
    """Lay rows out in columns, two spaces between; ``right`` names columns that align right."""
    shown = [[safe(cell) for cell in row] for row in rows]
    if not shown:
        return []
    widths = [max(cells(row[at]) for row in shown) for at in range(len(shown[0]))]
    return ["  ".join(_aligned(row, widths, right)).rstrip() for row in shown]


def _aligned(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> list[str]:
    made = []
    for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - cells(cell))
        made.append(space + cell if at in right else cell + space)
    return made


def labelled(pairs: Sequence[tuple[str, str]], width: int, *, indent: str = "") -> list[str]:
    """Lay out "label  value" lines, values aligned and wrapped; blank values are left out."""
    kept = [(safe(label), value) for label, value in pairs if value]
    if not kept:
        return []
    column = max(cells(label) for label, _ in kept) + 2
    lines: list[str] = []
    for label, value in kept:
        first = indent + label + " " * (column - cells(label))
        rest = indent + " " * column
        for part in value.split("\n"):
            lines += wrap(safe(part), width, first=first, rest=rest)
            first = rest
    return lines


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Say a number of things: "1 fact", "2,000 facts"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def in_words(number: int) -> str:
    """Say a small number in words."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def moment(recorded_at: str) -> str:
    """Say a header's time to the second: "2026-11-21 12:00:03 UTC"."""
    return f"{recorded_at[:10]} {recorded_at[11:19]} UTC"


def as_held(at: Moment) -> str:
    """Say as of which moment a record is shown."""
    when = f", {moment(at.recorded_at)}" if at.recorded_at else ""
    return f"! as it was held at @{at.position}{when}"
