# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An archive with words that stand nowhere else, and a search of every byte for them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.changes import (
    AssessFacts,
    CiteFact,
    CorrectFacts,
    RetractFacts,
)
from fonds.archive.commands.facts import AssertFact, GivenCitation
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources, WorkDescription
from fonds.archive.commands.subjects import OpenSubject
from fonds.events.ids import SeededRandomness
from fonds.events.values import CorrectionKind, Rank, SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

LETTER = (
    "Letter about Zorvane Kettlemoor\n\n"
    "Quistle Vandermeeer was born at Brindlewick on 9 March 1898.\n"
    "Her brother, Zorvane Kettlemoor, kept the light at Ostrable until 1934.\n"
    "Nobody liked the harbour master.\n"
)
ALMANAC = "Brindlewick almanac.\nThe light at Ostrable: Z. Kettlemoor, keeper, 1921 to 1934.\n"


@dataclass
class Small:
    """The archive's folder and file, and the ids of what is in it."""

    path: Path
    letter: str
    almanac: str
    quistle: str
    zorvane: str
    born: str
    brother: str
    keeper: str

    @property
    def folder(self) -> Path:
        return self.path.parent


def small(folder: Path, *, seed: str = "erasing") -> Small:
    """Make the archive in a folder of its own; the documents lie elsewhere."""
    documents = folder / "documents"
    documents.mkdir()
    (documents / "letter.txt").write_text(LETTER, encoding="utf-8")
    (documents / "almanac.txt").write_text(ALMANAC, encoding="utf-8")
    home = folder / "home"
    home.mkdir()
    path = home / "light.fonds"
    with Archive.create(path, randomness=SeededRandomness(seed)) as archive:
        do = archive.execute
        letter = do(AddSources((documents / "letter.txt",))).answer[0].id
        almanac = (
            do(AddSources((documents / "almanac.txt",), WorkDescription(title="Almanac")))
            .answer[0]
            .id
        )
        quistle = do(OpenSubject("Quistle Vandermeeer", SubjectKind.PERSON)).answer.stream
        born = do(
            AssertFact(
                quistle,
                "date_of_birth",
                "1898-03-09",
                letter,
                "born at Brindlewick on 9 March 1898",
                as_written="9 March 1898",
                note='A "tokenborn" note: naïve, and \\ odd.',
            )
        ).answer.stream
        do(CorrectFacts((born,), CorrectionKind.MISTYPED, "tokenreason", value="1898-03-10"))
        do(AssessFacts((born,), "tokenassessed", rank=Rank.PREFERRED))
        brother = do(
            AssertFact(quistle, "sibling", "Zorvane Kettlemoor", letter, "Her brother, Zorvane")
        ).answer.stream
        zorvane = archive.queries.fact(brother).value_subject
        line = {
            "id": "L1",
            "subject": "Zorvane Kettlemoor",
            "property": "occupation",
            "value": "tokenkeeper of the light",
            "source": "letter.txt",
            "quote": "kept the light at Ostrable",
            "note": "tokennote about him",
            "asserted_by": "Tokenspeaker",
        }
        do(ImportFacts([json.dumps(line).encode()], match_labels=True))
        record = archive.queries.record(zorvane)
        keeper = record.properties()[0].scopes[0].values[0].facts[0].id
        do(CiteFact(keeper, GivenCitation(almanac, "The light at Ostrable")))
        do(RetractFacts((brother,), "tokenretracted"))
        do(WriteNote(quistle, "Ask whether zorvane  kettlemoor had children."))
    return Small(path, letter, almanac, quistle, zorvane, born, brother, keeper)


def forms(word: str) -> set[bytes]:
    """Return the ways in which a word may lie in a file."""
    escaped = {json.dumps(word)[1:-1], json.dumps(word, ensure_ascii=False)[1:-1]}
    folded = word.casefold()
    spelt = {word, folded, word.upper(), *escaped}
    return {
        said.encode(encoding) for said in spelt for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    }


def found_in(folder: Path, *words: str) -> dict[str, list[str]]:
    """Return, for each word that lies anywhere in a folder's files, the files it lies in."""
    found: dict[str, list[str]] = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes()
        for word in words:
            if any(form in data for form in forms(word)):
                found.setdefault(word, []).append(file.name)
    return found
