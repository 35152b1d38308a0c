# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record reads the same whether its facts are read as they lie or through their models."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from fonds.archive import Archive
from fonds.archive.commands.changes import (
    AssessFacts,
    CiteFact,
    CorrectFacts,
    ReattributeFacts,
    RetractFacts,
)
from fonds.archive.commands.facts import GivenCitation
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.lookup import facts
from fonds.archive.record.policy import Policy
from fonds.events.ids import SeededRandomness
from fonds.events.values import CorrectionKind, Rank

WORDS = "Edda Marlow, born in 1953 or 1954, kept the light at Saltby for about 7,000 nights."

SAID = [
    {"property": "date_of_birth", "value": "1953", "quote": "born in 1953"},
    {"property": "date_of_birth", "value": "1954-03", "quote": "or 1954"},
    {"property": "date_of_birth", "value": "1953", "quote": "in 1953", "asserted_by": "Jon Weil"},
    {
        "property": "residence",
        "value": "Saltby",
        "value_type": "place",
        "value_subject": True,
        "quote": "at Saltby",
        "when": "1960/1970",
        "qualifiers": {"as_written": "at Saltby", "when_text": "then"},
    },
    {
        "property": "sibling",
        "value": "Jon Weil",
        "value_type": "person",
        "quote": "Edda Marlow",
        "cited_work": {"mark": "5", "work": "Letters, volume 2"},
        "note": "Seen twice.",
    },
    {
        "property": "sibling",
        "value": "Ada Weil",
        "value_type": "person",
        "quote": "Edda",
        "cited_work": {"mark": "6", "work": None},
    },
    {
        "property": "votes",
        "value": 7000,
        "value_type": "quantity",
        "quote": "7,000",
        "qualifiers": {"unit": "nights", "approximate": True, "election": "1970"},
    },
    {"property": "votes", "value": "about 7,100", "value_type": "quantity", "quote": "about"},
    {
        "property": "occupation",
        "value": "keeper",
        "quote": "kept the light",
        "chain": [{"speaker": "Jon Weil", "manner": "denies", "read": True}],
    },
    {"property": "occupation", "value": "keeper", "quote": "kept", "certainty": "inferred"},
    {"property": "death_place", "value_kind": "unknown", "quote": "nights"},
]


@pytest.fixture
def archive(tmp_path):
    file = tmp_path / "salt.txt"
    file.write_text(WORDS, encoding="utf-8")
    path = tmp_path / "salt.fonds"
    with Archive.create(path, randomness=SeededRandomness("as spelt")) as opened:
        opened.execute(AddSources(files=(file,)))
        lines = [
            {"id": str(number), "subject": "Edda Marlow", "source": "salt.txt", **said}
            for number, said in enumerate(SAID)
        ]
        encoded = [json.dumps(line).encode() for line in lines]
        opened.execute(ImportFacts(encoded, define_properties=True))
        yield opened


def by_property(archive):
    record = archive.queries.record("Edda Marlow")
    return {
        one.name: [
            fact.id for scope in one.scopes for value in scope.values for fact in value.facts
        ]
        for one in record.properties()
    }


def told(archive):
    queries = archive.queries
    head = queries.size()
    return [
        *(queries.record("Edda Marlow", f"@{moment}") for moment in range(head - 12, head + 1)),
        queries.record("Edda Marlow"),
        queries.record("Edda Marlow", policy=Policy(originals_only=True)),
        queries.record("Edda Marlow", policy=Policy(stated_only=True)),
        queries.record("Jon Weil"),
        queries.page("Edda Marlow"),
        queries.timeline("Edda Marlow"),
        queries.ties("Edda Marlow"),
        queries.dates("Edda Marlow"),
    ]


def test_what_is_told_is_the_same_either_way(archive, monkeypatch):
    read = facts.asserted_as_spelt
    taken = []

    def seen(*stored):
        state = read(*stored)
        taken.append(state is not None)
        return state

    monkeypatch.setattr(facts, "asserted_as_spelt", seen)
    ids = by_property(archive)
    source = archive.queries.sources()[0].id
    archive.execute(RetractFacts((ids["date_of_birth"][0],), reason="misread"))
    archive.execute(AssessFacts((ids["occupation"][0],), rank=Rank.PREFERRED, reason="sound"))
    archive.execute(CiteFact(ids["residence"][0], GivenCitation(source, "the light")))
    archive.execute(
        CorrectFacts((ids["votes"][0],), CorrectionKind.MISREAD, value=7010, reason="misread")
    )
    ada = archive.queries.names.subject("Ada Weil")
    archive.execute(ReattributeFacts((ids["sibling"][0],), to=ada, slot="value", reason="she"))
    as_spelt = told(archive)
    assert any(taken)
    monkeypatch.setattr(facts, "asserted_as_spelt", lambda *_: None)
    assert as_spelt == told(archive)


def test_a_record_that_was_read_needs_its_archive_no_more(archive, monkeypatch):
    expected = [repr(one) for one in every_fact(archive.queries.record("Edda Marlow"))]
    with Archive.open(archive.path) as again:
        read = again.queries.record("Edda Marlow")
    # Its facts are told now, in another thread, from a file that is closed.
    with ThreadPoolExecutor(1) as threads:
        found = threads.submit(lambda: [repr(one) for one in every_fact(read)]).result()
    assert found == expected
    assert len(found) == len(SAID)
    monkeypatch.setattr(facts, "asserted_as_spelt", lambda *_: None)
    assert found == [repr(one) for one in every_fact(archive.queries.record("Edda Marlow"))]


def test_a_fact_that_is_told_later_is_like_any_other(archive):
    for name in ("display", "citations", "second_hand", "notes"):
        asked, whole = (every_fact(archive.queries.record("Edda Marlow")) for _ in range(2))
        assert [getattr(one, name) for one in asked] == [getattr(one, name) for one in whole]
        assert asked == whole
        assert [replace(one, note="other").note for one in whole] == ["other"] * len(whole)
    with pytest.raises(AttributeError, match="unheard_of"):
        every_fact(archive.queries.record("Edda Marlow"))[0].unheard_of  # noqa: B018 - it raises


def every_fact(record):
    values = [
        *(value for one in record.properties() for scope in one.scopes for value in scope.values)
    ]
    denied = [fact for one in record.properties() for fact in one.denied]
    return [*(fact for value in values for fact in value.facts), *denied]
