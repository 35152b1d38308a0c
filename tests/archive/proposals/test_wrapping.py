# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sentences over several lines: read as one where a text is hard-wrapped, quoted as they stand."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.proposals.page import Page
from fonds.archive.proposals.proposing import propose
from fonds.archive.proposals.rules import PatternRules
from fonds.archive.proposals.wrapping import join_lines, read_joined

ENGLISH = """Anna Kowal was born on 5 May 1950 in Ostrow, the second child of a family of
millers. She was the daughter of the miller Piotr Weil and his wife Ines Orr, who had come to the
town after the war. In 1974 Kowal married the marine painter Jan Weil, and they kept the mill
together. Kowal is survived by her husband, Jan Weil, and three children."""

GERMAN = """Anna Kowal wurde am 5. Mai 1950 in Ostrow als Tochter des Müllers Piotr Weil
geboren. Sie besuchte die Schule in Weilheim und lehrte danach an der Akademie. Im Jahr 1974
heiratete sie den Maler Jan Weil. Anna Kowal ist am 3. Juni 2001 im Alter von 51 Jahren in Weilheim
gestorben. Sie hinterlässt drei Kinder und fünf Enkel."""


def asked(text, **more):
    return list(propose(Page.of(text, "Anna Kowal", "Anna Kowal", **more), [PatternRules()]))


def told(found):
    return sorted(f"{one.subject} / {one.property} = {one.value}" for one in found)


def wrapped(prose, width, end="\n"):
    return f"Anna Kowal\n\n{end.join(textwrap.wrap(' '.join(prose.split()), width))}\n"


@pytest.mark.parametrize("prose", [ENGLISH, GERMAN], ids=["en", "de"])
@pytest.mark.parametrize("width", [44, 58, 72, 100])
@pytest.mark.parametrize("end", ["\n", " \n", "\n  "])
def test_a_hard_wrapped_text_says_what_it_says_on_one_line(prose, width, end):
    text = wrapped(prose, width, end)
    found = asked(text)
    assert told(found) == told(asked(f"Anna Kowal\n\n{' '.join(prose.split())}\n"))
    assert len(found) >= 5
    assert any("\n" in one.quote for one in found)
    assert all(text[one.start : one.end] == one.quote for one in found)


AROUND = """

The town had mills along the whole of its river, and the people who
worked there came from
"""


@pytest.mark.parametrize(
    "between",
    [
        "Anna Kowal was born on the hill above the town of the many mills in\n\nOstrow",
        "Anna Kowal was born on the hill above the town of the many mills in\n- Ostrow",
        "Anna Kowal was born on the hill above the town of the many mills in\nOSTROW AND MARLOW",
        "Anna Kowal was born on the hill above the town of the many mills in\nOstrow: a town",
        "Anna Kowal was born on the hill above the town of the many mills in\n> Ostrow",
    ],
)
def test_a_blank_line_an_item_a_heading_and_a_row_end_a_sentence(between):
    joined = join_lines(f"{between}{AROUND * 3}", lambda _first, _last: False)
    assert joined.startswith(between)
    assert "the people who worked there" in joined


def test_a_range_that_is_something_of_its_own_ends_a_sentence():
    text = wrapped(ENGLISH, 42)
    caption = (text.index("Anna Kowal was"), text.index("\nOstrow, the second"))
    assert "place_of_birth" in {one.property for one in asked(text)}
    assert "place_of_birth" not in {one.property for one in asked(text, blocks=(caption,))}
    assert "child" in {one.property for one in asked(text, blocks=(caption,))}
    assert join_lines(text, lambda _first, _last: True) == text


@pytest.mark.parametrize(
    ("end", "elsewhere", "read"),
    [
        ("Weil-\nheim", "They left Weilheim then.", "in Weilheim on"),
        ("Weil-\nheim", "", "in … on"),
        ("Weil-\nheim", "They left Weilheim, or Weil-heim, then.", "in … on"),
        ("Weil\xad\nheim", "", "in Weilheim on"),
        ("Ober-\nWeil", "", "in Ober-Weil on"),
    ],
)
def test_a_hyphen_joins_a_word_only_where_that_is_certain(end, elsewhere, read):
    text = (
        f"Anna Kowal, painter of mills and harbours, was born in {end} on 5 May 1950.{AROUND * 2}"
    )
    text += f"\n\n{elsewhere}\n"
    joined = join_lines(text, lambda _first, _last: False)
    assert len(joined) == len(text)
    assert read in read_joined(joined)
    assert "Weil-" not in {one.value for one in asked(text)}


@pytest.mark.parametrize(
    "text",
    [
        "the harbor sleeps\nthe lamp is lit\nthe mill stands still",
        "Anna Kowal, painter of harbours in the town of Marlow\n" * 6,
        "Jan Weil\nAnna Kowal\nPiotr Weil",
        ("A long line of a page whose paragraphs are lines. " * 8 + "\n") * 3
        + "a link of the page to somewhere else\nwhich is not of the text",
    ],
)
def test_other_texts_keep_their_lines(text):
    assert join_lines(text, lambda _first, _last: False) == text


@given(st.text(alphabet="aA1 .-:\n\t\xad>|ß", max_size=300))
def test_joining_keeps_every_place(text):
    joined = join_lines(text, lambda _first, _last: False)
    assert len(joined) == len(text)
    changed = [at for at, (old, new) in enumerate(zip(text, joined, strict=True)) if old != new]
    assert all(joined[at] in " \x00\x01" for at in changed)
    for one in Page.of(text, "A", "Anna Kowal").sentences:
        assert text[one.start : one.end].strip()


def test_a_letter_called_an_obituary_is_of_whom_it_names_not_of_its_writer():
    text = "From: Jan Weil <jan@example.org>\nSubject: Obituary of Anna Kowal\n\n" + ENGLISH
    assert Page.of(text, "Obituary of Anna Kowal").subject == "Anna Kowal"
