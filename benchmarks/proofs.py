# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Signing heads, proving events and facts, and verifying the tree."""

from __future__ import annotations

import contextlib
import hashlib
import os
from random import Random
from typing import TYPE_CHECKING

from benchmarks.measure import Aim, Findings, Row, against, in_turns, milliseconds, rate
from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.connection import connect
from fonds.archive.proofs.bundle import Prover
from fonds.archive.proofs.keys import SigningKeys
from fonds.archive.verifying import verify_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.archives import Archives

LIMIT_MS = 5.0
"""Milliseconds that one proof may take."""

BLOCK = 50
"""Appends, checkpoints or proofs timed as one."""

_NOW = "2026-11-22T09:00:00.000000Z"


def run(archives: Archives, repetitions: int) -> Findings:
    """Measure proofs against their limit, checkpoints against appends, verify against a scan."""
    path = archives.full()
    keys = SigningKeys(lambda: _NOW, archives.folder / "keys", lambda: None)
    with Archive.open(path) as archive:
        events = archive.head().size
        proofs = _proofs(archive, keys, repetitions, Random(7))  # noqa: S311 - which events is no secret
        times = in_turns(repetitions, proofs)
        rows = [
            _limited("proof of one event", times["event"], Aim(1.0, most=True)),
            _limited("proof of a fact, with all it rests on", times["fact"], None),
        ]
        rows.append(_checkpoints(archive, keys, repetitions))
    rows += _tree(path, repetitions)
    notes = (
        f"Proofs and checkpoints: a log of {events:,} events.",
        (
            "verify of the tree reads a long log in two processes, where the machine has two"
            " processors; the scan is one. By the processor, both processes are counted."
        ),
    )
    return Findings(tuple(rows), notes)


def _proofs(
    archive: Archive, keys: SigningKeys, repetitions: int, random: Random
) -> dict[str, Callable[[int], object]]:
    notary = archive.notary(keys)
    signed = notary.checkpoints.sign()
    size = signed.checkpoint.size
    count = BLOCK * repetitions
    positions = [random.randint(1, size) for _ in range(count)]
    store = notary.store
    facts: list[str] = []
    while len(facts) < count:
        header = store.at([random.randint(1, size)])[0].header
        if header.type == "FactAsserted":
            facts.append(header.stream)

    def prove_events(turn: int) -> None:
        for position in positions[turn * BLOCK : (turn + 1) * BLOCK]:
            # A prover of its own each time: nothing is remembered from the proof before.
            Prover(store, signed).events([position], ())

    def prove_facts(turn: int) -> None:
        for fact in facts[turn * BLOCK : (turn + 1) * BLOCK]:
            notary.prove(fact)

    return {"event": prove_events, "fact": prove_facts}


def _limited(name: str, times: list[float], aim: Aim | None) -> Row:
    each = [time / BLOCK for time in times]
    return Row(
        f"{name} : a limit",
        milliseconds(each),
        f"{LIMIT_MS:.2f} ms",
        tuple(one * 1000 / LIMIT_MS for one in each),
        aim,
    )


def _checkpoints(archive: Archive, keys: SigningKeys, repetitions: int) -> Row:
    """Time appends, and the checkpoint after each of them, apart."""
    checkpoints = archive.notary(keys).checkpoints
    subject = archive.queries.subjects()[0].id
    appends, signings = [], []
    for turn in range(repetitions + 1):
        append, sign = 0.0, 0.0
        for number in range(BLOCK):
            note = WriteNote(subject, f"note {turn} {number}")
            append += in_turns(1, {"one": lambda _, note=note: archive.execute(note)})["one"][0]
            sign += in_turns(1, {"one": lambda _: checkpoints.sign()})["one"][0]
        appends.append(append)
        signings.append(sign)
    # The first block is not counted: caches fill.
    return Row(
        "checkpoint after an append : the append",
        milliseconds([time / BLOCK for time in signings[1:]]),
        milliseconds([time / BLOCK for time in appends[1:]]),
        tuple(sign / append for sign, append in zip(signings[1:], appends[1:], strict=True)),
        Aim(1.0, most=True),
    )


def _tree(path: Path, repetitions: int) -> list[Row]:
    spent: dict[str, list[float]] = {"ours": [], "scan": []}

    def scan(_: int) -> None:
        before = _processor()
        # Both open the file, and read it into a cache of their own.
        with contextlib.closing(connect(path, mode="ro")) as connection:
            rows = connection.execute("SELECT CAST(header AS BLOB) FROM event ORDER BY position")
            for (header,) in rows:
                hashlib.sha256(header).digest()
        spent["scan"].append(_processor() - before)

    def verify(_: int) -> None:
        before = _processor()
        assert verify_at(path, tree_only=True).ok  # noqa: S101 - else nothing was measured
        spent["ours"].append(_processor() - before)

    scan(0)
    spent["scan"].clear()
    times = in_turns(repetitions, {"ours": verify, "scan": scan})
    with contextlib.closing(connect(path, mode="ro")) as connection:
        count = connection.execute("SELECT count(*) FROM event").fetchone()[0]
    name = "verify of the tree, events : a scan with SHA-256 of each"
    return [
        Row(
            f"{name}{by}",
            rate(count, measured["ours"]),
            rate(count, measured["scan"]),
            against(measured["scan"], measured["ours"]),
            Aim(0.5),
        )
        for by, measured in ((", by the clock", times), (", by the processor", spent))
    ]


def _processor() -> float:
    """Return the seconds of processor that this process and those it has ended have taken."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
