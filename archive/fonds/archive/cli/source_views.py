# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands that show sources: list, show, text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from fonds.archive.bibliography.items import display
from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source, titles_told_apart
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.refound import anchor_lines
from fonds.archive.cli.source_documents import (
    anchors_document,
    coverage_document,
    source_document,
)
from fonds.archive.cli.tables import counted, labelled, moment, table
from fonds.archive.cli.terminal import flowing, is_terminal, safe, safe_lines, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.source_answers import (
        CaptureAnswer,
        CoverageAnswer,
        RenditionAnswer,
        SourceAnswer,
    )

_PAGE = 50


@command(
    "list",
    example="""fonds source list marlow.fonds
    fonds source list marlow.fonds --limit 20""",
)
@archive_argument
@click.option("--limit", type=click.IntRange(min=1), help="A page of so many.")
@click.option(
    "--after", metavar="SOURCE", type=WORDS, help="Those after this one, which ended a page."
)
@living_option
@click.pass_obj
def list_sources(session: Session, path: Path, limit: int | None, after: str | None) -> None:
    """List the sources with their numbers and the facts that cite them.

    All of them, or with --limit or --after a page (of 50 if not said), which takes no longer in a
    large archive.
    """
    with session.reading(path) as archive:
        queries, more = archive.queries, None
        if limit is None and after is None:
            rows = queries.sources()
        else:
            found = None if after is None else numbered_source(queries, after)
            page = queries.source_page(after=found, limit=limit or _PAGE)
            rows, more = list(page.sources), page.after
        titles = titles_told_apart(archive.queries, {row.id: row.title for row in rows})
    document = {
        "after": more,
        "sources": [
            {
                "id": row.id,
                "number": row.number,
                "title": row.title,
                "held": row.held,
                "withdrawn": row.withdrawn,
                "facts": row.facts,
            }
            for row in rows
        ],
    }
    lines = table(
        [
            (
                f"[{row.number}]",
                row.id,
                counted(row.facts, "fact"),
                titles[row.id]
                + ("" if row.held else " (not held)")
                + (" (withdrawn)" if row.withdrawn else ""),
            )
            for row in rows
        ],
        right={0, 2},
    )
    if more is not None:
        lines += ["", f"There are more: --after {more}"]
    none = "There are no sources yet; add one with fonds source add."
    if after is not None:
        none = "There are no more sources."
    session.answer(document, lines or none)


@command("show", example="fonds source show marlow.fonds the-quay-profile.txt")
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@living_option
@click.pass_obj
def show(session: Session, path: Path, source: str) -> None:
    """Show all that is known of a source.

    Captures and texts, the works it cites (footnotes without an entry marked), what was thought of
    it, and how much of it facts rest on.
    """
    with session.reading(path) as archive:
        queries = archive.queries
        found = queries.source(queries.names.source(numbered_source(queries, source)))
        covered = [queries.coverage(found.id, one.id) for one in found.renditions if one.length]
        anchors = queries.anchor_states(found.id)
        traced = dict.fromkeys(one.traced_to for one in found.cited_works if one.traced_to)
        titles = {one: queries.source(one, used=False).title for one in traced}
    if session.json:
        document = source_document(found)
        for one in document["captures"]:
            one["texts"] = [
                coverage_document(text) for text in covered if text.capture == one["id"]
            ]
        document["anchors"] = [anchors_document(one) for one in anchors]
        session.print_json(document)
        return
    lines = _source_lines(found, titles, session)
    gone = {one.id for one in found.renditions if one.gone}
    there = [one for one in covered if one.rendition not in gone]
    session.print_lines(
        [*lines, *_coverage_lines(found, there, session), *anchor_lines(anchors, session)]
    )


def _source_lines(source: SourceAnswer, titles: Mapping[str, str], session: Session) -> list[str]:
    ink, width = session.ink, session.width
    rest = "rests" if source.facts == 1 else "rest"
    state = [
        "held" if source.held else "not held",
        f"{counted(source.facts, 'fact')} {rest} on it",
    ]
    if source.withdrawn:
        state.append("withdrawn")
    lines = [
        *(ink.strong(line) for line in wrap(f"[{source.number}] {safe(source.title)}", width)),
        ink.quiet(" · ".join(state)),
        "",
        *labelled(
            [
                ("Id", source.id),
                ("Also known as", "; ".join(source.aliases)),
                ("Author", "; ".join(source.authors)),
                *_described(source),
                ("Issued", source.issued or ""),
                ("Type", source.csl_type),
                ("Language", source.language or ""),
                ("Held by", source.repository or ""),
                ("Address", source.url or ""),
                ("Note", source.note or ""),
            ],
            width,
        ),
    ]
    for appraisal in source.appraisals:
        lines += labelled(
            [
                (
                    "Appraised",
                    ", ".join(filter(None, [appraisal.reliability, appraisal.bias]))
                    + f" ({appraisal.agent}, {moment(appraisal.recorded_at)})"
                    + (f": {flowing(appraisal.note)}" if appraisal.note else ""),
                )
            ],
            width,
        )
    if source.captures:
        lines += ["", ink.strong("CAPTURES")]
        for capture in source.captures:
            lines += _capture_lines(capture, width)
        for one in source.taken_back:
            why = f": {flowing(one.reason)}" if one.reason else ""
            none = "(names hidden here)" if one.hidden else "no file"
            said = f"{one.capture} · taken back, with {safe(', '.join(one.files) or none)}"
            lines += wrap(f"{said}{why}", width, first="  ", rest="    ")
    if source.renditions:
        lines += ["", ink.strong("TEXTS")]
        lines += [
            "  " + row
            for row in table(
                [
                    (
                        rendition.id,
                        rendition.method,
                        counted(rendition.length, "character"),
                        _made(rendition),
                    )
                    for rendition in source.renditions
                ],
                right={2},
            )
        ]
    lines += _extraction_lines(source, session)
    lines += _cited_lines(source, titles, session)
    lines += _study_lines(source, session)
    return lines


def _made(rendition: RenditionAnswer) -> str:
    """Say in what language a text is, what read it or who typed it, and from which other text."""
    made_from = f"from {rendition.parent}" if rendition.parent else ""
    by = rendition.tool or f"by {rendition.agent}"
    gone = "erased or withheld" if rendition.gone else ""
    return " · ".join(filter(None, [gone, rendition.language, made_from, by]))


def _coverage_lines(
    source: SourceAnswer, covered: Sequence[CoverageAnswer], session: Session
) -> list[str]:
    """How much of each text facts rest on; fonds source coverage says where."""
    lines: list[str] = []
    for one in covered:
        share = round(100 * one.used / one.characters)
        which = f"{one.rendition}  " if len(covered) > 1 else ""
        line = (
            f"{which}Facts rest on {one.used:,} of {counted(one.characters, 'character')}"
            f" ({share}%); {one.read:,} were read, {one.unread:,} neither."
        )
        lines += wrap(line, session.width, first="  ", rest="    ")
    if covered and not source.held:
        typed = counted(len(covered), "passage")
        line = (
            f"This is of what was typed in, {typed}: how much else stands in the work, and"
            " whether anybody read it, is not known here."
        )
        lines += wrap(line, session.width, first="  ", rest="    ")
    return ["", session.ink.strong("COVERAGE"), *lines] if lines else []


def _described(source: SourceAnswer) -> Iterator[tuple[str, str]]:
    """The rest of what is said of a work: who else made it, what it is in, further variables."""
    work = source.work
    if work is None:
        return
    for role in dict.fromkeys(one.role for one in work.contributors if one.role != "author"):
        names = [display(one) for one in work.contributors if one.role == role]
        yield role.replace("-", " ").capitalize(), "; ".join(names)
    yield "In", work.container_title or ""
    yield "Publisher", ", ".join(filter(None, [work.publisher, work.publisher_place]))
    yield "Shelf mark", work.call_number or ""
    for one in work.variables:
        if one.name != "id":
            name = (
                one.name
                if one.name.isupper()
                else one.name.replace("-", " ").replace("_", " ").capitalize()
            )
            yield name, one.text


def _capture_lines(capture: CaptureAnswer, width: int) -> list[str]:
    seen = ", ".join(filter(None, [capture.seen_at, capture.seen_on]))
    first = " · ".join(
        filter(
            None,
            [
                capture.id,
                f"obtained {capture.retrieved_at}" if capture.retrieved_at else "",
                f"seen: {seen}" if seen else "",
                f"@{capture.position}, {moment(capture.recorded_at)}, by {capture.agent}",
            ],
        )
    )
    lines = wrap(safe(first), width, first="  ", rest="    ")
    for file in capture.files:
        gone = "hidden here" if file.hidden else "erased or withheld"
        name = file.name or f"(name {gone})"
        lines.append(f"    {safe(name)}  {file.media_type}  {counted(file.size, 'byte')}")
        lines.append(f"    {file.digest or f'(digest {gone})'}")
    return lines


def _extraction_lines(source: SourceAnswer, session: Session) -> list[str]:
    """What was found in the files besides their words, and what could not be read."""
    lines: list[str] = []
    plural = {"footnote entry": "footnote entries"}
    for extraction in source.extractions:
        found = ", ".join(
            counted(number, kind, plural.get(kind)) for kind, number in extraction.structure
        )
        about = extraction.rendition or extraction.capture
        if found:
            lines += wrap(f"{about}  {found}", session.width, first="  ", rest="    ")
        for remark in extraction.remarks:
            lines += wrap(f"{about}  {safe(remark)}", session.width, first="  ", rest="    ")
    return ["", session.ink.strong("FOUND IN THE FILES"), *lines] if lines else []


def _cited_lines(source: SourceAnswer, titles: Mapping[str, str], session: Session) -> list[str]:
    """The works a source cites; ``titles`` are of the sources that some were found to be."""
    if not source.cited_works:
        return []
    lines = ["", session.ink.strong("WORKS IT CITES")]
    for work in source.cited_works:
        mark = f"[{work.mark}]" if work.mark else "[–]"
        if work.status == "dangling" and work.work is None:
            said = "! dangling: the footnote has no entry"
        elif work.status == "dangling":
            said = f"{work.told} (! dangling: no mark refers to it)"
        else:
            none = "no entry" if work.status == "unlocatable" else "(erased or withheld)"
            said = (work.told or none) + (
                ""
                if work.status == "noted"
                else f" ({work.status}: it is {titles[work.traced_to]})"
                if work.traced_to
                else f" ({work.status})"
            )
        places = ", ".join(f"{start}–{end}" for start, end in work.passages)
        said += f" · characters {places}" if places else ""
        if len(source.captures) > 1 and work.captures:
            said += f" · noted from {', '.join(work.captures)}"
        lines += wrap(f"{safe(mark)} {flowing(said)}", session.width, first="  ", rest="      ")
    return lines


def _study_lines(source: SourceAnswer, session: Session) -> list[str]:
    lines: list[str] = []
    if source.dependences:
        lines += ["", session.ink.strong("RESTS ON")]
    for said in source.dependences:
        part = f" (in {counted(len(said.passages), 'passage')})" if said.passages else ""
        unsure = ", inferred" if said.certainty == "inferred" else ""
        note = f" · {flowing(said.note)}" if said.note else ""
        line = f"{said.kind}{unsure}{part}: {safe(said.on_title)}{note} · @{said.position}"
        lines += wrap(line, session.width, first="  ", rest="    ")
    if source.inquiries:
        lines += ["", session.ink.strong("INQUIRIES")]
    for made in source.inquiries:
        when = f" · {made.made_on}" if made.made_on else ""
        line = f"{made.id}  {flowing(made.said)}{when} · {safe(made.agent)}"
        lines += wrap(line, session.width, first="  ", rest="    ")
    return lines


@command("text", example="fonds source text marlow.fonds the-quay-profile.txt > profile.txt")
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@click.option("--rendition", metavar="ID", type=WORDS, help="Another text than the newest.")
@living_option
@click.pass_obj
def text(session: Session, path: Path, source: str, rendition: str | None) -> None:
    """Print a source's text exactly as it is kept, in UTF-8.

    On a terminal its control characters are spelt out.
    """
    with session.reading(path) as archive:
        queries = archive.queries
        name = numbered_source(queries, source)
        found = queries.text(queries.names.source(name), rendition)
    if session.json:
        session.print_json(
            {
                "source": found.source,
                "title": found.title,
                "capture": found.capture,
                "rendition": found.rendition,
                "method": found.method,
                "text": found.text,
                "passages": [
                    {
                        "excerpt": passage.excerpt,
                        "start": passage.start,
                        "end": passage.end,
                        "locator": passage.locator,
                        "facts": list(passage.facts),
                    }
                    for passage in found.passages
                ],
            }
        )
    elif is_terminal(sys.stdout):
        session.print_lines(safe_lines(found.text).split("\n"))
    else:
        session.print_bytes(found.text.encode("utf-8", "surrogatepass"))
