# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sound and film: kept as they are. Their words come by a transcript (`source transcribe`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.extraction.asking import damaged
from fonds.archive.sources.extracted import Extracted

if TYPE_CHECKING:
    from fonds.archive.extraction.asking import Asked, Report

VERSION = 1


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Keep a recording, whose bytes are not looked into."""
    report(0, 1)
    if not data:
        raise damaged(asked, "a recording", "it is empty")
    remark = (
        "It is a recording and holds no text. Add a time-coded transcript (.vtt, .srt) with fonds"
        " source transcribe."
    )
    return Extracted(
        text="",
        media_type=asked.media_type,
        tool=f"Fonds, kept without a text {VERSION}",
        remarks=(remark,),
    )
