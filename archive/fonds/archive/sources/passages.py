# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where a quotation stands in a text.

Offsets are Unicode code points, end exclusive (W3C Web Annotation Data Model, section 4.2.5,
TextPositionSelector). A quotation is matched verbatim: nothing is normalised, trimmed or guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from fonds.archive.errors import RefusedError
from fonds.events.fixed import fixed
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PLACES = 50
"""A quotation that stands in more places than this is not counted further."""

_TYPED = {"\t": "\\t", "\n": "\\n", "\f": "\\f", "\u00ad": "\\u00ad"}
_PLACES_SHOWN = 5
_WORDS_AROUND = 24
_LONGEST_SHOWN = 300


@fixed
class Place:
    """A range of a text."""

    start: int
    end: int


def occurrences(text: str, quote: str, limit: int = MOST_PLACES) -> list[Place]:
    """Return where ``quote`` stands in ``text``, in order, ``limit`` at most.

    Places that overlap count too. An empty quotation stands nowhere.
    """
    places: list[Place] = []
    if not quote:
        return places
    at = text.find(quote)
    while at >= 0 and len(places) < limit:
        places.append(Place(at, at + len(quote)))
        at = text.find(quote, at + 1)
    return places


def locate(text: str, quote: str, start: int | None, end: int | None, *, source: str) -> Place:
    """Return the one place that is meant: the only one, or the one at ``start`` (or up to ``end``).

    Args:
        text: of the rendition.
        quote: the words, verbatim.
        start: offset of the first code point; needed where the quotation stands more than once.
        end: offset after the last one; where given it must agree.
        source: what to call the source in messages.

    Raises:
        RefusedError: "empty-quote", "bad-offsets", "quote-elsewhere" (``stands`` and ``places``),
            "quote-ambiguous" (``places``), "quote-not-found" (``nearest``, or None).
    """
    if not quote:
        message = say(
            "The quotation is empty. Give the words as they stand in {source}.", source=source
        )
        raise RefusedError("empty-quote", message, source=source)
    _check_offsets(len(text), len(quote), start, end, source)
    if start is None and end is not None:
        start = end - len(quote)
    if start is not None and text.startswith(quote, start):
        return Place(start, start + len(quote))
    places = occurrences(text, quote, MOST_PLACES + 1)
    if not places:
        _refuse_unknown(text, quote, source)
    if start is not None:
        stands = text[start : start + len(quote)]
        where = _spelled(text, places, with_words=False)
        message = say(
            "The quotation does not stand at {start} of {source}: there stands {in_marks}."
            " It stands at {where}.",
            start=start,
            source=source,
            in_marks=_in_marks(stands),
            where=where,
        )
        raise RefusedError(
            "quote-elsewhere", message, source=source, stands=stands, places=_details(places)
        )
    if len(places) > 1:
        where = _spelled(text, places, with_words=True)
        many = (
            say("{count} times", count=len(places))
            if len(places) <= MOST_PLACES
            else say("over {most_places} times", most_places=MOST_PLACES)
        )
        message = say(
            "The quotation stands {many} in {source}: at {where}. Say which is meant by"
            " its start, or quote more words.",
            many=many,
            source=source,
            where=where,
        )
        raise RefusedError("quote-ambiguous", message, source=source, places=_details(places))
    return places[0]


def as_spelled(text: str, quote: str) -> str:
    r"""Return a quotation with ``\t``, ``\n``, ``\f`` and ``\u00ad`` read as what they stand for.

    These are a tab, a line end, a page's end and a soft hyphen. Only where the quotation does not
    stand in the text as it is: a text may hold a backslash.
    """
    if "\\" not in quote or quote in text:
        return quote
    spelled = quote
    for sign, typed in _TYPED.items():
        spelled = spelled.replace(typed, sign)
    return spelled if spelled in text else quote


def line_of(text: str, offset: int) -> int:
    """Return the number, from 1, of the line that ``offset`` is in; CR, LF and CR LF end lines."""
    ends = text.count("\n", 0, offset) + text.count("\r", 0, offset)
    pairs = text.count("\r\n", 0, offset)
    if offset > 0 and text[offset - 1 : offset + 1] == "\r\n":
        # Between the two the line has not ended yet.
        pairs += 1
    return ends - pairs + 1


def context(text: str, place: Place, length: int = 32) -> tuple[str, str]:
    """Return up to ``length`` code points before and after a place.

    They are cut by count alone, as TextQuoteSelector's prefix and suffix are (W3C Web Annotation
    Data Model, section 4.2.4): a letter may be parted from its combining marks.
    """
    return text[max(place.start - length, 0) : place.start], text[place.end : place.end + length]


def _check_offsets(size: int, length: int, start: int | None, end: int | None, source: str) -> None:
    why: str | None = None
    if (start is not None and start < 0) or (end is not None and end < 0):
        why = say("offsets begin at 0")
    elif (start is not None and start >= size) or (end is not None and end > size):
        why = say("the text of {source} has {size} characters", source=source, size=size)
    elif start is not None and end is not None and end - start != length:
        why = say(
            "that spans {end} characters, but the quotation has {length}",
            end=end - start,
            length=length,
        )
    elif start is None and end is not None and end < length:
        why = say("the quotation has {length} characters", length=length)
    if why is not None:
        given = " and ".join(
            f"{name} {offset}"
            for name, offset in (("start", start), ("end", end))
            if offset is not None
        )
        message = say(
            "{given} cannot be right in {source}: {why}. Correct it, or leave it out.",
            given=given,
            source=source,
            why=why,
        )
        raise RefusedError("bad-offsets", message, source=source, start=start, end=end)


def _refuse_unknown(text: str, quote: str, source: str) -> NoReturn:
    # Loaded only here: the library that compares letters is not small.
    from fonds.archive.sources.nearest import nearest_passage

    nearest = nearest_passage(text, quote)
    if nearest is None:
        message = say(
            "The quotation does not stand in {source}, and nothing like it does. Check"
            " that it is the right source.",
            source=source,
        )
        raise RefusedError("quote-not-found", message, source=source, nearest=None)
    where = say(
        "at {start} (line {line_of})", start=nearest.start, line_of=line_of(text, nearest.start)
    )
    message = say(
        "The quotation does not stand in {source}. The nearest passage, {where}, is"
        " “{shown}”: {differences}.",
        source=source,
        where=where,
        shown=to_be_typed(nearest.words),
        differences=nearest.differences,
    )
    details = {"start": nearest.start, "end": nearest.end, "words": nearest.words}
    raise RefusedError("quote-not-found", message, source=source, nearest=details)


def _spelled(text: str, places: Sequence[Place], *, with_words: bool) -> str:
    """Spell the first places with their lines, and a few words around each."""
    spelled: list[str] = []
    for place in places[:_PLACES_SHOWN]:
        words = ""
        if with_words:
            before, after = context(text, place, _WORDS_AROUND)
            quoted = _shown(text[place.start : place.end], 2 * _WORDS_AROUND)
            words = f": “…{_on_one_line(before)}[{quoted}]{_on_one_line(after)}…”"
        spelled.append(
            say(
                "{start} (line {line_of}{words})",
                start=place.start,
                line_of=line_of(text, place.start),
                words=words,
            )
        )
    if len(places) > _PLACES_SHOWN:
        left = len(places) - _PLACES_SHOWN
        spelled.append(
            say("and {left} more", left=left) if len(places) <= MOST_PLACES else say("and more")
        )
    return ", ".join(spelled)


def _details(places: Sequence[Place]) -> list[dict[str, Any]]:
    return [{"start": place.start, "end": place.end} for place in places[:MOST_PLACES]]


def _on_one_line(words: str) -> str:
    """Collapse white space, keeping what parts a cut from its neighbour."""
    joined = " ".join(words.split())
    return f"{' ' if words[:1].isspace() else ''}{joined}{' ' if words[-1:].isspace() else ''}"


def to_be_typed(words: str) -> str:
    """Return words, shortened in the middle, with what no key types as `as_spelled` reads it."""
    for sign, typed in _TYPED.items():
        words = words.replace(sign, typed)
    return _shown(words)


def _in_marks(words: str) -> str:
    return f"“{_shown(words)}”" if words.strip() else "only white space"


def _shown(words: str, longest: int = _LONGEST_SHOWN) -> str:
    joined = " ".join(words.split())
    if len(joined) <= longest:
        return joined
    half = (longest - 3) // 2
    return f"{joined[:half].rstrip()} … {joined[-half:].lstrip()}"
