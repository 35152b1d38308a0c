# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Whatever the pages tell a reader to type is carried out here, and prints what they show."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = runpy.run_path(str(ROOT / "docs" / "make_outputs.py"))
carry_out, agrees, blocks = PAGES["carry_out"], PAGES["agrees"], PAGES["blocks"]

# What a block may be that is not carried out; `output` is compared with what the block before it
# prints.
NOT_RUN = {"output", "text", "json", "toml"}
# Tested elsewhere: tests/docs/test_format_*.py, and test_recipes.py.
OF_ONE_PAGE = {"format.md": {"sql", "sql-1000", "example", "results"}, "recipes.md": {"diff"}}

every_page = pytest.mark.parametrize(
    "page", PAGES["PAGES"], ids=lambda page: page.relative_to(ROOT).as_posix()
)
to_run = pytest.mark.parametrize(
    "page",
    [page for page in PAGES["PAGES"] if any(b.language in PAGES["RUN"] for b in blocks(page))],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.fonds"
    PAGES["build_sample"](path)
    return path


@to_run
def test_what_a_page_tells_to_type_works_and_prints_what_it_shows(page, tmp_path, sample):
    for told in carry_out(page, tmp_path / "page", sample):
        where = f"{page.relative_to(ROOT)}:{told.block.line}"
        assert told.code == told.block.code, f"{where}\n{told.printed}"
        assert "Traceback" not in told.printed, where
        if told.shown is not None:
            assert agrees(told.shown.text, told.printed), (
                f"{where} prints other than is shown (docs/make_outputs.py):\n{told.printed}"
            )


def test_the_ids_that_pages_name_are_those_of_the_sample(sample):
    assert PAGES["IDS"].read_text("ascii").split() == PAGES["ids_of"](sample), "run make pages"


def test_ids_are_renamed_in_code_alone():
    before, now = ["abcdefgh234567aa", "bbcdefgh234567aa"], ["zzcdefgh234567aa", "yycdefgh234567aa"]
    text = "abcd `abcd`, `abcde`\n```sh\nfonds x bbcd abcdefgh234567aa\n```\n"
    assert PAGES["renamed"](text, before, now) == (
        "abcd `zzcd`, `abcde`\n```sh\nfonds x yycd zzcdefgh234567aa\n```\n"
    )


@every_page
def test_no_block_is_passed_over_in_silence(page):
    known = {*PAGES["RUN"], *NOT_RUN, *OF_ONE_PAGE.get(page.name, ())}
    assert [(b.line, b.language) for b in blocks(page) if b.language not in known] == []


@every_page
def test_an_output_follows_what_prints_it_and_json_is_json(page):
    before = None
    for block in blocks(page):
        if block.language == "output":
            assert before in PAGES["RUN"], block.line
        if block.language == "json":
            json.loads(block.text)
        before = block.language


@pytest.mark.parametrize(
    ("shown", "printed", "agree"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\nc\n", False),
        ("a …\n", "a 412\n", True),
        ("a …\n", "a\n", False),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("…\nd\n", "d\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n…\n", "a\nb\n", True),
        (".\n", "x\n", False),
    ],
)
def test_what_is_shown_agrees_with_what_is_printed_or_not(shown, printed, agree):
    assert agrees(shown, printed) is agree


def test_a_block_that_fails_is_noticed(tmp_path, sample):
    page = tmp_path / "page.md"
    page.write_text(
        "```sh\nfonds verify marlow.fonds >/dev/null\nfonds show marlow.fonds Nobody\n```\n"
        "\n<!-- ends with 3 -->\n```sh\nfonds show marlow.fonds Nobody\n```\n"
        "\n- item:\n\n  ```sh\n  make no-such-target\n  ```\n"
        "\n```python\nprint('x', open('nothing'))\n```\n```output\nx\n```\n",
        "utf-8",
    )
    told = carry_out(page, tmp_path / "folder", sample)
    assert [one.code for one in told] == [3, 3, 2, 1]
    assert [one.block.code for one in told] == [0, 3, 0, 0]
    assert told[3].shown is not None
    assert not agrees(told[3].shown.text, told[3].printed)


def test_no_window_is_opened(tmp_path, sample):
    page = tmp_path / "page.md"
    page.write_text("```sh\nfonds view marlow.fonds\n```\n", "utf-8")
    assert [one.code for one in carry_out(page, tmp_path / "folder", sample)] == [0]
    assert (tmp_path / "folder" / "home" / "window.png").exists()
