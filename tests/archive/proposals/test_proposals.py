# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Candidate facts: every rule by its own examples, infobox rows, and what is thrown away."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.errors import Cancelled
from fonds.archive.proposals.infobox import InfoboxRows
from fonds.archive.proposals.languages import languages
from fonds.archive.proposals.page import Page
from fonds.archive.proposals.patterns import turn
from fonds.archive.proposals.proposing import Proposed, interchange_lines, propose
from fonds.archive.proposals.rule_files import families
from fonds.archive.proposals.rules import PatternRules
from fonds.archive.sources.wiki_markup import plain
from fonds.archive.vocabulary import builtin_properties

EXAMPLES = [
    pytest.param(family, rule, example, id=f"{family.family}/{rule.name}/{number}")
    for family in families()
    for rule in family.rule
    for number, example in enumerate(rule.example)
]

PAGE = """= Anna Kowal =

Anna Kowal |post-nominals =
- Office: Member of the Ostrow Council from the 3rd district,
- Term Start: March 1988
- Term End: 1990
- Predecessor: Jan Weil
- Birth Name: Anna Maria Weil
- Birth Date: 5 May 1950
- Party: Harbor
- Spouse: Piotr
- Children: Three
- Residence: Ostrow

Anna Kowal is a Polish councillor. She was born in Ostrow. Her father Piotr Weil kept the mill.
"""


def said(found):
    return [f"{one.subject} / {one.property} = {one.value}" for one in found]


@pytest.mark.parametrize(("family", "rule", "example"), EXAMPLES)
def test_every_rule_does_what_its_examples_say(family, rule, example):
    if family.reads == "clause":
        # On a page of somebody's life only; who is meant may be told by another rule.
        page = Page.of(example.text, example.subject, example.subject)
        told = tuple(one for one in families() if one.reads == "clause")
        found = propose(page, [PatternRules(told)])
        found = [one for one in found if one.rule == f"{family.family}/{rule.name}"]
    else:
        page = Page.of(example.text, "A page", example.subject)
        found = propose(page, [PatternRules((family.model_copy(update={"rule": [rule]}),))])
    assert said(found) == example.facts


def test_every_rule_has_an_example_and_known_properties():
    for family in families():
        for rule in family.rule:
            assert rule.example, rule.name
            assert {one.property for one in rule.fact} <= builtin_properties().keys()


def test_infobox_rows_give_facts_with_their_office_and_time():
    found = propose(Page.of(PAGE, "Anna Kowal"), [InfoboxRows()])
    assert said(found) == [
        "Anna Kowal / position_held = Member of the Ostrow Council",
        "Anna Kowal / represents_district = 3rd district",
        "Anna Kowal / term_start = 1988-03",
        "Anna Kowal / term_end = 1990",
        "Anna Kowal / predecessor = Jan Weil",
        "Anna Kowal / birth_name = Anna Maria Weil",
        "Anna Kowal / date_of_birth = 1950-05-05",
        "Anna Kowal / party = Harbor Party",
        "Anna Kowal / spouse = Piotr (spouse of Anna Kowal)",
        "Anna Kowal / number_of_children = 3",
        "Anna Kowal / residence = Ostrow",
    ]
    office = found[0]
    assert office.when == "1988-03/1990"
    assert office.qualifiers["district"] == "3rd district"
    assert found[4].qualifiers["office"] == "Member of the Ostrow Council"
    assert all(PAGE[one.start : one.end] == one.quote for one in found)


@pytest.mark.parametrize("sign", ["| birth_place = ", "Birth place: ", "Birth place\t"])
def test_infobox_rows_of_other_kinds_of_page(sign):
    rows = "".join(
        f"{sign.replace('birth_place', label).replace('Birth place', label)}{value}\n"
        for label, value in (
            ("birth_place", "Ostrow"),
            ("occupation", "miller"),
            ("residence", "Gdansk"),
        )
    )
    found = propose(Page.of(rows, "Anna Kowal", "Anna Kowal"), [InfoboxRows()])
    assert said(found) == [
        "Anna Kowal / place_of_birth = Ostrow",
        "Anna Kowal / occupation = miller",
        "Anna Kowal / residence = Gdansk",
    ]


@pytest.mark.parametrize("told", [True, False])
def test_one_row_is_enough_where_the_reader_took_it_for_one(told):
    text = "Anna Kowal\nDied\t3 May 1994\n"
    rows = ((11, 26),) if told else ()
    page = Page.of(text, "Anna Kowal", "Anna Kowal", rows=rows)
    expected = ["Anna Kowal / date_of_death = 1994-05-03"] if told else []
    assert said(propose(page, [InfoboxRows()])) == expected


def test_two_offices_keep_their_own_terms():
    text = (
        "| office = Mayor of Ostrow\n| term_start = 1988\n| term_end = 1990\n"
        "| office2 = Senator\n| term_start2 = 1991\n| term_end2 = 1995\n"
    )
    found = propose(Page.of(text, "Anna Kowal", "Anna Kowal"), [InfoboxRows()])
    offices = {one.value: one.when for one in found if one.property == "position_held"}
    assert offices == {"Mayor of Ostrow": "1988/1990", "Senator": "1991/1995"}
    starts = {one.value: one.qualifiers["office"] for one in found if one.property == "term_start"}
    assert starts == {"1988": "Mayor of Ostrow", "1991": "Senator"}


def test_an_office_is_quoted_with_the_rows_that_give_its_term():
    text = "| office = Mayor of Ostrow\n| party = Harbor Party\n| term_start = 1988\n"
    text += "| term_end = 1990\n| successor = Jan Weil\n"
    found = propose(Page.of(text, "Anna Kowal", "Anna Kowal"), [InfoboxRows()])
    (office,) = [one for one in found if one.property == "position_held"]
    assert (office.quote, office.when) == (text[: text.index("\n| successor")], "1988/1990")
    open_ended = text.replace("| term_end = 1990\n", "")
    found = propose(Page.of(open_ended, "Anna Kowal", "Anna Kowal"), [InfoboxRows()])
    (office,) = [one for one in found if one.property == "position_held"]
    assert (office.quote, office.when) == ("| office = Mayor of Ostrow", None)


def test_words_that_a_template_shows_are_not_given_as_written():
    text = "| birth_date = {{Birth date|1922|1|2}}\n| death_date = May 1991\n| party = Harbor\n"
    found = propose(Page.of(text, "Anna Kowal", "Anna Kowal"), [InfoboxRows()])
    written = {one.property: one.qualifiers.get("as_written") for one in found}
    assert written["date_of_birth"] is None
    assert written["date_of_death"] == "May 1991"


@pytest.mark.parametrize(
    ("printed", "cited"), [("14 June 1974", False), ("1992", True), ("", True)]
)
def test_a_work_older_than_what_is_said_is_not_cited_for_it(printed, cited):
    text = f"Anna Kowal died on 3 June 1991.[1]\n\n[1] Harbor Courier, {printed} page 1\n"
    page = Page.of(text, "Anna Kowal", "Anna Kowal")
    (line,) = interchange_lines(page, "source", propose(page, [PatternRules()]))
    assert ("cited_work" in line) is cited


def test_a_pronoun_means_the_subject_only_on_a_page_about_it():
    found = propose(Page.of(PAGE, "Anna Kowal"), [PatternRules()])
    assert "Anna Kowal / place_of_birth = Ostrow" in said(found)
    assert "Anna Kowal / father = Piotr Weil" in said(found)
    elsewhere = Page.of("Anna Kowal spoke. She was born in Ostrow.", "The harbor", "Anna Kowal")
    assert propose(elsewhere, [PatternRules()]) == []
    other = "Anna Kowal\n\nJan Weil kept the mill. He was born in Ostrow. Anna Kowal left."
    assert propose(Page.of(other, "Anna Kowal"), [PatternRules()]) == []


@pytest.mark.parametrize(
    "text",
    [
        "Anna Kowal was not born in Ostrow.",
        "The mayor denied that Anna Kowal was born in Ostrow.",
        "He allegedly said that Anna Kowal was born in 1950.",
        "“Anna Kowal was born in Ostrow,” says her rival.",
        "If Anna Kowal was born in 1950, she was nine.",
        "Kowal's father, who kept the mill, died.",
        "It is said that Anna Kowal was born in Ostrow.",
        "Rumour has it that Kowal's father, Piotr, was a spy.",
        "According to her brother, Kowal was born in 1950.",
        "Some say Anna Kowal was born in 1950.",
        "Anna Kowal is believed to have been a miller; she died in 2001, it is said.",
        "Anna Kowal was born in 1950, according to the parish.",
        "Anna Kowal was born in 1950, or so the neighbours tell.",
        "The lodger said that Anna Kowal was born in 1950.",
    ],
)
def test_what_is_not_certain_is_not_proposed(text):
    assert propose(Page.of(text, "A page", "Anna Kowal"), [PatternRules()]) == []


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # A page about a woman: "his" is somebody else's, and "he" too.
        ("She kept the mill. She sang. His wife Ines Orr was a weaver.", []),
        ("She sang. She was born in 1950. He was born in 1948.", ["date_of_birth = 1950"]),
        # A page about a man, all the other way round.
        ("He kept the mill. His brother sang. Her husband Jan Weil left.", []),
        ("He sang. His mill stood. His wife Ines Orr was a weaver.", ["spouse = Ines Orr"]),
        # As many of either: only whom the first means is sure of none.
        ("He left. She was born in 1950. She sang. He was born in 1948. She came.", []),
        # The relative of the sentence before may be meant.
        ("She sang. Her sister kept the mill. She was born in 1950.", []),
        ("She sang. Her father kept the mill. She was born in 1950.", ["date_of_birth = 1950"]),
        # What somebody says in quotation marks is of whom they mean.
        ("She sang. “He knew his trade, he did,” she said. She died in 2001.", [
            "date_of_death = 2001",
        ]),
        # Neither pronoun says anything of the other languages'.
        ("They kept the mill. Kowal was born in 1950.", ["date_of_birth = 1950"]),
    ],
)  # fmt: skip
def test_a_pronoun_of_the_other_gender_is_somebody_else(text, facts):
    page = Page.of(f"Anna Kowal\n\nAnna Kowal lived in Ostrow. {text}", "Anna Kowal")
    assert said(propose(page, [PatternRules()])) == [f"Anna Kowal / {one}" for one in facts]


def test_german_pronouns_have_a_gender_too():
    text = (
        "Anna Kowal\n\nAnna Kowal malte. Sie sang. Er wurde 1950 geboren. Sie wurde 1951 geboren."
    )
    found = propose(Page.of(text, "Anna Kowal"), [PatternRules()])
    assert said(found) == ["Anna Kowal / date_of_birth = 1951"]


def test_who_is_quoted_is_the_speaker():
    text = "The Quay\n\nMirela Voss says that Kowal's brother Jan Weil kept the mill."
    page = Page.of(text, "The Quay", "Anna Kowal")
    found = propose(page, [PatternRules()])
    assert said(found) == ["Anna Kowal / sibling = Jan Weil"]
    assert interchange_lines(page, "quay.txt", found)[0]["asserted_by"] == "Mirela Voss"


def test_the_elder_of_one_name_is_somebody_else():
    text = "Anna Kowal\n\nAnna Kowal, Sr. was born in 1920. Anna Kowal was born in 1950."
    found = propose(Page.of(text, "Anna Kowal"), [PatternRules()])
    assert said(found) == [
        "Anna Kowal, Sr. / date_of_birth = 1920",
        "Anna Kowal / date_of_birth = 1950",
    ]


def test_an_age_has_the_date_of_publication():
    text = "Anna Kowal is now 62 years old."
    (dated,) = propose(Page.of(text, "A page", "Anna Kowal", "2016-03-04"), [PatternRules()])
    assert (dated.value, dated.when) == (62, "2016-03-04")
    (undated,) = propose(Page.of(text, "A page", "Anna Kowal"), [PatternRules()])
    assert undated.when is None


class Wild:
    """A proposer that cannot be trusted."""

    name, version = "wild", "0"

    def __init__(self, *made):
        self.made = made

    def propose(self, page):
        del page
        yield from self.made


def test_a_proposal_whose_words_do_not_stand_there_is_thrown_away():
    page = Page.of(PAGE, "Anna Kowal")
    start = PAGE.index("kept the mill")
    true = Proposed(
        "Piotr Weil", "occupation", "miller", "text", "kept the mill", start, start + 13, "wild"
    )
    wild = Wild(
        true,
        true,
        replace(true, quote="kept the Mill", value="a"),
        replace(true, start=start + 1, value="b"),
        replace(true, end=start + 14, value="c"),
        replace(true, start=-5, value="d"),
        replace(true, quote="", start=start, end=start, value="e"),
        replace(true, value=" "),
        replace(true, subject=""),
    )
    assert propose(page, [wild]) == [true]


def test_a_passage_under_a_footnote_names_the_work():
    text = "Anna Kowal was born in 1950.[1] Anna Kowal was born in Ostrow.\n\n1. Parish register\n"
    page = Page.of(text, "Anna Kowal", "Anna Kowal")
    first, second = interchange_lines(page, "source", propose(page, [PatternRules()]))
    assert first["cited_work"] == {"mark": "1", "work": "Parish register"}
    assert "cited_work" not in second
    assert first["rule"] == "births/was-born-in-year"


@given(st.text(alphabet="AK[]{}<>/refb'=|\n\t(1) ", max_size=200))
def test_whatever_the_markup_every_word_read_stands_in_the_text(text):
    read = plain(text)
    for at, letter in enumerate(read.text):
        assert text[read.origin(at)] == letter or (letter == " " and text[read.origin(at)] == "<")


@given(st.text(alphabet="AK annowlbr.:=|-\n()195“’s", max_size=200))
def test_whatever_the_text_every_quote_stands_in_it(text):
    page = Page.of(text, "Anna Kowal", "Anna Kowal")
    for one in propose(page, [InfoboxRows(), PatternRules()]):
        assert page.text[one.start : one.end] == one.quote


TABLE = """Anna Kowal

Anna Kowal
Born\t5 May 1950
Ostrow
Died\t3 June 2001 (aged 51)
Mother\tAnna Kowal (1919–1962)
Spouse(s)\tJan Weil (m. 1971; died 1980)
Karl Orr (m. 1982)
Children\tAnna Kowal (1972–1990)
Piotr
Political party\tLiberal

Anna Kowal (5 May 1950 – 3 June 2001) was a councillor.
"""


def test_brackets_in_a_row_are_said_of_whom_the_row_names():
    page = Page.of(TABLE, "Anna Kowal")
    found = propose(page, [InfoboxRows(), PatternRules()])
    assert said(found) == [
        "Anna Kowal / date_of_birth = 1950-05-05",
        "Anna Kowal / place_of_birth = Ostrow",
        "Anna Kowal / date_of_death = 2001-06-03",
        "Anna Kowal / mother = Anna Kowal (mother of Anna Kowal)",
        "Anna Kowal / spouse = Jan Weil",
        "Anna Kowal / spouse = Karl Orr",
        "Anna Kowal / party = Liberal",
    ]
    second = found[5]
    assert second.quote == "Spouse(s)\tJan Weil (m. 1971; died 1980)\nKarl Orr (m. 1982)"
    assert second.qualifiers["value_as_written"] == "Karl Orr (m. 1982)"
    assert found[6].certainty == "stated"
    # The page's own line is the only one that the rules read.
    assert {one.quote for one in propose(page, [PatternRules()])} == {
        "Anna Kowal (5 May 1950 – 3 June 2001) was a councillor."
    }


@pytest.mark.parametrize(
    "row",
    [
        "Father: Anna Kowal (1919–1962)",
        "* Grandmother: Anna Kowal (1919–1962)",
        "| siblings = [[Anna Kowal]] (1919–1962)",
        "Preceded by\tAnna Kowal (1919–1962)",
        "Großmutter: Anna Kowal (1919–1962)",
    ],
)
def test_a_namesake_s_years_are_not_the_subject_s(row):
    page = Page.of(f"Anna Kowal\n\n{row}\n\nShe sang.", "Anna Kowal", "Anna Kowal")
    assert propose(page, [InfoboxRows(), PatternRules()]) == []


def test_a_party_that_its_row_names_in_part_is_inferred():
    (party,) = [one for one in propose(Page.of(PAGE, "Anna Kowal"), [InfoboxRows()]) if
                one.property == "party"]  # fmt: skip
    assert (party.value, party.certainty) == ("Harbor Party", "inferred")
    assert party.qualifiers["as_written"] == "Harbor"


WIKI = """{{Infobox officeholder
| name = Anna Kowal
| birth_date = {{birth date|1950|5|5}}
| birth_place = [[Ostrow on Sea|Ostrow]], [[Poland]]<ref>Parish register</ref>
| office = [[Mayor of Ostrow]]
| predecessor = '''[[Jan Weil]]''' <!-- acting -->
| spouse = {{marriage|[[Karl Orr]]|1971|1980}}<br />Ines Orr (m. 1982)
| mother = {{unknown template|Ines}}
| father = {{plainlist|
* [[Piotr Weil]]
}}
| occupation = miller
}}
'''Anna Kowal''' (5 May 1950 – 3 June 2001) was a mayor.<ref>''Ostrow Mercury'', [[1955]]</ref>
Her husband, '''Karl Orr''' (born 1948), sang.
"""


def test_wiki_text_is_read_without_its_markup():
    page = Page.of(WIKI, "anna", "Anna Kowal")
    found = propose(page, [InfoboxRows(), PatternRules()])
    assert said(found) == [
        "Anna Kowal / name = Anna Kowal",
        "Anna Kowal / date_of_birth = 1950-05-05",
        "Anna Kowal / place_of_birth = Ostrow, Poland",
        "Anna Kowal / position_held = Mayor of Ostrow",
        "Anna Kowal / predecessor = Jan Weil",
        "Anna Kowal / spouse = Karl Orr",
        "Anna Kowal / spouse = Ines Orr",
        "Anna Kowal / father = Piotr Weil",
        "Anna Kowal / occupation = miller",
        "Anna Kowal / date_of_death = 2001-06-03",
        "Karl Orr / date_of_birth = 1948",
    ]
    assert all(WIKI[one.start : one.end] == one.quote for one in found)
    died = next(one for one in found if one.property == "date_of_death")
    assert died.quote == "'''Anna Kowal''' (5 May 1950 – 3 June 2001) was a mayor."


GERMAN = """= Anna Kowal =

- Geburtsname: Anna Maria Weil
- Geburtsdatum: 5. Mai 1950
- Sterbeort: Weilheim
- Amt: Bürgermeisterin von Ostrow
- Vorgänger: Jan Orr
- Partei: Hafenpartei
- Kinder: Drei

Anna Kowal wurde am 5. Mai 1950 in Ostrow geboren. Sie ist die Tochter von Piotr Weil und Ines Weil.
Ihr Bruder Jan Weil war Müller. Angeblich war ihre Mutter Ines Weil Lehrerin.
"""


def test_german_pages_are_read_by_german_rules():
    found = propose(Page.of(GERMAN, "Anna Kowal"), [InfoboxRows(), PatternRules()])
    assert said(found) == [
        "Anna Kowal / birth_name = Anna Maria Weil",
        "Anna Kowal / date_of_birth = 1950-05-05",
        "Anna Kowal / place_of_death = Weilheim",
        "Anna Kowal / position_held = Bürgermeisterin von Ostrow",
        "Anna Kowal / predecessor = Jan Orr",
        "Anna Kowal / party = Hafenpartei",
        "Anna Kowal / number_of_children = 3",
        "Anna Kowal / place_of_birth = Ostrow",
        "Piotr Weil / child = Anna Kowal",
        "Ines Weil / child = Anna Kowal",
        "Anna Kowal / sibling = Jan Weil",
    ]
    born = next(one for one in found if one.property == "place_of_birth")
    # "5." ends no sentence.
    assert born.quote == "Anna Kowal wurde am 5. Mai 1950 in Ostrow geboren."
    assert {one.rule.split("/")[0] for one in found} == {"infobox", "births-de", "kin-de"}


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("5. Mai 1950", "1950-05-05"),
        ("Jänner 1950", "1950-01"),
        ("3. März 1871", "1871-03-03"),
        ("5. Foo 1950", None),
    ],
)
def test_german_dates(words, edtf):
    assert languages()["de"].edtf(words) == edtf
    assert turn(words, "edtf") == edtf


def test_each_language_has_twelve_months_and_compiles():
    for one in languages().values():
        assert len(one.months) == 12
        re.compile(one.date)


def test_a_box_on_one_line_gives_its_rows_and_templates_of_days_their_day():
    text = (
        "{{Infobox officeholder|name=Karl Vang|birth_date={{birth date|df=y|1841|3|4}}"
        "|death_date={{death date and age|1912|11|9|1841|3|4}}|spouse=Marta Lund{{efn|Twice.}}}}"
        "'''Karl Vang''' was a pilot.\n"
    )
    found = propose(Page.of(text, "Karl Vang", "Karl Vang"), [InfoboxRows()])
    assert [(one.property, one.value, one.quote) for one in found] == [
        ("name", "Karl Vang", "|name=Karl Vang"),
        ("date_of_birth", "1841-03-04", "|birth_date={{birth date|df=y|1841|3|4}}"),
        ("date_of_death", "1912-11-09", "|death_date={{death date and age|1912|11|9|1841|3|4}}"),
        ("spouse", "Marta Lund", "|spouse=Marta Lund{{efn|Twice.}}"),
    ]


@pytest.mark.parametrize(
    ("title", "text", "facts"),
    [
        (
            "Nachruf auf Jan Weil",
            "Jan Weil starb 2001. Er wurde 1920 in Ostrow geboren. Er hinterließ seine Frau Eva.",
            [
                "Jan Weil / date_of_death = 2001",
                "Jan Weil / date_of_birth = 1920",
                "Jan Weil / place_of_birth = Ostrow",
                "Jan Weil / spouse = Eva (Frau von Jan Weil)",
            ],
        ),
        (
            "Zum Tod von Ines Holm",
            "Die Malerin Ines Holm ist tot. Sie wurde 1931 geboren. Sein Vater Karl (1901–69) war.",
            ["Ines Holm / date_of_birth = 1931"],
        ),
        (
            "Obituary: Jan Weil | The Quay",
            "Jan Weil kept the mill. His father Jan Weil (1890–1950) built it.",
            [
                "Jan Weil (father of Jan Weil) / date_of_birth = 1890",
                "Jan Weil (father of Jan Weil) / date_of_death = 1950",
                "Jan Weil / father = Jan Weil (father of Jan Weil)",
            ],
        ),
        (
            "The harbour",
            "Jan Weil kept the mill of Jan Weil. His father Jan Weil (1890–1950) built it.",
            [],
        ),
    ],
)
def test_a_page_that_tells_a_life_may_say_he_and_a_relatives_years_are_the_relatives(
    title, text, facts
):
    found = said(propose(Page.of(f"{title}\n\n{text}", title), [PatternRules()]))
    assert set(found) == set(facts)


def test_the_head_of_a_page_is_no_sentence_of_it():
    text = "Anna Kowal\n\nShe painted.\fAnna Kowal was born in 1950.\nShe sailed."
    head = (text.index("Anna Kowal was"), text.index("\nShe sailed"))
    assert said(propose(Page.of(text, "Anna Kowal"), [PatternRules()]))
    assert not said(propose(Page.of(text, "Anna Kowal", edges=(head,)), [PatternRules()]))


def test_how_far_it_is_is_told_and_it_can_be_stopped():
    text = "Anna Kowal\n\n" + "Anna Kowal was born in 1950. " * 300
    page = Page.of(text, "Anna Kowal")
    told = []

    def stop(done, total):
        told.append((done, total))
        return len(told) < 3

    with pytest.raises(Cancelled):
        propose(page, [PatternRules(report=stop)])
    assert [total for _, total in told] == [len(text)] * 3
    assert told[0][0] < told[1][0] < told[2][0]
