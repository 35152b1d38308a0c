# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that tells what a subject's dates can be, and which passages cannot all be so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.links import links_said, names_merged
from fonds.archive.cli.numbers import titles_cited
from fonds.archive.cli.parameters import WORDS, archive_argument, as_of_option, merged_option
from fonds.archive.cli.policies import GivenPolicy, policy_options
from fonds.archive.cli.terminal import Ink, flowing, passage, safe, wrap
from fonds.archive.queries.said import time_of
from fonds.archive.queries.shown import shown_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.dates import DateAnswer, DateClash, DatesAnswer


@command("dates", example='fonds dates marlow.fonds "Edda Marlow"')
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@as_of_option
@merged_option
@policy_options
@click.pass_obj
def dates(
    session: Session,
    path: Path,
    subject: str,
    as_of: str | None,
    merged: bool,
    policy: GivenPolicy,
) -> None:
    """Tell what a subject's dates can be, and what that rests on.

    Ages, terms, births, deaths and "five years later" are put together. Where no day is left, the
    fewest passages that cannot all be so are shown.
    """
    with session.reading(path) as archive, archive.queries.snapshot():
        queries = archive.queries
        meant = policy.meant(queries)
        found = queries.dates(subject, as_of, meant, merged=merged)
        wanted = {fact for one in found.dates for fact in one.facts}
        told = {fact.id: fact for fact in queries.facts(sorted(wanted), as_of)}
        clashing = [fact for clash in found.clashes for fact in clash.facts]
        titles = titles_cited(queries, clashing)
        labels = {one.name: one.label for one in queries.properties()}
        about = {fact.subject for fact in (*clashing, *told.values())}
        names = {one: queries.names.label(one) for one in about}
        called = names_merged(queries, found.merged, as_of, meant)
        links = links_said(queries, found.subject, called, as_of)
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
        "clashes": [{**clash_shape(one), "in_conflict": one.in_conflict} for one in found.clashes],
        "merged": [one for one, _ in found.merged],
    }
    session.answer(
        document, _Text(told, titles, labels, names, links, session.ink, session.width).lines(found)
    )


def clash_shape(clash: DateClash) -> dict[str, Any]:
    """Return a clash as programs get it."""
    return {"facts": [fact.id for fact in clash.facts], "reason": clash.reason}


_HEAD = "These cannot all be so: "


@dataclass(frozen=True, slots=True)
class _Text:
    """What the lines take: facts by id, titles of sources, labels of properties and subjects.

    ``links`` say whom the subject is one with.
    """

    told: Mapping[str, FactAnswer]
    titles: Mapping[str, str]
    labels: Mapping[str, str]
    names: Mapping[str, str]
    links: Sequence[str]
    ink: Ink
    width: int

    def lines(self, found: DatesAnswer) -> list[str]:
        width = self.width
        lines = [self.ink.strong(line) for line in wrap(safe(found.label), width)]
        lines += [line for one in self.links for line in wrap(one, width, rest="  ")]
        for clash in found.clashes:
            lines += ["", *self._clash(clash, found.subject)]
        if not found.dates:
            return [*lines, "", "No fact gives or bounds a date."]
        lines.append("")
        for one in found.dates:
            said = f"{safe(flowing(one.label))}: {_interval(one)}"
            lines += wrap(said, width, first="  ", rest="    ")
            for fact in (self.told[fact] for fact in one.facts if fact in self.told):
                lines += self._quiet(self._rests(fact, found.subject), "    - ", "      ")
        return lines

    def _clash(self, clash: DateClash, subject: str) -> list[str]:
        said = [f"{self.names[fact.subject]}, {self._says(fact)}" for fact in clash.facts]
        # What the facts below say is not said twice: only why it cannot be.
        parts = clash.reason.removeprefix(_HEAD).rstrip(".").split("; ")
        rules = "; ".join(part for part in parts if part not in said)
        reason = f"{_HEAD}{flowing(rules)}{'.' if rules else ''}"
        wrapped = wrap(f"! {reason}", self.width, rest="  ")
        lines = [self.ink.alert(line.rstrip()) for line in wrapped]
        for fact in clash.facts:
            lines += wrap(self._rests(fact, subject), self.width, first="  - ", rest="    ")
            for citation in fact.citations[:1]:
                words = passage(citation.quote, hidden=citation.hidden)
                title = self.titles.get(citation.source, citation.source_title)
                lines += self._quiet(f"{words} {safe(title)}", "    ", "    ")
        return lines

    def _quiet(self, said: str, first: str, rest: str) -> list[str]:
        return [self.ink.quiet(line) for line in wrap(said, self.width, first=first, rest=rest)]

    def _rests(self, fact: FactAnswer, subject: str) -> str:
        whose = "" if fact.subject == subject else f"{safe(self.names[fact.subject])}, "
        return f"{whose}{safe(flowing(self._says(fact)))}  {fact.id}"

    def _says(self, fact: FactAnswer) -> str:
        time = time_of(fact)
        label = self.labels.get(fact.property, fact.property.replace("_", " "))
        return f"{label}: {fact.display}{f', {time}' if time else ''}"


def _interval(one: DateAnswer) -> str:
    if one.clashes:
        return "no day is left (see above)"
    if one.earliest is not None and one.earliest == one.latest:
        return shown_date(one.earliest)
    if one.earliest is not None and one.latest is not None:
        return f"between {shown_date(one.earliest)} and {shown_date(one.latest)}"
    if one.earliest is not None:
        return f"not before {shown_date(one.earliest)}"
    if one.latest is not None:
        return f"not after {shown_date(one.latest)}"
    return "not to be said while passages it hangs together with clash"
