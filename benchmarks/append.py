# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Appending one fact durably, through the whole command path, views and search included."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from benchmarks.measure import Aim, Findings, Row, against, in_turns, rate, variation
from benchmarks.peers import PlainCommits, event_sourced_subjects
from benchmarks.recording import recorded, speak, transactions, writes
from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.values import ALWAYS_SUBJECTS
from fonds.archive.connection import connect, make_durable
from fonds.archive.tables import LIVE
from fonds.events.values import Certainty, ValueType

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.archives import Archives
    from benchmarks.generate import Fact

_PLACES = (
    f"SELECT s.id, p.first, p.last FROM {LIVE.view('place')} p JOIN {LIVE.view('rendition')} r"
    f" ON r.key = p.rendition JOIN {LIVE.view('thing')} s ON s.key = r.source"
)

BLOCK = 200
"""Appends timed as one; each is a transaction of its own."""


def run(archives: Archives, repetitions: int) -> Findings:
    """Compare blocks of appends with raw commits, with their own SQL, and with a library's."""
    path = archives.full()
    with Archive.open(path) as archive:
        commands = commands_for(archive, archives, BLOCK * (repetitions + 1))
    recording = archives.full()
    with recorded(recording) as (archive, told):
        for command in commands:
            archive.execute(command)
        spoken = transactions(told)
    sizes = [sum(one.log_bytes() for one in transaction) for transaction in spoken]
    with contextlib.ExitStack() as opened:
        ours = opened.enter_context(Archive.open(path))
        again = opened.enter_context(contextlib.closing(connect(archives.full(), mode="rw")))
        bare = opened.enter_context(contextlib.closing(connect(archives.full(), mode="rw")))
        make_durable(again)
        make_durable(bare)
        plain = opened.enter_context(
            contextlib.closing(PlainCommits(archives.folder / "plain.db", sizes))
        )
        written = [writes(transaction) for transaction in spoken]
        works: dict[str, Callable[[int], object]] = {
            "ours": lambda at: ours.execute(commands[at]),
            "raw": plain.commit,
            "same": lambda at: speak(again, spoken[at]),
            "writes": lambda at: speak(bare, written[at]),
        }
        library = event_sourced_subjects(archives)
        if library is not None:
            works["library"] = opened.enter_context(contextlib.closing(library)).append
        blocks = {name: in_blocks(work) for name, work in works.items()}
        # The first block of each is not counted: caches fill, the file grows its first pages.
        for block in blocks.values():
            block(0)
        times = in_turns(repetitions, {name: later(work) for name, work in blocks.items()})
    found = _findings(times, sizes)
    asked = sum(statement.reads for transaction in spoken for statement in transaction)
    wrote = sum(map(len, written))
    note = (
        f"An append asks {asked / len(spoken):.1f} questions and speaks {wrote / len(spoken):.1f}"
        " writing statements, BEGIN and COMMIT among them."
    )
    return Findings(found.rows, (note, *found.notes))


def in_blocks(work: Callable[[int], object]) -> Callable[[int], None]:
    """Return what does a whole block of the work, by the block's number."""

    def block(number: int) -> None:
        for at in range(number * BLOCK, (number + 1) * BLOCK):
            work(at)

    return block


def later(block: Callable[[int], None]) -> Callable[[int], None]:
    """Return what does the block after: the first is not counted."""
    return lambda number: block(number + 1)


def commands_for(
    archive: Archive, archives: Archives, count: int, *, taken: bool = False
) -> list[AssertFact]:
    """Return facts as a window gives them: subject and source by id, the passage by its place.

    With ``taken`` only those that cite a passage the archive has: one of its own is another event,
    which four of ten facts bring in a large archive, and none in a small one, whose few sources are
    used up.
    """
    subjects = {row.label: row.id for row in archive.queries.subjects()}
    sources: dict[str, str] = {}
    further = [fact for fact in archives.material.further if fact["subject"] in subjects]
    if taken:
        places = set(archive.queries._store.connection.execute(_PLACES))  # noqa: SLF001 - where its passages stand
        named = {fact["source"] for fact in further}
        sources = {name: archive.queries.names.source(name) for name in named}
        further = [
            fact
            for fact in further
            if (sources[fact["source"]], fact["start"], fact["end"]) in places
        ]
    commands = []
    for at in range(count):
        fact: Fact = further[at % len(further)]
        name = fact["source"]
        if name not in sources:
            sources[name] = archive.queries.names.source(name)
        work = fact.get("cited_work", {})
        commands.append(
            AssertFact(
                subject=subjects[fact["subject"]],
                property=fact["property"],
                value=_value(fact, subjects),
                value_type=ValueType(fact["value_type"]),
                when=fact["when"],
                qualifiers=fact["qualifiers"],
                source=sources[name],
                quote=fact["quote"],
                start=fact["start"],
                end=fact["end"],
                asserted_by=fact["asserted_by"],
                cited_work=work.get("work"),
                mark=work.get("mark"),
                certainty=Certainty(fact["certainty"]),
                note=fact.get("note"),
            )
        )
    return commands


def _value(fact: Fact, subjects: dict[str, str]) -> str | int:
    """Return a fact's value, a subject by its id: in a large archive many bear one name."""
    if ValueType(fact["value_type"]) in ALWAYS_SUBJECTS:
        return subjects.get(fact["value"], fact["value"])
    value: str | int = fact["value"]
    return value


def _findings(times: dict[str, list[float]], sizes: list[int]) -> Findings:
    ours = times["ours"]
    peers = (
        ("raw", "append one fact : raw commit of its bytes", Aim(0.25)),
        ("same", "append one fact : its own SQL, prebuilt", Aim(0.5)),
        ("writes", "append one fact : its writing SQL only, prebuilt", None),
        ("library", "append one fact : eventsourcing load, append, save", Aim(3)),
    )
    rows = tuple(
        Row(name, rate(BLOCK, ours), rate(BLOCK, times[peer]), against(times[peer], ours), aim)
        for peer, name, aim in peers
        if peer in times
    )
    notes = [
        (
            f"An append adds {sum(sizes) / len(sizes):,.0f} bytes to the log (headers, leaf hashes,"
            " parts, salts) on average."
        ),
        (
            f"Noise: the same raw commits differed by up to {variation(times['raw'])} between"
            f" repetitions, our appends by {variation(ours)}."
        ),
    ]
    if "library" not in times:
        notes.append("eventsourcing is not installed, so it is left out (make bench installs it).")
    return Findings(rows, tuple(notes))
