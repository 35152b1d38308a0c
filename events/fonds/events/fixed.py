# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Data classes that nobody changes, for what is made by the hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, make_dataclass
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def fixed(kind: type[T]) -> type[T]:
    """Make a class a data class with slots that is equal, and hashed, by its fields.

    That nobody changes an instance is left to the type checker, to which it is a frozen data class.
    A data class that is frozen at run time sets each field by a call, which takes three times as
    long: a tenth of an import went into it. And for each class Python writes and compiles six
    functions while modules are loaded; here all but the first are only made when one is called.
    """
    made: Any = dataclass(slots=True, eq=False, repr=False)(kind)
    # As a data class has it: what a class says itself is kept. (A class with an `__eq__` of its own
    # has a `__hash__` of None, which it did not say.)
    later = [name for name in ("__eq__", "__hash__", "__repr__") if not kind.__dict__.get(name)]

    def complete() -> None:
        told = [
            (one.name, Any, field(compare=one.compare, hash=one.hash, repr=one.repr))
            for one in fields(made)
        ]
        twin: Any = make_dataclass("_", told, init=False, unsafe_hash=True)
        for name in later:
            setattr(made, name, getattr(twin, name))

    def equal(self: object, other: object) -> bool:
        complete()
        return made.__eq__(self, other)  # type: ignore[no-any-return]

    def hashed(self: object) -> int:
        complete()
        return made.__hash__(self)  # type: ignore[no-any-return]

    def shown(self: object) -> str:
        complete()
        return made.__repr__(self)  # type: ignore[no-any-return]

    for name, first in (("__eq__", equal), ("__hash__", hashed), ("__repr__", shown)):
        if name in later:
            setattr(made, name, first)
    return made  # type: ignore[no-any-return]
