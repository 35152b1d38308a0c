# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source add, transcribe, appraise, list, show, text."""

from __future__ import annotations

import hashlib

import pytest

PROFILE, WIKI = "the-quay-profile.txt", "ellery-wiki-marlow.txt"


def test_add_answers_with_captures_and_digests(ok, empty, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_bytes("Þe letter\n\nof 1962.\n".encode())
    (source,) = ok("source", "add", empty, file, "--json").json["sources"]
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert {"id", "title", "aliases", "captures", "already_held"} <= source.keys()
    assert source["already_held"] is False
    ((kept,),) = [capture["files"] for capture in source["captures"]]
    assert kept["digest"] == f"sha256:{digest}"
    assert (kept["media_type"], kept["size"]) == ("text/plain", file.stat().st_size)
    assert "letter.txt" in [source["title"], *source["aliases"]]


def test_the_same_bytes_are_held_once(ok, empty, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("The very same words.\n")
    first = ok("source", "add", empty, tmp_path / "one.txt", "--json").json["sources"][0]
    again = ok("source", "add", empty, tmp_path / "two.txt", "--json").json["sources"][0]
    assert again["already_held"] is True
    assert again["id"] == first["id"]
    assert ok("source", "add", empty, tmp_path / "two.txt").out.rstrip().endswith("(held already)")


def test_what_is_said_of_a_work(ok, empty, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Words.\n")
    ok(
        *("source", "add", empty, file, "--title", "The Title", "--author", "A", "--author", "B"),
        *("--publisher", "P", "--date", "1953-04", "--url", "https://example.org/x"),
        *(
            "--type",
            "book",
            "--language",
            "en",
            "--retrieved-at",
            "2026-11-20",
            "--note",
            "private",
        ),
    )
    shown = ok("source", "show", empty, "The Title", "--json").json
    assert shown["authors"] == ["A", "B"]
    assert [shown[name] for name in ("publisher", "date", "url", "type", "language", "note")] == [
        "P",
        "1953-04",
        "https://example.org/x",
        "book",
        "en",
        "private",
    ]
    assert shown["captures"][0]["retrieved_at"] == "2026-11-20"
    text = ok("source", "show", empty, "a.txt").out
    assert "The Title" in text
    assert "A; B" in text


def test_one_source_of_several_files(ok, empty, tmp_path):
    for number in (1, 2):
        (tmp_path / f"p{number}.txt").write_text(f"page {number}\n")
    pages = (tmp_path / "p2.txt", tmp_path / "p1.txt")
    (source,) = ok("source", "add", empty, *pages, "--one", "--title", "Letter", "--json").json[
        "sources"
    ]
    assert [file["name"] for file in source["captures"][0]["files"]] == ["p2.txt", "p1.txt"]
    assert ok("source", "text", empty, "Letter").out == "page 2\n\fpage 1\n"


def test_a_work_that_is_not_held(ok, empty):
    (source,) = ok("source", "add", empty, "--unheld", "--title", "Salt and Rope", "--json").json[
        "sources"
    ]
    assert (source["captures"], source["held"]) == ([], False)
    assert "(not held)" in ok("source", "list", empty).out


def test_a_text_is_printed_exactly(ok, start, empty, tmp_path):
    words = "first\r\nsecond \x1b[31m\u2028no end of line"
    (tmp_path / "odd.txt").write_bytes(words.encode())
    ok("source", "add", empty, tmp_path / "odd.txt")
    out, _ = start("source", "text", empty, "odd.txt").communicate()
    assert out == words.encode()
    found = ok("source", "text", empty, "odd.txt", "--json").json
    assert found["text"] == words


def test_a_transcription_makes_a_text_of_what_was_seen(ok, empty, tmp_path):
    ok("source", "add", empty, "--unheld", "--title", "Salt and Rope")
    page = tmp_path / "page.txt"
    page.write_text("She went aboard at dawn.")
    made = ok(
        *("source", "transcribe", empty, "Salt and Rope", page, "--locator", "p. 88"),
        *("--seen-at", "Port Ellery Library", "--seen-on", "2026-11-20", "--json"),
    ).json
    shown = ok("source", "show", empty, "Salt and Rope", "--json").json
    assert shown["captures"][0] | {"id": made["capture"]} == shown["captures"][0]
    assert shown["captures"][0]["seen_at"] == "Port Ellery Library"
    assert shown["renditions"][0]["method"] == "transcribed"
    ok("source", "transcribe", empty, "Salt and Rope", "-", "--method", "translated", given="Eo.")
    assert ok("source", "text", empty, "Salt and Rope").out == "Eo."


def test_a_text_made_from_another_says_from_which_and_by_whom(ok, refused, empty, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Born at Hull in 1920.")
    ok("source", "add", empty, letter)
    args = ("source", "transcribe", empty, "letter.txt", "-", "--json")
    german = ok(
        *(*args, "--method", "translated", "--language", "de", "--agent", "Edo"),
        given="Geboren 1920 in Hull.",
    ).json["rendition"]
    of_the_original = ok(*args, "--method", "redacted", given="Born at Hull in ████.").json
    of_the_german = ok(
        *(*args, "--method", "redacted", "--rendition", german[:9]), given="Geboren ████ in Hull."
    ).json
    shown = ok("source", "show", empty, "letter.txt", "--json").json["renditions"]
    made = {one["id"]: one for one in shown}
    original = shown[0]["id"]
    assert (made[german]["parent"], made[german]["agent"]) == (original, "Edo")
    assert made[of_the_original["rendition"]]["parent"] == original
    assert made[of_the_german["rendition"]]["parent"] == german
    assert f"de · from {original} · by Edo" in ok("source", "show", empty, "letter.txt").out
    known = ok("source", "show", empty, "letter.txt").out
    for more, code, said in (
        (("--method", "translated", "--seen-at", "Hull"), 2, "was not read from an original"),
        (("--rendition", german), 2, "was made from no other"),
        (("--method", "translated", "--rendition", "zzz"), 3, "fonds source show lists them"),
    ):
        assert said in refused(empty, code, *args, *more, given="x").err
    assert ok("source", "show", empty, "letter.txt").out == known


def test_a_quotation_is_of_the_original_where_that_has_it_and_says_if_it_is_a_translations(
    ok, empty, tmp_path
):
    letter = tmp_path / "letter.txt"
    letter.write_text("She was a cooper. Born at Hull in 1920.")
    ok("source", "add", empty, letter)
    ok("subject", "add", empty, "Ada", "--kind", "person")
    args = ("source", "transcribe", empty, "letter.txt", "-", "--method")
    ok(*args, "translated", "--language", "de", given="Geboren 1920 in Hull.")
    ok(*args, "redacted", given="She was a cooper. Born at ████ in 1920.")
    fact = ("fact", "add", empty, "Ada", "--source", "letter.txt", "--quote")
    ok(*fact, "Geboren 1920", "date_of_birth", "1920")
    ok(*fact, "in 1920", "date_of_birth", "1920")
    ok(*fact, "at ████", "place_of_birth", "unknown place")
    told = ok("show", empty, "Ada").out
    assert "letter, characters 0–12, translated (de) by" in told
    assert "letter, characters 31–38.\n" in told
    assert "letter, characters 23–30, redacted by" in told


def test_show_names_cited_works_and_coverage(ok, sample):
    shown = ok("source", "show", sample, WIKI, "--json").json
    works = {work["mark"]: work for work in shown["cited_works"]}
    assert (works["7"]["status"], works["7"]["work"]) == ("dangling", None)
    assert works["1"]["status"] == "noted"
    assert {"start", "end"} == works["1"]["passages"][0].keys()
    assert works["1"]["captures"] == [shown["captures"][0]["id"]]
    assert 0 < shown["coverage"]["used"] < shown["coverage"]["characters"]
    text = ok("source", "show", sample, WIKI).out
    assert "! dangling" in text
    assert "Facts rest on" in text


def test_an_appraisal_is_shown_where_the_source_is_cited(ok, sample):
    ok("source", "appraise", sample, WIKI, "--reliability", "mixed", "--bias", "partisan")
    assert "mixed, partisan" in ok("source", "show", sample, WIKI).out
    assert "appraised as mixed, partisan" in ok("show", sample, "Edda Marlow").out


def test_list_counts_facts(ok, sample):
    rows = ok("source", "list", sample, "--json").json["sources"]
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert sum(row["facts"] for row in rows) == 90


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"caf\xe9 au lait", "UTF-8"),
        (b"%PDF-1.7\n", "PDF"),
        (b"   \n\t", "no"),
    ],
)
def test_files_without_readable_text_are_refused(refused, empty, tmp_path, data, said):
    (tmp_path / "bad.txt").write_bytes(data)
    ran = refused(empty, 3, "source", "add", empty, tmp_path / "bad.txt")
    assert said in ran.err


def test_one_bad_file_of_several_keeps_all_out(refused, empty, tmp_path):
    (tmp_path / "good.txt").write_text("Good words.")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xfd")
    refused(empty, 3, "source", "add", empty, tmp_path / "good.txt", tmp_path / "bad.txt")


def test_a_missing_file_is_refused(refused, empty, tmp_path):
    assert "no file" in refused(empty, 3, "source", "add", empty, tmp_path / "none.txt").err


def test_an_encoding_may_be_named(ok, empty, tmp_path):
    (tmp_path / "old.txt").write_bytes("café".encode("latin-1"))
    ok("source", "add", empty, tmp_path / "old.txt", "--encoding", "latin-1")
    assert ok("source", "text", empty, "old.txt").out == "café"


def test_a_file_of_200_million_bytes_is_refused_with_the_limit_named(refused, empty, tmp_path):
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(200_000_000)
    assert "100 MiB" in refused(empty, 3, "source", "add", empty, big).err


def test_an_impossible_date_is_refused(refused, empty, tmp_path):
    (tmp_path / "a.txt").write_text("Words.")
    ran = refused(empty, 3, "source", "add", empty, tmp_path / "a.txt", "--date", "1953-02-30")
    assert "1953-02-30" in ran.err


def test_sources_are_named_by_their_numbers(ok, run, sample):
    rows = ok("source", "list", sample, "--json").json["sources"]
    for name in ("2", "[2]"):
        assert ok("source", "show", sample, name, "--json").json["id"] == rows[1]["id"]
        assert ok("source", "text", sample, name, "--json").json["source"] == rows[1]["id"]
        assert ok("source", "appraise", sample, name, "--json").json["source"] == rows[1]["id"]
    assert run("source", "show", sample, "9").code == 3
    titled = ok("source", "add", sample, "--unheld", "--title", "2", "--json").json["sources"][0]
    assert ok("source", "show", sample, "2", "--json").json["id"] == titled["id"]
    assert ok("source", "show", sample, "[2]", "--json").json["id"] == rows[1]["id"]


def test_facts_and_citations_take_a_sources_number(ok, sample):
    quote = ok("source", "text", sample, "1").out.split("\n")[0]
    passage = ("--quote", quote, "--start", "0")
    fact = ok(
        *("fact", "add", sample, "Edda Marlow", "occupation", "x", "--source", "1"), *passage
    ).out.strip()
    quote = ok("source", "text", sample, "2").out.split("\n")[0]
    ok("fact", "cite", sample, fact, "--source", "[2]", "--quote", quote, "--start", "0")
    assert ok("source", "show", sample, "1").out.count("facts rest on it") == 1


def test_sources_of_one_title_are_listed_with_their_files(ok, empty, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"Words of {name}.")
        ok("source", "add", empty, tmp_path / name, "--title", "A letter")
    (tmp_path / "three.txt").write_text("Other words.")
    ok("source", "add", empty, tmp_path / "three.txt", "--title", "Another")
    listed = ok("source", "list", empty).out
    assert "A letter (one.txt)" in listed
    assert "A letter (two.txt)" in listed
    assert "(three.txt)" not in listed
