# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A subject of many facts opened: all its properties with their numbers, and a part of them read.

To open it takes as long as what is shown, whatever else is known of the subject. What is shown of a
property is weighed as in any record; a property with very many facts is listed, a page at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.queries.pages import FactPage, PropertyCount, make_contents, make_page
from fonds.archive.queries.records import sections_of
from fonds.archive.tables import LIVE
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fonds.archive.queries.answers import Record
    from fonds.archive.queries.records import RecordReader
    from fonds.archive.store.sqlite import SqliteStore

AT_ONCE = 200
"""Facts that are read where nobody asked for a property: the first properties, as far as they go.

Also by how many a list of facts grows."""

MOST_WEIGHED = 1000
"""Facts of one property that are weighed against each other; of more a list is shown."""


@fixed
class OpenSection:
    """A heading, and all properties under it of which there are facts, in a record's order."""

    name: str
    label: str
    properties: tuple[PropertyCount, ...]


@fixed
class Opening:
    """What is shown of a subject.

    ``record`` has those properties alone that were read and weighed; ``lists`` has, by property,
    the first facts of those that are listed. What stands in neither was not read. ``facts`` counts
    all that stand about the subject.
    """

    facts: int
    sections: tuple[OpenSection, ...]
    record: Record
    lists: Mapping[str, FactPage]


def make_opening(
    reader: RecordReader,
    store: SqliteStore,
    subject: str,
    asked: Mapping[str, int],
    facts: Collection[str],
) -> Opening:
    """Open a subject.

    Args:
        reader: makes the record of what is weighed.
        store: where the rest is read from.
        subject: its id.
        asked: of which properties facts are wanted besides the first, and how many at least where
            they are listed.
        facts: facts (ids) that are to be among those shown.
    """
    contents = {one.name: one for one in make_contents(store, subject)}
    wanted = dict(asked)
    for name, place in _places(store, subject, facts).items():
        wanted[name] = max(wanted.get(name, 0), place)
    order = sections_of({one.name: one.section for one in contents.values()})
    room, weighed, lists = AT_ONCE, [], {}
    for name in (name for _, _, names in order for name in names):
        count = contents[name].facts or 0
        if name not in wanted and count > room:
            # What comes first is read first: nothing after it is taken in its stead.
            room = 0
            continue
        if name not in wanted:
            room -= count
        if count <= MOST_WEIGHED:
            weighed.append(name)
        else:
            lists[name] = make_page(store, subject, name, None, max(wanted.get(name, 0), AT_ONCE))
    return Opening(
        sum(one.facts or 0 for one in contents.values()),
        tuple(
            OpenSection(section, label, tuple(contents[name] for name in names))
            for section, label, names in order
        ),
        reader.record(subject, only=frozenset(weighed)),
        lists,
    )


def _places(store: SqliteStore, subject: str, facts: Collection[str]) -> dict[str, int]:
    """Return under which properties facts about a subject stand, and how far down the last is."""
    view = LIVE.view
    found: dict[str, int] = {}
    for fact in facts:
        row = store.connection.execute(
            f"SELECT p.name, (SELECT count(*) FROM {view('attribution')} a"
            " WHERE a.subject = f.subject AND a.property = f.property AND a.fact <= f.key)"
            f" FROM {view('thing')} t JOIN {view('fact')} f ON f.key = t.key AND f.stands = 1"
            f" JOIN {view('property')} p ON p.key = f.property"
            f" JOIN {view('thing')} s ON s.key = f.subject WHERE t.id = ? AND s.id = ?",
            (fact, subject),
        ).fetchone()
        if row is not None:
            found[row[0]] = max(found.get(row[0], 0), row[1])
    return found
