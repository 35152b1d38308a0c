# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From events to the bytes of the log and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
import rfc8785
from catalogue_shape import reachable_models
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import authorships, drafts, event_strategies, events
from strategies_values import value_strategies

from fonds.events import values
from fonds.events.canonical import LARGEST_INTEGER, canonical_json, check_canonical
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.fact import FactRetracted
from fonds.events.catalogue.properties import Cardinality, PropertyDefined
from fonds.events.catalogue.subject import NoteContent, NoteWritten, SubjectContent, SubjectOpened
from fonds.events.closed import Closed
from fonds.events.ids import SeededRandomness, is_id
from fonds.events.parts import SealedPart, commitment_of, opens, spell_commitment
from fonds.events.recorded import (
    Authorship,
    DamagedEventError,
    Draft,
    RecordedEvent,
    decode,
    encode_parts,
    event_types,
    part_models,
    read_header,
    recorded,
    seal,
)
from fonds.events.upcasting import TooNewError
from fonds.events.values import SubjectKind

AUTHORSHIP = Authorship("a" * 16, "b" * 16, "2026-11-21T12:00:00.000000Z", "c" * 16)
OPENED = SubjectOpened(
    content=SubjectContent(kind=SubjectKind.PERSON, label="Zoë"), note=Prose(text="A note.")
)

every_type = pytest.mark.parametrize(
    "kind", sorted(event_types().values(), key=lambda kind: kind.__name__), ids=lambda k: k.__name__
)


def sealed_opening(**changes):
    return seal(Draft(OPENED, "s" * 16, **changes), AUTHORSHIP, SeededRandomness("opening"))


def stored_parts(sealed):
    return {part.name: part.data for part in sealed.parts}


# The strategies are closed over the catalogue


def test_every_type_has_a_strategy():
    assert set(event_strategies()) == set(event_types().values())


def test_every_value_type_has_a_strategy():
    defined = {
        model
        for model in vars(values).values()
        if isinstance(model, type)
        and issubclass(model, Closed)
        and model.__module__ == "fonds.events.values"
    }
    assert set(value_strategies()) == defined - {values.Closed}
    assert defined - {values.Closed} <= reachable_models()


@pytest.mark.parametrize("model", sorted(value_strategies(), key=lambda model: model.__name__))
def test_every_value_is_read_back_from_its_canonical_bytes(model):
    @settings(max_examples=25)
    @given(value_strategies()[model])
    def check(value):
        plain = value.model_dump(mode="json", exclude_defaults=True)
        check_canonical(plain)
        assert model.model_validate_json(canonical_json(plain)) == value

    check()


# Seal, store, read


@every_type
def test_an_event_is_read_back_as_it_was_sealed(kind):
    @settings(max_examples=30)
    @given(drafts(event_strategies()[kind]), authorships(), st.integers(1, 10**9))
    def check(draft, authorship, position):
        sealed = seal(draft, authorship, SeededRandomness("round trip"))
        header = read_header(sealed.header_bytes)
        assert header == sealed.header
        read = decode(position, header, stored_parts(sealed))
        assert read == RecordedEvent(position, header, draft.event)
        assert read == recorded(position, sealed)
        # Nothing was lost on the way: the event read gives the bytes that were committed to.
        assert encode_parts(read.event) == stored_parts(sealed)

    check()


@given(drafts(), authorships())
def test_what_is_sealed_is_canonical_and_opens_its_commitments(draft, authorship):
    sealed = seal(draft, authorship, SeededRandomness("commitments"))
    header = json.loads(sealed.header_bytes)
    for data in (sealed.header_bytes, *stored_parts(sealed).values()):
        check_canonical(json.loads(data))
        assert rfc8785.dumps(json.loads(data)) == data
    assert sealed.leaf == hashlib.sha256(b"\x00" + sealed.header_bytes).digest()
    assert header["parts"].keys() == stored_parts(sealed).keys()
    assert all(opens(header["parts"], part) for part in sealed.parts)
    assert len({part.salt for part in sealed.parts}) == len(sealed.parts)


@given(drafts(), authorships())
def test_the_header_says_what_the_draft_and_the_action_say(draft, authorship):
    header = seal(draft, authorship, SeededRandomness("said")).header
    assert is_id(header.id)
    assert (header.archive, header.action) == (authorship.archive, authorship.action)
    assert (header.recorded_at, header.agent) == (authorship.recorded_at, authorship.agent)
    assert (header.stream, header.after) == (draft.stream, draft.after)
    assert (header.import_key, header.adopted_from) == (draft.import_key, draft.adopted_from)
    assert (header.type, header.schema_) == (draft.event.type, type(draft.event).SCHEMA)
    assert set(header.about) == set(draft.about)


def test_what_an_event_is_about_is_named_once_each_in_order():
    header = sealed_opening(about=("z" * 16, "a" * 16, "z" * 16)).header
    assert header.about == ("z" * 16, "a" * 16)


@given(events())
def test_parts_stand_in_the_order_of_the_types_members(event):
    order = list(part_models(event.type))
    assert list(encode_parts(event)) == [name for name in order if getattr(event, name) is not None]


def test_the_header_holds_nothing_that_was_said():
    assert "Zoë".encode() not in sealed_opening().header_bytes
    assert b"person" not in sealed_opening().header_bytes
    assert b"A note." not in sealed_opening().header_bytes


def test_members_equal_to_their_default_are_left_out_of_the_bytes():
    assert encode_parts(OPENED)["content"] == '{"kind":"person","label":"Zoë"}'.encode()
    assert encode_parts(NoteWritten(content=NoteContent())) == {"content": b"{}"}
    assert encode_parts(FactRetracted()) == {}


# What is stored is what was hashed, whatever the bytes


def test_stored_bytes_are_taken_as_they_are():
    """Another writer's spelling of the same values is read, and kept: nothing is written anew."""
    spaced = b'{ "label": "Zo\\u00eb", "kind": "person" }'
    sealed = sealed_opening()
    header = replace(
        sealed.header,
        parts={"content": spell_commitment(commitment_of("content", bytes(32), spaced))},
    )
    assert opens(header.parts, SealedPart("content", bytes(32), spaced))
    event = decode(1, header, {"content": spaced}).event
    assert isinstance(event, SubjectOpened)
    assert event.content == OPENED.content
    assert not opens(header.parts, SealedPart("content", bytes(32), encode_parts(event)["content"]))


# Parts that are gone


@given(st.data())
def test_an_event_without_some_of_its_parts(draw):
    sealed = seal(draw.draw(drafts()), AUTHORSHIP, SeededRandomness("missing"))
    parts = stored_parts(sealed)
    gone = draw.draw(st.sets(st.sampled_from(sorted(parts)))) if parts else set()
    left = {name: data for name, data in parts.items() if name not in gone}
    read = decode(7, read_header(sealed.header_bytes), left)
    assert read.missing == gone
    assert read.header == sealed.header
    content_needed = event_types()[sealed.header.type].model_fields.get("content")
    if content_needed is not None and content_needed.is_required() and "content" in gone:
        assert read.event is None
    else:
        assert read.event is not None
        assert encode_parts(read.event).items() >= left.items()
        # A part that may lack reads as nothing said, a default never as something said.
        assert all(getattr(read.event, name) in (None, NoteContent()) for name in gone)


def test_without_its_content_an_event_still_says_from_its_header_what_it_did():
    sealed = sealed_opening()
    read = decode(3, sealed.header, {"note": stored_parts(sealed)["note"]})
    assert read.event is None
    assert read.missing == {"content"}
    assert (read.position, read.header.type) == (3, "SubjectOpened")


# What cannot be read


def test_an_unknown_type_is_of_a_newer_fonds():
    header = replace(sealed_opening().header, type="HoroscopeCast")
    with pytest.raises(TooNewError, match="HoroscopeCast"):
        decode(1, header, {})


def test_a_newer_schema_is_of_a_newer_fonds():
    sealed = sealed_opening()
    header = replace(sealed.header, schema_=2)
    with pytest.raises(TooNewError, match="newer"):
        decode(1, header, stored_parts(sealed))


def test_a_part_the_header_does_not_commit_to_is_damage():
    """Words slipped in beside an event are never taken for its own."""
    sealed = sealed_opening()
    header = replace(sealed.header, parts={"content": "C" * 43})
    with pytest.raises(DamagedEventError, match="note"):
        decode(1, header, stored_parts(sealed))


def test_a_part_the_type_does_not_have_is_damage():
    sealed = sealed_opening()
    header = replace(sealed.header, parts={**sealed.header.parts, "chain": "C" * 43})
    with pytest.raises(DamagedEventError, match="no part named chain"):
        decode(1, header, {**stored_parts(sealed), "chain": b"{}"})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff",
        b'{"label":"Zo"}',
        b'{"kind":"planet","label":"Zo"}',
        b'{"kind":"person","label":""}',
        b'{"kind":"person","label":7}',
        b'{"kind":"person","label":"Zo","names":"Zo"}',
        b'{"kind":"person","label":"Zo","star_sign":"lion"}',
    ],
)
def test_a_part_of_another_shape_is_damage(data):
    sealed = sealed_opening()
    with pytest.raises(DamagedEventError, match="content of SubjectOpened"):
        decode(1, sealed.header, {"content": data})


@pytest.mark.parametrize(
    "text",
    [
        '{"property":"seats","value":9007199254740992}',
        '{"property":"seats","value":1.0}',
        '{"property":"seats","value":true}',
        '{"property":"seats"}',
        '{"property":"seats","value":1,"value_kind":"none"}',
        '{"property":"no spaces","value":1}',
        '{"property":"seats","value":1,"qualifiers":[{"name":"a"}]}',
        '{"property":"seats","value":1,"qualifiers":[{"name":"a","value":"x"},{"name":"a","value":"y"}]}',
    ],
)
def test_a_reading_that_says_nothing_definite_is_damage(text):
    content = (
        '{"citations":[{"excerpt":"eeeeeeeeeeeeeeee"}],"reading":%s,"subject":"ssssssssssssssss"}'
    )
    header = replace(sealed_opening().header, type="FactAsserted", parts={"content": "C" * 43})
    good = content % '{"property":"seats","value":9007199254740991}'
    assert (
        decode(1, header, {"content": good.encode()}).event.content.reading.value == LARGEST_INTEGER
    )
    with pytest.raises(DamagedEventError, match="content of FactAsserted"):
        decode(1, header, {"content": (content % text).encode()})


# Older schemas


def old_property(**content):
    plain = {"name": "child", "label": "Child", "definition": "A child.", "value_types": ["person"]}
    header = replace(
        sealed_opening().header, type="PropertyDefined", schema_=1, parts={"content": "C" * 43}
    )
    return header, {"content": canonical_json({**plain, **content})}


def test_an_older_schema_is_lifted_on_reading():
    event = decode(1, *old_property(cardinality="multi")).event
    assert isinstance(event, PropertyDefined)
    assert event.content.cardinality is Cardinality.MULTIPLE
    assert event.content.section is None


@pytest.mark.parametrize("data", [b"{", b"[]", b"7"])
def test_an_older_schema_of_another_shape_is_damage(data):
    header, _ = old_property()
    with pytest.raises(DamagedEventError, match="PropertyDefined"):
        decode(1, header, {"content": data})


def test_a_lifted_event_is_checked_against_the_present_schema():
    with pytest.raises(DamagedEventError, match="cardinality"):
        decode(1, *old_property(cardinality="many"))


# Sealing uses nothing but what it is given


def test_the_same_arguments_give_the_same_bytes():
    assert sealed_opening() == sealed_opening()
    other = seal(Draft(OPENED, "s" * 16), AUTHORSHIP, SeededRandomness("other"))
    assert other.header_bytes != sealed_opening().header_bytes
    assert stored_parts(other) == stored_parts(sealed_opening())


def test_an_event_is_bound_to_its_archive():
    moved = seal(
        Draft(OPENED, "s" * 16), replace(AUTHORSHIP, archive="z" * 16), SeededRandomness("opening")
    )
    assert moved.leaf != sealed_opening().leaf
