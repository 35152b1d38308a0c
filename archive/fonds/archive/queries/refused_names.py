# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The refusal of a name that several subjects bear, saying what tells these apart."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.names import several_named
from fonds.archive.queries.namesakes import Namesake, told_apart
from fonds.archive.tables import ThingKind
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.queries.queries import Queries

_MOST = 50


@contextmanager
def telling_apart(queries: Queries) -> Iterator[None]:
    """Say of the subjects of one name, where it is refused inside, what tells each of them apart.

    Raises:
        RefusedError: the refusal.
    """
    try:
        yield
    except RefusedError as error:
        if error.code != "ambiguous-subject" or "candidates" not in error.details:
            raise
        raise with_what_tells_apart(error, queries) from error


def with_what_tells_apart(refusal: RefusedError, queries: Queries) -> RefusedError:
    """Return a refusal that says of namesakes what `subject list` says of them, else as it is.

    What the queries hide tells nobody apart.
    """
    candidates = refusal.details.get("candidates", [])
    times = Counter(one["label"] for one in candidates)
    ids = {one["id"] for one in candidates}
    apart: dict[str, str] = {}
    try:
        for label in (label for label, count in times.items() if count > 1):
            rows = queries.subject_page(label, limit=_MOST).subjects
            alike = (Namesake(row.id, row.label, row.kind) for row in rows if row.id in ids)
            apart |= told_apart(queries, alike)
    except RefusedError:
        return refusal
    if not apart:
        return refusal
    called = {
        one["id"]: say("{label}, {remark}", label=one["label"], remark=apart[one["id"]])
        if one["id"] in apart
        else one["label"]
        for one in candidates
    }
    told = [one | {"told_apart": apart.get(one["id"])} for one in candidates]
    return several_named(str(refusal.details["name"]), ThingKind.SUBJECT, called, told)
