# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A library in a file: which format it is in, and the folders its linked files may be read from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.bibliography.bibtex import read_bibtex
from fonds.archive.bibliography.csl_json import read_csl_json
from fonds.archive.errors import RefusedError
from fonds.archive.sources.reading import load_file, read_bytes
from fonds.events.sentences import as_sentence, form_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.bibliography.items import Library

_HEAD = 4000
_XML = r"(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)?"
_OTHERS = (
    (re.compile(_XML + r"<rdf:RDF\b", re.DOTALL), form_of("an RDF file")),
    (re.compile(_XML + r"<mods(?:Collection)?\b", re.DOTALL), form_of("a MODS file")),
    (re.compile(_XML + r"<(?:xml|records)>\s*<record", re.DOTALL), form_of("an EndNote file")),
    (re.compile(r"(?:[^\n]*\n){0,5}?TY  - [A-Z]"), form_of("an RIS file")),
    (re.compile(r"%[0A-Z] \S"), form_of("an EndNote file")),
    (re.compile(r'"?Key"?,"?Item Type"?,'), form_of("a table (CSV)")),
)
"""Formats that Zotero and others export besides, by how they begin."""


def read_library(path: Path, *, encoding: str | None = None, skip_bad: bool = False) -> Library:
    """Read CSL-JSON, BibTeX or biblatex; which of them, the text says.

    With ``skip_bad`` entries that cannot be read are passed over and told, if any can be.

    Raises:
        RefusedError: the file cannot be read, is no text, or its entries are refused.
    """
    name, data = load_file(path)
    _refuse_others(data, name)
    text = read_bytes(data, name, encoding=encoding).text
    return parse_library(text, name, skip_bad=skip_bad)


def _refuse_others(data: bytes, name: str) -> None:
    """Refuse what library programs export besides, by its name: it is a right file of its kind."""
    head = data[:_HEAD].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    for beginning, what in _OTHERS:
        if beginning.match(head):
            message = say(
                "{name} is {what}. Export the library as “CSL JSON”, or with Better BibTeX as"
                " “Better BibLaTeX”.",
                name=name,
                what=as_sentence(what),
            )
            raise RefusedError("bad-library", message, file=name)


def parse_library(text: str, name: str, *, skip_bad: bool = False) -> Library:
    """Return the works of a library's text. Raises RefusedError, as `read_library`."""
    read = read_csl_json if text.lstrip()[:1] in {"[", "{"} else read_bibtex
    return read(text, name, skip_bad=skip_bad)


@dataclass(frozen=True, slots=True)
class Found:
    """A linked file that is there and may be read."""

    path: Path


def find_linked(link: str, home: Path, folders: Sequence[Path]) -> Found | str:
    """Return a linked file, or why it is left out: "missing" or "elsewhere".

    A library may link any file of the machine, and whoever made it need not be its reader: only
    what lies under one of ``folders`` is read. Relative paths begin at ``home``.
    """
    try:
        path = (home / Path(link.replace("\\", "/") if "/" not in link else link)).resolve()
        allowed = any(path.is_relative_to(folder.resolve()) for folder in folders)
        if not allowed:
            return "elsewhere"
        return Found(path) if path.is_file() else "missing"
    except (OSError, ValueError, RuntimeError):
        return "missing"
