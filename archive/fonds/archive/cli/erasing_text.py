# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an erasure takes and leaves, in lines for a reader: summed up where it is very much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import safe, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fonds.archive.commands.erasing import ErasedItem, Erasure
    from fonds.archive.wiping import Wiped

_MOST = 100
"""Events, or sentences on what stays, that are each told; of more there are sums."""

_SHOWN = 5
"""Of those that are alike, how many are told first."""

_LONG = 20
"""Of places within a sentence, how many more there must be for their number to be told instead."""

_ALIKE = 60
"""Letters by which sentences are of one kind."""

_ITEM = r"[@\w:]+(?: \(\w+\))?"
_MANY = re.compile(rf"((?:{_ITEM}, ){{{_SHOWN}}})((?:{_ITEM}, ){{{_LONG},}})(?={_ITEM})")
"""A long list within a sentence: positions, ids, ranges."""

_OWN = re.compile(r"@?\b(?:[\d:,]*\d|[a-z2-7]{16})\b|“[^”]*”")
"""What tells a sentence from others that say the same of something else."""


def would_go(erasure: Erasure, width: int, *, whole: bool) -> list[str]:
    """Return what an erasure would take and leave, each event where the ``whole`` is asked for."""
    lines = [f"This would go{besides(erasure, ', with it ')}:"]
    if whole or len(erasure.items) <= _MOST:
        lines += [
            f"  @{item.position:<8} {item.type:<22} {', '.join(item.parts)}"
            for item in erasure.items
        ]
    else:
        lines += _sums(erasure.items)
    return [*lines, *_touched(erasure, "would go", "would", width, whole=whole)]


def went(erasure: Erasure, wiped: Wiped, width: int, *, whole: bool) -> list[str]:
    """Return what an erasure took, what remains, and what is unfinished."""
    lines = [f"Erased on the record @{erasure.position}: {parts_of(erasure)}."]
    if not wiped.finished:
        lines += wrap(safe(f"! Unfinished: {wiped.why}"), width, rest="  ")
    lines += [f"Removed a leftover beside the archive: {safe(name)}" for name in wiped.removed]
    return [*lines, *_touched(erasure, "went", "will from now on", width, whole=whole)]


def parts_of(erasure: Erasure) -> str:
    """Return how much an erasure takes."""
    parts = sum(len(item.parts) for item in erasure.items)
    return f"{counted(parts, 'part')} of {counted(len(erasure.items), 'event')}{besides(erasure)}"


def besides(erasure: Erasure, before: str = ", among them ") -> str:
    """Return what of all that has a name of its own, empty where nothing has."""
    said = [
        f"{count:,} {noun if count == 1 else many}"
        for count, noun, many in (
            (len(erasure.facts), "fact", "facts"),
            (erasure.files, "file", "files"),
            (sum(len(one.ranges) for one in erasure.masked), "passage masked", "passages masked"),
        )
        if count
    ]
    return before + ", ".join(said) if said else ""


def _sums(items: Sequence[ErasedItem]) -> Iterator[str]:
    """Yield how many events of which type lose which parts, with the first few of each."""
    together: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for item in items:
        together.setdefault((item.type, item.parts), []).append(item.position)
    for (kind, parts), places in sorted(together.items(), key=lambda one: -len(one[1])):
        first = ", ".join(f"@{place}" for place in places[:_SHOWN])
        more = " …" if len(places) > _SHOWN else ""
        yield f"  {len(places):>9,} {kind:<22} {', '.join(parts)}"
        yield f"  {'':>9} {first}{more}"
    yield f"  {len(items):>9,} events in all; --all lists each of them, and so does --json."


def _touched(erasure: Erasure, verb: str, would: str, width: int, *, whole: bool) -> Iterator[str]:
    """Yield which facts of others go or lose who says them, and what remains."""
    others = [
        f"A fact about “{one.label or one.subject}” {verb} too:"
        f" {one.property.replace('_', ' ')} ({one.fact})."
        for one in erasure.others
    ]
    yield from _few(others, f"So {verb} {{more:,}} more facts about others", width, whole=whole)
    # Those that count for nothing from then on come first.
    unchained = [
        f"A fact about “{one.label or one.subject}” {would}"
        f" {'rest on its other passages alone' if one.held else 'stay and count for nothing'}:"
        f" {one.property.replace('_', ' ')} ({one.fact}). Who says or denies it goes, and then"
        " nobody can tell which of the two a passage does."
        for one in sorted(erasure.unchained, key=lambda one: one.held)
    ]
    nothing = sum(not one.held for one in erasure.unchained)
    rest = (
        f"{{more:,}} more facts lose who says them (of all, {nothing:,} {would} count for nothing)"
    )
    yield from _few(unchained, rest, width, whole=whole)
    stays = "What stays: that there were such events, when, by whom, and what they did, as ids."
    yield from wrap(stays, width)
    yield from _remains(erasure.remains, width, whole=whole)


def _few(told: Sequence[str], rest: str, width: int, *, whole: bool) -> Iterator[str]:
    """Yield so many warnings as can be read, and how many more there are."""
    every = whole or len(told) <= _MOST
    shown = list(told if every else told[:_SHOWN])
    if not every:
        shown.append(
            f"{rest.format(more=len(told) - _SHOWN)}; --all tells each, and so does --json."
        )
    for one in shown:
        yield from wrap(safe(f"! {one}"), width, rest="  ")


def _remains(remains: Sequence[str], width: int, *, whole: bool) -> Iterator[str]:
    """Yield what is said still: where it is very much, the first few of each kind, and how many."""
    shown = list(remains) if whole else [_MANY.sub(_cut, told) for told in remains]
    if not whole and len(remains) > _MOST:
        kinds: dict[str, list[str]] = {}
        for told in shown:
            kinds.setdefault(_OWN.sub("", told)[:_ALIKE], []).append(told)
        shown = []
        for alike in kinds.values():
            shown += alike[:_SHOWN]
            if len(alike) > _SHOWN:
                more = f"{len(alike) - _SHOWN:,} more like these"
                shown.append(f"{more}; --all tells each, and so does --json.")
    for told in shown:
        yield from wrap(safe(told), width, first="! ", rest="  ")


def _cut(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2].count(', '):,} more (--all has them), "
