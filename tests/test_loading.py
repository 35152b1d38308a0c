# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is not loaded before it is needed. Names are checked here, time in `make bench`."""

import subprocess
import sys
from pathlib import Path

import pytest

from fonds.archive import Archive
from fonds.archive.commands.examining import DescribeSource
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.events.values import SubjectKind

LIBRARIES_OF_FILES = {
    "PIL",
    "defusedxml",
    "markdown_it",
    "mwparserfromhell",
    "pypdfium2",
    "selectolax",
    "warcio",
}
HEAVY = LIBRARIES_OF_FILES | {
    "annotated_types",
    "cryptography",
    "keyring",
    "pydantic",
    "pydantic_core",
    "rapidfuzz",
    "sqlite_utils",
}
OURS_FOR_LATER = {
    "fonds.archive.commands.facts",
    "fonds.archive.export.json_export",
    "fonds.archive.extraction",
    "fonds.archive.extraction.outlines",
    "fonds.archive.extraction.process",
    "fonds.archive.integrity.verify",
    "fonds.archive.lending",
    "fonds.archive.projector",
    "fonds.archive.proofs.checkpoints",
    "fonds.archive.proofs.keys",
    "fonds.archive.proofs.notary",
    "fonds.archive.proposals",
    "fonds.archive.queries.todo",
    "fonds.archive.queries.what_if",
    "fonds.archive.recorder",
    "fonds.archive.recovery",
}

DIALOGS_FOR_LATER = {
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "fonds.viewer.comparison_sheet",
    "fonds.viewer.conflict_board",
    "fonds.viewer.desk.change_dialog",
    "fonds.viewer.desk.help_pages",
    "fonds.viewer.desk.lives_rows",
    "fonds.viewer.desk.paper",
    "fonds.viewer.desk.preferences_dialog",
    "fonds.viewer.desk.source_desk",
    "fonds.viewer.fact_form",
    "fonds.viewer.narrative_view",
    "fonds.viewer.ties_view",
    "fonds.viewer.timeline_view",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with what a window shows at its start: a record, a source, a passage lit in it."""
    path, register = tmp_path / "small.fonds", tmp_path / "register.txt"
    register.write_text("Edda Marlow was a weigher.\n", "utf-8")
    with Archive.create(path) as made:
        made.execute(OpenSubject("Edda Marlow", SubjectKind.PERSON))
        made.execute(AddSources((register,)))
        (edda,) = made.queries.subjects()
        (source,) = made.queries.sources()
        weigher = AssertFact(
            subject=edda.id,
            property="occupation",
            value="weigher",
            source=source.id,
            quote="a weigher",
        )
        made.execute(weigher)
    return path


def loaded_by(*arguments: str) -> set[str]:
    """Run the program as a process of its own and return the modules it has loaded at its end."""
    code = (
        "import sys\n"
        "from fonds.archive.cli import main\n"
        "try:\n    main()\n"
        "finally:\n    print(*sys.modules, sep='\\n', file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=True, text=True
    )
    return set(run.stderr.split())


def test_the_first_page_loads_next_to_nothing() -> None:
    ours = {name for name in loaded_by("--help") if name.partition(".")[0] == "fonds"}
    cli = "fonds.archive.cli"
    assert ours == {"fonds", "fonds.archive", cli, f"{cli}.first_page", f"{cli}.interrupts"}


@pytest.mark.parametrize("asked", [("--help",), ("--json", "--help"), ("fact", "--help")])
def test_help_loads_nothing_that_reads_an_archive(asked: tuple[str, ...]) -> None:
    loaded = loaded_by(*asked)
    assert ("click" in loaded) == (asked != ("--help",))
    assert not loaded & (HEAVY | {"PySide6", "sqlite3", "pysqlite3"})
    assert not [name for name in loaded if name.startswith("fonds.events")]


def test_showing_a_record_loads_nothing_that_only_other_commands_need(archive: Path) -> None:
    with Archive.open(archive) as opened:
        (source,) = opened.queries.sources()
        opened.execute(DescribeSource(source.id, authors=("Mirela Voss",)))
    loaded = loaded_by("show", str(archive), "Edda Marlow")
    assert "fonds.archive.queries.records" in loaded
    for_programs = {"fonds.archive.bibliography.csl_json", "fonds.archive.export.document"}
    assert sorted(loaded & (HEAVY | OURS_FOR_LATER | for_programs | {"PySide6"})) == []


@pytest.mark.gui
def test_the_window_with_a_record_loads_nothing_that_is_only_asked_for_later(
    archive: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "window.png"
    loaded = loaded_by(
        "view", str(archive), "--subject", "Edda Marlow", "--screenshot", str(picture)
    )
    assert picture.exists()
    # Behind the lists it is counted what is to do, and looked for what can be undone: by then what
    # checks events that are made may be there.
    behind = {"fonds.archive.queries.todo", "fonds.archive.commands.facts"}
    behind |= {"annotated_types", "pydantic", "pydantic_core"}
    later = (HEAVY | OURS_FOR_LATER | DIALOGS_FOR_LATER) - behind
    assert "fonds.archive.queries.coverage" in loaded
    assert sorted(loaded & later) == []


@pytest.mark.gui
def test_a_record_is_there_before_pydantic(archive: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication(['fonds'])\n"
        "from fonds.viewer.desk.bench import Bench\n"
        "from fonds.viewer.desk.places import Place\n"
        "from fonds.viewer.theme import Scheme, Theme\n"
        "bench = Bench(Theme(app, Scheme.LIGHT), None, 'tester', watch=False)\n"
        "loaded = []\n"
        "rows = bench.window.record.list.rows\n"
        "seen = lambda: rows.rowCount() and loaded.append(set(sys.modules))\n"
        "rows.modelReset.connect(seen)\n"
        "bench.files.open(Path(sys.argv[1]), Place('subject', sys.argv[2]))\n"
        "bench.settle()\n"
        "bench.window.close()\n"
        "print(*loaded[0], sep='\\n')\n"
    )
    with Archive.open(archive, read_only=True) as opened:
        subject = opened.queries.names.subject("Edda Marlow")
    run = subprocess.run(
        [sys.executable, "-c", code, str(archive), subject],
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = set(run.stdout.split())
    assert "fonds.archive.queries.records" in loaded
    assert sorted(loaded & (HEAVY | OURS_FOR_LATER | DIALOGS_FOR_LATER)) == []


@pytest.mark.gui
def test_the_window_gives_python_its_own_import_back() -> None:
    """PySide puts one in its place that reads the source of every module there is."""
    code = (
        "import builtins\n"
        "plain = builtins.__import__\n"
        "import fonds.viewer.start\n"
        "print(builtins.__import__ is plain)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout.split() == ["True"]


@pytest.mark.gui
def test_what_comes_next_is_loaded_while_the_record_is_read(archive: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication(['fonds'])\n"
        "from fonds.viewer.desk.bench import Bench\n"
        "from fonds.viewer.theme import Scheme, Theme\n"
        "bench = Bench(Theme(app, Scheme.LIGHT), None, 'tester', watch=False)\n"
        "bench.files.open(Path(sys.argv[1]))\n"
        "bench.settle()\n"
        "before = 'fonds.viewer.fact_form' in sys.modules\n"
        "bench.load_ahead()\n"
        "bench.settle()\n"
        "after = 'fonds.viewer.fact_form' in sys.modules\n"
        "bench.window.close()\n"
        "print(before, after)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(archive)], capture_output=True, check=True, text=True
    )
    assert run.stdout.split() == ["False", "True"]


@pytest.mark.gui
def test_the_window_with_a_record_makes_no_widgets_ready_that_it_does_not_have(
    archive: Path, tmp_path: Path
) -> None:
    """PySide makes every kind ready to say of which one a widget is that it did not make."""
    code = (
        "import sys\n"
        "from fonds.archive.cli import main\n"
        "try:\n    main()\n"
        "finally:\n    print(*vars(sys.modules['PySide6.QtWidgets']), file=sys.stderr)\n"
    )
    asked = ("view", str(archive), "--subject", "Edda Marlow", "--screenshot")
    run = subprocess.run(
        [sys.executable, "-c", code, *asked, str(tmp_path / "window.png")],
        capture_output=True,
        check=True,
        text=True,
    )
    ready = set(run.stderr.split())
    assert "QListView" in ready
    assert sorted(ready & {"QColorDialog", "QMdiArea", "QWizard"}) == []


@pytest.mark.gui
def test_once_the_window_stands_garbage_is_looked_for_in_what_is_new(archive: Path) -> None:
    """Nothing is kept for it: sessions that were ended go, and the form made ahead is used."""
    code = (
        "import gc, sys, weakref\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "app = QApplication(['fonds'])\n"
        "from fonds.viewer.desk.bench import Bench\n"
        "from fonds.viewer.theme import Scheme, Theme\n"
        "bench = Bench(Theme(app, Scheme.LIGHT), None, 'tester', watch=False)\n"
        "def opened():\n"
        "    bench.files.open(Path(sys.argv[1]))\n"
        "    bench.settle()\n"
        "    return weakref.ref(bench.desk.session)\n"
        "first = opened()\n"
        "before = len(gc.get_objects())\n"
        "bench.load_ahead()\n"
        "bench.settle()\n"
        "print(len(gc.get_objects()) < before / 10, gc.get_freeze_count() > before / 2)\n"
        "passed_over = gc.get_freeze_count()\n"
        "ended = [opened() for _ in range(4)][:-1]\n"
        "gc.collect()\n"
        "print([one() for one in (first, *ended)], gc.get_freeze_count() <= passed_over)\n"
        "print(len(bench.window.findChildren(QWidget, 'factForm')))\n"
        "bench.window.close()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(archive)], capture_output=True, check=True, text=True
    )
    assert run.stdout.splitlines() == [
        "True True",
        "[None, None, None, None] True",
        "1",
    ]
