# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where no more than a piece of a subject's name is said, or a name that may be two of a list.

Whom it means there only a reader can tell. So nothing of it is taken, and every place is told.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.lookup.called import bare_in, others_bearing
from fonds.archive.lookup.contacts import ADDRESS, contacts
from fonds.archive.lookup.saying import StillThere
from fonds.archive.lookup.saying_subject import ADVICE, ADVICE_FOR_OTHERS, tell_events
from fonds.archive.lookup.saying_texts import as_it_was, tell_text, text_of
from fonds.archive.lookup.words import Phrases, strings_of
from fonds.archive.record.words import fold
from fonds.events.catalogue.source import RenditionAdded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from fonds.archive.lookup.called import Bare
    from fonds.archive.lookup.saying import Saying

CONTACTS = (
    "Nothing tells whose they are: mask this one's with fonds erase CAPTURE --range START:END, or"
    " erase the capture whole if all of it is this one's, as a letter or an e-mail may be."
)
_MOST = 100
"""Events that are told of what may be anybody's; of more there is a count."""

_SHORTEST_WITHIN = 4
"""Letters a name has at least, to be looked for within a word: "ada" is in "canada"."""


@dataclass(slots=True)
class _Sought:
    """What is looked for in every part: how it is told, and the ranges of a text it stands in.

    ``phrases`` tell cheaply which parts cannot hold it, ``always`` is what one holds that may all
    the same. ``most`` events are told, None for all; ``more`` counts the others.
    """

    told: str
    phrases: Phrases
    ranges: Callable[[str], Sequence[tuple[int, int]]]
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
    within: tuple[Phrases, Phrases] | None = None,
    last: int | None = None,
) -> None:
    """Add to what remains where no more than a piece of a subject's name stands.

    ``names`` are its full ones: where those stand still is told already, but for those in texts
    that ``doubtful`` finds, or the first of ``within`` and not the second, which knows the longer
    names of others. In a rehearsal the log ends at ``last``: what only the erasure would
    record is told of what is there in its place.
    """
    elsewhere: dict[str, list[StillThere]] = {}
    told = {(one.position, one.advice) for one in saying.still}
    sought = list(_sought(saying, subject, bare, names, doubtful))
    if within is not None:
        sought.append(_within_longer(*within))
    for position, part, data in saying.parts_left():
        wanted = [one for one in sought if one.may_be_in(part, data)]
        if not wanted:
            continue
        texts = list(strings_of(json.loads(data)))
        found = [(one, ranges) for one in wanted
                 if (ranges := [at for text in texts for at in one.ranges(text)])]  # fmt: skip
        if not found:
            continue
        recorded = saying.store.at([position])[0]
        if recorded.header.stream == subject or recorded.event is None:
            continue
        shown = as_it_was(saying, recorded, part, last)
        if shown is None:
            continue
        for one, ranges in found:
            one.found += 1
            if one.most is not None and one.found > one.most:
                continue
            if one.always and (shown.position, CONTACTS) in told:
                continue
            if isinstance(recorded.event, RenditionAdded) and part == "text":
                tell_text(saying, one.told, shown, ranges)
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
    for names_, most in ((bare.last, None), (bare.given, _MOST)):
        if names_:
            phrases = Phrases((*names_, *genitives_of(names_)))
            yield _Sought(
                f"Only {_quoted(Phrases(names_))}, a piece of the name, stands",
                phrases,
                functools.partial(_alone, phrases, full),
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
            doubtful.ranges,
            only_texts=True,
            most=None,
        )


def _within_longer(every: Phrases, free: Phrases) -> _Sought:
    """Return what looks in texts for a name that is left, for it is a piece of another's there."""

    def ranges(text: str) -> list[tuple[int, int]]:
        taken = set(free.ranges(text))
        return [span for span in every.ranges(text) if span not in taken]

    told = "Its name, as a part of the longer name of another one who has a record here, stands"
    return _Sought(told, every, ranges, only_texts=True, most=None)


def genitives_of(names: Iterable[str]) -> list[str]:
    """Return the names with the "s" of a German genitive, or of an English one in a hurry.

    It may be another name ("Roberts"): where it stands is told, and nothing is taken.
    """
    return [f"{name}s" for name in names if not name.endswith(("s", "ß", "x", "z"))]


def _quoted(phrases: Phrases, between: str = ", ") -> str:
    return between.join(f"“{name}”" for name in phrases.phrases)


def _alone(names: Phrases, full: Phrases, text: str) -> list[tuple[int, int]]:
    """Return where a bare name stands alone: in no full name, and in no e-mail address."""
    # With its "s" and without one stands in the same place.
    found = list(dict(sorted(bare_in(names, full, text))).items())
    if not found or "@" not in text:
        return found
    addresses = [address.span() for address in ADDRESS.finditer(text)]
    return [
        (start, end)
        for start, end in found
        if not any(first <= start and end <= last for first, last in addresses)
    ]


def _within_addresses(names: Phrases, text: str) -> list[tuple[int, int]]:
    """Return where e-mail addresses stand that hold a name as a word or a piece of one."""
    pieces = [name for name in map(fold, names.phrases) if len(name) >= _SHORTEST_WITHIN]
    return [
        address.span()
        for address in (ADDRESS.finditer(text) if "@" in text else ())
        if names.are_in(address.group()) or any(piece in fold(address.group()) for piece in pieces)
    ]


def tell_contacts(saying: Saying, texts: Iterable[int], last: int | None) -> None:
    """Add to what remains the addresses and telephone numbers in texts that name a subject.

    ``texts`` are the positions of those texts as they stand once its names are masked; ``last`` is
    as in `tell_alone`.
    """
    told = 0
    for recorded in saying.store.at(sorted(texts)):
        found = contacts(text_of(recorded))
        shown = as_it_was(saying, recorded, "text", last) if found else None
        if shown is None:
            continue
        told += 1
        if told <= _MOST:
            tell_text(
                saying,
                "The text names this one, and e-mail addresses and telephone numbers stand",
                shown,
                found,
                CONTACTS,
            )
    if told > _MOST:
        saying.remains.append(
            f"{told - _MOST:,} more texts that name this one have e-mail addresses or telephone"
            f" numbers; only the first {_MOST} are told. Read them before you hand them out."
        )
