# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record told as a life: nothing without its facts, nothing that becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive import Archive
from fonds.archive.cli.root import program
from fonds.archive.export.narrative import Clause, Narrative, Note, Paragraph, narrative_of
from fonds.archive.export.narrative_formats import to_html, to_markdown

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


def test_every_fact_is_told_and_every_clause_has_its_passages(built):
    record, _ = built
    told = narrative_of(record)
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
                assert f"“{fact.hedge}”" in clause.text
    quotes = {note.quote for note in told.notes}
    assert quotes == {one.quote for fact in facts.values() for one in fact.citations}


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
