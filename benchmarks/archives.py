# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The archives that are measured: made once for a number of facts, then copied."""

from __future__ import annotations

import gc
import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.generate import Material, generate
from fonds.archive import Archive
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources

if TYPE_CHECKING:
    from pathlib import Path

FURTHER = 1600
"""Generated facts that are not imported, to be appended one by one."""


@dataclass(slots=True)
class Archives:
    """Everything made from one number of facts, in a folder on a real disk.

    ``ready`` is a folder in which ``<count>/full.fonds``, if it is there, was made so before: an
    import of a million facts takes longer than all that is measured.
    """

    folder: Path
    count: int
    ready: Path | None = None
    _material: Material | None = None
    _copies: int = 0
    _made: dict[str, Path] = field(default_factory=dict)

    @property
    def material(self) -> Material:
        """The documents, the facts to import, and `FURTHER` more."""
        if self._material is None:
            self._material = generate(self.count, FURTHER)
            # Or Python's collector would go through a million facts again and again while
            # something else is measured: nine tenths of the time, at that size.
            gc.collect()
            gc.freeze()
        return self._material

    @property
    def lines(self) -> list[bytes]:
        """The facts to import, in the interchange format."""
        return self.material.lines()

    def empty(self) -> Path:
        """Return a new copy of the archive with the sources and no fact."""
        return self._copy(self._sources_only())

    def full(self) -> Path:
        """Return a new copy of the archive with all facts."""
        made = None if self.ready is None else self.ready / str(self.count) / "full.fonds"
        if "full" not in self._made and made is not None and made.is_file():
            self.folder.mkdir(parents=True, exist_ok=True)
            self._made["full"] = shutil.copyfile(made, self.folder / "full.fonds")
            with Archive.open(self._made["full"]):
                """Bring its tables up to date, so that no copy has to."""
        if "full" not in self._made:
            path = self.empty()
            with Archive.open(path) as archive:
                archive.execute(ImportFacts(self.lines))
            self._made["full"] = path
        return self._copy(self._made["full"])

    def _sources_only(self) -> Path:
        if "empty" not in self._made:
            self.folder.mkdir(parents=True, exist_ok=True)
            files = []
            for name, text in self.material.documents.items():
                file = self.folder / name
                file.write_text(text, encoding="utf-8")
                files.append(file)
            path = self.folder / "empty.fonds"
            with Archive.create(path, name="generated") as archive:
                archive.execute(AddSources(files=tuple(files)))
            self._made["empty"] = path
        return self._made["empty"]

    def _copy(self, path: Path) -> Path:
        # An idle archive is one file: its write-ahead log was folded back on closing.
        self._copies += 1
        return _settled(shutil.copyfile(path, self.folder / f"copy-{self._copies}.fonds"))


def _settled(path: Path) -> Path:
    """Have a file on the disk and in the system's memory before it is measured.

    Else the first fold-back of the log waits for a gigabyte that is still being written, a second
    that is none of Fonds', and a large archive is read from the disk where a small one is not.
    """
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        while file.read(1 << 24):
            """Only so that it is in memory."""
    return path
