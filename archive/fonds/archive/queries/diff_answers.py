# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What changed in a record between two sides, each a moment and a policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.events.sentences import as_sentence, form_of

if TYPE_CHECKING:
    from fonds.archive.queries.answers import FactAnswer, Moment, PropertyAnswer
    from fonds.archive.queries.erasures import ErasureAnswer
    from fonds.archive.record.policy import Policy


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of which the two sides tell different things.

    ``before`` is None where it was gained, ``after`` where it was lost; ``fields`` names what is
    told differently where both have it. ``why`` says in a phrase how it came or went, and gives the
    reason somebody stated, where the log has one.
    """

    fact: str
    property: str
    label: str
    before: FactAnswer | None
    after: FactAnswer | None
    fields: tuple[str, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class PropertyChange:
    """A property whose status, or whose values or their order, differ. None: it is not there."""

    property: str
    label: str
    before: PropertyAnswer | None
    after: PropertyAnswer | None


@dataclass(frozen=True, slots=True)
class RecordDiff:
    """What a subject's record gained, lost and changed from one side to the other.

    A moment of None is now. ``label_before`` and ``label_after`` are None where the subject was not
    yet known on that side; one of the two is ``label``. ``erased`` is what was erased between the
    two: neither side has it any more. ``same_as`` are those (id, label) who were judged to be the
    same as the subject on either side; where it is ``merged``, their facts are compared too.
    """

    id: str
    label: str
    label_before: str | None
    label_after: str | None
    moments: tuple[Moment | None, Moment | None]
    policies: tuple[Policy, Policy]
    gained: tuple[FactChange, ...]
    lost: tuple[FactChange, ...]
    changed: tuple[FactChange, ...]
    properties: tuple[PropertyChange, ...]
    erased: tuple[ErasureAnswer, ...] = ()
    same_as: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] = ((), ())
    merged: bool = False

    @property
    def joined(self) -> tuple[str, ...]:
        """The names of those who are judged to be the same on the second side alone."""
        return _named_but(self.same_as[1], self.same_as[0])

    @property
    def parted(self) -> tuple[str, ...]:
        """The names of those who were judged to be the same on the first side alone."""
        return _named_but(self.same_as[0], self.same_as[1])

    @property
    def empty(self) -> bool:
        """Whether both sides tell the same, as far as it can still be told."""
        return not (self.gained or self.lost or self.changed or self.properties)


def _named_but(
    ones: tuple[tuple[str, str], ...], others: tuple[tuple[str, str], ...]
) -> tuple[str, ...]:
    without = dict(others)
    return tuple(label for one, label in ones if one not in without)


_FIELDS = {
    "display": form_of("value"),
    "value_subject": form_of("whom it means"),
    "value_as_written": form_of("as written"),
    "subject_as_written": form_of("as written"),
    "as_written": form_of("as written"),
    "when_text": form_of("time as written"),
    "when": form_of("time"),
    "value_kind": form_of("kind of value"),
    "value_type": form_of("type of value"),
    "citations": form_of("passages"),
    "property": form_of("property"),
    "hedge": form_of("hedge"),
    "qualifiers": form_of("qualifiers"),
    "certainty": form_of("certainty"),
    "assessment": form_of("assessment"),
    "premises": form_of("premises"),
}


def field_said(name: str) -> str:
    """Say which field of a fact it is that differs, as a reader knows it."""
    return as_sentence(_FIELDS[name]) if name in _FIELDS else name.replace("_", " ")
