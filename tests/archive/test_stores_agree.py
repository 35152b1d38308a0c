# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Random histories: the two stores accept and refuse the same, and say the same of themselves."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from archive.sealing import DIGESTS, Writer, append, contents, prepared
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from fonds.archive.connection import open_in_memory
from fonds.archive.errors import FondsError
from fonds.archive.store.memory import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.store.contract import Store
    from fonds.events.recorded import SealedEvent

LABELS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


class TwoStores(RuleBasedStateMachine):
    """The same random history in both stores; after each step they say the same of themselves."""

    @initialize()
    def begin(self) -> None:
        self.connection = open_in_memory()
        self.stores: list[Store] = [prepared(self.connection), MemoryStore()]
        self.writer = Writer()
        self.sealed: list[SealedEvent] = []

    def teardown(self) -> None:
        if hasattr(self, "connection"):
            self.connection.close()

    def both(self, act: Callable[[Store], object]) -> object:
        answers: list[object] = []
        for store in self.stores:
            try:
                answers.append(act(store))
            except FondsError as error:
                answers.append((type(error), error.code, error.details))
        assert answers[0] == answers[1]
        return answers[0]

    def add(self, *events: SealedEvent) -> None:
        self.sealed.extend(events)
        self.both(lambda store: append(store, *events))

    def pick(self, data: st.DataObject) -> SealedEvent:
        return data.draw(st.sampled_from(self.sealed))

    def stream_and_after(self, data: st.DataObject) -> tuple[str, str | None]:
        """A stream, mostly a known one, and what its writer had seen, mostly the last."""
        if not self.sealed:
            return self.writer.new_stream(), None
        stream = self.pick(data).header.stream
        last = self.stores[1].last_of_stream(stream)
        return stream, data.draw(st.sampled_from([last, last, None, self.pick(data).header.id]))

    @rule(label=LABELS, note=st.none() | LABELS)
    def open_subject(self, label: str, note: str | None) -> None:
        self.add(self.writer.opening(label, note=note))

    @rule(data=st.data(), kind=st.sampled_from(["describing", "linking", "noting", "withdrawing"]))
    def go_on(self, data: st.DataObject, kind: str) -> None:
        stream, after = self.stream_and_after(data)
        self.add(getattr(self.writer, kind)(stream, after))

    @rule(data=st.data(), size=st.integers(0, 4))
    def add_several(self, data: st.DataObject, size: int) -> None:
        batch: list[SealedEvent] = []
        for _ in range(size):
            choice = data.draw(st.integers(0, 3))
            stream, after = self.stream_and_after(data)
            if choice == 0:
                batch.append(self.writer.opening())
            elif choice == 1:
                batch.append(self.writer.describing(stream, after))
            elif choice == 2 and batch:
                last = batch[-1].header
                batch.append(self.writer.linking(last.stream, last.id))
            elif self.sealed:
                batch.append(self.pick(data))
        self.add(*batch)

    @rule(data=st.data())
    def add_again(self, data: st.DataObject) -> None:
        if self.sealed:
            events = [self.pick(data) for _ in range(data.draw(st.integers(1, 3)))]
            self.both(lambda store: append(store, *events))

    @rule(label=LABELS)
    def add_a_forgery(self, label: str) -> None:
        # The writer's first id again, with other words.
        self.add(Writer().opening(label))

    @rule()
    def change_ones_mind(self) -> None:
        event = self.writer.opening()

        def undone(store: Store) -> object:
            with contextlib.suppress(ZeroDivisionError), store.transaction():
                store.append([event])
                store.keep_file(DIGESTS[1], b"undone")
                raise ZeroDivisionError
            return store.head(), store.file(DIGESTS[1])

        self.both(undone)

    @rule(data=st.binary(max_size=4), digest=st.sampled_from(DIGESTS))
    def keep_file(self, data: bytes, digest: str) -> None:
        def kept(store: Store) -> object:
            with store.transaction():
                return store.keep_file(digest, data), store.file(digest)

        self.both(kept)

    @rule(first=st.integers(0, 9), last=st.none() | st.integers(0, 9))
    def read_a_range(self, first: int, last: int | None) -> None:
        self.both(lambda store: (list(store.events(first, last)), list(store.stored(first, last))))

    @invariant()
    def they_agree(self) -> None:
        self.both(contents)
        for sealed in self.sealed:
            stream, event = sealed.header.stream, sealed.header.id
            self.both(lambda store, stream=stream: store.stream(stream))
            self.both(lambda store, stream=stream: store.last_of_stream(stream))
            self.both(lambda store, event=event: store.position_of(event))


TwoStores.TestCase.settings = settings(max_examples=40, stateful_step_count=25)
TestTwoStores = TwoStores.TestCase
