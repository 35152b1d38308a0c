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
KIN = {
    "Vater von": "father of",
    "Mutter von": "mother of",
    "Kind von": "child of",
    "Frau von": "wife of",
    "Bruder von": "brother of",
    "Tochter von": "daughter of",
}


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


def told(life):
    """Return the candidates of a life, as its facts are spelt, each with the time it gives."""
    page = Page.of(life["text"].strip() + "\n", life["title"])
    found = []
    for one in propose(page, [InfoboxRows(), PatternRules()]):
        subject = "" if one.subject == page.subject else f"{one.subject} / "
        fact = f"{subject}{one.property} = {one.value}"
        fact = re.sub(r"^(.* / )?(?:father|mother) = ", r"\1parent = ", fact).removeprefix("None")
        fact = re.sub(rf"^(.*) / child = {re.escape(page.subject)}$", r"parent = \1", fact)
        for german, english in KIN.items():
            fact = fact.replace(f"({german}", f"({english}")
        when = None if one.property == "age" or one.value_type == "date" else one.when
        if one.property != "age":
            found.append((fact, when))
    return found


def is_marked(fact, when, spelling):
    """Whether a candidate is a marked fact: a parent may be told by the given name alone."""
    value, _, time = spelling.partition(" @ ")
    bare = re.sub(r"^(parent = .*?) \((?:father|mother) of .*", r"\1", fact)
    return value in {fact, bare} and (not when or not time or when == time)


@pytest.mark.parametrize(
    ("file", "recall", "precision"),
    [
        ("lives_plain", 0.85, 0.99),
        ("lives_fresh", 0.85, 0.99),
        ("lives_third", 0.83, 0.98),
        ("lives_fourth", 0.77, 0.99),
        # Nobody tuned a rule for these: what to expect of any others.
        ("lives_unseen", 0.78, 0.95),
    ],
)
def test_ordinary_obituaries_and_lexica_are_read(file, recall, precision):
    lives = tomllib.loads(Path(__file__).with_name(f"{file}.toml").read_text("utf-8"))["life"]
    found = right = marked = hit = 0
    for life in lives:
        candidates = told(life)
        facts = [fact.split(" | ") for fact in life["facts"]]
        found += len(candidates)
        right += sum(
            any(is_marked(*one, way) for fact in facts for way in fact) for one in candidates
        )
        marked += len(facts)
        hit += sum(
            any(is_marked(*one, way) for one in candidates for way in fact) for fact in facts
        )
    assert right / found >= precision, (right, found)
    assert hit / marked >= recall, (hit, marked)


@pytest.mark.parametrize("words", ["31 February 1900", "February 31, 1900"])
def test_a_day_that_the_calendar_lacks_is_told(words):
    page = Page.of(f"Anna Kowal was born on {words}.", "Anna Kowal")
    (one,) = propose(page, [PatternRules()])
    assert (one.value, one.certainty) == ("1900-02?", "inferred")
    assert one.note == "The passage names a day that the calendar does not have."
    assert one.qualifiers["as_written"] == words


def test_what_two_rules_read_in_one_passage_is_one_candidate_and_items_of_lists_are_read():
    text = (
        "Anna Kowal\n\nShe married Jan Weil in 1934.\n\n"
        "* She was mayor of Ostrow from 1950 to 1956.\n* She taught.\n"
    )
    found = propose(Page.of(text, "Anna Kowal", "Anna Kowal"), [PatternRules()])
    assert [(one.property, one.value, one.when) for one in found] == [
        ("spouse", "Jan Weil", "1934"),
        ("position_held", "mayor of Ostrow", "1950/1956"),
    ]


def test_a_marriage_in_a_row_has_its_years():
    text = (
        "Born: 5 May 1950\nResidence: Ostrow\nOccupation: Printer, councillor\n"
        "Spouse: Karl Orr (m. 1971; div. 1980)\nParty: Harbor\n"
    )
    found = propose(Page.of(text, "Anna Kowal", "Anna Kowal"), [InfoboxRows()])
    spouse = next(one for one in found if one.property == "spouse")
    assert (spouse.value, spouse.when) == ("Karl Orr", "1971/1980")
    assert [one.value for one in found if one.property == "occupation"] == ["Printer", "councillor"]


def test_what_a_comma_belongs_to_is_one_occupation():
    text = "Born: 5 May 1950\nResidence: Ostrow\nOccupation: Professor of Law, Ostrow\n"
    found = propose(Page.of(text, "Anna Kowal", "Anna Kowal"), [InfoboxRows()])
    told = [one.value for one in found if one.property == "occupation"]
    assert told == ["Professor of Law, Ostrow"]


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
