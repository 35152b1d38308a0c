# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What must be known before a narrative is read: of what moment it is, of whom, what is left out.

Of a record merged from several, each fact is still of one of them; which, is said with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.events.sentences import as_sentence, form_of, joined, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.queries.answers import FactAnswer, Record
    from fonds.archive.queries.erasures import ErasureAnswer


def told_before(
    record: Record, others: Mapping[str, str], limits: Sequence[str], remarks: Sequence[str]
) -> list[str]:
    """Return what is told before the first paragraph, a sentence each."""
    said = []
    if record.as_of is not None:
        said.append(say("As it was held at @{position}.", position=record.as_of.position))
    if others:
        names = "; ".join(others.values())
        said.append(say("Merged with what was judged to be the same: {names}.", names=names))
    if limits:
        said.append(say("Under a policy: {limits}.", limits=joined("; ", limits)))
    return [*said, *_erased_said(record.erased), *remarks]


def others_merged(record: Record, called: Mapping[str, str]) -> dict[str, str]:
    """Return what those are called, by id, with whom the record's subject is told as one."""
    return {one: called.get(one, label) for one, label in record.merged if one != record.id}


def said_of_others(facts: Iterable[FactAnswer], others: Mapping[str, str]) -> list[str]:
    """Say of which of the others facts are."""
    names = dict.fromkeys(others[fact.subject] for fact in facts if fact.subject in others)
    return [say("said of {name}", name=name) for name in names]


def _erased_said(erasures: Iterable[ErasureAnswer]) -> list[str]:
    """Say in one sentence that something was erased, where and on what ground; [] where nothing."""
    grounds: dict[str, list[str]] = {}
    for one in erasures:
        grounds.setdefault(one.ground, []).append(f"@{one.position}")
    if not grounds:
        return []
    told = (
        say("{name}: {words}", name=as_sentence(ground), words=", ".join(positions))
        for ground, positions in grounds.items()
    )
    form = form_of(
        "Words held about this subject or naming it were erased on the record ({where})."
    )
    return [say(form, where=joined("; ", told))]
