# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The sample as an archive: the same log every time, and every difficulty shown as what it is."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "sample.json"
EDDA = "Edda Marlow"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    build = runpy.run_path(str(ROOT / "examples" / "build_sample.py"))["build"]
    folder = tmp_path_factory.mktemp("sample")
    paths = [folder / "one.fonds", folder / "two.fonds"]
    for path in paths:
        build(path)
    return paths


@pytest.fixture(scope="module")
def sample(built: list[Path]) -> Iterator[Archive]:
    with Archive.open(built[0], read_only=True) as archive:
        yield archive


def slot(sample: Archive, subject: str, name: str):
    properties = sample.queries.record(subject).properties()
    return next(found for found in properties if found.name == name)


def shown(answer) -> list[list[str]]:
    return [[value.display for value in scope.values] for scope in answer.scopes]


def test_every_build_has_the_same_log_to_the_byte(built: list[Path]):
    logs = []
    for path in built:
        with Archive.open(path, read_only=True) as archive:
            logs.append([(event.header_bytes, event.parts) for event in archive._store.stored()])
    assert logs[0] == logs[1]


def test_the_log_is_the_golden_one(sample: Archive):
    head = sample.head()
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert {"size": head.size, "root": head.root.hex()} == golden


def test_the_sample_verifies(sample: Archive):
    answer = sample.verify()
    assert answer.ok, answer.faults
    assert answer.checked["events"] == sample.head().size


def test_two_fathers_and_two_districts_are_disputed(sample: Archive):
    father, district = (slot(sample, EDDA, name) for name in ("father", "represents_district"))
    assert (father.status, shown(father)) == ("disputed", [["Josef Marlow", "Edmund Marlow, Sr."]])
    assert (district.status, shown(district)) == ("disputed", [["14th district", "12th district"]])


def test_three_precisions_of_one_date_are_refined(sample: Archive):
    born = slot(sample, EDDA, "date_of_birth")
    assert born.status == "refined"
    assert shown(born) == [["9 March 1948", "March 1948", "1948"]]


def test_margins_in_different_measures_are_no_conflict(sample: Archive):
    margin = slot(sample, EDDA, "vote_margin")
    assert margin.status == "agreed"
    assert shown(margin) == [["about 2,400 votes"], ["4 points"]]


def test_a_preferred_fact_settles_a_conflict(sample: Archive):
    (event,) = (row for row in sample.queries.subjects() if row.label == "lantern supper of 1991")
    attendance = slot(sample, event.id, "event_attendance")
    assert attendance.status == "resolved"
    assert shown(attendance)[0][0] == "about 80 people"


def test_two_people_of_one_name_are_two_subjects(sample: Archive):
    assert len([row for row in sample.queries.subjects() if row.label == "Jon Weil"]) == 2


def test_the_dangling_footnote_is_marked(sample: Archive):
    works = sample.queries.source("ellery-wiki-marlow.txt").cited_works
    assert [(work.mark, work.work) for work in works if work.status == "dangling"] == [("7", None)]


def test_nothing_there_and_not_known_are_said(sample: Archive):
    kinds = {
        fact.value_kind.value
        for row in sample.queries.subjects()
        for name in sample.queries.record(row.id).properties()
        for scope in name.scopes
        for value in scope.values
        for fact in value.facts
    }
    assert kinds == {"value", "unknown", "none"}


def test_the_history_tells_what_was_changed_and_why(sample: Archive):
    told = {entry.type: entry for entry in sample.queries.history(limit=12)}
    corrected = told["FactCorrected"]
    assert (corrected.before, corrected.after) == ("Edmund Marlow", "Edmund Marlow, Sr.")
    assert "suffix" in corrected.reason
    assert (told["FactAssessed"].agent, told["SourceAppraised"].agent) == ("K. Oduya", "K. Oduya")
