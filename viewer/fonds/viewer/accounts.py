# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A conflict laid out to be weighed, and what is decided of it, as plain data free of Qt."""

from __future__ import annotations

from fonds.events.fixed import fixed


@fixed
class AccountQuote:
    """Words an account rests on: the number of their source, its title, and who says them."""

    number: int
    source: str
    words: str
    said: str
    fact: str
    excerpt: str = ""


@fixed
class Account:
    """One of the values in conflict; ``weight`` counts sources and lineages in words."""

    value: str
    weight: str
    facts: tuple[str, ...]
    quotes: tuple[AccountQuote, ...] = ()


@fixed
class Sheet:
    """A conflict. ``concluded`` are earlier conclusions in words, the latest last."""

    conflict: str
    title: str
    why: str
    accounts: tuple[Account, ...]
    resolved: bool = False
    concluded: tuple[str, ...] = ()


@fixed
class Decision:
    """What is concluded: an outcome as the archive names it, a fact preferred, and why."""

    conflict: str
    outcome: str
    preferred: str
    reason: str
