# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Ctrl+C at the edges of a command: before it can say anything, and after it has said it all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from fonds.archive.cli import interrupts
from fonds.archive.verifying import verify_at

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

LOADING = """
import os, signal, sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            os.kill(os.getpid(), signal.SIGINT)
from fonds.archive.cli import main
assert "click" not in sys.modules
sys.meta_path.insert(0, Interrupting())
sys.argv = ["fonds", "--version"]
main()
"""
ENDING = """
import atexit, os, signal, sys
from fonds.archive.cli import main
atexit.register(os.kill, os.getpid(), signal.SIGINT)
sys.argv = ["fonds", "--version"]
main()
"""
WORKING = """
import os, signal, sys
from fonds.archive.cli import files, main
files.new.callback = lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["fonds", "new", "never.fonds"]
main()
"""


def ran(code: str, tmp_path, *, ignored: tuple[int, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run code as a terminal's own command, whatever these tests inherited: nohup ignores one."""

    def in_front() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)

    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=in_front,
    )


def test_while_modules_are_loaded_it_ends_without_a_word(tmp_path):
    done = ran(LOADING, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_after_all_is_said_it_changes_nothing(tmp_path):
    done = ran(ENDING, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("fonds ")


def test_in_between_it_is_told(tmp_path):
    done = ran(WORKING, tmp_path)
    assert done.returncode == 130
    assert done.stderr.strip() == "Interrupted. Nothing was recorded."


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_to_be_asked_to_end_is_told_in_the_same_way(tmp_path, name):
    """Or else a copy that was half written would be left behind."""
    done = ran(WORKING.replace("SIGINT", name), tmp_path)
    assert done.returncode == 130
    assert done.stderr.strip() == "Interrupted. Nothing was recorded."
    assert list(tmp_path.iterdir()) == []


def test_what_was_started_to_outlive_its_terminal_does(tmp_path):
    done = ran(WORKING.replace("SIGINT", "SIGHUP"), tmp_path, ignored=(signal.SIGHUP,))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_window_is_ended_by_the_system(tmp_path, name):
    """Its loop runs for long without a step of Python's."""
    window = WORKING.replace("files.new.callback = lambda", "window._window = lambda: lambda")
    view = window.replace('"new", "never.fonds"', '"view"').replace("import files", "import window")
    done = ran(view.replace("SIGINT", name), tmp_path)
    assert done.returncode == -getattr(signal, name)


def test_ctrl_c_while_sqlite_checks_the_file_is_told_as_such(sample, monkeypatch):
    monkeypatch.setattr("fonds.archive.watching._STEPS", 1)

    def interrupted(_done: int, _total: int) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify_at(sample, interrupted)


@pytest.fixture
def handler():
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("handler")
def test_what_others_decided_of_ctrl_c_stays():
    for theirs in (signal.SIG_IGN, print):
        signal.signal(signal.SIGINT, theirs)
        for step in (interrupts.hold, interrupts.listen, interrupts.done):
            step()
            assert signal.getsignal(signal.SIGINT) is theirs
    signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupts.listen()
    interrupts.done()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
