# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the program is made of: every part with its version and licence, and the licences' texts."""

from __future__ import annotations

import platform
import re
import sys
import tomllib
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOLD = ("LICEN", "COPYING", "NOTICE")
_NOT_OF_NAMES = re.compile(r"[-_.]+")
_FROZEN = "the frozen program"


@dataclass(frozen=True, slots=True)
class Part:
    """One part; ``licence`` is an SPDX expression, ``within`` names the part it lies in."""

    name: str
    version: str | None
    licence: str
    within: str | None = None

    def __str__(self) -> str:
        """Say it in a line."""
        named = f"{self.name} {self.version}" if self.version else self.name
        return f"{named}{f' (in {self.within})' if self.within else ''}: {self.licence}"


def parts() -> list[Part]:
    """List the interpreter, every package of ours that is installed, and what lies inside them."""
    table = tomllib.loads((files("fonds.viewer") / "parts.toml").read_text(encoding="utf-8"))
    frozen = getattr(sys, "frozen", False)
    found = [Part("Python", platform.python_version(), "PSF-2.0")]
    for name, licence in sorted(table["packages"].items()):
        version = _version(name)
        if version is not None:
            found.append(Part(name, version, licence))
    there = {part.name for part in found} | {"fonds", "Qt"} | ({_FROZEN} if frozen else set())
    found += [
        Part(inside["name"], inside.get("version"), inside["licence"], inside["within"])
        for inside in table["inside"]
        if inside["within"] in there
    ]
    return found


def texts() -> Iterator[tuple[str, str]]:
    """Yield the licences, each with the part it came with: ours, then every package's own.

    A text that several packages carry word for word comes once.
    """
    told: set[str] = set()
    for folder in ("fonts", "licences"):
        there = files("fonds.viewer") / folder
        for name in sorted(e.name for e in there.iterdir() if e.name.endswith(".txt")):
            text = (there / name).read_text(encoding="utf-8")
            told.add(text)
            yield name.removesuffix(".txt"), text
    for part in parts():
        if part.within is not None or _version(part.name) is None:
            continue
        for file in _told_with(part.name):
            text = file.read_text(encoding="utf-8", errors="replace")
            if text not in told:
                told.add(text)
                yield f"{part.name}: {file.name}", text


def _told_with(name: str) -> list[Path]:
    """Find the licences among a package's metadata; the frozen program keeps no list of files."""
    beside = Path(str(metadata.distribution(name).locate_file("")))
    return sorted(
        file
        for folder in beside.glob("*.dist-info")
        if _NOT_OF_NAMES.sub("-", folder.stem.rpartition("-")[0]).lower() == name
        for file in folder.rglob("*")
        if file.is_file() and ("licenses" in file.parts or file.name.upper().startswith(_TOLD))
    )


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
