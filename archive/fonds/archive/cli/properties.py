# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on properties: list, define, amend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, FunctionT, Kind, archive_argument, reason_option
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.terminal import safe, wrap
from fonds.archive.commands.subjects import AmendProperty, DefineProperty
from fonds.archive.vocabulary import PropertyTerm, builtin_properties, sections
from fonds.events.catalogue.properties import Cardinality, PropertyContent
from fonds.events.values import ValueType

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.commands.plan import Appended


@command("list", example="fonds property list marlow.fonds --used")
@archive_argument
@click.option("--used", is_flag=True, help="Only those in use in this archive.")
@living_option
@click.pass_obj
def list_properties(session: Session, path: Path, used: bool) -> None:
    """List the properties: those in use here, marked *, and those the vocabulary offers.

    A property of the vocabulary comes into use with its first fact.
    """
    with session.reading(path) as archive:
        defined = {content.name: content for content in archive.queries.properties()}
    rows: list[dict[str, Any]] = [_row(content, defined=True) for content in defined.values()]
    if not used:
        rows += [
            _row(term, defined=False)
            for name, term in builtin_properties().items()
            if name not in defined
        ]
    order = {name: place for place, name in enumerate(builtin_properties())}
    rows.sort(key=lambda row: (order.get(row["name"], len(order)), row["name"]))
    lines = _lines(rows, session)
    session.answer({"properties": rows}, lines or "No property is in use yet.")


def _row(content: PropertyContent | PropertyTerm, *, defined: bool) -> dict[str, Any]:
    return {
        "name": content.name,
        "label": content.label,
        "definition": content.definition,
        "value_types": [kind.value for kind in content.value_types],
        "cardinality": content.cardinality.value,
        "section": content.section,
        "defined": defined,
    }


def _lines(rows: list[dict[str, Any]], session: Session) -> list[str]:
    lines: list[str] = []
    labels = {section.name: section.label for section in sections()}
    for section in [*labels, None]:
        there = [
            row for row in rows if (row["section"] if row["section"] in labels else None) == section
        ]
        if not there:
            continue
        title = labels[section] if section is not None else "Other"
        lines += (
            ["", session.ink.strong(title.upper())]
            if lines
            else [session.ink.strong(title.upper())]
        )
        for row in there:
            mark = "*" if row["defined"] else " "
            kinds = ", ".join(row["value_types"])
            lines.append(f"{mark} {safe(row['name'])}  {session.ink.quiet(f'({kinds})')}")
            lines += wrap(safe(row["definition"]), session.width, first="    ")
    return lines


def _description_options(function: FunctionT) -> FunctionT:
    """Take what a property means, each part of it left out at will."""
    options = (
        click.option("--label", metavar="TEXT", type=WORDS, help="How a record shows it."),
        click.option(
            "--definition", metavar="TEXT", type=WORDS, help="What it means, in a sentence."
        ),
        click.option(
            "--type",
            "value_types",
            type=Kind(ValueType),
            multiple=True,
            help="What its values are; several may be given. Text, where the vocabulary knows no"
            " better.",
        ),
        click.option(
            "--cardinality",
            type=Kind(Cardinality),
            help="How many values can be true together. Multiple, where the vocabulary knows no"
            " better: then no two values are in conflict.",
        ),
        click.option("--section", metavar="NAME", type=WORDS, help="The heading it stands under."),
        click.option(
            "--scope",
            "scope_qualifiers",
            metavar="QUALIFIER",
            type=WORDS,
            multiple=True,
            help="A qualifier that tells one context from another.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


@command(
    "define",
    example="fonds property define marlow.fonds harbour_pilot_number --type text"
    ' --cardinality single --definition "The number on a pilot\'s licence."',
)
@archive_argument
@click.argument("name", metavar="NAME", type=WORDS)
@_description_options
@click.pass_obj
def define(
    session: Session,
    path: Path,
    name: str,
    label: str | None,
    definition: str | None,
    value_types: tuple[ValueType, ...],
    cardinality: Cardinality | None,
    section: str | None,
    scope_qualifiers: tuple[str, ...],
) -> None:
    """Bring a property into use, with its meaning.

    What is left out comes from the vocabulary, where it knows the name.
    """
    definition_command = DefineProperty(
        name, label, definition, value_types, cardinality, section, scope_qualifiers
    )
    with session.writing(path) as archive:
        defined = session.record(archive, definition_command, "Recording").answer
    _answer(session, name, defined)


@command(
    "amend",
    example='fonds property amend marlow.fonds targeted_for_contact_by --label "Sought by"'
    ' --reason "The label said more than the word does."',
)
@archive_argument
@click.argument("name", metavar="NAME", type=WORDS)
@_description_options
@reason_option
@click.pass_obj
def amend(
    session: Session,
    path: Path,
    name: str,
    label: str | None,
    definition: str | None,
    value_types: tuple[ValueType, ...],
    cardinality: Cardinality | None,
    section: str | None,
    scope_qualifiers: tuple[str, ...],
    reason: str,
) -> None:
    """Say anew what a property in use is; its name and all facts stay.

    What is left out stays as it was. Where other values can be true together now, conflicts come
    or go.
    """
    amendment = AmendProperty(
        name, reason, label, definition, value_types, cardinality, section, scope_qualifiers
    )
    with session.writing(path) as archive:
        amended = session.record(archive, amendment, "Recording").answer
    _answer(session, name, amended)


def _answer(session: Session, name: str, recorded: Appended) -> None:
    document = {
        "property": name,
        "id": recorded.stream,
        "event": recorded.event,
        "position": recorded.position,
    }
    session.answer(document, safe(name))
