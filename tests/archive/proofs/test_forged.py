# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a stranger may hand in as a proof: other keys, look-alikes, no numbers, and halves."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from archive.proofs.conftest import NOW
from archive.proofs.test_exported import exported, proves, resigned

from fonds.archive.export.json_export import export_pieces
from fonds.archive.proofs import check_fonds_proof
from fonds.archive.proofs.check_fonds_proof import FAULTS, check, read_key
from fonds.archive.proofs.keys import SigningKeys

CHECKER = str(check_fonds_proof.__file__)

if TYPE_CHECKING:
    from pathlib import Path

    from archive.proofs.conftest import Bench


@pytest.fixture
def document(bench: Bench) -> Any:
    return json.loads(exported(bench))


@pytest.mark.parametrize(
    "spelt",
    ["NaN", "Infinity", "1e999", "9" * 6000, '"\\ud800"', "[" * 50_000 + "]" * 50_000, "{", ""],
)
def test_what_no_json_should_be_is_refused_and_upsets_nothing(document: Any, spelt: str) -> None:
    text = json.dumps(document)
    rules = f'"rules": {document["rules"]}'
    assert rules in text
    with pytest.raises(FAULTS):
        check(text.replace(rules, f'"rules": {spelt}', 1).encode())


@pytest.mark.parametrize("position", [True, -5, 0, 1.0, 10**400, "1", None])
def test_a_position_that_is_none_is_refused(bench: Bench, document: Any, position: object) -> None:
    document["sources"][0]["proof"][0]["position"] = position
    assert not proves(resigned(bench, document))


def test_names_that_look_alike_are_not_taken_for_each_other(bench: Bench, document: Any) -> None:
    lookalike = "f\u043ends/"
    assert lookalike != "fonds/"
    for member in ("checkpoint", "signature"):
        forged = {**document, member: document[member].replace("fonds/", lookalike)}
        assert not proves(forged)
        assert not proves(resigned(bench, forged) if member == "checkpoint" else forged)


def test_another_key_of_the_same_name_is_another_key(
    bench: Bench, document: Any, tmp_path: Path
) -> None:
    other = SigningKeys(lambda: NOW, tmp_path / "others", lambda: None)
    proofs = bench.archive.notary(other).export_proofs()
    theirs = "".join(export_pieces(bench.archive.queries, proofs=proofs)).encode()
    owner = read_key(bench.keys.current().known.key)
    assert check(theirs)["facts"]
    with pytest.raises(FAULTS):
        check(theirs, owner)
    assert check(json.dumps(document).encode(), owner)["facts"]
    forged = {**json.loads(theirs), "key": document["key"]}
    assert not proves(forged)


def test_a_proof_cut_off_anywhere_proves_nothing(bench: Bench) -> None:
    bundle, _ = bench.notary.prove(bench.fact, all_headers=True)
    data = bundle.text.encode()
    assert check(data)["complete"]
    for length in {*range(0, len(data), 97), len(data) - 1, len(data) - 2}:
        with pytest.raises(FAULTS):
            check(data[:length])


def test_nothing_can_be_told_twice_even_by_the_owner(bench: Bench) -> None:
    bundle, _ = bench.notary.prove(bench.fact, all_headers=True)
    text = bundle.text.rpartition("\n\n")[0] + "\n"
    origin = f"fonds/{bench.archive.id}"
    key = bench.keys.current()
    assert check(key.sign(origin, text).encode())["complete"]
    lines = text.split("\n")
    told = [
        at
        for at, line in enumerate(lines)
        if line.startswith("part ") and not line.endswith(("kept-back", "erased", "withheld"))
    ]
    forged = {
        "a part": [*lines[: told[0]], *lines[told[0] : told[0] + 2], *lines[told[0] :]],
        "a part otherwise": [
            *lines[: told[0]], lines[told[0]], '{"name":"another"}', *lines[told[0] :],
        ],
        "the fact": [lines[0], "fact aaaaaaaaaaaaaaaa", *lines[1:]],
        "the head": [lines[0], f"head 1 {'0' * 64}", *lines[1:]],
    }  # fmt: skip
    for what, said in forged.items():
        assert not holds(key.sign(origin, "\n".join(said))), what
    headers = text.replace('{"about":', '{"about":[],"about":')
    with pytest.raises(FAULTS):
        check(key.sign(origin, headers).encode())


def holds(note: str) -> bool:
    try:
        check(note.encode())
    except FAULTS:
        return False
    return True


def changed_note(text: str) -> dict[str, str]:
    """Return what may be done to the lines of signatures."""
    body, _, line = text.rpartition("\n\n")
    dash, name, signature = line.rstrip("\n").split(" ")
    return {
        "garbage before": f"{body}\n\ngarbage\n{line}",
        "garbage behind": f"{text}garbage\n",
        "a null byte": text.replace(signature, f"{signature}\0"),
        "a null in the name": text.replace(f"{dash} {name}", f"{dash} {name}\0"),
        "another origin": text.replace(name, "fonds/aaaaaaaaaaaaaaaa"),
        "a space more": text.replace(f"{dash} {name}", f"{dash}  {name}"),
        "a plain dash": text.replace(f"{dash} {name}", f"- {name}"),
        "no line end": text.rstrip("\n"),
        "a carriage return": text.replace("\n", "\r\n"),
        "a signature of nothing": text.replace(signature, signature[:8]),
        "one of zeros": text.replace(signature, signature[:5] + "A" * (len(signature) - 7) + "=="),
        "composed otherwise": text.replace("é", "e\u0301") if "é" in text else f"\ufeff{text}",
        "a line of nothing": f"{text}\n",
    }


@pytest.mark.parametrize("what", list(changed_note("a\n\n— fonds/b AAAAAAAAAAAAAAAA\n")))
def test_lines_of_signatures_are_read_strictly(bench: Bench, what: str) -> None:
    bundle, _ = bench.notary.prove(bench.fact)
    with pytest.raises(FAULTS):
        check(changed_note(bundle.text)[what].encode())


def test_the_checker_prints_nothing_that_moves_a_terminal(bench: Bench, tmp_path: Path) -> None:
    """A forger signs with a key of their own; whoever tries it must see what they get."""
    origin = f"fonds/{bench.archive.id}"
    bundle, _ = bench.notary.prove(bench.fact)
    text = bundle.text.rpartition("\n\n")[0] + "\n"
    key = bench.keys.current()
    named = key.known.key.replace("fonds", "\x1b[2Jowned", 1)
    name, _, public = named.split("+", 2)
    raw = base64.b64decode(public)
    spelt = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4].hex()
    lines = [f"key {name}+{spelt}+{public}" if one.startswith("key ") else one
             for one in text.split("\n")]  # fmt: skip
    file = tmp_path / "forged"
    said = "\n".join(lines)
    # Ours signs no control characters.
    signature = key.named(origin).key_id + key._private.sign(said.encode())
    file.write_text(
        f"{said}\n— {origin} {base64.b64encode(signature).decode()}\n", "utf-8", newline=""
    )
    ran = subprocess.run(
        [sys.executable, CHECKER, file], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0
    assert "owned" in ran.stdout
    assert "\x1b" not in ran.stdout + ran.stderr
