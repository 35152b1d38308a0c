# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""In a real window: another program appends while one reads, and a newer copy is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.recapture import Recapture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from screen import Window

pytestmark = pytest.mark.slow

ALMANAC = "Province Almanac: Edda Marlow"


def taken(window: Window) -> bool:
    """Take what is found, if anything is yet; tell whether the field let the keys go."""
    if window.heard().startswith("Find or do anything"):
        window.press("Return")
    return not window.heard().startswith("Find or do anything")


def test_what_another_program_appends_is_shown_and_the_place_is_kept(
    start: Callable[..., Window], sample: Path, tmp_path: Path
) -> None:
    window = start(str(sample), "--subject", "Edda Marlow")
    window.shows("text", "Text of the source")
    window.press("ctrl+k")
    window.hears("Find or do anything")
    window.type("father josef")
    window.shows("list item", "Father: Josef Marlow")
    window.press("Return")
    window.hears("Father, disputed: Josef Marlow")
    with Archive.open(sample, agent="K. Oduya") as other:
        words = "In 1966 she went to sea for four years as a purser"
        other.execute(AssertFact("Edda Marlow", "occupation", "purser", ALMANAC, words))
        text = other.queries.text(ALMANAC).text
        newer = tmp_path / "newer.txt"
        newer.write_text(text.replace("She kept no diary", "She kept a diary"), "utf-8")
        other.execute(Recapture(ALMANAC, (newer,)))
    window.shows("list item", "Occupation: purser")
    window.hears("Father, disputed: Josef Marlow")
    # The newer copy is there too; what changed in it is told in its words.
    window.press("ctrl+k")
    window.hears("Find or do anything")
    window.type("Province Alm")
    # The navigator lists it too: that it was found is known by where the keys go.
    window.until(lambda: taken(window), "the almanac taken from what was found")
    window.shows("label", "Province Almanac")
    window.press("ctrl+k")
    window.hears("Find or do anything")
    window.type("changed between capt")
    window.shows("list item", "What changed between captures")
    window.press("Return")
    window.hears("diary")
    window.press("Escape")
    window.hears("Text of the source")
    assert window.close() == 0
