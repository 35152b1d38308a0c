# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Signed heads: what they say, where they are kept, and that no key signs two histories."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from archive.integrity.forging import sound_archive
from archive.proofs.conftest import NOW, Bench

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.connection import library
from fonds.archive.errors import ArchiveError, RefusedError
from fonds.archive.lookup.checkpoints import last_kept, last_signed
from fonds.archive.proofs.checkpoints import files_of, judge
from fonds.archive.proofs.keys import check_signature
from fonds.events.notes import Checkpoint, SignedNote, Step
from fonds.events.proofs import is_consistent

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.proofs.keys import SigningKeys


def note(bench: Bench, text: str) -> None:
    bench.archive.execute(WriteNote("Odile Varnham", text))


def test_a_checkpoint_is_the_signed_head(bench: Bench) -> None:
    signed = bench.notary.checkpoints.sign()
    opened = SignedNote.read(signed.head.note)
    head = bench.archive.head()
    assert Checkpoint.read(opened.text) == Checkpoint(
        f"fonds/{bench.archive.id}", head.size, head.root
    )
    assert opened.signed_by([signed.key], check_signature) == signed.key
    assert signed.key.name == f"fonds/{bench.archive.id}"
    assert (signed.new, signed.kept, signed.warning) == (True, None, None)
    again = bench.notary.checkpoints.sign()
    assert (again.new, again.head) == (False, signed.head)


def test_the_archive_remembers_the_last_ones(bench: Bench, tmp_path: Path) -> None:
    connection = bench.notary.store.connection
    assert last_signed(connection) is None
    assert last_kept(connection) is None
    folder = tmp_path / "stick"
    folder.mkdir()
    kept = bench.notary.checkpoints.sign(folder)
    note(bench, "one more")
    signed = bench.notary.checkpoints.sign()
    assert last_signed(connection) == signed.head
    assert last_kept(connection) == kept.head
    answer = bench.archive.queries.archive()
    assert (answer.last_checkpoint, answer.last_kept_elsewhere) == (signed.head, kept.head)
    assert (kept.head.kept_in, kept.head.kept_at) == (str(folder), NOW)
    assert Archive.verify_file(bench.archive.path).ok


def test_a_copy_is_written_elsewhere(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    signed = bench.notary.checkpoints.sign(folder)
    assert signed.kept is not None
    assert signed.kept.read_text(encoding="utf-8") == signed.head.note
    public = next(folder.glob("*.public-key")).read_text(encoding="utf-8")
    assert public == signed.key.spelt() + "\n"
    bench.notary.checkpoints.sign(folder)
    note(bench, "one more")
    bench.notary.checkpoints.sign(folder)
    assert len(files_of([folder])) == 2


def test_a_missing_folder_spoils_nothing(bench: Bench, tmp_path: Path) -> None:
    signed = bench.notary.checkpoints.sign(tmp_path / "stick")
    assert signed.kept is None
    assert signed.warning is not None
    assert "not plugged in" in signed.warning
    assert last_signed(bench.notary.store.connection) == signed.head
    (tmp_path / "stick").mkdir()
    # When the stick is back, the same head finds its way there.
    later = bench.notary.checkpoints.sign(tmp_path / "stick")
    assert later.kept is not None
    assert last_kept(bench.notary.store.connection) == later.head


def test_a_folder_that_cannot_be_written_is_said(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    name = bench.notary.checkpoints.sign(folder).kept
    assert name is not None
    name.unlink()
    name.mkdir()
    signed = bench.notary.checkpoints.sign(folder)
    assert signed.kept is None
    assert signed.warning is not None
    assert "not kept" in signed.warning


def test_an_archive_open_for_reading_can_be_signed(bench: Bench, keys: SigningKeys) -> None:
    with Archive.open(bench.archive.path, read_only=True) as reader:
        signed = reader.notary(keys).checkpoints.sign()
        assert signed.checkpoint.size == bench.archive.head().size
    assert last_signed(bench.notary.store.connection) is None


def test_no_key_signs_two_histories(bench: Bench, tmp_path: Path, keys: SigningKeys) -> None:
    bench.archive.close()
    original = bench.archive.path
    copy = tmp_path / "copy.fonds"
    shutil.copyfile(original, copy)
    with Archive.open(original) as archive:
        archive.execute(WriteNote("Odile Varnham", "here"))
        archive.notary(keys).checkpoints.sign()
    with Archive.open(copy) as archive:
        with pytest.raises(ArchiveError, match="you have signed a head over") as shorter:
            archive.notary(keys).checkpoints.sign()
        archive.execute(WriteNote("Odile Varnham", "there"))
        with pytest.raises(ArchiveError, match="is not the one whose head you signed") as other:
            archive.notary(keys).checkpoints.sign()
        assert {shorter.value.code, other.value.code} == {"forked"}
        for told in (shorter, other):
            assert "go on in that copy" in told.value.message
        keys.rotate()
        assert archive.notary(keys).checkpoints.sign().new


@pytest.mark.parametrize("table", ["app_frontier", "app_node"])
def test_a_tree_that_contradicts_itself_is_not_signed(
    tmp_path: Path, keys: SigningKeys, table: str
) -> None:
    path = sound_archive(tmp_path / "long.fonds")
    with Archive.open(path) as archive:
        for number in range(260):
            archive.execute(WriteNote("Odile Varnham", f"Page {number}"))
    column = {"app_frontier": "peaks", "app_node": "hash"}[table]
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        changed = connection.execute(f"UPDATE {table} SET {column} = zeroblob(length({column}))")
        assert changed.rowcount
    with Archive.open(path) as archive:
        for _ in range(2):
            with pytest.raises(ArchiveError, match="so its head was not signed") as refused:
                archive.notary(keys).checkpoints.sign()
            assert refused.value.code == "tree-contradicts"
            archive.execute(WriteNote("Odile Varnham", "One more"))


def test_the_own_copy_may_be_damaged(bench: Bench, keys: SigningKeys) -> None:
    bench.notary.checkpoints.sign()
    own = next((keys.folder / "heads").iterdir())
    own.write_text("nonsense")
    note(bench, "one more")
    assert bench.notary.checkpoints.sign().new


def test_the_last_head_but_one_is_held_where_the_last_was_cut_short(
    bench: Bench, tmp_path: Path, keys: SigningKeys
) -> None:
    heads = []
    for number in range(4):
        note(bench, f"note {number}")
        heads.append(bench.notary.checkpoints.sign().head)
        bench.archive.backup(tmp_path / f"{number}.fonds")
    copies = {copy.read_text(): copy for copy in (keys.folder / "heads").iterdir()}
    assert copies.keys() == {heads[2].note, heads[3].note}
    for number in (3, 2):
        newest = heads[number]
        with (
            Archive.open(tmp_path / f"{number - 1}.fonds") as older,
            pytest.raises(ArchiveError, match=f"signed a head over {newest.size}") as caught,
        ):
            older.notary(keys).checkpoints.sign()
        assert caught.value.details["checkpoint"] == str(copies[newest.note])
        # A power cut while it was written left half of it.
        copies[newest.note].write_text(newest.note[: len(newest.note) // 2])


def test_a_further_head_waits_for_the_disk_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        note(bench, f"note {number}")
        bench.notary.checkpoints.sign()
    note(bench, "one more")
    waits: list[int] = []
    flush = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (waits.append(file), flush(file)))
    bench.notary.checkpoints.sign()
    assert len(waits) == 1


def test_a_step_leads_from_one_head_to_the_next(bench: Bench) -> None:
    before = bench.notary.checkpoints.sign()
    for number in range(5):
        note(bench, f"note {number}")
    step = Step.read(bench.notary.checkpoints.step_from(before.head.note))
    after = Checkpoint.read(SignedNote.read(step.checkpoint).text)
    assert step.old == before.checkpoint.size
    assert after.size == before.checkpoint.size + 5
    assert is_consistent(step.old, after.size, before.checkpoint.root, after.root, step.path)
    longer = Checkpoint(after.origin, after.size + 1, bytes(32))
    other = Checkpoint("fonds/other", 1, bytes(32))
    for strange in (longer, other):
        text = bench.keys.current().sign(strange.origin, strange.text())
        with pytest.raises(RefusedError, match="not a checkpoint of this archive"):
            bench.notary.checkpoints.step_from(text)
    with pytest.raises(RefusedError, match="not a checkpoint"):
        bench.notary.checkpoints.step_from("nonsense\n\n— a b\n")


def test_what_is_wrong_with_a_signature_is_told(bench: Bench) -> None:
    signed = bench.notary.checkpoints.sign()
    text, key = signed.head.note, signed.key.renamed("fonds")
    head, fault = judge("old", text, [key], check_signature)
    assert fault is None
    assert (head.archive, head.size) == (bench.archive.id, signed.checkpoint.size)
    _, fault = judge("old", text, [], check_signature)
    assert fault is not None
    assert fault.kind == "unknown-key"
    changed = text.replace(f"\n{head.size}\n", f"\n{head.size + 1}\n")
    _, fault = judge("old", changed, [key], check_signature)
    assert fault is not None
    assert fault.kind == "bad-signature"
    with pytest.raises(RefusedError, match="not a checkpoint"):
        judge("old", "nonsense", [key], check_signature)
    foreign = bench.keys.current().sign(
        "example.com/log", "example.com/log\n1\n" + "A" * 43 + "=\n"
    )
    head, fault = judge("old", foreign, [key], check_signature)
    assert head.archive is None
    assert fault is None


def test_files_are_found_in_folders(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no checkpoint in the folder"):
        files_of([tmp_path])
    (tmp_path / "b.checkpoint").touch()
    (tmp_path / "a.checkpoint").touch()
    (tmp_path / "a.public-key").touch()
    found = files_of([tmp_path, tmp_path / "elsewhere"])
    assert [path.name for path in found] == ["a.checkpoint", "b.checkpoint", "elsewhere"]


def test_an_error_of_the_disk_is_not_taken_for_no_checkpoint() -> None:
    class Failing:
        def __init__(self, words: str) -> None:
            self.words = words

        def execute(self, _: str) -> None:
            raise library().OperationalError(self.words)

    assert last_signed(Failing("no such table: app_checkpoint")) is None
    assert last_signed(Failing("no such column: note")) is None
    for words in ("disk I/O error", "database is locked"):
        with pytest.raises(library().OperationalError):
            last_kept(Failing(words))
