# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How two dates stand to each other, their order, and how they are shown."""

import pytest
from hypothesis import given
from strategies_dates import edtf_texts, plain_texts, qualified_texts

from fonds.events.dates import (
    DateRelation,
    contains,
    display,
    meets,
    outermost,
    parse,
    relate,
    sort_key,
)
from fonds.events.sentences import keepable

AGREES, REFINES, REFINED_BY = DateRelation.AGREES, DateRelation.REFINES, DateRelation.REFINED_BY
OVERLAPS, CONFLICTS = DateRelation.OVERLAPS, DateRelation.CONFLICTS
MIRRORED = {REFINES: REFINED_BY, REFINED_BY: REFINES}


@pytest.mark.parametrize(
    ("a", "b", "relation", "reason"),
    [
        ("1953", "1953", AGREES, "both are 1953"),
        ("1953-04-16", "1953", REFINES, "1953-04-16 lies within 1953"),
        ("1953", "1953-04-16", REFINED_BY, "1953-04-16 lies within 1953"),
        ("1953?", "1953", AGREES, "1953 and 1953? mean the same days"),
        ("1953-04", "1953-04-XX", AGREES, "1953-04 and 1953-04-XX mean the same days"),
        ("1953", "1954", CONFLICTS, "1953 ends before 1954 begins"),
        ("1954", "1953-12-31", CONFLICTS, "1953-12-31 ends before 1954 begins"),
        (
            "1953/1956",
            "1955/1958",
            OVERLAPS,
            (
                "1953/1956 and 1955/1958 share days from 1955-01-01 to 1956-12-31, "
                "and neither lies within the other"
            ),
        ),
        ("1991", "1989-01/1995-01", REFINES, "1991 lies within 1989-01/1995-01"),
        # Approximate dates conflict only beyond what they may be meant for, five units away.
        ("1986", "1986~", REFINES, "1986 lies within 1986~ (taken as 1985-01-01 to 1987-12-31)"),
        ("1987", "1986~", REFINES, "1987 lies within 1986~ (taken as 1985-01-01 to 1987-12-31)"),
        ("1988", "1986~", OVERLAPS, "1986~ may reach as far as 1988"),
        ("1981", "1986~", OVERLAPS, "1981 may reach as far as 1986~"),
        (
            "1992",
            "1981/1986~",
            CONFLICTS,
            "1981/1986~ (taken as 1981-01-01 to 1991-12-31) ends before 1992 begins",
        ),
        ("1953-09", "1953-04~", OVERLAPS, "1953-04~ may reach as far as 1953-09"),
        ("1953-04-09", "1953-04-04~", OVERLAPS, "1953-04-04~ may reach as far as 1953-04-09"),
        (
            "1953-04-10",
            "1953-04-04~",
            CONFLICTS,
            "1953-04-04~ (taken as 1953-03-30 to 1953-04-09) ends before 1953-04-10 begins",
        ),
        (
            "196X",
            "194X~",
            CONFLICTS,
            "194X~ (taken as 1930-01-01 to 1959-12-31) ends before 196X begins",
        ),
        (
            "[1992,1995]",
            "1986~",
            CONFLICTS,
            "1986~ (taken as 1981-01-01 to 1991-12-31) ends before [1992,1995] begins",
        ),
        (
            "1992",
            "1986~",
            CONFLICTS,
            "1986~ (taken as 1981-01-01 to 1991-12-31) ends before 1992 begins",
        ),
        (
            "1985-12/1990",
            "1986~",
            OVERLAPS,
            (
                "1986~ (taken as 1985-01-01 to 1987-12-31) and 1985-12/1990 share days from "
                "1985-12-01 to 1987-12-31, and neither lies within the other"
            ),
        ),
        # An unknown side proves nothing, an open one does.
        ("1991", "1986~/", OVERLAPS, "1991 may lie within 1986~/, whose end is not known"),
        ("1980", "/1991", OVERLAPS, "1980 may lie within /1991, whose start is not known"),
        ("1991", "1986/..", REFINES, "1991 lies within 1986/.."),
        ("1985", "1986/", CONFLICTS, "1985 ends before 1986/ begins"),
        (
            "1986/",
            "1986/..",
            OVERLAPS,
            "1986/ and 1986/.. may be the same, but one of them leaves a side unknown",
        ),
        (
            "1953/..",
            "../1960",
            OVERLAPS,
            (
                "../1960 and 1953/.. share days from 1953-01-01 to 1960-12-31, "
                "and neither lies within the other"
            ),
        ),
        # Digits left open and sets have gaps.
        ("1563-12-25", "156X-12-25", REFINES, "1563-12-25 lies within 156X-12-25"),
        (
            "1563-05-01",
            "156X-12-25",
            CONFLICTS,
            "no day is meant by both 156X-12-25 and 1563-05-01",
        ),
        (
            "1700-05-01",
            "XXXX-12-XX",
            OVERLAPS,
            "XXXX-12-XX and 1700-05-01 may mean one day, and XXXX-12-XX is too open to say more",
        ),
        ("1954", "[1953,1955]", CONFLICTS, "no day is meant by both [1953,1955] and 1954"),
        ("1954", "[1953,1954]", REFINES, "1954 lies within [1953,1954]"),
        ("[1953]", "1953", AGREES, "1953 and [1953] mean the same days"),
        # Nothing rests on the convention of when a season is.
        ("1968-22", "1968", REFINES, "1968-22 lies within 1968"),
        ("1968-22", "1968-23", OVERLAPS, "1968-22 and 1968-23 may mean one day"),
        ("1968-02-10", "1968-21", CONFLICTS, "no day is meant by both 1968-21 and 1968-02-10"),
        ("1968-04", "1968-21", OVERLAPS, "1968-21 and 1968-04 may mean one day"),
        ("1969-01-15", "1968-24", OVERLAPS, "1968-24 may reach as far as 1969-01-15"),
        ("1969-05-15", "1968-24", CONFLICTS, "1968-24 ends before 1969-05-15 begins"),
        ("1953-06-10", "1953-25", OVERLAPS, "1953-25 may reach as far as 1953-06-10"),
        ("1953-04", "1953-25", REFINES, "1953-04 lies within 1953-25"),
        ("1953-05-01", "1953-34", REFINES, "1953-05-01 lies within 1953-34"),
        ("1968-22?", "1968-22", AGREES, "1968-22 and 1968-22? mean the same days"),
        # Years that do not sort as text.
        ("-0044-03-15", "-0044", REFINES, "-0044-03-15 lies within -0044"),
        ("-0044", "-0043", CONFLICTS, "-0044 ends before -0043 begins"),
        ("Y-20000", "-0043", CONFLICTS, "Y-20000 ends before -0043 begins"),
    ],
)
def test_relation(a, b, relation, reason):
    found, said = relate(parse(a), parse(b))
    assert (found, keepable(said)) == (relation, reason)


@given(edtf_texts(), edtf_texts())
def test_relations_mirror_and_hold(one, other):
    a, b = parse(one), parse(other)
    relation, reason = relate(a, b)
    assert relate(b, a) == (MIRRORED.get(relation, relation), reason)
    assert reason
    if relation is REFINES:
        assert contains(b.bounds, a.bounds)
    if relation is AGREES:
        assert a.bounds == b.bounds
    if relation is not CONFLICTS and "may reach" not in reason:
        assert meets(a.bounds, b.bounds)
    assert relate(a, a)[0] is AGREES


@given(plain_texts(1950, 1956), qualified_texts())
def test_an_approximate_date_conflicts_with_nothing_it_may_reach(plain, qualified):
    a, b = parse(plain), parse(qualified)
    assert contains(outermost(b), b.bounds)
    if meets(a.bounds, outermost(b)):
        assert relate(a, b)[0] is not CONFLICTS
    else:
        assert relate(a, b)[0] is CONFLICTS


@given(plain_texts(1950, 1952), plain_texts(1950, 1952))
def test_plain_dates_are_related_by_their_text(one, other):
    relation, _ = relate(parse(one), parse(other))
    if one == other:
        assert relation is AGREES
    elif one.startswith(other):
        assert relation is REFINES
    elif other.startswith(one):
        assert relation is REFINED_BY
    else:
        assert relation is CONFLICTS


def test_order():
    texts = ["1954/..", "1953?", "1953", "-0044", "../1940", "1953-01", "1954", "1953-01-02/1954"]
    in_order = [
        "../1940",
        "-0044",
        "1953-01",
        "1953",
        "1953?",
        "1953-01-02/1954",
        "1954",
        "1954/..",
    ]
    assert sorted(texts, key=lambda text: sort_key(parse(text))) == in_order


@given(edtf_texts(), edtf_texts())
def test_order_is_total(one, other):
    a, b = parse(one), parse(other)
    assert (sort_key(a) == sort_key(b)) == (a.text == b.text)
    assert (sort_key(a) < sort_key(b)) != (sort_key(a) >= sort_key(b))


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("1953-04-16", "16 April 1953"),
        ("199X", "1990s"),
        ("1986~", "about 1986"),
        ("1986%", "about 1986?"),
        ("1981/1986~", "1981 - about 1986"),
        ("1989-01/1995-01", "January 1989 - January 1995"),
        ("1986~/", "about 1986 - unknown"),
        ("[1990..]", "1990 or later"),
        ("XXXX", "unknown"),
        ("XXXX-XX-XX", "unknown"),
        ("XXXX-12-25", "25 December, year unknown"),
        ("1985-XX-15", "day 15 of some month in 1985"),
        ("XXXX-XX-15", "some day 15"),
        ("1985-0X", "January - September 1985"),
        ("1985-04-1X", "some day from 10 to 19 April 1985"),
        ("1985-04-X5", "5, 15 or 25 April 1985"),
        ("1X5X", "a year of the form 1X5X"),
        ("1X5X-04", "April in a year of the form 1X5X"),
        ("-XXXX", "some year BC"),
        ("199X-21", "spring in the 1990s"),
        ("1953-26", "summer 1953 (northern hemisphere)"),
        ("1953-32", "winter 1953 (southern hemisphere)"),
        ("2001-38", "second four months of 2001"),
        ("2001-41", "second half of 2001"),
        ("0044-03-15", "15 March AD 44"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("?2004-06", "June 2004 (year uncertain)"),
        ("~2004-~06", "about June 2004"),
    ],
)
def test_display(text, english):
    assert display(parse(text)) == english.replace(" - ", " \N{EN DASH} ")


@given(edtf_texts())
def test_something_is_always_shown(text):
    shown = display(parse(text))
    assert shown.strip() == shown != ""
    assert "None" not in shown
    assert "  " not in shown
