# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Make archives with an event of every type, to be kept as the present edition wrote them.

    PYTHONPATH=tests .venv/bin/python -m golden.make_archive

Run it before the edition of the file is raised: it writes ``archives/EDITION/harbour.fonds`` and
a copy that withholds, and prints their lines of the manifest, which want the commit they were
written at. What is there is left as it is. Then run `golden.make_says`.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive import Archive
from fonds.archive.commands.archive import SetPolicy, WriteNote
from fonds.archive.commands.changes import (
    AssessFacts,
    CiteFact,
    CorrectFacts,
    ReattributeFacts,
    ReinstateFacts,
    RetractFacts,
    UnciteFact,
)
from fonds.archive.commands.conflicts import ResolveConflict
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.examining import (
    AssertDependence,
    DescribeSource,
    RecordInquiry,
    RecordRead,
    WithdrawDependence,
)
from fonds.archive.commands.facts import AssertFact, GivenCitation
from fonds.archive.commands.identity import DescribeSubject, WithdrawSubject
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.sources import AddSources, AppraiseSource, WorkDescription
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.archive.commands.tracing import TraceCitedWork
from fonds.archive.commands.translating import TranslatePassage
from fonds.archive.commands.uncapturing import WithdrawCapture
from fonds.archive.commands.withdrawing import WithdrawSource
from fonds.archive.schema import EDITION
from fonds.events.catalogue.archive import Visibility
from fonds.events.catalogue.properties import PropertyAmended
from fonds.events.catalogue.source import Reliability
from fonds.events.catalogue.subject import ConflictOutcome, Judgement
from fonds.events.ids import SeededRandomness
from fonds.events.recorded import event_types
from fonds.events.values import CorrectionKind, Rank, SubjectKind

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan

FOLDER = Path(__file__).resolve().parent / "archives"

REGISTER = "Tomas Falk, son of Anders Falk, was born on 9 March 1898 at the harbour.\n"
PAPER = "Tomas Falk of the harbour ward, a cooper, was born on 10 March 1898. Zoë 𝄞\n"
ARTICLE = (
    "Tomas Falk sat for the harbour ward.[1] He kept a boat.[2]\n\nReferences\n"
    "1. ^ Voss, M. (1931). The Wards. p. 12.\n2. ^ Harbour Register, 1898.\n"
)
PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Berths</title></head><body><h1>Berths</h1>"
    "<p>Nothing of him.</p><table><tr><th>Berth</th></tr><tr><td>7</td></tr></table></body></html>"
)


@dataclass(frozen=True)
class AmendProperty:
    """Say of a property that it is called otherwise; no command of the program does yet."""

    name: str
    label: str

    def plan(self, plan: Plan) -> object:
        """Plan `PropertyAmended`."""
        (stream,) = plan.store.connection.execute(
            "SELECT id FROM view_thing JOIN view_property USING (key) WHERE name = ?", (self.name,)
        ).fetchone()
        amended = plan.property(self.name).model_copy(update={"label": self.label})
        return plan.add(PropertyAmended(content=amended), stream)


def make(path: Path) -> None:
    """Make the archive at ``path``: ids and times are fixed, so that its log is always the same."""
    minutes = count()
    beginning = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.create(
            path,
            name="The harbour",
            agent="Zoë Marsh",
            clock=lambda: beginning + timedelta(minutes=next(minutes)),
            randomness=SeededRandomness("the harbour"),
        ) as archive,
    ):
        _work(archive, Path(folder))


def _work(archive: Archive, folder: Path) -> None:
    do = archive.execute

    def written(name: str, text: str) -> Path:
        (folder / name).write_bytes(text.encode("utf-8"))
        return folder / name

    def stated(subject: str, name: str, value: str, source: str, quote: str) -> str:
        return do(AssertFact(subject, name, value, source, quote)).answer.stream

    do(AddSources((written("register.txt", REGISTER),), WorkDescription(title="Register")))
    do(AddSources((written("paper.txt", PAPER),), WorkDescription(title="Harbour Paper")))
    do(
        AddSources(
            (written("article.txt", ARTICLE),),
            WorkDescription(title="Article", csl_type="entry-encyclopedia"),
            notes=True,
        )
    )
    do(AddSources((written("other.html", PAGE),), WorkDescription(title="Other")))
    do(OpenSubject("Tomas Falk", SubjectKind.PERSON, names=("T. Falk",)))
    do(OpenSubject("Tomas Falck", SubjectKind.PERSON))
    do(OpenSubject("The Falk boat", SubjectKind.PERSON))
    do(DescribeSubject("The Falk boat", "not a person", kind=SubjectKind.WORK))
    do(LinkSubjects("Tomas Falk", "Tomas Falck", Judgement.UNSURE, "one letter"))
    do(WithdrawSubject("The Falk boat", "never needed"))
    stated("Tomas Falk", "date_of_birth", "1898-03-09", "Register", "9 March 1898")
    stated("Tomas Falk", "date_of_birth", "1898-03-10", "Harbour Paper", "10 March 1898")
    (conflict,) = archive.queries.conflicts()
    do(ResolveConflict(conflict.id, ConflictOutcome.BOTH_STAND, "a baptism and a birth"))
    stated("Tomas Falk", "father", "Anders Falk", "Register", "son of Anders Falk")
    ward = stated("Tomas Falk", "represents_district", "harbour", "Harbour Paper", "harbour ward")
    do(CorrectFacts((ward,), CorrectionKind.MISREAD, "the ward", value="harbour ward"))
    do(CiteFact(ward, GivenCitation("Article", "sat for the harbour ward")))
    do(CiteFact(ward, GivenCitation("Register", "at the harbour")))
    cited = archive.queries.fact(ward).citations[-1].excerpt
    do(TranslatePassage(str(cited), "fr", "au port", "Inès Falk"))
    do(UnciteFact(ward, str(cited), "the place, not the ward"))
    do(AssessFacts((ward,), "read twice", rank=Rank.PREFERRED))
    cooper = stated("Tomas Falk", "occupation", "cooper", "Harbour Paper", "a cooper")
    do(ReattributeFacts((cooper,), "Tomas Falck", "said of the other"))
    boat = stated("Tomas Falck", "residence", "a boat", "Article", "kept a boat")
    do(RetractFacts((boat,), "kept is not lived"))
    do(ReinstateFacts((boat,), "he lived there too"))
    do(RetractFacts((boat,), "he did not"))
    line = {"id": "berth 7", "subject": "Tomas Falck", "property": "berth", "value": "7"}
    line |= {"source": "Other", "quote": "Nothing"}
    do(ImportFacts([json.dumps(line).encode()], match_labels=True, define_properties=True))
    do(AmendProperty("berth", "Berth in the harbour"))
    do(DescribeSource("Other", reason="its name", title="Another"))
    do(AppraiseSource("Register", Reliability.RELIABLE, note="kept by the parish"))
    do(AssertDependence("Article", "Harbour Paper", reason="word for word"))
    do(WithdrawDependence("Article", "Harbour Paper", reason="no"))
    do(TraceCitedWork("Article", "1", unlocatable=True, reason="no copy is known"))
    do(RecordInquiry("Register", "Tomas Falk", extent="1900", outcome="not found"))
    do(RecordRead("Register", 0, 20, note="read aloud"))
    do(Recapture("Harbour Paper", (written("paper2.txt", f"Corrected.\n{PAPER}"),)))
    do(Recapture("Another", (written("wrong.txt", "Another page altogether.\n"),)))
    do(WithdrawCapture("Another", "another page"))
    do(AddSources((written("twice.txt", "Registered twice.\n"),), WorkDescription(title="Twice")))
    do(WithdrawSource("Twice", "registered twice"))
    do(WriteNote("Tomas Falk", "Ask at the parish."))
    secret = do(WriteNote("Tomas Falck", "Said in confidence.")).answer
    archive.erase(EraseContent(f"@{secret.position}", "asked"))
    do(SetPolicy(living=Visibility.HIDDEN, presumed_dead_after=100, reason="the law"))
    told = {entry.type for entry in archive.queries.history(limit=1000)}
    missing = sorted(set(event_types()) - told)
    if missing:
        message = f"No event is of these types: {', '.join(missing)}. Let the script make them."
        raise SystemExit(message)


def line_of(path: Path) -> str:
    """Return an archive's line of the manifest, the commit left to whoever enters it."""
    with Archive.open(path, read_only=True) as archive:
        head = archive.head()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{digest} {path.relative_to(FOLDER)} {EDITION} {head.size} {head.root.hex()} COMMIT\n"


def main() -> None:
    """Make what is not there yet, and print its lines of the manifest."""
    path = FOLDER / str(EDITION) / "harbour.fonds"
    if path.exists():
        sys.stdout.write(f"{path} is there and stays as it is.\n")
        return
    path.parent.mkdir(exist_ok=True)
    make(path)
    copy = path.with_name("harbour-withheld.fonds")
    with Archive.open(path) as archive:
        archive.share_copy(copy, ("quotations", "notes"))
    for made in (path, copy):
        sys.stdout.write(line_of(made))


if __name__ == "__main__":
    main()
