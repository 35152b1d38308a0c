# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The index of passages, against the plain definition."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.sources.broken_words import as_read
from fonds.viewer.find_bar import find_all
from fonds.viewer.passages import Passage, PassageIndex, merge
from fonds.viewer.strips import Bars, CoverageStrip

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda s: (s[0], s[0] + s[1])),
    max_size=25,
)


@given(spans=SPANS, start=st.integers(0, 90), length=st.integers(1, 20))
def test_touching_is_what_overlaps(spans, start, length):
    passages = [Passage(a, b, f"e{n}") for n, (a, b) in enumerate(spans)]
    end = start + length
    expected = {p.excerpt for p in passages if p.start < end and p.end > start}
    assert {p.excerpt for p in PassageIndex(passages).touching(start, end)} == expected


@given(spans=SPANS)
def test_union_covers_the_same_places(spans):
    joined = merge(spans)
    assert {i for a, b in joined for i in range(a, b)} == {i for a, b in spans for i in range(a, b)}
    assert all(one[1] < other[0] for one, other in pairwise(joined))


@given(spans=SPANS, length=st.integers(1, 40), least=st.sampled_from([2.0, 4.0]))
def test_a_strip_joins_only_what_would_be_painted_on_one_another(spans, length, least):
    parts = sorted((start / 85, end / 85) for start, end in spans)
    bars = Bars(least)
    bars.take(parts)
    found = bars.within(length)
    wanted = [(a * length, max(b * length, a * length + least)) for a, b in parts]
    for first, last in wanted:
        assert any(a - 1e-9 <= first and last <= a + tall + 1e-9 for a, tall in found)
    for first, tall in found:
        for edge in (first, first + tall):
            assert any(abs(edge - one) < 1e-9 for span in wanted for one in span)
    assert all(a[0] + a[1] < b[0] for a, b in pairwise(found))
    assert bars.within(2 * length) is not found


@given(spans=SPANS)
def test_a_passage_has_its_place_in_reading_order(spans):
    index = PassageIndex(Passage(a, b, f"e{n}") for n, (a, b) in enumerate(spans))
    assert [index.number_of(one) for one in index.passages] == list(range(len(spans)))


def test_the_shortest_passage_comes_first():
    index = PassageIndex([Passage(0, 50, "long"), Passage(10, 20, "short"), Passage(60, 70, "no")])
    assert [p.excerpt for p in index.at(15)] == ["short", "long"]
    assert index.at(55) == []


def test_find_meets_any_white_space_and_case():
    text = "Port\u00a0Ellery. PORT\nELLERY. Portellery"
    assert [text[h.start : h.end] for h in find_all(text, "port ellery")] == [
        "Port\u00a0Ellery",
        "PORT\nELLERY",
    ]
    assert find_all(text, "   ") == []
    assert len(find_all("a" * 50, "a", most=10)) == 10


def test_find_meets_words_that_were_broken_where_they_stand():
    text = "the coun-\ncil and the coun\u00adcil\ufeff, well-\nknown, Kowal-\nWeil"
    assert [text[h.start : h.end] for h in find_all(text, "the council", whole=as_read(text))] == [
        "the coun-\ncil",
        "the coun\u00adcil",
    ]
    assert [text[h.start : h.end] for h in find_all(text, "coun", whole=as_read(text))] == [
        "coun",
        "coun",
    ]
    assert find_all(text, "KowalWeil", whole=as_read(text)) == []


def test_find_takes_signs_as_they_are():
    assert len(find_all("see [4], (4) and 4", "[4]")) == 1


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=40),
    st.integers(1, 300),
)
def test_each_pixel_of_a_strip_tells_how_much_of_it_is_filled(ends, length):
    places = sorted({place for pair in ends for place in pair})
    spans = list(zip(places[::2], places[1::2], strict=False))
    bars = Bars(2.0)
    bars.take(spans)
    shares = bars.shares(length)
    assert len(shares) == length
    assert all(0 <= share <= 1 for share in shares)
    filled = sum(end - start for start, end in spans) * length
    assert sum(shares) == pytest.approx(filled, abs=1e-6)


def test_many_fine_passages_do_not_look_like_a_text_wholly_used(theme, qtbot):
    strip = CoverageStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(400, 5)
    palette = [theme.colour(name) for name in ("pane", "read", "passage")]
    pane, read, used = (colour.rgb() for colour in palette)

    def painted(used_spans, read_spans):
        strip.set_spans(used_spans, read_spans)
        image = strip.grab().toImage()
        return [image.pixelColor(x * image.width() // 400, 2).rgb() for x in range(400)]

    fine = [(n / 5000, (n + 0.25) / 5000) for n in range(5000)]
    between = [((n + 0.25) / 5000, (n + 0.75) / 5000) for n in range(5000)]
    assert not {pane, read, used} & set(painted(fine, []))
    assert len(set(painted(fine, between)) & {pane, used}) == 0
    assert set(painted([(0.0, 1.0)], [])) == {used}
    # One short passage in a long text is seen in its own colour.
    alone = painted([(0.5, 0.50001)], [])
    assert alone.count(used) >= 2
    assert alone.count(pane) >= 396
