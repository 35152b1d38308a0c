# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Events of properties: the archive's own vocabulary."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from fonds.events.catalogue.base import Event, Prose, StreamKind
from fonds.events.closed import Closed
from fonds.events.limits import ListLimits
from fonds.events.values import Name, OutsideTerm, ValueType, Words


class Cardinality(StrEnum):
    """How many values can be true together."""

    SINGLE = "single"
    SINGLE_IN_CONTEXT = "single in context"
    MULTIPLE = "multiple"


class PropertyContent(Closed):
    """What a property means. ``name`` is how facts refer to it and never changes."""

    name: Name
    label: Words
    definition: Words
    value_types: Annotated[tuple[ValueType, ...], ListLimits(1)]
    cardinality: Cardinality = Cardinality.MULTIPLE
    section: Words | None = None
    scope_qualifiers: tuple[Name, ...] = ()
    inverse: Name | None = None
    symmetric: bool = False
    outside_terms: tuple[OutsideTerm, ...] = ()


class PropertyDefined(Event):
    """A property came into use. Schema 1 wrote the cardinality "multi" and knew no section."""

    STREAM: ClassVar = StreamKind.PROPERTY
    SCHEMA: ClassVar = 2
    OPENS: ClassVar = True
    type: Literal["PropertyDefined"] = "PropertyDefined"
    content: PropertyContent


class PropertyAmended(Event):
    """A property's whole description as it is from now on; its name stays."""

    STREAM: ClassVar = StreamKind.PROPERTY
    type: Literal["PropertyAmended"] = "PropertyAmended"
    content: PropertyContent
    reason: Prose | None = None
