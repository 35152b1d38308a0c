# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Standard output that cannot be written, disks without room, locks: said as what they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from fonds.archive.connection import connect, library

if sys.platform != "win32":
    import resource

FULL = Path("/dev/full")
needs_full_device = pytest.mark.skipif(
    not FULL.exists(), reason="there is no device here that is always full"
)


@needs_full_device
@pytest.mark.parametrize(
    "args",
    [
        ("export", "{}"),
        ("show", "{}", "Edda Marlow"),
        ("show", "{}", "Edda Marlow", "--json"),
        ("history", "{}"),
        ("source", "text", "{}", "the-quay-profile.txt"),
        ("--help",),
        ("--version",),
        ("show", "--help"),
    ],
)
def test_full_standard_output_is_4_and_named(start, sample, args):
    with FULL.open("wb") as full:
        process = start(*(str(arg).format(sample) for arg in args), stdout=full)
        _, err = process.communicate()
    said = err.decode()
    assert process.returncode == 4, said
    assert "tandard output cannot be written: no space left" in said
    assert "marlow.fonds" not in said
    assert "Exception ignored" not in said
    assert len(said.strip().splitlines()) == 1 or "--json" in args


@needs_full_device
def test_what_was_recorded_before_the_output_failed_is_not_denied(start, ok, sample):
    with FULL.open("wb") as full:
        process = start("note", "add", sample, "Edda Marlow", "kept", "--agent", "A", stdout=full)
        _, err = process.communicate()
    assert process.returncode == 4
    assert "What was recorded stays recorded" in err.decode()
    assert (
        ok("history", sample, "--json", "--limit", "1").json["events"][0]["type"] == "NoteWritten"
    )


@needs_full_device
def test_an_export_to_a_full_disk_says_so_and_no_more(start, sample):
    process = start("export", sample, "-o", FULL)
    _, err = process.communicate()
    said = err.decode()
    assert process.returncode == 4, said
    assert "/dev/full" in said
    assert "Exception ignored" not in said
    assert "closed database" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on file sizes to set")
def test_no_room_for_a_new_archive_is_4(start, tmp_path):
    def confine():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    process = start("new", tmp_path / "a.fonds", preexec_fn=confine)
    out, err = process.communicate()
    assert (process.returncode, out) == (4, b""), err
    assert b"a.fonds" in err


def test_an_error_of_sqlite_that_nobody_put_into_words_is_4(run, sample, monkeypatch):
    def broken(*_args, **_options):
        said = "database or disk is full"
        raise library().OperationalError(said)

    monkeypatch.setattr("fonds.archive.archive.Archive.create", broken)
    ran = run("new", sample.with_name("other.fonds"))
    assert (ran.code, ran.out) == (4, "")
    assert f"The disk that holds {sample.with_name('other.fonds')} is full" in ran.err


@pytest.mark.parametrize("args", [("show", "Edda Marlow"), ("verify",), ("doctor",)])
def test_a_lock_met_while_reading_does_not_speak_of_changes(run, sample, monkeypatch, args):
    monkeypatch.setattr("fonds.archive.connection.BUSY_SECONDS", 0.1)
    holder = connect(sample, mode="rw")
    try:
        holder.execute("PRAGMA locking_mode=EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        ran = run(args[0], sample, *args[1:])
    finally:
        holder.close()
    said = " ".join((ran.out + ran.err).split())
    assert ran.code == (1 if args[0] == "doctor" else 4)
    assert "is locked by another program" in said
    assert "Nothing was changed" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed so only on POSIX")
def test_closed_standard_output_is_4(start, sample):
    process = start("show", sample, "Edda Marlow", preexec_fn=lambda: os.close(1), stdout=None)
    _, err = process.communicate()
    assert process.returncode == 4, err
    assert b"Standard output cannot be written: it is closed." in err
