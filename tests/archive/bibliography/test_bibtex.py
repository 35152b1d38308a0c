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
from fonds.archive.bibliography.items import FACES, Entry, display
from fonds.archive.errors import RefusedError
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
    assert library.left_out == {
        r"\frob of LaTeX": 1,
        r"\unknown of LaTeX": 1,
        r"addresses behind words (\href)": 1,
        FACES: 1,
    }


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"See \url{http://x.example/~foo/a%20b_c#d&e}.", "See http://x.example/~foo/a%20b_c#d&e."),
        (r"\emph{\url{http://x.example/\~{}foo}}", "http://x.example/~foo"),
        ("\\nolinkurl{a~b} \ufdd0 \\path{c~d}", "a~b \ufffd c~d"),
        (r"$x^2$, H$_2$O, CO\textsubscript{2}, $a^{10}$", "x², H₂O, CO₂, a¹⁰"),
        (r"19\textsuperscript{th}, $x^y$, \$5", "19th, x^y, $5"),
    ],
)
def test_addresses_are_read_to_the_letter_and_figures_stay_raised(latex, text):
    entry = bib(f"@misc{{k, title={{x}}, note={{{latex}}}}}").entries[0]
    assert [one.text for one in entry.variables if one.name == "note"] == [text]


@pytest.mark.parametrize(
    ("fields", "url", "publisher"),
    [
        (r"howpublished={\url{http://x.example/~a}}", "http://x.example/~a", None),
        ("howpublished={https://x.example/a_b}", "https://x.example/a_b", None),
        ("howpublished={Privately}", None, "Privately"),
        (r"url={http://x.example/b}, howpublished={By hand}", "http://x.example/b", "By hand"),
    ],
)
def test_an_address_where_classic_bibtex_has_no_field_for_it(fields, url, publisher):
    entry = bib(f"@misc{{k, title={{x}}, {fields}}}").entries[0]
    assert (entry.url, entry.publisher) == (url, publisher)


def test_abbreviations_may_be_said_twice_but_not_otherwise():
    text = '@string{q = "Quay"}\n@string{q = "Quay"}\n@article{k, title={x}, journal=q}\n'
    library = bib(text)
    assert (library.entries[0].container_title, library.left_out) == ("Quay", {})
    with pytest.raises(RefusedError, match="line 4: the key “q” was given"):
        bib(text + '@string{q = "Quarry"}')


def test_bad_entries_are_passed_over_where_that_is_asked_for():
    text = "@book{a, title={x}}\n@book{bad, title = {Unclosed }\n@book{c, author={, , ,}}\n"
    library = read_bibtex(text, "l.bib", skip_bad=True)
    assert [one.key for one in library.entries] == ["a"]
    assert [place for place, _ in library.bad] == ["line 2", "line 3 (c)"]
    with pytest.raises(RefusedError, match="2 entries cannot be read"):
        read_bibtex(text.partition("\n")[2], "l.bib", skip_bad=True)


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
