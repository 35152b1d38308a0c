# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnotes of MediaWiki text: references, named and repeated, in groups, and listed apart."""

from __future__ import annotations

import re

from fonds.archive.sources.note_passages import FoundNote, Mark, covered_by, units_of

REFERENCE = re.compile(
    r"<ref\b([^<>]*?)/>|<ref\b([^<>]*)>(.*?)</ref\s*>|\{\{\s*r\s*\|([^{}]*)\}\}",
    re.IGNORECASE | re.DOTALL,
)
"""A reference in one of its forms: closed at once, with its words, or by name in a template."""

_NO_TEXT = re.compile(r"<!--.*?-->|<nowiki>.*?</nowiki>", re.IGNORECASE | re.DOTALL)
_LISTED = re.compile(
    r"<references\b[^<>]*(?<!/)>.*?</references\s*>|\{\{\s*reflist\b.*", re.IGNORECASE | re.DOTALL
)
_ATTRIBUTE = re.compile(
    r"(name|group)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE
)


def wiki_notes(text: str) -> list[FoundNote]:
    """Return the footnotes of MediaWiki text, numbered as its Cite extension numbers them.

    Each group is numbered by itself, in the order of the marks; a name stands for one footnote
    however often it is used. A name that no reference defines is a mark without an entry.
    """
    shown = _NO_TEXT.sub(lambda match: " " * len(match[0]), text)
    listed = [match.span() for match in _LISTED.finditer(shown)]
    labels: dict[tuple[str, str], str] = {}
    works: dict[str, str] = {}
    listed_only: list[tuple[str, str]] = []
    counts: dict[str, int] = {}
    marks: list[Mark] = []

    def label_of(group: str, key: str) -> str:
        if (group, key) not in labels:
            counts[group] = counts.get(group, 0) + 1
            labels[group, key] = f"{group} {counts[group]}".strip()
        return labels[group, key]

    for match in REFERENCE.finditer(shown):
        said = {
            name.lower(): (quoted or single or bare).strip()
            for name, quoted, single, bare in _ATTRIBUTE.findall(match[1] or match[2] or "")
        }
        names = match[4].split("|") if match[4] is not None else [said.get("name", "")]
        work = " ".join((match[3] or "").split()) or None
        for name in (part.strip() for part in names if "=" not in part):
            if any(start <= match.start() < end for start, end in listed):
                if name and work:
                    listed_only.append((name, work))
                continue
            label = label_of(said.get("group", ""), name or f"\x00{match.start()}")
            marks.append(Mark(label, *match.span()))
            if work is not None:
                works.setdefault(label, work)
    unused: list[FoundNote] = []
    for name, work in listed_only:
        known = [label for (_, key), label in labels.items() if key == name]
        for label in known:
            works.setdefault(label, work)
        if not known:
            unused.append(FoundNote(name, work, ()))
    covered = covered_by(shown, units_of(shown, marks, listed))
    return [
        *(FoundNote(mark, works.get(mark), tuple(spans)) for mark, spans in covered.items()),
        *unused,
    ]
