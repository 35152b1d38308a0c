# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Scopes are those of rule 3, as one finds them who asks of every pair of facts."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from types import SimpleNamespace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.record.scopes import Divided, components
from fonds.archive.record.setting import TIME, UNIT, Named, Setting, says_more, sides_apart
from fonds.archive.record.words import word_set
from fonds.events.catalogue.subject import Judgement
from fonds.events.dates import parse

if TYPE_CHECKING:
    from collections.abc import Sequence


class Judged:
    """Knows of two subjects that they are not one."""

    def judgement(self, low: str, high: str) -> Judgement | None:
        return Judgement.NOT_SAME if (low, high) == ("a", "b") else None


def named(name: str, *texts: str) -> st.SearchStrategy[Named | None]:
    subjects = st.sampled_from((None, "a", "b", "c")) if name == "place" else st.none()
    return st.none() | st.builds(
        lambda text, subject: Named(name, text, word_set(text), subject),
        st.sampled_from(texts),
        subjects,
    )


def setting(when: str | None, unit: str | None, *said: Named | None) -> Setting:
    moment, *rest = said
    return Setting(
        days=None if when is None else parse(when).bounds,
        time=when,
        moment=moment,
        named=tuple(one for one in rest if one is not None),
        unit=unit,
    )


SETTINGS = st.builds(
    setting,
    st.none() | st.sampled_from(("1953", "1950/1960", "1955/1970", "1970/1980", "../1940")),
    st.none() | st.sampled_from(("mile", "kilometre", "vote")),
    named("as_of", "that day", "the day of the letter"),
    named("stage", "general", "general election", "primary"),
    named("office", "mayor", "mayor of Saltby", "deputy mayor"),
    named("place", "Ox"),
)


@given(st.lists(SETTINGS, min_size=1, max_size=9))
def test_scopes_are_what_every_pair_tells(settings: list[Setting]) -> None:
    claims = [
        SimpleNamespace(
            setting=one, shown=str(at), order=(at, str(at)), fact=SimpleNamespace(id=str(at))
        )
        for at, one in enumerate(settings)
    ]
    divided = Divided(claims, Judged())  # type: ignore[arg-type]
    found = [list(one.members) for one in divided.divisions()]
    anchored, loose = scopes(settings)
    assert sorted(found) == sorted([*anchored, *loose])
    # Those that leave something open come last.
    assert found[len(anchored) :] == loose
    for one, other in combinations(range(len(settings)), 2):
        apart = bool(sides_apart(settings[one], settings[other], Judged()))
        assert divided.apart(one, other) is divided.apart(other, one) is apart


def scopes(settings: Sequence[Setting]) -> tuple[list[list[int]], list[list[int]]]:
    """Divide settings by asking of each pair: the scopes, and those of what is left open."""
    all_of = range(len(settings))

    @cache
    def apart(one: int, other: int) -> tuple[str, ...]:
        return sides_apart(settings[one], settings[other], Judged())

    @cache
    def meant(one: int, side: str) -> set[int]:
        return {
            other
            for other in all_of
            if not apart(one, other) and says_more(settings[other], settings[one], side)
        }

    def leaves_open(one: int) -> set[str]:
        return {
            side
            for side in (TIME, UNIT, "stage", "office", "place")
            if any(side in apart(*pair) for pair in combinations(meant(one, side), 2))
        }

    def joined(one: int, other: int) -> bool:
        return not (
            apart(one, other)
            or any(says_more(settings[other], settings[one], side) for side in open_of[one])
            or any(says_more(settings[one], settings[other], side) for side in open_of[other])
        )

    open_of = {one: leaves_open(one) for one in all_of}
    anchored = components(
        [one for one in all_of if not open_of[one]], lambda one, other: not apart(one, other)
    )
    loose = [one for one in all_of if open_of[one]]
    moved = True
    while moved:
        homes = {
            one: scope
            for one in loose
            for scope in anchored
            if set().union(*(meant(one, side) for side in open_of[one])) <= set(scope)
        }
        for one, scope in homes.items():
            scope.append(one)
        loose = [one for one in loose if one not in homes]
        moved = bool(homes)
    return [sorted(one) for one in anchored], components(loose, joined)
