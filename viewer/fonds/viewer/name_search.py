# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Names looked through for words, slice by slice, so that nothing waits for a hundred thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

ThingT = TypeVar("ThingT")

SLICE = 12_500
"""Names looked through at once: one or two milliseconds."""


@dataclass(slots=True)
class Search:
    """A search that goes on: what was typed, its words, the places it looks at (None: all).

    ``found`` are the places of the names that have all words, as far as was looked.
    """

    typed: str
    words: Sequence[str]
    held: Sequence[int] | None
    looked_at: int = 0
    found: list[int] = field(default_factory=list)

    def look(self, names: Sequence[str]) -> None:
        """Look through the next slice."""
        begin = self.looked_at
        first, *others = self.words
        if self.held is None:
            part = names[begin : begin + SLICE]
            found = [place for place, name in enumerate(part, begin) if first in name]
        else:
            found = [n for n in self.held[begin : begin + SLICE] if first in names[n]]
        for word in others:
            found = [place for place in found if word in names[place]]
        self.looked_at += SLICE
        self.found += found

    def goes_on(self, names: Sequence[str]) -> bool:
        """Tell whether there are names that were not looked at yet."""
        return self.looked_at < len(names if self.held is None else self.held)


class Picked(Sequence[ThingT], Generic[ThingT]):
    """Some of many items, by their places: nothing is copied while somebody types."""

    def __init__(self, items: Sequence[ThingT], places: Sequence[int]) -> None:
        """Pick the items at these places."""
        self._items, self._places = items, places

    def __len__(self) -> int:
        """Count them."""
        return len(self._places)

    def __iter__(self) -> Iterator[ThingT]:
        """Give one after the other."""
        return map(self._items.__getitem__, self._places)

    @overload
    def __getitem__(self, at: int) -> ThingT: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ThingT]: ...
    def __getitem__(self, at: int | slice) -> ThingT | Sequence[ThingT]:
        """Give one, or some."""
        if isinstance(at, slice):
            return Picked(self._items, self._places[at])
        return self._items[self._places[at]]
