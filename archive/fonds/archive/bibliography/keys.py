# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The keys works go by in an exported library: those they had, else author, year and a word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fonds.archive.bibliography.items import Entry

_UNFIT = re.compile(r"[^A-Za-z0-9:._/+-]+")
_WORD = re.compile(r"[a-z0-9]{3,}")
_YEAR = re.compile(r"\d{4}")
_COMMON = frozenset({"the", "and", "der", "die", "das", "und", "les", "una", "een"})


def keyed(entries: Iterable[Entry], *, fit_for_bibtex: bool = False) -> list[Entry]:
    """Return works each with a key that no other has; a key of their own is kept where it can be.

    BibTeX's keys are ASCII without blanks, commas and braces.
    """
    found = list(entries)
    wanted = [_fit(entry.key) if fit_for_bibtex else entry.key for entry in found]
    taken = {key for key in wanted if key}
    met: set[str] = set()
    named: list[Entry] = []
    for entry, key in zip(found, wanted, strict=True):
        if not key or key in met:
            key = _free(key or _made(entry), taken)  # noqa: PLW2901 - one of its own
        met.add(key)
        taken.add(key)
        named.append(replace(entry, key=key))
    return named


def _fit(key: str) -> str:
    return _UNFIT.sub("-", _ascii(key)).strip("-")


def _ascii(text: str) -> str:
    plain = text.replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    return unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")


def _made(entry: Entry) -> str:
    name = next((one for one in entry.contributors if one.role == "author"), None)
    words = _words((name.family or name.literal or "") if name else "")
    year = _YEAR.search(entry.issued or "")
    title = [word for word in _words(entry.title) if word not in _COMMON]
    return "".join([words[-1] if words else "", year.group() if year else "", *title[:1]]) or "work"


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(_ascii(text).lower())


def _free(key: str, taken: set[str]) -> str:
    return next(
        one
        for number in count(1)
        if (one := key if number == 1 else f"{key}-{number}") not in taken
    )
