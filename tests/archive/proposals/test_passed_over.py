# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Rows of births and deaths as pages have them, and what is passed over is said with its reason."""

from __future__ import annotations

import pytest

from fonds.archive.proposals.infobox import InfoboxRows
from fonds.archive.proposals.page import Page
from fonds.archive.proposals.passed_over import (
    HEDGED,
    NO_FORM,
    OF_NOBODY,
    TOO_LONG,
    UNREAD_ROW,
    passed_over,
)
from fonds.archive.proposals.proposing import note_clashing_ages, propose
from fonds.archive.proposals.rules import PatternRules
from fonds.archive.proposals.whom import names_most_often

BORN = "date_of_birth = 1945-04-03"
PLACE = "place_of_birth = Ostrow, Northland"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Born\nAnna Maria Kowal\nApril 3, 1945 (age\u00a058)\nOstrow, Northland", [BORN, PLACE]),
        ("Born\nApril 3, 1945\nOstrow, Northland", [BORN, PLACE]),
        ("Born\t3 April 1945 (age 58)\nOstrow, Northland", [BORN, PLACE]),
        ("Born\t3 April 1945 (age 58), Ostrow, Northland", [BORN, PLACE]),
        ("Born\t3 April 1945 in Ostrow, Northland", [BORN, PLACE]),
        ("Born\t3 April 1945\n(aged 58)", [BORN]),
        ("Born\t3 April 1945\n17 Quay Street", [BORN]),
        ("Born\tAnna\nMaria\n3 April 1945", []),
        ("Died\t5 May 2010, Saltby", ["date_of_death = 2010-05-05", "place_of_death = Saltby"]),
        # What stands behind another row's date is none of our business.
        ("Term start\t3 April 1945, Ostrow", []),
    ],
)
def test_a_row_of_a_birth_or_death_has_its_place_too(row, said):
    text = f"Anna Kowal\n\n{row}\n\nAnna Kowal was a miller."
    start = text.index(row)
    page = Page.of(text, "Anna Kowal", "Anna Kowal", rows=((start, start + len(row)),))
    found = propose(page, [InfoboxRows()])
    assert [f"{one.property} = {one.value}" for one in found] == said
    assert all(str(one.qualifiers.get("as_written", "")) in one.quote for one in found)
    assert all(str(one.value) in one.quote for one in found if one.value_type == "place")


PAGE = """Anna Kowal

Born\t5 May 1950
Parents\tIda Kowal and Karl Kowal
Party\tLiberal
Mother\tIda Kowal

Anna Kowal married Jan Weil in 1970. Her brother is said to be Karl Orr. The harbour was cold.
Her aunt taught the whole village. The mill burned down in 1944.
"""


def told(page):
    found = propose(page, [InfoboxRows(), PatternRules()])
    return passed_over(page, [(one.start, one.end) for one in found])


def test_what_speaks_of_a_life_and_is_not_proposed_is_told_with_the_reason():
    page = Page.of(PAGE, "Anna Kowal")
    passed = told(page)
    assert [(one.quote, one.reason) for one in passed] == [
        ("Parents\tIda Kowal and Karl Kowal", UNREAD_ROW),
        ("Her brother is said to be Karl Orr.", HEDGED),
        ("Her aunt taught the whole village.", NO_FORM),
    ]
    assert all(page.text[one.start : one.end] == one.quote for one in passed)


def test_of_nobody_in_particular_and_without_an_end():
    text = (
        "\n\n\n\n\nJan Weil was born in Ostrow. In 1970 Jan Weil died. Anna Kowal was his wife.\n"
    )
    assert [one.reason for one in told(Page.of(text, "Two lives"))] == [OF_NOBODY] * 3
    assert names_most_often(text) == ["Jan Weil", "Anna Kowal"]
    endless = f"Anna Kowal\n\nAnna Kowal was born and {'went on and ' * 150}on."
    assert [one.reason for one in told(Page.of(endless, "Anna Kowal"))] == [TOO_LONG]


@pytest.mark.parametrize(
    ("age", "when", "born", "makes"),
    [
        (57, "2003-05-04", "1945-04-03", "58"),
        (58, "2003-05-04", "1945-04-03", None),
        (57, "2003-04-02", "1945-04-03", None),
        (57, "2003", "1945", None),
        (58, "2003", "1945", None),
        (59, "2003", "1945", "57–58"),
        (59, None, "1945", None),
    ],
)
def test_an_age_beside_a_birth_that_makes_it_another_is_noted(age, when, born, makes):
    of = {"subject": "Anna Kowal", "when": None, "note": None}
    lines = [
        of | {"property": "age", "value": age, "when": when},
        of | {"property": "date_of_birth", "value": born},
        of | {"property": "date_of_birth", "value": "1900", "subject": "Jan Weil"},
    ]
    note_clashing_ages(lines)
    note = lines[0]["note"]
    assert note is None if makes is None else note.endswith(f"makes the age {makes}.")
    assert lines[1]["note"] is None
