# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A small archive and keys of its own, for tests of what is signed and proved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from archive.integrity.forging import sound_archive

from fonds.archive import Archive
from fonds.archive.proofs.keys import SigningKeys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.proofs.notary import Notary

NOW = "2026-11-22T09:00:00.000000Z"


@dataclass
class Bench:
    """An open archive, its notary, and the fact whose value is 1901."""

    archive: Archive
    notary: Notary
    keys: SigningKeys
    fact: str


@pytest.fixture
def keys(tmp_path: Path) -> SigningKeys:
    """Keys in a folder of the test's own, without a keyring."""
    return SigningKeys(lambda: NOW, tmp_path / "keys", lambda: None)


@pytest.fixture
def bench(tmp_path: Path, keys: SigningKeys) -> Iterator[Bench]:
    """An archive with three facts, open for recording."""
    with Archive.open(sound_archive(tmp_path / "varnham.fonds")) as archive:
        record = archive.queries.record("Odile Varnham")
        facts = [
            fact.id
            for answer in record.properties()
            for scope in answer.scopes
            for value in scope.values
            for fact in value.facts
            if value.value == "1901"
        ]
        yield Bench(archive, archive.notary(keys), keys, facts[0])
