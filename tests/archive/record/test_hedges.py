# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the words before a number make of it, and that a "not" turns them round."""

from __future__ import annotations

import pytest

from fonds.archive.record.hedges import Hedge, hedge_of

AT_LEAST, AT_MOST = Hedge(above=True), Hedge(below=True)
MORE, LESS = Hedge(above=True, exact=False), Hedge(below=True, exact=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("over", MORE), ("more than", MORE), ("über", MORE), ("mehr als", MORE),
        ("under", LESS), ("fewer than", LESS), ("unter", LESS), ("weniger als", LESS),
        ("not over", AT_MOST), ("no more than", AT_MOST), ("not more than", AT_MOST),
        ("nicht über", AT_MOST), ("nicht mehr als", AT_MOST), ("up to", AT_MOST),
        ("not under", AT_LEAST), ("no fewer than", AT_LEAST), ("not less than", AT_LEAST),
        ("nicht unter", AT_LEAST), ("nicht weniger als", AT_LEAST), ("mindestens", AT_LEAST),
        ("not much more than", Hedge(rough=True)), ("nicht viel weniger als", Hedge(rough=True)),
        ("about", Hedge(rough=True)), (None, Hedge()),
    ],
)  # fmt: skip
def test_a_hedge_says_on_which_side_the_number_lies(words: str | None, said: Hedge) -> None:
    assert hedge_of(words) == said
