# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""“12 miles” typed as a quantity is a number and its unit, wherever it is typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from fonds.archive import Archive
from fonds.archive.commands import values
from fonds.archive.commands.changes import CorrectFacts
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.errors import RefusedError
from fonds.archive.record.outcome import Status
from fonds.events.values import CorrectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.queries.answers import FactAnswer

BOOK = "Salt and Rope"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "units.fonds") as made:
        made.execute(RegisterUnheld(WorkDescription(title=BOOK)))
        made.execute(Transcribe(BOOK, "She won by 54 percent, at 62 years.", seen_at="Saltby"))
        yield made


def lines(value: str | int, **more: object) -> list[bytes]:
    said = {"id": "S1", "subject": "Edda Marlow", "property": "event_attendance", "value": value}
    return [json.dumps({**said, "source": BOOK, "quote": "at 62 years", **more}).encode()]


def only(archive: Archive) -> FactAnswer:
    (fact,) = archive.queries.page("Edda Marlow").facts
    return fact


def test_an_imported_quantity_is_parted_and_the_same_line_is_known_again(archive: Archive) -> None:
    assert archive.execute(ImportFacts(lines("62 years"))).answer.appended == 1
    fact = only(archive)
    assert (fact.value, fact.unit, fact.display) == (62, "years", "62 years")
    again = archive.execute(ImportFacts(lines("62 years"))).answer
    assert (again.appended, again.already_present) == (0, 1)
    with pytest.raises(RefusedError, match="imported before"):
        archive.execute(ImportFacts(lines("63 years")))


def test_what_was_imported_before_it_was_parted_is_known_again(archive: Archive) -> None:
    with mock.patch.object(values, "number_and_unit", return_value=None):
        archive.execute(ImportFacts(lines("62 years")))
    assert (only(archive).value, only(archive).unit) == ("62 years", None)
    assert archive.execute(ImportFacts(lines("62 years"))).answer.already_present == 1
    with pytest.raises(RefusedError, match="imported before"):
        archive.execute(ImportFacts(lines("62 months")))


@pytest.mark.parametrize(
    ("value", "more", "read"),
    [
        ("62 years", {"qualifiers": {"unit": "year"}}, (62, "year")),
        ("62 years", {"qualifiers": {"unit": "tides"}}, ("62 years", "tides")),
        (62, {"qualifiers": {"unit": "years"}}, (62, "years")),
        ("62 tides", {}, ("62 tides", None)),
        ("62 years", {"property": "occupation"}, ("62 years", None)),
    ],
)
def test_what_says_two_units_or_none_that_is_known_stays_as_typed(
    archive: Archive, value: str | int, more: dict[str, object], read: tuple[object, object]
) -> None:
    archive.execute(ImportFacts(lines(value, **more)))
    assert (only(archive).value, only(archive).unit) == read


def test_a_correction_says_its_own_unit_or_keeps_the_old_one(archive: Archive) -> None:
    archive.execute(ImportFacts(lines("62 years")))

    def corrected(value: str | None, **more: str) -> tuple[object, object]:
        command = CorrectFacts(
            (only(archive).id,), CorrectionKind.MISREAD, "Read again.", value=value, **more
        )
        archive.execute(command)
        return only(archive).value, only(archive).unit

    assert corrected("63") == (63, "years")
    assert corrected("64 months") == (64, "months")
    assert corrected(None, when="1993") == (64, "months")


def test_a_correction_that_keeps_the_value_leaves_it_as_it_was_recorded(archive: Archive) -> None:
    with mock.patch.object(values, "number_and_unit", return_value=None):
        archive.execute(ImportFacts(lines("62 years")))
    archive.execute(
        CorrectFacts((only(archive).id,), CorrectionKind.MISREAD, "The year.", when="1993")
    )
    assert (only(archive).value, only(archive).unit) == ("62 years", None)


def recorded_as_words(archive: Archive, value: str, **more: object) -> None:
    with mock.patch.object(values, "number_and_unit", return_value=None):
        archive.execute(ImportFacts(lines(value, **more)))


@pytest.mark.parametrize("typed", ["54%", "1,200 km", "62 years"])
def test_words_recorded_before_agree_with_the_same_words_typed_now(
    archive: Archive, typed: str
) -> None:
    recorded_as_words(archive, typed, subject_id="edda")
    archive.execute(ImportFacts(lines(typed, subject_id="edda", id="S2")))
    facts = archive.queries.page("Edda Marlow").facts
    assert {type(fact.value) for fact in facts} == {str, int}
    ((scope,),) = (said.scopes for said in archive.queries.record("Edda Marlow").properties())
    assert (scope.status, len(scope.values)) == (Status.AGREED, 1)


def test_a_fact_is_found_by_its_unit_and_by_the_words_as_typed(archive: Archive) -> None:
    archive.execute(ImportFacts(lines("1,200 miles")))
    archive.execute(ImportFacts(lines("12 km", id="S2")))

    def found(words: str) -> int:
        return len([hit for hit in archive.queries.search(words).hits if hit.kind == "fact"])

    assert [found(words) for words in ("miles", '"1,200 miles"', '"1200 miles"', '"12 km"')] == (
        [1, 1, 1, 1]
    )
    assert found("acres") == 0


@pytest.mark.parametrize(
    ("typed", "more", "written"),
    [
        ("1,200 km", {}, "1,200 km"),
        ("007 miles", {}, "007 miles"),
        ("+5%", {}, "+5%"),
        ("12 miles", {}, None),
        ("12miles", {}, None),
        ("12.50 kg", {}, None),
        ("1.200 km", {}, None),
        ("62 years", {"qualifiers": {"unit": "year"}}, "62 years"),
        ("1,200 km", {"qualifiers": {"as_written": "twelve hundred km"}}, "twelve hundred km"),
        ("1,200 tides", {"qualifiers": {"unit": "tides"}}, None),
    ],
)
def test_what_was_typed_is_kept_where_it_is_spelt_anew(
    archive: Archive, typed: str, more: dict[str, object], written: str | None
) -> None:
    archive.execute(ImportFacts(lines(typed, **more)))
    assert only(archive).as_written == written
    assert archive.execute(ImportFacts(lines(typed, **more))).answer.already_present == 1


def test_a_line_imported_before_its_words_were_kept_is_known_again(archive: Archive) -> None:
    recorded_as_words(archive, "1,200 km")
    assert only(archive).as_written is None
    assert archive.execute(ImportFacts(lines("1,200 km"))).answer.already_present == 1
    with pytest.raises(RefusedError, match="imported before"):
        archive.execute(
            ImportFacts(lines("1,200 km", qualifiers={"as_written": "twelve hundred km"}))
        )


def test_a_correction_keeps_what_was_typed_of_a_value_that_stays(archive: Archive) -> None:
    def correct(**more: str) -> str | None:
        command = CorrectFacts((only(archive).id,), CorrectionKind.MISREAD, "Read again.", **more)
        archive.execute(command)
        return only(archive).as_written

    recorded_as_words(archive, "1,200 km")
    assert correct(when="1993") is None
    assert correct(value="1,300 km") == "1,300 km"
    assert correct(when="1994") == "1,300 km"
    assert correct(value="62 years") is None


@pytest.mark.parametrize("value", ["some 14 stone", "14 stone", "about 12 miles"])
def test_a_unit_that_measures_another_thing_is_refused(archive: Archive, value: str) -> None:
    size = archive.head().size
    with pytest.raises(RefusedError, match=r"age is a span of time, and .* measures a"):
        archive.execute(ImportFacts(lines(value, property="age")))
    assert archive.head().size == size


def test_a_span_of_time_is_an_age_and_what_is_not_known_is_taken(archive: Archive) -> None:
    for number, value in enumerate(("62 years", "8 months", "62 winters", "some 62 years")):
        archive.execute(ImportFacts(lines(value, property="age", id=f"T{number}")))


@pytest.mark.parametrize(
    ("property_", "value", "said"),
    [
        ("age", -5, "age cannot be less than nothing, and .-5. is"),
        ("age", "-5 years", "less than nothing"),
        ("number_of_children", "-1", "less than nothing"),
        ("age", "63,5", ".63,5. is no number as numbers are written here"),
    ],
)
def test_an_age_less_than_nothing_or_with_a_comma_is_refused(
    archive: Archive, property_: str, value: str | int, said: str
) -> None:
    size = archive.head().size
    with pytest.raises(RefusedError, match=said):
        archive.execute(ImportFacts(lines(value, property=property_)))
    assert archive.head().size == size


@pytest.mark.parametrize(("property_", "value"), [("age", "63.5"), ("event_attendance", "1,200")])
def test_other_numbers_are_taken(archive: Archive, property_: str, value: str) -> None:
    archive.execute(ImportFacts(lines(value, property=property_)))
    assert only(archive).property == property_
