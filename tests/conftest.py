# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What holds for every test: no display, a home of its own, nothing left behind or logged."""

from __future__ import annotations

import gc
import logging
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# Before anything imports Qt, pytest-qt too: tests never open a window on somebody's desktop.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A shell that starts the tests in the background has them ignore Ctrl+C, and every program they
# start would inherit that: then nothing could be interrupted to see what is left behind.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
QT_FIXTURES = {"qapp", "qapp_cls", "qtbot", "qtmodeltester"}

# A busy machine makes an example slow, not wrong: no deadline, and no failure where the first ten
# took a second to draw, as rows of a record do there. In CI the same examples every time, so that
# a change fails for what it changed.
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `gui` what uses Qt's fixtures, before `-m` chooses."""
    for item in items:
        if QT_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.gui)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project, which is not part of it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder shared/ with the real documents is not beside the project")
    return folder


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test: no preference is read from, or written to, the real one."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in [name for name in os.environ if name.startswith("FONDS_")]:
        monkeypatch.delenv(name)
    # The desktop's real keyring is nobody's playground; a private home has keys of its own.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return home


_LEFT_BEFORE = pytest.StashKey[list[object]]()
"""What the last window test ended with: the things themselves, for an id may be given again."""


def pytest_collection_finish() -> None:
    """Have the collector pass over what was there before the first test.

    The thousands of collected tests live to the end. A window test looks through every object
    for timers and threads it left, and a full collection walks all of them: half its time.
    """
    gc.collect()
    gc.freeze()


class _Records(logging.Handler):
    """Keeps what is logged at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_stray_log_records(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail where a warning or worse was logged; a test that expects one asks for `caplog`."""
    records = _Records()
    root = logging.getLogger()
    root.addHandler(records)
    try:
        yield
    finally:
        root.removeHandler(records)
    if records.messages and "caplog" not in request.fixturenames:
        pytest.fail("logged, and not expected: " + "; ".join(records.messages))


@pytest.fixture(autouse=True)
def nothing_left_of_qt(request: pytest.FixtureRequest, private_home: Path) -> Iterator[None]:
    """After a window test: no visible window, running timer or thread that was not there before."""
    if request.node.get_closest_marker("gui") is None:
        yield
        return
    from PySide6.QtCore import QSettings, QStandardPaths, QThreadPool

    # Qt reads the environment's folders once and keeps them: the test's own are set apart.
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(private_home / "settings"))
    QStandardPaths.setTestModeEnabled(True)
    # Looked through once a test: what the one before was let to leave is no fault of this one.
    before = {id(thing) for thing in request.config.stash.get(_LEFT_BEFORE, [])}
    yield
    if not QThreadPool.globalInstance().waitForDone(5_000):
        pytest.fail("work still runs in Qt's thread pool after the test")
    alive = _live_qt_things()
    request.config.stash[_LEFT_BEFORE] = alive
    left = [repr(thing) for thing in alive if id(thing) not in before]
    if left:
        pytest.fail("still alive after the test: " + ", ".join(left))


def _live_qt_things() -> list[object]:
    """Windows one can see, timers that tick and threads that run."""
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found: list[object] = [
        window for window in QApplication.topLevelWidgets() if window.isVisible()
    ]
    for thing in gc.get_objects():
        if not isinstance(thing, QTimer | QThread) or not shiboken6.isValid(thing):
            continue
        if thing.isActive() if isinstance(thing, QTimer) else thing.isRunning():
            found.append(thing)
    return found
