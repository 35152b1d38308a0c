# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the proposers find of facts that people found in real documents: precision and recall.

The documents and facts lie in a folder beside the project and are no part of it; without them
nothing is measured. The facts are a part of a larger set, so a candidate that is not among them
need not be wrong: those are counted apart, and precision is told as what can at least be said.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from benchmarks.measure import Findings
from fonds.archive.proposals.infobox import InfoboxRows
from fonds.archive.proposals.page import Page
from fonds.archive.proposals.proposing import propose
from fonds.archive.proposals.rules import PatternRules

FOLDER = Path(__file__).resolve().parents[2] / "shared"

_FAMILY = {"father", "mother", "spouse", "child", "number_of_children", "sibling", "relative"}
_DATES = {"date_of_birth", "term_start", "term_end", "event_date", "document_date"}
_ROW = re.compile(r"^- [A-Z][\w ]+: ")


def run(folder: Path = FOLDER) -> Findings:
    """Compare every candidate with the facts of its document."""
    facts_file = folder / "gold" / "facts.jsonl"
    if not facts_file.is_file():
        return Findings((), ("Proposals: not measured, for the real documents are not here.",))
    facts = [json.loads(line) for line in facts_file.read_text("utf-8").splitlines()]
    found: set[str] = set()
    confirmed: list[str] = []
    other: list[str] = []
    contrary = 0
    for source in sorted({fact["source"] for fact in facts}):
        text = (folder / "seeds" / source).read_text("utf-8")
        here = [fact for fact in facts if fact["source"] == source]
        page = Page.of(text, text.split("\n", 1)[0].strip("= "))
        for one in propose(page, [InfoboxRows(), PatternRules()]):
            asked = [
                fact
                for fact in here
                if fact["property"] == one.property
                and _plain(fact["subject"]) == _plain(one.subject)
            ]
            same = [fact["id"] for fact in asked if _plain(fact["value"]) == _plain(one.value)]
            found.update(same)
            if same:
                confirmed.append(one.rule)
                continue
            other.append(one.rule)
            # Another value for the very passage is an error; another passage may say it too.
            contrary += any(fact["start"] < one.end and one.start < fact["end"] for fact in asked)
    judged = len(confirmed) + contrary
    summary = (
        f"Proposals: {len(confirmed) + len(other)} candidates; {len(confirmed)} are facts that"
        f" people found, {contrary} contradict one, {len(other) - contrary} are not among those"
        " facts (which are a part). Precision of what can be judged:"
        f" {len(confirmed) / max(judged, 1):.2f} (aim 0.95)."
    )
    lines = [summary]
    for name, wanted, aim in (
        ("infobox rows", [fact for fact in facts if _ROW.match(fact["quote"])], "1.00"),
        ("dates", [fact for fact in facts if fact["property"] in _DATES], "0.60"),
        ("family relations", [fact for fact in facts if fact["property"] in _FAMILY], "0.60"),
        ("all facts", facts, "none"),
    ):
        hits = sum(fact["id"] in found for fact in wanted)
        share = hits / max(len(wanted), 1)
        lines.append(f"  recall of {name}: {hits} of {len(wanted)} = {share:.2f} (aim {aim})")
    return Findings((), tuple(lines))


def _plain(words: object) -> str:
    """Reduce a value to its words: what tells namesakes apart in brackets is our own."""
    return " ".join(re.findall(r"\w+", re.sub(r"\(.*?\)", "", str(words)).lower()))
