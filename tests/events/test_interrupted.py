# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Ctrl+C stays what it is, wherever it meets the spelling of an event."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, model_serializer

from fonds.events.recorded import canonical_part


class Interrupted(BaseModel):
    @model_serializer
    def spelt(self) -> str:
        raise KeyboardInterrupt


def test_an_interruption_while_a_part_is_spelt_is_one() -> None:
    with pytest.raises(KeyboardInterrupt):
        canonical_part(Interrupted())
