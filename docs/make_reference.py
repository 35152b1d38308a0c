# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
# ruff: noqa: INP001, ISC004 - a script, in no package, whose lists are lines of prose
"""Writes docs/vocabulary.md, docs/views.md and docs/formats.md from what they describe.

    .venv/bin/python docs/make_reference.py

tests/pages/test_reference.py holds them to be current and whole, and carries their examples out.
"""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from fonds.archive import Archive
from fonds.archive.commands.interchange import FactLine
from fonds.archive.export.shapes import export_schema
from fonds.archive.tables import VIEWS_EDITION, ThingKind
from fonds.archive.vocabulary import PropertyTerm, builtin_properties, qualifier_terms, sections
from fonds.events.catalogue.properties import Cardinality
from fonds.events.recorded import event_types

DOCS = Path(__file__).resolve().parent
EXAMPLES = DOCS.parent / "examples"
_MADE = "*Written by `docs/make_reference.py`{}. Do not edit.*\n"

# The vocabulary

_MANY = {
    Cardinality.SINGLE: "one at a time",
    Cardinality.SINGLE_IN_CONTEXT: "one in its context",
    Cardinality.MULTIPLE: "any number",
}
_OUTSIDE = {"wikidata": "Wikidata {}", "schema_org": "schema.org {}"}


def examples() -> dict[str, dict[str, Any]]:
    """Return one fact for each property, in the interchange format, from the documents' samples."""
    found: dict[str, dict[str, Any]] = {}
    for name in ("marlow/facts.jsonl", "vocabulary.jsonl"):
        for line in (EXAMPLES / name).read_text("utf-8").splitlines():
            fact = json.loads(line)
            if fact.get("value_kind", "value") == "value":
                found.setdefault(fact["property"], fact)
    return found


def vocabulary() -> str:
    """Return the page of the vocabulary."""
    given = examples()
    lines = [
        "# The vocabulary\n",
        _MADE.format(" from the vocabulary that ships with Fonds"),
        f"What a fact can say: {len(builtin_properties())} properties. An archive takes one into"
        " use with the first fact that needs it, and keeps its definition; you can define"
        " your own (`fonds property define`). *One at a time* means that two different values of"
        " one time contradict each other; *one in its context*, that they do so within one office,"
        " contest or whatever the context is; of *any number* nothing contradicts anything.\n",
        "Each example is a fact of the [sample documents](../examples/README.md): whom it is about,"
        " its value, and the words it rests on.\n",
    ]
    for section in sections():
        lines.append(f"## {section.label}\n")
        for term in builtin_properties().values():
            if term.section == section.name:
                lines += _property(term, given.get(term.name))
    lines += [
        "## Qualifiers\n",
        "What limits a fact, or places it: `--qualifier NAME=VALUE`. Others may be used; these have"
        " a name for readers.\n",
        "| name | is shown as | means |",
        "|---|---|---|",
    ]
    lines += [
        f"| `{term.name}` | {term.label} | {term.definition} |"
        for term in qualifier_terms().values()
    ]
    return "\n".join(lines) + "\n"


def _property(term: PropertyTerm, example: dict[str, Any] | None) -> list[str]:
    kinds = " or ".join(kind.value for kind in term.value_types)
    facts = [f"Value: {kinds}", _MANY[term.cardinality]]
    if term.scope_qualifiers:
        names = ", ".join(f"`{name}`" for name in term.scope_qualifiers)
        facts.append(f"context: {names}, and the time")
    if term.inverse:
        facts.append(f"the other way round: `{term.inverse}`")
    if term.symmetric:
        facts.append("holds both ways")
    if term.also:
        facts.append(f"also found by: {', '.join(term.also)}")
    facts += [_OUTSIDE[name].format(f"`{word}`") for name, word in term.outside.items()]
    lines = [
        f"### {term.name}\n",
        f"**{term.label}.** {term.definition}\n",
        f"{'; '.join(facts)}.\n",
    ]
    if example is not None:
        value = example["value"]
        quote = re.sub(r"\s+", " ", example["quote"])
        lines.append(f"> {example['subject']} – *{value}* – “{quote}”\n")
    return lines


# The views

_SAYS = {
    "view_state": "The edition of these tables and, in its last three digits, of the rules that"
    " found the conflicts. Others' are made anew.",
    "view_thing": "Every id that names something, with its key, its kind and where it came in.",
    "view_about": "Which events concern a subject or a source.",
    "view_action": "Which events belong to one action, and when it was done.",
    "view_import": "The beginning of each import key, to know a line that was imported before.",
    "view_erased": "Which parts of which event were erased, and by which event.",
    "view_subject": "Each subject: kind, label, whether it was withdrawn.",
    "view_subject_name": "Names of subjects, folded, to find them by.",
    "view_name_word": "The words that names of subjects begin with, as texts may spell them.",
    "view_link": "What was concluded last about two subjects: same, not the same, unsure.",
    "view_agent": "Who records.",
    "view_property": "The archive's own vocabulary.",
    "view_source": "Each source: its title, whether anything of it is held, whether withdrawn.",
    "view_source_name": "Titles, file names and other names of sources, folded.",
    "view_capture": "Captures of sources.",
    "view_digest": "Which captures have a file of this digest.",
    "view_rendition": "Texts of captures, with their lengths.",
    "view_excerpt": "Passages: in which text, from where to where.",
    "view_place": "Passages by their place in a text.",
    "view_cited_work": "Works that sources cite, and what became of them.",
    "view_support": "Which events say what a source rests on.",
    "view_denial": "Facts that some passage denies (0), or that say there is none (1).",
    "view_premise": "Which facts need which other fact or passage.",
    "view_second_hand": "Facts that pass something on.",
    "view_inquiry": "What was looked for in a source.",
    "view_read": "Which ranges of a text were read.",
    "view_translation": "Where a passage was put into another language, or that was taken back.",
    "view_relocation": "Where a passage stands in a newer text, or that it does not; `accepted` and"
    " `absent` once a person decided of a *changed* or *lost* one.",
    "view_cited_place": "Which ranges of a text a footnote covers.",
    "view_fact": "Each fact: whom it is about now, its property, whether it stands.",
    "view_attribution": "Every subject and property a fact was ever filed under.",
    "view_citation": "Which facts cite a passage or an inquiry.",
    "view_mention": "Which facts name a subject as value or qualifier.",
    "view_tally": "How many facts stand, of a subject and of all (key 0).",
    "view_claim": "Facts of one property of one subject, by what they say.",
    "view_conflict": "Conflicts, in the order of their list.",
    "search_record": "Words of facts, notes and names (FTS5).",
    "search_passage": "Words of passages and texts (FTS5).",
    "search_place": "Where in a text the words of a row of `search_passage` stand.",
    "search_waiting": "Texts that are not in the index yet; searches look here too.",
}
_SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")
"""What SQLite makes for itself beside a table of words."""


def tables() -> dict[str, tuple[str, ...]]:
    """Return the disposable tables of a new archive, with their columns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.fonds"
        Archive.create(path, agent="you").close()
        connection = sqlite3.connect(path)
        found = connection.execute(
            "SELECT t.name, group_concat(c.name) FROM sqlite_schema t, pragma_table_info(t.name) c"
            " WHERE t.type = 'table' AND (t.name GLOB 'view_*' OR t.name GLOB 'search_*')"
            " GROUP BY t.name ORDER BY t.rowid"
        ).fetchall()
        connection.close()
    return {name: tuple(said.split(",")) for name, said in found if not name.endswith(_SHADOWS)}


def views() -> str:
    """Return the page of the views."""
    kinds = ", ".join(f"{kind.value} {kind.name.lower().replace('_', ' ')}" for kind in ThingKind)
    lines = [
        "# The views\n",
        _MADE.format(" from the projections"),
        f"The disposable tables of an archive, edition {VIEWS_EDITION}. They are made from the log,"
        " can be thrown away, and are made again by `fonds rebuild`. They may change with every"
        " version of Fonds: **do not build on them**. What lasts is the log"
        " ([the format](format.md)), the [export](formats.md#export) and the queries of Python.\n",
        f"They speak of things by numbers, which `view_thing` explains; its `kind` is {kinds}."
        " What a fact says is not in them; it is read from the fact's own events"
        " ([the architecture](architecture.md#views-where-to-look-not-what-is-said)).\n",
        "All the same, one may look:\n",
        "```python\n"
        "import sqlite3\n"
        "\n"
        'archive = sqlite3.connect("file:marlow.fonds?mode=ro", uri=True)\n'
        'for label, facts in archive.execute("""\n'
        "    SELECT label, facts FROM view_subject JOIN view_tally ON subject = key\n"
        '    ORDER BY facts DESC LIMIT 2"""):\n'
        "    print(label, facts)\n"
        "archive.close()\n"
        "```",
        "```output\nEdda Marlow 63\nlantern supper of 1991 5\n```\n",
        "| table | columns | says |",
        "|---|---|---|",
    ]
    for name, columns in tables().items():
        said = ", ".join(f"`{column}`" for column in columns)
        lines.append(f"| `{name}` | {said} | {_SAYS.get(name, '')} |")
    return "\n".join(lines) + "\n"


# The formats

_LINE = {
    "id": "M-letter-1",
    "subject": "Edda Marlow",
    "property": "occupation",
    "value": "assistant purser",
    "when": "1967-05~",
    "source": "letter.txt",
    "quote": "She has been made assistant purser",
    "asserted_by": "Anton Marlow",
}


def formats() -> str:
    """Return the page of the formats."""
    line = FactLine.model_json_schema()
    export = export_schema()
    names = ", ".join(f"[`{name}`](events.md#{name.lower()})" for name in event_types())
    lines = [
        "# Formats\n",
        _MADE.format(" from the schemas"),
        "What goes in and out. All of them change only by addition. `fonds schema NAME` prints the"
        " JSON Schema (draft 2020-12) of those that are JSON; this page lists their members.\n",
        "| format | is | schema |",
        "|---|---|---|",
        "| the file | an SQLite database: [format.md](format.md) | in that page |",
        "| `fact-import` | facts to be recorded, one JSON object a line: [below](#fact-import)"
        " | `fonds schema fact-import` |",
        "| a sheet | the same, tab-separated: [below](#sheets) | |",
        "| `fonds-export/1` | records, sources and conflicts: [below](#export)"
        " | `fonds schema export` |",
        "| events | what the log says: [events.md](events.md) | `fonds schema FactAsserted` … |",
        "| `fonds-proof/1`, checkpoints, keys | [proofs.md](proofs.md#formats) | in that page |",
        "| `--json` | one document for each command: [cli.md](cli.md) | |\n",
        "## fact-import\n",
        "JSON Lines in UTF-8. A file is recorded whole or not at all, and errors name their line."
        " Offsets are Unicode code points of the source's text.\n",
        "```json\n" + json.dumps(_LINE, indent=1, ensure_ascii=False) + "\n```\n",
        "As a line, and taken in:\n",
        "```sh\n"
        "fonds source add marlow.fonds examples/letter.txt\n"
        "cat > letter.jsonl <<'END'\n" + json.dumps(_LINE, ensure_ascii=False) + "\nEND\n"
        "fonds fact import marlow.fonds letter.jsonl --match-labels\n"
        "```\n",
        *_members(line, line),
        *_shapes(line),
        "## Sheets\n",
        "Tab-separated text for `fonds fact sheet`. The first line names the columns: members of"
        " the interchange format, `mark` and `work` for a cited work, and `q:NAME` for a"
        " qualifier. Subject, source, locator, passage and speaker stay until they change: an empty"
        " cell means what stood there last, `-` means nothing. There is an example under"
        " [Record a fact](howto/record-a-fact.md#many-facts).\n",
        "## Export\n",
        "One JSON document, `fonds-export/1`; the same archive gives the same bytes.\n",
        "```sh\nfonds export marlow.fonds --format json -o marlow.json\n```\n",
        "```python\n"
        "import json\n"
        "\n"
        'with open("marlow.json", encoding="utf-8") as file:\n'
        "    export = json.load(file)\n"
        'print(export["format"], export["archive"]["head"]["size"])\n'
        'edda = next(one for one in export["subjects"] if one["label"] == "Edda Marlow")\n'
        'father = edda["properties"]["father"]\n'
        'print(father["status"])\n'
        'for value in father["scopes"][0]["values"]:\n'
        '    print(value["value"], "-", value["facts"][0]["citations"][0]["quote"])\n'
        "```",
        "```output\n"
        "fonds-export/1 …\n"
        "disputed\n"
        "Josef Marlow - Her father, Josef, a pilot, brought ships through the Narrows for thirty"
        " years.\n"
        "Edmund Marlow, Sr. - Her father, Edmund Marlow, Sr., was known on every pier as an"
        " organizer;\n"
        "```\n",
        *_members(export, export),
        *_shapes(export),
        "## Events\n",
        f"`fonds schema` knows each of them: {names}.\n",
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _shapes(schema: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for name, shape in sorted(schema.get("$defs", {}).items()):
        lines.append(f"### {name}\n")
        if "description" in shape:
            lines.append(f"{_plain(shape['description'])}\n")
        if "enum" in shape:
            lines.append(", ".join(f"`{word}`" for word in shape["enum"]) + ".\n")
        if "properties" in shape:
            lines += _members(shape, schema)
    return lines


def _members(shape: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    needed = set(shape.get("required", ()))
    lines = ["| member | is | needed |", "|---|---|---|"]
    for name, member in shape["properties"].items():
        said = _plain(member.get("description", ""))
        is_needed = "yes" if name in needed else "no"
        lines.append(
            f"| `{name}` | {_kind(member, schema)}{f': {said}' if said else ''} | {is_needed} |"
        )
    return [*lines, ""]


def _kind(member: dict[str, Any], schema: dict[str, Any]) -> str:
    if "$ref" in member:
        name = member["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in member:
        kinds = dict.fromkeys(_kind(one, schema) for one in member["anyOf"])
        return " or ".join(kinds)
    if "const" in member:
        return f"`{json.dumps(member['const'])}`"
    if "enum" in member:
        return ", ".join(f"`{word}`" for word in member["enum"])
    if member.get("type") == "array":
        return f"list of {_kind(member.get('items', {}), schema)}"
    if member.get("type") == "object" and isinstance(member.get("additionalProperties"), dict):
        return f"object of {_kind(member['additionalProperties'], schema)}"
    return str(member.get("type", "anything"))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"``(.+?)``", r"`\1`", text).split()).replace("|", "\\|")


PAGES = {"vocabulary.md": vocabulary, "views.md": views, "formats.md": formats}

if __name__ == "__main__":
    for page, made in PAGES.items():
        (DOCS / page).write_text(made(), "utf-8")
