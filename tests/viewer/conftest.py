# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What window tests share: a theme, the sample archive, a window at work on a copy of it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPainter

from fonds.viewer import languages
from fonds.viewer.desk.bench import Bench
from fonds.viewer.theme import Scheme, Theme

sys.path.insert(0, str(Path(__file__).parent))
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, Scheme.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory):
    """The sample archive, built once."""
    sys.path.insert(0, str(EXAMPLES))
    try:
        import build_sample
    finally:
        sys.path.remove(str(EXAMPLES))
    path = tmp_path_factory.mktemp("sample") / "sample.fonds"
    build_sample.build(path)
    return path


@pytest.fixture
def sample(built_sample, tmp_path):
    """A copy of the sample that a test may write to."""
    path = tmp_path / "sample.fonds"
    shutil.copy(built_sample, path)
    return path


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def empty_bench(theme, qtbot, settings):
    """A window without an archive."""
    made = Bench(theme, settings, "tester", watch=False)
    qtbot.addWidget(made.window)
    made.window.resize(1440, 900)
    made.window.show()
    qtbot.waitExposed(made.window)
    made.settle()
    yield made
    made.window.close()


@pytest.fixture
def bench(empty_bench, sample):
    """A window at work on the sample."""
    empty_bench.files.open(sample)
    empty_bench.settle()
    return empty_bench


@pytest.fixture
def chosen(bench):
    """A window in which a fact that others contradict is chosen already."""
    bench.window.activateWindow()
    bench.reader.record.choose((next(iter(bench.reader.record.conflicts)),))
    bench.window.record.list.setFocus()
    bench.settle()
    return bench


@pytest.fixture
def drawn(monkeypatch):
    """The texts that are painted from now on, in their order."""
    texts = []
    draw = QPainter.drawText

    def noted(painter, *args):
        texts.append(args[-1])
        draw(painter, *args)

    monkeypatch.setattr(QPainter, "drawText", noted)
    return texts


@pytest.fixture
def speaking(qapp):
    languages.speak(qapp, "de")
    yield qapp
    languages.speak(qapp, "en")
