# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The commands that share an archive without all its words, and put words back."""

from __future__ import annotations

import pytest
from archive.erasing import Small, found_in, small


@pytest.fixture
def made(tmp_path) -> Small:
    return small(tmp_path)


def test_a_copy_is_made_verifies_and_takes_the_document(ok, run, made, tmp_path):
    copy = tmp_path / "given" / "copy.fonds"
    copy.parent.mkdir()
    answer = ok(
        "share-copy", made.path, copy, "--withhold", "quotations", "--withhold", "notes", "--json"
    ).json
    root = ok("export", made.path, "--format", "json").json["archive"]["head"]["root"]
    assert (answer["ok"], answer["root"]) == (True, root)
    assert answer["withheld"]["parts"] > 3
    assert found_in(copy.parent, "Nobody liked", "tokennote") == {}
    verified = ok("verify", copy, "--json").json
    assert verified["checked"]["withheld"] == answer["withheld"]["parts"]
    assert "withheld" in ok("show", copy, "Quistle Vandermeeer").out
    document = tmp_path / "documents" / "letter.txt"
    wrong = run("source", "attach", copy, "Almanac", document)
    assert (wrong.code, "not the document" in wrong.err) == (3, True)
    back = ok("source", "attach", copy, made.letter, document, "--json").json
    assert (back["files"], back["texts"], back["still_withheld"]) == (1, 1, 0)
    assert ok("source", "text", copy, made.letter).out == document.read_text("utf-8")
    assert ok("verify", copy).code == 0


def test_the_very_file_added_again_brings_its_words_back(ok, made, tmp_path):
    copy = tmp_path / "copy.fonds"
    ok("share-copy", made.path, copy, "--withhold", "Almanac")
    document = tmp_path / "documents" / "almanac.txt"
    (added,) = ok("source", "add", copy, document, "--json").json["sources"]
    assert added["already_held"] is True
    assert ok("source", "text", copy, "Almanac").out == document.read_text("utf-8")
    assert ok("search", copy, "keeper", "--json").json["total"] > 0


def test_wrong_use(run, made, tmp_path):
    assert run("share-copy", made.path, tmp_path / "x.fonds").code == 2
    assert run("share-copy", made.path, made.path, "--withhold", "notes").code == 3
    assert run("share-copy", made.path, tmp_path / "x.fonds", "--withhold", "Nobody").code == 3
    assert not (tmp_path / "x.fonds").exists()
