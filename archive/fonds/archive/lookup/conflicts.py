# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Conflicts as the tables list them, and the one that is meant by an id."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fonds.archive.errors import RefusedError
from fonds.archive.languages.recognising import recognised
from fonds.archive.lookup.names import SHORTEST_PREFIX
from fonds.archive.tables import LIVE
from fonds.events.fixed import fixed
from fonds.events.sentences import kept, say

if TYPE_CHECKING:
    from fonds.archive.connection import Connection

_VIEW = LIVE.view
_SELECT = (
    "SELECT c.id, t.id, s.label, p.name, json_extract(p.content, '$.label'), c.status, c.relation,"
    " c.reason, c.reopened,"
    f" (SELECT json_group_array(x.id) FROM (SELECT y.id FROM {_VIEW('claim')} v"
    f" JOIN {_VIEW('thing')} y ON y.key = v.fact WHERE v.subject = c.subject"
    " AND v.property = c.property AND v.claim IN (SELECT value FROM json_each(c.claims))"
    " ORDER BY v.fact) x)"
    f" FROM {_VIEW('conflict')} c JOIN {_VIEW('thing')} t ON t.key = c.subject"
    f" JOIN {_VIEW('subject')} s ON s.key = c.subject"
    f" JOIN {_VIEW('property')} p ON p.key = c.property"
)


@fixed
class ConflictRow:
    """A conflict among the facts of one property of one subject, as it is now.

    ``status`` is open or resolved; ``reopened`` tells that it was resolved and is open again.
    ``facts`` are the ids of all that conflict, oldest first.
    """

    id: str
    subject: str
    subject_label: str
    property: str
    property_label: str
    status: str
    relation: str
    reason: str
    facts: tuple[str, ...]
    reopened: bool = False


def conflict_rows(
    connection: Connection,
    subject: str | None,
    *,
    limit: int | None = None,
    after: str | None = None,
) -> list[ConflictRow]:
    """Return the conflicts there are now, of one subject or all.

    Open ones come first, then by subject and property, in the order in which these were opened and
    defined. ``after`` is the id of the last one of the page before.

    Raises:
        RefusedError: the conflict ``after`` is there no more.
    """
    wanted = "1"
    parameters: dict[str, object] = {"limit": -1 if limit is None else limit}
    if subject is not None:
        wanted = (
            "c.status IN ('open', 'resolved')"
            f" AND c.subject = (SELECT key FROM {_VIEW('thing')} WHERE id = :subject)"
        )
        parameters["subject"] = subject
    if after is not None:
        wanted += (
            " AND (c.status, c.subject, c.property, c.place) > (SELECT status, subject, property,"
            f" place FROM {_VIEW('conflict')} WHERE id = :after)"
        )
        parameters["after"] = find_conflict(connection, after).id
    rows = connection.execute(
        f"{_SELECT} WHERE {wanted} ORDER BY c.status, c.subject, c.property, c.place LIMIT :limit",
        parameters,
    )
    return [_row(row) for row in rows]


def find_conflict(connection: Connection, name: str) -> ConflictRow:
    """Return the conflict whose id is, or begins with, ``name``.

    Raises:
        RefusedError: there is none now, or there are several.
    """
    wanted = name.strip().lower()
    rows: list[tuple[Any, ...]] = []
    if len(wanted) >= SHORTEST_PREFIX:
        rows = connection.execute(
            f"{_SELECT} WHERE c.id >= ?1 AND c.id < ?1 || '{{' LIMIT 2", (wanted,)
        ).fetchall()
    if len(rows) == 1:
        return _row(rows[0])
    if rows:
        message = say(
            "“{name}” begins the ids of several conflicts. Give more of the one you mean.",
            name=name,
        )
        raise RefusedError("ambiguous-conflict", message, name=name)
    message = say(
        "There is no conflict “{name}” now. fonds conflicts lists those there are; one"
        " whose facts changed may be gone, or have another id.",
        name=name,
    )
    raise RefusedError("unknown-conflict", message, name=name)


def _row(row: tuple[Any, ...]) -> ConflictRow:
    conflict, subject, label, name, called, status, relation, reason, reopened, facts = row
    return ConflictRow(
        id=conflict,
        subject=subject,
        subject_label=label,
        property=name,
        property_label=called,
        status=status,
        relation=relation,
        reason=recognised(reason) or kept(reason),
        facts=tuple(json.loads(facts)),
        reopened=bool(reopened),
    )
