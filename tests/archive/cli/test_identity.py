# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Who is who: described, withdrawn, joined with a warning, seen as one, parted without loss."""

from __future__ import annotations

import json

import pytest

EDDA = "Edda Marlow"
WHY = ("--reason", "The register shows it.")
PROFILE = "the-quay-profile.txt"


def subjects(ok, path):
    return {row["label"]: row for row in ok("subject", "list", path, "--json").json["subjects"]}


def facts(ok, path, subject, *more):
    shown = ok("show", path, subject, "--json", *more).json
    return [
        fact
        for answer in shown["properties"].values()
        for scope in answer["scopes"]
        for value in scope["values"]
        for fact in value["facts"]
    ]


@pytest.fixture
def twin(ok, sample):
    """A second subject of whom one thing is said that fits Edda, and one that does not."""
    subject = ok("subject", "add", sample, "E. Marlow", "--kind", "person").out.strip()
    for name, value, quote in (
        ("occupation", "organizer", "Her father, Josef"),
        ("date_of_birth", "1948", "And her father?"),
    ):
        ok(
            "fact", "add", sample, subject, name, value, "--source", PROFILE, "--quote", quote,
        )  # fmt: skip
    return subject


def test_a_subject_is_described_anew_and_still_found_by_its_old_name(ok, refused, sample):
    before = subjects(ok, sample)[EDDA]
    ok("subject", "describe", sample, EDDA, "--label", "Edda Ines Marlow", "--also", "E. M.", *WHY)
    assert subjects(ok, sample)["Edda Ines Marlow"]["id"] == before["id"]
    for name in (EDDA, "E. M.", "Edda Ines Marlow"):
        assert ok("show", sample, name, "--json").json["id"] == before["id"]
    assert ok("show", sample, EDDA, "--json").json["names"] == [EDDA, "E. M."]
    refused(sample, 3, "subject", "describe", sample, EDDA, *WHY)
    refused(sample, 3, "subject", "describe", sample, EDDA, "--label", "Edda Ines Marlow", *WHY)


def test_only_a_subject_that_no_fact_needs_is_withdrawn(ok, refused, sample):
    ran = refused(sample, 3, "subject", "withdraw", sample, EDDA, *WHY)
    assert "facts are about Edda Marlow or name it" in ran.err
    refused(sample, 3, "subject", "withdraw", sample, "Josef Marlow", *WHY)
    alone = ok("subject", "add", sample, "Nobody", "--kind", "person").out.strip()
    ok("subject", "withdraw", sample, alone, *WHY)
    assert subjects(ok, sample)["Nobody"]["withdrawn"]
    refused(sample, 3, "subject", "withdraw", sample, alone, *WHY)


def test_two_who_fit_are_seen_as_one_and_each_fact_keeps_its_subject(ok, sample, twin):
    edda = subjects(ok, sample)[EDDA]["id"]
    apart = facts(ok, sample, EDDA)
    ok("subject", "link", sample, EDDA, twin, "--same", *WHY)
    merged = facts(ok, sample, EDDA, "--merged")
    assert len(merged) == len(apart) + 2
    assert {fact["subject"] for fact in merged} == {edda, twin}
    assert facts(ok, sample, EDDA) == apart
    assert {fact["id"] for fact in facts(ok, sample, twin, "--merged")} == {
        fact["id"] for fact in merged
    }
    text = " ".join(ok("show", sample, EDDA, "--merged").out.split())
    assert "! merged with what was judged to be the same: E. Marlow" in text
    assert "said of E. Marlow" in text
    told = " ".join(ok("narrative", sample, EDDA, "--merged").out.split())
    assert "! Merged with what was judged to be the same: E. Marlow." in told
    assert "The same is said (said of E. Marlow)" in told
    assert "(said of Edda Marlow)" not in told
    for language, words in (("en", "said of"), ("de", "von E. Marlow gesagt")):
        assert words not in ok("narrative", sample, EDDA, "--language", language).out


def test_what_was_joined_and_parted_is_told_and_compared_where_they_are_one(ok, sample, twin):
    def compared(before, after, *more):
        found = ok("diff", sample, EDDA, before, after, *more, "--json").json
        changes = {way: sorted({one["why"] for one in found[way]}) for way in ("gained", "lost")}
        return (
            changes,
            found["same_as"],
            " ".join(ok("diff", sample, EDDA, before, after, *more).out.split()),
        )

    apart = f"@{ok('export', sample).json['archive']['head']['size']}"
    ok("subject", "link", sample, EDDA, twin, "--same", *WHY)
    joined = f"@{ok('export', sample).json['archive']['head']['size']}"
    changes, same, told = compared(apart, "now")
    assert changes == {"gained": [], "lost": []}
    assert same == {"from": [], "to": [twin]}
    assert "! judged to be the same as E. Marlow: --merged compares their facts too" in told
    assert "The record is otherwise the same." in told
    changes, _, told = compared(apart, "now", "--merged")
    assert changes == {"gained": ["of E. Marlow, judged to be the same"], "lost": []}
    assert "said of E. Marlow" in told
    slip = facts(ok, sample, twin)[0]["id"]
    ok("fact", "retract", sample, slip, "--reason", "A slip.")
    ok("subject", "link", sample, EDDA, twin, "--not-same", *WHY)
    changes, same, told = compared(joined, "now", "--merged")
    assert changes["lost"] == [
        "of E. Marlow, no longer judged to be the same",
        "retracted: A slip.",
    ]
    assert same == {"from": [twin], "to": []}
    assert "! no longer judged to be the same as E. Marlow" in told


def test_they_are_parted_again_without_loss(ok, sample, twin):
    apart, own = facts(ok, sample, EDDA), facts(ok, sample, twin)
    size = ok("export", sample).json["archive"]["head"]["size"]
    ok("subject", "link", sample, EDDA, twin, "--same", *WHY)
    joined = ok("export", sample).json["archive"]["head"]["size"]
    ok("subject", "link", sample, twin, EDDA, "--not-same", *WHY)
    assert facts(ok, sample, EDDA, "--merged") == apart
    assert facts(ok, sample, twin, "--merged") == own
    assert len(facts(ok, sample, EDDA, "--merged", "--as-of", f"@{joined}")) == len(apart) + 2
    assert len(facts(ok, sample, EDDA, "--merged", "--as-of", f"@{size}")) == len(apart)


def test_who_contradict_each_other_are_joined_only_on_purpose(ok, refused, sample, twin):
    ok(
        "fact", "add", sample, twin, "date_of_birth", "1931", "--source", PROFILE, "--quote",
        "Her father, Josef",
    )  # fmt: skip
    ran = refused(sample, 3, "subject", "link", sample, EDDA, twin, "--same", *WHY)
    assert "1931" in ran.err
    assert "--anyway" in ran.err
    ok("subject", "link", sample, EDDA, twin, "--unsure", *WHY)
    ok("subject", "link", sample, EDDA, twin, "--same", "--anyway", *WHY)
    shown = ok("show", sample, EDDA, "--merged", "--json").json
    assert shown["properties"]["date_of_birth"]["status"] == "disputed"


@pytest.fixture
def say(ok, sample):
    def record(subject, name, value, *more):
        return ok(
            "fact", "add", sample, subject, name, value, "--source", PROFILE, "--quote",
            "Her father, Josef", *more,
        ).out.strip()  # fmt: skip

    return record


@pytest.fixture
def pair(ok, sample):
    return [
        ok("subject", "add", sample, label, "--kind", "person").out.strip()
        for label in ("A. Weil", "Anton Weil")
    ]


def test_dates_that_clash_only_in_one_person_part_two(ok, refused, sample, pair, say):
    one, other = pair
    born, died = say(one, "date_of_birth", "1890"), say(other, "date_of_death", "1860")
    for first, second in ((one, other), (other, one)):
        ran = refused(sample, 3, "subject", "link", sample, first, second, "--same", *WHY)
        assert "nobody dies before their birth" in ran.err
        assert "--anyway" in ran.err
    ran = refused(sample, 3, "subject", "link", sample, one, other, "--same", *WHY, "--json")
    (told,) = ran.error["contradictions"]
    assert set(told["facts"]) == {born, died}
    ok("subject", "link", sample, one, other, "--same", "--anyway", *WHY)


def test_a_reason_that_several_facts_share_is_told_once(refused, sample, pair, say):
    one, other = pair
    say(one, "date_of_birth", "1890")
    say(one, "date_of_birth", "1890", "--note", "Again, from another page.")
    say(other, "date_of_birth", "1901")
    ran = refused(sample, 3, "subject", "link", sample, one, other, "--same", *WHY)
    assert ran.err.count("1890 ends before 1901 begins") == 1
    ran = refused(sample, 3, "subject", "link", sample, one, other, "--same", *WHY, "--json")
    assert len(ran.error["contradictions"]) == 2


@pytest.mark.parametrize("turned", [False, True])
def test_who_is_at_odds_with_themselves_still_contradicts_another(
    ok, refused, sample, pair, say, turned
):
    one, other = reversed(pair) if turned else pair
    born = say(one, "date_of_birth", "1890")
    say(one, "date_of_death", "1860")
    third = ok("subject", "add", sample, "Toni Weil", "--kind", "person").out.strip()
    ok("subject", "link", sample, one, third, "--same", *WHY)
    held = say(other, "position_held", "Mayor", "--when", "1850")
    ran = refused(sample, 3, "subject", "link", sample, *pair, "--same", *WHY, "--json")
    assert [set(told["facts"]) for told in ran.error["contradictions"]] == [{born, held}]


def test_nobody_is_one_with_a_parent(ok, refused, sample, pair):
    one, other = pair
    fact = ok(
        "fact", "add", sample, one, "father", other, "--source", PROFILE, "--quote",
        "Her father, Josef",
    ).out.strip()  # fmt: skip
    ran = refused(sample, 3, "subject", "link", sample, one, other, "--same", *WHY, "--json")
    assert [told["facts"] for told in ran.error["contradictions"]] == [[fact]]


def test_what_was_concluded_already_is_not_recorded_again(ok, refused, sample, pair):
    one, other = pair
    ok("subject", "link", sample, one, other, "--same", *WHY)
    for first, second in ((one, other), (other, one)):
        ran = refused(sample, 3, "subject", "link", sample, first, second, "--same", *WHY, "--json")
        assert ran.error["code"] == "no-change"
    ok("subject", "link", sample, one, other, "--not-same", *WHY)
    ok("subject", "link", sample, one, other, "--same", *WHY)


def test_a_link_can_name_its_evidence(ok, refused, sample, twin):
    excerpt = facts(ok, sample, twin)[0]["citations"][0]["excerpt"]
    ok("subject", "link", sample, EDDA, twin, "--unsure", "--evidence", excerpt[:8], *WHY)
    refused(
        sample, 3, "subject", "link", sample, EDDA, twin, "--unsure", "--evidence", "zzzz", *WHY
    )
    for thing in ((), (EDDA,), (twin,)):
        told = " ".join(ok("history", sample, *thing, "--limit", "1").out.split())
        assert "Edda Marlow: said to be perhaps the same as E. Marlow" in told
        assert "Evidence: “And her father?” (The lamp on the Customs stairs" in told
    (entry,) = ok("history", sample, "--limit", "1", "--json").json["events"]
    (passage,) = entry["evidence"]
    assert (passage["excerpt"], passage["quote"]) == (excerpt, "And her father?")


def test_of_namesakes_the_history_says_which_was_judged_and_lists_tell_them_apart(ok, sample):
    other = ok("subject", "add", sample, EDDA, "--kind", "person").out.strip()
    edda = next(one for one in ok("subject", "list", sample, "--json").json["subjects"])["id"]
    quote = ("--source", PROFILE, "--quote", "And her father?")
    ok("fact", "add", sample, other, "date_of_birth", "1901", *quote)
    pages = (("--limit", "9", "--begins", "edda"), ("--kind", "person"), ())
    for page in pages:
        told = " ".join(ok("subject", "list", sample, *page).out.split())
        assert f"{other} person 1 Edda Marlow (born 1901)" in told
        listed = ok("subject", "list", sample, *page, "--json").json["subjects"]
        assert {one["id"] for one in listed if one["told_apart"]} >= {edda, other}
    told = " ".join(ok("subject", "candidates", sample, other).out.split())
    assert f"{other} Edda Marlow (born 1901)" in told
    ok("subject", "link", sample, other, edda, "--not-same", *WHY)
    said = f"Edda Marlow ({other[:6]}): said not to be the same as Edda Marlow ({edda[:6]})"
    assert said in " ".join(ok("history", sample, edda, "--limit", "1").out.split())


def test_sixty_facts_of_a_namesake_go_in_one_action(ok, sample):
    before = {fact["id"]: fact for fact in facts(ok, sample, EDDA)}
    made = ok(
        "subject", "split", sample, EDDA, "--new", "Edda Marlow (the pilot)", "--source",
        PROFILE, *WHY, "--json",
    ).json  # fmt: skip
    assert made["opened"]
    assert len(made["facts"]) > 15
    moved = {fact["id"]: fact for fact in facts(ok, sample, made["subject"])}
    left = {fact["id"]: fact for fact in facts(ok, sample, EDDA)}
    subject_slots = {
        fact for fact, slot in zip(made["facts"], made["slots"], strict=True) if slot == "subject"
    }
    assert set(moved) == subject_slots
    assert set(left) == set(before) - subject_slots
    for fact, told in moved.items():
        for same in ("value", "when", "as_written", "citations", "position", "recorded_at"):
            assert told[same] == before[fact][same]
    events = ok("history", sample, made["facts"][0], "--json").json["events"]
    assert [event["type"] for event in events][-1] == "FactAsserted"
    assert events[0]["type"] == "FactReattributed"
    ran = ok("subject", "candidates", sample, "--json").json["candidates"]
    pair = {made["subject"], subjects(ok, sample)[EDDA]["id"]}
    assert pair not in [set(one["subjects"]) for one in ran], "they were said not to be the same"
    assert ok("verify", sample).code == 0


def test_named_facts_go_to_a_named_subject_in_the_slot_they_have(ok, refused, sample):
    josef = subjects(ok, sample)["Josef Marlow"]["id"]
    other = ok("subject", "add", sample, "Josef Marlow (the elder)", "--kind", "person").out.strip()
    fact = next(one["id"] for one in facts(ok, sample, EDDA) if one["value_subject"] == josef)
    made = ok("subject", "split", sample, josef, fact, "--to", other, *WHY, "--json").json
    assert (made["facts"], made["slots"], made["opened"]) == ([fact], ["value"], False)
    (told,) = [one for one in facts(ok, sample, EDDA) if one["id"] == fact]
    assert told["value_subject"] == other
    refused(sample, 3, "subject", "split", sample, josef, fact, "--to", other, *WHY)
    refused(sample, 3, "subject", "split", sample, EDDA, fact, "--to", EDDA, *WHY)
    refused(sample, 3, "subject", "split", sample, EDDA, "--to", other, *WHY)
    refused(sample, 2, "subject", "split", sample, EDDA, fact, *WHY)


def test_candidates_are_proposed_and_never_applied(ok, sample, twin, log_of):
    before = log_of(sample)
    found = ok("subject", "candidates", sample, twin, "--json").json["candidates"]
    assert [EDDA, "E. Marlow"] in [sorted(one["labels"], reverse=True) for one in found] or [
        "E. Marlow",
        EDDA,
    ] in [sorted(one["labels"]) for one in found]
    assert log_of(sample) == before
    assert len(facts(ok, sample, EDDA, "--merged")) == len(facts(ok, sample, EDDA))
    ok("subject", "link", sample, EDDA, twin, "--unsure", *WHY)
    again = ok("subject", "candidates", sample, twin, "--json").json["candidates"]
    assert len(again) == len(found) - 1


def test_what_matching_labels_would_join_is_shown_first(ok, sample, log_of, tmp_path):
    line = {
        "id": "n1",
        "subject": EDDA,
        "property": "occupation",
        "value": "pilot",
        "source": PROFILE,
        "quote": "Her father, Josef",
    }
    file = tmp_path / "more.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    edda, before = subjects(ok, sample)[EDDA]["id"], log_of(sample)
    args = ("fact", "import", sample, file, "--match-labels")
    shown = ok(*args, "--dry-run")
    assert f"“{EDDA}” would mean the subject {edda}" in shown.out
    assert log_of(sample) == before
    # Without it, whoever bears the name already is told: two of each is seldom what one wants.
    apart = ok(*args[:-1], "--dry-run", "--json").json
    assert apart["namesakes"] == [{"label": EDDA, "subject": edda}]
    assert f"{EDDA} ({edda}). With --match-labels" in apart["warnings"][0]
    matched = ok(*args, "--json").json
    assert matched["joined"] == [{"label": EDDA, "subject": edda}]
    assert matched["namesakes"] == []


def test_of_one_name_are_no_candidates_where_one_is_the_others_father(ok, empty, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("Asa Thorn was the son of Asa Thorn.", encoding="utf-8")
    ok("source", "add", empty, text)
    son, father = (
        ok("subject", "add", empty, "Asa Thorn", "--kind", "person").out.strip() for _ in "12"
    )
    (found,) = ok("subject", "candidates", empty, "--json").json["candidates"]
    assert found["reason"] == "“Asa Thorn” and “Asa Thorn” bear the same name."
    fact = ok(
        "fact", "add", empty, son, "father", father, "--source", "text.txt", "--quote", "son of",
    ).out.strip()  # fmt: skip
    assert ok("subject", "candidates", empty, "--json").json["candidates"] == []
    assert ok("subject", "candidates", empty, father, "--json").json["candidates"] == []
    ok("fact", "retract", empty, fact, "--reason", "Misread.")
    assert len(ok("subject", "candidates", empty, "--json").json["candidates"]) == 1


@pytest.mark.parametrize("other", ["Joergen Mueller", "Jörgen Muller", "J. Mueller"])
def test_candidates_are_found_across_spellings(ok, empty, other):
    for label in ("Jörgen Müller", other, "Jörgen Möller"):
        ok("subject", "add", empty, label, "--kind", "person")
    (found,) = ok("subject", "candidates", empty, "--json").json["candidates"]
    assert found["reason"] == f"“{other}” and “Jörgen Müller” may be forms of one name."


@pytest.fixture
def joined(ok, empty, tmp_path):
    """Two who were joined although two births and two fathers are told of them."""
    (tmp_path / "one.txt").write_text("Born in 1910. Born in 1912. Jo Holt. Jan Holt.", "utf-8")
    ok("source", "add", empty, tmp_path / "one.txt")
    facts = []
    for label, year, father in (("Anna Berg", "1910", "Jo Holt"), ("A. Berg", "1912", "Jan Holt")):
        ok("subject", "add", empty, label, "--kind", "person")
        for name, value, quote in (
            ("date_of_birth", year, f"Born in {year}"),
            ("father", father, father),
        ):
            given = ("--source", "one.txt", "--quote", quote)
            facts.append(ok("fact", "add", empty, label, name, value, *given).out.strip())
    link = ("subject", "link", empty, "Anna Berg", "A. Berg", "--reason", "Her letters.")
    ok(*link, "--same", "--anyway")
    return empty, facts, link


def test_what_contradicts_itself_in_those_joined_is_left_to_do_until_it_is_settled(ok, joined):
    path, facts, link = joined

    def to_do(*more):
        found = ok("todo", path, "--json", *more).json["todo"]
        return {(one["property"], *sorted(one["facts"])) for one in found
                if one["kind"] == "joined in spite"}  # fmt: skip

    births = ("date_of_birth", *sorted((facts[0], facts[2])))
    fathers = ("father", *sorted((facts[1], facts[3])))
    assert to_do() == to_do("--subject", "A. Berg") == {births, fathers}
    told = ok("todo", path).out
    assert "Joined although their facts contradict each other (2)" in told
    assert ok("conflicts", path, "--json").json["conflicts"] == []
    ok("fact", "assess", path, facts[0], "--rank", "preferred", "--reason", "The register.")
    assert to_do() == {fathers}
    ok(*link, "--not-same")
    assert to_do() == set()


@pytest.mark.parametrize("command", ["show", "timeline"])
def test_a_record_says_whom_its_subject_was_judged_to_be(ok, joined, command):
    path, _, link = joined

    def told(*more):
        return " ".join(ok(command, path, "Anna Berg", *more).out.split())

    head = ok("history", path, "--limit", "1", "--json").json["events"][0]["position"]
    same = "! judged the same as A. Berg ("
    assert same in told()
    assert same not in told("--as-of", f"@{head - 1}")
    ok(*link, "--unsure")
    assert "! perhaps the same as A. Berg (" in told()
    ok(*link, "--not-same")
    assert "the same as" not in told()
    # What was believed then stays what was believed then.
    assert same in told("--as-of", f"@{head}")
    assert "! perhaps the same as A. Berg (" in told("--as-of", f"@{head + 1}")


def test_two_who_were_judged_apart_are_not_joined_through_a_third_without_a_word(
    ok, refused, empty
):
    for name in ("Ada", "Berit", "Cora"):
        ok("subject", "add", empty, name, "--kind", "person")
    link, why = ("subject", "link", empty), ("--reason", "A letter.")
    ok(*link, "Ada", "Cora", "--not-same", *why)
    ok(*link, "Ada", "Berit", "--same", *why)
    ran = refused(empty, 3, *link, "Berit", "Cora", "--same", *why)
    assert "Conclusions would contradict each other. “Ada” and “Cora” were judged not" in ran.err
    ok(*link, "Berit", "Cora", "--same", "--anyway", *why)
    told = " ".join(ok("todo", empty).out.split())
    assert "- Ada: “Ada” and “Cora” were judged not to be the same." in told.replace(
        "- Cora:", "- Ada:").replace("- Berit:", "- Ada:").replace(
        "“Cora” and “Ada”", "“Ada” and “Cora”")  # fmt: skip
    ran = ok(*link, "Ada", "Cora", "--unsure", *why)
    assert "They are still taken for one, by way of Berit, with whom" in ran.err
    assert ran.out.startswith("@")
    ok(*link, "Ada", "Cora", "--same", "--anyway", *why)
    assert "were judged not" not in ok("todo", empty).out
    said = ok("history", empty, "Cora").out
    assert "said to be perhaps the same as" in said
    assert "said not to be the same as" in said
    assert ok(*link, "Ada", "Berit", "--unsure", *why).err.count("by way of Cora") == 1
    ok(*link, "Berit", "Cora", "--unsure", *why)
    assert ok(*link, "Ada", "Berit", "--not-same", *why).err == ""


def test_namesakes_joined_are_told_apart_wherever_both_are_named(ok, refused, empty, tmp_path):
    (tmp_path / "k.txt").write_text("Born 1880. Died 1950. A printer.", encoding="utf-8")
    ok("source", "add", empty, tmp_path / "k.txt")
    one, two, third = (
        ok("subject", "add", empty, "Karl Beck", "--kind", "person").out.strip() for _ in range(3)
    )
    cite = ("--source", "k", "--quote")
    ok("fact", "add", empty, one, "date_of_birth", "1880", *cite, "Born 1880")
    ok("fact", "add", empty, two, "date_of_death", "1950", *cite, "Died 1950")
    ok("fact", "add", empty, third, "occupation", "printer", *cite, "A printer")
    link, why = ("subject", "link", empty), ("--reason", "A letter.")
    ok(*link, one, two, "--same", *why)
    ok(*link, one, third, "--not-same", *why)
    told = " ".join(ok("show", empty, one, "--merged").out.split())
    assert "judged to be the same: Karl Beck (died 1950)" in told
    assert "1950 (said of Karl Beck (died 1950))" in told
    ran = refused(empty, 3, *link, two, third, "--same", *why)
    assert "“Karl Beck (born 1880)” and “Karl Beck (printer)” were judged not" in ran.err
    ran = ok("subject", "add", empty, "Karl Beck", "--kind", "person")
    assert f"{one}, {two}, {third} are called “Karl Beck” too." in ran.err


def test_of_very_many_who_were_joined_the_last_are_compared_and_that_is_said(
    ok, joined, monkeypatch
):
    path, _, link = joined
    for name in ("B. Berg", "C. Berg"):
        ok("subject", "add", path, name, "--kind", "person")
    ok("subject", "link", path, "B. Berg", "C. Berg", "--same", "--reason", "A letter.")
    monkeypatch.setattr("fonds.archive.queries.identity.MOST_JOINED", 1)

    def to_do(*more):
        found = ok("todo", path, "--json", *more).json
        spite = [one for one in found["todo"] if one["kind"] == "joined in spite"]
        return len(spite), found.get("joined_of")

    assert to_do() == (0, 1), "not the eldest subjects, but the last joined"
    told = " ".join(ok("todo", path).out.split())
    assert "Of subjects joined with others those of the 1 group joined last were compared;" in told
    assert to_do("--subject", "A. Berg") == (2, None)
    ok(*link, "--unsure")
    ok(*link, "--same", "--anyway")
    assert to_do() == (2, 1)
    monkeypatch.undo()
    assert to_do() == (2, None)


def test_a_record_of_all_who_are_one_does_not_point_to_itself(ok, joined):
    path, *_ = joined
    told = ok("show", path, "Anna Berg", "--merged").out
    assert "judged the same as A. Berg" not in told
    assert "! merged with" in told


def test_dates_of_the_second_and_third_who_were_joined_are_held_against_each_other(
    ok, sample, pair, say
):
    one, other = pair
    first = ok("subject", "add", sample, "Toni Weil", "--kind", "person").out.strip()
    born, died = say(one, "date_of_birth", "1890"), say(other, "date_of_death", "1860")
    for joined in (one, other):
        ok("subject", "link", sample, first, joined, "--same", "--anyway", *WHY)
    for subject in (first, one, other):
        done = ok("todo", sample, "--subject", subject, "--json").json["todo"]
        told = [set(item["facts"]) for item in done if item["kind"] == "joined in spite"]
        assert told == [{born, died}]
