# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A value told again, by another source: with no detail and by no name but the source's own."""

from __future__ import annotations

import pytest

from fonds.archive import Archive
from fonds.archive.export.narrative import narrative_of

TEXT = """Ann held the office of Mayor from 1885 to 1891. Ann was Mayor of the town.
The father of Ann was Jochen. Joachim was her father. Ann's father was Johann.
"""


@pytest.fixture
def town(tmp_path, ok, empty):
    path, text = empty, tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    ok("source", "add", path, text)
    ok("subject", "add", path, "Ann", "--kind", "person")

    def say(name, value, quote, *more):
        return ok(
            "fact", "add", path, "Ann", name, value, "--source", "text.txt", "--quote", quote, *more
        ).out.strip()  # fmt: skip

    return path, say


@pytest.mark.parametrize(
    ("language", "said"), [("en", "The same, without a time"), ("de", "Dasselbe, ohne Zeitangabe")]
)
def test_the_same_is_not_said_with_the_time_that_only_another_gives(town, language, said):
    path, add = town
    add("position_held", "Mayor", "office of Mayor from 1885 to 1891", "--when", "1885/1891")
    add("position_held", "Mayor", "Ann was Mayor of the town.")
    assert said in story(path, language)


def test_the_same_is_not_said_with_the_words_that_only_another_gives(town):
    path, add = town
    limits = ("--qualifier", "hedge=perhaps")
    add("occupation", "Mayor", "office of Mayor from 1885 to 1891", *limits)
    add("occupation", "Mayor", "Ann was Mayor of the town.")
    assert "The same, without “perhaps”" in story(path)


def whole(told):
    clauses = [one for paragraph in told.paragraphs for one in paragraph.clauses]
    return " ".join(one.stopped for one in clauses)


def story(path, language="en"):
    with Archive.open(path, read_only=True) as archive:
        return whole(narrative_of(archive.queries.record("Ann", merged=True), language=language))


def test_a_source_names_whom_it_names_whoever_that_was_held_to_be(town, ok):
    path, add = town
    one = add("father", "Jochen", "The father of Ann was Jochen.")
    add("father", "Joachim", "Joachim was her father.")
    ok("subject", "link", path, "Jochen", "Joachim", "--same", "--reason", "One man.")
    told = story(path)
    assert "was Jochen, according to “text”. Under another name: Joachim, according" in told
    assert "Jochen [1]; Joachim [2]" in ok("show", path, "Ann").out
    other = add("father", "Johann", "Ann's father was Johann.")
    assert (
        "One account, according to “text”: Jochen; under another name, according to “text”: Joachim"
    ) in story(path)
    (conflict,) = ok("conflicts", path, "--json").json["conflicts"]
    ok(
        "conflict",
        "resolve",
        path,
        conflict["id"],
        "--outcome",
        "preferred",
        "--prefer",
        one,
        "--reason",
        "Her letter.",
    )
    settled = story(path)
    assert "Under another name: Joachim, according to “text”" in settled
    assert other


def test_the_heading_of_what_has_none_is_german_too(town, ok):
    path, add = town
    ok("property", "define", path, "debt", "--definition", "What somebody owed.")
    add("debt", "much", "Ann was Mayor of the town.")
    with Archive.open(path, read_only=True) as archive:
        told = narrative_of(archive.queries.record("Ann"), language="de")
    assert [one.heading for one in told.paragraphs] == ["Sonstiges"]


def test_a_german_narrative_is_german_to_its_marks_and_names_a_daughter_in_full(ok, tmp_path):
    path, text = tmp_path / "brandt.fonds", tmp_path / "brandt.txt"
    text.write_text("Lena, Tochter von Otto Brandt, Lotsin, nie im Klub.", encoding="utf-8")
    ok("new", path)
    ok("source", "add", path, text, "--title", "brandt", "--date", "1931-05-04")
    ok("subject", "add", path, "Lena Brandt", "--kind", "person")
    for name, value, quote, *more in (
        ("occupation", "Lotsin", "Lotsin", "--asserted-by", "brandt"),
        ("place_of_birth", "Kiel", "Lena"),
        ("father", "Otto Brandt", "Tochter von Otto Brandt"),
        ("sibling", "Ib Vorn", "Tochter"),
        ("member_of", "Klub", "nie im Klub", "--chain", "mark=3; manner=denies"),
    ):
        given = ("--source", "brandt", "--quote", quote, *more)
        ok("fact", "add", path, "Lena Brandt", name, value, *given)
    told = " ".join(ok("narrative", path, "Lena Brandt", "--language", "de").out.split())
    life, family, *_ = (told.split("FAMILIE")[0], told.split("FAMILIE")[1].split("VERBIND")[0])
    assert " “" not in told
    assert "aut brandt" not in life
    assert "aut „brandt“" in life
    # In the life nobody else bears the name; among the family her father does.
    assert "von Brandt" in life
    assert family.count("Lena Brandt") > 1
    assert "von Brandt" not in family
    assert "Bestritten von „brandt“" in told
    assert "4. Mai 1931" in told.partition("QUELLEN")[2]
