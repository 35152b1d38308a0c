# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The header of an event: what is hashed into the tree. It holds nothing personal.

docs/format.md gives the table. Everything a person said, wrote or is lies in the event's parts,
which the header names only by commitment, so that a part can be withheld or erased and the tree
still verifies.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated

from fonds.events.canonical import canonical_json
from fonds.events.closed import Closed
from fonds.events.fixed import fixed
from fonds.events.ids import Id
from fonds.events.limits import NumberLimits, TextLimits

if TYPE_CHECKING:
    from pydantic import TypeAdapter

HEADER_FORMAT = 1
"""Edition of the header's table."""

Commitment = Annotated[str, TextLimits(r"^[A-Za-z0-9_-]{43}$")]
"""32 bytes in base64url without padding (RFC 4648 section 5)."""

Moment = Annotated[
    str,
    TextLimits(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$"),
]
"""A time in UTC to the microsecond, ISO 8601."""

TypeName = Annotated[str, TextLimits(r"^[A-Z][A-Za-z]{2,59}$")]
PartName = Annotated[str, TextLimits(r"^[a-z][a-z_]{0,29}$")]


_HOW_READ = {
    "strict": True,
    "extra": "forbid",
    "alias_generator": lambda name: name.removesuffix("_"),
}


class Adoption(Closed):
    """Where an event was first recorded, when it was adopted from another archive."""

    archive: Id
    leaf: Commitment


# A data class, not a model: one is made for every event of an import, and is right by construction
# there. Reading checks it as strictly as a model (see `header_reader` and `read_spelt`).
@fixed
class Header:
    """The hashed head of one event.

    ``after`` is the last event of the stream that the writer had seen. ``about`` names, in order
    and once each, the subjects, facts, excerpts, sources and events it concerns besides its own
    stream.
    """

    # What pydantic asks a data class for; a member that Python has a word for too ends in "_" here.
    __pydantic_config__ = _HOW_READ

    archive: Id
    id: Id
    stream: Id
    type: TypeName
    schema_: Annotated[int, NumberLimits(1)]
    after: Id | None
    action: Id
    about: tuple[Id, ...]
    recorded_at: Moment
    agent: Id
    adopted_from: Adoption | None
    import_key: Commitment | None
    parts: dict[PartName, Commitment]
    format: Annotated[int, NumberLimits(1)] = HEADER_FORMAT

    def canonical(self) -> bytes:
        """Return the bytes that are hashed and stored. Every member is written, nulls too."""
        # Spelt here and not by an encoder, which takes three times as long, and one is needed for
        # every event: no id, time, name or commitment has a letter that JSON escapes.
        about = "[{}]".format(",".join([f'"{thing}"' for thing in self.about]))
        parts = ",".join([f'"{name}":"{stated}"' for name, stated in sorted(self.parts.items())])
        spelt = (
            f'{{"about":{about},"action":"{self.action}",'
            f'"adopted_from":{self._spelt_adoption()},"after":{_or_null(self.after)},'
            f'"agent":"{self.agent}","archive":"{self.archive}","format":{self.format},'
            f'"id":"{self.id}","import_key":{_or_null(self.import_key)},"parts":{{{parts}}},'
            f'"recorded_at":"{self.recorded_at}","schema":{self.schema_},'
            f'"stream":"{self.stream}","type":"{self.type}"}}'
        )
        return spelt.encode("utf-8")

    def _spelt_adoption(self) -> str:
        adopted = self.adopted_from
        return "null" if adopted is None else canonical_json(adopted.model_dump()).decode("utf-8")

    def members(self) -> dict[str, object]:
        """Return the members as docs/format.md names them, ready for JSON."""
        adopted = self.adopted_from
        return {
            "format": self.format,
            "archive": self.archive,
            "id": self.id,
            "stream": self.stream,
            "type": self.type,
            "schema": self.schema_,
            "after": self.after,
            "action": self.action,
            "about": self.about,
            "recorded_at": self.recorded_at,
            "agent": self.agent,
            "adopted_from": None if adopted is None else adopted.model_dump(mode="json"),
            "import_key": self.import_key,
            "parts": self.parts,
        }


def _or_null(text: str | None) -> str:
    return "null" if text is None else f'"{text}"'


@cache
def header_reader() -> TypeAdapter[Header]:
    """Return what reads and checks any header."""
    from fonds.events.checking import TypeAdapter  # noqa: PLC0415 - most headers are read without

    return TypeAdapter(Header)


FORMED_ID = "[a-z2-7]{16}"
COMMITMENT = "[A-Za-z0-9_-]{43}"
MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"
"""How ids, commitments and times are spelt in a header, as patterns."""

_STATED = f'"[a-z][a-z_]{{0,29}}":"{COMMITMENT}"'
_SPELT = re.compile(
    rf'\{{"about":\[("{FORMED_ID}"(?:,"{FORMED_ID}")*)?\],"action":"({FORMED_ID})",'
    rf'"adopted_from":null,"after":(?:null|"({FORMED_ID})"),"agent":"({FORMED_ID})","archive":"({FORMED_ID})",'
    rf'"format":{HEADER_FORMAT},"id":"({FORMED_ID})","import_key":(?:null|"({COMMITMENT})"),'
    rf'"parts":\{{({_STATED}(?:,{_STATED})*)?\}},'
    rf'"recorded_at":"({MOMENT})",'
    rf'"schema":([1-9][0-9]{{0,8}}),"stream":"({FORMED_ID})","type":"([A-Z][A-Za-z]{{2,59}})"\}}'
)


def read_spelt(text: str) -> Header | None:
    """Read a header that is spelt as `Header.canonical` spells it: nearly every stored one is.

    It asks for all that `header_reader` asks for, in half the time; None says nothing but that it
    must read it: the header may be sound all the same, or of a later edition, or damaged.
    """
    found = _SPELT.fullmatch(text)
    if found is None:
        return None
    about, action, after, agent, archive, own, key, parts, at, schema, stream, kind = found.groups()
    return Header(
        archive,
        own,
        stream,
        kind,
        int(schema),
        after,
        action,
        () if about is None else tuple(about[1:-1].split('","')),
        at,
        agent,
        None,
        key,
        {} if parts is None else dict([stated.split('":"') for stated in parts[1:-1].split('","')]),
    )


def spell_moment(moment: datetime) -> str:
    """Spell an aware time as headers do.

    Raises:
        ValueError: ``moment`` has no time zone.
    """
    if moment.tzinfo is None:
        message = "A time without its zone cannot be recorded."
        raise ValueError(message)
    spelt = moment.astimezone(UTC).isoformat(timespec="microseconds")
    return spelt.removesuffix("+00:00") + "Z"


def read_moment(text: str) -> datetime:
    """Read a time that `spell_moment` wrote."""
    return datetime.fromisoformat(text)
