# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""References in styles: ours with every field, a user's own file, and files that mean harm."""

from __future__ import annotations

import re

import pytest

from fonds.archive.bibliography.items import Entry
from fonds.archive.bibliography.mended import set_case
from fonds.archive.bibliography.styles import OWN_STYLES, find_style
from fonds.archive.errors import RefusedError
from fonds.events.values import Contributor, WorkVariable

VOSS = Contributor(role="author", family="Voss", given="Mirela")
ARTICLE = Entry(
    "voss",
    "",
    "Quays & <b>berths</b>",
    "article-newspaper",
    contributors=(VOSS, Contributor(role="author", family="Berg", given="Jan", particle="van den")),
    container_title="The Quay",
    issued="2016-03-04",
    variables=(WorkVariable(name="page", text="12–15"),),
)
BOOK = Entry(
    "dorr",
    "",
    "Salt and Rope.",
    "book",
    contributors=(Contributor(role="author", literal="Wilhelmina Dorr"),),
    publisher="Ellery",
    issued="1986~",
)

STYLE = """<?xml version="1.0"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>Mine</title><id>x</id><updated>2026-01-01T00:00:00Z</updated></info>
{macros}<citation><layout><text macro="m0"/></layout></citation>
{bibliography}</style>"""
PLAIN = '<macro name="m0"><text variable="title" prefix="* "/></macro>'


def own(tmp_path, macros=PLAIN, bibliography=""):
    file = tmp_path / "mine.csl"
    file.write_text(STYLE.format(macros=macros, bibliography=bibliography), "utf-8")
    return str(file)


def test_the_full_style():
    found = find_style("full").references([ARTICLE, BOOK])
    assert [one.key for one in found] == ["voss", "dorr"]
    assert found[0].text == (
        "Voss, Mirela and Jan van den Berg, \N{LEFT SINGLE QUOTATION MARK}Quays & <b>berths</b>’,"
        " The Quay, 4 March 2016,"
        " pp. 12–15."
    )
    assert found[1].text == "Wilhelmina Dorr, Salt and Rope., Ellery, c. 1986."


def test_markup_in_a_title_is_words_in_html_and_markdown():
    (found,) = find_style("full").references([ARTICLE])
    assert "Quays &amp; &lt;b&gt;berths&lt;/b&gt;" in found.html()
    assert "<i>The Quay</i>" in found.html()
    assert r"Quays \& \<b\>berths" in found.markdown()
    assert "*The Quay*" in found.markdown()


def test_author_and_date_in_german():
    (found,) = find_style("author-date").references([ARTICLE], "de")
    assert found.text == (
        "Voss, Mirela und Jan van den Berg (2016) „Quays & <b>berths</b>“, The Quay, 4 März,"
        " S. 12–15."
    )


@pytest.mark.parametrize("name", OWN_STYLES)
def test_every_field_of_a_work_leaves_our_styles_standing(name):
    every = {
        "volume": "3", "issue": "2", "page": "x", "DOI": "10.1/x", "edition": "first", "genre": "g",
        "archive_location": "Box", "accessed": "2020-01-02", "issued": "soon", "PMID": "1",
        "made-up": "y", "number-of-pages": "12", "event-date": "never", "id": "k",
    }  # fmt: skip
    roles = ("author", "editor", "translator", "interviewer", "nobody")
    entry = Entry(
        "k",
        "",
        "\ufdd0x\ufdd6 港",
        "made_up",
        contributors=tuple(Contributor(role=role, family="F", suffix="Jr.") for role in roles),
        url="https://x.example",
        variables=tuple(WorkVariable(name=one, text=text) for one, text in every.items()),
    )
    (found,) = find_style(name).references([entry])
    assert "港" in found.text
    assert "https://doi.org/10.1/x" in found.text


def works_of(*years, family="Voss", title="Quays"):
    return [
        Entry(
            f"w{number}",
            "",
            f"{title} {number}",
            "book",
            contributors=(Contributor(role="author", family=family, given="Mirela"),),
            issued=year,
        )
        for number, year in enumerate(years)
    ]


def test_works_of_one_author_and_year_are_told_apart_by_letters():
    works = [*works_of("1990", "1991", "1990-05", None, None), *works_of("1990", family="Orr")]
    found = [one.text for one in find_style("author-date").references(works)]
    assert [one[: one.index(")") + 1] for one in found] == [
        "Orr, Mirela (1990)",
        "Voss, Mirela (1990a)",
        "Voss, Mirela (1990b)",
        "Voss, Mirela (1991)",
        "Voss, Mirela (n.d.-a)",
        "Voss, Mirela (n.d.-b)",
    ]
    assert "Quays 0" in found[1]
    assert "Quays 2" in found[2]


@pytest.mark.parametrize("name", ["full", "author-date"])
def test_works_that_nobody_is_named_of_stand_by_their_titles(name):
    works = [
        Entry(title, "", title, "book", issued=issued)
        for title, issued in (("Zeal", "1850"), ("Anchors", "2001"), ("Moles", None))
    ]
    by = Contributor(role="author", family="Nash", given="Jo")
    works.append(Entry("by", "", "Bollards", "book", contributors=(by,)))
    found = [one.key for one in find_style(name).references(works)]
    assert found == ["Anchors", "Moles", "by", "Zeal"]


def test_letters_go_on_after_z():
    found = find_style("author-date").references(works_of(*["1990"] * 28))
    told = {one.text.split("(")[1].split(")")[0] for one in found}
    assert len(told) == 28
    assert {"1990z", "1990aa", "1990ab"} <= told


def lettering(tmp_path, said="", date='<date variable="issued" form="text"/>'):
    file = tmp_path / "mine.csl"
    file.write_text(
        f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"
        default-locale="en-GB"><info><title>Mine</title></info>
        <citation disambiguate-add-year-suffix="true" {said}><layout><group delimiter=" ">
        <names variable="author"><name form="short"/></names>
        <date variable="issued"><date-part name="year"/></date></group></layout></citation>
        <bibliography><layout><group delimiter=", "><text variable="title"/>{date}
        <date variable="issued"><date-part name="year"/></date></group></layout></bibliography>
        </style>""",
        "utf-8",
    )
    return find_style(str(file))


def test_where_a_style_does_not_say_the_letter_the_first_year_bears_it(tmp_path):
    found = lettering(tmp_path).references(works_of("1990-03-04", "1990", "1988/1990", "1988/1990"))
    assert [one.text for one in found] == [
        "Quays 0, 4 March 1990a, 1990",
        "Quays 1, 1990b, 1990",
        "Quays 2, 1988–1990a, 1988–1990",
        "Quays 3, 1988–1990b, 1988–1990",
    ]


def test_no_letter_where_given_names_tell_apart_or_none_is_wanted(tmp_path):
    style = lettering(tmp_path, 'disambiguate-add-givenname="true"')
    twins = [
        Entry(given, "", given, "book", issued="1990", contributors=(
            Contributor(role="author", family="Voss", given=given),))
        for given in ("Mirela", "Jan")
    ]  # fmt: skip
    assert [one.text for one in style.references(twins)] == [
        "Mirela, 1990, 1990",
        "Jan, 1990, 1990",
    ]
    assert "1990a" in lettering(tmp_path).references(twins)[0].text
    assert "1990a" not in find_style("full").references(twins)[0].text


def test_what_is_remembered_changes_no_reference():
    many = [ARTICLE, BOOK, *works_of("1990", "1990~", "1984/1985", "-0043")]
    for name in OWN_STYLES:
        style = find_style(name)
        alone = {one.key: one.text for work in many for one in style.references([work])}
        together = {one.key: one.text for one in style.references(many)}
        # Only letters, which a work alone does not need, tell them apart.
        assert {key: re.sub(r"(1990)[ab]", r"\1", text) for key, text in together.items()} == alone


def test_a_style_of_ones_own_without_a_bibliography(tmp_path):
    style = find_style(own(tmp_path))
    assert style.title == "Mine"
    assert [one.text for one in style.references([BOOK])] == ["* Salt and Rope."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not xml", "not XML"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "not XML"),
        ("<html/>", "no style of the Citation Style Language"),
        (
            (
                '<style xmlns="http://purl.org/net/xbiblio/csl"><info>'
                '<link rel="independent-parent" href="http://styles.example/parent"/></info></style>'
            ),
            "takes its rules from http://styles.example/parent",
        ),
    ],
)
def test_what_is_no_style_is_refused(tmp_path, text, said):
    file = tmp_path / "mine.csl"
    file.write_text(text, "utf-8")
    with pytest.raises(RefusedError, match=said):
        find_style(str(file))


def test_a_style_that_is_not_there(tmp_path):
    with pytest.raises(RefusedError, match="Fonds has full and author-date"):
        find_style(str(tmp_path / "none.csl"))


def test_macros_that_multiply_are_refused(tmp_path):
    bomb = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
        for n in range(30)
    )
    with pytest.raises(RefusedError, match="without end"):
        find_style(own(tmp_path, bomb + '<macro name="m30"><text value="x"/></macro>'))
    with pytest.raises(RefusedError, match="without end"):
        find_style(own(tmp_path, '<macro name="m0"><text macro="m0"/></macro>'))


def test_a_style_that_asks_for_what_is_not_there_is_refused(tmp_path):
    style = find_style(own(tmp_path, '<macro name="other"><text value="x"/></macro>'))
    with pytest.raises(RefusedError, match="cannot be carried out"):
        style.references([BOOK])


def test_a_language_nobody_knows():
    with pytest.raises(RefusedError, match="Try en-GB or de-DE"):
        find_style("full").references([BOOK], "xx")


# Where the library that sets references says otherwise than CSL does

DATED = """<macro name="m0"><names variable="author"><name name-as-sort-order="all"
 initialize-with=". "{name}/></names><date variable="issued" prefix=" ({date}</date>
<text variable="page" prefix=" "/><text variable="title" prefix=" "/></macro>"""
DAY_FIRST = 'suffix=")"><date-part name="day"/><date-part name="month" prefix=" "/>'
YEARS = '<date-part name="year" prefix=" "/>'


def set_as(tmp_path, entry, language=None, name="", date=DAY_FIRST + YEARS, bibliography=""):
    macros = DATED.replace("{name}", name).replace("{date}", f'" {date}')
    (found,) = find_style(own(tmp_path, macros, bibliography)).references([entry], language)
    return found.text


@pytest.mark.parametrize(
    ("issued", "english", "german"),
    [
        ("1901-05-03/1901-05-09", "3–9 May 1901", "3–9 Mai 1901"),
        ("1901-05-03/1901-06-09", "3 May–9 June 1901", "3 Mai–9 Juni 1901"),
        ("1901-05/1901-06", "May–June 1901", "Mai–Juni 1901"),
        ("1901-05-30/1902-01-02", "30 May 1901–2 January 1902", "30 Mai 1901–2 Januar 1902"),
        ("1901-05/1902", "May 1901–1902", "Mai 1901–1902"),
        ("1901/1901", "1901", "1901"),
        ("2001-21/2001-23", "spring 2001 – autumn 2001", "Frühling 2001 – Herbst 2001"),
        ("18XX", "1800–1899", "1800–1899"),
    ],
)
def test_ranges_of_dates(tmp_path, issued, english, german):
    entry = Entry("a", "", "Words", issued=issued)
    assert english in set_as(tmp_path, entry, "en")
    assert german in set_as(tmp_path, entry, "de")


def test_a_range_in_our_own_styles_and_in_german():
    entry = Entry("a", "", "Words", "book", issued="1901-05-03/1901-05-09")
    assert "3–9 May 1901" in find_style("full").references([entry])[0].text
    for style in OWN_STYLES:
        assert "1901" in find_style(style).references([entry], "de")[0].text


def test_a_month_that_only_one_end_has_is_not_said_of_both(tmp_path):
    months = 'suffix=")"><date-part name="month"/>'
    text = set_as(tmp_path, Entry("a", "", "Words", issued="1901-05/1902"), date=months)
    assert "None" not in text
    assert "May" not in text


@pytest.mark.parametrize(
    ("pages", "shown"),
    [("1–10", "1–10"), ("12–34", "12–34"), ("321–328", "321–28"), ("xi–xv", "xi–xv")],
)
@pytest.mark.parametrize("form", ["minimal-two", "chicago"])
def test_a_last_page_is_never_cut_to_another(tmp_path, pages, shown, form):
    entry = Entry("a", "", "Words", variables=(WorkVariable(name="page", text=pages),))
    file = tmp_path / "pages.csl"
    style = STYLE.format(macros=PLAIN.replace("title", "page"), bibliography="")
    file.write_text(style.replace('class="note"', f'class="note" page-range-format="{form}"'))
    (found,) = find_style(str(file)).references([entry])
    assert shown in found.text


def test_given_names_are_cut_to_initials_only_where_that_is_wanted(tmp_path):
    def named(given, name=""):
        who = Contributor(role="author", family="Voss", given=given)
        return set_as(tmp_path, Entry("a", "", "Words", contributors=(who,)), name=name)

    assert "Voss, J.-P. M." in named("Jean-Paul Mark")
    assert "Voss, C. de" in named("Charles de")
    assert "Voss, \u05d3\u05d5\u05d3" in named("\u05d3\u05d5\u05d3")
    assert "Voss, Jean-Paul M." in named("Jean-Paul M", ' initialize="false"')


def test_a_name_that_is_only_given_is_said_whole(tmp_path):
    who = Contributor(role="author", given="Plato")
    assert set_as(tmp_path, Entry("a", "", "Words", contributors=(who,))).startswith("Plato")


def test_a_number_in_the_margin_stands_apart(tmp_path):
    bibliography = (
        '<bibliography second-field-align="flush"><layout><text variable="citation-number"'
        ' prefix="[" suffix="]"/><text variable="title"/></layout></bibliography>'
    )
    style = find_style(own(tmp_path, bibliography=bibliography))
    assert [one.text for one in style.references([ARTICLE, BOOK])] == [
        "[1] Quays & <b>berths</b>",
        "[2] Salt and Rope.",
    ]


def test_a_work_of_which_a_style_says_nothing_is_not_lost(tmp_path):
    nothing = PLAIN.replace("title", "call-number")
    (found,) = find_style(own(tmp_path, nothing)).references([ARTICLE])
    assert found.text == "Mirela Voss; Jan van den Berg, Quays & <b>berths</b>, 4 March 2016."


def test_a_style_that_asks_what_was_cited_before_can_be_used(tmp_path):
    asking = (
        '<macro name="m0"><choose><if position="subsequent"><text value="again"/></if><else>'
        '<text variable="title"/></else></choose></macro>'
    )
    (found,) = find_style(own(tmp_path, asking)).references([BOOK])
    assert found.text == "Salt and Rope."


def test_how_far_a_list_is_set_is_told_and_it_can_be_given_up():
    told = []
    find_style("full").references([ARTICLE, BOOK], report=lambda *done: told.append(done))
    assert told == [(1, 2), (2, 2)]

    def give_up(done, total):
        raise KeyboardInterrupt(done, total)

    with pytest.raises(KeyboardInterrupt):
        find_style("full").references([ARTICLE, BOOK], report=give_up)


@pytest.mark.parametrize(
    ("how", "text", "said"),
    [
        ("title", "J. of ropes", "J. of Ropes"),
        ("title", "the quay: a life to live by", "The Quay: A Life to Live By"),
        ("title", "“salt” and (rope) on eBay", "“Salt” and (Rope) on eBay"),
        ("sentence", "A Life of Edda Marlow", "A Life of Edda Marlow"),
        ("sentence", "THE QUAY AT NIGHT", "The quay at night"),
        ("capitalize-first", "iPod lives", "iPod lives"),
        ("capitalize-all", "salt  and rope", "Salt  And Rope"),
        ("uppercase", "Groß", "GROẞ"),
        ("lowercase", "ROPE", "rope"),
    ],
)
def test_cases_are_set_as_csl_says(how, text, said):
    assert set_case(text, how) == said
