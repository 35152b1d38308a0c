# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What takes an act back: for each kind of act the command that compensates for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fonds.events.catalogue.subject import ConflictOutcome
from fonds.events.fixed import fixed
from fonds.events.values import CorrectionKind
from fonds.viewer.vocabulary_words import in_a_sentence
from fonds.viewer.wording import Counted, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fonds.archive.commands.changes import ChangedFacts, CorrectFacts
    from fonds.archive.commands.plan import Command
    from fonds.archive.queries.answers import FactAnswer, HistoryEntry, ResolutionAnswer
    from fonds.archive.queries.queries import Queries


@fixed
class Undo:
    """What takes an act back, how the act is called, and the facts it was about.

    ``beyond_facts`` tells that it was no act on facts alone, whose history would be shown;
    ``then`` is done once it is taken back, in place of showing facts; ``why`` is the reason that
    was given for the act, if any.
    """

    words: str
    command: Command[Any]
    facts: tuple[str, ...]
    beyond_facts: bool = False
    then: Callable[[], None] | None = None
    why: str = ""


def undo_reason() -> str:
    """Give the reason recorded with an undoing."""
    return translate("Undoing", "undone")


def name_of(entry: HistoryEntry, labels: dict[str, str], count: int = 1) -> str:
    """Name an act as the menu says it: ``assert father``, ``retract 7 facts``."""
    what = labels.get(entry.property or "", (entry.property or "").lower())
    if count > 1:
        what = Counted.tr("%Ln fact(s)", "", count)
    verbs = {
        "FactAsserted": translate("Undoing", "assert {what}"),
        "FactCorrected": translate("Undoing", "correct {what}"),
        "FactReattributed": translate("Undoing", "reattribute {what}"),
        "FactRetracted": translate("Undoing", "retract {what}"),
        "FactReinstated": translate("Undoing", "reinstate {what}"),
        "FactAssessed": translate("Undoing", "judge {what}"),
        "FactCited": translate("Undoing", "cite a passage for {what}"),
    }
    return verbs.get(entry.type, "{what}").format(what=what.replace("_", " "))


def compensation(queries: Queries, entries: Sequence[HistoryEntry], reason: str) -> Undo | None:
    """Find the command that takes an action's events back, newest first; None where none can.

    Facts are given back what they said before, which is asked of the moment before the act.
    """
    undo = _compensation(queries, entries, reason)
    given = next((entry.reason for entry in entries if entry.reason), "")
    return replace(undo, why=given) if undo is not None else None


def _compensation(queries: Queries, entries: Sequence[HistoryEntry], reason: str) -> Undo | None:
    link = next((entry for entry in entries if entry.type == "SubjectsLinked"), None)
    if any(entry.type == "SubjectWithdrawn" for entry in entries):
        # Who was withdrawn is nobody anything could be moved to again.
        return None
    if link is not None:
        return _parted(queries, link, entries, reason)
    # Whoever acts for the first time is introduced with the act, and stays so.
    acts = [entry for entry in entries if entry.type != "AgentIntroduced"]
    if [entry.type for entry in acts] == ["ConflictResolved"]:
        return _concluded_before(queries, acts[0], reason)
    if [entry.type for entry in acts] == ["SubjectOpened"]:
        return _not_opened(queries, acts[0], reason)
    entries = [entry for entry in entries if entry.fact]
    if not entries or len({entry.type for entry in entries}) > 1:
        return None
    first = entries[0]
    from fonds.archive.commands.changes import ReinstateFacts, RetractFacts

    facts = tuple(dict.fromkeys(entry.fact for entry in entries if entry.fact))
    labels = {one.name: in_a_sentence(one.label) for one in queries.properties()}
    words = name_of(first, labels, len(facts))
    if first.type in {"FactAsserted", "FactReinstated"}:
        return Undo(words, RetractFacts(facts, reason), facts)
    if first.type == "FactRetracted":
        return Undo(words, ReinstateFacts(facts, reason), facts)
    if len(facts) > 1:
        together = _given_back_together(queries, entries, facts, reason)
        return Undo(words, together, facts) if together is not None else None
    now = queries.facts(facts)
    then = queries.facts(facts, f"@{first.position - 1}")
    if not now or not then:
        return None
    command = _given_back(first, now[0], then[0], reason)
    return Undo(words, command, facts) if command is not None else None


def _parted(
    queries: Queries, link: HistoryEntry, entries: Sequence[HistoryEntry], reason: str
) -> Undo:
    """Take back what was concluded of two subjects, with the facts that were moved for it."""
    from fonds.archive.commands.taking_back import TakeBackIdentity

    moved = [entry.fact for entry in entries if entry.type == "FactReattributed" and entry.fact]
    words = (
        translate("Undoing", "part {name} from another")
        if moved
        else translate("Undoing", "who {name} is")
    )
    name = queries.names.label(link.subject) if link.subject else ""
    command = TakeBackIdentity(link.action, reason)
    return Undo(words.format(name=name), command, tuple(dict.fromkeys(moved)), beyond_facts=True)


def _concluded_before(queries: Queries, entry: HistoryEntry, reason: str) -> Undo | None:
    """Open a conflict again, or conclude of it anew what was concluded of it before."""
    from fonds.archive.commands.conflicts import ResolveConflict

    for conflict in queries.conflicts(entry.subject):
        made = queries.conflict(conflict.id).scope.resolutions
        mine = next((one for one in made if one.event == entry.event), None)
        if mine is None or set(mine.facts) != set(conflict.facts):
            continue
        earlier = _earlier(made, mine)
        before = earlier[-1] if earlier else None
        if before is None or before.outcome is ConflictOutcome.UNRESOLVED:
            if mine.outcome is ConflictOutcome.UNRESOLVED:
                return None
            command = ResolveConflict(conflict.id, ConflictOutcome.UNRESOLVED, reason)
        else:
            why = before.reason or reason
            command = ResolveConflict(conflict.id, before.outcome, why, before.preferred)
        what = in_a_sentence(conflict.property_label)
        words = translate("Undoing", "conclude about {what}").format(what=what)
        return Undo(words, command, conflict.facts[:1])
    return None


def _earlier(made: Sequence[ResolutionAnswer], mine: ResolutionAnswer) -> list[ResolutionAnswer]:
    """Give what was concluded of the same facts before, oldest first."""
    return [
        one for one in made if one.position < mine.position and set(one.facts) == set(mine.facts)
    ]


def is_undoing(queries: Queries, act: Sequence[HistoryEntry], reason: str) -> bool:
    """Tell whether an act took another back, newest first; what did is not taken back in turn.

    A conclusion that was brought back bears the reasoning it had, so it is known by being what was
    concluded before the last one.
    """
    if act[0].reason == reason:
        return True
    entry = act[0]
    if entry.type != "ConflictResolved":
        return False
    for conflict in queries.conflicts(entry.subject):
        made = queries.conflict(conflict.id).scope.resolutions
        mine = next((one for one in made if one.event == entry.event), None)
        if mine is not None:
            return any(_same(one, mine) for one in _earlier(made, mine)[:-1])
    return False


def _same(one: ResolutionAnswer, other: ResolutionAnswer) -> bool:
    return (one.outcome, one.preferred, one.reason) == (
        other.outcome,
        other.preferred,
        other.reason,
    )


def _not_opened(queries: Queries, entry: HistoryEntry, reason: str) -> Undo | None:
    from fonds.archive.commands.identity import WithdrawSubject

    if entry.subject is None:
        return None
    words = translate("Undoing", "open {name}").format(name=queries.names.label(entry.subject))
    return Undo(words, WithdrawSubject(entry.subject, reason), (), beyond_facts=True)


def _given_back(
    entry: HistoryEntry, now: FactAnswer, then: FactAnswer, reason: str
) -> Command[ChangedFacts] | None:
    from fonds.archive.commands.changes import AssessFacts, ReattributeFacts, UnciteFact

    fact = (now.id,)
    if entry.type == "FactAssessed":
        was = then.assessment
        if was is None:
            return AssessFacts(fact, reason)
        return AssessFacts(fact, reason, was.rank, was.confidence, was.quality)
    if entry.type == "FactReattributed":
        if now.subject != then.subject:
            return ReattributeFacts(fact, then.subject, reason)
        if then.value_subject and now.value_subject != then.value_subject:
            return ReattributeFacts(fact, then.value_subject, reason, "value")
        return None
    if entry.type == "FactCited":
        new = {one.excerpt for one in now.citations} - {one.excerpt for one in then.citations}
        return UnciteFact(now.id, new.pop() or "", reason) if len(new) == 1 else None
    if entry.type == "FactCorrected":
        return _former_reading(now, then, reason)
    return None


def _given_back_together(
    queries: Queries, entries: Sequence[HistoryEntry], facts: tuple[str, ...], reason: str
) -> Command[ChangedFacts] | None:
    """Make the one command that gives several facts back what they were, if there is one."""
    from fonds.archive.commands.changes import AssessFacts, CorrectFacts, ReattributeFacts

    before = min(entry.position for entry in entries) - 1
    then = {fact.id: fact for fact in queries.facts(facts, f"@{before}")}
    found = [
        _given_back(entries[0], now, then[now.id], reason)
        for now in queries.facts(facts)
        if now.id in then
    ]
    alike = [
        replace(one, facts=facts)
        for one in found
        if isinstance(one, AssessFacts | CorrectFacts | ReattributeFacts)
    ]
    same = len(alike) == len(facts) and all(one == alike[0] for one in alike)
    return alike[0] if same else None


def _former_reading(now: FactAnswer, then: FactAnswer, reason: str) -> CorrectFacts | None:
    """Make the correction that gives a fact its former reading, where that can be said."""
    from fonds.archive.commands.changes import CorrectFacts

    if now.when is not None and then.when is None:
        return None
    said: dict[str, Any] = {
        name: then.qualifiers.get(name)
        for name in {*now.qualifiers, *then.qualifiers}
        if now.qualifiers.get(name) != then.qualifiers.get(name)
    }
    new_value = (now.value, now.value_subject) != (then.value, then.value_subject)
    if new_value:
        said |= {"as_written": then.as_written, "value_as_written": then.value_as_written}
    new_when = then.when is not None and now.when != then.when
    if new_when:
        said["when_text"] = then.when_text
    return CorrectFacts(
        (now.id,),
        CorrectionKind.MISTYPED,
        reason,
        property=then.property if then.property != now.property else None,
        value=then.value if new_value else None,
        when=then.when.edtf if new_when and then.when is not None else None,
        qualifiers={name: value for name, value in said.items() if value is not None},
    )
