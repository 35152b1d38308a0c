# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source recapture: a newer capture, and what became of each passage."""

from __future__ import annotations

import pytest
from archive.council import FIRST, LATER, SAID, begin, say

from fonds.archive import Archive
from fonds.archive.languages.telling import tell
from fonds.archive.lookup.carried import reason_said
from fonds.archive.record.policy import Policy


@pytest.fixture
def council(ok, empty, tmp_path):
    """An archive with one source and three facts on three passages of it."""
    begin(ok, empty, tmp_path)
    for said in SAID:
        say(ok, empty, *said)
    return empty


@pytest.fixture
def later(tmp_path):
    file = tmp_path / "council-later.txt"
    file.write_text(LATER)
    return file


def test_every_passage_is_found_or_said_not_to_be(ok, council, later):
    answer = ok("source", "recapture", council, "Council page", later, "--json").json
    assert answer.keys() >= {"capture", "passages", "findings"}
    assert answer["passages"] == {"exact": 0, "moved": 1, "changed": 1, "ambiguous": 0, "lost": 1}
    changed, lost = sorted(answer["findings"], key=lambda one: one["state"])
    assert (changed["state"], changed["was"], changed["now"]) == (
        "changed",
        "she won 57 percent of the vote",
        "she won 54 percent of the vote",
    )
    assert (lost["state"], lost["now"]) == ("lost", None)
    assert len(changed["facts"]) == len(lost["facts"]) == 1
    fact = ok("--json", "show", council, "Anna Kowal").json
    assert changed["facts"][0] in str(fact["properties"]["vote_share"])


def test_facts_stay_on_the_capture_they_cite(ok, council, later):
    def cited():
        shown = ok("--json", "show", council, "Anna Kowal").json["properties"]
        # What the newest text says of them is told beside them.
        return [
            {name: said for name, said in citation.items() if name != "newest"}
            for answer in shown.values()
            for scope in answer["scopes"]
            for value in scope["values"]
            for fact in value["facts"]
            for citation in fact["citations"]
        ]

    before = cited()
    ok("source", "recapture", council, "Council page", later, "--retrieved-at", "2026-11-20")
    assert cited() == before
    captures = ok("source", "show", council, "Council page", "--json").json["captures"]
    assert [one["retrieved_at"] for one in captures] == [None, "2026-11-20"]
    assert ok("verify", council, "--json").json["ok"] is True


def test_the_same_file_again_leaves_every_passage_where_it_is(ok, council, tmp_path):
    answer = ok("source", "recapture", council, 1, tmp_path / "council.txt", "--json").json
    assert answer["passages"] == {"exact": 3, "moved": 0, "changed": 0, "ambiguous": 0, "lost": 0}
    assert answer["findings"] == []
    assert ok("verify", council, "--json").json["ok"] is True


def test_a_reader_is_told_what_became_of_what(ok, council, later):
    said = " ".join(ok("source", "recapture", council, "Council page", later).out.split())
    assert "3 passages: 1 moved, 1 changed, 1 lost." in said
    assert "“she won 57 percent of the vote” became “she won 54 percent of the vote”" in said
    assert "(1 fact)" in said


def test_passages_of_every_earlier_capture_are_looked_for(ok, council, later, tmp_path):
    ok("source", "recapture", council, "Council page", later)
    ok(
        *("fact", "add", council, "Anna Kowal", "vote_share", "54"),
        *("--source", "Council page", "--quote", "she won 54 percent of the vote"),
    )
    answer = ok(
        "source", "recapture", council, "Council page", tmp_path / "council.txt", "--json"
    ).json
    assert answer["passages"] == {"exact": 3, "moved": 0, "changed": 1, "ambiguous": 0, "lost": 0}


def test_a_work_known_but_not_held_is_held_from_its_first_capture_on(ok, empty, later):
    ok("source", "add", empty, "--unheld", "--title", "Council page")
    answer = ok("source", "recapture", empty, "Council page", later, "--json").json
    assert sum(answer["passages"].values()) == 0
    assert ok("source", "show", empty, "Council page", "--json").json["held"] is True
    assert "No passages to look for." in ok("source", "recapture", empty, 1, later).out


def test_refusals_leave_the_log_as_it_was(run, ok, council, tmp_path):
    size = ok("verify", council, "--json").json["checked"]["events"]
    assert run("source", "recapture", council, "Council page", tmp_path / "none.txt").code == 3
    assert run("source", "recapture", council, "Nobody's page", tmp_path / "council.txt").code == 3
    assert run("source", "recapture", council, "Council page").code == 2
    assert ok("verify", council, "--json").json["checked"]["events"] == size


def test_views_are_the_same_after_a_rebuild(ok, council, later):
    ok("source", "recapture", council, "Council page", later)
    before = ok("source", "show", council, 1, "--json").json
    ok("rebuild", council)
    assert ok("source", "show", council, 1, "--json").json == before
    assert ok("verify", council, "--json").json["ok"] is True


def test_of_a_long_passage_only_what_changed_is_shown(ok, empty, tmp_path):
    words = "In 1990 she won 57 percent of the vote in the third district, " + "and so on " * 20
    first, later = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(f"Before it.\n\n{words}end.\n\nAfter it.\n")
    later.write_text(first.read_text().replace("57", "54"))
    ok("source", "add", empty, first, "--title", "Page")
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    ok(
        *("fact", "add", empty, "Anna Kowal", "vote_share", "57"),
        *("--source", "Page", "--quote", words.strip()),
    )
    said = " ".join(ok("source", "recapture", empty, "Page", later).out.split())
    assert "“57” became “54” (1 fact)" in said
    assert said.count("and so on") < 10


def test_a_wholly_different_file_is_taken_in_with_a_warning(ok, council, tmp_path, later):
    assert "hardly any words" not in ok("source", "recapture", council, "Council page", later).err
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("The harbour master of Ellery keeps a list of ropes, knots and tides. " * 5)
    ran = ok("source", "recapture", council, "Council page", wrong, "--json")
    assert ran.json["in_common"] == 0
    assert "hardly any words in common" in ran.err
    assert ran.json["passages"]["lost"] == 3
    right = tmp_path / "right.txt"
    right.write_text(FIRST + "Read again.\n")
    ran = ok("source", "recapture", council, "Council page", right, "--json")
    assert ran.json["in_common"] > 0.5
    assert "hardly any words" not in ran.err


def test_passages_carried_over_count_as_covered(ok, council, tmp_path):
    before = ok("source", "coverage", council, "Council page", "--json").json
    newer = tmp_path / "newer.txt"
    newer.write_text("Updated. " + FIRST.replace("57 percent", "54 percent"))
    ok("source", "recapture", council, "Council page", newer)
    after = ok("source", "coverage", council, "Council page", "--json").json
    changed = len("she won 57 percent of the vote")
    assert after["capture"] != before["capture"]
    assert after["used"] == before["used"] - changed
    assert (
        ok("source", "show", council, "Council page", "--json").json["coverage"]["used"]
        == (after["used"])
    )


def test_what_was_not_found_again_is_left_to_do_in_its_words(ok, council, later):
    ok("source", "recapture", council, "Council page", later)
    said = " ".join(ok("todo", council).out.split())
    assert "is changed in the newest text “she won 57 percent of the vote”" in said
    assert "is lost in the newest text “Her brother Piotr kept the mill by the river”" in said
    left = [one for one in ok("todo", council, "--json").json["todo"] if "quote" in one]
    # Nobody knows a passage by its id: that stands apart, for whoever settles it.
    assert not [one for one in left if one["excerpt"] in one["detail"]]
    assert all(one["excerpt"] in said for one in left)
    assert {one["quote"] for one in left} == {
        "she won 57 percent of the vote",
        "Her brother Piotr kept the mill by the river",
    }
    hidden = ok("todo", council, "--hide", "quotations")
    assert "57 percent" not in hidden.out


def test_what_was_erased_is_taken_in_again_only_when_that_is_said(ok, run, council, tmp_path):
    capture = ok("--json", "source", "show", council, "Council page").json["captures"][0]["id"]
    start = FIRST.index("Piotr")
    masked = f"{start}:{start + 5}"
    ok("erase", council, capture, "--range", masked, "--ground", "Asked for.", "--yes")
    file = tmp_path / "council.txt"
    commands = (
        ("source", "add", council, file),
        ("source", "recapture", council, "Council page", file),
        ("source", "transcribe", council, "Council page", file),
    )
    for command in commands:
        refused = run(*command)
        assert refused.code == 3
        assert "--despite-erasure" in refused.err
    for command in commands[1:]:
        ok(*command, "--despite-erasure")


@pytest.fixture
def waiting(ok, council, later):
    """The changed and the lost passage of a newer copy, which wait for a person."""
    ok("source", "recapture", council, "Council page", later)
    found = ok("source", "settle", council, "Council page", "--json").json["passages"]
    return {one["state"]: one for one in found}


def test_what_waits_is_listed_with_its_words_and_facts(ok, council, waiting):
    changed = waiting["changed"]
    assert "57 percent" in changed["was"]
    assert "54 percent" in changed["now"]
    assert waiting["lost"]["now"] is None
    said = " ".join(ok("source", "settle", council, "Council page").out.split())
    assert "“she won 57 percent of the vote” became “she won 54 percent of the vote”" in said
    assert changed["facts"][0] in said


def test_a_decided_passage_waits_no_more_until_the_decision_is_taken_back(ok, council, waiting):
    settle = ("source", "settle", council, "Council page")
    changed, lost = waiting["changed"]["excerpt"], waiting["lost"]["excerpt"]
    (fact,) = waiting["changed"]["facts"]
    before = ok("todo", council, "--json").json["todo"]
    ok(*settle, changed, "--as-found", "--cite", fact, "--reason", "Recounted.")
    ok(*settle, lost, "--absent", "--reason", "The brother was cut.")
    assert ok(*settle, "--json").json["passages"] == []
    assert "lost passage" not in {one["kind"] for one in ok("todo", council, "--json").json["todo"]}
    cited = ok("show", council, "Anna Kowal", "--json").json["properties"]["vote_share"]
    quotes = [one["quote"] for one in cited["scopes"][0]["values"][0]["facts"][0]["citations"]]
    assert quotes == ["she won 57 percent of the vote", "she won 54 percent of the vote"]
    told = ok("history", council, "--json").json["events"]
    decided = {one["summary"]: one for one in told if one["summary"].startswith("Decided")}
    other = decided["Decided: a passage has other words in the newer text"]
    assert (other["before"], other["after"], other["reason"]) == (*quotes, "Recounted.")
    assert "Decided: a passage is not in the newer text" in decided
    ok(*settle, changed, "--undo")
    ok(*settle, lost, "--undo")
    again = ok(*settle, "--json").json["passages"]
    assert {one["state"]: one for one in again} == waiting
    assert len(ok("todo", council, "--json").json["todo"]) == len(before)
    cited = ok("show", council, "Anna Kowal", "--json").json["properties"]["vote_share"]
    (kept,) = cited["scopes"][0]["values"][0]["facts"][0]["citations"]
    assert (kept["quote"], kept["newest"]["decided"]) == (quotes[0], False)
    assert ok("verify", council, "--json").json["ok"] is True


def test_other_words_are_named_by_a_person(ok, council, waiting):
    settle = ("source", "settle", council, "Council page", waiting["lost"]["excerpt"])
    done = ok(
        *settle, "--quote", "the third district", "--reason", "He lived there.", "--json"
    ).json
    assert (done["state"], done["now"]) == ("changed", "the third district")
    coverage = ok("source", "coverage", council, "Council page", "--json").json["spans"]
    assert any(waiting["lost"]["facts"][0] in span["facts"] for span in coverage)


@pytest.mark.parametrize(
    ("ways", "code", "words"),
    [
        (("lost", "--as-found", "--reason", "x"), 3, "Say which they are with --quote"),
        (("lost", "--quote", "the mill by the river", "--reason", "x"), 3, "does not stand"),
        (("lost", "--undo"), 3, "nothing to take back"),
        (("changed", "--as-found"), 2, "--reason"),
        (("changed", "--as-found", "--absent", "--reason", "x"), 2, "one of"),
        (("changed", "--absent", "--cite", "{fact}", "--reason", "x"), 2, "no words"),
        (("lost", "--quote", "In 1990", "--cite", "{fact}", "--reason", "x"), 3, "does not rest"),
    ],
)
def test_what_cannot_be_decided_is_refused(refused, council, waiting, ways, code, words):
    state, *given = ways
    (fact,) = waiting["changed"]["facts"]
    given = [one.format(fact=fact) for one in given]
    passage = waiting[state]["excerpt"]
    said = refused(council, code, "source", "settle", council, "Council page", passage, *given)
    assert words in " ".join(said.err.split())


def test_the_words_of_a_finding_are_hidden_with_quotations(waiting, council):
    excerpts = {one["excerpt"] for one in waiting.values()}
    with Archive.open(council, read_only=True) as archive:
        hidden = archive.queries.hiding(Policy(quotations="hidden"))
        found = hidden.anchor_states("Council page")[0].unclear
    assert {one.excerpt for one in found} == excerpts
    assert {(one.was, one.now) for one in found} == {(None, None)}


def test_a_reason_goes_with_whom_it_names_and_the_decision_stays(ok, council, waiting):
    settle = ("source", "settle", council, "Council page")
    ok(*settle, waiting["changed"]["excerpt"], "--as-found", "--reason", "Zebulon Kray says so.")
    ok("subject", "add", council, "Zebulon Kray", "--kind", "person")
    ok("erase", council, "Zebulon Kray", "--ground", "Asked for.", "--yes")
    assert b"Zebulon" not in council.read_bytes()
    left = ok(*settle, "--json").json["passages"]
    assert [one["state"] for one in left] == ["lost"]
    assert ok("verify", council, "--json").json["ok"] is True


def test_a_decision_holds_in_the_next_capture_as_long_as_its_words_stand(
    ok, council, waiting, tmp_path
):
    settle = ("source", "settle", council, "Council page")
    changed, lost = waiting["changed"]["excerpt"], waiting["lost"]["excerpt"]
    ok(*settle, changed, "--as-found", "--reason", "Recounted.")
    ok(*settle, lost, "--absent", "--reason", "The brother was cut.")
    third = tmp_path / "third.txt"
    third.write_text(f"Seen by the clerk.\n{LATER}")
    recapture = ("source", "recapture", council, "Council page")
    answer = ok(*recapture, third, "--json").json
    assert sorted(answer["carried"]) == sorted((changed, lost))
    assert answer["findings"] == []
    now = ok(*settle, "--json").json
    assert now["passages"] == []
    assert {one["excerpt"]: (one["state"], one["now"]) for one in now["decided"]} == {
        changed: ("changed", "she won 54 percent of the vote"),
        lost: ("lost", None),
    }
    # Each can be taken back there as it could where it was decided.
    ok(*settle, changed, "--undo")
    assert [one["excerpt"] for one in ok(*settle, "--json").json["passages"]] == [changed]
    ok(*settle, changed, "--as-found", "--reason", "Recounted.")
    # Other words again, or words where there were none: that is for a person once more.
    third.write_text(FIRST.replace("57", "53").replace("until", "before"))
    answer = ok(*recapture, third, "--json").json
    assert {one["excerpt"] for one in answer["findings"]} >= {changed}
    assert changed not in answer["carried"]
    assert ok("verify", council, "--json").json["ok"] is True


def test_a_decision_taken_back_is_not_carried_over(ok, council, waiting, tmp_path):
    settle = ("source", "settle", council, "Council page", waiting["changed"]["excerpt"])
    ok(*settle, "--as-found", "--reason", "Recounted.")
    ok(*settle, "--undo")
    third = tmp_path / "third.txt"
    third.write_text(f"{LATER}Seen.\n")
    answer = ok("source", "recapture", council, "Council page", third, "--json").json
    assert answer["carried"] == []
    assert len(answer["findings"]) == 2


def test_a_passage_is_settled_only_in_its_own_source(ok, refused, council, waiting, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Quite another page.\n")
    ok("source", "add", council, other, "--title", "Another page")
    passage = waiting["changed"]["excerpt"]
    given = ("source", "settle", council, "Another page", passage)
    said = refused(council, 3, *given, "--as-found", "--reason", "x")
    assert "is of “Council page”, not of “Another page”" in " ".join(said.err.split())


def test_one_of_several_equal_places_is_a_decision_too(ok, empty, tmp_path):
    first, later = tmp_path / "first.txt", tmp_path / "later.txt"
    first.write_text("The mill. She won the seat. The end.\n")
    ok("source", "add", empty, first, "--title", "Page", "--author", "A")
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    fact = ("fact", "add", empty, "Anna Kowal", "occupation", "councillor")
    ok(*fact, "--source", "Page", "--quote", "She won the seat.")
    later.write_text("New. She won the seat. Then.\nOther. She won the seat. Later.\n")
    ok("source", "recapture", empty, "Page", later)
    settle = ("source", "settle", empty, "Page")
    (waiting,) = ok(*settle, "--json").json["passages"]
    assert waiting["state"] == "ambiguous"
    which = ("--quote", "She won the seat.", "--start", later.read_text().rindex("She"))
    ok(*settle, waiting["excerpt"], *which, "--reason", "The second is she.")
    now = ok(*settle, "--json").json
    assert now["passages"] == []
    (decided,) = now["decided"]
    assert (decided["excerpt"], decided["state"]) == (waiting["excerpt"], "moved")
    assert decided["start"] == later.read_text().rindex("She")
    ok(*settle, waiting["excerpt"], "--undo")
    assert [one["state"] for one in ok(*settle, "--json").json["passages"]] == ["ambiguous"]


def test_the_reason_of_a_carried_decision_is_told_in_german():
    reason = "As decided at @412: the same words stand in this text."
    told = "Wie bei @412 entschieden: dieselben Worte stehen in diesem Text."
    assert tell(reason_said(reason), "de") == told
    by_a_person = "As decided at @412: nonsense."
    assert tell(reason_said(by_a_person), "de") == by_a_person
