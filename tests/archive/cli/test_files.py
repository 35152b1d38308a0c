# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""new, verify, backup, rebuild, archives missing, broken, foreign, locked, full."""

from __future__ import annotations

import resource
import signal
import sys
import time

import pytest

from fonds.archive.connection import connect, library

READ = [
    ("show", "{}", "Edda Marlow"),
    ("history", "{}"),
    ("conflicts", "{}"),
    ("search", "{}", "ferry"),
    ("subject", "list", "{}"),
    ("source", "list", "{}"),
    ("source", "show", "{}", "the-quay-profile.txt"),
    ("source", "text", "{}", "the-quay-profile.txt"),
    ("property", "list", "{}"),
    ("export", "{}"),
    ("verify", "{}"),
]
WRITE = [
    ("subject", "add", "{}", "X", "--kind", "person"),
    ("note", "add", "{}", "Edda Marlow", "text"),
    ("fact", "import", "{}", "-"),
    ("rebuild", "{}"),
]


def aimed(args, path):
    return [str(path) if arg == "{}" else arg for arg in args]


def name_of(args):
    return " ".join(arg for arg in args if arg.isalpha())


def test_new_answers_with_path_and_id(ok, tmp_path):
    path = tmp_path / "a.fonds"
    answer = ok("--json", "new", path, "--name", "The Name").json
    assert answer["archive"] == str(path)
    assert answer["id"] == ok("--json", "export", path).json["archive"]["id"]
    assert ok("export", path).json["archive"]["name"] == "The Name"


def test_new_can_be_filled_with_the_sample(ok, refused, tmp_path):
    path = tmp_path / "s.fonds"
    answer = ok("--json", "new", path, "--sample").json
    exported = ok("export", path, "--json").json
    assert answer == {"archive": str(path), "id": exported["archive"]["id"]}
    assert "Edda Marlow" in [subject["label"] for subject in exported["subjects"]]
    before = path.read_bytes()
    refused(path, 3, "new", path, "--sample")
    refused(path, 2, "new", tmp_path / "t.fonds", "--sample", "--name", "Mine")
    assert path.read_bytes() == before
    assert not (tmp_path / "t.fonds").exists()


def test_without_the_sample_it_is_said(refused, empty, tmp_path, monkeypatch):
    monkeypatch.setattr("fonds.archive.sample.builder", lambda: None)
    refused(empty, 3, "new", tmp_path / "s.fonds", "--sample")


def test_new_overwrites_nothing(refused, run, empty, tmp_path):
    refused(empty, 3, "new", empty)
    other = tmp_path / "letter.txt"
    other.write_text("precious")
    assert run("new", other).code == 3
    assert other.read_text() == "precious"


def test_new_needs_a_folder(run, tmp_path):
    ran = run("new", tmp_path / "nowhere" / "a.fonds")
    assert (ran.code, ran.out) == (3, "")
    assert not (tmp_path / "nowhere").exists()


def test_verify_says_what_it_checked(ok, sample):
    answer = ok("verify", sample, "--json").json
    assert answer["ok"] is True
    assert answer["faults"] == []
    assert answer["checked"]["events"] == len(ok("history", sample, "--json").json["events"])
    assert "events" in ok("verify", sample).out


def test_verify_names_the_position_of_a_fault_and_ends_with_1(run, sample, damaged):
    damaged(sample, "UPDATE event SET header = replace(header, '\"schema\":1', '\"schema\":2')"
                    " WHERE position = 40")  # fmt: skip
    ran = run("verify", sample, "--json")
    assert ran.code == 1
    assert ran.json["ok"] is False
    assert 40 in {fault["position"] for fault in ran.json["faults"]}
    assert all({"kind", "position", "detail"} <= fault.keys() for fault in ran.json["faults"])
    text = run("verify", sample)
    assert text.code == 1
    assert "@40: " in text.out


def test_backup_is_a_whole_archive_and_overwrites_nothing(ok, refused, sample, tmp_path):
    copy = tmp_path / "copy.fonds"
    answer = ok("backup", sample, copy, "--json").json
    assert answer["backup"] == str(copy)
    assert ok("verify", copy, "--json").json["ok"] is True
    assert ok("export", copy).out == ok("export", sample).out
    before = copy.read_bytes()
    refused(sample, 3, "backup", sample, copy)
    refused(sample, 3, "backup", sample, sample)
    assert copy.read_bytes() == before


def test_rebuild_changes_nothing_that_is_said(ok, sample, log_of):
    before, log = ok("export", sample).out, log_of(sample)
    assert ok("rebuild", sample, "--json").json["rebuilt"] is True
    assert ok("export", sample).out == before
    assert log_of(sample) == log


# Archives that are not as they should be


@pytest.mark.parametrize("args", READ + WRITE, ids=name_of)
def test_a_missing_archive_is_3(run, tmp_path, args):
    ran = run(*aimed(args, tmp_path / "none.fonds"), given="")
    assert (ran.code, ran.out) == (3, "")
    assert "none.fonds" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("args", READ + WRITE, ids=name_of)
@pytest.mark.parametrize("scheme", ["postgresql://", "postgres://"])
def test_an_archive_on_a_server_is_refused_plainly(run, args, scheme):
    ran = run(*aimed(args, f"{scheme}host/name"), given="")
    assert ran.code == 3
    assert "sharing is not built" in ran.err


@pytest.mark.parametrize("args", READ + WRITE, ids=name_of)
def test_a_file_that_is_not_sqlite_is_4(run, tmp_path, args):
    path = tmp_path / "letter.fonds"
    path.write_text("Dear Sir,\n" * 1000)
    ran = run(*aimed(args, path), given="")
    assert (ran.code, ran.out) == (4, "")
    assert "not a Fonds archive" in ran.err
    assert path.read_text() == "Dear Sir,\n" * 1000


@pytest.mark.parametrize("args", READ + WRITE, ids=name_of)
def test_another_programs_database_is_4(run, tmp_path, args):
    path = tmp_path / "other.fonds"
    connection = library().connect(str(path))
    connection.execute("CREATE TABLE bookmark (url TEXT)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    ran = run(*aimed(args, path), given="")
    assert (ran.code, ran.out) == (4, "")
    assert "not a Fonds archive" in ran.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("args", [READ[0], READ[-1], WRITE[0]], ids=name_of)
def test_a_newer_format_is_4(run, sample, args):
    connection = library().connect(str(sample))
    connection.execute("PRAGMA user_version=7000")
    connection.close()
    ran = run(*aimed(args, sample), given="")
    assert (ran.code, ran.out) == (4, "")
    assert "newer" in ran.err


@pytest.mark.parametrize("args", [READ[0], WRITE[0]], ids=name_of)
def test_a_strangers_trigger_is_4_and_not_run(run, sample, args):
    connection = library().connect(str(sample))
    connection.execute(
        "CREATE TRIGGER spy AFTER INSERT ON event BEGIN DELETE FROM view_subject; END"
    )
    connection.commit()
    connection.close()
    ran = run(*aimed(args, sample), given="")
    assert (ran.code, ran.out) == (4, "")
    assert "spy" in ran.err


@pytest.mark.parametrize("args", [READ[0], WRITE[0]], ids=name_of)
def test_a_damaged_file_is_4(run, sample, args):
    data = bytearray(sample.read_bytes())
    data[4096 : len(data) // 2] = bytes(len(data) // 2 - 4096)
    sample.write_bytes(data)
    ran = run(*aimed(args, sample), given="")
    assert (ran.code, ran.out) == (4, "")
    assert "Traceback" not in ran.err


def test_a_folder_is_no_archive(run, tmp_path):
    assert run("show", tmp_path, "X").code == 4


def test_a_locked_archive_is_4_and_can_still_be_read(refused, ok, sample, monkeypatch):
    monkeypatch.setattr("fonds.archive.connection.BUSY_SECONDS", 0.1)
    writer = connect(sample, mode="rw")
    try:
        writer.execute("BEGIN IMMEDIATE")
        ran = refused(sample, 4, "note", "add", sample, "Edda Marlow", "text")
        assert "another program" in ran.err
        ok("show", sample, "Edda Marlow")
        writer.execute("ROLLBACK")
    finally:
        writer.close()
    ok("note", "add", sample, "Edda Marlow", "text")


needs_permissions = pytest.mark.skipif(
    sys.platform != "linux", reason="permissions are set aside in a way only Linux has"
)


@needs_permissions
@pytest.mark.parametrize("what", ["file", "folder"])
def test_an_archive_that_cannot_be_written_reads_and_refuses_to_record(
    confined, sample, tmp_path, log_of, what
):
    before = log_of(sample)
    for beside in tmp_path.glob("marlow.fonds-*"):
        beside.unlink()
    sample.chmod(0o444)
    if what == "folder":
        tmp_path.chmod(0o555)
    commands = [aimed(args, sample) for args in (*READ, *WRITE, ("doctor", "{}"))]
    try:
        ran = confined(*commands)
    finally:
        tmp_path.chmod(0o755)
        sample.chmod(0o644)
    for args, (code, out, err) in zip(commands, ran[: len(READ)], strict=False):
        assert code == 0, (args, err)
        assert out
    for args, (code, out, err) in zip(commands[len(READ) :], ran[len(READ) : -1], strict=False):
        assert (code, out) == (4, ""), args
        assert "cannot be" in err or "reading only" in err
    code, out, _ = ran[-1]
    assert code == 0
    assert "opens for reading only" in " ".join(out.split())
    assert log_of(sample) == before


@needs_permissions
def test_new_in_a_folder_that_cannot_be_written(confined, tmp_path):
    tmp_path.chmod(0o555)
    try:
        ((code, out, err),) = confined(["new", str(tmp_path / "a.fonds")])
    finally:
        tmp_path.chmod(0o755)
    assert code in {3, 4}
    assert out == ""
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on file sizes to set")
def test_a_full_disk_is_4_and_leaves_the_log_as_it_was(start, sample, log_of, tmp_path):
    before = log_of(sample)
    big = tmp_path / "big.txt"
    big.write_text("words and words\n" * 200_000)
    room = sample.stat().st_size + 100_000

    def confine():
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    process = start("source", "add", sample, big, preexec_fn=confine)
    out, err = process.communicate()
    assert (process.returncode, out) == (4, b""), err
    assert b"Traceback" not in err
    assert b"Nothing was" in err
    assert log_of(sample) == before


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal to send")
def test_an_interrupted_import_is_130_and_leaves_the_log_as_it_was(start, sample, log_of):
    before = log_of(sample)
    process = start("fact", "import", sample, "-")
    line = (
        b'{"id": "I%d", "subject": "P%d", "property": "occupation", "value": "v",'
        b' "source": "the-quay-profile.txt", "quote": "Ask about defeat"}\n'
    )
    # A pipe holds 64 KiB: once this much is taken, the import is under way and waits for more.
    process.stdin.write(b"".join(line % (number, number) for number in range(2500)))
    process.stdin.flush()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, b""), err
    assert err.split(b"\n")[-2] == b"Interrupted. Nothing was recorded."
    assert log_of(sample) == before


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal to send")
def test_an_interrupt_while_facts_are_appended_leaves_the_log_as_it_was(
    run, sample, log_of, monkeypatch
):
    from fonds.archive.commands.plan import Plan

    before = log_of(sample)
    flush = Plan.flush

    def interrupted(plan):
        flush(plan)
        raise KeyboardInterrupt

    monkeypatch.setattr(Plan, "flush", interrupted)
    ran = run("subject", "add", sample, "X", "--kind", "person")
    assert (ran.code, ran.out) == (130, "")
    assert "Interrupted. Nothing was recorded." in ran.err
    assert log_of(sample) == before


def test_an_interrupt_after_the_commit_does_not_claim_that_nothing_was_recorded(
    run, sample, log_of, monkeypatch
):
    from fonds.archive.archive import Archive

    before = log_of(sample)
    execute = Archive.execute

    def interrupted(archive, *args, **options):
        execute(archive, *args, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(Archive, "execute", interrupted)
    ran = run("subject", "add", sample, "X", "--kind", "person")
    assert ran.code == 130
    assert "recorded already" in ran.err
    assert log_of(sample) != before


@pytest.mark.parametrize(
    ("name", "called"),
    [("odd ?#%41 “name”", "odd ?#%41 “name”"), ("caf\udce9", "caf\ufffd")],
    ids=["signs", "bytes that are no text"],
)
def test_a_path_with_odd_characters(ok, tmp_path, name, called):
    (tmp_path / name).mkdir()
    path = tmp_path / name / f"{name}.fonds"
    ok("new", path)
    ok("subject", "add", path, "X", "--kind", "person")
    ok("rebuild", path)
    copy = path.with_name("copy.fonds")
    ok("backup", path, copy)
    ok("verify", copy)
    assert ok("export", path, "--json").json["archive"]["name"] == called


def test_verify_says_of_a_missing_archive_what_others_say(run, tmp_path):
    path = tmp_path / "none.fonds"
    assert run("verify", path).err == run("show", path, "X").err
