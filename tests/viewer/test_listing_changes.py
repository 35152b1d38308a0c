# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Lists of which only some lines are read anew are the lists that reading all of them gives."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.archive import Archive
from fonds.archive.commands.changes import ReattributeFacts, RetractFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.events.values import SubjectKind
from fonds.viewer.desk.desk import Growth
from fonds.viewer.desk.listing import Listing, read_listing
from fonds.viewer.desk.listing_changes import read_changes, subjects_touched
from fonds.viewer.navigator_model import Arrangement

WORDS = "Edda Marlow kept the tide tables for nine winters, and the light."
NAMES = ("Edda Marlow", "Wick Marlow", "The Saltby Boat")
ARRANGEMENTS = [
    Arrangement(order, kind) for order in ("facts", "name", "recent") for kind in ("", "person")
]

acts = st.lists(
    st.tuples(
        st.sampled_from(["fact", "fact", "namesake", "retract", "reattribute"]),
        st.sampled_from(NAMES),
        st.sampled_from(["keeper", "pilot"]),
    ),
    min_size=1,
    max_size=6,
)


def do(archive: Archive, act: str, name: str, value: str) -> None:
    same = [row for row in archive.queries.subjects() if row.label == name]
    if act == "namesake" or not same:
        archive.execute(OpenSubject(name, SubjectKind.PERSON))
    elif act == "fact" or not same[0].facts:
        archive.execute(AssertFact(same[-1].id, "occupation", value, "salt", "the tide tables"))
    else:
        fact = archive.queries.page(same[0].id).facts[0].id
        if act == "retract":
            archive.execute(RetractFacts((fact,), "misread"))
        elif len(same) > 1:
            archive.execute(ReattributeFacts((fact,), same[-1].id, "somebody else"))


def growth(archive: Archive, before: int) -> Growth:
    size = archive.queries.size()
    entries = archive.queries.history(since=f"@{before}", limit=200)
    return Growth(before, size, tuple(entries))


def shown(listing: Listing) -> Listing:
    # How many facts a source gave is not among what is listed.
    return replace(listing, sources=tuple(replace(row, facts=0) for row in listing.sources))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("listing")
    file = folder / "salt.txt"
    file.write_text(WORDS, encoding="utf-8")
    with Archive.create(folder / "salt.fonds") as archive:
        archive.execute(AddSources(files=(file,)))
        for name in NAMES[:2] * 2:
            # At first each is opened.
            do(archive, "fact", name, "keeper")
    return folder / "salt.fonds"


@settings(max_examples=25)
@given(steps=acts, arrangement=st.sampled_from(ARRANGEMENTS))
def test_what_was_touched_is_all_that_changed(
    begun: Path, steps: list[tuple[str, str, str]], arrangement: Arrangement
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / begun.name
        path.write_bytes(begun.read_bytes())
        with Archive.open(path) as archive:
            listing = read_listing(archive.queries, None, arrangement)
            for step in steps:
                before = archive.queries.size()
                do(archive, *step)
                touched = subjects_touched([growth(archive, before)])
                listing = read_changes(archive.queries, listing, touched, None, arrangement)
                assert shown(listing) == shown(read_listing(archive.queries, None, arrangement))


def test_a_fact_touches_only_its_subject(begun: Path, tmp_path: Path) -> None:
    path = tmp_path / begun.name
    path.write_bytes(begun.read_bytes())
    with Archive.open(path) as archive:
        before, listing = archive.queries.size(), read_listing(archive.queries, None)
        do(archive, "fact", "Wick Marlow", "pilot")
        touched = subjects_touched([growth(archive, before)])
        wick = archive.queries.names.subject("Wick Marlow")
        assert touched == {wick}
        later = read_changes(archive.queries, listing, touched, None, Arrangement())
        held = {item.id: item for item in listing.items.subjects}
        other = [item.id for item in later.items.subjects if item is not held.get(item.id)]
        assert other == [wick]
    assert subjects_touched([Growth(0, 900, None)]) is None
