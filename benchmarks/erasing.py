# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Erasing: whether what a rehearsal costs for each fact grows with how many facts there are."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from benchmarks.measure import Aim, Findings, Row, milliseconds, undisturbed
from fonds.archive import Archive
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.tables import EVERY_SUBJECT, LIVE

if TYPE_CHECKING:
    from benchmarks.archives import Archives

_NO_GROWTH = Aim(2.0, most=True)
"""A subject of more facts has more names, each looked for; growing with the square it was 13."""

_HEAVIEST = (
    f"SELECT t.id FROM {LIVE.view('tally')} y JOIN {LIVE.view('thing')} t ON t.key = y.subject"
    " WHERE y.subject <> ? ORDER BY y.facts DESC, y.subject LIMIT 1"
)


def run(archives: Archives, repetitions: int, small: Archives) -> Findings:
    """Compare the rehearsal of erasing the heaviest subject with that in the small archive.

    In processor time: it is one thread's work from beginning to end. The names in the small one are
    the same, so that as large a share of the log has to be looked at word by word.
    """
    rows = []
    with contextlib.ExitStack() as opened:
        few = opened.enter_context(Archive.open(small.full()))
        many = opened.enter_context(Archive.open(archives.full()))
        for name, texts in (("", False), (" and masking its names in texts", True)):
            # The first of each is not counted: modules are loaded, and pages read.
            _rehearsed(few, texts=texts)
            with undisturbed():
                times = [
                    (_rehearsed(many, texts=texts), _rehearsed(few, texts=texts))
                    for _ in range(repetitions)
                ]
            large, little = zip(*times, strict=True)
            ratios = tuple(one / other for one, other in times)
            named = f"erasing rehearsed{name}, for each fact : at {small.count:,} facts"
            rows.append(Row(named, milliseconds(large), milliseconds(little), ratios, _NO_GROWTH))
    return Findings(tuple(rows))


def _rehearsed(archive: Archive, *, texts: bool) -> float:
    """Rehearse erasing the heaviest subject; return the seconds of processor for each fact."""
    connection = archive.queries._store.connection  # noqa: SLF001 - no query names the heaviest
    (subject,) = connection.execute(_HEAVIEST, (EVERY_SUBJECT,)).fetchone()
    began = time.process_time()
    outcome, _ = archive.erase(EraseContent(subject, "measured", texts=texts), dry_run=True)
    return (time.process_time() - began) / len(outcome.answer.facts)
