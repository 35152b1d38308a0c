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
from fonds.events.sentences import as_sentence, joined, say

if TYPE_CHECKING:
    from collections.abc import Collection

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.recorded import RecordedEvent


@fixed
class ErasureAnswer:
    """One erasure that took facts about a subject, or naming it, words of such facts, or notes.

    ``position`` is that of its first record. ``ground`` is the code of it, ``facts`` are those that
    say nothing any more, ``words`` those that stand without some of their words, ``notes`` those
    written about the subject; all are numbers.
    """

    position: int
    recorded_at: str
    ground: str
    facts: int
    words: int
    notes: int = 0

    @property
    def said(self) -> str:
        """What was erased, in a sentence."""
        said = []
        if self.facts:
            said.append(
                say("1 fact about this subject or naming it")
                if self.facts == 1
                else say("{facts:,} facts about this subject or naming it", facts=self.facts)
            )
        if self.words:
            said.append(
                say("words of 1 fact that stands")
                if self.words == 1
                else say("words of {words:,} facts that stand", words=self.words)
            )
        if self.notes:
            said.append(
                say("1 note about this subject")
                if self.notes == 1
                else say("{notes:,} notes about this subject", notes=self.notes)
            )
        return say(
            "Erased on the record @{position} (ground: {ground}): {what}",
            position=self.position,
            ground=as_sentence(self.ground),
            what=joined("; ", said),
        )


def erasures_about(
    store: SqliteStore, subjects: Collection[str], last: int | None = None
) -> tuple[ErasureAnswer, ...]:
    """Return the erasures of facts about subjects or naming them, in the order of the log.

    At a moment, up to the position ``last``, those of facts that had been asserted by then: their
    words are not there for any moment any more.
    """
    view = LIVE.view
    if not store.connection.execute(f"SELECT 1 FROM {view('erased')} LIMIT 1").fetchone():
        return ()
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
        begins, ends = records_of(store, first.position)
        notes = _notes(store, streams & set(subjects), (begins, ends), last)
        if (facts or notes) and isinstance(event, ContentErased):
            found.append(
                ErasureAnswer(
                    position=begins,
                    recorded_at=first.header.recorded_at,
                    ground=event.content.ground,
                    facts=len(facts - stand),
                    words=len(facts & stand),
                    notes=notes,
                )
            )
    return tuple(found)


def records_of(store: SqliteStore, position: int) -> tuple[int, int]:
    """Return the first and the last record of the erasure that one of its records is."""
    view = LIVE.view
    # Of its action's own events alone: by what they took, `erased` would have to be read whole.
    row = store.connection.execute(
        "SELECT min(e.position), max(e.position) FROM event e WHERE e.position BETWEEN"
        f" (SELECT max(first) FROM {view('action')} WHERE first <= ?1)"
        f" AND (SELECT last FROM {view('action')} WHERE first <= ?1 ORDER BY first DESC LIMIT 1)"
        " AND json_extract(e.header, '$.type') = ?2",
        (position, ContentErased.__name__),
    ).fetchone()
    return (position, position) if row[0] is None else (int(row[0]), int(row[1]))


def _notes(
    store: SqliteStore, subjects: Collection[str], records: tuple[int, int], last: int | None
) -> int:
    """Count the notes about subjects, written by a position, that some records say are erased."""
    upto = store.size() if last is None else last
    (count,) = store.connection.execute(
        f"SELECT count(DISTINCT x.position) FROM event e CROSS JOIN {LIVE.view('erased')} x"
        " ON e.position = x.position"
        " WHERE x.by BETWEEN ? AND ? AND x.position <= ?"
        " AND e.stream IN (SELECT value FROM json_each(?))"
        " AND json_extract(e.header, '$.type') = 'NoteWritten'",
        (*records, upto, json.dumps(sorted(subjects))),
    ).fetchone()
    return int(count)


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
