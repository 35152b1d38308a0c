# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that lists what is left to do."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

import click

from fonds.archive.cli.conflicts import further_reasons
from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import titles_told_apart
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.progress import progress
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import flowing, safe, wrap
from fonds.archive.export.document import relations_said
from fonds.archive.lookup.lately import MOST_FACTS
from fonds.archive.queries.chores import Chore, ToDoList
from fonds.archive.queries.citation_answers import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.archive import Archive
    from fonds.archive.cli.session import Session

_LONGEST = 240
"""Letters of an item: a whole speech would hide the others. JSON has it all."""

TITLES = {
    Chore.PREMISE: "A premise has changed",
    Chore.CONFLICT: "Sources disagree and nobody has settled it",
    Chore.DENIED: "Said by one, denied by another",
    Chore.CLASH: "Dates that cannot all be so",
    Chore.JOINED: "Joined although their facts contradict each other",
    Chore.TERMS: "Said of terms that cannot be one",
    Chore.LOST: "Passages not found again as they were",
    Chore.DANGLING: "Rests on a footnote without an entry",
    Chore.SECOND_HAND: "Known only at second hand",
    Chore.LIVING: "About somebody perhaps living, from one original",
    Chore.UNREAD: "Parts of sources neither cited nor read",
}

_SET_ASIDE = (
    "fonds fact assess --rank deprecated sets one aside; fonds fact correct mends a misreading"
)
_WHAT_TO_DO = {
    Chore.PREMISE: "fonds fact correct reads one anew; fonds fact assess judges that it stands",
    Chore.CONFLICT: "fonds conflicts has their ids; fonds conflict resolve says what you conclude",
    Chore.DENIED: _SET_ASIDE,
    Chore.CLASH: _SET_ASIDE,
    Chore.JOINED: f"fonds subject link --not-same parts them; {_SET_ASIDE}",
    Chore.TERMS: _SET_ASIDE,
    Chore.LOST: "fonds source settle decides what became of a passage",
    Chore.DANGLING: "fonds source trace says what work it is, or that it cannot be found",
    Chore.SECOND_HAND: "once you have read what they cite: fonds fact cite, or fonds source trace",
    Chore.LIVING: "fonds fact cite adds a passage of a source that does not depend on the first",
    Chore.UNREAD: "fonds source text prints it; fonds source read records that you read it",
}
"""What takes an entry off the list."""

_OF_PROPERTIES = frozenset({Chore.CONFLICT, Chore.PREMISE, Chore.DENIED, Chore.TERMS, Chore.JOINED})
"""Chores whose sentence leaves the property to be named before it."""


@command("todo", example='fonds todo marlow.fonds --subject "Edda Marlow"')
@archive_argument
@click.option("--subject", metavar="SUBJECT", type=WORDS, help="Only what concerns this subject.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, help="How many of each kind; 20 if not said."
)
@living_option
@click.pass_obj
def todo(session: Session, path: Path, subject: str | None, limit: int) -> None:
    """List what is left to do, so that the record would stand up to a hostile reader.

    Premises that changed, open conflicts, what one says and another denies, dates that cannot all
    be so, terms of one office that lie apart, subjects joined although their facts contradict each
    other, passages that were not found again, footnotes without an entry, what is known only at
    second hand, claims about the living that rest on one original, parts of sources that nobody
    read.
    """
    with session.reading(path) as archive, progress("Looking") as bar:
        found = archive.queries.todo(subject, limit=limit, progress=bar)
        titles = titles_told_apart(
            archive.queries,
            {item.source: item.source_title or "" for item in found.items if item.source},
        )
        words = _words(archive, found)
    document = {
        "todo": [
            {
                "kind": item.chore.value,
                "subject": item.subject,
                "subject_label": item.subject_label,
                "source": item.source,
                "property": item.property,
                "detail": f"{item.source_title}: {item.said}" if item.source_title else item.said,
                "facts": list(item.facts),
                **({"excerpt": item.excerpt} if item.excerpt else {}),
                **({"premise": item.premise} if item.premise else {}),
                **({"quote": quote} if (quote := words.get(item.excerpt or "")) else {}),
                **({"relations": relations_said(item.relations)} if item.relations else {}),
            }
            for item in found.items
        ],
        "more": [chore.value for chore in found.more],
        **({"dates_of": found.dates_of} if found.dates_of is not None else {}),
        **({"dates_left_out": found.dates_left_out} if found.dates_left_out else {}),
        **({"joined_of": found.joined_of} if found.joined_of is not None else {}),
    }
    bounds = _bounds(found)
    nothing = "Nothing was found that is left to do." if bounds else "Nothing is left to do."
    lines = _lines(found, titles, words, session) or [nothing]
    for said in bounds:
        lines += ["", *(session.ink.quiet(line) for line in wrap(said, session.width))]
    session.answer(document, lines)


def _bounds(found: ToDoList) -> list[str]:
    """Say what was not looked at in an archive too large for it."""
    bounds = [] if found.dates_of is None else [_dates_of(found)]
    if found.joined_of is not None:
        groups = counted(found.joined_of, "group")
        bounds.append(
            f"Of subjects joined with others those of the {groups} joined last were compared;"
            " --subject does so for any."
        )
    return bounds


def _dates_of(found: ToDoList) -> str:
    """Say of whom dates were put together, and how many of those changed last were left out."""
    noun = "subject that was" if found.dates_of == 1 else "subjects that were"
    out = found.dates_left_out
    others = "subject" if out == 1 else "subjects"
    but = f" (left out: {out} {others} with more than {MOST_FACTS:,} facts about dates)"
    return (
        f"Dates and terms were put together of the {found.dates_of} {noun} changed"
        f" last{but if out else ''}; --subject does so for any."
    )


def _words(archive: Archive, found: ToDoList) -> dict[str, str]:
    """Return the words of passages that were not found again, by the passage."""
    items = [item for item in found.items if item.excerpt]
    asked = list(dict.fromkeys(fact for item in items for fact in item.facts))
    cited = [one for fact in archive.queries.facts(asked) for one in fact.citations]
    told = {item.excerpt: words_of(item.excerpt, cited) for item in items}
    return {excerpt: quote for excerpt, quote in told.items() if excerpt and quote}


def _lines(
    found: ToDoList, titles: dict[str, str], words: dict[str, str], session: Session
) -> list[str]:
    lines: list[str] = []
    for chore in Chore:
        items = [item for item in found.items if item.chore is chore]
        if not items:
            continue
        count = f"more than {len(items)}" if chore in found.more else str(len(items))
        lines += ([""] if lines else []) + [session.ink.strong(f"{TITLES[chore]} ({count})")]
        lines += map(session.ink.quiet, wrap(_WHAT_TO_DO[chore], session.width, first="  "))
        for item in items:
            label = item.subject_label or titles.get(item.source or "")
            who = f"{safe(label)}: " if label else ""
            label = item.property_label if chore in _OF_PROPERTIES else None
            what = f"{label}, " if label else ""
            said = shorten(flowing(item.said), _LONGEST, placeholder=" …")
            text = f"{who}{safe(what)}{said}"
            lines += wrap(text, session.width, first="  - ", rest="    ")
            if quote := words.get(item.excerpt or ""):
                shown = shorten(flowing(quote), _LONGEST, placeholder=" …")
                lines += wrap(f"“{shown}”", session.width, first="    ", rest="    ")
            for reason in further_reasons(item.relations):
                lines += wrap(reason, session.width, first="    ", rest="    ")
            # Of a passage first: that is what fonds source settle asks for.
            passage = (f"passage {item.excerpt}",) if item.excerpt else ()
            ids = ", ".join((*passage, *item.facts))
            lines += [
                session.ink.quiet(line)
                for line in (wrap(ids, session.width, first="    ", rest="    ") if ids else [])
            ]
    return lines
