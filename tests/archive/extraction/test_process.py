# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The process a file is read in ends within its limits, and nothing of it stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archive.extraction.samples import PAGE

from fonds.archive import apart
from fonds.archive.errors import Cancelled, RefusedError
from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.limits import Limits
from fonds.archive.extraction.process import extract_apart

DATA = PAGE.encode()
ASKED = Asked("quill.html", "text/html")
# A reader that hangs: elements so deep that the parser's own work grows with their square, and
# seemingly flat, for each is followed by an end tag of another.
ENDLESS = b"<div></ul>" * 200_000 + b"x"


def refusal(data=DATA, **limits):
    with pytest.raises(RefusedError) as caught:
        extract_apart("html", data, ASKED, None, Limits(**limits))
    assert "quill.html" in caught.value.message
    return caught.value


def stand_in(monkeypatch, code):
    """Let another program answer in the reader's place."""
    monkeypatch.setattr(apart, "command", lambda _: [sys.executable, "-c", code])


def test_a_file_that_takes_too_long_is_refused_by_the_clock():
    error = refusal(ENDLESS, seconds=1)
    assert error.code == "too-slow"
    assert "more than 1 seconds" in error.message


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of processor time")
def test_a_file_that_takes_too_long_is_ended_by_the_system_too():
    assert refusal(ENDLESS, processor=1).code == "crashed"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_file_that_takes_too_much_memory_is_refused():
    error = refusal(b"<p>word</p>" * 2_000_000, memory=150 * 1024**2)
    assert error.code in {"too-large", "crashed"}


def test_a_text_longer_than_allowed_is_cut_and_says_so():
    found = extract_apart("html", DATA, Asked("q", "text/html", most_text=50))
    assert len(found.text) <= 50
    assert "what is beyond 50 characters was left out" in found.remarks[-1]


@pytest.mark.parametrize(
    "code",
    [
        "pass",
        "import sys; sys.exit(3)",
        "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
        "print('no frame at all')",
        "import sys; sys.stdout.buffer.write(b'\\xff\\xff\\xff\\xff{}')",
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\x02[]')",
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\x10{\"extracted\":{}}  ')",
    ],
)
def test_a_reader_that_dies_or_babbles_is_refused(monkeypatch, code):
    stand_in(monkeypatch, code)
    assert refusal().code == "crashed"


def test_a_readers_answer_is_checked(monkeypatch):
    answer = (
        '{"extracted":{"text":"abc","media_type":"text/html","tool":"t","method":"ocr",'
        '"found":{"authors":[]},"structure":[{"kind":"heading","start":1,"end":99}],"mapped":[],"remarks":[]}}'
    )
    stand_in(
        monkeypatch,
        f"import sys; d={answer!r}.encode(); sys.stdout.buffer.write(len(d).to_bytes(4,'big')+d)",
    )
    error = refusal()
    assert error.code == "crashed"
    assert "outside the text" in error.message


def test_somebody_who_cancels_is_heard_and_nothing_stays_behind(monkeypatch, tmp_path):
    children = tmp_path / "children"
    stand_in(
        monkeypatch,
        "import subprocess, sys, os, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(children)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}\\n')\n"
        "time.sleep(600)",
    )

    def stop(done: int, total: int) -> None:
        del done, total
        if children.exists() and children.read_text().endswith("\n"):
            raise Cancelled("cancelled", "Cancelled. Nothing was recorded.")

    with pytest.raises(Cancelled):
        extract_apart("html", DATA, ASKED, stop)
    waited = time.monotonic() + 60
    while any(is_running(int(pid)) for pid in children.read_text().split()):
        assert time.monotonic() < waited, "a process of the reader's is still there"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    """Tell whether a process is there and not merely waiting to be buried."""
    if sys.platform == "linux":
        try:
            stated = Path(f"/proc/{pid}/stat").read_text("utf-8")
            return stated.rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def test_progress_is_told():
    seen = []
    extract_apart("html", DATA, ASKED, lambda done, total: seen.append((done, total)))
    assert seen
    assert all(0 <= done <= total for done, total in seen)


def test_a_module_in_the_folder_one_works_in_is_not_taken_for_ours(tmp_path, monkeypatch):
    (tmp_path / "selectolax.py").write_text("raise SystemExit('taken in')")
    (tmp_path / "json.py").write_text("raise SystemExit('taken in')")
    monkeypatch.chdir(tmp_path)
    assert "Ada Quill" in extract_apart("html", DATA, ASKED).text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these limits")
def test_a_process_held_to_its_limits_can_write_no_file(tmp_path):
    code = (
        "from fonds.archive.extraction.limits import Limits, hold_to\n"
        "hold_to(Limits())\n"
        "try:\n"
        f"    open({str(tmp_path / 'f')!r}, 'w').write('x' * 100_000)\n"
        "except OSError as error:\n"
        "    print('refused', error.errno)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("refused")


def test_a_frozen_program_reads_files_by_starting_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "fonds.exe")
    program, *arguments = apart.command("extraction-worker")
    assert program == "fonds.exe"
    monkeypatch.undo()
    started = [sys.executable, "-m", "fonds.archive.cli", *arguments]
    monkeypatch.setattr(apart, "command", lambda _: started)
    assert "Ada Quill" in extract_apart("html", DATA, ASKED).text
