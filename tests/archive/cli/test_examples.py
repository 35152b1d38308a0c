# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Every example in the help of every command is carried out on the sample, as a reader types it.

Each line has a folder of its own with `marlow.fonds`, which is the sample, its documents, and
what else the examples name (``prepared``). What stands for a thing of the reader's own, such as an
id, is replaced (``MEANT``), and what a reader does beforehand is done (``BEFORE``).
"""

from __future__ import annotations

import re
import runpy
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from archive.cli.conftest import SAMPLE, Ran, run_program
from PIL import Image

from fonds.archive import Archive
from fonds.archive.cli.lazy import FondsCommand
from fonds.archive.cli.reference import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.queries import Queries

COMMANDS = {
    " ".join(path): command for path, command, _ in walk() if isinstance(command, FondsCommand)
}
EXAMPLES = [
    (name, line.strip())
    for name, command in COMMANDS.items()
    for line in re.sub(r"\\\n\s*", "", command.example.strip()).split("\n")
]

# What cannot be carried out in this process, and why.
WINDOW = "it opens a window: tests/archive/cli/test_window_command.py and tests/viewer do that"
LEFT_OUT = {
    "fonds view": WINDOW,
    "fonds source reread marlow.fonds scan.png --ocr": "Tesseract and German are the machine's",
}
# What asks for a word in a terminal: there is none here, so it is given.
ASKS = ("fonds key export", "fonds key rotate", "fonds key import", "fonds erase marlow.fonds 5fza")

# What an id of an example stands for: the fact of Edda Marlow of that property and value, or words
# that `_named` knows.
MEANT: Mapping[str, Mapping[str, str]] = {
    "subject link": {"3kq7": "subject Edmund Marlow", "x2ab": "subject Edmund Marlow, Sr."},
    "subject withdraw": {"3kq7": "subject Ada Quill"},
    "subject split": {"3kq7": "occupation organizer", "x2ab": "sibling Rolf Marlow"},
    "source settle": {"m4te": "passage father Josef Marlow"},
    "source translate-passage": {"m4te": "passage father Josef Marlow"},
    "fact show": {"3kq7": "father Josef Marlow"},
    "fact reread": {"m4te": "passage father Edmund Marlow, Sr."},
    "fact correct": {"3kq7": "father Josef Marlow"},
    "fact reattribute": {"3kq7": "occupation organizer", "x2ab": "sibling Rolf Marlow"},
    "fact retract": {"3kq7": "occupation organizer", "7dfa": "action occupation organizer"},
    "fact reinstate": {"3kq7": "occupation organizer"},
    "fact assess": {"3kq7": "father Josef Marlow"},
    "fact cite": {"3kq7": "birth_name Edda Ines Marlow"},
    "fact uncite": {"3kq7": "father Josef Marlow", "m4te": "passage father Josef Marlow"},
    "history": {"3kq7": "father Josef Marlow"},
    "conflict show": {"3kq7": "conflict open"},
    "conflict resolve": {"3kq7": "conflict open", "x2ab": "father Josef Marlow"},
    "conflict reopen": {"3kq7": "conflict resolved"},
    "what-if": {"3kq7x2ab": "father Josef Marlow"},
    "prove": {"zavu3qjfvpbbsytd": "birth_name Edda Ines Marlow"},
    "check-proof": {"fonds+1a2b3c4d+AQ…": "key", "dgun": "birth_name Edda Ines Marlow"},
    "erase": {"3kq7": "occupation organizer", "5fza": "capture the-quay-profile.txt"},
}
NAMED = ("Salt and Rope", "League minutes", "Parish register")
BEFORE: Mapping[str, tuple[str, ...]] = {
    "source reread": ("fonds source add marlow.fonds minutes.html scan.png",),
    "source facsimile": (
        "fonds source add marlow.fonds scan.png",
        "fonds source transcribe marlow.fonds scan.png page-88.txt --region 2,3,20,10",
    ),
    "source recapture": ("fonds source recapture marlow.fonds ellery-wiki-marlow.txt draft.txt",),
    "source settle": ("fonds source recapture marlow.fonds the-quay-profile.txt corrected.txt",),
    "source translate-passage": (
        "fonds source translate-passage marlow.fonds m4te Vater --language de",
    ),
    "source withdraw": ("fonds source add marlow.fonds draft.txt",),
    "source depends": (
        'fonds source depends marlow.fonds the-quay-profile.txt "League minutes" --reason So.',
    ),
    "source attach": ("fonds share-copy marlow.fonds for-the-press.fonds --withhold 2",),
    "fact reinstate": ("fonds fact retract marlow.fonds 3kq7 --reason 'Too much.'",),
    "key export": ("fonds key show",),
    "key import": (
        "fonds key show",
        "fonds key export -o fonds-key.txt --yes",
    ),
    "check-proof": ("fonds prove marlow.fonds dgun -o born.fonds-proof",),
    "verify": ("fonds checkpoint marlow.fonds --keep-in /media/stick/checkpoints",),
}

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Short</title><id>short</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as it is shipped, with what else examples name."""
    path = tmp_path_factory.mktemp("examples") / "sample.fonds"
    runpy.run_path(str(SAMPLE.parent / "build_sample.py"))["build"](path)
    for title in NAMED:
        ran = run_program("source", "add", path, "--unheld", "--title", title)
        assert ran.code == 0, ran.err
    assert run_program("subject", "add", path, "Ada Quill", "--kind", "person").code == 0
    return path


def prepared(folder: Path, sample: Path) -> None:
    """Lay out the files that examples name."""
    shutil.copyfile(sample, folder / "marlow.fonds")
    for document in SAMPLE.iterdir():
        shutil.copy(document, folder)
    (folder / "stick" / "checkpoints").mkdir(parents=True)
    texts = {
        "ellery-wiki-2026.txt": (SAMPLE / "ellery-wiki-marlow.txt").read_text("utf-8"),
        "corrected.txt": (SAMPLE / "the-quay-profile.txt")
        .read_text("utf-8")
        .replace("thirty years", "forty years"),
        "page-88.txt": "The pilots' roll of 1962 was never found.",
        "draft.txt": "What we should look for.",
        "minutes.html": "<title>Minutes of 1931</title><p>Nobody came to the meeting.</p>",
        "library.bib": "@book{dorr, title={Salt}, author={Dorr, Wilhelmina}, date={1991}}\n",
        "salt-and-rope.tsv": (
            "subject\tproperty\tvalue\tsource\tquote\nAda Quill\toccupation\torganizer\t"
            "ellery-wiki-marlow.txt\torganizer and politician\n"
        ),
        "chicago-notes.csl": STYLE,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    for number, name in enumerate(("letter-1.jpg", "letter-2.jpg", "scan.png")):
        Image.new("L", (40 + number, 30), 255).save(folder / name)


def meant(words: str, archive: Path) -> str:
    """Return what stands in the sample for an id of an example."""
    kind, _, rest = words.partition(" ")
    if kind == "key":
        return run_program("key", "show").out.split()[-1]
    with Archive.open(archive, read_only=True) as opened:
        queries = opened.queries
        if kind == "subject":
            return next(one.id for one in queries.subjects() if one.label == rest)
        if kind == "conflict":
            return next(one.id for one in queries.conflicts() if one.status == rest)
        if kind == "capture":
            return queries.source(rest).captures[0].id
        if kind == "passage":
            return _fact(queries, rest).citations[-1].excerpt or ""
        fact = _fact(queries, words.removeprefix("action "))
        if kind == "action":
            return queries.history(fact.id)[-1].action
        return fact.id


def _fact(queries: Queries, words: str) -> FactAnswer:
    """Find a fact about Edda Marlow by its property and its value."""
    name, _, value = words.partition(" ")
    return next(
        fact
        for answer in queries.record("Edda Marlow").properties()
        if answer.name == name
        for scope in answer.scopes
        for held in scope.values
        for fact in held.facts
        if held.display == value
    )


def typed(line: str, home: Path, stick: Path) -> Ran:
    """Run a line as a shell would: what follows > and < is a file, ~ the home."""
    line = line.replace("~/", f"{home}/").replace("/media/stick", str(stick))
    line, _, written = line.partition(" > ")
    line, _, given = line.partition(" < ")
    ran = run_program(*shlex.split(line)[1:], given=Path(given).read_bytes() if given else None)
    if written:
        Path(written).parent.mkdir(parents=True, exist_ok=True)
        Path(written).write_text(ran.out, "utf-8")
    return ran


def replaced(line: str, things: Mapping[str, str]) -> str:
    for words, thing in things.items():
        line = line.replace(words, thing)
    return line


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_an_example_can_be_typed(name, line, tmp_path, monkeypatch, private_home, sample_archive):
    for beginning, reason in LEFT_OUT.items():
        if line.startswith(beginning):
            pytest.skip(reason)
    monkeypatch.chdir(tmp_path)
    prepared(tmp_path, sample_archive)
    if name == "new":
        (tmp_path / "marlow.fonds").unlink()
    things = {
        words: meant(thing, tmp_path / "marlow.fonds")
        for words, thing in MEANT.get(name, {}).items()
    }
    line = f"{line} --yes" if line.startswith(ASKS) else line
    for one in (*BEFORE.get(name, ()), line):
        ran = typed(replaced(one, things), private_home, tmp_path / "stick")
        assert ran.code == 0, (one, ran.err)
    assert ran.out or " > " in line or " -o " in line


def test_what_is_replaced_or_left_out_is_still_an_example():
    lines = [line for _, line in EXAMPLES]
    for words in (*LEFT_OUT, *ASKS):
        assert any(line.startswith(words) for line in lines), words
    assert [name for name in {**MEANT, **BEFORE} if name not in COMMANDS] == []
    for name, things in MEANT.items():
        told = " ".join((COMMANDS[name].example, *BEFORE.get(name, ())))
        assert [words for words in things if words not in told] == [], name
