# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnotes of pages, books and Markdown, from the file to the works and what they cover."""

from __future__ import annotations

import pytest
from archive.extraction.samples import epub

from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import reader
from fonds.archive.sources.notes import block_quotations, find_notes, notes_of_structure
from fonds.events.catalogue.source import StructureKind, TextStructure
from fonds.events.values import Span


def of_file(kind, data, media_type="text/html"):
    """Return mark, work and the words covered, of each footnote of a file."""
    read = reader(kind).extract(data, Asked("f", media_type), lambda *_: None)
    structure = [
        TextStructure(
            kind=StructureKind(one.kind), span=Span(start=one.start, end=one.end), key=one.key
        )
        for one in read.structure
    ]
    return [
        (one.mark, one.work, [read.text[start:end] for start, end in one.passages])
        for one in notes_of_structure(read.text, structure)
    ]


def of_page(inner):
    return of_file("html", f"<html><body>{inner}</body></html>".encode())


def link(number, key=""):
    return f'<a href="#fn{key or number}" role="doc-noteref"><sup>{number}</sup></a>'


def entry(number, words, key=""):
    return f'<li id="fn{key or number}"><p>{words}<a href="#fnref{number}">↩︎</a></p></li>'


def test_chapters_that_number_their_notes_anew_keep_them_apart():
    page = (
        '<html xmlns:epub="x"><body><h1>{0}</h1><p>{1}<a href="#fn1" epub:type="noteref">1</a></p>'
        '<section epub:type="footnotes"><p id="fn1">{2}</p></section></body></html>'
    )
    book = epub(
        **{
            "OPS/one a.xhtml": page.format("The Quay", "Otto was born.", "Tresk, Lives, p. 12."),
            "OPS/two.xhtml": page.format("The Sea", "He died in 1999.", "Obituary."),
            "OPS/notes.xhtml": "<html><body><p>The end.</p></body></html>",
        }
    )
    assert of_file("epub", book.data, book.media_type) == [
        ("1", "Tresk, Lives, p. 12.", ["Otto was born."]),
        ("1", "Obituary.", ["He died in 1999."]),
    ]


def test_marks_at_one_place_cover_the_same_words():
    found = of_page(
        f"<p>Born in Marl.{link(1)} Elected with 57 of 99 votes.{link(2)}{link(3)}</p>"
        f"<ol>{entry(1, 'Tresk.')}{entry(2, 'Gazette.')}{entry(3, 'Echo.')}</ol>"
    )
    assert found == [
        ("1", "Tresk.", ["Born in Marl."]),
        ("2", "Gazette.", ["Elected with 57 of 99 votes."]),
        ("3", "Echo.", ["Elected with 57 of 99 votes."]),
    ]


@pytest.mark.parametrize(
    "quoted",
    [
        "<blockquote><p>The weir broke.</p><p>Nobody was there.{0}</p></blockquote>",
        "<blockquote><p>The weir broke.</p><p>Nobody was there.</p></blockquote><p>{0}</p>",
    ],
)
def test_a_mark_at_the_end_of_a_block_quotation_or_after_it_covers_all_of_it(quoted):
    (note,) = of_page(f"<p>She says:</p>{quoted.format(link(1))}<ol>{entry(1, 'Letter.')}</ol>")
    assert note == ("1", "Letter.", ["The weir broke.\n\nNobody was there."])


def test_of_two_marks_in_a_quotation_each_covers_its_own_words():
    found = of_page(
        f"<blockquote><p>The weir broke.{link(1)}</p><p>Nobody came.{link(2)}</p></blockquote>"
        f"<ol>{entry(1, 'Letter.')}{entry(2, 'Diary.')}</ol>"
    )
    assert [words for _, _, words in found] == [["The weir broke."], ["Nobody came."]]


@pytest.mark.parametrize(
    ("printed", "work"),
    [
        ("^ Gazette, 1953.", "Gazette, 1953."),
        ("[1] Gazette, 1953.", "Gazette, 1953."),
        ("1. Gazette, 1953.", "Gazette, 1953."),
        ("Gazette, 1953.] ↩", "Gazette, 1953.]"),
        ("[Gazette, 1953", "[Gazette, 1953"),
        ("1953 was the year.", "1953 was the year."),
        ("[a] note", "[a] note"),
        ("12. printing, 1953", "12. printing, 1953"),
    ],
)
def test_of_an_entry_its_own_mark_is_no_part_and_stray_brackets_stay(printed, work):
    found = of_page(f"<p>Elected.{link(1)}</p><ol>{entry(1, printed)}</ol>")
    assert [one[1] for one in found] == [work]


def test_a_number_that_is_only_raised_is_a_mark_where_an_entry_begins_with_it():
    page = (
        "<p>Born in 1921<sup>1</sup> in Marl, which has 40 km<sup>2</sup>. Elected with 57"
        " votes.<sup>2, 3</sup> So say ten to the fifth, 10<sup>5</sup>.</p><hr>"
        "<p><sup>1</sup> Tresk.</p><p><sup>2</sup> Gazette.</p><p><sup>3</sup> Echo.</p>"
    )
    read = reader("html").extract(page.encode(), Asked("f", "text/html"), lambda *_: None)
    assert "Born in 1921[1] in Marl, which has 40 km2. Elected with 57 votes.[2],[3] So" in (
        read.text
    )
    assert "105." in read.text
    assert of_page(page)[:1] == [("1", "Tresk.", ["Born in 1921"])]
    assert [one[:2] for one in of_page(page)[1:]] == [("2", "Gazette."), ("3", "Echo.")]
    assert of_page(page)[1][2] == of_page(page)[2][2]


MARKDOWN = """# Years

Born in Marl.[^1] Elected with 57 of 99 votes.[^vote][^press] `not[^code]`

> The weir broke.
>
> Nobody was there.[^1]

* a thing[^3]
* another

[^1]: Tresk, *Lives*, p. 12.
[^vote]: Gazette,
    5 May 1953.
[^press]: The Echo].
[^lone]: Never referred to.
"""


def test_footnotes_of_markdown():
    found = [
        (one.mark, one.work, [MARKDOWN[start:end] for start, end in one.passages])
        for one in find_notes(MARKDOWN)
    ]
    assert found == [
        (
            "1",
            "Tresk, *Lives*, p. 12.",
            ["Born in Marl.", "The weir broke.\n>\n> Nobody was there."],
        ),
        ("vote", "Gazette, 5 May 1953.", ["Elected with 57 of 99 votes."]),
        ("press", "The Echo].", ["Elected with 57 of 99 votes."]),
        ("3", None, ["* a thing"]),
        ("lone", "Never referred to.", []),
    ]


def test_markdown_that_numbers_anew_keeps_chapters_apart():
    text = "One.[^1]\n\n[^1]: A\n\nTwo.[^1]\n\n[^1]: B\n\nAgain.[^1]\n"
    assert [
        (one.work, [text[start:end] for start, end in one.passages]) for one in find_notes(text)
    ] == [("A", ["One."]), ("B", ["Two.", "Again."])]


def test_a_quotation_set_as_several_paragraphs_is_one():
    text = "One.\n\nTwo.\n\nOther.\n\nThree."
    spans = [Span(start=0, end=4), Span(start=6, end=10), Span(start=20, end=26)]
    structure = [TextStructure(kind=StructureKind.BLOCK_QUOTATION, span=span) for span in spans]
    assert block_quotations(text, structure) == [(0, 10), (20, 26)]


def test_links_that_lead_to_each_other_are_mark_and_entry_however_they_look():
    page = (
        '<ul><li><a href="#c1" id="t1">1</a> Early</li></ul><h2 id="c1"><a href="#t1">1</a> Early'
        '</h2><p>He was born <a name="ref1" href="#note1">[1]</a> and died.<a id="back2"'
        ' href="#note2"><span class="up">2</span></a></p><p><a name="note1" href="#ref1">[1]</a>'
        ' Register, p. 3.</p><div class="_idFootnotes"><div id="note2" class="_idFootnote"><p><a'
        ' href="#back2">2</a>Gazette.</p></div></div><table><tr><td>Here.<a name=r3'
        ' href="#n3">3</a></td></tr></table><table><tr><td><a name=n3 href="#r3">3.</a></td>'
        "<td>In a table.</td></tr></table>"
    )
    assert [(mark, work) for mark, work, _ in of_page(page)] == [
        ("1", "Register, p. 3."),
        ("2", "Gazette."),
        ("3", "In a table."),
    ]
