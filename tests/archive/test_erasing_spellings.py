# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An erased name goes in whichever form it stands, and nothing of anybody else goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive.erasing import Small, found_in, small
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources, WorkDescription
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.commands.translating import TranslatePassage
from fonds.archive.lookup.name_forms import forms_of
from fonds.archive.lookup.words import Phrases, _Around
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.commands.erasing import Erasure

PERSON = SubjectKind.PERSON
LABEL = "Dr. Jörn O'Brassl (1902-1980)"
FORMS = (
    "Jörn O'Brassl", "JÖRN O’BRASSL", "Joern O'Brassl", "Jorn O'Brassl", "O'Brassl, Jörn",
    "O'BRASSL Jörn", "Jörn\nO'Brassl", "Jörn O'Bras-\nsl", "Jo\u0308rn O'Brassl", "Jörn OBrassl",
    "jörn.o'brassl", "Jörn%20O’Brassl", "> Jörn\n> O'Brassl", "Jörn **O'Brassl**",
)  # fmt: skip
"""Ways to spell it, in no byte of which a piece of the last name may be left."""
LEFT = ("brassl", "BRASSL", "Brassl", "Bras-")


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path)


def erased(archive: Archive, subject: str, *, texts: bool = True) -> Erasure:
    return archive.erase(EraseContent(subject, "asked", texts=texts))[0].answer


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
@given(
    st.lists(st.sampled_from(FORMS), min_size=1, max_size=len(FORMS), unique=True),
    st.sampled_from(["", "Herr ", "„", "(", "x ", "1. "]),
    st.sampled_from(["", ",", "’s house", ".", "”", "²", "-Stiftung"]),
)
def test_no_file_holds_any_form_of_an_erased_name(
    tmp_path_factory: pytest.TempPathFactory, forms: list[str], before: str, after: str
) -> None:
    tmp_path = tmp_path_factory.mktemp("forms")
    made = small(tmp_path)
    said = [f"{before}{form}{after}" for form in forms]
    page = tmp_path / "jörn-o'brassl.txt"
    page.write_text("".join(f"Line.\n{one}\nNobody else.\n" for one in said), "utf-8")
    with Archive.open(made.path) as archive:
        do = archive.execute
        # A title is one line.
        named = " ".join(forms[0].replace("-\n", "").split())
        title = WorkDescription(title=f"Papers on {named}")
        source = do(AddSources((page,), title)).answer[0].id
        subject = do(OpenSubject(LABEL, PERSON)).answer.stream
        for one in said:
            do(WriteNote(made.quistle, f"Seen: {one}"))
        kept = do(AssertFact(made.quistle, "occupation", "cook", source, "Nobody else", start=page
                             .read_text("utf-8").index("Nobody"))).answer.stream  # fmt: skip
        do(AssertFact(made.quistle, "name", f"Cook of {said[0]}", source, said[0]))
        erased(archive, subject)
        assert found_in(made.folder, *LEFT) == {}
        assert archive.queries.fact(kept).value == "cook"
        assert archive.queries.text(source).text.count("Nobody else.") == len(forms)
        assert archive.verify().faults == ()


def test_a_label_of_one_word_takes_nothing_and_is_told(made: Small, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The rose will mark it. Rose Lind came; Charlie Rose did.\n", "utf-8")
    with Archive.open(made.path) as archive:
        do = archive.execute
        source = do(AddSources((page,))).answer[0].id
        noted = do(WriteNote(made.quistle, "She rose early.")).head.size
        fact = do(AssertFact(made.quistle, "occupation", "rose seller", source, "mark it"))
        rose = do(OpenSubject("Rose", PERSON)).answer.stream
        do(WriteNote(rose, "tokenrose"))
        answer = erased(archive, rose)
        assert archive.queries.text(source).text == page.read_text("utf-8")
        assert found_in(made.folder, "tokenrose", "She rose early") == {
            "She rose early": ["light.fonds"]
        }
        assert answer.facts == ()
        places = {one.position: one.starts for one in answer.still}
        assert {noted, fact.head.size} <= places.keys()
        assert (4, 23, 47) in places.values()


@pytest.mark.parametrize(
    ("label", "other", "said"),
    [
        ("John Marlow", "John Marlow Jr.", "John Marlow Jr. was a cook"),
        ("Anna Berg", "Anna Berg Larsen", "Anna Berg Larsen was a cook"),
        ("Anna Berg", "Anna Berg-Larsen", "Anna Berg-Larsen was a cook"),
        ("Anna Berg", "Anna Berg-Larsen", "Larsen, born Anna Berg\u2011Larsen, was a cook"),
        ("Anna Berg", "Anna Berg\u2013Larsen", "Anna Berg-Larsen was a cook"),
        ("Anna Berg", "Maria-Anna Berg", "MARIA-ANNA BERG was a cook"),
        ("Jürgen Müller", "Juergen Mueller", "Jürgen Müller was a cook"),
        ("Paul Martin", "Martin Paul", "MARTIN Paul was a cook"),
        ("Ada Lind (1902-1980)", "Dr. Ada Lind", "Ada Lind was a cook"),
        ("Hannah Robert", "Hannah Roberts", "Hannah Roberts was a cook"),
        ("Michael Berg", "Michal Berg", "Michal Berg was a cook"),
        ("Marlow Hill", "Marlow", "Marlow was a cook on the hill"),
    ],
)
def test_what_says_another_one_stays(
    made: Small, tmp_path: Path, label: str, other: str, said: str
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"In 1900 {said}.\n", "utf-8")
    with Archive.open(made.path) as archive:
        do = archive.execute
        source = do(AddSources((page,))).answer[0].id
        subject = do(OpenSubject(label, PERSON)).answer.stream
        somebody = do(OpenSubject(other, PERSON)).answer.stream
        fact = do(AssertFact(somebody, "occupation", "cook", source, said)).answer.stream
        note = do(WriteNote(somebody, f"See: {said}.")).head.size
        answer = erased(archive, subject)
        assert archive.queries.text(source).text == page.read_text("utf-8")
        assert fact not in answer.facts
        assert note not in {one.position for one in answer.items}
        assert archive.queries.fact(fact).citations[0].quote == said
        assert archive.queries.record(somebody).label == other


def test_a_translation_that_says_the_name_goes_as_a_note_does(made: Small) -> None:
    with Archive.open(made.path) as archive:
        do = archive.execute
        subject = do(OpenSubject("Edda Marlow", PERSON)).answer.stream
        quote = "The light at Ostrable"
        passage = do(AssertFact(made.quistle, "occupation", "keeper", made.almanac, quote))
        cited = archive.queries.fact(passage.answer.stream).citations[0].excerpt
        assert cited is not None
        said = do(TranslatePassage(cited, "de", "Das Licht tokenours der Edda Marlow")).head.size
        do(TranslatePassage(cited, "fr", "Le phare tokenkept"))
        answer = erased(archive, subject)
        assert (said, ("translation",)) in {(one.position, one.parts) for one in answer.items}
        assert said not in {one.position for one in answer.still}
        (kept,) = archive.queries.fact(passage.answer.stream).citations[0].translations
        assert (kept.language, kept.words) == ("fr", "Le phare tokenkept")
    assert found_in(made.folder, "tokenours", "Edda Marlow") == {}


def test_uncle_of_somebody_speaks_of_somebody(made: Small, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The uncle of Edda Marlow sailed.\n", "utf-8")
    with Archive.open(made.path) as archive:
        source = archive.execute(AddSources((page,))).answer[0].id
        edda = archive.execute(OpenSubject("Edda Marlow", PERSON)).answer.stream
        archive.execute(OpenSubject("uncle of Edda Marlow", PERSON))
        erased(archive, edda)
        assert archive.queries.text(source).text == f"The uncle of {'█' * 11} sailed.\n"


def test_a_passage_is_repeated_with_other_punctuation_too(made: Small, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("She was taken up for theft of spoons. Nobody else.\n", "utf-8")
    with Archive.open(made.path) as archive:
        do = archive.execute
        source = do(AddSources((page,))).answer[0].id
        fact = do(
            AssertFact(made.quistle, "occupation", "thief", source, "taken up for theft of spoons")
        ).answer.stream
        do(WriteNote(made.quistle, "tokenquoted: taken up for “theft of\nspoons”!"))
        do(WriteNote(made.quistle, "tokenkept: taken up for the theft of spoons"))
        excerpt = archive.queries.fact(fact).citations[0].excerpt
        archive.erase(EraseContent(excerpt, "asked"))
        assert found_in(made.folder, "tokenquoted") == {}
        assert found_in(made.folder, "tokenkept")


@pytest.mark.parametrize(
    "between",
    [
        "\n" + " " * 12,
        " " * 12,
        "\t\t | \t\t | \t\t",
        "\n> > > > > ",
        "\n" * 11,
        "%20",
        " " * 100_000,
    ],
)
def test_a_masked_passage_goes_however_far_apart_its_words_are_set(
    made: Small, tmp_path: Path, between: str
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("She was taken up for thefttoken. Nobody else.\n", "utf-8")
    with Archive.open(made.path) as archive:
        source = archive.execute(AddSources((page,))).answer[0].id
        archive.execute(WriteNote(made.quistle, between.join(("taken", "up", "for", "thefttoken"))))
        capture = archive.queries.source(source).captures[0].id
        archive.erase(EraseContent(capture, "asked", masked=(8, 31)))
        assert found_in(made.folder, "thefttoken") == {}


def test_a_file_name_that_says_an_erased_name_is_not_kept_under_a_title_that_does_not(
    made: Small, tmp_path: Path
) -> None:
    page = tmp_path / "jörn-o'brassl.txt"
    page.write_text("Jörn O'Brassl came.\n", "utf-8")
    with Archive.open(made.path) as archive:
        archive.execute(AddSources((page,), WorkDescription(title="Papers")))
        erased(archive, archive.execute(OpenSubject(LABEL, PERSON)).answer.stream)
        assert found_in(made.folder, *LEFT) == {}


def test_a_masked_passage_may_hold_the_number_twenty() -> None:
    phrases = Phrases(["all of 20 spoons"], passages=True)
    assert phrases.ranges("all%20of 20 spoons") == [(0, 18)]


def test_a_masked_number_goes_however_its_digits_are_set_apart(made: Small, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    said = "Call +44 20 7946 0958 at night.\n"
    page.write_text(said, "utf-8")
    with Archive.open(made.path) as archive:
        source = archive.execute(AddSources((page,))).answer[0].id
        for spelt in ("+44-20-7946-0958", "+442079460958", "44 20 7946-0958"):
            archive.execute(WriteNote(made.quistle, f"tokenphone {spelt}"))
        capture = archive.queries.source(source).captures[0].id
        archive.erase(EraseContent(capture, "asked", masked=(5, 21)))
        assert archive.queries.text(source).text == f"Call {'█' * 16} at night.\n"
        assert found_in(made.folder, "tokenphone", "0958") == {}


@pytest.mark.parametrize(
    "label",
    [
        f"Edda{' ' * 100_000}x", f"Edda Lee,{' ' * 100_000}", f"Edda Lee ({' ' * 100_000}1902",
        "Edda" + " „" * 50_000, "Edda née 1" * 20_000, "Edda (b. c. " * 20_000, "Edda " * 20_000,
    ],
)  # fmt: skip
def test_no_label_is_long_in_reading(label: str) -> None:
    # What repeats without bound within what repeats would not end before the test is stopped.
    assert label in forms_of(label)


@pytest.mark.parametrize("blank", [" ", "   ", "\t\n "])
def test_white_space_in_a_label_makes_no_other_name(blank: str) -> None:
    label = f"Dr.{blank}Edda{blank}Marlow,{blank}née{blank}Hart{blank}({blank}1902{blank}–{blank})"
    assert {"Edda Marlow", "Edda Hart", "Marlow, Edda"} <= set(forms_of(label))


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), max_size=6),
    st.tuples(st.integers(0, 9), st.integers(1, 4)),
)
def test_what_lies_within_another_is_told_as_if_each_were_asked(
    others: list[tuple[int, int]], one: tuple[int, int]
) -> None:
    spans = {(start, start + long) for start, long in others}
    span = (one[0], sum(one))
    assert _Around(spans).holds(*span) == any(
        start <= span[0] and span[1] <= end and (start, end) != span for start, end in spans
    )
