# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The interchange format's line: one fact as JSON, UTF-8 (JSON Lines)."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import TYPE_CHECKING, Annotated, Any

from fonds.archive.commands.facts import GivenCitation
from fonds.archive.commands.values import GivenReading
from fonds.archive.errors import RefusedError
from fonds.archive.sources.reading import sniff_text
from fonds.events.checking import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from fonds.events.ids import is_id
from fonds.events.sentences import as_sentence, form_of, say, small
from fonds.events.values import Certainty, ChainLink, Manner, SubjectKind, ValueKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of one line: more than any fact with its passage, less than fills the memory."""

Text = Annotated[str, StringConstraints(min_length=1)]
QualifierText = str | int | bool


_FIRST_EDITION = frozenset(
    {
        "id", "subject", "subject_kind", "subject_id", "property", "value", "value_type",
        "value_kind", "value_subject", "when", "qualifiers", "source", "quote", "start", "end",
        "locator", "asserted_by", "cited_work", "chain", "certainty", "note",
    }
)  # fmt: skip
"""The members of a line in the first edition of the format."""


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class CitedWorkLine(_Closed):
    """A footnote: its mark, and the work its entry names; null where the entry is missing."""

    mark: Text | None = None
    work: Text | None = None


class LinkLine(_Closed):
    """One link of a chain said in full; exactly one was read (the first, unless said)."""

    speaker: Text | None = None
    subject: Text | None = Field(
        None, description="Which subject the speaker is: its label in the file, or its id."
    )
    work: Text | None = None
    mark: Text | None = None
    manner: Manner = Manner.STATES
    read: bool = False


class FactLine(_Closed):
    """One line of a fact import. Offsets are Unicode code points of the source's text."""

    id: Text | None = Field(
        None, description="The caller's own key; the same key is imported once."
    )
    subject: Text
    subject_kind: SubjectKind = SubjectKind.PERSON
    subject_id: Text | None = None
    property: Text
    value: str | int | None = None
    value_type: ValueType | None = None
    value_kind: ValueKind = ValueKind.VALUE
    value_subject: bool = False
    when: Text | None = None
    qualifiers: dict[Text, QualifierText | list[QualifierText]] = Field(default_factory=dict)
    source: Text
    quote: Text
    start: Annotated[int, Field(ge=0)] | None = None
    end: Annotated[int, Field(ge=0)] | None = None
    locator: Text | None = None
    asserted_by: Text | None = None
    cited_work: CitedWorkLine | None = None
    chain: list[LinkLine] | None = None
    ends_nowhere: bool = Field(
        default=False, description="The chain's last link gives no source of its own."
    )
    certainty: Certainty = Certainty.STATED
    note: Text | None = None
    rule: Text | None = Field(None, description="The rule by which a program proposed the fact.")
    proposed_by: Text | None = Field(
        None, description="The program that proposed it: its name and version."
    )

    def own_id(self) -> str:
        """Return the caller's own id; a line that has none is known by its whole content."""
        return self.id or f"line:{hashlib.sha256(self.fingerprint().encode()).hexdigest()}"

    def fingerprint(self) -> str:
        """Return the line as one text, by which a line without an id is known again.

        What later editions added to the format is left out where the line does not say it: a file
        imported before is still known.
        """
        added = {
            name
            for name, field in type(self).model_fields.items()
            if name not in _FIRST_EDITION and getattr(self, name) == field.get_default()
        }
        nobody = all(link.subject is None for link in self.chain or ())
        links = {"chain": {"__all__": {"subject"}}} if self.chain and nobody else {}
        return self.model_dump_json(exclude={**dict.fromkeys(added, True), **links})

    def reading(self) -> GivenReading:
        """Return what the line says, for the commands' checks."""
        return GivenReading(
            property=self.property,
            value=self.value,
            value_kind=self.value_kind,
            value_type=self.value_type,
            when=self.when,
            qualifiers=self.qualifiers,
        )

    def citation(self, source: str, spelled: bool = False) -> GivenCitation:
        """Return where the line's words stand, in the source of that id."""
        return GivenCitation(
            source=source,
            quote=self.quote,
            start=self.start,
            end=self.end,
            locator=self.locator,
            asserted_by=self.asserted_by,
            cited_work=self.cited_work.work if self.cited_work else None,
            mark=self.cited_work.mark if self.cited_work else None,
            links=tuple(self._links()),
            speakers=tuple([link.subject for link in self.chain or ()]),
            ends_nowhere=self.ends_nowhere,
            spelled=spelled,
        )

    def _links(self) -> list[ChainLink]:
        if not self.chain:
            return []
        if any(link == LinkLine(read=link.read) for link in self.chain):
            message = "a link of the chain says nothing: give its speaker, subject, work or mark."
            raise RefusedError("bad-line", message)
        read = [link.read for link in self.chain]
        if True not in read:
            read[0] = True
        return [
            ChainLink(
                speaker=link.speaker or _words_of(link.subject),
                work=link.work,
                mark=link.mark,
                manner=link.manner,
                read=was_read,
            )
            for link, was_read in zip(self.chain, read, strict=True)
        ]


def _words_of(subject: str | None) -> str | None:
    """Return the words for a speaker known by a subject's label; None where it is known by id."""
    return None if subject is None or is_id(subject) else subject


def read_line(data: bytes | str) -> FactLine:
    """Read one line of the interchange format.

    Raises:
        RefusedError: it is no JSON object of that form; the message names the member.
    """
    try:
        return FactLine.model_validate_json(data)
    except ValidationError as error:
        raise RefusedError("bad-line", _plain(error)) from error


_PLAIN = {
    "json_invalid": form_of("it is not a JSON object, or not UTF-8."),
    "model_type": form_of("it is not a JSON object."),
}


def _plain(error: ValidationError) -> str:
    """Say the first fault in plain words, by the member it is in."""
    fault: Any = error.errors(include_url=False)[0]
    kind, steps = fault["type"], [str(step) for step in fault["loc"]]
    if kind in _PLAIN or not steps:
        return as_sentence(_PLAIN.get(kind, form_of("it is not a line of the interchange format.")))
    where = steps[0]
    if where == "qualifiers" and len(steps) > 1:
        where = say("qualifiers {steps}", steps=steps[1])
    if kind == "missing":
        return say("“{steps}” is missing.", steps=".".join(steps))
    if kind == "extra_forbidden":
        return say("“{steps}” is not a member of the interchange format.", steps=".".join(steps))
    if kind == "enum":
        return say(
            "“{where}” must be one of {expected}.",
            where=where,
            expected=fault["ctx"]["expected"].replace(chr(39), ""),
        )
    if kind == "string_too_short":
        return say("“{where}” is empty. Give its words, or leave it out.", where=where)
    if where == "value":
        return say("“value” must be words or a whole number of ordinary size.")
    if where.startswith("qualifiers"):
        return say(
            "“{where}” must be words, a whole number, true or false, or a list of them.",
            where=where,
        )
    return say("“{where}”: {why}.", where=where, why=small(str(fault["msg"])))


def lines_of(stream: BinaryIO, name: str, longest: int = LONGEST_LINE) -> Iterator[bytes]:
    """Yield the lines of a file of facts; ``name`` is the file's.

    Raises:
        RefusedError: one is longer than any fact is, as where a file of another kind has no lines.
    """
    for number in count(1):
        line = stream.readline(longest + 1)
        if not line:
            return
        if len(line) > longest:
            if number == 1:
                sniff_text(line, name)
            message = say(
                "Line {number} of {file} has more than {most:,} bytes, which no fact has. Nothing"
                " was recorded.",
                number=number,
                file=name,
                most=longest,
            )
            raise RefusedError("bad-line", message, file=name, line=number)
        yield line
