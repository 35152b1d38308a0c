# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""docs/events.md is what the catalogue says today."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from catalogue_shape import reachable_enums, reachable_models

from fonds.events.recorded import event_types

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "events.md").read_text("utf-8")


def test_the_page_is_current():
    fresh = runpy.run_path(str(DOCS / "make_events.py"))["page"]()
    assert fresh == PAGE, "run docs/make_events.py"


def test_every_type_and_everything_it_reaches_has_a_heading_of_its_own():
    headings = re.findall(r"^### (\w+)$", PAGE, flags=re.MULTILINE)
    named = {kind.__name__ for kind in (*reachable_models(), *reachable_enums())}
    assert sorted(headings) == sorted(named)
    assert set(event_types()) <= set(headings)


def test_every_link_within_the_page_leads_somewhere():
    headings = {heading.lower() for heading in re.findall(r"^### (\w+)$", PAGE, flags=re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]+)\)", PAGE))
    assert links
    assert links <= headings
