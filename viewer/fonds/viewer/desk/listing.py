# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the navigator lists: subjects, sources and what is to do, now or at a moment."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from fonds.archive.collecting import uncollected
from fonds.archive.errors import RefusedError
from fonds.archive.naming import fold_name
from fonds.archive.queries.namesakes import Namesake, told_apart
from fonds.events.fixed import fixed
from fonds.viewer.navigator_model import Arrangement, NavGroup, NavItem, compared
from fonds.viewer.wording import numbered, spoken_language, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fonds.archive.queries.answers import ArchiveAnswer, SourceRow, SubjectRow
    from fonds.archive.queries.queries import Queries
    from fonds.events.catalogue.properties import PropertyContent

_MOST_AT_A_MOMENT = 400
"""Subjects up to which their facts are counted as of a moment, one by one."""


@fixed
class Items:
    """Subjects and sources as the navigator lists them, in an arrangement, and filters them.

    ``rows`` are what the items of subjects were made of, in their order.
    """

    subjects: tuple[NavItem, ...] = ()
    sources: tuple[NavItem, ...] = ()
    names: tuple[list[str], list[str]] = ([], [])
    rows: tuple[SubjectRow, ...] = ()


_NOTHING = Items()


@fixed
class Listing:
    """The archive in lists.

    ``counts`` are facts by subject; ``known_as`` tells apart subjects of one name, and
    ``told_apart`` are their whole names, by id; ``folded`` are the subjects' names as they are
    compared, in their order; ``numbers`` are those of the sources, by id. All that takes long with
    a hundred thousand subjects is made with it, away from the window's thread.
    """

    archive: ArchiveAnswer
    subjects: tuple[SubjectRow, ...]
    sources: tuple[SourceRow, ...]
    counts: dict[str, int]
    known_as: dict[str, str]
    properties: tuple[PropertyContent, ...]
    kinds: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    items: Items = _NOTHING
    numbers: dict[str, int] = field(default_factory=dict)
    told_apart: dict[str, str] = field(default_factory=dict)

    def name_of(self, row: SubjectRow) -> str:
        """Name a subject so that it is told apart from others of its name."""
        known = self.known_as.get(row.id)
        return f"{row.label}, {known}" if known else row.label


_USUAL = Arrangement()


def known_as(
    queries: Queries, rows: Iterable[SubjectRow], as_of: str | None = None
) -> dict[str, str]:
    """Say, by id, what tells those rows apart that share their label. Raises RefusedError."""
    listed = [Namesake(row.id, row.label, row.kind) for row in rows]
    return told_apart(queries, listed, as_of, spoken_language())


def read_listing(queries: Queries, as_of: str | None, arrangement: Arrangement = _USUAL) -> Listing:
    """Read the lists. At a moment only what was there by then is listed, counted if it can be."""
    subjects = [row for row in queries.subjects() if not row.withdrawn]
    sources = queries.sources()
    counts = {row.id: row.facts for row in subjects}
    if as_of is not None:
        before = queries.moment(as_of).position + 1
        sources = [row for row in sources if queries.history(row.id, before=before, limit=1)]
        counts = {}
        if len(subjects) <= _MOST_AT_A_MOMENT:
            for row in subjects:
                try:
                    counts[row.id] = queries.record(row.id, as_of).facts
                except RefusedError:
                    continue
            subjects = [row for row in subjects if row.id in counts]
            subjects.sort(key=lambda row: (-counts[row.id], row.label))
    apart = known_as(queries, subjects, as_of)
    listing = Listing(
        queries.archive(),
        tuple(subjects),
        tuple(sources),
        counts,
        apart,
        tuple(queries.properties()),
        tuple(sorted({row.kind.value for row in subjects})),
    )
    with uncollected():
        return replace(
            listing,
            folded=tuple([fold_name(listing.name_of(row)) for row in subjects]),
            items=items_of(listing, arrangement),
            numbers={row.id: row.number for row in sources},
            told_apart={row.id: listing.name_of(row) for row in subjects if row.id in apart},
        )


def arranged(listing: Listing, arrangement: Arrangement) -> list[SubjectRow]:
    """Give the subjects of the kind wanted, in the order wanted."""
    rows = [row for row in listing.subjects if arrangement.kind in ("", row.kind.value)]
    if arrangement.order != _USUAL.order:
        rows.sort(key=place_in(listing, arrangement))
    return rows


def place_in(listing: Listing, arrangement: Arrangement) -> Callable[[SubjectRow], tuple[Any, ...]]:
    """Give what subjects are ordered by."""
    if arrangement.order == "name":
        return lambda row: (fold_name(listing.name_of(row)), row.id)
    if arrangement.order == "recent":
        return lambda row: (-row.position,)
    return most_facts


def most_facts(row: SubjectRow) -> tuple[int, str, int]:
    """Give what subjects are ordered by as they are read."""
    return -row.facts, row.label, row.position


def _sources(listing: Listing, arrangement: Arrangement) -> list[SourceRow]:
    rows = [row for row in listing.sources if not row.withdrawn]
    if arrangement.order == "name":
        rows.sort(key=lambda row: (fold_name(row.title), row.id))
    elif arrangement.order == "recent":
        rows.reverse()
    return rows


def items_of(listing: Listing, arrangement: Arrangement = _USUAL) -> Items:
    """Make the navigator's items of subjects and sources."""
    rows = tuple(arranged(listing, arrangement))
    subjects = tuple([item_of(listing, row) for row in rows])
    sources = tuple(
        NavItem("source", row.id, row.title, f"[{row.number}]")
        for row in _sources(listing, arrangement)
    )
    return Items(subjects, sources, (compared(subjects), compared(sources)), rows)


def item_of(listing: Listing, row: SubjectRow) -> NavItem:
    """Make the navigator's item of a subject."""
    return NavItem(
        "subject",
        row.id,
        listing.name_of(row),
        numbered(listing.counts[row.id]) if listing.counts.get(row.id) else "",
        (row.kind.value,),
        told_apart=listing.known_as.get(row.id, ""),
    )


def groups_of(listing: Listing, todo: dict[str, str]) -> list[NavGroup]:
    """Give the navigator's groups; ``todo`` counts what is to do, by the key of its list."""
    titles = {
        "conflicts": translate("Listing", "Conflicts"),
        "denied": translate("Listing", "Held and denied"),
        "clashes": translate("Listing", "Dates that clash"),
        "terms": translate("Listing", "Terms apart"),
        "joined": translate("Listing", "Joined, yet at odds"),
        "dangling": translate("Listing", "Dangling footnotes"),
        "second": translate("Listing", "Second-hand only"),
        "living": translate("Listing", "One lineage, living"),
        "premise": translate("Listing", "Premises changed"),
        "lost": translate("Listing", "Passages not found again"),
        "unread": translate("Listing", "Unread"),
    }
    tasks = tuple(
        NavItem("todo", key, titles[key], todo[key], alarming=key == "conflicts")
        for key in titles
        if todo.get(key)
    )
    items = listing.items
    subjects, sources = translate("Listing", "Subjects"), translate("Listing", "Sources")
    return [
        NavGroup("subjects", subjects, items.subjects, names=items.names[0]),
        NavGroup("sources", sources, items.sources, names=items.names[1]),
        NavGroup("todo", translate("Listing", "To do"), tasks, filtered=False),
    ]
