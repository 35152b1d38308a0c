# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What stands beside a record comes once that has been painted; nothing is lost until then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hands import go_to

from fonds.archive.queries.lists import ListQueries
from fonds.viewer.desk.places import Place


@pytest.fixture
def edda(bench):
    """Where the window begins: the first source beside the subject with most facts."""
    return replace(bench.reader.place(), scroll=-1)


def _sources(bench) -> list[str]:
    items = [item for tree in bench.window.navigator.trees for item in tree.nodes.items]
    return [item.id for item in items if item.kind == "source"]


def _when_shown(bench, act) -> None:
    """Do something in the moment in which the next record's rows have come."""

    def once() -> None:
        bench.reader.record.shown.disconnect(once)
        act()

    bench.reader.record.shown.connect(once)


def _history(bench) -> list[int]:
    return [entry.position for entry in bench.window.history.list.entries.entries]


def test_the_window_is_not_calm_before_it_is_there(bench, edda):
    first, second, _ = _sources(bench)
    usual = _history(bench)
    go_to(bench, "subject", "Casimir Thale")
    other, seen = _history(bench), []
    _when_shown(
        bench, lambda: seen.append((bench.is_busy, bench.reader.source.id, _history(bench)))
    )
    bench.reader.visit(replace(edda, source=second))
    bench.settle()
    assert seen == [(True, first, other)]
    assert bench.reader.source.id == bench.window.source.view.id == second
    assert _history(bench) == usual != other


def test_nothing_is_counted_and_no_other_source_read_before_a_record_can_be(
    bench, edda, monkeypatch
):
    path, asked = bench.desk.session.path, []

    def noted(name, ask):
        def told(queries, **given):
            asked.append((name, given))
            return ask(queries, **given)

        monkeypatch.setattr(ListQueries, name, told)

    for name in ("archive", "sources", "subjects", "source_numbers"):
        noted(name, getattr(ListQueries, name))
    before: list[tuple] = []
    _when_shown(bench, lambda: before.extend(asked))
    bench.files.open(path, edda)
    bench.settle()
    assert before == [("subjects", {"among": (edda.id,)})]
    assert ("archive", {}) in asked[len(before) :]


def test_it_comes_where_nothing_is_painted(bench, edda):
    second = _sources(bench)[1]
    go_to(bench, "subject", "Casimir Thale")
    bench.window.record.list.setUpdatesEnabled(False)
    bench.reader.visit(replace(edda, source=second))
    bench.settle()
    assert bench.window.source.view.id == second


def test_it_comes_where_the_record_is_out_of_sight(bench, edda):
    second = _sources(bench)[1]
    go_to(bench, "subject", "Casimir Thale")
    bench.window.hide()
    bench.reader.visit(replace(edda, source=second))
    bench.settle()
    assert bench.window.source.view.id == second


def test_a_source_gone_to_meanwhile_stays(bench, edda):
    _, second, third = _sources(bench)
    go_to(bench, "subject", "Casimir Thale")
    _when_shown(bench, lambda: bench.reader.source.open(third))
    bench.reader.visit(replace(edda, source=second))
    bench.settle()
    assert bench.window.source.view.id == third


def test_a_record_gone_to_meanwhile_has_its_own(bench, edda):
    go_to(bench, "subject", "Casimir Thale")
    thale = bench.reader.record.id
    own = _history(bench)
    _when_shown(bench, lambda: bench.reader.visit(Place("subject", thale)))
    bench.reader.visit(edda)
    bench.settle()
    assert bench.reader.record.id == thale
    assert _history(bench) == own


@pytest.mark.parametrize("end", ["files.close", "window.close"])
def test_closed_before_it_is_there_one_comes_back_to_it(bench, edda, sample, end):
    second = _sources(bench)[1]
    place = replace(edda, source=second, scroll=400)
    archive = bench.desk.begun.archive.id
    bench.files.close()
    _when_shown(
        bench, lambda: bench.files.close() if end == "files.close" else bench.window.close()
    )
    bench.files.open(sample, place)
    bench.settle()
    assert bench.desk.session is None
    assert not bench.reader.is_waiting
    assert bench.desk.memory.place(archive) == place
    if end == "files.close":
        bench.files.open(sample)
        bench.settle()
        assert bench.window.source.view.id == second
