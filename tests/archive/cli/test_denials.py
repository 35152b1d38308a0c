# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A denial is told as a denial: never as what it denies, and never as support of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.projector import differing_tables
from fonds.archive.proofs.check_fonds_proof import check
from fonds.archive.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from pathlib import Path

WORDS = """Ib Vorn denied being a Lampwright. Ib Vorn was in the Quay Club.
Mo Tell said that he never was in the Quay Club. Mo Tell alleged that Ib Vorn was a smuggler.
Ib Vorn may have died in 1999. Mo Tell denied that Una Vorn died in 1998. Una Vorn died in 1998.
Ib Vorn was born in 1931. Mo Tell denied it and said 1932.
"""


class Kept:
    """An archive with one source, and a way to record what it says."""

    def __init__(self, path: Path, ok) -> None:
        self.path, self.ok = path, ok

    def fact(self, subject: str, name: str, value: str, quote: str, *more: str) -> str:
        given = ("--source", "notes", "--quote", quote, *more)
        return self.ok("fact", "add", self.path, subject, name, value, *given).out.strip()

    def told(self, *command: object) -> str:
        return " ".join(self.ok(command[0], self.path, *command[1:]).out.split())


@pytest.fixture
def kept(tmp_path, ok) -> Kept:
    (tmp_path / "notes.txt").write_text(WORDS, encoding="utf-8")
    path = tmp_path / "denials.fonds"
    ok("new", path)
    ok("source", "add", path, tmp_path / "notes.txt", "--title", "notes")
    for person in ("Ib Vorn", "Una Vorn"):
        ok("subject", "add", path, person, "--kind", "person")
    return Kept(path, ok)


def denied(kept: Kept) -> str:
    quote, by = "Ib Vorn denied being a Lampwright.", "speaker=Ib Vorn; manner=denies"
    return kept.fact("Ib Vorn", "member_of", "Lampwrights", quote, "--chain", by)


def test_what_is_only_denied_is_told_as_denied_everywhere(kept):
    fact = denied(kept)
    assert "Member of ! denied by Ib Vorn: Lampwrights [1]" in kept.told("show", "Ib Vorn")
    assert "Ib Vorn denies it. ! Speaks against it." in kept.told("show", "Ib Vorn")
    english = kept.told("narrative", "Ib Vorn")
    assert "Denied by Ib Vorn, under “Member of”: Lampwrights." in english
    assert "was a member" not in english
    german = kept.told("narrative", "Ib Vorn", "--language", "de")
    assert "Bestritten von Ib Vorn, unter „Mitglied von“: Lampwrights." in german
    assert "war Mitglied" not in german
    for form in ("markdown", "html"):
        assert "Denied by Ib Vorn" in kept.told("narrative", "Ib Vorn", "--format", form)
    assert "Lampwrights" not in kept.told("ties", "Ib Vorn")
    assert "Ib Vorn" not in kept.told("ties", "Lampwrights")
    assert "Lampwrights" not in kept.told("timeline", "Ib Vorn")
    assert "Lampwrights (! denied by Ib Vorn)" in kept.ok("fact", "list", kept.path, "Ib Vorn").out
    found = json.loads(kept.ok("show", kept.path, "Ib Vorn", "--json").out)
    (said,) = [one for one in _properties(found) if one["label"] == "Member of"]
    assert said["scopes"] == []
    assert [one["id"] for one in said["denied"]] == [fact]


def _properties(document: object) -> list[dict]:
    if isinstance(document, dict):
        own = [document] if {"scopes", "deprecated"} <= document.keys() else []
        return own + [one for part in document.values() for one in _properties(part)]
    if isinstance(document, list):
        return [one for part in document for one in _properties(part)]
    return []


def test_a_denial_is_no_support_and_stands_beside_what_is_held(kept):
    kept.fact("Ib Vorn", "member_of", "Quay Club", "Ib Vorn was in the Quay Club.")
    quote, by = "he never was in the Quay Club", "speaker=Mo Tell; manner=denies"
    kept.fact("Ib Vorn", "member_of", "Quay Club", quote, "--chain", by)
    text = kept.told("show", "Ib Vorn")
    assert "Quay Club [1] ! denied by Mo Tell: Quay Club [2]" in text
    assert "two sources" not in text
    with Archive.open(kept.path) as archive:
        record = archive.queries.record(archive.queries.names.subject("Ib Vorn"))
        (answer,) = record.properties()
        (value,) = answer.scopes[0].values
        assert (len(value.facts), value.sources, value.lineages) == (1, 1, 1)


def cited(kept: Kept, fact: str, quote: str, *more: str) -> str:
    """Cite a passage for a fact, or against it; return the passage's id."""
    given = ("--source", "notes", "--quote", quote, *more)
    kept.ok("fact", "cite", kept.path, fact, *given)
    with Archive.open(kept.path) as archive:
        return str(archive.queries.fact(fact).citations[-1].excerpt)


def test_a_denial_cited_is_the_same_as_a_passage_that_contradicts(kept):
    """By its stance or by its chain, and the other way: a passage for it has the fact held."""
    fact = denied(kept)
    passage = cited(kept, fact, "a smuggler")
    assert "Member of Lampwrights (! denied by Ib Vorn)" in kept.told("show", "Ib Vorn")
    kept.ok("fact", "uncite", kept.path, fact, passage, "--reason", "Not of this.")
    cited(kept, fact, "Mo Tell said that he never was", "--stance", "contradicts")
    assert "! denied by Ib Vorn and by “notes”: Lampwrights" in kept.told("show", "Ib Vorn")


def test_a_denied_date_is_in_no_conflict_until_somebody_says_it(kept):
    kept.fact("Ib Vorn", "date_of_birth", "1931", "born in 1931")
    by = "speaker=Mo Tell; manner=denies"
    fact = kept.fact("Ib Vorn", "date_of_birth", "1932", "said 1932", "--chain", by)
    assert "No sources disagree." in kept.told("conflicts")
    passage = cited(kept, fact, "1932")
    assert "No sources disagree." not in kept.told("conflicts")
    kept.ok("fact", "uncite", kept.path, fact, passage, "--reason", "Not of this.")
    assert "No sources disagree." in kept.told("conflicts")
    with Archive.open(kept.path) as archive:
        assert not list(differing_tables(SqliteStore(archive._connection, "")))


@pytest.mark.parametrize(
    ("manner", "shown", "english", "german"),
    [
        ("states", "Says Mo Tell.", "according to Mo Tell.", "laut Mo Tell."),
        ("quotes", "Mo Tell quotes it.", "Mo Tell (quoting it)", "Mo Tell (als Zitat)"),
        ("reports", "Mo Tell reports it.", "Mo Tell (reporting it)", "Mo Tell (als Bericht)"),
        ("alleges", "Mo Tell alleges it.", "Mo Tell (alleging it)", "Mo Tell (als Behauptung)"),
        ("translates", "translates it.", "Mo Tell (translating it)", "(als Übersetzung)"),
    ],
)
def test_every_manner_is_told(kept, manner, shown, english, german):
    by = f"speaker=Mo Tell; manner={manner}"
    kept.fact("Ib Vorn", "occupation", "smuggler", "was a smuggler", "--chain", by)
    text = kept.told("show", "Ib Vorn")
    assert shown in text
    assert ("smuggler (alleged) [1]" in text) is (manner == "alleges")
    assert english in kept.told("narrative", "Ib Vorn")
    assert german in kept.told("narrative", "Ib Vorn", "--language", "de")


def test_what_somebody_further_up_the_chain_alleges_is_told_as_alleged(kept):
    """In the sentence and in the footnote, in both languages."""
    links = ("speaker=Una Vorn; manner=reports; read", "speaker=Mo Tell; manner=alleges")
    chain = [part for link in links for part in ("--chain", link)]
    kept.fact("Ib Vorn", "occupation", "smuggler", "was a smuggler", *chain)
    english = kept.told("narrative", "Ib Vorn")
    assert english.count("Una Vorn (reporting it), as Mo Tell alleges") == 2
    german = kept.told("narrative", "Ib Vorn", "--language", "de")
    assert german.count("Una Vorn (als Bericht), wie Mo Tell behauptet") == 2


def test_a_hedged_or_denied_death_does_not_show_the_living(kept, run):
    kept.fact(
        "Ib Vorn", "date_of_death", "1999", "may have died in 1999", "--qualifier", "hedge=may have"
    )
    by = "speaker=Mo Tell; manner=denies"
    kept.fact("Una Vorn", "date_of_death", "1998", "denied that Una Vorn died", "--chain", by)
    for person in ("Ib Vorn", "Una Vorn"):
        assert run("show", kept.path, person, "--living", "hidden").code != 0
    kept.fact("Una Vorn", "date_of_death", "1998", "Una Vorn died in 1998.", "--start", "233")
    assert run("show", kept.path, "Una Vorn", "--living", "hidden").code != 0


def test_an_export_with_a_denial_proves_itself(kept, tmp_path):
    denied(kept)
    out = tmp_path / "out.json"
    kept.ok("export", kept.path, "-o", out, "--proofs")
    document = check(out.read_bytes())
    assert len(document["facts"]) == 1


def test_none_with_a_value_says_how_a_denial_is_recorded(kept, run):
    given = ("--source", "notes", "--quote", "he never was", "--value-kind", "none")
    refused = run("fact", "add", kept.path, "Ib Vorn", "member_of", "Quay Club", *given)
    assert refused.code == 2
    assert "the manner “denies” in its chain" in refused.err


def test_a_name_that_two_subjects_bear_is_remarked(kept):
    again = kept.ok("subject", "add", kept.path, "Ib  vorn", "--kind", "person")
    assert "is called “Ib vorn” too" in again.err
    added = kept.ok(
        *("fact", "add", kept.path, "Una Vorn", "member_of", "Quay Club", "--source", "notes"),
        *("--quote", "Ib Vorn was in the Quay Club.", "--asserted-by", "Ib Vorn"),
    )
    assert "Two subjects bear the name “Ib Vorn”" in added.err
    assert again.out.strip() in added.err


def test_history_and_comparison_tell_a_denial_as_one(kept):
    denied(kept)
    assert "denied member of" in kept.told("history", "--limit", "1")
    told = kept.told("diff", "Ib Vorn", "@5", "now")
    assert "Member of: Lampwrights (! denied by Ib Vorn)" in told
    assert "Member of: nothing -> Lampwrights (only denied)" in told


def test_a_search_tells_a_fact_that_is_only_denied(kept):
    fact = denied(kept)
    held = kept.fact("Ib Vorn", "member_of", "Quay Club", "Ib Vorn was in the Quay Club.")
    assert f"fact Ib Vorn, only denied {fact}" in kept.told("search", "Lampwrights")
    assert f"fact Ib Vorn {held}" in kept.told("search", '"Quay Club"')
    found = json.loads(kept.ok("search", kept.path, "member", "--json").out)["hits"]
    assert [hit.get("denied", False) for hit in found if hit["id"] == held] == [False]
    assert [hit["denied"] for hit in found if hit["id"] == fact] == [True]


def test_what_if_tells_a_denial_that_would_go_and_what_would_be_left_denied(kept):
    quote, by = "he never was in the Quay Club", "speaker=Mo Tell; manner=denies"
    held = kept.fact("Ib Vorn", "member_of", "Quay Club", "Ib Vorn was in the Quay Club.")
    against = kept.fact("Ib Vorn", "member_of", "Quay Club", quote, "--chain", by)
    told = kept.told("what-if", "--without", against)
    assert "Quay Club (denied no more: nothing left speaks against it)" in told
    assert "1 change to 1 record." in told
    told = kept.told("what-if", "--without", held)
    assert "Quay Club (gone: nothing else gives it)" in told
    assert "Member of: Quay Club (agreed) -> Quay Club (only denied)" in told
    changes = json.loads(kept.ok("what-if", kept.path, "--without", against, "--json").out)
    [change] = changes["changes"]
    assert (change["effect"], change["denied_no_more"]) == ("changed", True)
    assert (change["value"], change["facts"]) == ("Quay Club", [against])


def test_what_if_tells_a_passage_against_a_fact_that_would_go(kept):
    held = kept.fact("Ib Vorn", "member_of", "Quay Club", "Ib Vorn was in the Quay Club.")
    for name, words in (("other", "Never was he in it."), ("third", "Not at all, says she.")):
        file = kept.path.with_name(f"{name}.txt")
        file.write_text(words, encoding="utf-8")
        kept.ok("source", "add", kept.path, file, "--title", name)
        given = ("--source", name, "--quote", words, "--stance", "contradicts")
        kept.ok("fact", "cite", kept.path, held, *given)
    told = kept.told("what-if", "--without", "other")
    assert "Quay Club (denied by fewer: something left still speaks against it)" in told
    [change] = json.loads(kept.ok("what-if", kept.path, "--without", "other", "--json").out)[
        "changes"
    ]
    assert (change["effect"], change["less_denied"], change["facts"]) == ("changed", True, [held])
    told = kept.told("what-if", "--without", "other", "third")
    assert "Member of: Quay Club (denied no more" in told


@pytest.fixture
def without_speaker(kept) -> Kept:
    """The archive after Mo Tell, who denied one thing and alleged another, was erased."""
    kept.ok("subject", "add", kept.path, "Mo Tell", "--kind", "person")
    denied_by = "speaker=Mo Tell; manner=denies"
    alleged_by = "speaker=Mo Tell; manner=alleges"
    for value, quote, by in (
        ("Quay Club", "he never was in the Quay Club", denied_by),
        ("smugglers", "Ib Vorn was a smuggler", alleged_by),
    ):
        kept.fact("Ib Vorn", "member_of", value, quote, "--chain", by)
    kept.ok("erase", kept.path, "Mo Tell", "--ground", "He asked for it.", "--yes")
    return kept


def test_an_erasure_tells_first_which_facts_will_count_for_nothing(kept):
    kept.ok("subject", "add", kept.path, "Mo Tell", "--kind", "person")
    alone, besides = (
        kept.fact("Ib Vorn", "member_of", value, quote, "--chain", f"speaker=Mo Tell; manner={how}")
        for value, quote, how in (
            ("Quay Club", "he never was in the Quay Club", "denies"),
            ("smugglers", "Ib Vorn was a smuggler", "alleges"),
        )
    )
    given = ("--source", "notes", "--quote", "Ib Vorn denied being a Lampwright.")
    kept.ok("fact", "cite", kept.path, besides, *given)
    asked = ("Mo Tell", "--ground", "He asked for it.")
    told = kept.told("erase", *asked, "--dry-run")
    why = "Who says or denies it goes, and then nobody can tell which of the two a passage does."
    nothing = f"stay and count for nothing: member of ({alone}). {why}"
    assert f"! A fact about “Ib Vorn” would {nothing}" in told
    assert f"would rest on its other passages alone: member of ({besides}). {why}" in told
    rehearsed = json.loads(kept.ok("erase", kept.path, *asked, "--dry-run", "--json").out)
    said = kept.ok("erase", kept.path, *asked, "--yes", "--json").out
    named = {one["fact"]: one["held"] for one in json.loads(said)["facts_without_chain"]}
    assert named == {alone: False, besides: True}
    assert rehearsed["facts_without_chain"] == json.loads(said)["facts_without_chain"]
    with Archive.open(kept.path) as archive:
        [answer] = list(archive.queries.record("Ib Vorn").properties())
        assert [one.id for one in answer.denied] == [alone]
    # What lost its chain before is not told again.
    again = ("Una Vorn", "--ground", "x", "--dry-run", "--json")
    assert json.loads(kept.ok("erase", kept.path, *again).out)["facts_without_chain"] == []


def test_erasing_a_fact_tells_where_a_passage_stays_that_others_rest_on(kept):
    quote = "Ib Vorn was born in 1931."
    born = kept.fact("Ib Vorn", "date_of_birth", "1931", quote)
    kept.fact("Ib Vorn", "member_of", "Quay Club", quote)
    asked = ("erase", kept.path, born, "--ground", "x", "--dry-run")
    answer = json.loads(kept.ok(*asked, "--json").out)
    start = WORDS.index(quote)
    [there] = answer["still"]
    assert there["ranges"] == [[start, start + len(quote)]]
    assert any("stays, with its words, for other facts rest on it" in one
               for one in answer["remains"])  # fmt: skip


def test_what_lost_its_chain_is_no_support(without_speaker):
    kept = without_speaker
    told = kept.told("show", "Ib Vorn")
    gone = "! said or denied: which, is no longer known:"
    assert f"Member of {gone} Quay Club [1]" in told
    assert f"{gone} smugglers [2]" in told
    assert "! Who says it, and whether they deny it, is no longer there." in told
    narrative = kept.told("narrative", "Ib Vorn")
    assert "was a member" not in narrative
    assert "Said or denied, which is no longer known, under “Member of”: Quay Club" in narrative
    german = kept.told("narrative", "Ib Vorn", "--language", "de")
    assert "Gesagt oder bestritten" in german
    assert kept.told("ties", "Ib Vorn").count("Quay Club") == 0
    with Archive.open(kept.path) as archive:
        [answer] = list(archive.queries.record("Ib Vorn").properties())
    assert (answer.scopes, len(answer.denied)) == ((), 2)


def test_an_export_tells_that_a_chain_is_gone_and_its_proof_holds(without_speaker):
    out = without_speaker.path.with_name("proved.json")
    given = ("--subject", "Ib Vorn", "--proofs", "-o", out)
    without_speaker.ok("export", without_speaker.path, *given)
    document = json.loads(out.read_text(encoding="utf-8"))
    found = document["subjects"][0]["properties"]["member_of"]
    assert (found["status"], found["scopes"]) == ("unknown", [])
    assert [one["chain_gone"] for fact in found["denied"] for one in fact["citations"]] == [
        True
    ] * 2
    assert len(check(out.read_bytes())["facts"]) == 2


def test_a_copy_without_the_living_makes_no_support_of_their_denials(kept):
    kept.ok("subject", "add", kept.path, "Mo Tell", "--kind", "person")
    by = "speaker=Mo Tell; manner=denies"
    quote = "Mo Tell denied that Una Vorn died in 1998."
    kept.fact("Una Vorn", "date_of_death", "1998", quote, "--chain", by)
    kept.fact("Una Vorn", "date_of_birth", "1850", "Ib Vorn was born in 1931")
    copy = kept.path.with_name("copy.fonds")
    kept.ok("share-copy", kept.path, copy, "--withhold", "living")
    told = " ".join(kept.ok("narrative", copy, "Una Vorn").out.split())
    assert "died" not in told
    assert "Said or denied" in told


def test_views_after_an_erased_chain_are_those_of_a_rebuild(without_speaker):
    with Archive.open(without_speaker.path) as archive:
        assert not list(differing_tables(SqliteStore(archive._connection, "")))


def test_a_timeline_and_ties_tell_what_is_only_alleged(kept):
    chain = ("--chain", "speaker=the clerk; manner=reports; read")
    chain += ("--chain", "speaker=Mo Tell; manner=alleges", "--when", "1970")
    quote = "Mo Tell alleged that Ib Vorn was a smuggler"
    kept.fact("Ib Vorn", "member_of", "smugglers", quote, *chain)
    assert "Member of: smugglers (alleged) [1]" in kept.told("timeline", "Ib Vorn")
    assert "Member of, 1970 (alleged) [1]" in kept.told("ties", "Ib Vorn")
    kept.fact(
        "Ib Vorn", "member_of", "Quay Club", "Ib Vorn was in the Quay Club.", "--when", "1971"
    )
    assert kept.told("timeline", "Ib Vorn").count("(alleged)") == 1


def test_a_proof_that_keeps_a_denial_back_is_refused(kept, run):
    fact = denied(kept)
    refused = run("prove", kept.path, fact, "--keep-back", "chain")
    assert refused.code == 3
    assert "would tell otherwise" in refused.err
    held = kept.fact("Ib Vorn", "member_of", "Quay Club", "Ib Vorn was in the Quay Club.")
    kept.ok("prove", kept.path, held, "--keep-back", "chain")
