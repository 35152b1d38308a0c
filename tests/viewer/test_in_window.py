# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the archive advises, as the window says it: by menus, not by commands and options."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

from fonds.archive.languages.telling import forms_of
from fonds.viewer.in_window import in_window

COMMAND = re.compile(r"(?<![\w-])--[a-z]|\bfonds [a-z]+")

FROM_A_TERMINAL = re.compile(
    # Saving or looking into what is damaged, keys, checkpoints and copies for others.
    r"fonds (?:verify|recover|rebuild|new|key|todo|backup)|chmod|--(?:checkpoint|key|all-headers"
    r"|proofs|yes|to|withhold)\b"
    # What is not asked for in the window at all: erasures, ids typed by hand, policies set.
    r"|in a terminal|fonds (?:erase|history|fact show|note add)|show --ids"
    r"|--(?:despite-erasure|ground|range|texts|presumed-dead|reason|unheld|one|title)\b"
    # The window fills these in from its fields, or says in the same sentence what it does.
    r"|--(?:value-kind|method|quote|unlocatable|cited-work|show|living)\b"
    r"|fonds (?:show|conflicts|source show|source withdraw|property list)"
)


def forms(language: str) -> list[str]:
    """Give what is said in a language by every sentence that names a command in English."""
    folder = files("fonds.archive.languages") / "de"
    every = {**forms_of("de"), **json.loads((folder / "remarks.json").read_text("utf-8"))}
    found = [(form, there) for form, there in every.items() if COMMAND.search(form)]
    return [form if language == "en" else there for form, there in found]


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_advice_at_the_window_is_a_command_that_a_menu_does(language):
    told = [in_window(said, language) for said in forms(language)]
    left = [one for one in told if COMMAND.search(one) and not FROM_A_TERMINAL.search(one)]
    assert left == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_clause_of_the_table_is_said_somewhere(language):
    file = files("fonds.viewer") / "translations" / f"in_window.{language}.json"
    said = forms(language)
    for clause in json.loads(file.read_text("utf-8")):
        assert any(re.search(clause, one) for one in said), clause


@pytest.mark.parametrize(
    "menu",
    [
        "Type in a passage",
        "Add a text of the source",
        "Read pictures by OCR",
        "Add a source",
        "Keep files without their text",
    ],
)
def test_what_the_window_advises_is_in_its_menus(menu):
    from fonds.viewer.action_table import ACTIONS

    file = files("fonds.viewer") / "translations" / "in_window.en.json"
    titles = {one.title.replace("&", "").removesuffix("…") for one in ACTIONS}
    named = re.findall("“([^”]+)”", file.read_text("utf-8"))
    assert menu in named
    assert set(named) <= titles


def test_a_word_of_a_source_that_looks_like_an_option_stays():
    assert in_window("Kowal -- the miller -- sold it.", "en") == "Kowal -- the miller -- sold it."
