# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that tells a record as a life."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from fonds.archive.bibliography.keys import keyed
from fonds.archive.bibliography.styles import find_style
from fonds.archive.cli.lazy import command
from fonds.archive.cli.links import names_merged
from fonds.archive.cli.numbers import titles_told_apart
from fonds.archive.cli.parameters import (
    WORDS,
    OneOf,
    archive_argument,
    as_of_option,
    format_option,
    merged_option,
    output_option,
)
from fonds.archive.cli.policies import GivenPolicy, policy_options, policy_words
from fonds.archive.cli.preferences import preferred_style
from fonds.archive.cli.terminal import Ink, flowing, safe, wrap
from fonds.archive.export.narrative import Narrative, narrative_of
from fonds.archive.export.narrative_formats import (
    PASSAGES,
    SOURCES,
    gone,
    heading,
    quoted,
    to_html,
    to_markdown,
)
from fonds.archive.export.writing import write_whole
from fonds.archive.languages.telling import ENGLISH, LANGUAGES
from fonds.archive.queries.dates import remarks_on
from fonds.archive.queries.said import named_in
from fonds.events.sentences import form_of

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session

_NOTHING = form_of("Nothing is recorded of this subject.")


@command(
    "narrative",
    example="""fonds narrative marlow.fonds "Edda Marlow"
    fonds narrative marlow.fonds "Edda Marlow" --language de
    fonds narrative marlow.fonds "Edda Marlow" --format html -o marlow.html""",
)
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@format_option("How to write it.", "text", text=".txt", markdown=".md", html=".html")
@as_of_option
@merged_option
@output_option
@click.option(
    "--style",
    metavar="NAME|FILE.csl",
    type=WORDS,
    help="How the sources are referred to; see fonds source bibliography.",
)
@click.option(
    "--language",
    type=OneOf(LANGUAGES),
    default=ENGLISH,
    help="The language to tell it in; what sources say stays as they say it.",
)
@policy_options
@click.pass_obj
def narrative(
    session: Session,
    path: Path,
    subject: str,
    form: str,
    as_of: str | None,
    merged: bool,
    output: Path | None,
    style: str | None,
    language: str,
    policy: GivenPolicy,
) -> None:
    """Tell a record as a life: every clause with its passages, disputes as disputes.

    Made by templates from what the facts say, and nothing else: hedges and speakers are kept.
    """
    chosen = find_style(style or preferred_style())
    with session.reading(path, exporting=True) as archive, archive.queries.snapshot():
        queries = archive.queries
        record = queries.record(subject, as_of, policy.meant(queries), merged=merged)
        limits = policy_words(record.policy, queries)
        works = queries.works([row.id for row in record.sources])
        titles = titles_told_apart(queries, {row.id: row.title for row in record.sources})
        called = queries.names_apart(named_in(record.properties()), as_of, record.policy)
        called |= names_merged(queries, record.merged, as_of, record.policy)
        clashes = queries.dates(record.id, as_of, record.policy, merged=merged).beside_conflicts
    remarks = remarks_on(clashes)
    # In English the style's own words stand, which may be those of another country.
    spoken = None if language == ENGLISH else language
    references = chosen.references(keyed(works), spoken) if works else []
    told = replace(
        narrative_of(record, limits, titles, language, called, remarks), sources=tuple(references)
    )
    if output is not None:
        write_whole(output, [_text(told, form, 80)], forbidden=path)
    if session.json:
        session.print_json(
            {
                "subject": record.id,
                "label": record.label,
                "merged": [one for one, _ in record.merged],
                "format": form,
                "language": language,
                "text": _text(told, form, 80),
                "clauses": [
                    {
                        "heading": paragraph.heading,
                        "text": clause.text,
                        "stop": clause.stop,
                        "facts": list(clause.facts),
                        "notes": list(clause.marks),
                    }
                    for paragraph in told.paragraphs
                    for clause in paragraph.clauses
                ],
            }
        )
    elif output is not None:
        session.print_lines([safe(str(output))])
    elif form == "text":
        session.print_lines(_lines(told, session.ink, session.width))
    else:
        session.print_bytes(_text(told, form, 80).encode("utf-8"))


def _text(told: Narrative, form: str, width: int) -> str:
    if form == "markdown":
        return to_markdown(told)
    if form == "html":
        return to_html(told)
    return "\n".join(_lines(told, Ink(on=False), width)) + "\n"


def _lines(told: Narrative, ink: Ink, width: int) -> list[str]:
    lines = [ink.strong(line) for line in wrap(safe(told.title), width)]
    for one in told.about:
        lines += wrap(f"! {safe(one)}", width, rest="  ")
    for paragraph in told.paragraphs:
        lines += ["", ink.strong(safe(paragraph.heading).upper())]
        clauses = [
            f"{flowing(clause.text)}{clause.stop}{''.join(f'[{mark}]' for mark in clause.marks)}"
            for clause in paragraph.clauses
        ]
        lines += wrap(" ".join(clauses), width)
    if not told.paragraphs:
        lines += ["", heading(_NOTHING, told)]
    if told.notes:
        lines += ["", ink.strong(heading(PASSAGES, told).upper())]
    wide = len(f"[{len(told.notes)}]")
    for note in told.notes:
        quote = gone(note, told) if note.quote is None else quoted(flowing(note.quote), told)
        mark = f"  {f'[{note.number}]':>{wide}} "
        said = f"{quote} {flowing(note.place)}"
        lines += wrap(said, width, first=mark, rest=" " * (wide + 3))
    if told.sources:
        lines += ["", ink.strong(heading(SOURCES, told).upper())]
    for source in told.sources:
        lines += wrap(flowing(source.text), width, first="  ", rest="      ")
    return lines
