# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Write down what each released archive says, where that is not written down yet.

    PYTHONPATH=tests .venv/bin/python -m golden.make_says

Run it once after adding an archive; what is there stays as it is.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

from fonds.archive import Archive

FOLDER = Path(__file__).resolve().parent / "archives"
DIGESTS = FOLDER / "SAYS.sha256"


def said(archive: Archive) -> dict[str, object]:
    """Return what facts say, with their words, and every event's place, type and time."""
    facts = [
        [subject.label, answer.name, value.value, fact.position, citation.quote]
        for subject in archive.queries.subjects()
        for answer in archive.queries.record(subject.id).properties()
        for scope in answer.scopes
        for value in scope.values
        for fact in value.facts
        for citation in fact.citations
    ]
    history = [
        [entry.position, entry.event, entry.type, entry.recorded_at]
        for entry in archive.queries.history()
    ]
    sources = [[source.id, source.title] for source in archive.queries.sources()]
    return {
        "facts": sorted(facts, key=repr),
        "history": sorted(history, key=repr),
        "sources": sorted(sources),
    }


def of_released(path: Path) -> dict[str, object]:
    """Return what a released archive says once it is opened for writing."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, Path(folder) / "copy.fonds"))
        with Archive.open(copy) as archive:
            return said(archive)


def stored(path: Path) -> Path:
    """Return where it is written down."""
    return path.with_suffix(".says.json")


def digests() -> dict[str, str]:
    """Return the digests of what is written down, as `sha256sum` writes them."""
    if not DIGESTS.exists():
        return {}
    lines = (line.split("  ", 1) for line in DIGESTS.read_text("utf-8").splitlines())
    return {name: digest for digest, name in lines}


def main() -> None:
    """Write what is missing."""
    known = digests()
    for path in sorted(FOLDER.rglob("*.fonds")):
        target = stored(path)
        if target.exists():
            continue
        text = json.dumps(of_released(path), ensure_ascii=True, indent=1) + "\n"
        target.write_bytes(text.encode("utf-8"))
        known[str(target.relative_to(FOLDER))] = hashlib.sha256(text.encode("utf-8")).hexdigest()
        sys.stdout.write(f"{target}\n")
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(known.items()))
    DIGESTS.write_bytes(lines.encode("utf-8"))


if __name__ == "__main__":
    main()
