# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a stranger may hand in as a proof: other keys, look-alikes, no numbers, and halves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from archive.proofs.conftest import NOW
from archive.proofs.test_exported import exported, proves, resigned

from fonds.archive.export.json_export import export_pieces
from fonds.archive.proofs.check_fonds_proof import FAULTS, check, read_key
from fonds.archive.proofs.keys import SigningKeys

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
