# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the catalogue is made of: the models and enumerations that its types reach."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from fonds.events.closed import Closed
from fonds.events.recorded import event_types

if TYPE_CHECKING:
    from fonds.events.catalogue.base import Event


def members_of(annotation: Any) -> set[type]:
    """Return the classes an annotation names, however deep in unions and tuples."""
    found = {annotation} if isinstance(annotation, type) else set()
    for argument in get_args(annotation):
        found |= members_of(argument)
    return found


@cache
def _reachable(start: type[Event] | None = None) -> frozenset[type]:
    found: set[type] = set()
    waiting: list[type] = list(event_types().values()) if start is None else [start]
    while waiting:
        model = waiting.pop()
        if model in found:
            continue
        found.add(model)
        if issubclass(model, Closed):
            for field in model.model_fields.values():
                waiting += [
                    kind for kind in members_of(field.annotation) if issubclass(kind, Closed | Enum)
                ]
    return frozenset(found)


def reachable_models(start: type[Event] | None = None) -> frozenset[type[Closed]]:
    """Return every model that events (or those of one type) are made of, their own included."""
    return frozenset(kind for kind in _reachable(start) if issubclass(kind, Closed))


def reachable_enums() -> frozenset[type[Enum]]:
    """Return every enumeration an event's members use."""
    return frozenset(kind for kind in _reachable() if issubclass(kind, Enum))
