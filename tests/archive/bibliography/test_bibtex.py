# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""BibTeX's finer points: LaTeX, what entries take from others, kinds of work, names."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import accumulate

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fonds.archive.bibliography.bibtex import read_bibtex
from fonds.archive.bibliography.bibtex_latex import LatexText
from fonds.archive.bibliography.bibtex_out import write_bibtex
from fonds.archive.bibliography.items import Entry, display
from fonds.events.values import Contributor


def bib(text):
    return read_bibtex(text, "l.bib")


def one(text):
    (entry,) = bib(text).entries
    return entry


def test_commands_of_latex_keep_their_words_or_are_told():
    library = bib(
        r"@misc{k, title={The {\TeX}book: \enquote{\href{http://a.example}{quays}} \frob{and}"
        r" ropes}, publisher={\unknown House}, note={\emph{x}\textsuperscript{th} {\em y}}}"
    )
    (entry,) = library.entries
    assert entry.title == "The TeXbook: “quays” and ropes"
    assert entry.publisher == "House"
    assert [one.text for one in entry.variables if one.name == "note"] == ["xth y"]
    assert library.left_out == {r"\frob of LaTeX": 1, r"\unknown of LaTeX": 1}


def test_latex_that_cannot_be_read_is_kept_as_it_stands():
    library = bib(r"@misc{k, title={\href}}")
    assert library.entries[0].title == r"\href"
    assert library.left_out == {"LaTeX that cannot be read, kept as it stands": 1}


pieces = st.sampled_from(
    ["a", "B ", " ", "{", "}", "-", "--", "``", "''", "'", "~", r"\&", "&", r"\%", "_", r"\_", "#",
     r'\"{o}', r"\'e", r"\v{s}", r"{\ss}", r"\emph{x}", r"\'{\i}", r"\'\i ", "^", "é", '"', "!"]
)  # fmt: skip


@given(st.lists(pieces, max_size=7).map("".join))
def test_what_is_read_fast_is_what_the_reader_of_latex_reads(raw):
    depth = list(accumulate((sign == "{") - (sign == "}") for sign in raw))
    assume(not depth or (min(depth) >= 0 and depth[-1] == 0))
    reader = LatexText(Counter())
    slow = " ".join(unicodedata.normalize("NFC", reader._read(raw)).split())
    assert reader.text(raw) == slow


@pytest.mark.parametrize(
    "url",
    [r"https://x.example/\~{}voss/a\_b", r"https://x.example/{\textasciitilde}voss/a{\_}b",
     r"https://x.example/\string~voss/a_b", r"https://x.example/$\sim$voss/a_b",
     "https://x.example/~voss/a_b"],
)  # fmt: skip
def test_an_address_is_read_however_it_was_escaped(url):
    assert one(f"@misc{{k, title={{x}}, url={{{url}}}}}").url == "https://x.example/~voss/a_b"


def test_fields_are_inherited_as_biblatex_says():
    library = bib(
        "@incollection{part, title={Berths}, author={Voss, Mirela}, pages={3}, crossref={whole}}\n"
        "@collection{whole, title={Quays}, subtitle={A Reader}, editor={Orr, Alan}, year=1986,"
        " publisher={Ellery}, doi={10.1/whole}, crossref={set}, file={whole.pdf}}\n"
        "@mvcollection{set, title={Harbours}, location={Ostrow}, year=1980}\n"
        "@article{piece, title={Ropes}, crossref={issue}, date={1990-05}}\n"
        "@periodical{issue, title={The Quay}, volume=3, year=1991, month=jun}\n"
        "@misc{lone, title={x}, crossref={gone}, xdata={shared}}\n"
        "@xdata{shared, publisher={Ellery}, doi={10.1/shared}}\n"
        "@misc{a, title={a}, crossref={b}}\n@misc{b, title={b}, crossref={a}, publisher={B}}\n"
    )
    found = {one.key: one for one in library.entries}
    assert list(found) == ["part", "whole", "set", "piece", "issue", "lone", "a", "b"]
    part = found["part"]
    said = {one.name: one.text for one in part.variables}
    assert (part.title, part.container_title) == ("Berths", "Quays: A Reader")
    assert (part.publisher, part.publisher_place, part.issued) == ("Ellery", "Ostrow", "1986")
    assert [display(one) for one in part.contributors] == ["Mirela Voss", "Alan Orr"]
    assert said == {"id": "part", "page": "3"}
    assert part.files == ()
    assert found["whole"].container_title == "Harbours"
    piece = found["piece"]
    assert (piece.container_title, piece.issued) == ("The Quay", "1990-05")
    assert (found["lone"].publisher, found["a"].publisher) == ("Ellery", "B")
    assert "10.1/shared" in {one.text for one in found["lone"].variables}
    # A part has one title that it stands in, the nearest.
    assert library.left_out == {
        "“crossref” to an entry that is not there": 1,
        "“maintitle”": 1,
    }


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("@thesis{k, title={x}, type={phdthesis}}", "PhD thesis"),
        ("@thesis{k, title={x}, type={mathesis}}", "Master’s thesis"),
        ("@mastersthesis{k, title={x}}", "Master’s thesis"),
        ("@phdthesis{k, title={x}, type={Habilitation}}", "Habilitation"),
        ("@thesis{k, title={x}}", None),
    ],
)
def test_what_kind_of_thesis_it_is(text, genre):
    entry = one(text)
    assert {one.name: one.text for one in entry.variables}.get("genre") == genre
    back = one(write_bibtex([entry]))
    assert (back.csl_type, back.variables) == ("thesis", entry.variables)


words = st.lists(
    st.sampled_from(["Ortega", "y", "Gasset", "de", "Márquez", "and", "'t", "Hooft", "O’Neill,"]),
    min_size=1,
    max_size=3,
).map(" ".join)


@given(family=words, given_name=words, particle=st.sampled_from([None, "von", "van den"]))
def test_a_family_of_several_words_comes_back_from_bibtex(family, given_name, particle):
    name = Contributor(role="author", family=family, given=given_name, particle=particle)
    work = Entry("k", "", "x", contributors=(name, name))
    assert one(write_bibtex([work])).contributors == (name, name)
