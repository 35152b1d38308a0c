# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The parts of an event read as plain JSON that was checked, where nearly all of them are plain.

What is here asks for all that the models ask for, by schemas made from theirs, and hands out the
members as they lie. A part that holds anything seldom met (premises, an inquiry, a program's
proposal) or is not as it should be is left to `fonds.events.recorded.decode`: None says no more
than that. The first few parts are read without pydantic (see `fonds.events.decoding`).
"""

from __future__ import annotations

import re
from types import NoneType
from typing import TYPE_CHECKING, Any

from fonds.events.catalogue.fact import FactContent
from fonds.events.closed import Closed
from fonds.events.decoding import Reader, members_reader, table_of
from fonds.events.header import COMMITMENT, FORMED_ID, HEADER_FORMAT, MOMENT, read_moment
from fonds.events.values import Citation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fonds.events.catalogue.base import Event
    from fonds.events.decoding import Convert

Members = dict[str, Any]
"""The members of a model, checked; those that were left out are not there."""

_SELDOM = {FactContent: {"premises", "proposal"}, Citation: {"inquiry"}}
"""Members that are left to the models: few facts have them."""

_ALWAYS = {Citation: "excerpt"}
"""Members that are there where the seldom ones are not."""


def named_about(spelt: str | None) -> tuple[str, ...]:
    """Return the ids in the list of what a header is about, as `opening_form` finds it."""
    return () if spelt is None else tuple(spelt[1:-1].split('","'))


def opening_form(kind: type[Event]) -> re.Pattern[str]:
    """Return how the header is spelt of an event that opens a stream.

    Its groups: about, action, agent, id, import key, parts with their commitments, time, stream.
    """
    return re.compile(
        rf'\{{"about":\[("{FORMED_ID}"(?:,"{FORMED_ID}")*)?\],"action":"({FORMED_ID})",'
        rf'"adopted_from":null,"after":null,"agent":"({FORMED_ID})","archive":"{FORMED_ID}",'
        rf'"format":{HEADER_FORMAT},"id":"({FORMED_ID})","import_key":(?:null|"({COMMITMENT})"),'
        rf'"parts":\{{([^{{}}]*)\}},"recorded_at":"({MOMENT})","schema":{kind.SCHEMA},'
        rf'"stream":"({FORMED_ID})","type":"{kind.__name__}"\}}'
    )


def read_parts(
    parts: Mapping[str, str],
    stated: str,
    recorded_at: str,
    readers: Mapping[str, Callable[[str], Members]],
) -> dict[str, Members] | None:
    """Read stored parts by name; None where `fonds.events.recorded` must read the event.

    ``stated`` are a header's commitments as they are spelt there, ``recorded_at`` is its moment,
    ``readers`` are by the names of the parts that such an event may have.
    """
    read = {}
    try:
        read_moment(recorded_at)
        for name, data in parts.items():
            if f'"{name}":"' not in stated:
                return None
            read[name] = readers[name](data)
    except (ValueError, KeyError):
        # pydantic's own error is a ValueError.
        return None
    return read if "content" in read else None


def part_reader(kind: type[Closed]) -> Reader[Members]:
    """Return what reads and checks a part into its members, without those that are seldom met."""

    def checked() -> Callable[[str | bytes], Members]:
        from fonds.events.checking import SchemaValidator  # noqa: PLC0415 - few are read without

        return SchemaValidator(_plain(kind.closed_adapter.core_schema)).validate_json

    return Reader(lambda: _members_of(kind), checked)


def _members_of(kind: type[Any]) -> Convert:
    """Return what turns an object of JSON into the members of a class, as `_plain` does."""
    seldom, always = _SELDOM.get(kind, ()), _ALWAYS.get(kind)
    fields = {name: one for name, one in kind.model_fields.items() if name not in seldom}
    tables = {name: table_of(one.hint, _nested) for name, one in fields.items()}
    needed = {name for name, one in fields.items() if one.is_required()}
    if always is not None:
        needed.add(always)
        tables[always] = {json: to for json, to in tables[always].items() if json is not NoneType}
    return members_reader(tables, needed)


def _nested(kind: type[Any]) -> Convert | None:
    return _members_of(kind) if issubclass(kind, Closed) else None


def _plain(schema: Any) -> Any:  # noqa: ANN401 - a schema of pydantic's, of whatever kind
    """Turn a model's schema into that of its members alone, without their defaults."""
    kind = schema["type"]
    if kind == "model":
        seldom = _SELDOM.get(schema["cls"], ())
        always = _ALWAYS.get(schema["cls"])
        fields = {}
        for name, field in schema["schema"]["fields"].items():
            inner, required = field["schema"], field["schema"]["type"] != "default"
            while name == always and inner["type"] in {"default", "nullable"}:
                inner, required = inner["schema"], True
            if name not in seldom:
                fields[name] = {
                    "type": "typed-dict-field",
                    "required": required,
                    "schema": _plain(inner),
                }
        config = {"strict": True}
        return {
            "type": "typed-dict",
            "extra_behavior": "forbid",
            "fields": fields,
            "config": config,
        }
    if kind in {"default", "nullable"}:
        inner = _plain(schema["schema"])
        return inner if kind == "default" else {**schema, "schema": inner}
    if kind == "tuple":
        return {**schema, "items_schema": [_plain(one) for one in schema["items_schema"]]}
    return schema
