# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that tells what would fall if a source or a fact fell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import flowing, safe, wrap
from fonds.archive.queries.said import qualifier_label
from fonds.archive.queries.what_if import Change, Effect, Standing
from fonds.archive.record.outcome import Status

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session

SAID = {
    Effect.GONE: "gone: nothing else gives it",
    Effect.UNSUPPORTED: "unsupported: all that is left rests on what is taken away",
    Effect.SECOND_HAND_ONLY: "second-hand only: what is left passes it on",
    Effect.DENIED_NO_MORE: "denied no more: nothing left speaks against it",
    Effect.LESS_DENIED: "denied by fewer: something left still speaks against it",
}
_MARKS = {
    Effect.DENIED_NO_MORE: "denied_no_more",
    Effect.LESS_DENIED: "less_denied",
    Effect.LESS_TOLD: "less_told",
}


@command(
    "what-if",
    example="""fonds what-if marlow.fonds --without the-quay-profile.txt
    fonds what-if marlow.fonds --without 2 --without 3kq7x2ab""",
)
@archive_argument
@click.option(
    "--without",
    metavar="SOURCE|FACT",
    type=WORDS,
    multiple=True,
    help="What to take away: a source or a fact; may be given again.",
)
@click.argument("further", metavar="[SOURCE|FACT]…", type=WORDS, nargs=-1)
@living_option
@click.pass_obj
def what_if(
    session: Session, path: Path, without: tuple[str, ...], further: tuple[str, ...]
) -> None:
    """Tell what would change, lose its last independent support, or fall. Nothing is written."""
    if not (without or further):
        message = "Name what to take away, a source or a fact: --without SOURCE|FACT."
        raise click.UsageError(message, click.get_current_context())
    with session.reading(path) as archive, archive.queries.snapshot():
        queries = archive.queries
        names = [numbered_source(queries, name) for name in (*without, *further)]
        changes = queries.what_if(names)
    document = {"changes": [_shape(change) for change in changes]}
    lines: list[str] = []
    subject = None
    told = [change for change in changes if not _only_shorter(change)]
    for change in told:
        if change.subject != subject:
            subject = change.subject
            lines += ([""] if lines else []) + [session.ink.strong(safe(change.subject_label))]
        lines += _lines(change, session.width)
    if told:
        subjects = len({change.subject for change in told})
        lines += ["", f"{counted(len(told), 'change')} to {counted(subjects, 'record')}."]
    session.answer(document, lines or "Nothing in any record would change.")


def _only_shorter(change: Change) -> bool:
    """Tell whether a list of values only loses some: each of those is told by itself."""
    before, after = change.before, change.after
    if change.value is not None or after is None or before.status != after.status:
        return False
    return before.status == Status.MULTIPLE and after.values == tuple(
        value for value in before.values if value in after.values
    )


def _lines(change: Change, width: int) -> list[str]:
    if change.lost:
        said = f"{safe(change.label)}: {flowing(change.value or '')} (no more: {_lost(change)})"
    elif change.value is not None:
        said = f"{safe(change.label)}: {flowing(change.value)} ({SAID[change.effect]})"
    else:
        said = f"{safe(change.label)}: {_words(change.before)} -> {_words(change.after)}"
    return wrap(said, width, first="  ", rest="      ")


def _lost(change: Change) -> str:
    """Say what is said no more of a value that stays."""
    found = []
    for name, words in change.lost:
        listed = " / ".join(flowing(one) for one in words)
        found.append(listed if name == "when" else f"{qualifier_label(name)}: {listed}")
    return "; ".join(found)


def _words(standing: Standing | None) -> str:
    if standing is None:
        return "nothing"
    if not standing.values and standing.denied:
        # Nobody says that it is not known: what there is, is denied.
        return f"{_listed(standing.denied)} (only denied)"
    return f"{_listed(standing.values)} ({standing.status})".strip()


def _listed(values: tuple[str, ...]) -> str:
    return "; ".join(flowing(value) for value in values)


def _shape(change: Change) -> dict[str, Any]:
    # Programs know four effects: any other is a change, and marked.
    marked: dict[str, Any] = {_MARKS[change.effect]: True} if change.effect in _MARKS else {}
    if change.lost:
        marked["lost"] = {name: list(words) for name, words in change.lost}
    return {
        "subject": change.subject,
        "label": change.subject_label,
        "property": change.property,
        "effect": (Effect.CHANGED if change.effect in _MARKS else change.effect).value,
        "value": change.value,
        "facts": list(change.facts),
        "before": _standing(change.before),
        "after": None if change.after is None else _standing(change.after),
        **marked,
    }


def _standing(standing: Standing) -> dict[str, Any]:
    shape: dict[str, Any] = {"status": standing.status, "values": list(standing.values)}
    if standing.denied:
        shape["denied"] = list(standing.denied)
    return shape
