# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Canonical JSON against an independent implementation of RFC 8785."""

from __future__ import annotations

import json
from enum import IntEnum, StrEnum

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from strategies_values import json_values, texts

from fonds.events.canonical import (
    LARGEST_INTEGER,
    NotCanonicalError,
    canonical_json,
    check_canonical,
)


@given(json_values())
def test_bytes_are_those_of_an_independent_implementation(value):
    check_canonical(value)
    assert canonical_json(value) == rfc8785.dumps(value)


@given(json_values())
def test_what_was_written_is_read_back(value):
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(texts(), json_values(), max_size=3))
def test_whatever_is_admitted_has_the_bytes_of_the_scheme(value):
    """Names beyond the Basic Multilingual Plane would sort otherwise; so none is admitted."""
    try:
        check_canonical(value)
    except NotCanonicalError:
        assert any(ord(letter) > 0xFFFF for name in value for letter in name)
    else:
        assert canonical_json(value) == rfc8785.dumps(value)


def test_names_beyond_the_plane_would_sort_otherwise():
    """Why they are refused: RFC 8785 section 3.2.3 sorts by UTF-16 units."""
    value = {"\ufb33": 1, "\U0001f600": 2}
    assert canonical_json(value) != rfc8785.dumps(value)
    with pytest.raises(NotCanonicalError, match="name of a member"):
        check_canonical(value)


def test_the_order_of_names_in_the_standards_own_example():
    """RFC 8785 section 3.2.3, without the one name that lies beyond the plane."""
    value = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    named = list(json.loads(canonical_json(value)).values())
    assert [name.split()[0] for name in named] == [
        "Carriage",
        "One",
        "Control",
        "Latin",
        "Euro",
        "Hebrew",
    ]


def test_escapes_are_the_shortest():
    """RFC 8785 section 3.2.2.2: two-letter escapes, else four lower-case digits, else as it is."""
    text = '\x00\x08\x09\x0a\x0b\x0c\x0d\x1f"\\/\x7f\u2028é'
    assert canonical_json(text) == (
        '"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\"\\\\/\x7f\u2028é"'.encode()
    )


def test_texts_are_not_normalised():
    assert canonical_json("e\u0301") != canonical_json("\u00e9")


class Letter(StrEnum):
    A = "a"


class Number(IntEnum):
    ONE = 1


def test_enumerations_are_written_as_their_values():
    assert (
        canonical_json({"letter": Letter.A, "number": Number.ONE}) == b'{"letter":"a","number":1}'
    )


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        LARGEST_INTEGER + 1,
        -LARGEST_INTEGER - 1,
        "\ud800",
        {"\udfff": 1},
        {1: "a"},
        {"\U0001f600": 1},
        b"bytes",
        {"a": [{"b": 0.5}]},
        {1, 2},
    ],
    ids=repr,
)
def test_what_has_no_one_spelling_is_not_admitted(value):
    with pytest.raises(NotCanonicalError):
        check_canonical(value)


@pytest.mark.parametrize("value", [LARGEST_INTEGER, -LARGEST_INTEGER, 0, True, None, ("a", [])])
def test_what_has_one_spelling_is_admitted(value):
    check_canonical(value)


@pytest.mark.parametrize("value", ["\ud800", {"a": "\udc00b"}, float("inf"), b"x"])
def test_writing_refuses_what_cannot_be_written(value):
    with pytest.raises(NotCanonicalError):
        canonical_json(value)
