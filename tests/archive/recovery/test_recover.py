# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a damaged archive still holds is saved, each byte held to its hash; the rest is named."""

from __future__ import annotations

import contextlib
import json
import random
import runpy
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from archive.integrity.forging import Forger, header_at, plain, position_of, sound_archive
from click.testing import CliRunner
from faults.damage import KINDS, PAGE, damaged

from fonds.archive import Archive
from fonds.archive.cli.root import program
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import connect, library
from fonds.archive.errors import ArchiveError, Cancelled, RefusedError
from fonds.archive.recovering import recover_file
from fonds.archive.recovery.mending import mended_header, mended_part
from fonds.events.catalogue.archive import ContentErased, ErasedParts, ErasureContent
from fonds.events.merkle import leaf_hash
from fonds.events.recorded import Draft
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from fonds.archive.recovery.found import Recovered

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "archives"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with enough events for its tables to have inner pages."""
    path = sound_archive(tmp_path_factory.mktemp("original") / "sound.fonds")
    with Archive.open(path, agent="worker") as archive:
        for number in range(150):
            archive.execute(OpenSubject(f"Keeper {number}", SubjectKind.PERSON))
    return path


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original, tmp_path / "damaged.fonds"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "saved.fonds"


def rows(path: Path, table: str) -> dict[int, tuple[Any, ...]]:
    columns = {"event": "position, header, leaf"}.get(table, "*")
    with contextlib.closing(connect(path, mode="immutable")) as connection:
        found = connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()
    return {row[0]: row[1:] for row in found}


def held(original: Path, out: Path, found: Recovered) -> None:
    """Hold what was saved to what was there, and what verify finds to what was named."""
    before, after = rows(original, "event"), rows(out, "event")
    assert list(after) == list(range(1, found.head.size + 1))
    assert after == {position: before[position] for position in after}
    lost = {(one.position, one.name) for one in found.lost_parts}
    parts = rows(original, "part")
    for key, (name, salt, data) in rows(out, "part").items():
        gone = (key // 32, name) in lost
        assert (salt, data) == ((None, None) if gone else parts[key][1:]), (key, name)
    for key, (digest, data) in rows(out, "file").items():
        assert data == (None if digest in found.lost_files else rows(original, "file")[key][1])
    answer = Archive.verify_file(out)
    named = {position for position, _ in lost} | ({None} if found.lost_files else set())
    assert {fault.kind for fault in answer.faults} <= {"part", "file", "excerpt", "event"}
    assert answer.ok or named, answer.faults


def covered(stretches: list[tuple[int, int]]) -> set[int]:
    return {position for first, last in stretches for position in range(first, last + 1)}


def test_a_sound_archive_is_saved_whole(path: Path, out: Path) -> None:
    before = path.read_bytes()
    found = recover_file(path, out)
    assert found.whole
    assert found.as_kept is True
    with Archive.open(path) as one, Archive.open(out) as other:
        assert one.head() == other.head() == found.head
        assert one.id == other.id
    for table in ("event", "part", "file"):
        assert rows(out, table) == rows(path, table)
    assert Archive.verify_file(out).ok
    assert path.read_bytes() == before
    assert {one.name for one in out.parent.iterdir()} == {path.name, out.name}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_damaged_what_is_saved_is_true(
    original: Path, path: Path, out: Path, kind: str, seed: int
) -> None:
    chance = random.Random(f"recover/{kind}/{seed}")  # noqa: S311 - nothing secret
    data = damaged(original.read_bytes(), kind, chance)
    path.write_bytes(data)
    size = len(rows(original, "event"))
    try:
        found = recover_file(path, out)
    except ArchiveError as error:
        assert error.code == "nothing-left"  # noqa: PT017
        # A log is saved from its first event on: only where that is hit is nothing left.
        first, _ = rows(original, "event")[1]
        assert kind == "cut off" or first.encode() not in data
        assert not out.exists()
    else:
        held(original, out, found)
        # Every position is saved, readable or lost; where the file does not know how many there
        # were, at least none is claimed that was not.
        told = covered(found.lost) | covered(found.readable)
        assert told <= set(range(found.head.size + 1, size + 1))
        if kind != "cut off":
            assert told == set(range(found.head.size + 1, size + 1))
    assert path.read_bytes() == data


@pytest.mark.parametrize("stated", [512, 1024, 16_384, 1])
def test_a_wrong_page_size_is_seen_through(
    original: Path, path: Path, out: Path, stated: int
) -> None:
    data = bytearray(path.read_bytes())
    data[16:18] = stated.to_bytes(2, "big")
    path.write_bytes(data)
    found = recover_file(path, out)
    held(original, out, found)
    assert found.whole


def page_of(data: bytes, words: bytes, kind: int) -> int:
    """Return the first page of a kind of b-tree page that has some words in it."""
    for page in range(len(data) // PAGE):
        content = data[page * PAGE : (page + 1) * PAGE]
        if content[100 if page == 0 else 0] == kind and words in content:
            return page
    raise AssertionError(words)


def root_of(path: Path, table: str) -> int:
    with contextlib.closing(connect(path, mode="immutable")) as connection:
        row = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
    return int(row[0]) - 1


@pytest.mark.parametrize("table", ["event", "part"])
def test_without_its_inner_page_no_row_of_a_table_is_lost(
    path: Path, original: Path, out: Path, table: str
) -> None:
    root, data = root_of(path, table), bytearray(path.read_bytes())
    assert data[root * PAGE] == 0x05, "the table has no inner page: the test tests nothing"
    data[root * PAGE : (root + 1) * PAGE] = random.Random(1).randbytes(PAGE)  # noqa: S311
    path.write_bytes(data)
    assert not Archive.verify_file(path).ok
    found = recover_file(path, out)
    assert found.whole
    assert found.as_kept is True
    held(original, out, found)


def test_a_file_that_is_no_database_any_more(path: Path, original: Path, out: Path) -> None:
    data = bytearray(path.read_bytes())
    data[:PAGE] = bytes(PAGE)
    path.write_bytes(data)
    with pytest.raises(ArchiveError):
        Archive.open(path)
    found = recover_file(path, out)
    assert found.head.size == len(rows(original, "event"))
    assert (found.lost, found.lost_parts, found.lost_files) == ([], [], [])
    assert found.as_kept is None
    held(original, out, found)


@pytest.mark.parametrize(("table", "column", "at"), [("event", "header", 9), ("event", "leaf", 40)])
def test_a_flipped_bit_of_the_log_is_mended(
    path: Path, original: Path, out: Path, table: str, column: str, at: int
) -> None:
    with plain(path) as connection:
        (raw,) = connection.execute(
            f"SELECT CAST({column} AS BLOB) FROM {table} WHERE position = ?", (at,)
        ).fetchone()
        bad = bytearray(raw)
        bad[len(bad) // 2] ^= 4
        spelt = "CAST(? AS TEXT)" if column == "header" else "?"
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute(
            f"UPDATE {table} SET {column} = {spelt} WHERE position = ?", (bytes(bad), at)
        )
    assert not Archive.verify_file(path).ok
    found = recover_file(path, out)
    assert found.mended == [at]
    assert found.whole
    held(original, out, found)


@pytest.mark.parametrize("column", ["salt", "data"])
def test_a_flipped_bit_of_a_part_is_mended(
    path: Path, original: Path, out: Path, column: str
) -> None:
    with plain(path) as connection:
        (raw,) = connection.execute(
            f"SELECT CAST({column} AS BLOB) FROM part WHERE key = 64"
        ).fetchone()
        spelt = "CAST(? AS TEXT)" if column == "data" else "?"
        bad = bytes([raw[0] ^ 1, *raw[1:]])
        connection.execute(f"UPDATE part SET {column} = {spelt} WHERE key = 64", (bad,))
    found = recover_file(path, out)
    assert found.mended == [2]
    assert found.whole
    held(original, out, found)


def test_two_flipped_bits_are_not() -> None:
    header = b'{"about":[]}'
    assert mended_header(header, leaf_hash(header)) == header
    once, twice = bytes([header[0] ^ 1, *header[1:]]), bytes([header[0] ^ 3, *header[1:]])
    assert mended_header(once, leaf_hash(header)) == header
    assert mended_header(twice, leaf_hash(header)) is None
    assert mended_part({}, "note", bytes(31), b"x") is None


def test_a_lost_event_ends_the_log_and_what_follows_is_handed_over(
    path: Path, original: Path, out: Path
) -> None:
    size = len(rows(original, "event"))
    with plain(path) as connection:
        connection.execute("DELETE FROM event WHERE position IN (40, 41, 50)")
        connection.execute("UPDATE part SET data = '{}' WHERE key = 60 * 32")
    handed: list[Any] = []
    found = recover_file(path, out, remaining=handed.append)
    assert found.head.size == 39
    assert found.lost == [(40, 41), (50, 50)]
    assert found.readable == [(42, 49), (51, size)]
    assert not found.whole
    held(original, out, found)
    assert [one["position"] for one in handed] == sorted(covered(found.readable))
    before, parts = rows(original, "event"), rows(original, "part")
    for one in handed:
        assert one["header"] == before[one["position"]][0]
        assert one["lost"] == (["content"] if one["position"] == 60 else [])
        for place, (name, part) in enumerate(one["parts"].items()):
            if not one["lost"]:
                assert (name, bytes.fromhex(part["salt"]), part["data"]) == parts[
                    one["position"] * 32 + place
                ]


def test_a_lost_part_is_named_and_the_log_goes_on(path: Path, original: Path, out: Path) -> None:
    with plain(path) as connection:
        note = position_of(connection, "NoteWritten")
        connection.execute(
            "UPDATE part SET data = 'other words' WHERE key / 32 = ? AND name = 'note'", (note,)
        )
        connection.execute("DELETE FROM part WHERE key / 32 = 30")
    found = recover_file(path, out)
    assert found.head.size == len(rows(original, "event"))
    assert {(one.position, one.name) for one in found.lost_parts} == {
        (note, "note"),
        (30, "content"),
    }
    assert found.as_kept is True
    held(original, out, found)
    # The new archive says so itself for ever after.
    assert {fault.position for fault in Archive.verify_file(out).faults} >= {note, 30}


@pytest.mark.parametrize(
    "change",
    ["UPDATE file SET data = x'00' WHERE key = 1", "DELETE FROM file WHERE key = 1"],
)
def test_a_lost_file_is_named(path: Path, original: Path, out: Path, change: str) -> None:
    digest = rows(original, "file")[1][0]
    with plain(path) as connection:
        connection.execute(change)
    found = recover_file(path, out)
    assert found.lost_files == [digest]
    assert rows(out, "file") == {
        1: (digest, None),
        **{key: row for key, row in rows(original, "file").items() if key > 1},
    }
    held(original, out, found)


def test_an_erasure_whose_record_is_lost_is_told(path: Path, out: Path) -> None:
    with Archive.open(path, agent="worker") as archive:
        outcome, _ = archive.erase(EraseContent("Keeper 7", "She asked for it."))
        first = outcome.events[0].position
    found = recover_file(path, path.with_name("whole.fonds"))
    assert found.whole
    assert found.unrecorded == []
    with plain(path) as connection:
        connection.execute("DELETE FROM event WHERE position = ?", (first,))
    found = recover_file(path, out)
    assert found.head.size == first - 1
    assert not found.whole
    assert found.lost_parts == []
    assert found.unrecorded
    faults = Archive.verify_file(out).faults
    assert [fault.detail for fault in faults] == [
        f"The part {one.name} of @{one.position} is gone, without a record of erasure."
        for one in found.unrecorded
    ]
    ran = CliRunner().invoke(program, ["recover", str(path), str(out.with_name("again.fonds"))])
    said = " ".join(ran.output.split())
    assert f"! Gone without a record: words of @{found.unrecorded[0].position}" in said
    assert "Nothing of the log is lost" not in said


def test_what_was_erased_does_not_come_back_from_a_stale_page(path: Path, out: Path) -> None:
    with plain(path) as connection:
        note = position_of(connection, "NoteWritten")
        header = header_at(connection, note)
        (words,) = connection.execute(
            "SELECT data FROM part WHERE key / 32 = ? AND name = 'note'", (note,)
        ).fetchone()
        forger = Forger(connection)
        connection.execute("PRAGMA journal_mode=DELETE")
        before = path.read_bytes()
        content = ErasureContent(
            erased=(ErasedParts(event=header.id, parts=("note",)),), ground="request"
        )
        archive = header_at(connection, 1)
        last = connection.execute(
            "SELECT id FROM event WHERE stream = ? ORDER BY position DESC LIMIT 1",
            (archive.archive,),
        ).fetchone()[0]
        forger.append(Draft(ContentErased(content=content), archive.archive, after=last))
        connection.execute(
            "UPDATE part SET data = NULL, salt = NULL WHERE key / 32 = ? AND name = 'note'", (note,)
        )
    stale = page_of(before, words.encode(), 0x0D)
    data = bytearray(path.read_bytes())
    root = root_of(path, "part")
    data[root * PAGE : (root + 1) * PAGE] = bytes(PAGE)
    # The page as it was lies about in the file, as a page that is free does.
    data += before[stale * PAGE : (stale + 1) * PAGE]
    path.write_bytes(data)
    found = recover_file(path, out)
    assert note not in {one.position for one in found.lost_parts}
    (erased,) = [
        row for key, row in rows(out, "part").items() if key // 32 == note and row[0] == "note"
    ]
    assert erased[1:] == (None, None)
    assert words.encode() not in out.read_bytes()


def test_what_lies_beside_the_file_is_read_and_left(original: Path, path: Path, out: Path) -> None:
    with Archive.open(original, agent="worker") as archive:
        head = archive.head()
    writer = connect(path, mode="rw")
    with contextlib.closing(writer):
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("PRAGMA wal_autocheckpoint=0")
        with Archive.open(path, agent="worker") as archive:
            archive.execute(OpenSubject("In the log beside it", SubjectKind.PERSON))
            log = Path(f"{path}-wal")
            aside = path.parent / "aside"
            aside.mkdir()
            for one in (path, log):
                shutil.copy(one, aside / one.name)
    before = {one.name: one.read_bytes() for one in aside.iterdir()}
    assert before[log.name]
    found = recover_file(aside / path.name, out)
    assert found.head.size == head.size + 1
    assert found.whole
    assert {one.name: one.read_bytes() for one in aside.iterdir()} == before


def test_an_archive_of_an_earlier_edition(tmp_path: Path, out: Path) -> None:
    released = next(GOLDEN.rglob("*.fonds"))
    path = Path(shutil.copy(released, tmp_path / "old.fonds"))
    data = bytearray(path.read_bytes())
    data[root_of(path, "event") * PAGE + 50] ^= 0xFF
    path.write_bytes(data)
    found = recover_file(path, out)
    held(released, out, found)
    assert found.head.size > 0


def test_a_file_that_is_cut_off_before_its_first_event_says_so(path: Path, out: Path) -> None:
    data = path.read_bytes()
    first, _ = rows(path, "event")[1]
    page = 4096
    # A whole first page, which says that it is an archive and how large it was.
    cut = data.index(first.encode()) // page * page
    assert cut >= page
    path.write_bytes(data[:cut])
    with pytest.raises(ArchiveError, match="it is cut off") as raised:
        recover_file(path, out)
    assert raised.value.code == "nothing-left"
    assert f"{cut:,} of its {len(data):,} bytes" in raised.value.message
    assert not out.exists()


def test_refusals(path: Path, out: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        recover_file(tmp_path / "none.fonds", out)
    assert refused.value.code == "no-archive"
    out.write_text("precious")
    with pytest.raises(RefusedError) as refused:
        recover_file(path, out)
    assert refused.value.code == "exists"
    assert out.read_text() == "precious"
    out.unlink()
    letter = tmp_path / "letter.fonds"
    letter.write_text("Dear Sir,\n" * 5000)
    with pytest.raises(ArchiveError) as raised:
        recover_file(letter, out)
    assert raised.value.code == "nothing-left"
    assert "the first event of an archive" in raised.value.message
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version=2000")
    with pytest.raises(ArchiveError) as raised:
        recover_file(path, out)
    assert raised.value.code == "too-new"
    assert not out.exists()


def test_cancelled_it_leaves_nothing(path: Path, out: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("fonds.archive.recovery.recover._TOLD_EVERY", 1)
    with pytest.raises(Cancelled):
        recover_file(path, out, progress=lambda done, _: done < 20)
    assert [one.name for one in out.parent.iterdir()] == [path.name]


def test_what_is_handed_over_can_be_written(path: Path, out: Path) -> None:
    with plain(path) as connection:
        connection.execute("DELETE FROM event WHERE position = 12")
    lines: list[str] = []
    recover_file(path, out, remaining=lambda one: lines.append(json.dumps(one)))
    assert {"position", "header", "parts", "lost"} == set(json.loads(lines[0]))


@pytest.mark.slow
def test_whatever_part_is_lost_the_rest_can_be_used(tmp_path: Path) -> None:
    """One of each kind of part that the sample has; every event but that one is still read."""
    sample = tmp_path / "sample.fonds"
    runpy.run_path(str(EXAMPLES / "build_sample.py"))["build"](sample)
    with contextlib.closing(library().connect(sample)) as connection:
        kinds = connection.execute(
            "SELECT min(p.key), json_extract(e.header, '$.type'), p.name FROM part p"
            " JOIN event e ON e.position = p.key / 32 GROUP BY 2, 3"
        ).fetchall()
    assert len(kinds) > 25
    for key, type_name, name in kinds:
        path, out = tmp_path / f"{key}.fonds", tmp_path / f"{key}.saved.fonds"
        shutil.copy(sample, path)
        with plain(path) as connection:
            connection.execute("DELETE FROM part WHERE key = ?", (key,))
        found = recover_file(path, out)
        assert [(one.position, one.name) for one in found.lost_parts] == [(key // 32, name)]
        with Archive.open(out) as archive:
            (subject, *_) = archive.queries.subjects()
            assert len(archive.queries.record(subject.id).properties()), type_name
            assert archive.queries.search("ferry").total > 0, type_name
            assert archive.queries.history(), type_name
            assert archive.queries.sources(), type_name
            archive.execute(OpenSubject("Afterwards", SubjectKind.PERSON))
        answer = Archive.verify_file(out)
        assert key // 32 in {fault.position for fault in answer.faults}
        assert not [fault for fault in answer.faults if fault.kind == "views"]
