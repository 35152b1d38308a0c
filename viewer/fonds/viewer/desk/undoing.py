# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Taking acts back: by further events that say so, for the log itself is never undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from fonds.archive.errors import FondsError
from fonds.events.fixed import fixed
from fonds.events.values import CorrectionKind
from fonds.viewer.action_table import Need
from fonds.viewer.vocabulary_words import in_a_sentence
from fonds.viewer.wording import Counted, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.changes import ChangedFacts, CorrectFacts
    from fonds.archive.commands.plan import Command
    from fonds.archive.queries.answers import FactAnswer, HistoryEntry
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.session import Begun

_MOST_UNDO = 50
_MOST_SEEN = 60


@fixed
class Undo:
    """What takes an act back, how the act is called, and the facts it was about.

    ``about_two`` tells that it was concluded of two subjects, so that the lists change too;
    ``then`` is done once it is taken back, in place of showing facts.
    """

    words: str
    command: Command[Any]
    facts: tuple[str, ...]
    about_two: bool = False
    then: Callable[[], None] | None = None


def undo_reason() -> str:
    """Give the reason recorded with an undoing."""
    return translate("Undoing", "undone")


def name_of(entry: HistoryEntry, labels: dict[str, str], count: int = 1) -> str:
    """Name an act as the menu says it: ``assert father``, ``retract 7 facts``."""
    what = labels.get(entry.property or "", (entry.property or "").lower())
    if count > 1:
        what = Counted.tr("%n fact(s)", "", count)
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
    link = next((entry for entry in entries if entry.type == "SubjectsLinked"), None)
    if link is not None:
        return _parted(queries, link, entries, reason)
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
        return None
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
    return Undo(words.format(name=name), command, tuple(dict.fromkeys(moved)), about_two=True)


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


class Undoing(QObject):
    """Remembers what this window did, and what it had done when it was last open."""

    def __init__(self, desk: Desk, changed: Callable[[tuple[str, ...]], None]) -> None:
        """Tell ``changed`` which facts an undoing touched."""
        super().__init__(desk)
        self._desk = desk
        self._changed = changed
        self._stack: list[Undo] = []
        self._last_seen = 0
        desk.opened.connect(self._opened)
        desk.listed.connect(self._find_last)
        desk.closed.connect(self._forget)

    def did(self, outcome: Outcome[Any]) -> None:
        """Be told what was just recorded here; what cannot be taken back hides those before."""
        positions = [event.position for event in outcome.events]
        if not positions:
            return
        first, last, reason = min(positions), max(positions), undo_reason()

        def question(queries: Queries) -> Undo | None:
            entries = queries.history(since=f"@{first - 1}", before=last + 1, limit=_MOST_SEEN)
            return compensation(queries, entries, reason)

        self._desk.ask(f"undo-{last}", question, self._push)

    def offer(self, undo: Undo) -> None:
        """Let what was just recorded here be taken back as its maker says."""
        self._push(undo)

    def undo(self) -> None:
        """Take the last act back, by an event that says so."""
        if not self._stack:
            return
        last = self._stack[-1]

        def done(_outcome: Outcome[Any]) -> None:
            self._drop(last)
            self._desk.window.notice.tell(self.tr("Undone: {act}").format(act=last.words))
            if last.then is not None:
                last.then()
            elif last.facts or not last.about_two:
                self._changed(last.facts)

        def failed(error: BaseException) -> None:
            if isinstance(error, FondsError):
                # Somebody changed it meanwhile: it will never be possible again.
                self._drop(last)
            self._desk.complain(error)

        self._desk.record(last.command, done, failed)

    def _push(self, found: Undo | None) -> None:
        self._stack = [*self._stack, found][-_MOST_UNDO:] if found is not None else []
        self._name()

    def _drop(self, undone: Undo) -> None:
        self._stack = [one for one in self._stack if one is not undone]
        self._name()

    def _name(self) -> None:
        action = self._desk.window.actions_of_window.action("undo")
        if action is not None:
            last = self._stack[-1].words if self._stack else ""
            named = self.tr("&Undo: {act}").format(act=last.replace("&", "&&"))
            action.setText(named if last else self.tr("&Undo"))
        self._desk.set_need(Need.CAN_UNDO, met=bool(self._stack))

    def _opened(self, begun: Begun) -> None:
        self._forget()
        self._last_seen = begun.archive.size

    def _find_last(self) -> None:
        """Find what was done when this was last open, once what somebody waits for is read."""
        last, self._last_seen = self._last_seen, 0
        if not last:
            return
        agent, reason = self._desk.agent, undo_reason()

        def question(queries: Queries) -> Undo | None:
            entries = queries.history(before=last + 1, limit=_MOST_SEEN)
            mine = [one for one in entries if one.agent == agent]
            act = [one for one in mine if one.action == mine[0].action]
            if not act or act[0].reason == reason:
                return None
            return compensation(queries, act, reason)

        def found(undo: Undo | None) -> None:
            if undo is not None:
                # Beneath what was done here meanwhile.
                self._stack.insert(0, undo)
                self._name()

        self._desk.ask("undo-last", question, found)

    def _forget(self) -> None:
        self._stack, self._last_seen = [], 0
        self._name()
