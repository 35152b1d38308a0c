# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What every store is held to: one suite, run against each by a subclass of `StoreContract`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive.sealing import Writer, append, contents, defined_root

from fonds.archive.errors import RefusedError, StaleError
from fonds.archive.store.contract import Head
from fonds.events.merkle import EMPTY_ROOT, leaf_hash, root_of
from fonds.events.parts import opens
from fonds.events.proofs import (
    consistency_path,
    inclusion_path,
    is_consistent,
    root_by_inclusion,
)
from fonds.events.recorded import SealedEvent, read_header, recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.store.contract import Store

AWKWARD = 'Ada\u00a0Quill \U0001f5ff e\u0301 \x00\x1f \u2028 "\\ \u00e9\r\n“x”'


def undo(store: Store, events: Sequence[SealedEvent], error: BaseException) -> None:
    """Append, keep a file, see both, and fail."""
    size = store.head().size

    def change_and_fail() -> None:
        with store.transaction():
            store.append(events)
            assert store.keep_file("sha256:" + "0" * 64, b"bytes")
            assert store.head().size == size + len(events)
            assert store.position_of(events[-1].header.id) == size + len(events)
            raise error

    with pytest.raises(type(error)):
        change_and_fail()


class StoreContract:
    """The promises of `fonds.archive.store.contract.Store`."""

    @pytest.fixture
    def store(self) -> Store:
        raise NotImplementedError

    @pytest.fixture
    def writer(self) -> Writer:
        return Writer()

    def lose_part(self, store: Store, position: int, name: str) -> None:
        """Take a part away as an erasure does."""
        raise NotImplementedError

    def test_an_empty_log(self, store: Store) -> None:
        assert store.head() == Head(0, EMPTY_ROOT)
        assert list(store.events()) == []
        assert list(store.stored()) == []
        stream = Writer().new_stream()
        assert store.stream(stream) == []
        assert store.last_of_stream(stream) is None
        assert store.position_of(stream) is None

    def test_positions_are_gapless_and_in_commit_order(self, store: Store, writer: Writer) -> None:
        events = [writer.archive(), *(writer.opening(str(number)) for number in range(9))]
        assert append(store, events[0]) == [1]
        assert append(store, *events[1:4]) == [2, 3, 4]
        with store.transaction():
            assert store.append(events[4:6]) == [5, 6]
            assert store.append(events[6:]) == [7, 8, 9, 10]
        assert [event.position for event in store.events()] == list(range(1, 11))
        assert [event.header.id for event in store.events()] == [
            event.header.id for event in events
        ]
        assert [store.position_of(event.header.id) for event in events] == list(range(1, 11))

    def test_a_transaction_that_was_undone_leaves_no_gap(
        self, store: Store, writer: Writer
    ) -> None:
        append(store, writer.opening())
        undo(store, [writer.opening(), writer.opening()], ZeroDivisionError())
        assert append(store, writer.opening()) == [2]

    def test_appending_nothing_adds_nothing(self, store: Store) -> None:
        assert append(store) == []
        assert store.head().size == 0

    def test_the_same_events_again_add_nothing(self, store: Store, writer: Writer) -> None:
        events = [writer.opening(str(number)) for number in range(4)]
        positions = append(store, *events)
        before = contents(store)
        assert append(store, *events) == positions
        assert append(store, events[2], events[1]) == [3, 2]
        assert contents(store) == before

    def test_an_event_is_the_same_though_its_stream_went_on(
        self, store: Store, writer: Writer
    ) -> None:
        opening = writer.opening()
        describing = writer.describing(opening.header.stream, opening.header.id)
        append(store, opening)
        append(store, describing)
        append(store, writer.withdrawing(opening.header.stream, describing.header.id))
        assert append(store, opening, describing) == [1, 2]
        assert store.head().size == 3

    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_the_same_id_with_other_content_is_refused(self, store: Store, place: int) -> None:
        append(store, Writer("one").opening("Ada Quill"))
        before = contents(store)
        other = Writer("two")
        batch = [other.opening(), other.opening()]
        batch.insert(place, Writer("one").opening("Bea Quill"))
        with pytest.raises(RefusedError) as caught:
            append(store, *batch)
        assert caught.value.code == "event-exists"
        assert caught.value.details["event"] == batch[place].header.id
        assert contents(store) == before

    @pytest.mark.parametrize("known_first", [True, False])
    def test_known_and_new_events_together_are_refused(
        self, store: Store, writer: Writer, *, known_first: bool
    ) -> None:
        known, new = writer.opening(), writer.opening()
        append(store, known)
        with pytest.raises(RefusedError) as caught:
            append(store, *((known, new) if known_first else (new, known)))
        assert caught.value.code == "event-exists"
        assert caught.value.details["event"] == known.header.id
        assert store.head().size == 1

    @pytest.mark.parametrize("label", ["Ada Quill", "Bea Quill"])
    def test_one_id_twice_at_once_is_refused(self, store: Store, label: str) -> None:
        first, again = Writer("one").opening("Ada Quill"), Writer("one").opening(label)
        with pytest.raises(RefusedError) as caught:
            append(store, first, again)
        assert caught.value.code == "event-exists"
        assert store.head().size == 0

    def test_a_stale_writer_is_refused(self, store: Store, writer: Writer) -> None:
        opening = writer.opening()
        stream = opening.header.stream
        first = writer.describing(stream, opening.header.id)
        append(store, opening, first)
        before = contents(store)
        for after in (opening.header.id, None, writer.new_stream()):
            with pytest.raises(StaleError) as caught:
                append(store, writer.describing(stream, after))
            assert caught.value.code == "stale"
            assert caught.value.details["last"] == first.header.id
        assert contents(store) == before
        assert append(store, writer.describing(stream, first.header.id)) == [3]

    def test_of_two_writers_who_saw_the_same_one_is_refused(
        self, store: Store, writer: Writer
    ) -> None:
        opening = writer.opening()
        append(store, opening)
        one, other = (
            writer.describing(opening.header.stream, opening.header.id, label) for label in "ab"
        )
        assert append(store, one) == [2]
        with pytest.raises(StaleError):
            append(store, other)

    def test_an_additive_event_may_follow_what_its_writer_had_not_seen(
        self, store: Store, writer: Writer
    ) -> None:
        opening = writer.opening()
        stream = opening.header.stream
        append(store, opening, writer.describing(stream, opening.header.id))
        assert append(store, writer.linking(stream, opening.header.id)) == [3]
        assert append(store, writer.noting(stream, None)) == [4]
        again = [writer.linking(stream, opening.header.id) for _ in range(2)]
        assert append(store, *again) == [5, 6]

    def test_an_additive_event_still_names_an_event_of_its_stream(
        self, store: Store, writer: Writer
    ) -> None:
        opening, elsewhere = writer.opening(), writer.opening()
        append(store, opening, elsewhere)
        for after in (elsewhere.header.id, writer.new_stream()):
            with pytest.raises(RefusedError) as caught:
                append(store, writer.linking(opening.header.stream, after))
            assert caught.value.code == "unknown-event"
        assert store.head().size == 2

    def test_events_of_one_stream_follow_each_other_within_one_append(
        self, store: Store, writer: Writer
    ) -> None:
        opening = writer.opening()
        stream = opening.header.stream
        describing = writer.describing(stream, opening.header.id)
        stale = writer.describing(stream, opening.header.id)
        with pytest.raises(StaleError):
            append(store, opening, describing, stale)
        assert store.head().size == 0
        linking = writer.linking(stream, opening.header.id)
        withdrawing = writer.withdrawing(stream, linking.header.id)
        assert append(store, opening, describing, linking, withdrawing) == [1, 2, 3, 4]
        assert store.last_of_stream(stream) == withdrawing.header.id

    def test_only_an_opening_begins_a_stream(self, store: Store, writer: Writer) -> None:
        stream = writer.new_stream()
        for event in (
            writer.describing(stream, None),
            writer.linking(stream, None),
            writer.describing(stream, writer.new_stream()),
            writer.noting(stream, writer.new_stream()),
            writer.seal(writer.opening().event, stream, writer.new_stream()),
        ):
            with pytest.raises(RefusedError) as caught:
                append(store, event)
            assert caught.value.code == "unknown-stream"
        assert store.head().size == 0
        assert append(store, writer.opening(stream=stream)) == [1]

    def test_a_type_that_belongs_anywhere_may_begin_a_stream(
        self, store: Store, writer: Writer
    ) -> None:
        assert append(store, writer.noting(writer.new_stream(), None)) == [1]

    def test_a_stream_is_opened_once(self, store: Store, writer: Writer) -> None:
        opening = writer.opening()
        stream = opening.header.stream
        append(store, opening)
        for event in (
            writer.opening(stream=stream),
            writer.seal(opening.event, stream, opening.header.id),
        ):
            with pytest.raises(RefusedError) as caught:
                append(store, event)
            assert caught.value.code == "stream-exists"
        twice = writer.new_stream()
        with pytest.raises(RefusedError):
            append(store, writer.opening(stream=twice), writer.opening(stream=twice))
        assert store.head().size == 1

    def test_a_refused_append_adds_nothing_though_the_transaction_goes_on(
        self, store: Store, writer: Writer
    ) -> None:
        known = writer.opening()
        append(store, known)
        fine = writer.opening()
        with store.transaction():
            for wrong in (
                writer.describing(writer.new_stream(), None),
                writer.describing(known.header.stream, None),
                known,
                writer.opening(stream=fine.header.stream),
            ):
                with pytest.raises(RefusedError):
                    store.append([fine, wrong])
            assert store.append([writer.opening()]) == [2]
        assert [event.position for event in store.events()] == [1, 2]
        assert store.position_of(fine.header.id) is None
        assert store.head().root == defined_root([stored.leaf for stored in store.stored()])

    @pytest.mark.parametrize(
        "error", [ZeroDivisionError, KeyboardInterrupt, SystemExit, StaleError]
    )
    def test_a_transaction_is_undone_on_any_exception(
        self, store: Store, writer: Writer, error: type[BaseException]
    ) -> None:
        append(store, writer.opening())
        before = contents(store)
        event = writer.opening()
        raised = error("stale", "stale") if error is StaleError else error()
        undo(store, [event], raised)
        assert contents(store) == before
        assert store.position_of(event.header.id) is None
        assert store.last_of_stream(event.header.stream) is None
        assert store.file("sha256:" + "0" * 64) is None
        assert append(store, event) == [2]

    def test_the_root_is_rfc_6962s(self, store: Store, writer: Writer) -> None:
        for size in range(1, 20):
            append(store, writer.opening(str(size)))
            leaves = [leaf_hash(stored.header_bytes) for stored in store.stored()]
            assert store.head() == Head(size, defined_root(leaves))

    def test_what_was_appended_reads_back_equal(self, store: Store, writer: Writer) -> None:
        opening = writer.opening(AWKWARD, note=AWKWARD)
        stream = opening.header.stream
        events = [
            writer.archive(),
            opening,
            writer.describing(stream, opening.header.id, AWKWARD),
            writer.withdrawing(writer.new_stream(), None),
        ]
        events[-1] = writer.withdrawing(stream, events[2].header.id)
        append(store, *events)
        assert list(store.events()) == [
            recorded(position, event) for position, event in enumerate(events, 1)
        ]
        for stored, event in zip(store.stored(), events, strict=True):
            assert stored.header_bytes == event.header_bytes
            assert stored.leaf == event.leaf == leaf_hash(event.header_bytes)
            assert stored.parts == event.parts
            header = read_header(stored.header_bytes)
            assert {part.name for part in stored.parts} == header.parts.keys()
            assert all(opens(header.parts, part) for part in stored.parts)

    def test_ranges_are_inclusive_and_may_reach_beyond_the_log(
        self, store: Store, writer: Writer
    ) -> None:
        append(store, *(writer.opening(str(number)) for number in range(5)))
        for first, last, positions in (
            (2, 3, [2, 3]),
            (1, None, [1, 2, 3, 4, 5]),
            (4, 99, [4, 5]),
            (0, 2, [1, 2]),
            (3, 2, []),
            (6, None, []),
            (1, 0, []),
        ):
            assert [event.position for event in store.events(first, last)] == positions
            assert [event.position for event in store.stored(first, last)] == positions

    def test_a_stream_reads_back_up_to_a_position(self, store: Store, writer: Writer) -> None:
        one, other = writer.opening("one"), writer.opening("other")
        second = writer.describing(one.header.stream, one.header.id)
        append(store, one, other, second, writer.noting(other.header.stream, other.header.id))
        stream = one.header.stream
        assert store.stream(stream) == [recorded(1, one), recorded(3, second)]
        assert store.stream(stream, 3) == store.stream(stream)
        assert store.stream(stream, 2) == [recorded(1, one)]
        assert store.stream(stream, 0) == []
        assert [event.position for event in store.stream(other.header.stream)] == [2, 4]
        assert store.last_of_stream(stream) == second.header.id

    def test_an_event_without_a_needed_part_says_what_is_missing(
        self, store: Store, writer: Writer
    ) -> None:
        opening = writer.opening(note="private")
        append(store, writer.archive(), opening)
        before = store.head()
        self.lose_part(store, 2, "note")
        without_note = list(store.events())[1]
        assert without_note.missing == {"note"}
        assert without_note.event == opening.event.model_copy(update={"note": None})
        self.lose_part(store, 2, "content")
        without_content = list(store.events())[1]
        assert without_content.event is None
        assert without_content.missing == {"note", "content"}
        assert without_content.header == opening.header
        assert store.stream(opening.header.stream) == [without_content]
        assert [len(stored.parts) for stored in store.stored()] == [1, 0]
        assert store.head() == before
        assert store.position_of(opening.header.id) == 2

    def test_the_log_goes_on_after_a_part_was_lost(self, store: Store, writer: Writer) -> None:
        opening = writer.opening()
        append(store, opening)
        self.lose_part(store, 1, "content")
        assert append(store, opening) == [1]
        describing = writer.describing(opening.header.stream, opening.header.id)
        assert append(store, describing) == [2]
        assert [event.event is None for event in store.events()] == [True, False]

    @pytest.mark.parametrize("batch", [97, 256, 600])
    def test_roots_of_ranges_come_from_the_leaves(
        self, store: Store, writer: Writer, batch: int
    ) -> None:
        events = [writer.archive(), *(writer.opening(str(number)) for number in range(599))]
        for start in range(0, len(events), batch):
            append(store, *events[start : start + batch])
        leaves = [sealed.leaf for sealed in events]
        for first, last in [(0, 600), (0, 512), (512, 600), (256, 512), (384, 512), (599, 600)]:
            assert store.range_root(first, last) == root_of(leaves[first:last])
        for index in (0, 255, 256, 511, 599):
            path = inclusion_path(index, 600, store.range_root)
            assert root_by_inclusion(leaves[index], index, 600, path) == store.head().root
        path = consistency_path(300, 600, store.range_root)
        assert is_consistent(300, 600, root_of(leaves[:300]), store.head().root, path)

    def test_a_file_is_kept_once(self, store: Store) -> None:
        digest, other = "sha256:" + "0" * 64, "sha256:" + "1" * 64
        data = bytes(range(256)) * 40
        with store.transaction():
            assert store.keep_file(digest, data)
            assert not store.keep_file(digest, data)
        with store.transaction():
            assert not store.keep_file(digest, data)
            assert store.keep_file(other, b"")
        assert store.file(digest) == data
        assert store.file(other) == b""
        assert store.file("sha256:" + "2" * 64) is None
