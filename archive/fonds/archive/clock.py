# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The clock that an archive records by: an argument, so that tests and samples repeat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the machine's time, aware, in UTC."""
    return datetime.now(UTC)
