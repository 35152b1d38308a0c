# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The main job on real documents: captured to the byte, imported whole, shown, exported, undone.

The documents lie beside the project, not in it; without them these tests are skipped, saying so.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from fonds.archive import Archive
from fonds.archive.commands.changes import (
    AssessFacts,
    CorrectFacts,
    ReattributeFacts,
    RetractFacts,
)
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.importing import ImportAnswer, ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.errors import RefusedError
from fonds.archive.export.json_export import export_pieces
from fonds.archive.export.narrative import narrative_of
from fonds.archive.export.shapes import export_schema
from fonds.archive.export.writing import write_whole
from fonds.archive.languages.telling import LANGUAGES
from fonds.archive.projector import differing_tables
from fonds.events.values import CorrectionKind, Rank, SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLEM = "Clem Balanoff"
THIRD = "002_2dc8078d3a62d16d.txt"


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[Path]:
    return sorted((shared / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def lines(shared: Path) -> list[bytes]:
    return (shared / "gold" / "facts.jsonl").read_bytes().splitlines()


@pytest.fixture(scope="module")
def imported(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Path], lines: list[bytes]
) -> Path:
    path = tmp_path_factory.mktemp("gold") / "balanoff.fonds"
    with Archive.create(path) as archive:
        archive.execute(AddSources(tuple(documents)))
        outcome = archive.execute(ImportFacts(lines, "facts.jsonl"))
    assert outcome.answer.appended == len(lines) == 213
    return path


@pytest.fixture
def archive(imported: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy, so that one test's changes are not another's."""
    copy = tmp_path / imported.name
    copy.write_bytes(imported.read_bytes())
    with Archive.open(copy) as opened:
        yield opened


@pytest.fixture(scope="module")
def reading(imported: Path) -> Iterator[Archive]:
    with Archive.open(imported, read_only=True) as opened:
        yield opened


def slot(archive: Archive, name: str, as_of: str | None = None):
    record = archive.queries.record(CLEM, as_of=as_of)
    return next((found for found in record.properties() if found.name == name), None)


def values(answer) -> list[str]:
    return [value.display for scope in answer.scopes for value in scope.values]


def test_the_documents_are_held_to_the_byte(reading: Archive, documents: list[Path]):
    for path in documents:
        source = reading.queries.source(path.name)
        (capture,) = source.captures
        digest = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        assert [file.digest for file in capture.files] == [digest]
        text = reading.queries.text(path.name).text
        assert text.encode("utf-8") == path.read_bytes()
    assert reading.verify().ok


def test_every_quote_stands_where_its_fact_says(reading: Archive, lines: list[bytes]):
    given = {
        (line["quote"], line["start"], line["end"], line["source"])
        for line in map(json.loads, lines)
    }
    held = set()
    for row in reading.queries.subjects():
        for name in reading.queries.record(row.id).properties():
            for fact in [
                *(fact for scope in name.scopes for value in scope.values for fact in value.facts),
                *name.deprecated,
            ]:
                for citation in fact.citations:
                    (alias,) = reading.queries.source(citation.source).aliases
                    held.add((citation.quote, citation.start, citation.end, alias))
    assert held == given


def test_a_birth_date_is_refined_and_not_disputed(reading: Archive):
    born = slot(reading, "date_of_birth")
    assert born.status == "refined"
    assert values(born) == ["16 April 1953", "1953"]


def test_two_districts_both_stand_disputed_with_their_words(reading: Archive):
    district = slot(reading, "represents_district")
    assert district.status == "disputed"
    assert values(district) == ["35th District", "32nd district"]
    quotes = [
        citation.quote
        for scope in district.scopes
        for value in scope.values
        for fact in value.facts
        for citation in fact.citations
    ]
    assert any("35th District" in quote for quote in quotes)
    assert any("32nd district" in quote for quote in quotes)
    assert [scope.status for scope in district.scopes] == ["disputed"]


def test_two_fathers_are_disputed(archive: Archive):
    text = archive.queries.text(THIRD).text
    start = text.index("His father")
    archive.execute(OpenSubject("Clem Balanoff, Sr.", SubjectKind.PERSON))
    archive.execute(
        AssertFact(
            subject=CLEM,
            property="father",
            value="Clem Balanoff, Sr.",
            source=THIRD,
            quote=text[start : start + 40],
            start=start,
        )
    )
    father = slot(archive, "father")
    assert father.status == "disputed"
    assert len(values(father)) == 2
    open_ones = [c for c in archive.queries.conflicts(CLEM) if c.property == "father"]
    assert [c.status for c in open_ones] == ["open"]


def test_second_hand_works_are_shown_as_such(reading: Archive, lines: list[bytes]):
    second_hand = [line for line in map(json.loads, lines) if line.get("cited_work")]
    assert second_hand
    shown = {}
    for row in reading.queries.subjects():
        for name in reading.queries.record(row.id).properties():
            for scope in name.scopes:
                for value in scope.values:
                    for fact in value.facts:
                        for citation in fact.citations:
                            key = (row.label, name.name, citation.quote, fact.value)
                            shown[key] = citation.cited_work
    for line in second_hand:
        work = shown[line["subject"], line["property"], line["quote"], line["value"]]
        assert work is not None
        assert (work.mark, work.work) == (line["cited_work"]["mark"], line["cited_work"]["work"])


def test_importing_again_appends_nothing(archive: Archive, lines: list[bytes]):
    before = archive.head()
    again = archive.execute(ImportFacts(lines, "facts.jsonl"))
    assert again.answer == ImportAnswer(0, 213, 0, 0)
    assert archive.head() == before


def test_the_same_key_with_other_content_is_refused(archive: Archive, lines: list[bytes]):
    before = archive.head()
    changed = json.loads(lines[2])
    changed["value"] = "1954"
    with pytest.raises(RefusedError, match="line 1: the id “S004” was imported before"):
        archive.execute(ImportFacts([json.dumps(changed).encode()], "facts.jsonl"))
    assert archive.head() == before


def test_a_refused_line_leaves_nothing_of_the_others(
    tmp_path: Path, documents: list[Path], lines: list[bytes]
):
    broken = json.loads(lines[150])
    broken["quote"] += " and more"
    broken["end"] += len(" and more")
    with Archive.create(tmp_path / "none.fonds") as archive:
        archive.execute(AddSources(tuple(documents)))
        before = archive.head()
        with pytest.raises(RefusedError, match=r"facts\.jsonl, line 151") as refused:
            archive.execute(
                ImportFacts(
                    [*lines[:150], json.dumps(broken).encode(), *lines[151:]], "facts.jsonl"
                )
            )
        assert [fault["line"] for fault in refused.value.details["errors"]] == [151]
        assert archive.head() == before
        assert archive.queries.subjects() == []


def test_the_export_is_valid_and_the_same_every_time(reading: Archive, tmp_path: Path):
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    write_whole(first, export_pieces(reading.queries))
    write_whole(second, export_pieces(reading.queries))
    assert first.read_bytes() == second.read_bytes()
    document = json.loads(first.read_text(encoding="utf-8"))
    Draft202012Validator(export_schema()).validate(document)
    assert sum(len(list(_facts(subject))) for subject in document["subjects"]) == 213


def _facts(subject):
    for name in subject["properties"].values():
        for scope in name["scopes"]:
            for value in scope["values"]:
                yield from value["facts"]


def test_as_of_before_the_third_document_was_cited_shows_nothing_of_it(reading: Archive):
    source = reading.queries.source(THIRD).id
    first = min(
        fact.position
        for row in reading.queries.subjects()
        for name in reading.queries.record(row.id).properties()
        for scope in name.scopes
        for value in scope.values
        for fact in value.facts
        for citation in fact.citations
        if citation.source == source
    )
    then = reading.queries.record(CLEM, as_of=f"@{first - 1}")
    assert then.facts > 0
    assert source not in {row.id for row in then.sources}
    assert source in {row.id for row in reading.queries.record(CLEM, as_of=f"@{first}").sources} | {
        row.id for row in reading.queries.record(CLEM).sources
    }


def test_as_of_shows_what_stood_before_each_change(archive: Archive):
    def fact_of(name: str) -> str:
        return slot(archive, name).scopes[0].values[0].facts[0].id

    spouse, mother, occupation, party = map(fact_of, ("spouse", "mother", "occupation", "party"))
    was = {name: slot(archive, name) for name in ("spouse", "mother", "occupation", "party")}
    before = f"@{archive.head().size}"
    archive.execute(
        CorrectFacts((occupation,), CorrectionKind.MISREAD, "read again", value="organiser")
    )
    archive.execute(RetractFacts((spouse,), "no longer held"))
    archive.execute(ReattributeFacts((mother,), "Jonathan Jackson", "another mother"))
    archive.execute(AssessFacts((party,), "the infobox only", rank=Rank.DEPRECATED))

    assert slot(archive, "spouse") is None
    assert "organiser" in values(slot(archive, "occupation"))
    assert mother not in {
        fact.id for value in slot(archive, "mother").scopes[0].values for fact in value.facts
    }
    assert [fact.id for fact in slot(archive, "party").deprecated] == [party]
    for name, answer in was.items():
        assert slot(archive, name, as_of=before) == answer
    assert list(differing_tables(archive._store)) == []


def test_the_record_of_the_head_is_the_record_now(reading: Archive):
    head = reading.head().size
    now, then = reading.queries.record(CLEM), reading.queries.record(CLEM, as_of=f"@{head}")
    assert then.sections == now.sections


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_record_is_told_and_every_clause_has_its_facts(
    archive: Archive, language: str
) -> None:
    record = archive.queries.record(CLEM)
    told = narrative_of(record, language=language)
    clauses = [clause for paragraph in told.paragraphs for clause in paragraph.clauses]
    facts = {
        fact.id
        for answer in record.properties()
        for scope in answer.scopes
        for value in scope.values
        for fact in value.facts
    }
    assert {fact for clause in clauses for fact in clause.facts} == facts
    assert all(clause.facts and clause.marks for clause in clauses)
    numbers = {note.number for note in told.notes}
    assert {mark for clause in clauses for mark in clause.marks} <= numbers
    assert sum(clause.stop == "." for clause in clauses) < len(clauses)
