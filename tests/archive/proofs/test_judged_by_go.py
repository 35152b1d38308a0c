# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Trees, paths and signed notes, judged by the packages of Go's checksum database.

golang.org/x/mod/sumdb/tlog and note are where the formats come from. Debian has them as
golang-golang-x-mod-dev, beside golang-go; without these two nothing here can run.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fonds.archive.commands.archive import WriteNote
from fonds.events.proofs import consistency_path, inclusion_path

if TYPE_CHECKING:
    from archive.proofs.conftest import Bench

GO = shutil.which("go")
PACKAGES = Path("/usr/share/gocode")
if GO is None or not (PACKAGES / "src/golang.org/x/mod/sumdb/tlog").is_dir():
    pytest.skip("needs Debian's golang-go and golang-golang-x-mod-dev", allow_module_level=True)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the program that judges, without a network."""
    folder = tmp_path_factory.mktemp("judge")
    program = folder / "judge"
    subprocess.run(
        [str(GO), "build", "-o", str(program), str(Path(__file__).with_name("judge.go"))],
        check=True,
        cwd=folder,
        env={
            "PATH": str(Path(str(GO)).parent) + ":/usr/bin:/bin",
            "HOME": str(folder),
            "GOPATH": str(PACKAGES),
            "GOCACHE": str(folder / "cache"),
            "GO111MODULE": "off",
            "GOPROXY": "off",
            "GOTELEMETRY": "off",
            "CGO_ENABLED": "0",
        },
    )
    return program


def judged(judge: Path, headers: list[bytes], *notes: tuple[str, str]) -> Any:
    asked = {
        "Headers": [base64.b64encode(header).decode() for header in headers],
        "Notes": [{"Text": text, "Key": key} for text, key in notes],
    }
    ran = subprocess.run(
        [str(judge)], input=json.dumps(asked), capture_output=True, check=True, text=True
    )
    return json.loads(ran.stdout)


def spelt(path: list[bytes] | tuple[bytes, ...]) -> list[str]:
    return [base64.b64encode(one).decode() for one in path]


def test_it_makes_the_same_roots_and_paths(bench: Bench, judge: Path) -> None:
    for number in range(40):
        bench.archive.execute(WriteNote("Odile Varnham", f"note {number}"))
    store = bench.notary.store
    told = judged(judge, [event.header_bytes for event in store.stored()])
    size = store.head().size
    assert told["Roots"] == spelt([store.range_root(0, n) for n in range(1, size + 1)])
    assert told["Roots"][-1] == base64.b64encode(store.head().root).decode()
    for index in range(size):
        ours = spelt(inclusion_path(index, size, store.range_root))
        assert ours == (told["Records"][index] or [])
        ours = spelt(consistency_path(index + 1, size, store.range_root))
        assert ours == (told["Trees"][index] or [])


def test_it_opens_our_checkpoints_and_whole_proofs(bench: Bench, judge: Path) -> None:
    signed = bench.notary.checkpoints.sign()
    key, note = signed.key.spelt(), signed.head.note
    bundle, _ = bench.notary.prove(bench.fact)
    other = bench.keys.rotate().known.key
    size = f"\n{signed.checkpoint.size}\n"
    told = judged(
        judge,
        [],
        (note, key),
        (bundle.text, key),
        (note.replace(size, f"\n{signed.checkpoint.size + 1}\n"), key),
        (bundle.text.replace("1901", "1902"), key),
        (note, other),
    )
    assert told["Opened"][0] == note.partition("\n\n")[0] + "\n"
    assert told["Opened"][1] == bundle.text.rpartition("\n\n")[0] + "\n"
    assert told["Opened"][2:] == ["", "", ""]
