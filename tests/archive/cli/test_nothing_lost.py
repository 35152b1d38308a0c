# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Hedges, limits and words of time that a source says stay with the value, wherever it is told."""

from __future__ import annotations

import json

import pytest

TEXT = """“I like boats,” says Nell. Late in May she swam to the mole.
She clerked for Otto Lamb and later for Ines Fane. She ran the 16 lamp houses of the coast.
Nell, I think, was nine. Her sister was seven or eight. She lived there for a month or so.
She has old friends in the harbour. She was at the fair, no doubt.
"""


@pytest.fixture(scope="module")
def told(ok, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nell")
    path, lines = folder / "nell.fonds", folder / "facts.jsonl"
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    ok("--agent", "K. Oduya", "new", path)
    ok("--agent", "K. Oduya", "source", "add", path, folder / "text.txt")

    def fact(name, value, quote, kind="text", when=None, certainty="stated", **qualifiers):
        start = TEXT.index(quote)
        return {
            "subject": "Nell Orne", "subject_kind": "person", "property": name, "value": value,
            "value_type": kind, "when": when, "qualifiers": qualifiers, "source": "text.txt",
            "quote": quote, "start": start, "end": start + len(quote), "certainty": certainty,
            "asserted_by": "the diary",
        }  # fmt: skip

    clerk = "She clerked for Otto Lamb and later for Ines Fane."
    facts = [
        fact("quote", "I like boats,", "“I like boats,” says Nell."),
        fact("attended_event", "swim to the mole", "Late in May", "event", "1961-05",
             when_text="Late in May"),
        fact("job", "clerk", clerk, "office", "1970", employer="Otto Lamb"),
        fact("job", "clerk", clerk, "office", "1970", employer="Ines Fane", order="later"),
        fact("responsibility", "ran the 16 lamp houses", "She ran the 16 lamp houses",
             quantity=16, unit="lamp houses"),
        fact("age", 9, "Nell, I think, was nine.", "quantity", "1961", unit="years",
             hedge="I think"),
        fact("number_of_children", "7 or 8", "seven or eight", "quantity", min=7, max=8),
        fact("event_attendance", 90, "no doubt", "quantity", min=90, max=100),
        fact("school_grade", "a month or so", "a month or so", "text", "1962", hedge="or so"),
        fact("ties_to_community", "old friends in the harbour", "old friends in the harbour"),
        fact("attended_event", "the fair", "She was at the fair", "event", "1963",
             certainty="inferred"),
    ]  # fmt: skip
    lines.write_text("\n".join(json.dumps(one) for one in facts), encoding="utf-8")
    ok("--agent", "K. Oduya", "fact", "import", path, lines)

    def run(command, *more):
        return " ".join(ok(command, path, "Nell Orne", *more).out.split())

    return run


def test_a_quotation_that_ends_in_a_comma_has_no_second_one(told):
    assert "Orne said: “I like boats,” according to the diary." in told("narrative")
    assert "Orne sagte: „I like boats,“ laut the diary." in told("narrative", "--language", "de")


def test_a_passage_that_has_marks_of_its_own_stands_in_single_ones(told):
    assert "‘“I like boats,” says Nell.’" in told("narrative")  # noqa: RUF001
    assert "‚“I like boats,” says Nell.‘" in told("narrative", "--language", "de")  # noqa: RUF001
    assert "‘“I like boats,” says Nell.’" in told("narrative", "--format", "markdown")  # noqa: RUF001


def test_the_words_of_a_time_are_told_where_they_say_more(told):
    assert "in May 1961 (“Late in May”)" in told("narrative")
    assert "(Mai 1961; „Late in May“)" in told("narrative", "--language", "de")
    assert "swim to the mole (“Late in May”)" in told("timeline")
    assert "Attended, May 1961 (“Late in May”)" in told("ties")


def test_two_employers_are_two_jobs(told):
    story = told("narrative")
    assert "worked as a clerk in 1970 (Employer: Otto Lamb)" in story
    assert "worked as a clerk in 1970 (Employer: Ines Fane; Order: later)" in story
    assert "The same" not in story
    assert "clerk (Employer: Otto Lamb) [" in told("timeline")
    assert "clerk (Employer: Ines Fane; Order: later) [" in told("timeline")
    shown = told("show")
    assert "Employer: Otto Lamb clerk, 1970" in shown
    assert "Employer: Ines Fane · Order: later" in shown


@pytest.mark.parametrize("command", ["show", "narrative"])
def test_a_unit_stands_beside_its_number(told, command):
    text = told(command)
    assert "ran the 16 lamp houses lamp houses" not in text
    assert "Quantity: 16 lamp houses" in text


@pytest.mark.parametrize("command", ["show", "narrative"])
def test_what_the_value_says_is_not_said_again(told, command):
    text = told(command)
    assert "7 or 8" in text
    assert "At least: 7" not in text
    assert "At least: 90" in text
    assert "At most: 100" in text
    assert "a month or so" in text
    assert "“or so”" not in text
    assert "“I think”" in text


@pytest.mark.parametrize("command", ["show", "timeline", "ties", "narrative"])
def test_what_a_reader_inferred_is_said_to_be(told, command):
    text = told(command)
    assert "inferred" in text.partition("the fair" if command != "show" else "LIFE")[2]


def test_ties_are_told_in_any_words(told):
    assert "On the ties of Nell Orne: old friends in the harbour, according" in told("narrative")
