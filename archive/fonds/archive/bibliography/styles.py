# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""References in a style of the Citation Style Language (CSL 1.0.2), set by citeproc-py.

Two styles are ours; any other is a .csl file of the user's own. The styles of the CSL project are
not shipped: they may be passed on only under the terms of CC BY-SA.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from fonds.archive.bibliography.csl_dates import edtf_or_none
from fonds.archive.bibliography.csl_json import csl_item
from fonds.archive.bibliography.items import DATE_VARIABLES
from fonds.archive.bibliography.items import display as name_of
from fonds.archive.errors import RefusedError
from fonds.archive.languages.telling import LANGUAGES, tell
from fonds.events.dates import display, parse
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fonds.archive.bibliography.items import Entry

OWN_STYLES = ("full", "author-date")
"""The styles that come with Fonds; the first is the one used unless another is named."""

_CSL = "{http://purl.org/net/xbiblio/csl}"
_LARGEST = 2_000_000
_MOST_EXPANDED = 10_000_000
"""Four times as many elements as the largest style of the CSL project takes."""

_LANGUAGES = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "pt": "pt-PT"}
"""The locale of CSL a bare language is set in; others are doubled: pl is pl-PL."""

# Noncharacters (Unicode 16.0, section 23.7), which no text holds, mark where emphasis begins.
_MARKS = {
    "Italic": "\ufdd0",
    "Oblique": "\ufdd0",
    "Bold": "\ufdd1",
    "Underline": "\ufdd2",
    "Superscript": "\ufdd3",
    "Subscript": "\ufdd4",
    "SmallCaps": "\ufdd5",
}
_END = "\ufdd6"
_STRAY = re.compile("[\ufdd0-\ufdef]")
_SIGNS = re.compile("([\ufdd0-\ufdd6])")
_FACES = {"\ufdd0": "i", "\ufdd1": "b", "\ufdd2": "u", "\ufdd3": "sup", "\ufdd4": "sub"}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&])")


def title_in(language: str) -> str:
    """Return what a list of references is called in a language; in English where we have none."""
    spoken = language.partition("-")[0].casefold()
    return tell(say("Bibliography"), spoken if spoken in LANGUAGES else "en")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a reference in one face: ``face`` is of i, b, u, sup, sub, sc, or none of them."""

    text: str
    face: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A work as a style refers to it; ``key`` is its entry's."""

    key: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The reference in plain words."""
        return "".join(run.text for run in self.runs)

    def html(self) -> str:
        """Return it as HTML; whatever a title says, it is no markup here."""
        parts = []
        for run in self.runs:
            words = html.escape(run.text)
            if run.face == "sc":
                words = f'<span style="font-variant: small-caps">{words}</span>'
            elif run.face:
                words = f"<{run.face}>{words}</{run.face}>"
            parts.append(words)
        return "".join(parts)

    def markdown(self) -> str:
        """Return it as CommonMark."""
        marks = {"i": "*", "b": "**"}
        parts = []
        for run in self.runs:
            words = _MARKDOWN.sub(r"\\\1", run.text)
            mark = marks.get(run.face, "") if words.strip() == words else ""
            parts.append(f"{mark}{words}{mark}")
        return "".join(parts)


class CitationStyle:
    """A style that was read and found usable."""

    def __init__(self, title: str, data: bytes, language: str = "en") -> None:
        """Keep a style that `find_style` has checked, and the language it is written in."""
        self.title = title
        self._data = data
        self.language = language

    def references(
        self,
        entries: Sequence[Entry],
        language: str | None = None,
        report: Callable[[int, int], object] | None = None,
    ) -> list[Reference]:
        """Return works as this style refers to them, in the order it wants.

        ``language`` is that of its own words ("edited by"); the style's own unless given.
        ``report`` is told after each work how many of how many are done.

        Raises:
            RefusedError: there is no such language, or the style cannot be carried out.
        """
        from fonds.archive.bibliography import processor  # noqa: PLC0415 - it loads XML

        locale = _locale(language, processor.LOCALES)
        words = (locale or self.language).partition("-")[0]
        works = [_item(entry, processor.KNOWN, words) for entry in entries]
        made: list[Reference] = []
        try:
            setting = processor.Processor(self._data, locale, _formatter(), works)
            for number, marked in setting.references():
                entry = entries[number]
                made.append(Reference(entry.key, _runs(marked) or _bare(entry, words)))
                if report is not None:
                    report(len(made), len(entries))
        except Exception as error:
            # Whatever a stranger's style leads the library into, it is the style that cannot be
            # used; our own are tested with every field.
            message = say(
                "The style “{title}” cannot be carried out. Choose another style.", title=self.title
            )
            raise RefusedError("bad-style", message, style=self.title) from error
        return made


def _locale(language: str | None, folder: str) -> str | None:
    """Return the locale of CSL for a language, None for none.

    Raises:
        RefusedError: there are no words in that language.
    """
    if language is None:
        return None
    base, _, region = language.replace("_", "-").partition("-")
    locale = f"{base.lower()}-{region.upper()}" if region else _LANGUAGES.get(base.lower())
    locale = locale or f"{base.lower()}-{base.upper()}"
    if not Path(folder, f"locales-{locale}.xml").is_file():
        message = say(
            "There are no words for references in “{language}”. Try en-GB or de-DE.",
            language=language,
        )
        raise RefusedError("unknown-language", message, language=language)
    return locale


def find_style(name: str | None) -> CitationStyle:
    """Return a style of ours by its name, or the one in a .csl file by its path.

    Raises:
        RefusedError: there is none, or it is no style that can be used by itself.
    """
    name = name or OWN_STYLES[0]
    if name in OWN_STYLES:
        data = files("fonds.archive.bibliography").joinpath("styles", f"{name}.csl").read_bytes()
        return check_style(name, data)
    path = Path(name)
    # Nothing else is opened: it might be the archive that is open, whose locks would go with it.
    if path.suffix.lower() != ".csl":
        raise _no_style(name)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        raise _no_style(name) from error
    return check_style(path.name, data)


def _no_style(name: str) -> RefusedError:
    message = say(
        "There is no style “{name}”. Fonds has {own}; any other is a .csl file, named by its path.",
        name=name,
        own=" and ".join(OWN_STYLES),
    )
    return RefusedError("unknown-style", message, style=name)


def check_style(name: str, data: bytes) -> CitationStyle:
    """Return a style that was read from a file, after a look whether it is one and can be used.

    Raises:
        RefusedError: it is no style, none that stands by itself, or its macros have no end.
    """
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - rarely asked for
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415 - as above

    if len(data) > _LARGEST:
        message = say("{name} is too large for a style of citations.", name=name)
        raise RefusedError("bad-style", message, style=name)
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        message = say(
            "{name} is no style: it is not XML that can be read. Is it a .csl file?", name=name
        )
        raise RefusedError("bad-style", message, style=name) from error
    if root.tag != f"{_CSL}style":
        message = say("{name} is no style of the Citation Style Language (.csl).", name=name)
        raise RefusedError("bad-style", message, style=name)
    info = root.find(f"{_CSL}info")
    title = " ".join((info.findtext(f"{_CSL}title") or "").split()) if info is not None else ""
    links = info.findall(f"{_CSL}link") if info is not None else []
    parent = next((one.get("href") for one in links if one.get("rel") == "independent-parent"), "")
    if root.find(f"{_CSL}citation") is None:
        where = (
            say(" It takes its rules from {parent}: give that style's file.", parent=parent)
            if parent
            else ""
        )
        message = say(
            "The style {name} says nothing of how to cite.{where}", name=name, where=where
        )
        raise RefusedError("bad-style", message, style=name)
    if _expanded(root) > _MOST_EXPANDED:
        message = say("The macros of the style {name} call each other without end.", name=name)
        raise RefusedError("bad-style", message, style=name)
    return CitationStyle(title or name, data, root.get("default-locale") or "en")


def _expanded(root: Any) -> int:  # noqa: ANN401 - an element of defusedxml, which has no types
    """Return how many elements a reference may take, macros put in; a circle has no end."""
    macros = {one.get("name"): one for one in root.findall(f"{_CSL}macro")}
    sizes: dict[str | None, int] = {}

    def size(element: Any, within: tuple[str | None, ...]) -> int:  # noqa: ANN401 - as above
        total = 0
        for one in element.iter():
            total += 1
            called = one.get("macro")
            if called in within or len(within) > 50:
                return _MOST_EXPANDED + 1
            if called in macros:
                if called not in sizes:
                    sizes[called] = size(macros[called], (*within, called))
                total += sizes[called]
            if total > _MOST_EXPANDED:
                return total
        return total

    return sum(
        size(part, ())
        for name in ("citation", "bibliography")
        for part in root.findall(f"{_CSL}{name}")
    )


def _item(entry: Entry, known: frozenset[str], language: str) -> dict[str, Any]:
    """Return a work as citeproc-py takes it: no variable it does not know, names in one form.

    Dates that CSL has no form for are said in words of ``language``.
    """
    item = {name: _clean(value) for name, value in csl_item(entry).items() if name in known}
    for name in DATE_VARIABLES & item.keys():
        date = edtf_or_none(item[name].get("literal", ""))
        if date is not None:
            item[name] = {"literal": _in_words(date, language)}
    for name in {one.role for one in entry.contributors} & item.keys():
        item[name] = [
            one if "family" in one else {"literal": one.get("literal") or one["given"]}
            for one in item[name]
        ]
    return item


def _bare(entry: Entry, language: str) -> tuple[Run, ...]:
    """Return a work in few words: a style that says nothing of it must not lose it."""
    names = "; ".join(name_of(one) for one in entry.contributors if one.role == "author")
    date = _in_words(entry.issued, language) if entry.issued else ""
    return (Run(", ".join(filter(None, (names, entry.title, date))) + "."),)


def _in_words(edtf: str, language: str) -> str:
    return tell(display(parse(edtf)), language if language in LANGUAGES else "en")


def _clean(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        return _STRAY.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    return value


def _formatter() -> SimpleNamespace:
    """Return a formatter of citeproc-py's that marks faces by noncharacters."""

    def marking(mark: str) -> Callable[[object], str]:
        return lambda text: f"{mark}{text}{_END}"

    faces: Mapping[str, Callable[[object], str]] = {
        name: marking(mark) for name, mark in _MARKS.items()
    }
    return SimpleNamespace(preformat=str, Light=str, **faces)


def _runs(marked: str) -> tuple[Run, ...]:
    """Part a marked text into runs; of faces within faces the innermost counts."""
    runs: list[Run] = []
    within: list[str] = []
    for piece in _SIGNS.split(marked):
        if piece == _END:
            if within:
                within.pop()
        elif piece in _MARKS.values():
            within.append(_FACES.get(piece, "sc"))
        elif piece:
            # A title in italics that ends in a full stop needs no second one.
            if runs and piece[0] == "." == runs[-1].text[-1]:
                piece = piece[1:]  # noqa: PLW2901 - the rest of it
            if piece:
                runs.append(Run(piece, within[-1] if within else ""))
    return tuple(runs)
