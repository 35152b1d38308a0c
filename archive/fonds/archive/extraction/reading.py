# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Reading a file of any kind: texts here, everything else in a process of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import KINDS, check_installed, kinds_in_words
from fonds.archive.extraction.limits import OCR_LIMITS
from fonds.archive.extraction.ocr import check_engine
from fonds.archive.extraction.passwords import checked_password
from fonds.archive.extraction.process import extract_apart
from fonds.archive.sources.reading import ReadFile, digest_of, load_file, read_bytes
from fonds.archive.sources.sniffing import Sniffed, sniff
from fonds.events.sentences import as_sentence, form_of, say

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.extraction.asking import Report
    from fonds.archive.extraction.limits import Limits
    from fonds.archive.sources.extracted import Extracted

_PICTURED = frozenset({"picture", "pdf"})
"""Kinds that may be pictures of text."""

LOCKED = form_of(
    "It was opened with its password, which is not kept: to read it again, or to see its pages, it"
    " is needed anew. The file stays locked; the text read from it lies in the archive as any does."
)
NO_TEXT_TOOL = "Fonds, kept without a text"


def read_source(
    path: Path,
    *,
    encoding: str | None = None,
    url: str | None = None,
    languages: tuple[str, ...] = (),
    with_text: bool = True,
    password: str | None = None,
    report: Report | None = None,
    limits: Limits | None = None,
) -> ReadFile:
    """Read a file of any kind that Fonds knows.

    Args:
        path: of the file.
        encoding: of a text or page, where a person knows better.
        url: of the page that is meant, in a web archive.
        languages: Tesseract's names of those in which pictures are to be read; none: they are not.
        with_text: False keeps the bytes alone, of whatever kind they are.
        password: of the file, where it is locked; it is kept nowhere.
        report: told how far it is; may raise to stop.
        limits: of the process that reads it, where others than the usual are wanted.

    Raises:
        RefusedError: what `load_file`, `read_bytes` and the kind's reader refuse, "unknown-kind",
            "not-installed", "too-slow", "crashed", "bad-password".
    """
    name, data = load_file(path, progress=report)
    return read_held(
        data,
        name,
        encoding=encoding,
        url=url,
        languages=languages,
        with_text=with_text,
        password=password,
        report=report,
        limits=limits,
    )


def read_held(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    url: str | None = None,
    languages: tuple[str, ...] = (),
    with_text: bool = True,
    password: str | None = None,
    report: Report | None = None,
    limits: Limits | None = None,
) -> ReadFile:
    """Read a file whose bytes are at hand. Raises as `read_source`."""
    sniffed = sniff(data, name)
    if not data or (not with_text and sniffed.kind in {"text", "markdown", "wikitext"}):
        # An empty file is no capture of anything; and of a text the text is never left out.
        return read_bytes(data, name, encoding=encoding)
    if not with_text:
        return _without_text(data, name, sniffed)
    if sniffed.kind is None or sniffed.kind not in KINDS:
        raise _unknown_kind(name, sniffed)
    kind = KINDS[sniffed.kind]
    if kind.module is None:
        read = read_bytes(data, name, encoding=encoding)
        return replace(read, remarks=_mislabelled(name, sniffed))
    check_installed(sniffed.kind, name)
    if languages and sniffed.kind in _PICTURED:
        check_engine(name, languages)
        limits = limits or OCR_LIMITS
    else:
        languages = ()
    asked = Asked(name, sniffed.media_type, encoding=encoding, url=url, languages=languages)
    extracted, locked = extract_unlocked(sniffed.kind, data, asked, password, report, limits)
    if locked:
        extracted = replace(
            extracted,
            # A title that only the locked file holds could not be taken out where words are erased.
            found=replace(extracted.found, title=None),
            remarks=(LOCKED, *extracted.remarks),
        )
    return _read(data, name, sniffed, extracted)


def extract_unlocked(
    kind: str,
    data: bytes,
    asked: Asked,
    password: str | None,
    report: Report | None = None,
    limits: Limits | None = None,
) -> tuple[Extracted, bool]:
    """Have a file read; where it is locked, and a password is given, with that.

    Returns:
        What was read, and whether it was locked. A file that is open never sees the password.

    Raises:
        RefusedError: as `extract_apart`, "bad-password".
    """
    try:
        return extract_apart(kind, data, asked, report, limits), False
    except RefusedError as error:
        if password is None or error.code != "encrypted":
            raise
    asked = replace(asked, password=checked_password(password))
    return extract_apart(kind, data, asked, report, limits), True


def read_transcript(path: Path, *, encoding: str | None = None) -> ReadFile:
    """Read a text that somebody typed: plain, or time-coded.

    Raises:
        RefusedError: as `read_source`, or "not-text" where it is no text.
    """
    name, data = load_file(path)
    if sniff(data, name).kind == "timed":
        return read_held(data, name, encoding=encoding)
    return read_bytes(data, name, encoding=encoding)


def _read(data: bytes, name: str, sniffed: Sniffed, extracted: Extracted) -> ReadFile:
    return ReadFile(
        name=name,
        data=data,
        media_type=extracted.media_type,
        digest=digest_of(data),
        text=extracted.text,
        tool=extracted.tool,
        language=extracted.found.language,
        method=extracted.method,
        found=extracted.found,
        structure=extracted.structure,
        mapped=extracted.mapped,
        remarks=(*_mislabelled(name, sniffed), *extracted.remarks),
    )


def _mislabelled(name: str, sniffed: Sniffed) -> tuple[str, ...]:
    """Say so where a file's ending promises another kind than its bytes are."""
    _, dot, ending = name.rpartition(".")
    promised = [key for key, kind in KINDS.items() if dot and ending.lower() in kind.suffixes]
    if not promised or sniffed.kind in promised:
        return ()
    return (
        say(
            "Its name says otherwise, but it is {sniffed}; so it was read.",
            sniffed=as_sentence(sniffed.label),
        ),
    )


def _unknown_kind(name: str, sniffed: Sniffed) -> RefusedError:
    """Return the refusal of a file of which no text is made, with what would help."""
    if sniffed.advice is not None:
        message = say(
            "{name} is {sniffed}, of which Fonds can make no text. {advice}, or keep it as it is"
            " with --no-text.",
            name=name,
            sniffed=as_sentence(sniffed.label),
            advice=as_sentence(sniffed.advice),
        )
    else:
        message = say(
            "{name} is {sniffed}, of which Fonds can make no text; it reads"
            " {kinds_in_words}. Save it as one of these, or keep it as it is with"
            " --no-text.",
            name=name,
            sniffed=as_sentence(sniffed.label),
            kinds_in_words=kinds_in_words(),
        )
    return RefusedError("unknown-kind", message, file=name, kind=sniffed.label)


def _without_text(data: bytes, name: str, sniffed: Sniffed) -> ReadFile:
    return ReadFile(
        name=name,
        data=data,
        media_type=sniffed.media_type,
        digest=digest_of(data),
        text="",
        tool=NO_TEXT_TOOL,
        remarks=(
            say(
                "It is {sniffed}, kept without a text because that was asked for.",
                sniffed=as_sentence(sniffed.label),
            ),
        ),
    )
