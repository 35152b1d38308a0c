# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A conflict's reason, kept as plain text, is told as well as one that was just made."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from record_facts import People, fact, single

from fonds.archive.languages.recognising import recognised
from fonds.archive.languages.telling import tell
from fonds.archive.record.compare import Relation, compare
from fonds.events.sentences import keepable, kept
from fonds.events.values import ValueKind

WORDS = st.lists(
    st.sampled_from([*"abXYZ 01.,-'", " and ", "are two people", "are different numbers."]),
    min_size=1,
    max_size=12,
).map(lambda found: "".join(found).strip()).filter(bool)  # fmt: skip
DATES = st.sampled_from(
    ["1953", "1953-04-16", "1986~", "1950/1955", "199X", "1989-01/1995-01", "[1960,1970]", "1975?"]
)
TYPES = st.sampled_from(["text", "place", "office", "person", "organization", "event", "url"])


def told_again(one, other, rule=None):
    found = compare(one, other, rule or single(), People())
    if found.relation is not Relation.CONFLICTS:
        return False
    # As SQLite gives it back: the text and nothing else.
    again = keepable(found.reason)
    assert tell(kept(again), "de") == tell(found.reason, "de") != found.reason
    assert recognised(again) == found.reason
    return True


@given(WORDS, WORDS, TYPES)
def test_words(one, other, kind):
    assume(told_again(fact(1, one, kind), fact(2, other, kind)))


@given(DATES, DATES)
def test_dates(one, other):
    assume(told_again(fact(1, one, "date"), fact(2, other, "date")))


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(["km", "m", None]))
def test_amounts(one, other, unit):
    assume(told_again(fact(1, one, "quantity", unit="km"), fact(2, other, "quantity", unit=unit)))


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [("name", "Edda Marlow", "Josef Tull"), ("name", "Al Marlow Jr", "Al Marlow Sr"),
     ("election_result", "won", "lost")],
)  # fmt: skip
def test_names_and_results(name, one, other):
    assert told_again(fact(1, one, property_=name), fact(2, other, property_=name), single(name))


def test_none_against_a_value():
    assert told_again(fact(1, "Josef"), fact(2, None, kind=ValueKind.NONE))


@pytest.mark.parametrize("text", ["", "Something else.", "“a” and “b” are nice."])
def test_what_no_rule_says_stays_as_it_is(text):
    assert recognised(text) is None
    assert tell(kept(text), "de") == text
