# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""fact sheet and reread: many facts from one book, and one passage read anew for all of them."""

from __future__ import annotations

import pytest

BOOK = "Anna Kowal kept the mill from 1931. Her brother Piotr went to sea in 1934 as a purser.\n"

SHEET = """\
subject\tproperty\tvalue\twhen\tsource\tlocator\tquote\tasserted_by\tq:employer
Anna Kowal\toccupation\tmiller\t1931/\tSalt and Rope\tp. 88\tAnna Kowal kept the mill\tW. Dorr\t
\tsibling\tPiotr\t\t\t\tHer brother Piotr went to sea in 1934 as a purser\t\t
Piotr\toccupation\tpurser\t1934/\t\t\t\t\tthe line

\tjob\tpurser\t1934/\t\t\t\t-\tthe line
"""


@pytest.fixture
def book(ok, empty, tmp_path):
    page = tmp_path / "page-88.txt"
    page.write_text(BOOK)
    ok("source", "add", empty, "--unheld", "--title", "Salt and Rope")
    ok("source", "transcribe", empty, "Salt and Rope", page)
    return empty


def facts_of(ok, path, subject):
    shown = ok("--json", "show", path, subject).json["properties"]
    return {
        name: [
            one for scope in answer["scopes"] for value in scope["values"] for one in value["facts"]
        ]
        for name, answer in shown.items()
    }


def test_what_stays_the_same_is_typed_once(ok, book, tmp_path):
    file = tmp_path / "sheet.tsv"
    file.write_text(SHEET)
    answer = ok("fact", "sheet", book, file, "--json").json
    assert (answer["appended"], answer["subjects_opened"]) == (4, 2)
    anna, piotr = facts_of(ok, book, "Anna Kowal"), facts_of(ok, book, "Piotr")
    (sibling,) = anna["sibling"]
    (cited,) = sibling["citations"]
    assert (cited["locator"], cited["asserted_by"]) == ("p. 88", "W. Dorr")
    (purser,) = piotr["occupation"]
    (job,) = piotr["job"]
    assert purser["citations"][0]["excerpt"] == cited["excerpt"] == job["citations"][0]["excerpt"]
    assert purser["qualifiers"] == {"employer": "the line"}
    assert job["citations"][0]["asserted_by"] is None
    again = ok("fact", "sheet", book, file, "--json").json
    assert (again["appended"], again["already_present"]) == (0, 4)


def test_a_sheet_says_who_a_speaker_is_and_binds_no_other(ok, book):
    who = ok("subject", "add", book, "Walther Dorr", "--kind", "person").out.strip()
    columns = "subject\tproperty\tvalue\tsource\tquote\tasserted_by\tspeaker_subject\tmark\twork\n"
    rows = (
        f"Anna Kowal\toccupation\tmiller\tSalt and Rope\tkept the mill\tW. Dorr\t{who}\t\t\n"
        "\tsibling\tPiotr\t\tHer brother Piotr\t\t\t3\tA letter\n"
        "\tresidence\tSaltby\t\tAnna Kowal\tR. Dorr\t\t-\t-\n"
    )
    ok("fact", "sheet", book, "-", given=columns + rows)
    told = facts_of(ok, book, "Anna Kowal")
    chains = {name: facts[0]["citations"][0]["chain"] for name, facts in told.items()}
    said = {name: [one.get("subject") for one in chain] for name, chain in chains.items()}
    assert said == {"occupation": [who], "sibling": [who, None], "residence": [None]}
    assert [one["speaker"] for one in chains["residence"]] == ["R. Dorr"]
    assert (chains["sibling"][1]["mark"], chains["sibling"][1]["work"]) == ("3", "A letter")


def test_a_sheet_comes_from_standard_input_and_can_be_tried(ok, book):
    answer = ok("fact", "sheet", book, "-", "--dry-run", "--json", given=SHEET).json
    assert (answer["appended"], answer["dry_run"]) == (4, True)
    assert ok("subject", "list", book, "--json").json["subjects"] == []


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (SHEET.replace("occupation\tpurser", "occupatoin\tpurser"), "line 4"),
        (SHEET.replace("kept the mill", "kept a mill"), "line 2"),
        (SHEET.replace("subject\tproperty", "subject\tproprety"), "“proprety” is no column"),
        (SHEET.replace("\tthe line\n\n", "\tthe line\ttoo much\n\n"), "10 cells for 9 columns"),
        (SHEET.replace("q:employer", "source"), "a column stands twice"),
    ],
)
def test_errors_name_the_line_and_nothing_is_recorded(run, ok, book, sheet, words):
    size = ok("verify", book, "--json").json["checked"]["events"]
    ran = run("fact", "sheet", book, "-", given=sheet)
    assert ran.code == 3
    assert words in ran.err
    assert ok("verify", book, "--json").json["checked"]["events"] == size


def test_a_passage_read_anew_offers_and_corrects_what_rests_on_it(ok, run, book):
    ok("fact", "sheet", book, "-", given=SHEET)
    (purser,) = facts_of(ok, book, "Piotr")["occupation"]
    excerpt = purser["citations"][0]["excerpt"]
    listed = ok("fact", "reread", book, excerpt, "--json").json["facts"]
    assert [one["value"] for one in listed] == ["Piotr", "purser", "purser"]
    assert "Piotr: occupation: purser" in ok("fact", "reread", book, excerpt).out
    changed = ok(
        *("fact", "reread", book, excerpt, "--was", "purser", "--is", "bursar"),
        *("--reason", "A b, not a p.", "--json"),
    ).json
    assert len(changed["facts"]) == 2
    after = facts_of(ok, book, "Piotr")
    assert [after["occupation"][0]["value"], after["job"][0]["value"]] == ["bursar", "bursar"]
    wrong = ("--was", "purser", "--is", "x", "--reason", "y")
    assert run("fact", "reread", book, excerpt, *wrong).code == 2
    assert run("fact", "reread", book, excerpt, "--was", "bursar").code == 2
    assert run("fact", "reread", book, "zzzzzz").code == 3


def test_a_sheet_takes_a_source_by_its_number_and_a_quote_over_a_line_end(ok, run, empty, tmp_path):
    page, file = tmp_path / "letter.txt", tmp_path / "sheet.tsv"
    page.write_text("He died on 2 August in\nhis sleep.\n")
    ok("source", "add", empty, page)
    columns = "subject\tproperty\tvalue\tsource\tquote\n"
    row = "Piotr\tdate_of_death\t1995-08-02\t{}\tHe died on 2 August in{}his sleep\n"
    file.write_text(columns + row.format("1", " "))
    told = run("fact", "sheet", empty, file).err
    assert r"“He died on 2 August in\nhis sleep”" in told, "what is shown can be typed so"
    file.write_text(columns + row.format("1", r"\n"))
    assert ok("fact", "sheet", empty, file, "--json").json["appended"] == 1
    ((died,),) = facts_of(ok, empty, "Piotr").values()
    assert died["citations"][0]["quote"] == "He died on 2 August in\nhis sleep"
    file.write_text(columns + row.format("2", r"\n"))
    assert "There is no source “2”" in run("fact", "sheet", empty, file).err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"SQLite format 3\x00\x10\x00\xff\xfe\n", "is an SQLite database; a text is wanted"),
        (b"%PDF-1.7\n%\xe2\xe3\n", "is a PDF; a text is wanted"),
        ("subject\tvalue\n".encode("utf-16"), "Line 1 of the sheet: it is not UTF-8."),
        (b"whom\tvalue\n", "is no column"),
    ],
)
def test_what_is_no_sheet_is_called_what_it_is(run, book, tmp_path, data, said):
    file = tmp_path / "sheet.tsv"
    file.write_bytes(data)
    refused = run("fact", "sheet", book, file)
    assert refused.code == 3
    assert said in refused.err
