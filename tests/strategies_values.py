# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Hypothesis strategies for the values events are made of.

`closed` refuses a strategy that forgets a member of its model. Texts are any text that UTF-8 can
carry; they need not make sense. What a sensible date is, tests/strategies_dates.py says.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from fonds.events.canonical import LARGEST_INTEGER
from fonds.events.catalogue import excerpt, fact, properties, source, subject
from fonds.events.catalogue.base import Prose
from fonds.events.ids import id_from_bytes
from fonds.events.parts import spell_commitment
from fonds.events.values import (
    Chain,
    ChainLink,
    Citation,
    Contributor,
    EvidenceKind,
    EvidenceQuality,
    InformationQuality,
    Manner,
    OutsideTerm,
    Premise,
    Proposal,
    Qualifier,
    Region,
    SourceQuality,
    Span,
    Stance,
    SubjectKind,
    ValueKind,
    ValueType,
    When,
    WorkVariable,
)

if TYPE_CHECKING:
    from enum import StrEnum

    from hypothesis.strategies import SearchStrategy

    from fonds.events.closed import Closed


def closed(model: type[Closed], **members: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Build a model from a strategy for each of its members, none forgotten."""
    expected = set(model.model_fields) - {"type"}
    if set(members) != expected:
        message = f"{model.__name__}: {sorted(set(members) ^ expected)} missing or unknown"
        raise AssertionError(message)
    return st.builds(model, **members)


# Plain values


@cache
def ids() -> SearchStrategy[str]:
    return st.binary(min_size=10, max_size=10).map(id_from_bytes)


@cache
def commitments() -> SearchStrategy[str]:
    return st.binary(min_size=32, max_size=32).map(spell_commitment)


@cache
def texts() -> SearchStrategy[str]:
    """Any text UTF-8 can carry: no halves of surrogate pairs, everything else, U+0000 too."""
    letters = st.characters(exclude_categories=("Cs",))
    return st.text(letters, max_size=12) | st.sampled_from(
        [
            "Zoë",
            "Zoe\u0308",
            '"\\/\b\f\n\r\t',
            "\u2028\u2029\x7f\x00",
            "\U0001d54f \U0010ffff",
            "\ufeff",
        ]
    )


@cache
def words() -> SearchStrategy[str]:
    return texts().filter(bool)


@cache
def names() -> SearchStrategy[str]:
    return st.from_regex(r"\A[a-z][a-z0-9_]{0,9}\Z") | st.sampled_from(
        ["Größe", "число", "x" * 100]
    )


@cache
def days() -> SearchStrategy[str]:
    far = ["-0044-03-15", "0000-01-01", "Y12026-11-21", "Y-12026-01-31"]
    return st.dates().map(str) | st.sampled_from(far)


@cache
def counts() -> SearchStrategy[int]:
    return st.integers(0, LARGEST_INTEGER)


@cache
def whole() -> SearchStrategy[int]:
    return st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)


@cache
def scalars() -> SearchStrategy[str | int | bool]:
    return texts() | whole() | st.booleans()


def one_of(enumeration: type[StrEnum]) -> SearchStrategy[Any]:
    return st.sampled_from(enumeration)


def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | strategy


def some(
    strategy: SearchStrategy[Any], least: int = 0, most: int = 3
) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


# Value types


@cache
def whens() -> SearchStrategy[When]:
    return closed(When, edtf=words(), earliest=maybe(days()), latest=maybe(days()))


@cache
def qualifiers() -> SearchStrategy[Qualifier]:
    value = scalars() | some(scalars())
    return closed(Qualifier, name=names(), value=value, subject=maybe(ids())) | closed(
        Qualifier, name=names(), value=st.none(), subject=ids()
    )


@cache
def citations() -> SearchStrategy[Citation]:
    shared = {"stance": one_of(Stance), "supports": some(texts())}
    return closed(Citation, excerpt=ids(), inquiry=st.none(), **shared) | closed(
        Citation, excerpt=st.none(), inquiry=ids(), **shared
    )


def links(*, read: bool) -> SearchStrategy[ChainLink]:
    return closed(
        ChainLink,
        speaker=maybe(words()),
        work=maybe(words()),
        mark=maybe(words()),
        manner=one_of(Manner),
        read=st.just(read),
        cited_work=maybe(ids()),
        subject=maybe(ids()),
    )


@cache
def chains() -> SearchStrategy[Chain]:
    unread = some(links(read=False), most=2)
    joined = st.tuples(unread, links(read=True), unread).map(lambda got: (*got[0], got[1], *got[2]))
    return closed(Chain, citation=ids(), links=joined, ends_nowhere=st.booleans())


@cache
def premises() -> SearchStrategy[Premise]:
    return closed(Premise, fact=ids(), excerpt=st.none(), rule=words()) | closed(
        Premise, fact=st.none(), excerpt=ids(), rule=words()
    )


@cache
def proposals() -> SearchStrategy[Proposal]:
    return closed(Proposal, agent=ids(), rule=words())


@cache
def spans() -> SearchStrategy[Span]:
    ends = st.lists(counts(), min_size=2, max_size=2).map(sorted)
    return ends.map(lambda pair: Span(start=pair[0], end=pair[1]))


@cache
def regions() -> SearchStrategy[Region]:
    number = maybe(whole())
    return closed(
        Region,
        file=counts(),
        x=number,
        y=number,
        width=number,
        height=number,
        from_ms=number,
        to_ms=number,
    )


@cache
def outside_terms() -> SearchStrategy[OutsideTerm]:
    return closed(OutsideTerm, vocabulary=words(), term=words())


@cache
def qualities() -> SearchStrategy[EvidenceQuality]:
    return closed(
        EvidenceQuality,
        source=maybe(one_of(SourceQuality)),
        information=maybe(one_of(InformationQuality)),
        evidence=maybe(one_of(EvidenceKind)),
    )


@cache
def prose() -> SearchStrategy[Prose]:
    return closed(Prose, text=words())


@cache
def readings() -> SearchStrategy[fact.Reading]:
    shared = {
        "property": names(),
        "value_type": one_of(ValueType),
        "unit": maybe(words()),
        "hedge": maybe(words()),
        "when": maybe(whens()),
        "qualifiers": st.lists(
            qualifiers(), max_size=2, unique_by=lambda qualifier: qualifier.name
        ).map(tuple),
    }
    given = {"value_kind": st.just(ValueKind.VALUE), **shared}
    literal = texts() | whole()
    return st.one_of(
        closed(fact.Reading, value=literal, value_subject=maybe(ids()), **given),
        closed(fact.Reading, value=st.none(), value_subject=ids(), **given),
        closed(
            fact.Reading,
            value_kind=st.sampled_from([ValueKind.UNKNOWN, ValueKind.NONE]),
            value=st.none(),
            value_subject=st.none(),
            **shared,
        ),
    )


@cache
def wordings() -> SearchStrategy[fact.FactWording]:
    slot = closed(fact.SlotWords, name=names(), words=words())
    return closed(
        fact.FactWording,
        as_written=maybe(words()),
        subject=maybe(words()),
        value=maybe(words()),
        when=maybe(words()),
        qualifiers=some(slot, most=2),
    )


@cache
def works() -> SearchStrategy[source.WorkContent]:
    return closed(
        source.WorkContent,
        title=words(),
        csl_type=words(),
        authors=some(words()),
        container_title=maybe(words()),
        publisher=maybe(words()),
        publisher_place=maybe(words()),
        issued=maybe(whens()),
        language=maybe(words()),
        repository=maybe(words()),
        call_number=maybe(words()),
        held=st.booleans(),
        contributors=some(contributors()),
        variables=some(work_variables()),
    )


@cache
def work_variables() -> SearchStrategy[WorkVariable]:
    name = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,20}", fullmatch=True)
    return closed(WorkVariable, name=name, text=words())


@cache
def contributors() -> SearchStrategy[Contributor]:
    return closed(
        Contributor,
        role=words(),
        family=maybe(words()),
        given=maybe(words()),
        particle=maybe(words()),
        dropping_particle=maybe(words()),
        suffix=maybe(words()),
        literal=maybe(words()),
    )


@cache
def source_origins() -> SearchStrategy[source.SourceOrigin]:
    return closed(source.SourceOrigin, url=maybe(words()), aliases=some(words()))


@cache
def property_contents() -> SearchStrategy[properties.PropertyContent]:
    return closed(
        properties.PropertyContent,
        name=names(),
        label=words(),
        definition=words(),
        value_types=some(one_of(ValueType), least=1),
        cardinality=one_of(properties.Cardinality),
        section=maybe(words()),
        scope_qualifiers=some(names()),
        inverse=maybe(names()),
        symmetric=st.booleans(),
        outside_terms=some(outside_terms(), most=2),
    )


@cache
def subject_contents() -> SearchStrategy[subject.SubjectContent]:
    return closed(
        subject.SubjectContent,
        kind=one_of(SubjectKind),
        label=words(),
        language=maybe(words()),
        names=some(words()),
    )


@cache
def quotations() -> SearchStrategy[excerpt.Quotation]:
    return closed(excerpt.Quotation, quote=words(), before=texts(), after=texts())


@cache
def chain_parts() -> SearchStrategy[fact.ChainPart]:
    return closed(fact.ChainPart, chains=some(chains(), least=1, most=2))


@cache
def value_strategies() -> dict[type[Closed], SearchStrategy[Any]]:
    """Return a strategy for each value type that has one."""
    return {
        When: whens(),
        Qualifier: qualifiers(),
        Citation: citations(),
        ChainLink: links(read=True) | links(read=False),
        Chain: chains(),
        Premise: premises(),
        Proposal: proposals(),
        Span: spans(),
        Region: regions(),
        OutsideTerm: outside_terms(),
        EvidenceQuality: qualities(),
        Contributor: contributors(),
        WorkVariable: work_variables(),
    }


# JSON


@cache
def json_values() -> SearchStrategy[Any]:
    """Every JSON value the log may hold: no floats, no huge integers, names of the BMP."""
    bmp = st.text(st.characters(exclude_categories=("Cs",), max_codepoint=0xFFFF), max_size=6)
    return st.recursive(
        st.none() | st.booleans() | whole() | texts(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(bmp, inner, max_size=4),
        max_leaves=20,
    )
