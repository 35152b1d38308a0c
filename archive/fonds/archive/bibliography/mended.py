# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What citeproc-py does otherwise than CSL 1.0.2 says, and would show wrong or not at all.

Tried with version 0.9: ranges of dates within a month or a year ended in an error or an empty
reference; page 10 after page 1 became "1–0"; given names in scripts without capitals were cut to
full stops; a number before a reference stood without a space; titles were set as "J. Of Ropes", a
sentence's case took the capitals from proper names, and "ß" in capitals became "SS".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citeproc.string import String

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CSL = "{http://purl.org/net/xbiblio/csl}"
_DASH = "\N{EN DASH}"
_WORD = re.compile(r"\S+")
_MARKS_AROUND = re.compile(r"^\W+|\W+$")
_SMALL_WORDS = frozenset(
    {
        "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of",
        "on", "onto", "or", "over", "so", "the", "till", "to", "up", "via", "with", "yet",
    }
)  # fmt: skip
"""What a title's case leaves small in English (CSL 1.0.2, "Title case conversion")."""


def mend(element: Any) -> None:  # noqa: ANN401 - an element of citeproc-py's, which has no types
    """Give an element of a style, or of its words in a language, what it lacks."""
    if hasattr(element, "case"):
        element.case = _cased(element)
    if element.tag == f"{_CSL}date":
        element.render_date_range = _ranging(element)
    elif element.tag == f"{_CSL}date-part" and element.get("name") == "month":
        element.process = _or_season(element, element.process)
    elif element.tag == f"{_CSL}name":
        element.initialize = lambda given, mark, context: _initials(
            given,
            mark,
            hyphens=element.get_option("initialize-with-hyphen", context),
            whole=_keeps_names(element, context),
        )
    elif element.tag in {f"{_CSL}text", f"{_CSL}number"}:
        element._format_last_page = _last_page(element._format_last_page)  # noqa: SLF001 - as above


def part_first_field(layout: Any) -> None:  # noqa: ANN401 - as above
    """Set a space after the first part of a reference, where a style wants it in a margin."""
    first = next(layout.iterchildren(f"{_CSL}*"), None)
    if first is not None:
        first.render = _spaced(first.render)


def _spaced(render: Callable[..., Any]) -> Callable[..., Any]:
    def spaced(*what: Any, **how: Any) -> Any:  # noqa: ANN401 - as above
        text = render(*what, **how)
        return text if text is None or str(text)[-1:].isspace() else f"{text} "

    return spaced


def _cased(element: Any) -> Callable[..., Any]:  # noqa: ANN401 - as above
    how = element.get("text-case")

    def cased(text: Any, language: str | None = None) -> Any:  # noqa: ANN401 - as above
        # Families that are not there are no text.
        if text is None or text == "" or how is None or (how == "title" and language != "en"):
            return text
        return String(set_case(str(text), how))

    return cased


def set_case(text: str, how: str) -> str:
    """Return a text in one of CSL's cases (CSL 1.0.2, "Text-case"); any other word leaves it."""
    if how == "lowercase":
        return text.lower()
    if how == "uppercase":
        return _upper(text)
    if how == "capitalize-first":
        return _WORD.sub(lambda word: _capital(word[0]), text, count=1)
    if how == "capitalize-all":
        return _WORD.sub(lambda word: _capital(word[0]), text)
    if how == "title":
        return _in_title_case(text)
    if how == "sentence":
        text = text.lower() if text.isupper() and " " in text.strip() else text
        return _WORD.sub(lambda word: _capital(word[0]), text, count=1)
    return text


def _in_title_case(text: str) -> str:
    found = list(_WORD.finditer(text))
    last = found[-1].start() if found else 0
    open_ = True  # At the beginning and after a colon a small word is set like any other.
    pieces: list[str] = []
    end = 0
    for one in found:
        word = one[0]
        small = _MARKS_AROUND.sub("", word) in _SMALL_WORDS
        if open_ or one.start() == last or not small:
            word = _capital(word)
        pieces += (text[end : one.start()], word)
        open_, end = word.endswith(":"), one.end()
    return "".join(pieces) + text[end:]


def _capital(word: str) -> str:
    """Return a word of small letters with a capital first, whatever marks stand before it."""
    if not word.islower():
        return word
    at = next((n for n, sign in enumerate(word) if sign.isalnum()), 0)
    return f"{word[:at]}{_upper(word[at : at + 1])}{word[at + 1 :]}"


def _upper(text: str) -> str:
    """Return a text in capitals, where "ß" stays the letter it is (U+1E9E)."""
    return text.replace("ß", "ẞ").upper()


def _or_season(element: Any, process: Callable[..., Any]) -> Callable[..., Any]:  # noqa: ANN401
    """Return what names a season wherever a month would stand, in figures too."""

    def season(date: Any, context: Any = None) -> Any:  # noqa: ANN401 - as above
        if date.get("month") is None and date.get("season") is not None:
            asked = element if context is None else context
            return asked.get_single_term(name=f"season-{int(date.season):02}")
        return process(date, context)

    return season


def _ranging(element: Any) -> Callable[..., str | None]:  # noqa: ANN401 - as above
    """Return what renders a range of dates (CSL 1.0.2, "Date ranges").

    What both ends share is said once, before or after the rest: "3–9 May 1901".
    """

    def single(date: Any, names: Sequence[str], context: Any) -> str:  # noqa: ANN401 - as above
        return str(element.render_single_date(date, list(names), context) or "")

    def render(both: Any, show: Sequence[str], context: Any) -> str | None:  # noqa: ANN401
        children = {one.get("name"): one for one in element.iterchildren(f"{_CSL}date-part")}
        names = [name for name in children if name in show]
        begin, end = both.begin, both.end
        if end.is_nil():
            text = single(begin, names, context)
            return f"{text.rstrip()}{_DASH}" if text else None
        apart = _apart(begin, end)
        places = [at for at, name in enumerate(names) if name in apart]
        if not places:
            return single(begin, names, context) or None
        first, last = places[0], places[-1] + 1
        before = single(begin, names[:last], context)
        after = single(end, names[first:], context)
        if not (before and after):
            # One end is known to the year alone, and this date does not say years.
            return None
        dash = children[next(name for name in apart if name in names)].get("range-delimiter", _DASH)
        return f"{before.rstrip(' ,')}{dash}{after.lstrip()}"

    return render


def _apart(begin: Any, end: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """Return the parts that two dates do not share, the largest first."""
    if begin.year != end.year:
        return "year", "month", "day"
    if any(begin.get(name) != end.get(name) for name in ("month", "season")):
        return "month", "day"
    return ("day",) if begin.get("day") != end.get("day") else ()


def _keeps_names(element: Any, context: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether a style wants given names whole, and only initials set its way."""
    asked = [
        element,
        *element.iterancestors(),
        *(() if context is None else context.iterancestors()),
    ]
    root = element.get_root()
    asked += [root.bibliography] if root.bibliography is not None else []
    said = next((one.get("initialize") for one in asked if one.get("initialize")), "true")
    return said == "false"


def _initials(given: str, mark: str, *, hyphens: bool, whole: bool) -> str:
    """Return given names as initials; names in a script without capitals, and particles, whole."""
    if whole:
        words = (
            f"{word.rstrip('.')}{mark}"
            if len(word.rstrip(".")) == 1 and word[0].isupper()
            else f"{word} "
            for word in given.split()
        )
        return " ".join("".join(words).split())
    if not any(word[0].isupper() for word in given.replace("-", " ").split()):
        return given
    parts = given.split("-") if hyphens else [given.replace("-", " ")]
    initials = (
        "".join(
            f"{word[0]}{mark}" if word[0].isupper() else f" {word} "
            for word in part.replace(".", " ").split()
        )
        for part in parts
    )
    return "-".join(" ".join(one.split()) for one in initials)


def _last_page(shorten: Callable[[str, str], str]) -> Callable[[str, str], str]:
    def shortened(first: str, last: str) -> str:
        # Only numbers of as many digits have a beginning that may be left out.
        if not (first.isdecimal() and last.isdecimal()):
            return last
        return last if len(first) != len(last) or first == last else shorten(first, last)

    return shortened
