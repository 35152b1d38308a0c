# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which subjects were changed last whose dates may clash.

To put the dates of a subject together its facts must be read; of all subjects that would be the
whole archive. So a list for all looks at those that were changed last, and says that it does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.record.chronology import ALIVE, DATED, PARENTS
from fonds.archive.tables import LIVE, ThingKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.connection import Connection

MOST_SUBJECTS = 100
MOST_FACTS = 1_000
"""Subjects, and facts about them together that may bound a date, that are looked at.

Of those changed last the first is always: to whoever works on one life it is the one that matters.
"""
_OTHERS_AS_ONE = 50
"""Facts that bound no date are read all the same: so many weigh as much as one that may."""
_MOST_EVENTS = 5_000

_VIEW = LIVE.view
# Terms of an office are put together too: those of one office may lie apart.
_BOUND = sorted(DATED | PARENTS | {"age", "child", "predecessor", "successor", "position_held"})
_WEIGHED = sorted({*_BOUND, *ALIVE})
_MAY_CLASH = (
    f"(EXISTS (SELECT 1 FROM {_VIEW('attribution')} a WHERE a.subject = x.key AND a.property IN"
    f" (SELECT key FROM {_VIEW('property')} WHERE name IN (SELECT value FROM json_each(:bound))))"
    f" OR EXISTS (SELECT 1 FROM {_VIEW('attribution')} b JOIN {_VIEW('premise')} p"
    " ON p.fact = b.fact WHERE b.subject = x.key))"
)
_LATELY = (
    "SELECT coalesce(f.subject, t.key) AS key, max(e.position) AS last FROM"
    " (SELECT stream, position FROM event ORDER BY position DESC LIMIT :events) e"
    f" JOIN {_VIEW('thing')} t ON t.id = e.stream LEFT JOIN {_VIEW('fact')} f ON f.key = t.key"
    f" WHERE t.kind IN ({int(ThingKind.SUBJECT)}, {int(ThingKind.FACT)}) GROUP BY 1"
)
_NAMING = (
    # Whoever names one that was changed: the child of a father whose birth was dated anew.
    f" UNION SELECT f.subject, x.last FROM lately x JOIN {_VIEW('mention')} m ON m.subject = x.key"
    f" JOIN {_VIEW('fact')} f ON f.key = m.fact AND f.stands = 1"
    f" JOIN {_VIEW('property')} p ON p.key = f.property"
    " WHERE p.name IN (SELECT value FROM json_each(:bound))"
)


@dataclass(frozen=True, slots=True)
class Lately:
    """Subjects (ids) whose dates are to be put together, those changed last first.

    ``left_out`` of those changed last are not among them, each with more facts than may be looked
    at of all. ``others`` tells whether there are any, these or more, that would have to be.
    """

    subjects: tuple[str, ...]
    others: bool
    left_out: int


def lately_changed(connection: Connection) -> Lately:
    """Return the subjects changed last whose dates may clash.

    That takes a date, an age, a parent, a child, who held an office before, or a premise. Left out
    are those with more facts than may be read in all, but for the first.
    """
    rows = connection.execute(
        f"WITH lately AS ({_LATELY}), either AS (SELECT key, last FROM lately{_NAMING})"
        f" SELECT t.id, coalesce(n.facts, 0), x.key FROM (SELECT key, max(last) AS last FROM either"
        f" GROUP BY key ORDER BY 2 DESC, 1) x JOIN {_VIEW('subject')} s ON s.key = x.key"
        f" AND s.withdrawn = 0 JOIN {_VIEW('thing')} t ON t.key = x.key"
        f" LEFT JOIN {_VIEW('tally')} n ON n.subject = x.key WHERE {_MAY_CLASH} ORDER BY x.last"
        " DESC, x.key",
        {"events": _MOST_EVENTS, "bound": json.dumps(_BOUND)},
    )
    found: dict[int, str] = {}
    left, others, left_out = MOST_FACTS, False, 0
    for subject, facts, key in rows:
        if len(found) == MOST_SUBJECTS:
            others = True
            break
        weight = _dated(connection, key) + facts // _OTHERS_AS_ONE if found else 0
        if weight > left:
            others = True
            left_out += weight > MOST_FACTS
            continue
        left -= weight
        found[key] = subject
    return Lately(tuple(found.values()), others or _others(connection, found), left_out)


def _dated(connection: Connection, key: int) -> int:
    """Count the facts about a subject that may bound a date."""
    row = connection.execute(
        f"SELECT count(*) FROM {_VIEW('attribution')} WHERE subject = ? AND property IN"
        f" (SELECT key FROM {_VIEW('property')} WHERE name IN (SELECT value FROM json_each(?)))",
        (key, json.dumps(_WEIGHED)),
    ).fetchone()
    return int(row[0])


def _others(connection: Connection, keys: Iterable[int]) -> bool:
    """Tell whether any subject that is not among these may have dates that clash."""
    row = connection.execute(
        f"SELECT 1 FROM {_VIEW('subject')} x WHERE x.withdrawn = 0"
        " AND x.key NOT IN (SELECT value FROM json_each(:keys))"
        f" AND {_MAY_CLASH} LIMIT 1",
        {"keys": json.dumps(list(keys)), "bound": json.dumps(_BOUND)},
    ).fetchone()
    return row is not None
