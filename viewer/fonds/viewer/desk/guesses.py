# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What can be guessed from selected words: dates, a value, the footnote mark after them.

Guesses only fill fields in; the person who reads the words has the last word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.events.dates import DateError, display, parse, read_words
from fonds.events.sentences import told_by
from fonds.events.values import ValueKind, ValueType
from fonds.viewer.drafts import DateReading
from fonds.viewer.wording import translate, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:1[0-9]|20)\d{2}s?"
_POINT = (
    rf"(?:{_MONTH} \d{{1,2}},? {_YEAR}|\d{{1,2}} {_MONTH} {_YEAR}|{_MONTH},? {_YEAR}|{_YEAR}"
    r"|['’]\d0s)"
)
_DATES = (
    re.compile(rf"\b(?:from )?{_POINT} (?:to|until|till|through) {_POINT}\b", re.IGNORECASE),
    re.compile(rf"\b{_POINT} ?[–-] ?{_POINT}\b", re.IGNORECASE),
    re.compile(rf"\b(?:between) {_POINT} and {_POINT}\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:(?:since|before|after|until|by|about|around|circa|late|early|mid|from|in|on)"
        rf"(?: the)?[ -]){_POINT}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\w){_POINT}(?!\w)", re.IGNORECASE),
)
_OF_A_LIFE = re.compile(
    r"(?:\b(?:born|b\.|birth|baptised|baptized|christened|died|d\.|death|buried"
    r"|geb\.|geboren\w*|getauft|gest\.|gestorben|starb)|[*†])[^;.()\d]{0,40}(?:\d{1,2}\. ?\w+ )?$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-ZÀ-ÞŁŠŽ][\w’'-]*\.?(?: (?:(?:de|du|van|von|of|the|and|for) )*[A-ZÀ-ÞŁŠŽ][\w’'-]*\.?)*"
    r"(?:, (?:Sr|Jr)\.?)?"
)
_COUNT = re.compile(r"(?<![\w.])-?\d{1,3}(?:,\d{3})+|(?<![\w.])-?\d+(?![\w]*\d)")
_MARK = re.compile(r"^[\s.,;:!?\"”’')\u00bb]{0,3}\[([^\[\]\s]{1,6})\]")
_MARK_WITHIN = re.compile(r"\[([^\[\]\s]{1,6})\][\s.,;:!?\"”’')]{0,3}$")
_IN = re.compile(r"^(?:in|on) (?:the )?", re.IGNORECASE)
_LONGEST_VALUE = 60
# Who speaks in a transcript, before the colon: "Anna Kowal:", "Dr. van Holm (off):", "SPEAKER 2:".
_SPOKEN = re.compile(r"^[ \t>♪–-]*([^\W\d_][^:\n]{0,59}?)(?: ?\([^()\n]*\))?:(?=\s)", re.MULTILINE)
_BETWEEN_NAMES = frozenset({"and", "da", "de", "del", "der", "di", "du", "la", "of", "the", "van",
                            "von", "y", "z", "und"})  # fmt: skip
_MOST_NAMES = 6
_FARTHEST = 20_000
_LONGEST_NAME = 200
_SOMEBODY_ELSE = re.compile(r"^\s*(?:>>|[–-] ?\w)", re.MULTILINE)
_LEADING = re.compile(r"^(?:[-*•]\s+)?(?:[A-Z][\w ]{0,24}: )")


def read_date(words: str) -> DateReading:
    """Read EDTF or English words as a date; say plainly where they are none."""
    text = words.strip()
    if not text:
        return DateReading()
    try:
        found = parse(text)
    except DateError as error:
        read = read_words(text)
        if read is not None:
            return DateReading(read.text, worded(display(parse(read.text))))
        plain = any(letter.isalpha() and letter not in "TXYESZ" for letter in text)
        words = translate(
            "Guesses", "This is not read as a date: write “May 1994” or 1994-05, or leave it empty."
        )
        return DateReading(refusal=words if plain else worded(told_by(error)))
    return DateReading(found.text, worded(display(found)))


def value_kind_of(words: str) -> ValueKind:
    """Tell of a typed value whether it says that there is none, or that nobody knows it."""
    said = words.strip().casefold()
    if said in {"none", translate("Guesses", "none").casefold()}:
        return ValueKind.NONE
    if said in {"unknown", translate("Guesses", "unknown").casefold()}:
        return ValueKind.UNKNOWN
    return ValueKind.VALUE


def value_wanted() -> str:
    """Say that a value is to be typed, and what where the source gives none."""
    text = translate(
        "Guesses",
        "Type the value. If the source says that there is none, type “{none}”; that nobody knows"
        " it, “{unknown}”.",
    )
    return text.format(none=translate("Guesses", "none"), unknown=translate("Guesses", "unknown"))


def date_words(quote: str) -> str:
    """Find the longest words of a passage that read as a date, or nothing."""
    return _longest_date(" ".join(quote.split()), lambda _before: True)


def time_words(quote: str) -> str:
    """Find the date at which what a passage says may have held, or nothing.

    When somebody was born or died is the time of no office, home or trade told with it.
    """
    return _longest_date(" ".join(quote.split()), lambda before: _OF_A_LIFE.search(before) is None)


def _longest_date(text: str, fits: Callable[[str], bool]) -> str:
    """Find the longest date whose words before it fit."""
    for pattern in _DATES:
        readable = [
            found.group()
            for found in pattern.finditer(text)
            if read_words(found.group()) and fits(text[: found.start()])
        ]
        if readable:
            return max(readable, key=len)
    return ""


def guess_value(kind: ValueType, quote: str, own_names: Collection[str] = ()) -> str:
    """Guess a value of a type from a passage; ``own_names`` are the subject's own."""
    text = " ".join(quote.split())
    bare = _LEADING.sub("", text)
    if kind is ValueType.DATE:
        return _IN.sub("", date_words(text))
    if kind is ValueType.QUANTITY:
        found = _COUNT.search(text)
        return found.group().replace(",", "") if found else ""
    if kind in {ValueType.PERSON, ValueType.ORGANIZATION, ValueType.PLACE, ValueType.EVENT}:
        dated = date_words(bare)
        return _name(bare.replace(dated, "·") if dated else bare, own_names)
    return bare.strip(' .,;:“”"') if len(bare) <= _LONGEST_VALUE else ""


def _name(text: str, own_names: Collection[str]) -> str:
    """Take the first name that is not the subject's own, nor a word that only begins a sentence."""
    own = {part for name in own_names for part in name.split()}
    for found in _NAME.finditer(text):
        name = found.group().rstrip(".") if not found.group().endswith((" Sr.", " Jr.")) else ""
        name = name or found.group()
        begins = found.start() == 0 or text[: found.start()].rstrip().endswith((".", "“", "?"))
        if begins and " " not in name and len(text) > len(name) + 1:
            continue
        if not set(name.replace(",", "").split()) <= own:
            return name
    return ""


def guess_mark(text: str, start: int, end: int) -> str:
    """Find the footnote mark that ends the words from ``start`` to ``end``, or follows them."""
    within = _MARK_WITHIN.search(text[start:end])
    after = _MARK.match(text[end : end + 16])
    found = within or after
    return found.group(1) if found else ""


def guess_speaker(text: str, start: int, end: int) -> str:
    """Find who a transcript says speaks the words from ``start`` to ``end``, or nothing.

    It names them before what they say, and not again until another speaks. Nothing where several
    speak in these words, or where a mark says that somebody else began and not who.
    """
    near = max(0, start - _FARTHEST)
    found = _SPOKEN.finditer(text, near, end + _LONGEST_NAME)
    heads = [one for one in found if one.start() < end and _is_name(one[1])]
    begun = [one for one in heads if one.start() <= start]
    if not begun or len(begun) < len(heads) or _SOMEBODY_ELSE.search(text, begun[-1].end(), end):
        return ""
    return begun[-1][1]


def _is_name(words: str) -> bool:
    """Tell whether words before a colon are a name, and not the beginning of a sentence."""
    parts = words.split()
    return len(parts) <= _MOST_NAMES and all(
        part[0].isupper() or part.isdecimal() or (place and part in _BETWEEN_NAMES)
        for place, part in enumerate(parts)
    )


def reference_for(text: str, mark: str, after: int) -> str | None:
    """Find the entry of a mark in the list of references below a place, or None."""
    pattern = re.compile(
        rf"^[ \t]*(?:\[{re.escape(mark)}\]|{re.escape(mark)}\.)[ \t]+(\S.{{0,300}})$", re.MULTILINE
    )
    found = list(pattern.finditer(text, after))
    return found[-1].group(1).strip() if found else None
