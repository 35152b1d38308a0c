# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The options that say under which policy a record is asked for, and a policy in words."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.numbers import numbered_source, title_among_all
from fonds.archive.cli.parameters import WORDS, FunctionT, OneOf
from fonds.archive.cli.session import HIDEABLE, Session
from fonds.archive.cli.terminal import safe
from fonds.archive.errors import RefusedError
from fonds.archive.record.policy import Living, Policy
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fonds.archive.proofs.bundle import Bundle
    from fonds.archive.queries.queries import Queries


_MOST_NAMED = 5

CANNOT_FIND = (
    "Names are found whole. A given name alone, an initial or a hint in what is said of others"
    " (“grandfather of a potter, Ottilie”) cannot be found, and stays: read what you hand out."
)
"""What no policy that hides people can do, for those who rely on one."""


@dataclass(frozen=True, slots=True)
class GivenPolicy:
    """A policy as typed; sources are still names."""

    exclude_sources: tuple[str, ...] = ()
    originals_only: bool = False
    stated_only: bool = False

    def with_also(self, others: Iterable[GivenPolicy]) -> GivenPolicy:
        """Return the policy that leaves out what this one does and what the others do."""
        every = (self, *others)
        return GivenPolicy(
            tuple(dict.fromkeys(name for one in every for name in one.exclude_sources)),
            any(one.originals_only for one in every),
            any(one.stated_only for one in every),
        )

    def meant(self, queries: Queries) -> Policy:
        """Return the policy. Raises RefusedError where a name is no source's."""
        sources = (
            queries.names.source(numbered_source(queries, name)) for name in self.exclude_sources
        )
        return queries.under(Policy(frozenset(sources), self.originals_only, self.stated_only))


class PolicyWords(click.ParamType[GivenPolicy]):
    """One thing that a policy leaves out, as a word: that of the option, without its dashes."""

    name = "policy"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> GivenPolicy:
        """Return the policy that leaves out this and nothing else."""
        if isinstance(value, GivenPolicy):
            return value
        words = str(WORDS.convert(value, param, ctx))
        name, _, source = words.partition("=")
        if name == "exclude-source" and source:
            return GivenPolicy(exclude_sources=(source,))
        if words == "originals-only":
            return GivenPolicy(originals_only=True)
        if words == "stated-only":
            return GivenPolicy(stated_only=True)
        message = (
            f"“{words}” is no policy. Give originals-only, stated-only or exclude-source=SOURCE."
        )
        raise click.BadParameter(message, ctx, param)


def _set_living(context: click.Context, _: click.Parameter, value: Living | None) -> None:
    if value is not None:
        context.find_root().ensure_object(Session).living = value


def _set_shown(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> None:
    session = context.find_root().ensure_object(Session)
    for what in value:
        if session.shown.setdefault(what, option.name == "show_too") != (option.name == "show_too"):
            message = f"--show {what} and --hide {what} cannot both be asked for."
            raise click.UsageError(message, context)


def living_option(function: FunctionT) -> FunctionT:
    """Take --living, --hide and --show, which decide for the whole run what answers hide."""
    for name, option, choices, told in (
        ("show_too", "--show", (*HIDEABLE, "everything"), "Show this although the policy hides it"),
        ("hide_too", "--hide", (*HIDEABLE, "policy"), "Hide this, or all that the policy hides"),
    ):
        function = click.option(
            option,
            name,
            type=OneOf(choices),
            multiple=True,
            expose_value=False,
            callback=_set_shown,
            help=f"{told}; may be given again.",
        )(function)
    return click.option(
        "--living",
        type=OneOf(["shown", "hidden"]),
        expose_value=False,
        callback=_set_living,
        help="Whether people not known to be dead are shown.",
    )(function)


def policy_options(function: FunctionT) -> FunctionT:
    """Take the options of a policy; the function gets them as ``policy``, a `GivenPolicy`."""

    @functools.wraps(function)
    def with_policy(
        *args: Any,
        exclude_sources: tuple[str, ...],
        originals_only: bool,
        stated_only: bool,
        **kwargs: Any,
    ) -> object:
        policy = GivenPolicy(exclude_sources, originals_only, stated_only)
        return function(*args, policy=policy, **kwargs)

    options: tuple[Callable[[Any], Any], ...] = (
        click.option(
            "--exclude-source",
            "exclude_sources",
            metavar="SOURCE",
            type=WORDS,
            multiple=True,
            help="As if this source were not there; may be given again.",
        ),
        click.option(
            "--originals-only",
            is_flag=True,
            help="Only what sources say themselves, nothing at second hand.",
        ),
        click.option(
            "--stated-only", is_flag=True, help="Only what is stated, nothing a reader inferred."
        ),
        living_option,
    )
    made: Any = with_policy
    for option in reversed(options):
        made = option(made)
    return made  # type: ignore[no-any-return]


def policy_words(policy: Policy, queries: Queries) -> tuple[str, ...]:
    """Say what a policy leaves out; nothing where everything does."""
    titles = sorted(title_among_all(queries, source) for source in policy.exclude_sources)
    words: list[str] = [say("without “{title}”", title=safe(title)) for title in titles]
    if policy.originals_only:
        words.append(say("only what sources say themselves, nothing at second hand"))
    if policy.stated_only:
        words.append(say("only what is stated, nothing inferred"))
    if policy.living == "hidden":
        words.append(say("without facts about living persons"))
    words += [
        said
        for said, hidden in (
            (say("without notes"), policy.notes == "hidden"),
            (say("without the words of sources"), policy.quotations == "hidden"),
            (say("without some sources"), policy.hidden_sources),
            (say("without some subjects"), policy.hidden_subjects),
        )
        if hidden
    ]
    return tuple(words)


def parts_to_keep_back(hides: Policy, keep_back: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the parts that a proof keeps back: those given, and those that hold what is hidden."""
    notes = ("note",) if hides.notes == "hidden" else ()
    quoted = ("quotation", "text", "wording") if hides.quotations == "hidden" else ()
    return (*keep_back, *notes, *quoted)


def check_tells_nothing_hidden(queries: Queries, hides: Policy, bundle: Bundle) -> None:
    """Check, where something is hidden, that a proof tells none of it.

    Raises:
        RefusedError: an event it tells is of somebody or something hidden, or names them.
    """
    hides = replace(hides, notes="shown", quotations="shown")
    told = {event.position: event.told for event in bundle.disclosed}
    found = queries.hiding(hides).hidden_events(told)
    if not found:
        return
    types = {event.position: event.type for event in bundle.disclosed}
    named = [f"@{position} ({types[position]})" for position in found[:_MOST_NAMED]]
    if len(found) > len(named):
        named.append(f"{len(found) - len(named)} more")
    message = (
        f"A proof shows whole events, and {', '.join(named)} would tell of somebody not known to"
        " be dead. Prove from a copy made with fonds share-copy --withhold living, or use --living"
        " shown."
        if hides.living == "hidden"
        else f"A proof shows whole events, and {', '.join(named)} would tell what the archive's"
        " policy hides. Prove from a copy made with fonds share-copy --withhold policy, or use"
        " --show everything."
    )
    raise RefusedError("hidden", message, fact=bundle.fact, positions=list(found))
