# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""CSL-JSON and BibTeX: what is read, what is written, and that both come back as they were."""

from __future__ import annotations

import contextlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.bibliography.bibtex import read_bibtex
from fonds.archive.bibliography.bibtex_out import write_bibtex
from fonds.archive.bibliography.csl_dates import edtf_or_none, from_csl, to_csl
from fonds.archive.bibliography.csl_extra import with_extra
from fonds.archive.bibliography.csl_json import OWN, read_csl_json, write_csl_json
from fonds.archive.bibliography.items import FACES, Entry, display, in_parts
from fonds.archive.bibliography.keys import keyed
from fonds.archive.bibliography.works import says_the_same
from fonds.archive.errors import RefusedError
from fonds.events.values import Contributor, WorkVariable


def bib(text):
    return read_bibtex(text, "l.bib")


def one(text):
    (entry,) = bib(text).entries
    return entry


def refused(read, text):
    with pytest.raises(RefusedError) as caught:
        read(text, "a library")
    return caught.value


# Dates


@pytest.mark.parametrize(
    ("edtf", "csl"),
    [
        ("1953", {"date-parts": [[1953]]}),
        ("1953-04", {"date-parts": [[1953, 4]]}),
        ("1953-04-16", {"date-parts": [[1953, 4, 16]]}),
        ("1986~", {"date-parts": [[1986]], "circa": True}),
        ("1950/1953", {"date-parts": [[1950], [1953]]}),
        ("1950-22", {"date-parts": [[1950]], "season": 2}),
        # 44 and 1 BC: CSL has no year 0, EDTF has.
        ("-0043-03-15", {"date-parts": [[-44, 3, 15]]}),
        ("0000", {"date-parts": [[-1]]}),
        ("198X", {"literal": "198X"}),
        # CSL cannot tell a doubt from an estimate, so that what was said stands beside it.
        (
            "1723?/1725%",
            {"date-parts": [[1723], [1725]], "circa": True, "edtf": "1723?/1725%"},
        ),
    ],
)
def test_a_date_goes_to_csl_and_back(edtf, csl):
    assert to_csl(edtf) == csl
    assert from_csl(csl) == edtf


@pytest.mark.parametrize(
    ("csl", "edtf"),
    [
        ({"date-parts": [["1953", "4", "16"]]}, "1953-04-16"),
        ({"raw": "1953-04-16"}, "1953-04-16"),
        ({"literal": "in the third year of the war"}, "in the third year of the war"),
        ({"date-parts": []}, None),
        # CSL 1.1
        ("1953-04", "1953-04"),
        ({"edtf": "18XX?"}, "18XX?"),
        ({"edtf": "soon", "date-parts": [[1953]]}, "1953"),
    ],
)
def test_dates_as_zotero_and_pandoc_write_them(csl, edtf):
    assert from_csl(csl) == edtf


@pytest.mark.parametrize(
    "csl",
    [
        "soon",
        {"date-parts": [[1953, 2, 30]]},
        {"date-parts": [[[1953]]]},
        {"date-parts": [["soon"]]},
        {"date-parts": 7},
    ],
)
def test_what_is_no_date_is_refused(csl):
    with pytest.raises(ValueError, match="date"):
        from_csl(csl)


@given(st.dates().map(str))
def test_any_day_goes_to_csl_and_back(day):
    assert from_csl(to_csl(day)) == edtf_or_none(day) == day


# CSL-JSON

ITEM = {
    "id": "http://zotero.example/items/AB12",
    "citation-key": "voss2016",
    "type": "article-newspaper",
    "title": "The <i>Quay</i>: a profile",
    "author": [
        {"family": "Voss", "given": "Mirela"},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den", "suffix": "Jr."},
        {"literal": "League of Pilots"},
    ],
    "editor": [{"family": "Orr", "given": "Alan", "dropping-particle": "de"}],
    "container-title": "The Quay",
    "issued": {"date-parts": [[2016, 3, 4]]},
    "accessed": {"date-parts": [[2020, 1, 2]]},
    "volume": 3,
    "page": "12-15",
    "archive": "Record Office",
    "archive_location": "Box 4",
    "call-number": "Q 12",
    "URL": "https://quay.example/a?b=1&c",
    "categories": ["x"],
}


def test_an_item_of_csl_json_is_read_whole():
    library = read_csl_json(json.dumps([ITEM]), "l.json")
    (entry,) = library.entries
    assert (entry.title, entry.issued, entry.repository) == (
        "The Quay: a profile",
        "2016-03-04",
        "Record Office",
    )
    assert [display(name) for name in entry.contributors] == [
        "Mirela Voss",
        "Jan van den Berg, Jr.",
        "League of Pilots",
        "Alan de Orr",
    ]
    said = {variable.name: variable.text for variable in entry.variables}
    assert said["volume"] == "3"
    assert said["archive_location"] == "Box 4"
    assert said["accessed"] == "2020-01-02"
    # The title's italics are not kept, and that is told.
    assert library.left_out == {"categories": 1, FACES: 1}


def test_csl_json_comes_back_as_it_was():
    library = read_csl_json(json.dumps([ITEM]), "l.json")
    (item,) = json.loads(write_csl_json(library.entries))
    expected = {**ITEM, "title": "The Quay: a profile", "volume": "3"}
    del expected["categories"]
    assert item == expected


def test_errors_of_csl_json_are_told_by_item_and_all_at_once():
    items = [{"id": "a"}, "b", {"title": "no id"}, {"id": "a"}, {"id": "c", "author": "Voss"}]
    error = refused(read_csl_json, json.dumps(items))
    assert [one["place"] for one in error.details["errors"]] == [
        f"item {number}" for number in (2, 3, 4, 5)
    ]
    assert "4 entries cannot be read, and nothing was recorded" in error.message


@pytest.mark.parametrize("text", ["[", "{}", '{"items": 3}', "[" * 100_000, '[{"id": "\\ud800"}'])
def test_what_is_no_csl_json_is_refused(text):
    assert refused(read_csl_json, text).code == "bad-library"


def test_bad_items_are_passed_over_where_that_is_asked_for():
    items = [{"id": "a"}, "b", {"id": "c", "author": "Voss"}]
    library = read_csl_json(json.dumps(items), "l.json", skip_bad=True)
    assert [entry.key for entry in library.entries] == ["a"]
    assert library.bad == (
        ("item 2", "it is no object"),
        ("item 3", "its author is no list of names"),
    )
    with pytest.raises(RefusedError, match="2 entries"):
        read_csl_json(json.dumps(items[1:]), "l.json", skip_bad=True)


def test_markup_is_left_out_and_told_and_raised_figures_stay_what_they_are():
    title = (
        '<span class="nocase">H<sub>2</sub>O</span>, x<sup>2</sup>, 19<sup>th</sup>, 1 <i> 2, a<b'
        ' <span style="font-variant:small-caps;">Voss</span>'
    )
    library = read_csl_json(json.dumps([{"id": "a", "title": title}, {"id": "b"}]), "l.json")
    assert library.entries[0].title == "H₂O, x², 19th, 1  2, a<b Voss"
    assert library.left_out == {FACES: 1}
    plain = [{"id": "a", "title": '<span class="nocase">DNA</span> x<sup>2</sup>'}]
    assert read_csl_json(json.dumps(plain), "l.json").left_out == {}


def test_lines_of_extra_are_the_variables_they_name():
    note = (
        "original-date: 1850-03\nEditor: Orr || Alan\nvolume: 7\nOCLC: 123\nBox: 4\n"
        "Seen {:archive_location: Shelf 2} and {:medium: microfilm}\ntype: manuscript"
    )
    item = {"id": "a", "title": "x", "type": "book", "volume": "1", "note": note}
    (entry,) = read_csl_json(json.dumps([item]), "l.json").entries
    said = {one.name: one.text for one in entry.variables}
    assert said == {
        "id": "a",
        "original-date": "1850-03",
        "volume": "1",
        "archive_location": "Shelf 2",
        "medium": "microfilm",
        "note": "volume: 7\nOCLC: 123\nBox: 4\nSeen  and",
    }
    assert entry.csl_type == "manuscript"
    assert entry.contributors == (Contributor(role="editor", family="Orr", given="Alan"),)


def test_a_note_that_we_wrote_comes_back_as_a_note():
    note = "Number: 3\nEditor: Orr || Alan\nSeen {:medium: microfilm}"
    item = {"id": "a", "title": "x", "type": "book", "note": note, "custom": {OWN: "abc"}}
    (entry,) = read_csl_json(json.dumps([item]), "l.json").entries
    assert {one.name: one.text for one in entry.variables} == {"id": "a", "note": note}
    (again,) = read_csl_json(write_csl_json([entry]), "l.json").entries
    assert again == entry
    # Of somebody else's it is what Zotero's users write there.
    (other,) = read_csl_json(json.dumps([{**item, "custom": {}}]), "l.json").entries
    assert {one.name for one in other.variables} == {"id", "number", "medium", "note"}


@given(st.text(st.sampled_from("ab:{}\n |editor-date1850")))
def test_a_note_without_variables_stays_as_it_is(note):
    item = {"id": "a", "note": note}
    assert with_extra(with_extra(item)) == with_extra(item)


def test_zoteros_own_format_is_told_from_csl_json():
    text = json.dumps({"items": [{"itemType": "book", "title": "x"}]})
    assert "export it as “CSL JSON”" in refused(read_csl_json, text).message


def test_lone_surrogates_and_nul_become_replacement_characters():
    (entry,) = read_csl_json('[{"id": "a", "title": "x\\ud800y\\u0000"}]', "l.json").entries
    assert entry.title == "x\ufffdy\ufffd"


# BibTeX


def test_latex_is_read():
    entry = one(
        r"""@article{k, title = {The {\"O}rtliche Quay \& 57\% {B}erth: {\'e}tude, \v{C}apek, \ss,
        \o, na\"{\i}ve --- \emph{x} ''q''}}"""
    )
    assert entry.title == "The Örtliche Quay & 57% Berth: étude, Čapek, ß, ø, naïve — x ”q”"


def test_names_of_bibtex():
    entry = one(
        r"@book{k, title={x}, author = {Voss, Mirela and Jan van den Berg and {League of Pilots and"
        r" Friends} and de la Cruz, Jr., Ana and {\"O}zil, Mesut and others}}"
    )
    assert [display(name) for name in entry.contributors] == [
        "Mirela Voss",
        "Jan van den Berg",
        "League of Pilots and Friends",
        "Ana de la Cruz, Jr.",
        "Mesut Özil",
    ]


def test_strings_joined_values_months_and_pages():
    entry = one(
        '@string{tq = "The " # {Quay}}\n@article{k, title="x", journal = tq # { Weekly},'
        " year = 2016, month = mar, day = 4, pages = {12--15}, number = 2}"
    )
    assert (entry.container_title, entry.issued) == ("The Quay Weekly", "2016-03-04")
    assert {"page": "12–15", "issue": "2"}.items() <= {
        variable.name: variable.text for variable in entry.variables
    }.items()


@pytest.mark.parametrize(
    ("fields", "issued", "words"),
    [
        ("date = {1986~}", "1986~", None),
        ("date = {2016-03-04/2016-03-06}", "2016-03-04/2016-03-06", None),
        ("year = {in press}", None, "in press"),
        ("year = 2016, month = 13", None, "13 2016"),
        ("year = 987", "0987", None),
    ],
)
def test_dates_of_bibtex(fields, issued, words):
    entry = one(f"@misc{{k, title={{x}}, {fields}}}")
    said = {variable.name: variable.text for variable in entry.variables}
    assert (entry.issued, said.get("issued")) == (issued, words)


def test_files_are_found_as_zotero_and_jabref_spell_them():
    entry = one(
        r"@misc{k, title={x}, file = {Full Text:files/12/a\;b.pdf:application/pdf;"
        r"Snap:C\:\Users\v\x.html:text/html;plain/path.txt}}"
    )
    assert entry.files == ("files/12/a;b.pdf", r"C:\Users\v\x.html", "plain/path.txt")


def test_collections_notes_and_unknown_fields_are_counted():
    library = bib(
        "@misc{k, title={x}, annote={secret}, keywords={a}, ranking={5}}\n"
        "@comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:Harbour\\;0;\n}"
    )
    assert library.left_out == {"notes": 1, "“ranking”": 1, "collections": 2}


def test_errors_of_bibtex_are_told_by_line_and_all_at_once(caplog):
    text = (
        "@book{a, title={x}}\n@book{bad, title = {Unclosed }\n@book{a, title={again}}\n"
        "@book{c, title={x}, title={y}}\n"
    )
    error = refused(read_bibtex, text)
    assert [(one["place"], one["message"]) for one in error.details["errors"]] == [
        ("line 2", "its braces or quotation marks do not match"),
        ("line 3", "the key “a” was given to an entry before it"),
        ("line 4", "it has one of its fields twice"),
    ]
    assert not caplog.records


def test_an_entry_given_twice_to_the_letter_is_one_work():
    library = bib("@book{a, title = {x}}\n@book{b, title={y}}\n@book{a,  title={x}}\n")
    assert [entry.key for entry in library.entries] == ["a", "b"]
    assert library.left_out == {"entries that stand twice, the same": 1}


def test_works_without_a_key_get_the_same_one_each_time():
    text = (
        "@book{, title={The Quays}, author={Orr, Alan}, year=1999}\n"
        "@book{x, title={Ropes}}\n@book{, title={The Quays}, author={Orr, Alan}, year=1999}\n"
    )
    keys = [entry.key for entry in bib(text).entries]
    assert keys == ["orr1999quays", "x", "orr1999quays-2"] == [one.key for one in bib(text).entries]


def test_names_in_parts_by_their_names():
    entry = one(
        "@book{a, title={x}, author={family=Gogh, given={Vincent, W.}, prefix=van, useprefix=true"
        ' and given="Simone", family={de la {B}eauvoir}, prefix=de, suffix={Jr.} and Orr, Alan}}'
    )
    assert entry.contributors == (
        Contributor(role="author", family="Gogh", given="Vincent, W.", particle="van"),
        Contributor(
            role="author",
            family="de la Beauvoir",
            given="Simone",
            dropping_particle="de",
            suffix="Jr.",
        ),
        Contributor(role="author", family="Orr", given="Alan"),
    )
    assert "it has no family" in refused(read_bibtex, "@book{a, author={prefix=van}}").message


def test_what_kind_of_work_it_is_comes_back_from_bibtex():
    for csl_type in ("personal_communication", "graphic", "dataset", "patent", "legislation"):
        entry = Entry("a", "", "Words", csl_type)
        assert bib(write_bibtex([entry])).entries[0].csl_type == csl_type


@pytest.mark.parametrize("text", ["", "no entry at all", "{" * 50_000, "@book{" * 2_000])
def test_what_is_no_bibtex_is_refused(text):
    assert refused(read_bibtex, text).code == "bad-library"


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(RefusedError):
        assert read_bibtex(text, "l.bib").entries


titles = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cn", "Co")), min_size=1
).filter(lambda text: "''" not in text)


@given(
    titles.filter(
        lambda text: not {"--", "``", "!`", "?`"} & {text[n : n + 2] for n in range(len(text))}
    )
)
def test_a_title_comes_back_from_bibtex_whatever_it_holds(title):
    title = unicodedata.normalize("NFC", title)
    assert one(write_bibtex([Entry("k", "", title)])).title == title


def test_a_work_comes_back_from_bibtex():
    library = read_csl_json(json.dumps([{**ITEM, "id": "k"}]), "l.json")
    (entry,) = library.entries
    kept = Entry(
        **{
            **{name: getattr(entry, name) for name in Entry.__slots__},
            "variables": tuple(
                one for one in entry.variables if one.name in {"id", "volume", "page", "accessed"}
            ),
            "contributors": tuple(
                one.model_copy(update={"dropping_particle": None}) for one in entry.contributors
            ),
        }
    )
    back = one(write_bibtex([kept]))
    page = tuple(
        WorkVariable(name="page", text="12-15") if one.name == "page" else one
        for one in back.variables
    )
    back = Entry(**{**{name: getattr(back, name) for name in Entry.__slots__}, "variables": page})
    assert says_the_same(back, kept)


def test_a_name_in_braces_is_not_parted():
    entry = Entry("k", "", "x", contributors=(Contributor(role="author", literal="A and B, C"),))
    assert one(write_bibtex([entry])).contributors == entry.contributors


def test_a_name_in_one_piece_is_not_guessed_at():
    assert in_parts("Mirela Voss") == Contributor(role="author", literal="Mirela Voss")
    assert in_parts("Voss, Mirela") == Contributor(role="author", family="Voss", given="Mirela")


# Keys


def test_keys_are_kept_made_and_told_apart():
    voss = (Contributor(role="author", family="Voß", given="M."),)
    works = [
        Entry("own key", "", "x"),
        Entry("", "", "The Quay at night", contributors=voss, issued="2016-03-04"),
        Entry("", "", "The quay by day", contributors=voss, issued="2016"),
        Entry("", "", "港"),
    ]
    assert [work.key for work in keyed(works)] == [
        "own key",
        "voss2016quay",
        "voss2016quay-2",
        "work",
    ]
    assert keyed(works, fit_for_bibtex=True)[0].key == "own-key"
