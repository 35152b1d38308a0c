# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Words and defaults that the log rests on: released once, meant the same ever after.

A member left out of the bytes means its default, and an enumeration's word stands in the bytes
itself. `released.json` lists both; it may grow, and nothing in it is ever changed.
"""

from __future__ import annotations

import json
from pathlib import Path

from catalogue_shape import reachable_enums, reachable_models
from pydantic import TypeAdapter

RELEASED = json.loads(Path(__file__).with_name("released.json").read_text("utf-8"))


def present_words() -> dict[str, list[str]]:
    return {
        enumeration.__name__: [member.value for member in enumeration]
        for enumeration in sorted(reachable_enums(), key=lambda found: found.__name__)
    }


def present_defaults() -> dict[str, object]:
    anything = TypeAdapter(object)
    return {
        f"{model.__name__}.{name}": anything.dump_python(field.get_default(), mode="json")
        for model in sorted(reachable_models(), key=lambda found: found.__name__)
        for name, field in model.model_fields.items()
        if not field.is_required() and name != "type"
    }


def test_no_two_models_or_enumerations_share_a_name():
    kinds = [kind.__name__ for kind in (*reachable_models(), *reachable_enums())]
    assert len(kinds) == len(set(kinds))


def test_every_released_word_is_still_one():
    lost = {
        name: sorted(set(words) - set(present_words().get(name, ())))
        for name, words in RELEASED["words"].items()
    }
    assert {name: words for name, words in lost.items() if words} == {}


def test_every_released_default_is_still_the_same():
    present = present_defaults()
    changed = {
        member: (default, present[member])
        for member, default in RELEASED["defaults"].items()
        # A member that a later schema dropped is the upcaster's to deal with.
        if member in present and present[member] != default
    }
    assert changed == {}


def test_every_word_and_default_is_listed():
    assert set(present_defaults()) <= set(RELEASED["defaults"])
    assert {
        name: sorted(set(words) - set(RELEASED["words"].get(name, ())))
        for name, words in present_words().items()
    } == {name: [] for name in present_words()}
