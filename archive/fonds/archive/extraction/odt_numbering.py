# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The numbers that OpenDocument gives to lists and headings (ODF 1.3 part 3, sections 5.3, 16.30).

They stand on the page and not in the text. A list begins anew unless it says that it goes on; a
list within an item begins anew with each item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.archive.extraction.packed import attribute, local, whole_number
from fonds.archive.sources.numerals import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_LEVELS = 10
_LARGEST = 32_767
_LONGEST = 40
_PART = re.compile(r"%(\d{1,2})%")
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}
_FORMS["I"] = "upperRoman"


@dataclass(frozen=True, slots=True)
class _Level:
    """How the items of a level are numbered; ``bullet`` where they have a sign instead."""

    form: str = ""
    before: str = ""
    after: str = ""
    written: str = ""
    shown: int = 1
    start: int = 1
    bullet: str = ""
    suffix: str = " "


@dataclass(slots=True)
class _List:
    style: str
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Lists:
    """The lists of a document, counted as they come."""

    def __init__(self, roots: Iterable[Element]) -> None:
        """Read the definitions of all parts of a document."""
        self._styles: dict[str, dict[int, _Level]] = {}
        self._outline: dict[int, _Level] = {}
        self._open: list[_List] = []
        self._last: dict[str, _List] = {}
        self._named: dict[str, _List] = {}
        self._headings = _List("")
        self._waiting = ""
        for root in roots:
            for one in root.iter():
                name = local(one.tag)
                if name == "list-style":
                    self._styles[attribute(one, "name")] = _levels(one)
                elif name == "outline-style":
                    self._outline = _levels(one)

    def begin(self, element: Element) -> None:
        """Begin a list, or one within an item."""
        style = attribute(element, "style-name")
        if self._open:
            above = self._open[-1]
            here = _List(style or above.style, above.counts)
            level = len(self._open)
            if level < _LEVELS and attribute(element, "continue-numbering") != "true":
                here.counts[level:] = [None] * (_LEVELS - level)
        else:
            here = _List(style)
            goes_on = self._named.get(attribute(element, "continue-list"))
            if goes_on is None and attribute(element, "continue-numbering") == "true":
                goes_on = self._last.get(style)
            if goes_on is not None:
                here.counts = goes_on.counts
            self._last[style] = here
        if name := attribute(element, "id"):
            self._named[name] = here
        self._open.append(here)

    def end(self) -> None:
        """End the list begun last."""
        self._open.pop()
        self._waiting = ""

    def item(self, element: Element) -> None:
        """Count an item; its first paragraph bears the number."""
        if not self._open or len(self._open) > _LEVELS:
            return
        here, level = self._open[-1], len(self._open) - 1
        how = self._styles.get(here.style, {}).get(level + 1)
        self._waiting = _counted(here, self._styles.get(here.style, {}), how, level, element)

    def label(self) -> str:
        """Return what stands before a paragraph, with its space; "" for most."""
        label, self._waiting = self._waiting, ""
        return label

    def heading(self, element: Element, rank: int) -> str:
        """Count a heading, and return its number as the document's outline has it."""
        waiting = self.label()
        how = self._outline.get(rank)
        if waiting or self._open or how is None or rank > _LEVELS:
            return waiting
        if attribute(element, "is-list-header") == "true":
            return ""
        return _counted(self._headings, self._outline, how, rank - 1, element)


def _counted(
    here: _List, levels: dict[int, _Level], how: _Level | None, level: int, element: Element
) -> str:
    """Count one more of a level, and return its label."""
    counts = here.counts
    before = counts[level]
    given = whole_number(attribute(element, "start-value"))
    first = how.start if how is not None else 1
    counts[level] = given or min((first - 1 if before is None else before) + 1, _LARGEST)
    counts[level + 1 :] = [None] * (_LEVELS - level - 1)
    if how is None:
        return ""
    if how.bullet:
        # A bullet is often a letter of a font of signs, which says nothing as a letter.
        sign = "•" if "\ue000" <= how.bullet[0] <= "\uf8ff" else how.bullet
        return f"{sign[:_LONGEST]}{how.suffix}"
    if not how.form:
        return ""

    def number(at: int) -> str:
        of = levels.get(at + 1, _Level())
        count = counts[at] if at < _LEVELS else None
        return spelt(of.start if count is None else count, _FORMS.get(of.form, "decimal"))

    if _PART.search(how.written):
        label = _PART.sub(
            lambda found: number(int(found[1]) - 1) if int(found[1]) else "", how.written
        )
    else:
        shown = range(max(level + 1 - how.shown, 0), level + 1)
        numbers = [number(at) for at in shown if levels.get(at + 1, _Level()).form]
        label = f"{how.before}{'.'.join(numbers)}{how.after}"
    label = label.strip()[:_LONGEST]
    return f"{label}{how.suffix}" if label else ""


def _levels(style: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for one in style:
        kind = local(one.tag)
        level = whole_number(attribute(one, "level"))
        if not level or kind == "list-level-style-image":
            continue
        followed = next(
            (
                attribute(part, "label-followed-by")
                for part in one.iter()
                if local(part.tag) == "list-level-label-alignment"
            ),
            "",
        )
        levels[level] = _Level(
            form=attribute(one, "num-format"),
            before=attribute(one, "num-prefix"),
            after=attribute(one, "num-suffix"),
            written=attribute(one, "num-list-format"),
            shown=whole_number(attribute(one, "display-levels")) or 1,
            start=whole_number(attribute(one, "start-value")) or 1,
            bullet=attribute(one, "bullet-char") if kind == "list-level-style-bullet" else "",
            suffix="" if followed == "nothing" else " ",
        )
    return levels
