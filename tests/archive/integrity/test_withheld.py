# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a copy withholds: listed and gone, or a fault; never mistaken for what went missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive.integrity.forging import (
    Forger,
    header_at,
    last_of,
    plain,
    position_of,
    sound_archive,
)

from fonds.archive.integrity.verify import VerifyAnswer, verify
from fonds.archive.schema import PARTS_AN_EVENT
from fonds.events.catalogue.archive import ContentErased, ErasedParts, ErasureContent
from fonds.events.recorded import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.connection import Connection


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with plain(sound_archive(tmp_path / "sound.fonds")) as connection:
        yield connection


@pytest.fixture
def quotation(connection: Connection) -> int:
    """Return the key of the first passage's words, withheld as a copy withholds them."""
    first = position_of(connection, "ExcerptTaken") * PARTS_AN_EVENT
    (key,) = connection.execute(
        "SELECT key FROM part WHERE key >= ? AND name = 'quotation' LIMIT 1", (first,)
    ).fetchone()
    connection.execute("UPDATE part SET data = NULL WHERE key = ?", (key,))
    connection.execute("INSERT INTO withheld VALUES ('part', ?)", (key,))
    return int(key)


def judged(connection: Connection) -> VerifyAnswer:
    return verify(connection, "the copy")


def kinds(connection: Connection) -> list[tuple[str, int | None]]:
    return [
        (fault.kind, fault.position)
        for fault in judged(connection).faults
        if fault.kind != "schema"
    ]


@pytest.mark.usefixtures("quotation")
def test_what_is_withheld_and_listed_is_counted_and_no_fault(connection):
    assert kinds(connection) == []
    checked = judged(connection).checked
    assert (checked["withheld"], checked["erased"]) == (1, 0)


def test_without_its_salt_it_is_withheld_just_the_same(connection, quotation):
    connection.execute("UPDATE part SET salt = NULL WHERE key = ?", (quotation,))
    assert kinds(connection) == []


def test_taken_off_the_list_it_is_missing(connection, quotation):
    connection.execute("DELETE FROM withheld")
    assert kinds(connection) == [("part", quotation // PARTS_AN_EVENT)]
    (fault,) = [one for one in judged(connection).faults if one.kind == "part"]
    assert "without a record of erasure" in fault.detail


@pytest.mark.usefixtures("quotation")
@pytest.mark.parametrize("key", [-5, 0, 33, 10**9])
def test_a_row_for_what_is_here_or_never_was_is_a_fault(connection, key):
    connection.execute("INSERT INTO withheld VALUES ('part', ?)", (key,))
    assert kinds(connection) == [("withheld", key // PARTS_AN_EVENT)]


@pytest.mark.usefixtures("quotation")
def test_a_moved_row_is_found_from_both_sides(connection):
    connection.execute("UPDATE withheld SET key = key + 32")
    assert {kind for kind, _ in kinds(connection)} == {"part", "withheld"}


def test_words_that_came_back_must_be_the_ones_withheld(connection, quotation):
    connection.execute("UPDATE part SET data = ? WHERE key = ?", ('{"quote":"forged"}', quotation))
    connection.execute("DELETE FROM withheld")
    assert ("part", quotation // PARTS_AN_EVENT) in kinds(connection)


def test_what_was_erased_cannot_be_called_withheld(connection, quotation):
    header = header_at(connection, quotation // PARTS_AN_EVENT)
    connection.execute("UPDATE part SET salt = NULL WHERE key = ?", (quotation,))
    erased = ErasedParts(event=header.id, parts=("quotation",))
    event = ContentErased(content=ErasureContent(erased=(erased,), ground="other"))
    Forger(connection).append(Draft(event, header.stream, after=last_of(connection, header.stream)))
    assert kinds(connection) == [("part", quotation // PARTS_AN_EVENT)]
    connection.execute("DELETE FROM withheld")
    assert kinds(connection) == []
    assert judged(connection).checked["erased"] == 1


def test_a_file_that_is_withheld_is_told_from_one_whose_bytes_are_gone(connection):
    connection.execute("UPDATE file SET data = NULL WHERE key = 1")
    assert [kind for kind, _ in kinds(connection)] == ["file"]
    connection.execute("INSERT INTO withheld VALUES ('file', 1)")
    assert kinds(connection) == []
    connection.execute("INSERT INTO withheld VALUES ('file', 2)")
    assert [kind for kind, _ in kinds(connection)] == ["withheld"]
    connection.execute("UPDATE withheld SET key = 99 WHERE key = 2")
    assert kinds(connection) == [("withheld", None)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sqlite_master SET sql = replace(sql, ' STRICT,', '') WHERE name = 'withheld'",
        (
            "UPDATE sqlite_master SET sql = replace(sql, ' CHECK (kind IN (''part'', ''file''))',"
            " '') WHERE name = 'withheld'"
        ),
    ],
)
def test_a_list_of_something_else_is_a_fault(connection, change):
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(change)
    connection.execute("PRAGMA writable_schema=RESET")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    strict = "STRICT," in change
    odd = "('part', x'00')" if strict else "('leaf', 3)"
    connection.execute(f"INSERT INTO withheld VALUES {odd}")
    assert kinds(connection) == [("withheld", None)]
