# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Frozen, strict and closed classes of data, checked by pydantic, and read without it.

What is made is checked by pydantic, which is loaded then. To read what lies in the log takes less:
nearly all of it is spelt as pydantic itself wrote it, and can be told to be so by going through it
once. Only what cannot be told is left to pydantic, which then reads it, or says what is wrong. So
somebody who only looks at a record does not wait for pydantic, which takes longer to load than the
record to read.

The methods have the names that pydantic's models give them, since both stand side by side.
"""

from __future__ import annotations

import typing
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, TypeVar, dataclass_transform

from fonds.events.decoding import Reader, members_reader, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import GetCoreSchemaHandler, TypeAdapter
    from pydantic_core import CoreSchema

    from fonds.events.decoding import Convert

ClosedT = TypeVar("ClosedT", bound="Closed")

_HOW_CHECKED = {"frozen": True, "strict": True, "extra": "forbid"}
_set = object.__setattr__

REQUIRED: Final = ...
"""Stands for the default of a member that has none."""


class Member:
    """What a class says of one of its members. ``annotation`` is its type, without its limits."""

    def __init__(self, hint: Any, default: object) -> None:  # noqa: ANN401 - any type there is
        """Take the whole annotation, evaluated, and the default."""
        self.hint = hint
        self.annotation = typing.get_args(hint)[0] if hasattr(hint, "__metadata__") else hint
        self.default = default

    def is_required(self) -> bool:
        """Tell whether it must be given."""
        return self.default is REQUIRED

    def get_default(self) -> object:
        """Return what it is where it is not given."""
        return self.default


class _Later:
    """An attribute of each class that is made when it is first asked for, and then stays."""

    def __init__(self, name: str, make: Callable[[type[Any]], Any]) -> None:
        self._name = name
        self._make = make

    def __get__(self, _: object, kind: type[Any]) -> Any:  # noqa: ANN401 - what the function makes
        made = self._make(kind)
        setattr(kind, self._name, made)
        return made


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Closed:
    """A class of data whose instances never change and have the members it names, and no others.

    Members are annotated, with a default where they may be left out. What concerns several of them
    is checked in `model_post_init`: once, when one is made.
    """

    # What pydantic sets on what it makes.
    __slots__ = (
        "__dict__",
        "__pydantic_extra__",
        "__pydantic_fields_set__",
        "__pydantic_private__",
    )

    model_config = _HOW_CHECKED

    if TYPE_CHECKING:
        model_fields: ClassVar[Mapping[str, Member]]
        closed_shape: ClassVar[_Shape]
        closed_adapter: ClassVar[TypeAdapter[Any]]
        __pydantic_validator__: ClassVar[Any]
        __pydantic_serializer__: ClassVar[Any]

    def __init_subclass__(cls) -> None:
        """Give each class its own of what is made later."""
        for name, make in _MADE_LATER.items():
            setattr(cls, name, _Later(name, make))

    def __init__(self, **members: Any) -> None:
        """Make one, checked.

        Raises:
            pydantic.ValidationError: a member is missing, of another kind, or not of this class.
        """
        shape = self.closed_shape
        if members or shape.required or shape.check is not None:
            self.__pydantic_validator__.validate_python(members, self_instance=self)
        else:
            # Defaults are not checked, nor by pydantic.
            _set(self, "__dict__", shape.defaults.copy())

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Describe the class to pydantic as one of its own models.

        Members lie in alphabetical order, so that pydantic's JSON is the canonical one.
        """
        from fonds.events.checking import core_schema  # noqa: PLC0415 - see above

        fields: dict[str, core_schema.ModelField] = {}
        for name, member in sorted(cls.model_fields.items()):
            schema = handler.generate_schema(member.hint)
            if not member.is_required():
                schema = core_schema.with_default_schema(schema, default=member.default)
            fields[name] = core_schema.model_field(schema)
        return core_schema.model_schema(
            cls,
            core_schema.model_fields_schema(fields, model_name=cls.__name__),
            ref=f"{cls.__module__}.{cls.__qualname__}:{id(cls)}",
            frozen=True,
            strict=True,
            post_init="model_post_init" if hasattr(cls, "model_post_init") else None,
            config={"title": cls.__name__, "extra_fields_behavior": "forbid", "strict": True},
        )

    @classmethod
    def model_validate(cls, members: Mapping[str, object]) -> Self:
        """Make one of members by name. Raises as the class itself."""
        return cls(**members)

    @classmethod
    def model_validate_json(cls, data: str | bytes) -> Self:
        """Read one from JSON.

        Raises:
            pydantic.ValidationError: it is not of this shape.
        """
        return read(cls, data)

    def model_copy(self, *, update: Mapping[str, object] | None = None) -> Self:
        """Return the same with some members changed, which are not checked."""
        return unchecked(type(self), {**self.__dict__, **(update or {})})

    def model_dump(self, **how: Any) -> dict[str, Any]:
        """Return the members by name, as pydantic's models do."""
        try:
            return self.__pydantic_serializer__.to_python(self, **how)  # type: ignore[no-any-return]
        except ValueError as error:
            raise_if_interrupted(error)
            raise

    def model_dump_json(self, **how: Any) -> str:
        """Return the members as JSON, as pydantic's models do."""
        try:
            return self.__pydantic_serializer__.to_json(self, **how).decode("utf-8")  # type: ignore[no-any-return]
        except ValueError as error:
            raise_if_interrupted(error)
            raise

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is of the same class and has the same members."""
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        """Return a number that is the same for what is equal."""
        return hash(self.closed_shape.values(self.__dict__))

    def __repr__(self) -> str:
        """Return the class's name and the members."""
        members = ", ".join([f"{name}={getattr(self, name)!r}" for name in self.model_fields])
        return f"{type(self).__name__}({members})"

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse a change. Raises AttributeError."""
        defect = f"{name} cannot be set: a {type(self).__name__} is frozen."
        raise AttributeError(defect)

    def __delattr__(self, name: str) -> None:
        """Refuse a change. Raises AttributeError."""
        defect = f"{name} cannot be taken away: a {type(self).__name__} is frozen."
        raise AttributeError(defect)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it be copied, and handed to another process, by its members."""
        return unchecked, (type(self), self.__dict__)


def raise_if_interrupted(error: ValueError) -> None:
    """Raise what a Ctrl+C raises where pydantic's serializer took one for a fault of a value."""
    if ": KeyboardInterrupt" in str(error):
        raise KeyboardInterrupt from error


def _members(kind: type[Closed]) -> dict[str, Member]:
    """Return what a class says of its members, in the order in which it names them."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return {
        name: Member(hint, getattr(kind, name, REQUIRED))
        for name, hint in hints.items()
        if typing.get_origin(hint) is not ClassVar and hint is not ClassVar
    }


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    from fonds.events.checking import TypeAdapter  # noqa: PLC0415 - see above

    return TypeAdapter(kind)


_MADE_LATER: dict[str, Callable[[type[Any]], Any]] = {
    "model_fields": _members,
    "closed_shape": lambda kind: _Shape(kind),  # noqa: PLW0108 - it stands below
    "closed_adapter": _adapter,
    "__pydantic_validator__": lambda kind: kind.closed_adapter.validator,
    "__pydantic_serializer__": lambda kind: kind.closed_adapter.serializer,
}


def unchecked(kind: type[ClosedT], values: dict[str, Any]) -> ClosedT:
    """Return an instance with these values for all its members, in alphabetical order."""
    one = kind.__new__(kind)
    _set(one, "__dict__", values)
    return one


def read(kind: type[ClosedT], data: str | bytes) -> ClosedT:
    """Read an instance from JSON.

    Raises:
        pydantic.ValidationError: it is not of this shape.
    """
    return kind.closed_shape.reader(data)  # type: ignore[no-any-return]


def assembled(kind: type[ClosedT], given: Mapping[str, Any]) -> ClosedT:
    """Return an instance of members that were checked already; all that are required are there."""
    return unchecked(kind, {**kind.closed_shape.defaults, **given})


class _Shape:
    """What making instances of a class without pydantic takes to know of it."""

    def __init__(self, kind: type[Closed]) -> None:
        """Look at the class's members."""
        fields = kind.model_fields
        self._kind = kind
        # One that is required holds its place. What is written lies in the order of these.
        self.defaults = {name: fields[name].default for name in sorted(fields)}
        self.required = frozenset(name for name, one in fields.items() if one.is_required())
        self.values = itemgetter(*self.defaults)
        self.check = getattr(kind, "model_post_init", None)
        self.reader: Reader[Any] = Reader(
            self._reader, lambda: kind.__pydantic_validator__.validate_json
        )

    def _reader(self) -> Convert:
        kind, defaults, check = self._kind, self.defaults, self.check
        tables = {
            name: table_of(member.hint, _nested) for name, member in kind.model_fields.items()
        }
        members_of = members_reader(tables, self.required)

        def convert(given: dict[str, Any]) -> Closed:
            one = unchecked(kind, {**defaults, **members_of(given)})
            if check is not None:
                check(one, None)
            return one

        return convert


def _nested(kind: type[Any]) -> Convert | None:
    return kind.closed_shape.reader.convert if issubclass(kind, Closed) else None
