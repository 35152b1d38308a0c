# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Assertions of facts read as plain JSON that was checked, where nearly all of them are plain.

A record of a thousand facts is a thousand assertions, of which a reader wants the values and not a
dozen models of each: making those takes several times as long as reading and checking the JSON
does. So what is here hands out the members as they lie (see `fonds.events.spelt_parts`); the models
are made of them for whoever wants to compare.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.fact import ChainPart, FactAsserted, FactContent, FactWording, Reading
from fonds.events.closed import unchecked
from fonds.events.fixed import fixed
from fonds.events.header import FORMED_ID
from fonds.events.spelt_parts import named_about, opening_form, part_reader, read_parts
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

    from fonds.events.closed import Closed
    from fonds.events.spelt_parts import Members

_KEPT = 8192
"""How many small models are remembered: those of a large record, whatever the archive's size."""

_PARTS: dict[str, type[Closed]] = {
    "content": FactContent,
    "wording": FactWording,
    "chain": ChainPart,
    "note": Prose,
}
_CHAIN_STATED = '"chain":"'
"""How that part's commitment begins in a header."""


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
    named: tuple[str, ...]
    """The ids of the subjects that stand in its value and its qualifiers."""
    works: tuple[str, ...]
    """The ids of the cited works that its chains speak through."""


def read_asserted(header: str, parts: Mapping[str, str]) -> Asserted | None:
    """Read a stored `FactAsserted`; None where `fonds.events.recorded` must read the event.

    Of the header it takes what makes a fact; that its commitments are spelt as they should be is
    for those to ask who check them.
    """
    found = _header_form().fullmatch(header)
    if found is None:
        return None
    about, action, agent, event, import_key, stated, recorded_at, stream = found.groups()
    read = read_parts(parts, stated, recorded_at, _readers())
    if read is None:
        return None
    content = read["content"]
    if "chain" not in parts and _CHAIN_STATED in stated:
        # It was erased, withheld or lost, and what it said of the fact with it.
        return None
    chains = {one["citation"]: one for one in read["chain"]["chains"]} if "chain" in read else {}
    if chains and len(chains) < len(read["chain"]["chains"]):
        return None
    reading = content["reading"]
    if not _is_sound(reading) or not all(map(_is_read_once, chains.values())):
        return None
    citations, spelt = content["citations"], parts.get("chain", "")
    # What is not spelt is not there: within a text a quotation mark has a backslash before it.
    denies = (_DENIES in spelt or _CONTRADICTS in parts["content"]) and any(
        speaks_against(one, chains.get(one["excerpt"])) for one in citations
    )
    bare = (
        len(citations) == 1
        and not denies
        and 'work":' not in spelt
        and 'mark":' not in spelt
        and 'subject":' not in spelt
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
        bare,
        (citations[0]["excerpt"],)
        if len(citations) == 1
        else tuple([one["excerpt"] for one in citations]),
        _named(reading) if "value_subject" in reading or "qualifiers" in reading else (),
        () if bare else _works(chains),
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


def _named(reading: Members) -> tuple[str, ...]:
    subjects = [reading.get("value_subject")]
    subjects += [item.get("subject") for item in reading.get("qualifiers", ())]
    return tuple([subject for subject in subjects if subject is not None])


def _works(chains: Mapping[str, Members]) -> tuple[str, ...]:
    works = [link.get("cited_work") for chain in chains.values() for link in chain["links"]]
    return tuple([work for work in works if work is not None])


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
