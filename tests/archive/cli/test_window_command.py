# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""view finds the window by its entry point, hands it the options, and says what is missing."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest

from fonds.archive.cli import window as window_command


class Entry:
    """An entry point whose loading does what a test wants."""

    def __init__(self, load, name="main"):
        self.load = load
        self.name = name


@pytest.fixture
def window(monkeypatch):
    def install(load, name="main"):
        def entry_points(*, group):
            return [Entry(load, name)] if group == "fonds.window" else []

        monkeypatch.setattr(window_command, "_own_starting_point", lambda: None)
        monkeypatch.setattr(metadata, "entry_points", entry_points)

    return install


def test_the_options_are_handed_over(run, window, empty):
    given = {}

    def main(**options):
        given.update(options)
        return 0

    window(lambda: main)
    ran = run(
        *(
            "view",
            empty,
            "--subject",
            "Edda",
            "--fact",
            "abcd",
            "--as-of",
            "@12",
            "--theme",
            "dark",
        ),
        *("--size", "1440x900", "--screenshot", "out.png", "--json"),
    )
    assert given == {
        "archive": empty,
        "subject": "Edda",
        "fact": "abcd",
        "as_of": "@12",
        "theme": "dark",
        "size": (1440, 900),
        "screenshot": Path("out.png"),
        "shown": None,
    }
    assert ran.code == 0
    assert ran.json == {"screenshot": "out.png"}


def test_what_is_to_be_hidden_is_handed_over(run, window, empty):
    given = {}
    window(lambda: lambda **options: given.update(options) or 0)
    for asked, shown in (
        (("--hide", "policy"), {"policy": False}),
        (("--living", "hidden", "--hide", "notes"), {"living": False, "notes": False}),
        (("--living", "shown"), None),
    ):
        assert run("view", empty, *asked).code == 0
        assert given["shown"] == shown


def test_the_language_is_handed_over_where_one_is_asked_for(run, window, empty):
    given = {}
    window(lambda: lambda **options: given.update(options) or 0)
    assert run("view", empty, "--language", "de").code == 0
    assert given["language"] == "de"
    assert "is not one of en, de" in run("view", empty, "--language", "zz").err


def test_without_anything_the_window_opens_alone(run, window):
    given = {}
    window(lambda: lambda **options: given.update(options) or 0)
    assert run("view").code == 0
    assert set(given.values()) == {None}


def test_the_windows_own_code_is_the_exit_code(run, window):
    window(lambda: lambda **_: 4)
    assert run("view").code == 4


def test_the_agent_reaches_the_window(run, window, monkeypatch):
    monkeypatch.setenv("FONDS_AGENT", "someone else")
    seen = []

    def main(**_options):
        import os

        seen.append(os.environ["FONDS_AGENT"])
        return 0

    window(lambda: main)
    run("view", "--agent", "Kemi")
    assert seen == ["Kemi"]


def test_a_missing_archive_is_3(run, window, tmp_path):
    window(lambda: lambda **_: pytest.fail("the window must not open"))
    assert run("view", tmp_path / "none.fonds").code == 3


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            ModuleNotFoundError("No module named 'PySide6'", name="PySide6"),
            "pip install PySide6-Ess",
        ),
        (
            ImportError("libEGL.so.1: cannot open shared object file: No such file or directory"),
            "libEGL.so.1 is missing",
        ),
        (ImportError("something else"), "something else"),
    ],
)
def test_what_is_missing_is_named(run, window, error, said):
    def load():
        raise error

    window(load)
    ran = run("view")
    assert (ran.code, ran.out) == (3, "")
    assert said in ran.err


def test_an_installation_without_a_window(run, window):
    window(lambda: None, name="other")
    assert "no window" in run("view").err


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            "[console_scripts]\nmain = other:main\n\n[fonds.window]\nforget = a:b\nmain = c.d:e\n",
            "c.d:e",
        ),
        ("[fonds.window]\nmain=c.d:e\n[later]\nmain = other:main\n", "c.d:e"),
        ("[fonds.window]\nforget = a:b\n\n[later]\nmain = other:main\n", None),
        ("[console_scripts]\nmain = other:main\n", None),
    ],
)
def test_its_own_distribution_is_read_as_it_lies(monkeypatch, tmp_path, told, found):
    lies = tmp_path / "fonds-0.1.0.dist-info"
    lies.mkdir()
    (lies / "entry_points.txt").write_text(told, "utf-8")
    monkeypatch.setattr(sys, "path", ["", str(tmp_path / "no such folder"), str(tmp_path)])
    assert window_command._own_starting_point() == found


def test_what_is_read_is_what_python_itself_tells():
    told = metadata.distribution("fonds").entry_points.select(group="fonds.window", name="main")
    assert window_command._own_starting_point() == next(iter(told)).value
