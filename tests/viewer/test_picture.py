# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The window as a picture, light and dark: every colour that means something is in it."""

from __future__ import annotations

import pytest
from picture import fill, settle

from fonds.viewer.theme import Scheme


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_whole_window(theme, qtbot, scheme):
    theme.set_scheme(scheme)
    window, form = fill(theme)
    qtbot.addWidget(window)
    image = window.grab().toImage()
    assert image.size().toTuple() == (1440, 900)
    seen = {image.pixelColor(x, y).name() for x in range(1440) for y in range(0, 900, 2)}
    palette = theme.palette
    means = (
        "ground",
        "pane",
        "line",
        "accent",
        "accent_ground",
        "passage",
        "lit",
        "dispute_ground",
    )
    for name in (*means, "dispute", "added_ground", "chip"):
        assert getattr(palette, name) in seen, name
    # The form covers no word: the text stands above and below it.
    edit = window.source.surface.rich
    assert edit.viewport().rect().contains(form.geometry())
    assert not form.geometry().intersects(edit.cursorRect())


def test_every_text_of_the_form_fits(theme, qtbot):
    window, form = fill(theme)
    qtbot.addWidget(window)
    window.resize(1024, 640)
    settle()
    assert edit_is_wide_enough(form)


def edit_is_wide_enough(form) -> bool:
    return form.value_field.width() >= 120 and form.height() >= form.minimumSizeHint().height()
