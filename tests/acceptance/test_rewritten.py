# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The whole story: a checkpoint leaves the house, the archive is made anew, and is convicted.

The forger here knows everything: the format, the hashes, the salts, every disposable table. What
they change no file can testify against, and `verify` alone finds nothing; the copy of a checkpoint
does.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
import sqlite3
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

import pytest
from archive.cli.conftest import ALMANAC, PROFILE, SAMPLE, WIKI, run_program

from fonds.archive import Archive
from fonds.archive.proofs.keys import SigningKeys

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.cli.conftest import Ran


def ok(*args: object) -> Ran:
    ran = run_program(*args)
    assert ran.code == 0, ran.err
    return ran


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, Path]:
    """An archive, and a folder elsewhere that took a checkpoint after each of two imports."""
    path, folder = tmp_path / "marlow.fonds", tmp_path / "stick"
    folder.mkdir()
    ok("--agent", "K. Oduya", "new", path)
    ok("checkpoint", path, "--keep-in", folder)
    ok("source", "add", path, *(SAMPLE / name for name in (WIKI, PROFILE, ALMANAC)))
    lines = (SAMPLE / "facts.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    for number, part in enumerate((lines[:30], lines[30:])):
        file = tmp_path / f"part-{number}.jsonl"
        file.write_text("".join(part), encoding="utf-8")
        ok("fact", "import", path, file, "--match-labels")
    assert len(list(folder.glob("*.checkpoint"))) == 3
    return path, folder


def rewrite(path: Path, change: Callable[[dict[str, object]], dict[str, object]]) -> int:
    """Change the content of one event and make every hash anew, with plain SQLite."""
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    position, header = connection.execute(
        "SELECT position, header FROM event WHERE json_extract(header, '$.type') = 'FactAsserted'"
        " ORDER BY position DESC LIMIT 1"
    ).fetchone()
    salt, data = connection.execute(
        "SELECT salt, data FROM part WHERE key = ?", (position * 32,)
    ).fetchone()
    spelt = json.dumps(
        change(json.loads(data)), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    commitment = hmac.digest(salt, b"content\x00" + spelt.encode(), "sha256")
    members = json.loads(header)
    members["parts"]["content"] = urlsafe_b64encode(commitment).rstrip(b"=").decode()
    forged = json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    leaf = hashlib.sha256(b"\x00" + forged.encode()).digest()
    connection.execute("UPDATE part SET data = ? WHERE key = ?", (spelt, position * 32))
    connection.execute(
        "UPDATE event SET header = ?, leaf = ? WHERE position = ?", (forged, leaf, position)
    )
    for (table,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'app_*'"
    ).fetchall():
        connection.execute(f"DROP TABLE {table}")
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()
    return int(position)


def test_only_the_copy_elsewhere_convicts(kept: tuple[Path, Path]) -> None:
    path, folder = kept
    honest = ok("--json", "verify", path, "--checkpoint", folder).json
    assert honest["ok"] is True
    assert all(one["ok"] for one in honest["checkpoints"])

    def lie(content: dict[str, object]) -> dict[str, object]:
        reading = content["reading"]
        assert isinstance(reading, dict)
        return {**content, "reading": {**reading, "value": "something never said"}}

    told = "You have signed a head over"
    for command in ("doctor", "verify"):
        assert told not in ok(command, path).out
    assert "signed_otherwise" not in ok("--json", "verify", path).json
    position = rewrite(path, lie)
    ok("rebuild", path)
    # Every hash in the file is right: alone it looks sound.
    alone = ok("--json", "verify", path).json
    assert alone["ok"] is True
    # But for the signer's own memory.
    assert told in alone["signed_otherwise"]
    assert told in " ".join(ok("verify", path, "--tree-only").out.split())
    ran = run_program("--json", "verify", path, "--checkpoint", folder)
    assert ran.code == 1
    found = ran.json
    assert [one["ok"] for one in found["checkpoints"]] == [True, True, False]
    (fault,) = found["faults"]
    assert fault["kind"] == "rewritten"
    # It lies behind the last checkpoint that still holds.
    sizes = [one["size"] for one in found["checkpoints"]]
    assert fault["position"] == sizes[1] + 1 <= position <= sizes[2]
    assert "something was changed" in fault["detail"]
    # Nor does the signer's own memory let them sign it, or pass over it.
    assert told in ok("doctor", path).out
    refused = run_program("checkpoint", path)
    assert refused.code == 4
    assert "is not the one whose head you signed" in refused.err


def test_what_was_cut_off_is_convicted_too(kept: tuple[Path, Path]) -> None:
    path, folder = kept
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    size = connection.execute("SELECT max(position) FROM event").fetchone()[0]
    connection.execute("DELETE FROM event WHERE position = ?", (size,))
    connection.execute("DELETE FROM part WHERE key >= ?", (size * 32,))
    for table in ("app_frontier", "app_node", "app_checkpoint", "view_state"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()
    ok("rebuild", path)
    assert ok("--json", "verify", path).json["ok"] is True
    found = run_program("--json", "verify", path, "--checkpoint", folder).json
    assert [(fault["kind"], fault["position"]) for fault in found["faults"]] == [
        ("truncated", size)
    ]


def test_a_proof_from_before_convicts_too(kept: tuple[Path, Path], tmp_path: Path) -> None:
    path, _ = kept
    copy = tmp_path / "before.fonds"
    shutil.copyfile(path, copy)
    fact = ok("--json", "history", path, "--limit", "1").json["events"][0]["fact"]
    proof = tmp_path / "fact.fonds-proof"
    ok("prove", path, fact, "-o", proof)
    rewrite(path, lambda content: {**content, "certainty": "inferred"})
    # The proof still holds, against the head that was signed; the archive has another.
    ok("check-proof", proof)
    assert run_program("verify", path, "--checkpoint", proof).code == 1
    assert ok("verify", copy, "--checkpoint", proof).code == 0
    # So does the checkpoint taken out of it by hand.
    text = proof.read_text(encoding="utf-8")
    note = text.partition("c2sp.org/tlog-proof@v1")[2].split("\n\n")[1:3]
    checkpoint = tmp_path / "from-proof.checkpoint"
    checkpoint.write_text("\n\n".join(note) + "\n", encoding="utf-8")
    assert run_program("verify", path, "--checkpoint", checkpoint).code == 1
    assert ok("verify", copy, "--checkpoint", checkpoint).code == 0


def test_a_head_signed_anew_with_another_key_speaks_for_nothing(
    kept: tuple[Path, Path], tmp_path: Path
) -> None:
    path, folder = kept
    rewrite(path, lambda content: {**content, "certainty": "inferred"})
    ok("rebuild", path)
    forger = SigningKeys(lambda: "2026-11-23T09:00:00.000000Z", tmp_path / "forger", lambda: None)
    with Archive.open(path) as archive:
        signed = archive.notary(forger).checkpoints.sign()
    forged = tmp_path / "forged.checkpoint"
    forged.write_text(signed.head.note, encoding="utf-8")
    ran = run_program("--json", "verify", path, "--checkpoint", forged)
    assert ran.code == 1
    assert [fault["kind"] for fault in ran.json["faults"]] == ["unknown-key"]
    # Nor does it outweigh those that were kept.
    ran = run_program("--json", "verify", path, "--checkpoint", forged, "--checkpoint", folder)
    assert {fault["kind"] for fault in ran.json["faults"]} == {"unknown-key", "rewritten"}
