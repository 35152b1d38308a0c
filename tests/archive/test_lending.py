# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An archive that cannot be written and has other views is read from views made beside it."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from archive.erasing import Small, found_in, small

from fonds.archive import Archive
from fonds.archive.checkup import Level
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import library
from fonds.archive.doctor import examine
from fonds.archive.errors import ArchiveError, Cancelled
from fonds.archive.export.json_export import export_document, export_pieces
from fonds.archive.record.rule import RULES_EDITION
from fonds.archive.standing import EDITION
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator

RELEASED = Path(__file__).parents[1] / "golden" / "archives" / "1000" / "falk.fonds"


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path)


@contextlib.contextmanager
def unwritable() -> Iterator[None]:
    """Have every file taken for one that cannot be written; tests may run as root."""
    with pytest.MonkeyPatch.context() as patched:
        for module in ("opening", "lending", "files", "doctor"):
            patched.setattr(f"fonds.archive.{module}.is_writable", lambda _: False)
        yield


def tell_another_edition(path: Path, statement: str) -> None:
    with contextlib.closing(library().connect(str(path), isolation_level=None)) as connection:
        connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


OTHERS = (
    f"UPDATE view_state SET edition = {EDITION - 1}",
    f"UPDATE view_state SET edition = {EDITION + 1}",
    "DELETE FROM view_state",
    "DROP TABLE view_state",
)


def told(archive: Archive) -> tuple[object, ...]:
    queries = archive.queries
    return (
        list(export_pieces(queries)),
        queries.subjects(),
        queries.history(limit=500),
        queries.search("Ostrable"),
        queries.conflicts(),
        queries.sources(),
        archive.head(),
    )


@pytest.mark.parametrize("statement", OTHERS)
def test_it_answers_what_a_writable_one_would(made: Small, statement: str) -> None:
    with Archive.open(made.path) as archive:
        expected = told(archive)
    tell_another_edition(made.path, statement)
    # What its own tables say is not what is answered.
    tell_another_edition(made.path, "UPDATE view_subject SET label = 'Nobody'")
    before = made.path.read_bytes()
    with unwritable():
        seen: list[tuple[int, int]] = []
        with Archive.open(made.path, progress=lambda *done: seen.append(done) is None) as archive:
            assert archive.is_lent
            assert told(archive) == expected
            # Nobody reads tables that tell of another edition; missing ones are told.
            assert archive.verify().ok is statement.startswith("UPDATE")
            with pytest.raises(ArchiveError) as raised:
                archive.execute(WriteNote("Quistle Vandermeeer", "No."))
            assert raised.value.code == "read-only"
        assert seen
    assert made.path.read_bytes() == before


def test_one_whose_conflicts_other_rules_found_is_made_anew(made: Small) -> None:
    with Archive.open(made.path) as archive:
        expected = told(archive)
    assert EDITION % 1000 == RULES_EDITION
    tell_another_edition(made.path, f"UPDATE view_state SET edition = {EDITION - 1}")
    tell_another_edition(made.path, "UPDATE view_subject SET label = 'Nobody'")
    with Archive.open(made.path) as archive:
        assert not archive.is_lent
        assert told(archive) == expected


def test_one_of_the_first_edition(tmp_path: Path) -> None:
    path = Path(shutil.copy(RELEASED, tmp_path / "old.fonds"))
    with unwritable(), Archive.open(path) as archive:
        assert archive.is_lent
        assert archive.queries.record("Tomas Falk").label == "Tomas Falk"
        target = tmp_path / "copy.fonds"
        assert archive.share_copy(target, ["living", "quotations"]).faults == ()
    assert path.read_bytes() == RELEASED.read_bytes()
    assert Archive.verify_file(target).ok


def test_its_own_views_are_used_where_they_can_be(made: Small) -> None:
    with unwritable(), Archive.open(made.path) as archive:
        assert archive.read_only
        assert not archive.is_lent


def test_one_that_can_be_written_is_not_lent_any(made: Small) -> None:
    tell_another_edition(made.path, OTHERS[0])
    with pytest.raises(ArchiveError) as raised:
        Archive.open(made.path, read_only=True)
    assert raised.value.code == "views-outdated"
    with Archive.open(made.path) as archive:
        assert not archive.is_lent
    Archive.open(made.path, read_only=True).close()


def test_it_can_be_called_off_and_declined(made: Small) -> None:
    tell_another_edition(made.path, OTHERS[0])
    with unwritable():
        with pytest.raises(Cancelled):
            Archive.open(made.path, progress=lambda *_: False)
        with pytest.raises(ArchiveError) as raised:
            Archive.open(made.path, lending=False)
        assert raised.value.code == "views-outdated"
        findings = examine(
            made.path, lambda path: Archive.open(path, read_only=True, lending=False).close()
        ).findings
    (said,) = [one for one in findings if "not up to date" in one.what]
    assert said.level is Level.NOTE
    assert "each command has to make them" in said.what


def test_what_others_record_meanwhile_is_followed(made: Small) -> None:
    tell_another_edition(made.path, OTHERS[0])
    with unwritable():
        # A connection that looks at the file each time, as where a log lies beside it.
        reader = Archive.open(made.path)
    with reader, Archive.open(made.path, agent="another") as writer:
        size = reader.queries.size()
        writer.execute(WriteNote(made.quistle, "A tokenlate remark."))
        assert reader.queries.size() == size + 2
        assert reader.queries.search("tokenlate").total == 1
        assert reader.queries.history(limit=1)[0].position == size + 2
        erased = EraseContent(made.zorvane, "Asked for.", "request")
        writer.execute(erased)
        assert reader.queries.search("tokenkeeper").total == 0


def test_views_that_may_tell_what_was_erased_are_not_read(made: Small) -> None:
    with Archive.open(made.path) as archive:
        archive.execute(EraseContent(made.zorvane, "Asked for.", "request"))
    tell_another_edition(made.path, "UPDATE view_subject SET label = 'tokenlabel'")
    assert found_in(made.folder, "tokenlabel")
    with unwritable(), Archive.open(made.path) as archive:
        assert archive.is_lent
        assert not any("tokenlabel" in str(one) for one in told(archive))


def test_a_reader_forgets_what_another_program_has_erased(made: Small) -> None:
    with Archive.open(made.path, read_only=True) as reader:
        reader.queries.size()
        assert "Zorvane" in reader.queries.text(made.letter).text
        assert reader.queries.search("tokenkeeper").total == 1
        with Archive.open(made.path, agent="another") as writer:
            # On record, and not yet out of the tables: that is when it is looked at again.
            writer.execute(EraseContent(made.zorvane, "Asked for.", "request", texts=True))
            reader.queries.size()
            reader.queries.search("tokenkeeper")
            writer.finish_erasing()
        reader.queries.size()
        assert reader.queries.search("tokenkeeper").total == 0
        assert "Zorvane" not in reader.queries.text(made.letter).text


def test_an_answer_from_one_state_follows_what_others_record(made: Small) -> None:
    tell_another_edition(made.path, OTHERS[0])
    with unwritable():
        lent = Archive.open(made.path)
    with lent, Archive.open(made.path) as other:
        other.execute(OpenSubject("Newcomer Vane", SubjectKind.PERSON))
        document = export_document(lent.queries)
        assert document["archive"]["head"]["size"] == other.head().size
        assert "Newcomer Vane" in [one["label"] for one in document["subjects"]]
        other.execute(OpenSubject("Second Vane", SubjectKind.PERSON))
        with lent.queries.snapshot():
            assert lent.queries.size() == other.head().size
