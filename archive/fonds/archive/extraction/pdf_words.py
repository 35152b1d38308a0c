# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The words of one page of a PDF, and what was found in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageNote:
    """A mark or an entry: a range of the page's words, and the key it shares with its other."""

    kind: str
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A range of the page's words that begins with a label, and whether that is raised."""

    label: str
    start: int
    end: int
    raised: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """Small print at a page's foot before its first entry: a range of the page's words, or none.

    ``height`` is that of its letters, ``last`` that of the page's last entry.
    """

    start: int = 0
    end: int = 0
    height: float = 0.0
    last: float = 0.0


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page, each raised mark in brackets, and its footnotes."""

    text: str
    notes: tuple[PageNote, ...] = ()
    looked: bool = True
    """Whether footnotes could be looked for."""

    openings: tuple[Opening, ...] = ()
    """Lines that begin with a label and are no entry of this page: they may be endnotes."""

    rest: Rest = Rest()
