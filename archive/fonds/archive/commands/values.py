# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From a value as typed to a reading: checked by its property, dates and subjects found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.archive.commands.times import read_when
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.lookup.names import names_by_id
from fonds.archive.record.amounts import fold_unit, number_and_unit
from fonds.archive.record.compound import units_in
from fonds.events.catalogue.fact import FactWording, Reading
from fonds.events.checking import ValidationError
from fonds.events.fixed import fixed
from fonds.events.sentences import as_sentence, form_of, say
from fonds.events.values import Literal_, Qualifier, SubjectKind, ValueKind, ValueType

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan
    from fonds.events.catalogue.properties import PropertyContent

QualifierValue = str | int | bool | Sequence[str | int | bool]

SUBJECT_KINDS: Mapping[ValueType, SubjectKind] = {
    ValueType.PERSON: SubjectKind.PERSON,
    ValueType.ORGANIZATION: SubjectKind.ORGANIZATION,
    ValueType.EVENT: SubjectKind.EVENT,
    ValueType.DOCUMENT: SubjectKind.DOCUMENT,
    ValueType.PLACE: SubjectKind.PLACE,
    ValueType.OFFICE: SubjectKind.OFFICE,
}
"""What kind of subject a value of each type names, where it names one."""

ALWAYS_SUBJECTS = frozenset(
    {ValueType.PERSON, ValueType.ORGANIZATION, ValueType.EVENT, ValueType.DOCUMENT}
)
"""Values of these types open a subject when new; places and offices stay words unless asked."""

_WHOLE_NUMBER = re.compile(r"^[+-]?\d{1,15}$")
_WORDING = frozenset({"as_written", "subject_as_written", "value_as_written", "when_text"})
"""Which of the interchange format's names are words as they stand in the source."""

NO_WORDS = FactWording()
"""The wording of a fact with which no words come, one and the same for all."""

_OWN_FIELDS = frozenset(
    {"as_written", "when_text", "unit", "hedge", "subject_as_written", "value_as_written"}
)


_LENGTH = {"length": form_of("a length")}
_TIME = dict.fromkeys(("time", "years"), form_of("a span of time"))
_MASS = {"mass": form_of("a weight")}
_MEASURED = {
    **dict.fromkeys(("height", "stature", "length", "depth", "width", "distance"), _LENGTH),
    **dict.fromkeys(("weight", "mass"), _MASS),
    **dict.fromkeys(("age", "duration"), _TIME),
    "area": {"area": form_of("an area")},
}
"""What a quantity measures by a word of its property's name, and how that is said."""
_COUNTED = frozenset({"number", "count", "attendance", "population"})
"""Words of a property's name by which it counts something."""
_NEGATIVE = re.compile(r"[-\u2212\u2013] ?\d")
_COMMA = re.compile(r"\d+(?:,\d+)+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_OTHERS = {measure: said for known in _MEASURED.values() for measure, said in known.items()}


@fixed
class GivenReading:
    """A reading as a caller gives it, not yet checked.

    ``qualifiers`` may hold the interchange names that have fields of their own: as_written,
    when_text, unit, hedge, subject_as_written, value_as_written.
    """

    property: str
    value: str | int | None = None
    value_kind: ValueKind = ValueKind.VALUE
    value_type: ValueType | None = None
    when: str | None = None
    qualifiers: Mapping[str, QualifierValue] = field(default_factory=dict)


def make_reading(
    given: GivenReading, content: PropertyContent, value_subject: str | None
) -> tuple[Reading, FactWording]:
    """Return the reading and the wording it comes with, `NO_WORDS` itself where it has none.

    Raises:
        RefusedError: a value of the wrong type, a bad date, a qualifier that says nothing.
        WrongUseError: a value where the kind allows none, or none where one is needed.
    """
    value_type = choose_type(given, content)
    own = {
        name: _words(name, given.qualifiers[name]) for name in _OWN_FIELDS & given.qualifiers.keys()
    }
    value, unit = _checked_value(given, value_type), own.get("unit")
    # An id says which subject is meant; it is nobody's words.
    if value_subject is not None and names_by_id(value, value_subject):
        value = None
    if value_type is ValueType.QUANTITY and isinstance(value, str):
        typed = value
        value, unit = _parted(typed, unit)
        if "".join(f"{value}{unit or ''}".split()) != "".join(typed.split()) and value != typed:
            own.setdefault("as_written", typed.strip())
    if value_type is ValueType.QUANTITY:
        _refuse_another_measure(given.property, value, unit)
        _refuse_no_count(given.property, value)
    try:
        reading = Reading(
            property=given.property,
            value_kind=given.value_kind,
            value_type=value_type,
            value=value,
            value_subject=value_subject,
            unit=unit,
            hedge=own.get("hedge"),
            when=read_when(given.when) if given.when else None,
            qualifiers=tuple(
                _qualifier(name, _said(name, value))
                for name, value in sorted(given.qualifiers.items())
                if name not in _OWN_FIELDS
            ),
        )
        wording = (
            NO_WORDS
            if _WORDING.isdisjoint(own)
            else FactWording(
                as_written=own.get("as_written"),
                subject=own.get("subject_as_written"),
                value=own.get("value_as_written"),
                when=own.get("when_text"),
            )
        )
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = " ".join(str(step) for step in fault["loc"]) or "the reading"
        why = str(fault["msg"]).removeprefix("Value error, ").rstrip(".")
        message = say(
            "{property}: {where} is not usable. {why}.",
            property=given.property,
            where=where,
            why=why,
        )
        raise RefusedError("bad-value", message, property=given.property) from error
    return reading, wording


def _refuse_another_measure(name: str, value: str | int | None, unit: str | None) -> None:
    """Refuse a height in stone: a unit known to measure another thing than the property's name."""
    expected = {
        measure: said
        for word in name.casefold().split("_")
        for measure, said in _MEASURED.get(word, {}).items()
    }
    stated = units_in(f"{value} {unit or ''}") if expected else []
    for spelt, measure in stated:
        if measure.of not in expected:
            message = say(
                "{property} is {expected}, and “{unit}” measures {other}. Correct the unit, or"
                " record it under another property.",
                property=name,
                expected=as_sentence(next(iter(expected.values()))),
                unit=spelt,
                other=as_sentence(_OTHERS[measure.of]),
            )
            raise RefusedError("bad-value", message, property=name, unit=spelt)


def _refuse_no_count(name: str, value: str | int | None) -> None:
    """Refuse a negative age, height or count, and a bare number with a comma in it for decimals."""
    words = name.casefold().split("_")
    if _COUNTED.isdisjoint(words) and _MEASURED.keys().isdisjoint(words):
        return
    text = str(value).strip()
    if _NEGATIVE.match(text):
        message = say(
            "{property} cannot be less than nothing, and “{value}” is. Correct the number.",
            property=name,
            value=text,
        )
    elif _COMMA.fullmatch(text) and not _GROUPED.fullmatch(text):
        message = say(
            "“{value}” is no number as numbers are written here. Write decimals after a point,"
            " and keep the words of the source with --as-written.",
            value=text,
        )
    else:
        return
    raise RefusedError("bad-value", message, property=name)


def _said(name: str, value: QualifierValue) -> Literal_:
    if isinstance(value, str) and not value.strip():
        message = say(
            "The qualifier {name} says nothing. Give its words, or leave it out.", name=name
        )
        raise RefusedError("bad-value", message, qualifier=name)
    return value if isinstance(value, str | int) else tuple(value)


# Imports say the same few qualifiers again and again; a frozen one can be shared.
@lru_cache(maxsize=4096, typed=True)
def _qualifier(name: str, value: Literal_) -> Qualifier:
    return Qualifier(name=name, value=value)


def _words(name: str, value: QualifierValue) -> str:
    words = str(value)
    if isinstance(value, bool) or not isinstance(value, str | int) or not words:
        message = say("{name} must be words, not {value!r}.", name=name, value=value)
        raise RefusedError("bad-value", message, qualifier=name)
    return words


def choose_type(given: GivenReading, content: PropertyContent) -> ValueType:
    """Return the type of a value: as given, else the first its property allows.

    Raises:
        RefusedError: the property does not allow the given type.
    """
    if given.value_type is None:
        return content.value_types[0]
    if given.value_type not in content.value_types:
        allowed = ", ".join(content.value_types)
        message = say(
            "{property} takes {allowed}, not {value_type}.",
            property=given.property,
            allowed=allowed,
            value_type=given.value_type.value,
        )
        raise RefusedError("bad-value", message, property=given.property)
    return given.value_type


def _checked_value(given: GivenReading, value_type: ValueType) -> str | int | None:
    value = given.value
    if given.value_kind is not ValueKind.VALUE:
        if value is not None:
            message = say(
                "A fact whose value is {value_kind} has no value to give. Where the source denies a"
                " certain value, give that value, and the manner “denies” in its chain.",
                value_kind=given.value_kind.value,
            )
            raise WrongUseError("bad-value", message)
        return None
    if value is None or (isinstance(value, str) and not value.strip()):
        message = say(
            "{property} needs a value; where the source gives none, say so with the value"
            " kind “unknown” or “none”.",
            property=given.property,
        )
        raise WrongUseError("no-value", message, property=given.property)
    if value_type is ValueType.DATE:
        return read_when(str(value)).edtf
    if value_type is ValueType.QUANTITY:
        if isinstance(value, str) and _WHOLE_NUMBER.match(value.strip()):
            return int(value)
        return value
    return str(value)


def _parted(value: str, unit: str | None) -> tuple[str | int, str | None]:
    """Read "12 miles" as a number and its unit; words that also say another unit stay as typed."""
    parted = number_and_unit(value)
    if parted is None or (unit is not None and fold_unit(unit) != fold_unit(parted[1])):
        return value, unit
    return parted[0], unit or parted[1]


def value_subject(
    plan: Plan, given: GivenReading, content: PropertyContent, *, as_subject: bool = False
) -> str | None:
    """Return the subject a typed value names, found by id or label, else opened; None for words.

    Raises:
        RefusedError: several subjects bear the label, or the words of the one meant are gone.
    """
    value_type = choose_type(given, content)
    named = value_type in ALWAYS_SUBJECTS or (as_subject and value_type in SUBJECT_KINDS)
    if given.value_kind is not ValueKind.VALUE or not named or given.value is None:
        return None
    name = str(given.value)
    if not name.strip():
        message = say("{property} needs a value: a name, not nothing.", property=given.property)
        raise RefusedError("no-value", message, property=given.property)
    known = plan.names.known_subject(name)
    if known is not None:
        return plan.not_erased(known, name)
    return plan.open_subject(name.strip(), SUBJECT_KINDS[value_type])
