# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What was read of a source's texts, so marked in a newer text where the same words stand.

By lines, each found again by the rules by which any passage is; a line that is new, or says
something else, or of which it is not certain, stays unread.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.commands.carrying import FOUND
from fonds.archive.lookup.anchors import ranges_read
from fonds.archive.lookup.carried import read_before
from fonds.archive.sources.passages import Place
from fonds.archive.sources.refinding import find_again
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.source import Method, PassageRead, ReadContent
from fonds.events.fixed import fixed
from fonds.events.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fonds.archive.commands.plan import Plan
    from fonds.archive.lookup.texts import RenditionRow

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


@fixed
class StillRead:
    """How many characters of a newer text count as read, and whether others did and do not."""

    characters: int = 0
    left: bool = False


NOTHING_READ = StillRead()


@fixed
class _Stretch:
    """A range that was read in an older text, and the position of the event that says so last."""

    start: int
    end: int
    position: int


def mark_still_read(plan: Plan, source: str, newest: RenditionRow) -> StillRead:
    """Plan `PassageRead` of what was read in a source's other texts and stands in its newest."""
    text = plan.texts.text(newest)
    carried: dict[tuple[int, int], int] = {}
    left = False
    for row in plan.texts.renditions(source):
        stretches = _read_in(plan, row)
        if row.id == newest.id or not stretches or plan.texts.method(row) is Method.TRANSLATED:
            continue
        old = plan.texts.text(row)
        if old is None or text is None:
            left = True
            continue
        lines = [line for one in stretches for line in _lines(old, one)]
        again = find_again(old, text, [place for place, _ in lines], report=plan.report)
        pairs = [
            (place, Place(one.start, one.end), stretch)
            for (place, stretch), one in zip(lines, again, strict=True)
            if one.state in FOUND and one.start is not None and one.end is not None
        ]
        for was, now, stretch in _joined(old, text, pairs):
            left = left or (was.start, was.end) != (stretch.start, stretch.end)
            span = now.start, now.end
            carried[span] = max(carried.get(span, 0), stretch.position)
        found = {stretch.start for _, _, stretch in pairs}
        left = left or any(stretch.start not in found for _, stretch in lines)
    characters = 0
    for start, end, position in _apart(carried):
        characters += end - start
        plan.add(
            PassageRead(
                content=ReadContent(rendition=newest.id, span=Span(start=start, end=end)),
                note=Prose(text=str(read_before(position))),
            ),
            source,
        )
    return StillRead(characters, left)


def _read_in(plan: Plan, row: RenditionRow) -> list[_Stretch]:
    """Return the ranges of a text that were read, those that overlap or touch as one."""
    found: list[_Stretch] = []
    for first, last, position in ranges_read(plan.store, row):
        if found and first <= found[-1].end:
            before = found.pop()
            end, newer = max(before.end, last), max(before.position, position)
            found.append(_Stretch(before.start, end, newer))
        else:
            found.append(_Stretch(first, last, position))
    return found


def _lines(text: str, stretch: _Stretch) -> Iterator[tuple[Place, _Stretch]]:
    for line in _LINE.finditer(text, stretch.start, stretch.end):
        yield Place(line.start(), line.end()), stretch


def _joined(
    old: str, new: str, pairs: Iterable[tuple[Place, Place, _Stretch]]
) -> Iterator[tuple[Place, Place, _Stretch]]:
    """Give what was found again, as one where what stands between was read and is the same.

    So a line too common to be found by itself ("Notes") is read where its neighbours are. White
    space at the ends goes with them.
    """
    open_one: tuple[Place, Place, _Stretch] | None = None
    for was, now, stretch in pairs:
        if open_one is not None:
            before, then, same = open_one
            between = old[before.end : was.start]
            if same is stretch and then.end <= now.start and new[then.end : now.start] == between:
                open_one = Place(before.start, was.end), Place(then.start, now.end), stretch
                continue
            yield _with_white_space(old, new, *open_one)
        open_one = was, now, stretch
    if open_one is not None:
        yield _with_white_space(old, new, *open_one)


def _with_white_space(
    old: str, new: str, was: Place, now: Place, stretch: _Stretch
) -> tuple[Place, Place, _Stretch]:
    before = after = 0
    while (
        was.start - before > stretch.start
        and now.start - before > 0
        and old[was.start - before - 1].isspace()
        and old[was.start - before - 1] == new[now.start - before - 1]
    ):
        before += 1
    while (
        was.end + after < stretch.end
        and now.end + after < len(new)
        and old[was.end + after].isspace()
        and old[was.end + after] == new[now.end + after]
    ):
        after += 1
    return (
        Place(was.start - before, was.end + after),
        Place(now.start - before, now.end + after),
        stretch,
    )


def _apart(carried: dict[tuple[int, int], int]) -> Sequence[tuple[int, int, int]]:
    """Return ranges, each with its position, in order and without what one before them has."""
    found: list[tuple[int, int, int]] = []
    for (start, end), position in sorted(carried.items(), key=lambda one: (one[0][0], -one[0][1])):
        begin = max(start, found[-1][1]) if found else start
        if begin < end:
            found.append((begin, end, position))
    return found
