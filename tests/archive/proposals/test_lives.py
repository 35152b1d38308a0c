# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is proposed of invented obituaries and short lives, against what a careful reader marked."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from fonds.archive.proposals.infobox import InfoboxRows
from fonds.archive.proposals.page import Page, guess_subject
from fonds.archive.proposals.proposing import propose
from fonds.archive.proposals.rules import PatternRules

LIVES = tomllib.loads(Path(__file__).with_name("lives.toml").read_text("utf-8"))["life"]


def said(life):
    """Return the candidates of a life as its facts are spelt."""
    page = Page.of(life["text"].strip() + "\n", life["title"])
    found = set()
    for one in propose(page, [InfoboxRows(), PatternRules()]):
        subject = "" if one.subject == page.subject else f"{one.subject} / "
        fact = f"{subject}{one.property} = {one.value}"
        fact = re.sub(r"^(?:father|mother) = (.*?)(?: \(.*)?$", r"parent = \1", fact)
        found.add(re.sub(rf"^(.*) / child = {re.escape(page.subject)}$", r"parent = \1", fact))
    return found


def test_nothing_wrong_is_proposed_of_lives_and_most_of_what_they_say_is():
    marked = {life["title"]: set(life["facts"]) for life in LIVES}
    found = {life["title"]: said(life) for life in LIVES}
    wrong = {title: found[title] - facts for title, facts in marked.items()}
    assert not any(wrong.values()), wrong
    right = sum(len(found[title] & facts) for title, facts in marked.items())
    assert right / sum(map(len, marked.values())) >= 0.79


@pytest.mark.parametrize(
    ("title", "text", "subject"),
    [
        ("Judge Anna Kowal dies at 88", "Anna Kowal, a judge, died.", "Anna Kowal"),
        ("Anna Kowal, mayor", "Anna Kowal was mayor.", "Anna Kowal"),
        ("Kapitän Jan Weil gestorben", "Müller Jan Weil ist tot.", "Jan Weil"),
        ("A page", "Marsh End has a ferry. Jan Weil kept it.", ""),
        ("Anna Kowal", "Jan Weil kept a mill.", ""),
    ],
)
def test_whom_a_page_is_about(title, text, subject):
    assert guess_subject(text, title) == subject


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Jan Weil\n\nMüller Jan Weil starb 1950 in Ostrow.", {"Jan Weil"}),
        ("Jan Weil\n\nAlt-Bürgermeister Jan Weil starb 1950 in Ostrow.", {"Jan Weil"}),
        ("Jan Weil\n\nKarl Jan Weil starb 1950 in Ostrow.", {"Karl Jan Weil"}),
        ("Jan Weil\n\nDie Müllerin Ines Orr starb 1950 in Ostrow.", set()),
        ("Jan Weil\n\nMr. Orr died on 3 May 1950.", set()),
        ("Jan Weil\n\nHe sang. Mrs. Weil died on 3 May 1950.", set()),
        ("Jan Weil\n\nHe sang. Mr. Weil died on 3 May 1950.", {"Jan Weil"}),
    ],
)
def test_titles_and_trades_are_no_part_of_a_name(text, subjects):
    page = Page.of(text, "Jan Weil", "Jan Weil")
    assert {one.subject for one in propose(page, [PatternRules()])} == subjects
