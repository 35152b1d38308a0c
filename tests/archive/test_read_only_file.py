# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An archive that nobody may write: it is read as it lies, and nothing is left beside it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from archive.erasing import small

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive without any right to write it, in a folder that can be written."""
    made = small(tmp_path)
    folder = tmp_path / "kept"
    folder.mkdir()
    path = folder / "light.fonds"
    shutil.copy(made.path, path)
    path.chmod(0o444)
    ask: Callable[..., bool] = os.access
    protected = {str(path), str(path.resolve())}

    def access(what: Path | str, mode: int, **given: bool) -> bool:
        # Root may write what nobody may.
        return not (mode == os.W_OK and str(what) in protected) and ask(what, mode, **given)

    monkeypatch.setattr("os.access", access)
    return path


def test_it_is_read_and_nothing_is_left_beside_it(kept: Path) -> None:
    before = kept.read_bytes()
    with Archive.open(kept, read_only=True) as archive:
        assert archive.read_only
        assert archive.queries.search("keeper").total
        assert [one.name for one in kept.parent.iterdir()] == [kept.name]
    assert Archive.verify_file(kept).ok
    assert [one.name for one in kept.parent.iterdir()] == [kept.name]
    assert kept.read_bytes() == before


def test_erasing_says_what_is_needed(kept: Path) -> None:
    with Archive.open(kept) as archive:
        for rehearsed, told in ((True, "rehearse on a copy"), (False, "nothing can be erased")):
            with pytest.raises(ArchiveError, match=told) as refused:
                archive.erase(EraseContent("Quistle Vandermeeer", "asked"), dry_run=rehearsed)
            assert refused.value.code == "read-only"
    assert [one.name for one in kept.parent.iterdir()] == [kept.name]


def test_a_log_beside_it_is_read_too(kept: Path, tmp_path: Path) -> None:
    """Nobody may write it now; somebody did, and what they wrote is not passed over."""
    source = tmp_path / "home" / "light.fonds"
    with Archive.open(source) as writer, Archive.open(source, read_only=True) as reader:
        assert reader.head().size
        subject = next(iter(writer.queries.subjects(limit=1))).id
        size = writer.execute(WriteNote(subject, "tokenlog")).head.size
        for ending in ("", "-wal", "-shm"):
            target = kept.with_name(f"{kept.name}{ending}")
            target.unlink(missing_ok=True)
            shutil.copy(f"{source}{ending}", target)
    kept.chmod(0o444)
    with Archive.open(kept, read_only=True) as archive:
        assert archive.head().size == size
