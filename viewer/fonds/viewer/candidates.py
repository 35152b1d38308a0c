# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A fact that a program proposes, as the proposals panel shows it; plain data, free of Qt."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposed fact. ``start`` and ``end`` are code points of the source's newest text.

    ``line`` is the candidate in the interchange format, as the archive proposed it; ``key`` tells
    it apart from others and holds none of its words. ``about`` is the id of the subject its label
    means here, empty where there is none or more than one. ``remark`` says what taking it would
    open or what is unclear; ``unclear`` where it must be changed before it can be taken.
    """

    key: str
    subject: str
    property: str
    label: str
    value: str
    start: int
    end: int
    quote: str
    about: str = ""
    when: str = ""
    when_said: str = ""
    speaker: str = ""
    mark: str = ""
    rule: str = ""
    program: str = ""
    remark: str = ""
    unclear: bool = False
    line: dict[str, object] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Proposals:
    """What was found in one text. ``recorded`` of them say what the archive holds already.

    ``passed_over`` are the passages that may say more, and of which nothing was proposed.
    """

    source: str
    title: str
    candidates: tuple[Candidate, ...] = ()
    recorded: int = 0
    dismissed: int = 0
    passed_over: int = 0
    failed: BaseException | None = None
    """Why a proposer of another package proposed nothing; those of ours are there all the same."""
