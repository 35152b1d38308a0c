# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A hidden name is found in every form in which it stands, by the veil and by a copy without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive.erasing import found_in
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import DefineProperty, OpenSubject
from fonds.archive.errors import RefusedError
from fonds.archive.lookup.living import Living
from fonds.archive.lookup.names_by_word import Name
from fonds.events.values import SubjectKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.store.sqlite import SqliteStore

FORMS = [
    ("Edda Marlow", "as Edda Mar-\nlow wrote"),
    ("Edda Marlow", "> as Edda\n> Marlow wrote"),
    ("Edda Marlow", "edda.marlow@quay.example"),
    ("Edda Marlow", "https://quay.example/edda-marlow"),
    ("Edda Marlow", "letter_edda_marlow_1902.txt"),
    ("Edda Marlow", "MARLOW Edda, potter"),
    ("Edda Marlow", "Marlow Edda"),
    ("Edda Marlow", "Edda Marlows Brief"),
    ("Edda Marlow", "Anna, Edda Marlow² and Bo"),
    ("Jürgen Müller", "JUERGEN MUELLER"),
    ("Jürgen Müller", "Muller, Jurgen"),
    ("Juergen Tueller", "Jürgen Tüller"),
    ("Seán O'Brien", "Sean O’Brien"),
    ("Anna-Maria Berg", "Berg, Anna Maria"),
    ("Łukasz Żak", "Lukasz Zak"),
    ("Žižka Holm", "Holm, Žižka"),
    ("Dr. Ada Lind (1990-)", "when Ada Lind sang"),
    ("Frau Ottilie Kern", "Kern, Ottilie"),
    ("Berta Horn, née Voss", "Berta Voss"),
    ("山田太郎", "氏名山田太郎さん"),
    ("Edda “Ned” Hollow", "Edda Hollow"),
    ("“Ned” Holloway", "So “Ned” Holloway sang"),
    ("D’Arcy Hill", "D'ARCY Hill"),
    ("Seán O'Brien", "Sean OBrien"),
    ("Annette-Marie Lund", "Annettemarie Lund"),
    ("D’Arcy Hill", "Darcy Hill"),
    ("Nguyễn Anh", "Nguyen Anh"),
    ("Phạm Văn", "Pham Van"),
    ("Éloïse Tamm", "Eloise Tamm"),
    ("Žižka Holm", "Zizka Holm"),
    ("Edda “Ned” Hollow", "Ned Hollow"),
    ("Ngo\u0302\u0301 Bảo", "NGÔ\u0301 Bao"),
    ("Ed\u00adith Wren", "Edith Wren"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    path = tmp_path_factory.mktemp("hiding") / "names.fonds"
    with Archive.create(path) as archive:
        for label in dict.fromkeys(label for label, _ in FORMS):
            archive.execute(OpenSubject(label, SubjectKind.PERSON))
        archive.execute(OpenSubject("Edda Marlow", SubjectKind.PLACE))
    with Archive.open(path, read_only=True) as archive:
        yield archive.queries._store


@pytest.mark.parametrize(("label", "text"), FORMS)
def test_it_is_hidden_in_every_form(store: SqliteStore, label: str, text: str) -> None:
    assert Living(store, year=2026).names_anybody(text), label


@pytest.mark.parametrize(
    "text",
    [
        "He met Edda. Then Marlow came.", "Eddas Marlow", "Edda Marlowe", "Anna Maria Bergman",
        "Jurgen of Muller", "Ada Linden", "Ned and Hollow Moor", "Berta", "Ottilie", "1990",
    ],
)  # fmt: skip
def test_other_words_are_not(store: SqliteStore, text: str) -> None:
    assert not Living(store, year=2026).names_anybody(text)


def test_a_copy_without_the_living_holds_none_of_its_forms(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    said = [text for label, text in FORMS if label == "Edda Marlow"]
    page.write_text("\n\n".join((*said, "Nobody else.\n")), "utf-8")
    path, copy = tmp_path / "all.fonds", tmp_path / "handed" / "copy.fonds"
    copy.parent.mkdir()
    with Archive.create(path) as archive:
        do = archive.execute
        source = do(AddSources((page,))).answer[0].id
        do(OpenSubject("Edda Marlow", SubjectKind.PERSON))
        dead = do(OpenSubject("Osric Wexholm", SubjectKind.PERSON)).answer.stream
        do(AssertFact(dead, "date_of_death", "1890", source, "Nobody else"))
        for text in said:
            do(WriteNote(dead, f"Seen: {text}."))
        do(WriteNote(dead, "tokenkept"))
        uncle = do(OpenSubject("Uncle of Edda Marlow", SubjectKind.PERSON)).answer.stream
        do(AssertFact(uncle, "date_of_death", "1890", source, "Nobody else"))
        do(OpenSubject("Edda Marlow Trust", SubjectKind.ORGANIZATION))
        namesake = do(OpenSubject("Osric Wexholm", SubjectKind.PERSON)).answer.stream
        shared = archive.share_copy(copy, ["living"])
    assert shared.named == ()
    with Archive.open(copy, read_only=True) as archive:
        assert archive.queries.record(dead).label == "Osric Wexholm"
        for one in (uncle, namesake):
            with pytest.raises(RefusedError, match="withheld from this copy"):
                archive.queries.record(one)
    assert found_in(copy.parent, "Mar-", "arlow", "MARLOW") == {}
    assert found_in(copy.parent, "tokenkept")
    assert Archive.verify_file(copy).faults == ()


def test_the_longer_names_of_the_dead_are_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Clara Weber-Holt died in 1890. Clara Weber-Horn sang.\n", "utf-8")
    with Archive.create(tmp_path / "all.fonds") as archive:
        do = archive.execute
        source = do(AddSources((page,))).answer[0].id
        opened = {
            label: do(OpenSubject(label, kind)).answer.stream
            for label, kind in (
                ("Clara Weber", SubjectKind.PERSON),
                ("Clara Weber-Holt", SubjectKind.PERSON),
                ("Clara Weber Jr.", SubjectKind.PERSON),
                ("Clara Weber-Horn", SubjectKind.PERSON),
                ("Widow of Clara Weber", SubjectKind.PERSON),
                ("Clara Weber-Platz", SubjectKind.PLACE),
            )
        }
        living = {"Clara Weber", "Clara Weber-Horn"}
        for label, subject in opened.items():
            if label not in living | {"Clara Weber-Platz"}:
                do(AssertFact(subject, "date_of_death", "1890", source, "died in 1890"))
        left = {"Clara Weber-Holt", "Clara Weber Jr."}
        hidden = Living(archive.queries._store, year=2026)
        for text, names in (
            ("CLARA WEBER\u2011HOLT sang", False),
            ("Clara Weber Jr., with Clara Weber-Holt", False),
            ("Clara Weber-Holt, with Clara Weber", True),
            ("Clara Weber-Holt and Clara Weber-Horn", True),
            ("Clara Weber-Platz", True),
            ("Widow of Clara Weber", True),
            ("Clara Weber-Holts Clara Weber-Haus", True),
        ):
            assert hidden.names_anybody(text) is names, text
        do(WriteNote(opened["Clara Weber-Holt"], "tokenkept: see Clara Weber-Holt"))
        copy = tmp_path / "copy.fonds"
        assert archive.share_copy(copy, ["living"]).subjects == len(opened) - len(left)
    with Archive.open(copy, read_only=True) as archive:
        for label, subject in opened.items():
            if label in left:
                assert archive.queries.record(subject).label == label
            else:
                with pytest.raises(RefusedError, match="withheld from this copy"):
                    archive.queries.record(subject)
    assert found_in(tmp_path, "tokenkept")


def test_what_a_property_is_called_stays_in_a_copy_and_is_told(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "all.fonds") as archive:
        archive.execute(OpenSubject("Edda Marlow", SubjectKind.PERSON))
        types = (ValueType.TEXT,)
        owed = DefineProperty(
            "debt", label="Owed to Edda Marlow", definition="x", value_types=types
        )
        defined = archive.execute(owed).head.size
        shared = archive.share_copy(tmp_path / "copy.fonds", ["living"])
    assert shared.named == (defined,)


@pytest.mark.parametrize("person", [True, False])
@given(
    st.lists(
        st.sampled_from(["edda", "marlow", "van", "der", "nee", "born", "dr", "formerly", "x"]),
        min_size=1,
        max_size=5,
    ).map(" ".join)
)
def test_a_plain_name_has_the_words_that_all_its_forms_have(person: bool, name: str) -> None:
    found = Name(name, (), person=person)
    assert found.words == found.common_words()
