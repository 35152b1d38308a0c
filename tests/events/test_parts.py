# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commitments: a worked example without our code, and that nothing can be changed unnoticed."""

from __future__ import annotations

import base64
import hashlib
import hmac

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fonds.events.parts import (
    Part,
    SealedPart,
    commitment_of,
    opens,
    read_commitment,
    spell_commitment,
)
from fonds.events.recorded import event_types, part_models

SALT = bytes(range(32))
DATA = '{"text":"Zoë said so."}'.encode()

salts = st.binary(min_size=32, max_size=32)
names = st.from_regex(r"\A[a-z][a-z_]{0,29}\Z")


def test_a_worked_example():
    """FIPS 198-1 step by step with SHA-256 alone; then the standard library's HMAC; then ours."""
    message = b"note" + b"\x00" + DATA
    key = SALT + bytes(64 - len(SALT))
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + message).digest()
    by_hand = hashlib.sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest()
    assert by_hand == hmac.new(SALT, message, hashlib.sha256).digest()
    assert commitment_of("note", SALT, DATA) == by_hand
    assert by_hand.hex() == "2be63187ceb98fb2e85e51afc2af587fe0c66d14e32feca75aab0ce0486720a3"
    assert spell_commitment(by_hand) == "K-Yxh865j7LoXlGvwq9Yf-DGbRTjL-ynWqsM4EhnIKM"


@given(st.binary(min_size=32, max_size=32))
def test_spelling_and_back(raw):
    spelt = spell_commitment(raw)
    assert len(spelt) == 43
    assert read_commitment(spelt) == raw
    assert base64.urlsafe_b64decode(spelt + "=") == raw


@given(names, salts, st.binary(max_size=40))
def test_a_part_opens_its_own_commitment(name, salt, data):
    commitments = {name: spell_commitment(commitment_of(name, salt, data))}
    assert opens(commitments, SealedPart(name, salt, data))


@given(names, salts, st.binary(max_size=40), st.data())
def test_any_change_of_name_salt_or_byte_is_noticed(name, salt, data, draw):
    spelt = spell_commitment(commitment_of(name, salt, data))
    other = draw.draw(
        st.one_of(
            st.builds(SealedPart, names, st.just(salt), st.just(data)),
            st.builds(SealedPart, st.just(name), salts, st.just(data)),
            st.builds(SealedPart, st.just(name), st.just(salt), st.binary(max_size=40)),
        )
    )
    assume((other.name, other.salt, other.data) != (name, salt, data))
    assert not opens({name: spelt, other.name: spelt}, other)


@pytest.mark.parametrize("bit", [0, 3, 7])
@pytest.mark.parametrize("place", range(len(DATA)))
def test_one_flipped_bit_is_noticed(place, bit):
    commitments = {"note": spell_commitment(commitment_of("note", SALT, DATA))}
    flipped = bytearray(DATA)
    flipped[place] ^= 1 << bit
    assert opens(commitments, SealedPart("note", SALT, DATA))
    assert not opens(commitments, SealedPart("note", SALT, bytes(flipped)))


def test_a_part_the_header_does_not_name_never_opens():
    commitments = {"note": spell_commitment(commitment_of("note", SALT, DATA))}
    assert not opens(commitments, SealedPart("reason", SALT, DATA))
    assert not opens({}, SealedPart("note", SALT, DATA))


def test_name_and_bytes_cannot_be_shifted_against_each_other():
    """The zero byte parts them: no name holds one."""
    assert commitment_of("ab", SALT, b"c") != commitment_of("a", SALT, b"bc")


def test_the_same_words_under_two_salts_have_nothing_in_common():
    one = commitment_of("note", SALT, DATA)
    assert one != commitment_of("note", SALT[::-1], DATA)


def test_every_part_of_the_catalogue_is_listed():
    used = {name for kind in event_types() for name in part_models(kind)}
    assert used == {part.value for part in Part}
