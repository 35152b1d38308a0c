# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Numbers of any length: how precisely they are given."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.record.amounts import _slack


@pytest.mark.parametrize(
    ("number", "slack"),
    [("0", "0"), ("7", "0"), ("1990", "0"), ("7000", "500"), ("7250", "0"), ("300", "50")],
)
def test_round_numbers_may_be_off_by_half_their_step(number: str, slack: str) -> None:
    assert _slack(Decimal(number), None) == Decimal(slack)


def test_shares_and_decimals_by_half_their_last_figure() -> None:
    assert _slack(Decimal(52), "percent") == Decimal("0.5")
    assert _slack(Decimal("3.25"), None) == Decimal("0.005")


@given(st.integers(1, 9), st.integers(0, 80), st.integers(0, 80))
def test_however_many_figures(figure: int, more: int, zeros: int) -> None:
    number = Decimal(f"{figure}{'1' * more}{'0' * zeros}")
    assert _slack(number, None) == (Decimal(5).scaleb(zeros - 1) if zeros >= 2 else 0)
