# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Old shapes are lifted step by step to the present one, and nothing is guessed."""

from __future__ import annotations

import copy

import pytest

from fonds.events.recorded import event_types
from fonds.events.upcasting import RETIRED_TYPES, STEPS, TooNewError, lift

OLD_PROPERTY = {
    "content": {
        "name": "child",
        "label": "Child",
        "definition": "A child of the subject.",
        "value_types": ["person"],
        "cardinality": "multi",
    }
}


def test_property_defined_is_lifted_from_its_first_schema():
    before = copy.deepcopy(OLD_PROPERTY)
    lifted = lift("PropertyDefined", 1, 2, OLD_PROPERTY)
    assert lifted == {"content": {**OLD_PROPERTY["content"], "cardinality": "multiple"}}
    assert before == OLD_PROPERTY, "a step leaves what it was given as it is"


@pytest.mark.parametrize("cardinality", ["single", "single in context"])
def test_other_cardinalities_keep_their_spelling(cardinality):
    parts = {"content": {**OLD_PROPERTY["content"], "cardinality": cardinality}}
    assert lift("PropertyDefined", 1, 2, parts) == parts


def test_a_cardinality_left_out_stays_left_out():
    content = dict(OLD_PROPERTY["content"])
    del content["cardinality"]
    assert lift("PropertyDefined", 1, 2, {"content": content}) == {"content": content}


def _spell_out(parts):
    return {"content": {"words": parts["content"]["w"]}}


def _split(parts):
    first, second = parts["content"]["words"].split()
    return {"content": {"first": first}, "note": {"text": second}}


CHAIN = {("Thing", 1): _spell_out, ("Thing", 2): _split}


@pytest.mark.parametrize(
    ("schema", "parts"),
    [
        (1, {"content": {"w": "one two"}}),
        (2, {"content": {"words": "one two"}}),
        (3, {"content": {"first": "one"}, "note": {"text": "two"}}),
    ],
)
def test_steps_are_taken_in_order_from_where_the_event_stands(schema, parts):
    assert lift("Thing", schema, 3, parts, CHAIN) == {
        "content": {"first": "one"},
        "note": {"text": "two"},
    }


def test_a_missing_step_is_named():
    with pytest.raises(TooNewError, match="Thing schema 2 has no step to schema 3"):
        lift("Thing", 1, 3, {"content": {"w": "one two"}}, {("Thing", 1): _spell_out})


def test_what_a_newer_fonds_wrote_is_refused():
    with pytest.raises(TooNewError, match="newer Fonds"):
        lift("Thing", 4, 3, {"content": {}}, CHAIN)


def test_every_type_has_every_step_to_its_present_schema():
    needed = {
        (name, schema) for name, kind in event_types().items() for schema in range(1, kind.SCHEMA)
    }
    assert set(STEPS) == needed


def test_no_retired_name_is_used_again():
    assert not RETIRED_TYPES & set(event_types())
