# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Colours, typefaces and icons."""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import partial
from importlib.resources import files

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListView,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer import icon_set
from fonds.viewer.choosers import TickBox, TickDelegate
from fonds.viewer.palette import DARK, LIGHT, TEXT_PAIRS, contrast
from fonds.viewer.record_delegate import RecordDelegate
from fonds.viewer.record_list import RecordList
from fonds.viewer.rows import ValueRow
from fonds.viewer.style_sheet import style_sheet
from fonds.viewer.theme import Scheme, Theme, parts


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_every_text_can_be_read(palette, pair):
    text, ground = (getattr(palette, name) for name in pair)
    assert contrast(text, ground) >= 4.5


def test_what_the_sheet_sets_on_what_is_measured():
    """A rule that names words and their ground names a pair whose contrast is held above."""
    rules = re.findall(r"\{([^{}]*)\}", style_sheet(LIGHT))
    used = set()
    for rule in rules:
        given = dict(re.findall(r"([a-z-]+): (#[0-9a-f]{6})", rule))
        for words, ground in (
            ("color", "background"),
            ("selection-color", "selection-background-color"),
        ):
            if words in given and ground in given:
                used.add((given[words], given[ground]))
    measured = {(getattr(LIGHT, text), getattr(LIGHT, ground)) for text, ground in TEXT_PAIRS}
    assert len(used) > 10
    assert used <= measured


def test_contrast_is_the_standards():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sheet_knows_only_colours_of_the_palette(palette):
    used = set(re.findall(r"#[0-9a-f]{6}", style_sheet(palette)))
    assert used <= {value for value in asdict(palette).values() if isinstance(value, str)}
    assert palette.pane in used


def test_a_scheme_changes_what_is_seen(theme, qapp, qtbot):
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == LIGHT.pane
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Scheme.DARK)
    assert theme.palette is DARK
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == DARK.pane


def test_zoom_is_held_within_bounds(theme, qapp):
    theme.set_zoom(9)
    assert theme.zoom == theme.MAX_ZOOM
    assert theme.px(10) == 25
    assert qapp.font().pixelSize() == round(13 * theme.MAX_ZOOM)


def test_what_is_made_meanwhile_is_dressed_once_at_the_end(theme, qapp, qtbot):
    dressed = qapp.styleSheet()
    with theme.put_off():
        assert qapp.styleSheet() == ""
        label = QLabel("x")
        qtbot.addWidget(label)
        label.setProperty("role", "muted")
    assert qapp.styleSheet() == dressed
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()).name() == LIGHT.muted


def test_the_text_size_there_is_already_dresses_nothing(theme, qtbot):
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_zoom(theme.zoom)
    with qtbot.waitSignal(theme.changed):
        theme.set_zoom(1.2)


def test_in_turns_the_window_stands_still_until_all_is_done(theme, qtbot):
    label = QLabel("x")
    qtbot.addWidget(label)
    label.show()
    told = []
    theme.changed.connect(lambda: told.append(label.updatesEnabled()))
    answered = []
    with theme.in_turns():
        theme.set_scheme(Scheme.DARK)
    QTimer.singleShot(0, lambda: answered.append(list(told)))
    assert theme.palette is DARK
    assert theme.is_changing
    assert not label.updatesEnabled()
    qtbot.waitUntil(lambda: not theme.is_changing)
    assert told == [False]
    assert answered
    assert label.updatesEnabled()


def test_turns_that_are_left_are_taken_before_another_change(theme, qtbot):
    label, gone = QLabel("x"), QLabel("y")
    qtbot.addWidget(label)
    for one in (label, gone):
        one.show()
    told = []
    theme.changed.connect(lambda: told.append(theme.palette))
    with theme.in_turns():
        theme.set_scheme(Scheme.DARK)
        shiboken6.delete(gone)
        theme.set_zoom(1.3)
    assert told == [DARK]
    theme.finish()
    assert told == [DARK, DARK]
    assert not theme.is_changing
    assert label.updatesEnabled()


def test_a_window_does_not_stand_still_for_ever_where_dressing_fails(theme, qtbot, monkeypatch):
    label = QLabel("x")
    qtbot.addWidget(label)
    label.show()
    with monkeypatch.context() as failing:
        failing.setattr(theme, "_dress_plainly", lambda: 1 / 0)
        with theme.in_turns():
            theme.set_scheme(Scheme.DARK)
    assert not label.updatesEnabled()
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(label.updatesEnabled)
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    assert not theme.is_changing
    assert not theme.is_dressing


class Painted(QLabel):
    """A label that counts how often it is painted."""

    times = 0

    def paintEvent(self, event):  # noqa: N802 - Qt names it
        self.times += 1
        super().paintEvent(event)


def test_a_window_is_painted_once_when_looks_change(theme, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    label, still = Painted("x"), Painted("y")
    for one in (label, still):
        column.addWidget(one)
    window.resize(300, 200)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: bool(label.times))
    still.setUpdatesEnabled(False)
    label.times = still.times = 0
    with theme.in_turns():
        theme.set_scheme(Scheme.DARK)
    # First where nobody sees it: what Qt works out for that it need not work out in the window.
    qtbot.waitUntil(lambda: not theme.is_changing and label.times > 1)
    qtbot.wait(1)
    assert label.times == 2
    assert window.grab().toImage().pixelColor(1, 1).name() == DARK.ground
    assert not still.updatesEnabled()
    assert {label, still} <= set(parts(window))


def test_a_list_is_laid_out_once_when_looks_change(theme, qtbot, monkeypatch):
    view = RecordList(theme)
    qtbot.addWidget(view)
    view.resize(300, 900)
    view.show()
    qtbot.waitExposed(view)
    view.show_rows([ValueRow((f"f{n}",), "Occupation", "keeper") for n in range(9)])
    qtbot.wait(1)
    measured, asked = [], RecordDelegate._height
    monkeypatch.setattr(
        RecordDelegate, "_height", lambda self, *row: measured.append(row) or asked(self, *row)
    )
    # Other colours leave the rows as tall as they are; another size measures each once.
    theme.set_scheme(Scheme.DARK)
    qtbot.wait(1)
    assert measured == []
    theme.set_zoom(1.4)
    qtbot.wait(1)
    assert len({row[0].facts for row in measured}) == len(measured) == 9


def test_lists_of_a_window_are_laid_out_in_a_turn_each_and_look_the_same(theme, qtbot, monkeypatch):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    lists = [RecordList(theme), RecordList(theme)]
    for view in lists:
        column.addWidget(view)
        view.show_rows([ValueRow((f"f{n}",), "Occupation", f"keeper {n}") for n in range(9)])
    window.resize(400, 600)
    window.show()
    qtbot.waitExposed(window)
    theme.set_zoom(1.4)
    qtbot.wait(1)
    at_once = window.grab().toImage()
    theme.set_zoom(1.0)
    qtbot.wait(1)
    turns, turn, lay_out, take = [], [0], theme.lay_out_later, theme._take_turn

    def noted(view):
        waits = lay_out(view)
        if not waits:
            turns.append((turn[0], lists.index(view)))
        return waits

    def taken():
        turn[0] += 1
        take()

    monkeypatch.setattr(theme, "lay_out_later", noted)
    theme._next.timeout.disconnect()
    theme._next.timeout.connect(taken)
    with theme.in_turns():
        theme.set_zoom(1.4)
    qtbot.waitUntil(lambda: not theme.is_changing)
    qtbot.wait(1)
    # Afterwards Qt asks both again, for what is measured already.
    measured = {which: when for when, which in reversed(turns)}
    assert measured.keys() == {0, 1}
    assert measured[0] != measured[1]
    assert window.grab().toImage() == at_once


def test_what_is_painted_last_is_laid_out_in_the_turn_before(theme, qtbot, monkeypatch):
    view = RecordList(theme)
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    qtbot.waitExposed(view)
    view.show_rows([ValueRow((f"f{n}",), "Occupation", f"keeper {n}") for n in range(40)])
    qtbot.wait(1)
    laid_out, lay_out = [], RecordDelegate._set_text
    monkeypatch.setattr(
        RecordDelegate,
        "_set_text",
        lambda self, row, *given, **named: (
            laid_out.append(row.value) or lay_out(self, row, *given, **named)
        ),
    )
    monkeypatch.setattr(RecordDelegate, "paint", lambda *_: None)
    theme.set_scheme(Scheme.DARK)
    seen = [f"keeper {n}" for n in range(len(laid_out))]
    assert 0 < len(seen) < 12
    assert laid_out == seen


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_interface_face_is_the_shipped_one(theme, weight):
    info = QFontInfo(theme.face(13, weight))
    assert info.family() == "Inter"
    assert info.weight() == weight


def test_the_reading_face_is_the_shipped_one(theme):
    assert QFontInfo(theme.reading_face()).family() == "Noto Serif"


def test_the_typefaces_carry_their_licences():
    folder = files("fonds.viewer") / "fonts"
    for name in ("OFL-Inter.txt", "OFL-NotoSerif.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / name).read_text(encoding="utf-8")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", icon_set.names())
def test_every_icon_is_drawn_in_the_asked_colour(name):
    assert icon_set.renderer(name, LIGHT.accent).isValid()
    image = icon_set.pixmap(name, LIGHT.accent, 32).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {LIGHT.accent}


@pytest.mark.usefixtures("theme")
def test_no_stray_label_colour(qtbot):
    label = QLabel("x")
    qtbot.addWidget(label)
    label.setProperty("role", "muted")
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()).name() == LIGHT.muted


def colour_at(widget: QWidget, x: int, y: int) -> str:
    return widget.grab().toImage().pixelColor(x, y).name()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_what_enter_presses_is_seen_and_what_cannot_be_pressed(qapp, qtbot, scheme):
    theme, dialog = Theme(qapp, scheme), QDialog()
    qtbot.addWidget(dialog)
    go, other = QPushButton("Go", dialog), QPushButton("Leave", dialog)
    other.move(120, 0)
    go.setDefault(True)
    other.setAutoDefault(False)
    dialog.show()
    assert colour_at(go, 6, 6) == theme.colour("accent").name()
    assert colour_at(other, 6, 6) == theme.colour("pane").name()
    go.setEnabled(False)
    assert colour_at(go, 6, 6) != theme.colour("accent").name()
    theme.deleteLater()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_list_that_is_a_window_of_its_own_has_a_ground(qapp, qtbot, scheme):
    """As the names are that Qt's file dialog completes: they were black on black."""
    theme, popup = Theme(qapp, scheme), QListView()
    qtbot.addWidget(popup)
    popup.setWindowFlag(Qt.WindowType.Popup)
    popup.show()
    assert colour_at(popup, 30, 30) == theme.colour("pane").name()
    theme.deleteLater()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("kind", [TickBox, QRadioButton])
def test_the_box_of_a_choice_is_seen_and_shows_when_it_is_on(qapp, qtbot, scheme, kind):
    theme = Theme(qapp, scheme)
    button = kind()
    qtbot.addWidget(button)
    button.resize(40, 30)
    button.show()

    def box() -> set[str]:
        picture = button.grab().toImage()
        places = ((x, y) for x in range(16) for y in range(picture.height()))
        return {picture.pixelColor(x, y).name() for x, y in places}

    ground = button.grab().toImage().pixelColor(38, 1).name()
    off = box()
    assert max(contrast(one, ground) for one in off) >= 3
    button.setChecked(True)
    assert theme.colour("accent").name() in box() - off
    theme.deleteLater()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_tick_is_a_tick_and_a_part_a_dash(qapp, qtbot, scheme):
    theme = Theme(qapp, scheme)
    box, tree = TickBox("so"), QTreeWidget()
    tree.setObjectName("parting")
    tree.setItemDelegate(TickDelegate(tree))
    tree.setHeaderHidden(True)
    row = QTreeWidgetItem(tree, [""])
    for widget in (box, tree):
        qtbot.addWidget(widget)
        widget.resize(60, 30)
        widget.show()

    def rows_drawn(widget, state) -> int:
        """Count the rows of the filled box in which something stands out from its ground."""
        (box.setCheckState if widget is box else partial(row.setCheckState, 0))(state)
        picture, accent = widget.grab().toImage(), theme.colour("accent").name()
        places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
        filled = [at for at in places if picture.pixelColor(*at).name() == accent]
        (left, right), (top, foot) = ((min(n), max(n)) for n in zip(*filled, strict=True))
        return len(
            {
                y
                for x, y in places
                if left + 2 <= x <= right - 2 and top + 2 <= y <= foot - 2
                if contrast(picture.pixelColor(x, y).name(), accent) >= 3
            }
        )

    for widget in (box, tree):
        assert rows_drawn(widget, Qt.CheckState.Checked) > 3
        assert rows_drawn(widget, Qt.CheckState.PartiallyChecked) in {1, 2}
    theme.deleteLater()
