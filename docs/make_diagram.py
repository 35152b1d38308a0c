# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
# ruff: noqa: INP001, ISC004 - a script, in no package, whose list is lines of SVG
"""Draws docs/images/way-of-a-fact.svg: from a keystroke to the log, and back to the screen.

    .venv/bin/python docs/make_diagram.py

Boxes are in the colours of the window's light palette, on a ground of their own, so that the
picture reads on light pages and dark ones. tests/pages/test_diagram.py holds it to be current.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

PICTURE = Path(__file__).resolve().parent / "images" / "way-of-a-fact.svg"
WIDE, HIGH = 860, 560
LAYERS = (
    ("viewer", "the window: no SQL", 70, 90, "#e6eef6"),
    ("archive", "the file: no Qt", 170, 250, "#f3efe4"),
    ("events", "what can be said: no input, no output", 430, 80, "#e7f1e8"),
)
# Name, words beneath, left, top.
BOXES = {
    "form": ("Form", "words marked, Ctrl+Enter", 60, 95),
    "screen": ("Record, history, source", "what you see", 590, 95),
    "command": ("Command", "AssertFact: checks, plans", 60, 195),
    "log": ("Store: the log", "one transaction, flushed", 60, 330),
    "projections": ("Projections", "in the same transaction", 325, 330),
    "views": ("Views", "where to look; disposable", 590, 330),
    "queries": ("Queries", "fold the fact's own events", 590, 195),
    "seal": ("Event", "header and parts, sealed with salts", 60, 455),
    "rules": ("Header, parts, dates, tree", "spelt in one way, hashed", 325, 455),
}
BOX_WIDE, BOX_HIGH = 210, 44
ARROWS = (
    ("form", "command", "execute"),
    ("command", "seal", ""),
    ("seal", "log", ""),
    ("log", "projections", ""),
    ("projections", "views", ""),
    ("views", "queries", ""),
    ("queries", "screen", "answers"),
)


def picture() -> str:
    """Return the picture as SVG."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img"'
        ' font-family="Inter, Helvetica, Arial, sans-serif">',
        "<title>The way of a fact, from a keystroke to the log and back to the screen</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8"'
        ' markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#2f5d8a"/></marker></defs>',
        f'<rect width="{WIDE}" height="{HIGH}" rx="8" fill="#fffefa"/>',
        _text(430, 36, "A fact goes down on the left and comes back on the right", 16, "#1f1f1d"),
    ]
    for name, words, top, high, colour in LAYERS:
        lines.append(
            f'<rect x="30" y="{top}" width="{WIDE - 60}" height="{high}" rx="6" fill="{colour}"/>'
        )
        lines.append(_text(430, top + 18, f"{name}: {words}", 12, "#5b5b57"))
    for title, words, left, top in BOXES.values():
        lines.append(
            f'<rect x="{left}" y="{top}" width="{BOX_WIDE}" height="{BOX_HIGH}" rx="5"'
            ' fill="#ffffff" stroke="#2f5d8a"/>'
        )
        lines.append(_text(left + BOX_WIDE // 2, top + 19, title, 13, "#1f1f1d", bold=True))
        lines.append(_text(left + BOX_WIDE // 2, top + 35, words, 11, "#5b5b57"))
    lines += [_arrow(*arrow) for arrow in ARROWS]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _text(x: int, y: int, words: str, size: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="middle"{weight}>'
        f"{escape(words)}</text>"
    )


def _arrow(start: str, end: str, words: str) -> str:
    (_, _, left, top), (_, _, to_left, to_top) = BOXES[start], BOXES[end]
    if left != to_left:
        y = top + BOX_HIGH // 2
        line = (left + BOX_WIDE, y, to_left, y)
        label = _text((left + BOX_WIDE + to_left) // 2, y - 8, words, 10, "#2f5d8a")
    else:
        # Down from the command to the event it plans, past the log: on the left edge.
        past = abs(to_top - top) > 200
        x = left + (20 if past else BOX_WIDE // 2 + (40 if start == "seal" else 0))
        down = to_top > top
        line = (x, top + (BOX_HIGH if down else 0), x, to_top + (0 if down else BOX_HIGH))
        label = _text(x + 34, (line[1] + line[3]) // 2 + 4, words, 10, "#2f5d8a")
        if past:
            left_of = left - 14
            drawn = f"M{left} {top + 22}H{left_of}V{to_top + 22}H{left}"
            return f'<path d="{drawn}" fill="none" stroke="#2f5d8a" marker-end="url(#tip)"/>'
    x1, y1, x2, y2 = line
    ends = f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
    drawn = f'<line {ends} stroke="#2f5d8a" marker-end="url(#tip)"/>'
    return drawn + (label if words else "")


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
