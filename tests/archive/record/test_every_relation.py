# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""All five relations for every type of value, judged by a reader before the rules were asked.

Each row is two values and what an honest reader would say of them. Where that is *refines* a row
gives the finer value first. Every row is asked both ways round.
"""

from __future__ import annotations

from typing import Any

import pytest
from record_facts import People, fact, in_context, rule_of, single, subject_id

from fonds.archive.record.compare import Relation, compare
from fonds.events.catalogue.subject import Judgement

AGREES, REFINES, OVERLAPS, CONFLICTS, DIFFERENT = Relation


def check(one: Any, other: Any, relation: Relation, type_: str, name: str, **more: Any) -> None:
    """Ask both ways round; a plain value stands for a fact that says no more than it."""
    people = more.pop("people", None) or People()
    rule = more.pop("rule", None) or single(name)
    for first, second, finer in ((one, other, "f1"), (other, one, "f2")):
        made = []
        for place, said in enumerate((first, second), 1):
            given = dict(said) if isinstance(said, dict) else {"value": said}
            value = given.pop("value", None)
            made.append(fact(place, value, type_, property_=name, **given))
        found = compare(made[0], made[1], rule, people)
        assert found.relation is relation, found.reason
        assert found.reason.endswith("."), "a reason is a sentence"
        if relation is REFINES:
            assert found.first == finer, found.reason


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Anna Maria Berg", "Berg, Anna Maria", AGREES),
        ("ANNA BERG", "Anna Berg", AGREES),
        ("Dr. Anna Berg", "Anna Berg", AGREES),
        ("Anna Berg, Sr.", "Anna Berg Senior", AGREES),
        ("Anna Maria Berg", "Anna Berg", REFINES),
        ("Anna Maria Berg", "A. M. Berg", REFINES),
        ("Anna M. Berg", "Anna Berg", REFINES),
        ("Peter Berg III", "Peter Berg", REFINES),
        ("Nathaniel Oxley", "Nath Oxley", OVERLAPS),
        ("Anna Berg", "A. Maria Berg", OVERLAPS),
        ("Peter Berg, Jr.", "Peter Berg, Sr.", CONFLICTS),
        ("Peter Berg II", "Peter Berg III", CONFLICTS),
        ("Anna Berg", "Hanna Berg", CONFLICTS),
        ("Anna Berg", "Anna Bergmann", CONFLICTS),
        ("Maria Anna Berg", "Anna Maria Berg", CONFLICTS),
        ("Anna Berg", "Anna Thale", CONFLICTS),
        ("Anna Berg, née Thale", "Anna Berg", REFINES),
        ("Anna Berg (geb. Thale)", "Anna Thale", OVERLAPS),
        ("Anna Berg née Thale", "Anna Orr", CONFLICTS),
        ("Anna Berg née Thale", "Anna Berg née Orr", CONFLICTS),
        ("Anna Berg née Thale", "Berg, Anna, geb. Thale", AGREES),
        ("Mr Berg", "Mrs Berg", CONFLICTS),
        ("Mrs Peter Berg", "Peter Berg", OVERLAPS),
        ("R. Berg", "Anna Rosa Berg", OVERLAPS),
        ("José García", "Jose Garcia", OVERLAPS),
        ("Gabriel García Márquez", "Gabriel García", OVERLAPS),
        ("Jürgen Müller", "Juergen Mueller", OVERLAPS),
        ("Jürgen Müller", "Jurgen Muller", OVERLAPS),
        ("Müller, Jürgen", "J. Mueller", OVERLAPS),
        ("Søren Åberg", "Soeren Aaberg", OVERLAPS),
        ("Søren Åberg", "Soren Aberg", OVERLAPS),
        ("Łucja Þór", "Lucja Thor", OVERLAPS),
        ("Jürgen Müller", "Jürgen Möller", CONFLICTS),
        ("Jürgen Mueller", "Jürgen Muller", CONFLICTS),
        ("Лев Орлов", "Lev Orlov", OVERLAPS),
        ("Лев Орлов", "Пётр Орлов", CONFLICTS),
        ("孫文", "Sun Yat-sen", OVERLAPS),
        ("Лев Orlov", "Lev Orlov", CONFLICTS),
        ("Anton Tschechow", "Anton Chekhov", OVERLAPS),
        ("Fyodor Orlov", "Fjodor Orlow", OVERLAPS),
        ("Yuri Berg", "Juri Berg", OVERLAPS),
        ("Georgi Schukow", "Georgy Zhukov", OVERLAPS),
        ("Ivanoff", "Iwanow", OVERLAPS),
        ("Fiedler", "Fedler", CONFLICTS),
        ("Chandra Berg", "Handra Berg", CONFLICTS),
        ("Erich Berg", "Erik Berg", CONFLICTS),
        ("Capt. John Berg", "John Berg", AGREES),
        ("Frau Anna Berg", "Berg, Anna", AGREES),
        ("Frau Berg", "Herr Berg", CONFLICTS),
        ("Anna Captain", "Anna Berg", CONFLICTS),
        ("Captain", "Anna Berg", CONFLICTS),
        ("Anna Berg", "—", CONFLICTS),
        ("Anna", "3", CONFLICTS),
        ("Mao Zedong", "Zedong Mao", OVERLAPS),
        ("Björk Guðmundsdóttir", "Björk", OVERLAPS),
        ("Anna Berg-Thale", "Anna Thale", OVERLAPS),
        ("Elizabeth I", "Elizabeth II", CONFLICTS),
        ("J. A. Berg", "J. B. Orr Berg", CONFLICTS),
        ("Johann van der Berg", "Berg, Johann van der", AGREES),
        ("Ludwig van Berg", "Ludwig Berg", REFINES),
        ("Otto Graf von Berg", "Otto von Berg", REFINES),
        ("John Ronald Reuel Orr", "J.R.R. Orr", REFINES),
        ("JRR Orr", "J. R. R. Orr", OVERLAPS),
        ("O'Brien, Mary", "Mary O\u2019Brien", AGREES),
        ("Mary OBrien", "Mary O'Brien", OVERLAPS),
        ("Anne Marie Berg", "Anne-Marie Berg", OVERLAPS),
        ("יצחק לוי", "Yitzhak Levi", OVERLAPS),
    ],
)
def test_names(one: str, other: str, relation: Relation) -> None:
    check(one, other, relation, "text", "birth_name")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("1848-03", "1848-03", AGREES),
        ("1848-03-09", "1848-03", REFINES),
        ("1848-03-09", "184X", REFINES),
        ("1848", "1840/1850", REFINES),
        ("1848-21", "1848", REFINES),
        ("1848-04", "1848-21", OVERLAPS),
        ("1848", "1848~", REFINES),
        ("1848-05/1850", "1849/1851", OVERLAPS),
        ("1848/..", "../1850", OVERLAPS),
        ("1848-03-09", "1848-03-10", CONFLICTS),
        ("1848-01", "1848-03-09", CONFLICTS),
        ("184X", "1850", CONFLICTS),
        ("1850/..", "1848", CONFLICTS),
        ("-0044", "0044", CONFLICTS),
        ("[1848,1850]", "1849", CONFLICTS),
        ("1848", "[1848,1850]", REFINES),
        ("1848-02-29", "1848-02", REFINES),
        ("Y17000", "Y17001", CONFLICTS),
        ("1985-21", "1985-23", OVERLAPS),
        ("1985-21", "1985-21", AGREES),
        ("1985S2", "1950S2", OVERLAPS),
        ("1950S2", "19XX", REFINES),
        ("[1985,1987]", "{1985,1987}", OVERLAPS),
        ("[1985]", "{1985}", AGREES),
        ("1985-04-12T10:00:00Z", "1985-04-12", REFINES),
        ("1985-04-12T10:00:00Z", "1985-04-12T23:20:30Z", OVERLAPS),
        ("1903-24", "1904-01-05", OVERLAPS),
        ("1903-33", "1903-34", CONFLICTS),
        ("1902-05-01", "../1903", REFINES),
        ("../1903", "1904", CONFLICTS),
        ("1903?", "1903", AGREES),
        ("1903~", "1925", CONFLICTS),
        ("1903-05-01", "1903-XX-01", REFINES),
        ("1903-XX-01", "1903-05-02", CONFLICTS),
        ("-0075", "-0099/-0050", REFINES),
        ("1582-10-10", "1582-10-20", CONFLICTS),
    ],
)
def test_dates_and_intervals(one: str, other: str, relation: Relation) -> None:
    check(one, other, relation, "date", "date_of_birth")


VOTES, SHARE, POINTS = {"unit": "votes"}, {"unit": "percent"}, {"unit": "points"}


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({"value": 7000, **VOTES}, {"value": "7,000", "unit": "vote"}, AGREES),
        ({"value": 7021, **VOTES}, {"value": 7000, "hedge": "about", **VOTES}, REFINES),
        ({"value": 7021, **VOTES}, {"value": 7000, **VOTES}, REFINES),
        ({"value": 7600, **VOTES}, {"value": 7000, "hedge": "about", **VOTES}, OVERLAPS),
        ({"value": 9000, **VOTES}, {"value": 7000, "hedge": "about", **VOTES}, CONFLICTS),
        ({"value": 9000, **VOTES}, {"value": 7000, "hedge": "over", **VOTES}, REFINES),
        ({"value": 6900, **VOTES}, {"value": 7000, "hedge": "over", **VOTES}, CONFLICTS),
        ({"value": 3, **POINTS}, {"value": "52 to 48", **SHARE}, OVERLAPS),
        ({"value": 6, **POINTS}, {"value": "52 to 48", **SHARE}, CONFLICTS),
        ({"value": "51.6 to 48.4", **SHARE}, {"value": "52 to 48", **SHARE}, OVERLAPS),
        ({"value": 2400, **VOTES}, {"value": 3, **POINTS}, DIFFERENT),
        ({"value": 2391, **VOTES}, {"value": 2400, **VOTES}, REFINES),
        ({"value": 2405, **VOTES}, {"value": 2391, **VOTES}, CONFLICTS),
        ({"value": 0, **VOTES}, {"value": 0, **VOTES}, AGREES),
        ({"value": -20, **POINTS}, {"value": 20, **POINTS}, CONFLICTS),
        ({"value": 3, **SHARE}, {"value": "52 to 48", **SHARE}, OVERLAPS),
        ({"value": 3, **POINTS}, {"value": "51.6 to 48.4", **SHARE}, OVERLAPS),
        ({"value": "52 to 48", **SHARE}, {"value": "51 to 47", **SHARE}, AGREES),
    ],
)
def test_margins(one: dict[str, Any], other: dict[str, Any], relation: Relation) -> None:
    check(one, other, relation, "quantity", "vote_margin")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("12 miles", {"value": 12, "unit": "miles"}, AGREES),
        ("3 ft", "36 inches", AGREES),
        ("1 acre", "1 hectare", CONFLICTS),
        ("12 miles", "19 km", OVERLAPS),
        ("12 miles", "25 km", CONFLICTS),
        ("about 12 miles", {"value": 12, "unit": "miles", "hedge": "about"}, AGREES),
        ("about 12 miles", "12 miles", AGREES),
        ("12.8 miles", "some 12 miles", OVERLAPS),
        ("13 miles", "about 12 miles", OVERLAPS),
        ("20 miles", "about 12 miles", CONFLICTS),
        ("over 12 miles", "11 miles", CONFLICTS),
        ("14 miles", "more than 12 miles", REFINES),
        ("8 miles", "7 or 8 miles", REFINES),
        ("about £45", "£45", AGREES),
        ("£47", "about £45", OVERLAPS),
        ("£60", "about £45", CONFLICTS),
        ("about £45", "£45 10s.", OVERLAPS),
        ("£45 10s.", "45.5 pounds", AGREES),
        ("nearly 5 ft 11 in", "71 inches", OVERLAPS),
        ("5 ft 11 in", "5 ft 9 in", CONFLICTS),
        ("54%", "54 percent", AGREES),
        ("54%", "about 54%", AGREES),
        ("a great many", "54%", CONFLICTS),
        ("7,021", "over 7,000", REFINES),
        ("over 7,000", "7,000", OVERLAPS),
        ("over 7,000", "6,990", CONFLICTS),
        ("over 7,000", "at least 7,000", REFINES),
        ("7,000", "at least 7,000", REFINES),
        ("more than 45", "45", CONFLICTS),
        ("less than 5", "5", CONFLICTS),
        ("5", "no more than 5", REFINES),
        ("not more than 5", "6", CONFLICTS),
        ("weniger als 5", "5", CONFLICTS),
        ("6,900", "nearly 7,000", REFINES),
        ("nearly 7,000", "7,021", OVERLAPS),
        ("not quite 7,000", "7,000", OVERLAPS),
        ("nearly 7,000", "almost 7,000", AGREES),
        ("310", "gut 300", REFINES),
        ("gut 300", "290", OVERLAPS),
        ("knapp 300", "gut 300", OVERLAPS),
        ("310", "just over 300", REFINES),
        ("just over 300", "400", CONFLICTS),
        ("7,499", "7,000", REFINES),
        ("100", "149", CONFLICTS),
        ("some 300", "349", CONFLICTS),
        ("8 to 7", "7.5", CONFLICTS),
        ("7.5", "8 or 7", REFINES),
        ("three years", "36 months", AGREES),
        ("2 weeks", "14 days", AGREES),
        ("85", "between 80 and 90", REFINES),
        ("80\u201390", "95", CONFLICTS),
        # A number spelt out is that number, and so is a sum with its currency before it.
        ("three", "3", AGREES),
        ("Eleven", "12", CONFLICTS),
        ("about a dozen", "12", AGREES),
        ("85", "fewer than a hundred", REFINES),
        ("fewer than a hundred", "100", OVERLAPS),
        ("ein Dutzend", "12", AGREES),
        ("$5 million", "$5,000,000", AGREES),
        ("$5,213,400", "$5.2 million", REFINES),
        ("$5 million", "$6 million", CONFLICTS),
        ("$5,213,400", "over $5 million", REFINES),
        ("1.5 million", "1,500,000", AGREES),
        ("$5", "€5", DIFFERENT),
        ("$5", "£5", DIFFERENT),
        ("$1.200", "$1,200", OVERLAPS),
    ],
)
def test_quantities_as_typed(one: Any, other: Any, relation: Relation) -> None:
    check(one, other, relation, "quantity", "height")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Saltby, Tar Shire", "saltby,tar shire", AGREES),
        ("Saltby, Tar Shire", "Saltby", REFINES),
        ("Saltby, Tar Shire", "Tar Shire", REFINES),
        ("Mill Lane, Saltby, Tar Shire", "Tar Shire", REFINES),
        ("Saltby, Tar Shire", "Saltby, Moor Shire", CONFLICTS),
        ("Saltby", "Oxmouth", CONFLICTS),
        ("Saltby", "Saltby-on-Sea", CONFLICTS),
        ("Tar Shire, Northland", "Saltby, Tar Shire", CONFLICTS),
        ({"who": "Saltby"}, {"who": "Saltby"}, AGREES),
        ({"who": "Saltby"}, "Saltby", OVERLAPS),
        ({"who": "Saltby"}, {"who": "Saltby by the Sea"}, CONFLICTS),
        ({"who": "Saltby"}, "Northland", CONFLICTS),
        ("Saltby, Tar Shire, Northland", "Tar Shire", REFINES),
        ("Saltby, Tar Shire, Northland", "Saltby, Northland", REFINES),
        ("Northland, Saltby", "Saltby, Tar Shire, Northland", CONFLICTS),
        # Two subjects are one place, or lie in each other, where somebody said so.
        ({"who": "Saltby"}, {"who": "Saltby, Tar Shire"}, OVERLAPS),
        ({"who": "Saltby"}, "Saltby, Tar Shire", OVERLAPS),
        ({"who": "Tar Shire"}, {"who": "Saltby, Tar Shire"}, OVERLAPS),
        ({"who": "Saltby, Tar Shire"}, "Tar Shire", REFINES),
        # One name, written otherwise.
        ("Saltby (Tar Shire)", "Saltby, Tar Shire", AGREES),
        ("Saltby (Tar Shire)", "Saltby (Moor Shire)", CONFLICTS),
        ("the hall (by context)", "the hall", CONFLICTS),
        ("St. Ives", "Saint Ives", AGREES),
        ("Sankt Gallen", "St. Gallen", AGREES),
        ("Köln", "Koeln", OVERLAPS),
        ("Zürich, Tar Shire", "Zurich, Tar Shire", OVERLAPS),
        ("Köln", "Kölln", CONFLICTS),
        ("München", "Munich", CONFLICTS),
        ("near Saltby", "Saltby", OVERLAPS),
        ("Saltby in Tar Shire", "Saltby (Tar Shire)", AGREES),
        ("Saltby in Tar Shire", "Saltby", REFINES),
        ("Saltby in Tar Shire", "Saltby in Moor Shire", CONFLICTS),
        ("the infirmary in Saltby", "Saltby", REFINES),
        ("Saltby in 1903", "Saltby", CONFLICTS),
        ("in the marshes", "Marshes", CONFLICTS),
        ("the parish of Saltby", "Saltby", OVERLAPS),
        ("Saltby parish", "Saltby, Tar Shire", OVERLAPS),
        ("City of Corve, Ardal", "Corve, Ardal", OVERLAPS),
        ("County Corve", "Corve", OVERLAPS),
        ("City of Corve", "County of Corve", CONFLICTS),
        ("parish of Saltby, Moor Shire", "Saltby, Tar Shire", CONFLICTS),
        ("Stadt Brenn", "Brenn", OVERLAPS),
        ("Stadtbrenn", "Brenn", CONFLICTS),
        ("in der Nähe von Saltby", "Saltby, Tar Shire", OVERLAPS),
        ("near Saltby, Moor Shire", "Saltby, Tar Shire", CONFLICTS),
        ("near Saltby", "Oxmouth", CONFLICTS),
        ("Saltby Hospital, Saltby", "Saltby", REFINES),
    ],
)
def test_places(one: Any, other: Any, relation: Relation) -> None:
    people = People("Saltby", "Saltby by the Sea", "Tar Shire", "Saltby, Tar Shire")
    check(one, other, relation, "place", "place_of_birth", people=people)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Member of the Council", "Council member", AGREES),
        ("Sen. for Tar Shire", "Senator for Tar Shire", AGREES),
        ("Deputy Mayor of Saltby", "Mayor of Saltby", CONFLICTS),
        ("Vice President", "President", CONFLICTS),
        ("former Mayor", "Mayor", OVERLAPS),
        ("acting Mayor", "Mayor", OVERLAPS),
        ("Assistant Clerk", "Clerk", CONFLICTS),
        ("Mayor of Saltby", "Mayor", REFINES),
        ("State Senator for the 3rd district", "State Senator", REFINES),
        ("Mayor of Saltby", "Mayor of Oxmouth", CONFLICTS),
        ("Mayor", "Treasurer", CONFLICTS),
        ("Chief of Staff", "Staff", CONFLICTS),
        ("Member of the 2nd Council", "Member of the 3rd Council", CONFLICTS),
        ("Secretary to the Governor", "Governor", CONFLICTS),
        ("Lieutenant Governor", "Governor", CONFLICTS),
        ("Mayor's secretary", "Mayor", CONFLICTS),
        ("Candidate for mayor", "Mayor", CONFLICTS),
        ("President of the Senate", "Senate", CONFLICTS),
        ("Attorney General", "Attorney", CONFLICTS),
        ("Ohio Attorney General", "Attorney General", REFINES),
        ("General", "Major General", CONFLICTS),
        ("assistant to the President", "assistant President", CONFLICTS),
        ("mayor of New Saltby", "mayor of Saltby", CONFLICTS),
        ("never mayor", "mayor", CONFLICTS),
        ("Mayor pro tem", "Mayor", OVERLAPS),
        ("Clerk of the County Court", "County Clerk", REFINES),
        ("Minister without portfolio", "Minister", REFINES),
        ("Secretary of State", "State Secretary", AGREES),
        ("Representative, 35th District", "35th District Representative", AGREES),
        ("State of Illinois Senator", "Senator", REFINES),
        ("New York State Senator", "State Senator", REFINES),
        ("Zweiter Bürgermeister", "Bürgermeister", CONFLICTS),
        ("Erster Bürgermeister", "Bürgermeister", REFINES),
        ("MP for Saltby", "Member of Parliament for Saltby", AGREES),
        ("Bürgermeister von Saltby", "Mayor of Saltby", OVERLAPS),
        ("Chairman", "Chairwoman", OVERLAPS),
        ("former Chairman", "Chairwoman", CONFLICTS),
        ("Ministerpräsidentin", "Ministerpräsident", OVERLAPS),
        ("Prime Minister", "Minister", CONFLICTS),
        ("interim Mayor of Saltby", "Mayor of Saltby", OVERLAPS),
        ("Mayor-elect", "Mayor", OVERLAPS),
        ("Councillor for Ward 3", "Councillor for Ward 5", CONFLICTS),
    ],
)
def test_offices(one: str, other: str, relation: Relation) -> None:
    check(one, other, relation, "office", "office_held")


@pytest.mark.parametrize(
    ("one", "other", "judged", "relation"),
    [
        ({"who": "Anna"}, {"who": "Anna"}, None, AGREES),
        ({"who": "Anna"}, {"who": "Anna B."}, Judgement.SAME, AGREES),
        ({"who": "Anna"}, {"who": "Anna B."}, Judgement.UNSURE, CONFLICTS),
        ({"who": "Anna"}, {"who": "Anna B."}, Judgement.NOT_SAME, CONFLICTS),
        ({"who": "Anna"}, {"who": "Anna B."}, None, CONFLICTS),
        ({"who": "Anna"}, "Anna", None, OVERLAPS),
        ({"who": "Anna"}, "ANNA.", None, OVERLAPS),
        ({"who": "Anna"}, "Anna B.", None, CONFLICTS),
        ("Anna", "Anna", None, AGREES),
        ("Anna Berg", "Anna Maria Berg", None, CONFLICTS),
    ],
)
def test_persons(one: Any, other: Any, judged: Judgement | None, relation: Relation) -> None:
    people = People("Anna", "Anna B.")
    if judged is not None:
        people.judge("Anna", "Anna B.", judged)
    check(one, other, relation, "person", "father", people=people)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("won", "re-elected", OVERLAPS),
        ("was not elected", "won", OVERLAPS),
        ("lost", "came second", OVERLAPS),
        ("came second", "a near-upset", OVERLAPS),
        ("withdrew", "dropped out", OVERLAPS),
        ("won", "withdrew", CONFLICTS),
        ("defeated her opponent", "won", OVERLAPS),
        ("was defeated", "won", CONFLICTS),
        ("narrowly defeated after a recount", "won", CONFLICTS),
        ("was narrowly defeated when the votes were counted", "won", CONFLICTS),
        ("defeated with 45% of the vote", "won", CONFLICTS),
        ("defeated as an independent", "lost", OVERLAPS),
        ("ran and was soundly defeated that year", "won", CONFLICTS),
        ("defeated the second time", "won", OVERLAPS),
        ("defeated the second time", "lost", OVERLAPS),
        ("Defeated two to one", "won", OVERLAPS),
        ("Defeated two to one", "lost", OVERLAPS),
        ("defeated Jon Weil", "won", OVERLAPS),
        ("defeated the incumbent", "lost", CONFLICTS),
        ("defeated by Jon Weil", "lost", OVERLAPS),
        ("lost", "lost", AGREES),
        ("wiedergewählt", "unterlag", CONFLICTS),
        ("fast gewonnen", "verlor", OVERLAPS),
    ],
)
def test_results_of_elections(one: str, other: str, relation: Relation) -> None:
    check(one, other, relation, "text", "election_result")


@pytest.mark.parametrize(
    ("one", "other", "name", "relation"),
    [
        # Two districts with different terms are no conflict; two fathers are.
        ({"value": "3rd", "when": "1979/1983"}, {"value": "5th", "when": "1985/1989"},
         "represents_district", DIFFERENT),
        ({"value": "3rd", "when": "1979/1983"}, {"value": "5th", "when": "1982/1989"},
         "represents_district", CONFLICTS),
        ({"value": "3rd"}, {"value": "5th", "when": "1982/1989"}, "represents_district", CONFLICTS),
        # One office in two wordings is one scope, as is a term said in two ways.
        ({"value": "3rd", "office": "Senator"}, {"value": "5th", "office": "member of the Senate"},
         "represents_district", CONFLICTS),
        *(
            ({"value": "1966-05", "office": one}, {"value": "1962-05", "office": other},
             "term_start", found)
            for one, other, found in (
                ("Mayor", "Councillor", DIFFERENT), ("Mayor", "the mayor of Saltby", CONFLICTS),
                ("Mayor", "deputy mayor", DIFFERENT), ("VP", "vice president", CONFLICTS),
                ("undersecretary of war", "under secretary of war", CONFLICTS),
                ("city councilman", "Stadtrat", CONFLICTS),
                ("Mayor of Saltby", "Mayor of Oxmouth", DIFFERENT), ("Mayor", "", CONFLICTS),
                ("state senator", "Member of the Illinois House", DIFFERENT),
            )
        ),
        # Contest: stage, election and year.
        ({"value": "won", "stage": "primary", "when": "1990"},
         {"value": "lost", "stage": "general", "when": "1990"}, "election_result", DIFFERENT),
        ({"value": "won", "stage": "general", "when": "1990"},
         {"value": "lost", "stage": "general election", "when": "1990-11"}, "election_result",
         CONFLICTS),
        ({"value": "won", "election": "council election 1975"},
         {"value": "lost", "election": "assembly election 1979"}, "election_result", DIFFERENT),
        ({"value": "won", "when": "1990"}, {"value": "lost", "when": "1994"}, "election_result",
         DIFFERENT),
        # Moment.
        ({"value": "Saltby", "as_of": "1990"}, {"value": "Oxmouth", "as_of": "1994"}, "residence",
         DIFFERENT),
        ({"value": "Saltby", "as_of": "1990"}, {"value": "Oxmouth", "when": "1989/1991"},
         "residence", CONFLICTS),
        ({"value": "second form", "when": "1959"}, {"value": "third form", "when": "1960"},
         "school_grade", DIFFERENT),
        ({"value": "second form", "at": "the strike"}, {"value": "third form", "at": "the flood"},
         "school_grade", DIFFERENT),
        # One after the other.
        ({"value": "Saltby", "when": "1900/1910"}, {"value": "Oxmouth", "when": "1910/1920"},
         "residence", DIFFERENT),
        ({"value": "Saltby", "when": "1788/182X"}, {"value": "Oxmouth", "when": "182X/.."},
         "residence", DIFFERENT),
        ({"value": "Saltby", "when": "1900/"}, {"value": "Oxmouth", "when": "1905/"}, "residence",
         DIFFERENT),
        ({"value": "Saltby", "when": "1900/.."}, {"value": "Oxmouth", "when": "1905/.."},
         "residence", CONFLICTS),
        ({"value": "Saltby", "when": "1900/1910"}, {"value": "Oxmouth", "when": "1909/1920"},
         "residence", CONFLICTS),
        ({"value": "Saltby", "when": "1900/1910"}, {"value": "Oxmouth", "when": "1910"},
         "residence", CONFLICTS),
        ({"value": "Saltby", "when": "1900/1900"}, {"value": "Oxmouth", "when": "1900/1900"},
         "residence", CONFLICTS),
    ],
)  # fmt: skip
def test_scopes(one: Any, other: Any, name: str, relation: Relation) -> None:
    check(one, other, relation, "text", name, rule=rule_of(name))


def test_two_offices_judged_to_be_two_are_of_different_scope_and_two_fathers_conflict() -> None:
    people = People("Senate", "Council", "Josef", "Jon")
    offices = [
        fact(at, text, property_="represents_district", meant={"office": office})
        for at, text, office in ((1, "3rd", "Senate"), (2, "5th", "Council"))
    ]
    rule = in_context("office", name="represents_district")
    found = compare(*offices, rule, people)
    assert (found.relation, "nothing says that these are one" in found.reason) == (DIFFERENT, True)
    people.judge("Senate", "Council", Judgement.SAME)
    assert compare(*offices, rule, people).relation is CONFLICTS
    people.judge("Senate", "Council", Judgement.NOT_SAME)
    found = compare(*offices, rule, people)
    assert (found.relation, "judged to be two" in found.reason) == (DIFFERENT, True)
    fathers = [
        fact(at, None, "person", property_="father", who=who, when=when)
        for at, who, when in ((1, "Josef", "1979/1983"), (2, "Jon", "1985/1989"))
    ]
    assert compare(*fathers, rule_of("father"), people).relation is CONFLICTS
    assert subject_id("Josef") != subject_id("Jon")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("51.6 to 48.4", 3, "what was rounded may be off by 0.6 in all"),
        ("52 to 48", 3, "each of two rounded shares may be off by 0.5"),
        ("52 to 48", "51 to 47", "come to the same margin (4 in points)"),
    ],
)
def test_what_is_said_of_margins_is_so(one: Any, other: Any, said: str) -> None:
    a = fact(1, one, "quantity", property_="vote_margin", unit="percent")
    b = fact(2, other, "quantity", property_="vote_margin", unit="points")
    assert said in compare(a, b, in_context("vote_margin"), People()).reason
