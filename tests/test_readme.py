# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The README is what it promises to be; tests/pages carries its commands out."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_it_says_what_fonds_is_in_a_sentence_and_a_picture_first():
    title, sentence, picture = TEXT.split("\n\n")[:3]
    assert title == "# Fonds"
    assert sentence.count(". ") == 0
    assert picture.startswith("![")


def test_it_has_the_two_commands():
    first = BLOCKS[0][1]
    assert re.findall(r"^make (\w+)", first, re.MULTILINE) == ["run", "test"]
    for target in re.findall(r"`?make (\w+)", TEXT):
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target


def test_it_says_no_more_than_it_should():
    headings = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
    assert headings == ["Two commands", "A minute's tour", "Where to go next"]
    assert len(TEXT.splitlines()) < 60


def test_every_file_linked_is_there():
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (ROOT / target).exists(), target
