# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnotes of MediaWiki text: references, named and repeated, in groups, and listed apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.sources.note_passages import (
    MOST_NOTES,
    FoundNote,
    Mark,
    Ranges,
    Unit,
    covered_by,
    units_of,
)
from fonds.archive.sources.numerals import spelt
from fonds.archive.sources.wiki_markup import plain
from fonds.archive.sources.wiki_templates import Template, box_cuts, templates

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPLATE_NOTES = re.compile(
    r"\{\{\s*(?:r|sfnp?|snf|efn(?:-\w\w)?|refn|notetag|#tag:ref)\s*\|", re.IGNORECASE
)
_ALONE = re.compile(r"<ref\b([^<>]*?)/>", re.IGNORECASE)
_OPENING = re.compile(
    r"(?P<ref><ref\b(?P<attributes>[^<>]*)(?<!/)>)|(?P<references><references\b[^<>]*(?<!/)>)"
    r"|(?P<comment><!--)|(?P<nowiki><nowiki>)",
    re.IGNORECASE,
)
_CLOSING = {
    "ref": re.compile(r"</ref\s*>", re.IGNORECASE),
    "references": re.compile(r"</references\s*>", re.IGNORECASE),
    "comment": re.compile(r"-->"),
    "nowiki": re.compile(r"</nowiki>", re.IGNORECASE),
}
_UNCLOSED_LIST = re.compile(r"\{\{\s*(?:reflist|notelist)\b", re.IGNORECASE)
_LISTS = re.compile(r"(?:reflist|notelist|references|notes)\b")
# Templates that stand for a reference (Wikipedia, "Help:Shortened footnotes", "Help:Explanatory
# notes"), and the group that each is of.
_SHORT = frozenset({"sfn", "sfnp", "snf"})
_GROUPS = {
    "efn": "lower-alpha", "efn-la": "lower-alpha", "efn-ua": "upper-alpha", "notetag": "note",
    "efn-lr": "lower-roman", "efn-ur": "upper-roman", "efn-lg": "lower-greek", "refn": "",
    "#tag:ref": "",
}  # fmt: skip
_FORMS = {
    "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}  # fmt: skip
_HARVARD = frozenset({"harvnb", "harvp", "harv", "harvtxt", "harvcolnb"})
_YEAR = re.compile(r"(?:c\. ?)?\d{3,4}[a-z]?|n\.d\.[a-z]?")
_MOST_NAMED = 3
_ATTRIBUTE = re.compile(
    r"(name|group)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE
)
# A row of a template or table, and what opens or closes either, begins a line.
_ROW = re.compile(r"^[ \t]*(?=[|!]|\{\{|\}\}|\{\|)", re.MULTILINE)
_TABLE_END = re.compile(r"^[ \t]*\|\}(?!\})", re.MULTILINE)
_BRACES = re.compile(r"\{\{|\}\}")
_LINE_BEGUN = re.compile(r"(?:\A|\n)[ \t]*\Z")
_LINE_ENDS = re.compile(r"[ \t]{0,80}(?:\n|\Z)")
_INDENT = 40


@dataclass(slots=True)
class _Reference:
    """A reference as it is written: its place, group, names, words, and where those begin."""

    start: int
    end: int
    group: str
    names: list[str]
    work: str | None
    inner: tuple[int, int] = (0, 0)


def wiki_notes(text: str) -> list[FoundNote]:
    """Return the footnotes of MediaWiki text, numbered as its Cite extension numbers them.

    Each group is numbered by itself, in the order of the marks; a name stands for one footnote
    however often it is used, and so do the words of a shortened one. A name that no reference
    defines is a mark without an entry. The works are read without markup; what a mark covers goes
    neither over the row of a template or table that it stands in nor back into one before it, and
    that of a mark within a note not out of it. None of a text with more than `MOST_NOTES`
    references.
    """
    shown = _without_comments(text)
    known = templates(shown)
    references = _references(shown, known)
    if len(references) > MOST_NOTES:
        return []
    listed = _lists(shown, known)
    within = Ranges(listed)
    labels: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    works: dict[str, str] = {}
    listed_only: list[tuple[str, str, str]] = []
    counts: dict[str, int] = {}
    marks: list[Mark] = []
    nested: list[Unit] = []
    around: _Reference | None = None
    inner: Unit | None = None

    def label_of(group: str, key: str) -> str:
        if (group, key) not in labels:
            counts[group] = counts.get(group, 0) + 1
            label = _numbered(group, counts[group])
            # The ninth letter is the first Roman numeral: one mark is one note, so name the group.
            labels[group, key] = f"{group} {label}" if label in taken else label
            taken.add(labels[group, key])
        return labels[group, key]

    for one in references:
        if around is None or one.start >= around.end:
            around, inner = one, None
        for name in one.names:
            if one.start in within:
                if name and one.work:
                    listed_only.append((one.group, name, one.work))
                continue
            label = label_of(one.group, name or f"\x00{one.start}")
            mark = Mark(label, one.start, one.end)
            if one is around:
                marks.append(mark)
            else:
                if inner is None:
                    inner = Unit(*around.inner)
                    nested.append(inner)
                inner.marks.append(mark)
            if one.work is not None:
                works.setdefault(label, one.work)
    unused: list[FoundNote] = []
    of_name: dict[str, list[str]] = {}
    apart = {(group, name) for group, name, _ in listed_only}
    for (group, key), label in labels.items():
        if (group, key) not in apart:
            of_name.setdefault(key, []).append(label)
    for group, name, work in listed_only:
        # A name is of its group (Cite); a list may leave the group to its own tag, and where one
        # group alone has the name it is that one.
        said = [labels[group, name]] if (group, name) in labels else of_name.get(name, [])
        if len(said) == 1:
            works.setdefault(said[0], work)
        else:
            unused.append(_note(name, work, ()))
    units = units_of(shown, marks, listed, [*_breaks(shown), *box_cuts(shown, known)])
    covered = covered_by(shown, [*units, *nested])
    return [
        *(_note(mark, works.get(mark), tuple(spans)) for mark, spans in covered.items()),
        *unused,
    ]


def has_notes(text: str) -> bool:
    """Tell whether a text has references as MediaWiki writes them: tags, or templates."""
    return _TEMPLATE_NOTES.search(text) is not None or any(True for _ in _tags(text))


def _without_comments(text: str) -> str:
    """Return a text of the same length without its comments and what is no mark-up."""
    parts: list[str] = []
    at = 0
    for begun, end in _paired(text, "comment", "nowiki"):
        parts += [text[at : begun.start()], " " * (end.end() - begun.start())]
        at = end.end()
    return "".join([*parts, text[at:]])


def _paired(text: str, *kinds: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Yield opening tags of some kinds with what closes them, one after the other.

    What is never closed is text, as MediaWiki has it, and is sought once: not from each opening.
    """
    at = 0
    unclosed: set[str] = set()
    for begun in _OPENING.finditer(text):
        kind = str(begun.lastgroup)
        if begun.start() < at or kind not in kinds or kind in unclosed:
            continue
        end = _CLOSING[kind].search(text, begun.end())
        if end is None:
            unclosed.add(kind)
            continue
        yield begun, end
        at = end.end()


def _tags(text: str) -> Iterator[tuple[int, int, str, tuple[int, int]]]:
    """Yield tags of references: start, end, attributes, and where their words stand (0, 0: none).

    Those with words first; a tag that stands alone is none where it lies within another.
    """
    around: list[tuple[int, int]] = []
    for begun, end in _paired(text, "ref"):
        around.append((begun.start(), end.end()))
        yield *around[-1], begun["attributes"], (begun.end(), end.start())
    within = Ranges(around)
    for alone in _ALONE.finditer(text):
        if alone.start() not in within:
            yield *alone.span(), alone[1], (0, 0)


def _tagged(text: str, start: int, end: int, attributes: str, inner: tuple[int, int]) -> _Reference:
    said = {
        name.lower(): (quoted or single or bare).strip()
        for name, quoted, single, bare in _ATTRIBUTE.findall(attributes)
    }
    work = " ".join(text[slice(*inner)].split()) or None
    return _Reference(start, end, said.get("group", ""), [said.get("name", "")], work, inner)


def _references(text: str, known: list[Template]) -> list[_Reference]:
    """Return the references of a text in the order in which they begin."""
    found = [_tagged(text, *tag) for tag in _tags(text)]
    tags = Ranges((one.start, one.end) for one in found)
    for one in known:
        name = one.name(text)
        # Not "#tag:references", where the notes are shown.
        tag = name.replace(" ", "") == "#tag:ref"
        if name in _SHORT and one.start not in tags:
            words = " ".join(text[one.start : one.end].split())
            named = [f"\x00{_shortened(one, text)}"]
            found.append(_Reference(one.start, one.end, "", named, words))
        elif (name in _GROUPS or tag) and one.start not in tags:
            values = one.values(text)
            # "{{#tag:ref|words|name=…}}": its words come first, as those of the others do.
            inner = values.get("1") or values.get("text") or values.get("reference") or (0, 0)
            work = " ".join(text[slice(*inner)].split()) or None
            group = _value(text, values, "group") or _GROUPS.get(name, "")
            names = [_value(text, values, "name")]
            found.append(_Reference(one.start, one.end, group, names, work, inner))
        elif name == "r":
            values = one.values(text)
            names = [_value(text, values, key) for key in values if key.isdecimal()]
            group = _value(text, values, "group")
            found.append(_Reference(one.start, one.end, group, [n for n in names if n], None))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _value(text: str, values: dict[str, tuple[int, int]], name: str) -> str:
    return text[slice(*values[name])].strip().strip("\"'") if name in values else ""


def _shortened(one: Template, text: str) -> str:
    """Return what a shortened footnote shows: "Holm & Berg 1901, p. 12"; else as it is written."""
    values = one.values(text)
    said = [_value(text, values, key) for key in values if key.isdecimal()]
    year = next((at for at in range(len(said) - 1, 0, -1) if _YEAR.fullmatch(said[at])), None)
    authors = said[:year]
    if not authors or not all(authors):
        return " ".join(text[one.start : one.end].split())
    listed = authors[0]
    if len(authors) > _MOST_NAMED:
        listed = f"{authors[0]} et al."
    elif len(authors) > 1:
        listed = f"{', '.join(authors[:-1])} & {authors[-1]}"
    words = listed if year is None else f"{listed} {said[year]}"
    for keys, sign in ((("p", "page"), "p. "), (("pp", "pages"), "pp. "), (("loc", "at"), "")):
        place = next((given for key in keys if (given := _value(text, values, key))), "")
        words += f", {sign}{place}" if place else ""
    return words


def _with_short(work: str) -> str:
    """Return a reference's words, with shortened citations in them as they are shown."""
    for one in reversed(templates(work)):
        if one.depth == 0 and one.name(work) in _SHORT | _HARVARD:
            work = work[: one.start] + _shortened(one, work) + work[one.end :]
    return work


def _lists(text: str, known: list[Template]) -> list[tuple[int, int]]:
    """Return where references are listed apart; a list that is never closed goes on to the end."""
    found = [(begun.start(), end.end()) for begun, end in _paired(text, "references")]
    closed = [(one.start, one.end) for one in known if _LISTS.match(one.name(text))]
    starts = {start for start, _ in closed}
    found += closed
    found += [
        (match.start(), len(text))
        for match in _UNCLOSED_LIST.finditer(text)
        if match.start() not in starts
    ]
    return sorted(found)


def _numbered(group: str, number: int) -> str:
    """Return the mark a reference bears: groups named for a kind of number bear that alone."""
    if group in _FORMS:
        return spelt(number, _FORMS[group])
    return f"{group} {number}".strip()


def _note(mark: str, work: str | None, passages: tuple[tuple[int, int], ...]) -> FoundNote:
    read = None if work is None else " ".join(plain(_with_short(work)).text.split()) or work
    return FoundNote(mark, read, passages, work)


def _breaks(text: str) -> list[int]:
    """Return where a paragraph of wiki text begins besides its lines: rows, the end of a template.

    A template within a sentence ends no paragraph; one that begins a line and goes over several
    does, and one that has its line to itself.
    """
    found = [match.end() for pattern in (_ROW, _TABLE_END) for match in pattern.finditer(text)]
    found += [match.start() for match in _ROW.finditer(text)]
    opened: list[int] = []
    for match in _BRACES.finditer(text):
        if match[0] == "{{":
            opened.append(match.start())
        elif opened:
            start, end = opened.pop(), match.end()
            if opened or _LINE_BEGUN.search(text, max(start - _INDENT, 0), start) is None:
                continue
            if "\n" in text[start:end] or _LINE_ENDS.match(text, end):
                found.append(end)
    return found
