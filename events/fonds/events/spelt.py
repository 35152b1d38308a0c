# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Assertions of facts read as plain JSON that was checked, where nearly all of them are plain.

A record of a thousand facts is a thousand assertions, of which a reader wants the values and not a
dozen models of each: making those takes several times as long as reading and checking the JSON
does. So what is here asks for all that the models ask for, by schemas made from theirs, and hands
out the members as they lie; the models are made of them for whoever wants to compare. A part that
holds anything seldom met (premises, an inquiry, a program's proposal) or is not as it should be is
left to `fonds.events.recorded.decode`: None says no more than that. The few facts of a usual record
are read without pydantic (see `fonds.events.decoding`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from types import NoneType
from typing import TYPE_CHECKING, Any

from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.fact import ChainPart, FactAsserted, FactContent, FactWording, Reading
from fonds.events.closed import Closed, unchecked
from fonds.events.decoding import Reader, members_reader, table_of
from fonds.events.fixed import fixed
from fonds.events.header import COMMITMENT, FORMED_ID, HEADER_FORMAT, MOMENT, read_moment
from fonds.events.values import (
    Chain,
    ChainLink,
    Citation,
    Manner,
    Qualifier,
    Stance,
    ValueKind,
    ValueType,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fonds.events.catalogue.base import Event
    from fonds.events.decoding import Convert

Members = dict[str, Any]
"""The members of a model, checked; those that were left out are not there."""

_KEPT = 8192
"""How many small models are remembered: those of a large record, whatever the archive's size."""

_PARTS: dict[str, type[Closed]] = {
    "content": FactContent,
    "wording": FactWording,
    "chain": ChainPart,
    "note": Prose,
}
_STATED = {name: f'"{name}":"' for name in _PARTS}
"""How a part's commitment begins in a header."""
_SELDOM = {FactContent: {"premises", "proposal"}, Citation: {"inquiry"}}
"""Members that are left to the models: few facts have them."""

_ALWAYS = {Citation: "excerpt"}
"""Members that are there where the seldom ones are not."""


@fixed
class Asserted:
    """An assertion: whose stream, by which event, agent and when; and what its parts hold.

    ``about`` is what its header names beside the stream. ``wording`` is empty where there is none,
    ``chains`` are by the citation they are of.
    """

    about: tuple[str, ...]
    action: str
    stream: str
    event: str
    agent: str
    recorded_at: str
    import_key: str | None
    content: Members
    wording: Members
    chains: Mapping[str, Members]
    note: str | None
    denies: bool
    """Whether any passage speaks against the fact."""
    bare: bool
    """Whether it has one passage, which speaks for it, passes on no work and names no subject."""
    cited: tuple[str, ...]
    """The ids of its passages."""


def read_asserted(header: str, parts: Mapping[str, str]) -> Asserted | None:
    """Read a stored `FactAsserted`; None where `fonds.events.recorded` must read the event.

    Of the header it takes what makes a fact; that its commitments are spelt as they should be is
    for those to ask who check them.
    """
    found = _header_form().fullmatch(header)
    if found is None:
        return None
    about, action, agent, event, import_key, stated, recorded_at, stream = found.groups()
    readers = _readers()
    read = {}
    try:
        read_moment(recorded_at)
        for name, data in parts.items():
            if _STATED[name] not in stated:
                return None
            read[name] = readers[name](data)
        content = read["content"]
    except (ValueError, KeyError):
        # pydantic's own error is a ValueError.
        return None
    if "chain" not in parts and _STATED["chain"] in stated:
        # It was erased, withheld or lost, and what it said of the fact with it.
        return None
    chains = {one["citation"]: one for one in read["chain"]["chains"]} if "chain" in read else {}
    if chains and len(chains) < len(read["chain"]["chains"]):
        return None
    if not _is_sound(content["reading"]) or not all(map(_is_read_once, chains.values())):
        return None
    citations, spelt = content["citations"], parts.get("chain", "")
    # What is not spelt is not there: within a text a quotation mark has a backslash before it.
    denies = (_DENIES in spelt or _CONTRADICTS in parts["content"]) and any(
        speaks_against(one, chains.get(one["excerpt"])) for one in citations
    )
    return Asserted(
        named_about(about),
        action,
        stream,
        event,
        agent,
        recorded_at,
        import_key,
        content,
        read.get("wording", _NOTHING),
        chains,
        read["note"]["text"] if "note" in read else None,
        denies,
        len(citations) == 1
        and not denies
        and 'work":' not in spelt
        and 'mark":' not in spelt
        and 'subject":' not in spelt,
        (citations[0]["excerpt"],)
        if len(citations) == 1
        else tuple([one["excerpt"] for one in citations]),
    )


def speaks_against(citation: Members, chain: Members | None) -> bool:
    """Tell whether a passage speaks against its fact: said so, or a link of its chain denies it."""
    if chain is not None:
        for link in chain["links"]:
            if "manner" in link and link["manner"] is Manner.DENIES:
                return True
    return "stance" in citation and citation["stance"] is Stance.CONTRADICTS


_NOTHING: Members = {}
_DENIES, _CONTRADICTS = f'"{Manner.DENIES.value}"', f'"{Stance.CONTRADICTS.value}"'


def _is_sound(reading: Members) -> bool:
    """Tell whether a reading's members agree, as `Reading` and `Qualifier` ask."""
    given = reading.get("value") is not None or reading.get("value_subject") is not None
    if given != (reading.get("value_kind", ValueKind.VALUE) is ValueKind.VALUE):
        return False
    qualifiers = reading.get("qualifiers", ())
    for one in qualifiers:
        if one.get("value") is None and one.get("subject") is None:
            return False
    return len(qualifiers) < 2 or len({one["name"] for one in qualifiers}) == len(qualifiers)


def _is_read_once(chain: Members) -> bool:
    """Tell whether exactly one link of a chain was read, as `Chain` asks."""
    links = chain["links"]
    if len(links) == 1:
        return links[0].get("read", False) is True
    return [link.get("read", False) for link in links].count(True) == 1


def _plain_chain(data: str) -> Members | None:
    """Read a chain of one link that has no more than a speaker, as most are; None of another."""
    found = _plain_chain_form().fullmatch(data)
    if found is None:
        return None
    citation, speaker = found.groups()
    link = {"read": True, "speaker": speaker}
    return {"chains": ({"citation": citation, "links": (link,)},)}


@cache
def _plain_chain_form() -> re.Pattern[str]:
    """Return how such a chain is spelt, where nothing in its speaker is escaped or must be."""
    return re.compile(
        rf'\{{"chains":\[\{{"citation":"({FORMED_ID})","links":'
        r'\[\{"read":true,"speaker":"([^"\\\x00-\x1f]+)"\}\]\}\]\}'
    )


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


@cache
def _header_form() -> re.Pattern[str]:
    """Return how the header of an assertion is spelt."""
    return opening_form(FactAsserted)


@cache
def _readers() -> dict[str, Callable[[str], Members]]:
    """Return, for each part, what reads and checks it."""
    every = part_reader(_PARTS["chain"])
    return {
        **{name: part_reader(kind) for name, kind in _PARTS.items()},
        "chain": lambda data: _plain_chain(data) or every(data),
    }


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


# Models, made of members that were checked ---------------------------------------------------


def reading_of(read: Members) -> Reading:
    """Make a reading."""
    get = read.get
    when = get("when")
    return unchecked(
        Reading,
        {
            "hedge": get("hedge"),
            "property": read["property"],
            "qualifiers": tuple([_qualifier_of(one) for one in get("qualifiers", ())]),
            "unit": get("unit"),
            "value": get("value"),
            "value_kind": get("value_kind", ValueKind.VALUE),
            "value_subject": get("value_subject"),
            "value_type": get("value_type", ValueType.TEXT),
            "when": None if when is None else when_of(when),
        },
    )


def when_of(read: Members) -> When:
    """Make a time."""
    return _when(read["edtf"], read.get("earliest"), read.get("latest"))


@lru_cache(maxsize=_KEPT)
def _when(edtf: str, earliest: str | None, latest: str | None) -> When:
    return unchecked(When, {"earliest": earliest, "edtf": edtf, "latest": latest})


def _qualifier_of(read: Members) -> Qualifier:
    members = {"name": read["name"], "subject": read.get("subject"), "value": read.get("value")}
    return unchecked(Qualifier, members)


def citation_of(read: Members) -> Citation:
    """Make a citation."""
    return unchecked(
        Citation,
        {
            "excerpt": read["excerpt"],
            "inquiry": None,
            "stance": read.get("stance", Stance.SUPPORTS),
            "supports": read.get("supports", ()),
        },
    )


def wording_of(read: Members) -> FactWording:
    """Make the words of a fact."""
    if "qualifiers" in read:
        # Seldom there: what they are made of is a model again.
        return FactWording.model_validate(read)
    get = read.get
    return unchecked(
        FactWording,
        {
            "as_written": get("as_written"),
            "qualifiers": (),
            "subject": get("subject"),
            "value": get("value"),
            "when": get("when"),
        },
    )


def chain_of(read: Members) -> Chain:
    """Make a chain."""
    return unchecked(
        Chain,
        {
            "citation": read["citation"],
            "ends_nowhere": read.get("ends_nowhere", False),
            "links": tuple([_link_of(one) for one in read["links"]]),
        },
    )


def _link_of(read: Members) -> ChainLink:
    get = read.get
    return unchecked(
        ChainLink,
        {
            "cited_work": get("cited_work"),
            "manner": get("manner", Manner.STATES),
            "mark": get("mark"),
            "read": get("read", False),
            "speaker": get("speaker"),
            "subject": get("subject"),
            "work": get("work"),
        },
    )
