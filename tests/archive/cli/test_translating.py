# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source translate-passage: a quotation keeps its own words and gains ours, wherever it is told."""

from __future__ import annotations

import json

import pytest

from fonds.archive import Archive
from fonds.archive.record.policy import Policy

TEXT = "Anna Kowal była radną w Ostrowie od 1988 roku. Jej brat Piotr prowadził młyn nad rzeką.\n"
QUOTE = "Jej brat Piotr prowadził młyn nad rzeką"
OURS = "Her brother Piotr kept the mill by the river"


@pytest.fixture
def mill(ok, empty, tmp_path):
    """An archive with one fact on a Polish passage; and the passage's id."""
    file = tmp_path / "ostrow.txt"
    file.write_text(TEXT, encoding="utf-8")
    ok("source", "add", empty, file, "--title", "Ostrów page")
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    ok(
        *("fact", "add", empty, "Anna Kowal", "sibling", "Piotr"),
        *("--source", "Ostrów page", "--quote", QUOTE),
    )
    return empty


def cited(ok, archive) -> dict:
    shown = ok("show", archive, "Anna Kowal", "--json").json
    value = shown["properties"]["sibling"]["scopes"][0]["values"][0]
    return value["facts"][0]["citations"][0]


def translate(ok, archive, words=OURS, *more):
    excerpt = cited(ok, archive)["excerpt"]
    named = (*((words,) if words else ()), "--language", "EN", *more)
    return ok("source", "translate-passage", archive, excerpt, *named, "--json").json


def test_a_quotation_keeps_its_words_and_gains_ours_wherever_it_is_told(ok, mill, tmp_path):
    assert "translations" not in cited(ok, mill)
    before = json.loads(ok("export", mill, "--format", "json").out)["archive"]["head"]["size"]
    made = translate(ok, mill, OURS, "--translator", "Ida Brenn")
    assert (made["quote"], made["translation"], made["language"]) == (QUOTE, OURS, "en")
    (one,) = cited(ok, mill)["translations"]
    assert (one["words"], one["language"], one["translator"]) == (OURS, "en", "Ida Brenn")
    assert cited(ok, mill)["quote"] == QUOTE
    shown = " ".join(ok("show", mill, "Anna Kowal").out.split())
    assert f"“{QUOTE}”" in shown
    assert f"“{OURS}” (en, translated by Ida Brenn)" in shown
    for written in ("text", "markdown", "html"):
        told = " ".join(ok("narrative", mill, "Anna Kowal", "--format", written).out.split())
        assert QUOTE in told
        assert f"Translated (en) by Ida Brenn: “{OURS}”" in told.replace("\\", "")
    told = ok("narrative", mill, "Anna Kowal", "--language", "de").out
    assert "Übersetzt (en) von Ida Brenn" in " ".join(told.split())
    hits = ok("search", mill, "kept the mill", "--json").json["hits"]
    assert [(hit["kind"], hit["snippet"]) for hit in hits] == [("excerpt", OURS)]
    assert [(hit["translated"], hit["language"]) for hit in hits] == [(True, "en")]
    assert ", in translation (en) at" in ok("search", mill, "kept the mill").out
    own = ok("search", mill, QUOTE, "--json").json["hits"]
    assert own
    assert not [hit for hit in own if "translated" in hit]
    entry = ok("history", mill, "--limit", "1", "--json").json["events"][0]
    assert (entry["type"], entry["after"]) == ("ExcerptTranslated", OURS)
    # What was believed before is not changed by it.
    old = ok("show", mill, "Anna Kowal", "--as-of", f"@{before}").out
    assert QUOTE in old
    assert OURS not in old
    proof = tmp_path / "sibling.proof"
    fact = ok("show", mill, "Anna Kowal", "--json").json["properties"]["sibling"]
    (held,) = fact["scopes"][0]["values"][0]["facts"]
    ok("prove", mill, held["id"], "-o", proof)
    assert OURS in proof.read_text(encoding="utf-8")
    ok("check-proof", proof)
    assert ok("verify", mill, "--json").json["ok"] is True


def test_a_later_translation_replaces_and_can_be_taken_back(ok, refused, mill):
    translate(ok, mill, "Piotr had the mill")
    translate(ok, mill)
    (one,) = cited(ok, mill)["translations"]
    assert (one["words"], one["translator"]) == (OURS, None)
    excerpt = cited(ok, mill)["excerpt"]
    given = ("source", "translate-passage", mill, excerpt)
    assert (
        "already"
        in refused(mill, 3, given[0], given[1], mill, excerpt, OURS, "--language", "en").err
    )
    gone = translate(ok, mill, None, "--undo", "--reason", "Not ours to say.")
    assert gone["translation"] is None
    assert "translations" not in cited(ok, mill)
    assert OURS not in ok("show", mill, "Anna Kowal").out
    told = refused(mill, 3, *given, "--language", "en", "--undo")
    assert "has no translation into “en”" in " ".join(told.err.split())
    told = refused(mill, 3, *given, "x", "--language", "in English")
    assert "no language tag" in told.err
    refused(mill, 2, *given, "--language", "en")
    ok("rebuild", mill)
    assert "translations" not in cited(ok, mill)


def test_it_goes_with_its_passage_and_can_be_erased_alone(ok, mill):
    translate(ok, mill, OURS)
    position = ok("history", mill, "--limit", "1", "--json").json["events"][0]["position"]
    ok("erase", mill, f"@{position}", "--ground", "Asked for.", "--yes")
    assert OURS.encode() not in mill.read_bytes()
    assert cited(ok, mill)["quote"] == QUOTE
    assert "translations" not in cited(ok, mill)
    translate(ok, mill, "Piotr, her brother, was the miller")
    ok("erase", mill, cited(ok, mill)["excerpt"], "--ground", "Asked for.", "--yes")
    assert b"was the miller" not in mill.read_bytes()
    assert ok("verify", mill, "--json").json["ok"] is True


def test_it_is_hidden_and_withheld_with_quotations(ok, mill, tmp_path):
    translate(ok, mill, OURS, "--translator", "Ida Brenn")
    shown = ok("show", mill, "Anna Kowal", "--json").json["properties"]["sibling"]
    fact = shown["scopes"][0]["values"][0]["facts"][0]["id"]
    with Archive.open(mill, read_only=True) as archive:
        hidden = archive.queries.hiding(Policy(quotations="hidden"))
        (citation,) = [one for held in hidden.facts([fact]) for one in held.citations]
        assert (citation.quote, citation.translations) == (None, ())
        entry = hidden.history(limit=1)[0]
        assert OURS not in str(entry)
    lent = tmp_path / "lent.fonds"
    ok("share-copy", mill, lent, "--withhold", "quotations")
    assert OURS.encode() not in lent.read_bytes()
    assert ok("verify", lent, "--json").json["ok"] is True
    assert "translations" not in cited(ok, lent)


def test_a_translation_goes_where_its_passage_is_masked(ok, mill):
    translate(ok, mill, OURS)
    start = TEXT.index("Piotr")
    source = ok("source", "show", mill, "Ostrów page", "--json").json
    capture = source["captures"][0]["id"]
    ok("erase", mill, capture, "--range", f"{start}:{start + 5}", "--ground", "Asked.", "--yes")
    assert OURS.encode() not in mill.read_bytes()
    assert ok("verify", mill, "--json").json["ok"] is True


def test_a_translation_is_no_way_round_what_is_hidden(ok, empty, tmp_path):
    file = tmp_path / "mill.txt"
    file.write_text("Młyn wodny prowadził wtedy Piotr Nowak.\n", encoding="utf-8")
    ok("source", "add", empty, file, "--title", "Mill page")
    ok("subject", "add", empty, "Water mill", "--kind", "organization")
    ok("subject", "add", empty, "Piotr Nowak", "--kind", "person")
    ok(
        *("fact", "add", empty, "Water mill", "name", "Młyn wodny"),
        *("--source", "Mill page", "--quote", "Młyn wodny prowadził wtedy Piotr Nowak"),
    )
    with Archive.open(empty, read_only=True) as archive:
        hits = archive.queries.search("wodny").hits
    excerpt = next(hit.id for hit in hits if hit.kind == "excerpt")
    ok("source", "translate-passage", empty, excerpt, "P. N. kept it then", "--language", "en")
    (found,) = ok("search", empty, "kept it", "--json").json["hits"]
    assert found["snippet"] == "P. N. kept it then"
    hidden = ok("search", empty, "kept it", "--living", "hidden", "--json").json
    assert (hidden["hits"], hidden["total"]) == ([], 0)


def test_it_goes_with_the_event_that_took_its_passage(ok, mill):
    translate(ok, mill)
    entries = ok("history", mill, "--json").json["events"]
    (taken,) = [one["position"] for one in entries if one["type"] == "ExcerptTaken"]
    ok("erase", mill, f"@{taken}", "--ground", "Asked for.", "--yes")
    assert OURS.encode() not in mill.read_bytes()
    assert ok("search", mill, "kept the mill", "--json").json["hits"] == []
    assert ok("verify", mill, "--json").json["ok"] is True
