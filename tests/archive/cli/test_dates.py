# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Dates as constraints: ages, births, terms, premises; and what cannot all be so."""

from __future__ import annotations

import pytest

from fonds.archive import Archive
from fonds.archive.languages.telling import GERMAN, tell

TEXT = """Edda Marlow was born in 1948. She was born on March 9, 1948.
She is 71 years old. Five years later she left. She was 30 in 1960.
Her mother was Ines. Ines was born in 1950. Her term began in 1979. It ended in 1971.
The almanac came out the same year.
"""


@pytest.fixture
def edda(ok, empty, tmp_path):
    file = tmp_path / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    ok("source", "add", empty, file)
    ok("subject", "add", empty, "Edda Marlow", "--kind", "person")
    return empty


@pytest.fixture
def say(ok, edda):
    def record(name, value, quote, *more, subject="Edda Marlow"):
        return ok(
            "fact", "add", edda, subject, name, value, "--source", "text.txt", "--quote", quote,
            *more,
        ).out.strip()  # fmt: skip

    return record


def dates(ok, path, subject="Edda Marlow"):
    return ok("dates", path, subject, "--json").json


def of(found, name):
    (one,) = [one for one in found["dates"] if one["property"] == name]
    return one["earliest"], one["latest"], one["facts"]


def test_an_age_dates_what_has_no_date(ok, edda, say):
    born = say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    age = say("age", 71, "She is 71 years old.", "--qualifier", "unit=years")
    found = dates(ok, edda)
    assert of(found, "age") == ("2019-03-09", "2020-03-08", [born, age])
    assert found["clashes"] == []


def test_an_age_with_a_date_bounds_the_birth(ok, edda, say):
    age = say("age", 30, "She was 30 in 1960.", "--when", "1960", "--qualifier", "unit=years")
    assert of(dates(ok, edda), "date_of_birth") == ("1929-01-02", "1930-12-31", [age])


def test_passages_that_cannot_all_be_so_are_the_fewest(ok, edda, say):
    say("date_of_birth", "1948", "born in 1948")
    day = say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    age = say("age", 30, "She was 30 in 1960.", "--when", "1960", "--qualifier", "unit=years")
    found = dates(ok, edda)
    (clash,) = found["clashes"]
    assert len(clash["facts"]) == 2
    assert age in clash["facts"]
    assert clash["reason"].startswith("These cannot all be so: ")
    assert "1960" in clash["reason"]
    (born,) = [one for one in found["dates"] if one["property"] == "date_of_birth"]
    assert (born["earliest"], born["latest"], born["clashes"]) == (None, None, True)
    text = ok("dates", edda, "Edda Marlow").out
    assert "! These cannot all be so" in text
    assert "“She was 30 in 1960.”" in text
    ok("fact", "retract", edda, age, "--reason", "A typing error of the paper.")
    again = dates(ok, edda)
    assert again["clashes"] == []
    assert of(again, "date_of_birth") == ("1948-03-09", "1948-03-09", [day])


def test_ages_are_said_in_the_readers_language(edda, say):
    say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    say("age", 30, "She was 30 in 1960.", "--when", "1960", "--qualifier", "unit=years")
    with Archive.open(edda, read_only=True) as archive:
        found = archive.queries.dates("Edda Marlow")
    (clash,) = found.clashes
    assert "Age: 30 years, 1960" in clash.reason
    assert "Alter: 30 Jahre, 1960" in tell(clash.reason, GERMAN)


def test_about_a_year_may_be_five_years_away_and_no_more(ok, edda, say):
    say("date_of_birth", "1943~", "born in 1948")
    age = say("age", 30, "She was 30 in 1960.", "--when", "1977~", "--qualifier", "unit=years")
    assert dates(ok, edda)["clashes"] == []
    ok("fact", "correct", edda, age, "--kind", "misread", "--when", "1990~", "--reason", "Misread.")
    assert len(dates(ok, edda)["clashes"]) == 1


def test_a_mother_is_born_before_her_child(ok, edda, say):
    say("date_of_birth", "1948", "born in 1948")
    say("mother", "Ines", "Her mother was Ines.")
    assert dates(ok, edda)["clashes"] == []
    say("date_of_birth", "1950", "Ines was born in 1950.", subject="Ines")
    (clash,) = dates(ok, edda)["clashes"]
    assert len(clash["facts"]) == 3
    assert "Ines is a parent of Edda Marlow" in clash["reason"]


def test_nobody_dies_before_their_birth(ok, edda, say):
    born = say("date_of_birth", "1950", "Ines was born in 1950.")
    died = say("date_of_death", "1860", "It ended in 1971.")
    (clash,) = dates(ok, edda)["clashes"]
    assert set(clash["facts"]) == {born, died}
    assert "nobody dies before their birth" in clash["reason"]
    told = ok("dates", edda, "Edda Marlow").out
    assert "! These cannot all be so: nobody dies before their birth.\n" in told
    ok("fact", "retract", edda, died, "--reason", "Of a namesake.")
    say("date_of_death", "1950", "It ended in 1971.")
    assert dates(ok, edda)["clashes"] == []


@pytest.mark.parametrize(
    ("name", "when", "clashes"),
    [
        ("residence", "1940/1979", True),
        ("position_held", "1947-12/1971", True),
        ("spouse", "1940/..", True),
        ("spouse", "1940", True),
        ("spouse", "1968/..", False),
        ("job", "1948/1971", False),
        ("residence", "1945~/1971", False),
        ("residence", "../1971", False),
        ("residence", "/1971", False),
        # At some time within it, as a set says; and what is done in a moment does not last.
        ("residence", "[1940..1979]", False),
        ("signed", "1940/1979", False),
    ],
)
def test_what_lasts_begins_after_the_birth(ok, edda, say, name, when, clashes):
    born = say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    fact = say(name, "Oldham", "Her term began in 1979.", "--when", when)
    found = dates(ok, edda)["clashes"]
    assert [set(one["facts"]) for one in found] == [{born, fact}] * clashes
    if clashes:
        assert "was alive at the time of" in found[0]["reason"]


def test_what_ended_after_a_death_and_began_at_no_known_time_may_have_been_before(ok, edda, say):
    """It lay before the death, so far as its days say; nothing later is told of it."""
    died = say("date_of_death", "1860", "It ended in 1971.")
    held = say("position_held", "Mayor", "Her term began in 1979.", "--when", "/1923-04-01")
    found = dates(ok, edda)
    assert found["clashes"] == []
    earliest, latest, facts = of(found, "position_held")
    assert (earliest, latest) == (None, "1860-12-31")
    assert set(facts) == {died, held}


def test_a_term_ends_after_it_begins(ok, edda, say):
    office = ("--qualifier", "office=Mayor")
    start = say("term_start", "1979", "Her term began in 1979.", *office)
    assert dates(ok, edda)["clashes"] == []
    end = say("term_end", "1971", "It ended in 1971.", *office)
    (clash,) = dates(ok, edda)["clashes"]
    assert set(clash["facts"]) == {start, end}
    other = say("term_end", "1971", "It ended in 1971.", "--qualifier", "office=Judge")
    assert other not in {fact for clash in dates(ok, edda)["clashes"] for fact in clash["facts"]}


def test_five_years_later_is_counted_from_its_premise(ok, edda, say):
    start = say("term_start", "1979", "Her term began in 1979.")
    end = say(
        "relocation", "the islands", "Five years later she left.", "--when-text",
        "Five years later", "--premise", f"{start}=the sentence before",
    )  # fmt: skip
    found = of(dates(ok, edda), "relocation")
    assert found[:2] == ("1984-01-01", "1984-12-31")
    assert set(found[2]) == {start, end}


def test_the_same_year_is_the_premises_year(ok, edda, say):
    born = say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    say(
        "relocation", "the coast", "The almanac came out the same year.", "--when-text",
        "the same year", "--premise", f"{born}=the sentence before",
    )  # fmt: skip
    assert of(dates(ok, edda), "relocation")[:2] == ("1948-03-09", "1948-12-31")


@pytest.mark.parametrize("told", ["by its words", "by the rule"])
def test_what_is_no_office_and_no_age_is_reckoned_from_too(ok, edda, say, told):
    wedding = say("spouse", "Josef Tull", "Her term began in 1979.", "--when", "1979")
    words = "Five years later she left."
    more = ("--when-text", "Five years later") if told == "by its words" else ()
    rule = "the sentence before" if more else "five years later"
    left = say("relocation", "the islands", words, *more, "--premise", f"{wedding}={rule}")
    found = of(dates(ok, edda), "relocation")
    assert found == ("1984-01-01", "1984-12-31", [wedding, left])
    child = say(
        "child", "Ines", words, "--when", "1990", "--premise", f"{wedding}=five years later"
    )
    (clash,) = dates(ok, edda)["clashes"]
    assert set(clash["facts"]) == {wedding, child}
    assert (
        "“five years later”, reckoned from Edda Marlow, Spouse: Josef Tull, 1979: "
        in (clash["reason"])
    )


def test_what_was_dated_by_a_birth_does_not_confirm_the_birth(ok, edda, say):
    born = say("date_of_birth", "1948", "born in 1948")
    say(
        "age", 71, "She is 71 years old.", "--when", "2019", "--qualifier", "unit=years",
        "--premise", f"{born}=the year of the article was reckoned from her birth",
    )  # fmt: skip
    assert of(dates(ok, edda), "date_of_birth")[2] == [born]


@pytest.mark.parametrize("by", ["retracted", "deprecated", "preferred", "excluded"])
@pytest.mark.parametrize("whose", ["Edda Marlow", "Ines"])
def test_nothing_is_reckoned_from_what_does_not_count(ok, edda, say, tmp_path, by, whose):
    other = tmp_path / "other.txt"
    other.write_text("She moved five years later.", encoding="utf-8")
    ok("source", "add", edda, other)
    ok("subject", "add", edda, "Ines", "--kind", "person")
    died = say("date_of_death", "1979", "Her term began in 1979.")
    born = say("date_of_birth", "1948", "born in 1948", subject=whose)
    moved = ok(
        "fact", "add", edda, "Edda Marlow", "relocation", "the coast", "--source", "other.txt",
        "--quote", "five years later", "--when-text", "five years later", "--premise",
        f"{born}=the sentence before",
    ).out.strip()  # fmt: skip
    assert set(of(dates(ok, edda), "relocation")[2]) >= {born, moved}
    why, more = ("--reason", "Misread."), ()
    if by == "retracted":
        ok("fact", "retract", edda, born, *why)
    elif by == "deprecated":
        ok("fact", "assess", edda, born, "--rank", "deprecated", *why)
    elif by == "preferred":
        right = say("date_of_birth", "1950", "Ines was born in 1950.", subject=whose)
        ok("fact", "assess", edda, right, "--rank", "preferred", *why)
    else:
        more = ("--exclude-source", "text.txt")
    found = ok("dates", edda, "Edda Marlow", "--json", *more).json
    assert found["clashes"] == []
    assert born not in str(found)
    reckoned = [one for one in found["dates"] if one["property"] == "relocation"]
    assert [one["latest"] for one in reckoned] == ["1979-12-31"] * (by != "excluded")
    assert by == "excluded" or died in reckoned[0]["facts"]


def test_what_was_dated_by_a_birth_that_was_set_aside_does_not_confirm_it(ok, edda, say):
    born = say("date_of_birth", "1948", "born in 1948")
    say(
        "age", 71, "She is 71 years old.", "--when", "2019", "--qualifier", "unit=years",
        "--premise", f"{born}=the year of the article was reckoned from her birth",
    )  # fmt: skip
    right = say("date_of_birth", "1960", "Ines was born in 1950.")
    ok("fact", "assess", edda, right, "--rank", "preferred", "--reason", "The register.")
    found = dates(ok, edda)
    assert found["clashes"] == []
    assert of(found, "date_of_birth")[2] == [right]


def test_circular_reasoning_is_refused(refused, edda, say):
    born = say("date_of_birth", "1948", "born in 1948")
    age = say(
        "age", 71, "She is 71 years old.", "--when", "2019", "--premise", f"{born}=reckoned from it"
    )
    ran = refused(
        edda, 3, "fact", "add", edda, "Edda Marlow", "date_of_birth", "1948", "--source",
        "text.txt", "--quote", "She is 71 years old.", "--premise", f"{age}=71 years before",
    )  # fmt: skip
    assert "circular" in ran.err
    assert born in ran.err


def test_what_somebody_did_again_is_reckoned_from_the_first_time(ok, refused, edda, say):
    moved = say("relocation", "Rome", "Her term began in 1979.", "--when", "1979")
    words = ("Five years later she left.", "--when-text", "Five years later")
    left = say("relocation", "Ostia", *words, "--premise", f"{moved}=the sentence before")
    assert of(dates(ok, edda), "relocation") == ("1984-01-01", "1984-12-31", [moved, left])
    why = ("--reason", "A test.")
    same = refused(
        edda, 3, "fact", "add", edda, "Edda Marlow", "relocation", "rome", "--source", "text.txt",
        "--quote", words[0], "--premise", f"{left}=the sentence before", "--json",
    )  # fmt: skip
    assert (same.error["code"], same.error["fact"]) == ("circular", moved)
    change = ("fact", "correct", edda, left, "--kind", "misread", "--value", "Rome", *why)
    assert refused(edda, 3, *change, "--json").error["code"] == "circular"
    ok("fact", "correct", edda, left, "--kind", "misread", "--value", "Capua", *why)


def test_a_fact_does_not_come_to_confirm_its_premise_by_whom_it_names(ok, refused, edda, say):
    for name in ("Ines", "Ines Wick"):
        ok("subject", "add", edda, name, "--kind", "person")
    ground = say("child", "Ines", "Her mother was Ines")
    other = say("child", "Ines Wick", "She was 30 in 1960.", "--premise", f"{ground}=five years on")
    act = ("fact", "reattribute", edda, other, "--to", "Ines", "--slot", "value")
    ran = refused(edda, 3, *act, "--reason", "A test.", "--json")
    assert (ran.error["code"], ran.error["fact"]) == ("circular", ground)


@pytest.mark.parametrize("act", ["move", "split", "correct", "reinstate", "premise"])
def test_no_change_makes_a_circle(ok, refused, edda, say, act):
    ok("subject", "add", edda, "Ines", "--kind", "person")
    age = say("age", 71, "She is 71 years old.", "--when", "2019")
    about = "Edda Marlow" if act == "correct" else "Ines"
    name = "number_of_children" if act == "correct" else "age"
    drawn = say(name, 73, "She is 71 years old.", "--premise", f"{age}=two more", subject=about)
    why = ("--reason", "A test.")
    if act == "reinstate":
        ok("fact", "retract", edda, drawn, *why)
        ok("fact", "reattribute", edda, age, "--to", "Ines", *why)
    asked = {
        "move": ("fact", "reattribute", edda, drawn, "--to", "Edda Marlow", *why),
        "split": ("subject", "split", edda, "Ines", drawn, "--to", "Edda Marlow", *why),
        "correct": ("fact", "correct", edda, drawn, "--kind", "misread", "--property", "age", *why),
        "reinstate": ("fact", "reinstate", edda, drawn, *why),
        "premise": ("fact", "reattribute", edda, age, "--to", "Ines", *why),
    }[act]
    ran = refused(edda, 3, *asked, "--json")
    assert (ran.error["code"], ran.error["fact"]) == ("circular", age)
    # Both may go together to somebody else, and neither to one and the same.
    ok("subject", "add", edda, "Wick", "--kind", "person")
    if act == "move":
        both = ("fact", "reattribute", edda, drawn, age, "--to", "Wick", *why)
        assert refused(edda, 3, *both, "--json").error["code"] == "circular"
        ok("fact", "reattribute", edda, drawn, "--to", "Wick", *why)


def test_what_clashes_is_said_once_and_of_whom(ok, edda, say):
    ok("subject", "add", edda, "Ines", "--kind", "person")
    say("date_of_birth", "1948", "born in 1948")
    when = ("--when", "1960", "--qualifier", "unit=years")
    age = say("age", 30, "She was 30 in 1960.", *when)
    told = ok("dates", edda, "Edda Marlow").out
    assert "! These cannot all be so:\n  - " in told
    assert "\n  - Born: 1948  " in told
    ok("fact", "retract", edda, age, "--reason", "A test.")
    say("mother", "Ines", "Her mother was Ines")
    say("date_of_birth", "1950", "Ines was born in 1950", subject="Ines")
    told = ok("dates", edda, "Edda Marlow").out
    assert "  - Ines, Born: 1950  " in told
    assert "! These cannot all be so: " in told, "more than the facts alone is told"


@pytest.mark.parametrize("premise", ["zzzz=because", "=because"])
def test_a_premise_must_be_there(refused, edda, premise):
    refused(
        edda, 3, "fact", "add", edda, "Edda Marlow", "age", 71, "--source", "text.txt", "--quote",
        "She is 71 years old.", "--premise", premise,
    )  # fmt: skip


def test_a_subject_without_dates_is_told_so(ok, edda):
    assert "No fact gives or bounds a date." in ok("dates", edda, "Edda Marlow").out
    assert dates(ok, edda)["dates"] == []


def clashes_to_do(ok, path, *more):
    found = ok("todo", path, "--json", *more).json
    return [one for one in found["todo"] if one["kind"] == "dates clash"]


def test_dates_that_clash_are_to_be_done_until_they_do_not(ok, edda, say):
    born = say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    ok("subject", "add", edda, "Ines", "--kind", "person")
    ines = say("date_of_birth", "1950", "Ines was born in 1950", subject="Ines")
    assert clashes_to_do(ok, edda) == []
    mother = say("mother", "Ines", "Her mother was Ines")
    (item,) = clashes_to_do(ok, edda)
    assert (item["subject_label"], set(item["facts"])) == ("Edda Marlow", {born, ines, mother})
    (clash,) = dates(ok, edda)["clashes"]
    assert item["detail"] == clash["reason"]
    assert clashes_to_do(ok, edda, "--subject", "Edda Marlow") == [item]
    assert "Dates that cannot all be so (1)" in ok("todo", edda).out
    ok("fact", "retract", edda, ines, "--reason", "Misread.")
    assert clashes_to_do(ok, edda) == []


def test_a_timeline_and_a_narrative_say_that_dates_clash(ok, edda, say):
    for age, year in zip(range(5, 75, 9), range(1960, 1968), strict=True):
        say("age", age, "She was 30 in 1960.", "--when", str(year), "--qualifier", "unit=years")
    found = ok("timeline", edda, "Edda Marlow", "--json").json["clashes"]
    assert len(found) == len(dates(ok, edda)["clashes"]) == 4
    for told in ("timeline", "narrative"):
        text = " ".join(ok(told, edda, "Edda Marlow").out.split())
        assert found[0]["reason"] in text
        assert text.count("These cannot all be so") == 3
        assert "1 more sets of dates" not in text
        assert "One more set of dates cannot all be so." in text


def conflict_of(ok, path):
    (conflict,) = ok("conflicts", path, "--json").json["conflicts"]
    return conflict["id"]


def test_two_births_are_a_conflict_and_not_listed_twice(ok, edda, say):
    say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    say("date_of_birth", "1950", "Ines was born in 1950")
    assert len(dates(ok, edda)["clashes"]) == 1
    listed = [one["kind"] for one in ok("todo", edda, "--json").json["todo"]]
    assert (listed.count("open conflict"), listed.count("dates clash")) == (1, 0)
    reason = "Nobody can say."
    ok("conflict", "resolve", edda, conflict_of(ok, edda), "--outcome", "both-stand",
       "--reason", reason)  # fmt: skip
    assert clashes_to_do(ok, edda) == []
    assert len(dates(ok, edda)["clashes"]) == 1, "no day is left, whoever weighed it"


@pytest.mark.parametrize("by", ["conclusion", "rank"])
def test_what_another_account_was_preferred_to_dates_nothing(ok, edda, say, by):
    born = say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    other = say("date_of_birth", "1950", "Ines was born in 1950")
    age = say("age", 71, "She is 71 years old.", "--qualifier", "unit=years")
    if by == "rank":
        ok("fact", "assess", edda, born, "--rank", "preferred", "--reason", "The register.")
    else:
        ok("conflict", "resolve", edda, conflict_of(ok, edda), "--outcome", "preferred",
           "--prefer", born, "--reason", "The register.")  # fmt: skip
    found = dates(ok, edda)
    assert found["clashes"] == clashes_to_do(ok, edda) == []
    assert of(found, "date_of_birth") == ("1948-03-09", "1948-03-09", [born])
    assert of(found, "age") == ("2019-03-09", "2020-03-08", [born, age])
    assert other not in str(found)


def test_an_account_that_a_parents_was_preferred_to_is_not_heard(ok, edda, say):
    say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    ok("subject", "add", edda, "Ines", "--kind", "person")
    say("mother", "Ines", "Her mother was Ines")
    say("date_of_birth", "1950", "Ines was born in 1950", subject="Ines")
    right = say("date_of_birth", "1919", "Her term began in 1979", subject="Ines")
    assert dates(ok, edda)["clashes"]
    ok("conflict", "resolve", edda, conflict_of(ok, edda), "--outcome", "preferred",
       "--prefer", right, "--reason", "The register.")  # fmt: skip
    assert dates(ok, edda)["clashes"] == clashes_to_do(ok, edda) == []


def test_a_clash_is_found_from_the_side_that_was_changed_last(ok, edda, say, monkeypatch):
    from fonds.archive.lookup import lately

    say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    ok("subject", "add", edda, "Ines", "--kind", "person")
    say("mother", "Ines", "Her mother was Ines")
    say("date_of_birth", "1950", "Ines was born in 1950", subject="Ines")
    monkeypatch.setattr(lately, "_MOST_EVENTS", 1)
    assert [one["subject_label"] for one in clashes_to_do(ok, edda)] == ["Edda Marlow"]
    monkeypatch.setattr(lately, "MOST_SUBJECTS", 1)
    found = ok("todo", edda, "--json").json
    assert found["dates_of"] == 1
    assert "subject that was changed last" in " ".join(ok("todo", edda).out.split())


def test_the_subject_changed_last_is_looked_at_however_much_is_said_of_it(
    ok, edda, say, monkeypatch
):
    from fonds.archive.cli import todo
    from fonds.archive.lookup import lately

    for module in (lately, todo):
        monkeypatch.setattr(module, "MOST_FACTS", 2)
    say("date_of_birth", "1950", "Ines was born in 1950")
    say("date_of_death", "1948", "born in 1948")
    for number in range(4):
        say("described_as", f"calm {number}", "She was born")
    (item,) = clashes_to_do(ok, edda)
    assert item["subject_label"] == "Edda Marlow"
    assert "changed last" not in ok("todo", edda).out
    # Others changed before it may have no more facts that bound a date than are looked at of all.
    for name, year in (("Ines", "1950"), ("Wick", "1951")):
        ok("subject", "add", edda, name, "--kind", "person")
        for fact in (("date_of_birth", year), ("job", "pilot"), ("position_held", "keeper")):
            say(*fact, "Ines was born", subject=name)
    say("residence", "Saltby", "Five years later she left")
    (item,) = clashes_to_do(ok, edda)
    told = " ".join(ok("todo", edda).out.split())
    assert "Dates and terms were put together of the 1 subject that was changed last" in told
    assert "(left out: 2 subjects with more than 2 facts about dates)" in told
    assert ok("todo", edda, "--json").json["dates_left_out"] == 2


def test_putting_dates_together_can_be_cancelled_at_any_subject(edda, say):
    from fonds.archive import Archive
    from fonds.archive.errors import Cancelled

    say("date_of_birth", "1950", "Ines was born in 1950")
    say("date_of_death", "1948", "born in 1948")
    asked = []
    with Archive.open(edda) as archive, pytest.raises(Cancelled):
        archive.queries.todo(progress=lambda done, total: asked.append((done, total)))
    assert asked == [(0, 1)]


def test_a_birth_that_has_not_come_yet_is_told_at_once_and_is_to_be_done(ok, edda):
    args = (edda, "Edda Marlow", "date_of_birth", "--source", "text.txt", "--quote", "She was born")
    past = ok("fact", "add", *args[:3], "1948", *args[3:])
    assert past.err == ""
    assert clashes_to_do(ok, edda) == []
    ahead = ok("fact", "add", *args[:3], "3000", *args[3:])
    assert "has not come yet" in ahead.err
    found = clashes_to_do(ok, edda)
    assert [ahead.out.strip()] in [one["facts"] for one in found]
    assert any("it was recorded on" in one["detail"] for one in found)
    assert "has not come yet" not in ok("fact", "add", *args[:2], "signed", "it", *args[3:]).err


def test_the_next_day_may_have_come_elsewhere():
    from fonds.archive.record.constraints import is_after

    assert not is_after("2026-11-23", "2026-11-22")
    assert is_after("2026-11-24", "2026-11-22")
    assert not is_after(None, "2026-11-22")
    assert not is_after("2026-11-24", "")


def test_an_age_after_the_death_is_said_in_a_sentence(ok, edda, say):
    say("date_of_death", "1948", "born in 1948")
    say("age", 71, "She is 71 years old.", "--when", "1960", "--qualifier", "unit=years")
    (clash,) = dates(ok, edda)["clashes"]
    assert "Edda Marlow was alive at the age given (71 years); " in clash["reason"]


def test_a_clash_about_somebody_else_says_why_it_stands_here(ok, edda, say):
    say("date_of_birth", "1950", "Ines was born in 1950.", subject="Edda Marlow")
    say("mother", "Ines", "Her mother was Ines.")
    for year in ("1950", "1948"):
        say("date_of_birth", year, "Ines was born in 1950.", subject="Ines")
    reasons = [one["reason"] for one in dates(ok, edda)["clashes"]]
    said = "This is about Ines, whom or what facts about Edda Marlow name."
    assert [one for one in reasons if one.endswith(said)]
    assert not [one for one in reasons if one.count("This is about") > 1]
    (own,) = dates(ok, edda, "Ines")["clashes"]
    assert "This is about" not in own["reason"]


@pytest.mark.parametrize(
    ("value", "quote", "doubted"),
    [
        ("1850-01-01", "She was born on March 9, 1948.", "9 March 1948"),
        ("1948-03-10", "born on March 9, 1948", "9 March 1948"),
        ("1948", "born on March 9, 1948", None),
        ("1948-03-09", "born on March 9, 1948", None),
        ("1948", "Edda Marlow was born in 1948. She was born on March 9, 1948.", None),
        ("1929", "She was 30 in 1960.", None),
    ],
)
def test_a_value_against_its_own_passage_is_told_and_stands(ok, edda, value, quote, doubted):
    args = ("fact", "add", edda, "Edda Marlow", "date_of_birth", value, "--source", "text.txt")
    made = ok(*args, "--quote", quote, "--json")
    said = made.json.get("warnings", [])
    assert [one.split(", and")[0] for one in said] == [f"The passage says {doubted}"] * bool(
        doubted
    )
    assert all(one in made.err for one in said)
    assert of(dates(ok, edda), "date_of_birth")


@pytest.mark.parametrize(
    ("property_name", "more", "work", "year"),
    [
        ("date_of_birth", ("1948",), "Orr, Coasts, 1900", "1900"),
        ("date_of_birth", ("1948",), "Orr, Coasts 1880–84", "1884"),
        ("occupation", ("keeper", "--when", "1948/1950"), "Orr, Coasts, 1900", "1900"),
        ("date_of_birth", ("1948",), "Orr, The storm of 1880, 1948", None),
        ("date_of_birth", ("1948",), "Orr, Coasts", None),
        ("date_of_birth", ("1948~",), "Orr, Coasts, no. 11900", None),
        ("occupation", ("keeper",), "Orr, Coasts, 1900", None),
        ("occupation", ("keeper", "--when", "../1950"), "Orr, Coasts, 1900", None),
    ],
)
def test_a_cited_work_too_old_to_tell_of_it_is_remarked_on(
    ok, edda, property_name, more, work, year
):
    args = ("fact", "add", edda, "Edda Marlow", property_name, *more, "--source", "text.txt")
    made = ok(*args, "--quote", "She was 30 in 1960.", "--cited-work", work, "--json")
    said = f"The cited work “{work}” bears no year after {year}"
    assert [one.split(", and")[0] for one in made.json.get("warnings", [])] == [said] * bool(year)


def test_what_a_reader_drew_from_a_day_is_not_doubted(ok, edda):
    args = ("fact", "add", edda, "Edda Marlow", "date_of_birth", "1918", "--source", "text.txt")
    made = ok(*args, "--quote", "on March 9, 1948", "--certainty", "inferred", "--json")
    assert "warnings" not in made.json


@pytest.mark.parametrize(
    ("times", "told"),
    [
        (("1950/1954", "1950/1956"), "1950 – 1954; 1950 – 1956"),
        (("1950/1954", "1951/1952"), "1950 – 1954; 1951 – 1952"),
        # Two terms, one after the other; two dates that can be one; an end that is not said.
        (("1950/1954", "1954/1958"), None),
        (("1950/1954", "1950-05/1954-04"), None),
        (("1950/1954", "1950/.."), None),
        (("1950/1954", "1952"), None),
    ],
)
def test_terms_of_one_office_that_cannot_be_one_are_to_be_looked_at(ok, edda, say, times, told):
    facts = [say("position_held", "mayor", "born on March 9, 1948", "--when", one) for one in times]
    say("position_held", "clerk", "born on March 9, 1948", "--when", "1949/1955")

    def to_do(*more):
        found = ok("todo", edda, "--json", *more).json["todo"]
        return [one for one in found if one["kind"] == "terms apart"]

    assert to_do() == to_do("--subject", "Edda Marlow")
    if told is None:
        assert to_do() == []
        return
    (item,) = to_do()
    said = f"“mayor” is said of {told}, which overlap and cannot be one term."
    assert (item["detail"], item["facts"]) == (said, facts)
    assert "Said of terms that cannot be one (1)" in ok("todo", edda).out
    assert ok("conflicts", edda, "--json").json["conflicts"] == []
    ok("fact", "assess", edda, facts[1], "--rank", "preferred", "--reason", "The minutes.")
    assert to_do() == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_dates_that_may_be_one_the_more_precise_leads(ok, edda, say, order):
    given = ("1948-21", "1948-04-12")
    for one in order:
        say("date_of_birth", given[one], "born on March 9, 1948")
    shown = ok("show", edda, "Edda Marlow", "--json").json["properties"]["date_of_birth"]
    [scope] = shown["scopes"]
    assert [one["relation"] for one in scope["relations"]] == ["overlaps"]
    assert [one["value"] for one in scope["values"]] == ["1948-04-12", "1948-21"]
    told = " ".join(ok("show", edda, "Edda Marlow").out.split())
    assert "12 April 1948 [1] spring 1948 (may be the same) [1]" in told


def test_how_dates_are_written_is_told_once(run, sample):
    told = run(
        "fact", "add", sample, "Edda Marlow", "occupation", "purser", "--when", "03.03.1951",
        "--source", "province-almanac-marlow.wiki", "--quote", "four years as a purser.",
    ).err  # fmt: skip
    assert "03.03.1951 is not a date: write it as 1953-04-16" in " ".join(told.split())
    assert "Dates are written like" not in told


def test_those_who_are_one_are_dated_together(ok, edda, say):
    for name in ("E. Marlow", "Ines", "Ines Wick"):
        ok("subject", "add", edda, name, "--kind", "person")
    born = say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    age = say("age", 71, "She is 71 years old.", "--qualifier", "unit=years", subject="E. Marlow")
    mother = say("mother", "Ines", "Her mother was Ines", subject="E. Marlow")
    ines = say("date_of_birth", "1950", "Ines was born in 1950", subject="Ines Wick")
    assert dates(ok, edda, "E. Marlow")["clashes"] == []
    for one, other in (("Edda Marlow", "E. Marlow"), ("Ines", "Ines Wick")):
        ok("subject", "link", edda, one, other, "--same", "--reason", "The register.")
    alone = dates(ok, edda, "E. Marlow")
    assert (alone["dates"], alone["clashes"], alone["merged"]) == ([], [], [])
    assert "! judged the same as Edda Marlow" in ok("dates", edda, "E. Marlow").out
    for whom in ("Edda Marlow", "E. Marlow"):
        found = ok("dates", edda, whom, "--merged", "--json").json
        assert len(found["merged"]) == 2
        (clash,) = found["clashes"]
        assert clash["facts"] == [born, mother, ines]
        lived = ok("timeline", edda, whom, "--merged", "--json").json
        assert lived["merged"] == found["merged"]
        assert lived["clashes"] == [{"facts": clash["facts"], "reason": clash["reason"]}]
    ok("fact", "retract", edda, ines, "--reason", "Of a namesake.")
    assert of(ok("dates", edda, "E. Marlow", "--merged", "--json").json, "age") == (
        "2019-03-09", "2020-03-08", [born, age],
    )  # fmt: skip
    text = " ".join(ok("timeline", edda, "E. Marlow", "--merged").out.split())
    assert "! merged with what was judged to be the same: Edda Marlow" in text
    assert "Age: 71 years [2], reckoned with [1]" in text


def test_two_births_of_those_who_are_one_are_a_conflict_of_theirs(ok, edda, say):
    ok("subject", "add", edda, "E. Marlow", "--kind", "person")
    say("date_of_birth", "1948-03-09", "born on March 9, 1948")
    say("date_of_birth", "1950", "Ines was born in 1950", subject="E. Marlow")
    same = ("--same", "--anyway", "--reason", "The register.")
    ok("subject", "link", edda, "Edda Marlow", "E. Marlow", *same)
    (clash,) = ok("dates", edda, "Edda Marlow", "--merged", "--json").json["clashes"]
    assert clash["in_conflict"]
    assert ok("timeline", edda, "Edda Marlow", "--merged", "--json").json["clashes"] == []
