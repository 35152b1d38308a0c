# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Timeline, ties and to-do, as a reader meets them."""

from __future__ import annotations

import re

import pytest

EDDA = "Edda Marlow"
PROFILE = "the-quay-profile.txt"


def facts_of(ok, path, subject, *more):
    shown = ok("show", path, subject, "--json", *more).json
    return {
        fact["id"]: {**fact, "property": name}
        for name, answer in shown["properties"].items()
        for scope in answer["scopes"]
        for value in scope["values"]
        for fact in value["facts"]
    }


def test_a_timeline_is_in_order_and_leaves_nothing_out(ok, sample):
    found = ok("timeline", sample, EDDA, "--json").json
    starts = [entry["earliest"] or "" for entry in found["entries"]]
    assert starts == sorted(starts)
    told = [fact for entry in found["entries"] for fact in entry["facts"]]
    assert len(told) == len(set(told))
    every = facts_of(ok, sample, EDDA)
    neighbours = [
        fact for fact in every.values() if fact["property"] in {"predecessor", "successor"}
    ]
    assert len(told) + found["undated"] == len(every) - len(neighbours)
    dated = {fact for fact, one in every.items() if one["when"] and one not in neighbours}
    assert dated <= set(told)


def test_an_office_has_who_held_it_before_and_after(ok, sample):
    entries = ok("timeline", sample, EDDA, "--json").json["entries"]
    held = [one for one in entries if one["property"] == "position_held" and "predecessor" in one]
    assert {(one["predecessor"], one["successor"]) for one in held} == {
        ("Hanne Ostrander", "Sam Petrakis")
    }
    text = ok("timeline", sample, EDDA).out
    assert "predecessor: Hanne Ostrander" in text


def test_of_an_office_held_twice_each_term_has_its_own_neighbours(ok, empty, tmp_path):
    (tmp_path / "fasti.txt").write_text("Mayor 1890 to 1894, and again 1900 to 1904.")
    ok("source", "add", empty, tmp_path / "fasti.txt")
    ok("subject", "add", empty, "Varro", "--kind", "person")
    cite = ("--source", "fasti", "--quote", "Mayor 1890 to 1894")
    for term in ("1890/1894", "1900/1904"):
        ok("fact", "add", empty, "Varro", "position_held", "Mayor", "--when", term, *cite)
    given = (
        ("predecessor", "Piso", "1890"),
        ("successor", "Cato", "1895"),
        ("predecessor", "Dolla", "1900"),
        ("successor", "Nero", None),
    )
    for name, who, when in given:
        time = () if when is None else ("--when", when)
        ok("fact", "add", empty, "Varro", name, who, "--qualifier", "office=Mayor", *time, *cite)
    entries = ok("timeline", empty, "Varro", "--json").json["entries"]
    told = " ".join(ok("timeline", empty, "Varro").out.split("PASSAGES")[0].split())
    assert len(entries) == 2
    terms = told.split("1900 – 1904")
    names = ("predecessor: Piso", "successor: Cato", "predecessor: Dolla", "successor: Nero")
    assert [[name in term for name in names] for term in terms] == [
        [True, True, False, True],
        [False, False, True, True],
    ]


def test_who_held_an_office_next_is_told_where_only_their_own_record_says_so(ok, empty, tmp_path):
    (tmp_path / "fasti.txt").write_text("Varro was mayor 1890 to 1894. Cato came after him.")
    ok("source", "add", empty, tmp_path / "fasti.txt")
    for name in ("Varro", "Cato", "Nero"):
        ok("subject", "add", empty, name, "--kind", "person")
    term = ("--source", "fasti", "--quote", "mayor 1890 to 1894")
    after = ("--source", "fasti", "--quote", "Cato came after him")
    ok("fact", "add", empty, "Varro", "position_held", "Mayor", "--when", "1890/1894", *term)
    told = ("--value-as-subject", "--qualifier", "office=Mayor", *after)
    said = ok("fact", "add", empty, "Cato", "predecessor", "Varro", *told, "--json").json
    ok("fact", "add", empty, "Nero", "predecessor", "Varro", *told, "--when", "1950")
    ok("fact", "add", empty, "Nero", "predecessor", "Varro", *told[:1], *after)
    (entry,) = ok("timeline", empty, "Varro", "--json").json["entries"]
    (cato,) = entry["neighbours"]
    assert (cato["side"], cato["label"], entry["successor"]) == ("successor", "Cato", "Cato")
    assert cato["facts"] == [said["fact"]]
    at = ok("history", empty, "--json").json["events"][0]["position"]
    past = ok("timeline", empty, "Varro", "--as-of", f"@{at}", "--json").json["entries"]
    assert [one["neighbours"] for one in past] == [entry["neighbours"]]
    text = " ".join(ok("timeline", empty, "Varro").out.split())
    assert "successor: Cato [2]" in text
    assert "Cato came after him" in text.split("successor: Cato")[1]
    ok("fact", "retract", empty, said["fact"], "--reason", "misread")
    (entry,) = ok("timeline", empty, "Varro", "--json").json["entries"]
    assert entry["neighbours"] == []


def test_a_time_that_no_source_states_is_marked_and_names_what_it_rests_on(ok, sample):
    found = ok("timeline", sample, EDDA, "--json").json["entries"]
    reckoned = [entry for entry in found if entry["reckoned"]]
    assert reckoned
    every = facts_of(ok, sample, EDDA)
    for entry in reckoned:
        assert {every[fact]["property"] for fact in entry["rests_on"]} == {"age", "date_of_birth"}
        assert f"{entry['when']}*" in ok("timeline", sample, EDDA).out
    text = ok("timeline", sample, EDDA).out
    assert "* stated by no source" in text
    assert "reckoned with [" in text


def test_a_disputed_time_names_what_stands_against_it(ok, empty, tmp_path):
    (tmp_path / "page.txt").write_text("Odo was born in 1861. Or in 1863, or 1863-05-04.")
    ok("source", "add", empty, tmp_path / "page.txt")
    ok("subject", "add", empty, "Odo", "--kind", "person")
    given = (("1861", "born in 1861"), ("1863", "in 1863"), ("1863-05-04", "1863-05-04"))
    one, two, three = (
        ok("fact", "add", empty, "Odo", "date_of_birth", value, "--source", "page", "--quote",
           quote).out.strip()
        for value, quote in given
    )  # fmt: skip
    told = ok("timeline", empty, "Odo").out
    assert "Born (disputed: against 1863; 4 May 1863) [1]" in told
    assert told.count("(disputed: against 1861)") == 2
    entries = ok("timeline", empty, "Odo", "--json").json["entries"]
    assert [entry["rivals"] for entry in entries] == [[two, three], [one], [one]]
    reason = ("--rank", "preferred", "--reason", "A test.")
    ok("fact", "assess", empty, three, *reason)
    assert "against" not in ok("timeline", empty, "Odo").out


def test_an_uncertain_time_stays_uncertain(ok, sample):
    found = ok("timeline", sample, EDDA, "--json").json["entries"]
    whens = {entry["when"] for entry in found}
    assert "1980s" in whens
    decade = next(entry for entry in found if entry["when"] == "1980s")
    assert (decade["earliest"], decade["latest"]) == ("1980-01-01", "1989-12-31")


def test_a_timeline_is_of_its_moment_and_policy(ok, sample):
    policy = ok("timeline", sample, EDDA, "--exclude-source", PROFILE, "--json").json
    every = ok("timeline", sample, EDDA, "--json").json
    assert list(policy["policy"]) == ["exclude_sources"]
    assert len(policy["entries"]) < len(every["entries"])
    assert "! under a policy" in ok("timeline", sample, EDDA, "--exclude-source", PROFILE).out


def test_ties_go_both_ways_with_their_evidence(ok, sample):
    own = ok("ties", sample, EDDA, "--json").json["ties"]
    every = facts_of(ok, sample, EDDA)
    assert {fact for tie in own for fact in tie["facts"]} == {
        fact for fact, one in every.items() if one["value_subject"]
    }
    mother = next(tie for tie in own if tie["property"] == "mother")
    back = ok("ties", sample, mother["other"], "--json").json["ties"]
    (tie,) = [one for one in back if one["property"] == "mother"]
    assert (tie["label"], tie["incoming"], tie["facts"]) == (EDDA, True, mother["facts"])
    assert "<- Mother" in ok("ties", sample, mother["other"]).out
    ok("fact", "retract", sample, *mother["facts"], "--reason", "No.")
    left = ok("ties", sample, mother["other"], "--json").json["ties"]
    assert "mother" not in {one["property"] for one in left}


def kinds(ok, path, *more):
    found = ok("todo", path, "--json", *more).json
    return {
        kind: [one for one in found["todo"] if one["kind"] == kind]
        for kind in {one["kind"] for one in found["todo"]}
    }, found["more"]


def test_what_is_left_to_do_is_what_the_record_shows(ok, sample):
    found, more = kinds(ok, sample, "--limit", 500)
    assert more == []
    open_ones = [
        one["facts"]
        for one in ok("conflicts", sample, "--json").json["conflicts"]
        if one["status"] == "open"
    ]
    assert [one["facts"] for one in found["open conflict"]] == open_ones
    second = {
        fact
        for answer in ok("show", sample, EDDA, "--json").json["properties"].values()
        for scope in answer["scopes"]
        for value in scope["values"]
        if value["second_hand"] and not value["dangling"]
        for fact in [one["id"] for one in value["facts"]]
    }
    listed = {
        fact
        for one in found["second-hand only"]
        if one["subject_label"] == EDDA
        for fact in one["facts"]
    }
    assert listed == second
    assert found["dangling"]
    assert len(found["unread"]) == 3


def test_a_list_is_short_and_says_that_there_is_more(ok, sample):
    found, more = kinds(ok, sample, "--limit", 1)
    assert all(len(items) == 1 for items in found.values())
    assert "second-hand only" in more
    assert "(more than 1)" in ok("todo", sample, "--limit", 1).out


@pytest.mark.parametrize("act", ["correct", "retract"])
def test_a_premise_that_changes_puts_what_rests_on_it_on_the_list(ok, sample, act):
    ground = next(iter(facts_of(ok, sample, EDDA)))
    resting = ok(
        "fact", "add", sample, EDDA, "described_as", "a child of the harbour", "--source", PROFILE,
        "--quote", "And her father?", "--premise", f"{ground}=the sentence before",
    ).out.strip()  # fmt: skip
    assert "premise changed" not in kinds(ok, sample)[0]
    how = ("--kind", "misread", "--when", "1951") if act == "correct" else ()
    ok("fact", act, sample, ground, *how, "--reason", "A slip.")
    (item,) = kinds(ok, sample)[0]["premise changed"]
    assert item["facts"] == [resting]
    assert item["premise"] == ground
    said = {"correct": "Edda Marlow, corrected at @", "retract": "Edda Marlow, which was retracted"}
    assert said[act] in item["detail"]
    assert ground not in item["detail"]
    (own,) = kinds(ok, sample, "--subject", EDDA)[0]["premise changed"]
    assert own == item
    assert "premise changed" not in kinds(ok, sample, "--subject", "Josef Marlow")[0]
    # Nothing of it need be corrected: whoever judged it since has looked at it.
    ok("fact", "assess", sample, resting, "--confidence", "normal", "--reason", "It stands.")
    assert "premise changed" not in kinds(ok, sample)[0]
    again = {
        "correct": ("correct", "--kind", "misread", "--when", "1952"),
        "retract": ("reinstate",),
    }
    ok("fact", again[act][0], sample, ground, *again[act][1:], "--reason", "Again.")
    assert ("premise changed" in kinds(ok, sample)[0]) is (act == "correct")


def test_what_is_left_of_one_subject_has_its_passages_and_its_sources(ok, sample, tmp_path):
    later = tmp_path / "later.txt"
    text = ok("source", "text", sample, PROFILE).out
    later.write_text(text.replace("Rolf Marlow, a pilot like his father", "Rolf", 1), "utf-8")
    ok("source", "recapture", sample, PROFILE, later)
    every = kinds(ok, sample, "--limit", 500)[0]["lost passage"]
    of_rolf = kinds(ok, sample, "--subject", "Rolf Marlow")[0]
    assert [one for one in every if one in of_rolf["lost passage"]] == of_rolf["lost passage"]
    assert len(of_rolf["lost passage"]) < len(every)
    (unread,) = of_rolf["unread"]
    assert unread["source"] == ok("source", "show", sample, PROFILE, "--json").json["id"]
    assert len(kinds(ok, sample, "--subject", EDDA)[0]["unread"]) == 3
    alone = ok("subject", "add", sample, "Nobody", "--kind", "person").out.strip()
    assert ok("todo", sample, "--subject", alone).out == "Nothing is left to do.\n"


def test_a_footnote_without_an_entry_is_looked_for_once(ok, sample):
    (before,) = kinds(ok, sample)[0]["dangling"]
    wiki = "ellery-wiki-marlow.txt"
    ok("source", "trace", sample, wiki, "7", "--unlocatable", "--reason", "In no edition.")
    for more in ((), ("--subject", EDDA)):
        found, _ = kinds(ok, sample, "--limit", 500, *more)
        assert "dangling" not in found
        assert before["facts"] in [one["facts"] for one in found["second-hand only"]]
    assert "[7] no entry (unlocatable)" in ok("source", "show", sample, wiki).out
    shown = " ".join(ok("fact", "show", sample, *before["facts"]).out.split())
    assert "citing its footnote [7], ! which has no entry, and cannot be found." in shown


def test_somebody_known_to_be_dead_is_not_perhaps_living(ok, sample):
    def living():
        found = kinds(ok, sample, "--limit", 500)[0]["one lineage, living person"]
        return [one for one in found if one["subject_label"] == EDDA]

    assert living()
    ok(
        "property", "define", sample, "date_of_death", "--label", "Died", "--definition",
        "When somebody died.", "--type", "date", "--cardinality", "single",
    )  # fmt: skip
    ok(
        "fact", "add", sample, EDDA, "date_of_death", "2024", "--source", PROFILE, "--quote",
        "And her father?",
    )  # fmt: skip
    assert living() == []


def test_one_sources_doubt_is_not_the_others(ok, sample):
    more = ("--source", PROFILE, "--quote", "the first time I stood for the Assembly")
    sure = ("member_of", "Tideway Club")
    ok("fact", "add", sample, EDDA, *sure, "--source", PROFILE, "--quote", "the waterfront seat")
    ok("fact", "add", sample, EDDA, *sure, *more, "--qualifier", "hedge=is said to")
    shown = " ".join(ok("show", sample, EDDA).out.split())
    marks = re.search(r"Tideway Club \(“is said to” (\[\d+\])\) .*?(\[\d+\])(\[\d+\])", shown)
    assert marks is not None
    assert marks[1] in marks.groups()[1:]


def test_a_history_at_a_position_is_that_entry_alone(ok, sample):
    (entry,) = ok("history", sample, "@12", "--json").json["events"]
    assert entry["position"] == 12
    assert "Nothing was recorded" in ok("history", sample, "@999999").out


def test_a_quantity_in_words_is_remarked(ok, sample):
    more = ("--source", PROFILE, "--quote", "the waterfront seat", "--json")
    for value, number in (("a great many", 1), ("nearly 300", 0), ("26..27", 0)):
        said = ok("fact", "add", sample, EDDA, "age", value, *more).json
        assert len(said.get("warnings", [])) == number
    told = " ".join(ok("diff", sample, EDDA, "@1", "now").out.split())
    assert "Age: nothing ->" in told


def test_one_birth_told_more_or_less_precisely_is_one_entry(ok, tmp_path):
    (tmp_path / "lives.txt").write_text(
        "Ib Vorn was born on 3 May 1931. He was born in 1931. He was born in spring 1931.\n",
        encoding="utf-8",
    )
    path = tmp_path / "lives.fonds"
    ok("new", path)
    ok("source", "add", path, tmp_path / "lives.txt")
    ok("subject", "add", path, "Ib Vorn", "--kind", "person")
    for date, quote in (
        ("1931", "born in 1931"),
        ("1931-05-03", "born on 3 May 1931"),
        ("1931-21", "born in spring 1931"),
    ):
        given = (path, "Ib Vorn", "date_of_birth", date, "--source", "lives", "--quote", quote)
        ok("fact", "add", *given)
    told = " ".join(ok("timeline", path, "Ib Vorn").out.split())
    assert told.count("Born") == 1
    assert "3 May 1931 Born [1]; perhaps the same, spring 1931 [2]; less precisely 1931 [3]" in told
    assert "“born in 1931” lives" in told
    # Programs are told each of them by itself.
    found = ok("timeline", path, "Ib Vorn", "--json").json
    assert [one["when"] for one in found["entries"]] == ["1931", "spring 1931", "3 May 1931"]


def test_years_before_our_era_and_far_ones_are_in_the_order_of_time(ok, empty, tmp_path):
    (tmp_path / "annals.txt").write_text("60 BC, 44 BC, spring 12 BC, AD 9, the year 12000.")
    ok("source", "add", empty, tmp_path / "annals.txt")
    ok("subject", "add", empty, "Gaius", "--kind", "person")
    years = ("-0011-21", "Y12000", "-0059/-0054", "0009", "-0043", "-0050/..")
    for number, year in enumerate(years):
        given = (empty, "Gaius", "residence", f"House {number}", "--when", year)
        ok("fact", "add", *given, "--source", "annals", "--quote", "60 BC")
    found = ok("timeline", empty, "Gaius", "--json").json["entries"]
    assert [one["value"][-1] for one in found] == ["2", "5", "4", "0", "3", "1"]
