# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The commands that sign, prove and check, as their users meet them."""

from __future__ import annotations

import base64
import json
import stat
import sys
from typing import TYPE_CHECKING, Any

import pytest
from archive.cli.conftest import SAMPLE

from fonds.events.notes import Checkpoint, SignedNote, VerifierKey

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.cli.conftest import Run


def test_an_import_signs_the_head_and_says_once_that_a_key_was_made(
    ok: Run, empty: Path, tmp_path: Path, private_home: Path, log_of: Callable[[Path], str]
) -> None:
    ok("source", "add", empty, *sorted(SAMPLE.glob("*.txt")), *SAMPLE.glob("*.wiki"))
    first = ok("--json", "fact", "import", empty, SAMPLE / "facts.jsonl")
    assert first.json["appended"] == 90
    assert first.err.count("A signing key was made for you") == 1
    copy = next(private_home.rglob("*.checkpoint"))
    head = Checkpoint.read(SignedNote.read(copy.read_text(encoding="utf-8")).text)
    document = ok("--json", "checkpoint", empty).json
    assert (document["size"], document["root"]) == (head.size, head.root.hex())
    before = log_of(empty)
    again = ok("fact", "import", empty, SAMPLE / "facts.jsonl")
    assert "signing key" not in again.err
    assert log_of(empty) == before
    assert ok("verify", empty).code == 0
    assert tmp_path


def test_a_dry_run_signs_nothing(ok: Run, empty: Path, private_home: Path) -> None:
    ok("source", "add", empty, *sorted(SAMPLE.glob("*.txt")), *SAMPLE.glob("*.wiki"))
    ok("fact", "import", empty, SAMPLE / "facts.jsonl", "--dry-run")
    assert not list(private_home.rglob("*.key"))


def test_an_import_is_not_spoilt_by_keys_that_cannot_be_read(
    ok: Run, run: Run, empty: Path, private_home: Path
) -> None:
    ok("key", "show")
    next(private_home.rglob("keys.json")).write_text("{")
    ok("source", "add", empty, *sorted(SAMPLE.glob("*.txt")), *SAMPLE.glob("*.wiki"))
    ran = run("fact", "import", empty, SAMPLE / "facts.jsonl")
    assert ran.code == 0
    assert "It is recorded, but the archive's head was not signed." in ran.err


def test_a_checkpoint_is_printed_or_written(ok: Run, sample: Path, tmp_path: Path) -> None:
    printed = ok("checkpoint", sample).out
    head = Checkpoint.read(SignedNote.read(printed).text)
    exported = ok("export", sample).json["archive"]
    assert head.origin == f"fonds/{exported['id']}"
    assert {"size": head.size, "root": head.root.hex()} == exported["head"]
    target = tmp_path / "head.checkpoint"
    assert "events" in ok("checkpoint", sample, "-o", target).out
    assert target.read_text(encoding="utf-8") == printed
    document = ok("--json", "checkpoint", sample).json
    assert document["checkpoint"] == printed
    assert ok("key", "show", sample).out.strip() == document["key"]


def test_copies_go_to_the_folder_that_was_named(
    ok: Run, run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    missing = run("checkpoint", sample, "--keep-in", stick)
    assert missing.code == 3
    assert "no folder" in missing.err
    stick.mkdir()
    assert "A copy is in" in ok("checkpoint", sample, "--keep-in", stick).err
    ok("subject", "add", sample, "Somebody Else", "--kind", "person")
    ok("checkpoint", sample)
    assert len(list(stick.glob("*.checkpoint"))) == 2
    away = stick.rename(tmp_path / "away")
    ok("subject", "add", sample, "Yet Another", "--kind", "person")
    ran = ok("--json", "checkpoint", sample)
    assert "not plugged in" in ran.err
    assert "not plugged in" in ran.json["warning"]
    assert ran.json["kept"] is None
    # What doctor says of the last copy is of how many events it tells.
    size = ran.json["size"]
    told = " ".join(ok("doctor", sample).out.split())
    assert f"Last checkpoint: {size} of {size} events" in told
    assert f"over {size - 1} events only. Is the disk with the copies plugged in?" in told
    monkeypatch.setenv("FONDS_CHECKPOINTS", str(away))
    assert ok("--json", "checkpoint", sample).json["kept"] is not None
    monkeypatch.delenv("FONDS_CHECKPOINTS")
    ok("checkpoint", sample, "--keep-nowhere")
    assert ok("--json", "checkpoint", sample).json["warning"] is None
    both = run("checkpoint", sample, "--keep-in", away, "--keep-nowhere")
    assert both.code == 2
    assert ok("verify", sample, "--checkpoint", away).code == 0


def test_verify_holds_the_archive_to_a_checkpoint(
    ok: Run, run: Run, sample: Path, empty: Path, tmp_path: Path
) -> None:
    old, key = tmp_path / "old.checkpoint", tmp_path / "key.txt"
    ok("checkpoint", sample, "-o", old)
    key.write_text(ok("key", "show").out, encoding="utf-8")
    ok("subject", "add", sample, "Somebody Else", "--kind", "person")
    found = ok("--json", "verify", sample, "--checkpoint", old).json
    assert found["checkpoints"][0]["ok"] is True
    other = run("--json", "verify", empty, "--checkpoint", old)
    assert other.code == 1
    assert [fault["kind"] for fault in other.json["faults"]] == ["other-archive"]
    assert other.json["checkpoints"][0]["ok"] is False
    ok("key", "rotate", "--yes")
    assert ok("verify", sample, "--checkpoint", old).code == 0  # an old key stays known
    changed = tmp_path / "changed.checkpoint"
    changed.write_text(old.read_text(encoding="utf-8").replace("\n2", "\n1", 1), encoding="utf-8")
    false = run("--json", "verify", sample, "--checkpoint", changed)
    assert [fault["kind"] for fault in false.json["faults"]] == ["bad-signature"]
    assert run("verify", sample, "--checkpoint", key).code == 3
    assert run("verify", sample, "--checkpoint", tmp_path / "nowhere").code == 3


def test_the_tree_alone_is_verified_quickly(
    ok: Run, run: Run, sample: Path, tmp_path: Path, damaged: Callable[..., None]
) -> None:
    old = tmp_path / "old.checkpoint"
    ok("checkpoint", sample, "-o", old)
    found = ok("--json", "verify", sample, "--tree-only", "--checkpoint", old).json
    assert list(found["checked"]) == ["events"]
    assert found["checkpoints"][0]["ok"] is True
    damaged(sample, "UPDATE event SET header = replace(header, 'Z', 'Y') WHERE position = 9")
    spoilt = run("--json", "verify", sample, "--tree-only", "--checkpoint", old)
    assert spoilt.code == 1
    assert {fault["kind"] for fault in spoilt.json["faults"]} == {"leaf", "rewritten"}


def test_a_key_of_somebody_else_is_given(
    ok: Run, run: Run, sample: Path, tmp_path: Path, private_home: Path
) -> None:
    old = tmp_path / "old.checkpoint"
    ok("checkpoint", sample, "-o", old)
    key = ok("key", "show").out.strip()
    next(private_home.rglob("keys")).rename(tmp_path / "elsewhere")
    unknown = run("--json", "verify", sample, "--checkpoint", old)
    assert unknown.code == 1
    assert [fault["kind"] for fault in unknown.json["faults"]] == ["unknown-key"]
    assert ok("verify", sample, "--checkpoint", old, "--key", key).code == 0
    file = tmp_path / "key.txt"
    file.write_text(f"{key}\n", encoding="utf-8")
    assert ok("verify", sample, "--checkpoint", old, "--key", file).code == 0
    for wrong in (key[:-4], key.replace("fonds", "fends"), old, tmp_path / "nowhere"):
        ran = run("verify", sample, "--checkpoint", old, "--key", wrong)
        assert ran.code == 3, wrong


def test_a_fact_is_proved_and_checked(
    ok: Run, run: Run, sample: Path, tmp_path: Path, fact_id: Callable[[Path, str], str]
) -> None:
    fact = fact_id(sample, "chair of the Lamp and Bell Committee")
    target = tmp_path / "chair.fonds-proof"
    made = ok("prove", sample, fact, "-o", target)
    assert "It discloses" in made.err
    assert "FactAsserted: content, wording, chain" in made.err
    assert "kept back: text" in made.err
    text = target.read_text(encoding="utf-8")
    assert "As of 2020 she is the chair of the Lamp and Bell Committee." in text
    printed = ok("prove", sample, fact)
    assert printed.out == text
    checked = ok("check-proof", target)
    assert "Proved: 1 fact" in checked.out
    assert "That is your own key" in checked.out
    document = ok("--json", "check-proof", target).json
    assert document["ok"] is True
    assert document["facts"] == [fact]
    key = ok("key", "show").out.strip()
    assert ok("--json", "check-proof", target, "--key", key).json["key_given"] is True
    ok("key", "rotate", "--yes")
    stranger = ok("key", "show").out.split()[0]
    assert run("check-proof", target, "--key", stranger).code == 1
    target.write_text(text.replace("2020", "2021"), encoding="utf-8")
    spoilt = run("--json", "check-proof", target)
    assert spoilt.code == 1
    assert spoilt.json["ok"] is False
    assert "proves nothing: something in it was changed" in run("check-proof", target).out
    for spoilt_text, told in (
        (text.replace("\n", "\r\n"), "line ends or first bytes were changed on the way"),
        ("\ufeff" + text, "line ends or first bytes were changed on the way"),
        (text[:-1], "cut off or added to after it was signed"),
        ("", "no proof of a fact"),
    ):
        target.write_bytes(spoilt_text.encode("utf-8"))
        refused = run("check-proof", target)
        assert refused.code == 1
        assert told in " ".join(refused.out.split())


def test_json_of_prove_is_one_document(
    ok: Run, sample: Path, fact_id: Callable[[Path, str], str]
) -> None:
    fact = fact_id(sample, "chair of the Lamp and Bell Committee")
    document = ok("--json", "prove", sample, fact, "--all-headers", "--keep-back", "origin").json
    assert document["complete"] is True
    assert document["fact"] == fact
    assert document["proof"].startswith("fonds-proof/1\n")
    capture = next(event for event in document["discloses"] if event["type"] == "CaptureAdded")
    assert "origin" in capture["kept_back"]
    assert capture["told"] == ["content"]


def test_a_retraction_is_part_of_the_proof(
    ok: Run, sample: Path, tmp_path: Path, fact_id: Callable[[Path, str], str]
) -> None:
    fact = fact_id(sample, "chair of the Lamp and Bell Committee")
    ok("fact", "retract", sample, fact, "--reason", "we misread the year")
    target = tmp_path / "chair.fonds-proof"
    ok("prove", sample, fact, "-o", target)
    assert "we misread the year" in ok("check-proof", target).out


@pytest.mark.parametrize("content", ["", "nonsense", "{}", "[]", "fonds-proof/1\n", "old 1\n\n"])
def test_what_is_no_proof_proves_nothing(run: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "file"
    file.write_text(content)
    ran = run("check-proof", file)
    assert ran.code in {1, 2}
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("content", ["", "nonsense", "[]", "[" * 200_000])
def test_what_is_no_proof_is_said_in_plain_words(run: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "file"
    file.write_text(content)
    ran = run("check-proof", file)
    assert (ran.code, ran.err) == (1, "")
    said = " ".join(ran.out.split())
    assert said.endswith("it is no proof of a fact and no export made with --proofs.")


def test_files_that_cannot_be_read_are_refused(run: Run, tmp_path: Path) -> None:
    assert run("check-proof", tmp_path / "nowhere").code == 3
    assert run("check-proof", tmp_path).code == 3
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    assert run("check-proof", tmp_path / "bytes").code == 3
    assert run("check-proof").code == 2


def test_facts_that_are_not_there_are_refused(run: Run, sample: Path) -> None:
    assert run("prove", sample, "nobody").code == 3


def test_an_export_with_proofs_is_checked(ok: Run, run: Run, sample: Path, tmp_path: Path) -> None:
    plain, proven = tmp_path / "plain.json", tmp_path / "proven.json"
    ok("export", sample, "-o", plain)
    ok("export", sample, "--proofs", "-o", proven)
    assert "90 facts" in ok("check-proof", proven).out
    document: Any = json.loads(proven.read_text(encoding="utf-8"))
    assert set(document) - set(json.loads(plain.read_text(encoding="utf-8"))) == {
        "checkpoint",
        "key",
        "signature",
    }
    document["subjects"][0]["label"] += "x"
    proven.write_text(json.dumps(document), encoding="utf-8")
    assert run("check-proof", proven).code == 1
    assert run("check-proof", plain).code == 1
    hidden = run("export", sample, "--proofs", "--living", "hidden")
    assert hidden.code == 3


def test_the_checker_can_be_had(
    ok: Run, sample: Path, tmp_path: Path, fact_id: Callable[[Path, str], str]
) -> None:
    import subprocess

    checker, proof = tmp_path / "checker.py", tmp_path / "chair.fonds-proof"
    checker.write_text(ok("check-proof", "--print-checker").out, encoding="utf-8")
    ok("prove", sample, fact_id(sample, "chair of the Lamp and Bell Committee"), "-o", proof)
    ran = subprocess.run(
        [sys.executable, "-I", checker, proof], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "Facts proved: 1." in ran.stdout


def test_keys_are_shown_written_out_and_rotated(
    ok: Run, run: Run, tmp_path: Path, private_home: Path
) -> None:
    shown = ok("key", "show").out.strip()
    assert VerifierKey.read(shown).name == "fonds"
    asked = run("key", "export")
    assert asked.code == 3
    assert "--yes" in asked.err
    assert "PRIVATE" not in asked.out
    assert run("key", "rotate").code == 3
    target = tmp_path / "private.txt"
    ok("key", "export", "--yes", "-o", target)
    assert target.read_text().startswith("PRIVATE+KEY+")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert run("key", "export", "--yes", "-o", target).code == 3
    assert run("key", "import", target).code == 3
    document = ok("--json", "key", "rotate", "--yes").json
    assert document["key"] != shown
    listed = ok("--json", "key", "show").json
    assert listed["key"] == document["key"]
    assert [entry["key"] for entry in listed["retired"]] == [shown]
    next(private_home.rglob("keys")).rename(tmp_path / "elsewhere")
    assert ok("key", "import", target).out.strip() == shown
    assert ok("key", "show").out.strip() == shown
    ok("key", "rotate", "--yes")
    assert ok("key", "import", target, "--yes").out.strip() == shown
    assert ok("key", "show").out.splitlines()[0] == shown


def a_fact(ok: Run, sample: Path) -> str:
    """Return a fact that rests on words of a source."""
    record = ok("show", sample, "Edda Marlow", "--json").json
    fact = record["properties"]["father"]["scopes"][0]["values"][0]["facts"][0]
    return str(fact["id"])


def test_a_proof_from_a_copy_says_what_is_withheld_and_what_was_erased(
    ok: Run, sample: Path, tmp_path: Path
) -> None:
    fact = a_fact(ok, sample)
    copy = tmp_path / "copy.fonds"
    ok("share-copy", sample, copy, "--withhold", "notes", "--withhold", "quotations")
    told = ok("prove", copy, fact).out
    assert "part quotation withheld" in told
    assert "part text withheld" in told
    # Left out for good, and all the same not erased.
    assert "part import_secret withheld" in told
    assert " erased" not in told
    file = tmp_path / "a.proof"
    file.write_text(told, "utf-8", newline="")
    assert ok("check-proof", file, "--json").json["ok"] is True
    ok("erase", sample, fact, "--ground", "asked", "--yes")
    gone = ok("prove", sample, fact).out
    assert "part content erased" in gone
    file.write_text(gone, "utf-8", newline="")
    assert ok("check-proof", file).code == 0


def test_a_defect_while_signing_tells_nothing_of_the_key(
    ok: Run, run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fact = a_fact(ok, sample)
    ok("checkpoint", sample)
    exported = ok("key", "export", "--yes").out.strip()
    secret = exported.split("+", 4)[4]  # of Base64, which has "+" among its letters
    assert len(secret) > 40

    def broken(self: Any, *_args: object, **_kwargs: object) -> None:
        private = self._private.private_bytes_raw()
        message = f"a defect with {len(private)} bytes at hand"
        raise RuntimeError(message)

    monkeypatch.setattr("fonds.archive.proofs.keys.SigningKey.sign", broken)
    monkeypatch.setattr("fonds.archive.cli.preferences.home", lambda: tmp_path / "prefs")
    ran = run("prove", sample, fact)
    assert ran.code not in {0, 2, 3}
    (report,) = (tmp_path / "prefs" / "reports").iterdir()
    written = report.read_text("utf-8")
    assert "a defect with 32 bytes" in written
    raw = base64.b64decode(secret + "=" * (-len(secret) % 4))
    for said in (written, ran.out, ran.err):
        assert secret not in said
        assert raw[-32:].hex() not in said
        assert repr(raw[-32:])[2:-1] not in said
    wrong = tmp_path / "wrong.key"
    wrong.write_text(exported[:-4], "utf-8")
    refused = run("key", "import", wrong, "--yes")
    assert refused.code == 3
    assert secret[:20] not in refused.out + refused.err


def test_a_step_between_two_checkpoints_is_checked(
    ok: Run, run: Run, sample: Path, tmp_path: Path
) -> None:
    old, step = tmp_path / "old.checkpoint", tmp_path / "step.txt"
    ok("checkpoint", sample, "-o", old)
    for name in ("Somebody Else", "Yet Another"):
        ok("subject", "add", sample, name, "--kind", "person")
    ok("checkpoint", sample, "--since", old, "-o", step)
    assert step.read_text(encoding="utf-8").startswith("old ")
    assert "begin with all" in ok("check-proof", step, "--since", old).out
    assert run("check-proof", step).code == 2
    # The later checkpoint stands in it, and holds the archive to it as any other.
    assert ok("--json", "verify", sample, "--checkpoint", step).json["ok"]
    assert ok("checkpoint", sample, "--since", step).out.startswith("old ")
    ok("key", "rotate", "--yes")
    assert "begin with all" in ok("check-proof", step, "--since", old).out
    new = tmp_path / "new.checkpoint"
    ok("checkpoint", sample, "-o", new)
    assert run("check-proof", step, "--since", new).code == 1
    lines = step.read_text(encoding="utf-8").split("\n")
    step.write_text("\n".join([lines[0], *lines[2:]]), encoding="utf-8")
    assert run("check-proof", step, "--since", old).code == 1


def test_an_archive_in_a_folder_that_cannot_be_written(
    ok: Run, sample: Path, tmp_path: Path
) -> None:
    import os
    import shutil

    if os.name != "posix" or os.geteuid() == 0:
        # Root may write everywhere; then the same is shown by an archive opened for reading.
        pytest.skip("this machine's user may write everywhere")
    folder = tmp_path / "fixed"
    folder.mkdir()
    shutil.copyfile(sample, folder / "marlow.fonds")
    folder.chmod(0o555)
    try:
        assert ok("checkpoint", folder / "marlow.fonds").out
    finally:
        folder.chmod(0o755)
