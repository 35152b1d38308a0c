# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The policy of an archive: what it hides unless asked, as it was last set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.record.policy import EVERYTHING, Policy, Shown
from fonds.events.catalogue.archive import PolicyContent, PolicySet, Visibility
from fonds.events.sentences import as_sentence, form_of, joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.store.sqlite import SqliteStore


def policy_in_force(store: SqliteStore) -> PolicyContent:
    """Return the policy that was set last; a new archive hides nothing."""
    content = PolicyContent()
    for recorded in store.stream(store.at([1])[0].header.archive):
        if isinstance(recorded.event, PolicySet):
            content = recorded.event.content
    return content


def hiding_policy(content: PolicyContent) -> Policy:
    """Return the policy that hides what an archive's says, and weighs nothing."""
    return Policy(
        living=content.living.value,
        notes=content.notes.value,
        quotations=content.quotations.value,
        hidden_sources=frozenset(content.sources),
        hidden_subjects=frozenset(content.subjects),
    )


def policy_asked(content: PolicyContent, shown: Mapping[str, bool], *, exporting: bool) -> Policy:
    """Return what is to be hidden: see `Queries.as_asked`."""
    set_ = hiding_policy(content)
    obeyed = (exporting or "policy" in shown) and "everything" not in shown
    hides = set_ if obeyed else EVERYTHING
    said: dict[bool, Shown] = {True: "shown", False: "hidden"}
    if "living" in shown:
        hides = replace(hides, living=said[shown["living"]])
    if "notes" in shown:
        hides = replace(hides, notes=said[shown["notes"]])
    if "quotations" in shown:
        hides = replace(hides, quotations=said[shown["quotations"]])
    if "listed" in shown:
        listed = EVERYTHING if shown["listed"] else set_
        hides = replace(
            hides,
            hidden_sources=listed.hidden_sources,
            hidden_subjects=listed.hidden_subjects,
        )
    return hides


def policy_told(content: PolicyContent) -> str:
    """Say in a few words what an archive's policy hides, and shows."""
    said: list[str] = [say("living {living}", living=as_sentence(content.living.value))]
    said += [
        one
        for one, shown in (
            (say("notes hidden"), content.notes),
            (say("quotations hidden"), content.quotations),
        )
        if shown is Visibility.HIDDEN
    ]
    for one, several, ids in (
        (say("1 source hidden"), form_of("{count} sources hidden"), content.sources),
        (say("1 subject hidden"), form_of("{count} subjects hidden"), content.subjects),
    ):
        if ids:
            said.append(one if len(ids) == 1 else say(several, count=len(ids)))
    return joined(", ", said)
