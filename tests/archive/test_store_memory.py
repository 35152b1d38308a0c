# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The store in memory keeps the contract."""

from __future__ import annotations

import dataclasses

import pytest
from archive.store_contract import StoreContract

from fonds.archive.store.memory import MemoryStore


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()

    def lose_part(self, store: MemoryStore, position: int, name: str) -> None:
        sealed = store._log[position - 1]
        parts = tuple(part for part in sealed.parts if part.name != name)
        store._log[position - 1] = dataclasses.replace(sealed, parts=parts)
