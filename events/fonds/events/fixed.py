# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Data classes that nobody changes, for what is made by the hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass, make_dataclass
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

    def complete() -> None:
        twin: Any = make_dataclass("_", made.__match_args__, init=False, unsafe_hash=True)
        made.__eq__, made.__hash__ = twin.__eq__, twin.__hash__
        if "__repr__" not in kind.__dict__:
            made.__repr__ = twin.__repr__

    def equal(self: object, other: object) -> bool:
        complete()
        return made.__eq__(self, other)  # type: ignore[no-any-return]

    def hashed(self: object) -> int:
        complete()
        return made.__hash__(self)  # type: ignore[no-any-return]

    def shown(self: object) -> str:
        complete()
        return made.__repr__(self)  # type: ignore[no-any-return]

    made.__eq__, made.__hash__ = equal, hashed
    if "__repr__" not in kind.__dict__:
        made.__repr__ = shown
    return made  # type: ignore[no-any-return]
