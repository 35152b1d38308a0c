# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Steps that lift parts written under an older schema to the present one.

A step takes all parts of one event as plain dictionaries and returns them one schema further on.
It is pure: it looks at nothing else. Nothing stored is ever rewritten; steps run on every read.

To change an event's shape: raise its SCHEMA, add the step from the old one here, and leave the
old golden file where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Parts = dict[str, dict[str, Any]]
Step = Callable[[Parts], Parts]

RETIRED_TYPES: frozenset[str] = frozenset()
"""Type names once released and never to be used again."""


class TooNewError(ValueError):
    """An event is of a schema or type that this version does not know."""


def _property_defined_1(parts: Parts) -> Parts:
    """Spell the cardinality "multi" as "multiple"."""
    content = dict(parts["content"])
    if content.get("cardinality") == "multi":
        content["cardinality"] = "multiple"
    return {**parts, "content": content}


def _policy_set_1(parts: Parts) -> Parts:
    """Say nothing of when a person is taken to be dead: the default is what it meant."""
    return parts


def _source_1(parts: Parts) -> Parts:
    """Say nothing of a work's contributors and further variables: there was no place for them."""
    return parts


STEPS: Mapping[tuple[str, int], Step] = MappingProxyType(
    {
        ("PropertyDefined", 1): _property_defined_1,
        ("PolicySet", 1): _policy_set_1,
        ("SourceRegistered", 1): _source_1,
        ("SourceDescribed", 1): _source_1,
    }
)
"""(type, schema it lifts from) -> step to the next schema."""


def lift(
    type_name: str,
    schema: int,
    present: int,
    parts: Parts,
    steps: Mapping[tuple[str, int], Step] = STEPS,
) -> Parts:
    """Return ``parts`` lifted from ``schema`` to ``present``.

    Raises:
        TooNewError: ``schema`` is later than ``present``, or a step is missing.
    """
    if schema > present:
        message = (
            f"{type_name} schema {schema} was written by a newer Fonds; this one reads {present}."
        )
        raise TooNewError(message)
    for edition in range(schema, present):
        step = steps.get((type_name, edition))
        if step is None:
            message = f"{type_name} schema {edition} has no step to schema {edition + 1}."
            raise TooNewError(message)
        parts = step(parts)
    return parts
