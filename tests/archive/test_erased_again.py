# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A document does not bring back what was erased of a source, unless that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.bibliography.libraries import read_library
from fonds.archive.commands.attaching import AttachDocument
from fonds.archive.commands.bibliography import BibliographyAnswer, ImportBibliography
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.rereading import RereadSource
from fonds.archive.commands.sources import AddSources, AppraiseSource
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.errors import RefusedError
from fonds.events.catalogue.source import Method
from fonds.events.ids import SeededRandomness

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "Council page\n\nAnna Kowal sat on the council. Her brother Tokenpiotr kept the mill.\n"
BROTHER = "Tokenpiotr"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    page = tmp_path / "council.txt"
    page.write_text(TEXT, encoding="utf-8")
    return page


@pytest.fixture
def archive(tmp_path: Path, page: Path) -> Iterator[Archive]:
    path = tmp_path / "council.fonds"
    with Archive.create(path, randomness=SeededRandomness("again")) as archive:
        archive.execute(AddSources((page,)))
        yield archive


def masked(archive: Archive) -> str:
    """Mask the name in the only source's text; return the source."""
    (source,) = archive.queries.sources()
    capture = archive.queries.source(source.id).captures[0].id
    start = TEXT.index(BROTHER)
    archive.erase(EraseContent(capture, "Asked for.", masked=(start, start + len(BROTHER))))
    return source.id


def refused(archive: Archive, command: object) -> RefusedError:
    size = archive.queries.size()
    with pytest.raises(RefusedError) as error:
        archive.execute(command)
    assert archive.queries.size() == size
    return error.value


@pytest.mark.parametrize("whole", [False, True])
def test_a_newer_copy_of_what_was_erased_is_asked_for(
    archive: Archive, page: Path, *, whole: bool
) -> None:
    source = archive.queries.sources()[0].id
    if whole:
        capture = archive.queries.source(source).captures[0].id
        archive.erase(EraseContent(capture, "Asked for."))
    else:
        masked(archive)
    for command in (
        Recapture(source, (page,)),
        Transcribe(source, TEXT),
        Transcribe(source, TEXT, seen_at="Ostrow"),
    ):
        error = refused(archive, command)
        assert error.code == "erased-text"
        assert "--despite-erasure" in error.message
    archive.execute(Recapture(source, (page,), despite_erasure=True))
    assert BROTHER in archive.queries.text(source).text


def test_the_file_of_a_masked_text_makes_no_other_source(archive: Archive, page: Path) -> None:
    source = masked(archive)
    copy = page.with_name("another name.txt")
    copy.write_text(TEXT, encoding="utf-8")
    error = refused(archive, AddSources((copy,)))
    assert error.code == "erased-text"
    assert error.details["source"] == source
    # Nor does it where words were masked again.
    capture = archive.queries.source(source).captures[0].id
    archive.erase(EraseContent(capture, "Again.", masked=(0, 7)))
    assert refused(archive, AddSources((copy,))).code == "erased-text"
    (added,) = archive.execute(AddSources((copy,), despite_erasure=True)).answer
    assert not added.already_held


@pytest.mark.parametrize("known", [False, True], ids=["a new work", "a work met before"])
def test_a_library_brings_none_of_it_back(archive: Archive, page: Path, known: bool) -> None:
    library = page.with_name("library.bib")
    linked = page.with_name("linked.txt")
    work = f"@book{{c, title={{Mill}}, author={{Orr, A.}}, file={{{linked.name}}}}}"
    library.write_text(work, encoding="utf-8")

    def take_in() -> BibliographyAnswer:
        return archive.execute(ImportBibliography(read_library(library), library.parent)).answer

    linked.write_text(TEXT, encoding="utf-8")
    if known:
        linked.write_text("Tokenother rowed.\n", encoding="utf-8")
        (source,) = take_in().added
        archive.erase(EraseContent(archive.queries.source(source).captures[0].id, "Asked for."))
    else:
        masked(archive)
    texts = len(archive.queries.sources())
    answer = take_in()
    (left,) = answer.files_left
    assert (left.key, left.link, answer.captured) == ("c", linked.name, 0)
    assert ("source recapture" if known else "source add") in left.why
    assert len(archive.queries.sources()) == texts + (not known)
    assert archive.queries.search("Tokenother" if known else BROTHER).total == 0


def test_what_was_erased_is_not_read_again_and_that_is_told(archive: Archive) -> None:
    source = masked(archive)
    told = refused(archive, RereadSource(source))
    assert (told.code, "were erased" in told.message) == ("no-file-held", True)


def test_another_text_of_the_same_length_is_taken_in(archive: Archive, page: Path) -> None:
    masked(archive)
    other = page.with_name("other.txt")
    other.write_text(TEXT.replace("mill", "inn."), encoding="utf-8")
    (added,) = archive.execute(AddSources((other,))).answer
    assert not added.already_held


def test_a_translation_of_what_is_left_needs_no_leave(archive: Archive) -> None:
    source = masked(archive)
    archive.execute(Transcribe(source, "Ratsseite", Method.TRANSLATED, language="de"))


def test_an_erased_note_holds_no_copy_up(archive: Archive, page: Path) -> None:
    source = archive.queries.sources()[0].id
    noted = archive.execute(AppraiseSource(source, note="What was said of it.")).answer
    archive.erase(EraseContent(f"@{noted.position}", "Asked for."))
    later = page.with_name("later.txt")
    later.write_text("A later council page.\n", encoding="utf-8")
    archive.execute(Recapture(source, (later,)))
    assert len(archive.queries.source(source).captures) == 2


def test_nothing_of_it_is_attached(archive: Archive, page: Path) -> None:
    source = masked(archive)
    assert refused(archive, AttachDocument(source, (page,))).code
    assert BROTHER not in archive.queries.text(source).text
