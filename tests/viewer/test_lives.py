# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A life over time and a subject's ties: what is drawn, and walking through it by the keys."""

from __future__ import annotations

import itertools

import pytest
import shiboken6
from hands import chosen_value, go_to, headings, lit_words, trigger
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.viewer.lives import Shape, Tie, TiePicture, Timeline, TimelineItem
from fonds.viewer.ties_view import TiesView
from fonds.viewer.time_scale import Scale, day_of_year, year_said
from fonds.viewer.timeline_model import TimelineModel, spoken
from fonds.viewer.timeline_view import TimelineView


@pytest.fixture
def timeline(bench):
    trigger(bench, "view_timeline")
    bench.settle()
    return bench.lives.timeline


@pytest.fixture
def ties(bench):
    trigger(bench, "view_ties")
    bench.settle()
    return bench.lives.ties


def test_views_out_of_sight_go_when_looks_change_and_come_again(bench, timeline, ties):
    record = bench.window.record.view(0)
    assert bench.window.record.view_in_sight() == 2
    trigger(bench, "zoom_in")
    bench.settle()
    # What is in sight stays; what is not is made when it is looked at again.
    assert not shiboken6.isValid(timeline)
    assert shiboken6.isValid(ties)
    assert shiboken6.isValid(record)
    trigger(bench, "view_timeline")
    bench.settle()
    assert bench.lives.timeline.isVisible()
    assert bench.lives.timeline.list.things.timeline.items
    assert ties.canvas.buttons


def item(timeline, title: str) -> TimelineItem:
    return next(i for i in timeline.list.things.timeline.items if i.title == title)


def test_a_life_is_drawn_as_certain_as_it_is(timeline):
    born = item(timeline, "Born")
    assert (born.shape, born.detail, len(born.facts)) == (Shape.MARK, "9 March 1948", 3)
    district = item(timeline, "District: 12th district")
    assert (district.shape, district.disputed) == (Shape.BAR, True)
    assert item(timeline, "Friends of the Quay").shape is Shape.MAYBE
    league = item(timeline, "Harbor Workers' League")
    assert (league.shape, league.last) == (Shape.BAR, None)
    firsts = [i.first for i in timeline.list.things.timeline.items if i.first is not None]
    assert firsts == sorted(firsts)
    assert "without a date" in timeline.words


def test_what_a_screen_reader_says_tells_how_sure_it_is(timeline):
    assert spoken(item(timeline, "Friends of the Quay")) == (
        "Friends of the Quay; 1980s · Member of; at some time within this"
    )
    assert spoken(item(timeline, "District: 12th district")).endswith("; disputed")


def test_choosing_in_the_timeline_lights_the_passage_and_enter_goes_to_the_record(
    bench, timeline, qtbot
):
    assert timeline.list.hasFocus()
    qtbot.keyClick(timeline.list, Qt.Key.Key_Home)
    qtbot.keyClick(timeline.list, Qt.Key.Key_Down)
    bench.settle()
    shown = timeline.list.things.item(timeline.list.currentIndex().row())
    assert set(shown.facts) & set(bench.reader.record.chosen_facts)
    assert lit_words(bench)
    qtbot.keyClick(timeline.list, Qt.Key.Key_Return)
    assert bench.window.record.tabs.currentIndex() == 0
    assert bench.window.record.list.hasFocus()
    assert set(bench.window.record.chosen_facts()) & set(shown.facts)


@pytest.mark.usefixtures("timeline")
def test_in_a_narrow_pane_no_title_is_cut(bench, drawn):
    bench.window.resize(1024, 700)
    bench.settle()
    drawn.clear()
    view = bench.window.record.pages.currentWidget()
    view.grab()
    assert "Member of the Provincial Assembly" in drawn
    titles = [one.title for one in view.list.things.timeline.items]
    assert not [words for words in drawn if words.endswith("…") and words[:-1] in titles]


@pytest.mark.usefixtures("timeline")
@pytest.mark.parametrize("width", [1280, 1440, 1920, 2560, 3840])
def test_what_is_beneath_a_title_is_cut_at_no_usual_width(bench, drawn, width):
    bench.window.resize(width, 800)
    bench.settle()
    drawn.clear()
    bench.window.record.pages.currentWidget().grab()
    assert "reckoned: 9 March 1955 – 8 March 1957" in drawn
    assert "May 1979 – May 1987 · after Hanne Ostrander · before Sam Petrakis" in drawn


def test_the_timeline_follows_the_moment_and_what_is_appended(bench, timeline, sample):
    before = timeline.list.things.rowCount()
    with Archive.open(sample, agent="another") as archive:
        archive.execute(
            AssertFact(
                "Edda Marlow",
                "occupation",
                "purser",
                "Province Almanac: Edda Marlow",
                "In 1966 she went to sea for four years as a purser",
                when="1966/1970~",
            )
        )
    bench.desk.look()
    bench.settle()
    assert timeline.list.things.rowCount() == before + 1
    assert item(timeline, "Occupation: purser").doubtful
    bench.lists.look_at("@30")
    bench.settle()
    assert timeline.list.things.rowCount() < before


def test_an_empty_timeline_says_what_to_do(theme, qtbot):
    view = TimelineView(theme)
    qtbot.addWidget(view)
    view.show_timeline(Timeline())
    assert "Give facts a time" in view.words


@pytest.mark.usefixtures("qapp")
def test_the_model_keeps_to_the_rules():
    model = TimelineModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    one = TimelineItem(("f",), "Born", "1948", Shape.MAYBE, 711_000, 711_365)
    model.show(Timeline((one,)))
    model.show(Timeline())


@given(
    st.integers(-3000, 9000),
    st.floats(0.5, 4000),
    st.integers(60, 4000),
)
def test_years_stand_apart_and_within_the_band(year, span, wide):
    first = day_of_year(year)
    scale = Scale(first, first + span * 365.25, 100, 100 + wide)
    places = [place for _, place in scale.years()]
    assert all(100 <= place <= 100 + wide for place in places)
    assert all(b - a >= 40 for a, b in itertools.pairwise(places))


def names(view: TiesView) -> list[tuple[str, str]]:
    return [(b.tie.relation, b.tie.name) for b in view.canvas.buttons]


def test_ties_are_drawn_with_what_binds_them(ties):
    drawn = names(ties)
    assert ("Mother", "Ines Marlow") in drawn
    assert [r for r, n in drawn if n == "Josef Marlow"] == ["Father"]
    disputed = {b.tie.name for b in ties.canvas.buttons if b.tie.disputed}
    assert disputed == {"Josef Marlow", "Edmund Marlow, Sr."}
    button = next(b for b in ties.canvas.buttons if b.tie.name == "Josef Marlow")
    assert button.accessibleName() == ("Father, Josef Marlow, 1 source, its own words, disputed")


def test_what_is_drawn_is_what_the_archive_answers(bench, timeline, sample):
    with Archive.open(sample, read_only=True) as archive:
        answer = archive.queries.timeline("Edda Marlow")
    drawn = {fact for i in timeline.list.things.timeline.items for fact in i.facts}
    assert drawn == {fact.id for entry in answer.entries for fact in entry.facts}
    reckoned = [i for i in timeline.list.things.timeline.items if i.reckoned]
    assert reckoned
    assert all(i.shape is not Shape.BAR and "reckoned: " in i.detail for i in reckoned)
    assert spoken(reckoned[0]).endswith("no source states it: reckoned from others")
    office = next(i for i in timeline.list.things.timeline.items if "after " in i.detail)
    assert office.detail.endswith("after Hanne Ostrander · before Sam Petrakis")
    assert bench.lives is not None


def test_every_name_among_the_ties_is_shown_whole_and_no_two_ties_meet(bench, ties):
    for width in (1024, 1280, 1920):
        bench.window.resize(width, 800)
        bench.settle()
        places = [button.geometry() for button in ties.canvas.buttons]
        assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])
        for button in ties.canvas.buttons:
            lines = button._lines(button.width())
            shown = "".join(line for line, size, _ in lines if size == 13)
            assert shown == button.tie.name, width
            assert sum(tall for _, _, tall in lines) < button.height(), width


def test_a_tie_tells_its_time_and_evidence_and_every_tie_is_drawn(bench, ties, sample):
    with Archive.open(sample, read_only=True) as archive:
        found = archive.queries.ties("Edda Marlow")
    drawn = {b.tie.subject for b in ties.canvas.buttons}
    assert drawn == {tie.other for tie in found}
    union = next(b for b in ties.canvas.buttons if b.tie.relation == "Went over to")
    assert union.accessibleName() == "Went over to, Harbor Party, 1977, 1 source, its own words"
    assert bench.window.record.head.name == "Edda Marlow"


def test_a_tie_that_others_state_lights_the_words_it_rests_on(bench, ties, qtbot):
    go_to(bench, "subject", "Josef Marlow")
    button = next(b for b in ties.canvas.buttons if b.tie.inward)
    button.setFocus()
    bench.settle()
    assert lit_words(bench)
    assert headings(bench)
    assert qtbot is not None


def test_the_ties_are_walked_by_the_keys_and_back(bench, ties, qtbot):
    first = ties.canvas.buttons[0]
    assert first.hasFocus()
    bench.settle()
    assert chosen_value(bench) == first.tie.name
    for _ in range(2):
        qtbot.keyClick(bench.window.focusWidget(), Qt.Key.Key_Down)
    assert ties.canvas.buttons[2].hasFocus()
    qtbot.keyClick(bench.window.focusWidget(), Qt.Key.Key_Right)
    held = ties.canvas.buttons.index(bench.window.focusWidget())
    assert held > len(ties.canvas.buttons) // 2
    qtbot.keyClick(bench.window.focusWidget(), Qt.Key.Key_Left)
    there = ties.canvas.buttons[2].tie
    qtbot.keyClick(ties.canvas.buttons[2], Qt.Key.Key_Return)
    bench.settle()
    assert bench.window.record.head.name == there.name
    inward = [b.tie for b in ties.canvas.buttons if b.tie.name == "Edda Marlow"]
    assert inward
    assert inward[0].inward
    assert ties.canvas.buttons[0].hasFocus()
    trigger(bench, "back")
    bench.settle()
    assert bench.window.record.head.name == "Edda Marlow"


def test_the_end_of_a_timeline_is_reached_by_one_key_also_from_no_row(timeline, qtbot):
    assert not timeline.list.currentIndex().isValid()
    for key, row in ((Qt.Key.Key_End, timeline.list.things.rowCount() - 1), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(timeline.list, key)
        assert timeline.list.currentIndex().row() == row


def test_tab_passes_the_ties_by_and_comes_back_to_the_one_it_left(bench, ties, qtbot):
    buttons = ties.canvas.buttons
    qtbot.keyClick(buttons[0], Qt.Key.Key_Down)
    qtbot.keyClick(buttons[1], Qt.Key.Key_Tab)
    assert not ties.isAncestorOf(bench.window.focusWidget())
    qtbot.keyClick(bench.window.focusWidget(), Qt.Key.Key_Backtab)
    assert buttons[1].hasFocus()


def test_a_picture_too_large_says_what_it_leaves_out(theme, qtbot):
    view = TiesView(theme)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    many = tuple(Tie(f"s{n}", f"Someone {n}", "Knows", (f"f{n}",)) for n in range(30))
    view.show_picture(TiePicture("me", "Me", many))
    assert not view.words
    assert all(b.width() > 100 for b in view.canvas.buttons)
    assert_nothing_overlaps(view)
    view.resize(260, 400)
    assert_nothing_overlaps(view)
    assert all(b.geometry().right() <= view.viewport().width() for b in view.canvas.buttons)
    view.show_picture(TiePicture("me", "Somebody with a name of several lines " * 3))
    assert "No fact ties" in view.words
    assert_nothing_overlaps(view)


def test_many_ties_are_walked_by_pages_and_drawn_further(theme, qtbot):
    view = TiesView(theme)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    many = tuple(Tie(f"s{n}", f"Someone {n}", "Knows", (f"f{n}",)) for n in range(150))
    view.show_picture(TiePicture("me", "Me", many))
    assert view.words == "90 more ties are not drawn."
    assert_nothing_overlaps(view)
    buttons = view.canvas.buttons
    buttons[0].setFocus()
    for key, there in (
        (Qt.Key.Key_PageDown, 6),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_End, 59),
        (Qt.Key.Key_PageUp, 53),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageUp, 0),
    ):
        qtbot.keyClick(view.focusWidget(), key)
        assert buttons.index(view.focusWidget()) == there, key
        # The one whose ties they are stays where one looks.
        top = view.verticalScrollBar().value()
        seen = QRect(0, top, view.viewport().width(), view.viewport().height())
        assert seen.contains(view.canvas._centre)
    further = view.findChild(QPushButton)
    assert further.text() == "Draw 60 more"
    qtbot.keyClick(further, Qt.Key.Key_Space)
    assert len(view.canvas.buttons) == 120
    assert view.focusWidget() is view.canvas.buttons[60]
    assert further.text() == "Draw 30 more"
    assert_nothing_overlaps(view)
    further.click()
    assert len(view.canvas.buttons) == 150
    assert not view.words
    assert further.isHidden()
    view.show_picture(TiePicture("you", "You", many))
    assert len(view.canvas.buttons) == 60


def test_years_before_our_era_are_round_and_called_so():
    scale = Scale(day_of_year(-110), day_of_year(60), 0, 400)
    said = [year_said(year) for year, _ in scale.years()]
    assert said == ["100 BC", "80 BC", "60 BC", "40 BC", "20 BC", "20", "40", "60"]
    assert year_said(-19_999) == "20,000 BC"


def assert_nothing_overlaps(view: TiesView) -> None:
    """What is said above the picture, the subject in its middle, and the ties."""
    rects = [b.geometry() for b in view.canvas.buttons]
    rects += [view.canvas._centre, view._note.geometry()]
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[:n])


def test_a_list_of_what_is_to_do_has_no_such_views(bench, timeline):
    assert timeline.isVisible()
    go_to(bench, "todo", "Conflicts")
    tabs = bench.window.record.tabs
    assert [tabs.isTabVisible(n) for n in range(4)] == [True, False, False, False]
    assert tabs.currentIndex() == 0
    assert headings(bench) is not None


@pytest.fixture
def narrative(bench):
    trigger(bench, "view_narrative")
    bench.settle()
    return bench.lives.narrative


def test_the_narrative_is_walked_clause_by_clause_and_lights_what_each_rests_on(
    bench, narrative, qtbot
):
    assert narrative.hasFocus()
    first = narrative.told.clauses[0]
    assert f"{first.text}." in narrative.toPlainText()
    seen = []
    for number in range(3):
        assert narrative.present == number
        qtbot.keyClick(narrative, Qt.Key.Key_Down)
        bench.settle()
        clause = narrative.told.clauses[narrative.present]
        seen.append(clause.text)
        assert set(clause.facts) & set(bench.reader.record.chosen_facts)
        assert lit_words(bench)
    assert len(set(seen)) == 3
    facts = narrative.told.clauses[narrative.present].facts
    qtbot.keyClick(narrative, Qt.Key.Key_Return)
    assert bench.window.record.tabs.currentIndex() == 0
    assert bench.window.record.list.hasFocus()
    assert set(bench.window.record.chosen_facts()) & set(facts)


def test_the_narrative_tells_no_more_than_the_archive_does(bench, narrative, sample):
    from fonds.archive.export.narrative import narrative_of

    with Archive.open(sample, read_only=True) as archive:
        told = narrative_of(archive.queries.record("Edda Marlow"))
    every = [clause.text for paragraph in told.paragraphs for clause in paragraph.clauses]
    assert [clause.text for clause in narrative.told.clauses] == every
    assert all(clause.facts for clause in narrative.told.clauses)
    assert bench.window.record.head.name == told.title
