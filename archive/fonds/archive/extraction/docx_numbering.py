# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The numbers that Word gives to lists and headings (ECMA-376 part 1, section 17.9).

They stand on the page and not in the text: a paragraph only says of which list and level it is.
They are counted here as Word does: lists of one abstract definition go on counting together, a
level begins anew after a paragraph of a higher one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.extraction.packed import attribute, local, whole_number
from fonds.archive.sources.numerals import spelt

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from fonds.archive.extraction.packed import Packed

_LEVELS = 9
_LARGEST = 32_767
_LONGEST = 40
_PART = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of a level are numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False


class Numbering:
    """The lists of a document, counted as its paragraphs come."""

    def __init__(self, packed: Packed) -> None:
        """Read the definitions; a document without them has no numbers."""
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counted: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if "word/numbering.xml" not in packed:
            return
        for element in packed.xml("word/numbering.xml"):
            if local(element.tag) == "abstractNum":
                levels = [one for one in element if local(one.tag) == "lvl"]
                self._abstract[attribute(element, "abstractNumId")] = {
                    whole_number(attribute(one, "ilvl")): _level(one) for one in levels
                }
            elif local(element.tag) == "num":
                self._lists[attribute(element, "numId")] = _list(element)

    def label(self, number: str, level: int) -> str:
        """Count a paragraph of a list, and return what stands before it, with its space."""
        if number not in self._lists or not 0 <= level < _LEVELS:
            return ""
        abstract, starts = self._lists[number]
        levels = self._abstract.get(abstract, {})
        here = levels.get(level)
        if here is None:
            return ""
        counts = self._counted.setdefault(abstract, [None] * _LEVELS)
        if (number, level) not in self._begun:
            self._begun.add((number, level))
            if level in starts:
                counts[level] = starts[level] - 1
        before = counts[level]
        counts[level] = min((here.start - 1 if before is None else before) + 1, _LARGEST)
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)

        def part(found: re.Match[str]) -> str:
            other = int(found[1]) - 1
            count = counts[other]
            said = levels.get(other, Level())
            return spelt(
                said.start if count is None else count, "decimal" if here.legal else said.form
            )

        if here.form == "none":
            return ""
        if here.form == "bullet":
            # A bullet is often a letter of a font of signs (the private use area), which says
            # nothing as a letter.
            label = here.text if here.text and not "\ue000" <= here.text[0] <= "\uf8ff" else "•"
        else:
            label = _PART.sub(part, here.text)
        label = label.strip()[:_LONGEST]
        return f"{label}{'' if here.suffix == 'nothing' else ' '}" if label else ""


def paragraph_list(properties: Element) -> tuple[str, int | None] | None:
    """Return list and level that a paragraph's or style's properties name; None for none.

    The level is None where they leave it to the style.
    """
    for one in properties:
        if local(one.tag) == "numPr":
            said = {local(child.tag): attribute(child, "val") for child in one}
            level = whole_number(said["ilvl"]) if "ilvl" in said else None
            return said.get("numId", ""), level
    return None


def _level(element: Element) -> Level:
    said = {local(child.tag): child for child in element}

    def value(name: str, default: str) -> str:
        return attribute(said[name], "val", default) if name in said else default

    return Level(
        start=whole_number(value("start", "1")),
        form=value("numFmt", "decimal"),
        text=value("lvlText", "")[:_LONGEST],
        suffix=value("suff", "tab"),
        legal="isLgl" in said and value("isLgl", "1") not in {"0", "false"},
    )


def _list(element: Element) -> tuple[str, dict[int, int]]:
    abstract = ""
    starts: dict[int, int] = {}
    for child in element:
        if local(child.tag) == "abstractNumId":
            abstract = attribute(child, "val")
        elif local(child.tag) == "lvlOverride":
            for one in child:
                if local(one.tag) == "startOverride":
                    starts[whole_number(attribute(child, "ilvl"))] = whole_number(
                        attribute(one, "val")
                    )
    return abstract, starts
