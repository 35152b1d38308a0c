# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From a source's passages that were not found again to what the board shows of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.sources.likeness import changed_words
from fonds.archive.sources.passages import occurrences
from fonds.events.fixed import fixed
from fonds.viewer.desk.record_rows import fact_said
from fonds.viewer.settlings import Standing, Waiting
from fonds.viewer.wording import Counted, in_quotes, translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.queries import Queries
    from fonds.archive.queries.source_answers import UnclearAnchor

_AROUND = 48
_MOST_PLACES = 9
_MOST_CHANGES = 5


@fixed
class Unsettled:
    """The passages of a source, the waiting ones first, and the text they were looked for in."""

    source: str
    title: str
    rendition: str
    passages: tuple[Waiting, ...]


def read_unsettled(queries: Queries, source: str, label: Callable[[str], str]) -> Unsettled:
    """Read what waits in the newest text of a source, and what was decided of others there.

    Raises:
        RefusedError: no such source, or its newest text is not here any more.
    """
    found = queries.anchor_states(source)
    title = queries.names.label(source)
    if not found or not (found[0].unclear or found[0].decided):
        return Unsettled(source, title, "", ())
    newest = found[0]
    text = queries.text(source, newest.rendition).text
    both = [*newest.unclear, *newest.decided]
    facts = {
        fact.id: fact
        for fact in queries.facts(list(dict.fromkeys(one for each in both for one in each.facts)))
    }
    said = {
        one.id: fact_said(one, queries.names.label(one.subject), label(one.property))
        for one in facts.values()
    }
    passages = [_passage(one, text, facts, said, decided=False) for one in newest.unclear]
    passages += [_passage(one, text, facts, said, decided=True) for one in newest.decided]
    return Unsettled(source, title, newest.rendition, tuple(passages))


def standing(text: str, start: int, end: int) -> Standing:
    """Give a place of a text with a little around it."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return Standing(start, end, text[start:end], before, after)


def finding_said(state: str, was: str, now: str | None, places: int, *, decided: bool) -> str:
    """Say what became of a passage: “57” became “54”."""
    if decided:
        return (
            translate("Settling", "It was decided: this is what it is now.")
            if now is not None
            else translate("Settling", "It was decided: it is no longer there.")
        )
    if now is not None:
        changes = changed_words(was, now)
        told = "; ".join(_change(ours, theirs) for ours, theirs in changes[:_MOST_CHANGES])
        more = " …" if len(changes) > _MOST_CHANGES else ""
        return f"{told}{more}" if told else translate("Settling", "It may have other words.")
    if state == "ambiguous" and places > 1:
        return Counted.tr(
            "The same words stand in %Ln place(s); nothing tells which is meant.", "", places
        )
    if state == "ambiguous":
        return translate("Settling", "The same words stand there, but it may be another passage.")
    return translate("Settling", "Nothing like it was found in the newer text.")


def _change(was: str, now: str) -> str:
    if was and now:
        said = translate("Settling", "{was} became {now}")
    elif now:
        said = translate("Settling", "{now} came")
    else:
        said = translate("Settling", "{was} went")
    return said.format(was=in_quotes(was), now=in_quotes(now))


def _passage(
    one: UnclearAnchor,
    text: str,
    facts: dict[str, FactAnswer],
    said: dict[str, str],
    *,
    decided: bool,
) -> Waiting:
    was = one.was or ""
    places: list[Standing] = []
    if one.start is not None and one.end is not None:
        places = [standing(text, one.start, one.end)]
    elif one.state == "ambiguous" and was:
        same = occurrences(text, was, _MOST_PLACES)
        places = [standing(text, place.start, place.end) for place in same]
    held = [facts[fact] for fact in one.facts if fact in facts]
    at = next(
        (c for fact in held for c in fact.citations if c.excerpt == one.excerpt and c.rendition),
        None,
    )
    return Waiting(
        one.excerpt,
        one.state,
        was,
        finding_said(
            one.state,
            was,
            places[0].words if one.start is not None else None,
            len(places),
            decided=decided,
        ),
        tuple(places),
        tuple((fact.id, said[fact.id]) for fact in held),
        (at.rendition or "") if at else "",
        (at.start or 0) if at else 0,
        decided,
    )
