# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that saves what a damaged archive still holds."""

from __future__ import annotations

import contextlib
import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import archive_argument
from fonds.archive.cli.progress import progress
from fonds.archive.cli.session import check_there
from fonds.archive.cli.terminal import safe, wrap
from fonds.archive.connection import translated
from fonds.archive.files import unfinished
from fonds.archive.recovering import recover_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from fonds.archive.cli.session import Session
    from fonds.archive.recovery.found import Recovered

_MOST_LINES = 20


@command(
    "recover",
    example="""fonds recover marlow.fonds marlow-saved.fonds
    fonds recover marlow.fonds marlow-saved.fonds --remainder marlow-later.jsonl""",
)
@archive_argument
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--remainder",
    metavar="FILE.jsonl",
    type=click.Path(path_type=Path),
    help="Also write, line by line, the events behind the first lost one that can still be read.",
)
@click.pass_obj
def recover(session: Session, path: Path, target: Path, remainder: Path | None) -> None:
    """Save what can be trusted of a damaged archive into a new one.

    The log is saved up to the first event that is lost, each byte held to its hash, and what is
    lost is named: positions, parts, files. A single flipped bit is mended where the hash proves it.
    The damaged file is only read; nothing that exists is overwritten. A backup that fonds verify
    finds sound is better than what can be recovered.
    """
    check_there(path)
    with progress("Recovering") as bar, _writing(remainder) as remaining:
        found = recover_file(path, target, remaining=remaining, progress=bar)
    session.answer(
        _as_json(path, target, remainder, found),
        _as_lines(path, target, remainder, found, session.width),
    )


@contextlib.contextmanager
def _writing(file: Path | None) -> Iterator[Callable[[Mapping[str, Any]], None] | None]:
    """Write JSON Lines to a file that appears only when it is whole."""
    if file is None:
        yield None
        return
    with translated(file), unfinished(file) as making, making.open("w", encoding="utf-8") as lines:
        yield lambda event: print(json.dumps(event, ensure_ascii=False), file=lines)


def _as_json(path: Path, target: Path, remainder: Path | None, found: Recovered) -> dict[str, Any]:
    readable = found.readable
    return {
        "archive": str(path),
        "recovered": str(target),
        "ok": found.whole,
        "events": found.head.size,
        "head": {"size": found.head.size, "root": found.head.root.hex()},
        "as_kept": found.as_kept,
        "older_log": found.older_log,
        "passed_over": None
        if found.passed_over is None
        else {"frame": found.passed_over.frame, "commits": found.passed_over.commits},
        "lost": {
            "positions": [list(stretch) for stretch in found.lost],
            "parts": [{"position": one.position, "part": one.name} for one in found.lost_parts],
            "files": found.lost_files,
            "without_record": [
                {"position": one.position, "part": one.name} for one in found.unrecorded
            ],
        },
        "mended": found.mended,
        "remainder": {
            "events": sum(last - first + 1 for first, last in readable),
            "positions": [list(stretch) for stretch in readable],
            "files": found.later_files,
            "written": None if remainder is None else str(remainder),
        },
    }


def _as_lines(
    path: Path, target: Path, remainder: Path | None, found: Recovered, width: int
) -> list[str]:
    later = sum(last - first + 1 for first, last in found.readable)
    total = found.head.size + later + sum(last - first + 1 for first, last in found.lost)
    of = f" of {total:,}" if total > found.head.size else ""
    lines = [f"{safe(str(target))}  {found.head.size:,}{of} events saved, each held to its hash"]
    if found.as_kept:
        lines.append("  Their tree is the one that was kept when the archive was last written.")
    elif found.as_kept is False:
        lines.append("! Their tree is not the one that was kept: what stood last is not certain.")
    if found.mended:
        places = [f"@{position}" for position in found.mended]
        each = " each" if len(places) > 1 else ""
        lines += wrap(f"One flipped bit{each} was mended in {_listed(places)}.", width, first="  ")
    if found.older_log:
        told = (
            f"The write-ahead log beside {safe(str(path))} is of an older state of it, or of"
            " another archive. What the file alone says was saved, and what was erased in it stays"
            " erased."
        )
        lines += wrap(told, width, first="! ", rest="  ")
    if found.passed_over is not None:
        lines += wrap(safe(found.passed_over.told(path)), width, first="! ", rest="  ")
    elif found.whole:
        lines.append("  Nothing of the log is lost.")
    if found.lost:
        told = f"Lost: {_listed([_stretch(one) for one in found.lost])}."
        if found.readable:
            told += f" A log has no gaps, so the new one ends with @{found.head.size}."
        lines += wrap(told, width, first="! ", rest="  ")
    lines += [
        f"! Lost: the part {one.name} of @{one.position}." for one in _first(found.lost_parts)
    ]
    lines += [f"! Lost: the bytes of the file {digest}." for digest in _first(found.lost_files)]
    if found.unrecorded:
        gone = sorted({one.position for one in found.unrecorded})
        told = (
            f"Gone without a record: words of {_listed([f'@{position}' for position in gone])}."
            " They were erased and the event that says so is lost, or somebody took them out."
            " fonds verify will say so of the new archive too."
        )
        lines += wrap(told, width, first="! ", rest="  ")
    more = sum(max(0, len(one) - _MOST_LINES) for one in (found.lost_parts, found.lost_files))
    if more:
        lines.append(f"! and {more:,} more; --json lists them all.")
    if found.readable:
        lines += _about_later(path, remainder, found, later, width)
    if not found.whole:
        lines.append("  Keep the damaged file, and look for a backup that holds what is lost.")
    return lines


def _about_later(
    path: Path, remainder: Path | None, found: Recovered, count: int, width: int
) -> list[str]:
    """Say what can be had of the events behind the gap, and how."""
    where = _listed([_stretch(one) for one in found.readable])
    one = count == 1
    if remainder is not None:
        told = (
            f"{'The later event' if one else f'The {count:,} later events'} that can still be read"
            f" ({where}) {'is' if one else 'are'} in {safe(str(remainder))}, a line each with all"
            " its words: record from it again what you need."
        )
        return wrap(told, width, first="! ", rest="  ")
    told = (
        f"{'1 later event' if one else f'{count:,} later events'} can still be read: {where}."
        f" {'It is' if one else 'They are'} not in the new archive. To keep"
        f" {'its' if one else 'their'} words, to be recorded again, run it once more with"
        " --remainder, which writes a line for each event:"
    )
    name = shlex.quote(str(path))
    return [
        *wrap(told, width, first="! ", rest="  "),
        f"    {safe(f'fonds recover {name} OTHER.fonds --remainder LATER.jsonl')}",
    ]


def _first(found: list[Any]) -> list[Any]:
    return found[:_MOST_LINES]


def _stretch(stretch: tuple[int, int]) -> str:
    first, last = stretch
    return f"@{first}" if first == last else f"@{first} to @{last}"


def _listed(places: list[str]) -> str:
    shown = ", ".join(places[:_MOST_LINES])
    return (
        shown if len(places) <= _MOST_LINES else f"{shown} and {len(places) - _MOST_LINES:,} more"
    )
