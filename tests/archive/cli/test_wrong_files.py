# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A file of another kind, another archive, or the archive itself, where words are to be read."""

from __future__ import annotations

import shutil

import pytest

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
