# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""doctor: what it looks at, what it names, and what it advises."""

from __future__ import annotations

from fonds.archive.connection import library


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
    for word in ("Journal", "Free space", "Clocks", "Format 1.0", "written"):
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
    monkeypatch.setattr("fonds.archive.doctor._file_system", lambda _: "nfs4")
    monkeypatch.setattr("fonds.archive.doctor.LITTLE_SPACE", 2**62)
    monkeypatch.setattr("fonds.archive.doctor.write_ahead_is_safe", lambda _: False)
    findings = ok("doctor", sample, "--json").json["findings"]
    bad = [finding for finding in findings if finding["level"] in {"warning", "note"}]
    assert [
        word in bad[at]["what"] for at, word in enumerate(("WAL-reset", "nfs4", "Free space"))
    ] == ([True] * 3)
    assert all(finding["advice"] for finding in bad)
    assert "! " in ok("doctor", sample).out


def test_doctor_of_no_archive_ends_with_1_and_of_nothing_with_3(run, tmp_path):
    assert run("doctor", tmp_path / "none.fonds").code == 3
    path = tmp_path / "letter.fonds"
    path.write_text("Dear Sir")
    ran = run("doctor", path, "--json")
    assert (ran.code, ran.json["ok"]) == (1, False)
    other = tmp_path / "other.fonds"
    connection = library().connect(str(other))
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    assert run("doctor", other).code == 1
