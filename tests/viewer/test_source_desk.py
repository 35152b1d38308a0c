# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Lists over a source's text: footnotes as objects, captures compared, a newer copy taken in."""

from __future__ import annotations

import pytest
from hands import go_to, is_possible, trigger
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from fonds.archive import Archive
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.examining import RecordRead
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.commands.translating import TranslatePassage
from fonds.events.catalogue.source import Method
from fonds.viewer import languages
from fonds.viewer.desk.source_lists import changes_between
from fonds.viewer.desk.source_views import ReadSource, read_source
from fonds.viewer.desk.worklists import read_worklist
from fonds.viewer.file_dialog import FileDialog
from fonds.viewer.passages import SourceView
from fonds.viewer.rows import NoteRow, ValueRow


def lines(bench) -> list[tuple[str, str, str, str]]:
    entries = bench.source_desk.sheet.list.entries.entries
    return [(e.verb, e.what, e.before, e.after) for e in entries]


def text_of(sample, source: str) -> str:
    with Archive.open(sample, read_only=True) as archive:
        return archive.queries.text(source).text


@pytest.fixture
def newer(sample, tmp_path):
    """A newer copy of the wiki page: one sentence gone, one changed."""
    text = text_of(sample, "Ellery Wiki: Edda Marlow")
    text = text.replace("The winter petition", "The petition of that winter")
    text = text.replace("Her bill on lamp dues fell by a single vote.", "")
    file = tmp_path / "newer.txt"
    file.write_text(text, encoding="utf-8")
    return file


def test_footnotes_are_objects_and_the_dangling_ones_say_so(bench, qtbot):
    go_to(bench, "source", "Ellery Wiki")
    trigger(bench, "footnotes")
    bench.settle()
    sheet = bench.source_desk.sheet
    assert sheet.isVisible()
    assert not bench.window.source.surface.isVisible()
    told = lines(bench)
    assert [line[0] for line in told] == sorted({line[0] for line in told})
    works = {line[0]: line for line in told}
    assert works["[1]"][1] == "Port Ellery Courier, January 20, 1962, page 5"
    dangling = [line for line in told if "dangling" in line[2]]
    assert len(dangling) == 1
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert not bench.source_desk.is_open
    assert bench.window.source.surface.isVisible()
    assert bench.window.source.surface.edit.hasFocus()
    caret = bench.window.source.surface.caret()
    assert bench.window.source.view.text[caret:].startswith(told[0][0])


def test_a_newer_copy_is_taken_in_and_every_passage_looked_for(bench, newer, monkeypatch):
    go_to(bench, "source", "Ellery Wiki")
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(newer), ""))
    trigger(bench, "recapture")
    bench.settle()
    assert "passages looked for again" in bench.window.notice.words
    assert "in the same place" in bench.window.notice.words
    assert "The petition of that winter" in bench.window.source.view.text
    assert len(bench.window.source.view.captures) == 2
    trigger(bench, "changes")
    bench.settle()
    assert ("Changed", "", "The winter petition", "The petition of that winter") in lines(bench)
    assert any("fell by a single vote" in before for _, _, before, _ in lines(bench))


@pytest.mark.parametrize(("language", "marks"), [("en", "“”"), ("de", "„“")])
def test_what_was_not_found_again_is_a_list_with_its_words(sample, tmp_path, qapp, language, marks):
    with Archive.open(sample, agent="tester") as archive:
        queries = archive.queries
        text = next(
            one for one in map(queries.text, [one.id for one in queries.sources()]) if one.passages
        )
        first = text.passages[0]
        newer = tmp_path / "newer.txt"
        newer.write_text(f"{text.text[: first.start]}Gone.{text.text[first.end :]}", "utf-8")
        archive.execute(Recapture(text.source, (newer,)))
        languages.speak(qapp, language)
        try:
            rows = read_worklist(archive.queries, "lost", {}).rows
        finally:
            languages.speak(qapp, languages.ENGLISH)
    words = [row.aside for row in rows if isinstance(row, ValueRow)]
    quote = text.text[first.start : first.end]
    assert any(one.startswith(f"{marks[0]}{quote}{marks[1]} – ") for one in words), words


def test_a_list_does_not_tell_a_dates_own_day_as_its_time(sample):
    with Archive.open(sample, agent="tester") as archive:
        person = next(one for one in archive.queries.subjects() if one.label == "Edda Marlow")
        source = next(one.id for one in archive.queries.sources() if "Wiki" in one.title)
        archive.execute(
            AssertFact(
                subject=person.id,
                property="date_of_death",
                value="1902",
                source=source,
                quote="Edda Marlow (born 1948)",
                when="1902",
            )
        )
        rows = read_worklist(archive.queries, "clashes", {}).rows
    told = [(row.value, row.aside) for row in rows if isinstance(row, ValueRow)]
    assert ("1902", "") in told, told


def test_a_list_reads_a_citation_template_of_a_cited_work(sample):
    with Archive.open(sample, agent="tester") as archive:
        person = next(one for one in archive.queries.subjects() if one.label == "Edda Marlow")
        source = next(one.id for one in archive.queries.sources() if "Wiki" in one.title)
        archive.execute(
            AssertFact(
                subject=person.id,
                property="occupation",
                value="lamplighter",
                source=source,
                quote="Edda Marlow (born 1948)",
                cited_work="{{cite news|title=The lamps|work=Port Ellery Courier}}",
            )
        )
        rows = read_worklist(archive.queries, "second", {}).rows
    told = [row.below for row in rows if isinstance(row, ValueRow) and row.value == "lamplighter"]
    assert told == ["“The lamps”, Port Ellery Courier"]


def test_a_list_says_what_it_leaves_out(sample, monkeypatch):
    with Archive.open(sample, read_only=True) as archive:
        whole = read_worklist(archive.queries, "second", {}).rows
        assert not any(isinstance(row, NoteRow) for row in whole)
        monkeypatch.setattr("fonds.viewer.desk.worklists._MOST", 1)
        *_, last = read_worklist(archive.queries, "second", {}).rows
        assert last == NoteRow("There are more; the first 1 are listed.")
        monkeypatch.setattr("fonds.archive.lookup.lately.MOST_SUBJECTS", 0)
        *_, last = read_worklist(archive.queries, "terms", {}).rows
        assert isinstance(last, NoteRow)
        assert last.text.startswith("Dates and terms were put together of the 0 subjects changed")


def test_the_same_file_again_is_told_and_captures_of_one_day_are_told_apart(
    bench, newer, monkeypatch
):
    go_to(bench, "source", "Ellery Wiki")
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(newer), ""))
    for told in (False, True):
        trigger(bench, "recapture")
        bench.settle()
        assert ("the very bytes of a capture" in bench.window.notice.words) is told
    first, *today = (one.label for one in bench.window.source.view.captures)
    day = today[0].removesuffix(" (1 of 2)")
    assert today == [f"{day} (1 of 2)", f"{day} (2 of 2)"]
    assert "(" not in first


def test_a_wrong_copy_is_taken_back_by_undo(bench, sample, tmp_path, monkeypatch):
    go_to(bench, "source", "Ellery Wiki")
    before = bench.window.source.view
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("Quite another page about whales.\n")
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(wrong), ""))
    trigger(bench, "recapture")
    bench.settle()
    assert "whales" in bench.window.source.view.text
    trigger(bench, "undo")
    bench.settle()
    after = bench.window.source.view
    assert (after.text, after.captures, after.passages) == (
        before.text,
        before.captures,
        before.passages,
    )
    with Archive.open(sample, read_only=True) as archive:
        assert archive.queries.source("Ellery Wiki: Edda Marlow").taken_back[0].files == (
            "wrong.txt",
        )


def test_one_capture_alone_says_what_to_do(bench, qtbot):
    go_to(bench, "source", "The Quay")
    trigger(bench, "changes")
    bench.settle()
    sheet = bench.source_desk.sheet
    assert sheet.words.startswith("There is one capture of this source.")
    assert sheet.back.hasFocus()
    qtbot.keyClick(sheet.back, Qt.Key.Key_Escape)
    assert not bench.source_desk.is_open


def test_another_source_puts_the_list_away(bench, sample, newer):
    go_to(bench, "source", "Ellery Wiki")
    trigger(bench, "footnotes")
    bench.settle()
    go_to(bench, "source", "The Quay")
    assert not bench.source_desk.is_open
    with Archive.open(sample, agent="another") as archive:
        archive.execute(Recapture("Ellery Wiki: Edda Marlow", (newer,)))
    bench.desk.look()
    bench.settle()
    bench.lists.look_at("@250")
    bench.settle()
    assert not is_possible(bench, "recapture")


def test_without_a_source_there_is_nothing_to_list(empty_bench):
    for name in ("footnotes", "changes", "recapture"):
        assert not is_possible(empty_bench, name)


@given(st.lists(st.sampled_from(["one", "two", "three", "four"]), max_size=12))
def test_a_text_does_not_differ_from_itself(paragraphs):
    text = "\n\n".join(paragraphs)
    assert changes_between(text, text) == []


@given(
    st.lists(st.text("ab ", max_size=6), max_size=10),
    st.lists(st.text("ab ", max_size=6), max_size=10),
)
def test_every_place_told_lies_in_the_newer_text(old, new):
    made = changes_between("\n".join(old), "\n".join(new))
    assert made is not None
    whole = "\n".join(new)
    for entry in made:
        assert 0 <= entry.position <= len(whole)
        assert entry.before or entry.after
        first = entry.after.split(" ¶ ")[0] if entry.after else ""
        rest = " ".join(whole[entry.position :].split("\n")[0].split())
        assert not first or rest.startswith(first)


def test_a_source_is_shown_as_a_reference_and_copied(bench):
    go_to(bench, "source", "The Quay")
    bench.settle()
    told = bench.window.source._reference.text()
    assert told.startswith("Mirela Voss, ")
    assert bench.window.source._under.isVisible()
    trigger(bench, "copy_reference")
    bench.settle()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == told
    assert "StartFragment" in copied.html()
    go_to(bench, "source", "Ellery Wiki")
    bench.settle()
    assert "Mirela Voss" not in bench.window.source._reference.text()


def said_of_coverage(bench) -> str:
    return bench.window.source._coverage.accessibleName()


def test_what_was_read_is_marked_from_the_window_and_shown(bench, sample, qtbot):
    go_to(bench, "source", "Province Almanac")
    pane = bench.window.source
    assert ", 0 % was read," in said_of_coverage(bench)
    start, end = pane.unread()[0]
    assert not is_possible(bench, "mark_read")
    pane.surface.select(start, end)
    pane.surface.edit.setFocus()
    qtbot.keyClick(pane.surface.edit, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert bench.window.notice.words == "Marked as read."
    assert (start, end) not in pane.unread()
    assert ", 0 % was read," not in said_of_coverage(bench)
    with Archive.open(sample, read_only=True) as archive:
        found = archive.queries.coverage("Province Almanac: Edda Marlow")
    assert any(one.state == "read" and one.start == start for one in found.spans)
    assert found.used + sum(s.end - s.start for s in found.spans if s.state == "read") > found.used


def test_the_unread_is_walked_through_and_when_all_is_read_that_is_said(bench, qtbot):
    go_to(bench, "source", "Province Almanac")
    pane = bench.window.source
    pane.surface.edit.setFocus()
    places = []
    for _ in pane.unread():
        qtbot.keyClick(bench.window, Qt.Key.Key_F7)
        places.append(pane.surface.caret())
    assert len(set(places)) == len(places) > 1
    used = pane._index.union()
    assert not [place for place in places for a, b in used if a <= place < b]
    trigger(bench, "mark_all_read")
    bench.settle()
    assert pane.unread() == []
    assert said_of_coverage(bench).endswith(" 0 % neither")
    trigger(bench, "next_unread")
    assert bench.window.notice.words == "All of this text was read, or is used."


def test_an_older_text_is_not_marked(bench, newer, sample):
    with Archive.open(sample, agent="tester") as archive:
        archive.execute(Recapture("Ellery Wiki: Edda Marlow", (newer,)))
    bench.desk.look()
    bench.settle()
    go_to(bench, "source", "Ellery Wiki")
    pane = bench.window.source
    pane.capture_chosen.emit(pane.view.captures[0].id)
    bench.settle()
    trigger(bench, "mark_all_read")
    bench.settle()
    assert "newest text" in bench.window.notice.words


def test_a_mark_that_several_entries_bear_is_not_guessed():
    view = SourceView(id="s", title="Book", text="")
    read = ReadSource(view, {}, "", (("1", "Tresk, Lives"), ("1", "Gazette"), ("n 2", "Echo")))
    assert read.cited("n 2") == ("n 2", "Echo")
    assert read.cited("1") == ("1", None), "the archive looks at the passage, or asks"
    assert read.cited("1 gaz") == ("1", "Gazette")
    assert read.cited("1 nothing") == ("1 nothing", None)
    assert (read.knows("1"), read.knows("7")) == (True, False)


def test_the_day_beside_a_title_is_said_to_be_that_of_the_capture(bench, sample):
    go_to(bench, "source", "Province Almanac")
    with Archive.open(sample, read_only=True) as archive:
        captures = archive.queries.source(bench.window.source.view.id).captures
    shown = bench.window.source.view.captures
    assert len(shown) == len(captures)
    assert {one.label.split(" ")[0] for one in shown} <= {"captured", "seen"}


def test_a_text_that_a_person_made_says_so_beside_the_day(sample):
    with Archive.open(sample) as archive:
        source = archive.queries.sources()[0].id
        before = read_source(archive.queries, source, None).view.captures
        made = Transcribe(source, "Ein Leben.", method=Method.TRANSLATED, language="de")
        archive.execute(made)
        after = read_source(archive.queries, source, None).view.captures
    assert [one.label for one in after if one.label not in [was.label for was in before]] == [
        f"{before[-1].label}, translated (de)"
    ]


def test_a_passage_says_on_hover_what_it_is_in_another_language(sample):
    with Archive.open(sample, agent="tester") as archive:
        text = archive.queries.text("Ellery Wiki: Edda Marlow")
        excerpt = next(one.excerpt for one in text.passages if one.facts)
        archive.execute(TranslatePassage(excerpt, "fr", "Elle est née au port", "Inès Morel"))
        shown = read_source(archive.queries, text.source, None).view.passages
    (note,) = {one.note for one in shown if one.excerpt == excerpt}
    assert note.endswith("fr, translated by Inès Morel: “Elle est née au port”")


def test_a_source_of_the_past_shows_what_was_used_and_read_then(sample):
    with Archive.open(sample, agent="tester") as archive:
        text = archive.queries.text("Ellery Wiki: Edda Marlow")
        archive.execute(RecordRead(text.source, 0, len(text.text)))
        at = f"@{archive.queries.size()}"
        then = read_source(archive.queries, text.source, None).view
        facts = tuple({fact for one in text.passages for fact in one.facts})
        archive.execute(RetractFacts(facts, "Misread."))
        assert not read_source(archive.queries, text.source, None).view.passages
        shown = read_source(archive.queries, text.source, at).view
    assert [(one.start, one.excerpt) for one in shown.passages] == [
        (one.start, one.excerpt) for one in then.passages
    ]
    assert shown.read == then.read != ()
