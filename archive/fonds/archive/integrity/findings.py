# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a verification finds: a list of faults that cannot grow without bound."""

from __future__ import annotations

from dataclasses import dataclass

from fonds.events.sentences import Sentence, say

MOST_FAULTS = 1000
"""Faults told one by one; what is found beyond them is counted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be.

    ``kind`` is a stable word, ``position`` the event concerned (None for what belongs to no event:
    the schema, the disposable tables), ``detail`` a sentence that repeats no stored words.
    """

    kind: str
    position: int | None
    detail: str


class Findings:
    """Collects faults, in the order they are found."""

    def __init__(self) -> None:
        """Begin with none."""
        self._faults: list[Fault] = []
        self._more = 0

    def add(self, kind: str, position: int | None, detail: Sentence) -> None:
        """Note a fault; what the file's bytes brought into ``detail`` is made printable."""
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(Fault(kind, position, _printable(detail)))
        else:
            self._more += 1

    def faults(self) -> tuple[Fault, ...]:
        """Return what was found, with a last line for what goes beyond the limit."""
        if not self._more:
            return tuple(self._faults)
        rest = Fault("more", None, say("{count} further faults are not listed.", count=self._more))
        return (*self._faults, rest)

    def any_of(self, *kinds: str) -> bool:
        """Tell whether there is a fault of one of the kinds."""
        return any(fault.kind in kinds for fault in self._faults)


def _printable(detail: str) -> str:
    plain = detail.encode("utf-8", "replace").decode("utf-8")
    if not isinstance(detail, Sentence):
        return plain
    parts = {
        name: _printable(part) if isinstance(part, str) else part
        for name, part in detail.parts.items()
    }
    return Sentence(detail.form, parts, plain)
