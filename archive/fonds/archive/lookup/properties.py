# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The properties defined in an archive: there are few, and every fact asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.tables import LIVE, Tables
from fonds.events.catalogue.properties import PropertyContent
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from fonds.archive.connection import Connection


@fixed
class DefinedProperty:
    """A property's key in the tables, and what it is at the head."""

    key: int
    content: PropertyContent


class Properties:
    """Finds properties by name or key, remembering them until told to `forget`."""

    def __init__(self, connection: Connection, tables: Tables = LIVE) -> None:
        """Read one generation of tables."""
        self._connection = connection
        self._select = f"SELECT key, content FROM {tables.view('property')} WHERE"
        self._by_name: dict[str, DefinedProperty] = {}
        self._by_key: dict[int, DefinedProperty] = {}

    def named(self, name: str) -> DefinedProperty | None:
        """Return the property of that name, None where none is defined."""
        return self._by_name.get(name) or self._read("name = ?", name)

    def of_name(self, name: str) -> DefinedProperty:
        """Return the property of that name.

        Raises:
            KeyError: none is defined; the log defines a property before its first fact.
        """
        found = self.named(name)
        if found is None:
            raise KeyError(name)
        return found

    def of_key(self, key: int) -> DefinedProperty:
        """Return the property of that key. Raises KeyError as `of_name` does."""
        found = self._by_key.get(key) or self._read("key = ?", key)
        if found is None:
            raise KeyError(key)
        return found

    def _read(self, condition: str, value: str | int) -> DefinedProperty | None:
        row = self._connection.execute(f"{self._select} {condition}", (value,)).fetchone()
        if row is None:
            return None
        found = DefinedProperty(row[0], PropertyContent.model_validate_json(row[1]))
        self._by_name[found.content.name] = self._by_key[found.key] = found
        return found

    def forget(self) -> None:
        """Forget everything: a property was defined or amended, or a definition was undone."""
        self._by_name.clear()
        self._by_key.clear()
