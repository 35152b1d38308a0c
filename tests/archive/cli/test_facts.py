# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""fact add and fact import."""

from __future__ import annotations

import json

import pytest

PROFILE = "the-quay-profile.txt"
FERRY = "At eleven, Edda Marlow stopped the coal ferry."
ADD = ("--source", PROFILE, "--quote", FERRY)


@pytest.fixture
def one(ok, sample):
    """Add a fact about a new subject and return it as the export says it."""

    def add(*args: object) -> dict:
        ok("subject", "add", sample, "Somebody", "--kind", "person")
        fact = ok("--json", "fact", "add", sample, "Somebody", *args).json["fact"]
        shown = ok("--json", "show", sample, "Somebody").json
        facts = [
            fact
            for answer in shown["properties"].values()
            for scope in answer["scopes"]
            for value in scope["values"]
            for fact in value["facts"]
        ]
        (found,) = facts
        assert found["id"] == fact
        return found

    return add


def test_add_prints_the_id_alone(ok, sample):
    fact = ok("fact", "add", sample, "Edda Marlow", "occupation", "ferry stopper", *ADD).out
    assert fact.strip() in ok("show", sample, "Edda Marlow", "--ids").out
    answer = ok("fact", "add", sample, "Edda Marlow", "occupation", "girl", *ADD, "--json").json
    newest = ok("history", sample, "--limit", "1", "--json").json["events"][0]
    assert answer == {
        "fact": newest["fact"],
        "event": newest["event"],
        "position": newest["position"],
        "action": newest["action"],
    }


def test_everything_that_can_be_said_of_a_fact(one):
    fact = one(
        *("position_held", "Keeper", *ADD, "--end", "219", "--locator", "col. 1"),
        *("--as-written", "stopped", "--value-type", "office", "--when", "1959/1960"),
        *("--when-text", "At eleven", "--certainty", "inferred", "--note", "Look again."),
        *("--asserted-by", "Mirela Voss", "--cited-work", "The Capstan", "--mark", "9"),
        *("--qualifier", "district=14th", "--qualifier", "votes=12", "--qualifier", "sure=false"),
        *("--qualifier", "with=A", "--qualifier", "with=B", "--qualifier", "code=007"),
    )
    assert (fact["value"], fact["as_written"], fact["when"]) == ("Keeper", "stopped", "1959/1960")
    assert fact["when_bounds"] == {"earliest": "1959-01-01", "latest": "1960-12-31"}
    assert (fact["when_text"], fact["certainty"], fact["note"]) == (
        "At eleven",
        "inferred",
        "Look again.",
    )
    assert fact["qualifiers"] == {
        "district": "14th",
        "votes": 12,
        "sure": False,
        "with": ["A", "B"],
        "code": "007",
    }
    (citation,) = fact["citations"]
    assert (citation["start"], citation["end"], citation["locator"]) == (173, 219, "col. 1")
    assert citation["quote"] == FERRY
    assert citation["asserted_by"] == "Mirela Voss"
    assert citation["cited_work"] == {"mark": "9", "work": "The Capstan", "status": "noted"}


def test_a_mark_without_a_work_is_dangling(one):
    fact = one("occupation", "x", *ADD, "--mark", "99")
    assert fact["citations"][0]["cited_work"] == {"mark": "99", "work": None, "status": "dangling"}


def test_a_negative_number_is_a_value(one):
    fact = one("race_standing", "-15", *ADD, "--qualifier", "unit=points")
    assert (fact["value"], fact["unit"]) == (-15, "points")


def test_a_value_that_begins_with_a_hyphen_goes_after_two(one):
    fact = one(*("occupation", *ADD), "--", "-odd-")
    assert fact["value"] == "-odd-"


@pytest.mark.parametrize("kind", ["none", "unknown"])
def test_no_value_where_the_source_says_so(one, kind):
    fact = one("father", "--value-kind", kind, *ADD)
    assert (fact["value"], fact["value_kind"]) == (None, kind)


def test_a_place_may_be_a_subject(one, ok, sample):
    fact = one("place_of_birth", "Vesterholm", *ADD, "--value-as-subject")
    labels = {
        row["id"]: row["label"] for row in ok("subject", "list", sample, "--json").json["subjects"]
    }
    assert labels[fact["value_subject"]] == "Vesterholm"


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("Edda Marlow", "father"), 2, "value"),
        (("Edda Marlow", "father", "X", "--value-kind", "none"), 2, "none"),
        (("Nobody", "father", "X"), 3, "Nobody"),
        (("Edda Marlow", "fathr", "X"), 3, "father"),
        (("Edda Marlow", "date_of_birth", "1953-02-30"), 3, "1953-02-30"),
        (("Edda Marlow", "father", "X", "--when", "soon"), 3, "soon"),
        (("Edda Marlow", "father", "X", "--value-type", "date"), 3, "person"),
        (("Edda Marlow", "father", "X", "--start", "7"), 3, "173"),
    ],
)
def test_bad_facts_are_refused(refused, sample, args, code, said):
    assert said in refused(sample, code, "fact", "add", sample, *args, *ADD).err


def test_a_quote_that_nearly_stands_shows_the_nearest_passage(refused, sample):
    quote = "At eleven, Edda Marlow stopped a coal ferry."
    ran = refused(
        sample, 3, "fact", "add", sample, "Edda Marlow", "father", "X", "--source", PROFILE,
        "--quote", quote,
    )  # fmt: skip
    assert FERRY.removesuffix(".") in ran.err


def test_a_quote_that_stands_twice_lists_the_places(refused, ok, sample):
    caption = "Edda Marlow with Tobias Reyk and Zsófia Kertész"
    args = ("fact", "add", sample, "Edda Marlow", "occupation", "x", "--source", PROFILE)
    text = ok("source", "text", sample, PROFILE).out
    words = "Marlow"
    ran = refused(sample, 3, *args, "--quote", words)
    first, second = text.index(words), text.index(words, text.index(words) + 1)
    assert str(first) in ran.err
    assert str(second) in ran.err
    assert "--start" in ran.err
    ok(*args, "--quote", words, "--start", second)
    assert caption in text


def test_an_unknown_source_is_refused(refused, sample):
    args = (
        "fact",
        "add",
        sample,
        "Edda Marlow",
        "father",
        "X",
        "--quote",
        "q",
        "--source",
        "no.txt",
    )
    assert "no.txt" in refused(sample, 3, *args).err
    assert refused(sample, 3, "--json", *args).error["code"] == "unknown-source"


def lines(*facts: dict) -> bytes:
    return "".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in facts).encode()


FACT = {
    "id": "T1",
    "subject": "New Person",
    "property": "occupation",
    "value": "pilot",
    "source": PROFILE,
    "quote": FERRY,
}


def test_import_counts_and_repeats_nothing(ok, sample, made_once):
    facts = made_once.parent / "facts.jsonl"
    facts.write_bytes(lines(FACT, FACT | {"id": "T2", "property": "shoe_size", "value": 39}))
    first = ok("fact", "import", sample, facts, "--define-properties", "--json").json
    assert first == {
        "appended": 2,
        "already_present": 0,
        "subjects_opened": 1,
        "properties_defined": 1,
        "dry_run": False,
        "joined": [],
        "namesakes": [],
        "repeated": [],
    }
    again = ok("fact", "import", sample, facts, "--define-properties", "--json").json
    assert (again["appended"], again["already_present"]) == (0, 2)
    assert "2 already present" in ok("fact", "import", sample, facts, "--define-properties").out


def test_import_reads_standard_input(ok, sample):
    assert ok("fact", "import", sample, "-", given=lines(FACT)).out.startswith("1 fact appended")


def test_a_dry_run_records_nothing(ok, sample, log_of):
    before = log_of(sample)
    ran = ok("fact", "import", sample, "-", "--dry-run", given=lines(FACT))
    assert "would be appended" in ran.out
    assert log_of(sample) == before
    assert ok("fact", "import", sample, "-", "--dry-run", "--json", given=lines(FACT)).json[
        "dry_run"
    ]


def test_labels_meet_subjects_only_when_asked(ok, sample):
    fact = FACT | {"subject": "Edda Marlow"}
    assert (
        ok("fact", "import", sample, "-", "--match-labels", "--json", given=lines(fact)).json[
            "subjects_opened"
        ]
        == 0
    )
    other = fact | {"id": "T9"}
    assert (
        ok("fact", "import", sample, "-", "--json", given=lines(other)).json["subjects_opened"] == 1
    )


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"{not json}\n", "JSON"),
        (b"\xff\xfe\n", "UTF-8"),
        (lines({key: value for key, value in FACT.items() if key != "source"}), "source"),
        (lines({key: value for key, value in FACT.items() if key != "quote"}), "quote"),
        (lines(FACT | {"quote": "words that are not there"}), "quotation"),
        (lines(FACT | {"property": "no_such_thing"}), "no_such_thing"),
        (lines(FACT | {"when": "1953-02-30"}), "1953-02-30"),
        (lines(FACT | {"colour": "red"}), "colour"),
        (lines(FACT | {"source": "absent.txt"}), "absent.txt"),
        (lines(FACT | {"value": "another value"}), "T1"),
    ],
)
def test_one_bad_line_refuses_all_and_names_it(refused, sample, bad, said):
    good = lines(FACT | {"id": "T1" if b"another value" in bad else "T0"})
    ran = refused(sample, 3, "fact", "import", sample, "-", given=good + b"\n" + bad)
    assert "line 3" in ran.err
    assert said in ran.err
    told = refused(sample, 3, "--json", "fact", "import", sample, "-", given=good + b"\n" + bad)
    assert [fault["line"] for fault in told.error["errors"]] == [3]


def test_all_bad_lines_are_listed(refused, sample):
    bad = [FACT | {"id": f"B{number}", "property": "no_such_thing"} for number in range(3)]
    ran = refused(sample, 3, "fact", "import", sample, "-", given=lines(*bad))
    assert [f"line {number}" in ran.err for number in (1, 2, 3)] == [True] * 3


def test_a_missing_import_file_is_refused(refused, sample, tmp_path):
    refused(sample, 3, "fact", "import", sample, tmp_path / "none.jsonl")
    refused(sample, 3, "fact", "import", sample, tmp_path)


def given_by_id(ok, archive, subject):
    """Give what the export says of the one fact "relative" of a subject."""
    found = ok("show", archive, subject, "--json").json["properties"]["relative"]
    (fact,) = [
        fact for scope in found["scopes"] for value in scope["values"] for fact in value["facts"]
    ]
    return fact


@pytest.mark.parametrize("length", [16, 7])
def test_an_id_given_as_the_value_is_not_the_words_of_the_source(ok, sample, length):
    ok("subject", "add", sample, "Somebody", "--kind", "person")
    harrow = ok("subject", "add", sample, "John Harrow", "--kind", "person").out.strip()
    ok("subject", "add", sample, "John Harrow", "--kind", "person")
    given = harrow[:length]
    ok("fact", "add", sample, "Somebody", "relative", given, *ADD)
    fact = given_by_id(ok, sample, "Somebody")
    assert (fact["value"], fact["value_subject"]) == ("John Harrow", harrow)
    assert fact["as_written"] is None
    assert f"“{given}" not in ok("show", sample, "Somebody").out
    ok("subject", "describe", sample, harrow, "--label", "John Elder", "--reason", "So called.")
    assert given_by_id(ok, sample, "Somebody")["as_written"] is None


def test_words_given_beside_an_id_are_kept(ok, sample):
    ok("subject", "add", sample, "Somebody", "--kind", "person")
    harrow = ok("subject", "add", sample, "John Harrow", "--kind", "person").out.strip()
    ok("fact", "add", sample, "Somebody", "relative", harrow, *ADD, "--as-written", "J. Harrow")
    assert given_by_id(ok, sample, "Somebody")["as_written"] == "J. Harrow"


def test_a_correction_and_an_import_take_an_id_for_no_words(ok, sample, tmp_path):
    ok("subject", "add", sample, "Somebody", "--kind", "person")
    harrow = ok("subject", "add", sample, "John Harrow", "--kind", "person").out.strip()
    fact = ok("fact", "add", sample, "Somebody", "relative", "Jack", *ADD).out.strip()
    ok(
        "fact",
        "correct",
        sample,
        fact,
        "--value",
        harrow,
        "--reason",
        "Misread.",
        "--kind",
        "misread",
    )
    said = given_by_id(ok, sample, "Somebody")
    assert (said["value"], said["value_subject"], said["as_written"]) == (
        "John Harrow",
        harrow,
        None,
    )
    line = {"subject": "Another", "property": "relative", "value": harrow, "source": PROFILE}
    file = tmp_path / "facts.jsonl"
    file.write_text(json.dumps({**line, "id": "1", "quote": FERRY}))
    ok("fact", "import", sample, file)
    said = given_by_id(ok, sample, "Another")
    assert (said["value_subject"], said["as_written"]) == (harrow, None)
    again = ok("fact", "import", sample, file, "--json").json
    assert (again["appended"], again["already_present"]) == (0, 1)
