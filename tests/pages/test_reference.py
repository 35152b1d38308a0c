# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The generated pages are current and leave nothing out, and their examples can be carried out."""

from __future__ import annotations

import json
import re
import runpy
import sqlite3
from pathlib import Path

import pytest

from fonds.archive import Archive
from fonds.archive.cli.reference import walk
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.interchange import FactLine
from fonds.archive.commands.sources import AddSources
from fonds.archive.export.shapes import export_schema
from fonds.archive.vocabulary import builtin_properties, qualifier_terms
from fonds.events.recorded import event_types

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
EXAMPLES = ROOT / "examples"
REFERENCE = runpy.run_path(str(DOCS / "make_reference.py"))


def headings(page: str, level: int) -> list[str]:
    text = (DOCS / page).read_text("utf-8")
    return re.findall(rf"^{'#' * level} (.+)$", text, flags=re.MULTILINE)


@pytest.mark.parametrize("page", REFERENCE["PAGES"])
def test_a_page_is_current(page):
    assert REFERENCE["PAGES"][page]() == (DOCS / page).read_text("utf-8"), "run make pages"


def test_every_command_has_its_place_with_an_example():
    named = {" ".join(["fonds", *path]) for path, _, _ in walk()}
    assert set(headings("cli.md", 2) + headings("cli.md", 3)) == named
    sections = re.split(r"^##+ ", (DOCS / "cli.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    runnable = [text for text in sections if "[ARGS]…" not in text and "COMMAND" not in text]
    assert len(runnable) > 50
    assert [text.splitlines()[0] for text in runnable if "Example" not in text] == []


def test_every_event_has_its_place():
    assert set(event_types()) <= set(headings("events.md", 3))


def test_every_property_has_its_place_and_every_qualifier():
    assert headings("vocabulary.md", 3) == list(builtin_properties())
    text = (DOCS / "vocabulary.md").read_text("utf-8")
    assert [name for name in qualifier_terms() if f"| `{name}` |" not in text] == []


def test_every_property_has_an_example():
    assert set(builtin_properties()) <= set(REFERENCE["examples"]())
    text = (DOCS / "vocabulary.md").read_text("utf-8")
    assert text.count("\n> ") == len(builtin_properties())


def test_the_examples_of_properties_are_facts_that_can_be_recorded(tmp_path):
    lines = [json.dumps(fact).encode() for fact in REFERENCE["examples"]().values()]
    documents = [*sorted((EXAMPLES / "marlow").glob("*.[tw]*")), EXAMPLES / "vocabulary.txt"]
    with Archive.create(tmp_path / "all.fonds", agent="you") as archive:
        archive.execute(AddSources(tuple(documents)))
        archive.execute(ImportFacts(lines, "examples"))
        used = {
            answer.name
            for subject in archive.queries.subjects()
            for answer in archive.queries.record(subject.id).properties()
        }
    assert used == set(builtin_properties())


def test_every_table_has_its_place_and_is_explained(tmp_path):
    tables = REFERENCE["tables"]()
    assert len(tables) > 30
    assert [name for name in tables if not REFERENCE["_SAYS"].get(name)] == []
    Archive.create(tmp_path / "new.fonds", agent="you").close()
    connection = sqlite3.connect(tmp_path / "new.fonds")
    for name, columns in tables.items():
        connection.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall()
    connection.close()


def test_every_member_of_a_format_has_its_place():
    text = (DOCS / "formats.md").read_text("utf-8")
    for schema in (FactLine.model_json_schema(), export_schema()):
        for name, shape in schema["$defs"].items():
            assert f"### {name}\n" in text
            for member in shape.get("properties", ()):
                assert f"| `{member}` |" in text, (name, member)
        for member in schema["properties"]:
            assert f"| `{member}` |" in text, member
