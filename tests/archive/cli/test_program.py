# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The program as a whole: help, examples, lazy loading, options anywhere, defects, pipes."""

from __future__ import annotations

import importlib
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from fonds.archive.cli import first_page, preferences
from fonds.archive.cli.lazy import Entry, FondsCommand, LazyGroup
from fonds.archive.cli.reference import first, reference, walk
from fonds.archive.cli.root import program

ROOT = Path(__file__).resolve().parents[3]
COMMANDS = [(path, command) for path, command, _ in walk() if isinstance(command, FondsCommand)]
DUE = """new; source add; source transcribe; source appraise; source list; source show; source text;
subject add; subject list; subject link; property list; property define; property amend; fact add;
fact import; fact correct; fact reattribute; fact retract; fact reinstate; fact assess; fact cite;
fact uncite; note add; show; history; conflicts; search; export; schema; verify; backup; rebuild;
doctor; view; completion"""


def test_every_command_that_is_due_is_there():
    there = {" ".join(path) for path, _ in COMMANDS}
    assert {name.strip() for name in DUE.replace("\n", " ").split(";")} <= there


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(p) for p, _ in COMMANDS])
def test_help_has_a_sentence_and_an_example(run, path, command):
    ran = run(*path, "--help")
    assert ran.code == 0
    assert "Example" in ran.out
    assert f"  fonds {' '.join(path)}" in ran.out
    assert "--json" in ran.out
    assert "--agent NAME" in ran.out
    assert command.help


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(p) for p, _ in COMMANDS])
def test_the_examples_are_right_uses(path, command):
    lines = command.example.replace("\\\n", " ").strip().split("\n")
    for line in lines:
        words = shlex.split(line.split(" > ")[0].split(" < ")[0])
        assert words[: len(path) + 1] == ["fonds", *path]
        context = click.Context(command, info_name=line)
        with context:
            command.parse_args(context, words[len(path) + 1 :])


def test_the_table_names_each_command_as_it_names_itself():
    def check(group: LazyGroup) -> None:
        for name, entry in group.entries.items():
            if isinstance(entry, LazyGroup):
                check(entry)
                continue
            assert isinstance(entry, Entry)
            module, _, attribute = entry.target.partition(":")
            assert getattr(importlib.import_module(module), attribute).name == name
            assert entry.help.endswith(".")

    check(program)


@pytest.mark.parametrize("args", [["--help"], ["fact", "--help"], ["--version"], ["nonsense"]])
def test_help_loads_nothing_heavy(args):
    code = (
        "import sys\n"
        "from fonds.archive.cli import main\n"
        f"sys.argv = ['fonds', *{args!r}]\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'sqlite_utils', 'pydantic', 'PySide6', 'sqlite3', 'pysqlite3', 'rapidfuzz'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_the_reference_in_docs_is_up_to_date():
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == reference(), "run: python -m fonds.archive.cli.reference > docs/cli.md"


def test_the_first_page_that_is_kept_ready_is_current():
    kept = Path(first_page.__file__).with_name("help.txt").read_text(encoding="utf-8")
    assert kept == first(), "run: make pages"


@pytest.mark.parametrize("columns", ["79", "80", "200", "", "many"])
def test_the_first_page_is_printed_as_click_prints_it_in_any_width(start, columns):
    env = {"COLUMNS": columns}
    kept, _ = start("--help", env=env).communicate()
    # Asked for in a second way, it is not taken from the file.
    clicked, _ = start("--json", "--help", env=env).communicate()
    assert kept == clicked


def test_the_first_page_in_a_narrow_encoding(start):
    env = {"PYTHONIOENCODING": "ascii:backslashreplace", "LC_ALL": "C"}
    kept, _ = start("--help", env=env).communicate()
    clicked, _ = start("--json", "--help", env=env).communicate()
    assert kept == clicked
    assert b"COMMAND" in kept


def test_json_and_agent_are_taken_before_and_after_the_command(ok, empty):
    before = ok("--json", "--agent", "A", "subject", "add", empty, "One", "--kind", "person")
    between = ok("subject", "--agent", "B", "--json", "add", empty, "Two", "--kind", "person")
    after = ok("subject", "add", empty, "Three", "--kind", "person", "--json", "--agent", "C")
    assert all("subject" in ran.json for ran in (before, between, after))
    events = ok("history", empty, "--json").json["events"]
    agents = [event["agent"] for event in events if event["type"] == "SubjectOpened"]
    assert agents == ["C", "B", "A"]


def test_version_is_the_installed_one(ok):
    from importlib.metadata import version

    assert ok("--version").out == f"fonds {version('fonds')}\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["shwo"], "show"),
        (["fact", "ad"], "add"),
        (["show"], "The form is: fonds show [OPTIONS] ARCHIVE SUBJECT (see --help)."),
        (["show", "a.fonds", "x", "--as-off", "@1"], "--as-of"),
        (["subject", "add", "a.fonds", "X", "--kind", "persn"], "person"),
        (["subject", "link", "a.fonds", "X", "Y", "--reason", "r"], "--same"),
        (["fact", "add", "a.fonds", "X", "father", "Y", "--quote", "q"], "--source"),
        (["fact", "add", "a.fonds", "X", "father", "Y", "--source", "s"], "--quote"),
        (["fact", "add", "a.fonds", "X", "f", "Y", "--source", "s", "--quote", " "], "--quote"),
        (["fact", "retract", "a.fonds", "abcd"], "--reason"),
        (["fact", "retract", "a.fonds", "--reason", "r"], "--action"),
        (["source", "add", "a.fonds"], "--unheld"),
        (["source", "add", "a.fonds", "x.txt", "--unheld"], "--unheld"),
        (["view", "--size", "big"], "1440x900"),
        (["view", "--size", "100x80"], "960x600"),
        (["export", "a.fonds", "--format", "xml"], "json"),
        (["agent", "X", "--forget"], "--forget"),
        (["fact", "assess", "a.fonds", "abcd", "--reason", "r"], "--rank"),
    ],
)
def test_wrong_use_is_2_and_says_what_to_do(run, args, said):
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "--help" in ran.err
    told = run("--json", *args).error
    assert told["code"] == "usage"
    assert said in told["message"]


def test_a_bad_qualifier_is_wrong_use(run, sample):
    ran = run(
        *("fact", "add", sample, "Edda Marlow", "father", "X", "--source", "s", "--quote", "q"),
        *("--qualifier", "nonsense"),
    )
    assert ran.code == 2
    assert "name=value" in ran.err


@pytest.fixture
def defect(monkeypatch):
    def broken(*_args, **_options):
        message = "the innards"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("fonds.archive.archive.Archive.open", broken)


@pytest.mark.usefixtures("defect")
def test_a_defect_of_ours_is_70_and_leaves_a_report(run, sample):
    ran = run("show", sample, "Somebody Private")
    assert (ran.code, ran.out) == (70, "")
    assert "Something went wrong in Fonds itself (ZeroDivisionError)" in ran.err
    assert "Traceback" not in ran.err
    (report,) = (preferences.home() / "reports").iterdir()
    assert str(report) in ran.err
    text = report.read_text(encoding="utf-8")
    assert "the innards" in text
    assert "Somebody Private" not in text.split("Traceback")[0], "what was said is nobody's affair"


@pytest.mark.usefixtures("defect")
def test_a_defect_with_json(run, sample):
    told = run("show", sample, "X", "--json").error
    assert told["code"] == "defect"
    assert Path(told["report"]).is_file()


@pytest.mark.usefixtures("defect")
def test_a_defect_prints_its_traceback_for_developers(run, sample, monkeypatch):
    monkeypatch.setenv("FONDS_DEBUG", "1")
    ran = run("show", sample, "X")
    assert ran.code == 70
    assert "Traceback" in ran.err
    assert not (preferences.home() / "reports").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(ok, shell):
    script = ok("completion", shell).out
    assert "_FONDS_COMPLETE" in script
    assert ok("--json", "completion", shell).json["script"].strip() == script.strip()


def test_completion_offers_commands_options_and_words(start):
    def complete(line: str) -> set[str]:
        words = line.split(" ")
        asked = {
            "_FONDS_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
        }
        out, _ = start(env=asked).communicate()
        return {one.partition(",")[2] for one in out.decode().splitlines()}

    assert {"fact"} == complete("fonds fac")
    assert {"reattribute", "retract", "reinstate", "reread"} == complete("fonds fact re")
    assert "--as-of" in complete("fonds show a.fonds X --as")
    assert {"person", "place"} == complete("fonds subject add a.fonds X --kind p")


def test_a_reader_who_stops_is_no_failure(start, sample):
    reading, writing = os.pipe()
    os.close(reading)
    process = start("history", sample, stdout=writing)
    os.close(writing)
    _, err = process.communicate()
    assert (process.returncode, err) == (0, b"")


def test_help_to_a_reader_who_stops(start):
    reading, writing = os.pipe()
    os.close(reading)
    process = start("--help", stdout=writing)
    os.close(writing)
    _, err = process.communicate()
    assert (process.returncode, err) == (0, b"")


def test_json_is_one_document_in_utf_8_whatever_the_locale(start, sample):
    process = start(
        *("--json", "subject", "list", sample), env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    )
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert "Þóra Lindqvist" in {row["label"] for row in json.loads(out.decode("utf-8"))["subjects"]}


def test_text_for_people_survives_a_narrow_encoding(start, sample):
    process = start("subject", "list", sample, env={"PYTHONIOENCODING": "ascii"})
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert b"\\xdeora" in out or b"\\xde\\xf3ra" in out
