# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnotes of a PDF's page: raised marks in its lines, and the entries at its foot.

A PDF knows letters and where they stand, and nothing of footnotes. A mark is a number or sign set
smaller than what stands before it and above its line. An entry begins a line further down with the
same number, raised too or in letters smaller than the page's. What reads as a power stays as it is,
and so does what no entry on the page answers to and no mark could be told from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pypdfium2 import raw as pdfium

from fonds.archive.extraction.pdf_boxes import Boxes
from fonds.archive.extraction.pdf_rests import rest_of
from fonds.archive.extraction.pdf_words import Opening, PageNote, PageWords, Rest
from fonds.archive.extraction.raised import reads_as_power
from fonds.archive.sources.notes import RAISED
from fonds.archive.sources.numerals import ROMAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdfium2 import PdfTextPage

    from fonds.archive.extraction.pdf_boxes import Box

_TOKEN = re.compile(
    r"\d+|[*†‡§¶]{1,3}"
    # Letters and Roman numerals: where a line begins, and at the end of words.
    r"|(?:(?<=[\r\n])|\A)(?:[ivxlc]{1,6}|[a-z]{1,2})"
    r"(?=[A-Z\u201c\"\u2018(]|[.)\]]?[ \t\u00a0\r\n])"
    r"|(?<=\S)(?:[ivxlc]{1,6}|[a-z]{1,2})(?![^\W_])|(?<=[\r\n])[ivxlc]{1,6}(?![^\W_])"
)
UNANSWERED = "page-"
"""What the key of a mark begins with that no entry on its page answers."""

_ROMAN = re.compile(r"[ivxlc]+")
_NUMERAL = re.compile(r"[ivx]|[ivxlc]{2,}")
_WORDS_BEGIN = re.compile(r"[A-Z\u00c0-\u00de\u201c\"\u2018(]")
_SMALLER = 0.85
"""How small, beside what it follows, a raised mark is at most."""

_HIGHER = 0.12
"""By how much of its neighbour's height a mark stands above it, at least."""

_SMALL_PRINT = 0.96
"""How large an entry's letters are at most beside those its mark stands at, if it is not raised."""

_BODY_AGAIN = 1.08
_GAP = 2.2
_MOST_TOKENS = 4_000
_TRIED = 30
_LONGEST_LABEL = 3
_MOST_BETWEEN = 5
# PDFium's word for a word broken at a line's end, in place of hyphen and line end.
_BROKEN_WORD = "\ufffe"
_REWRITTEN = re.compile(rf"\r\n?|\n|{_BROKEN_WORD}")


@dataclass(slots=True)
class _Found:
    """A label in the words: where it begins and ends.

    ``last`` is where an entry ends, and of a mark the letter it stands beside.
    """

    label: str
    start: int
    end: int
    last: int = 0
    key: str = ""
    dropped: tuple[int, ...] = field(default_factory=tuple)
    bare: bool = False


def page_words(words: str, page: PdfTextPage, number: int) -> PageWords:
    """Find the footnotes of a page; ``words`` are all of PDFium's, ``number`` the page's."""
    if not _counted_alike(words, page):
        # PDFium counts letters otherwise than we do here: there is no telling which is where.
        return replace(_written(words, [], []), looked=False)
    boxes = Boxes(page, words)
    tokens = list(_TOKEN.finditer(words))
    if len(tokens) > _MOST_TOKENS:
        return replace(_written(words, [], []), looked=False)
    marks: list[_Found] = []
    openings: list[tuple[_Found, bool]] = []
    rest: list[re.Match[str]] = []
    for token in tokens:
        opening = _opening(words, boxes, token)
        if opening is None:
            rest.append(token)
        else:
            openings.append(opening)
    # Most words end with letters: those that are no numeral and no entry's label need no look.
    letters = tuple(one.label for one, _ in openings if one.label.isalpha())
    for token in rest:
        if token[0].isalpha() and not (_NUMERAL.fullmatch(token[0]) or token[0].endswith(letters)):
            continue
        mark = _mark(words, boxes, token)
        if mark is not None:
            marks.append(mark)
    entries = _entries(words, boxes, marks, openings)
    for at, entry in enumerate(entries):
        entry.key = f"{RAISED}{number}-{at}"
    answered = {one.label for one in entries}
    # A raised letter may be the end of a word written short ("19th"), unless an entry says.
    marks = [
        one
        for one in marks
        if one.label in answered or not one.label.isalpha() or _NUMERAL.fullmatch(one.label)
    ]
    for mark in marks:
        mark.key = next(
            (one.key for one in entries if one.label == mark.label and one.start > mark.start),
            f"{UNANSWERED}{number}-{mark.label}",
        )
    others = [
        (one, raised)
        for one, raised in openings
        if one not in entries and (one.label.isdecimal() or _ROMAN.fullmatch(one.label))
    ]
    starts = sorted([*(one.start for one in entries), *(one.start for one, _ in others)])
    for one, _ in others:
        after = bisect_right(starts, one.start)
        one.last = _end(words, boxes, one, starts[after] if after < len(starts) else len(words))
    small = rest_of(words, boxes, min((one.start for one in entries), default=len(words)))
    at_last = boxes.of(entries[-1].end) if entries else None
    return _written(words, marks, entries, others, small, at_last.height if at_last else 0.0)


def _counted_alike(words: str, page: PdfTextPage) -> bool:
    """Tell whether PDFium's letters and ours are one for one."""
    if len(words) != pdfium.FPDFText_CountChars(page):
        return False
    # A letter that it spells in another way (a broken word) is one all the same.
    tried = [at for at in range(0, len(words), max(1, len(words) // _TRIED)) if words[at].isalnum()]
    return all(pdfium.FPDFText_GetUnicode(page, at) == ord(words[at]) for at in tried)


def _is_raised(mark: Box | None, beside: Box | None) -> bool:
    if mark is None or beside is None or mark.height > _SMALLER * beside.height:
        return False
    above = mark.bottom - beside.bottom
    return _HIGHER * beside.height <= above <= beside.height


def _mark(words: str, boxes: Boxes, token: re.Match[str]) -> _Found | None:
    """Return a token, or its last figures, as a footnote's mark; None where it is none."""
    start, end = token.span()
    if words[start - 1 : start] == " " and words[end : end + 1] not in {"\r", "\n", ""}:
        # A number between words, as most are, whose last figure alone may be raised.
        if end - start == 1:
            return None
        last, beside_it = boxes.of(end - 1), boxes.of(end - 2)
        if last is None or beside_it is None or last.height > _SMALLER * beside_it.height:
            return None
    last = boxes.of(end - 1)
    if last is None:
        return None
    first = end - 1
    while first > start:
        before = boxes.of(first - 1)
        if before is None or abs(before.bottom - last.bottom) > _HIGHER * last.height:
            break
        first -= 1
    beside = _before(words, boxes, first)
    if beside < 0 or not _is_raised(last, boxes.of(beside)):
        # One of several at a place stands beside another mark: "2,3".
        beside = _first_of_several(words, boxes, first, last)
        if beside < 0:
            return None
    label = words[first:end]
    if len(label) > _LONGEST_LABEL or reads_as_power(words[: beside + 1][-12:], label):
        return None
    led = tuple(at for at in range(beside + 1, first) if words[at] in "\r\n")
    return _Found(
        label, first, end, beside, dropped=(*led, *_false_break(words, boxes, beside, end))
    )


def _before(words: str, boxes: Boxes, at: int) -> int:
    """Return the letter just before on the same line, past one space at most; -1 for none.

    PDFium ends a line where a raised mark begins or ends, and the line goes on.
    """
    before = at - 1
    while before >= 0 and at - before <= _MOST_BETWEEN and words[before].isspace():
        before -= 1
    here, there = boxes.of(at), boxes.of(before)
    if here is None or there is None:
        return -1
    same = abs(here.bottom - there.bottom) < there.height
    near = -_HIGHER * there.height <= here.left - there.right < there.height
    return before if same and near else -1


def _first_of_several(words: str, boxes: Boxes, at: int, last: Box) -> int:
    """Return what a row of raised numbers follows, of which one begins here; -1 for nothing."""
    here = at - 1
    while here >= 0 and (words[here] in ",;-\u2013 \u2009\r\n" or words[here].isdigit()):
        box = boxes.of(here)
        if box is not None and abs(box.height - last.height) > _HIGHER * last.height:
            break
        here -= 1
    raised = here < at - 1 and here >= 0 and _is_raised(last, boxes.of(here))
    return here if raised else -1


def _false_break(words: str, boxes: Boxes, beside: int, end: int) -> tuple[int, ...]:
    """Return the line end that PDFium puts after a raised mark where the line goes on."""
    at = end
    while at < len(words) and words[at] in "\r\n":
        at += 1
    following = at
    while following < len(words) and words[following] == " ":
        following += 1
    line, after, mark = boxes.of(beside), boxes.of(following), boxes.of(end - 1)
    if at == end or line is None or after is None or mark is None:
        return ()
    same = abs(after.bottom - line.bottom) < _HIGHER * line.height
    return tuple(range(end, at)) if same and after.left >= mark.left else ()


# Entries --------------------------------------------------------------------------------------


def _opening(words: str, boxes: Boxes, token: re.Match[str]) -> tuple[_Found, bool] | None:
    """Return a token that begins a line, and whether it is raised there; None elsewhere."""
    start, end = token.span()
    led = start
    while led and words[led - 1] in " \u00a0":
        led -= 1
    if led and words[led - 1] not in "\r\n":
        return None
    if _before(words, boxes, start) >= 0:
        return None
    if end - start > _LONGEST_LABEL:
        return None
    after = end
    while after < len(words) and words[after] in ".)]":
        after += 1
    gap = after
    while gap < len(words) and words[gap] in " \u00a0\u2009\t\r\n":
        gap += 1
    mark, line = boxes.of(start), boxes.of(gap)
    if mark is None or line is None:
        return None
    raised = _is_raised(mark, line)
    if abs(line.bottom - mark.bottom) >= line.height:
        return None
    # A number may stand right before its words, raised where it is referred to alone.
    bare = gap == end and token[0].isalnum() and _WORDS_BEGIN.match(words, gap) is not None
    if not raised and not bare and (gap == after or "\n" in words[after:gap]):
        return None
    dropped = tuple(at for at in range(after, gap) if words[at] in "\r\n")
    return _Found(token[0], start, gap, dropped=dropped, bare=bare), raised


def _entries(
    words: str, boxes: Boxes, marks: list[_Found], openings: list[tuple[_Found, bool]]
) -> list[_Found]:
    """Return the openings that are a mark's entry, or follow one, with where each ends."""
    if not openings:
        return []
    kept: list[_Found] = []
    for opening, raised in openings:
        line, before = boxes.of(opening.end), boxes.of(kept[-1].end) if kept else None
        if line is None:
            continue
        answered = False
        for mark in marks:
            cited = boxes.of(mark.last)
            if mark.label == opening.label and mark.start < opening.start and cited is not None:
                small = raised or line.height <= _SMALL_PRINT * cited.height
                answered = answered or (small and cited.bottom > line.bottom)
        follows = (
            before is not None
            and _counts_on(kept[-1].label, opening.label)
            and line.height <= _BODY_AGAIN * before.height
        )
        if answered or follows:
            kept.append(opening)
    for at, entry in enumerate(kept):
        limit = kept[at + 1].start if at + 1 < len(kept) else len(words)
        entry.last = _end(words, boxes, entry, limit)
    return kept


def _counts_on(before: str, label: str) -> bool:
    if before.isdigit() and label.isdigit():
        return int(label) == int(before) + 1
    if not (before.isalpha() and label.isalpha()):
        return False
    # "a", "b" and, after "z", "aa", "bb"; or Roman numerals.
    times, letter = len(before), before[0]
    following = chr(ord(letter) + 1) * times if letter < "z" else "a" * (times + 1)
    counted = ROMAN.get(before, 0) + 1 == ROMAN.get(label) if before in ROMAN else False
    return counted or (before == letter * times and label == following)


def _end(words: str, boxes: Boxes, entry: _Found, limit: int) -> int:
    """Return where an entry ends: before letters of the body, a gap, or a lone page number."""
    end = at = entry.end
    line = boxes.of(entry.end)
    while at < limit and line is not None:
        stop = min((i for i in (words.find("\n", at, limit),) if i >= 0), default=limit)
        first = at
        while first < stop and words[first].isspace():
            first += 1
        box = boxes.of(first) if first < stop else None
        if box is not None and at != entry.end:
            down = line.bottom - box.bottom
            alone = words[first:stop].strip().isdigit() and down > line.height
            if box.height > _BODY_AGAIN * line.height or alone or not 0 < down < _GAP * line.height:
                break
            line = box
        if words[at:stop].strip():
            end = at + len(words[at:stop].rstrip())
        at = stop + 1
    return end


def _written(
    words: str,
    marks: list[_Found],
    entries: list[_Found],
    others: Sequence[tuple[_Found, bool]] = (),
    rest: tuple[int, int, float] | None = None,
    last: float = 0.0,
) -> PageWords:
    """Write the page's words with the marks in brackets, and say where each thing stands."""
    joins = {one.dropped[0] for one in entries if one.dropped}
    dropped = {at for one in (*marks, *entries) for at in one.dropped}
    edits: list[tuple[int, int, int, str]] = []  # where, rank there, letters taken, letters put
    for found in _REWRITTEN.finditer(words):
        at = found.start()
        said = "-\n" if found[0] == _BROKEN_WORD else "\n"
        if at in dropped:
            said = " " if at in joins else ""
        edits.append((at, 2, len(found[0]), said))
    edits += [(one.end, 0, 0, "]") for one in marks]
    edits += [(one.start, 1, 0, "[") for one in marks]
    edits.sort()
    out: list[str] = []
    ends: list[int] = []
    shifts: list[int] = []
    reached = shift = 0
    for at, _, taken, said in edits:
        out += (words[reached:at], said)
        reached = at + taken
        shift += len(said) - taken
        ends.append(reached)
        shifts.append(shift)
    text = "".join((*out, words[reached:]))

    def place(at: int) -> int:
        before = bisect_right(ends, at)
        return at + (shifts[before - 1] if before else 0)

    stripped = text.strip(" \t\n\f")
    lead = len(text) - len(text.lstrip(" \t\n\f"))
    notes = [("footnote mark", one.start, one.end, one.key) for one in marks]
    notes += [("footnote entry", one.start, one.last, one.key) for one in entries if one.last]
    placed = [
        PageNote(kind, place(start) - lead, place(last - 1) + 1 - lead, key)
        for kind, start, last, key in notes
    ]
    kept = [one for one in placed if 0 <= one.start < one.end <= len(stripped)]
    openings = tuple(
        Opening(one.label, place(one.start) - lead, place(one.last - 1) + 1 - lead, raised)
        for one, raised in others
        if one.last and one.label.isalnum()
    )
    return PageWords(
        stripped,
        tuple(sorted(kept, key=lambda one: (one.start, -one.end))),
        openings=tuple(one for one in openings if 0 <= one.start < one.end <= len(stripped)),
        rest=Rest(last=last)
        if rest is None
        else Rest(place(rest[0]) - lead, place(rest[1] - 1) + 1 - lead, rest[2], last),
    )
