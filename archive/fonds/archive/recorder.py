# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How a command becomes events of the log, and the tables follow: all in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from fonds.archive.commands.plan import Plan, Remembered, made_ready, new_import_secret
from fonds.archive.lookup.agents import agent_known_as
from fonds.archive.lookup.texts import CHANGE_TEXTS, Texts
from fonds.archive.outcome import Outcome
from fonds.archive.projector import Projector
from fonds.events.catalogue.archive import (
    AgentContent,
    AgentIntroduced,
    AgentKind,
    ArchiveContent,
    ArchiveCreated,
    ImportSecret,
)
from fonds.events.header import spell_moment
from fonds.events.recorded import Authorship, Draft, RecordedEvent, recorded, seal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.clock import Clock
    from fonds.archive.commands.plan import Command, Progress
    from fonds.archive.sources.refound import Finding
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.ids import Randomness

AnswerT = TypeVar("AnswerT")


class Recorder:
    """Carries commands out on one connection, for one agent, remembering what it asked."""

    def __init__(
        self,
        store: SqliteStore,
        agent: tuple[AgentKind, str, str | None],
        clock: Clock,
        randomness: Randomness,
    ) -> None:
        """Record in ``store`` in the name of an agent: kind, name, version."""
        self._store = store
        self._projector = Projector(store)
        texts = Texts(store, keys=self._projector.keys)
        self._remembered = Remembered(texts, self._projector.keys, self._projector.properties)
        self._agent = agent
        self._agent_id: str | None = None
        self._foreign_writes = 0
        self._clock = clock
        self._randomness = randomness

    def begin(self, name: str) -> None:
        """Make a new archive's tables, and record that it was created and by whom."""
        secret = new_import_secret(self._randomness)
        archive_id = self._randomness.new_id()
        with self._store.transaction():
            self._store.prepare()
            self._projector.create()
            draft = Draft(
                ArchiveCreated(
                    content=ArchiveContent(name=name), import_secret=ImportSecret(key=secret)
                ),
                archive_id,
                begins=True,
            )
            agent = self._randomness.new_id()
            authorship = self._authorship(archive_id, agent)
            self._append([draft, self._introduction(agent)], authorship)
            self._projector.settle()

    def execute(
        self,
        command: Command[AnswerT],
        archive: str,
        progress: Progress | None = None,
        *,
        dry_run: bool = False,
    ) -> Outcome[AnswerT]:
        """Carry a command out in the archive of this id, as `Archive.execute` tells."""
        command = made_ready(command, self._store, progress)
        try:
            with self._store.transaction(undo=dry_run):
                outcome = self._carry_out(command, archive, progress)
        except BaseException:
            self.forget()
            raise
        if dry_run:
            self.forget()
        return outcome

    def forget(self) -> None:
        """Forget what commands remember of the tables: they were undone, or written by others."""
        self._projector.forget()
        self._remembered.texts.forget()
        self._agent_id = None

    def _carry_out(
        self, command: Command[AnswerT], archive: str, progress: Progress | None
    ) -> Outcome[AnswerT]:
        self._catch_up_with_others()
        agent = self._agent_id = self._agent_id or agent_known_as(
            self._store.connection, *self._agent
        )
        agent_id = agent or self._randomness.new_id()
        authorship = self._authorship(archive, agent_id)
        introduced = agent is not None

        def record(drafts: Sequence[Draft]) -> list[RecordedEvent]:
            nonlocal introduced
            first = [] if introduced else [self._introduction(agent_id)]
            introduced = True
            return self._append([*first, *drafts], authorship)

        plan = Plan(self._store, self._randomness, record, self._remembered, progress)
        answer = command.plan(plan)
        refound = _looked_for(plan) if plan.from_older else ()
        events = tuple(plan.flush())
        self._projector.settle()
        # Of a long text this took as long as reading it, and nothing is recorded until it is over.
        plan.report(1, 1)
        return Outcome(
            authorship.action if events else None,
            events,
            plan.recorded_count,
            answer,
            self._store.edge(),
            refound,
        )

    def _catch_up_with_others(self) -> None:
        """Another program may have appended and left the tables behind."""
        if self._foreign_writes == self._store.foreign_writes:
            return
        self.forget()
        self._foreign_writes = self._store.foreign_writes
        position = self._projector.position() or 0
        size = self._store.size()
        if position < size:
            self._projector.apply(list(self._store.events(position + 1, size)))

    def _authorship(self, archive: str, agent: str) -> Authorship:
        return Authorship(archive, self._randomness.new_id(), spell_moment(self._clock()), agent)

    def _introduction(self, agent: str) -> Draft:
        kind, name, version = self._agent
        content = AgentContent(kind=kind, name=name, version=version)
        return Draft(AgentIntroduced(content=content), agent, begins=True)

    def _append(self, drafts: Sequence[Draft], authorship: Authorship) -> list[RecordedEvent]:
        sealed = [seal(draft, authorship, self._randomness) for draft in drafts]
        drawn = {one.header.id for one in sealed} | {one.stream for one in drafts if one.begins}
        positions = self._store.append(sealed, drawn)
        events = [
            recorded(position, event) for position, event in zip(positions, sealed, strict=True)
        ]
        self._projector.apply(events, settle=False)
        if any(event.header.type in CHANGE_TEXTS for event in events):
            self._remembered.texts.forget()
        return events


def _looked_for(plan: Plan) -> tuple[Finding, ...]:
    """Say what became, in the newest texts, of the passages taken from older ones."""
    from fonds.archive.commands.older_texts import (  # noqa: PLC0415 - few passages are of such
        look_for,
    )

    return look_for(plan)
