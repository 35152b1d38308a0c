# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that shows how a record changed from one moment, or policy, to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from fonds.archive.cli.fact_list import fact_told
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, OneOf, archive_argument, merged_option
from fonds.archive.cli.policies import GivenPolicy, PolicyWords, policy_options, policy_words
from fonds.archive.cli.record_text import scope_words
from fonds.archive.cli.summary_text import concluded_words, state_words
from fonds.archive.cli.tables import counted, moment
from fonds.archive.cli.terminal import Ink, flowing, safe, wrap
from fonds.archive.export.differences import diff_shape
from fonds.archive.queries.citation_answers import is_denied
from fonds.archive.queries.diff_answers import field_said
from fonds.archive.queries.said import named_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import FactAnswer, PropertyAnswer, ScopeAnswer, ValueAnswer
    from fonds.archive.queries.diff_answers import FactChange, PropertyChange, RecordDiff

NOW = "now"


@command(
    "diff",
    example="""fonds diff marlow.fonds "Edda Marlow" @120 now
    fonds diff marlow.fonds "Edda Marlow" now now --exclude-source 2 --policy-on to
    fonds diff marlow.fonds "Edda Marlow" now now --from-policy exclude-source=2 \\
        --to-policy originals-only""",
)
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@click.argument("before", metavar="FROM", type=WORDS)
@click.argument("after", metavar="TO", type=WORDS)
@merged_option
@policy_options
@click.option(
    "--policy-on",
    type=OneOf(["both", "from", "to"]),
    default="both",
    help="On which side the policy holds; on one side only, the diff shows what it does.",
)
@click.option(
    "--from-policy",
    "of_from",
    metavar="POLICY",
    type=PolicyWords(),
    multiple=True,
    help="On the first side also: originals-only, stated-only or exclude-source=SOURCE; may be"
    " given again.",
)
@click.option(
    "--to-policy",
    "of_to",
    metavar="POLICY",
    type=PolicyWords(),
    multiple=True,
    help="The same on the second side, so that two policies can be compared.",
)
@click.pass_obj
def diff(
    session: Session,
    path: Path,
    subject: str,
    before: str,
    after: str,
    merged: bool,
    policy: GivenPolicy,
    policy_on: str,
    of_from: tuple[GivenPolicy, ...],
    of_to: tuple[GivenPolicy, ...],
) -> None:
    """Show what a record gained, lost and changed between two moments, or two policies.

    A moment is now, a position such as @412, a day, or a time (UTC).
    """
    with session.reading(path) as archive, archive.queries.snapshot():
        queries = archive.queries
        nothing = GivenPolicy()
        on_from = (nothing if policy_on == "to" else policy).with_also(of_from)
        on_to = (nothing if policy_on == "from" else policy).with_also(of_to)
        found = queries.diff(
            subject,
            None if before == NOW else before,
            None if after == NOW else after,
            policy_before=on_from.meant(queries),
            policy_after=on_to.meant(queries),
            merged=merged,
        )
        limits = tuple(policy_words(one, queries) for one in found.policies)
        at = None if after == NOW else after
        called = queries.names_apart(filter(None, _named_on(found)), at, found.policies[1])
    told = _calling(found, called)
    session.answer(diff_shape(found), _lines(told, limits, session.ink, session.width))


def _named_on(found: RecordDiff) -> set[str | None]:
    """Return the subjects that stand as values on either side."""
    changes = [*found.gained, *found.lost, *found.changed]
    facts = {fact.value_subject for one in changes for fact in (one.before, one.after) if fact}
    told = (answer for one in found.properties for answer in (one.before, one.after) if answer)
    return facts | named_in(told)


def _calling(found: RecordDiff, called: Mapping[str, str]) -> RecordDiff:
    """Return it with the subjects that others are called like told apart from these."""

    def fact(one: FactAnswer | None) -> FactAnswer | None:
        return one and replace(one, display=called.get(one.value_subject or "", one.display))

    def value(one: ValueAnswer) -> ValueAnswer:
        return replace(one, display=called.get(one.subject or "", one.display))

    def answer(one: PropertyAnswer | None) -> PropertyAnswer | None:
        return one and replace(
            one, scopes=tuple(replace(s, values=tuple(map(value, s.values))) for s in one.scopes)
        )

    def changes(given: tuple[FactChange, ...]) -> tuple[FactChange, ...]:
        return tuple(replace(o, before=fact(o.before), after=fact(o.after)) for o in given)

    return replace(
        found,
        gained=changes(found.gained),
        lost=changes(found.lost),
        changed=changes(found.changed),
        properties=tuple(
            replace(o, before=answer(o.before), after=answer(o.after)) for o in found.properties
        ),
    )


def _lines(
    found: RecordDiff, limits: tuple[tuple[str, ...], ...], ink: Ink, width: int
) -> list[str]:
    lines = [ink.strong(line) for line in wrap(safe(found.label), width)]
    sides = [_side(one, words) for one, words in zip(found.moments, limits, strict=True)]
    lines += [ink.quiet(line) for line in wrap(f"from {sides[0]} to {sides[1]}", width, rest="  ")]
    if found.label_before is None:
        lines.append("The subject was not in the archive yet.")
    elif found.label_after is None:
        lines.append("At the second of the two the subject was not in the archive yet.")
    elif found.label_before != found.label:
        lines += wrap(f"It was called {safe(found.label_before)}.", width)
    judged = _judged(found)
    for said in judged:
        lines += wrap(said, width, rest="  ")
    if found.empty and not found.erased:
        return [*lines, "", f"The record is {'otherwise ' if judged else ''}the same."]
    owners = {one: label for side in found.same_as for one, label in side}
    for title, sign, changes in (
        ("GAINED", "+", found.gained),
        ("LOST", "-", found.lost),
        ("CHANGED", "~", found.changed),
    ):
        if changes:
            lines += ["", ink.strong(f"{title} ({counted(len(changes), 'fact')})")]
            for change in changes:
                lines += _change(change, sign, owners, ink, width)
    if found.properties:
        lines += ["", ink.strong("WHAT THE RECORD NOW SAYS")]
        for one in found.properties:
            lines += _property(one, width)
    if found.erased:
        lines += ["", ink.strong("ERASED")]
        for gone in found.erased:
            said = f"{moment(gone.recorded_at)}: {gone.said}. What it said is gone on either side."
            lines += wrap(safe(said), width, first="  ", rest="    ")
    return lines


def _side(at: object, words: tuple[str, ...]) -> str:
    position = getattr(at, "position", None)
    when = getattr(at, "recorded_at", None)
    said = NOW if position is None else f"@{position}" + (f" ({moment(when)})" if when else "")
    return f"{said}, {'; '.join(words)}" if words else said


def _judged(found: RecordDiff) -> list[str]:
    """Say who was judged to be the same meanwhile, or is so no longer."""
    asked = "" if found.merged else ": --merged compares their facts too"
    said = []
    for names, words in (
        (found.joined, "judged to be the same as {}"),
        (found.parted, "no longer judged to be the same as {}"),
    ):
        if names:
            said.append(f"! {words.format('; '.join(map(flowing, names)))}{asked}")
    return said


def _change(
    change: FactChange, sign: str, owners: Mapping[str, str], ink: Ink, width: int
) -> list[str]:
    told = change.after or change.before
    if told is None:
        return []
    lines: list[str] = []
    if change.before is not None and change.after is not None:
        was, now = fact_told(change.before), fact_told(change.after)
        text = f"{was} -> {now}" if was != now else now
        rest = [name for name in change.fields if name != "display"]
        if was == now or rest:
            changed = [field_said(name) for name in rest]
            text += f" ({', '.join(dict.fromkeys(changed))})" if changed else ""
    else:
        text = fact_told(told)
    said = f"{safe(change.label)}: {text}"
    lines += wrap(said, width, first=f"  {sign} ", rest="      ")
    of = f"said of {flowing(owners[told.subject])}" if told.subject in owners else None
    why = flowing(change.why) if change.why else None
    about = ", ".join(filter(None, [change.fact, of, why]))
    lines += [ink.quiet(line) for line in wrap(about, width, first="      ")]
    return lines


def _property(change: PropertyChange, width: int) -> list[str]:
    said = f"{safe(change.label)}: {_told(change.before)} -> {_told(change.after)}"
    return wrap(said, width, first="  ", rest="      ")


def _told(answer: PropertyAnswer | None) -> str:
    if answer is None:
        return "nothing"
    if len(answer.scopes) > 1:
        said = "; ".join(_told_in_context(scope) for scope in answer.scopes)
        return f"{said} (each by itself: {answer.status.value})"
    values = _distinct(value.display for scope in answer.scopes for value in scope.values)
    if not values and answer.denied:
        # Nobody says that it is not known: what there is, is denied.
        said = "only denied" if all(map(is_denied, answer.denied)) else "held by nobody known"
        return f"{'; '.join(_distinct(fact.display for fact in answer.denied))} ({said})"
    return f"{'; '.join(values)} ({_stands(answer)})" if values else answer.status.value


def _stands(answer: PropertyAnswer) -> str:
    """Say how a property stands, with what settled it."""
    said = [answer.status.value]
    for scope in answer.scopes:
        said += ["open again"] if scope.reopened else []
        if settled := concluded_words(scope):
            said = [state_words(scope), *settled]
    return "; ".join(said)


def _told_in_context(scope: ScopeAnswer) -> str:
    """Say the values of one context, with what sets it apart: "26 [1948]"."""
    values = " / ".join(_distinct(value.display for value in scope.values))
    context = "; ".join(scope_words(name, value) for name, value in scope.scope.items())
    return f"{values} [{safe(context)}]" if context else values


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(flowing(word) for word in words))
