# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""recover: what it says, what it writes, where it points from."""

from __future__ import annotations

import json


def test_a_sound_archive(ok, sample, tmp_path):
    out = tmp_path / "saved.fonds"
    answer = ok("recover", sample, out, "--json").json
    assert answer["ok"] is True
    assert answer["as_kept"] is True
    assert answer["recovered"] == str(out)
    assert answer["lost"] == {"positions": [], "parts": [], "files": []}
    assert answer["remainder"]["events"] == 0
    assert ok("export", out).out == ok("export", sample).out
    assert answer["head"]["root"] == ok("export", out).json["archive"]["head"]["root"]
    other = tmp_path / "other.fonds"
    assert "Nothing of the log is lost" in ok("recover", sample, other).out
    assert ok("verify", other, "--json").json["ok"] is True


def test_what_is_lost_is_named_and_what_follows_is_written(ok, sample, damaged, tmp_path):
    size = ok("export", sample).json["archive"]["head"]["size"]
    damaged(sample, "DELETE FROM event WHERE position = 30")
    out, later = tmp_path / "saved.fonds", tmp_path / "later.jsonl"
    ran = ok("recover", sample, out)
    assert "29 events saved" in ran.out
    assert "Lost: @30." in ran.out
    assert f"@31 to @{size}" in ran.out
    assert "--remainder" in ran.out
    answer = ok("recover", sample, tmp_path / "b.fonds", "--remainder", later, "--json").json
    assert answer["ok"] is False
    assert answer["lost"]["positions"] == [[30, 30]]
    assert answer["remainder"] == {
        "events": size - 30,
        "positions": [[31, size]],
        "files": answer["remainder"]["files"],
        "written": str(later),
    }
    lines = [json.loads(line) for line in later.read_text("utf-8").splitlines()]
    assert [line["position"] for line in lines] == list(range(31, size + 1))
    assert all(json.loads(line["header"])["id"] for line in lines)
    ok("verify", out)


def test_nothing_that_exists_is_overwritten(refused, run, sample, tmp_path):
    precious = tmp_path / "precious.jsonl"
    precious.write_text("precious")
    refused(sample, 3, "recover", sample, sample)
    refused(sample, 3, "recover", sample, tmp_path / "out.fonds", "--remainder", precious)
    assert precious.read_text() == "precious"
    assert not (tmp_path / "out.fonds").exists()
    assert run("recover", tmp_path / "none.fonds", tmp_path / "out.fonds").code == 3


def test_what_holds_nothing_of_an_archive_is_4(run, tmp_path):
    letter = tmp_path / "letter.fonds"
    letter.write_text("Dear Sir,\n" * 5000)
    ran = run("recover", letter, tmp_path / "out.fonds")
    assert (ran.code, ran.out) == (4, "")
    assert "Nothing can be recovered" in ran.err
    assert not (tmp_path / "out.fonds").exists()


def test_verify_and_refusals_point_to_it(run, sample, damaged):
    damaged(sample, "UPDATE event SET header = json_remove(header, '$.agent') WHERE position = 30")
    ran = run("verify", sample)
    assert ran.code == 1
    assert "fonds recover" in ran.out
    assert "fonds recover" in run("history", sample).err


def test_verify_points_to_rebuild_where_only_the_views_are_at_fault(run, sample, damaged):
    damaged(sample, "UPDATE view_subject SET label = 'Another'")
    ran = run("verify", sample)
    assert ran.code == 1
    assert "fonds rebuild" in ran.out
    assert "fonds recover" not in ran.out
