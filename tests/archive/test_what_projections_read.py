# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A projection says which types of events it reads, for it is told of no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from archive.sealing import opened, small_archive
from golden.make_golden import sealed_sample
from golden.samples import samples

from fonds.archive.projections.base import EVERY_TYPE
from fonds.archive.projector import Projector
from fonds.events.recorded import RecordedEvent, recorded

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.projections.base import Projection

EVENTS = [recorded(1, sealed_sample(stem, event)) for stem, event in sorted(samples().items())]


class _Told:
    """A connection that counts what it is told, and keys that know every id."""

    def __init__(self) -> None:
        self.statements = 0

    def execute(self, sql: str, *_: Any) -> _Told:
        self.statements += not sql.lstrip().startswith("SELECT")
        return self

    def executemany(self, _: str, rows: Any) -> _Told:
        self.statements += bool(list(rows))
        return self

    def fetchone(self) -> tuple[int, int]:
        # No key, and no way for a fact to stand, that an event leaves as it is.
        return 2, 3

    def find(self, _: str) -> int:
        return 1

    of = find


def writes_for(projection: Projection, event: RecordedEvent) -> bool:
    told: Any = _Told()
    projection.enter(told, projection.gather([event]), told)
    return bool(told.statements)


@pytest.mark.parametrize("name", ["Subjects", "Sources", "Support", "Examined", "Facts"])
def test_it_reads_the_types_for_which_it_writes(tmp_path: Path, name: str) -> None:
    with opened(small_archive(tmp_path)) as store:
        projector: Any = Projector(store)
        (projection,) = [one for one in projector._projections if type(one).__name__ == name]
        projection._properties = _Properties()
        found = {event.header.type for event in EVENTS if writes_for(projection, event)}
    assert found == projection.READS


def test_all_others_read_every_type(tmp_path: Path) -> None:
    with opened(small_archive(tmp_path)) as store:
        projector: Any = Projector(store)
        rest = {type(one).__name__ for one in projector._projections if one.READS == EVERY_TYPE}
    assert rest == {"Things", "History", "Search"}
    assert {event.header.type for event in EVENTS} == EVERY_TYPE


class _Properties:
    """Every property is defined, under the key 1."""

    key = 1

    def named(self, _: str) -> _Properties:
        return self

    of_name = named
