# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""recover: what it says, what it writes, where it points from."""

from __future__ import annotations

import json
import shlex


def test_a_sound_archive(ok, sample, tmp_path):
    out = tmp_path / "saved.fonds"
    answer = ok("recover", sample, out, "--json").json
    assert answer["ok"] is True
    assert answer["as_kept"] is True
    assert answer["recovered"] == str(out)
    assert answer["lost"] == {"positions": [], "parts": [], "files": [], "without_record": []}
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
    said = " ".join(ran.out.split())
    assert f"29 of {size} events saved" in said
    assert "Lost: @30. A log has no gaps, so the new one ends with @29." in said
    assert f"{size - 30} later events can still be read: @31 to @{size}." in said
    # What it advises can be typed as it stands.
    (advised,) = [line for line in ran.out.splitlines() if "--remainder LATER.jsonl" in line]
    program, *words = shlex.split(advised)
    assert program == "fonds"
    kept = {"OTHER.fonds": tmp_path / "a.fonds", "LATER.jsonl": tmp_path / "a.jsonl"}
    told = ok(*(kept.get(word, word) for word in words)).out
    assert f"The {size - 30} later events" in " ".join(told.split())
    assert len(kept["LATER.jsonl"].read_text("utf-8").splitlines()) == size - 30
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


def test_a_mended_bit_is_told_as_one(ok, run, sample, tmp_path):
    ok("subject", "add", sample, "Piotr", "--kind", "person")
    told = b'"label":"Piotr"'
    data = sample.read_bytes()
    at = data.index(told) + len(told) - 2
    sample.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    said = run("recover", sample, tmp_path / "saved.fonds").out
    assert "One flipped bit was mended in @" in said
