# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The picture of how Fonds is built is what its script draws, with nothing drawn over another."""

from __future__ import annotations

import runpy
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

DRAWING = runpy.run_path(str(Path(__file__).resolve().parents[2] / "docs" / "make_diagram.py"))


def test_the_picture_is_current_and_can_be_read():
    text = DRAWING["PICTURE"].read_text("utf-8")
    assert text == DRAWING["picture"](), "run make pages"
    words = "".join(ET.fromstring(text).itertext())  # noqa: S314 - our own
    for title, beneath, _, _ in DRAWING["BOXES"].values():
        assert title in words
        assert beneath in words


def test_no_box_lies_over_another_or_outside():
    wide, high = DRAWING["BOX_WIDE"], DRAWING["BOX_HIGH"]
    places = [(left, top) for _, _, left, top in DRAWING["BOXES"].values()]
    for (left, top), (other_left, other_top) in combinations(places, 2):
        assert abs(left - other_left) >= wide or abs(top - other_top) >= high
    assert all(0 <= left <= DRAWING["WIDE"] - wide for left, _ in places)
    assert all(0 <= top <= DRAWING["HIGH"] - high for _, top in places)
