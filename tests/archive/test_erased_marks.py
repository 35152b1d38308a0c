# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record that lost accounts to an erasure says so: when and why, and not what they said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archive.erasing import small

from fonds.archive import Archive
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.export.document import subject_shape

if TYPE_CHECKING:
    from pathlib import Path


def test_a_record_tells_what_it_lost_and_never_what_that_said(tmp_path: Path) -> None:
    made = small(tmp_path)
    with Archive.open(made.path) as archive:
        before = archive.head().size
        assert archive.queries.record(made.quistle).erased == ()
        # A note and the reason of a judgement are words; the fact stands without them.
        assessed = archive.queries.fact(made.keeper)
        excerpt = assessed.citations[0].excerpt
        assert excerpt is not None
        words, _ = archive.erase(EraseContent(excerpt, "asked", code="rights", keep_facts=True))
        gone, _ = archive.erase(EraseContent(made.brother, "tokenground", code="law"))
        (one,) = archive.queries.record(made.quistle).erased
        assert (one.position, one.ground) == (gone.answer.position, "law")
        assert (one.facts, one.words) == (1, 0)
        his = archive.queries.record(made.zorvane)
        assert [(mark.ground, mark.facts, mark.words) for mark in his.erased] == [
            ("rights", 0, 1),
            ("law", 1, 0),
        ]
        (recorded,) = archive._store.at([his.erased[0].position])
        assert recorded.header.action == words.action
        # The facts had been asserted by then: no moment gives their words back.
        assert archive.queries.record(made.quistle, f"@{before}").erased == (one,)
        asserted = archive._store.stream(made.brother)[0].position
        assert archive.queries.record(made.quistle, f"@{asserted - 1}").erased == ()
        told = json.dumps(subject_shape(his))
        assert "tokenground" not in told + " ".join(mark.said for mark in his.erased)
        archive.erase(EraseContent(made.keeper, "asked"))
        (_, _, last) = archive.queries.record(made.zorvane).erased
        assert last.facts == 1


def test_the_mark_counts_notes_and_a_comparison_across_it_says_so(tmp_path: Path) -> None:
    made = small(tmp_path)
    with Archive.open(made.path) as archive:
        before = archive.head().size
        gone, _ = archive.erase(EraseContent(made.zorvane, "asked", code="request", texts=True))
        assert gone.answer.masked
        record = archive.queries.record(made.quistle)
        (one,) = record.erased
        # The first record of the act, as the answer names it, whatever of it concerned her.
        assert one.position == gone.answer.position
        assert (one.facts, one.words, one.notes) == (1, 0, 1)
        assert "1 note about this subject" in one.said
        assert subject_shape(record)["erased"][0]["notes"] == 1
        # Before the note was written there was none to go.
        (then,) = archive.queries.record(made.quistle, f"@{before - 1}").erased
        assert (then.facts, then.notes) == (1, 0)
        diff = archive.queries.diff(made.quistle, f"@{before}", None)
        assert diff.erased == (one,)
        assert archive.queries.diff(made.quistle, None, f"@{before}").erased == (one,)
        assert archive.queries.diff(made.quistle, "@1", f"@{before}").erased == ()
        # A heavy subject is opened in part, and says it all the same.
        reader = archive.queries.opening(made.quistle)
        assert reader.record.erased == (one,)
