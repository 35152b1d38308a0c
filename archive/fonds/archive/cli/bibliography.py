# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on the bibliography: references in a style, libraries in and out."""

from __future__ import annotations

import html
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fonds.archive.bibliography.bibtex_out import write_bibtex
from fonds.archive.bibliography.csl_json import write_csl_json
from fonds.archive.bibliography.keys import keyed
from fonds.archive.bibliography.libraries import parse_library, read_library
from fonds.archive.bibliography.styles import OWN_STYLES, find_style, title_in
from fonds.archive.cli import preferences
from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, archive_argument, format_option, output_option
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.progress import progress
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import flowing, safe, wrap
from fonds.archive.commands.bibliography import ImportBibliography
from fonds.archive.export.writing import write_whole
from fonds.archive.sources.reading import read_stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.archive import Archive
    from fonds.archive.bibliography.items import Entry
    from fonds.archive.bibliography.styles import Reference
    from fonds.archive.cli.session import Session
    from fonds.archive.commands.bibliography import BibliographyAnswer

_MOST_TOLD = 10
_sources_argument = click.argument("sources", metavar="[SOURCE]…", type=WORDS, nargs=-1)
_subject_option = click.option(
    "--subject",
    "subjects",
    metavar="SUBJECT",
    type=WORDS,
    multiple=True,
    help="Only what this record rests on; may be given again.",
)


@command(
    "bibliography",
    example="""fonds source bibliography marlow.fonds
    fonds source bibliography marlow.fonds --style chicago-notes.csl --format html -o list.html""",
)
@archive_argument
@_sources_argument
@_subject_option
@click.option(
    "--style",
    metavar="NAME|FILE.csl",
    type=WORDS,
    help=f"{' or '.join(OWN_STYLES)}, or a style of your own.",
)
@click.option("--language", metavar="TAG", type=WORDS, help="Of the style's own words: en, de.")
@format_option("How it is written.", "text", text=".txt", html=".html", markdown=".md")
@click.option("--prefer", is_flag=True, help="Use this style from now on unless another is named.")
@output_option
@living_option
@click.pass_obj
def bibliography(
    session: Session,
    path: Path,
    sources: tuple[str, ...],
    subjects: tuple[str, ...],
    style: str | None,
    language: str | None,
    form: str,
    prefer: bool,
    output: Path | None,
) -> None:
    """List sources as references in a style of citations.

    The style is one that comes with Fonds or a file of the Citation Style Language (.csl), of which
    there are thousands. Without SOURCE, all that are not withdrawn.
    """
    chosen = find_style(style or preferences.preferred_style())
    if prefer and style is not None:
        kept = style if style in OWN_STYLES else str(Path(style).resolve())
        preferences.write(preferences.STYLE, kept)
    with session.reading(path, exporting=True) as archive:
        works = keyed(_entries(archive, sources, subjects))
    with progress("Setting references") as bar:
        references = chosen.references(works, language, bar)
    written_in = language or chosen.language
    text = references_in(references, form, title_in(written_in), written_in)
    if output is not None:
        write_whole(output, [text], forbidden=path)
    if session.json:
        ids = {entry.key: entry.own for entry in works}
        told = [
            {"id": ids[one.key], "key": one.key, "text": one.text, "html": one.html()}
            for one in references
        ]
        session.print_json({"style": chosen.title, "references": told})
    elif output is None and form == "text":
        session.print_lines(lines_of(references, session.width))
    elif output is None:
        session.print_bytes(text.encode("utf-8"))


def lines_of(references: Sequence[Reference], width: int) -> list[str]:
    """Return references as hanging paragraphs."""
    lines: list[str] = []
    for one in references:
        lines += wrap(flowing(one.text), width, rest="    ")
    return lines


def references_in(references: Sequence[Reference], form: str, title: str, language: str) -> str:
    """Return references as a text, a CommonMark list or an HTML document in a language."""
    if form == "markdown":
        return "".join(f"- {one.markdown()}\n" for one in references)
    if form == "html":
        items = "\n".join(f"<li>{one.html()}</li>" for one in references)
        name, spoken = html.escape(title), html.escape(language)
        return (
            f'<!DOCTYPE html>\n<html lang="{spoken}">\n'
            f'<head><meta charset="utf-8"><title>{name}</title></head>\n'
            f"<body>\n<h1>{name}</h1>\n<ul>\n{items}\n</ul>\n</body>\n</html>\n"
        )
    return "".join(f"{one.text}\n" for one in references)


def _entries(archive: Archive, sources: Sequence[str], subjects: Sequence[str]) -> list[Entry]:
    queries = archive.queries
    named = [queries.names.source(numbered_source(queries, source)) for source in sources]
    for subject in subjects:
        named += [row.id for row in queries.record(subject).sources]
    return queries.works(tuple(dict.fromkeys(named)) if sources or subjects else None)


@command(
    "export-bibliography",
    example="""fonds source export-bibliography marlow.fonds --format bibtex -o marlow.bib
    fonds source export-bibliography marlow.fonds "Salt and Rope" --format csl-json""",
)
@archive_argument
@_sources_argument
@_subject_option
@format_option("What to write.", "csl-json", csl_json=".json", bibtex=".bib")
@output_option
@living_option
@click.pass_obj
def export_bibliography(
    session: Session,
    path: Path,
    sources: tuple[str, ...],
    subjects: tuple[str, ...],
    form: str,
    output: Path | None,
) -> None:
    """Write the descriptions of sources for Zotero, Pandoc, LaTeX and others.

    Nothing of what they say goes with it: no texts, files, facts or notes.
    """
    with session.reading(path, exporting=True) as archive:
        entries = _entries(archive, sources, subjects)
    if form == "bibtex":
        text = write_bibtex(keyed(entries, fit_for_bibtex=True))
    else:
        text = write_csl_json(keyed(entries))
    if output is None:
        session.print_bytes(text.encode("utf-8"))
        return
    write_whole(output, [text], forbidden=path)
    session.answer(
        {"file": str(output), "format": form, "works": len(entries)},
        f"{counted(len(entries), 'work')} written to {safe(str(output))}.",
    )


@command(
    "import-bibliography",
    example="""fonds source import-bibliography marlow.fonds library.bib --dry-run
    fonds source import-bibliography marlow.fonds library.bib --files ~/Zotero/storage""",
)
@archive_argument
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--files",
    "folders",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Linked files are taken from here too, not only from FILE's folder.",
)
@click.option("--no-files", is_flag=True, help="Take in no linked file.")
@click.option("--update", is_flag=True, help="Amend works that FILE describes otherwise by now.")
@click.option("--skip-bad", is_flag=True, help="Pass over entries that cannot be read, and say so.")
@click.option("--encoding", metavar="NAME", type=WORDS, help="The file's encoding, if not UTF-8.")
@click.option("--dry-run", is_flag=True, help="Check everything; record nothing.")
@click.pass_obj
def import_bibliography(
    session: Session,
    path: Path,
    file: Path,
    folders: tuple[Path, ...],
    no_files: bool,
    update: bool,
    skip_bad: bool,
    encoding: str | None,
    dry_run: bool,
) -> None:
    """Make sources of the works in a library: CSL-JSON, BibTeX or biblatex. All, or none.

    From Zotero export “CSL JSON”, or with Better BibTeX “Better BibLaTeX” and its files. Linked
    files that lie beside FILE are captured; a work without one is a source that is not held. The
    same library again adds only what is new. Collections and notes are left out, and counted.
    """
    if str(file) == "-":
        text = read_stream(sys.stdin.buffer, "standard input", encoding=encoding).text
        library, home = parse_library(text, "standard input", skip_bad=skip_bad), Path()
    else:
        library = read_library(file, encoding=encoding, skip_bad=skip_bad)
        home = file.resolve().parent
    with session.writing(path) as archive:
        given = ImportBibliography(library, home, folders, not no_files, update)
        answer = session.record(archive, given, "Importing", dry_run=dry_run).answer
    document = {
        "registered": answer.registered,
        "already_present": answer.already_present,
        "updated": answer.updated,
        "matched": answer.matched,
        "erased": answer.erased,
        "captured": answer.captured,
        "differing": list(answer.differing),
        "files_left": [
            {"key": one.key, "link": one.link, "why": one.why} for one in answer.files_left
        ],
        "left_out": dict(answer.left_out),
        "bad": [{"place": place, "message": why} for place, why in library.bad],
        "remarks": list(answer.remarks),
        "dry_run": dry_run,
    }
    told = [*_told(answer, session.width, dry_run=dry_run), *_bad(library.bad, session.width)]
    session.answer(document, told)


def _bad(bad: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Return the lines on entries that were passed over: every one, for each is to be mended."""
    if not bad:
        return []
    lines = [f"{counted(len(bad), 'entry', 'entries')} could not be read and stayed out:"]
    for place, why in bad:
        lines += wrap(flowing(f"{place}: {why}"), width, rest="  ")
    return lines


def _told(answer: BibliographyAnswer, width: int, *, dry_run: bool) -> list[str]:
    would = "would be " if dry_run else ""
    parts = [
        f"{counted(answer.registered, 'source')} {would}registered",
        f"{counted(answer.captured, 'file')} {would}captured" if answer.captured else "",
        f"{answer.already_present:,} already present" if answer.already_present else "",
        f"{answer.updated:,} {would}amended" if answer.updated else "",
        f"{answer.matched:,} met by a file already held" if answer.matched else "",
    ]
    lines = [", ".join(filter(None, parts)) + "."]
    if answer.differing:
        shown = ", ".join(safe(key) for key in answer.differing[:_MOST_TOLD])
        more = ", …" if len(answer.differing) > _MOST_TOLD else ""
        says = "works say" if len(answer.differing) > 1 else "work says"
        lines += wrap(
            f"{len(answer.differing):,} {says} something else by now; --update amends them:"
            f" {shown}{more}",
            width,
            rest="  ",
        )
    if answer.erased:
        was = "work was" if answer.erased == 1 else "works were"
        lines.append(f"{answer.erased:,} {was} erased here and left out.")
    elsewhere = sum(one.why == "elsewhere" for one in answer.files_left)
    if elsewhere:
        lie, their = ("it lies", "its") if elsewhere == 1 else ("they lie", "their")
        lines += wrap(
            f"{counted(elsewhere, 'linked file')} left out: {lie} outside the library's folder."
            f" Name {their} folder with --files FOLDER.",
            width,
            rest="  ",
        )
    others = [one for one in answer.files_left if one.why != "elsewhere"]
    for left in others[:_MOST_TOLD]:
        why = "is not there" if left.why == "missing" else f"was left out: {left.why}"
        lines += wrap(f"{safe(left.key)}: {safe(left.link)} {flowing(why)}", width, rest="  ")
    if len(others) > _MOST_TOLD:
        lines.append(f"… and {len(others) - _MOST_TOLD:,} more files.")
    for remark in answer.remarks[:_MOST_TOLD]:
        lines += wrap(flowing(remark), width, rest="  ")
    if len(answer.remarks) > _MOST_TOLD:
        more = counted(len(answer.remarks) - _MOST_TOLD, "more remark")
        lines.append(f"… and {more}; --json has them all.")
    if answer.left_out:
        told = ", ".join(
            f"{safe(what)} ({number:,})" for what, number in sorted(answer.left_out.items())
        )
        lines += wrap(f"Left out of the library: {told}.", width, rest="  ")
    return lines
