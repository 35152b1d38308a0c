# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A file of another kind, another archive, or the archive itself, where words are to be read."""

from __future__ import annotations

import shutil
from io import BytesIO

import pytest

from fonds.archive.commands.interchange import lines_of
from fonds.archive.errors import RefusedError

ITSELF = "is this archive itself"
ANOTHER = "other.fonds is an SQLite database; a text is wanted here."


@pytest.mark.parametrize(
    ("command", "itself", "another"),
    [
        (("fact", "import"), "is an SQLite database; a text is wanted here.", ANOTHER),
        (("source", "import-bibliography"), "is an SQLite database", ANOTHER),
        (("source", "transcribe", "Book"), ITSELF, ANOTHER),
        (("source", "bibliography", "--style"), "is a .csl file", "is a .csl file"),
        (("fact", "sheet"), "is an SQLite database; a text is wanted here.", ANOTHER),
        (("source", "add"), ITSELF, "other.fonds is an SQLite database"),
    ],
)
def test_an_archive_is_refused_in_a_sentence(ok, run, empty, tmp_path, command, itself, another):
    ok("source", "add", empty, "--unheld", "--title", "Book")
    other = tmp_path / "other.fonds"
    shutil.copyfile(empty, other)
    link = tmp_path / "link.txt"
    link.symlink_to(empty)
    before = empty.read_bytes()
    given = command[2:]
    for file, said in ((empty, itself), (link, itself), (other, another)):
        ran = run(*command[:2], empty, *given, file)
        assert ran.code not in {0, 70}, file
        assert said in " ".join(ran.err.split()), file
        assert len(ran.err.splitlines()) <= 3, file
    assert empty.read_bytes() == before


def test_of_a_picture_one_thing_is_wrong_and_of_words_each_line(run, empty, tmp_path):
    file = tmp_path / "facts.jsonl"
    file.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\n\n\xff\n\xff\n")
    said = run("fact", "import", empty, file).err
    assert said.startswith("facts.jsonl is a JPEG picture; a text is wanted here.")
    file.write_bytes(b"Anna\nBo\n")
    assert "line 2: it is not a JSON object" in run("fact", "import", empty, file).err


def test_a_line_that_no_fact_has_is_not_read_to_its_end():
    """A file of zeros has no line end, be it of many gigabytes: it filled the memory."""
    zeros = BytesIO(b"\x00" * 1000)
    with pytest.raises(RefusedError, match="Line 1 of zeros has more than 100 bytes"):
        list(lines_of(zeros, "zeros", 100))
    assert zeros.tell() == 101
    with pytest.raises(RefusedError, match="is an SQLite database"):
        list(lines_of(BytesIO(b"SQLite format 3\x00" + b"\x00" * 1000), "a.db", 100))
    assert list(lines_of(BytesIO(b"a\nb"), "a", 2)) == [b"a\n", b"b"]


def test_what_is_no_column_is_told_in_a_line(run, empty, tmp_path):
    file = tmp_path / "zeros"
    file.write_bytes(b"\x00" * 100_000)
    assert len(run("fact", "sheet", empty, file).err) < 1000
