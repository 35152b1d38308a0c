# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""pydantic, which checks what is made: loaded when it is first needed, and by one thread.

pydantic loads parts of itself when they are first asked for. Two threads that ask for different
parts at once wait for each other, and Python ends that by handing one of them half a module
(`importlib`, "deadlock avoidance"). So whoever needs pydantic takes it from here: a module is run
by one thread, and all others wait until it is whole.
"""

from __future__ import annotations

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import PydanticSerializationError, SchemaValidator, core_schema

__all__ = [
    "BaseModel",
    "ConfigDict",
    "Field",
    "PydanticSerializationError",
    "SchemaValidator",
    "StringConstraints",
    "TypeAdapter",
    "ValidationError",
    "core_schema",
]
