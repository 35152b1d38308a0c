# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""No sentence of the archive is without its German; telling it changes but the words."""

from __future__ import annotations

import ast
import copy
import enum
import json
import pickle
import re
import string
from collections import Counter
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentence_forms import ROOT, Found, code_files, forms
from strategies_dates import edtf_texts

from fonds.archive.errors import RefusedError
from fonds.archive.export.narrative_templates import TEMPLATES
from fonds.archive.languages.telling import _LABELS, _REMARKS, LANGUAGES, forms_of, tell, tell_label
from fonds.archive.queries.history_words import type_said
from fonds.archive.record.outcome import Status
from fonds.archive.record.units import _UNITS, several
from fonds.archive.vocabulary import builtin_properties, qualifier_terms, sections
from fonds.events import values
from fonds.events.catalogue import archive, excerpt, fact, source, subject
from fonds.events.dates import DateError, display, parse
from fonds.events.dates.names import MONTHS
from fonds.events.recorded import event_types
from fonds.events.sentences import (
    Sentence,
    as_sentence,
    capital,
    joined,
    kept,
    labelled,
    say,
    small,
    term,
    told_by,
)

OTHERS = [language for language in LANGUAGES if language != "en"]

# What only a defect of ours, or a log of another program's making, could ever say.
INNER = {
    "events/fonds/events/canonical.py", "events/fonds/events/merkle.py",
    "events/fonds/events/notes.py", "events/fonds/events/proofs.py",
    "events/fonds/events/recorded.py", "events/fonds/events/upcasting.py",
    "events/fonds/events/values.py", "events/fonds/events/sentences.py",
    "archive/fonds/archive/sources/extracted.py",
    "archive/fonds/archive/sample.py", "archive/fonds/archive/proofs/check_fonds_proof.py",
}  # fmt: skip
# Told by the command line alone, or within the process that reads a file.
APART = ("archive/fonds/archive/recovery/", "archive/fonds/archive/extraction/frames.py")
DEFECTS = {"archive/fonds/archive/queries/veil.py", "archive/fonds/archive/extraction/decoding.py"}


def names_of(form: str) -> Counter[str]:
    """The parts a form names, each as often as it does."""
    return Counter(name for _, name, _, _ in string.Formatter().parse(form) if name is not None)


def has_words(form: str) -> bool:
    return re.search(r"[^\W\d_]", re.sub(r"\{[^}]*\}", "", form)) is not None


@cache
def shown() -> tuple[Found, ...]:
    return tuple(
        one
        for one in every()
        if one.where.partition(":")[0] not in INNER and not one.where.startswith(APART)
    )


@cache
def every() -> tuple[Found, ...]:
    return tuple(forms())


def test_the_forms_are_found():
    found = {one.form for one in shown()}
    assert len(found) > 500
    assert "There is no file {path}. Use fonds new to make an archive." in found
    assert "are different numbers" in found
    assert ROOT / "archive/fonds/archive/errors.py" in code_files()


def test_every_refusal_remembers_what_it_was_made_of():
    """A message put together by itself could not be told in any language but English."""
    loose = [one.where for one in shown() if one.form is None]
    assert [where for where in loose if where.partition(":")[0] not in DEFECTS] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_form_is_known(language):
    known = forms_of(language)
    missing = {one.form: one.where for one in shown() if one.form and has_words(one.form)}
    missing = {form: where for form, where in missing.items() if form not in known}
    assert missing == {}


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_told_names_the_same_parts(language):
    for form, here in forms_of(language).items():
        assert set(names_of(here)) == set(names_of(form)), form
        assert form.endswith(".") == here.removesuffix("Chr.").endswith("."), form
        assert here.strip() == here or here[0] == form[0], form
        # Numbers are spelt alike: a specification that is lost would be noticed by nobody.
        specs = {(name, spec) for _, name, spec, _ in string.Formatter().parse(form) if spec}
        assert specs == {(n, s) for _, n, s, _ in string.Formatter().parse(here) if s}, form


@pytest.mark.parametrize("language", OTHERS)
def test_no_form_is_told_that_nothing_says(language):
    said = {one.form for one in every()} | words_of_code()
    assert set(forms_of(language)) - said == set()


def words_of_code() -> set[str]:
    """Words that are said as they stand in an enumeration or a table."""
    from fonds.archive.commands.erasing import GROUNDS
    from fonds.events.dates.forms import Part, Season
    from fonds.events.dates.names import ORDINALS

    modules = (values, source, subject, fact, excerpt, archive)
    enums = {
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, enum.Enum) and one.__name__ not in UNTOLD
    }
    words = {str(member.value) for one in enums for member in one}
    words |= {str(part.value) for part in Part} | {str(season) for season in Season}
    words |= {one.value for one in Status}
    words |= {*MONTHS, *ORDINALS, *GROUNDS, *filter(None, dates_hemispheres())}
    return words | {str(type_said(name)) for name in event_types()} | set(TEMPLATES.values())


def dates_hemispheres() -> tuple[str, ...]:
    from fonds.events.dates.display import _HEMISPHERES

    return _HEMISPHERES


UNTOLD = {
    "AgentKind", "Cardinality", "Certainty", "CorrectionKind", "Stance", "StreamKind",
    "StructureKind",
}  # fmt: skip
"""Enumerations no sentence says by their words."""
UNSAID = {"any", "quarter", "third", "half", "same", "not same", "unsure"}


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_an_enumeration_is_known(language):
    missing = {word for word in words_of_code() if word not in forms_of(language)}
    assert missing <= UNSAID, missing


@pytest.mark.parametrize("language", OTHERS)
def test_every_label_of_the_vocabulary_is_known(language):
    every = (*sections(), *builtin_properties().values(), *qualifier_terms().values())
    labels = {one.label for one in every}
    missing = {one for one in labels if not tell_label(one, language)}
    alike = {one for one in labels if tell_label(one, language) == one}
    assert not missing
    assert alike <= {"Name", "Text", "Limit", "Organisation"}


@pytest.mark.parametrize("language", OTHERS)
def test_every_definition_of_a_property_is_known(language):
    definitions = {one.definition for one in builtin_properties().values()}
    assert {one for one in definitions if tell_label(one, language) == one} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_unit_that_can_be_compared_is_known(language):
    """Written out, one and several; abbreviations are the same in every language."""
    alone = {name for _, _, names in _UNITS for name in names if len(name) > 3}
    written = {*alone, *map(several, alone), "day", "percent", "points"} - {"inche", "feets"}
    alike = {one for one in written if tell_label(one, language) == one}
    assert {one for one in alike if " " not in one} <= {"yard", "yards", "acre", "acres", "stone"}


def test_a_quantity_is_told_with_its_unit():
    said = say("{value} {unit}", value=say("{number:,}", number=2400), unit=labelled("votes"))
    assert said == "2,400 votes"
    assert tell(said, "de") == "2.400 Stimmen"
    assert tell(say("{value} {unit}", value=3, unit=labelled("ells")), "de") == "3 ells"


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_kept_as_words_is_told_by_no_form(language):
    """A label, definition or unit in the wrong file would be told to nobody."""
    folder = files("fonds.archive.languages") / language
    kept = [json.loads((folder / name).read_text(encoding="utf-8")) for name in _LABELS]
    assert not set.intersection(*({*one} for one in kept[:2]))
    assert sum(len(one) for one in kept) == len({key for one in kept for key in one})


@pytest.mark.parametrize("language", OTHERS)
def test_what_readers_of_documents_remark_is_told_though_it_was_kept_as_text(language):
    """Every remark written out in the readers' code, with something in the place of its parts."""
    folder = ROOT / "archive/fonds/archive/extraction"
    forms_known = json.loads(
        (files("fonds.archive.languages") / language / _REMARKS).read_text(encoding="utf-8")
    )
    found = []
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "remark":
                found += [one for one in ast.walk(node) if isinstance(one, ast.Constant)]
    plain = {one.value for one in found if isinstance(one.value, str) and one.value[-1:] == "."}
    whole = {words for words in plain if words in forms_known}
    assert len(whole) > 5
    # What is put together ends as one of the forms does.
    assert {p for p in plain if not any(form.endswith(p) for form in forms_known)} == set()
    for form in forms_known:
        said = form.format_map(dict.fromkeys(names_of(form), "1,234"))
        told = tell(kept(said), language)
        assert told != said
        assert "1,234" not in told
    assert tell(kept("Somebody else's remark."), language) == "Somebody else's remark."


def test_a_sentence_is_its_english():
    made = say("{count:,} of {name!r}", count=1200, name="x")
    assert made == "1,200 of 'x'"
    assert isinstance(made, str)
    assert json.dumps([made]) == "[\"1,200 of 'x'\"]"
    assert {made: 1}["1,200 of 'x'"] == 1
    assert type(str(made)) is str
    assert Sentence("{braces} stay") == "{braces} stay"


@pytest.mark.parametrize(
    "way",
    [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))],  # noqa: S301 - our own
)
def test_a_sentence_can_be_copied(way):
    made = say(
        "There is no file {path}. Check the name and the folder.", path=say("in {file}", file="a")
    )
    other = way(made)
    assert other == made
    assert tell(other, "de") == tell(made, "de") != made


def test_sentences_in_sentences_are_told():
    said = say(
        "open: {reason}", reason=say("{reason}.", reason=capital(say("both are {a}", a="1")))
    )
    assert said == "open: Both are 1."
    assert tell(said, "en") is said
    assert tell(said, "de") == "offen: Beide sind 1."
    assert tell(joined("; ", [term("date_of_birth"), labelled("Father"), "plain"]), "de") == (
        "Geboren; Vater; plain"
    )
    assert tell(say("{length:,} characters", length=12345), "de") == "12.345 Zeichen"
    assert tell(small(say("It is of another kind.")), "de") == "Er ist von anderer Art."
    assert tell("It is of another kind.", "de") == "It is of another kind."
    assert tell(term("a_property_of_ours"), "de") == "a property of ours"


def test_an_error_keeps_its_sentence():
    with pytest.raises(DateError) as caught:
        parse("1953-13")
    assert tell(told_by(caught.value), "de").startswith("1953-13 ist kein Datum: ")
    error = RefusedError("any", "A note needs words.")
    assert error.message == "A note needs words."
    assert tell(error.message, "de") == "Eine Notiz braucht Worte."
    assert told_by(ValueError("as it is")) == "as it is"


ENGLISH = re.compile(
    rf"\b(?:{'|'.join(set(MONTHS) - {'April', 'August', 'September', 'November'})}|about|unknown"
    r"|some|or|and|later|onwards|until|uncertain|within|year|quarter|half|summer)\b"
)


@given(edtf_texts())
def test_every_date_is_told_whole(text):
    try:
        said = display(parse(text))
    except DateError:
        return
    told = tell(said, "de")
    assert not ENGLISH.search(told), (said, told)
    assert re.findall(r"\d{3,}", told.replace(".", "")) or not re.findall(r"\d{3,}", said)


@given(st.text(max_size=20), st.integers(0, 10**7))
def test_what_is_put_in_comes_out(words, count):
    """Whatever a value says, it is told as it is, and never read as a form."""
    said = say(
        "“{label}” has {length:,} characters; there is no range {start}:{end} in it.",
        label=words,
        length=count,
        start="{x}",
        end="}",
    )
    told = tell(said, "de")
    assert told.startswith(f"„{words}“ hat ")
    assert told.endswith("einen Bereich {x}:} gibt es darin nicht.")
    assert tell(as_sentence(words), "de") in {words, forms_of("de").get(words)}
