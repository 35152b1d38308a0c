# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Regular expressions that are compiled when they are first used.

Modules that read words hold them by the dozen, and who looks at one record needs few: compiling
all of them took a fiftieth of what a start of the window computes.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """Stands for an expression, and becomes what is asked of it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an expression has
        # Python asks here only for what does not stand in the instance: each method once.
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression like `re.compile` does, except that a fault is raised at its first use.

    It is for its own methods: functions of `re` do not take it.
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))
