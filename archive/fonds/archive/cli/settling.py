# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that lists passages waiting for a person, and decides what became of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import flowing, wrap
from fonds.archive.commands.settling import Settled, SettlePassage, UnsettlePassage

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.source_answers import UnclearAnchor


@command(
    "settle",
    example="""fonds source settle marlow.fonds the-quay-profile.txt
    fonds source settle marlow.fonds the-quay-profile.txt m4te --as-found \\
    --reason "The page was corrected."
    fonds source settle marlow.fonds the-quay-profile.txt m4te --absent --reason "Cut." """,
)
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@click.argument("excerpt", metavar="[EXCERPT]", type=WORDS, required=False)
@click.option("--as-found", is_flag=True, help="It is this now, in the words that were found.")
@click.option("--quote", metavar="TEXT", type=WORDS, help="It is this now: words of the new text.")
@click.option("--start", metavar="N", type=click.IntRange(min=0), help="Where they begin.")
@click.option("--absent", is_flag=True, help="It does not stand in the new text.")
@click.option(
    *("--cite", "cite"),
    metavar="FACT",
    type=WORDS,
    multiple=True,
    help="Let this fact, which rests on it, cite the newer words besides.",
)
@click.option("--undo", is_flag=True, help="Take the decision back: it waits again.")
@click.option("--reason", metavar="TEXT", type=WORDS, help="Why; kept beside the decision.")
@click.pass_obj
def settle(
    session: Session,
    path: Path,
    source: str,
    excerpt: str | None,
    as_found: bool,
    quote: str | None,
    start: int | None,
    absent: bool,
    cite: tuple[str, ...],
    undo: bool,
    reason: str | None,
) -> None:
    """List passages that were not found again as they were; decide what became of one.

    After fonds source recapture a passage that is changed, ambiguous or lost waits for a person.
    Without EXCERPT those of SOURCE are listed, each with its words before and now and the facts
    that rest on it, and after them those decided of already. A decision holds in later captures
    too, as long as the words decided on stand there unchanged, or are absent still. Facts stay on
    the words they cite: correct or retract them where the newer text shows that they are wrong, or
    let them cite the newer words with --cite.
    """
    ways = [as_found, quote is not None, absent, undo]
    if excerpt is None:
        if any(ways) or cite:
            message = "Name the passage; fonds source settle with SOURCE alone lists them"
            raise click.UsageError(message, click.get_current_context())
        _list(session, path, source)
        return
    if sum(ways) != 1 or (start is not None and quote is None):
        message = "Say one of --as-found, --quote, --absent and --undo; --start goes with --quote"
        raise click.UsageError(message, click.get_current_context())
    if reason is None and not undo:
        message = "Say why with --reason; it stays beside the decision for good"
        raise click.UsageError(message, click.get_current_context())
    with session.writing(path) as archive:
        meant = numbered_source(archive.queries, source)
        wanted = (
            UnsettlePassage(excerpt, reason or "undone", meant)
            if undo
            else SettlePassage(excerpt, reason or "", absent, quote, start, cite, meant)
        )
        done: Settled = session.record(archive, wanted, "Recording").answer
    document = {
        "excerpt": done.excerpt,
        "source": done.source,
        "state": done.state.value,
        "decided": not undo,
        "was": done.was,
        "now": done.now,
        "facts": list(done.facts),
        "cited": list(done.cited),
    }
    session.answer(document, _told(done, undo, session.width))


def _told(done: Settled, undo: bool, width: int) -> list[str]:
    was = f"“{flowing(done.was)}”"
    if undo:
        return [*wrap(f"Taken back; it waits again, {done.state.value}: {was}", width)]
    if done.now is None:
        said = f"Decided: {was} does not stand in the newer text."
    else:
        said = f"Decided: {was} is now “{flowing(done.now)}”."
    lines = wrap(said, width)
    if done.facts:
        rest = f"{counted(len(done.facts), 'fact')} on the older words: {', '.join(done.facts)}"
        lines += wrap(rest, width, first="  ", rest="    ")
    if done.cited:
        lines += wrap(f"Cite the newer words too: {', '.join(done.cited)}", width, first="  ")
    return lines


def _list(session: Session, path: Path, source: str) -> None:
    with session.reading(path) as archive:
        found = archive.queries.anchor_states(numbered_source(archive.queries, source))
    waiting = found[0].unclear if found else ()
    decided = found[0].decided if found else ()
    document = {
        "passages": [_shape(one) for one in waiting],
        "decided": [_shape(one) for one in decided],
    }
    lines: list[str] = []
    for one in waiting:
        became = f" became “{flowing(one.now)}”" if one.now is not None else ""
        lines += _entry(session, one, f"{one.state}  “{flowing(one.was or '')}”{became}")
    lines = lines or ["No passage of this source waits for a decision."]
    if decided:
        lines += ["", f"Decided of {counted(len(decided), 'passage')}; --undo takes one back:"]
    for one in decided:
        now = f"is now “{flowing(one.now or '')}”" if one.start is not None else "is not there"
        lines += _entry(session, one, f"“{flowing(one.was or '')}” {now}")
    session.answer(document, lines)


def _shape(one: UnclearAnchor) -> dict[str, object]:
    return {
        "excerpt": one.excerpt,
        "state": one.state,
        "was": one.was,
        "now": one.now,
        "start": one.start,
        "end": one.end,
        "facts": list(one.facts),
    }


def _entry(session: Session, one: UnclearAnchor, said: str) -> list[str]:
    lines = wrap(f"{one.excerpt}  {said}", session.width, rest="    ")
    facts = f"{counted(len(one.facts), 'fact')}: {', '.join(one.facts)}"
    return [*lines, *wrap(facts, session.width, first="    ", rest="    ")]
