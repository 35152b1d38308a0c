# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Closed classes: read without pydantic exactly what pydantic reads, and leave it the rest."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys

import pytest
from catalogue_shape import reachable_models
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import SchemaValidator
from strategies import event_strategies

from fonds.events.catalogue.fact import FactContent, Reading
from fonds.events.closed import Closed, read
from fonds.events.decoding import DoubtError
from fonds.events.recorded import canonical_part, encode_parts, event_types, part_models
from fonds.events.values import Chain, Citation, Name, Qualifier

PARTS = sorted(
    {model for name in event_types() for model in part_models(name).values()},
    key=lambda model: model.__name__,
)
PLAIN = [None, True, False, 0, -1, 2**53, 1.5, "", "a", "é", "a\n", "x" * 101, [], ["a"], {}]
ODD = st.sampled_from(
    [*PLAIN, "abcdefghijklmnop", "value", "person", "2026-01-01", "sha256:" + "0" * 64, [{}]]
)


@st.composite
def changed(draw, value):
    """A value of JSON with one thing in it changed, taken away or added."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        name = draw(st.sampled_from(sorted(value)))
        return {**value, name: draw(changed(value[name]))}
    if isinstance(value, list) and value and draw(st.booleans()):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], draw(changed(value[at])), *value[at + 1 :]]
    if isinstance(value, dict):
        what = draw(st.integers(0, 2))
        if what == 0 and value:
            gone = draw(st.sampled_from(sorted(value)))
            return {name: kept for name, kept in value.items() if name != gone}
        if what == 1:
            return {**value, draw(st.sampled_from(["colour", "type", "read", "when"])): draw(ODD)}
    return draw(ODD)


def judged(model: type[Closed], data: bytes) -> Closed | None:
    """What pydantic reads, None where it refuses."""
    try:
        return model.__pydantic_validator__.validate_json(data)
    except ValidationError:
        return None


def read_here(model: type[Closed], given: object) -> Closed | None:
    """What is read without pydantic, None where that is left to it."""
    if not isinstance(given, dict):
        return None
    try:
        return model.closed_shape.reader.convert(given)
    except (DoubtError, ValueError, KeyError, RecursionError):
        return None


@pytest.mark.parametrize("kind", sorted(event_types()))
def test_what_is_stored_is_read_without_pydantic_and_is_the_same(kind):
    @settings(max_examples=8)
    @given(event_strategies()[event_types()[kind]])
    def check(event):
        for name, data in encode_parts(event).items():
            model = part_models(kind)[name]
            here = read_here(model, json.loads(data))
            # Names with letters beyond ASCII are pydantic's to judge; all else is not.
            assert here is not None or not data.isascii()
            if here is not None:
                assert here == judged(model, data)
                assert canonical_part(here) == data
                assert list(here.__dict__) == list(judged(model, data).__dict__)

    check()


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model.__name__)
def test_nothing_is_read_that_pydantic_refuses_or_reads_otherwise(model):
    kind, part = next(
        (kind, part)
        for kind in sorted(event_types())
        for part, found in part_models(kind).items()
        if found is model
    )
    events = event_strategies()[event_types()[kind]].map(encode_parts)

    @settings(max_examples=60)
    @given(
        events.filter(lambda parts: part in parts).flatmap(lambda p: changed(json.loads(p[part])))
    )
    def check(given):
        here = read_here(model, given)
        if here is not None:
            assert here == judged(model, json.dumps(given).encode())

    check()


@pytest.mark.parametrize(
    "data",
    [
        b'{"text": "\\ud800"}',
        b'{"text": "a", "text": 1}',
        b'{"text": "a"} x',
        b'\xef\xbb\xbf{"text": "a"}',
        b'{"text": "\xff"}',
        b'{"text": NaN}',
        b'["text"]',
        b"[" * 100_000,
        b"",
    ],
)
def test_what_only_pydantic_can_judge_is_left_to_it(data):
    model = part_models("SourceWithdrawn")["reason"]
    found = None
    try:
        found = read(model, data)
    except ValidationError:
        assert judged(model, data) is None
    else:
        assert found == judged(model, data)


def test_two_of_a_name_are_read_as_pydantic_reads_them():
    data = b'{"edtf": "1905", "edtf": "1906"}'
    from fonds.events.values import When

    assert read_here(When, json.loads(data)) == judged(When, data)


def test_a_name_in_any_script_is_a_name():
    assert Name.__metadata__[0].admits("occupation")
    assert not Name.__metadata__[0].admits("beruf\n")
    assert read(Qualifier, '{"name": "größe", "value": 3}'.encode()).name == "größe"
    with pytest.raises(ValidationError, match="pattern"):
        read(Qualifier, b'{"name": "3", "value": 3}')


def test_what_concerns_several_members_is_checked_however_it_is_made():
    with pytest.raises(ValidationError, match="one excerpt or one inquiry"):
        Citation()
    with pytest.raises(ValidationError, match="one excerpt or one inquiry"):
        read(Citation, b"{}")
    with pytest.raises(ValidationError, match="Exactly one link"):
        read(Chain, b'{"citation": "abcdefghijklmnop", "links": [{"speaker": "a"}]}')


def test_a_member_that_is_changed_in_a_copy_is_not_checked_and_lies_in_its_place():
    reading = Reading(property="occupation", value="weigher")
    other = reading.model_copy(update={"value": "harbour pilot"})
    assert reading.value == "weigher"
    assert other == Reading(property="occupation", value="harbour pilot")
    assert canonical_part(other) == b'{"property":"occupation","value":"harbour pilot"}'


def test_it_can_be_copied_and_handed_on():
    reading = Reading(property="occupation", value="weigher")
    handed_on = pickle.loads(pickle.dumps(reading))  # noqa: S301 - our own bytes
    for again in (copy.copy(reading), copy.deepcopy(reading), handed_on):
        assert again == reading
        assert hash(again) == hash(reading)


def test_it_says_what_it_is():
    assert (
        repr(Qualifier(name="place", value=3)) == "Qualifier(name='place', value=3, subject=None)"
    )


def test_classes_are_told_apart():
    first, second = (
        model(text="a") for model in (part_models("SourceWithdrawn")["reason"], _Other)
    )
    assert first != second
    assert first.__eq__(second) is NotImplemented


class _Other(Closed):
    text: str


def test_many_are_read_by_pydantic_and_are_the_same():
    class Many(Closed):
        text: str

    found = [Many.model_validate_json(b'{"text": "a"}') for _ in range(1100)]
    assert isinstance(vars(Many)["__pydantic_validator__"], SchemaValidator)
    assert set(found) == {Many(text="a")}


def test_half_a_pair_in_a_text_of_pythons_is_refused_like_everywhere():
    class Said(Closed):
        text: str

    with pytest.raises(ValidationError):
        Said.model_validate_json('{"text": "\ud800"}')


def test_every_class_is_frozen_strict_and_closed_to_pydantic_too():
    for model in reachable_models():
        schema = model.__get_pydantic_core_schema__
        assert callable(schema)
        with pytest.raises(ValidationError):
            model.__pydantic_validator__.validate_json(b'{"no such member": 1}')


def test_events_are_defined_and_read_without_pydantic():
    code = (
        "import sys\n"
        "from fonds.events.recorded import event_types\n"
        "from fonds.events.catalogue.fact import FactContent\n"
        f"FactContent.model_validate_json({canonical_part(_content())!r})\n"
        "print([name for name in sys.modules if name.startswith('pydantic')])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout.split() == ["[]"]


def _content() -> FactContent:
    return FactContent(
        subject="abcdefghijklmnop",
        reading=Reading(property="occupation", value="weigher"),
        citations=(Citation(excerpt="abcdefghijklmnop"),),
    )
