# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Archives of every edition ever released: read as they are, brought up to date, nothing lost."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from golden.make_archive import make

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.connection import connect, library
from fonds.archive.errors import ArchiveError
from fonds.archive.migrating import bring_up_to_date, migrations
from fonds.archive.schema import EDITION, EDITIONS, schema_faults
from fonds.events.recorded import event_types

FOLDER = Path(__file__).with_name("archives")
LOG = {
    "event": "SELECT position, header, leaf FROM event ORDER BY position",
    "part": "SELECT * FROM part ORDER BY key",
    "file": "SELECT * FROM file ORDER BY key",
}


TOMAS = {
    "date_of_birth": ["1898-03-09", "1898-03-10"],
    "father": ["Anders Falk"],
    "represents_district": ["harbour ward"],
}


def said_of_tomas(archive: Archive) -> dict[str, list[object]]:
    return {
        answer.name: sorted(str(value.value) for scope in answer.scopes for value in scope.values)
        for answer in archive.queries.record("Tomas Falk").properties()
    }


@dataclass(frozen=True)
class Released:
    """A line of the manifest."""

    digest: str
    name: str
    edition: int
    events: int
    root: str


def manifest() -> list[Released]:
    lines = (FOLDER / "MANIFEST").read_text("utf-8").splitlines()
    fields = [line.split() for line in lines if line and not line.startswith("#")]
    return [Released(one[0], one[1], int(one[2]), int(one[3]), one[4]) for one in fields]


RELEASED = manifest()
each = pytest.mark.parametrize("released", RELEASED, ids=[one.name for one in RELEASED])
older = pytest.mark.parametrize(
    "released",
    [one for one in RELEASED if one.edition < EDITION],
    ids=[one.name for one in RELEASED if one.edition < EDITION],
)


@pytest.fixture
def copy(released: Released, tmp_path: Path) -> Path:
    return Path(shutil.copy(FOLDER / released.name, tmp_path / "copy.fonds"))


def log_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with contextlib.closing(library().connect(str(path))) as connection:
        return {name: connection.execute(sql).fetchall() for name, sql in LOG.items()}


def edition_of(path: Path) -> int:
    with contextlib.closing(library().connect(str(path))) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_every_file_is_in_the_manifest_and_every_edition_has_one() -> None:
    found = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.fonds")}
    assert found == {one.name for one in RELEASED}
    assert {one.edition for one in RELEASED} >= set(EDITIONS)


@each
def test_no_released_archive_was_changed(released: Released) -> None:
    data = (FOLDER / released.name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == released.digest


@each
def test_it_is_read_as_it_is(released: Released, copy: Path) -> None:
    before = copy.read_bytes()
    answer = Archive.verify_file(copy)
    assert answer.faults == ()
    assert answer.checked["events"] == released.events
    # Its log is in order; only the tables made from it may be older than this program.
    with contextlib.suppress(ArchiveError):
        Archive.open(copy, read_only=True).close()
    assert edition_of(copy) == released.edition
    assert copy.read_bytes() == before


@each
def test_opening_it_for_writing_brings_it_up_to_date_and_changes_nothing_said(
    released: Released, copy: Path
) -> None:
    before = log_of(copy)
    with Archive.open(copy, agent="Zoë Marsh") as archive:
        head = archive.head()
        assert (head.size, head.root.hex()) == (released.events, released.root)
        assert said_of_tomas(archive) == TOMAS
        assert archive.verify().faults == ()
        archive.execute(WriteNote("Tomas Falk", "Read again."))
        assert archive.verify().faults == ()
    assert edition_of(copy) == EDITION
    after = log_of(copy)
    assert {name: rows[: len(before[name])] for name, rows in after.items()} == before
    with contextlib.closing(connect(copy, mode="ro")) as connection:
        assert schema_faults(connection) == []


@each
def test_without_its_bookkeeping_it_is_brought_up_to_date_all_the_same(
    released: Released, copy: Path
) -> None:
    assert edition_of(copy) == released.edition
    with contextlib.closing(library().connect(str(copy), isolation_level=None)) as connection:
        connection.execute("DROP TABLE IF EXISTS app_migrations")
    for _ in range(2):
        Archive.open(copy).close()
        assert edition_of(copy) == EDITION
        with contextlib.closing(library().connect(str(copy), isolation_level=None)) as connection:
            connection.execute("DROP TABLE IF EXISTS app_migrations")
    assert Archive.verify_file(copy).faults == ()


@older
def test_a_failure_on_the_way_leaves_the_file_as_it_was(
    released: Released, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = migrations()

    @steps(name="edition after this")
    def fail(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("fonds.archive.migrating.migrations", lambda: steps)
    before = log_of(copy)
    with contextlib.closing(connect(copy, mode="rw")) as connection:
        with pytest.raises(MemoryError):
            bring_up_to_date(connection)
        assert not connection.in_transaction
        assert schema_faults(connection) == []
    assert edition_of(copy) == released.edition
    assert log_of(copy) == before


@each
def test_a_trigger_missing_from_an_older_edition_is_still_found(
    released: Released, copy: Path
) -> None:
    with contextlib.closing(library().connect(str(copy), isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER part_is_only_erased")
    answer = Archive.verify_file(copy)
    assert [fault.kind for fault in answer.faults] == ["schema"]
    assert json.loads(json.dumps(dict(answer.checked)))["events"] == released.events


def test_the_next_edition_can_be_kept_too(tmp_path: Path) -> None:
    """What makes the archives runs when an edition is raised, and must not have rotted by then."""
    path = tmp_path / "harbour.fonds"
    make(path)
    assert Archive.verify_file(path).ok
    with contextlib.closing(connect(path, mode="ro")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (EDITION,)
        rows = connection.execute("SELECT DISTINCT header ->> '$.type' FROM event")
        assert {name for (name,) in rows} == set(event_types())
