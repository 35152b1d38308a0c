# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Longer names that hold an erased one: masked or left, and always told with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive import Archive
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Clara Weber came. Clara Weber-Holt sang for the Anna-Clara Weber-Stiftung."
    " Clara Weber-like tunes; Clara Weber-Horn left.\n"
)


def test_longer_names_are_told_with_their_places(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, "utf-8")
    with Archive.create(tmp_path / "all.fonds") as archive:
        archive.execute(AddSources((page,)))
        clara = archive.execute(OpenSubject("Clara Weber", SubjectKind.PERSON)).answer.stream
        archive.execute(OpenSubject("Clara Weber-Horn", SubjectKind.PERSON))
        erasing = EraseContent(clara, "asked", texts=True)
        answers = [
            archive.erase(erasing, dry_run=True)[0].answer,
            archive.erase(erasing)[0].answer,
        ]
    for answer in answers:
        [masked] = [one for one in answer.remains if "within longer ones too" in one]
        told = []
        for name in ("Clara Weber-Holt", "Anna-Clara Weber-Stiftung"):
            start = TEXT.index(name)
            told.append(f"“{name}” at {start}:{start + len(name)}")
        assert f"too: {'; '.join(told)}. Where" in masked
        start = TEXT.index("Clara Weber-Horn")
        [left] = [one for one in answer.still if (start, start + len("Clara Weber")) in one.ranges]
        assert left.ranges == ((start, start + len("Clara Weber")),)
        [said] = [one for one in answer.remains if "as a part of the longer name" in one]
        assert f"at {start}:{start + len('Clara Weber')}." in said
