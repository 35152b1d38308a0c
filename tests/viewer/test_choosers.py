# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Fields that choose or count look as those one types into, and show who has the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fonds.viewer.choosers import ChoiceBox, CountBox, FaceBox
from fonds.viewer.theme import Scheme, Theme

WIDE, TALL = 220, 28


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK], ids=["light", "dark"])
def dressed(request, qapp):
    theme = Theme(qapp, request.param)
    yield theme
    theme.deleteLater()


def put(qtbot, field):
    """Show a field beside another that has the keys."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    other = ChoiceBox()
    column.addWidget(other)
    column.addWidget(field)
    qtbot.addWidget(whole)
    field.setFixedSize(WIDE, TALL)
    with qtbot.waitExposed(whole):
        whole.show()
    other.setFocus()
    # A field lives as long as what it stands in.
    field.stands_in = whole
    return field


def colours(field, part):
    picture = field.grab().toImage()
    return {
        picture.pixelColor(x, y).name()
        for x in range(part.left(), part.right() + 1)
        for y in range(part.top(), part.bottom() + 1)
    }


def edge(field):
    return field.grab().toImage().pixelColor(WIDE // 2, 0)


def arrows(field):
    return colours(field, QRect(WIDE - 25, 4, 20, TALL - 8))


@pytest.mark.parametrize("kind", [ChoiceBox, FaceBox, CountBox])
def test_a_field_has_the_grounds_and_edges_of_the_palette_and_an_arrow(qtbot, dressed, kind):
    field = put(qtbot, kind())
    assert edge(field) == dressed.colour("line")
    assert dressed.colour("pane").name() in arrows(field)
    assert dressed.colour("ink").name() in arrows(field)


@pytest.mark.parametrize("kind", [ChoiceBox, FaceBox, CountBox])
def test_who_has_the_keys_is_seen(qtbot, dressed, kind):
    field = put(qtbot, kind())
    field.window().activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert edge(field) == dressed.colour("accent")


def test_an_arrow_that_leads_nowhere_is_not_drawn_as_one_that_does(qtbot, dressed):
    field = put(qtbot, CountBox())
    field.setRange(0, 10)
    up = QRect(WIDE - 25, 3, 20, TALL // 2 - 4)
    field.setValue(5)
    ink = dressed.colour("ink")
    assert ink.name() in colours(field, up)
    field.setValue(10)
    shown = colours(field, up)
    assert ink.name() not in shown
    assert shown - {dressed.colour("pane").name()}, "it is dimmed, not taken away"
    assert all(QColor(one).isValid() for one in shown)
