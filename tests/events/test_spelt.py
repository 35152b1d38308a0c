# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Assertions read as they lie are what the models read, or are left to the models."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import event_strategies

from fonds.events.canonical import canonical_json
from fonds.events.catalogue.fact import FactAsserted
from fonds.events.decoding import DoubtError
from fonds.events.ids import SeededRandomness
from fonds.events.recorded import (
    Authorship,
    DamagedEventError,
    Draft,
    RecordedEvent,
    decode,
    read_header,
    seal,
)
from fonds.events.spelt import (
    _PARTS,
    Asserted,
    chain_of,
    citation_of,
    part_reader,
    read_asserted,
    reading_of,
    wording_of,
)

AUTHORSHIP = Authorship("a" * 16, "b" * 16, "2026-11-21T12:00:00.000000Z", "c" * 16)
PLAIN: dict[str, Any] = {
    "content": {
        "subject": "s" * 16,
        "reading": {
            "property": "residence",
            "value": "Saltby",
            "value_type": "place",
            "when": {"edtf": "1953", "earliest": "1953-01-01", "latest": "1953-12-31"},
            "qualifiers": [{"name": "approximate", "value": True}, {"name": "to", "value": "1960"}],
        },
        "citations": [{"excerpt": "e" * 16, "stance": "contradicts", "supports": ["value"]}],
        "certainty": "inferred",
    },
    "wording": {"as_written": "at Saltby", "when": "in 1953"},
    "chain": {
        "chains": [
            {
                "citation": "e" * 16,
                "links": [
                    {"speaker": "Edda Marlow", "manner": "denies", "read": True},
                    {"work": "Letters", "mark": "5", "cited_work": "w" * 16},
                ],
                "ends_nowhere": True,
            }
        ]
    },
    "note": {"text": "Seen twice."},
}


def stored(event: FactAsserted) -> tuple[str, dict[str, str]]:
    sealed = seal(Draft(event, "f" * 16), AUTHORSHIP, SeededRandomness("spelt"))
    return (
        sealed.header_bytes.decode("utf-8"),
        {part.name: part.data.decode("utf-8") for part in sealed.parts},
    )


def by_models(header: str, parts: dict[str, str]) -> RecordedEvent:
    encoded = {name: data.encode("utf-8") for name, data in parts.items()}
    return decode(1, read_header(header), encoded)


def plain_event() -> FactAsserted:
    return FactAsserted.model_validate_json(json.dumps(PLAIN))


def check_same(said: Asserted, recorded: RecordedEvent) -> None:
    event, header = recorded.event, recorded.header
    assert isinstance(event, FactAsserted)
    own = (said.stream, said.event, said.agent, said.recorded_at, said.import_key)
    assert own == (
        *(header.stream, header.id, header.agent),
        *(header.recorded_at, header.import_key),
    )
    assert (said.about, said.action) == (header.about, header.action)
    assert said.content["subject"] == event.content.subject
    reading = reading_of(said.content["reading"])
    assert reading == event.content.reading
    # What is made again is spelt as before: its members stand in their order.
    assert canonical_json(reading.model_dump(mode="json")) == canonical_json(
        event.content.reading.model_dump(mode="json")
    )
    assert list(reading.model_dump()) == list(event.content.reading.model_dump())
    assert tuple(map(citation_of, said.content["citations"])) == event.content.citations
    assert event.content.premises == ()
    assert event.content.proposal is None
    assert said.content.get("certainty", event.content.certainty) is event.content.certainty
    if event.wording is None:
        assert said.wording == {}
    else:
        assert wording_of(said.wording) == event.wording
    chains = event.chain.chains if event.chain is not None else ()
    assert said.chains.keys() == {chain.citation for chain in chains}
    assert {one: chain_of(chain) for one, chain in said.chains.items()} == {
        chain.citation: chain for chain in chains
    }
    assert said.note == (event.note.text if event.note is not None else None)


def test_a_plain_assertion_is_read_as_it_lies():
    header, parts = stored(plain_event())
    said = read_asserted(header, parts)
    assert said is not None
    check_same(said, by_models(header, parts))
    assert said.denies


@settings(max_examples=60)
@given(event_strategies()[FactAsserted])
def test_whatever_is_read_as_it_lies_is_what_the_models_read(event):
    header, parts = stored(event)
    said = read_asserted(header, parts)
    content = event.content
    seldom = content.premises or content.proposal or any(one.inquiry for one in content.citations)
    chained = [one.citation for one in event.chain.chains] if event.chain else []
    assert (said is None) == bool(seldom or len(set(chained)) < len(chained))
    if said is not None:
        check_same(said, by_models(header, parts))


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
anything = st.recursive(
    scalars | st.sampled_from(["value", "none", "stated", "e" * 16, "2026-01-01", ""]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=4,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    if isinstance(value, dict):
        found += [place for key in value for place in places(value[key], (*path, key))]
    elif isinstance(value, list):
        found += [place for at, one in enumerate(value) for place in places(one, (*path, at))]
    return found


@settings(max_examples=120)
@given(
    st.sampled_from([place for place in places(PLAIN) if place]),
    st.sampled_from(["put", "leave out", "add"]),
    st.text(max_size=6),
    anything,
)
def test_what_the_models_refuse_is_never_read_as_it_lies(place, change, name, value):
    header, _ = stored(plain_event())
    changed = json.loads(json.dumps(PLAIN))
    *way, last = place
    holder = changed
    for step in way:
        holder = holder[step]
    if change == "put" or not way:
        holder[last] = value
    elif change == "leave out":
        del holder[last]
    elif isinstance(holder, dict):
        holder[name] = value
    else:
        holder.append(value)
    parts = {part: json.dumps(said) for part, said in changed.items()}
    said = read_asserted(header, parts)
    if said is not None:
        check_same(said, by_models(header, parts))


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("origin", '{"text":"x"}'),
        ("note", '{"text":"x"},"wording":{"value":"y"}'),
        ("content", "{"),
    ],
)
def test_parts_that_do_not_belong_there_are_left_to_the_models(part, data):
    header, parts = stored(plain_event())
    parts[part] = data
    assert read_asserted(header, parts) is None
    with pytest.raises(DamagedEventError):
        by_models(header, parts)


@pytest.mark.parametrize(
    ("speaker", "is_sound"),
    [
        ("Edda Marlow", True),
        ("Jürgen \U0001f600 \x7f}]", True),
        ('\\"Ed\\" \\u00fc', True),
        ("", False),
        ("a\nb", False),
        ("a\\qb", False),
    ],
)
@pytest.mark.parametrize("end", ["]}]}", '],"ends_nowhere":true}]}', ',{"mark":"1"}]}]}', "]}]} "])
def test_a_chain_of_one_speaker_is_read_as_the_models_read_it(speaker, is_sound, end):
    header, parts = stored(plain_event())
    start = '{"chains":[{"citation":"' + "e" * 16 + '","links":[{"read":true,"speaker":"'
    parts["chain"] = f'{start}{speaker}"}}{end}'
    said = read_asserted(header, parts)
    assert (said is not None) is is_sound
    if said is not None:
        check_same(said, by_models(header, parts))
    else:
        with pytest.raises(DamagedEventError):
            by_models(header, parts)


def test_a_part_that_the_header_does_not_commit_to_is_not_read():
    event = plain_event()
    header, parts = stored(event.model_copy(update={"note": None}))
    assert read_asserted(header, parts) is not None
    assert read_asserted(header, parts | {"note": '{"text":"x"}'}) is None


def test_without_its_content_or_with_another_time_it_is_left_to_the_models():
    header, parts = stored(plain_event())
    without = {name: data for name, data in parts.items() if name != "content"}
    assert read_asserted(header, without) is None
    assert read_asserted(header.replace("2026-11-21", "2026-13-21"), parts) is None
    assert read_asserted(header.replace('"schema":1', '"schema":2'), parts) is None


@settings(max_examples=120)
@given(st.data())
def test_both_ways_of_reading_a_part_as_it_lies_agree(data):
    name = data.draw(st.sampled_from(sorted(PLAIN)))
    said = json.loads(json.dumps(PLAIN[name]))
    *way, last = data.draw(st.sampled_from([place for place in places(said) if place]))
    holder = said
    for step in way:
        holder = holder[step]
    holder[last] = data.draw(st.just(holder[last]) | anything)
    reader = part_reader(_PARTS[name])
    try:
        here = reader.convert(said)
    except (DoubtError, ValueError, KeyError):
        return
    assert here == reader.checked(json.dumps(said))
