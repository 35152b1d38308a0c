# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A work as a library describes it, whatever format it was read from, and its names in parts."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.events.fixed import fixed
from fonds.events.patterns import later
from fonds.events.sentences import joined, say
from fonds.events.values import Contributor, WorkVariable

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

MOST_ERRORS = 20
"""Errors of one library that are told at once."""

NAME_VARIABLES = frozenset(
    {
        "author", "chair", "collection-editor", "compiler", "composer", "container-author",
        "contributor", "curator", "director", "editor", "editorial-director", "executive-producer",
        "guest", "host", "illustrator", "interviewer", "narrator", "organizer", "original-author",
        "performer", "producer", "recipient", "reviewed-author", "script-writer", "series-creator",
        "translator",
    }
)  # fmt: skip
"""The name variables of CSL 1.0.2, appendix IV."""

DATE_VARIABLES = frozenset(
    {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
)
"""The date variables of CSL 1.0.2, appendix IV."""

_MARKUP = later(
    r"</?(?:i|b|sub|sup|sc)>|<span (?:class=\"nocase\"|style=\"font-variant: ?small-caps;?\")>"
    r"|</span>"
)
"""What citeproc-js and Zotero let a text hold of markup."""

_FACE = later(r"<(?:i|b|sub|sup|sc)>|<span style=\"font-variant")


@fixed
class Entry:
    """One work of a library.

    ``key`` names it there, ``place`` says where it stands in the file. ``issued`` is EDTF.
    ``files`` are linked files as the library spells their paths.
    """

    key: str
    place: str
    title: str
    csl_type: str = "document"
    contributors: tuple[Contributor, ...] = ()
    container_title: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    issued: str | None = None
    language: str | None = None
    repository: str | None = None
    call_number: str | None = None
    url: str | None = None
    variables: tuple[WorkVariable, ...] = ()
    files: tuple[str, ...] = ()
    own: str | None = None
    """The source of a Fonds archive it was exported from."""


@fixed
class Library:
    """The works of a file in their order, and how often what was left out of them.

    ``bad`` are entries that could not be read, where they were to be passed over: (place, why).
    """

    entries: tuple[Entry, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    bad: tuple[tuple[str, str], ...] = ()


def display(name: Contributor) -> str:
    """Return a name as one reads it: given names, particles, family name, suffix."""
    if name.literal:
        return name.literal
    parts = (name.given, name.dropping_particle, name.particle, name.family)
    plain = " ".join(part for part in parts if part)
    return f"{plain}, {name.suffix}" if name.suffix else plain


def in_parts(name: str, role: str = "author") -> Contributor:
    """Return a name written in one piece as CSL wants it."""
    return Contributor(role=role, **parts_of(name))


def parts_of(name: str) -> dict[str, str]:
    """Return the parts of a name written in one piece, by what CSL calls them.

    "Family, Given" is taken at its word; anything else is literal: which of its words is the
    family's, nobody has said.
    """
    family, comma, given = name.partition(",")
    if comma and family.strip() and given.strip() and "," not in given:
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": name}


FACES = "italics, small caps and other faces"
"""What is told of a text's markup, which is left out."""

_RAISED = later(r"<(?P<how>sup|sub)>(?P<text>[^<>]*)</(?P=how)>")
_UNICODE = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}


def plain(text: str, left_out: Counter[str] | None = None) -> str:
    """Return a text without the markup that libraries put into titles.

    Raised and lowered figures are the signs that Unicode has for them, so that "x<sup>2</sup>" is
    not told as "x2". Any other face is counted into ``left_out``.
    """
    text = _RAISED.sub(lambda found: raised(found["text"], found["how"]) or found[0], text)
    said = _MARKUP.sub("", text)
    if left_out is not None and _FACE.search(text):
        left_out[FACES] += 1
    return said


def raised(text: str, how: str) -> str | None:
    """Return figures raised ("sup") or lowered ("sub"), None where Unicode lacks one of them."""
    said = text.translate(_UNICODE[how])
    return said if not any(map(str.__eq__, text, said)) else None


def untitled(fields: Mapping[str, object], key: str) -> str:
    """Return what a work is called that has no title."""
    within = fields.get("container_title")
    return (
        say("[untitled, in {within}]", within=within)
        if within
        else say("[untitled {key}]", key=key)
    )


def refuse(name: str, errors: Sequence[tuple[str, str]]) -> None:
    """Refuse a library where there are errors: (place, what is wrong).

    Raises:
        RefusedError: there is at least one.
    """
    if not errors:
        return
    told = errors[:MOST_ERRORS]
    first = joined(
        "; ",
        [say("{place}: {message}", place=place, message=message) for place, message in told[:3]],
    )
    more = say(", and {count:,} more", count=len(errors) - 3) if len(errors) > 3 else ""
    count = say("1 entry") if len(errors) == 1 else say("{count:,} entries", count=len(errors))
    message = say(
        "{name}: {count} cannot be read, and nothing was recorded. {first}{more}."
        " With --skip-bad the others are taken in.",
        name=name,
        count=count,
        first=first,
        more=more,
    )
    raise RefusedError(
        "bad-library",
        message,
        errors=[{"place": place, "message": text} for place, text in told],
        total=len(errors),
    )
