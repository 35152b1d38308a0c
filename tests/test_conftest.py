# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""That the fixtures every test lives with do catch what they are there for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

CARELESS = """
import logging
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer, qWarning
from PySide6.QtWidgets import QWidget


def test_logs():
    logging.getLogger("fonds").warning("stray")


def test_expects_a_log_record(caplog):
    logging.getLogger("fonds").warning("expected")
    assert "expected" in caplog.text


def test_warns():
    import warnings

    warnings.warn("old", DeprecationWarning)


def test_qt_warns(qapp):
    qWarning("stray")


def test_leaves_a_timer(qapp):
    qapp.timer = QTimer()
    qapp.timer.start(60_000)


def test_leaves_a_window(qapp):
    qapp.window = QWidget()
    qapp.window.show()


def test_shows_a_window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()


def test_has_a_home_of_its_own(qapp, private_home):
    settings = QSettings("fonds", "fonds")
    settings.setValue("recent", "somewhere")
    settings.sync()
    assert Path(settings.fileName()).is_relative_to(private_home)
    assert Path.home() == private_home
    assert Path(os.environ["XDG_CONFIG_HOME"]).is_relative_to(private_home)


def test_has_no_preferences_of_another_test(qapp):
    assert QSettings("fonds", "fonds").value("recent") is None


def test_is_marked(qapp, request):
    assert request.node.get_closest_marker("gui") is not None


def test_is_not_marked(request):
    assert request.node.get_closest_marker("gui") is None


@pytest.mark.guy
def test_misspells_a_marker():
    pass
"""
CAUGHT = {
    "test_logs",
    "test_warns",
    "test_qt_warns",
    "test_leaves_a_timer",
    "test_leaves_a_window",
}


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """An empty project with our configuration and our conftest."""
    shutil.copy(ROOT / "pyproject.toml", pytester.path)
    (pytester.path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", pytester.path / "tests")
    return pytester


def write(project: pytest.Pytester, source: str) -> None:
    (project.path / "tests" / "test_careless.py").write_text(source, "utf-8")


def test_careless_tests_fail_and_careful_ones_pass(project: pytest.Pytester) -> None:
    write(project, CARELESS.replace("@pytest.mark.guy", ""))
    lines = project.runpytest_subprocess("-rA").outlines
    outcome: dict[str, set[str]] = {}
    for line in lines:
        word, _, rest = line.partition(" ")
        if word in {"PASSED", "FAILED", "ERROR"} and "::" in rest:
            outcome.setdefault(rest.split("::")[1].split(" ")[0], set()).add(word)
    bad = {name for name, words in outcome.items() if words & {"FAILED", "ERROR"}}
    assert bad == CAUGHT
    assert len(outcome) > len(CAUGHT)


def test_a_misspelt_marker_is_refused(project: pytest.Pytester) -> None:
    write(project, CARELESS)
    result = project.runpytest_subprocess()
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*'guy' not found in `markers`*"])


def test_the_marker_chooses(project: pytest.Pytester) -> None:
    write(project, CARELESS.replace("@pytest.mark.guy", ""))
    listed = project.runpytest_subprocess("--collect-only", "-q", "-m", "gui").outlines
    chosen = {line.split("::")[1] for line in listed if "::" in line}
    assert {"test_is_marked", "test_qt_warns", "test_shows_a_window"} <= chosen
    assert not {"test_is_not_marked", "test_logs"} & chosen
