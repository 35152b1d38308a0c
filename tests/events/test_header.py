# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The hashed head of an event, and how times are spelt in it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import authorships, drafts, moments

from fonds.events.header import header_reader, read_moment, read_spelt, spell_moment
from fonds.events.ids import SeededRandomness
from fonds.events.recorded import DamagedEventError, read_header, seal
from fonds.events.upcasting import TooNewError

GOOD = {
    "about": ["b" * 16, "c" * 16],
    "action": "a" * 16,
    "adopted_from": {"archive": "d" * 16, "leaf": "E" * 43},
    "after": None,
    "agent": "f" * 16,
    "archive": "g" * 16,
    "format": 1,
    "id": "h" * 16,
    "import_key": "I" * 43,
    "parts": {"content": "C" * 43, "note": "N" * 43},
    "recorded_at": "2026-11-21T12:00:00.000001Z",
    "schema": 1,
    "stream": "s" * 16,
    "type": "NoteWritten",
}
MEMBERS = sorted(GOOD)


def spelt(**changes):
    """Spell the good header with some members changed or added."""
    return json.dumps({**GOOD, **changes})


@given(drafts(), authorships(), st.text(max_size=8))
def test_bytes_read_and_written_again_are_the_same(draft, authorship, seed):
    sealed = seal(draft, authorship, SeededRandomness(seed))
    assert read_header(sealed.header_bytes) == sealed.header
    assert read_header(sealed.header_bytes).canonical() == sealed.header_bytes


@given(drafts(), authorships())
def test_every_member_is_written_in_alphabetical_order(draft, authorship):
    sealed = seal(draft, authorship, SeededRandomness("members"))
    assert list(json.loads(sealed.header_bytes)) == MEMBERS


def test_the_good_header_reads():
    header = read_header(spelt())
    assert header.schema_ == 1
    assert header.about == ("b" * 16, "c" * 16)
    assert header.adopted_from is not None
    assert header.adopted_from.archive == "d" * 16


@pytest.mark.parametrize("name", [name for name in MEMBERS if name != "format"])
def test_a_header_without_one_of_its_members_is_damaged(name):
    with pytest.raises(DamagedEventError, match=name):
        read_header(json.dumps({member: GOOD[member] for member in MEMBERS if member != name}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "H" * 16),
        ("id", "h" * 15),
        ("id", None),
        ("stream", ""),
        ("after", "x"),
        ("about", ["b" * 16, 7]),
        ("about", "b" * 16),
        ("type", "lower"),
        ("type", "a.class.Path"),
        ("schema", 0),
        ("schema", "1"),
        ("schema", 1.0),
        ("format", 0),
        ("format", True),
        ("recorded_at", "2026-11-21T12:00:00Z"),
        ("recorded_at", "2026-11-21 12:00:00.000000Z"),
        ("recorded_at", "2026-11-21T12:00:00.000000+01:00"),
        ("recorded_at", "٢٠٢٦-11-21T12:00:00.000000Z"),
        ("adopted_from", {"archive": "d" * 16}),
        ("import_key", "I" * 42),
        ("import_key", "I" * 42 + "="),
        ("parts", {"Content": "C" * 43}),
        ("parts", {"content": "C" * 44}),
        ("parts", ["content"]),
        ("speaker", "somebody"),
    ],
)
def test_a_member_of_another_shape_is_damage(name, value):
    with pytest.raises(DamagedEventError, match="cannot be read"):
        read_header(spelt(**{name: value}))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff", b'{"format":"2"}'])
def test_what_is_no_header_at_all_is_damage(data):
    with pytest.raises(DamagedEventError):
        read_header(data)


def test_a_later_edition_is_too_new_and_not_damaged():
    with pytest.raises(TooNewError, match="edition 2"):
        read_header(spelt(format=2))
    with pytest.raises(TooNewError, match="edition 2"):
        read_header(spelt(format=2, witnesses=[]))


@given(drafts(), authorships(), st.data())
def test_a_header_read_as_it_is_spelt_is_the_one_that_is_read_as_json(draft, authorship, data):
    text = seal(draft, authorship, SeededRandomness("spelt")).header_bytes.decode("ascii")
    assert (read_spelt(text) is None) == (draft.adopted_from is not None)
    assert read_header(text) == header_reader().validate_json(text)
    # With one character changed it takes nothing that the other refuses, and nothing otherwise.
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from('aZ0129-_",:{}[]\\ ٢é\n') | st.just(""))
    changed = text[:place] + other + text[place + 1 :]
    spelt_so = read_spelt(changed)
    if spelt_so is not None:
        assert spelt_so == header_reader().validate_json(changed)


@pytest.mark.parametrize(
    "text",
    [
        spelt(adopted_from=None),
        json.dumps({**GOOD, "adopted_from": None, "about": []}, separators=(",", ":")) + "\n",
        json.dumps({**GOOD, "adopted_from": None, "witnesses": []}, separators=(",", ":")),
        json.dumps({**GOOD, "adopted_from": None, "format": 2}, separators=(",", ":")),
        json.dumps({**GOOD, "adopted_from": None, "schema": 10**12}, separators=(",", ":")),
    ],
)
def test_what_is_spelt_otherwise_is_left_to_the_reader_of_json(text):
    assert read_spelt(text) is None


def test_members_have_the_names_of_the_format():
    assert set(read_header(spelt()).members()) == set(MEMBERS)


# Times


@given(st.datetimes(timezones=st.timezones()).filter(lambda moment: 1 < moment.year < 9999))
def test_a_time_is_spelt_in_utc_and_read_back(moment):
    text = spell_moment(moment)
    # Not `==` alone: times of one zone are compared by the clock on the wall.
    assert read_moment(text).utcoffset() == timedelta(0)
    assert read_moment(text) == moment.astimezone(UTC)


@given(moments(), moments())
def test_spelt_times_sort_as_times_do(first, second):
    assert (first < second) == (read_moment(first) < read_moment(second))


def test_a_zone_is_taken_into_account():
    moment = datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert spell_moment(moment) == "2025-12-31T23:30:00.000000Z"


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        spell_moment(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault that is looked for
