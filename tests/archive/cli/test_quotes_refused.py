# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is told of a quotation that stands in no text of a source, and of works told raw."""

from __future__ import annotations

import pytest
from archive.extraction.made_files import pdf_file
from archive.extraction.test_pdf_notes import SMALL, line

from fonds.archive.commands.refused_quotes import parts_over_pages


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("voted to appoint her", ["voted\nto", "appoint  her"]),
        ("oted to app", ["oted\nto", "app"]),
        ("appoint her. The end of it", ["appoint  her. The", "end of it"]),
        ("voted to appoint her. The end of", ["voted\nto", "appoint  her. The", "end of"]),
        # In one piece; nowhere; in two places; no words.
        ("appoint her", []),
        ("voted to dismiss her", []),
        ("The end", []),
        (" ", []),
    ],
)
def test_a_quotation_is_found_in_its_parts_past_what_stands_between(quote, parts):
    others = ("1 Minutes.", "42 Life", "2 Diary.", "43 Life")
    text = (
        "They voted\nto\n1 Minutes.\f42 Life\nappoint  her. The\n2 Diary.\f43 Life\nend of it."
        " The end."
    )
    between = [(text.index(one), text.index(one) + len(one)) for one in others]
    found = parts_over_pages(text, quote, between)
    assert [text[one.start : one.end] for one in found] == parts


def test_a_quotation_over_the_end_of_a_page_is_refused_with_its_parts(ok, refused, empty, tmp_path):
    def page(number, *lines):
        rows = [line(740, f"{number} A Life on the Quay"), *lines]
        return [word for row in rows for word in row]

    first = (
        line(700, "He was born in Marl.", "^1", " In winter the council"),
        line(686, "voted to"),
        line(100, "^1", " Minutes.", size=SMALL),
    )
    second, third = line(700, "appoint him as clerk."), line(700, "He left a house.")
    pages = [page(41, *first), page(42, second), page(43, third)]
    (tmp_path / "life.pdf").write_bytes(pdf_file(pages))
    ok("source", "add", empty, tmp_path / "life.pdf", "--title", "Life")
    ok("subject", "add", empty, "Karl Orr", "--kind", "person")
    fact = ("fact", "add", empty, "Karl Orr", "occupation", "clerk", "--source", "Life")
    ran = refused(empty, 3, *fact, "--quote", "the council voted to appoint him as clerk")
    assert "runs over the end of a page of Life" in ran.err
    assert "“the council\\nvoted to” at " in ran.err
    assert "“appoint him as clerk” at " in ran.err
    # Its entry begins with its own mark, which is no part of the work.
    (work,) = ok("source", "show", empty, "Life", "--json").json["cited_works"]
    assert (work["mark"], work["work"]) == ("1", "Minutes.")


def test_of_a_letter_typed_page_by_page_the_nearest_passage_is_that_of_any_page(
    ok, refused, empty, tmp_path
):
    ok("source", "add", empty, "--unheld", "--title", "Letter")
    for number, words in enumerate(("I kept the harbour books all winter.", "Yours, Jorun")):
        page = tmp_path / "page.txt"
        page.write_text(words)
        ok("source", "transcribe", empty, "Letter", page, "--locator", f"p. {number}")
    ok("subject", "add", empty, "Jorun", "--kind", "person")
    fact = ("fact", "add", empty, "Jorun", "occupation", "clerk", "--source", "Letter")
    ran = refused(empty, 3, *fact, "--quote", "I kept the harbor books all winter.")
    assert "where the quotation has “harbor” it has “harbour”" in ran.err


def test_a_work_is_told_as_a_reader_of_the_page_sees_it_and_as_what_it_was_found_to_be(
    ok, empty, tmp_path
):
    page = tmp_path / "page.wiki"
    page.write_text(
        "Ada was a clerk.<ref>{{cite news|last=Orr|first=A.|title=Clerks|work=Post}}</ref>"
    )
    ok("source", "add", empty, page, "--title", "Wiki page")
    ok("subject", "add", empty, "Ada", "--kind", "person")
    quote = ("--source", "Wiki page", "--quote", "was a clerk", "--mark", "1")
    ok("fact", "add", empty, "Ada", "occupation", "clerk", *quote)
    work = "A. Orr, “Clerks”, Post"
    assert f"according to “Wiki page”, citing {work}." in _told(ok("narrative", empty, "Ada"))
    assert f"citing [1] {work}." in _told(ok("show", empty, "Ada"))
    assert f"[1] {work} " in _told(ok("source", "show", empty, "Wiki page"))
    ok("source", "add", empty, "--unheld", "--title", "The Post")
    ok("source", "trace", empty, "Wiki page", "1", "--to", "The Post", "--reason", "Same words.")
    told = _told(ok("narrative", empty, "Ada"))
    assert "according to “Wiki page”, citing “The Post”." in told
    assert f"citing [1] {work} (it is “The Post”)." in told
    assert "{{cite news|last=Orr" in ok("show", empty, "Ada", "--json").out


def test_all_footnotes_that_a_passage_stands_under_are_told(ok, empty, tmp_path):
    page = tmp_path / "page.wiki"
    page.write_text("Ada was a clerk.<ref>Minutes.</ref><ref>{{cite book|title=Quay}}</ref>\n")
    ok("source", "add", empty, page, "--title", "Page")
    ok("subject", "add", empty, "Ada", "--kind", "person")
    fact = ("fact", "add", empty, "Ada", "occupation", "clerk", "--source", "Page")
    told = ok(*fact, "--quote", "was a clerk").err
    assert "under the footnotes [1] Minutes; [2] Quay; to say" in told
    assert "record it with the --mark of one." in told
    assert "stands under" not in ok(*fact, "--quote", "a clerk", "--mark", "2").err


def _told(ran):
    return " ".join(ran.out.split())
