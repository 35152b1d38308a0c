# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What lies in the log, read without pydantic wherever it can be told to be right.

Nearly all of it is spelt as pydantic itself wrote it. To see that, one pass through the parsed JSON
is enough: each value is looked up by the type that JSON gives it in a table made from the member's
annotation. A table holds only what pydantic would take, and take in the same way; whatever is not
in it is doubt, and left to pydantic (docs/adr/0017-events-are-read-without-pydantic.md).
"""

from __future__ import annotations

import json
import typing
from enum import Enum
from functools import cached_property
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from fonds.events.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    Convert = Callable[[Any], Any]
    Table = Mapping[type, Convert]
    Nested = Callable[[type[Any]], Convert | None]

T = TypeVar("T")

_MANY = 1000
"""So many of one shape are worth loading pydantic for, which then reads each in half the time."""


class DoubtError(Exception):
    """What is read may be right or wrong: that is for pydantic to say."""


class Reader(Generic[T]):
    """Reads JSON of one shape: here, until in doubt or until there are many; then by pydantic."""

    def __init__(
        self, convert: Callable[[], Convert], checked: Callable[[], Callable[[str | bytes], T]]
    ) -> None:
        """Take what makes either way of reading; neither is made before it is needed.

        ``convert`` is given an object of JSON and raises KeyError, ValueError or DoubtError where
        it cannot tell that all is right; ``checked`` is given the text and raises ValueError where
        it is wrong.
        """
        self._make = convert, checked
        self._asked = 0

    def __call__(self, data: str | bytes) -> T:
        """Read one.

        Raises:
            pydantic.ValidationError: it is not of this shape.
        """
        if self._asked < _MANY:
            self._asked += 1
            try:
                return self.convert(_parsed(data))  # type: ignore[no-any-return]
            except (DoubtError, ValueError, KeyError, RecursionError):
                pass
        return self.checked(data)

    @cached_property
    def convert(self) -> Convert:
        """What reads an object of JSON here, or raises DoubtError, ValueError or KeyError."""
        return self._make[0]()

    @cached_property
    def checked(self) -> Callable[[str | bytes], T]:
        """What reads the text by pydantic, or raises its ValidationError."""
        self._asked = _MANY  # it is loaded, and takes half the time
        return self._make[1]()


def _parsed(data: str | bytes) -> dict[str, Any]:
    """Parse an object of JSON. Raises DoubtError, or ValueError, where there is none."""
    text = data if isinstance(data, str) else data.decode("utf-8")
    if text is data and not text.isascii():
        # A text of Python's may hold half of a pair; stored bytes, once decoded, do not.
        text.encode("utf-8")
    # An escaped number may be half of a surrogate pair, which this would let through.
    given = None if "\\u" in text else json.loads(text)
    if type(given) is not dict:
        raise DoubtError
    return given


def members_reader(tables: Mapping[str, Table], required: Collection[str]) -> Convert:
    """Return what turns an object of JSON into the members it gives, by their tables."""
    needed = frozenset(required)

    def converted(given: dict[str, Any]) -> dict[str, Any]:
        if not needed <= given.keys():
            raise DoubtError
        return {name: tables[name][type(value)](value) for name, value in given.items()}

    return converted


def table_of(hint: Any, nested: Nested) -> Table:  # noqa: ANN401 - any type there is
    """Return what converts a value of a type, by the type that JSON gives it.

    ``nested`` returns what converts an object of JSON into a class, None where it is none of the
    classes that are read so.

    Raises:
        DoubtError: the same JSON could be read in two ways, or this reader does not know how.
    """
    origin = typing.get_origin(hint)
    if hasattr(hint, "__metadata__"):
        table = table_of(hint.__origin__, nested)
        for limit in hint.__metadata__:
            table = _limited(table, limit)
        return table
    if origin in {typing.Union, UnionType}:
        found: dict[type, Convert] = {}
        for one in typing.get_args(hint):
            table = table_of(one, nested)
            if found.keys() & table.keys():
                raise DoubtError
            found.update(table)
        return found
    if origin is tuple and typing.get_args(hint)[1:] == (...,):
        return {list: _listing(table_of(typing.get_args(hint)[0], nested))}
    if hint in {str, int, bool, NoneType}:
        return {hint: _same}
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            return {str: {word.value: word for word in hint}.__getitem__}
        convert = nested(hint)
        if convert is not None:
            return {dict: convert}
    raise DoubtError


def _same(value: Any) -> Any:  # noqa: ANN401 - whatever it is
    return value


def _limited(table: Table, limit: object) -> Table:
    if not isinstance(limit, Limits):
        raise DoubtError
    admits = limit.admits

    def checked(value: Any) -> Any:  # noqa: ANN401 - of the type that is limited
        if admits(value):
            return value
        raise DoubtError

    def within(convert: Convert) -> Convert:
        if convert is _same:
            return checked
        return lambda value: checked(convert(value))

    return {kind: within(convert) for kind, convert in table.items()}


def _listing(table: Table) -> Convert:
    return lambda values: tuple([table[type(value)](value) for value in values])
