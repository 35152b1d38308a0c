# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""People not known to be dead are hidden wherever anything comes out: tests that try to leak."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from chance import without_chance

from fonds.archive import Archive
from fonds.archive.cli.terminal import passage
from fonds.archive.commands.archive import SetPolicy, WriteNote
from fonds.archive.commands.changes import CorrectFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources, WorkDescription
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.queries.veil import HIDDEN
from fonds.events.catalogue.archive import Visibility
from fonds.events.values import CorrectionKind, SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

FAMILY = (
    "The Wexholms of Tarrowby\n\n"
    "Osric Wexholm was born on 4 May 1871 and died in 1940.\n"
    "His great-granddaughter Perpetua Wexholm was born in 1990 at Quennelby.\n"
    "She is a surgeon of zebras. Osric kept the ferry.\n"
)
OTHER = "Osric Wexholm kept the ferry at Tarrowby until 1931.\n"
SECRETS = ("Perpetua", "1990", "Quennelby", "zebras", "perpetua-wexholm", "Pet Wexholm")


@dataclass
class Made:
    """The archive and whom it speaks of."""

    path: Path
    living: str
    dead: str
    fact: str
    family: str
    born: str

    @property
    def digests(self) -> tuple[str, ...]:
        return (hashlib.sha256(FAMILY.encode()).hexdigest(),)


@pytest.fixture
def made(tmp_path) -> Made:
    family, other = tmp_path / "perpetua-wexholm.txt", tmp_path / "ferry.txt"
    family.write_text(FAMILY, encoding="utf-8")
    other.write_text(OTHER, encoding="utf-8")
    path = tmp_path / "wexholm.fonds"
    with Archive.create(path) as archive:
        do = archive.execute
        source = (
            do(
                AddSources(
                    (family,),
                    WorkDescription(
                        title="Notes on Perpetua Wexholm", url="https://x.example/perpetua"
                    ),
                )
            )
            .answer[0]
            .id
        )
        do(AddSources((other,)))
        osric = do(OpenSubject("Osric Wexholm", SubjectKind.PERSON)).answer.stream
        living = do(
            OpenSubject("Perpetua Wexholm", SubjectKind.PERSON, names=("Pet Wexholm",))
        ).answer.stream
        born = do(
            AssertFact(osric, "date_of_birth", "1871-05-04", source, "born on 4 May 1871")
        ).answer.stream
        do(AssertFact(osric, "date_of_death", "1940", source, "died in 1940"))
        do(
            AssertFact(
                osric, "occupation", "ferryman", "ferry.txt", "kept the ferry",
                note="Told by perpetua  wexholm.", asserted_by="Perpetua Wexholm",
            )
        )  # fmt: skip
        do(
            AssertFact(
                osric, "relative", "Perpetua Wexholm", source, "His great-granddaughter Perpetua"
            )
        )
        for year, quote in (("1990", "born in 1990"), ("1991", "1990 at Quennelby")):
            do(AssertFact(living, "date_of_birth", year, source, quote))
        fact = do(
            AssertFact(living, "occupation", "surgeon of zebras", source, "a surgeon of zebras")
        ).answer.stream
        do(
            AssertFact(
                osric, "residence", "Tarrowby", "ferry.txt", "at Tarrowby",
                qualifiers={"with": "Pet Wexholm"},
            )
        )  # fmt: skip
        do(WriteNote(living, "Telephone before writing; she likes zebras."))
        do(WriteNote(osric, "Ask Perpetua Wexholm."))
        assert archive.queries.conflicts(living)
    return Made(path, living, osric, fact, source, born)


READING = {
    "show the dead": ("show", "{path}", "{dead}", "--living", "hidden"),
    "show the dead with ids": ("show", "{path}", "{dead}", "--ids", "--living", "hidden"),
    "export": ("export", "{path}", "--format", "json", "--living", "hidden"),
    "export one": ("export", "{path}", "--subject", "{dead}", "--living", "hidden"),
    "history": ("history", "{path}", "--limit", "200", "--living", "hidden"),
    "history of the dead": ("history", "{path}", "{dead}", "--living", "hidden"),
    "conflicts": ("conflicts", "{path}", "--living", "hidden"),
    "subjects": ("subject", "list", "{path}", "--living", "hidden"),
    "sources": ("source", "list", "{path}", "--living", "hidden"),
    "a source": ("source", "show", "{path}", "{family}", "--living", "hidden"),
    "search by family": ("search", "{path}", "Wexholm", "--living", "hidden"),
    "search what is said": ("search", "{path}", "born", "--living", "hidden"),
    "search a word of hers": ("search", "{path}", "zebras", "--living", "hidden"),
    "what if": ("what-if", "{path}", "--without", "{family}", "--living", "hidden"),
    "todo": ("todo", "{path}", "--living", "hidden"),
    "timeline": ("timeline", "{path}", "{dead}", "--living", "hidden"),
    "ties": ("ties", "{path}", "{dead}", "--living", "hidden"),
    "dates": ("dates", "{path}", "{dead}", "--living", "hidden"),
    "diff": ("diff", "{path}", "{dead}", "@1", "now", "--living", "hidden"),
}
REFUSED = {
    "show her": ("show", "{path}", "{living}", "--living", "hidden"),
    "export her": ("export", "{path}", "--subject", "{living}", "--living", "hidden"),
    "the text": ("source", "text", "{path}", "{family}", "--living", "hidden"),
    "an ambiguous beginning": ("show", "{path}", "aaaa", "--living", "hidden"),
    "prove what is hers": ("prove", "{path}", "{fact}", "--living", "hidden"),
    "prove what names her": ("prove", "{path}", "{born}", "--living", "hidden"),
    "export proofs": ("export", "{path}", "--proofs", "--living", "hidden"),
}


def filled(made: Made, arguments: tuple[str, ...]) -> list[str]:
    return [one.format(**vars(made)) for one in arguments]


def leaks(made: Made, text: str) -> list[str]:
    written = without_chance(text).casefold()
    found = [secret for secret in SECRETS if secret.casefold() in written]
    return [*found, *(digest for digest in made.digests if digest in text)]


@pytest.mark.parametrize("arguments", READING.values(), ids=READING.keys())
@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_nothing_of_her_comes_out(run, made, arguments, as_json):
    typed = filled(made, arguments)
    ran = run(*typed, *(["--json"] if as_json else []))
    said = ran.out + ran.err
    if "zebras" in typed:
        # What was typed is repeated.
        said = said.replace("zebras", "", 1)
    assert leaks(made, said) == [], said
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("arguments", REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_tells_nothing_either(run, made, arguments):
    ran = run(*filled(made, arguments))
    assert ran.code == 3
    assert leaks(made, ran.out + ran.err) == []


def test_candidates_of_an_ambiguous_name_are_not_told(run, made):
    with Archive.open(made.path) as archive:
        archive.execute(OpenSubject("Perpetua Wexholm", SubjectKind.PERSON))
    for as_json in ([], ["--json"]):
        ran = run("show", made.path, "perpetua wexholm", "--living", "hidden", *as_json)
        assert ran.code == 3
        assert made.living not in ran.err


@pytest.mark.parametrize("command", ["show", "history", "timeline", "subject link"])
def test_no_name_of_hers_is_offered_for_one_near_it(run, made, command):
    def refused(name, *more):
        if command == "subject link":
            more = (made.dead, "--same", "--reason", "r", *more)
        ran = run(*command.split(), made.path, name, *more)
        assert ran.code == 3
        return ran.err.replace(name, "", 1)

    assert "Did you mean “Osric Wexholm”?" in refused("Osrik Wexholm")
    assert "Perpetua Wexholm" in refused("Perpetuo Wexholm")
    if command == "subject link":
        return
    for as_json in ([], ["--json"]):
        hidden = refused("Perpetuo Wexholm", "--living", "hidden", *as_json)
        assert leaks(made, hidden) == []
        assert "cannot be answered" not in hidden, "that there is one near it is told"
        assert "Osric Wexholm" in refused("Wexholm", "--living", "hidden", *as_json)
        assert leaks(made, refused("Wexholm", "--living", "hidden", *as_json)) == []


def test_names_farther_off_are_offered_where_the_nearest_are_hidden(ok, run, made):
    names = [f"Perpetua Wexhol{end}" for end in ("n", "t", "k")]
    for name in names:
        ok("subject", "add", made.path, name, "--kind", "person")
    ok("subject", "add", made.path, "Perpetua Wexholding", "--kind", "organization")
    told = run("show", made.path, "Perpetua Wexhole").err
    assert "Wexholding" not in told.partition("Did you mean")[2]
    hidden = run("show", made.path, "Perpetua Wexhole", "--living", "hidden").err
    assert "Did you mean “Perpetua Wexholding”?" in hidden
    assert not any(name in hidden for name in names)
    assert "more names" not in hidden


def test_no_source_that_names_her_is_offered_for_one_near_it(run, made):
    asked = ("source", "show", made.path, "Note on Perpetuo")
    assert "Did you mean “Notes on Perpetua Wexholm”?" in run(*asked).err
    ran = run(*asked, "--living", "hidden")
    assert ran.code == 3
    assert leaks(made, ran.err.replace("Note on Perpetuo", "")) == []


def test_what_is_said_of_the_dead_stays(ok, made):
    shown = ok("show", made.path, made.dead, "--living", "hidden", "--json").json
    assert set(shown["properties"]) == {"date_of_birth", "date_of_death", "occupation"}
    assert shown["policy"] == {"living": "hidden"}
    (fact,) = shown["properties"]["occupation"]["scopes"][0]["values"][0]["facts"]
    assert fact["note"] == HIDDEN
    assert fact["citations"][0]["quote"] == "kept the ferry"
    everything = ok("show", made.path, made.dead, "--json").json
    assert set(everything["properties"]) > set(shown["properties"])


def test_an_export_hides_them_once_the_policy_says_so(ok, made):
    shown = ok("export", made.path).out
    assert leaks(made, shown)
    answer = ok("policy", "set", made.path, "--living", "hidden", "--reason", "web", "--json").json
    assert {"living": "hidden", "presumed_dead_after": 110}.items() <= answer.items()
    assert ok("policy", "show", made.path, "--json").json == answer
    hidden = ok("export", made.path)
    assert leaks(made, hidden.out) == []
    assert json.loads(hidden.out)["policy"] == {"living": "hidden"}
    assert leaks(made, ok("export", made.path, "--living", "shown").out)
    # To the one who keeps the archive a record is shown in full.
    assert "Perpetua" in ok("show", made.path, made.living).out


def test_how_long_ago_is_long_enough_can_be_set(ok, run, made):
    ok("policy", "set", made.path, "--presumed-dead-after", "10")
    assert "zebras" in ok("show", made.path, made.living, "--living", "hidden").out
    assert run("policy", "set", made.path, "--presumed-dead-after", "10").code == 3
    assert run("policy", "set", made.path, "--presumed-dead-after", "0").code == 2
    assert run("policy", "set", made.path).code == 2


def test_a_policy_is_history_like_all_else(made):
    with Archive.open(made.path) as archive:
        archive.execute(SetPolicy(living=Visibility.HIDDEN, reason="web"))
        archive.execute(SetPolicy(presumed_dead_after=90))
        policy = archive.queries.policy()
        assert (policy.living, policy.presumed_dead_after) == (Visibility.HIDDEN, 90)
        assert archive.verify().faults == ()


@pytest.mark.parametrize(
    "said",
    [
        "See Wexholm, Perpetua, in the index.",
        "Brand, Ada and Wexholm, Perpetua (surgeon)",
        "Per\u00adpetua Wex\u200bholm wrote.",
        "WEXHOLM, PERPETUA",
        "From {{cite book|last=Wexholm|authorlink=P. W.|first=Perpetua|title=Ferries}}.",
    ],
)
def test_a_name_is_hidden_however_a_register_or_a_page_spells_it(ok, made, said):
    with Archive.open(made.path) as archive:
        archive.execute(WriteNote(made.dead, f"{said} tokenspelt"))
    shown = ok("history", made.path, made.dead, "--living", "hidden").out
    assert "tokenspelt" not in shown
    assert "tokenspelt" in ok("history", made.path, made.dead).out


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("علی\u200cرضا رضایی", "علی\u200cرضا رضایی"),  # noqa: RUF001
        ("علی\u200cرضا رضایی", "علیرضا رضایی"),  # noqa: RUF001
        ("علیرضا رضایی", "علی\u200cرضا رضایی"),  # noqa: RUF001
        ("Mar\u00adlow Edda", "Marlow Edda"),
        ("\ufeffEdda Mar\u200blow", "“Edda Marlow”"),
        ("Mar\u00adlow Edda", "Mar\u00adlow Edda"),
        ("Mar\u00adlow Edda", "Ma\u00adrlow Edda"),
        ("Gri\ufb03n Marlow", "Griffin Marlow"),
        ("Anna van der Berg", "van der Berg, Anna"),
        ("Anna van der Berg", "See Berg, Anna van der, and others"),
        ("Anna van der Berg", "for der Berg, Anna van"),
        ("van der Berg, Anna", "as Anna van der Berg wrote"),
        ("Berg, Anna van der", "as Anna van der Berg’s husband wrote"),
        ("Berg, Anna van der", "see van der Berg, Anna"),
    ],
)
def test_a_name_is_hidden_whichever_of_the_two_spells_it_oddly(ok, made, label, said):
    with Archive.open(made.path) as archive:
        archive.execute(OpenSubject(label, SubjectKind.PERSON))
        archive.execute(WriteNote(made.dead, f"{said} tokenspelt"))
        archive.execute(WriteNote(made.dead, "Marlowe, Eddas Berg; Edda Mar, Low tokenother"))
    shown = ok("history", made.path, made.dead, "--living", "hidden").out
    assert "tokenspelt" not in shown
    assert "tokenother" in shown


def test_a_source_list_counts_no_fact_that_is_hidden(ok, made):
    everything = ok("source", "list", made.path, "--json").json["sources"]
    shown = ok("source", "list", made.path, "--living", "hidden", "--json").json["sources"]
    counts = {one["id"]: one["facts"] for one in everything}
    assert all(one["facts"] <= counts[one["id"]] for one in shown)
    (family,) = (one for one in shown if one["id"] == made.family)
    assert family["facts"] < counts[made.family]
    one = ok("source", "show", made.path, made.family, "--living", "hidden", "--json").json
    assert "Perpetua" not in json.dumps(one)


def test_words_that_are_hidden_are_not_called_erased():
    assert passage(None) == "(the words were erased or withheld)"
    assert passage(None, hidden=True) == "(the words are hidden here)"
    assert passage("born in  1901") == "“born in 1901”"
    for words in ("“Ninety of us.", "he said “no”", '"Quoted', "“all of it”"):
        said = passage(words)
        assert "““" not in said
        assert "””" not in said
        assert words in said


def test_a_narrative_is_an_export_and_obeys_the_policy(run, ok, tmp_path):
    path, out = tmp_path / "sample.fonds", tmp_path / "life.html"
    ok("new", path, "--sample")
    ok("policy", "set", path, "--living", "hidden")
    ran = run("narrative", path, "Edda Marlow", "--format", "html", "-o", out)
    assert ran.code == 3
    assert not out.exists()
    assert "Marlow" in ok("narrative", path, "Edda Marlow", "--living", "shown").out


def test_a_namesake_who_is_known_to_be_dead_is_not_hidden(ok, made):
    with Archive.open(made.path) as archive:
        do = archive.execute
        dead = do(OpenSubject("Perpetua Wexholm", SubjectKind.PERSON)).answer.stream
        do(AssertFact(dead, "date_of_death", "1890", "ferry.txt", "until 1931"))
        do(
            AssertFact(
                made.dead, "relative", dead, "ferry.txt", "kept the ferry",
                as_written="Perpetua Wexholm",
            )
        )  # fmt: skip
        do(WriteNote(dead, "Perpetua Wexholm, who likes zebras, may know more."))
    for name in ("show", "timeline", "narrative"):
        assert "Perpetua Wexholm" in ok(name, made.path, dead, "--living", "hidden").out, name
    for name in ("ties", "narrative"):
        assert "Perpetua Wexholm" in ok(name, made.path, made.dead, "--living", "hidden").out, name
    listed = ok("subject", "list", made.path, "--living", "hidden", "--json").json["subjects"]
    assert {(one["id"], one["label"]) for one in listed} == {
        (made.dead, "Osric Wexholm"),
        (dead, "Perpetua Wexholm"),
    }
    told = ok("history", made.path, dead, "--living", "hidden", "--json").json["events"]
    labels = {one["subject_label"] for one in told if one["subject"] == dead}
    assert labels == {"Perpetua Wexholm"}
    assert {one["type"] for one in told} == {"SubjectOpened", "FactAsserted"}
    shown = ok("show", made.path, made.dead, "--living", "hidden", "--json").json
    (value,) = shown["properties"]["relative"]["scopes"][0]["values"]
    assert (value["subject"], value["facts"][0]["value_subject"]) == (dead, dead)
    exported = ok("export", made.path, "--living", "hidden").out
    assert leaks(made, exported) == ["Perpetua"]
    assert "zebras" not in exported
    # A text that speaks of one of the two is not told apart.
    assert made.living not in exported


@pytest.mark.parametrize(
    ("property_", "value", "more", "hidden"),
    [
        ("occupation", "secretary to Perpetua Wexholm, convicted 2019", {}, True),
        ("occupation", "secretary to Wexholm, Perpetua", {}, True),
        ("occupation", "secretary", {"as": "secretary to Perpetua Wexholm"}, True),
        ("occupation", "secretary", {"as": "Perpetua Wexholm"}, True),
        ("occupation", "secretary", {"value": "to Perpetua Wexholm"}, True),
        ("occupation", "secretary", {"subject": "Perpetua Wexholm’s aunt"}, True),
        ("occupation", "secretary", {"subject": "Perpetua Wexholm"}, False),
        ("name", "Perpetua Wexholm", {}, False),
        ("name", "Perpetua Wexholm, aunt of Perpetua Wexholm", {}, True),
    ],
)
def test_words_about_a_dead_namesake_may_speak_of_the_living_one(
    run, ok, made, property_, value, more, hidden
):
    with Archive.open(made.path) as archive:
        do = archive.execute
        dead = do(OpenSubject("Perpetua Wexholm", SubjectKind.PERSON)).answer.stream
        do(AssertFact(dead, "date_of_death", "1890", "ferry.txt", "until 1931"))
        worded = {f"{name}_as_written": said for name, said in more.items() if name != "as"}
        as_is = {"as_written": more["as"]} if "as" in more else {}
        fact = do(
            AssertFact(dead, property_, value, "ferry.txt", "kept the ferry", **as_is)
        ).answer.stream
        if worded:
            do(CorrectFacts((fact,), CorrectionKind.MISREAD, "as written", qualifiers=worded))
    proof = made.path.with_name("told.fonds-proof")
    ran = run("prove", made.path, fact, "--living", "hidden", "--keep-back", "origin", "-o", proof)
    assert (ran.code, proof.exists()) == ((3, False) if hidden else (0, True))
    shown = ok("show", made.path, dead, "--living", "hidden", "--ids", "--json").out
    assert (fact in shown) is not hidden
    assert (fact in ok("export", made.path, "--living", "hidden").out) is not hidden
    told = ok("history", made.path, dead, "--living", "hidden", "--json").json["events"]
    assert (fact in {one["fact"] for one in told}) is not hidden


def test_what_no_policy_can_find_is_said(ok, made, tmp_path):
    with Archive.open(made.path) as archive:
        archive.execute(
            AssertFact(
                made.dead, "occupation", "ancestor of a surgeon, Perpetua", "ferry.txt", "kept"
            )
        )
    ok("policy", "set", made.path, "--notes", "hidden")
    assert "given name alone" not in ok("policy", "show", made.path).err
    ok("policy", "set", made.path, "--living", "hidden")
    assert "given name alone" in ok("policy", "show", made.path).err
    ran = ok("share-copy", made.path, tmp_path / "copy.fonds", "--withhold", "policy")
    assert "1 fact in the copy may name somebody left out" in ran.err
    assert "given name alone" in ran.err
    ran = ok("share-copy", made.path, tmp_path / "two.fonds", "--withhold", "notes", "--json")
    assert ran.json["given_names_in"] is None
    assert "given name" not in ran.err


def test_too_few_years_are_taken_with_a_warning(ok, made):
    ran = ok("policy", "set", made.path, "--presumed-dead-after", "5")
    assert "more than 5 years ago is taken to be dead, though many of them live" in ran.err
    assert "presumed-dead-after 90 or more" in ok("policy", "show", made.path).err
    for years in ("90", "110"):
        assert ok("policy", "set", made.path, "--presumed-dead-after", years).err == ""
