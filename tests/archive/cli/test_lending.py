# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An archive of an earlier Fonds in a folder that cannot be written: read, said, left alone."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

RELEASED = Path(__file__).parents[2] / "golden" / "archives" / "1000" / "falk.fonds"


@pytest.mark.skipif(
    sys.platform != "linux", reason="permissions are set aside in a way only Linux has"
)
@pytest.mark.parametrize("what", ["file", "folder"])
def test_it_is_read_and_says_how(confined, tmp_path, what):
    folder = tmp_path / "stick"
    folder.mkdir()
    path = Path(shutil.copy(RELEASED, folder / "falk.fonds"))
    path.chmod(0o444)
    if what == "folder":
        folder.chmod(0o555)
    target, proof = str(tmp_path / "falk.json"), str(tmp_path / "born.fonds-proof")
    commands = [
        ["show", str(path), "Tomas Falk"],
        ["--json", "show", str(path), "Tomas Falk"],
        ["export", str(path), "--format", "json", "--proofs", "-o", target],
        ["check-proof", target],
        ["verify", str(path)],
        ["prove", str(path), "rmdco2ob7qsmfqxs", "-o", proof],
        ["check-proof", proof],
        ["doctor", str(path)],
        ["subject", "add", str(path), "Nobody", "--kind", "person"],
    ]
    try:
        ran = confined(*commands)
    finally:
        folder.chmod(0o755)
        path.chmod(0o644)
    assert [code for code, _, _ in ran] == [0] * 8 + [4], ran
    assert "9 March 1898" in ran[0][1]
    assert json.loads(ran[1][1])["label"] == "Tomas Falk"
    for _, _, err in (*ran[:3], ran[5]):
        assert "cannot be written: they were made for this command alone" in err
    assert "is as it was recorded" in ran[4][1]
    assert "each command has to make them" in " ".join(ran[7][1].split())
    assert path.read_bytes() == RELEASED.read_bytes()
    assert [one.name for one in folder.iterdir() if not one.name.endswith(("-wal", "-shm"))] == [
        path.name
    ]
