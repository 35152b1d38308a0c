# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands that record about sources: add, transcribe, appraise."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, Kind, archive_argument
from fonds.archive.cli.passwords import password_option, with_password
from fonds.archive.cli.reading import check_part, read_languages, read_region, region_of
from fonds.archive.cli.source_documents import source_document
from fonds.archive.cli.terminal import safe, wrap
from fonds.archive.commands.sources import (
    AddedSource,
    AddSources,
    AppraiseSource,
    RegisterUnheld,
    WorkDescription,
)
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.extraction.reading import read_transcript
from fonds.archive.sources.reading import read_stream
from fonds.events.catalogue.source import Method, Reliability

if TYPE_CHECKING:
    from fonds.archive.archive import Archive
    from fonds.archive.cli.session import Session

_METHODS = (Method.TRANSCRIBED, Method.TRANSLATED, Method.REDACTED)


@command(
    "add",
    example="""fonds source add marlow.fonds the-quay-profile.txt --author "Mirela Voss"
    fonds source add marlow.fonds letter-1.jpg letter-2.jpg --one --title "Letter to the League"
    fonds source add marlow.fonds --unheld --title "Salt and Rope" --author "Wilhelmina Dorr\"""",
)
@archive_argument
@click.argument("files", metavar="[FILE]…", type=click.Path(path_type=Path), nargs=-1)
@click.option("--title", metavar="TEXT", type=WORDS, help="Else the one found in the document.")
@click.option(
    "--author", "authors", metavar="NAME", type=WORDS, multiple=True, help="May be given again."
)
@click.option("--publisher", metavar="NAME", type=WORDS, help="Who published it.")
@click.option("--date", metavar="EDTF", type=WORDS, help="When it was issued: 1953-04-16, 1986~.")
@click.option("--url", metavar="URL", type=WORDS, help="Where it is found.")
@click.option(
    "--type",
    "csl_type",
    metavar="CSL-TYPE",
    type=WORDS,
    default="document",
    help="What it is in CSL's words: book, article-newspaper, webpage.",
)
@click.option("--language", metavar="TAG", type=WORDS, help="Its language (BCP 47): en, pl.")
@click.option("--retrieved-at", metavar="EDTF", type=WORDS, help="When the files were obtained.")
@click.option("--encoding", metavar="NAME", type=WORDS, help="The files' encoding, if not UTF-8.")
@click.option("--note", metavar="TEXT", type=WORDS, help="A private remark.")
@click.option(
    "--ocr",
    "ocr",
    metavar="LANGUAGES",
    callback=read_languages,
    help="Read pictures with Tesseract: eng, or eng+deu.",
)
@password_option
@click.option("--no-text", "bare", is_flag=True, help="Keep the files alone, of whatever kind.")
@click.option(
    "--despite-erasure",
    is_flag=True,
    help="Take in even a file of whose text words were masked by an erasure.",
)
@click.option("--one", "as_one", is_flag=True, help="One source that has all files in order.")
@click.option("--unheld", is_flag=True, help="A work that is known but not held: no files.")
@click.pass_obj
def add(
    session: Session,
    path: Path,
    files: tuple[Path, ...],
    title: str | None,
    authors: tuple[str, ...],
    publisher: str | None,
    date: str | None,
    url: str | None,
    csl_type: str,
    language: str | None,
    retrieved_at: str | None,
    encoding: str | None,
    note: str | None,
    ocr: tuple[str, ...],
    password_file: Path | None,
    bare: bool,
    despite_erasure: bool,
    as_one: bool,
    unheld: bool,
) -> None:
    """Register a source for each FILE and capture it; print the ids.

    A file's kind is found from its bytes; its text is read in a process of its own, within limits.
    Bytes that are held already are not stored twice: the source that has them is the answer.
    """
    if unheld and files:
        message = "A work that is not held has no files; leave them out, or leave --unheld out"
        raise click.UsageError(message, click.get_current_context())
    if not unheld and not files:
        message = "Name at least one file, or say --unheld for a work that is not held"
        raise click.UsageError(message, click.get_current_context())
    work = WorkDescription(
        title=title,
        authors=authors,
        publisher=publisher,
        date=date,
        url=url,
        csl_type=csl_type,
        language=language,
    )
    with session.writing(path) as archive:
        added: tuple[AddedSource, ...]
        if unheld:
            registered = RegisterUnheld(work, note)
            added = (session.record(archive, registered, "Recording").answer,)
        else:
            captured = AddSources(
                files,
                work,
                as_one,
                retrieved_at,
                encoding,
                note,
                with_text=not bare,
                languages=ocr,
                notes=True,
                despite_erasure=despite_erasure,
            )
            added = with_password(
                session,
                password_file,
                lambda password: (
                    session.record(
                        archive, replace(captured, password=password), "Taking in"
                    ).answer
                ),
            )
            if any(one.attached for one in added):
                archive.finish_erasing()
        _tell_added(session, archive, added)


def _tell_added(session: Session, archive: Archive, added: tuple[AddedSource, ...]) -> None:
    documents = []
    lines = []
    for one in added:
        document = source_document(archive.queries.source(one.id))
        document["already_held"] = one.already_held
        document["remarks"] = list(one.remarks)
        document["found"] = list(one.found)
        documents.append(document)
        held = "  (held already)" if one.already_held else ""
        lines.append(f"{one.id}  {safe(document['title'])}{held}")
        said = [_found(name, document) for name in one.found if name != "title"]
        if said:
            told = f"Found in the document: {'; '.join(said)}."
            lines += wrap(safe(told), session.width, first="    ", rest="    ")
        for remark in one.remarks:
            lines += wrap(safe(remark), session.width, first="    ")
    session.answer({"sources": documents}, lines)


def _found(name: str, document: dict[str, Any]) -> str:
    """Say one thing that was found in a document about itself."""
    if name == "authors":
        return f"by {', '.join(document['authors'])}"
    labels = {"date": "of", "language": "language", "url": "address"}
    return f"{labels[name]} {document[name]}"


@command(
    "transcribe",
    example="""fonds source transcribe marlow.fonds "Salt and Rope" page-88.txt --locator "p. 88" \\
    --seen-at "Port Ellery Library" --seen-on 2026-11-20""",
)
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--method", type=Kind(Method, _METHODS), default="transcribed", help="How it came to be."
)
@click.option("--language", metavar="TAG", type=WORDS, help="The text's language (BCP 47).")
@click.option(
    "--locator", metavar="PLACE", type=WORDS, help="Page, folio or line, as one prints it."
)
@click.option(
    "--rendition",
    metavar="ID",
    type=WORDS,
    help="The text it was made from, if not the newest one of the original.",
)
@click.option("--of", "of", metavar="N", type=click.IntRange(min=1), help="Of which file, from 1.")
@click.option(
    "--region",
    metavar="X,Y,WIDTH,HEIGHT",
    callback=read_region,
    help="The part of the picture it stands in, in pixels.",
)
@click.option("--seen-at", metavar="PLACE", type=WORDS, help="Where the original was seen.")
@click.option("--seen-on", metavar="EDTF", type=WORDS, help="When it was seen.")
@click.option("--encoding", metavar="NAME", type=WORDS, help="The file's encoding, if not UTF-8.")
@click.option("--note", metavar="TEXT", type=WORDS, help="A private remark.")
@click.option(
    "--despite-erasure",
    is_flag=True,
    help="Take it in though words of the source were erased, which it may say again.",
)
@click.pass_obj
def transcribe(
    session: Session,
    path: Path,
    source: str,
    file: Path,
    method: Method,
    language: str | None,
    locator: str | None,
    rendition: str | None,
    of: int | None,
    region: tuple[int, ...] | None,
    seen_at: str | None,
    seen_on: str | None,
    encoding: str | None,
    note: str | None,
    despite_erasure: bool,
) -> None:
    """Add a text typed from the original, or made from another text of the source.

    FILE may be - for standard input. A time-coded transcript (.vtt, .srt) is kept as a file too,
    and its words with the time of each. --of and --region say which picture, or which part of it,
    was read.
    """
    with session.writing(path) as archive:
        if str(file) == "-":
            read = read_stream(sys.stdin.buffer, "standard input", encoding=encoding)
        else:
            archive.refuse_itself(file)
            read = read_transcript(file, encoding=encoding)
        source = numbered_source(archive.queries, source)
        part = region_of(of, region)
        if part is not None:
            check_part(archive.queries, source, part)
        made = session.record(
            archive,
            Transcribe(
                source=source,
                text=read.text,
                method=method,
                language=language,
                locator=locator,
                seen_at=seen_at,
                seen_on=seen_on,
                note=note,
                region=part,
                made_from=rendition,
                mapped=read.mapped,
                file=read if read.mapped and read.data else None,
                despite_erasure=despite_erasure,
            ),
            "Recording",
        ).answer
    document = {"source": made.source, "capture": made.capture, "rendition": made.rendition}
    session.answer(document, made.rendition)


@command(
    "appraise",
    example="""fonds source appraise marlow.fonds ellery-wiki-marlow.txt --reliability mixed \\
    --bias partisan""",
)
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@click.option(
    "--reliability", type=Kind(Reliability), default="unknown", help="How far to trust it."
)
@click.option("--bias", metavar="WORDS", type=WORDS, help="Its bias, in a few words.")
@click.option("--note", metavar="TEXT", type=WORDS, help="Why.")
@click.pass_obj
def appraise(
    session: Session,
    path: Path,
    source: str,
    reliability: Reliability,
    bias: str | None,
    note: str | None,
) -> None:
    """Judge how far a source is to be trusted; shown wherever it is cited."""
    with session.writing(path) as archive:
        source = numbered_source(archive.queries, source)
        judged = session.record(
            archive, AppraiseSource(source, reliability, bias, note), "Recording"
        ).answer
    document = {"source": judged.stream, "event": judged.event, "position": judged.position}
    session.answer(document, f"@{judged.position}")
