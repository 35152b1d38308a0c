# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Every reading of a record keeps apart what different sources say of one value."""

from __future__ import annotations

import pytest

FIRST = "She lived at Saltby in the 1980s. The margin was some 7,000 votes."
SECOND = "She lived at Saltby from 1981 to 1986. Her party was the Harbour List."
THIRD = "In 1983 she stood for the Harbour List."


@pytest.fixture
def lived(ok, empty, tmp_path):
    for folder, text in (("a", FIRST), ("b", SECOND), ("c", THIRD)):
        file = tmp_path / f"{folder}.txt"
        file.write_text(text, encoding="utf-8")
        ok("source", "add", empty, file, "--title", "A life")
    ok("subject", "add", empty, "Edda Marlow", "--kind", "person")

    def say(name, value, source, quote, *more):
        ok(
            "fact", "add", empty, "Edda Marlow", name, value, "--source", source, "--quote", quote,
            *more,
        )  # fmt: skip

    say("residence", "Saltby", "a.txt", "lived at Saltby", "--when", "198X", "--asserted-by",
        "Josef Marlow, quoted by Mirela Voss")  # fmt: skip
    say("residence", "Saltby", "b.txt", "lived at Saltby", "--when", "1981/1986")
    say("party", "the Harbour List", "b.txt", "the Harbour List")
    say("party", "the Harbour List", "c.txt", "the Harbour List", "--when", "1983")
    say("vote_margin", "7000", "a.txt", "7,000 votes", "--qualifier", "unit=votes",
        "--qualifier", "approximate=true")  # fmt: skip
    return empty


def flat(text):
    return " ".join(text.split())


def test_a_narrative_gives_nobody_the_time_that_another_says(ok, lived):
    told = flat(ok("narrative", lived, "Edda Marlow").out)
    assert (
        "lived in Saltby in the 1980s, according to Josef Marlow, quoted by Mirela Voss.[1]"
        " According to “A life”, Edda Marlow lived in Saltby from 1981 to 1986.[2]" in told
    )
    assert "belonged to the party the Harbour List, according to “A life”." in told
    assert "belonged to the party the Harbour List in 1983" in told


def test_a_time_that_only_some_sources_say_is_not_said_of_all(ok, lived):
    assert "the Harbour List, 1983 / undated" in flat(ok("show", lived, "Edda Marlow").out)


@pytest.mark.parametrize("command", ["narrative", "timeline", "show"])
def test_sources_of_one_title_are_told_apart(ok, lived, command):
    notes = flat(ok(command, lived, "Edda Marlow").out.split("PASSAGES")[1])
    assert "A life (a.txt), characters" in notes
    assert "A life (b.txt), characters" in notes


def test_a_rough_number_is_told_as_rough(ok, lived):
    shown = flat(ok("show", lived, "Edda Marlow").out)
    assert "about 7,000 votes [" in shown
    assert "Approximate" not in shown


def test_a_policy_names_the_one_source_of_its_title(ok, lived):
    assert "without “A life (b.txt)”" in flat(
        ok("show", lived, "Edda Marlow", "--exclude-source", "b.txt").out
    )
