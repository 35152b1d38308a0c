# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where no more than a piece of a subject's name is said, or a name that may be two of a list.

Whom it means there only a reader can tell. So nothing of it is taken, and every place is told.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.lookup.called import bare_in, others_bearing
from fonds.archive.lookup.saying import StillThere
from fonds.archive.lookup.saying_subject import ADVICE, ADVICE_FOR_OTHERS, tell_events
from fonds.archive.lookup.words import Phrases, strings_of
from fonds.archive.record.words import fold
from fonds.archive.store.removal import spelt_parts
from fonds.events.catalogue.source import RenditionAdded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fonds.archive.lookup.called import Bare
    from fonds.archive.lookup.saying import Saying
    from fonds.events.recorded import RecordedEvent

_MASK = "Where it means this one, mask it there with fonds erase CAPTURE --range START:END."
_SHOWN = 20
"""Places of one text that are told in words; the answer has them all."""

_MOST = 100
"""Events that are told of what may be anybody's; of more there is a count."""

_ADDRESS = re.compile(r"(?<![\w.+%'-])[\w.+%'-]++@[\w-]++(?:\.[\w-]++)++")
"""Possessive, and only where a run begins: a long word is gone through once."""

_SHORTEST_WITHIN = 4
"""Letters a name has at least, to be looked for within a word: "ada" is in "canada"."""


@dataclass(slots=True)
class _Sought:
    """What is looked for in every part: how it is told, and where in a text it stands.

    ``phrases`` tell cheaply which parts cannot hold it, ``always`` is what one holds that may all
    the same. ``most`` events are told, None for all; ``more`` counts the others.
    """

    told: str
    phrases: Phrases
    starts: Callable[[str], Sequence[int]]
    always: str | None = None
    only_texts: bool = False
    most: int | None = _MOST
    found: int = 0

    def may_be_in(self, part: str, data: str) -> bool:
        """Tell whether a stored part could hold it; no is certain."""
        if self.only_texts and part != "text":
            return False
        return self.phrases.may_be_in(data) or (self.always is not None and self.always in data)


def tell_alone(
    saying: Saying,
    subject: str,
    bare: Bare,
    names: Sequence[str],
    *,
    doubtful: Phrases | None,
    last: int | None = None,
) -> None:
    """Add to what remains where no more than a piece of a subject's name stands.

    ``names`` are its full ones: where those stand still is told already, but for those in texts
    that ``doubtful`` finds. In a rehearsal the log ends at ``last``: what only the erasure would
    record is told of what is there in its place.
    """
    elsewhere: dict[str, list[StillThere]] = {}
    sought = list(_sought(saying, subject, bare, names, doubtful))
    for position, part, data in spelt_parts(saying.store):
        wanted = [one for one in sought if one.may_be_in(part, data)]
        if not wanted or part in saying.parts.get(position, ()):
            continue
        texts = list(strings_of(json.loads(data)))
        found = [(one, starts) for one in wanted
                 if (starts := tuple(at for text in texts for at in one.starts(text)))]  # fmt: skip
        if not found:
            continue
        recorded = saying.store.at([position])[0]
        if recorded.header.stream == subject or recorded.event is None:
            continue
        shown = recorded if last is None else _recorded_before(saying, recorded, part, last)
        if shown is None:
            continue
        for one, starts in found:
            one.found += 1
            if one.most is not None and one.found > one.most:
                continue
            if isinstance(recorded.event, RenditionAdded) and part == "text":
                _tell_text(saying, one.told, shown, starts)
                continue
            kind = shown.header.type
            advice = ADVICE.get(kind, ADVICE_FOR_OTHERS)
            elsewhere.setdefault(one.told, []).append(StillThere(shown.position, kind, advice))
    for one in sought:
        tell_events(saying, one.told, elsewhere.get(one.told, ()))
        if one.most is not None and one.found > one.most:
            saying.remains.append(
                f"{one.told} in {one.found - one.most:,} more events; only the first {one.most}"
                " are told. Look for it with fonds search."
            )


def _sought(
    saying: Saying, subject: str, bare: Bare, names: Sequence[str], doubtful: Phrases | None
) -> Iterator[_Sought]:
    everything = Phrases((*bare.last, *bare.given))
    if not everything:
        return
    full = Phrases((*names, *others_bearing(saying, subject, everything)), doubtful=None)
    for phrases, most in ((Phrases(bare.last), None), (Phrases(bare.given), _MOST)):
        if phrases:
            yield _Sought(
                f"{_quoted(phrases)}, alone, stands",
                phrases,
                functools.partial(bare_in, phrases, full),
                most=most,
            )
    yield _Sought(
        f"An e-mail address with {_quoted(everything, ' or ')} within a word stands",
        everything,
        functools.partial(_within_addresses, everything),
        always="@",
    )
    if doubtful:
        yield _Sought(
            "Its name, turned as registers have it but perhaps the end of one name in a list and"
            " the next one (“Edda Marlow, Anna and Bo”), or with an “s” that may belong to it,"
            " stands",
            doubtful,
            lambda text: [start for start, _ in doubtful.ranges(text)],
            only_texts=True,
            most=None,
        )


def _quoted(phrases: Phrases, between: str = ", ") -> str:
    return between.join(f"“{name}”" for name in phrases.phrases)


def _within_addresses(names: Phrases, text: str) -> list[int]:
    """Return where e-mail addresses begin that hold a name as a piece of a word."""
    pieces = [name for name in map(fold, names.phrases) if len(name) >= _SHORTEST_WITHIN]
    return [
        address.start()
        for address in (_ADDRESS.finditer(text) if "@" in text else ())
        # Where it is a word of the address it stands alone, and is told so.
        if not names.are_in(address.group())
        and any(piece in fold(address.group()) for piece in pieces)
    ]


def _recorded_before(
    saying: Saying, recorded: RecordedEvent, part: str, last: int
) -> RecordedEvent | None:
    """Return what says now what an event beyond the log's end would say once words are masked.

    A redacted text is of the length of the one it is made from, so that its places are the same.
    """
    if recorded.position <= last:
        return recorded
    event = recorded.event
    stream = [one for one in saying.store.stream(recorded.header.stream) if one.position <= last]
    if isinstance(event, RenditionAdded):
        made = (one for one in stream if isinstance(one.event, RenditionAdded)
                and one.event.content.rendition == event.content.parent)  # fmt: skip
        return next(made, None)
    return next((one for one in reversed(stream) if part in one.header.parts), None)


def _tell_text(saying: Saying, told: str, recorded: RecordedEvent, found: tuple[int, ...]) -> None:
    event = recorded.event
    capture = event.content.capture if isinstance(event, RenditionAdded) else ""
    shown = ", ".join(map(str, found[:_SHOWN]))
    more = f" and at {len(found) - _SHOWN} more places" if len(found) > _SHOWN else ""
    saying.remains.append(
        f"{told} in the text @{recorded.position} of the capture {capture}, at {shown}{more}."
        f" {_MASK}"
    )
    saying.still.append(StillThere(recorded.position, recorded.header.type, _MASK, found))
