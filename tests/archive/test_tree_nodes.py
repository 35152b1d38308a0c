# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The kept nodes of the tree: right, made again where gone, and judged by verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive.sealing import Writer, append, opened, prepared
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.errors import Cancelled
from fonds.archive.integrity.quick import verify_tree
from fonds.archive.integrity.tree import EarlierHead
from fonds.archive.integrity.verify import verify
from fonds.archive.store.nodes import BLOCK_HEIGHT, TreeNodes, nodes_of, number_of
from fonds.events.merkle import root_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.store.sqlite import SqliteStore

SIZE = 1100
LOG = [
    Writer("log").archive(),
    *(Writer(f"log {number}").opening(str(number)) for number in range(SIZE - 1)),
]
LEAVES = [sealed.leaf for sealed in LOG]
TABLE = "SELECT number, hash FROM app_node ORDER BY number"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    path = tmp_path / "papers.fonds"
    path.touch()
    with opened(path) as store:
        prepared(store.connection)
        append(store, *LOG[:700])
        append(store, *LOG[700:])
        yield store


def kinds(store: SqliteStore, *heads: EarlierHead) -> list[tuple[str, int | None]]:
    """Verify in both ways, which must agree on the tree."""
    answer = verify(store.connection, "the archive", heads=heads)
    quick = verify_tree(store.connection, "the archive", heads=heads)
    assert quick.checked == {"events": answer.checked["events"]}
    # These logs introduce no agent, which is no matter of the tree.
    assert quick.faults == tuple(fault for fault in answer.faults if fault.kind != "agent")
    return [(fault.kind, fault.position) for fault in quick.faults]


@given(st.integers(1, 300))
def test_nodes_are_numbered_as_the_log_completes_them(blocks: int) -> None:
    numbers = [
        number_of(BLOCK_HEIGHT + above, index)
        for above in range(10)
        for index in range(blocks >> above)
    ]
    assert sorted(numbers) == list(range(1, nodes_of(blocks) + 1))


def test_the_kept_nodes_are_roots_of_the_leaves(store: SqliteStore) -> None:
    rows = dict(store.connection.execute(TABLE))
    assert list(rows) == list(range(1, nodes_of(SIZE // 256) + 1))
    for height, index in [(8, 0), (8, 1), (9, 0), (8, 2), (8, 3), (9, 1), (10, 0)]:
        width = 1 << height
        kept = rows[number_of(height, index)]
        assert kept == root_of(LEAVES[index * width : (index + 1) * width])


def test_what_is_remembered_of_the_tree_never_outlives_an_undone_append(
    store: SqliteStore,
) -> None:
    """The leaves of an append that was undone are other leaves afterwards."""
    undone, done = (
        [Writer(f"{which} {number}").opening(str(number)) for number in range(100)]
        for which in ("undone", "done")
    )
    with store.transaction(undo=True):
        store.append(undone)
        leaves = LEAVES + [sealed.leaf for sealed in undone]
        assert store.range_root(0, SIZE + 100) == root_of(leaves)
    append(store, *done)
    leaves = LEAVES + [sealed.leaf for sealed in done]
    assert store.range_root(0, SIZE + 100) == root_of(leaves)


def test_a_root_asked_for_again_is_that_of_the_log_as_it_has_grown(store: SqliteStore) -> None:
    leaves = list(LEAVES)
    for number in range(5):
        assert store.range_root(0, len(leaves)) == root_of(leaves)
        further = Writer(f"further {number}").opening(str(number))
        append(store, further)
        leaves.append(further.leaf)


@pytest.mark.parametrize(
    "loss",
    [
        "DROP TABLE app_node",
        "DELETE FROM app_node",
        "DELETE FROM app_node WHERE number > 2",
        "DELETE FROM app_node WHERE number IN (1, 3)",
    ],
)
def test_what_is_missing_is_computed_and_kept_again(store: SqliteStore, loss: str) -> None:
    rows = store.connection.execute(TABLE).fetchall()
    store.connection.execute(loss)
    assert store.range_root(0, SIZE) == root_of(LEAVES)
    assert store.range_root(512, 1024) == root_of(LEAVES[512:1024])
    assert kinds(store) in ([], [("tree", None)])
    store.remake_tree()
    assert store.connection.execute(TABLE).fetchall() == rows
    assert kinds(store) == []


def test_an_append_goes_on_where_older_programs_stopped(store: SqliteStore) -> None:
    store.connection.execute("DROP TABLE app_node")
    more = [Writer(f"more {number}").opening() for number in range(256)]
    append(store, *more)
    leaves = [*LEAVES, *(sealed.leaf for sealed in more)]
    rows = store.connection.execute(TABLE).fetchall()
    assert len(rows) == nodes_of(len(leaves) // 256)
    fresh = TreeNodes(store.connection)
    fresh.remake(len(leaves))
    assert store.connection.execute(TABLE).fetchall() == rows


def test_a_refusal_keeps_no_node(store: SqliteStore) -> None:
    rows = store.connection.execute(TABLE).fetchall()

    def fail() -> None:
        with store.transaction():
            store.append([Writer(f"more {number}").opening() for number in range(256)])
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store.connection.execute(TABLE).fetchall() == rows
    assert store.range_root(0, SIZE) == root_of(LEAVES)


def test_a_false_node_is_found(store: SqliteStore) -> None:
    store.connection.execute("UPDATE app_node SET hash = zeroblob(32) WHERE number = 3")
    assert kinds(store) == [("tree", None)]
    store.remake_tree()
    assert kinds(store) == []


def head(size: int, root: bytes, archive: str | None = None) -> EarlierHead:
    return EarlierHead(f"head {size}", archive or LOG[0].header.archive, size, root)


def test_earlier_heads_are_held_to_the_log(store: SqliteStore) -> None:
    sound = [head(size, root_of(LEAVES[:size])) for size in (1, 255, 256, 257, 1000, SIZE)]
    assert kinds(store, *sound) == []
    longer = head(SIZE + 1, bytes(32))
    assert kinds(store, *sound, longer) == [("truncated", SIZE + 1)]
    other = head(300, root_of(LEAVES[:300]), "aaaaaaaaaaaaaaaa")
    assert kinds(store, other) == [("other-archive", None)]
    assert kinds(store, head(300, bytes(32))) == [("rewritten", 1)]
    # Between a head that holds and one that does not lies what was changed.
    assert kinds(store, *sound, head(900, bytes(32))) == [("rewritten", 258)]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE event SET leaf = zeroblob(32) WHERE position = 700", {("leaf", 700)}),
        ("UPDATE event SET header = header || ' ' WHERE position = 2", {("leaf", 2)}),
        ("UPDATE event SET header = header || char(10) WHERE position = 257", {("leaf", 257)}),
        (
            (
                "UPDATE event SET header = substr(header, 1, 9) || char(10) || substr(header, 10)"
                " WHERE position IN (511, 512)"
            ),
            {("leaf", 511), ("leaf", 512)},
        ),
        (
            (
                "UPDATE event SET leaf = CASE position WHEN 301 THEN substr(leaf, 2) ELSE CAST("
                "leaf || (SELECT substr(next.leaf, 1, 1) FROM event AS next WHERE next.position"
                " = 301) AS BLOB) END WHERE position IN (300, 301)"
            ),
            {("leaf", 300), ("leaf", 301)},
        ),
        ("UPDATE event SET position = -3 WHERE position = 1", {("position", 1)}),
        ("DELETE FROM event WHERE position = 300", {("position", 300)}),
        ("DELETE FROM event WHERE position > 1090", {("frontier", 1091)}),
        ("UPDATE event SET position = 5000 WHERE position = 1100", {("position", 1100)}),
        ("UPDATE app_node SET hash = zeroblob(32) WHERE number = 6", {("tree", None)}),
        ("UPDATE app_frontier SET peaks = zeroblob(length(peaks))", {("frontier", 1)}),
    ],
)
def test_the_quick_way_finds_what_is_wrong_with_the_tree(
    store: SqliteStore, change: str, found: set[tuple[str, int | None]]
) -> None:
    for trigger in ("event_is_never_updated", "event_is_never_deleted"):
        store.connection.execute(f"DROP TRIGGER {trigger}")
    store.connection.execute("PRAGMA ignore_check_constraints=ON")
    store.connection.execute(change)
    answer = verify_tree(store.connection, "the archive")
    assert {(fault.kind, fault.position) for fault in answer.faults} == found
    assert not verify(store.connection, "the archive").ok


def test_the_quick_way_can_be_stopped(store: SqliteStore) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return len(told) < 2

    with pytest.raises(Cancelled):
        verify_tree(store.connection, "the archive", stop)
    assert told == [(1024, SIZE), (SIZE, SIZE)]
