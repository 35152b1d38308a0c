# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Build the sample archive: documents in, facts imported, later acts applied.

    python examples/build_sample.py OUT.fonds

The clock and the source of ids are fixed, so that every build has the same log to the byte; tests
hold it against golden figures. It is also a worked example of the Python door.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.changes import (
    AssessFacts,
    CiteFact,
    CorrectFacts,
    ReattributeFacts,
    RetractFacts,
)
from fonds.archive.commands.facts import GivenCitation
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources, AppraiseSource, WorkDescription
from fonds.archive.errors import FondsError
from fonds.events.catalogue.source import Reliability
from fonds.events.ids import SeededRandomness
from fonds.events.values import Confidence, CorrectionKind, Rank, Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.commands.plan import Command
    from fonds.events.recorded import RecordedEvent

HERE = Path(__file__).parent / "marlow"
BEGINNING = datetime(2026, 3, 9, 9, 30, tzinfo=UTC)
COLLEAGUE = "K. Oduya"

DOCUMENTS: tuple[tuple[str, WorkDescription], ...] = (
    (
        "ellery-wiki-marlow.txt",
        WorkDescription(
            title="Ellery Wiki: Edda Marlow", csl_type="entry-encyclopedia", language="en"
        ),
    ),
    (
        "the-quay-profile.txt",
        WorkDescription(
            title="The Quay: profile of Edda Marlow",
            authors=("Mirela Voss",),
            publisher="The Quay",
            csl_type="article-newspaper",
            language="en",
        ),
    ),
    (
        "province-almanac-marlow.wiki",
        WorkDescription(
            title="Province Almanac: Edda Marlow", csl_type="entry-encyclopedia", language="en"
        ),
    ),
)


class SteppingClock:
    """A clock that moves on by a fixed step each time it is read."""

    def __init__(self, beginning: datetime, step: timedelta) -> None:
        """Stand at ``beginning``."""
        self._now = beginning
        self._step = step

    def __call__(self) -> datetime:
        """Return the time, and move on."""
        now = self._now
        self._now += self._step
        return now


def build(path: Path) -> None:
    """Build the sample at ``path``, where nothing may be yet."""
    clock = SteppingClock(BEGINNING, timedelta(minutes=17))
    randomness = SeededRandomness("the sample of Port Ellery")
    Archive.create(
        path, name="Edda Marlow of Port Ellery", agent="you", clock=clock, randomness=randomness
    ).close()

    def act(agent: str, *commands: Command[Any]) -> list[RecordedEvent]:
        with Archive.open(path, agent=agent, clock=clock, randomness=randomness) as archive:
            return [event for command in commands for event in archive.execute(command)]

    act("you", *(AddSources((HERE / name,), description) for name, description in DOCUMENTS))
    lines = (HERE / "facts.jsonl").read_bytes().splitlines()
    imported = act("you", ImportFacts(lines, "facts.jsonl"))
    keys = facts_by_key(lines, imported)
    for act_given in json.loads((HERE / "corrections.json").read_text(encoding="utf-8")):
        act(act_given["agent"], LATER_ACTS[act_given["act"]](act_given, keys))
    act(
        COLLEAGUE,
        WriteNote(
            "Edda Marlow",
            "The profile is undated; its ages point to the winter of 2019. Ask The Quay.",
        ),
    )


def facts_by_key(lines: list[bytes], events: list[RecordedEvent]) -> dict[str, str]:
    """Return the fact ids by the lines' own ids, and the subjects of the lines' own subject ids."""
    given = [json.loads(line) for line in lines if line.strip()]
    asserted = [event for event in events if event.header.type == "FactAsserted"]
    keys: dict[str, str] = {}
    for line, event in zip(given, asserted, strict=True):
        keys[line["id"]] = event.header.stream
        if "subject_id" in line:
            keys[line["subject_id"]] = event.header.about[0]
    return keys


def _correct(act: dict[str, Any], keys: dict[str, str]) -> Command[Any]:
    return CorrectFacts(
        (keys[act["fact"]],),
        CorrectionKind(act["kind"]),
        act["reason"],
        value=act["value"],
        qualifiers=act.get("qualifiers", {}),
    )


def _retract(act: dict[str, Any], keys: dict[str, str]) -> Command[Any]:
    return RetractFacts((keys[act["fact"]],), act["reason"])


def _reattribute(act: dict[str, Any], keys: dict[str, str]) -> Command[Any]:
    return ReattributeFacts((keys[act["fact"]],), keys[act["to"]], act["reason"], slot=act["slot"])


def _assess(act: dict[str, Any], keys: dict[str, str]) -> Command[Any]:
    confidence = act.get("confidence")
    return AssessFacts(
        (keys[act["fact"]],),
        act["reason"],
        rank=Rank(act["rank"]),
        confidence=Confidence(confidence) if confidence else None,
    )


def _appraise(act: dict[str, Any], keys: dict[str, str]) -> Command[Any]:
    del keys
    return AppraiseSource(
        act["source"], Reliability(act["reliability"]), bias=act["bias"], note=act["note"]
    )


def _cite(act: dict[str, Any], keys: dict[str, str]) -> Command[Any]:
    return CiteFact(
        keys[act["fact"]],
        GivenCitation(
            act["source"],
            act["quote"],
            start=act["start"],
            end=act["end"],
            asserted_by=act["asserted_by"],
        ),
        stance=Stance(act["stance"]),
        note=act["note"],
    )


LATER_ACTS: dict[str, Callable[[dict[str, Any], dict[str, str]], Command[Any]]] = {
    "correct": _correct,
    "retract": _retract,
    "reattribute": _reattribute,
    "assess": _assess,
    "appraise": _appraise,
    "cite": _cite,
}


def main() -> int:
    """Build the sample where the command line says."""
    if len(sys.argv) != 2:
        sys.stderr.write("usage: python examples/build_sample.py OUT.fonds\n")
        return 2
    path = Path(sys.argv[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        build(path)
    except FondsError as error:
        sys.stderr.write(f"{error.message}\n")
        return error.EXIT
    sys.stdout.write(f"Built {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
