# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Moments: a position, a day or a time as typed, and the position everything is folded to."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.queries.answers import Moment
from fonds.archive.tables import LIVE
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.store.sqlite import SqliteStore

_POSITION = re.compile(r"^@(\d{1,15})$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def read_moment_asked(store: SqliteStore, asked: str) -> Moment:
    """Return the moment that was asked for.

    A day, minute or second means its last microsecond; a time without a zone is UTC. As of a time
    means the last position up to which nothing is recorded later, even where a clock ran backwards.

    Raises:
        RefusedError: it is no moment, or a position the log has not reached.
    """
    size = store.size()
    position = _POSITION.match(asked.strip())
    if position is not None:
        at = int(position.group(1))
        if at > size:
            message = say(
                "{asked} is not in the log yet: it ends at @{size}.", asked=asked, size=size
            )
            raise RefusedError("bad-moment", message, asked=asked, size=size)
        return Moment(asked, at, _recorded_at(store, at))
    _, last = _read_time(asked)
    at = _position_at(store, last)
    return Moment(asked, at, _recorded_at(store, at))


def read_since(store: SqliteStore, asked: str) -> int:
    """Return the last position that does not count as since the moment that was asked for.

    Since a position is what comes after it; since a day, minute or second is what was recorded from
    its first microsecond on.

    Raises:
        RefusedError: it is no moment, or a position the log has not reached.
    """
    if _POSITION.match(asked.strip()) is not None:
        return read_moment_asked(store, asked).position
    first, _ = _read_time(asked)
    return _position_at(store, max(first, _EPOCH) - _TICK)


def _read_time(asked: str) -> tuple[datetime, datetime]:
    """Return the first and the last microsecond of what was asked for."""
    text = asked.strip()
    try:
        if _DAY.match(text):
            day = date.fromisoformat(text)
            first = datetime(day.year, day.month, day.day, tzinfo=UTC)
            return first, first + timedelta(days=1) - _TICK
        time = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        message = say(
            "“{asked}” is no moment. Give a position such as @412, a day such as"
            " 2026-11-21, or a time such as 2026-11-21T12:00.",
            asked=asked,
        )
        raise RefusedError("bad-moment", message, asked=asked) from error
    time = time if time.tzinfo is not None else time.replace(tzinfo=UTC)
    # What is not said is meant whole: a minute to its end, a second to its end.
    clock = text[11:].upper().rstrip("Z").split("+")[0].split("-")[0]
    if "." in clock or "," in clock:
        return time, time
    unit = {0: timedelta(hours=1), 1: timedelta(minutes=1)}.get(
        clock.count(":"), timedelta(seconds=1)
    )
    return time, time + unit - _TICK


def _position_at(store: SqliteStore, time: datetime) -> int:
    """Find the last action whose running-latest time is not after ``time``, by halving."""
    moment = (time - _EPOCH) // timedelta(microseconds=1)
    table = LIVE.view("action")
    execute = store.connection.execute
    low, high, found = 0, store.size(), 0
    while low <= high:
        middle = (low + high) // 2
        row = execute(
            f"SELECT first, last, moment FROM {table} WHERE first <= ? ORDER BY first DESC LIMIT 1",
            (middle,),
        ).fetchone()
        if row is None or row[2] <= moment:
            found = row[1] if row is not None else 0
            low = max(middle, found) + 1
        else:
            high = row[0] - 1
    return found


def _recorded_at(store: SqliteStore, position: int) -> str | None:
    if position == 0:
        return None
    return store.at([position])[0].header.recorded_at
