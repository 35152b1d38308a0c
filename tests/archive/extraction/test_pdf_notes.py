# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnotes of PDFs: told by where letters stand and how large they are."""

from __future__ import annotations

from archive.extraction.made_files import pdf_file

from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import reader
from fonds.archive.sources.notes import notes_of_structure
from fonds.events.catalogue.source import StructureKind, TextStructure
from fonds.events.values import Span

BODY, SMALL = 10.0, 8.0


def line(up, *parts, left=50.0, size=BODY):
    """Set words from the left; a part that begins with ^ is raised and smaller."""
    placed = []
    for part in parts:
        raised = part.startswith("^")
        words, one = (part[1:], size * 0.6) if raised else (part, size)
        placed.append((words, left, up + (size * 0.4 if raised else 0), one))
        left += 0.6 * one * len(words)
    return placed


def read(*pages):
    data = pdf_file([[word for row in page for word in row] for page in pages])
    return reader("pdf").extract(data, Asked("a.pdf", "application/pdf"), lambda *_: None)


def notes(found):
    structure = [
        TextStructure(
            kind=StructureKind(one.kind), span=Span(start=one.start, end=one.end), key=one.key
        )
        for one in found.structure
    ]
    return [
        (one.mark, one.work, [found.text[start:end] for start, end in one.passages])
        for one in notes_of_structure(found.text, structure)
    ]


def test_marks_stand_in_brackets_and_have_the_entries_at_the_foot_of_their_page():
    found = read(
        [
            line(700, "Otto was born in 1921", "^1", " in Marl, and"),
            line(686, "elected in 1953.", "^2", ",", "^3", " He had 57 votes."),
            line(100, "^1", " Lives of Marl, p. 12, which", size=SMALL),
            line(90, "names the tellers.", size=SMALL),
            line(80, "^2", " Gazette, 5 May.", size=SMALL),
            line(70, "^3", " The Echo].", size=SMALL),
            line(40, "12", size=SMALL),
        ],
        [
            line(700, "He died in 1999.", "^1"),
            line(100, "1. Obituary.", size=SMALL),
            line(90, "2. Never referred to.", size=SMALL),
        ],
    )
    assert found.text.startswith(
        "Otto was born in 1921[1] in Marl, and\nelected in 1953.[2],[3] He had 57 votes.\n1 Lives"
    )
    assert notes(found) == [
        (
            "1",
            "Lives of Marl, p. 12, which names the tellers.",
            ["Otto was born in 1921"],
        ),
        ("2", "Gazette, 5 May.", ["in Marl, and\nelected in 1953."]),
        ("3", "The Echo].", ["in Marl, and\nelected in 1953."]),
        ("1", "Obituary.", ["He died in 1999."]),
        ("2", "Never referred to.", []),
    ]


def test_of_two_columns_each_has_its_own_foot():
    def column(left, words, mark, entry):
        return [
            line(700, words, f"^{mark}", left=left),
            line(686, "and so on for long.", left=left),
            line(100, f"^{mark}", f" {entry}", left=left, size=SMALL),
        ]

    found = read(
        [*column(50, "The left one.", "1", "Salt."), *column(320, "The right one.", "2", "Rope.")]
    )
    assert notes(found) == [
        ("1", "Salt.", ["The left one."]),
        ("2", "Rope.", ["The right one."]),
    ]


def test_a_power_an_ordinal_and_a_number_of_the_line_are_no_marks():
    found = read(
        [
            line(
                700, "An area of 40 km", "^2", " and 10", "^6", " of them, the 2", "^nd", " kind."
            ),
            line(686, "In 1953 he had 57 votes, and 2 of them were late."),
            line(672, "2 of these he had bought."),
        ]
    )
    assert "40 km2 and 106 of them" in found.text.replace("\n", "")
    assert notes(found) == []


def test_a_mark_whose_entry_stands_at_the_end_of_the_book():
    found = read(
        [line(700, "Born in Marl.", "^1"), line(686, "Elected late.", "^2")],
        [line(700, "Notes"), line(686, "1. Lives of Marl."), line(672, "2. Gazette.")],
    )
    assert [one[:2] for one in notes(found)] == [("1", "Lives of Marl."), ("2", "Gazette.")]


def test_a_mark_without_an_entry_and_a_sign_in_place_of_a_number():
    found = read(
        [
            line(700, "So he said", "^*", " in 1953", "^7", " and later."),
            line(100, "^*", " To the author.", size=SMALL),
        ]
    )
    assert found.text.startswith("So he said[*] in 1953[7] and later.")
    assert notes(found) == [
        ("*", "To the author.", ["So he said"]),
        ("7", None, ["in 1953"]),
    ]


def test_numbers_as_large_as_the_words_beside_them_are_left_alone():
    found = read(
        [line(700, "1 May 1953"), line(686, "was the day, and 1953"), line(672, "1 year.")]
    )
    assert found.text == "1 May 1953\nwas the day, and 1953\n1 year."
    assert notes(found) == []


def test_very_many_damaged_pages_are_told_in_one_remark():
    data = pdf_file([["The first page."]]).replace(b"/Count 1 /Kids [8 0 R]", b"/Count 999")
    kids = b"/Kids [8 0 R" + b" 99 0 R" * 998 + b"]"
    data = data.replace(b"/Count 999", b"/Count 999 " + kids)
    found = reader("pdf").extract(data, Asked("a.pdf", "application/pdf"), lambda *_: None)
    assert found.text == "The first page."
    assert len(found.remarks) < 5


def test_endnotes_of_several_lines_answer_the_marks_of_their_part():
    def part(*marks):
        return [line(700 - 14 * at, f"Words of {at}", f"^{mark}") for at, mark in enumerate(marks)]

    found = read(
        part("1", "2", "i"),
        [*part("1", "ii"), line(500, "1. Pilot, 1862 to 1869")],
        [
            line(740, "Notes"),
            line(700, "1. Minutes of the council,"),
            line(688, "which go on."),
            line(676, "2. Diary."),
            line(640, "To the second part"),
            line(628, "^1", " Obituary, of which", size=SMALL),
            line(618, "the rest is lost.", size=SMALL),
            line(580, "iThe measure is doubted"),
            line(568, "by many."),
            line(556, "iiArchive."),
        ],
    )
    assert [(mark, work) for mark, work, _ in notes(found)] == [
        ("1", "Minutes of the council, which go on."),
        ("2", "Diary."),
        ("i", "The measure is doubted by many."),
        ("1", "Obituary, of which the rest is lost."),
        ("ii", "Archive."),
    ]


def test_a_numbered_list_that_answers_few_of_the_marks_is_no_list_of_notes():
    found = read(
        [line(700 - 14 * at, f"Words of {at}", f"^{at}") for at in range(1, 8)],
        [line(700, "1. Pilot, 1862,"), line(688, "in the harbour"), line(676, "2. Master")],
    )
    assert [one.kind for one in found.structure] == ["footnote mark"] * 7


def test_a_list_of_two_things_is_no_list_of_notes():
    found = read(
        [line(700, "He sailed", "^1"), line(688, "and came back", "^2", ".")],
        [line(700, "1 milk"), line(688, "2 bread"), line(600, "He never came back.")],
    )
    assert [one.kind for one in found.structure] == ["footnote mark"] * 2
    assert [work for _, work, _ in notes(found)] == [None, None]


def test_page_numbers_in_a_head_that_returns_are_found():
    found = read(
        [line(700, "12 A Life of Karl"), line(600, "He was born in 4")],
        [line(700, "The Quay 13"), line(600, "He left with 57")],
        [line(700, "14 A Life of Karl"), line(600, "He died in 4")],
    )
    assert [(one.kind, found.text[one.start : one.end]) for one in found.structure] == [
        ("page number", "12"),
        ("page head", "A Life of Karl"),
        ("page number", "14"),
        ("page head", "A Life of Karl"),
    ]


def test_what_returns_over_and_under_pages_is_no_text_of_theirs():
    def page(number, *words):
        return [
            line(740, "Society of the Quay"),
            line(728, f"Yearbook {number}"),
            *(line(700 - 14 * at, *one) for at, one in enumerate(words)),
            line(60, "yearbook-final.doc"),
        ]

    found = read(
        page(4, ["Karl was born here."], ["He sailed", "^1", "."], ["1. Minutes of"]),
        page(5, ["Karl was born here."], ["He drowned", "^2", "."]),
        page(6, ["The end of it."], ["Karl was born here."]),
    )
    heads = [(one.kind, found.text[one.start : one.end]) for one in found.structure]
    assert [one for one in heads if one[0].startswith("page")] == [
        part
        for number in "456"
        for part in (
            ("page head", "Society of the Quay"),
            ("page head", "Yearbook"),
            ("page number", number),
            ("page head", "yearbook-final.doc"),
        )
    ]
    assert [passages for _, _, passages in notes(found)][:2] == [
        ["He sailed"],
        ["He drowned"],
    ]


def test_words_that_return_on_a_page_or_two_are_no_head():
    found = read(
        [line(700, "Dear Ada,"), line(688, "it rains."), line(676, "Yours, Karl")],
        [line(700, "Dear Ada,"), line(688, "it snows."), line(676, "Yours, Karl")],
        [line(700, "No more."), line(688, "Yours, Karl"), line(676, "1848")],
    )
    assert found.structure == ()


def test_an_endnote_goes_on_upon_the_next_page_past_its_head():
    def head(number):
        return line(740, f"{number} Notes to the Life")

    found = read(
        [line(700, "He sailed", "^1"), line(688, "and drowned", "^2"), line(676, "at sea.", "^3")],
        [
            line(740, "Notes"),
            line(700, "1. Minutes of the council,"),
            line(688, "second volume, in"),
        ],
        [head(8), line(700, "the archive."), line(680, "2. Diary."), line(660, "3. Letter to the")],
        [head(9), line(700, "widow, 1862."), line(600, "Karl is remembered here.")],
    )
    assert [(mark, work) for mark, work, _ in notes(found)] == [
        ("1", "Minutes of the council, second volume, in the archive."),
        ("2", "Diary."),
        # What comes after the last note may be anything.
        ("3", "Letter to the"),
    ]


def test_letters_are_marks_where_an_entry_begins_with_them_and_else_the_end_of_a_word():
    found = read(
        [
            line(
                700,
                "Col",
                "^l",
                " Orr, the 19",
                "^th",
                ", of the quay",
                "^a",
                " and town",
                "^b",
                ".",
            ),
            line(100, "a See the plan.", size=SMALL),
            line(90, "b Council minutes,", size=SMALL),
            line(80, "in two books.", size=SMALL),
        ]
    )
    assert "Orr, the 19th, of the quay[a] and town[b]." in found.text.replace("\n", "")
    assert [(mark, work) for mark, work, _ in notes(found)] == [
        ("a", "See the plan."),
        ("b", "Council minutes, in two books."),
    ]


def page_of(up, *rows):
    return [line(780, "LIVES OF MARL"), *rows, line(up, str(up), size=SMALL)]


def with_note(words, *rest, body="He died in 1999.", own=True):
    """Return the entry of the first page's note, which the next page's foot may go on with."""
    found = read(
        page_of(
            41,
            line(700, "He sat in the town council of Marl.", "^1"),
            line(100, "^1", f" {words}", size=SMALL),
        ),
        page_of(
            42,
            line(700, body, *(("^2",) if own else ())),
            *rest,
            *((line(90, "^2", " Obituary.", size=SMALL),) if own else ()),
        ),
        page_of(43, line(700, "He left a house.")),
    )
    return notes(found)[0][1]


def test_a_note_that_breaks_off_goes_on_at_the_foot_of_the_next_page():
    rest = line(110, "some length of it.", size=SMALL)
    assert (
        with_note("Gazette, which tells at", rest) == "Gazette, which tells at some length of it."
    )
    assert with_note("Gazette, which tells at", rest, own=False).endswith("at some length of it.")
    two = (line(120, "cil of Marl at", size=SMALL), line(110, "Some length.", size=SMALL))
    assert with_note("Of the coun-", *two) == "Of the coun-cil of Marl at Some length."


def test_small_print_that_is_no_rest_of_a_note_is_not_joined():
    whole = "Gazette, 5 May."
    # A caption after a note that is whole; print as large as the words; of another size than notes.
    assert with_note(whole, line(110, "The quay, drawn by A. Voss.", size=SMALL)) == whole
    assert with_note("Gazette, at", line(686, "some length."), own=False) == "Gazette, at"
    assert with_note("Gazette, at", line(110, "some length.", size=6.0)) == "Gazette, at"


def test_a_mark_covers_its_sentence_from_the_page_before():
    def passages(first, second):
        found = read(
            page_of(
                41,
                line(700, "He was born in Marl.", "^1", f" {first}"),
                line(100, "^1", " Lives.", size=SMALL),
            ),
            page_of(42, line(700, second, "^2"), line(100, "^2", " Gazette.", size=SMALL)),
            page_of(43, line(700, "He left a house.")),
        )
        return notes(found)[1][2]

    assert passages("He had 57 votes and", "many friends.") == [
        "He had 57 votes and",
        "many friends.",
    ]
    # A sentence that ends there, a new one, and nothing behind the last mark.
    assert passages("He had 57 votes.", "many friends.") == ["many friends."]
    assert passages("The town of", "Many friends.") == ["Many friends."]
    assert passages("", "many friends.") == ["many friends."]
