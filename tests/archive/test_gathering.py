# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Events that are read as they lie tell the tables what they tell by way of the models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from golden.make_golden import sealed_sample
from golden.samples import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import event_strategies

from fonds.archive.projections.facts import Facts
from fonds.archive.rebuilding.gathering import PROJECTIONS, gather, gather_lying
from fonds.archive.store.contract import decode_stored
from fonds.events.catalogue.excerpt import ExcerptContent, ExcerptTaken, Quotation
from fonds.events.catalogue.fact import FactAsserted
from fonds.events.ids import SeededRandomness
from fonds.events.recorded import Authorship, Draft, SealedEvent, seal
from fonds.events.spelt_passages import read_taken
from fonds.events.values import Span

if TYPE_CHECKING:
    from fonds.archive.rebuilding.gathering import Gathered
    from fonds.archive.store.contract import Lying
    from fonds.events.recorded import AnyEvent

AUTHORSHIP = Authorship("a" * 16, "b" * 16, "2026-11-21T12:00:00.000000Z", "c" * 16)
SAMPLES = [sealed_sample(stem, event) for stem, event in sorted(samples().items())]
DRAWN = st.one_of(event_strategies()[FactAsserted], event_strategies()[ExcerptTaken])
FIRST = 60
"""So that the words of some events are due to be indexed, and those of others wait."""


def lying(position: int, sealed: SealedEvent) -> Lying:
    parts = {part.name: part.data.decode("utf-8") for part in sealed.parts}
    return position, sealed.header_bytes.decode("utf-8"), parts


def sealed(place: int, event: AnyEvent) -> SealedEvent:
    random = SeededRandomness(f"gathering {place}")
    about = tuple(random.new_id() for _ in range(place % 3))
    return seal(Draft(event, random.new_id(), about=about), AUTHORSHIP, random)


def told(gathered: Gathered | None) -> list[Any]:
    """Return what each projection is told; new facts apart from what becomes of facts."""
    assert gathered is not None
    found = list(gathered.told)
    at = PROJECTIONS.index(Facts)
    steps = found[at].steps if found[at] else []
    found[at] = (
        sorted(fact for facts, _ in steps for fact in facts),
        [change for _, change in steps if change is not None],
    )
    # Told of nothing, or told that there is nothing.
    return [one if one is not None and any(one) else None for one in found]


@settings(max_examples=80)
@given(st.lists(st.sampled_from(SAMPLES) | DRAWN, min_size=1, max_size=8))
def test_events_as_they_lie_tell_what_the_models_tell(drawn: list[Any]) -> None:
    events = [
        lying(FIRST + at, one if isinstance(one, SealedEvent) else sealed(at, one))
        for at, one in enumerate(drawn)
    ]
    by_models = gather([decode_stored(*event) for event in events])
    as_they_lie = gather_lying(iter(events))
    assert as_they_lie is not None
    assert (as_they_lie.first, as_they_lie.last) == (by_models.first, by_models.last)
    assert as_they_lie.defines == by_models.defines
    for kind, one, other in zip(PROJECTIONS, told(as_they_lie), told(by_models), strict=True):
        assert in_any_order(one) == in_any_order(other), kind


def in_any_order(one: Any) -> Any:
    """Return what was told with those lists sorted whose order makes no row another."""
    members = one._asdict() if hasattr(one, "_asdict") else {"": one}
    return {
        name: sorted(said, key=repr) if name in {"concerned", "imports", "excerpts"} else said
        for name, said in members.items()
    }


def test_there_may_be_none() -> None:
    assert gather_lying(iter(())) is None


@pytest.mark.parametrize(
    ("part", "spelt"),
    [
        ("content", '{"rendition":"rrrrrrrrrrrrrrrr","span":{"end":3,"start":7}}'),
        ("content", '{"rendition":"R"}'),
        ("quotation", '{"quote":""}'),
        ("reason", '{"text":"It has none."}'),
    ],
)
def test_a_passage_that_is_not_as_it_should_be_is_left_to_the_models(part: str, spelt: str) -> None:
    content = ExcerptContent(rendition="r" * 16, span=Span(start=3, end=7))
    passage = ExcerptTaken(content=content, quotation=Quotation(quote="Salt"))
    _, header, parts = lying(1, sealed(1, passage))
    assert read_taken(header, parts) is not None
    assert read_taken(header, {**parts, part: spelt}) is None
    assert read_taken(header.replace('"schema":1', '"schema":2'), parts) is None
