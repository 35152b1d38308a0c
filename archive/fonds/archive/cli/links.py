# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Whom a subject was judged to be one with, told above its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.cli.terminal import flowing
from fonds.events.catalogue.subject import Judgement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.queries.queries import Queries
    from fonds.archive.record.policy import Policy


def names_merged(
    queries: Queries, merged: Sequence[tuple[str, str]], as_of: str | None, policy: Policy
) -> dict[str, str]:
    """Return what those told as one are called, by id: namesakes among them told apart."""
    labels = dict(merged)
    return labels | queries.names_apart(labels, as_of, policy) if labels else labels


def links_said(
    queries: Queries, subject: str, merged: Mapping[str, str], as_of: str | None
) -> list[str]:
    """Say whom a subject was judged to be, or perhaps to be, by a moment.

    Where what is told is of all of them already (``merged``, names by id), who the others are.
    """
    if merged:
        others = "; ".join(flowing(name) for one, name in merged.items() if one != subject)
        return [f"! merged with what was judged to be the same: {others}"] if others else []
    return [
        _SAID[link.judgement].format(other=flowing(link.other_label), id=link.other)
        for link in queries.links(subject, as_of)
        if link.judgement in _SAID
    ]


_SAID = {
    Judgement.SAME: "! judged the same as {other} ({id}), whose facts are not among these:"
    " ask with --merged",
    Judgement.UNSURE: "! perhaps the same as {other} ({id}): nobody is sure",
}
