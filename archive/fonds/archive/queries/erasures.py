# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""That a record lost accounts to an erasure: when and on which ground, never what they said.

Told from headers and the records of erasures alone, which nothing erases.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.tables import LIVE, ThingKind
from fonds.events.catalogue.archive import ContentErased
from fonds.events.fixed import fixed
from fonds.events.sentences import as_sentence, say

if TYPE_CHECKING:
    from collections.abc import Collection

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.recorded import RecordedEvent


@fixed
class ErasureAnswer:
    """One erasure that took facts about a subject, or naming it, or words of such facts.

    ``ground`` is the code of it, ``facts`` are those that say nothing any more, ``words`` those
    that stand without some of their words; both are numbers.
    """

    position: int
    recorded_at: str
    ground: str
    facts: int
    words: int

    @property
    def said(self) -> str:
        """What was erased, in a sentence."""
        ground, position = as_sentence(self.ground), self.position
        facts = (
            say("1 fact about this subject or naming it")
            if self.facts == 1
            else say("{facts:,} facts about this subject or naming it", facts=self.facts)
        )
        words = (
            say("words of 1 fact that stands")
            if self.words == 1
            else say("words of {words:,} facts that stand", words=self.words)
        )
        if not (self.facts and self.words):
            what = facts if self.facts else words
            return say("Erased on the record @{position} (ground: {ground}): {what}",
                       position=position, ground=ground, what=what)  # fmt: skip
        return say(
            "Erased on the record @{position} (ground: {ground}): {facts}; {words}",
            position=position,
            ground=ground,
            facts=facts,
            words=words,
        )


def erasures_about(
    store: SqliteStore, subjects: Collection[str], last: int | None = None
) -> tuple[ErasureAnswer, ...]:
    """Return the erasures of facts about subjects or naming them, in the order of the log.

    At a moment, up to the position ``last``, those of facts that had been asserted by then: their
    words are not there for any moment any more.
    """
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT DISTINCT a.position FROM {view('thing')} t JOIN {view('about')} a"
        " ON a.thing = t.key WHERE t.id IN (SELECT value FROM json_each(?))"
        f" AND a.position IN (SELECT by FROM {view('erased')}) ORDER BY a.position",
        (json.dumps(sorted(subjects)),),
    ).fetchall()
    if not rows:
        return ()
    erasures: dict[str, tuple[RecordedEvent, set[str]]] = {}
    for recorded in store.at([row[0] for row in rows]):
        header = recorded.header
        erasures.setdefault(header.action, (recorded, set()))[1].add(header.stream)
    asserted = _asserted(store, {one for _, streams in erasures.values() for one in streams}, last)
    stand = {state.id for state in FactReader(store).by_id(sorted(asserted))}
    found = []
    for first, streams in erasures.values():
        event, facts = first.event, streams & asserted
        if facts and isinstance(event, ContentErased):
            found.append(
                ErasureAnswer(
                    position=first.position,
                    recorded_at=first.header.recorded_at,
                    ground=event.content.ground,
                    facts=len(facts - stand),
                    words=len(facts & stand),
                )
            )
    return tuple(found)


def _asserted(store: SqliteStore, things: Collection[str], last: int | None) -> set[str]:
    """Return those of some ids that are of facts asserted by a position."""
    rows = store.connection.execute(
        f"SELECT id FROM {LIVE.view('thing')} WHERE kind = ?"
        " AND id IN (SELECT value FROM json_each(?))",
        (ThingKind.FACT, json.dumps(sorted(things))),
    ).fetchall()
    facts = {row[0] for row in rows}
    if last is None:
        return facts
    return {fact for fact in facts if store.stream(fact)[0].position <= last}
