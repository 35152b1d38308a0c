# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A subject page by page: what is said of it, and facts a few at a time.

A record weighs every fact with every other, so it reads them all. Of a subject with a hundred
thousand facts somebody first wants to know what there is, and then to look at some of it: that is
answered from the tables and by folding no fact that is not on the page.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.facts import FactReader
from fonds.archive.queries.facts import FactViews
from fonds.archive.queries.labels import identity_at
from fonds.archive.record.states import Standing
from fonds.archive.tables import LIVE
from fonds.events.fixed import fixed
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.store.sqlite import SqliteStore

_VIEW = LIVE.view
_STANDING = (
    f"{_VIEW('attribution')} a JOIN {_VIEW('fact')} f ON f.key = a.fact AND f.stands = 1"
    " AND f.subject = a.subject AND f.property = a.property"
    f" WHERE a.subject = (SELECT key FROM {_VIEW('thing')} WHERE id = :subject)"
)
"""The facts that stand about a subject, in the order of properties and then of the log."""
_IDS = f"SELECT (SELECT id FROM {_VIEW('thing')} WHERE key = a.fact) AS id FROM {_STANDING}"
"""Selects their ids, which are asked of those alone that are shown: counting needs none."""


@fixed
class PropertyCount:
    """A property of which a subject has facts that stand, how many, and how many open conflicts.

    ``facts`` is None where the living are hidden: a number would tell of what is not shown.
    """

    name: str
    label: str
    facts: int | None
    conflicts: int
    section: str | None = None


@fixed
class FactPage:
    """Facts that stand; ``after`` is what the next page begins after, None on the last one."""

    facts: tuple[FactAnswer, ...]
    after: str | None


def make_contents(store: SqliteStore, subject: str) -> list[PropertyCount]:
    """Return what is said of a subject, in the order in which properties were defined."""
    rows = store.connection.execute(
        "SELECT n.name, json_extract(n.content, '$.label'), c.facts,"
        f" (SELECT count(*) FROM {_VIEW('conflict')} d WHERE d.status = 'open'"
        " AND d.subject = c.subject AND d.property = c.property),"
        " json_extract(n.content, '$.section')"
        " FROM (SELECT a.subject, a.property, count(*) AS facts FROM"
        f" {_STANDING} GROUP BY a.property) c"
        f" JOIN {_VIEW('property')} n ON n.key = c.property ORDER BY n.key",
        {"subject": subject},
    )
    return [PropertyCount(*row) for row in rows]


def make_page(
    store: SqliteStore, subject: str, name: str | None, after: str | None, limit: int
) -> FactPage:
    """Return the next facts about a subject, of one property or of all.

    Raises:
        RefusedError: nothing is filed under ``name`` here, or ``after`` is no fact about it.
    """
    parameters: dict[str, object] = {"subject": subject, "limit": limit + 1, "name": name}
    wanted = ""
    if name is not None:
        wanted = f" AND a.property = (SELECT key FROM {_VIEW('property')} WHERE name = :name)"
        known = store.connection.execute(
            f"SELECT 1 FROM {_VIEW('property')} WHERE name = ?", (name,)
        ).fetchone()
        if known is None:
            message = say(
                "There is no property “{name}” here. fonds property list shows those used.",
                name=name,
            )
            raise RefusedError("unknown-property", message, name=name)
    if after is not None:
        begun = store.connection.execute(
            f"SELECT f.property, f.key FROM {_VIEW('fact')} f JOIN {_VIEW('thing')} t"
            " ON t.key = f.key WHERE t.id = ?"
            f" AND f.subject = (SELECT key FROM {_VIEW('thing')} WHERE id = ?)",
            (after, subject),
        ).fetchone()
        if begun is None:
            message = say(
                "The fact {after} is not about this subject now. Begin with the first page.",
                after=after,
            )
            raise RefusedError("unknown-fact", message, name=after)
        wanted += " AND (a.property, a.fact) > (:property, :fact)"
        parameters |= {"property": begun[0], "fact": begun[1]}
    rows = store.connection.execute(
        f"{_IDS}{wanted} ORDER BY a.property, a.fact LIMIT :limit", parameters
    )
    ids = [row[0] for row in rows]
    shown = ids[:limit]
    states = {state.id: state for state in FactReader(store).by_id(shown)}
    views = FactViews(store, identity_at(store, None))
    facts = tuple(views.of([states[fact] for fact in shown if fact in states]))
    return FactPage(facts, shown[-1] if len(ids) > limit else None)


def make_said(
    store: SqliteStore, subjects: Sequence[str], names: Sequence[str], last: int | None, most: int
) -> list[FactAnswer]:
    """Return of each subject the first ``most`` standing facts of each of some properties.

    Without ``names`` the first ``most`` of any property. ``last`` is a position: the facts as they
    stood then, of those that still stand now. However much is said of a subject, no more of it is
    read than that.
    """
    held = _IDS.replace(":subject", "s.value")
    first = "(SELECT json_group_array(id) FROM ({wanted} ORDER BY a.property, a.fact LIMIT :most))"
    of_name = f"{held} AND a.property = (SELECT key FROM {_VIEW('property')} WHERE name = n.value)"
    if names:
        statement = (
            f"SELECT {first.format(wanted=of_name)} FROM json_each(:subjects) s"
            " CROSS JOIN json_each(:names) n"
        )
    else:
        statement = f"SELECT {first.format(wanted=held)} FROM json_each(:subjects) s"
    rows = store.connection.execute(
        statement,
        {"subjects": json.dumps(subjects), "names": json.dumps(names), "most": most},
    )
    ids = [fact for row in rows for fact in json.loads(row[0])]
    states = {state.id: state for state in FactReader(store).by_id(ids, last)}
    views = FactViews(store, identity_at(store, last))
    found = views.of([states[fact] for fact in ids if fact in states])
    return [one for one in found if one.standing is Standing.STANDS]
