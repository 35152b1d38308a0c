# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Finds again of what a sentence was made that was kept as plain text.

Tables keep the reason of a conflict as English text. To tell it in another language, its form is
looked for among those that a conflict's reason can have. Where a value's own words look like a
form's, the parts may be cut at another place than they were joined at: the same words come out, in
the same order.
"""

from __future__ import annotations

import re
from functools import cache

from fonds.events.dates import DateError, dated, parse
from fonds.events.sentences import CAPITAL, Sentence, capital, keepable

_CAPITALISED = {"reason"}
"""Parts that begin with a capital where they stand."""

_DATES = {"taken", "taken2", "date", "earliest", "latest"}
"""Parts that are dates, kept as EDTF writes them and told in words."""

_GRAMMAR: dict[str, tuple[str, ...]] = {
    "": (
        "{both} have different numbers.",
        "{both} are different words, and nothing shows that they mean the same.",
        "{both} are different places by their words.",
        "{both} are not shown to be {one}.",
        "{both} are {two}.",
        "One says {shown}, the other that there is none.",
        "{both} {said}.",
        "{reason}.",
    ),
    "both": ("{shown} and {shown2}",),
    "shown": ("“{words}”", "the first is {ends} {unit}"),
    "shown2": ("“{words}”",),
    "ends": ("{low} to {high}",),
    "one": (
        "one thing", "one person", "one organisation", "one office", "one place", "one event",
        "one document",
    ),
    "two": (
        "two things", "two people", "two organisations", "two offices", "two places", "two events",
        "two documents",
    ),
    "said": (
        "are different names",
        "are a man's name and a woman's by their titles",
        "differ in the suffix that tells generations apart",
        "are different endings of one contest",
        "are different numbers",
        "are different amounts: {shown}",
    ),
    "reason": (
        "{taken} ends before {taken2} begins",
        "no day is meant by both {taken} and {taken2}",
    ),
    "taken": ("{date} (taken as {earliest} to {latest})",),
    "taken2": ("{date} (taken as {earliest} to {latest})",),
}  # fmt: skip
"""What a part can be made of, by its name; a part not named here, or of no such form, is words."""

_SHAPES = {"both": "“.+”", "shown": "“.+”|the first is .+", "shown2": "“.+”"}
"""What is known of the shape of a part, as a pattern."""

_CLOSED = {"one", "two", "said", "reason"}
"""Parts that are one of their forms and nothing else."""


def recognised(text: str) -> Sentence | None:
    """Return the sentence that a conflict's reason was; None where it is of no known form."""
    found = _recognised(text, "")
    return found if isinstance(found, Sentence) else None


def parts_in(text: str, form: str) -> dict[str, str] | None:
    """Return what stands in a text where a form has its parts; None where it is not of the form."""
    match = _pattern(form).fullmatch(text)
    return None if match is None else match.groupdict()


def _recognised(text: str, name: str) -> str | None:
    for form in _GRAMMAR.get(name, ()):
        match = _pattern(form).fullmatch(text)
        if match is None:
            continue
        parts = {part: _part(said, part) for part, said in match.groupdict().items()}
        if None not in parts.values():
            return Sentence(form, parts)
    if name in _DATES:
        try:
            return dated(parse(text))
        except DateError:
            return text
    return None if name in _CLOSED or not name else text


def _part(text: str, name: str) -> str | None:
    if name not in _CAPITALISED:
        return _recognised(text, name)
    for plain in (text, f"{text[:1].lower()}{text[1:]}"):
        found = _recognised(plain, name)
        if found is not None:
            said = capital(found)
            return said if keepable(said) == text else Sentence(CAPITAL, {"said": found}, text)
    return None


@cache
def _pattern(form: str) -> re.Pattern[str]:
    def group(part: re.Match[str]) -> str:
        return f"(?P<{part[1]}>{_SHAPES.get(part[1], '.+')})"

    return re.compile(re.sub(r"\\\{(\w+)\\\}", group, re.escape(form)), re.DOTALL)
