# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a member's text, number or list may be, beside its type: written into the annotation.

pydantic reads them as its own constraints; `fonds.events.closed` reads them too, where an event can
be read without loading pydantic.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class Limits:
    """A limit on a member; ``stated`` are the words in which pydantic's schemas state it."""

    def __init__(self, **stated: Any) -> None:
        """State the limit."""
        self.stated = stated

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Add the limit to the schema of what it limits."""
        schema: Any = handler(source)
        return {**schema, **self.stated}

    def admits(self, value: Any) -> bool:  # noqa: ANN401 - of the type that is limited
        """Tell whether a value of the right type is surely within the limit."""
        raise NotImplementedError


class TextLimits(Limits):
    """A text of a form (a regular expression), of a least or greatest length in code points."""

    def __init__(
        self, pattern: str | None = None, *, shortest: int = 0, longest: int | None = None
    ) -> None:
        """Limit form or length, or both."""
        stated = {"pattern": pattern, "min_length": shortest or None, "max_length": longest}
        super().__init__(**{name: said for name, said in stated.items() if said is not None})
        self.pattern = pattern
        self._form: re.Pattern[str] | None = None
        self._shortest = shortest
        self._longest = longest

    def admits(self, value: str) -> bool:
        """Tell whether a text is surely of the form.

        Where it has a letter beyond ASCII that is left open: what a letter is, is for pydantic's
        engine to say.
        """
        if len(value) < self._shortest or (
            self._longest is not None and len(value) > self._longest
        ):
            return False
        if self.pattern is None:
            return True
        if self._form is None:
            self._form = re.compile(self.pattern)
        return value.isascii() and self._form.fullmatch(value) is not None


class NumberLimits(Limits):
    """A whole number from ``least`` to ``greatest``, or on without end."""

    def __init__(self, least: int, greatest: int | None = None) -> None:
        """Limit a number."""
        super().__init__(ge=least, **({} if greatest is None else {"le": greatest}))
        self._least, self._greatest = least, greatest

    def admits(self, value: int) -> bool:
        """Tell whether a number is within."""
        return self._least <= value and (self._greatest is None or value <= self._greatest)


class ListLimits(Limits):
    """A list of at least so many."""

    def __init__(self, least: int) -> None:
        """Limit a list."""
        super().__init__(min_length=least)
        self._least = least

    def admits(self, value: tuple[object, ...]) -> bool:
        """Tell whether a list is long enough."""
        return len(value) >= self._least
