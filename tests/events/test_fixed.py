# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Fixed classes behave as data classes do, though what tells them apart is only made when asked."""

from dataclasses import dataclass, replace

import pytest

from fonds.events.fixed import fixed


@fixed
class Pebble:
    """Something with the same fields."""

    place: str
    weight: int = 1


@dataclass(slots=True, unsafe_hash=True)
class Plain:
    """What a stone is compared with."""

    place: str
    weight: int = 1


@pytest.fixture
def stone():
    """A class of its own for each test, which is then the first that asks."""

    @fixed
    class Stone:
        place: str
        weight: int = 1

    return Stone


def test_equal_fields_are_equal_and_hashed_alike(stone):
    assert stone("shore", 2) == stone("shore", 2)
    assert stone("shore", 2) != stone("shore", 3)
    assert {stone("shore"): "found"}[stone("shore")] == "found"
    assert hash(stone("shore")) == hash(Plain("shore"))


def test_other_classes_are_never_equal(stone):
    assert stone("shore").__eq__(Pebble("shore")) is NotImplemented
    assert stone("shore") != Pebble("shore")
    assert stone("shore") != ("shore", 1)


def test_it_says_what_it_is(stone):
    assert repr(stone("shore")).endswith("Stone(place='shore', weight=1)")


def test_it_is_a_data_class_with_slots(stone):
    assert replace(stone("shore"), weight=4) == stone("shore", 4)
    assert not hasattr(stone("shore"), "__dict__")
    match stone("shore", 5):
        case stone(place, weight):
            assert (place, weight) == ("shore", 5)
