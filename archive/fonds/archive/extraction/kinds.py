# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The kinds of file that are read, each with its reader's module and what that needs."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from fonds.archive.errors import RefusedError
from fonds.events.sentences import as_sentence, joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.extraction.asking import Reader

_HERE = "fonds.archive.extraction"

FACSIMILE = "facsimile"
"""What a reader's process is asked for that is to draw a page, and not to read a file."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: what it is called, its reader's module, and what has to be installed for it.

    ``module`` is None where a file is text as it stands; ``extra`` is the optional part of
    Fonds that brings ``needs``. ``outline`` is the module that finds the structure such a text
    spells out.
    """

    label: str
    module: str | None
    suffixes: tuple[str, ...]
    extra: str | None = None
    needs: str | None = None
    outline: str | None = None


KINDS: Mapping[str, Kind] = {
    "text": Kind("plain text", None, ("txt", "text")),
    "markdown": Kind("Markdown", None, ("md", "markdown"), outline=f"{_HERE}.markdown_outline"),
    "wikitext": Kind(
        "wiki text", None, ("wiki", "mediawiki", "wikitext"), outline=f"{_HERE}.wiki_outline"
    ),
    "csv": Kind("CSV", None, ("csv", "tsv", "tab"), outline=f"{_HERE}.table_outline"),
    "html": Kind("HTML", f"{_HERE}.html_pages", ("html", "htm", "xhtml")),
    "pdf": Kind("PDF", f"{_HERE}.pdf", ("pdf",), extra="pdf", needs="pypdfium2"),
    "docx": Kind("Word documents (DOCX)", f"{_HERE}.docx", ("docx",)),
    "odt": Kind("OpenDocument texts (ODT)", f"{_HERE}.odt", ("odt",)),
    "epub": Kind("e-books (EPUB)", f"{_HERE}.epub", ("epub",)),
    "mail": Kind("e-mail and MHTML", f"{_HERE}.mail", ("eml", "mht", "mhtml")),
    "warc": Kind("web archives (WARC)", f"{_HERE}.web_archives", ("warc", "gz")),
    "wacz": Kind("web archives (WACZ)", f"{_HERE}.web_archives", ("wacz",)),
    "wiki dump": Kind("wiki exports (XML)", f"{_HERE}.wiki_dumps", ("xml",)),
    "timed": Kind("time-coded transcripts (VTT, SRT)", f"{_HERE}.time_codes", ("vtt", "srt")),
    "picture": Kind(
        "pictures (JPEG, PNG, TIFF)",
        f"{_HERE}.pictures",
        ("jpg", "jpeg", "png", "tif", "tiff"),
        extra="pictures",
        needs="PIL",
    ),
    "recording": Kind(
        "sound and film",
        f"{_HERE}.recordings",
        (
            "mp3",
            "wav",
            "ogg",
            "oga",
            "flac",
            "m4a",
            "mp4",
            "m4v",
            "mov",
            "webm",
            "mkv",
            "avi",
            "mpg",
            "mpeg",
            "aif",
            "aiff",
            "amr",
        ),
    ),
}
"""By the keys that `fonds.archive.sources.sniffing` gives."""


def kinds_in_words() -> str:
    """Return the kinds that are read, as a list in a sentence."""
    labels = [as_sentence(kind.label) for kind in KINDS.values()]
    return say("{first} and {last}", first=joined(", ", labels[:-1]), last=labels[-1])


def known_endings() -> list[str]:
    """Return patterns of the names of files that are read, for file dialogs."""
    return [f"*.{ending}" for kind in KINDS.values() for ending in kind.suffixes]


def check_installed(key: str, name: str) -> None:
    """Check that what reads a kind is there; ``name`` of the file stands in the message.

    Raises:
        RefusedError: "not-installed": an optional part is wanting.
    """
    kind = KINDS[key]
    if kind.needs is not None and importlib.util.find_spec(kind.needs) is None:
        message = say(
            "{name} cannot be read here: {kind} needs the optional part “{extra}”. Install"
            " it with: pip install 'fonds[{extra}]'",
            name=name,
            kind=as_sentence(kind.label),
            extra=kind.extra,
        )
        raise RefusedError("not-installed", message, file=name, extra=kind.extra)


def reader(key: str) -> Reader:
    """Load a kind's reader, with the library it uses."""
    if key == FACSIMILE:
        return cast("Reader", importlib.import_module(f"{_HERE}.facsimile"))
    return cast("Reader", importlib.import_module(str(KINDS[key].module or KINDS[key].outline)))
