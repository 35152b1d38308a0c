# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Work in one window, offscreen, measured from inside; prints JSON for `benchmarks.window`.

What is told is the time of processors, of all threads: what the clock says beside it depends on
who else works on the machine.
"""

from __future__ import annotations

import gc
import json
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from benchmarks.watchdog import STALL, Watchdog
from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.places import Place
from fonds.viewer.navigator import Navigator
from fonds.viewer.navigator_model import NavGroup, NavItem, compared
from fonds.viewer.theme import Scheme, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fonds.archive.queries.answers import CitationAnswer, Record

FRAME = 0.016
"""One picture of sixty in a second: a step that takes longer is seen as a jerk."""

LONG, RICH = 10_000_000, 500_000
ROWS = 100_000
_FACTS_EACH = 20
_LINE = (
    "In {year} the keeper of lot {number:06} sold it to the weigh-house at Dunmere for {price:02}"
    " marks.\n"
)


class Report:
    """What was found: numbers in seconds with the limit they should keep, and lines."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.rows: list[dict[str, Any]] = []
        self.notes: list[str] = []

    def add(self, name: str, seconds: list[float], within: float) -> None:
        """Add what was measured several times."""
        limit = f"{within * 1000:.0f} ms"
        self.rows.append({"name": name, "ours": seconds, "within": within, "limit": limit})

    def spread(self, name: str, steps: list[float]) -> None:
        """Tell how steps are distributed."""
        steps = sorted(steps)
        told = {share: steps[min(len(steps) - 1, int(len(steps) * share))] for share in (0.5, 0.95)}
        slow = sum(step > FRAME for step in steps)
        self.notes.append(
            f"{name}: {len(steps)} steps, median {told[0.5] * 1000:.1f} ms, 95 of 100 within"
            f" {told[0.95] * 1000:.1f} ms, longest {steps[-1] * 1000:.1f} ms, {slow} over 16 ms."
        )


def main() -> None:
    """Do everything and print what was found."""
    archive, subject, folder, repetitions, passages = sys.argv[1:6]
    # As the program does.
    gc.set_threshold(50_000)
    app = QApplication(["fonds"])
    theme = Theme(app, Scheme.LIGHT)
    report = Report()
    times = int(repetitions)
    long_rows(theme, report)
    made = Path(folder) / "long.fonds"
    make_long(made, int(passages))
    opening(theme, made, report, times, int(passages))
    choosing(theme, made, report, times)
    working = Path(folder) / "worked.fonds"
    shutil.copyfile(archive, working)
    appending(theme, working, subject, report, times)
    journeys(theme, working, subject, report)
    print(json.dumps({"rows": report.rows, "notes": report.notes}))


def timed(work: Callable[[], object]) -> float:
    """Return how long the window's thread computes until all that follows is done and painted.

    No other thread has a part in it; on a busy machine this one also waits for its turn.
    """
    began = time.thread_time()
    work()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()
    return time.thread_time() - began


def by_the_clock(waits: list[float]) -> str:
    """Say what the median of the waits was."""
    return f"by the clock {sorted(waits)[len(waits) // 2] * 1000:.0f} ms."


def until(condition: Callable[[], bool]) -> None:
    """Let the window work until something is so; it waits as it does for a person.

    To ask again and again would be counted as time of the processor, and take it from the others.

    Raises:
        TimeoutError: it is not so after a minute.
    """
    end = time.monotonic() + 60
    beat = QTimer()
    beat.start(1000)
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    beat.stop()


def new_window(theme: Theme) -> Bench:
    """Show a window without an archive."""
    bench = Bench(theme, None, "benchmark", watch=False)
    bench.window.resize(1440, 900)
    bench.window.show()
    bench.settle()
    return bench


def long_rows(theme: Theme, report: Report) -> None:
    """Scroll through and filter a hundred thousand subjects."""
    pane = Navigator(theme)
    pane.resize(240, 860)
    items = tuple(
        NavItem("subject", str(n), f"{_NAMES[n % 7]} {_NAMES[n // 7 % 7]} {n:06}", str(n % 40))
        for n in range(ROWS)
    )
    pane.show()
    QCoreApplication.processEvents()
    group = NavGroup("people", "People", items, names=compared(items))
    shown = timed(lambda: pane.show_groups((group,)))
    bar = pane.tree.verticalScrollBar()
    steps = [timed(lambda: bar.setValue(bar.value() + bar.pageStep())) for _ in range(300)]
    report.spread(f"scrolling {ROWS:,} rows", steps)
    typed = []
    for word in ("marlow 0420", "edda"):
        typed += [timed(lambda key=key: QTest.keyClick(pane.filter, key)) for key in word]
        typed += [timed(lambda: QTest.keyClick(pane.filter, Qt.Key.Key_Backspace)) for _ in word]
    report.spread(f"filtering {ROWS:,} rows", typed)
    report.notes.append(f"showing {ROWS:,} rows: {shown * 1000:.1f} ms.")
    report.add(f"scrolling {ROWS:,} rows, longest step : a frame", [max(steps)], FRAME)
    report.add(f"filtering {ROWS:,} rows, longest step : a frame", [max(typed)], FRAME)
    pane.close()
    pane.deleteLater()


_NAMES = ("Edda", "Marlow", "Josef", "Ines", "Čapek", "Oduya", "Holt")


def line(number: int) -> str:
    """Return one line of a long text; none is like another."""
    return _LINE.format(year=1700 + number % 300, number=number, price=number % 97)


def make_long(path: Path, many: int) -> None:
    """Make an archive with a text of ten million characters, and one of half a million."""
    with Archive.create(path, name="long") as archive:
        for name, length in (("long", LONG), ("rich", RICH)):
            text = "".join(line(n) for n in range(length // len(line(0)) + 1))[:length]
            file = path.with_name(f"{name}.txt")
            file.write_text(text, "utf-8")
            archive.execute(AddSources(files=(file,)))
            passages = many if name == "long" else many // 20
            every = max(1, text.count("\n") // passages - 1)
            facts = []
            for n in range(passages):
                said = line(n * every)
                start = n * every * len(line(0))
                quote = said[said.index("the keeper") : said.index(" sold")]
                facts.append(
                    {
                        "subject": f"Keeper {name} {n // _FACTS_EACH:03}",
                        "property": "occupation",
                        "value": quote,
                        "source": file.name,
                        "quote": quote,
                        "start": start + said.index(quote),
                    }
                )
            archive.execute(ImportFacts([json.dumps(one).encode() for one in facts]))


def opening(theme: Theme, path: Path, report: Report, times: int, passages: int) -> None:
    """Open the long source with its passages, beside a bare widget with the same text."""
    with Archive.open(path) as archive:
        sources = archive.queries.sources()
        text = archive.queries.text(sources[0].id).text

    def bare() -> None:
        edit = QPlainTextEdit()
        edit.setReadOnly(True)
        edit.resize(470, 800)
        edit.setPlainText(text)
        edit.show()
        QCoreApplication.processEvents()
        edit.close()

    bench = new_window(theme)
    bench.files.open(path)
    bench.settle()
    more = []
    for _ in range(times):
        bench.reader.visit(Place("source", sources[1].id, (), sources[1].id))
        bench.settle()
        began = time.process_time()
        bench.reader.visit(Place("source", sources[0].id, (), sources[0].id))
        bench.settle()
        ours = time.process_time() - began
        more.append(ours - timed(bare))
    report.add(
        f"source of {LONG:,} characters, {passages:,} passages : bare widget + 0.3 s", more, 0.3
    )
    close(bench)


def choosing(theme: Theme, path: Path, report: Report, times: int) -> None:
    """Choose facts, until the passage is lit and painted."""
    bench = new_window(theme)
    bench.files.open(path)
    bench.settle()
    with Archive.open(path) as archive:
        subjects = {row.label: row.id for row in archive.queries.subjects()}
    for name, length in (("long", LONG), ("rich", RICH)):
        took, waits = [], []
        bench.reader.visit(Place("subject", subjects[f"Keeper {name} 001"]))
        bench.settle()
        rows = bench.window.record.list
        rows.setFocus()
        # The first two fill the caches.
        for key in (Qt.Key.Key_End, Qt.Key.Key_Home) * (times + 1):
            before = tuple(bench.window.source._lit)  # noqa: SLF001 - what is seen to be lit
            began, waited = time.process_time(), time.perf_counter()
            QTest.keyClick(rows, key)
            until(lambda before=before: tuple(bench.window.source._lit) != before)  # noqa: SLF001
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()
            took.append(time.process_time() - began)
            waits.append(time.perf_counter() - waited)
            bench.settle()
        lit = f"fact chosen, passage lit in {length:,} characters"
        report.add(f"{lit} : 50 ms", took[2:], 0.05)
        report.notes.append(f"{lit}: {by_the_clock(waits)}")
    close(bench)


def appending(theme: Theme, path: Path, subject: str, report: Report, times: int) -> None:
    """Append a fact to the record that is shown, until it is seen there."""
    bench = new_window(theme)
    bench.files.open(path, Place("subject", subject))
    bench.settle()
    with Archive.open(path) as archive:
        record = archive.queries.record(subject)
        cited = next(_cited(record))
        count = len(archive.queries.subjects())
    took, waits = [], []
    for number in range(times + 2):
        command = AssertFact(
            subject=subject,
            property="occupation",
            value=f"weigher {number} of Dunmere",
            source=cited.source or "",
            quote=cited.quote or "",
            start=cited.start,
            end=cited.end,
        )
        held = len(bench.reader.record.facts)
        began, waited = time.process_time(), time.perf_counter()
        bench.desk.record(command, lambda _: None)
        until(lambda held=held: len(bench.reader.record.facts) != held)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        took.append(time.process_time() - began)
        waits.append(time.perf_counter() - waited)
        bench.settle()
    report.add(f"append to seen, {count:,} subjects : two frames", took[2:], 0.033)
    report.notes.append(
        f"append to seen: by the clock {sorted(waits)[len(waits) // 2] * 1000:.0f} ms."
    )
    close(bench)


def _cited(record: Record) -> Iterator[CitationAnswer]:
    for held in record.properties():
        for scope in held.scopes:
            for value in scope.values:
                for fact in value.facts:
                    yield from (one for one in fact.citations if one.quote)


def journeys(theme: Theme, path: Path, subject: str, report: Report) -> None:
    """Do what a person does in a day, watched for every moment in which nothing answers."""
    bench = new_window(theme)
    window = bench.window
    with Watchdog() as watchdog:

        def act(name: str, work: Callable[[], object]) -> None:
            watchdog.act = name
            work()
            bench.settle()
            # What is put off until nobody waits belongs to it too.
            QTest.qWait(60)

        def trigger(name: str) -> None:
            action = window.actions_of_window.action(name)
            if action is not None and action.isEnabled():
                action.trigger()

        act("open the archive", lambda: bench.files.open(path, Place("subject", subject)))
        # As the program does a moment after there is something to read.
        act("load ahead", bench.load_ahead)
        act("walk down the record", lambda: QTest.keyClick(window.record.list, Qt.Key.Key_End))
        for name in ("next_passage", "back_passage", "blame", "footnotes", "changes", "compare"):
            act(name, lambda name=name: trigger(name))
        act("close the comparison", window.record.close_sheet)
        for name in ("view_timeline", "view_ties", "view_record", "weigh", "proposals"):
            act(name, lambda name=name: trigger(name))
        act("close the panel", window.record.close_sheet)
        act("back", lambda: trigger("back"))
        act("look at the past", lambda: bench.lists.look_at("@40"))
        act("back to now", lambda: trigger("now"))
        act("filter", lambda: window.navigator.filter.setText("ma"))
        act("filter no more", window.navigator.filter.clear)
        act("palette", window.top_bar.find_field.bring)
        for key in "marlow":
            act("type a search", lambda key=key: QTest.keyClick(window.top_bar.find_field, key))
        act(
            "leave the search", lambda: QTest.keyClick(window.top_bar.find_field, Qt.Key.Key_Escape)
        )
        edit = window.source.surface.edit
        act("select words", lambda: window.source.surface.select(10, 40))
        act("new fact", bench.writing.new_fact)
        if bench.writing.form is not None:
            field = bench.writing.form.property_field
            for key in "occupation":
                act("type in the form", lambda key=key: QTest.keyClick(field, key))
            act("leave the form", lambda: QTest.keyClick(field, Qt.Key.Key_Escape))
        act("find in the source", lambda: (edit.setFocus(), trigger("find")))
        act("larger", lambda: trigger("zoom_in"))
        act("usual size", lambda: trigger("zoom_usual"))
        act("dark", lambda: trigger("scheme_dark"))
        act("light", lambda: trigger("scheme_light"))
        for hidden in (1100, 1440):
            act("another width", lambda wide=hidden: window.resize(wide, 900))
    worst: dict[str, Any] = {}
    for stall in watchdog.stalls:
        if stall.act not in worst or worst[stall.act].computing < stall.computing:
            worst[stall.act] = stall
    longest = max((stall.computing for stall in watchdog.stalls), default=0.0)
    report.add("longest stall of the window in any journey : 50 ms", [longest], STALL)
    report.notes += [
        f"stall in “{one.act}”: {one.lasted * 1000:.0f} ms, of which computing"
        f" {one.computing * 1000:.0f} ms; {one.where}"
        for one in sorted(worst.values(), key=lambda one: -one.computing)
        if one.computing > STALL
    ]
    close(bench)


def close(bench: Bench) -> None:
    """Close a window and what it holds."""
    bench.window.close()
    bench.window.deleteLater()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()


if __name__ == "__main__":
    main()
