# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The worker: off the window's thread, in order, nothing stale, a clean end."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from fonds.viewer.background import Background, Cancelled


@pytest.fixture
def background(qapp):  # noqa: ARG001 - signals need an application
    made = Background()
    yield made
    made.close()
    made.deleteLater()


def test_work_is_done_elsewhere_and_delivered_here(background, qtbot):
    seen = {}
    background.run(
        "a",
        lambda _: threading.get_ident(),
        lambda ident: seen.update(work=ident, here=threading.get_ident()),
    )
    qtbot.waitUntil(lambda: "work" in seen)
    assert seen["work"] != threading.get_ident()
    assert seen["here"] == threading.get_ident()


def test_errors_come_to_their_owner(background, qtbot):
    caught = []

    def work(_):
        message = "no"
        raise ValueError(message)

    background.run("a", work, lambda _: None, caught.append)
    qtbot.waitUntil(lambda: bool(caught))
    assert isinstance(caught[0], ValueError)


def test_errors_without_an_owner_are_told(background, qtbot):
    def work(_):
        message = "x"
        raise KeyError(message)

    with qtbot.waitSignal(background.failed) as caught:
        background.run("a", work, lambda _: None)
    assert isinstance(caught.args[0], KeyError)


def test_only_the_newest_of_a_kind_is_delivered(background, qtbot):
    gate = threading.Event()
    got = []
    background.run("search", lambda _: gate.wait(5) and "old", got.append)
    background.run("search", lambda _: "newer", got.append)
    background.run("search", lambda _: "newest", got.append)
    gate.set()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert got == ["newest"]


def test_jobs_that_count_are_all_delivered_in_order(background, qtbot):
    got = []
    for n in range(20):
        background.run("append", lambda _, n=n: n, got.append, replaces=False)
    qtbot.waitUntil(lambda: len(got) == 20)
    assert got == list(range(20))


def test_between_two_answers_the_window_answers(background, qtbot):
    got, gates = [], [threading.Event(), threading.Event()]
    for n, gate in enumerate(gates):
        background.run(
            "append", lambda _, gate=gate: gate.set(), lambda _, n=n: got.append(n), replaces=False
        )
    for gate in gates:
        assert gate.wait(10)
    # Both are there before the first is given; what is painted or typed meanwhile comes between.
    asked = []
    QTimer.singleShot(0, lambda: asked.append(len(got)))
    while not got:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.sendPostedEvents()
    assert got == [0]
    qtbot.waitUntil(lambda: got == [0, 1])
    assert asked


def test_kinds_do_not_disturb_each_other(background, qtbot):
    got = []
    background.run("a", lambda _: "a", got.append)
    background.run("b", lambda _: "b", got.append)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == ["a", "b"]


def test_a_cancelled_job_stops_and_is_not_delivered(background, qtbot):
    started, stopped = threading.Event(), threading.Event()
    got = []

    def work(job):
        started.set()
        try:
            while True:
                job.check()
        except Cancelled:
            stopped.set()
            raise

    job = background.run("long", work, got.append, got.append)
    assert started.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert stopped.is_set()
    assert got == []


def test_what_was_done_although_it_was_to_stop_is_told_where_it_counts(background, qtbot):
    done, begun, go = [], threading.Event(), threading.Event()

    def late(_job) -> bool:
        begun.set()
        return go.wait(20)

    for counts in (False, True):
        begun.clear()
        go.clear()
        job = background.run(
            "late", late, lambda _, one=counts: done.append(one), replaces=not counts
        )
        assert begun.wait(20)
        job.cancel()
        go.set()
        qtbot.waitUntil(lambda: not background.is_busy)
    assert done == [True]


def test_progress_is_told(background, qtbot):
    def work(job):
        background.report(job, 3, 10)

    with qtbot.waitSignal(background.progressed) as caught:
        job = background.run("import", work, lambda _: None)
    assert caught.args == [job.number, 3, 10]


def test_busy_is_told_once_each_way(background, qtbot):
    told = []
    background.busy_changed.connect(told.append)
    background.run("a", lambda _: 1, lambda _: None)
    background.run("b", lambda _: 1, lambda _: None)
    qtbot.waitUntil(lambda: told == [True, False])


def test_closing_ends_the_thread_and_delivers_nothing(qtbot):
    background = Background()
    gate = threading.Event()
    got = []
    background.run("a", lambda _: gate.wait(5), got.append)
    background.run("b", lambda _: 1, got.append)
    threading.Timer(0.05, gate.set).start()
    background.close()
    qtbot.wait(20)
    assert got == []
    assert not [t for t in threading.enumerate() if t.name.startswith("fonds-worker")]
    with pytest.raises(RuntimeError, match="closed"):
        background.run("c", lambda _: 1, got.append)
