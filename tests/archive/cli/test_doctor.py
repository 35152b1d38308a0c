# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""doctor: what it looks at, what it names, and what it advises."""

from __future__ import annotations

import contextlib

import pytest

from fonds.archive import examining
from fonds.archive.connection import library
from fonds.archive.doctor import examine
from fonds.archive.errors import Cancelled
from fonds.archive.examining import KNOWN_FORMAT
from fonds.archive.schema import EDITION


def test_doctor_looks_at_the_machine(ok):
    answer = ok("doctor", "--json").json
    assert answer["ok"] is True
    assert answer["sqlite"] == library().sqlite_version
    assert all({"level", "what", "advice"} <= finding.keys() for finding in answer["findings"])
    assert "Python 3" in ok("doctor").out


def test_doctor_finds_nothing_wrong_with_the_sample(ok, sample, log_of):
    before = log_of(sample)
    findings = ok("doctor", sample, "--json").json["findings"]
    assert {finding["level"] for finding in findings} <= {"good", "note"}
    said = " ".join(finding["what"] for finding in findings)
    for word in ("Journal", "Free space", "Clocks", "Format 1.1", "written"):
        assert word in said
    assert log_of(sample) == before


def test_doctor_names_clocks_that_ran_backwards(ok, sample, damaged):
    damaged(sample, "UPDATE event SET header = json_set(header, '$.recorded_at',"
                    " '1999-01-01T00:00:00.000000Z') WHERE position = 9")  # fmt: skip
    findings = ok("doctor", sample, "--json").json["findings"]
    (clock,) = [finding for finding in findings if "clock" in finding["what"]]
    assert clock["level"] == "warning"
    assert "@9 (1999-01-01T00:00:00Z)" in clock["what"]


def test_doctor_warns_of_network_file_systems_and_little_space(ok, sample, monkeypatch):
    monkeypatch.setattr("fonds.archive.doctor.file_system", lambda _: "nfs4")
    monkeypatch.setattr("fonds.archive.doctor.LITTLE_SPACE", 2**62)
    monkeypatch.setattr("fonds.archive.doctor.write_ahead_is_safe", lambda _: False)
    findings = ok("doctor", sample, "--json").json["findings"]
    bad = [finding for finding in findings if finding["level"] in {"warning", "note"}]
    assert [
        word in bad[at]["what"] for at, word in enumerate(("WAL-reset", "nfs4", "Free space"))
    ] == ([True] * 3)
    assert all(finding["advice"] for finding in bad)
    assert "! " in ok("doctor", sample).out


def test_doctor_of_what_is_no_archive_ends_as_everywhere(run, tmp_path):
    assert run("doctor", tmp_path / "none.fonds").code == 3
    other = tmp_path / "other.fonds"
    connection = library().connect(str(other))
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    (tmp_path / "letter.fonds").write_text("Dear Sir")
    (tmp_path / "empty.fonds").touch()
    for name in ("other", "letter", "empty"):
        ran = run("doctor", tmp_path / f"{name}.fonds", "--json")
        assert (ran.code, ran.out) == (4, ""), name
        assert ran.error["code"] == "not-an-archive"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("PRAGMA user_version=2000", "newer Fonds"),
        ("CREATE TABLE stranger (x)", "not safe to open"),
        ("DROP INDEX event_stream", "not safe to open"),
        ("CREATE TRIGGER odd AFTER INSERT ON event BEGIN SELECT 1; END", "not safe to open"),
    ],
)
def test_doctor_reports_what_other_commands_refuse(run, sample, statement, said):
    connection = library().connect(str(sample), isolation_level=None)
    connection.execute(statement)
    connection.close()
    assert run("show", sample, "Edda Marlow").code == 4
    ran = run("doctor", sample, "--json")
    assert (ran.code, ran.json["ok"]) == (1, False)
    (fault,) = [one for one in ran.json["findings"] if one["level"] == "fault"]
    assert said in fault["what"]
    assert fault["advice"]


def test_doctor_looks_at_the_pages(ok, run, sample, monkeypatch):
    assert finding(ok("doctor", sample, "--json").json, "Pages: none")["level"] == "good"
    with contextlib.closing(library().connect(str(sample))) as connection:
        root, size = connection.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master"
            " WHERE name = 'event_stream'"
        ).fetchone()
    with sample.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * 64)
    # Nothing is read of that index, so other commands may go on.
    ran = run("doctor", sample, "--json")
    assert (ran.code, ran.json["ok"]) == (1, False)
    told = finding(ran.json, "The database is damaged")
    assert told["level"] == "fault"
    assert "fonds recover" in told["advice"]
    monkeypatch.setattr(examining, "_MOST_LOOKED_AT", 1000)
    assert "fonds verify" in finding(run("doctor", sample, "--json").json, "Pages: of a")["advice"]


def test_doctor_tells_one_damage_once(run, sample):
    """What cannot be read of a damaged page is the same damage, and wants the same counsel."""
    data = bytearray(sample.read_bytes())
    pages = [at for at in range(0, len(data), 4096) if data[at] == 13]
    (log, *_) = [at for at in pages[1:] if b'"recorded_at"' in data[at : at + 4096]]
    data[log : log + 4096] = b"\xaa" * 4096
    sample.write_bytes(data)
    ran = run("doctor", sample, "--json")
    assert (ran.code, ran.json["ok"]) == (1, False)
    (fault,) = [one for one in ran.json["findings"] if one["level"] == "fault"]
    assert "damaged" in fault["what"]
    assert "***" not in fault["what"]


def test_looking_at_pages_can_be_stopped_and_says_that_it_goes_on(sample, monkeypatch):
    monkeypatch.setattr("fonds.archive.watching._STEPS", 1)
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return len(told) < 3

    with pytest.raises(Cancelled):
        examine(sample, lambda _: None, progress=stop)
    assert told == [(0, 0)] * 3


def test_doctor_knows_the_format_that_is_written():
    assert KNOWN_FORMAT == EDITION


def test_doctor_notes_a_newer_minor_format(ok, sample):
    connection = library().connect(str(sample), isolation_level=None)
    connection.execute("PRAGMA user_version=1007")
    connection.close()
    findings = ok("doctor", sample, "--json").json["findings"]
    (told,) = [one for one in findings if "Format 1.7" in one["what"]]
    assert told["level"] == "note"
    assert told["advice"]


def finding(answer, words):
    (found,) = [one for one in answer["findings"] if words in one["what"]]
    return found


def test_doctor_names_what_programs_left_behind(ok, sample):
    (sample.parent / ".copy.fonds.1234abcd.unfinished").write_bytes(b"half")
    (sample.parent / "gone.fonds-wal").write_bytes(b"recorded last")
    answer = ok("doctor", sample, "--json").json
    assert ".copy.fonds.1234abcd.unfinished" in finding(answer, "broke off")["what"]
    assert "gone.fonds-wal" in finding(answer, "Without the archive")["what"]
    assert finding(answer, "Without the archive")["level"] == "warning"
    assert all(one["advice"] for one in answer["findings"] if one["level"] != "good")


def test_doctor_warns_of_rights_for_everybody(ok, sample):
    sample.chmod(0o666)
    assert finding(ok("doctor", sample, "--json").json, "Everybody")["level"] == "warning"
    sample.chmod(0o644)
    assert "Everybody" not in ok("doctor", sample).out


def test_doctor_tells_of_an_unfinished_erasure(ok, sample):
    connection = library().connect(str(sample), isolation_level=None)
    connection.execute("CREATE TABLE IF NOT EXISTS app_wiping (step TEXT NOT NULL) STRICT")
    connection.close()
    assert "erasure" not in ok("doctor", sample).out
    connection = library().connect(str(sample), isolation_level=None)
    connection.execute("INSERT INTO app_wiping VALUES ('pages')")
    connection.close()
    assert finding(ok("doctor", sample, "--json").json, "An erasure")["level"] == "warning"


def test_doctor_tells_of_the_last_checkpoint(ok, empty, tmp_path):
    assert finding(ok("doctor", empty, "--json").json, "No checkpoint")["level"] == "note"
    ok("checkpoint", empty, "-o", tmp_path / "head.txt")
    told = finding(ok("doctor", empty, "--json").json, "Last checkpoint")
    assert "2 of 2 events" in told["what"]


def test_doctor_warns_of_events_dated_in_the_future(ok, empty, damaged):
    damaged(empty, "UPDATE event SET header = json_set(header, '$.recorded_at',"
                   " '2999-01-01T00:00:00.000000Z') WHERE position = 2")  # fmt: skip
    assert finding(ok("doctor", empty, "--json").json, "in the future")["level"] == "warning"
