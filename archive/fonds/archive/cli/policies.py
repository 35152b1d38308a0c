# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The options that say under which policy a record is asked for, and a policy in words."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, FunctionT
from fonds.archive.cli.terminal import safe
from fonds.archive.record.policy import Living, Policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.queries.queries import Queries


@dataclass(frozen=True, slots=True)
class GivenPolicy:
    """A policy as typed; sources are still names."""

    exclude_sources: tuple[str, ...] = ()
    originals_only: bool = False
    stated_only: bool = False
    living: Living = "shown"

    def meant(self, queries: Queries) -> Policy:
        """Return the policy. Raises RefusedError where a name is no source's."""
        sources = (
            queries.names.source(numbered_source(queries, name)) for name in self.exclude_sources
        )
        return Policy(frozenset(sources), self.originals_only, self.stated_only, self.living)


def policy_options(function: FunctionT) -> FunctionT:
    """Take the options of a policy; the function gets them as ``policy``, a `GivenPolicy`."""

    @functools.wraps(function)
    def with_policy(
        *args: Any,
        exclude_sources: tuple[str, ...],
        originals_only: bool,
        stated_only: bool,
        living: Living,
        **kwargs: Any,
    ) -> object:
        policy = GivenPolicy(exclude_sources, originals_only, stated_only, living)
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
        click.option(
            "--living",
            type=click.Choice(["shown", "hidden"]),
            default="shown",
            help="Whether facts about living persons are shown.",
        ),
    )
    made: Any = with_policy
    for option in reversed(options):
        made = option(made)
    return made  # type: ignore[no-any-return]


def policy_words(policy: Policy, queries: Queries) -> tuple[str, ...]:
    """Say what a policy leaves out; nothing where everything does."""
    titles = sorted(queries.names.label(source) for source in policy.exclude_sources)
    words = [f"without “{safe(title)}”" for title in titles]
    if policy.originals_only:
        words.append("only what sources say themselves, nothing at second hand")
    if policy.stated_only:
        words.append("only what is stated, nothing inferred")
    if policy.living == "hidden":
        words.append("without facts about living persons")
    return tuple(words)
