# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What of each capture was used and read, what became of its passages, what a document says."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from fonds.archive import Archive
from fonds.archive.queries.chores import Chore
from fonds.archive.record.policy import EVERYTHING, Policy

WAS = "Anna Kowal was born in 1951. She won 57 votes.[1] She kept the mill.\n\nNotes\n 1. Minutes\n"
NOW = (
    "Anna Kowal was born in 1951. She won 54 votes.[1] Later.[2]\n\nNotes\n 1. Minutes\n 2. Rolls\n"
)


@pytest.fixture
def captured(ok, empty, tmp_path):
    """A page with three facts, one passage read, and a newer capture of it."""
    page = tmp_path / "page.txt"
    page.write_text(WAS, "utf-8")
    ok("source", "add", empty, page, "--title", "Page")
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    facts = [
        ok(
            *("fact", "add", empty, "Anna Kowal", name, value, "--source", "Page"),
            *("--quote", quote, "--json"),
        ).json["fact"]
        for name, value, quote in (
            ("date_of_birth", "1951", "born in 1951"),
            ("election_result", "won", "won 57 votes"),
            ("job", "miller", "kept the mill"),
        )
    ]
    ok("source", "read", empty, "Page", "--start", 0, "--end", 11)
    newer = tmp_path / "newer.txt"
    newer.write_text(NOW, "utf-8")
    recaptured = ok("source", "recapture", empty, "Page", newer, "--json").json
    return empty, facts, recaptured


def test_a_newer_captures_footnotes_are_noted_with_it(ok, captured):
    archive, _, recaptured = captured
    assert recaptured["noted"] == 1
    works = ok("source", "show", archive, "Page", "--json").json["cited_works"]
    assert [one["work"] for one in works] == ["Minutes", "Rolls"]


def test_each_capture_tells_what_of_it_was_used_and_read(ok, captured):
    archive, facts, _ = captured
    first, second = ok("source", "show", archive, "Page", "--json").json["captures"]
    (text,) = first["texts"]
    assert (text["characters"], text["read"]) == (len(WAS), 11)
    used = [(WAS[one["start"] : one["end"]], one["facts"]) for one in text["spans"] if one["facts"]]
    assert used == [
        ("born in 1951", [facts[0]]),
        ("won 57 votes", [facts[1]]),
        ("kept the mill", [facts[2]]),
    ]
    assert text["used"] + text["unread"] + 11 == len(WAS)
    assert all(one["end"] == other["start"] for one, other in pairwise(text["spans"]))
    # Of the newer text, what stands in it as it did.
    assert [one["used"] for one in second["texts"]] == [len("born in 1951")]
    assert "11 were read" in ok("source", "show", archive, "Page").out


def test_a_record_is_shown_without_what_other_facts_make_of_its_sources(ok, captured, monkeypatch):
    archive, facts, _ = captured
    with Archive.open(archive, read_only=True) as opened:
        whole = opened.queries.source("Page")
        alone = opened.queries.source("Page", used=False)
    assert (whole.facts, len(whole.cited_works)) == (len(facts), 2)
    assert alone == replace(whole, facts=0, cited_works=(), coverage=None)
    shown = ok("show", archive, "Anna Kowal").out
    for name in ("works_cited", "_coverage", "FACTS_ON"):
        monkeypatch.setattr(f"fonds.archive.queries.sources.{name}", None)
    assert ok("show", archive, "Anna Kowal").out == shown


def test_what_became_of_the_passages_is_shown(ok, captured):
    archive, facts, recaptured = captured
    (told,) = ok("source", "show", archive, "Page", "--json").json["anchors"]
    assert told["capture"] == recaptured["capture"]
    assert {name: told[name] for name in recaptured["passages"]} == recaptured["passages"]
    assert {one["state"]: one["facts"] for one in told["findings"]} == {
        "changed": [facts[1]],
        "lost": [facts[2]],
    }
    shown = ok("source", "show", archive, "Page").out
    assert "1 exact, 1 changed, 1 lost" in shown


def test_the_export_tells_coverage_of_what_it_exports(ok, captured):
    archive, facts, _ = captured
    whole = ok("export", archive, "--format", "json").json
    (source_then,) = whole["sources"]
    text = source_then["captures"][0]["texts"][0]
    assert {fact for one in text["spans"] for fact in one["facts"]} == set(facts)
    # Of another subject nothing is exported, and nothing is used by what is not there.
    ok("subject", "add", archive, "Bo Lind", "--kind", "person")
    ok("fact", "add", archive, "Bo Lind", "job", "none", "--source", "Page", "--quote", "Later")
    (source,) = ok("export", archive, "--format", "json", "--subject", "Bo Lind").json["sources"]
    spans = [one for text in source["captures"] for one in text["texts"][0]["spans"]]
    assert {fact for one in spans for fact in one["facts"]}.isdisjoint(facts)
    # An export as of an earlier moment tells what was covered then.
    before = ("--as-of", f"@{whole['archive']['head']['size']}")
    ok("fact", "retract", archive, facts[0], "--reason", "Misread.")
    ok("source", "read", archive, "Page")
    (past,) = ok("export", archive, "--format", "json", *before).json["sources"]
    assert past["captures"] == source_then["captures"]


def test_what_a_document_says_of_itself_is_announced(ok, empty, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<html lang='pl'><head><title>The mill</title><meta name='author' content='A. Kowal'>"
        "<meta property='article:published_time' content='2016-03-04'></head><body>"
        "<p>She kept the mill.</p></body></html>",
        "utf-8",
    )
    ran = ok("source", "add", empty, page)
    assert "Found in the document: by A. Kowal; of 2016-03-04; language pl." in ran.out
    other = tmp_path / "other.html"
    other.write_bytes(page.read_bytes() + b"<!-- -->")
    told = ok("source", "add", empty, other, "--title", "T", "--author", "B", "--json").json
    assert told["sources"][0]["found"] == ["date", "language"]


def test_every_page_of_a_letter_is_told_what_was_used_of_it(ok, empty):
    ok("source", "add", empty, "--unheld", "--title", "Letter")
    pages = ["Anna was born in 1951.", "She kept the mill."]
    made = [ok("source", "transcribe", empty, "Letter", "-", given=page).out for page in pages]
    ok("subject", "add", empty, "Anna", "--kind", "person")
    fact = ("fact", "add", empty, "Anna", "date_of_birth", "1951", "--source", "Letter")
    ok(*fact, "--quote", "born in 1951")
    told = ok("source", "coverage", empty, "Letter")
    assert told.out.startswith(made[1].strip())
    assert "Facts rest on 12 of 22 characters" in told.out
    document = ok("source", "coverage", empty, "Letter", "--json").json
    assert [one["used"] for one in document["texts"]] == [0, 12]
    assert (document["rendition"], document["used"]) == (made[1].strip(), 0)
    only = ok("source", "coverage", empty, "Letter", "--rendition", made[0].strip(), "--json").json
    assert "texts" not in only
    assert only["used"] == 12


def test_of_a_book_never_held_only_what_was_typed_in_is_counted(ok, empty, tmp_path):
    ok("source", "add", empty, "--unheld", "--title", "Salt and Rope")
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    passages = ("Anna kept the mill.", "She won 57 votes.", "It burnt in 1960.")
    for number, words in enumerate(passages):
        file = tmp_path / f"{number}.txt"
        file.write_text(words, "utf-8")
        seen = ("--locator", f"p. {number}", "--seen-at", "Port")
        ok("source", "transcribe", empty, "Salt and Rope", file, *seen)
    for value, quote in (("miller", "Anna kept the mill."), ("rower", "She won 57 votes.")):
        fact = ("Anna Kowal", "job", value, "--source", "Salt and Rope", "--quote", quote)
        ok("fact", "add", empty, *fact)

    def unread(veil=EVERYTHING):
        with Archive.open(empty, read_only=True) as archive:
            found = archive.queries.hiding(veil).todo(chores=(Chore.UNREAD,)).items
        return [one.said for one in found]

    # All three passages count, not only the newest; that the book says more stays open.
    left, whole = len(passages[2]), sum(map(len, passages))
    told = f"{left} of {whole} characters typed in neither cited nor read; what else stands"
    assert unread() == [f"{told} there is not known here"]
    shown = ok("source", "show", empty, "Salt and Rope").out
    assert "of what was typed in, 3 passages: how much else stands in the work" in shown
    with Archive.open(empty, read_only=True) as archive:
        anna = Policy(hidden_subjects=frozenset({archive.queries.names.subject("Anna Kowal")}))
    assert [one.startswith(f"{whole} of {whole} characters") for one in unread(anna)] == [True]
    ok("source", "read", empty, "Salt and Rope", "--start", 0, "--end", left)
    assert unread() == []


def test_what_was_read_is_read_in_a_newer_copy_where_the_same_words_stand(ok, empty, tmp_path):
    was = tmp_path / "was.txt"
    lines = [f"Entry {number}: the mill at Holm ground {number * 7} sacks." for number in range(40)]
    was.write_text("Notes\n\n" + "\n".join(lines) + "\n", "utf-8")
    ok("source", "add", empty, was, "--title", "Roll")
    ok("source", "read", empty, "Roll")
    now = tmp_path / "now.txt"
    changed = lines[20].replace("ground 140", "ground 145")
    new = [*lines[:10], "A line that nobody has read.", *lines[10:20], changed, *lines[21:]]
    now.write_text("Notes\n\n" + "\n".join(new) + "\n", "utf-8")
    made = ok("source", "recapture", empty, "Roll", now, "--json").json
    text = now.read_text("utf-8")
    (told,) = [
        one
        for one in ok("source", "coverage", empty, "Roll", "--json").json["texts"]
        if one["rendition"] == made["rendition"]
    ]
    unread = [text[s["start"] : s["end"]] for s in told["spans"] if s["state"] == "unread"]
    assert [one.strip() for one in unread] == ["A line that nobody has read.", changed]
    assert (made["read"], made["read_left"]) == (told["read"], True)
    remarks = ok("history", empty, "Roll").out
    assert remarks.count("As read at @7: the same words stand in this text.") == 3
    # A copy like the first says nothing again that the one between had lost, and is read wholly.
    made = ok("source", "recapture", empty, "Roll", was, "--json").json
    assert made["read"] == len(was.read_text("utf-8"))
    # Taken back, the text before it is as it was.
    ok("source", "recapture", empty, "Roll", "--undo")
    assert ok("source", "coverage", empty, "Roll", "--json").json["read"] == told["read"]


@pytest.mark.parametrize("gone", ["erased", "not read"])
def test_nothing_counts_as_read_that_nobody_is_known_to_have_read(ok, empty, tmp_path, gone):
    page = tmp_path / "page.txt"
    page.write_text(
        "Anna Kowal kept the mill at Holm.\nShe sold it in 1971 to the town.\n", "utf-8"
    )
    ok("source", "add", empty, page, "--title", "Page")
    if gone == "erased":
        ok("source", "read", empty, "Page")
        capture = ok("source", "show", empty, "Page", "--json").json["captures"][0]["id"]
        ok("erase", empty, capture, "--ground", "Asked.", "--yes")
    made = ok("source", "recapture", empty, "Page", page, "--despite-erasure", "--json").json
    assert made["read"] == 0
    assert made["read_left"] is False


def test_coverage_is_told_as_of_every_moment(ok, captured, tmp_path):
    """What was answered at each moment is what is answered of it ever after."""
    archive, facts, _ = captured

    def now():
        with Archive.open(archive, read_only=True) as opened:
            queries = opened.queries
            texts = queries.source("Page").renditions
            found = [queries.coverage("Page", one.id) for one in texts]
            passages = {one.id: queries.text("Page", one.id).passages for one in texts}
            return queries.size(), sorted(found, key=lambda one: one.rendition), passages

    told = [now()]
    again = tmp_path / "again.txt"
    again.write_text(WAS, "utf-8")
    roll = tmp_path / "roll.txt"
    roll.write_text("She kept the mill.", "utf-8")
    changed, *_ = ok("source", "settle", archive, "Page", "--json").json["passages"]
    correct = ("fact", "correct", archive, facts[1])
    ok("source", "add", archive, roll, "--title", "Other")
    known = ("Anna Kowal", "residence", "Holm", "--source", "Other", "--quote", "the mill")
    other = ok("fact", "add", archive, *known, "--json").json["fact"]
    settle = ("source", "settle", archive, "Page", changed["excerpt"])
    for step in (
        ("source", "read", archive, "Page", "--start", 2, "--end", 20),
        (*settle, "--as-found", "--reason", "Recounted."),
        (*settle, "--undo"),
        ("fact", "retract", archive, facts[0], "--reason", "Misread."),
        ("fact", "reinstate", archive, facts[0], "--reason", "It was not."),
        ("fact", "cite", archive, other, "--source", "Page", "--quote", "Later."),
        (*correct, "--value", "lost", "--kind", "misread", "--reason", "Misread."),
        ("fact", "uncite", archive, other, "", "--reason", "Of another."),
        ("source", "recapture", archive, "Page", again),
        ("source", "recapture", archive, "Page", "--undo", "--reason", "Another."),
    ):
        if step[1] == "uncite":
            excerpt = ok("fact", "show", archive, other, "--json").json["citations"][-1]["excerpt"]
            ok(*(word or excerpt for word in step))
        else:
            ok(*step)
        told.append(now())
    with Archive.open(archive, read_only=True) as opened:
        for size, then, passages in told:
            for rendition, stood in passages.items():
                assert opened.queries.text("Page", rendition, f"@{size}").passages == stood
            found = opened.queries.coverage_then("Page", f"@{size}")
            assert sorted(found, key=lambda one: one.rendition) == then
        assert opened.queries.coverage_then("Page", "@1") == []


def test_the_command_tells_the_texts_there_were_at_the_moment(ok, captured, run):
    archive, facts, recaptured = captured
    texts = ok("source", "show", archive, "Page", "--json").json["renditions"]
    at = f"@{texts[1]['position'] - 1}"
    ok("fact", "retract", archive, facts[2], "--reason", "Misread.")
    then = ok("source", "coverage", archive, "Page", "--as-of", at, "--json").json
    assert then["as_of"]["position"] == texts[1]["position"] - 1
    assert [one["rendition"] for one in then["texts"]] == [texts[0]["id"]]
    assert then["used"] == len("born in 1951" + "won 57 votes" + "kept the mill")
    assert "Facts rest on 37 of" in ok("source", "coverage", archive, "Page", "--as-of", at).out
    newest = ("--rendition", recaptured["rendition"])
    for asked in (("--as-of", "@1"), ("--as-of", at, *newest)):
        refused = run("source", "coverage", archive, "Page", *asked)
        assert refused.code != 0
        assert "had no such text at that moment" in refused.err


def test_a_passage_of_which_words_were_masked_is_used_all_the_same(ok, empty, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Anna Kowal was born in 1951 in Holm. She kept the mill.", "utf-8")
    ok("source", "add", empty, page, "--title", "Page")
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    fact = ("fact", "add", empty, "Anna Kowal", "residence", "there", "--source", "Page")
    ok(*fact, "--quote", "1951 in Holm")
    (capture,) = ok("source", "show", empty, "Page", "--json").json["captures"]
    before = ok("source", "coverage", empty, "Page", "--json").json
    ok("erase", empty, capture["id"], "--range", "31:35", "--ground", "Asked.", "--yes")
    shown = ok("source", "show", empty, "Page", "--json").json
    masked = next(one["id"] for one in shown["renditions"] if one["method"] == "redacted")
    found = ok("source", "coverage", empty, "Page", "--rendition", masked, "--json").json
    assert (found["used"], found["spans"]) == (before["used"], before["spans"])
    assert shown["coverage"]["used"] == found["used"]
    with Archive.open(empty, read_only=True) as archive:
        size = archive.queries.size()
        (now, *_) = archive.queries.coverage_then("Page", f"@{size}")
        assert now == archive.queries.coverage("Page", masked)
        (left,) = archive.queries.todo(chores=(Chore.UNREAD,)).items
    assert f"{found['unread']} of {found['characters']} characters" in left.said
