# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Passages taken from an older text of a source, looked for in its newest one at once.

Those that were taken before a newer capture came were looked for when it came; whoever quotes an
older capture afterwards is to know as well what the newest one says in its place.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from fonds.archive.commands.recapture import relocation
from fonds.archive.lookup.anchors import facts_resting_on, states_in
from fonds.archive.sources.refinding import find_again
from fonds.archive.sources.refound import Finding
from fonds.events.catalogue.excerpt import AnchorState, ExcerptRelocated
from fonds.events.catalogue.source import Method

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan
    from fonds.archive.lookup.texts import RenditionRow

_WAITING = frozenset({"changed", "ambiguous", "lost"})
"""What is told again of a passage that was looked for before: nobody decided about it."""

_READ = frozenset({Method.EXTRACTED, Method.OCR})


def look_for(plan: Plan) -> tuple[Finding, ...]:
    """Plan `ExcerptRelocated` for each passage of an older text that has none for the newest.

    Returns:
        What became of all of them, but for those of which a person decided it.
    """
    plan.flush()
    taken = sorted(
        ((row, place, excerpt) for excerpt, (row, place) in plan.from_older.items()),
        key=lambda one: one[0].key,
    )
    found: list[Finding] = []
    for _, group in groupby(taken, key=lambda one: one[0].key):
        together = list(group)
        row = together[0][0]
        newest = _newest_after(plan, row)
        old = plan.texts.text(row)
        if newest is None or old is None:
            continue
        excerpts = [excerpt for _, _, excerpt in together]
        new = plan.texts.text(newest)
        if new is None:
            gone = facts_resting_on(plan.store, excerpts)
            found += [
                Finding(excerpt, gone[excerpt], None, old[place.start : place.end], None)
                for _, place, excerpt in together
            ]
            continue
        known = states_in(plan.store, newest.key, excerpts)
        resting = facts_resting_on(plan.store, excerpts)
        places = {excerpt: place for _, place, excerpt in together if excerpt not in known}
        refound = find_again(old, new, list(places.values()), report=plan.report) if places else ()
        for excerpt, one in zip(places, refound, strict=True):
            plan.add(relocation(newest.id, new, one), excerpt, about=(row.source,))
            found.append(Finding(excerpt, resting[excerpt], one.state, one.was, one.now))
        for _, place, excerpt in together:
            if known.get(excerpt) in _WAITING:
                was = old[place.start : place.end]
                state, now = AnchorState(known[excerpt]), _words_in(plan, excerpt, newest.id)
                found.append(Finding(excerpt, resting[excerpt], state, was, now))
    return tuple(found)


def _words_in(plan: Plan, excerpt: str, rendition: str) -> str | None:
    """Return the words that a passage was found to have in a text."""
    said = [one.event for one in plan.store.stream(excerpt)]
    last = [
        one
        for one in said
        if isinstance(one, ExcerptRelocated) and one.content.rendition == rendition
    ][-1]
    return last.quotation.quote if last.quotation else None


def _newest_after(plan: Plan, row: RenditionRow) -> RenditionRow | None:
    """Return the newest text read from a source's files after this one; None if there is none.

    As a recapture would: a text that somebody typed, translated or redacted stands beside another,
    it does not come after it. But where a text was masked, what is left of it stands for it; where
    nothing is left, it is the text that is gone.
    """
    if plan.texts.method(row) is Method.TRANSLATED:
        return None
    texts = plan.texts.renditions(row.source)
    newer = texts[: next((at for at, one in enumerate(texts) if one.id == row.id), 0)]
    newest = next((one for one in newer if plan.texts.method(one) in _READ), None)
    if newest is None or plan.texts.text(newest) is not None:
        return newest
    return next(
        (
            one
            for one in newer
            if one.capture == newest.capture
            and plan.texts.method(one) is Method.REDACTED
            and plan.texts.text(one) is not None
        ),
        newest,
    )
