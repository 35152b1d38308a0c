# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An invented record, source and history, as the drawing of the window has them."""

from __future__ import annotations

from datetime import UTC, datetime

from fonds.viewer.drafts import Choice, DateReading, FactSeed, FormHelp
from fonds.viewer.navigator_model import NavGroup, NavItem
from fonds.viewer.passages import CaptureChoice, NoteMark, Passage, SourceView
from fonds.viewer.rows import (
    Chip,
    DisputeHead,
    DisputeValueRow,
    HistoryEntry,
    RecordHead,
    Row,
    SectionRow,
    ValueRow,
)

TEXT = (
    "Edda Marlow, born March 9, 1948, in Port Ellery, sat in the provincial assembly from May 1979 "
    "to May 1987 for the 12th district.\n"
    "Her father, Edmund Marlow, Sr., was known on every pier as an organizer;4 her mother, Ines "
    "Marlow, kept the harbor books. In 1966 she went to sea for four years as a purser.7?\n"
    "In 1990 Weil beat her by four points, the closest count the province had seen. She did not "
    "stand again."
)
QUOTES = {
    "born": "Edda Marlow, born March 9, 1948, in Port Ellery",
    "term": "from May 1979 to May 1987",
    "district": "12th district",
    "father": "Her father, Edmund Marlow, Sr., was known on every pier as an organizer",
    "mother": "her mother, Ines Marlow, kept the harbor books",
    "beaten": "Weil beat her by four points",
}
SELECTED = "In 1966 she went to sea for four years"


def passage(name: str, quote: str, text: str = TEXT) -> Passage:
    start = text.index(quote)
    return Passage(start, start + len(quote), name, 1, f"{name}: {quote}")


def source(text: str = TEXT) -> SourceView:
    four, seven = text.index(";4") + 1, text.index("7?")
    return SourceView(
        id="almanac",
        title="Province Almanac",
        text=text,
        passages=tuple(passage(name, quote, text) for name, quote in QUOTES.items()),
        number=3,
        captures=(CaptureChoice("c2", "3 May 2021"), CaptureChoice("c1", "14 June 2019")),
        capture="c2",
        rendition="r3",
        marks=(NoteMark(four, four + 1, "4"), NoteMark(seven, seven + 2, "7", dangling=True)),
    )


TITLES = {1: "Ellery Wiki: Marlow", 2: "The Quay, profile", 3: "Province Almanac"}


def chips(*numbers: int, excerpt: str = "") -> tuple[Chip, ...]:
    return tuple(
        Chip(n, (excerpt or f"e{n}",), TITLES[n], f"[{n}] {TITLES[n]}, its own words")
        for n in numbers
    )


HEAD = RecordHead("marlow", "Edda Marlow", "Person · born 9 March 1948 · 64 facts from 3 sources")
ROWS: tuple[Row, ...] = (
    SectionRow("Life"),
    ValueRow(
        ("f1", "f2"), "Born", "9 March 1948", chips(1, 3, excerpt="born"), "refines “1948” [1]"
    ),
    ValueRow(("f3",), "Birthplace", "Port Ellery", chips(3, excerpt="born")),
    SectionRow("Family"),
    DisputeHead("Father: two accounts, none preferred", ("f4", "f5"), "k1"),
    DisputeValueRow(("f4",), "Josef", chips(2), "1 source, its own words", "Father"),
    DisputeValueRow(
        ("f5",), "Edmund Marlow, Sr.", chips(3, excerpt="father"), "1 source, second-hand", "Father"
    ),
    ValueRow(
        ("f6",), "Mother", "Ines Marlow", chips(2, 3, excerpt="mother"), "2 sources, 2 lineages"
    ),
    ValueRow(("f7",), "Sibling", "Rolf Marlow, a pilot", chips(2)),
    SectionRow("Office"),
    ValueRow(("f8",), "Assembly", "Member, May 1979 \u2013 May 1987", chips(3, excerpt="term")),
    DisputeHead("District: 12th or 14th", ("f9", "f10"), "k2"),
    ValueRow(("f11",), "Succeeded", "Sam Petrakis", chips(3)),
    SectionRow("Elections"),
    ValueRow(
        ("f12",),
        "1990, Province",
        "Lost to Jon Weil by “some 2,400 ballots”",
        chips(1, 3, excerpt="beaten"),
        below="reconciles with 4 points [3]",
    ),
    ValueRow(("f13",), "1975, Council", "Won, three opponents", chips(3)),
    SectionRow("Affiliations"),
    ValueRow(
        ("f14",), "Member of", "Harbor Workers\u2019 League", chips(1), "footnote 7 is missing"
    ),
    ValueRow(("f15",), "Listed by", "Friends of the Quay, “in formation”", chips(1)),
)


def entry(position: int, when: str, agent: str, verb: str, what: str, **rest: str) -> HistoryEntry:
    return HistoryEntry(
        position,
        f"ev{position}",
        datetime(2026, 11, 20, 12, 0, tzinfo=UTC),
        when,
        agent,
        verb,
        what,
        before=rest.get("before", ""),
        after=rest.get("after", ""),
        reason=rest.get("reason", ""),
        facts=("f5",),
        subject="marlow",
        derived="derived" in rest,
    )


HISTORY = (
    entry(
        412,
        "Today 12:04",
        "you",
        "Corrected",
        "father",
        before="Edmund Marlow",
        after="Edmund Marlow, Sr.",
        reason="“misread the suffix”",
    ),
    entry(
        411,
        "Today 12:01",
        "you",
        "Asserted",
        "father",
        after="Edmund Marlow",
        reason="from Province Almanac [3]",
    ),
    entry(
        411,
        "Today 12:01",
        "derived",
        "Conflict",
        "on father",
        reason="Josef [2] and Edmund Marlow [3] cannot both hold",
        derived="yes",
    ),
    entry(
        398,
        "Yesterday 17:22",
        "K. Oduya",
        "Appraised",
        "Ellery Wiki",
        reason="partisan; use for leads, not for motives",
    ),
    entry(387, "Yesterday 16:58", "infobox reader 1.2", "Proposed", "11 facts, 9 accepted"),
)
GROUPS = (
    NavGroup(
        "subjects",
        "Subjects",
        (
            NavItem("subject", "marlow", "Edda Marlow", "64", ("E. Marlow",)),
            NavItem("subject", "league", "Harbor Workers\u2019 League", "11"),
            NavItem("subject", "ines", "Ines Marlow", "9"),
            NavItem("subject", "josef", "Josef Marlow", "7"),
            NavItem("subject", "reyk", "Tobias Reyk", "5"),
        ),
    ),
    NavGroup(
        "sources",
        "Sources",
        tuple(NavItem("source", f"s{n}", title, f"[{n}]") for n, title in TITLES.items()),
    ),
    NavGroup(
        "todo",
        "To do",
        (
            NavItem("todo", "conflicts", "Conflicts", "2"),
            NavItem("todo", "dangling", "Dangling footnotes", "1"),
            NavItem("todo", "second", "Second-hand only", "6"),
        ),
        filtered=False,
    ),
)
PROPERTIES = ("father", "mother", "occupation", "office held", "date of birth", "place of birth")


def properties(typed: str) -> list[Choice]:
    return [Choice(p.replace(" ", "_"), p) for p in PROPERTIES if typed.casefold() in p]


def read_date(words: str) -> DateReading:
    if "1966" in words:
        return DateReading("1966/1970~", "1966 to about 1970")
    return DateReading(refusal="not read as a date")


def form_help() -> FormHelp:
    return FormHelp(
        properties=properties,
        subjects=lambda typed: (
            [Choice("marlow", "Edda Marlow")] if "ed" in typed.casefold() else []
        ),
        read_date=read_date,
        guess_value=lambda name, quote, _about: (
            "purser" if name == "occupation" and "sea" in quote else ""
        ),
    )


def seed(**changed: str) -> FactSeed:
    start = TEXT.index(SELECTED)
    values = {"subject": "marlow", "subject_label": "Edda Marlow", "speaker": "Province Almanac"}
    return FactSeed("almanac", "r3", start, start + len(SELECTED), SELECTED, **(values | changed))
