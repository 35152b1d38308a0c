# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What every kind's reader promises, whatever the file: held by one suite."""

from __future__ import annotations

import json

import pytest
from archive.extraction.samples import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import KINDS, reader
from fonds.archive.extraction.process import extract_apart
from fonds.archive.extraction.reading import read_held
from fonds.archive.sources.extracted import from_wire, to_wire
from fonds.archive.sources.sniffing import sniff

SAMPLES = samples()
APART = {"pdf"}
"""Kinds whose library is only ever run in a process of its own, in tests too."""

every_kind = pytest.mark.parametrize("key", sorted(SAMPLES))


def extracted(key, data, name="file"):
    asked = Asked(name, SAMPLES[key].media_type)
    if key in APART:
        return extract_apart(key, data, asked)
    return from_wire(json.loads(json.dumps(to_wire(reader(key).extract(data, asked, ignored)))))


def read_or_refused(key, data):
    """Read bytes; a refusal names the file in a sentence or two, and nothing else is raised."""
    try:
        return extracted(key, data, "cut.file")
    except RefusedError as error:
        refusal = error
    assert "cut.file" in refusal.message
    assert len(refusal.message) < 500
    assert refusal.EXIT == 3
    return None


def ignored(done: int, total: int) -> None:
    assert 0 <= done <= total


def test_every_kind_has_its_sample():
    assert {key for key, kind in KINDS.items() if kind.module is not None} == set(SAMPLES)


@every_kind
@pytest.mark.parametrize("name", [None, "misnamed.pdf", "misnamed", "misnamed.html"])
def test_a_file_is_known_by_its_bytes(key, name):
    sample = SAMPLES[key]
    found = sniff(sample.data, name or sample.name)
    assert (found.kind, found.media_type) == (key, sample.media_type)


@every_kind
def test_the_words_are_found_to_the_letter(key):
    sample = SAMPLES[key]
    found = extracted(key, sample.data)
    assert sample.words in found.text
    assert bool(sample.words) == bool(found.text)
    assert found.media_type == sample.media_type
    assert found.found.title == sample.title
    assert "Fonds" in found.tool


@every_kind
def test_the_structure_is_found_where_it_stands(key):
    sample = SAMPLES[key]
    found = extracted(key, sample.data)
    stands = [(one.kind, found.text[one.start : one.end]) for one in found.structure]
    for wanted in sample.structure:
        assert wanted in stands
    starts = [one.start for one in found.structure]
    assert starts == sorted(starts)
    assert [one.locator for one in found.mapped] == list(sample.locators)


@every_kind
def test_the_same_bytes_give_the_same_answer(key):
    data = SAMPLES[key].data
    assert extracted(key, data) == extracted(key, data)


@every_kind
def test_reading_apart_is_reading(key):
    sample = SAMPLES[key]
    apart = extract_apart(key, sample.data, Asked("file", sample.media_type))
    assert apart == extracted(key, sample.data)


@every_kind
def test_it_is_read_under_its_own_name_without_a_word_and_under_another_with_one(key):
    sample = SAMPLES[key]
    read = read_held(sample.data, sample.name)
    assert (read.data, read.name) == (sample.data, sample.name)
    assert not [remark for remark in read.remarks if "name says otherwise" in remark]
    other = "quill.pdf" if key != "pdf" else "quill.html"
    renamed = read_held(sample.data, other)
    assert [remark for remark in renamed.remarks if "name says otherwise" in remark]
    assert renamed.text == read.text


@every_kind
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_short_is_refused_or_read_as_far_as_it_goes(key, share):
    data = SAMPLES[key].data
    found = read_or_refused(key, data[: int(len(data) * share)])
    assert found is None or len(found.text) <= len(extracted(key, data).text) + 200


@every_kind
def test_what_is_empty_is_refused(key):
    with pytest.raises(RefusedError, match=r"file"):
        extracted(key, b"")


@pytest.mark.parametrize("key", sorted(set(SAMPLES) - APART))
@settings(max_examples=60)
@given(data=st.data())
def test_changed_bytes_are_refused_or_read_but_nothing_else(key, data):
    whole = bytearray(SAMPLES[key].data)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        match data.draw(st.sampled_from(["set", "cut", "double", "zero"])):
            case "set":
                whole[at] = data.draw(st.integers(0, 255))
            case "cut":
                del whole[at : at + data.draw(st.integers(1, 40))]
            case "double":
                whole[at:at] = whole[at : at + data.draw(st.integers(1, 200))]
            case "zero":
                whole[at : at + 4] = b"\xff\xff\xff\x7f"
        if not whole:
            whole = bytearray(b"x")
    read_or_refused(key, bytes(whole))
