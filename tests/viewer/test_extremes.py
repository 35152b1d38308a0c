# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Very long names, names written from right to left, many sources, little room: nothing is cut."""

from __future__ import annotations

import itertools

import pytest
from hands import go_to, select, trigger
from marlow import GROUPS
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QStyleOptionViewItem

from fonds.events.sentences import say
from fonds.viewer.elided import ElidedLabel
from fonds.viewer.lives import Tie, TiePicture
from fonds.viewer.navigator import Navigator
from fonds.viewer.navigator_list import NavigatorList
from fonds.viewer.navigator_model import NavGroup, NavItem
from fonds.viewer.passages import PassageIndex
from fonds.viewer.record_list import RecordList
from fonds.viewer.rows import Chip, ValueRow
from fonds.viewer.runs import Run, RunLayout
from fonds.viewer.source_text import _LEADING, _TRAILING, RichText, _x
from fonds.viewer.text_map import TextMap
from fonds.viewer.ties_view import TiesView
from fonds.viewer.timeline_view import TimelineView
from fonds.viewer.wording import from_left, isolated, worded

HEBREW, ARABIC = "מרים בת־אברהם (Miriam)", "ليلى بنت عبد الرحمن"
LONG = "Maximiliana Henrietta Theodora von und zu Hohenlohe-Waldenburg the Elder"
RED, BLUE = QColor(200, 0, 0), QColor(0, 0, 200)


@pytest.mark.parametrize("name", [HEBREW, ARABIC, "Edda Marlow"])
def test_what_is_said_beside_a_name_stands_after_it(theme, name):
    layout = RunLayout(
        [Run(name, theme.face(13), RED), Run(" 1 source", theme.face(12), BLUE)], 500
    )
    picture = QImage(500, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    layout.draw(painter, QPointF(4, 4))
    painter.end()
    seen = {"name": [], "aside": []}
    for x in range(picture.width()):
        for y in range(picture.height()):
            tone = picture.pixelColor(x, y)
            if tone.red() > tone.blue() + 80:
                seen["name"].append(x)
            elif tone.blue() > tone.red() + 80:
                seen["aside"].append(x)
    assert max(seen["name"]) < min(seen["aside"])


def test_only_words_that_would_turn_others_round_are_kept_apart():
    assert isolated("Edda Þorn") == "Edda Þorn"
    assert isolated(ARABIC).strip("\u2068\u2069") == ARABIC
    assert len(isolated(ARABIC)) == len(ARABIC) + 2


def test_the_name_in_the_middle_of_the_ties_keeps_within_its_box(theme, qtbot):
    view = TiesView(theme)
    qtbot.addWidget(view)
    view.resize(640, 500)
    view.show()
    ties = tuple(Tie(str(n), f"Somebody {n}", "Child", ()) for n in range(4))
    view.show_picture(TiePicture("s", LONG, ties))
    canvas = view.canvas
    metrics = QFontMetrics(theme.face(13, 600))
    lines = canvas._name_lines(canvas._centre.width())
    assert len(lines) > 1
    assert max(metrics.horizontalAdvance(line) for line in lines) <= canvas._centre.width()
    assert len(lines) * metrics.lineSpacing() <= canvas._centre.height()
    assert not any(canvas._centre.intersects(button.geometry()) for button in canvas.buttons)


def test_both_lines_of_a_dated_thing_fit_its_row(theme, qtbot):
    view = TimelineView(theme)
    qtbot.addWidget(view)
    row = view.list.itemDelegate().sizeHint(QStyleOptionViewItem(), view.list.things.index(0, 0))
    lines = sum(QFontMetrics(theme.face(size)).height() for size in (13, 11))
    assert lines + 4 <= row.height()


def test_what_is_to_do_is_seen_however_many_sources_there_are(theme, qtbot):
    navigator = Navigator(theme)
    qtbot.addWidget(navigator)
    navigator.resize(180, 560)
    sources = tuple(NavItem("source", str(n), f"Register {n}", f"[{n}]") for n in range(60))
    subjects, _, todo = GROUPS
    many = tuple(NavItem("subject", str(n), f"Keeper {n}") for n in range(60))
    for held in (subjects, NavGroup("subjects", "Subjects", many)):
        navigator.show_groups((held, NavGroup("sources", "Sources", sources), todo))
        navigator.show()
        qtbot.waitExposed(navigator)
        tasks = navigator.tasks
        last = tasks.nodes.find(todo.items[-1].kind, todo.items[-1].id)
        assert tasks.viewport().rect().contains(tasks.visualRect(last))
        assert tasks.geometry().bottom() <= navigator.height()
        assert navigator.tree.height() >= 3 * 27
        assert navigator.rest.height() >= 3 * 27


@pytest.mark.parametrize("size", [(960, 600), (1024, 700), (1440, 900)])
def test_a_form_is_seen_whole_in_a_small_window(bench, size):
    bench.window.resize(*size)
    go_to(bench, "source", "Province Almanac")
    select(bench, "In 1966 she went to sea for four years as a purser")
    trigger(bench, "new_fact")
    bench.settle()
    form = bench.writing.form
    within = form.parentWidget().rect()
    assert within.contains(form.geometry()), (within, form.geometry())


def test_every_line_of_a_long_name_is_seen_whole(theme, qtbot):
    """A label as tall as it asks to be paints the same as one with room to spare."""
    label = ElidedLabel(LONG, lines=4)
    label.setFont(theme.face(22, 700))
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    qtbot.addWidget(label)

    def ink(height: int) -> int:
        label.resize(281, height)
        picture = label.grab().toImage()
        ground = picture.pixel(0, picture.height() - 1)
        across, down = range(picture.width()), range(picture.height())
        return sum(picture.pixel(x, y) != ground for y in down for x in across)

    asked = label.heightForWidth(281)
    assert ink(asked) == ink(asked + 30)


def test_words_from_right_to_left_are_marked_where_they_stand(theme, qtbot):
    """The mark of a passage lies under its letters, in whichever direction its line runs."""
    text = f"{ARABIC} was born in Cairo."
    edit = RichText(theme)
    qtbot.addWidget(edit)
    edit.resize(700, 200)
    edit.show()
    places = TextMap(text)
    edit.load(places, PassageIndex())
    block = edit.document().firstBlock()
    line = block.layout().lineAt(0)
    rects = edit._rects(block, 0, len(ARABIC))
    corner = edit.document().documentLayout().blockBoundingRect(block).left()
    for at in range(len(ARABIC)):
        left, right = sorted(_x(line.cursorToX(at, edge)) for edge in (_LEADING, _TRAILING))
        middle = corner + (left + right) / 2
        assert any(rect.left() <= middle <= rect.right() for rect in rects), at
    after = corner + _x(line.cursorToX(len(ARABIC) + 8))
    assert not any(rect.left() + 1 < after < rect.right() - 1 for rect in rects)


@pytest.mark.parametrize("name", [HEBREW, ARABIC])
def test_a_sentence_about_a_name_from_right_to_left_begins_at_the_left(name):
    said = say("{both} are not shown to be one person.", both=say("“{words}”", words=name))
    layout = QTextLayout(worded(said))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(900)
    layout.endLayout()
    stop = _x(line.cursorToX(len(worded(said)) - 1))
    begin = _x(line.cursorToX(worded(said).index("are")))
    assert begin < stop
    assert worded(name) == name


def test_what_is_told_of_a_name_from_right_to_left_ends_behind_it():
    """Full stop and number of a clause follow the name, at whose left they would stand else."""
    told = f"{from_left(f'Her father is {ARABIC}')}. 4"
    layout = QTextLayout(told)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(900)
    layout.endLayout()
    places = [_x(line.cursorToX(told.index(sign))) for sign in ("Her", ARABIC[-1], ".", "4")]
    assert places[0] < min(places[1:])
    assert places[2] > max(_x(line.cursorToX(told.index(ARABIC) + n)) for n in range(3)) - 1
    assert places[3] > places[2]


@pytest.mark.parametrize("width", [480, 1600])
def test_chips_stay_by_their_values_however_wide_the_pane_is(theme, qtbot, width):
    held = RecordList(theme)
    qtbot.addWidget(held)
    held.resize(1000, 400)
    held.show()
    held.show_rows(
        [
            ValueRow((fact,), "Born", "1901", (Chip(1, (f"e{fact}",), "A register", ""),) * 2)
            for fact in ("f", "g")
        ]
    )
    held.resize(width, 400)
    qtbot.waitUntil(lambda: held.row_width == held.viewport().width())
    rect = held.visualRect(held.rows.index(1, 0))
    second = held.itemDelegate()._chip_rects(held.rows.row(1), rect)[1]
    assert second.right() < min(width, theme.px(1000))
    qtbot.mouseClick(held.viewport(), Qt.MouseButton.LeftButton, pos=second.center().toPoint())
    assert (held.chosen().facts, held.chosen_chip()) == (("g",), 1)


@pytest.mark.parametrize("source", [1, 17, 301, 12345])
def test_more_citations_than_fit_beside_a_value_stand_below_it(theme, qtbot, source):
    """Forty chips leave the words the whole width, keep to the row and stand apart."""
    many, few = (
        ValueRow(
            ("f",),
            "Born",
            "1901",
            (Chip(source, ("e",), "A register", ""),) * count,
            "40 sources, at most 40",
        )
        for count in (40, 1)
    )
    held = RecordList(theme)
    qtbot.addWidget(held)
    held.resize(309, 600)
    held.show()
    held.show_rows((many, few))
    painted = held.itemDelegate()
    tops = []
    for number in range(2):
        rect = held.visualRect(held.rows.index(number, 0))
        places = painted._chip_rects(held.rows.row(number), rect)
        assert all(QRectF(rect).contains(place) for place in places)
        assert not any(one.intersects(other) for one, other in itertools.combinations(places, 2))
        # Its number has air at both sides.
        digits = QFontMetrics(theme.face(11)).horizontalAdvance(str(source))
        assert all(place.width() >= digits + 4 for place in places)
        tops.append(places[0].top() - rect.top())
    words = painted._text_layout(many, held.viewport().width())
    assert tops[0] > words.height > tops[1]


@pytest.mark.parametrize(
    ("width", "aside", "beside"),
    [(300, "refines “March 1948” [2]", False), (300, "", True), (480, "refines “1948” [1]", True)],
)
def test_chips_that_would_squeeze_the_words_stand_below_them(theme, qtbot, width, aside, beside):
    held = RecordList(theme)
    qtbot.addWidget(held)
    held.resize(width, 400)
    held.show()
    chips = tuple(Chip(number, ("e",), "A register", "") for number in (1, 2, 3))
    held.show_rows((ValueRow(("f",), "Born", "1948", chips, aside),))
    row, painted = held.rows.row(0), held.itemDelegate()
    rect = held.visualRect(held.rows.index(0, 0))
    words = painted._text_layout(row, rect.width())
    places = painted._chip_rects(row, rect)
    assert (places[0].top() < rect.top() + words.height) == beside
    assert all(QRectF(rect).contains(place) for place in places)


def test_what_is_said_under_a_value_has_the_width_of_its_row(theme, qtbot):
    held = RecordList(theme)
    qtbot.addWidget(held)
    below = "Event: stopping of the coal ferry, by whom is not said"
    chip = (Chip(2, ("e",), "The Quay", ""),)
    rows = [ValueRow(("f",), "Age", "11 years", chips, "", below) for chips in (chip, ())]
    held.show_rows(rows)
    painted = held.itemDelegate()
    for width in range(280, 400, 10):
        assert len({painted._text_layout(row, width).height for row in rows}) == 1


@pytest.mark.parametrize("name", [HEBREW, ARABIC])
def test_a_name_from_right_to_left_is_painted_in_one_order_everywhere(theme, qtbot, drawn, name):
    label, named = ElidedLabel(name), NavigatorList(theme)
    named.nodes.set_group(NavGroup("subjects", "Subjects", (NavItem("subject", "1", name),)))
    ties = TiesView(theme)
    ties.show_picture(TiePicture("s", name, (Tie("1", name, "Child", ()),)))
    for widget in (label, named, ties):
        qtbot.addWidget(widget)
        widget.resize(640, 300)
        drawn.clear()
        widget.grab()
        whole = [text for text in drawn if name in text]
        assert whole
        assert all(text == isolated(name) for text in whole), widget
