# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a verification found, for a reader: lines that fit, and of many faults alike the first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from fonds.archive.cli.terminal import safe, wrap
from fonds.events.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.integrity.findings import Fault

_MOST_ALIKE = 5
_LONGEST = 400
"""Characters of one fault that are told."""


def fault_lines(faults: Sequence[Fault], width: int) -> list[str]:
    """Return lines that tell faults in their order, each with its position where it has one."""
    lines: list[str] = []
    for _, group in groupby(faults, key=_likeness):
        alike = list(group)
        # To say "and one more" takes as much room as to tell it.
        shown = len(alike) if len(alike) <= _MOST_ALIKE + 1 else _MOST_ALIKE
        for fault in alike[:shown]:
            lines += wrap(_told(fault), width, first="  ", rest="      ")
        if shown < len(alike):
            lines += wrap(_rest(alike[shown:]), width, first="      ")
    return lines


def _likeness(fault: Fault) -> tuple[str, str]:
    """Return what faults have in common that say the same of different positions."""
    detail = fault.detail
    return fault.kind, detail.form if isinstance(detail, Sentence) else ""


def _told(fault: Fault) -> str:
    detail = safe(fault.detail)
    if len(detail) > _LONGEST:
        kept = detail[:_LONGEST].rsplit(" ", 1)[0]
        detail = f"{kept} … ({len(detail) - len(kept):,} more characters; --json has them)"
    where = "" if fault.position is None else f"@{fault.position}: "
    return f"{where}{safe(fault.kind)}: {detail}"


def _rest(faults: Sequence[Fault]) -> str:
    positions = [fault.position for fault in faults if fault.position is not None]
    between = f", from @{min(positions)} to @{max(positions)}" if positions else ""
    return f"and {len(faults):,} more of this kind{between}; --json lists them all."
