# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From events to the bytes of the log and back: encoding, sealing, decoding."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_args

from fonds.events.canonical import NotCanonicalError, canonical_json
from fonds.events.catalogue.archive import (
    AgentIntroduced,
    ArchiveCreated,
    ContentErased,
    PolicySet,
)
from fonds.events.catalogue.captures import CaptureWithdrawn
from fonds.events.catalogue.excerpt import ExcerptRelocated, ExcerptTaken, ExcerptTranslated
from fonds.events.catalogue.fact import (
    CitationWithdrawn,
    FactAsserted,
    FactAssessed,
    FactCited,
    FactCorrected,
    FactReattributed,
    FactReinstated,
    FactRetracted,
)
from fonds.events.catalogue.properties import PropertyAmended, PropertyDefined
from fonds.events.catalogue.source import (
    CaptureAdded,
    CitedWorkNoted,
    CitedWorkTraced,
    ExtractionNoted,
    InquiryRecorded,
    PassageRead,
    RenditionAdded,
    SourceAppraised,
    SourceDependenceAsserted,
    SourceDependenceWithdrawn,
    SourceDescribed,
    SourceRegistered,
    SourceWithdrawn,
)
from fonds.events.catalogue.subject import (
    ConflictResolved,
    NoteWritten,
    SubjectDescribed,
    SubjectOpened,
    SubjectsLinked,
    SubjectWithdrawn,
)
from fonds.events.closed import Closed, assembled, raise_if_interrupted, read
from fonds.events.fixed import fixed
from fonds.events.header import (
    HEADER_FORMAT,
    Adoption,
    Header,
    header_reader,
    read_moment,
    read_spelt,
)
from fonds.events.merkle import leaf_hash
from fonds.events.parts import SealedPart, commitment_of, spell_commitment
from fonds.events.upcasting import TooNewError, lift

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.events.catalogue.base import Event
    from fonds.events.ids import Randomness

AnyEvent = (
    ArchiveCreated
    | PolicySet
    | AgentIntroduced
    | PropertyDefined
    | PropertyAmended
    | SourceRegistered
    | SourceDescribed
    | SourceWithdrawn
    | SourceAppraised
    | SourceDependenceAsserted
    | SourceDependenceWithdrawn
    | CaptureAdded
    | CaptureWithdrawn
    | RenditionAdded
    | ExtractionNoted
    | CitedWorkNoted
    | CitedWorkTraced
    | InquiryRecorded
    | PassageRead
    | ExcerptTaken
    | ExcerptRelocated
    | ExcerptTranslated
    | SubjectOpened
    | SubjectDescribed
    | SubjectWithdrawn
    | SubjectsLinked
    | ConflictResolved
    | NoteWritten
    | FactAsserted
    | FactCited
    | CitationWithdrawn
    | FactCorrected
    | FactReattributed
    | FactRetracted
    | FactReinstated
    | FactAssessed
    | ContentErased
)
"""Every event there is. Matching on it without a case for each fails the type check."""


_NOTHING: frozenset[str] = frozenset()


class DamagedEventError(ValueError):
    """Stored bytes are not an event of a known shape."""


@fixed
class Draft:
    """An event to be recorded: what it says, where it belongs, what it concerns.

    ``about`` names everything concerned besides the stream; ``after`` is the last event of the
    stream that was seen when the draft was made, None for a stream's first event. ``id`` is drawn
    when the draft is sealed, unless it was drawn before. ``begins`` says that the stream's id was
    drawn for this draft.
    """

    event: AnyEvent
    stream: str
    about: tuple[str, ...] = ()
    after: str | None = None
    import_key: str | None = None
    adopted_from: Adoption | None = None
    id: str | None = None
    begins: bool = False


@fixed
class Authorship:
    """What all events of one action share: archive, action, time (as headers spell it), agent."""

    archive: str
    action: str
    recorded_at: str
    agent: str


@fixed
class SealedEvent:
    """An event ready for the store: header bytes, their leaf hash, the parts, the header read."""

    header: Header
    header_bytes: bytes
    leaf: bytes
    parts: tuple[SealedPart, ...]
    event: AnyEvent


@fixed
class RecordedEvent:
    """An event of the log at its position.

    ``event`` is None where a part without which it cannot be read is gone; what it did still stands
    in ``header``. ``missing`` names the parts the header commits to that are not there.
    """

    position: int
    header: Header
    event: AnyEvent | None
    missing: frozenset[str] = frozenset()


@cache
def event_types() -> Mapping[str, type[Event]]:
    """Return the catalogue: stable name -> type."""
    return {member.__name__: member for member in get_args(AnyEvent)}


@cache
def part_models(type_name: str) -> Mapping[str, type[Closed]]:
    """Return the models of a type's parts, by part name in the order of its fields."""
    models: dict[str, type[Closed]] = {}
    for name, field in event_types()[type_name].model_fields.items():
        if name == "type":
            continue
        choices = [
            choice
            for choice in (field.annotation, *get_args(field.annotation))
            if isinstance(choice, type) and issubclass(choice, Closed)
        ]
        models[name] = choices[0]
    return models


@fixed
class _Shape:
    """What reading an event takes to know of its type; ``required`` are parts it cannot lack."""

    kind: type[Event]
    models: Mapping[str, type[Closed]]
    required: frozenset[str]


@cache
def _shape(type_name: str) -> _Shape | None:
    """Return the shape of a type; None of one that is not in the catalogue."""
    kind = event_types().get(type_name)
    if kind is None:
        return None
    fields = kind.model_fields
    required = [name for name, field in fields.items() if name != "type" and field.is_required()]
    return _Shape(kind, part_models(type_name), frozenset(required))


def encode_parts(event: AnyEvent) -> dict[str, bytes]:
    """Return an event's parts as canonical bytes. Members equal to their default are left out."""
    parts: dict[str, bytes] = {}
    for name in part_models(event.type):
        value: Closed | None = getattr(event, name)
        if value is not None:
            parts[name] = canonical_part(value)
    return parts


def canonical_part(part: Closed) -> bytes:
    """Return a part's canonical bytes, as pydantic writes them.

    Members of our models lie in alphabetical order (see `Closed`), pydantic escapes as RFC 8785
    asks, and no part holds a float or a mapping: so its JSON is the canonical one.

    Raises:
        NotCanonicalError: a string holds a lone surrogate.
    """
    from fonds.events.checking import PydanticSerializationError  # noqa: PLC0415 - reading does without

    try:
        data: bytes = part.__pydantic_serializer__.to_json(part, exclude_defaults=True)
    except PydanticSerializationError as error:
        raise_if_interrupted(error)
        raise NotCanonicalError(str(error)) from error
    return data


def seal(draft: Draft, authorship: Authorship, randomness: Randomness) -> SealedEvent:
    """Give a draft its id, salts, commitments and header; compute its leaf hash."""
    sealed: list[SealedPart] = []
    commitments: dict[str, str] = {}
    for name, data in encode_parts(draft.event).items():
        salt = randomness.new_salt()
        sealed.append(SealedPart(name, salt, data))
        commitments[name] = spell_commitment(commitment_of(name, salt, data))
    header = Header(
        archive=authorship.archive,
        id=draft.id or randomness.new_id(),
        stream=draft.stream,
        type=draft.event.type,
        schema_=type(draft.event).SCHEMA,
        after=draft.after,
        action=authorship.action,
        about=tuple(dict.fromkeys(draft.about)),
        recorded_at=authorship.recorded_at,
        agent=authorship.agent,
        adopted_from=draft.adopted_from,
        import_key=draft.import_key,
        parts=commitments,
    )
    header_bytes = header.canonical()
    return SealedEvent(
        header=header,
        header_bytes=header_bytes,
        leaf=leaf_hash(header_bytes),
        parts=tuple(sealed),
        event=draft.event,
    )


def read_header(data: bytes | str) -> Header:
    """Read stored header bytes.

    Raises:
        DamagedEventError: they are no header of a known edition.
        TooNewError: they are one of a later edition.
    """
    header = read_spelt(data) if isinstance(data, str) else None
    if header is None:
        header = _read_as_json(data)
    try:
        read_moment(header.recorded_at)
    except ValueError as error:
        message = f"The header cannot be read: {header.recorded_at} is no time."
        raise DamagedEventError(message) from error
    return header


def _read_as_json(data: bytes | str) -> Header:
    from fonds.events.checking import ValidationError  # noqa: PLC0415 - most headers are read without

    try:
        header: Header = header_reader().validator.validate_json(data)
    except ValidationError as error:
        # A later edition may have other members: what it says of itself goes first.
        _check_edition(_stated_edition(data))
        message = f"The header cannot be read: {_first_fault(error)}."
        raise DamagedEventError(message) from error
    _check_edition(header.format)
    return header


def _stated_edition(data: bytes | str) -> int:
    try:
        edition = json.loads(data)["format"]
    except (ValueError, TypeError, LookupError):
        return 0
    return edition if isinstance(edition, int) else 0


def _check_edition(edition: int) -> None:
    if edition > HEADER_FORMAT:
        message = f"The header is of edition {edition}; this Fonds reads {HEADER_FORMAT}."
        raise TooNewError(message)


def decode(position: int, header: Header, parts: Mapping[str, bytes]) -> RecordedEvent:
    """Read one event of the log from its header and those of its parts that are still there.

    Raises:
        DamagedEventError: a part is not of the shape its type and schema call for, or the header
            commits to no part of that name.
        TooNewError: type or schema are not known to this version.
    """
    shape = _shape(header.type)
    if shape is None:
        message = f"The event type {header.type} is not known to this Fonds."
        raise TooNewError(message)
    stated, kind = header.parts, shape.kind
    if parts.keys() == stated.keys():
        missing = _NOTHING
    elif not parts.keys() <= stated.keys():
        strange = ", ".join(sorted(parts.keys() - stated.keys()))
        message = f"The header of this {header.type} commits to no part named {strange}."
        raise DamagedEventError(message)
    else:
        missing = frozenset(stated.keys() - parts.keys())
        if missing & shape.required:
            return RecordedEvent(position, header, None, missing)
    if header.schema_ != kind.SCHEMA:
        parts = _lifted(header, kind, parts)
    values: dict[str, Any] = {}
    models = shape.models
    for name, data in parts.items():
        model = models.get(name)
        if model is None:
            message = f"{header.type} has no part named {name}."
            raise DamagedEventError(message)
        try:
            values[name] = read(model, data)
        except ValueError as error:  # pydantic's, which is not loaded for what it need not read
            message = f"The part {name} of {header.type} cannot be read: {_first_fault(error)}."
            raise DamagedEventError(message) from error
    if not values.keys() >= shape.required:
        return RecordedEvent(position, header, None, missing)
    return RecordedEvent(position, header, cast("AnyEvent", assembled(kind, values)), missing)


def _lifted(header: Header, kind: type[Event], parts: Mapping[str, bytes]) -> dict[str, bytes]:
    try:
        plain = {name: json.loads(data) for name, data in parts.items()}
        lifted = lift(header.type, header.schema_, kind.SCHEMA, plain)
    except TooNewError:
        raise
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        # Steps trust the shape their schema promises; these bytes are of another.
        message = f"The parts of {header.type} are not of schema {header.schema_}."
        raise DamagedEventError(message) from error
    return {name: canonical_json(value) for name, value in lifted.items()}


def recorded(position: int, sealed: SealedEvent) -> RecordedEvent:
    """Return a sealed event as it reads once it stands in the log."""
    return RecordedEvent(position, sealed.header, sealed.event)


def event_schema(type_name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one event type's parts."""
    from fonds.events.checking import TypeAdapter  # noqa: PLC0415 - only this needs it

    return TypeAdapter(event_types()[type_name]).json_schema()


def _first_fault(error: Any) -> str:  # noqa: ANN401 - pydantic's ValidationError
    faults: Sequence[Any] = error.errors(include_url=False, include_input=False)
    fault = faults[0]
    where = ".".join(str(step) for step in fault["loc"])
    return f"{where}: {fault['msg']}" if where else str(fault["msg"])
