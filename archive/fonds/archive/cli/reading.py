# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source reread, and the options that say how files are to be read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.passwords import password_option, with_password
from fonds.archive.cli.refound import still_read_lines
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import safe, wrap
from fonds.archive.commands.rereading import RereadSource
from fonds.archive.errors import RefusedError
from fonds.archive.extraction.ocr import LANGUAGE
from fonds.events.values import Region

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.queries import Queries

_NUMBERS = re.compile(r"(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})")


def read_languages(
    context: click.Context, parameter: click.Parameter, given: str | None
) -> tuple[str, ...]:
    """Read languages as Tesseract names them, joined by a plus sign."""
    names = tuple(given.split("+")) if given is not None else ()
    if not all(LANGUAGE.fullmatch(name) for name in names):
        message = f"“{given}” names no languages; write eng, or eng+deu"
        raise click.BadParameter(message, context, parameter)
    return names


def read_region(
    context: click.Context, parameter: click.Parameter, given: str | None
) -> tuple[int, ...] | None:
    """Read the left, top, width and height of a part of a picture."""
    if given is None:
        return None
    found = _NUMBERS.fullmatch(given.replace(" ", ""))
    if found is None:
        message = f"“{given}” is no region; write left,top,width,height in pixels: 120,80,900,400"
        raise click.BadParameter(message, context, parameter)
    return tuple(int(number) for number in found.groups())


def region_of(number: int | None, box: tuple[int, ...] | None) -> Region | None:
    """Return the part of a capture that was meant: a file of it (from 1), a region, or neither."""
    if number is None and box is None:
        return None
    file = (number or 1) - 1
    if box is None:
        return Region(file=file)
    x, y, width, height = box
    return Region(file=file, x=x, y=y, width=width, height=height)


def check_part(queries: Queries, source: str, part: Region) -> None:
    """Refuse a part that goes beyond the picture it is said to be of.

    Raises:
        RefusedError: it does. Of what is no picture, or is gone, nothing is known.
    """
    if part.x is None or part.y is None or part.width is None or part.height is None:
        return
    try:
        picture = queries.picture(source, part.file)
    except RefusedError:
        return
    right, bottom = part.x + part.width, part.y + part.height
    if not part.width or not part.height or right > picture.width or bottom > picture.height:
        message = (
            f"That part is not within the picture, which has {picture.width:,} ×"
            f" {picture.height:,} pixels. Write its left, top, width and height."
        )
        raise RefusedError("bad-region", message, source=source, file=part.file + 1)


@command(
    "reread",
    example="""fonds source reread marlow.fonds "Minutes of 1931"
    fonds source reread marlow.fonds scan.png --ocr eng+deu""",
)
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@click.option("--capture", metavar="ID", type=WORDS, help="Another capture than the newest.")
@click.option(
    "--ocr",
    "ocr",
    metavar="LANGUAGES",
    callback=read_languages,
    help="Read pictures with Tesseract: eng, or eng+deu.",
)
@click.option("--url", metavar="URL", type=WORDS, help="Another page of a web archive.")
@click.option("--encoding", metavar="NAME", type=WORDS, help="The files' encoding.")
@password_option
@click.pass_obj
def reread(
    session: Session,
    path: Path,
    source: str,
    capture: str | None,
    ocr: tuple[str, ...],
    url: str | None,
    encoding: str | None,
    password_file: Path | None,
) -> None:
    """Read the files of a source again, as this version reads them, and find its passages again.

    Where the text differs it becomes a new one beside the old; facts stay on the text they cite.
    Where only its headings, rows or footnotes are found otherwise, that is noted of it.
    """
    with session.writing(path) as archive:
        wanted = RereadSource(numbered_source(archive.queries, source), capture, encoding, url, ocr)
        made = with_password(
            session,
            password_file,
            lambda password: (
                session.record(archive, replace(wanted, password=password), "Reading").answer
            ),
        )
    passages = {state.value: number for state, number in made.passages.items()}
    document = {
        "source": made.source,
        "capture": made.capture,
        "rendition": made.rendition,
        "new": made.new,
        "passages": passages,
        "remarks": list(made.remarks),
        "structure": made.found,
        "noted": made.noted,
        "read": made.read.characters,
        "read_left": made.read.left,
    }
    noted = f"Its footnotes cite {counted(made.noted, 'work')} not noted before."
    if not made.new:
        said = "The text is the same; nothing was recorded."
        if made.found is not None:
            said = f"The text is the same; {counted(made.found, 'range')} of structure noted anew."
        elif made.noted:
            said = "The text is the same."
        session.answer(document, [f"{made.rendition}  {said}", *([noted] if made.noted else [])])
        return
    total = sum(passages.values())
    states = ", ".join(f"{number:,} {state}" for state, number in passages.items())
    lines = [made.rendition]
    if total:
        lines.append(f"{counted(total, 'passage')}: {states}.")
    lines += [noted] if made.noted else []
    lines += still_read_lines(made.read)
    for remark in made.remarks:
        lines += wrap(safe(remark), session.width, first="    ")
    session.answer(document, lines)
