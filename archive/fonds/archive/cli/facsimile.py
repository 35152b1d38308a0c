# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source facsimile: a page as it looks, with a passage framed on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.passwords import password_option, with_password
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.terminal import safe
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.export.writing import write_whole
from fonds.archive.sources.passages import locate

if TYPE_CHECKING:
    from fonds.archive.cli.session import Session
    from fonds.archive.queries.queries import Queries
    from fonds.archive.sources.passages import Place


@command(
    "facsimile",
    example='fonds source facsimile marlow.fonds scan.png --quote "never found" -o page.png',
)
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@click.option("--quote", metavar="WORDS", type=WORDS, help="The passage, word for word.")
@click.option("--start", metavar="N", type=int, help="Where it begins, where it stands twice.")
@click.option("--end", metavar="N", type=int, help="Where it ends, without --quote.")
@click.option("--fact", metavar="FACT", type=WORDS, help="The passage a fact rests on.")
@click.option("--rendition", metavar="ID", type=WORDS, help="Another text than the newest.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    required=True,
    help="The picture (PNG) to write.",
)
@password_option
@living_option
@click.pass_obj
def facsimile(
    session: Session,
    path: Path,
    source: str,
    quote: str | None,
    start: int | None,
    end: int | None,
    fact: str | None,
    rendition: str | None,
    output: Path,
    password_file: Path | None,
) -> None:
    """Draw the page of a PDF or picture on which a passage stands, with a frame around it.

    In a PDF the passage's letters are looked up; in a picture its region is known where it was read
    by OCR or typed with --region.
    """
    with session.reading(path) as archive:
        queries = archive.queries
        name = queries.names.source(numbered_source(queries, source))
        if fact is not None:
            rendition, start, end = _of_fact(queries, fact, name)
        else:
            if quote is not None:
                rendition, place = _of_quote(queries, name, rendition, quote, start, end)
                start, end = place.start, place.end
            if start is None or end is None:
                message = "Name the passage: --quote WORDS, --start N --end N, or --fact FACT."
                raise WrongUseError("no-passage", message)
        drawn = with_password(
            session,
            password_file,
            lambda password: queries.facsimile(name, start, end, rendition, password=password),
        )
    write_whole(output, [drawn.png], forbidden=path)
    document = {
        "source": name,
        "file": drawn.file,
        "locator": drawn.locator,
        "output": str(output),
        "boxes": [
            {"x": left, "y": top, "width": width, "height": height}
            for left, top, width, height in drawn.boxes
        ],
    }
    where = f"{drawn.locator}, " if drawn.locator else ""
    framed = "" if drawn.boxes else " Where on the page the passage stands is not known."
    session.answer(document, [f"{where}{safe(str(output))}{'.' if framed else ''}{framed}"])


def _of_quote(
    queries: Queries,
    source: str,
    rendition: str | None,
    quote: str,
    start: int | None,
    end: int | None,
) -> tuple[str, Place]:
    """Return the text and place of a quotation; of several texts the newest that has it.

    Raises:
        RefusedError: none has it; told of the one that has the nearest passage.
    """
    label = queries.names.label(source)
    renditions = sorted(queries.source(source).renditions, key=lambda one: -one.position)
    wanted = [None, *(one.id for one in renditions)] if rendition is None else [rendition]
    refusals: list[RefusedError] = []
    for one in wanted:
        try:
            # The first is the newest; one that was erased or is hidden has no words to be found.
            text = queries.text(source, one)
            return text.rendition, locate(text.text, quote, start, end, source=label)
        except RefusedError as error:
            refusals.append(error)
    raise next((one for one in refusals if one.details.get("nearest")), refusals[0])


def _of_fact(queries: Queries, fact: str, source: str) -> tuple[str | None, int, int]:
    """Return the text and range of a fact's passage in a source."""
    for one in queries.fact(fact).citations:
        if one.source == source and one.start is not None and one.end is not None:
            return one.rendition, one.start, one.end
    message = "This fact rests on no passage of that source."
    raise RefusedError("no-passage", message, fact=fact, source=source)
