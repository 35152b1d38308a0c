# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Between a source's recorded description and a work as libraries describe it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.bibliography.items import NAME_VARIABLES, Entry, display, in_parts, parts_of
from fonds.archive.errors import WrongUseError
from fonds.events.closed import assembled
from fonds.events.sentences import say
from fonds.events.values import Contributor, WorkVariable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.events.catalogue.source import SourceOrigin, WorkContent

_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_OWN_FIELDS = {
    "title": "title",
    "type": "type",
    "author": "author",
    "issued": "date",
    "container-title": "container-title",
    "publisher": "publisher",
    "publisher-place": "publisher-place",
    "language": "language",
    "archive": "repository",
    "call-number": "call-number",
    "URL": "url",
}
"""Variables of CSL that a source has a field for, by the option that sets it."""


def entry_of(source: str, content: WorkContent, origin: SourceOrigin | None) -> Entry:
    """Return a source's description as a work of a library; its key is empty where it has none."""
    known = any(one.role == "author" for one in content.contributors)
    authors = () if known else tuple(_recorded(author) for author in content.authors)
    return Entry(
        key=next((one.text for one in content.variables if one.name == "id"), ""),
        place="",
        title=content.title,
        csl_type=content.csl_type,
        contributors=(*authors, *content.contributors),
        container_title=content.container_title,
        publisher=content.publisher,
        publisher_place=content.publisher_place,
        issued=content.issued.edtf if content.issued else None,
        language=content.language,
        repository=content.repository,
        call_number=content.call_number,
        url=origin.url if origin else None,
        variables=content.variables,
        own=source,
    )


def _recorded(author: str) -> Contributor:
    """Return an author of a recorded work: the name was checked then."""
    return assembled(Contributor, {"role": "author", **parts_of(author)})


def with_variables(content: WorkContent, said: Iterable[tuple[str, str]]) -> WorkContent:
    """Return a description with further variables of CSL; an empty text takes one away.

    Raises:
        WrongUseError: it is no name of a variable, or one with a field of its own.
    """
    for name, text in said:
        if _VARIABLE.fullmatch(name) is None or name in _OWN_FIELDS:
            field = _OWN_FIELDS.get(name)
            hint = (
                say(" Use --{field}.", field=field)
                if field
                else say(" Names are like volume, page, DOI, editor.")
            )
            message = say("“{name}” is no further variable of CSL.{hint}", name=name, hint=hint)
            raise WrongUseError("bad-variable", message, variable=name)
        if name in NAME_VARIABLES:
            named = tuple(in_parts(one.strip(), name) for one in text.split(";") if one.strip())
            others = tuple(one for one in content.contributors if one.role != name)
            content = content.model_copy(update={"contributors": (*others, *named)})
            continue
        rest = tuple(one for one in content.variables if one.name != name)
        new = (WorkVariable(name=name, text=text.strip()),) if text.strip() else ()
        content = content.model_copy(update={"variables": (*rest, *new)})
    return content


def says_the_same(one: Entry, other: Entry) -> bool:
    """Tell whether two describe a work alike, whatever the keys they go by."""
    return _said(one) == _said(other)


def _said(entry: Entry) -> tuple[object, ...]:
    return (
        entry.title,
        entry.csl_type,
        entry.contributors,
        entry.container_title,
        entry.publisher,
        entry.publisher_place,
        entry.issued,
        entry.language,
        entry.repository,
        entry.call_number,
        entry.url,
        # A format that has no lines joins them.
        frozenset(
            (one.name, " ".join(one.text.split())) for one in entry.variables if one.name != "id"
        ),
    )


def is_bare(entry: Entry) -> bool:
    """Tell whether a reference to a work could say no more than its title."""
    further = [one for one in entry.variables if one.name != "id"]
    places = (
        entry.publisher,
        entry.publisher_place,
        entry.repository,
        entry.call_number,
        entry.url,
    )
    return not (
        entry.contributors or entry.container_title or entry.issued or further or any(places)
    )


def author_names(entry: Entry) -> tuple[str, ...]:
    """Return a work's authors as one reads them."""
    return tuple(display(one) for one in entry.contributors if one.role == "author")
