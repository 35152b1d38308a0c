# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the documents point at is there: files they link to, and modules and tests they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
SOURCES = ("", "events/fonds/events", "archive/fonds/archive", "viewer/fonds/viewer", "docs")
NAMED = re.compile(r"`((?:[\w.-]+/)*[\w-]+(?:\.(?:py|md|json|toml)|/))`")

every_page = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix()
)


@every_page
def test_links_lead_to_files_that_are_there(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


# Decisions may name what they decided against.
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.parent.name != "adr"],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_files_and_folders_that_are_named_exist(page):
    named = set(NAMED.findall(page.read_text("utf-8")))
    missing = {
        name for name in named if not any((ROOT / place / name).exists() for place in SOURCES)
    }
    assert missing == set()


def test_every_decision_is_listed_under_its_number_and_title():
    listed = (ROOT / "docs" / "adr" / "README.md").read_text("utf-8")
    decisions = sorted((ROOT / "docs" / "adr").glob("0*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        number, title = path.read_text("utf-8").splitlines()[0].removeprefix("# ").split(". ", 1)
        assert f"{number}. [{title}]({path.name})" in listed
        assert int(number) == int(path.name[:4])
