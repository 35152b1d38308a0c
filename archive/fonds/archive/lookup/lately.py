# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which subjects were changed last whose dates may clash.

To put the dates of a subject together its facts must be read; of all subjects that would be the
whole archive. So a list for all looks at those that were changed last, and says that it does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.record.chronology import DATED, PARENTS
from fonds.archive.tables import LIVE, ThingKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.connection import Connection

MOST_SUBJECTS = 100
MOST_FACTS = 1_000
"""Subjects, and facts about them together, that are looked at."""
_MOST_EVENTS = 5_000

_VIEW = LIVE.view
_BOUND = sorted(DATED | PARENTS | {"age", "child", "predecessor", "successor"})
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


def lately_changed(connection: Connection) -> tuple[list[str], bool]:
    """Return subjects (ids), those changed last first, whose dates may clash.

    That takes a date, an age, a parent, a child, who held an office before, or a premise. Left out
    are those with more facts than may be read in all.

    Returns:
        The subjects, and whether there are others that would have to be looked at.
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
    found: list[str] = []
    keys: list[int] = []
    left, more = MOST_FACTS, False
    for subject, facts, key in rows:
        if len(found) == MOST_SUBJECTS:
            more = True
            break
        if facts > left:
            more = True
            continue
        left -= facts
        found.append(subject)
        keys.append(key)
    return found, more or _others(connection, keys)


def _others(connection: Connection, keys: Iterable[int]) -> bool:
    """Tell whether any subject that is not among these may have dates that clash."""
    row = connection.execute(
        f"SELECT 1 FROM {_VIEW('subject')} x WHERE x.withdrawn = 0"
        " AND x.key NOT IN (SELECT value FROM json_each(:keys))"
        f" AND {_MAY_CLASH} LIMIT 1",
        {"keys": json.dumps(list(keys)), "bound": json.dumps(_BOUND)},
    ).fetchone()
    return row is not None
