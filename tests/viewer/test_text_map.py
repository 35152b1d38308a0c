# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The map of places, held against a real text document of Qt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from fonds.viewer.text_map import TextMap

# What a decoded file can hold: every code point but surrogates, with the awkward ones often.
AWKWARD = st.sampled_from(
    [
        *("\r\n", "\n", "\r", "\u00a0", "\u2028", "\u2029", "\x00", "\t", "e\u0301", "\u200d"),
        *("\ufeff", "\ufffe", "\ufdd0", "\ufdd1", "\ufffc", "\x0b", "\x0c", "\x85"),
        *("\U0001f600", "\U00010000"),
    ]
)
pytestmark = pytest.mark.usefixtures("qapp")

TEXTS = st.lists(st.one_of(AWKWARD, st.characters(exclude_categories=["Cs"])), max_size=40).map(
    "".join
)


@given(text=TEXTS)
def test_length_is_the_documents_length(text):
    document = QTextDocument()
    document.setPlainText(TextMap(text).shown)
    # A document always ends with one separator of its own.
    assert TextMap(text).document_length() == document.characterCount() - 1


@given(text=TEXTS)
def test_every_code_point_is_where_the_map_says(text):
    document = QTextDocument()
    document.setPlainText(TextMap(text).shown)
    places = TextMap(text)
    separators = {"\n", "\r", "\u2029", "\ufdd0", "\ufdd1"}
    for at, character in enumerate(text):
        start, end = places.to_document(at), places.to_document(at + 1)
        if character == "\r" and text[at + 1 : at + 2] == "\n":
            assert start == end
            continue
        shown = [chr_at(document, position) for position in range(start, end)]
        units = places.shown[at].encode("utf-16-le")
        expected = [
            units[i : i + 2].decode("utf-16-le", "surrogatepass") for i in range(0, len(units), 2)
        ]
        if character in separators:
            expected = ["\u2029"]
        assert shown == expected


def chr_at(document: QTextDocument, position: int) -> str:
    return (
        chr(document.characterAt(position))
        if isinstance(document.characterAt(position), int)
        else document.characterAt(position)
    )


@given(text=TEXTS)
def test_there_and_back(text):
    places = TextMap(text)
    for at in range(len(text) + 1):
        back = places.to_source(places.to_document(at))
        folded = at and text[at - 1 : at + 1] == "\r\n"
        assert back == (at - 1 if folded else at)


@given(text=TEXTS)
def test_every_position_has_a_place_and_order_is_kept(text):
    places = TextMap(text)
    starts = [places.to_source(p) for p in range(places.document_length() + 1)]
    ends = [places.to_source(p, end=True) for p in range(places.document_length() + 1)]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(start <= end <= start + 1 for start, end in zip(starts, ends, strict=True))


@given(text=TEXTS, data=st.data())
def test_a_selection_is_cut_from_the_original(text, data):
    document = QTextDocument()
    document.setPlainText(TextMap(text).shown)
    places = TextMap(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cursor = QTextCursor(document)
    cursor.setPosition(places.to_document(start))
    cursor.setPosition(places.to_document(end), QTextCursor.MoveMode.KeepAnchor)
    found = places.slice(
        places.to_source(cursor.selectionStart()), places.to_source(cursor.selectionEnd(), end=True)
    )
    # Only half of a folded line end can be gained or lost at an edge.
    assert found.strip("\r") == text[start:end].strip("\r")


def test_a_no_break_space_survives():
    text = "10\u00a0May, \U0001d538 and\r\nCaf\u00e9"
    places = TextMap(text)
    start, end = text.index("10"), text.index("\U0001d538") + 1
    cut = places.slice(
        places.to_source(places.to_document(start)),
        places.to_source(places.to_document(end), end=True),
    )
    assert cut == "10\u00a0May, \U0001d538"


@pytest.mark.parametrize("mark", ["\ufeff", "\ufffe"])
def test_a_byte_order_mark_at_the_beginning_keeps_its_place(mark):
    text = mark + "Born in 1948"
    document = QTextDocument()
    document.setPlainText(TextMap(text).shown)
    assert document.characterCount() - 1 == len(text)
    assert TextMap(text).slice(0, 5) == mark + "Born"


def test_inside_a_surrogate_pair():
    places = TextMap("a\U0001f600b")
    assert places.to_source(2) == 1
    assert places.to_source(2, end=True) == 2
    assert places.to_document(2) == 3


@pytest.mark.parametrize(("position", "expected"), [(-5, 0), (99, 3)])
def test_out_of_range_is_clamped(position, expected):
    assert TextMap("abc").to_source(position) == expected
    assert TextMap("abc").to_document(position) == expected
