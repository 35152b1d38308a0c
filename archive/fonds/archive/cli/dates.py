# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that tells what a subject's dates can be, and which passages cannot all be so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.policies import GivenPolicy, policy_options
from fonds.archive.cli.terminal import Ink, flowing, safe, wrap
from fonds.archive.queries.facts import shown_date

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.dates import DateAnswer, DateClash, DatesAnswer


@command("dates", example='fonds dates marlow.fonds "Edda Marlow"')
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@click.option(
    "--as-of", metavar="MOMENT", type=WORDS, help="As it was held at @412, a day, or a time (UTC)."
)
@policy_options
@click.pass_obj
def dates(
    session: Session, path: Path, subject: str, as_of: str | None, policy: GivenPolicy
) -> None:
    """Tell what a subject's dates can be, and what that rests on.

    Ages, terms, births, deaths and "five years later" are put together. Where no day is left, the
    fewest passages that cannot all be so are shown.
    """
    with session.reading(path) as archive, archive.queries.snapshot():
        queries = archive.queries
        found = queries.dates(subject, as_of, policy.meant(queries))
        wanted = {fact for one in found.dates for fact in one.facts}
        told = {fact.id: fact for fact in queries.facts(sorted(wanted), as_of)}
    document = {
        "subject": found.subject,
        "label": found.label,
        "dates": [
            {
                "property": one.property,
                "label": one.label,
                "fact": one.fact,
                "earliest": one.earliest,
                "latest": one.latest,
                "facts": list(one.facts),
                "clashes": one.clashes,
            }
            for one in found.dates
        ],
        "clashes": [
            {"facts": [fact.id for fact in one.facts], "reason": one.reason}
            for one in found.clashes
        ],
    }
    session.answer(document, _lines(found, told, session.ink, session.width))


def _lines(found: DatesAnswer, told: dict[str, FactAnswer], ink: Ink, width: int) -> list[str]:
    lines = [ink.strong(line) for line in wrap(safe(found.label), width)]
    for clash in found.clashes:
        lines += ["", *_clash(clash, ink, width)]
    if not found.dates:
        return [*lines, "", "No fact gives or bounds a date."]
    lines.append("")
    for one in found.dates:
        lines += wrap(
            f"{safe(flowing(one.label))}: {_interval(one)}", width, first="  ", rest="    "
        )
        for fact in (told[fact] for fact in one.facts if fact in told):
            lines += [
                ink.quiet(line) for line in wrap(_rests(fact), width, first="    - ", rest="      ")
            ]
    return lines


def _clash(clash: DateClash, ink: Ink, width: int) -> list[str]:
    lines = [ink.alert(line) for line in wrap(f"! {flowing(clash.reason)}", width, rest="  ")]
    for fact in clash.facts:
        lines += wrap(_rests(fact), width, first="  - ", rest="    ")
        for citation in fact.citations[:1]:
            words = (
                "(the words were erased or withheld)"
                if citation.quote is None
                else f"“{flowing(citation.quote)}”"
            )
            said = f"{words} {safe(citation.source_title)}"
            lines += [ink.quiet(line) for line in wrap(said, width, first="    ", rest="    ")]
    return lines


def _rests(fact: FactAnswer) -> str:
    told = fact.when_display if fact.when_display != fact.display else None
    when = f", {safe(told)}" if told else ""
    name = fact.property.replace("_", " ")
    return f"{safe(name)}: {flowing(fact.display)}{when}  {fact.id}"


def _interval(one: DateAnswer) -> str:
    if one.clashes:
        return "no day is left (see above)"
    if one.earliest is not None and one.earliest == one.latest:
        return shown_date(one.earliest)
    if one.earliest is not None and one.latest is not None:
        return f"from {shown_date(one.earliest)} to {shown_date(one.latest)}"
    if one.earliest is not None:
        return f"not before {shown_date(one.earliest)}"
    if one.latest is not None:
        return f"not after {shown_date(one.latest)}"
    return "not to be said while passages it hangs together with clash"
