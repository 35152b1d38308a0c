# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Data classes that nobody changes, for what is made by the hundred thousand."""

from __future__ import annotations

from dataclasses import Field, dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_NO_FIELDS = ("ClassVar", "InitVar", "KW_ONLY")


@dataclass_transform(frozen_default=True)
def fixed(kind: type[T]) -> type[T]:
    """Make a class a data class with slots that is equal, and hashed, by its fields.

    That nobody changes an instance is left to the type checker, to which it is a frozen data class.
    A data class that is frozen at run time sets each field by a call, which takes three times as
    long: a tenth of an import went into it.

    And Python's own decorator writes and compiles functions for each class while modules are
    loaded, of which a window loads three hundred. So a class is completed when something of it is
    first asked for: when one is made, compared, or asked for its fields. Until then it has its
    slots and no more. Of plain fields Python's own decorator hears only when somebody asks for
    them. For the same reason it has no base with fields, and no ``__post_init__``.

    Raises:
        TypeError: it has one of these, which would never be looked at.
    """
    if hasattr(kind, "__post_init__") or hasattr(kind, "__dataclass_fields__"):
        defect = f"{kind.__qualname__} cannot be fixed: it has __post_init__ or inherits fields."
        raise TypeError(defect)
    own = dict(kind.__dict__)
    told: dict[str, Any] = own.get("__annotations__", {})
    given = {name: own.pop(name) for name in told if name in own}
    # As a data class has it: what a class says itself is kept. (A class with an `__eq__` of its own
    # has a `__hash__` of None, which it did not say.)
    later = [name for name in ("__eq__", "__hash__", "__repr__") if not own.get(name)]
    own = {name: value for name, value in own.items() if name not in {"__dict__", "__weakref__"}}
    own.update(__slots__=tuple(told), __match_args__=tuple(told))
    again: Any = type(kind)
    made = again(kind.__name__, kind.__bases__, own)

    def complete() -> None:
        if _is_plain(told, given):
            made.__init__ = _setter(made, list(told), given)
            functions = _functions(made, [_Uses(name) for name in told])
            for name in later:
                setattr(made, name, functions[name])
        else:
            describe()

    def describe() -> None:
        # What Python makes of the same fields, with slots too: a member that is not given when one
        # is made has to be set all the same. (And with a text in place of a class's own, which it
        # would else make of a parsed signature.)
        said = {
            "__annotations__": told,
            "__module__": kind.__module__,
            "__doc__": kind.__doc__ or "-",
        }
        plain = type(kind.__name__, (), {**said, **given})
        twin: Any = dataclass(slots=True, eq=False, repr=False)(plain)
        fields = twin.__dataclass_fields__
        made.__dataclass_params__ = twin.__dataclass_params__
        made.__dataclass_fields__ = fields
        made.__init__ = twin.__init__
        functions = _functions(made, [_uses(one) for one in fields.values()])
        for name in later:
            setattr(made, name, functions[name])

    def init(self: object, *args: Any, **members: Any) -> None:
        complete()
        made.__init__(self, *args, **members)

    def equal(self: object, other: object) -> bool:
        complete()
        return made.__eq__(self, other)  # type: ignore[no-any-return]

    def hashed(self: object) -> int:
        complete()
        return made.__hash__(self)  # type: ignore[no-any-return]

    def shown(self: object) -> str:
        complete()
        return made.__repr__(self)  # type: ignore[no-any-return]

    made.__init__ = init
    made.__dataclass_fields__ = _Fields(describe)
    for name, first in (("__eq__", equal), ("__hash__", hashed), ("__repr__", shown)):
        if name in later:
            setattr(made, name, first)
    return made  # type: ignore[no-any-return]


class _Fields:
    """Stands for a class's fields until somebody asks for them, as `dataclasses.replace` does."""

    def __init__(self, complete: Callable[[], None]) -> None:
        """Take what completes the class, and so puts its fields in this one's place."""
        self._complete = complete

    def __get__(self, _: object, kind: type[Any]) -> dict[str, Field[Any]]:
        """Complete the class and give its fields."""
        self._complete()
        return kind.__dataclass_fields__  # type: ignore[no-any-return]


def _is_plain(told: dict[str, Any], given: dict[str, Any]) -> bool:
    """Tell whether nothing more is said of any field than its type and a value it begins with."""
    if any(isinstance(one, Field) or type(one).__hash__ is None for one in given.values()):
        return False
    return not any(word in str(one) for one in told.values() for word in _NO_FIELDS)


def _setter(made: type[Any], told: list[str], given: dict[str, Any]) -> Callable[..., None]:
    """Return the ``__init__`` that a data class of plain fields has, in a third of its time."""
    taken = [f"{name}=given[{name!r}]" if name in given else name for name in told]
    steps = [f"self.{name} = {name}" for name in told] or ["pass"]
    source = f"def __init__(self, {', '.join(taken)}):\n " + "\n ".join(steps)
    names: dict[str, Any] = {"given": given, "__name__": made.__module__}
    exec(source, names)  # noqa: S102 - as Python's own decorator does, of names in our own code
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


class _Uses(NamedTuple):
    """What a field is good for: to compare instances, to hash them, to show them."""

    name: str
    compare: bool = True
    hash: bool = True
    repr: bool = True


def _uses(field: Field[Any]) -> _Uses:
    counted = field.compare if field.hash is None else field.hash
    return _Uses(field.name, field.compare, counted, field.repr)


def _functions(made: type[Any], fields: list[_Uses]) -> dict[str, Callable[..., Any]]:
    """Return what compares, hashes and shows instances by their fields, as a data class does."""
    compared = _reader([one.name for one in fields if one.compare])
    counted = _reader([one.name for one in fields if one.hash])
    shown = [one.name for one in fields if one.repr]

    def equal(self: object, other: object) -> Any:  # noqa: ANN401 - bool, or NotImplemented
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    def hashed(self: object) -> int:
        return hash(counted(self))

    def spelt(self: object) -> str:
        members = ", ".join([f"{name}={getattr(self, name)!r}" for name in shown])
        return f"{made.__qualname__}({members})"

    return {"__eq__": equal, "__hash__": hashed, "__repr__": spelt}


def _reader(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    """Return what reads these members of an instance at once."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple([getattr(one, name) for name in names])
