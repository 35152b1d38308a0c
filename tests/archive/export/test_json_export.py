# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The JSON export: its shape, its schema, the same bytes each time, and the past as it was."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from fonds.archive.archive import Archive
from fonds.archive.commands.changes import AssessFacts, CorrectFacts, RetractFacts
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.errors import Cancelled, RefusedError
from fonds.archive.export.json_export import export_document, export_pieces, to_text
from fonds.archive.export.shapes import export_schema
from fonds.events.ids import SeededRandomness
from fonds.events.values import CorrectionKind, Rank, SubjectKind

SAMPLE = Path(__file__).resolve().parents[3] / "examples" / "marlow"
STATUSES = ("disputed", "unknown", "resolved", "multiple", "refined", "agreed")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "marlow.fonds"
    with Archive.create(path, name="Marlow", agent="K", randomness=SeededRandomness("x")) as made:
        files = [*SAMPLE.glob("*.txt"), *SAMPLE.glob("*.wiki")]
        made.execute(AddSources(tuple(sorted(files))))
        made.execute(ImportFacts((SAMPLE / "facts.jsonl").read_bytes().splitlines()))
        facts = {fact["id"]: fact for fact in all_facts(export_document(made.queries))}
        by_value = {fact["value"]: one for one, fact in facts.items()}
        made.execute(AssessFacts((by_value["Josef Marlow"],), "Her words.", Rank.PREFERRED))
        made.execute(AssessFacts((by_value["Henrik Oost"],), "Doubtful.", Rank.DEPRECATED))
        made.execute(CorrectFacts((by_value["organizer"],), CorrectionKind.MISREAD, "r", value="x"))
        made.execute(RetractFacts((by_value["Rolf Marlow"],), "Not said."))
        yield made


def all_facts(document):
    return [
        fact
        for subject in document["subjects"]
        for answer in subject["properties"].values()
        for facts in [
            answer["deprecated"],
            *(value["facts"] for scope in answer["scopes"] for value in scope["values"]),
        ]
        for fact in facts
    ]


def test_it_is_valid_against_its_schema(archive):
    schema = export_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(to_text(export_document(archive.queries)))
    jsonschema.validate(document, schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("rules"),
        lambda document: document.update(format="fonds-export/2"),
        lambda document: document["subjects"][0].pop("label"),
        lambda document: all_facts(document)[0].pop("citations"),
        lambda document: all_facts(document)[0]["citations"][0].update(start="7"),
        lambda document: next(
            answer for subject in document["subjects"] for answer in subject["properties"].values()
        ).update(status="certain"),
    ],
    ids=["member", "format", "label", "citations", "offset", "status"],
)
def test_the_schema_refuses_what_is_not_an_export(archive, spoil):
    document = json.loads(to_text(export_document(archive.queries)))
    spoil(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, export_schema())


def test_every_member_there_is_stands_in_the_schema(archive):
    """Closed for this test alone: readers may meet members that a later edition adds."""

    def close(node):
        if isinstance(node, dict):
            if node.get("type") == "object" and "properties" in node:
                node["additionalProperties"] = False
            for child in node.values():
                close(child)
        elif isinstance(node, list):
            for child in node:
                close(child)

    schema = export_schema()
    close(schema)
    jsonschema.validate(json.loads(to_text(export_document(archive.queries))), schema)


def test_the_members_of_the_contract(archive):
    document = export_document(archive.queries)
    assert list(document)[:5] == ["format", "rules", "archive", "as_of", "policy"]
    assert document["format"] == "fonds-export/1"
    head = archive.head()
    assert document["archive"]["head"] == {"size": head.size, "root": head.root.hex()}
    assert document["as_of"] is None
    for subject in document["subjects"]:
        assert {"id", "label", "kind", "properties"} <= subject.keys()
        for answer in subject["properties"].values():
            assert {"status", "scopes"} <= answer.keys()
            for scope in answer["scopes"]:
                assert {"scope", "status", "relations", "values"} <= scope.keys()
                for value in scope["values"]:
                    assert {"value", "subject", "rank", "lineages", "facts"} <= value.keys()
    for fact in all_facts(document):
        assert {
            *("id", "value", "as_written", "when", "qualifiers", "certainty", "assessment"),
            *("recorded_at", "agent", "position", "citations"),
        } <= fact.keys()
        for citation in fact["citations"]:
            assert {
                *("source", "capture", "excerpt", "quote", "start", "end", "locator"),
                *("asserted_by", "cited_work", "chain"),
            } <= citation.keys()


def test_quotes_stand_in_the_texts_at_their_offsets(archive):
    document = export_document(archive.queries)
    texts = {
        source["id"]: archive.queries.text(source["id"]).text for source in document["sources"]
    }
    citations = [citation for fact in all_facts(document) for citation in fact["citations"]]
    assert len(citations) == 89
    for citation in citations:
        text = texts[citation["source"]]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_propertys_status_is_the_first_that_any_scope_has(archive):
    document = export_document(archive.queries)
    seen = set()
    for subject in document["subjects"]:
        for answer in subject["properties"].values():
            scopes = [scope["status"] for scope in answer["scopes"]]
            seen.add(answer["status"])
            if scopes:
                assert answer["status"] == min(scopes, key=STATUSES.index)
    assert {"disputed", "refined", "multiple", "agreed", "resolved"} <= seen


def test_conflicts_are_those_of_the_archives_own_list(archive):
    exported = export_document(archive.queries)["conflicts"]
    listed = archive.queries.conflicts()
    assert {one["id"]: (one["status"], one["facts"], one["reason"]) for one in exported} == {
        one.id: (one.status, list(one.facts), one.reason) for one in listed
    }
    assert {one["status"] for one in exported} == {"open", "resolved"}


def test_sources_have_digests_and_cited_works(archive):
    sources = export_document(archive.queries)["sources"]
    assert len(sources) == 3
    for source in sources:
        assert source["captures"][0]["files"][0]["digest"].startswith("sha256:")
    statuses = {work["status"] for source in sources for work in source["cited_works"]}
    assert statuses == {"noted", "dangling"}


@pytest.mark.parametrize("subjects", [None, ["Edda Marlow"], ["Edda Marlow", "Anton Marlow"]])
@pytest.mark.parametrize("as_of", [None, "@150"])
def test_the_pieces_are_the_document_byte_for_byte(archive, subjects, as_of):
    document = export_document(archive.queries, subjects=subjects, as_of=as_of)
    pieces = "".join(export_pieces(archive.queries, subjects=subjects, as_of=as_of))
    assert pieces == to_text(document)
    assert pieces == "".join(export_pieces(archive.queries, subjects=subjects, as_of=as_of))


def test_an_archive_without_subjects(tmp_path):
    with Archive.create(tmp_path / "a.fonds") as made:
        text = "".join(export_pieces(made.queries))
        assert text == to_text(export_document(made.queries))
        assert json.loads(text)["subjects"] == []


def test_a_subject_alone_brings_only_the_sources_it_cites(archive):
    document = export_document(archive.queries, subjects=["Anton Marlow"])
    assert [subject["label"] for subject in document["subjects"]] == ["Anton Marlow"]
    cited = {c["source"] for fact in all_facts(document) for c in fact["citations"]}
    assert {source["id"] for source in document["sources"]} == cited
    assert document["conflicts"] == []


def test_the_past_holds_nothing_that_came_later(archive):
    whole = export_document(archive.queries)
    past = export_document(archive.queries, as_of="@150")
    assert past["as_of"]["position"] == 150
    assert 0 < len(past["subjects"]) < len(whole["subjects"])
    assert all(fact["position"] <= 150 for fact in all_facts(past))
    everything = export_document(archive.queries, as_of=f"@{archive.head().size}")
    for member in ("subjects", "conflicts"):
        assert everything[member] == whole[member]


def test_changes_are_undone_in_the_past(archive):
    size = archive.head().size
    before = {
        fact["id"]: fact
        for fact in all_facts(export_document(archive.queries, as_of=f"@{size - 4}"))
    }
    after = {fact["id"]: fact for fact in all_facts(export_document(archive.queries))}
    (retracted,) = before.keys() - after.keys()
    assert before[retracted]["value"] == "Rolf Marlow"
    changed = {
        (before[one]["value"], before[one]["assessment"] is None, after[one]["value"])
        for one in after
        if before[one] != after[one]
    }
    assert ("organizer", True, "x") in changed
    assert ("Josef Marlow", True, "Josef Marlow") in changed


def test_a_deprecated_fact_stands_apart(archive):
    (edda,) = export_document(archive.queries, subjects=["Edda Marlow"])["subjects"]
    (fact,) = edda["properties"]["spouse"]["deprecated"]
    assert (fact["value"], fact["assessment"]["rank"]) == ("Henrik Oost", "deprecated")
    assert edda["properties"]["spouse"]["scopes"] == []


def test_bad_names_and_moments_are_refused_before_anything_is_written(archive):
    for options in ({"subjects": ["Nobody"]}, {"as_of": "@99999"}, {"as_of": "soon"}):
        with pytest.raises(RefusedError):
            next(iter(export_pieces(archive.queries, **options)))


def test_a_subject_that_was_not_there_yet_is_refused_when_asked_for(archive):
    with pytest.raises(RefusedError, match="not in the archive yet"):
        export_document(archive.queries, subjects=["Edda Marlow"], as_of="@3")


def test_what_somebody_records_meanwhile_is_not_half_exported(tmp_path):
    path = tmp_path / "a.fonds"
    with Archive.create(path) as made:
        for label in ("One", "Two"):
            made.execute(OpenSubject(label, SubjectKind.PERSON))
        size = made.head().size
        pieces = export_pieces(made.queries)
        begun = next(pieces)
        with Archive.open(path) as other:
            other.execute(OpenSubject("Three", SubjectKind.PERSON))
        document = json.loads(begun + "".join(pieces))
        assert document["archive"]["head"]["size"] == size
        assert [subject["label"] for subject in document["subjects"]] == ["One", "Two"]
        assert made.head().size > size


def test_it_can_be_cancelled(archive):
    with pytest.raises(Cancelled):
        list(export_pieces(archive.queries, progress=lambda done, _: done < 3))
