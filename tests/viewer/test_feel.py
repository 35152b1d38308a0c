# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Nothing is clipped, at any size and zoom, with names and numbers nobody would wish for."""

from __future__ import annotations

import pytest
from hands import press_row, row_of, trigger
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QToolButton,
)

from fonds.archive import Archive
from fonds.archive.commands.changes import CiteFact
from fonds.archive.commands.facts import AssertFact, GivenCitation
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.events.values import SubjectKind
from fonds.viewer import languages
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.places import Place
from fonds.viewer.elided import ElidedLabel
from fonds.viewer.rows import chips_of

LONG = "Wilhelmina Aurelia Konstanze von und zu Hohenfels-Wartburg-Eberstein, née Achterberg"
HEBREW = "שרה בת אברהם לבית־הלל"
ARABIC = "فاطمة بنت محمد الأندلسية"
SOURCES = 40
SIZES = ((1024, 700), (1440, 900), (3840, 2160))
ZOOMS = (1.0, 2.0)


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    """An archive of long and right-to-left names, and forty sources for one fact."""
    folder = tmp_path_factory.mktemp("hard")
    files = []
    for number in range(SOURCES):
        file = folder / f"page {number}, of a register whose title is far too long to be shown.txt"
        file.write_text(f"Entry {number}: the keeper was born in Saltby.\n", encoding="utf-8")
        files.append(file)
    path = folder / "hard.fonds"
    with Archive.create(path, agent="tester") as archive:
        for name in (LONG, HEBREW, ARABIC):
            archive.execute(OpenSubject(name, SubjectKind.PERSON))
        added = archive.execute(AddSources(tuple(files))).answer
        words = "the keeper was born in Saltby"
        for name in (HEBREW, ARABIC, LONG):
            fact = archive.execute(
                AssertFact(name, "place_of_birth", "Saltby", added[0].id, words)
            ).answer.stream
        for one in added[1:]:
            archive.execute(CiteFact(fact, GivenCitation(one.id, words)))
    return path


@pytest.fixture
def window(theme, qtbot, hard):
    bench = Bench(theme, None, "tester", watch=False)
    qtbot.addWidget(bench.window)
    bench.window.show()
    bench.files.open(hard)
    bench.settle()
    yield bench
    theme.set_zoom(1.0)
    bench.window.close()


def clipped(bench: Bench) -> list[str]:
    """What of the words in sight does not fit into its own room, or out of its parent's."""
    found = []
    for widget in bench.window.findChildren(QLabel):
        if not widget.isVisible() or not widget.text():
            continue
        metrics = widget.fontMetrics()
        if isinstance(widget, ElidedLabel):
            # It shortens its words, and keeps them whole for whoever asks.
            ok = widget.height() >= metrics.height() - 2 and widget.width() > 0
        elif widget.wordWrap():
            ok = widget.height() >= widget.heightForWidth(widget.width()) - 2
        else:
            ok = widget.width() >= metrics.horizontalAdvance(widget.text()) - 2
        if not ok:
            found.append(f"label {widget.text()!r}: {widget.size()}")
    for button in bench.window.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and isinstance(button, QPushButton):
            needed = button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
            if button.width() < needed or button.height() < button.fontMetrics().height() - 1:
                found.append(f"button {button.text()!r}: {button.size()}")
    for button in bench.window.findChildren(QToolButton):
        if button.isVisible() and button.text():
            needed = button.fontMetrics().horizontalAdvance(button.text())
            if button.width() < needed:
                found.append(f"tool {button.text()!r}: {button.size()}")
    return found


def shortened(bench: Bench) -> list[str]:
    """What of the window's own words, and of the sources' titles, is shown with an ellipsis."""
    window = bench.window
    found = [
        label.text()
        for label in window.findChildren(ElidedLabel)
        if label.isVisible() and "".join(label.shown(label.width())) != label.text()
    ]
    tabs = window.record.tabs
    for number in range(tabs.count()):
        if not (tabs.isVisible() and tabs.isTabVisible(number)):
            continue
        words = tabs.tabText(number)
        if tabs.fontMetrics().horizontalAdvance(words) > tabs.tabRect(number).width():
            found.append(words)
    buttons = [*window.findChildren(QToolButton), *window.findChildren(QPushButton)]
    found += [
        button.text()
        for button in buttons
        if button.isVisible() and button.text() and button.width() < button.sizeHint().width()
    ]
    return found


def outside(bench: Bench) -> list[str]:
    window = bench.window
    whole = QRect(0, 0, window.width(), window.height())
    panes = (window.top_bar, window.navigator, window.record, window.history, window.source)
    return [
        pane.objectName()
        for pane in (*panes, window.status)
        if not whole.contains(QRect(pane.mapTo(window, pane.rect().topLeft()), pane.size()))
    ]


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_clipped(window, theme, size, zoom):
    theme.set_zoom(zoom)
    window.window.resize(*size)
    window.settle()
    assert (window.window.width(), window.window.height()) == size
    for view in ("view_record", "view_timeline", "view_ties"):
        trigger(window, view)
        window.settle()
        assert not clipped(window), (size, zoom, view)
        assert not outside(window), (size, zoom, view)


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES)
def test_forty_sources_stand_with_one_value_without_covering_it(window, theme, size, zoom, qtbot):
    theme.set_zoom(zoom)
    window.window.resize(*size)
    window.settle()
    number, row = row_of(window, "Saltby")
    assert len(chips_of(row)) == SOURCES
    view = window.window.record.list
    index = view.rows.index(number, 0)
    view.setCurrentIndex(index)
    view.scrollTo(index)
    rect = view.visualRect(index)
    painter = view.painter_of_rows
    places = painter._chip_rects(row, rect)
    assert all(place.left() >= rect.left() and place.right() <= rect.right() for place in places)
    assert all(place.top() >= rect.top() and place.bottom() <= rect.bottom() for place in places)
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])
    words = painter._text_layout(row, rect.width())
    left = rect.left() + painter._px(20) + painter._label_width(rect.width())
    top = rect.top() + (rect.height() - painter._tall(row, rect.width())) / 2
    box = QRectF(left, top, words.width, words.height)
    assert not any(box.intersects(place) for place in places)
    for _ in range(SOURCES - 1):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.chosen_chip() == SOURCES - 1
    window.settle()
    assert window.window.source.view.number == SOURCES


@pytest.mark.parametrize("name", [HEBREW, ARABIC, LONG])
def test_every_name_is_shown_and_said_whole(window, name):
    found = next(row.id for row in window.desk.listing.subjects if row.label == name)
    window.reader.visit(Place("subject", found))
    window.settle()
    pane = window.window.record
    assert pane.head.name == name
    assert pane._name.text() == name
    assert pane._name.toolTip() == name
    assert not clipped(window)


@pytest.fixture(params=["en", "de"])
def small(request, qapp, theme, qtbot, sample):
    """The sample in a window of the smallest size promised, in both languages."""
    languages.speak(qapp, request.param)
    try:
        bench = Bench(theme, None, "tester", watch=False)
        qtbot.addWidget(bench.window)
        bench.window.resize(1024, 700)
        bench.window.show()
        bench.files.open(sample)
        bench.settle()
        yield bench
        bench.window.close()
    finally:
        languages.speak(qapp, "en")


def test_in_the_smallest_window_no_heading_tab_or_button_is_shortened(small, qtbot):
    assert small.window.size().toTuple() == (1024, 700)
    assert not shortened(small)
    trigger(small, "proposals")
    small.settle()
    assert small.proposing.is_open
    assert not shortened(small)
    small.proposing.leave()
    for name in ("candidates", "dates", "footnotes", "changes"):
        trigger(small, name)
        small.settle()
        assert not shortened(small), name
    press_row(small, qtbot, "9")
    trigger(small, "filter_record")
    small.settle()
    assert not shortened(small)
    # The words of a property's name stay whole too.
    view = small.window.record.list
    width = view.viewport().width()
    room = view.painter_of_rows._label_width(width) - theme_px(small, 10)
    measure = QFontMetrics(small.window.theme.face(13)).horizontalAdvance
    assert all(measure(word) <= room for label in view.rows.labels() for word in label.split())


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_in_a_wide_window_every_label_stands_in_one_line(small, theme, zoom):
    theme.set_zoom(zoom)
    small.window.resize(3840, 2160)
    small.settle()
    view = small.window.record.list
    width = view.viewport().width()
    room = view.painter_of_rows._label_width(width) - theme_px(small, 10)
    measure = QFontMetrics(small.window.theme.face(13)).horizontalAdvance
    assert max(map(measure, view.rows.labels())) > theme_px(small, 118)
    assert all(measure(label) <= room for label in view.rows.labels())
    # And yet most of the room is for what is said.
    assert room < width / 3


def theme_px(bench: Bench, pixels: int) -> int:
    return bench.window.theme.px(pixels)


def test_a_long_name_goes_on_below_and_only_its_third_line_is_shortened(qtbot):
    label = ElidedLabel(LONG, lines=3)
    qtbot.addWidget(label)
    lines = label.shown(300)
    assert len(lines) == 3 or "".join(lines) == LONG
    assert LONG.startswith(lines[0])
    # Qt rounds a line's height for each font; of several lines the sum is rounded, not each.
    height, spacing = label.heightForWidth(300), label.fontMetrics().lineSpacing()
    assert len(lines) * (spacing - 1) <= height <= len(lines) * (spacing + 1)
    whole = label.shown(label.fontMetrics().horizontalAdvance(LONG) + 10)
    assert whole == [LONG]
    cut = label.shown(60)
    assert len(cut) == 3
    assert cut[-1].endswith("…")


def test_the_page_of_shortcuts_is_as_wide_as_its_longest_line(small):
    trigger(small, "shortcuts")
    small.settle()
    dialog = small.window.findChild(QDialog)
    area = dialog.findChild(QScrollArea)
    assert area.viewport().width() >= area.widget().sizeHint().width()
    dialog.reject()


@pytest.mark.parametrize("name", ["shortcuts", "about"])
def test_a_dialogs_button_has_room_for_its_words(small, name):
    """Whichever Enter presses had wider margins than it was given room for: “Schließen” was cut."""
    trigger(small, name)
    small.settle()
    dialog = small.window.findChild(QDialog)
    dialog.activateWindow()
    buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    assert any(one.isDefault() for one in buttons)
    for button in buttons:
        shown = QStyleOptionButton()
        button.initStyleOption(shown)
        part = QStyle.SubElement.SE_PushButtonContents
        room = button.style().subElementRect(part, shown, button).width()
        assert room >= button.fontMetrics().horizontalAdvance(shown.text), shown.text
    dialog.reject()


def test_a_list_of_what_is_to_do_has_no_tabs_and_a_record_has(small):
    assert small.window.record.tabs.isVisible()
    small.reader.visit(Place("todo", "conflicts"))
    small.settle()
    assert not small.window.record.tabs.isVisible()
    assert not shortened(small)
    small.reader.back()
    small.settle()
    assert small.window.record.tabs.isVisible()
    assert not shortened(small)


def test_lines_of_a_told_life_end_where_they_still_read_well(window):
    view = window.lives.narrative
    for width in (1024, 3840):
        window.window.resize(width, 700)
        trigger(window, "view_narrative")
        window.settle()
        assert view.lineWrapColumnOrWidth() <= min(view.viewport().width(), 680)
    assert view.viewport().width() > 680


def test_a_life_without_a_date_says_what_to_do_where_one_begins_to_read(window):
    found = next(row.id for row in window.desk.listing.subjects if row.label == HEBREW)
    window.reader.visit(Place("subject", found))
    trigger(window, "view_timeline")
    window.settle()
    view = window.lives.timeline
    assert "no date" in view.words or "date yet" in view.words
    assert not view.list.isVisible()
    assert view._note.y() < 20
    trigger(window, "view_record")


def test_a_docked_form_is_scrolled_where_the_pane_is_low_and_no_field_is_squeezed(
    small, theme, qtbot
):
    theme.set_zoom(2.0)
    small.settle()
    small.window.activateWindow()
    small.window.source.surface.select(100, 121)
    small.window.source.surface.edit.setFocus()
    small.settle()
    trigger(small, "new_fact")
    small.settle()
    form = small.writing.form
    place = small.window.source.surface.form_place
    assert form is not None
    assert place.dock.isAncestorOf(form)
    fields = [one for one in form.findChildren(QLineEdit) if one.isVisible()]
    assert len(fields) > 3
    assert all(one.height() >= one.minimumSizeHint().height() for one in fields)
    for _ in range(4):
        here = QApplication.focusWidget()
        seen = here.visibleRegion().boundingRect()
        assert seen.height() == here.height()
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    form.cancelled.emit()
