# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on subjects and properties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.commands.facts import GivenCitation, cite
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.vocabulary import builtin_properties
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.properties import Cardinality, PropertyAmended, PropertyContent
from fonds.events.catalogue.subject import (
    Judgement,
    LinkContent,
    SubjectContent,
    SubjectOpened,
    SubjectsLinked,
)
from fonds.events.checking import ValidationError
from fonds.events.sentences import say
from fonds.events.values import Citation, SubjectKind, ValueType

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Appended, Plan


@dataclass(frozen=True, slots=True)
class OpenSubject:
    """Make somebody or something a subject. Two subjects may bear one label."""

    label: str
    kind: SubjectKind
    names: tuple[str, ...] = ()
    language: str | None = None

    def plan(self, plan: Plan) -> Appended:
        """Plan `SubjectOpened`."""
        if not self.label.strip():
            code, message = "empty-label", "A subject needs a label: the name it goes by here."
            raise WrongUseError(code, message)
        content = SubjectContent(
            kind=self.kind, label=self.label.strip(), names=self.names, language=self.language
        )
        plan.add(SubjectOpened(content=content))
        return plan.appended()


@dataclass(frozen=True, slots=True)
class LinkSubjects:
    """Say that two subjects are the same, not the same, or perhaps the same.

    ``evidence`` are passages by their ids; ``cited`` are words that need not be passages yet.
    """

    first: str
    second: str
    judgement: Judgement
    reason: str
    evidence: tuple[str, ...] = ()
    cited: tuple[GivenCitation, ...] = ()

    def plan(self, plan: Plan) -> Appended:
        """Plan `SubjectsLinked`.

        Raises:
            RefusedError: unknown subject or words, twice the same subject, or it is said already
                and no evidence is given.
        """
        first, second = plan.subject(self.first), plan.subject(self.second)
        if first == second:
            message = say(
                "“{first}” and “{second}” name one and the same subject.",
                first=self.first,
                second=self.second,
            )
            raise RefusedError("same-subject", message)
        shown = [plan.names.excerpt(one) for one in self.evidence]
        shown += [cite(plan, one).citation.target for one in self.cited]
        excerpts = list(dict.fromkeys(shown))
        if not excerpts and plan.facts.judgements([first])[first].get(second) is self.judgement:
            message = say(
                "That is what was last said of {label} and {other}; nothing would change.",
                label=plan.names.label(first),
                other=plan.names.label(second),
            )
            raise RefusedError("no-change", message, subject=first, other=second)
        plan.add(
            SubjectsLinked(
                content=LinkContent(
                    other=second,
                    judgement=self.judgement,
                    evidence=tuple(Citation(excerpt=one) for one in excerpts),
                ),
                reason=Prose(text=self.reason),
            ),
            first,
            (second, *excerpts),
        )
        return plan.appended()


@dataclass(frozen=True, slots=True)
class DefineProperty:
    """Bring a property into use; what is left out comes from the vocabulary, if known there."""

    name: str
    label: str | None = None
    definition: str | None = None
    value_types: tuple[ValueType, ...] = ()
    cardinality: Cardinality | None = None
    section: str | None = None
    scope_qualifiers: tuple[str, ...] = ()

    def plan(self, plan: Plan) -> Appended:
        """Plan `PropertyDefined`.

        Raises:
            RefusedError: it is defined already.
            WrongUseError: the name has another form than a property's.
        """
        if plan.facts.property(self.name) is not None:
            message = say(
                "The property “{name}” is defined in this archive already.", name=self.name
            )
            raise RefusedError("property-exists", message, property=self.name)
        plan.define(self._content())
        return plan.appended()

    def _content(self) -> PropertyContent:
        term = builtin_properties().get(self.name)
        label = self.label or (term.label if term else self.name.replace("_", " ").capitalize())
        definition = self.definition or (term.definition if term else None)
        if definition is None:
            # Read for a refusal alone, as what it compares spellings by.
            from fonds.archive.lookup.near_properties import (  # noqa: PLC0415
                properties_spelt_like,
            )

            terms = {one.name: one.label for one in builtin_properties().values()}
            close = properties_spelt_like(self.name, terms)
            hint = say(" The vocabulary has {close}.", close=" and ".join(close)) if close else ""
            message = say(
                "“{name}” needs a definition: say in a sentence what it means.{hint}",
                name=self.name,
                hint=hint,
            )
            raise WrongUseError("no-definition", message, property=self.name)
        try:
            return PropertyContent(
                name=self.name,
                label=label,
                definition=definition,
                value_types=self.value_types or (term.value_types if term else (ValueType.TEXT,)),
                cardinality=self.cardinality
                or (term.cardinality if term else Cardinality.MULTIPLE),
                section=self.section or (term.section if term else None),
                scope_qualifiers=self.scope_qualifiers or (term.scope_qualifiers if term else ()),
            )
        except ValidationError as error:
            message = say(
                "“{name}” cannot be a property's name: use a letter, then letters, digits and"
                " underscores, a hundred at most.",
                name=self.name,
            )
            raise WrongUseError("bad-name", message, property=self.name) from error


@dataclass(frozen=True, slots=True)
class AmendProperty:
    """Say anew what a property in use is; what is left out stays, and so does its name.

    Facts stay as they were recorded. Where other values can be true together now, conflicts of the
    property come or go.
    """

    name: str
    reason: str
    label: str | None = None
    definition: str | None = None
    value_types: tuple[ValueType, ...] = ()
    cardinality: Cardinality | None = None
    section: str | None = None
    scope_qualifiers: tuple[str, ...] = ()

    def plan(self, plan: Plan) -> Appended:
        """Plan `PropertyAmended`.

        Raises:
            RefusedError: it is not in use here, or nothing would change.
            WrongUseError: a qualifier's name has another form than one has.
        """
        stream, old = plan.names.property_in_use(self.name), plan.facts.property(self.name)
        if stream is None or old is None:
            if self.name not in builtin_properties():
                # Refused there, with names that are like it.
                plan.property(self.name)
            message = say(
                "The property “{name}” is not in use here yet. Bring it into use as it should be"
                " with fonds property define.",
                name=self.name,
            )
            raise RefusedError("unknown-property", message, property=self.name)
        content = self._amended(old)
        if content == old:
            message = say("{old} is described so already; nothing would change.", old=self.name)
            raise RefusedError("nothing-changes", message, property=self.name)
        event = PropertyAmended(content=content, reason=Prose(text=self.reason))
        plan.add(event, stream)
        return plan.appended()

    def _amended(self, old: PropertyContent) -> PropertyContent:
        try:
            return PropertyContent(
                name=old.name,
                label=self.label or old.label,
                definition=self.definition or old.definition,
                value_types=self.value_types or old.value_types,
                cardinality=self.cardinality or old.cardinality,
                section=self.section or old.section,
                scope_qualifiers=self.scope_qualifiers or old.scope_qualifiers,
                inverse=old.inverse,
                symmetric=old.symmetric,
                outside_terms=old.outside_terms,
            )
        except ValidationError as error:
            # All else was made sure of before it came here.
            message = say(
                "“{names}” cannot name a qualifier: use a letter, then letters, digits and"
                " underscores, a hundred at most.",
                names=", ".join(self.scope_qualifiers),
            )
            raise WrongUseError("bad-name", message, property=self.name) from error
