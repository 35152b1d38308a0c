# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Who speaks can be said to be a subject: two papers that quote one person are one lineage."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.interchange import read_line
from fonds.archive.export.document import fact_shape
from fonds.archive.record.policy import Policy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def kept(tmp_path, ok) -> Path:
    path = tmp_path / "ferry.fonds"
    ok("new", path)
    for name, words in (("post", "Ib says she was a pilot."), ("echo", "A pilot, says Vorn.")):
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
        ok("source", "add", path, tmp_path / f"{name}.txt", "--title", name)
    for person in ("Edda Marlow", "Ib Vorn"):
        ok("subject", "add", path, person, "--kind", "person")
    return path


def fact(kept: Path, ok, source: str, quote: str, *chain: str) -> str:
    given = [part for link in chain for part in ("--chain", link)]
    about = ("Edda Marlow", "occupation", "pilot", "--source", source, "--quote", quote)
    return ok("fact", "add", kept, *about, *given).out.strip()


def lineages(kept: Path, ok) -> tuple[int, int]:
    record = json.loads(ok("show", kept, "Edda Marlow", "--json").out)
    (scope,) = record["properties"]["occupation"]["scopes"]
    (value,) = scope["values"]
    return value["sources"], value["lineages"]


@pytest.mark.parametrize("second", ["speaker=Vorn; subject=Ib Vorn", "subject=Ib Vorn"])
def test_two_papers_that_quote_one_person_are_one_lineage(kept, ok, second):
    fact(kept, ok, "post", "Ib says", "speaker=Ib; subject=Ib Vorn; manner=quotes")
    other = fact(kept, ok, "echo", "A pilot", second)
    assert lineages(kept, ok) == (2, 1)
    record = json.loads(ok("show", kept, "Edda Marlow", "--json").out)
    facts = record["properties"]["occupation"]["scopes"][0]["values"][0]["facts"]
    (told,) = next(one["citations"] for one in facts if one["id"] == other)
    (link,) = told["chain"]
    vorn = json.loads(ok("subject", "list", kept, "--json").out)["subjects"]
    assert link["subject"] in {one["id"] for one in vorn if one["label"] == "Ib Vorn"}
    # Who has no words of their own is called as the subject.
    assert link["speaker"] == ("Vorn" if "speaker" in second else "Ib Vorn")


def test_words_alone_do_not_make_two_speakers_one(kept, ok):
    fact(kept, ok, "post", "Ib says", "speaker=Ib Vorn")
    fact(kept, ok, "echo", "A pilot", "speaker=Ib Vorn")
    assert lineages(kept, ok) == (2, 2)


def test_a_further_passage_can_be_bound_too(kept, ok):
    one = fact(kept, ok, "post", "Ib says", "subject=Ib Vorn")
    more = ("--source", "echo", "--quote", "A pilot", "--chain", "subject=Ib Vorn")
    ok("fact", "cite", kept, one, *more)
    assert lineages(kept, ok) == (2, 1)


def test_nobody_is_bound_to_whom_the_archive_does_not_know(kept, run, ok):
    before = ok("history", kept, "--json").out
    about = ("Edda Marlow", "occupation", "pilot", "--source", "post", "--quote", "Ib says")
    ran = run("fact", "add", kept, *about, "--chain", "subject=Nobody Known")
    assert ran.code == 3
    assert "Nobody Known" in ran.err
    assert ok("history", kept, "--json").out == before


def test_an_import_binds_by_label_or_id_and_knows_its_lines_again(kept, ok, tmp_path):
    people = json.loads(ok("subject", "list", kept, "--json").out)["subjects"]
    vorn = next(one["id"] for one in people if one["label"] == "Ib Vorn")
    lines = [
        {
            "id": source,
            "subject": "Edda Marlow",
            "property": "occupation",
            "value": "pilot",
            "source": source,
            "quote": quote,
            "chain": [{"subject": who}],
        }
        for source, quote, who in (("post", "Ib says", "Ib Vorn"), ("echo", "A pilot", vorn))
    ]
    file = tmp_path / "facts.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    for _ in ("first", "again"):
        ok("fact", "import", kept, file, "--match-labels")
        assert lineages(kept, ok) == (2, 1)
        assert len(json.loads(ok("subject", "list", kept, "--json").out)["subjects"]) == len(people)


def test_a_line_without_an_id_is_known_as_it_was_before_speakers_could_be_bound():
    line = {"subject": "A", "property": "b", "value": "c", "source": "d", "quote": "e"}
    plain = read_line(json.dumps({**line, "chain": [{"speaker": "F"}]})).fingerprint()
    assert "subject" not in json.loads(plain)["chain"][0]
    bound = read_line(json.dumps({**line, "chain": [{"speaker": "F", "subject": "G"}]}))
    assert json.loads(bound.fingerprint())["chain"][0]["subject"] == "G"


def test_who_is_hidden_is_told_nowhere_in_a_chain_and_a_denial_stays_one(kept, ok):
    link = "speaker=my neighbour; subject=Ib Vorn; manner=denies"
    made = fact(kept, ok, "echo", "A pilot", link)
    people = json.loads(ok("subject", "list", kept, "--json").out)["subjects"]
    vorn = next(one["id"] for one in people if one["label"] == "Ib Vorn")
    with Archive.open(kept) as archive:
        shown = archive.queries.fact(made)
        assert (shown.citations[0].asserted_by, shown.citations[0].against) == (
            "my neighbour",
            True,
        )
        veiled = archive.queries.hiding(Policy(hidden_subjects=frozenset({vorn}))).fact(made)
        told = json.dumps(fact_shape(veiled))
        assert vorn not in told
        assert "neighbour" not in told
        assert veiled.citations[0].against
