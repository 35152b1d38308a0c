# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Fixed classes behave as data classes do, though what tells them apart is only made when asked."""

from dataclasses import dataclass, field, fields, is_dataclass, replace

import pytest

from fonds.events.dates import parse
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


def test_a_field_that_is_not_compared_or_shown_is_not():
    @fixed
    class Stone:
        place: str
        found: str = field(repr=False, compare=False)
        weight: int = field(default=1, hash=False)

    assert Stone("shore", "Monday") == Stone("shore", "Tuesday")
    assert hash(Stone("shore", "Monday", 1)) == hash(Stone("shore", "Tuesday", 2))
    assert Stone("shore", "Monday", 1) != Stone("shore", "Monday", 2)
    assert repr(Stone("shore", "Monday")).endswith("Stone(place='shore', weight=1)")


def test_the_form_of_a_date_is_not_compared():
    date = parse("1905-07")
    assert replace(date, form=parse("1906").form) == date
    assert "form=" not in repr(date)


def test_what_a_class_says_itself_is_kept():
    @fixed
    class Own:
        place: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and other.place.lower() == self.place.lower()

        def __hash__(self) -> int:
            return hash(self.place.lower())

        def __repr__(self) -> str:
            return "stone"

    assert Own("Shore") == Own("shore")
    assert hash(Own("Shore")) == hash(Own("shore"))
    assert repr(Own("Shore")) == "stone"


def test_its_fields_can_be_asked_for_before_one_is_made(stone):
    assert [one.name for one in fields(stone)] == ["place", "weight"]
    assert is_dataclass(stone)
    assert stone("shore").weight == 1


def test_a_member_may_be_made_anew_for_each():
    @fixed
    class Cairn:
        stones: list[str] = field(default_factory=list)

    assert Cairn().stones == []
    assert Cairn().stones is not Cairn().stones
    assert Cairn(["a"]) == Cairn(["a"])


def test_what_is_missing_or_strange_is_refused(stone):
    with pytest.raises(TypeError, match="place"):
        stone()
    with pytest.raises(TypeError, match="colour"):
        stone("shore", colour="grey")


def test_a_member_that_is_never_given_has_its_default():
    @fixed
    class Stone:
        place: str
        found: str | None = field(default=None, init=False)

        def __getattr__(self, name: str) -> str:
            raise AssertionError(name)

    assert Stone("shore").found is None


def test_what_it_would_not_look_at_is_refused():
    class Counting:
        weight: int = 1

        def __post_init__(self) -> None:
            self.weight += 1

    class Heavier(Pebble):
        height: int = 1

    for kind in (Counting, Heavier):
        with pytest.raises(TypeError, match=f"{kind.__name__} cannot be fixed"):
            fixed(kind)


def test_what_makes_one_takes_what_a_data_class_takes(stone):
    assert (stone("shore").weight, stone(weight=3, place="hill").weight) == (1, 3)
    for given, members in (((), {}), (("shore", 1, 2), {}), (("shore",), {"colour": "grey"})):
        with pytest.raises(TypeError):
            stone(*given, **members)
    before = stone("shore", 7)
    assert [one.name for one in fields(stone)] == ["place", "weight"]
    assert before == stone("shore", 7)
    assert repr(before) == repr(stone("shore", 7))


def test_a_default_that_could_be_changed_is_refused():
    @fixed
    class Heap:
        stones: list[str] = []  # noqa: RUF012 - that it is refused is what is tested

    with pytest.raises(ValueError, match="mutable default"):
        Heap()
