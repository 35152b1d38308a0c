# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Expressions compiled when first used do what those of the standard library do."""

from __future__ import annotations

import re

import pytest

from fonds.events.patterns import later


def test_it_reads_as_an_expression_does():
    word, same = (
        later(r"(?P<first>\w)\w*", re.IGNORECASE),
        re.compile(r"(?P<first>\w)\w*", re.IGNORECASE),
    )
    text = "harbour pilot"
    for name in ("match", "search", "findall", "split"):
        found, there = getattr(word, name)(text), getattr(same, name)(text)
        assert (found if isinstance(found, list) else found.groupdict()) == (
            there if isinstance(there, list) else there.groupdict()
        )
    assert word.fullmatch(text) is None
    assert word.sub("x", text) == "x x"
    assert [one.span() for one in word.finditer(text)] == [(0, 7), (8, 13)]
    assert (word.pattern, word.groups, word.groupindex["first"]) == (same.pattern, 1, 1)


def test_flags_hold():
    assert later("edda", re.IGNORECASE).match("EDDA")
    assert not later("edda").match("EDDA")


def test_a_fault_is_told_at_the_first_use():
    broken = later("(")
    with pytest.raises(re.error):
        broken.match("")


def test_what_an_expression_has_not_it_has_not_either():
    with pytest.raises(AttributeError):
        later("a").colour  # type: ignore[attr-defined]  # noqa: B018
