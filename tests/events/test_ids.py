# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Identifiers, and where they and the salts come from."""

from __future__ import annotations

import base64
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from fonds.events.ids import (
    ID_BYTES,
    SALT_BYTES,
    Id,
    Randomness,
    SeededRandomness,
    SystemRandomness,
    id_from_bytes,
    is_id,
)

NOT_IDS = [
    "",
    "a" * 15,
    "a" * 17,
    "A" * 16,
    "a" * 15 + "1",
    "a" * 15 + "8",
    "a" * 16 + "\n",
    "\n" + "a" * 16,
    "a" * 15 + "é",
]


@given(st.binary(min_size=ID_BYTES, max_size=64))
def test_eighty_bits_and_back(raw):
    spelt = id_from_bytes(raw)
    assert is_id(spelt)
    assert base64.b32decode(spelt.upper()) == raw[:ID_BYTES]


@pytest.mark.parametrize("text", NOT_IDS, ids=repr)
def test_nothing_else_has_the_form_of_an_id(text):
    assert not is_id(text)
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(text)


@pytest.mark.parametrize("make", [SystemRandomness, lambda: SeededRandomness("seed")])
def test_no_id_and_no_salt_comes_twice(make):
    """More than one read of the system's source is drawn, so that its edges are crossed."""
    randomness: Randomness = make()
    identifiers = [randomness.new_id() for _ in range(1500)]
    salts = [randomness.new_salt() for _ in range(500)]
    assert len(set(identifiers)) == len(identifiers)
    assert all(map(is_id, identifiers))
    assert len(set(salts)) == len(salts)
    assert {len(salt) for salt in salts} == {SALT_BYTES}


def test_every_letter_is_as_likely_as_another():
    """Eighty bits: sixteen letters of thirty-two. Each comes about 1,500 times, give or take 39."""
    randomness = SystemRandomness()
    drawn = Counter("".join(randomness.new_id() for _ in range(3000)))
    assert len(drawn) == 32
    assert all(abs(count - 1500) < 300 for count in drawn.values())


def test_a_seed_gives_the_same_sequence_and_another_seed_another():
    first, again, other = (SeededRandomness(seed) for seed in ("a", "a", "b"))
    drawn = [first.new_id(), first.new_salt(), first.new_id()]
    assert [again.new_id(), again.new_salt(), again.new_id()] == drawn
    assert other.new_id() != drawn[0]


def test_the_sequence_of_a_seed_never_changes():
    """The sample and the golden files are made of it."""
    assert SeededRandomness("fonds").new_id() == "jkofhyuywfpnpqyg"


def test_two_system_sources_differ():
    assert SystemRandomness().new_salt() != SystemRandomness().new_salt()
