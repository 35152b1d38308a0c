# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Text fit for a terminal: nothing sends control sequences, lines fit, colour is never alone."""

from __future__ import annotations

import io
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.cli.progress import Bar
from fonds.archive.cli.tables import counted, in_words, labelled, table
from fonds.archive.cli.terminal import WIDEST, Ink, cells, columns, flowing, safe, safe_lines, wrap


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(st.text(st.characters(codec=None, categories=None)))
def test_nothing_safe_holds_a_control_character(text):
    shown = safe(text)
    assert not any(ord(sign) < 0x20 or 0x7F <= ord(sign) <= 0x9F for sign in shown)
    assert not set(shown) & set("\u202a\u202e\u2066\u2069\u2028\u2029\u200e\u061c")


@given(st.text())
def test_flowing_text_is_one_safe_line(text):
    assert flowing(text) == safe(flowing(text))


def test_what_was_there_can_still_be_told():
    assert safe("\x1b[31mred\x9b\u202e\t") == "\\x1b[31mred\\x9b\\u202e\\t"
    assert safe_lines("a\r\nb\x07\nc") == "a\nb\\x07\nc"
    assert flowing("one\n  two\tthree ") == "one two three"
    assert flowing("no\N{NO-BREAK SPACE}break") == "no\N{NO-BREAK SPACE}break"


def test_cells_count_what_a_terminal_shows():
    assert [cells("abc"), cells("Þóra"), cells("o\N{COMBINING ACUTE ACCENT}"), cells("日本")] == [
        3,
        4,
        1,
        4,
    ]


@given(st.lists(st.text("ab日", min_size=1, max_size=12)), st.integers(30, 60))
def test_wrapped_lines_fit_and_lose_nothing(words, width):
    lines = wrap(" ".join(words), width, first="  ", rest="    ")
    assert " ".join(" ".join(lines).split()) == " ".join(words)
    assert all(cells(line) <= width for line in lines)


def test_a_word_longer_than_the_line_stands_alone():
    assert wrap("a " + "x" * 50 + " b", 20) == ["a", "x" * 50, "b"]


def test_spaces_before_a_word_break_no_line_and_those_between_stay():
    assert wrap("  " + "x" * 30 + "  b c", 20, first="日 ", rest=" ") == [f"日 {'x' * 30}", " b c"]
    assert wrap("日本  日  b", 8, first="  ") == ["  日本 ", "  日  b"]


def test_columns_follow_the_terminal_up_to_what_reads_well(monkeypatch):
    monkeypatch.setenv("COLUMNS", "64")
    assert columns(io.StringIO()) == 64
    monkeypatch.setenv("COLUMNS", "300")
    assert columns(io.StringIO()) == WIDEST
    monkeypatch.delenv("COLUMNS")
    assert columns(io.StringIO()) == 80


def test_colour_only_on_a_terminal_and_not_where_it_is_refused(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert Ink.for_stream(Terminal()).alert("!") == "\x1b[31m!\x1b[0m"
    assert Ink.for_stream(io.StringIO()).alert("!") == "!"
    monkeypatch.setenv("NO_COLOR", "1")
    assert Ink.for_stream(Terminal()).strong("x") == "x"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert Ink.for_stream(Terminal()).quiet("x") == "x"


def test_tables_align_by_cells():
    assert table([("日", "1", "x"), ("abc", "20", "y")], right={1}) == ["日    1  x", "abc  20  y"]
    assert table([]) == []
    assert labelled([("A", "1"), ("None", ""), ("Long", "2\n3")], 40) == [
        "A     1",
        "Long  2",
        "      3",
    ]
    assert [counted(1, "fact"), counted(2000, "fact"), in_words(2), in_words(40)] == [
        "1 fact",
        "2,000 facts",
        "two",
        "40",
    ]


@pytest.fixture
def clock():
    return iter([0.0, *(0.4 * step for step in range(1, 40))])


def test_a_bar_appears_after_a_second_and_is_wiped_away(monkeypatch, clock):
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    bar = Bar("Importing", lambda: next(clock))
    assert bar(1, 10)
    assert screen.getvalue() == "", "not within the first second"
    for done in range(2, 11):
        assert bar(done, 10)
    assert "Importing [" in screen.getvalue()
    assert "100%" in screen.getvalue()
    bar.end()
    assert screen.getvalue().endswith(" \r")


def test_work_that_cannot_say_how_far_it_is_says_how_long_it_took(monkeypatch, clock):
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    bar = Bar("Looking", lambda: next(clock))
    for _ in range(8):
        assert bar(0, 0)
    assert "\rLooking 2 s " in screen.getvalue()
    assert "%" not in screen.getvalue()
    bar.end()
    assert screen.getvalue().endswith(" \r")


def test_no_bar_where_nobody_watches(monkeypatch, clock):
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    bar = Bar("Importing", lambda: next(clock))
    for done in range(10):
        bar(done, 10)
    bar.end()
    assert screen.getvalue() == ""


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
@pytest.mark.parametrize("words", [("--help",), ("fact", "add", "--help"), ("fact",)])
def test_help_is_printed_in_any_encoding(start, tmp_path, encoding, words):
    asked = start(*words, env={"PYTHONIOENCODING": encoding, "FONDS_HOME": str(tmp_path)})
    told, complaint = asked.communicate()
    assert asked.returncode == (2 if len(words) == 1 and words[0] == "fact" else 0)
    # Where it is told ASCII, click writes UTF-8 all the same.
    said = (told + complaint).decode("utf-8", "replace")
    assert "Usage: fonds" in said
    assert "went wrong" not in said


def test_what_verify_found_it_found_though_nobody_reads_on(start, sample, damaged):
    damaged(sample, "UPDATE view_subject SET label = 'Another'")
    asked = start("verify", sample, stdin=subprocess.DEVNULL)
    asked.stdout.close()
    with asked.stderr as complaint:
        assert complaint.read() == b""
    assert asked.wait() == 1
