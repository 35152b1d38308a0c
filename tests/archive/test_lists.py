# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Subjects and sources in pages: all of them, once each, in order, and at the same cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fonds.archive import Archive
from fonds.archive.commands.identity import DescribeSubject
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.naming import fold_name
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LABELS = (
    *("Édda Marlow", "edda marlow", "Edda", "EDDA MARLOW the younger", "Wick", "Ädel", "z 9"),
    *("Wick", "Wickham Quay", "wick ", "Saltby", "Saltby Boat Club", "_", "\U0001f30a tide"),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("lists")
    with Archive.create(folder / "many.fonds") as opened:
        for number, label in enumerate(LABELS):
            kind = (SubjectKind.PERSON, SubjectKind.PLACE)[number % 2]
            opened.execute(OpenSubject(label, kind))
        renamed = opened.queries.subjects()[-1].id
        # It keeps the old name beside the new one, and stands in the list once.
        opened.execute(DescribeSubject(renamed, "A slip.", label="Anew", names=("Edda the Older",)))
        for number in range(7):
            file = folder / f"paper {number}.txt"
            file.write_text(f"The tide tables, part {number}.", encoding="utf-8")
            opened.execute(AddSources(files=(file,)))
        yield opened


@given(
    limit=st.integers(1, 20),
    begins=st.sampled_from(("", "e", "EDDA", "edda m", "wick", "é", "nobody", "\U0010ffff")),
    kind=st.sampled_from((None, SubjectKind.PERSON, SubjectKind.PLACE)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_hold_every_subject_once_in_the_order_of_labels(
    archive: Archive, limit: int, begins: str, kind: SubjectKind | None
) -> None:
    queries = archive.queries
    opened = {subject: place for place, subject in enumerate(queries.subject_ids())}
    wanted = sorted(
        (
            row
            for row in queries.subjects()
            if fold_name(row.label).startswith(fold_name(begins)) and kind in {None, row.kind}
        ),
        key=lambda row: (fold_name(row.label), opened[row.id]),
    )
    found, after = [], None
    while True:
        page = queries.subject_page(begins, kind=kind, after=after, limit=limit)
        found += page.subjects
        after = page.after
        if after is None:
            break
        assert len(page.subjects) == limit
    assert found == wanted


@given(st.integers(1, 9))
def test_pages_hold_every_source_once_in_the_order_of_registration(
    archive: Archive, limit: int
) -> None:
    found, after = [], None
    while True:
        page = archive.queries.source_page(after=after, limit=limit)
        found += page.sources
        after = page.after
        if after is None:
            break
    assert found == archive.queries.sources()
    assert {row.id: row.number for row in found} == archive.queries.source_numbers()
    some = {row.id: row.number for row in found[::2]}
    assert archive.queries.source_numbers(list(some)) == some


def test_which_archive_it_is_is_as_it_is_told_with_everything_counted(archive: Archive) -> None:
    named, whole = archive.queries.named(), archive.queries.archive()
    for name in named.__match_args__:
        assert getattr(named, name) == getattr(whole, name)


def test_some_ids_come_in_the_order_in_which_all_do(archive: Archive) -> None:
    every = archive.queries.subject_ids()
    assert archive.queries.subject_ids(every[5:2:-1]) == every[3:6]
    assert archive.queries.subject_ids([]) == []


def work(archive: Archive, ask: Callable[[], object]) -> int:
    """Count the steps of SQLite's machine, in tens."""
    steps = 0

    def stepped() -> int:
        nonlocal steps
        steps += 1
        return 0

    archive._connection.set_progress_handler(stepped, 10)
    ask()
    archive._connection.set_progress_handler(None, 10)
    return steps


def test_a_page_takes_no_more_where_there_are_more_subjects(tmp_path: Path) -> None:
    took = []
    for count in (20, 400):
        with Archive.create(tmp_path / f"{count}.fonds") as archive:
            for number in range(count):
                archive.execute(OpenSubject(f"Marlow {number}", SubjectKind.PERSON))
            middle = archive.queries.names.subject("Marlow 12")
            page = lambda: archive.queries.subject_page("mar", after=middle, limit=2)  # noqa: B023,E731
            took.append(work(archive, page))
    assert took[1] <= took[0] * 1.5
