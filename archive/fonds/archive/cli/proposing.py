# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that proposes facts from what a source says in certain forms."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli import preferences
from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.progress import progress
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import flowing, safe, wrap
from fonds.archive.errors import RefusedError
from fonds.archive.proposals.passed_over import OF_NOBODY
from fonds.archive.proposals.plugged import PluggedProposer
from fonds.archive.proposals.whom import names_most_often

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.proposals.passed_over import PassedOver


_NOTHING = (
    "Nothing here is in a form that is read: rows of an infobox, and English and German sentences"
    " (births, deaths, family, offices, contests) about the one person whom the source is about."
    " Registers, tables and other languages are not read."
)
_NO_MORE = "To ask only the shipped rules from now on, say --prefer without a --proposer."
_NAME = "If it is about one person, name them with --subject"
_WHOM = f"Whom the source is about does not follow from its title and first lines. {_NAME}"
_MOST_PASSED = 5


@command(
    "propose",
    example="""fonds source propose marlow.fonds province-almanac-marlow.wiki
    fonds source propose marlow.fonds 2 --subject "Edda Marlow" --lines > candidates.jsonl""",
)
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@click.option(
    "--subject",
    metavar="NAME",
    type=WORDS,
    help="Whom the source is about; else the name in its title or first lines.",
)
@click.option(
    "--proposer",
    "proposers",
    metavar="NAME",
    type=WORDS,
    multiple=True,
    help="Ask this one of another package too; it is given the text. May be given again.",
)
@click.option("--prefer", is_flag=True, help="Ask these from now on, or, without any, none.")
@click.option(
    "--lines", is_flag=True, help="Print lines for fonds fact import, to be looked through first."
)
@living_option
@click.pass_obj
def propose(
    session: Session,
    path: Path,
    source: str,
    subject: str | None,
    proposers: tuple[str, ...],
    prefer: bool,
    lines: bool,
) -> None:
    """Propose facts from what is certain in form: infobox rows, births, family, offices, contests.

    Nothing is recorded. Look the candidates through, leave out what is wrong, and import the rest
    (fonds fact import … --match-labels): each keeps the program and the rule that proposed it,
    beside you who took it. Read are rows of an infobox, and English and German sentences about the
    one person whom the source is about; registers, tables and other languages are not.
    """
    named = proposers if proposers or prefer else preferences.preferred_proposers()
    thrown: dict[str, int] = {}
    failed: list[RefusedError] = []
    passed: list[PassedOver] = []
    with session.reading(path) as archive, progress("Looking through it") as bar:
        asked: list[PluggedProposer] = []
        for name in dict.fromkeys(named):
            try:
                asked.append(PluggedProposer(name, report=bar))
            except RefusedError as error:
                if proposers:
                    raise
                failed.append(error)
        if prefer:
            preferences.write(preferences.PROPOSERS, "\n".join(proposers) or None)
        queries = archive.queries
        meant = numbered_source(queries, source)
        # Who names a proposer wants its answer; one preferred long ago holds up no other.
        found = queries.proposals(
            meant, subject, asked, thrown, None if proposers else failed, bar, passed
        )
        unknown = not found and any(one.reason == OF_NOBODY for one in passed)
        names = names_most_often(queries.text(meant).text) if unknown else []
    for refusal in failed:
        session.note(f"{refusal.message} {_NO_MORE}")
    if lines and not session.json:
        printed = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in found)
        session.print_bytes(printed.encode("utf-8"))
        return
    said: list[str] = []
    for line in found:
        when = f" ({line['when']})" if line["when"] else ""
        fact = f"{line['subject']} · {line['property']}: {line['value']}{when}{_drawn(line)}"
        said += wrap(safe(fact), session.width, rest="    ")
        if line["note"]:
            said += wrap(safe(str(line["note"])), session.width, first="    ", rest="    ")
        passage = f"“{flowing(str(line['quote']))}” {line['start']}–{line['end']} · {line['rule']}"
        said += [
            session.ink.quiet(part)
            for part in wrap(passage, session.width, first="    ", rest="    ")
        ]
    if not found:
        said += wrap(_NOTHING, session.width)
        if not subject:
            said += wrap(_whom(names) if unknown else f"{_NAME}.", session.width)
    for name, number in thrown.items():
        said += wrap(_thrown(name, number, "their words do not stand there"), session.width)
    for one in asked:
        if one.misunderstood:
            name = f"{one.name} {one.version}"
            said += wrap(_thrown(name, one.misunderstood, "they are no candidates"), session.width)
    said += _passed_lines(passed, session)
    said.append(f"{counted(len(found), 'candidate')}; nothing was recorded.")
    session.answer({"proposals": found, "passed_over": [asdict(one) for one in passed]}, said)


def _whom(names: Sequence[str]) -> str:
    """Ask for whom a source is about, with the names it has most often."""
    return f"{_WHOM}; most often it names {', '.join(map(safe, names))}." if names else f"{_WHOM}."


def _passed_lines(passed: Sequence[PassedOver], session: Session) -> list[str]:
    """Say how much was passed over and why, with the first passages."""
    if not passed:
        return []
    reasons = Counter(one.reason for one in passed)
    why = "; ".join(f"{number:,} {reason}" for reason, number in reasons.items())
    total = counted(len(passed), "passage")
    said = wrap(f"Passed over, for you to read: {total} ({why}).", session.width)
    for one in passed[:_MOST_PASSED]:
        words = f"“{flowing(one.quote)}” {one.start}–{one.end}"
        said += [
            session.ink.quiet(part)
            for part in wrap(words, session.width, first="    ", rest="    ")
        ]
    if len(passed) > _MOST_PASSED:
        said.append(f"    and {len(passed) - _MOST_PASSED:,} more; --json has all.")
    return said


def _thrown(name: str, number: int, why: str) -> str:
    were = "was" if number == 1 else "were"
    return f"Of {safe(name)}, {number:,} {were} thrown away: {why}."


def _drawn(line: Mapping[str, Any]) -> str:
    """Return the words a value was drawn from, where they do not say it themselves."""
    written = line["qualifiers"].get("as_written")
    return f" (inferred from “{written}”)" if line["certainty"] == "inferred" and written else ""
