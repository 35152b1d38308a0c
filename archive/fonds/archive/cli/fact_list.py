# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that lists the facts about a subject in pages, whatever their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.footnotes import unheld_words
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.record_text import fact_words
from fonds.archive.cli.tables import counted, table
from fonds.archive.cli.terminal import safe, wrap
from fonds.archive.export.document import fact_shape
from fonds.archive.queries.citation_answers import is_unheld

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.pages import FactPage, PropertyCount


@command(
    "list",
    example="""fonds fact list marlow.fonds "Edda Marlow"
    fonds fact list marlow.fonds "Edda Marlow" --property position_held --limit 10""",
)
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@click.option(
    "--property", "name", metavar="PROPERTY", type=WORDS, help="Only what is said under it."
)
@click.option("--limit", type=click.IntRange(min=1), default=50, help="How many; 50 if not said.")
@click.option(
    "--after", metavar="FACT", type=WORDS, help="Those after this one, which ended a page."
)
@living_option
@click.pass_obj
def list_facts(
    session: Session, path: Path, subject: str, name: str | None, limit: int, after: str | None
) -> None:
    """List the facts about a subject that stand, in pages.

    The first page begins with what there is of each property. Nothing is weighed against anything,
    so that a subject with a hundred thousand facts opens at once; fonds show weighs them all.
    """
    with session.reading(path) as archive, archive.queries.snapshot():
        queries = archive.queries
        after = queries.names.fact(after) if after is not None else None
        page = queries.page(subject, name, after=after, limit=limit)
        contents = queries.contents(subject) if name is None and after is None else []
        labels = {one.name: one.label for one in queries.properties()}
    document = {
        "contents": [
            {
                "property": one.name,
                "label": one.label,
                "facts": one.facts,
                "open_conflicts": one.conflicts,
            }
            for one in contents
        ],
        "facts": [{**fact_shape(fact), "property": fact.property} for fact in page.facts],
        "after": page.after,
    }
    lines = [*_contents(contents, session), *_page(page, labels, session)]
    session.answer(document, lines or "Nothing is recorded of this subject.")


def _contents(contents: list[PropertyCount], session: Session) -> list[str]:
    rows = [
        (
            "" if one.facts is None else counted(one.facts, "fact"),
            safe(one.label),
            session.ink.alert("! disputed") if one.conflicts else "",
        )
        for one in contents
    ]
    return [*table(rows, right={0}), ""] if rows else []


def fact_told(fact: FactAnswer) -> str:
    """Say a fact as `fact_words` does, and by whom it is denied where that is all."""
    words = fact_words(fact)
    return f"{words} ({unheld_words(fact)})" if is_unheld(fact) else words


def _page(page: FactPage, labels: dict[str, str], session: Session) -> list[str]:
    lines: list[str] = []
    for fact in page.facts:
        said = f"{safe(labels.get(fact.property, fact.property))}: {fact_told(fact)}"
        lines += wrap(f"{fact.id}  {said}", session.width, rest="    ")
    if page.after is not None:
        lines += ["", f"There are more: --after {page.after}"]
    return lines
