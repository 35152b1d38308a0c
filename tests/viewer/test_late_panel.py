# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What nobody has seen yet is not made yet."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout

from fonds.viewer.desk.places import Place
from fonds.viewer.late_panel import LatePanel


class _Panel(LatePanel):
    made = 0

    def _furnish(self):
        self.made += 1
        QVBoxLayout(self).addWidget(QLabel("x"))


def test_a_panel_is_furnished_once_when_it_is_first_seen(qtbot):
    panel = _Panel()
    qtbot.addWidget(panel)
    assert panel.isHidden()
    panel.hide()
    assert (panel.made, panel.findChildren(QLabel)) == (0, [])
    panel.show()
    panel.hide()
    panel.show()
    assert panel.made == len(panel.findChildren(QLabel)) == 1


def test_a_window_at_its_start_has_empty_panels_only_and_one_view(bench):
    window = bench.window
    for panel in (window.banner, window.policy_banner, window.damage_banner):
        assert panel.words == ""
        assert not panel.is_furnished
    assert not window.source.find_bar.is_furnished
    assert not window.record.sieve_bar.is_furnished
    assert {"timeline", "ties", "narrative"}.isdisjoint(vars(bench.lives))


def test_a_view_is_made_when_it_is_looked_at_and_no_other(bench):
    pane = bench.window.record
    bench.window.actions_of_window.action("view_timeline").trigger()
    bench.settle()
    assert pane.pages.currentWidget() is bench.lives.timeline
    assert pane.view_in_sight() == 1
    assert bench.lives.timeline.list.things.timeline.items
    assert pane.focusProxy() is bench.lives.timeline
    # A list of what is to do has no such views: none is made on the way to it.
    bench.reader.visit(Place("todo", "conflicts"))
    bench.settle()
    assert pane.view_in_sight() == 0
    assert {"ties", "narrative"}.isdisjoint(vars(bench.lives))


def test_a_banner_and_a_find_bar_come_when_they_are_needed(bench):
    window = bench.window
    bench.lists.look_at("@3")
    bench.settle()
    assert window.banner.isVisible()
    assert "@3" in window.banner.words
    window.banner._button.click()
    bench.settle()
    assert not window.banner.isVisible()
    assert window.banner.words == ""
    window.source.find_bar.next()
    assert not window.source.find_bar.isVisible()
    window.source.find_words()
    assert window.source.find_bar.field.hasFocus()
