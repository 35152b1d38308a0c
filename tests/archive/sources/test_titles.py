# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Titles are found where a document shows one, and nowhere else."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from archive.extraction.made_files import pdf_file
from hypothesis import example, given
from hypothesis import strategies as st

from fonds.archive.extraction.reading import read_held
from fonds.archive.sources.reading import read_file
from fonds.archive.sources.titles import find_title, without_edges

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "It was a long day, and much of it was spent on the road between the two towns."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("= Ada Quill =\n\ntext", "Ada Quill"),
        ("\n\n  = ''Ada'' Quill =  \ntext", "Ada Quill"),
        ("=Ada=\n", "Ada"),
        ("# Ada Quill\n\ntext", "Ada Quill"),
        ("Ada Quill\n=========\n\ntext", "Ada Quill"),
        ('---\nlang: en\ntitle: "Ada Quill"\n---\n\n# Other\n', "Ada Quill"),
        ("Author: B. Reed\nTitle:   Ada  Quill\n\ntext", "Ada Quill"),
        ("{{DISPLAYTITLE:''Ada'' Quill}}\n'''Ada Quill''' is", "Ada Quill"),
        ("Ada Quill\n\nAda Quill is a clerk.", "Ada Quill"),
        ("Ada Quill\r\n\r\nAda Quill is a clerk.", "Ada Quill"),
        ("Ada Quill\nFrom a wiki\n", "Ada Quill"),
        ("Ada Quill, Jr.\n\ntext", "Ada Quill, Jr."),
        ("Letters to the U.S.\n\ntext", "Letters to the U.S."),
        ("Who is Ada Quill?\n\ntext", "Who is Ada Quill?"),
        ("Ada\u00a0 Quill\t(clerk)\n\ntext", "Ada Quill (clerk)"),
        ("Ada\x07\x1b \u202eQuill\u202c\n\ntext", "Ada Quill"),
        ("क्\u200dष\n\ntext", "क्\u200dष"),
    ],
)
def test_a_title_is_found(text: str, title: str) -> None:
    assert find_title(text, "text/plain", "some-file.txt") == title


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one line alone",
        f"{PROSE}\n\n{PROSE}",
        "She left early.\n\nNobody saw it.",
        "He said “no.”\n\nNobody heard.",
        "In those days, when nobody had seen a train, she would walk\nto the next town and back.",
        "She walked\nto the next town and back",
        "x" * 121 + "\n\ntext",
        "== Early life ==\n\ntext",
        "----------\n\ntext",
        "Dear friend,\n\ntext",
        "Section 1\n\ntext",
        "Page 3 of 9\n\ntext",
        "# Kapitel IV\n\ntext",
        "Inhalt\n\ntext",
    ],
)
def test_prose_is_no_title(text: str) -> None:
    assert find_title(text, "text/plain", "some-file.txt") == "some-file"


def test_markdown_headings_of_any_rank_count_in_markdown() -> None:
    assert find_title("## The `Quill` *case* ##\ntext", "text/markdown", "a.md") == "The Quill case"


@pytest.mark.parametrize(
    ("name", "title"),
    [("a.b.txt", "a.b"), (".txt", ".txt"), ("", "untitled"), ("\x07", "untitled")],
)
def test_the_files_name_is_the_last_resort(name: str, title: str) -> None:
    assert find_title("", "text/plain", name) == title


def test_the_columns_of_a_table_are_no_title() -> None:
    assert find_title("name;born\nLind;1921\n", "text/csv", "mayors.csv") == "mayors"
    cue = "Otto Marl: I was born in Marl\n"
    assert find_title(cue, "text/vtt", "talk.vtt") == "talk"
    assert find_title(cue, "application/x-subrip", "talk.srt") == "talk"


@example("", "text/plain", "0 \x1b\r0")
@given(
    st.text(
        st.sampled_from("aB1 =#-:.\n\r\"'{}|\x00\u202e\u2028é") | st.characters(), max_size=400
    ),
    st.sampled_from(["text/plain", "text/markdown", "text/x-wiki"]),
    st.text(),
)
def test_a_title_is_always_one_clean_line(text: str, media_type: str, name: str) -> None:
    title = find_title(text, media_type, name)
    assert title
    assert title == " ".join(title.split())
    assert len(title) <= 300
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in title)


def test_the_real_documents_have_their_titles(shared: Path) -> None:
    titles = []
    for path in sorted((shared / "seeds").iterdir()):
        read = read_file(path)
        titles.append(find_title(read.text, read.media_type, read.name))
        # The title's own words stand on the document's first line.
        assert titles[-1] in read.text.splitlines()[0]
    assert [len(title.split()) for title in titles] == [2, 13, 2]


@pytest.mark.parametrize(
    "line",
    ["Dear Anna,", "My dear Jan", "Liebe Mutter!", "Ostrow, 3 May 1911", "Gdynia, den 3. Mai 1911",
     "May 3rd, 1911", "3.5.1911", "3 May 1911", "New Marsh End, 3/5/11"],
)  # fmt: skip
def test_what_a_letter_begins_with_is_no_title(line):
    assert find_title(f"{line}\n\nThe mill burns.\n", "text/plain", "letter 12.txt") == "letter 12"


@pytest.mark.parametrize("line", ["Dear Life", "Ostrow, 1911", "The Ostrow Letters, May 1911"])
def test_a_title_that_only_looks_like_a_letters_beginning(line):
    expected = "letter" if line == "Dear Life" else line
    assert find_title(f"{line}\n\nThe mill burns.\n", "text/plain", "letter.txt") == expected


def test_the_running_head_of_a_pdf_is_not_its_title() -> None:
    pages = [
        ("The Quay Review", "Four Families", "M. Voss", "The pilots kept the river.", "1"),
        ("The Quay Review", "Their daughters rowed.", "Nobody paid for it.", "2"),
        ("The Quay Review", "A bridge was built.", "All of them went home.", "3"),
    ]
    read = read_held(pdf_file(pages), "a.pdf")
    assert [one.kind for one in read.structure].count("page head") == 3
    text = without_edges(read.text, read.structure)
    assert find_title(text, read.media_type, read.name) == "Four Families"
    assert without_edges("Head\nwords", ()) == "Head\nwords"
