# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Captures: their files kept, their texts joined into one rendition, what was found noted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fonds.archive.commands.times import read_when
from fonds.archive.errors import Cancelled, RefusedError
from fonds.archive.extraction.reading import read_source
from fonds.archive.sources.extracted import MOST_MAPPED, MOST_REMARKS, MOST_STRUCTURES
from fonds.archive.sources.notes import RAISED
from fonds.archive.sources.reading import ReadFile, digest_of, load_file
from fonds.events.catalogue.source import (
    CaptureAdded,
    CaptureContent,
    CapturedFile,
    CaptureOrigin,
    ExtractionContent,
    ExtractionNoted,
    FileOrigin,
    Method,
    RenditionAdded,
    RenditionContent,
    RenditionText,
    StructureKind,
    TextMap,
    TextStructure,
)
from fonds.events.sentences import say
from fonds.events.values import Region, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from fonds.archive.commands.plan import Plan, Progress
    from fonds.archive.sources.extracted import MappedSpan, StructureSpan

_STEPS = 1_000


@dataclass(frozen=True, slots=True)
class Joined:
    """One text of several files in order, and what was found in it.

    ``text`` is empty where none of the files holds any.
    """

    text: str
    tool: str
    method: Method
    language: str | None
    maps: tuple[TextMap, ...]
    structure: tuple[TextStructure, ...]
    remarks: tuple[str, ...]


def reporter(progress: Progress | None, done: int, total: int) -> Callable[[int, int], None]:
    """Return what to tell how far one file of several is; it raises Cancelled where asked to."""

    def report(part: int, whole: int) -> None:
        share = min(part, whole) * _STEPS // whole if whole else 0
        if progress is not None and not progress(done * _STEPS + share, total * _STEPS):
            code, message = "cancelled", "Cancelled. Nothing was recorded."
            raise Cancelled(code, message)

    return report


def read_all(
    paths: Sequence[Path],
    progress: Progress | None,
    *,
    encoding: str | None = None,
    url: str | None = None,
    languages: tuple[str, ...] = (),
    with_text: bool = True,
    password: str | None = None,
    done: int = 0,
    total: int | None = None,
) -> tuple[ReadFile, ...]:
    """Read files of any kind, of which only the texts stay in memory; see `reloaded`.

    ``done`` of ``total`` files have been read before. Raises as `read_source`, and Cancelled.
    """
    read: list[ReadFile] = []
    for path in paths:
        report = reporter(progress, done + len(read), total or len(paths))
        one = read_source(
            path,
            encoding=encoding,
            url=url,
            languages=languages,
            with_text=with_text,
            password=password,
            report=report,
        )
        read.append(replace(one, data=b""))
    return tuple(read)


def reloaded(file: ReadFile, path: Path) -> ReadFile:
    """Fetch the bytes of a file that was read before.

    Raises:
        RefusedError: they are others by now.
    """
    _, data = load_file(path)
    if digest_of(data) != file.digest:
        message = say(
            "{file} was changed while it was being read. Take it in again.", file=file.name
        )
        raise RefusedError("changed-file", message, file=file.name)
    return replace(file, data=data)


def held_by(plan: Plan, digests: Sequence[str]) -> str | None:
    """Return the source, not withdrawn, that has a capture of exactly these files in this order."""
    for source in plan.texts.sources_holding(digests[0]):
        if tuple(digests) in plan.texts.captures_of(source):
            return source
    return None


def known_when(found: str | None) -> str | None:
    """Return a date that a document says of itself, None where it is none after all."""
    if found is None:
        return None
    try:
        read_when(found)
    except RefusedError:
        return None
    return found


def capture(
    plan: Plan,
    source: str,
    files: Sequence[ReadFile],
    *,
    retrieved_at: str | None = None,
    url: str | None = None,
) -> str:
    """Plan a capture of files in order, keep their bytes, and plan its text; return its id."""
    capture_id = _capture(plan, source, files, retrieved_at=retrieved_at, url=url)
    add_text(plan, source, capture_id, files)
    return capture_id


def _capture(
    plan: Plan,
    source: str,
    files: Sequence[ReadFile],
    *,
    retrieved_at: str | None = None,
    url: str | None = None,
) -> str:
    capture_id = plan.randomness.new_id()
    for file in files:
        plan.store.keep_file(file.digest, file.data)
    plan.add(
        CaptureAdded(
            content=CaptureContent(
                capture=capture_id,
                files=tuple(
                    CapturedFile(media_type=file.media_type, size=len(file.data)) for file in files
                ),
                retrieved_at=read_when(retrieved_at) if retrieved_at else None,
            ),
            origin=CaptureOrigin(
                files=tuple(FileOrigin(name=file.name, digest=file.digest) for file in files),
                url=url or None,
            ),
        ),
        source,
    )
    return capture_id


def keep_transcript(plan: Plan, source: str, file: ReadFile) -> str | None:
    """Plan a capture that keeps a transcript's bytes; its text is the caller's to add.

    Returns its id, None where the source has that very file already.
    """
    if (file.digest,) in plan.texts.captures_of(source):
        return None
    return _capture(plan, source, [file])


def add_text(plan: Plan, source: str, capture_id: str, files: Sequence[ReadFile]) -> str | None:
    """Plan the text of a capture's files and what was found in it; return the rendition's id."""
    joined = join(files)
    rendition = plan.randomness.new_id() if joined.text else None
    if rendition is not None:
        plan.add(
            RenditionAdded(
                content=RenditionContent(
                    rendition=rendition,
                    capture=capture_id,
                    method=joined.method,
                    language=joined.language,
                    tool=joined.tool,
                    length=len(joined.text),
                    maps=joined.maps,
                ),
                text=RenditionText(text=joined.text),
            ),
            source,
        )
    if rendition is None or joined.structure or joined.remarks:
        plan.add(
            ExtractionNoted(
                content=ExtractionContent(
                    capture=capture_id,
                    rendition=rendition,
                    tool=joined.tool,
                    structure=joined.structure,
                    remarks=joined.remarks,
                )
            ),
            source,
        )
    return rendition


def remarks_of(files: Sequence[ReadFile]) -> tuple[str, ...]:
    """Return what is to be said of the texts of some files, each remark with its file's number."""
    if len(files) == 1:
        return files[0].remarks
    numbered = [
        say("File {number}: {remark}", number=number, remark=remark)
        for number, file in enumerate(files, 1)
        for remark in file.remarks
    ]
    return tuple(numbered[:MOST_REMARKS])


def join(files: Sequence[ReadFile]) -> Joined:
    """Join the texts of files in order, a form feed between them, and say which is where.

    A file without a text has no place in it.
    """
    told = [file for file in files if file.text]
    maps: list[TextMap] = []
    structure: list[TextStructure] = []
    keys: dict[tuple[int, str], str] = {}
    start = 0
    for number, file in enumerate(files):
        if not file.text:
            continue
        end = start + len(file.text)
        several = len(files) > 1
        prefix = f"{file.name}, " if several else ""
        maps += [map_of(one, start, number, prefix) for one in file.mapped]
        if several:
            # After its pages, which are narrower: the first that fits a passage names its place.
            maps.append(TextMap(span=Span(start=start, end=end), locator=file.name))
        for one in file.structure:
            # A document's own names for its notes are words of it; here they are only numbers.
            # But for that which says of an entry that it begins with its own mark.
            kept = RAISED if RAISED in (one.key or "") else ""
            called = f"{kept}n{len(keys) + 1}"
            key = keys.setdefault((number, one.key), called) if one.key else None
            structure.append(_structure(one, start, key))
        start = end + 1
    return Joined(
        text="\f".join(file.text for file in told),
        tool="; ".join(dict.fromkeys(file.tool for file in told or files)),
        # A text of which any part was read out of pictures is to be read with that in mind.
        method=Method.OCR if any(file.method == "ocr" for file in told) else Method.EXTRACTED,
        language=told[0].language if told else None,
        maps=tuple(maps[:MOST_MAPPED]),
        structure=tuple(structure[:MOST_STRUCTURES]),
        remarks=remarks_of(files),
    )


def map_of(one: MappedSpan, offset: int, number: int, prefix: str) -> TextMap:
    """Return as an event says it where a range of file ``number`` (from 0) comes from."""
    region = None
    if one.box is not None:
        x, y, width, height = one.box
        region = Region(file=number, x=x, y=y, width=width, height=height)
    elif one.time is not None:
        region = Region(file=number, from_ms=one.time[0], to_ms=one.time[1])
    return TextMap(
        span=Span(start=one.start + offset, end=one.end + offset),
        locator=f"{prefix}{one.locator}" if one.locator else None,
        region=region,
    )


def _structure(one: StructureSpan, offset: int, key: str | None) -> TextStructure:
    label = None
    if one.label is not None:
        label = Span(start=one.label[0] + offset, end=one.label[1] + offset)
    return TextStructure(
        kind=StructureKind(one.kind),
        span=Span(start=one.start + offset, end=one.end + offset),
        level=one.level,
        label=label,
        key=key,
    )
