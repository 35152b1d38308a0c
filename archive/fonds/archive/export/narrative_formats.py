# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A narrative as Markdown and as HTML. Whatever a source says, it cannot become markup here."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from fonds.archive.languages.telling import tell
from fonds.events.sentences import as_sentence, form_of, say

if TYPE_CHECKING:
    from fonds.archive.export.narrative import Clause, Narrative, Note

_ERASED = form_of("(the words were erased or withheld)")
_HIDDEN = form_of("(the words are hidden here)")

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")


def gone(note: Note, narrative: Narrative) -> str:
    """Say, in the narrative's language, what stands where a passage's words are not here."""
    return tell(as_sentence(_HIDDEN if note.hidden else _ERASED), narrative.language)


def heading(words: str, narrative: Narrative) -> str:
    """Return a heading of ours in the language of the narrative."""
    return tell(as_sentence(words), narrative.language)


def quoted(words: str, narrative: Narrative, plain: str | None = None) -> str:
    """Put words between quotation marks as its language has them.

    Single ones where the words, ``plain`` where ``words`` are marked up, begin or end with their
    own.
    """
    inner = words if plain is None else plain.strip()
    said = (
        say("‘{words}’", words=words)  # noqa: RUF001
        if {inner[:1], inner[-1:]} & _DOUBLE
        else say("“{words}”", words=words)
    )
    return tell(said, narrative.language)


_DOUBLE = frozenset('“”„«»"')


PASSAGES, SOURCES = form_of("Passages"), form_of("Sources")


def _line(text: str) -> str:
    """Return text as one line without control characters, which neither format may hold.

    Nor with what overrides the direction of letters: a name that holds it would have the rest of
    its sentence read backwards, as other words.
    """
    return _SPACES.sub(" ", _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)).strip()


def to_markdown(narrative: Narrative) -> str:
    """Return a narrative as CommonMark, with the common extension for footnotes."""
    parts = [f"# {_marked(narrative.title)}"]
    parts += [f"*{_marked(one)}*" for one in narrative.about]
    for paragraph in narrative.paragraphs:
        parts.append(f"## {_marked(paragraph.heading)}")
        parts.append(" ".join(_clause_in_markdown(clause) for clause in paragraph.clauses))
    if narrative.notes:
        parts.append("\n".join(_note_in_markdown(note, narrative) for note in narrative.notes))
    if narrative.sources:
        parts.append(f"## {heading(SOURCES, narrative)}")
        parts.append("\n".join(f"- {one.markdown()}" for one in narrative.sources))
    return "\n\n".join(parts) + "\n"


def _marked(text: str) -> str:
    return _MARKUP.sub(r"\\\1", _line(text))


def _clause_in_markdown(clause: Clause) -> str:
    marks = "".join(f"[^{mark}]" for mark in clause.marks)
    return f"{_marked(clause.text)}{clause.stop}{marks}"


def _note_in_markdown(note: Note, told: Narrative) -> str:
    quote = (
        gone(note, told) if note.quote is None else quoted(_marked(note.quote), told, note.quote)
    )
    return f"[^{note.number}]: {quote} {_marked(note.place)}"


def to_html(narrative: Narrative) -> str:
    """Return a narrative as one HTML document without scripts, styles or outside addresses."""
    title = _text(narrative.title)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{_text(narrative.language)}">',
        f'<head><meta charset="utf-8"><title>{title}</title></head>',
        "<body>",
        f"<h1>{title}</h1>",
    ]
    lines += [f"<p><em>{_text(one)}</em></p>" for one in narrative.about]
    met: set[int] = set()
    for paragraph in narrative.paragraphs:
        clauses = " ".join(_clause_in_html(clause, met) for clause in paragraph.clauses)
        lines += [f"<h2>{_text(paragraph.heading)}</h2>", f"<p>{clauses}</p>"]
    if narrative.notes:
        lines += [f"<h2>{heading(PASSAGES, narrative)}</h2>", "<ol>"]
        lines += [_note_in_html(note, narrative) for note in narrative.notes]
        lines.append("</ol>")
    if narrative.sources:
        lines += [f"<h2>{heading(SOURCES, narrative)}</h2>", "<ul>"]
        lines += [f"<li><bdi>{one.html()}</bdi></li>" for one in narrative.sources]
        lines.append("</ul>")
    return "\n".join([*lines, "</body>", "</html>"]) + "\n"


def _text(text: str) -> str:
    return html.escape(_line(text))


def _clause_in_html(clause: Clause, met: set[int]) -> str:
    marks = []
    for mark in clause.marks:
        anchor = "" if mark in met else f' id="mark-{mark}"'
        met.add(mark)
        # In brackets: bare, mark 2 after a year reads as a power, and marks 1 and 2 as twelve.
        marks.append(f'<sup><a href="#note-{mark}"{anchor}>[{mark}]</a></sup>')
    # A source's own direction of writing must not reorder what stands beside it.
    return f"<bdi>{_text(clause.text)}</bdi>{clause.stop}{''.join(marks)}"


def _note_in_html(note: Note, told: Narrative) -> str:
    quote = (
        _text(gone(note, told))
        if note.quote is None
        else quoted(f"<bdi>{_text(note.quote)}</bdi>", told, note.quote)
    )
    back = f'<a href="#mark-{note.number}">↑</a>'
    return f'<li id="note-{note.number}">{quote} {_text(note.place)} {back}</li>'
