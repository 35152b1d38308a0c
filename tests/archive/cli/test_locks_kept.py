# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is recorded while another program opens and closes the same archive is there afterwards.

POSIX lets go of all a process's locks on a file as soon as it closes any handle on it (SQLite, "How
To Corrupt", section 2.2). An archive that lost its lock is taken for one that nobody has open, and
whoever closes it last deletes the write-ahead log.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from fonds.archive import Archive
from fonds.archive.commands.sources import AddSources, RegisterUnheld, WorkDescription
from fonds.archive.errors import RefusedError
from fonds.archive.verifying import verify_at

pytestmark = pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")

HOLDING = """
import sys
from pathlib import Path
from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
path = Path(sys.argv[1])
writer = Archive.open(path)
others = [Archive.open(path, read_only=True) for _ in range(2)]
{further}
print("open", flush=True)
sys.stdin.readline()
writer.execute(RegisterUnheld(WorkDescription(title="Recorded afterwards")))
print("recorded", flush=True)
sys.stdin.readline()
"""
# A stranger's program brings a library of its own; older ones take the log away without a further
# look, as those of Debian 12 and of many browsers for databases do.
PASSING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
connection.execute("ROLLBACK")
connection.close()
"""


@pytest.mark.parametrize(
    "further",
    [
        "",
        "others.pop().close()",
        "Archive.open(path, read_only=True, lending=False).close()",
        "from fonds.archive.files import check_is_database; check_is_database(path)",
        "from fonds.archive.verifying import verify_at; verify_at(path)",
    ],
    ids=["two readers", "one closed", "one more closed", "looked at", "verified"],
)
def test_what_is_recorded_after_another_program_closed_it_outlives_a_kill(sample, further):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDING.format(further=further), str(sample)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "open\n"
        subprocess.run([sys.executable, "-c", PASSING, str(sample)], check=True, timeout=60)
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "recorded\n"
        with Archive.open(sample, read_only=True) as seen:
            assert seen.queries.source("Recorded afterwards").title == "Recorded afterwards"
    finally:
        os.kill(holder.pid, signal.SIGKILL)
        holder.communicate()
    with Archive.open(sample, read_only=True) as archive:
        assert archive.queries.source("Recorded afterwards").title == "Recorded afterwards"
    assert verify_at(sample).faults == ()


LOSING = "with open(path, 'rb'): pass"
"""What a file dialog, a thumbnailer or a scanner within the process may do."""


@pytest.mark.parametrize("again", ["", "reopened"])
def test_with_the_locks_lost_all_the_same_nothing_is_recorded_where_nobody_looks(sample, again):
    """And what stands is there to be opened anew."""
    code = HOLDING.format(further=LOSING).replace(
        "writer.execute(",
        "try:\n    writer.execute(RegisterUnheld(WorkDescription(title='Lost')))\n"
        "except Exception as error:\n    print(error.code, flush=True)\n"
        "for one in (writer, *others):\n    one.close()\n"
        "writer = Archive.open(path)\nwriter.execute(",
    )
    done = subprocess.Popen(
        [sys.executable, "-c", code, str(sample)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert done.stdin is not None
    assert done.stdout is not None
    assert done.stdout.readline() == "open\n"
    subprocess.run([sys.executable, "-c", PASSING, str(sample)], check=True, timeout=60)
    if again:
        # Somebody makes a log anew, under the same name.
        stranger = Archive.open(sample)
        stranger.execute(RegisterUnheld(WorkDescription(title="By another")))
    done.stdin.write("\n\n")
    done.stdin.flush()
    said, _ = done.communicate(timeout=60)
    assert said == "log-gone\nrecorded\n"
    if again:
        stranger.close()
    with Archive.open(sample, read_only=True) as archive:
        titles = {one.title for one in archive.queries.sources()}
    assert "Recorded afterwards" in titles
    assert ("By another" in titles) is bool(again)
    assert "Lost" not in titles
    assert verify_at(sample).faults == ()


@pytest.mark.parametrize("beside", ["-wal", "-shm"])
def test_nor_is_what_lies_beside_it(sample, beside):
    with Archive.open(sample) as archive:
        archive.execute(RegisterUnheld(WorkDescription(title="Written to the log")))
        with pytest.raises(RefusedError, match="is this archive itself"):
            archive.execute(AddSources((sample.with_name(f"{sample.name}{beside}"),)))


@pytest.mark.parametrize("name", ["marlow.fonds", "another-name.fonds"])
def test_the_archive_itself_is_read_as_no_document(sample, run, name):
    """Not under another name either; that of a link is one."""
    path = sample.with_name(name)
    if path != sample:
        path.symlink_to(sample)
    for command in (
        ("source", "add", sample, path, "--no-text"),
        ("source", "recapture", sample, "the-quay-profile.txt", path),
        ("source", "attach", sample, "the-quay-profile.txt", path),
    ):
        refused = run(*command)
        assert refused.code == 3
        assert "is this archive itself" in refused.err
