# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source structure: what the ranges of a text are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, OneOf, archive_argument
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.tables import table
from fonds.archive.cli.terminal import flowing
from fonds.events.catalogue.source import StructureKind

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.source_answers import StructureAnswer
    from fonds.archive.queries.structure import OutlineAnswer

_LONGEST = 60


@command(
    "structure",
    example="""fonds source structure marlow.fonds province-almanac-marlow.wiki
    fonds source structure marlow.fonds province-almanac-marlow.wiki --kind heading""",
)
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@click.option("--rendition", metavar="ID", type=WORDS, help="Another text than the newest.")
@click.option(
    "--kind",
    "kinds",
    type=OneOf([kind.value for kind in StructureKind]),
    multiple=True,
    help="Only these; may be given again.",
)
@living_option
@click.pass_obj
def structure(
    session: Session, path: Path, source: str, rendition: str | None, kinds: tuple[str, ...]
) -> None:
    """List the headings, rows, captions, quotations and footnotes of a source's text.

    What a file said when it was read is recorded with its text. Wiki text, Markdown and CSV spell
    it out themselves, and are looked through now.
    """
    with session.reading(path) as archive:
        queries = archive.queries
        name = numbered_source(queries, source)
        found = queries.structure(queries.names.source(name), rendition)
    chosen = [one for one in found.structure if not kinds or one.kind in kinds]
    document = {
        "source": found.source,
        "rendition": found.rendition,
        "recorded": found.recorded,
        "structure": [
            {
                "kind": one.kind,
                "start": one.start,
                "end": one.end,
                "level": one.level,
                "label": None
                if one.label is None
                else {"start": one.label[0], "end": one.label[1]},
                "key": one.key,
                "text": found.text[one.start : one.end],
            }
            for one in chosen
        ],
    }
    session.answer(document, _lines(found, chosen))


def _lines(found: OutlineAnswer, chosen: list[StructureAnswer]) -> list[str]:
    if not chosen:
        return ["No structure was found in the text."]
    rows = [
        (
            f"{one.start}–{one.end}",
            one.kind + (f" {one.level}" if one.level else ""),
            _cut(flowing(found.text[one.start : one.end])),
        )
        for one in chosen
    ]
    return table(rows, right={0})


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
