# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Ctrl+C stays what it is, wherever it meets the spelling of an event."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, model_serializer

from fonds.events.closed import Closed
from fonds.events.recorded import canonical_part


class Interrupted(BaseModel):
    @model_serializer
    def spelt(self) -> str:
        raise KeyboardInterrupt


def test_an_interruption_while_a_part_is_spelt_is_one() -> None:
    with pytest.raises(KeyboardInterrupt):
        canonical_part(Interrupted())


class Unspelt(Closed):
    """A class of data whose only member cannot be spelt."""

    said: str = ""


@pytest.mark.parametrize("spell", [Unspelt.model_dump, Unspelt.model_dump_json])
def test_an_interruption_while_members_are_spelt_is_one(spell, monkeypatch) -> None:
    monkeypatch.setattr(Unspelt, "__pydantic_serializer__", Interrupted.__pydantic_serializer__)
    with pytest.raises(KeyboardInterrupt):
        spell(Unspelt())


def test_what_cannot_be_spelt_is_told_as_ever() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        Unspelt(said="\ud800").model_dump_json()
