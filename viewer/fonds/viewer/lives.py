# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a timeline and a picture of ties show, as plain data, free of Qt."""

from __future__ import annotations

from enum import StrEnum

from fonds.events.fixed import fixed


class Shape(StrEnum):
    """How something stands in time.

    A mark is a day or near one; a bar lasted from the first to the last; a maybe was at some
    unknown time between them.
    """

    MARK = "mark"
    BAR = "bar"
    MAYBE = "maybe"


@fixed
class TimelineItem:
    """One thing of a life. ``first`` and ``last`` are days by number; None leaves a side open.

    ``title`` is what it is, ``detail`` its time and what else is to be said of it.
    ``doubtful`` is set where the source itself doubts the date, or gives it approximately;
    ``reckoned`` where no source states it and it follows from others.
    """

    facts: tuple[str, ...]
    title: str
    detail: str
    shape: Shape
    first: int | None
    last: int | None
    doubtful: bool = False
    disputed: bool = False
    reckoned: bool = False


@fixed
class Timeline:
    """The dated things of a life, the earliest first, and how many have no date."""

    items: tuple[TimelineItem, ...] = ()
    undated: int = 0


@fixed
class Tie:
    """Somebody or something a subject is tied to, and by what; ``inward`` where they say it.

    ``when`` is from when to when, ``evidence`` what it rests on, both in words.
    """

    subject: str
    name: str
    relation: str
    facts: tuple[str, ...]
    section: str = ""
    disputed: bool = False
    inward: bool = False
    when: str = ""
    evidence: str = ""


@fixed
class TiePicture:
    """A subject in the middle and its ties around it."""

    subject: str = ""
    name: str = ""
    ties: tuple[Tie, ...] = ()
