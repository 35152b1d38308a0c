# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Copies that leave words out and still verify: the log is the original's to the byte.

Words of third parties keep their salts, so that whoever has the document may put them back; notes
and what is said of living people lose them, so that nobody can test a guess. The import secret
never leaves the archive. What is left out is listed in the copy (docs/format.md, `withheld`).
"""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import secrets
import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.connection import connect, translated
from fonds.archive.errors import ArchiveError, WrongUseError
from fonds.archive.files import UNFINISHED, copy_whole, remove_leftovers, unfinished
from fonds.archive.lending import settle
from fonds.archive.lookup.called import bare_names_of, names_of
from fonds.archive.lookup.counted import facts_holding
from fonds.archive.lookup.living import Living
from fonds.archive.lookup.names import Names
from fonds.archive.lookup.passages_in import passages_in, taken_from, texts_of
from fonds.archive.lookup.policies import hiding_policy, policy_in_force
from fonds.archive.lookup.saying import Saying
from fonds.archive.lookup.saying_subject import take_facts, take_words
from fonds.archive.lookup.titles import titles_of
from fonds.archive.lookup.words import Phrases
from fonds.archive.migrating import bring_up_to_date
from fonds.archive.projector import rebuild
from fonds.archive.record.policy import EVERYTHING
from fonds.archive.store.removal import digests, spelt_parts
from fonds.archive.store.removal import withhold as withhold_parts
from fonds.archive.store.sqlite import SqliteStore
from fonds.archive.verifying import verify_at
from fonds.events.catalogue.archive import ArchiveCreated
from fonds.events.catalogue.excerpt import (
    CONTEXT_LENGTH,
    ExcerptRelocated,
    ExcerptTaken,
    ExcerptTranslated,
)
from fonds.events.catalogue.source import (
    CaptureAdded,
    RenditionAdded,
    SourceDescribed,
    SourceRegistered,
)
from fonds.events.catalogue.subject import SubjectOpened
from fonds.events.parts import Part
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from fonds.archive.integrity.findings import Fault
    from fonds.archive.projector import Progress
    from fonds.archive.store.contract import Head
    from fonds.events.recorded import RecordedEvent

CLASSES = ("quotations", "notes", "living", "policy")
"""What can be withheld beside single sources."""

_LABELS = frozenset({"SubjectOpened", "SubjectDescribed", "AgentIntroduced"})
"""Types that say what others are called; where that names somebody left out, it goes too."""

_PARTS = {"quotations": ("quotation", "text"), "notes": ("note",)}


@dataclass(frozen=True, slots=True)
class Shared:
    """A copy that was made: its head, what it withholds, and the faults the archive has anyway.

    ``bare`` are the facts left in it that hold, as a word, a given name of somebody left out; None
    where nobody was to be. ``named`` are the positions of events that no archive can be read
    without and that name somebody left out: what a property is called, say. ``subjects`` counts
    those of whom the copy has no record.
    """

    head: Head
    parts: int
    files: int
    faults: tuple[Fault, ...]
    bare: int | None = None
    named: tuple[int, ...] = ()
    subjects: int = 0


@dataclass(slots=True)
class _LeftOut:
    """Parts by position and files by digest: those that may come back, and those that may not."""

    salted: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    unsalted: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    listed_files: set[str] = field(default_factory=set)
    removed_files: set[str] = field(default_factory=set)
    given: set[str] | None = None
    """Given names of those who are left out, folded; None where nobody is to be."""
    named: set[int] = field(default_factory=set)
    """Events that must stay and name somebody left out."""


def share_copy(
    original: SqliteStore,
    path: Path,
    target: Path,
    withhold: Collection[str],
    progress: Progress | None = None,
) -> Shared:
    """Make a copy without what ``withhold`` names: classes, or sources by name.

    The class ``policy`` is whatever the archive's policy hides. The copy has its name only once it
    verifies. It is made beside the original at ``path``, or where temporary files lie: nothing of
    what is withheld is ever written into the folder of ``target``, which may be handed on.

    Raises:
        WrongUseError: nothing is named.
        RefusedError: something is at ``target`` already, or no source has that name.
        ArchiveError: it cannot be written, or the disk is full.
        Cancelled: ``progress`` answered False.
    """
    if not withhold:
        message = say(
            "Say what to leave out with --withhold: {classes}, or a source.",
            classes=", ".join(CLASSES),
        )
        raise WrongUseError("nothing-withheld", message)
    connection = original.connection
    hides = hiding_policy(policy_in_force(original)) if "policy" in withhold else EVERYTHING
    if "living" in withhold:
        hides = replace(hides, living="hidden")
    said = {"notes": hides.notes, "quotations": hides.quotations}
    withhold = [*withhold, *(name for name, shown in said.items() if shown == "hidden")]
    hidden = Living(original, hides)
    names = Names(connection)
    sources = [names.source(name) for name in withhold if name not in CLASSES]
    shared: list[Shared] = []

    def leave_out(copy: Path) -> None:
        with contextlib.closing(connect(copy, mode="rw")) as opened, translated(copy):
            opened.execute("PRAGMA secure_delete=ON")
            # An archive that is only read may be of an earlier edition, its views too.
            bring_up_to_date(opened)
            store = SqliteStore(opened, str(copy))
            settle(store, copy, progress, read_only=False, lending=False)
            left = _left_out(store, withhold, sources, hidden)
            with store.transaction():
                parts, files = withhold_parts(
                    store, left.salted, left.unsalted, left.listed_files, left.removed_files
                )
            bare = None if left.given is None else facts_holding(store, left.given)
            gone = _subjects_in(store, left.unsalted)
            rebuild(store, progress)
            opened.execute("PRAGMA temp_store=FILE")
            opened.execute("VACUUM")
            head = store.head()
        faults = verify_at(copy, progress).faults
        shared.append(Shared(head, parts, files, faults, bare, tuple(sorted(left.named)), gone))

    with unfinished(target) as handed, _beside(path) as folder:
        made = folder / f".{target.name}.{secrets.token_hex(4)}.copy{UNFINISHED}"
        try:
            copy_whole(connection, made, leave_out, progress)
            with translated(target):
                shutil.copyfile(made, handed)
                _read_back(made, handed, target)
        finally:
            remove_leftovers(made)
    return shared[0]


def _read_back(made: Path, handed: Path, target: Path) -> None:
    """Check that what lies in the folder of the copy is what was verified beside the original.

    What is read is what the disk was given, as far as the system lets go of what it remembers.
    """
    with handed.open("rb+") as file:
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    if not filecmp.cmp(made, handed, shallow=False):
        message = say(
            "{path} was not copied as it should be, and was removed; the disk it lies on may be"
            " failing. Write the copy to another one.",
            path=target,
        )
        raise ArchiveError("not-as-written", message, path=str(target))


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Lend the folder of an archive, or one that vanishes where that cannot be written."""
    folder = path.resolve().parent
    if os.access(folder, os.W_OK):
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="fonds-") as made:
        yield Path(made)


def _left_out(
    store: SqliteStore, withhold: Collection[str], sources: Collection[str], hidden: Living
) -> _LeftOut:
    left = _LeftOut()
    left.unsalted[1].add("import_secret")
    if "quotations" in withhold:
        _take_parts(store, left.salted, _PARTS["quotations"])
        # No document brings back what is in words of ours.
        _take_parts(store, left.unsalted, (Part.TRANSLATION,))
        _take_wording(store, left, None)
        left.listed_files |= set(digests(store))
    if "notes" in withhold:
        _take_parts(store, left.unsalted, _PARTS["notes"])
    for source in sources:
        _take_source(store, left, source)
    if hidden.policy.hides_anything:
        _take_hidden(store, left, hidden)
    return left


def _take_parts(store: SqliteStore, into: dict[int, set[str]], names: Collection[str]) -> None:
    for position, name, _ in spelt_parts(store):
        if name in names:
            into[position].add(name)


def _take_source(store: SqliteStore, left: _LeftOut, source: str) -> None:
    """A source's words: its texts and files, and the passages of them. What it is stays known."""
    renditions: set[str] = set()
    for recorded in store.stream(source):
        event = recorded.event
        if isinstance(event, RenditionAdded):
            left.salted[recorded.position].add("text")
            renditions.add(event.content.rendition)
        elif isinstance(event, CaptureAdded) and event.origin is not None:
            left.listed_files |= {file.digest for file in event.origin.files}
    quoted: set[str] = set()
    for _, recorded in _passages(store, renditions):
        left.salted[recorded.position].add("quotation")
        quoted.add(recorded.header.stream)
    for position in _translations(store, quoted):
        left.unsalted[position].add(Part.TRANSLATION)
    _take_wording(store, left, Saying(store).ever_citing(quoted))


def _take_wording(store: SqliteStore, left: _LeftOut, facts: Collection[str] | None) -> None:
    """The words of a source that facts repeat beside their values: of these facts, or of all.

    No document brings them back, since it does not say which of its words a fact repeats; and they
    are short. So they lose their salts, as notes do.
    """
    chosen = None
    if facts is not None:
        chosen = json.dumps(sorted(facts))
    rows = store.connection.execute(
        "SELECT position FROM event WHERE header ->> '$.type' IN ('FactAsserted', 'FactCorrected')"
        " AND header ->> '$.parts.wording' IS NOT NULL"
        " AND (?1 IS NULL OR stream IN (SELECT value FROM json_each(?1)))",
        (chosen,),
    )
    for (position,) in rows:
        left.unsalted[position].add("wording")


def _translations(store: SqliteStore, excerpts: Collection[str]) -> list[int]:
    """Return where passages were put into words of ours."""
    return [
        recorded.position
        for excerpt in sorted(excerpts)
        for recorded in store.stream(excerpt)
        if isinstance(recorded.event, ExcerptTranslated) and recorded.event.translation is not None
    ]


def _passages(
    store: SqliteStore, renditions: set[str]
) -> Iterator[tuple[tuple[int, int] | None, RecordedEvent]]:
    """Yield the events that hold words of texts, with the range they stand in, context included."""
    for excerpt in sorted(passages_in(store, renditions)):
        for recorded in store.stream(excerpt):
            event = recorded.event
            if (
                isinstance(event, ExcerptTaken | ExcerptRelocated)
                and event.content.rendition in renditions
            ):
                span = event.content.span
                around = (span.start - CONTEXT_LENGTH, span.end + CONTEXT_LENGTH) if span else None
                yield around, recorded


def _take_hidden(store: SqliteStore, left: _LeftOut, hidden: Living) -> None:
    """What says anybody or any source hidden, and every text that names or quotes about them."""
    saying = Saying(store)
    names: list[str] = []
    if hidden.policy.living == "hidden" or hidden.policy.hidden_subjects:
        left.given = set()
    for subject in hidden.everybody():
        if left.given is not None:
            left.given.update(bare_names_of(saying, subject).given)
        names.extend(names_of(saying, subject))
        take_facts(saying, subject)
    for source in sorted(hidden.policy.hidden_sources):
        names.extend(_take_whole_source(store, saying, source))
    saying.settle()
    phrases = Phrases(names, turned=names, doubtful=None)
    others = hidden.longer_names(phrases)
    phrases = Phrases(names, turned=names, doubtful=None, others=others)
    still = take_words(saying, phrases)
    for position in sorted({*still.texts, *texts_of(saying.store, saying.excerpts)}):
        left.removed_files |= _take_text(store, saying, position, phrases)
    left.removed_files |= saying.files
    for there in still.elsewhere:
        if not hidden.hides_event(there.position, ("content",)):
            # A namesake who may be named is called so.
            continue
        if there.type in _LABELS:
            saying.event(store.at([there.position])[0])
        else:
            left.named.add(there.position)
    for position, parts in saying.parts.items():
        left.unsalted[position] |= parts
    created = store.at([1])[0].event
    # Erasing leaves an archive its name; a copy without it is called as its file is.
    if isinstance(created, ArchiveCreated) and phrases.are_in(created.content.name):
        left.unsalted[1].add("content")
        left.named.discard(1)


def _subjects_in(store: SqliteStore, parts: dict[int, set[str]]) -> int:
    """Count the subjects of which what they are called is among some parts."""
    gone = [position for position, names in parts.items() if Part.CONTENT in names]
    return sum(one.header.type == SubjectOpened.__name__ for one in store.at(sorted(gone)))


def _take_whole_source(store: SqliteStore, saying: Saying, source: str) -> list[str]:
    """Take all that a source says and is, with its passages and what rests on nothing else."""
    renditions: set[str] = set()
    saying.stream(source)
    for recorded in store.stream(source):
        event = recorded.event
        if isinstance(event, RenditionAdded):
            renditions.add(event.content.rendition)
        elif isinstance(event, CaptureAdded):
            saying.captures.add(event.content.capture)
            saying.take_files(event)
    saying.passages(taken_from(saying.store, renditions))
    return titles_of(store, source)


def _take_text(store: SqliteStore, saying: Saying, position: int, names: Phrases) -> set[str]:
    """Take a text with what quotes its names, and where it is from; return its files' digests."""
    recorded = store.at([position])[0]
    event = recorded.event
    if not isinstance(event, RenditionAdded):
        return set()
    saying.event(recorded, "text")
    near = names.ranges(event.text.text) if event.text is not None else []
    passages = list(_passages(store, {event.content.rendition}))
    # What is quoted about somebody stands around the passages beside it too.
    near += [
        (around[0] + CONTEXT_LENGTH, around[1] - CONTEXT_LENGTH)
        for around, passage in passages
        if around is not None and passage.header.stream in saying.excerpts
    ]
    for around, passage in passages:
        if around is None or any(first < around[1] and around[0] < last for first, last in near):
            saying.event(passage, "quotation")
            for position in _translations(store, {passage.header.stream}):
                saying.event(store.at([position])[0], Part.TRANSLATION)
    files: set[str] = set()
    for described in store.stream(recorded.header.stream):
        capture = described.event
        if isinstance(capture, SourceRegistered | SourceDescribed):
            # Its address and the names of its files lead to the text, and so to the person.
            saying.event(described, "origin")
        elif (
            isinstance(capture, CaptureAdded)
            and capture.content.capture == event.content.capture
            and capture.origin is not None
        ):
            # A digest tells whoever has the file that this is where it was read.
            saying.event(described, "origin")
            files |= {file.digest for file in capture.origin.files}
    return files
