# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Properties that an import brings into use, and that nobody has described."""

from __future__ import annotations

from fonds.archive.errors import RefusedError
from fonds.events.catalogue.properties import Cardinality, PropertyContent
from fonds.events.checking import ValidationError
from fonds.events.sentences import say
from fonds.events.values import ValueType

_DEFINED_BY_IMPORT = "Defined by an import; nobody has described it yet."


def defined_by_import(name: str) -> PropertyContent:
    """Return a property of which only the name is known.

    Raises:
        RefusedError: the name has another form than a property's.
    """
    try:
        return PropertyContent(
            name=name,
            label=name.replace("_", " ").capitalize(),
            definition=_DEFINED_BY_IMPORT,
            value_types=tuple(ValueType),
            cardinality=Cardinality.MULTIPLE,
        )
    except ValidationError as error:
        message = say(
            "“{name}” cannot be a property's name: use a letter, then letters, digits and"
            " underscores, a hundred at most.",
            name=name,
        )
        raise RefusedError("bad-name", message, property=name) from error
