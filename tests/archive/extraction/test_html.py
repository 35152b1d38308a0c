# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""HTML pages: what is shown stays, what is not goes, and lines break where blocks do."""

from __future__ import annotations

import pytest
from archive.extraction.samples import PAGE, TRICKY
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.html_pages import extract
from fonds.archive.extraction.html_parsing import flattened
from fonds.archive.sources.extracted import Found


def read(page: str | bytes, **asked):
    data = page.encode() if isinstance(page, str) else page
    return extract(data, Asked("page.html", "text/html", **asked), lambda *_: None)


def body(inner: str) -> str:
    return read(f"<!DOCTYPE html><html><body>{inner}</body></html>").text


def test_the_whole_text_of_a_page():
    assert read(PAGE).text == (
        "Ada Quill\n\nQuill in 1950. Photo: J. Fell\nBorn\t3\u00a0May 1921\nMarl\nOffice\tMayor\n\n"
        f"Born in 1921[1], mayor from 1953[5]. {TRICKY}\n\nWords\n\nI was there.\n\nThe quay.\n\n"
        "a  b\n c\n\none\ntwo\n\ndeep\n\nQuill\t57\n\n^ Bio, 1999.\nMemoir, 2001."
    )


def test_what_a_page_says_of_itself():
    assert read(PAGE).found == Found(
        title="Ada Quill",
        authors=("The Marl Wiki",),
        issued="2018-11-06",
        language="en-GB",
        url="https://example.org/quill",
        retrieved_at="2024-11-05",
    )


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<p>a</p>\n  <p> b </p>", "a\n\nb"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("a <b> b</b><i> c</i>", "a b c"),
        ("a&nbsp;&nbsp;b\u2003c\u00a0 d", "a\u00a0\u00a0b\u2003c\u00a0 d"),
        ("wo&shy;rd e\u0301 \u202eabc\u202c", "wo\u00adrd e\u0301 \u202eabc\u202c"),
        ("<pre>\n x\r\n  y</pre>z", "x\n  y\n\nz"),
        ("<table><tr><th>A<td>1<tr><td><td>2</table>", "A\t1\n2"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢kan"),
        ("<p style='display: none'>x</p>y", "y"),
        ("<p>x</p><template>t</template><noscript>n</noscript><script>s</script>", "x"),
        ("a&#0;b&#xD800;c", "a\ufffdb\ufffdc"),
        ("<p>1953<sup>2</sup></p>", "19532"),
        ("x<sup><a href='#fn1'>*</a></sup><p id=fn1>n", "x[*]\n\nn"),
    ],
)
def test_white_space_and_blocks(inner, text):
    assert body(inner).strip("\n ") == text


@pytest.mark.parametrize(
    ("page", "tool", "text"),
    [
        ("<meta charset=iso-8859-1><p>caf\xe9 \x80".encode("latin-1"), "cp1252", "café €"),
        (b"<p>caf\xe9", "cp1252", "café"),
        ("<p>café".encode(), "utf-8", "café"),
        ("<p>čas".encode("utf-16"), "utf-16-le", "čas"),
        (
            "<?xml version='1.0' encoding='iso-8859-2'?><html><p>čas".encode("iso8859-2"),
            "iso8859-2",
            "čas",
        ),
        (
            "<meta http-equiv=x content='text/html; charset=koi8-r'><p>да".encode("koi8-r"),
            "koi8-r",
            "да",
        ),
        (b"<meta charset=utf-16><p>abc", "utf-8", "abc"),
        (b"<meta charset=hex><p>abc", "utf-8", "abc"),
    ],
)
def test_encodings(page, tool, text):
    found = read(page)
    assert found.text == text
    assert found.tool.endswith(f", {tool}")


def test_bytes_that_cannot_be_read_are_counted():
    found = read(b"<meta charset=utf-8><p>caf\xe9 \xe9")
    assert found.text == "caf\ufffd \ufffd"
    assert found.remarks[0].startswith("2 bytes could not be read as utf-8")
    assert read(b"<meta charset=utf-8><p>caf\xe9", encoding="latin-1").text == "café"


def test_a_page_without_words_is_refused():
    with pytest.raises(RefusedError) as caught:
        read("<html><head><title>T</title></head><body><script>x</script></body></html>")
    assert caught.value.code == "nothing-readable"


def test_marks_share_the_key_of_their_entry_and_backlinks_are_none():
    page = (
        "<p>a<sup><a href='#cite_note-bio-1'>[2]</a></sup> b<sup>"
        "<a href='#cite_note-bio-1'>[2]</a>"
        "</sup> c<sup><a href='#gone'>[3]</a></sup></p><ol><li id='cite_note-bio-1'>"
        "<sup><a href='#cite_ref-bio_1-0'>a</a></sup> Bio.</li></ol>"
    )
    found = read(page)
    assert [(one.kind, one.key) for one in found.structure] == [
        ("footnote mark", "cite_note-bio-1"),
        ("footnote mark", "cite_note-bio-1"),
        ("footnote mark", "gone"),
        ("footnote entry", "cite_note-bio-1"),
    ]


@pytest.mark.parametrize(
    ("address", "back", "words"),
    [
        ("", "^ <a href='{0}#cite_ref-1'>a</a> <a href='{0}#cite_ref-2'>b</a>", "^ a b Bio."),
        ("https://w.org/Orr", "↑ <a href='{0}#cite_ref-1'>a</a> et <a>b</a>", "↑ a et b Bio."),
        ("./Orr", "<a href='{0}#cite_ref-1'>1 </a><a href='{0}#cite_ref-2'>2 </a>", "1 2 Bio."),
    ],
)
def test_footnotes_of_a_wiki_as_its_parsers_and_browsers_write_their_links(address, back, words):
    marks = "".join(
        f"<sup id='cite_ref-{n}'><a href='{address}#cite_note-bio'>[1]</a></sup> Words. "
        for n in (1, 2)
    )
    found = read(
        f"<p>Born.{marks}<a href='./Else#cite_note-bio'>Else</a></p><ol><li id='cite_note-bio'>"
        f"<span class='mw-cite-backlink'>{back.format(address)}</span> <i>Bio.</i></li></ol>"
    )
    assert found.text.endswith(f"\n\n{words}")
    assert [(one.kind, one.key, found.text[one.start : one.end]) for one in found.structure] == [
        ("footnote mark", "cite_note-bio", "[1]"),
        ("footnote mark", "cite_note-bio", "[1]"),
        ("footnote entry", "cite_note-bio", "Bio."),
    ]


def test_links_to_another_page_whose_places_are_called_alike_are_no_footnotes():
    marks = "".join(f"<sup><a href='./Else#{n}'>[{n}]</a></sup> Words. " for n in "abc")
    found = read(f"<p>{marks}</p><ol><li id='a'>Bio.</li></ol>")
    assert not found.structure


def test_an_entry_of_a_list_to_which_no_mark_leads_is_an_entry_all_the_same():
    def kinds(*items):
        marks = "".join(f'<sup id="r{n}"><a href="#n{n}">[{n}]</a></sup>' for n in (1, 2))
        listed = "".join(f'<li id="{name}">{words}</li>' for name, words in items)
        found = read(f"<p>Born.{marks}</p><ol>{listed}</ol>")
        return [
            found.text[one.start : one.end]
            for one in found.structure
            if one.kind == "footnote entry"
        ]

    assert kinds(("n1", "Minutes"), ("n2", "Diary"), ("n3", "Unused")) == [
        "Minutes",
        "Diary",
        "Unused",
    ]
    assert kinds(("n1", "Minutes"), ("x", "a"), ("y", "b")) == ["Minutes"]


def test_rows_of_boxes_have_their_labels():
    page = (
        "<aside class='portable-infobox'><div class='pi-item pi-data'>"
        "<h3 class='pi-data-label'>Born</h3><div class='pi-data-value'>1921</div></div></aside>"
        "<table class=infobox><tr><th>Party</th><td>League</td></tr></table>"
    )
    found = read(page)
    rows = [one for one in found.structure if one.kind == "infobox row"]
    assert [found.text[one.start : one.end] for one in rows] == ["Born\n\n1921", "Party\tLeague"]
    assert [found.text[slice(*one.label)] for one in rows] == ["Born", "Party"]


@pytest.mark.parametrize("tag", ["div", "ul", "blockquote", "span", "table", "Section class='a>b'"])
def test_elements_nested_a_hundred_thousand_deep_are_read_at_once(tag):
    """Were they all parsed, each would take longer than a test may."""
    name = tag.split()[0]
    deep = f"<{tag}>" * 100_000 + "deep" + f"</{name}>" * 100_000
    for body in (deep, f"<{tag}>" * 100_000 + "deep"):
        text = read(f"<p>first</p>{body}<p>last</p>").text
        assert text.split() == ["first", "deep", "last"] or text.split() == ["first", "deeplast"]


@given(st.lists(st.sampled_from(["<div>", "</div>", "<p>", "x ", "<ul>", "</b>"]), max_size=60))
def test_a_page_that_is_not_deep_is_left_as_it_is(parts):
    assert flattened("".join(parts)) == "".join(parts)


def test_elements_nested_deeply_are_walked_without_recursion():
    assert body("<b>" * 3_000 + "x" + "</b>" * 3_000) == "x"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        # Pages saved in one file (SingleFile) keep shadow trees and frames so.
        ("a<x-y><template shadowrootmode='open'><p>b</p></template></x-y>", "a\n\nb"),
        ("a<template shadowrootmode=open><template>c</template>b</template>", "ab"),
        ("<p>a</p><iframe srcdoc='&lt;p&gt;b&lt;/p&gt;'></iframe><p>c</p>", "a\n\nb\n\nc"),
        ("a<select><option>b<option selected>c</select><input value=d>", "a c d"),
        ("a<object data=b.svg><param name=c>d<object data=e>f</object></object>g", "adfg"),
        ("a<object data=b style='display:none'>c</object>d", "ad"),
        ("a<input type=hidden value=b><input type=password value=c>", "a"),
        ("a<select multiple><option>b</select>", "a"),
    ],
)
def test_what_a_saved_page_shows_of_trees_frames_and_forms(inner, text):
    assert body(inner).strip("\n ") == text


def test_frames_within_frames_are_read_to_a_bound():
    page = "<p>deepest</p>"
    for level in range(9):
        inner = page.replace("&", "&amp;").replace('"', "&quot;")
        page = f'<p>level {level}</p><iframe srcdoc="{inner}"></iframe>'
    found = read(page)
    assert "level 4" in found.text
    assert "deepest" not in found.text
    assert found.remarks == ("1 embedded frame was not read.",)
