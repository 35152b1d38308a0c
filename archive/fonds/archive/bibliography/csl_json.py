# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""CSL-JSON (csl-data.json of CSL 1.0.2) in and out, as Zotero and Pandoc write it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from fonds.archive.bibliography.csl_dates import edtf_or_none, from_csl, to_csl
from fonds.archive.bibliography.csl_extra import with_extra
from fonds.archive.bibliography.items import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    Entry,
    Library,
    plain,
    refuse,
    untitled,
)
from fonds.archive.errors import RefusedError
from fonds.archive.sources.extracted import keepable
from fonds.events.sentences import say, small, told_by
from fonds.events.values import Contributor, WorkVariable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FIELDS = {
    "title": "title",
    "type": "csl_type",
    "container-title": "container_title",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "language": "language",
    "archive": "repository",
    "call-number": "call_number",
    "URL": "url",
}
"""Variables of CSL that have a field of their own in an entry."""

_NAME_PARTS = {
    "family": "family",
    "given": "given",
    "non-dropping-particle": "particle",
    "dropping-particle": "dropping_particle",
    "suffix": "suffix",
    "literal": "literal",
}

OWN = "fonds"
"""The member of "custom" in which an export names the source an item is."""


def read_csl_json(text: str, name: str, *, skip_bad: bool = False) -> Library:
    """Return the works of a CSL-JSON text; with ``skip_bad`` those that can be read.

    Raises:
        RefusedError: it is no JSON or no list of items, or items are refused, told by their place.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        why = getattr(error, "msg", say("it is nested too deep"))
        where = (
            say(", line {lineno}", lineno=error.lineno)
            if isinstance(error, json.JSONDecodeError)
            else ""
        )
        message = say(
            "{name}{where} is no JSON: {why}.",
            name=name,
            where=where,
            why=small(why),
        )
        raise RefusedError("bad-library", message, file=name) from error
    items = document.get("items") if isinstance(document, dict) else document
    if not isinstance(items, list):
        message = say(
            "{name} is no CSL-JSON: a list of items is wanted. Export it as “CSL JSON”.", name=name
        )
        raise RefusedError("bad-library", message, file=name)
    left_out: Counter[str] = Counter()
    entries: list[Entry] = []
    errors: list[tuple[str, str]] = []
    seen: set[str] = set()
    for number, item in enumerate(items, 1):
        place = say("item {number:,}", number=number)
        try:
            entry = _entry(item, place, left_out)
            if entry.key in seen:
                message = say("the id “{key}” was given to an item before it", key=entry.key)
                raise ValueError(message)  # noqa: TRY301 - told with all others
        except ValueError as error:
            errors.append((place, told_by(error)))
            continue
        seen.add(entry.key)
        entries.append(entry)
    if not (skip_bad and entries):
        refuse(name, errors)
    return Library(tuple(entries), dict(left_out), tuple(errors))


def _own(item: Mapping[str, Any]) -> str | None:
    """Return the source that an item which Fonds wrote is of; None of any other item."""
    custom = item.get("custom")
    own = custom.get(OWN) if isinstance(custom, dict) else None
    return own if isinstance(own, str) else None


def _entry(item: object, place: str, left_out: Counter[str]) -> Entry:
    if not isinstance(item, dict):
        message = "it is no object"
        raise ValueError(message)  # noqa: TRY004 - what was read is wrong, not how it was called
    if "itemType" in item:
        message = "it is an item of Zotero's own format; export it as “CSL JSON” or “Better BibTeX”"
        raise ValueError(message)
    key = _words(item.get("id"))
    if not key:
        message = "it has no id"
        raise ValueError(message)
    fields: dict[str, Any] = {}
    contributors: list[Contributor] = []
    variables: dict[str, str] = {"id": key}
    own = _own(item)
    if own is not None:
        fields["own"] = own
    # What we wrote has its variables in their places: a line of its note is a line of a note.
    for member, value in (with_extra(item) if own is None else item).items():
        if member == "id" or value in (None, "", [], {}):
            continue
        if member == "custom" and own is not None:
            continue
        if member in _FIELDS:
            fields[_FIELDS[member]] = _text(member, value, left_out)
        elif member in NAME_VARIABLES:
            contributors += _names(member, value)
        elif member in DATE_VARIABLES:
            said = from_csl(value)
            if member == "issued" and said and edtf_or_none(said):
                fields["issued"] = said
            elif said:
                variables[member] = keepable(said)
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            _keep(variables, member, _text(member, value, left_out), left_out)
        else:
            left_out[member] += 1
    if variables.get("citation-key") == key:
        del variables["citation-key"]
    fields = {name: said for name, said in fields.items() if said}
    fields["title"] = fields.get("title") or untitled(fields, key)
    return Entry(
        key=key,
        place=place,
        contributors=tuple(contributors),
        variables=tuple(WorkVariable(name=name, text=said) for name, said in variables.items()),
        **fields,
    )


def _keep(variables: dict[str, str], name: str, text: str, left_out: Counter[str]) -> None:
    plain_name = name.replace("-", "").replace("_", "")
    if text and plain_name.isascii() and plain_name.isalnum() and name[0].isalpha():
        variables[name] = text
    else:
        left_out[name] += 1


def _words(value: object) -> str:
    return keepable(str(value)).strip() if isinstance(value, str | int) else ""


def _text(member: str, value: object, left_out: Counter[str] | None = None) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        message = say("its {member} is no text", member=member)
        raise ValueError(message)  # noqa: TRY004 - what was read is wrong, not how it was called
    return plain(keepable(str(value)), left_out).strip()


def _names(role: str, value: object) -> list[Contributor]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        message = say("its {role} is no list of names", role=role)
        raise ValueError(message)
    names = []
    for one in value:
        parts = {
            ours: said
            for theirs, ours in _NAME_PARTS.items()
            if one.get(theirs) and (said := _text(role, one[theirs]))
        }
        if parts:
            names.append(Contributor(role=role, **parts))
    return names


def csl_item(entry: Entry) -> dict[str, Any]:
    """Return a work as an item of CSL-JSON."""
    item: dict[str, Any] = {"id": entry.key}
    for theirs, ours in _FIELDS.items():
        value = getattr(entry, ours)
        if value:
            item[theirs] = value
    for name in entry.contributors:
        parts = {
            theirs: said for theirs, ours in _NAME_PARTS.items() if (said := getattr(name, ours))
        }
        item.setdefault(name.role, []).append(parts)
    if entry.issued:
        item["issued"] = to_csl(entry.issued)
    for variable in entry.variables:
        if variable.name in DATE_VARIABLES:
            item.setdefault(variable.name, to_csl(variable.text))
        elif variable.name != "id":
            item.setdefault(variable.name, variable.text)
    if entry.own:
        item["custom"] = {OWN: entry.own}
    return item


def write_csl_json(entries: Sequence[Entry]) -> str:
    """Return works as CSL-JSON, in their order."""
    items = [csl_item(entry) for entry in entries]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
