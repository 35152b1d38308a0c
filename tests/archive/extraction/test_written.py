# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Documents saved by other programs: what is read of them is what their reader sees."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import reader
from fonds.archive.sources.notes import notes_of_structure
from fonds.events.catalogue.source import StructureKind, TextStructure
from fonds.events.values import Span

HERE = Path(__file__).parent / "written"
MEASURE = (
    "The measure is doubted by Ida Holm, who walked around it with a chain in 1870 and wrote down"
    " what she found, line after line, in a book that was lost when the school burnt, and of which"
    " only the last leaf remains."
)
REGISTER = (
    "Parish register of Orsund, 1841, no. 17. The entry runs over several lines in the book, for"
    " the clerk wrote it twice and struck the first one out, and then wrote in the margin what he"
    " had meant."
)
WORKS = {
    "1": f"{REGISTER} A second paragraph of the same note.",
    "2": "Harbour Office, letter book A, fol. 3.",
    "3": "Letter to his sister, 2 May 1866.",
    "4": "Orsund Gazette, 11 November 1912, p. 2.",
    "i": MEASURE,
    "ii": "Town archive, box 4.",
}


@cache
def read(name):
    data = (HERE / name).read_bytes()
    kind = name.rpartition(".")[2]
    return reader(kind).extract(data, Asked(name, "x/x"), lambda *_: None)


def structure(name):
    found = read(name)
    return [(one.kind, found.text[one.start : one.end]) for one in found.structure]


def notes(name):
    """Return work and words covered of each footnote, by its mark."""
    found = read(name)
    said = [
        TextStructure(
            kind=StructureKind(one.kind), span=Span(start=one.start, end=one.end), key=one.key
        )
        for one in found.structure
    ]
    return {
        one.mark: (one.work, [found.text[start:end] for start, end in one.passages])
        for one in notes_of_structure(found.text, said)
    }


@pytest.mark.parametrize("name", ["letter.docx", "letter.odt", "letter.epub", "letter.html"])
def test_every_note_covers_its_words(name):
    found = notes(name)
    assert found["1"][1] == ["Karl Vang was born on 4 March 1841"]
    assert found["3"][1] == ["“I never saw a ship that I did not wish to board.”"]
    assert found["ii"][1] == ["His papers went to the town."]


@pytest.mark.parametrize("name", ["letter.docx", "letter.odt", "letter.epub"])
def test_an_author_whom_the_program_made_up_is_none(name):
    assert read(name).found.authors == ()


@pytest.mark.parametrize("kind", ["docx", "odt", "epub", "html", "pdf"])
def test_every_note_has_its_whole_entry(kind):
    assert {mark: work for mark, (work, _) in notes(f"letter.{kind}").items()} == WORKS


def test_what_a_pdf_shows_is_read_in_the_order_of_its_columns():
    text = read("letter.pdf").text
    assert "three hundred letters.[2] He earned 12½ crowns" in text
    assert "His office was upstairs; he had \n57 berths." in text
    assert "יוסף נולד בשנת 1843 באורסונד." in text
    assert text.index("said yes before breakfast.") < text.index("Right column.")


@pytest.mark.parametrize("name", ["letter.docx", "letter.odt", "letter.html"])
def test_structure_is_found_whichever_program_wrote_it(name):
    found = structure(name)
    assert ("heading", "Early years") in found
    assert ("heading", "Offices") in found
    assert any(kind == "block quotation" and words.startswith("“I never") for kind, words in found)


@pytest.mark.parametrize("name", ["letter.docx", "letter.odt"])
def test_what_is_on_the_page_stands_and_what_is_not_is_told(name):
    found = read(name)
    assert "kept three hundred letters" in found.text
    assert "co\u00adoperative was founded in 1869. His of\ufb01ce was upstairs;\the" in found.text
    assert "57\u00a0berths.\nA new line" in found.text
    assert "יוסף נולד בשנת 1843 באורסונד." in found.text
    assert "In the box: the lighthouse was lit in 1851." in found.text
    assert ("caption", "Figure 1: Karl Vang in 1875, photograph by A. Berg") in structure(name)
    assert ("table row", "Spouse\tMarta Lund") in structure(name)
    assert found.remarks == (
        "What was deleted with changes being tracked was left out.",
        "Words set as hidden were left out.",
        "Its comments were left out.",
    )


def test_opendocument_counts_its_lists():
    assert (
        "1. Pilot, 1862 to 1869\n\na) of the inner harbour\n\n2. Harbour master, 1869 to 1880\n\n"
        "• a bullet\n" in read("letter.odt").text
    )


@pytest.mark.parametrize(
    ("name", "works"),
    [
        ("word.html", {"1": "Parish register, 1841. More of it.", "i": "Gazette, 1880."}),
        ("google-docs.html", {"1": "Register, p. 3.", "2": "Gazette."}),
    ],
)
def test_an_entry_whose_number_alone_bears_the_name_is_whole(name, works):
    assert {mark: work for mark, (work, _) in notes(name).items()} == works
