# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Rule 4: how two facts stand to each other, and the sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_facts import People, fact, in_context, several, single

from fonds.archive.record.compare import Relation, compare
from fonds.events.catalogue.subject import Judgement
from fonds.events.sentences import keepable
from fonds.events.values import ValueKind

if TYPE_CHECKING:
    from fonds.archive.record.fold import FactState
    from fonds.archive.record.rule import FactRelation

AGREES, REFINES, OVERLAPS, CONFLICTS, DIFFERENT = Relation


def related(a: FactState, b: FactState, people: People | None = None) -> FactRelation:
    return compare(a, b, single(), people or People())


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("32nd District", "32ND  district", AGREES),
        ("32nd district", "32d district", AGREES),
        ("Jr.", "Jr", AGREES),
        ("Jesse Jackson\u2019s son", "Jesse Jackson's son", AGREES),
        ("“Who Asked You”", '"Who Asked You"', AGREES),
        ("Cafe\u0301", "Caf\u00e9", AGREES),
        ("STRASSE", "Straße", AGREES),
        ("32nd district", "35th District", CONFLICTS),
        ("won", "lost", CONFLICTS),
        ("3 May", "3 June", CONFLICTS),
    ],
)
def test_words(one: str, other: str, relation: Relation) -> None:
    found = related(fact(1, one), fact(2, other))
    assert found.relation is relation
    assert (found.first, found.second) == ("f1", "f2")


def test_addresses_of_the_web_are_compared_letter_by_letter() -> None:
    a, b = fact(1, "https://example.org/A", "url"), fact(2, "https://example.org/a", "url")
    assert related(a, b).relation is CONFLICTS


@pytest.mark.parametrize(
    ("one", "other", "relation", "first"),
    [
        ("1953", "1953-04-16", REFINES, "f2"),
        ("1953-04-16", "1953", REFINES, "f1"),
        ("1953", "1953", AGREES, "f1"),
        ("1953", "1954", CONFLICTS, "f1"),
        ("1950/1955", "1953/1960", OVERLAPS, "f1"),
    ],
)
def test_dates(one: str, other: str, relation: Relation, first: str) -> None:
    found = related(fact(1, one, "date"), fact(2, other, "date"))
    assert (found.relation, found.first) == (relation, first)
    assert one in keepable(found.reason)
    assert other in keepable(found.reason)


def test_a_hedge_makes_a_date_approximate() -> None:
    plain = related(fact(1, "1953", "date"), fact(2, "1954", "date"))
    hedged = related(fact(1, "1953", "date", hedge="about"), fact(2, "1954", "date"))
    assert (plain.relation, hedged.relation) == (CONFLICTS, REFINES)


def test_a_date_that_is_no_date_is_compared_as_words() -> None:
    assert related(fact(1, "spring", "date"), fact(2, "Spring", "date")).relation is AGREES
    assert related(fact(1, "spring", "date"), fact(2, "1953", "date")).relation is CONFLICTS


@pytest.mark.parametrize(
    ("judgement", "relation", "words"),
    [
        (None, CONFLICTS, "“Jim” and “Clem Sr.” are not shown to be one person."),
        (Judgement.UNSURE, CONFLICTS, "“Jim” and “Clem Sr.” are not shown to be one person."),
        (Judgement.NOT_SAME, CONFLICTS, "“Jim” and “Clem Sr.” are two people."),
        (Judgement.SAME, AGREES, "“Jim” and “Clem Sr.” were judged to be one person."),
    ],
)
def test_persons(judgement: Judgement | None, relation: Relation, words: str) -> None:
    people = People("Jim", "Clem Sr.")
    if judgement is not None:
        people.judge("Jim", "Clem Sr.", judgement)
    a = fact(1, "Jim", "person", who="Jim")
    b = fact(2, "Clem Sr.", "person", who="Clem Sr.")
    found = related(a, b, people)
    assert (found.relation, found.reason) == (relation, words)


def test_one_subject_agrees_under_two_names() -> None:
    people = People("Miriam Balanoff")
    a = fact(1, "Miriam", "person", who="Miriam Balanoff")
    b = fact(2, "Mrs. Balanoff", "person", who="Miriam Balanoff")
    assert related(a, b, people).relation is AGREES


def test_words_that_are_a_subjects_label_only_overlap_with_it() -> None:
    people = People("Jim")
    named = fact(1, None, "person", who="Jim")
    assert related(named, fact(2, "jim", "person"), people).relation is OVERLAPS
    assert related(named, fact(2, "Bob", "person"), people).relation is CONFLICTS


@pytest.mark.parametrize(
    ("one", "other", "relation", "first"),
    [
        ({"value": 7000}, {"value": 7000}, AGREES, "f1"),
        ({"value": "7,000"}, {"value": 7000}, AGREES, "f1"),
        ({"value": 7000}, {"value": 7500}, CONFLICTS, "f1"),
        ({"value": 7000, "approximate": True}, {"value": 7500}, OVERLAPS, "f1"),
        ({"value": 7000, "hedge": "some"}, {"value": 7778}, CONFLICTS, "f1"),
        ({"value": 7000, "hedge": "some"}, {"value": 7777}, OVERLAPS, "f1"),
        ({"value": "7 or 8", "min": 7, "max": 8}, {"value": 8}, REFINES, "f2"),
        ({"value": "7 or 8"}, {"value": 8}, REFINES, "f2"),
        ({"value": "between 7 and 8"}, {"value": 8}, REFINES, "f2"),
        ({"value": "zwischen 7 und 8"}, {"value": 9}, CONFLICTS, "f1"),
        ({"value": "7 or 8"}, {"value": 9}, CONFLICTS, "f1"),
        ({"value": "26..27"}, {"value": 26}, REFINES, "f2"),
        ({"value": "26–27"}, {"value": 28}, CONFLICTS, "f1"),
        ({"value": "nearly 300"}, {"value": 290}, REFINES, "f2"),
        ({"value": "rund 300"}, {"value": 310}, REFINES, "f2"),
        ({"value": "mindestens 300"}, {"value": 200}, CONFLICTS, "f1"),
        ({"value": "nearly 300"}, {"value": "300 hands"}, OVERLAPS, "f1"),
        ({"value": "250 hands"}, {"value": "300 hands"}, CONFLICTS, "f1"),
        ({"value": "7-9"}, {"value": "8\u201310"}, OVERLAPS, "f1"),
        ({"value": 7000, "hedge": "more than"}, {"value": 9000}, REFINES, "f2"),
        ({"value": 7000, "hedge": "no more than"}, {"value": 9000}, CONFLICTS, "f1"),
        ({"value": 7000, "hedge": "no fewer than"}, {"value": 9000}, REFINES, "f2"),
        ({"value": 7000, "unit": "votes"}, {"value": 7000, "unit": "Vote"}, AGREES, "f1"),
        ({"value": 52, "unit": "percent"}, {"value": 52, "unit": "%"}, AGREES, "f1"),
        ({"value": 52, "unit": "percent"}, {"value": 7000, "unit": "votes"}, DIFFERENT, "f1"),
        ({"value": "a few"}, {"value": 3}, CONFLICTS, "f1"),
    ],
)
def test_quantities(
    one: dict[str, Any], other: dict[str, Any], relation: Relation, first: str
) -> None:
    a = fact(1, one.pop("value"), "quantity", **one)
    b = fact(2, other.pop("value"), "quantity", **other)
    found = related(a, b)
    assert (found.relation, found.first) == (relation, first)


@pytest.mark.parametrize(
    ("one", "other", "relation", "first", "said"),
    [
        ((7000, "votes"), (7021, "votes"), REFINES, "f2", "within rounding"),
        ((7021, "votes"), (7000, "votes"), REFINES, "f1", "within rounding"),
        ((7500, "votes"), (7000, "votes"), CONFLICTS, "f1", "different numbers"),
        ((80, "people"), (84, "people"), CONFLICTS, "f1", "different numbers"),
        ((60, "years"), (62, "years"), CONFLICTS, "f1", "different numbers"),
        ((48, "percent"), ("47.6", "%"), REFINES, "f2", "within rounding"),
        ((48, "percent"), ("47.4", "%"), CONFLICTS, "f1", "different numbers"),
        ((3, "percentage points"), ("52 to 48", "percent"), OVERLAPS, "f1", "within rounding"),
        (
            (4, "points"),
            ("52-48", "percent"),
            AGREES,
            "f1",
            "come to the same margin (4 in points)",
        ),
        ((8, "points"), ("52 to 48", "percent"), CONFLICTS, "f1", "different numbers"),
        ((3, "points"), ("52.4 to 47.6", "percent"), CONFLICTS, "f1", "different numbers"),
        ((2400, "votes"), ("52 to 48", "percent"), DIFFERENT, "f1", "units differ"),
    ],
)
def test_rounding_and_shares(
    one: Any, other: Any, relation: Relation, first: str, said: str
) -> None:
    facts = [
        fact(place, value, "quantity", unit=unit, property_="vote_margin")
        for place, (value, unit) in enumerate((one, other), 1)
    ]
    found = related(*facts)
    assert (found.relation, found.first) == (relation, first)
    assert said in found.reason


@pytest.mark.parametrize(
    ("one", "other", "relation", "first"),
    [
        ("Edda Marlow", "Marlow, Edda", AGREES, "f1"),
        ("Dr. Edda Marlow", "Edda Marlow", AGREES, "f1"),
        ("Mrs. Edda Marlow", "Edda Marlow", OVERLAPS, "f1"),
        ("Edda Marlow", "Edda Ines Marlow", REFINES, "f2"),
        ("E. I. Marlow", "Edda Ines Marlow", REFINES, "f2"),
        ("Edda Ines Marlow", "Edda I. Marlow", REFINES, "f1"),
        ("Clement Balanoff, Jr.", "Clement Balanoff", REFINES, "f1"),
        ("Clem Balanoff", "Clement Balanoff", OVERLAPS, "f1"),
        ("Edmund Marlow, Jr.", "Edmund Marlow, Sr.", CONFLICTS, "f1"),
        ("Edmund Marlow Junior", "Edmund Marlow, Jr.", AGREES, "f1"),
        ("Edda Marlow", "Ines Marlow", CONFLICTS, "f1"),
        ("Edda Marlow", "Edda Oost", CONFLICTS, "f1"),
        ("Ines Edda Marlow", "Edda Ines Marlow", CONFLICTS, "f1"),
        ("Edda", "Edda Marlow", OVERLAPS, "f1"),
        ("Jo Marlow", "Josef Marlow", CONFLICTS, "f1"),
    ],
)
def test_names_are_forms_of_one_name_or_not(
    one: str, other: str, relation: Relation, first: str
) -> None:
    found = related(
        *(fact(at, text, property_="birth_name") for at, text in ((1, one), (2, other)))
    )
    assert (found.relation, found.first) == (relation, first)


def test_no_form_of_a_name_ever_makes_two_people_one() -> None:
    people = People("Edda Marlow", "Edda Ines Marlow")
    a, b = (
        fact(at, label, "person", who=label, property_="mother")
        for at, label in ((1, "Edda Marlow"), (2, "Edda Ines Marlow"))
    )
    assert related(a, b, people).relation is CONFLICTS
    words = fact(3, "Edda Ines Marlow", "person", property_="mother")
    assert related(a, words, people).relation is CONFLICTS


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("won", "lost", CONFLICTS),
        ("elected", "defeated", CONFLICTS),
        ("withdrew", "won", CONFLICTS),
        ("lost", "near-upset", OVERLAPS),
        ("won", "a close race", OVERLAPS),
        ("won", "elected", OVERLAPS),
        ("almost won", "lost", OVERLAPS),
        ("has won some and lost some", "lost", OVERLAPS),
        ("a triumph", "a sensation", OVERLAPS),
    ],
)
def test_results_of_elections(one: str, other: str, relation: Relation) -> None:
    a, b = (fact(at, text, property_="election_result") for at, text in ((1, one), (2, other)))
    assert related(a, b).relation is relation
    assert related(fact(1, "near-upset"), fact(2, "lost")).relation is CONFLICTS, "of other things"


@pytest.mark.parametrize(
    ("one", "other", "relation", "first"),
    [
        ("Senator", "State Senator", REFINES, "f2"),
        ("State Rep. of Illinois", "Illinois State Representative", AGREES, "f1"),
        ("mayor", "treasurer", CONFLICTS, "f1"),
        ("chair of the council", "the council's secretary", CONFLICTS, "f1"),
    ],
)
def test_offices(one: str, other: str, relation: Relation, first: str) -> None:
    found = related(fact(1, one, "office"), fact(2, other, "office"))
    assert (found.relation, found.first) == (relation, first)


def test_different_units_are_not_compared_and_the_reason_names_both() -> None:
    a = fact(1, 7000, "quantity", unit="votes")
    b = fact(2, 4, "quantity", unit="percentage points")
    reason = "“7000 votes” and “4 percentage points” are not compared, since their units differ."
    assert related(a, b).reason == reason
    assert compare(a, b, in_context(), People()).reason == reason


@pytest.mark.parametrize(
    ("one", "other", "relation", "first"),
    [
        ("Chicago", "Chicago, Illinois", REFINES, "f2"),
        ("Chicago, Illinois", "illinois", REFINES, "f1"),
        ("Chicago,Illinois", "Chicago, Illinois", AGREES, "f1"),
        ("South Side, Chicago, Illinois", "Chicago, Illinois", REFINES, "f1"),
        ("South Side, Chicago, Illinois", "Chicago", REFINES, "f1"),
        ("Chicago", "Illinois", CONFLICTS, "f1"),
        ("the hall (Chicago, by context)", "the hall", CONFLICTS, "f1"),
    ],
)
def test_places(one: str, other: str, relation: Relation, first: str) -> None:
    found = related(fact(1, one, "place"), fact(2, other, "place"))
    assert (found.relation, found.first) == (relation, first)


@pytest.mark.parametrize(
    ("one", "other", "relation", "first"),
    [
        (ValueKind.UNKNOWN, ValueKind.UNKNOWN, AGREES, "f1"),
        (ValueKind.NONE, ValueKind.NONE, AGREES, "f1"),
        (ValueKind.UNKNOWN, ValueKind.VALUE, REFINES, "f2"),
        (ValueKind.NONE, ValueKind.VALUE, CONFLICTS, "f1"),
        (ValueKind.NONE, ValueKind.UNKNOWN, OVERLAPS, "f1"),
    ],
)
def test_value_kinds(one: ValueKind, other: ValueKind, relation: Relation, first: str) -> None:
    def made(position: int, kind: ValueKind) -> FactState:
        return fact(position, "Jim" if kind is ValueKind.VALUE else None, kind=kind)

    found = related(made(1, one), made(2, other))
    assert (found.relation, found.first) == (relation, first)


def test_values_of_different_types_are_compared_as_words() -> None:
    assert related(fact(1, "1953"), fact(2, "1953", "date")).relation is AGREES
    assert related(fact(1, "in 1953"), fact(2, "1953", "date")).relation is CONFLICTS


def test_times_that_do_not_meet_are_different_scopes_only_in_context() -> None:
    a, b = fact(1, "won", when="1988"), fact(2, "lost", when="1991")
    found = compare(a, b, in_context(), People())
    assert found.relation is DIFFERENT
    assert found.reason == "“won” is said of 1988, “lost” of 1991, and these share no day."
    assert compare(a, b, single(), People()).relation is CONFLICTS


def test_several_values_never_conflict() -> None:
    found = compare(fact(1, "activist"), fact(2, "politician"), several(), People())
    assert found.relation is OVERLAPS
    assert found.reason == (
        "“activist” and “politician” can both be true, since there may be several."
    )


def test_a_very_long_value_is_cut_in_a_reason() -> None:
    found = related(fact(1, "word " * 60), fact(2, "lost"))
    assert "…”" in found.reason
    assert len(found.reason) < 200


VALUES = st.one_of(
    st.builds(
        lambda value, hedge: {"value": value, "type_": "date", "hedge": hedge},
        st.sampled_from(["1953", "1953-04", "1953-04-16", "1954~", "195X", "1950/1954", "no date"]),
        st.sampled_from([None, "about"]),
    ),
    st.builds(
        lambda value, unit, hedge: {
            "value": value,
            "type_": "quantity",
            "unit": unit,
            "hedge": hedge,
        },
        st.one_of(st.integers(-20, 20), st.sampled_from(["7 or 8", "several", "1,200", "7.5"])),
        st.sampled_from([None, "votes", "percent"]),
        st.sampled_from([None, "about", "over", "up to"]),
    ),
    st.builds(
        lambda value, type_: {"value": value, "type_": type_},
        st.sampled_from(["Chicago", "chicago, Illinois", "Illinois", "1953", "Jim"]),
        st.sampled_from(["place", "text", "office", "url", "person"]),
    ),
    st.builds(
        lambda who, type_: {"value": None, "who": who, "type_": type_},
        st.sampled_from(["Jim", "James", "Chicago", "Chicago, Illinois"]),
        st.sampled_from(["person", "place"]),
    ),
    st.sampled_from(
        [{"value": None, "kind": ValueKind.UNKNOWN}, {"value": None, "kind": ValueKind.NONE}]
    ),
)
PEOPLE = People("Jim", "James", "Chicago", "Chicago, Illinois").judge(
    "Jim", "James", Judgement.SAME
)


@given(
    VALUES, VALUES, st.sampled_from([single(), in_context(), several()]), st.sampled_from([1, 2])
)
def test_a_relation_does_not_depend_on_the_order_given(
    one: dict[str, Any], other: dict[str, Any], rule: Any, position: int
) -> None:
    a, b = fact(1, **one), fact(position, **other, fact_id="f2")
    found = compare(a, b, rule, PEOPLE)
    assert found == compare(b, a, rule, PEOPLE)
    assert {found.first, found.second} == {"f1", "f2"}
    assert found.reason[-1] == "."
    assert found.reason[0] == found.reason[0].upper()
    assert len(found.reason) < 300


@given(VALUES, st.sampled_from([single(), in_context(), several()]))
def test_a_fact_agrees_with_one_that_says_the_same(value: dict[str, Any], rule: Any) -> None:
    assert compare(fact(1, **value), fact(2, **value), rule, PEOPLE).relation is AGREES


WORDS = st.lists(
    st.sampled_from(
        ["Edda", "E.", "Ines", "Marlow", "Oost", "Jr.", "Sr.", "Dr", "won", "not", ","]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
SHARES = st.one_of(
    st.integers(-60, 9000), st.sampled_from(["52 to 48", "51.5-48.5", "7 to 8", "3.25"])
)


@given(
    st.sampled_from(["birth_name", "election_result"]).flatmap(
        lambda name: st.tuples(st.just((name, "text")), WORDS, WORDS)
    )
    | st.tuples(st.just(("vote_margin", "quantity")), SHARES, SHARES),
    st.sampled_from([None, "percent", "points"]),
)
def test_what_is_known_of_words_and_shares_does_not_depend_on_the_order(
    case: Any, unit: str | None
) -> None:
    (name, type_), one, other = case
    a, b = (
        fact(at, value, type_, unit=unit, property_=name) for at, value in ((1, one), (2, other))
    )
    found = related(a, b)
    assert found == related(b, a)
    assert related(a, fact(3, one, type_, unit=unit, property_=name)).relation is AGREES


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [("54%", 54, "%"), ("1,200 km", 1200, "km"), ("7 miles", 7, "mile")],
)
def test_a_quantity_recorded_as_words_is_what_is_typed_now(
    words: str, number: int, unit: str
) -> None:
    old, new = fact(1, words, "quantity"), fact(2, number, "quantity", unit=unit)
    for rule in (single(), in_context(), several()):
        found = compare(old, new, rule, People())
        assert (found.relation, "the same number" in found.reason) == (AGREES, True)
    other = fact(2, 13, "quantity", unit="tides")
    assert compare(old, other, in_context(), People()).relation is DIFFERENT
    assert related(fact(1, words), fact(2, str(number))).relation is CONFLICTS
