# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a narrative must not say: absurd times, somebody else's report, a thing that is absent."""

from __future__ import annotations

import json

import pytest

TEXT = "Line one speaks of Ann. Line two speaks of Ann. Line three speaks of Ann.\n"
QUOTES = ("Line one speaks of Ann.", "Line two speaks of Ann.", "Line three speaks of Ann.")


@pytest.fixture
def told(tmp_path, ok, empty):
    """Import facts about Ann, a passage each, and tell them in a language."""

    def tell(*facts, language="en"):
        text, lines = tmp_path / "text.txt", tmp_path / "facts.jsonl"
        text.write_text(TEXT, encoding="utf-8")
        ok("source", "add", empty, text)
        lines.write_text(
            "".join(
                json.dumps({"subject": "Ann", "source": "text.txt", "quote": quote, **fact}) + "\n"
                for quote, fact in zip(QUOTES, facts, strict=False)
            )
        )
        ok("fact", "import", empty, lines)
        out = ok("narrative", empty, "Ann", "--language", language).out
        return " ".join(out.partition("\nPASSA")[0].split())

    return tell


@pytest.mark.parametrize(
    ("language", "none"),
    [("en", "Another says: none, according to the clerk."),
     ("de", "Eine andere besagt: nicht vorhanden, laut the clerk.")],
)  # fmt: skip
def test_an_account_that_there_is_none_does_not_read_as_if_it_gave_nothing(told, language, none):
    text = told(
        {"property": "father", "value": "Joachim"},
        {"property": "father", "value_kind": "none", "asserted_by": "the clerk"},
        language=language,
    )
    assert none in text.replace("[2]", "")


@pytest.mark.parametrize(
    ("name", "value", "when", "said"),
    [
        ("place_of_birth", "Visby", "1903/1905", "Ann was born in Visby (1903 – 1905)"),
        ("place_of_birth", "Visby", "1903", "Ann was born in Visby in 1903"),
        ("signed", "the petition", "1903/1905", "Ann signed the petition (1903 – 1905)"),
        ("residence", "Visby", "1903/1905", "Ann lived in Visby from 1903 to 1905"),
        ("described_as", "stubborn", "1903", "Ann is described as stubborn (1903)"),
        ("depicted_with", "Tom Berg", "1903", "Ann is pictured with Tom Berg (1903)"),
    ],
)
def test_a_time_is_said_in_prose_only_of_what_can_have_been_at_that_time(
    told, name, value, when, said
):
    assert said in told({"property": name, "value": value, "when": when})


def test_who_reports_is_told_before_what_they_cite(told):
    chain = [{"speaker": "the aunt", "manner": "reports", "read": True}, {"work": "an old book"}]
    text = told({"property": "occupation", "value": "clerk", "chain": chain})
    assert "according to the aunt (reporting it), citing an old book" in text.lower()


def test_that_no_age_is_given_shows_nobody_alive(told):
    text = told(
        {"property": "date_of_death", "value": "1901"},
        {"property": "age", "value_kind": "none", "when": "1903"},
        {"property": "residence", "value_kind": "unknown", "when": "1903"},
    )
    assert "cannot all be so" not in text


@pytest.mark.parametrize(
    ("language", "born", "died"),
    [("en", "was born in Sorn (“perhaps”)", "died in 1282 or 1294"),
     ("de", "wurde geboren in Sorn („perhaps“)", "starb im Jahr 1282 oder 1294")],
)  # fmt: skip
def test_a_death_after_a_doubtful_place_of_birth_is_told_as_a_death(told, language, born, died):
    """It was told as the time of the birth: "born in 1207 in Sorn in 1282 or 1294"."""
    text = told(
        {"property": "date_of_birth", "value": "1207"},
        {"property": "place_of_birth", "value": "Sorn", "qualifiers": {"hedge": "perhaps"}},
        {"property": "date_of_death", "value": "[1282,1294]"},
        language=language,
    )
    assert born in text
    assert died in text
