# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The vocabulary that ships with Fonds: properties, their sections, and qualifiers.

Owns ``properties.json`` and its reading. These terms are offers: an archive uses a property only
once its log holds a `PropertyDefined` event for it, so a later edition of this file changes no
archive that exists. Outside terms name the nearest property of Wikidata or schema.org; where there
is none that means the same, none is given.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from fonds.events.catalogue.properties import Cardinality
from fonds.events.closed import Closed
from fonds.events.values import ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Term(Closed):
    """What sections, qualifiers and properties share: a stable name and a label for readers."""

    name: str
    label: str


class Section(_Term):
    """A heading of the record; sections are listed in the order in which they are shown."""


class QualifierTerm(_Term):
    """A qualifier: something that limits or places a fact."""

    definition: str


class NearestTerms(Closed):
    """The terms of Wikidata and of schema.org that mean the same, or come near."""

    wikidata: str | None = None
    schema_org: str | None = None

    def items(self) -> tuple[tuple[str, str], ...]:
        """Return the vocabularies that have one, each with its term."""
        both = (("wikidata", self.wikidata), ("schema_org", self.schema_org))
        return tuple((name, term) for name, term in both if term is not None)


class PropertyTerm(_Term):
    """A property as shipped.

    ``section`` is the name of a section. ``scope_qualifiers`` name the context of a property that
    is single in context, besides the fact's time; where they are empty the time alone is the
    context. ``inverse`` holds from the value back to the subject; it is None where that cannot be
    told (a child's other end is a father or a mother). ``symmetric`` says that the property holds
    both ways, though a qualifier such as the kinship need not. ``also`` has other words, English
    and German, under which a person looks for it: it is found by them; they are never recorded.
    """

    section: str
    definition: str
    also: tuple[str, ...] = ()
    value_types: tuple[ValueType, ...]
    cardinality: Cardinality
    scope_qualifiers: tuple[str, ...] = ()
    inverse: str | None = None
    symmetric: bool = False
    outside: NearestTerms = NearestTerms()


class _Vocabulary(Closed):
    """The whole file."""

    sections: tuple[Section, ...]
    qualifiers: tuple[QualifierTerm, ...]
    properties: tuple[PropertyTerm, ...]


@cache
def _vocabulary() -> _Vocabulary:
    text = resources.files(__name__).joinpath("properties.json").read_bytes()
    return _Vocabulary.model_validate_json(text)


@cache
def builtin_properties() -> Mapping[str, PropertyTerm]:
    """Return the shipped properties by name, in the order in which a record shows them."""
    return MappingProxyType({term.name: term for term in _vocabulary().properties})


def sections() -> tuple[Section, ...]:
    """Return the sections of a record in the order in which they are shown."""
    return _vocabulary().sections


@cache
def qualifier_terms() -> Mapping[str, QualifierTerm]:
    """Return the qualifiers that Fonds knows, by name."""
    return MappingProxyType({term.name: term for term in _vocabulary().qualifiers})
