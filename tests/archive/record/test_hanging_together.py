# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What agrees is put together by the pairs that do, and comes out as if every pair were asked."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.record.scopes import components, hanging_together


@given(st.integers(0, 12), st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11))))
def test_the_pairs_that_are_joined_tell_as_much_as_asking_every_pair(
    count: int, pairs: set[tuple[int, int]]
) -> None:
    joined: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        if one != other and max(one, other) < count:
            joined[one].add(other)
            joined[other].add(one)
    asked = components(range(count), lambda one, other: other in joined.get(one, ()))
    assert hanging_together(count, joined) == asked
