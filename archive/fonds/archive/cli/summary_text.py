# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What was concluded of a conflict, in words: as a proof summary on paper, and in a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.cli.footnotes import Footnotes
from fonds.archive.cli.tables import in_words, moment
from fonds.archive.cli.terminal import Ink, flowing, safe, wrap
from fonds.archive.queries.said import (
    between_values,
    concluded_of,
    contested,
    inferred,
    once_concluded,
    preferred_of,
    time_of,
)
from fonds.archive.record.outcome import Status
from fonds.events.catalogue.subject import ConflictOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.queries.answers import (
        ArchiveAnswer,
        ConflictSummary,
        FactAnswer,
        ResolutionAnswer,
        ScopeAnswer,
    )

OUTCOMES = {
    ConflictOutcome.DIFFERENT_SCOPE: "They do not speak of the same office, contest or time.",
    ConflictOutcome.BOTH_STAND: "All of them stand, side by side.",
    ConflictOutcome.UNRESOLVED: "Left open.",
}


def summary_lines(
    summary: ConflictSummary, archive: ArchiveAnswer, ink: Ink, width: int
) -> list[str]:
    """Return the lines of a proof summary."""
    conflict, scope = summary.conflict, summary.scope
    titles = {
        citation.source: citation.source_title
        for value in scope.values
        for fact in value.facts
        for citation in fact.citations
    }
    notes = Footnotes(ink, width, titles, ids=False)
    letters = {
        fact.id: f"{chr(ord('A') + place)}" if place < 26 else f"A{place}"
        for place, value in enumerate(scope.values)
        for fact in value.facts
    }
    lines = [
        ink.strong(line)
        for line in wrap(f"{safe(conflict.subject_label)}: {safe(summary.label)}", width)
    ]
    lines.append(ink.quiet(f"conflict {conflict.id}, {state_of(summary)}"))
    if scope.scope:
        said = "; ".join(f"{name}: {value}" for name, value in scope.scope.items())
        lines += wrap(f"Of {safe(flowing(said))}.", width)
    lines += ["", ink.strong("ACCOUNTS")]
    for value in scope.values:
        marks = "".join(notes.mark(one) for fact in value.facts for one in fact.citations)
        text = f"{letters[value.facts[0].id]}. {_account(value.facts[0])} {marks}"
        lines += wrap(text.rstrip(), width, first="  ", rest="     ")
        ids = ", ".join(fact.id for fact in value.facts)
        lines += [ink.quiet(line) for line in wrap(f"fact {ids}", width, first="     ")]
    lines += ["", ink.strong("HOW THEY STAND")]
    for relation in _distinct_relations(summary, letters):
        lines += wrap(flowing(relation), width, first="  - ", rest="    ")
    lines += ["", ink.strong("WHAT WAS CONCLUDED")]
    lines += wrap(
        f"@{summary.opened}  The accounts stand against each other since here.",
        width,
        first="  ",
        rest="    ",
    )
    for one in scope.resolutions:
        lines += _resolution(one, letters, width)
    lines += _outstanding(summary, letters, width)
    lines += notes.lines()
    asof = f", {moment(archive.last_recorded_at)}" if archive.last_recorded_at else ""
    said = f"From {safe(archive.name)} as it stands at @{archive.size}{asof}."
    return [*lines, "", *(ink.quiet(line) for line in wrap(said, width))]


def state_of(summary: ConflictSummary) -> str:
    """Say in a word or two how a conflict is."""
    return "open again" if summary.scope.reopened else summary.conflict.status


def _account(fact: FactAnswer) -> str:
    time = time_of(fact)
    when = f", {safe(time)}" if time else ""
    hedge = f" (“{flowing(fact.hedge)}”)" if fact.hedge else ""
    known = ["second-hand"] if fact.second_hand else []
    known += ["inferred"] if inferred([fact]) else []
    hand = f" ({', '.join(known)})" if known else ""
    return f"{flowing(fact.display)}{when}{hedge}{hand}"


def _distinct_relations(summary: ConflictSummary, letters: Mapping[str, str]) -> list[str]:
    """Say each relation between two accounts once, conflicts first."""
    told = (
        f"{letters[one.first]} and {letters[one.second]}: {one.reason}"
        for one in between_values(summary.scope)
    )
    return list(dict.fromkeys(told))


def _resolution(one: ResolutionAnswer, letters: Mapping[str, str], width: int) -> list[str]:
    if one.outcome is ConflictOutcome.PREFERRED:
        letter = letters.get(one.preferred or "")
        said = (
            f"{letter} is preferred."
            if letter
            else "An account that stands here no longer was preferred."
        )
    else:
        said = OUTCOMES[one.outcome]
    past = "" if one.in_force else " (no longer in force)"
    head = f"@{one.position}  {moment(one.recorded_at)}, {safe(one.agent)}: {said}{past}"
    lines = wrap(head, width, first="  ", rest="    ")
    if one.reason:
        lines += wrap(flowing(one.reason), width, first="    ", rest="    ")
    return lines


def _outstanding(summary: ConflictSummary, letters: Mapping[str, str], width: int) -> list[str]:
    scope = summary.scope
    if summary.conflict.status == "resolved":
        return []
    if not scope.reopened:
        return ["  Nobody has settled it."] if not scope.resolutions else ["  It is open."]
    new = list(dict.fromkeys(letters[fact] for fact in scope.reopened_by if fact in letters))
    if not new:
        return wrap(
            "Open again: what was preferred no longer stands.", width, first="  ", rest="    "
        )
    verb = "was" if len(new) == 1 else "were"
    said = (
        f"Open again: {' and '.join(new)} {verb} recorded or corrected since"
        f" ({in_words(len(scope.reopened_by))} not weighed)."
    )
    return wrap(said, width, first="  ", rest="    ")


def state_words(scope: ScopeAnswer) -> str:
    """Say what a reader must know before the values; nothing where they stand as they are."""
    if scope.status is Status.DISPUTED:
        again = ", open again" if scope.reopened else ""
        return f"! disputed{again}: {in_words(len(contested(scope)))} accounts, none preferred"
    if scope.status is Status.RESOLVED:
        led = scope.values[0] in preferred_of(scope)
        return "resolved: the first account is preferred" if led else "resolved"
    return ""


def concluded_words(scope: ScopeAnswer) -> list[str]:
    """Say who settled it, how and why; nothing where nobody weighed it with reasons."""
    said = []
    for one in concluded_of(scope):
        how = "" if one.outcome is ConflictOutcome.PREFERRED else f": {one.outcome.value}"
        why = f": {flowing(one.reason)}" if one.reason else ""
        said.append(f"by {safe(one.agent)}{how}{why}")
    return said


def once_concluded_words(scope: ScopeAnswer) -> str:
    """Say what was concluded of accounts that conflict no longer; nothing where nothing was."""
    made = once_concluded(scope)
    if made is None:
        return ""
    shown = {fact.id: fact.display for value in scope.values for fact in value.facts}
    how = f"had concluded “{made.outcome.value}”"
    if made.outcome is ConflictOutcome.PREFERRED:
        how = f"had preferred {flowing(shown.get(made.preferred or '', 'another account'))}"
    why = f": {flowing(made.reason)}" if made.reason else ""
    return f"(no longer in conflict; {safe(made.agent)} {how}{why})"
