# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a record lost to erasures, as rows, on paper and between two moments."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from fonds.viewer.desk.history_entries import day_said
from fonds.viewer.rows import HistoryEntry, NoteRow, Row, SectionRow
from fonds.viewer.wording import translate, worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fonds.archive.queries.erasures import ErasureAnswer


def erased_title() -> str:
    """Name the section in which erasures stand."""
    return translate("RecordRows", "Erased")


def erased_rows(erasures: Sequence[ErasureAnswer]) -> Iterator[Row]:
    """Make the section that says when something was erased, on which ground, and how much."""
    if erasures:
        yield SectionRow(erased_title())
    for one in erasures:
        yield NoteRow(_said(one))


def erased_html(erasures: Sequence[ErasureAnswer]) -> Iterator[str]:
    """Set the same lines on paper."""
    for one in erasures:
        yield f"<p class='note'>{escape(_said(one))}</p>"


def erased_entries(erasures: Sequence[ErasureAnswer], subject: str) -> Iterator[HistoryEntry]:
    """Make lines of what was erased between two moments: neither of them has it any more."""
    for one in erasures:
        at = datetime.fromisoformat(one.recorded_at)
        yield HistoryEntry(
            position=one.position,
            event="",
            recorded_at=at,
            when=day_said(at.astimezone()),
            agent="",
            verb=erased_title(),
            what="",
            reason=worded(one.said),
            subject=subject,
        )


def _said(one: ErasureAnswer) -> str:
    return f"{day_said(datetime.fromisoformat(one.recorded_at).astimezone())}: {worded(one.said)}"
