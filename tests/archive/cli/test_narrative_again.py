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
    ("language", "said"),
    [("en", "The same is said, without a time"), ("de", "Dasselbe wird gesagt, ohne Zeitangabe")],
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
    assert "The same is said, without “perhaps”" in story(path)


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
    assert (
        "was Jochen, according to the source “text”. Under another name it is Joachim, according"
        in told
    )
    assert "Jochen [1]; Joachim [2]" in ok("show", path, "Ann").out
    other = add("father", "Johann", "Ann's father was Johann.")
    assert (
        "One account gives Jochen, according to the source “text”; under another name Joachim,"
        " according to the source “text”."
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
    assert "Under another name it is Joachim, according to the source “text”" in settled
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
    assert "aut der Quelle „brandt“" in life
    # Among the family her father bears the name too.
    assert "Lena Brandt wurde geboren in Kiel[1] und war von Beruf Lotsin" in life
    assert family.count("Lena Brandt") > 1
    assert "von Brandt" not in family
    assert "Bestritten von „brandt“" in told
    assert "4. Mai 1931" in told.partition("QUELLEN")[2]


LIFE = """Bo Hahn was mayor from 1950 to 1954, on the town council from 12 June 1946 to 1950,
chair of the harbour board since 1958; elected in 1946 and defeated in 1954; of the Labour Party;
about 1960 he was a pilot; three children; he was a clerk, perhaps in 1944.
"""


@pytest.mark.parametrize(
    ("name", "value", "more", "english", "german"),
    [
        ("position_held", "mayor", ("--when", "1950/1954"),
         "held the position of mayor from 1950 to 1954, acc",
         "bekleidete das Amt „mayor“ von 1950 bis 1954, laut"),
        ("position_held", "town council", ("--when", "1946-06-12/1950"),
         "held a position in town council from 12 June 1946 to 1950, acc",
         "bekleidete ein Amt bei town council vom 12. Juni 1946 bis 1950, laut"),
        ("position_held", "chair of the harbour board", ("--when", "1958/.."),
         "held the position of chair of the harbour board from 1958 on, acc",
         "bekleidete das Amt „chair of the harbour board“ ab 1958, laut"),
        ("position_held", "member of the council", ("--when", "../1958-03-01"),
         "held the position of member of the council until 1 March 1958, acc",
         "„member of the council“ bis zum 1. März 1958, laut"),
        ("election_result", "elected", ("--when", "1946"), "Bo Hahn was elected in 1946, acc",
         "Bo Hahn wurde gewählt im Jahr 1946, laut"),
        ("election_result", "near-upset", ("--when", "1946"), "was: near-upset (1946), acc",
         "near-upset (1946), laut"),
        ("party", "Labour Party", (), "belonged to the Labour Party, acc", "Partei Labour Party"),
        ("number_of_children", 3, (), "Bo Hahn had 3 children, acc", "hatte 3 Kinder, laut"),
        ("number_of_children", 1, (), "Bo Hahn had one child, acc", "hatte ein Kind, laut"),
        ("name", "Bo Hahn", (), "The name is given as Bo Hahn", "Als Name wird Bo Hahn"),
        # What is not known to the day, month or year keeps its own sign, in parentheses.
        ("occupation", "pilot", ("--when", "1960~"), "was a pilot by occupation (about 1960), acc",
         "von Beruf pilot (etwa 1960), laut"),
        ("occupation", "clerk", ("--when", "1944?"), "was a clerk by occupation (1944?), acc",
         "von Beruf clerk (1944?), laut"),
        ("occupation", "clerk", ("--when", "/1944"), "a clerk by occupation (",
         "von Beruf clerk ("),
    ],
)  # fmt: skip
def test_a_clause_reads_as_prose_and_says_no_more_than_the_fact(
    ok, empty, tmp_path, name, value, more, english, german
):
    (tmp_path / "life.txt").write_text(LIFE, encoding="utf-8")
    ok("source", "add", empty, tmp_path / "life.txt")
    ok("subject", "add", empty, "Bo Hahn", "--kind", "person")
    ok("fact", "add", empty, "Bo Hahn", name, value, "--source", "life.txt", "--quote", "Bo Hahn",
       "--asserted-by", "life", *more)  # fmt: skip
    for language, said in (("en", english), ("de", german)):
        told = " ".join(ok("narrative", empty, "Bo Hahn", "--language", language).out.split())
        assert said in told
        assert ("Says “life”." if language == "en" else "Sagt „life“.") in told


def test_a_value_told_again_with_a_time_of_its_own_is_a_clause_of_its_own(town):
    path, add = town
    add("position_held", "Mayor", "office of Mayor from 1885 to 1891", "--when", "1885/1891")
    add("position_held", "Mayor", "Ann was Mayor of the town.", "--when", "1885/1893")
    told = story(path)
    assert "Mayor from 1885 to 1891" in told
    assert "Mayor from 1885 to 1893" in told
    assert "The same" not in told


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "According to the source “Anna Kowal”"), ("de", "Laut der Quelle „Anna Kowal“")],
)
def test_a_source_called_like_the_subject_is_said_to_be_a_source(
    ok, empty, tmp_path, language, said
):
    page = tmp_path / "page.txt"
    page.write_text("Anna Kowal kept the mill.", "utf-8")
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    for title in ("Anna Kowal", "Mill rolls"):
        page.write_text(f"Anna kept the mill, say {title}.", "utf-8")
        ok("source", "add", empty, page, "--title", title)
    fact = ("fact", "add", empty, "Anna Kowal", "job", "miller", "--quote", "kept the mill")
    ok(*fact, "--source", "Mill rolls")
    assert said not in ok("narrative", empty, "Anna Kowal", "--language", language).out
    ok(*fact[:4], "job", "mayor", *fact[6:], "--source", "Anna Kowal")
    told = ok("narrative", empty, "Anna Kowal", "--language", language).out
    assert said in " ".join(told.split())
