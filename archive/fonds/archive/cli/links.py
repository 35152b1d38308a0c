# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Whom a subject was judged to be one with, told above a record that has only its own facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.cli.terminal import flowing
from fonds.events.catalogue.subject import Judgement

if TYPE_CHECKING:
    from fonds.archive.queries.answers import Record
    from fonds.archive.queries.queries import Queries


def links_said(queries: Queries, record: Record) -> list[str]:
    """Say whom the subject of a record was judged to be, or perhaps to be, by its moment.

    Nothing where the record is of all of them already.
    """
    if record.merged:
        return []
    as_of = None if record.as_of is None else f"@{record.as_of.position}"
    return [
        _SAID[link.judgement].format(other=flowing(link.other_label), id=link.other)
        for link in queries.links(record.id, as_of)
        if link.judgement in _SAID
    ]


_SAID = {
    Judgement.SAME: "! judged the same as {other} ({id}), whose facts are not among these:"
    " fonds show --merged",
    Judgement.UNSURE: "! perhaps the same as {other} ({id}): nobody is sure",
}
