# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a policy hides beside the living: notes, quotations, sources, subjects; tries to leak."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import jsonschema
import pytest
from archive.erasing import found_in
from chance import without_chance

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.changes import CorrectFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.sources import AddSources, WorkDescription
from fonds.archive.commands.subjects import DefineProperty, OpenSubject
from fonds.archive.commands.uncapturing import WithdrawCapture
from fonds.archive.errors import RefusedError
from fonds.archive.lookup.checkpoints import last_signed
from fonds.archive.lookup.living import THE_LIVING
from fonds.archive.record.policy import Policy
from fonds.events.values import CorrectionKind, SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.queries.queries import Queries

OPEN = "Parish notes.\nOdo Brask was born qquoteborn in 1801. He sold nails and tar.\n"
ZILLA = (
    "Letters.\nZilla Quent was born zzquoteborn in 1990. She sang zzquotesang songs.\n"
    "Odo Brask was born in 1802, says Zilla Quent.\n"
)
LEDGER = "Ledger of Pim.\nOdo Brask was born in 1803. Odo owed Vrenja Tolk qquotesum of gold.\n"


@dataclass
class Made:
    """An archive and what in it is to be hidden."""

    path: Path
    odo: str
    vrenja: str
    parish: str
    ledger: str
    letters: str
    zilla: str
    sang: str
    conflict: str
    born: str
    other: str
    sold: str


@pytest.fixture
def made(tmp_path) -> Made:
    (tmp_path / "parish.txt").write_text(OPEN, encoding="utf-8")
    (tmp_path / "pim-ledger.txt").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "zilla-quent.txt").write_text(ZILLA, encoding="utf-8")
    (tmp_path / "home").mkdir()
    path = tmp_path / "home" / "brask.fonds"
    with Archive.create(path) as archive:
        do = archive.execute
        parish = do(AddSources((tmp_path / "parish.txt",), WorkDescription(title="Parish notes")))
        ledger = do(
            AddSources(
                (tmp_path / "pim-ledger.txt",),
                WorkDescription(title="Ledger of Pim", url="https://x.example/pim"),
            )
        )
        letters = do(
            AddSources(
                (tmp_path / "zilla-quent.txt",),
                WorkDescription(title="Letters of Zilla Quent", url="https://zz.example/zilla"),
            )
        )
        one, two = parish.answer[0].id, ledger.answer[0].id
        three = letters.answer[0].id
        odo = do(OpenSubject("Odo Brask", SubjectKind.PERSON)).answer.stream
        vrenja = do(OpenSubject("Vrenja Tolk", SubjectKind.ORGANIZATION)).answer.stream
        zilla = do(OpenSubject("Quent, Zilla", SubjectKind.PERSON)).answer.stream
        born = do(
            AssertFact(
                odo, "date_of_birth", "1801", one, "born qquoteborn in 1801",
                as_written="qqwritten 1801", note="nnotefact, ask Pim",
            )
        ).answer.stream  # fmt: skip
        other = do(AssertFact(odo, "date_of_birth", "1803", two, "born in 1803")).answer.stream
        do(AssertFact(odo, "date_of_death", "1870", one, "nails and tar"))
        sold = do(AssertFact(odo, "occupation", "smith", one, "sold nails")).answer.stream
        do(AssertFact(odo, "member_of", "Vrenja Tolk", two, "owed Vrenja Tolk"))
        do(
            CorrectFacts(
                (born,), CorrectionKind.MISREAD, "look again", qualifiers={"as_written": "qqagain"}
            )
        )
        do(WriteNote(odo, "nnotewritten about tar"))
        do(WriteNote(odo, "He is named in the Ledger of Pim."))
        do(WriteNote(odo, "Vrenja Tolk kept books."))
        do(WriteNote(born, "nnoteonfact under a lamp"))
        do(WriteNote(sold, "Vrenja Tolk kept count."))
        # A living person: what is said of her, by her and with her name.
        for year, quote in (("1990", "zzquoteborn in 1990"), ("1991", "born zzquoteborn")):
            do(AssertFact(zilla, "date_of_birth", year, three, quote, note="zznotefact"))
        sang = do(
            AssertFact(zilla, "occupation", "zzsinger", three, "zzquotesang songs")
        ).answer.stream
        # Captures of something else, taken back: they are told by their files' names.
        for source, name in ((two, "pim-ledger-page.txt"), (three, "zzwrong.txt")):
            (tmp_path / name).write_text(f"{LEDGER if source == two else ZILLA}2\n", "utf-8")
            do(Recapture(source, (tmp_path / name,)))
            do(WithdrawCapture(source, "Another page of Zilla Quent’s, on the Ledger of Pim."))
        do(AssertFact(odo, "relative", "Quent, Zilla", one, "tar"))
        do(
            AssertFact(
                odo, "date_of_birth", "1802", three, "born in 1802, says Zilla Quent",
                as_written="1802, says Zilla Quent",
            )
        )  # fmt: skip
        do(WriteNote(zilla, "zznotewritten"))
        do(WriteNote(odo, "Ask Zilla Quent zznotenamed."))
        assert len(archive.queries.conflicts(odo)) == 1
        (conflict,) = archive.queries.conflicts(zilla)
    return Made(path, odo, vrenja, one, two, three, zilla, sang, conflict.id, born, other, sold)


DIGEST = hashlib.sha256(LEDGER.encode()).hexdigest()
HIDES = {
    "notes": ("--notes", "hidden"),
    "quotations": ("--quotations", "hidden"),
    "a source": ("--hide-source", "{ledger}"),
    "a subject": ("--hide-subject", "{vrenja}"),
    "the living": ("--living", "hidden"),
}
SECRETS = {
    "notes": ("nnotefact", "nnotewritten", "nnoteonfact", "ask Pim", "kept books"),
    "quotations": ("qquoteborn", "qquotesum", "qqwritten", "qqagain", "nails and tar"),
    "a source": ("1803", "Ledger of Pim", "pim-ledger", "x.example/pim", DIGEST, "qquotesum"),
    "a subject": ("Vrenja", "Tolk", "qquotesum", "kept books", "kept count"),
    "the living": (
        "Zilla",
        "Quent",
        "zzquote",
        "zznote",
        "zzwrong",
        "zzsinger",
        "zz.example",
        "1990",
        "1991",
        "1802",
        hashlib.sha256(ZILLA.encode()).hexdigest(),
    ),
}
STAYS = {
    "notes": ("qquoteborn", "1803", "Vrenja Tolk"),
    "quotations": ("nnotefact", "1803", "Vrenja Tolk", "Ledger of Pim"),
    "a source": ("qquoteborn", "nnotefact", "1801"),
    "a subject": ("qquoteborn", "nnotefact", "1803"),
    "the living": ("qquoteborn", "nnotefact", "1803", "Vrenja Tolk"),
}
READING = {
    "show": ("show", "{path}", "{odo}"),
    "show with ids": ("show", "{path}", "{odo}", "--ids"),
    "history": ("history", "{path}", "--limit", "200"),
    "history of a fact": ("history", "{path}", "{born}"),
    "conflicts": ("conflicts", "{path}"),
    "subjects": ("subject", "list", "{path}"),
    "sources": ("source", "list", "{path}"),
    "a source": ("source", "show", "{path}", "{parish}"),
    "search": ("search", "{path}", "Odo Brask"),
    "search a date": ("search", "{path}", "date of birth"),
    "search tar": ("search", "{path}", "tar"),
    "search a note": ("search", "{path}", "nnotefact"),
    "search the source": ("search", "{path}", "Ledger"),
    "what if": ("what-if", "{path}", "--without", "{parish}"),
    "todo": ("todo", "{path}"),
    "candidates": ("subject", "candidates", "{path}"),
    "timeline": ("timeline", "{path}", "{odo}"),
    "ties": ("ties", "{path}", "{odo}"),
    "dates": ("dates", "{path}", "{odo}"),
    "diff": ("diff", "{path}", "{odo}", "@1", "now"),
    "a fact": ("fact", "show", "{path}", "{sold}"),
    "facts of a subject": ("fact", "list", "{path}", "{odo}"),
    "narrative": ("narrative", "{path}", "{odo}"),
    "bibliography": ("source", "bibliography", "{path}"),
    "show at a moment": ("show", "{path}", "{odo}", "--as-of", "@30"),
}
OFTEN_REFUSED = {
    "show her": ("show", "{path}", "{zilla}"),
    "her facts": ("fact", "list", "{path}", "{zilla}"),
    "her fact": ("fact", "show", "{path}", "{sang}"),
    "a fact of his on a ledger": ("fact", "show", "{path}", "{other}"),
    "his birth": ("fact", "show", "{path}", "{born}"),
    "her history": ("history", "{path}", "{zilla}"),
    "history of her fact": ("history", "{path}", "{sang}"),
    "her conflicts": ("conflicts", "{path}", "{zilla}"),
    "her conflict": ("conflict", "show", "{path}", "{conflict}"),
    "her timeline": ("timeline", "{path}", "{zilla}"),
    "her narrative": ("narrative", "{path}", "{zilla}"),
    "her dates": ("dates", "{path}", "{zilla}"),
    "her ties": ("ties", "{path}", "{zilla}"),
    "without her fact": ("what-if", "{path}", "--without", "{sang}"),
    "show the other": ("show", "{path}", "{vrenja}"),
    "history of the other": ("history", "{path}", "{vrenja}"),
    **{
        f"{name} {which}": ("source", name, "{path}", f"{{{which}}}")
        for name in ("show", "text", "structure", "coverage", "propose")
        for which in ("parish", "ledger", "letters")
    },
    **{
        f"{name} as {form} of {which}": (name, "{path}", f"{{{which}}}", "--format", form)
        for name, form in (("narrative", "markdown"), ("narrative", "html"))
        for which in ("odo", "zilla", "vrenja")
    },
    "a facsimile": (
        "source", "facsimile", "{path}", "{letters}", "--quote", "songs", "-o", "{path}.png",
    ),
}  # fmt: skip
EXPORTS = {
    "export": ("export", "{path}"),
    "export one": ("export", "{path}", "--subject", "{odo}"),
    "narrative": ("narrative", "{path}", "{odo}"),
    "narrative as a page": ("narrative", "{path}", "{odo}", "--format", "html"),
    "bibliography": ("source", "bibliography", "{path}"),
    "a library": ("source", "export-bibliography", "{path}", "--format", "bibtex"),
    "a library for a program": ("source", "export-bibliography", "{path}", "--format", "csl-json"),
    "narrative in Markdown": ("narrative", "{path}", "{odo}", "--format", "markdown"),
    "narrative of another": ("narrative", "{path}", "{vrenja}"),
    "bibliography as a page": ("source", "bibliography", "{path}", "--format", "html"),
    "export at a moment": ("export", "{path}", "--as-of", "@30"),
    "export without a source": ("export", "{path}", "--exclude-source", "{parish}"),
}


def filled(made: Made, arguments: tuple[str, ...]) -> list[str]:
    return [one.format(**vars(made)) for one in arguments]


def leaks(said: str, what: str, typed: list[str]) -> list[str]:
    for words in typed[2:]:
        # What was typed is repeated.
        said = said.replace(words, "", 1)
    written = without_chance(said).casefold()
    return [
        secret
        for secret in SECRETS[what]
        if secret.casefold() in written or (len(secret) == len(DIGEST) and secret in said)
    ]


@pytest.mark.parametrize("what", HIDES)
@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_nothing_hidden_comes_out_where_it_is_asked_for_so(ok, run, made, what, as_json):
    ok("policy", "set", made.path, *filled(made, HIDES[what]))
    for name, arguments in READING.items():
        typed = filled(made, arguments)
        ran = run(*typed, "--hide", "policy", *(["--json"] if as_json else []))
        assert ran.code == 0, (name, ran.err)
        assert leaks(ran.out + ran.err, what, typed) == [], (name, ran.out)
        # Nothing was erased, and what is told of two moments says so.
        assert "erased" not in ran.out.replace('"erased": []', ""), (name, ran.out)


@pytest.mark.parametrize("what", HIDES)
@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_what_is_refused_tells_nothing_of_it_either(ok, run, made, what, as_json):
    ok("policy", "set", made.path, *filled(made, HIDES[what]))
    for name, arguments in OFTEN_REFUSED.items():
        typed = filled(made, arguments)
        ran = run(*typed, "--hide", "policy", *(["--json"] if as_json else []))
        assert ran.code in {0, 3}, (name, ran.err)
        assert leaks(ran.out + ran.err, what, typed) == [], (name, ran.out, ran.err)
        assert "erased" not in ran.out + ran.err, (name, ran.out, ran.err)


@pytest.mark.parametrize("what", HIDES)
def test_exports_obey_it_unless_told_otherwise(ok, run, made, what):
    ok("policy", "set", made.path, *filled(made, HIDES[what]))
    for name, arguments in EXPORTS.items():
        typed = filled(made, arguments)
        ran = run(*typed)
        assert ran.code == 0 or (ran.code == 3 and "vrenja" in "".join(arguments)), (name, ran.err)
        assert leaks(ran.out + ran.err, what, typed) == [], (name, ran.out)
        assert "erased" not in ran.out, (name, ran.out)
    everything = ok("export", made.path, "--show", "everything").out
    assert len(leaks(everything, what, [])) > 1
    hidden = ok("export", made.path).out
    assert all(word in hidden for word in STAYS[what])
    jsonschema.validate(json.loads(hidden), ok("schema", "export").json)
    assert json.loads(hidden)["policy"]
    assert made.ledger not in json.dumps(json.loads(hidden)["policy"])
    # To whoever keeps the archive a record is shown in full.
    shown = ok("show", made.path, made.odo).out
    assert "1803" in shown


def test_what_is_shown_and_hidden_can_be_asked_for_one_by_one(ok, run, made):
    ok("policy", "set", made.path, "--notes", "hidden", "--quotations", "hidden")
    notes = ok("export", made.path, "--show", "notes").out
    assert "nnotefact" in notes
    assert leaks(notes, "quotations", []) == []
    assert "nnotefact" not in ok("export", made.path, "--living", "shown").out
    hidden = ok("show", made.path, made.odo, "--hide", "notes").out
    assert "nnotefact" not in hidden
    assert "qquoteborn" in hidden
    assert run("show", made.path, made.odo, "--hide", "notes", "--show", "notes").code == 2


def test_a_source_that_is_hidden_is_as_if_it_were_not_there(ok, run, made):
    ok("policy", "set", made.path, "--hide-source", made.ledger, "--hide-source", made.letters)
    exported = ok("export", made.path, "--subject", made.odo).json
    (subject,) = exported["subjects"]
    assert subject["properties"]["date_of_birth"]["status"] == "agreed"
    assert [one["id"] for one in exported["sources"]] == [made.parish]
    for asked in (("source", "show"), ("source", "text")):
        ran = run(*asked, made.path, made.ledger, "--hide", "listed")
        assert ran.code == 3
        assert leaks(ran.err, "a source", []) == []
    ok("policy", "set", made.path, "--show-source", made.ledger)
    assert "1803" in ok("export", made.path).out


def test_words_of_sources_that_are_hidden_are_no_texts_either(run, ok, made):
    ok("policy", "set", made.path, "--quotations", "hidden")
    for name in ("text", "structure", "propose"):
        ran = run("source", name, made.path, made.parish, "--hide", "policy")
        assert ran.code == 3
        assert "qquote" not in ran.out + ran.err
    assert ok("source", "coverage", made.path, made.parish, "--hide", "policy").out


def test_proofs_keep_back_what_is_hidden_or_are_refused(ok, run, made, tmp_path):
    ok("policy", "set", made.path, "--notes", "hidden", "--quotations", "hidden")
    proof = tmp_path / "born.proof"
    ok("prove", made.path, made.born, "-o", proof)
    assert leaks(proof.read_text("utf-8"), "notes", []) == []
    assert leaks(proof.read_text("utf-8"), "quotations", []) == []
    assert ok("check-proof", proof).code == 0
    assert run("export", made.path, "--proofs").code == 3
    ok("policy", "set", made.path, "--hide-source", made.ledger)
    ran = run("prove", made.path, made.other)
    assert ran.code == 3
    # Which events it is that stand in the way can be looked up, by who keeps the archive.
    told = run("prove", made.path, made.other, "--json")
    positions = json.loads(told.err)["error"]["positions"]
    assert positions
    assert f"@{positions[0]} (" in ran.err
    assert "withhold policy" in ran.err
    assert leaks(ran.err, "a source", []) == []


def test_a_proof_that_is_refused_leaves_no_signed_head(ok, run, made, tmp_path, monkeypatch):
    ok("policy", "set", made.path, "--hide-source", made.ledger)
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setenv("FONDS_CHECKPOINTS", str(kept))
    for fact in (made.other, made.letters):
        assert run("prove", made.path, fact).code == 3
        assert list(kept.iterdir()) == []
        with Archive.open(made.path) as archive:
            assert last_signed(archive._store.connection) is None
    ok("prove", made.path, made.other, "--show", "everything", "-o", tmp_path / "other.proof")
    assert list(kept.iterdir()) != []
    with Archive.open(made.path) as archive:
        assert last_signed(archive._store.connection) is not None


def test_what_is_left_out_of_a_narrative_is_told_in_its_language(ok, made):
    ok(
        "policy", "set", made.path, "--notes", "hidden", "--quotations", "hidden",
        "--hide-source", made.ledger, "--hide-subject", made.vrenja,
    )  # fmt: skip
    said = " ".join(ok("narrative", made.path, made.odo, "--language", "de").out.split())
    assert (
        "Unter einer Auswahl: ohne Notizen; ohne den Wortlaut der Quellen; ohne einige Quellen;"
        " ohne einige Einträge." in said
    )
    said = " ".join(ok("narrative", made.path, made.odo).out.split())
    assert "without notes; without the words of sources; without some sources; without" in said


def test_a_title_that_is_gone_is_told_in_the_language_of_the_narrative(ok, made):
    with Archive.open(made.path) as archive:
        (registered,) = (
            one.position
            for one in archive.queries.history(made.parish)
            if one.type == "SourceRegistered"
        )
    ok("erase", made.path, f"@{registered}", "--ground", "asked", "--yes")
    said = ok("narrative", made.path, made.odo, "--language", "de").out
    assert "[Titel gelöscht oder zurückgehalten]" in said
    assert "withheld" not in said
    assert "[title erased or withheld]" in ok("narrative", made.path, made.odo).out


@pytest.mark.parametrize("what", HIDES)
def test_a_copy_leaves_out_what_the_policy_hides(ok, made, tmp_path, what):
    ok("policy", "set", made.path, *filled(made, HIDES[what]))
    (tmp_path / "out").mkdir()
    copy = tmp_path / "out" / "copy.fonds"
    ok("share-copy", made.path, copy, "--withhold", "policy")
    assert ok("verify", copy).code == 0
    assert ok("verify", copy, "--json").json["ok"] is True
    # That Odo was born in 1802 stays, without the words that name her; and digits alone stand in
    # the times of the headers by chance.
    said = [f'"{one}"' if one.isdigit() else one for one in SECRETS[what] if one != "1802"]
    assert found_in(copy.parent, *said) == {}
    # What stands beside a passage that is quoted about her has it around itself.
    stays = [word for word in STAYS[what] if (what, word) != ("the living", "qquoteborn")]
    assert all(found_in(copy.parent, word) for word in stays)


def test_the_policy_is_told_in_words_and_as_json(ok, run, made):
    said = ok(
        "policy", "set", made.path, "--notes", "hidden", "--hide-source", made.ledger,
        "--hide-subject", "Vrenja Tolk", "--reason", "agreed with them",
    ).out  # fmt: skip
    assert " ".join(said.split()) == (
        "Exports hide notes; the source “Ledger of Pim”; “Vrenja Tolk”."
    )
    answer = ok("policy", "show", made.path, "--json").json
    assert answer == {
        "living": "shown",
        "presumed_dead_after": 110,
        "notes": "hidden",
        "quotations": "shown",
        "sources": [made.ledger],
        "subjects": [made.vrenja],
    }
    assert run("policy", "set", made.path, "--notes", "hidden").code == 3
    assert run("policy", "set", made.path, "--hide-source", "Nothing").code == 3
    told = ok("history", made.path, "--limit", "1").out
    assert "notes hidden" in told
    assert "1 source hidden" in told
    assert ok("verify", made.path).code == 0


def hidings(made: Made) -> dict[str, Policy]:
    return {
        "the living": Policy(living="hidden"),
        "notes": Policy(notes="hidden"),
        "quotations": Policy(quotations="hidden"),
        "a source": Policy(hidden_sources=frozenset({made.ledger})),
        "a subject": Policy(hidden_subjects=frozenset({made.vrenja})),
    }


def asked_of(queries: Queries, made: Made) -> dict[str, Callable[[Queries], object]]:
    """Return how each query is asked; a new one that is not here fails the test below."""
    source, ledger = made.parish, made.ledger
    texts = {one: queries.text(one) for one in (source, ledger, made.letters)}
    conflicts = [one.id for whom in (made.odo, made.zilla) for one in queries.conflicts(whom)]
    rows = [one for whom in (made.odo, made.zilla) for one in queries.conflicts(whom)]
    of_source = ("text", "structure", "proposals", "coverage", "source", "anchor_states", "history")
    both = [(name, one) for name in of_source for one in texts]
    asked: dict[str, Callable[[Queries], object]] = {
        f"{name} {one}": (lambda q, name=name, one=one: getattr(q, name)(one)) for name, one in both
    }
    asked |= {
        f"text then {one}": (lambda q, one=one: q.text(one, None, f"@{q.size()}")) for one in texts
    }
    asked |= {
        f"coverage_then {one}": (lambda q, one=one: q.coverage_then(one, f"@{q.size()}"))
        for one in texts
    }
    asked |= {
        f"source alone {one}": (lambda q, one=one: q.source(one, used=False)) for one in texts
    }
    of_all = "archive named subjects subject_page subject_ids sources source_page source_numbers"
    of_all += " conflicts candidates todo works history properties"
    for name in of_all.split():
        asked[name] = lambda q, name=name: list_of(getattr(q, name)())
    for name in ("record", "contents", "page", "dates", "timeline", "ties", "opening", "links",
                 "notes", "conflicts", "history"):  # fmt: skip
        for whom in (made.odo, made.zilla, made.vrenja):
            asked[f"{name} {whom}"] = lambda q, name=name, whom=whom: getattr(q, name)(whom)
    for name in ("record", "dates", "timeline"):
        for whom in (made.odo, made.zilla, made.vrenja):
            asked[f"{name} {whom} merged"] = lambda q, name=name, whom=whom: getattr(q, name)(
                whom, merged=True
            )
    for one in conflicts:
        asked[f"conflict {one}"] = lambda q, one=one: q.conflict(one)
    for one in texts.values():
        for passage in one.passages:
            asked[f"resting_on {passage.excerpt}"] = lambda q, passage=passage: q.resting_on(
                passage.excerpt
            )
        asked[f"works_cited_at {one.source}"] = lambda q, one=one: q.works_cited_at(
            one.rendition, 0, 5
        )
        asked[f"page_edges {one.source}"] = lambda q, one=one: q.page_edges(
            one.source, one.rendition
        )
        asked[f"blocks {one.source}"] = lambda q, one=one: q.blocks(one.source, one.rendition)
        asked[f"box_rows {one.source}"] = lambda q, one=one: q.box_rows(one.source, one.rendition)
        asked[f"facsimile {one.source}"] = lambda q, one=one: q.facsimile(one.source, 0, 5)
        asked[f"picture {one.source}"] = lambda q, one=one: q.picture(one.source)
    return asked | {
        "fact": lambda q: q.fact(made.born),
        "fact of hers": lambda q: q.fact(made.sang),
        "facts": lambda q: q.facts([made.born, made.sold, made.sang]),
        "source_numbers among": lambda q: q.source_numbers(list(texts)),
        "said_of": lambda q: q.said_of([made.odo, made.vrenja, made.zilla]),
        "names_apart": lambda q: q.names_apart([made.odo, made.vrenja, made.zilla]),
        **{f"reasons {one.id}": (lambda q, one=one: q.reasons(one)) for one in rows},
        "diff": lambda q: q.diff(made.odo, "@6", None),
        "diff, merged": lambda q: q.diff(made.odo, "@6", None, merged=True),
        "diff of hers": lambda q: q.diff(made.zilla, "@6", None),
        "what_if": lambda q: q.what_if([source]),
        "what_if without her letters": lambda q: q.what_if([made.letters]),
        "search": lambda q: q.search("Odo"),
        "hidden_events": lambda q: q.hidden_events({1: ("content",)}),
        "search her": lambda q: q.search("Quent"),
        "search what she did": lambda q: q.search("zzsinger"),
        "search her words": lambda q: q.search("songs"),
        "joining": lambda q: q.joining(made.odo, made.vrenja),
        "joined": lambda q: q.joined(made.odo, made.vrenja),
        "joining her": lambda q: q.joining(made.odo, made.zilla),
        "joined with her": lambda q: q.joined(made.odo, made.zilla),
    }


def list_of(answer: object) -> object:
    return list(answer) if isinstance(answer, Iterator) else answer


NO_ANSWERS = {
    "as_asked", "as_exported", "hiding", "under", "forget", "size", "snapshot", "moment",
    "policy",
}  # fmt: skip
"""They answer queries, or nothing that anybody has said of anybody."""


def test_no_query_answers_what_is_hidden(made):
    with Archive.open(made.path, read_only=True) as archive:
        asked = asked_of(archive.queries, made)
        public = {
            name
            for name, _ in inspect.getmembers(type(archive.queries), inspect.isfunction)
            if not name.startswith("_")
        }
        assert public - {name.split()[0] for name in asked} == NO_ANSWERS
        for what, policy in hidings(made).items():
            queries = archive.queries.hiding(policy)
            for name, ask in asked.items():
                try:
                    said = repr(ask(queries))
                except RefusedError as error:
                    said = repr((error.message, error.details))
                assert leaks(said, what, []) == [], (what, name, said)


def test_what_a_property_is_called_names_nobody_hidden(ok, made):
    # Not with the others: a copy cannot be without it, and tells where it stands.
    label = "Told by Zilla Quent"
    with Archive.open(made.path) as archive:
        archive.execute(DefineProperty("told_by_her", label=label, definition=f"{label} herself."))
        archive.execute(AssertFact(made.odo, "told_by_her", "a tale", made.parish, "tar"))
        assert label in repr(archive.queries.properties())
        assert leaks(repr(archive.queries.hiding(THE_LIVING).properties()), "the living", []) == []
    without = (("subject", "candidates"), ("property", "list"))
    for command in ("show", ("fact", "list"), "timeline", "dates", *without):
        words = (command,) if isinstance(command, str) else command
        whom = () if command in without else (made.odo,)
        said = ok(*words, made.path, *whom, "--living", "hidden").out
        assert leaks(said, "the living", []) == [], command


def test_a_text_is_refused_in_whatever_shape_it_comes(made):
    with Archive.open(made.path, read_only=True) as archive:
        queries = archive.queries
        for policy in (
            Policy(quotations="hidden"),
            Policy(hidden_sources=frozenset({made.ledger})),
            Policy(hidden_subjects=frozenset({made.vrenja})),
        ):
            veiled = queries.hiding(policy)
            for ask in (
                lambda q: q.text(made.ledger),
                lambda q: q.structure(made.ledger),
                lambda q: q.proposals(made.ledger),
                lambda q: q.facsimile(made.ledger, 0, 5),
            ):
                with pytest.raises(RefusedError) as refused:
                    ask(veiled)
                assert refused.value.code == "hidden"
        assert queries.hiding(Policy(notes="hidden")).structure(made.ledger).text == LEDGER


def test_two_joined_tell_nothing_that_either_hides(made):
    with Archive.open(made.path, read_only=True) as archive:
        policy = Policy(hidden_sources=frozenset({made.ledger}))
        record = archive.queries.hiding(policy).joined(made.odo, made.vrenja)
        given = [value for one in record.properties() for scope in one.scopes
                 for value in scope.values]  # fmt: skip
        assert given
        assert all(value.facts for value in given)
        assert "member_of" not in {one.name for one in record.properties()}


def test_a_veil_over_a_veil_hides_what_either_hides(made):
    with Archive.open(made.path, read_only=True) as archive:
        subjects = frozenset({made.vrenja})
        one, other = Policy(notes="hidden"), Policy(hidden_subjects=subjects)
        queries = archive.queries.hiding(one).hiding(other)
        assert queries.veiled == Policy(notes="hidden", hidden_subjects=subjects)
        said = repr((queries.record(made.odo), queries.subjects()))
        assert leaks(said, "notes", []) == leaks(said, "a subject", []) == []
        assert queries.as_exported().veiled == queries.veiled
        asked = queries.as_asked({"quotations": False}, exporting=False)
        assert asked.veiled == replace(queries.veiled, quotations="hidden")


def test_a_page_ends_on_what_is_seen(made):
    with Archive.open(made.path, read_only=True) as archive:
        policy = Policy(
            hidden_sources=frozenset({made.parish, made.letters}),
            hidden_subjects=frozenset({made.odo, made.zilla}),
        )
        queries = archive.queries.hiding(policy)
        page = queries.subject_page(limit=1)
        assert ([one.id for one in page.subjects], page.after) == ([made.vrenja], None)
        listed = queries.source_page(limit=1)
        assert ([one.id for one in listed.sources], listed.after) == ([made.ledger], None)


def test_no_total_counts_what_only_hidden_facts_rest_on(made):
    with Archive.open(made.path, read_only=True) as archive:
        everything = archive.queries
        hidden = everything.hiding(Policy(living="hidden"))
        for source in (made.letters, made.parish):
            assert everything.coverage(source).used > hidden.coverage(source).used or (
                source == made.parish
            )
            covered = hidden.coverage(source)
            assert covered.used + covered.unread == covered.characters
            assert hidden.source(source).coverage.used == covered.used
            assert hidden.coverage_then(source, f"@{hidden.size()}") == [covered]
        assert hidden.coverage(made.letters).used == 0
        assert hidden.coverage(made.ledger) == everything.coverage(made.ledger)
        among = [made.sang, made.born]
        assert hidden.coverage(made.letters, among=among).used == 0
        assert hidden.coverage(made.parish, among=among).used > 0


@pytest.mark.parametrize("what", ["a source", "a subject", "the living"])
def test_nothing_that_is_counted_counts_what_is_hidden(made, tmp_path, what):
    with Archive.open(made.path) as archive:
        (tmp_path / "newer.txt").write_text(f"Letters.\n{ZILLA}", "utf-8")
        archive.execute(Recapture(made.letters, (tmp_path / "newer.txt",)))
        (tmp_path / "newest.txt").write_text(f"Ledger.\n{LEDGER}", "utf-8")
        archive.execute(Recapture(made.ledger, (tmp_path / "newest.txt",)))
        everything = archive.queries
        veiled = everything.hiding(hidings(made)[what])
        rows = veiled.subjects()
        assert rows == sorted(rows, key=lambda row: -row.facts)
        assert [veiled.subjects(limit=most) for most in (0, 1, 2)] == [rows[:0], rows[:1], rows[:2]]
        for row in rows:
            seen = [fact for page in [veiled.page(row.id, limit=99)] for fact in page.facts]
            assert row.facts == len(seen) == veiled.record(row.id).facts
            contents = veiled.contents(row.id)
            assert {one.name for one in contents} == {fact.property for fact in seen}
            open_ = [one for one in veiled.conflicts(row.id) if one.status == "open"]
            assert sum(one.conflicts for one in contents) == len(open_)
        assert {row.id: row.facts for row in rows} != {
            row.id: row.facts for row in everything.subjects() if row.id in {one.id for one in rows}
        }
        source = made.letters if what == "the living" else made.ledger
        before = [dict(one.counts) for one in everything.anchor_states(source)]
        after = [dict(one.counts) for one in veiled.anchor_states(source)]
        assert sum(after[0].values() if after else ()) < sum(before[0].values())
        unread = {item.source: item.said for item in veiled.todo().items if item.chore == "unread"}
        assert unread
        for one, said in unread.items():
            assert said.startswith(f"{veiled.coverage(one).unread:,} of ")
