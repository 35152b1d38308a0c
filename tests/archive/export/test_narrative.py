# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record told as a life: nothing without its facts, nothing that becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive import Archive
from fonds.archive.cli.root import program
from fonds.archive.commands.conflicts import ResolveConflict
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.export.narrative import Clause, Narrative, Note, Paragraph, narrative_of
from fonds.archive.export.narrative_flow import MOST_JOINED, Piece, flow
from fonds.archive.export.narrative_formats import to_html, to_markdown
from fonds.archive.export.narrative_templates import TEMPLATES, WHO, Tongue, template_of
from fonds.archive.languages.telling import LANGUAGES, forms_of
from fonds.events.catalogue.subject import ConflictOutcome

EDDA = "Edda Marlow"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    import importlib.util
    from pathlib import Path

    script = Path(__file__).resolve().parents[3] / "examples" / "build_sample.py"
    spec = importlib.util.spec_from_file_location("build_sample_for_narrative", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    path = tmp_path_factory.mktemp("narrative") / "marlow.fonds"
    module.build(path)
    with Archive.open(path, read_only=True) as archive:
        yield archive.queries.record(EDDA), path


def facts_of(record):
    return {
        fact.id: fact
        for answer in record.properties()
        for scope in answer.scopes
        for value in scope.values
        for fact in value.facts
    }


def clauses_of(told):
    return [clause for paragraph in told.paragraphs for clause in paragraph.clauses]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_is_told_and_every_clause_has_its_passages(built, language):
    record, _ = built
    told = narrative_of(record, language=language)
    facts = facts_of(record)
    clauses = clauses_of(told)
    assert {fact for clause in clauses for fact in clause.facts} == set(facts)
    numbers = {note.number for note in told.notes}
    for clause in clauses:
        assert clause.facts
        assert clause.marks
        assert set(clause.marks) <= numbers
        for fact in (facts[one] for one in clause.facts):
            if fact.hedge:
                marks = ("„", "“") if language == "de" else ("“", "”")
                assert fact.hedge.join(marks) in clause.text
    quotes = {note.quote for note in told.notes}
    assert quotes == {one.quote for fact in facts.values() for one in fact.citations}


OURS = ("according to", "was born", "is given as", "less precisely", "the sources", "inferred by")
"""Words of the templates, which no source of the sample has."""


def test_a_narrative_in_german_has_no_english_of_ours(built):
    record, _ = built
    told = narrative_of(record, ["only what is stated"], language="de")
    assert told.language == "de"
    text = " ".join(
        [*told.about, *(one.text for one in clauses_of(told)), *(one.place for one in told.notes)]
    )
    assert not [words for words in OURS if words in text]
    assert "Edda Marlow trug bei der Geburt den Namen Edda Ines Marlow" in text
    assert "Marlow wurde geboren am 9. März 1948" in text
    assert "Zu „Vater“ widersprechen sich die Quellen, und nichts ist vorgezogen" in text
    assert "laut Edda Marlow, quoted by Mirela Voss" in text
    assert [one.heading for one in told.paragraphs][:2] == ["Leben", "Familie"]
    assert '<html lang="de">' in to_html(told)
    assert "## Leben" in to_markdown(told)


def whole(told):
    return " ".join(clause.stopped for clause in clauses_of(told))


def test_clauses_of_one_moment_are_one_sentence(built):
    record, _ = built
    text = whole(narrative_of(record))
    assert "Marlow was born on 9 March 1948 in Port Ellery, according to" in text
    assert "A term of Marlow began in May 1979 and ended in May 1987 (Office:" in text
    assert "Hanne Ostrander and the successor was Sam Petrakis (Office:" in text


def piece(number, form, value, speakers, details="", name="p"):
    parts = {"value": value, "when": f"in {value}", "label": "L"}
    return Piece(form, parts, details, speakers, (f"f{number}",), (number,), name=name)


PIECES = st.lists(
    st.tuples(
        st.sampled_from(sorted(TEMPLATES)),
        st.sampled_from(["1948", "Port Ellery", "x" * 80]),
        st.sampled_from(["", "Ann", "Ben, quoted by Ann", "S" * 70]),
        st.sampled_from(["", " (1990)", " (“about”)"]),
        st.booleans(),
    ),
    max_size=9,
).map(
    lambda found: [
        replace(piece(number, TEMPLATES[name], value, speakers, details, name), aside=aside)
        for number, (name, value, speakers, details, aside) in enumerate(found)
    ]
)


@pytest.mark.parametrize("language", LANGUAGES)
@given(PIECES)
def test_whatever_is_joined_every_clause_keeps_what_is_its_own(language, pieces):
    """Each piece is one clause with its facts and passages; no speaker and no limit is lost."""
    clauses = flow(pieces, ("Edda Marlow", "Marlow"), Tongue(language))
    by_fact = {one.facts: one for one in pieces}
    assert {one.facts for one in clauses} == set(by_fact)
    assert len(clauses) == len(pieces)
    sentence: list[Clause] = []
    for clause in clauses:
        told = by_fact[clause.facts]
        assert clause.marks == told.marks
        assert told.parts["value"] in clause.text
        assert clause.stop in {".", ",", ""}
        sentence.append(clause)
        if clause.stop != ".":
            continue
        text = " ".join(one.stopped for one in sentence)
        members = [by_fact[one.facts] for one in sentence]
        for one in members:
            assert one.speakers.rstrip(" .") in text
            assert one.details in text
        # What is said once of several is said of each of them.
        assert len({one.speakers for one in members}) <= max(1, len(members))
        if len(members) > 2:
            assert len({one.speakers for one in members}) == 1
        assert text[:1] == text[:1].upper()
        assert len(members) <= MOST_JOINED
        sentence = []
    assert not sentence
    assert sum("Edda Marlow" in one.text for one in clauses) <= 1


def test_every_template_is_known_and_begins_alike():
    known = forms_of("de")
    for form in TEMPLATES.values():
        assert form.startswith(WHO) == known[form].startswith(WHO), form


def test_what_is_disputed_is_told_as_disputed_with_every_account(built):
    record, _ = built
    (answer,) = [one for one in record.properties() if one.name == "father"]
    ids = {fact.id for value in answer.scopes[0].values for fact in value.facts}
    told = [one for one in clauses_of(narrative_of(record)) if ids & set(one.facts)]
    text = " ".join(clause.text for clause in told)
    assert "the sources disagree, and nothing is preferred" in text
    for value in answer.scopes[0].values:
        assert value.display.rstrip(".") in text
    assert "citing Minute book of the Harbor Workers' League" in text
    assert "was Josef" not in text


def test_who_passes_something_on_is_named_with_whose_it_is(built):
    record, _ = built
    text = " ".join(clause.text for clause in clauses_of(narrative_of(record)))
    assert "according to Edda Marlow, quoted by Mirela Voss" in text
    assert "citing a footnote that has no entry" in text
    assert "inferred by a reader" in text


HOSTILE = st.lists(
    st.sampled_from([*"<>&\"'`*_[](){}#|\\!~ab\n\r\x1b\x00\u202e", "<script>", "](x)"]), max_size=12
).map("".join)


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = set()
        self.words = ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"href", "id", "lang", "charset"}

    def handle_data(self, data):
        self.words += data


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_word_of_a_source_becomes_markup(title, said, quote):
    told = Narrative(
        title,
        (said,),
        (Paragraph(title, (Clause(said, ("f",), (1,)),)),),
        (Note(1, quote, title),),
    )
    page = Seen()
    page.feed(to_html(told))
    assert page.tags <= {
        *("html", "head", "meta", "title", "body", "h1", "h2", "p", "em", "bdi", "sup", "a"),
        *("ol", "li"),
    }
    assert "\x1b" not in page.words
    assert "\x00" not in page.words
    plain = re.sub(r"\\.|\[\^1\]", "", to_markdown(told).replace("\\\\", ""))
    assert "\u202e" not in page.words + plain
    assert not set(plain) & set("<>`[]|~&")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_command_writes_each_format_whole(built, tmp_path, form):
    from click.testing import CliRunner

    _, path = built
    target = tmp_path / "life"
    args = ["narrative", str(path), EDDA, "--format", form]
    written = CliRunner().invoke(program, [*args, "-o", str(target)])
    assert written.exit_code == 0
    shown = CliRunner().invoke(program, args)
    text = target.read_text(encoding="utf-8")
    assert text == shown.stdout
    told = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    assert "was born on 9 March 1948" in told
    assert "They" not in told
    as_json = CliRunner().invoke(program, [*args, "--json"])
    assert as_json.exit_code == 0


def test_the_moment_and_the_policy_stand_above(built):
    from click.testing import CliRunner

    _, path = built
    ran = CliRunner().invoke(
        program, ["narrative", str(path), EDDA, "--as-of", "@200", "--stated-only"]
    )
    text = " ".join(ran.stdout.split())
    assert "! As it was held at @200." in text
    assert "! Under a policy: only what is stated, nothing inferred." in text
    assert "inferred by a reader" not in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Words held about this subject or naming it were erased on the record (mistake:"),
        ("de", "Worte, die hierzu vorlagen oder den Namen nannten, wurden aktenkundig gelöscht ("),
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_that_something_was_erased_is_told_above_not_what(built, tmp_path, language, said, form):
    from shutil import copy

    from click.testing import CliRunner

    path = copy(built[1], tmp_path / "marlow.fonds")
    args = ["narrative", str(path), EDDA, "--format", form, "--language", language]
    assert said not in CliRunner().invoke(program, args).stdout
    born = next(one for one in facts_of(built[0]).values() if one.property == "place_of_birth")
    with Archive.open(path) as archive:
        archive.erase(EraseContent(born.id, "Asked for.", code="mistake"))
        held = archive.queries.record(EDDA)
    text = CliRunner().invoke(program, args).stdout
    told = " ".join(re.sub(r"<[^>]+>|\\", "", text).split())
    assert told.count(said) == 1
    assert f": @{held.erased[0].position})" in told
    assert "Asked for" not in told


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("job", "clerk", "Odo worked as a clerk."),
        ("job", "under clerk", "Odo worked as an under clerk."),
        ("job", "union organizer", "Odo worked as a union organizer."),
        ("job", "university teacher", "Odo worked as a university teacher."),
        ("job", "a clerk", "Odo worked as a clerk."),
        ("job", "Provost", "Odo worked as Provost."),
        ("job", "clerk and purser", "Odo worked as clerk and purser."),
        ("job", "chair of the board", "Odo worked as chair of the board."),
        ("job", "hospital staff", "Odo worked as hospital staff."),
        ("occupation", "organizer", "Odo was an organizer by occupation."),
        ("occupation", "heiress", "Odo was an heiress by occupation."),
        ("occupation", "boss", "Odo was a boss by occupation."),
        ("occupation", "farming", "Odo was by occupation farming."),
        ("occupation", "carpenters", "Odo was by occupation carpenters."),
    ],
)
def test_work_is_told_with_its_article_where_it_takes_one(name, value, said):
    form = template_of(name, value)
    assert f"{form.replace('{who}', 'Odo').replace('{value}', value)}." == said
    for language in LANGUAGES:
        assert "{value}" in Tongue(language).form(form)


def test_who_concluded_without_a_name_is_told_as_somebody(built, tmp_path):
    _, path = built
    copy = tmp_path / "copy.fonds"
    copy.write_bytes(path.read_bytes())
    with Archive.open(copy) as archive:
        (conflict,) = (
            one.id for one in archive.queries.conflicts(EDDA) if one.property == "father"
        )
        fact = archive.queries.conflict(conflict).conflict.facts[0]
        reason = "The register is nearer."
        archive.execute(ResolveConflict(conflict, ConflictOutcome.PREFERRED, reason, fact))
        record = archive.queries.record(EDDA)
    said = "the sources disagree; somebody who gave no name preferred this: The register is nearer"
    assert said in whole(narrative_of(record))
    assert "unnamed preferred" not in whole(narrative_of(record))
    assert "jemand ohne Namensangabe zog dies vor" in whole(narrative_of(record, language="de"))
