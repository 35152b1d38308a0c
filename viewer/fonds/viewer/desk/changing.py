# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Changing what we hold of facts: correct, reattribute, retract, reinstate, judge, cite further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fonds.events.values import Rank, ValueKind, ValueType
from fonds.viewer.desk.acting import Acting
from fonds.viewer.desk.record_rows import fact_said, value_said
from fonds.viewer.desk.unfinished import CHANGES

if TYPE_CHECKING:
    from fonds.archive.archive import Outcome
    from fonds.archive.commands.changes import ChangedFacts, CorrectFacts
    from fonds.archive.commands.plan import Command
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.change_dialog import Change, ChangeDialog
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.undoing import Undoing
    from fonds.viewer.desk.unfinished import Unfinished

_MOST_QUOTES = 3


class Changing(Acting):
    """Asks what is to change and why; each change is one command, one action, one event a fact."""

    def __init__(
        self, desk: Desk, reader: Reader, undoing: Undoing, unfinished: Unfinished
    ) -> None:
        """Change what is chosen in ``reader``."""
        super().__init__(desk, reader, undoing, unfinished)
        desk.listed.connect(self._take_up)
        desk.opened.connect(self._opened)

    def correct(self) -> None:
        """Ask for a new reading of the chosen fact."""
        self._ask("correct", self._chosen()[:1])

    def reattribute(self) -> None:
        """Ask whom the chosen facts are really about."""
        self._ask("reattribute", self._chosen())

    def retract(self) -> None:
        """Ask why the chosen facts are no longer held."""
        self._ask("retract", self._chosen())

    def judge(self) -> None:
        """Ask for the rank of the chosen facts, and how sure one is of them."""
        self._ask("judge", self._chosen())

    def reinstate(self) -> None:
        """Ask why the retracted fact that the history shows is held again."""
        entry = self._desk.window.history.list.current()
        if entry is None or not entry.facts:
            return
        facts = list(entry.facts)

        def found(answers: list[FactAnswer]) -> None:
            self._ask("reinstate", answers)

        self._desk.ask("reinstate", lambda queries: queries.facts(facts), found)

    def cite(self) -> None:
        """Cite the selected words for the chosen fact, as one more passage that says so."""
        from fonds.archive.commands.changes import CiteFact
        from fonds.archive.commands.facts import GivenCitation
        from fonds.viewer.desk.guesses import guess_mark, reference_for

        facts, read = self._chosen(), self._reader.source.read
        start, end = self._desk.window.source.selection()
        if not facts or read is None or start == end or not self._desk.is_writable:
            return
        text, fact = read.view.text, facts[0]
        mark = guess_mark(text, start, end)
        work = read.cited(mark)[1] if mark else None
        if mark and not read.knows(mark):
            work = reference_for(text, mark, end)
        given = GivenCitation(
            source=read.view.id,
            quote=text[start:end],
            start=start,
            end=end,
            asserted_by=read.speaker_of(start, end) or None,
            mark=mark or None,
            cited_work=work,
        )

        def done(outcome: Outcome[ChangedFacts]) -> None:
            self._undoing.did(outcome)
            words = self.tr("The passage now stands for {property}: {value}.")
            label = self._desk.lexicon.label(fact.property)
            self._desk.window.notice.tell(words.format(property=label, value=value_said(fact)))
            self.show(outcome.answer.facts)

        self._desk.record(CiteFact(fact.id, given), done)

    def show(self, facts: tuple[str, ...]) -> None:
        """Show the history of facts that were just changed."""
        self._reader.history.reload_facts(facts)

    def _ask(self, kind: str, facts: list[FactAnswer]) -> ChangeDialog | None:
        from fonds.viewer.desk.change_dialog import ChangeDialog

        if not facts or not self._desk.is_writable:
            return None
        fact = facts[0]
        what = {"property": self._desk.lexicon.label(fact.property), "value": value_said(fact)}
        titles = {
            "correct": (self.tr("Correct {property}: {value}"), self.tr("Correct")),
            "reattribute": (self.tr("Reattribute {property}: {value}"), self.tr("Reattribute")),
            "retract": (self.tr("Retract {property}: {value}"), self.tr("Retract")),
            "reinstate": (self.tr("Reinstate {property}: {value}"), self.tr("Reinstate")),
            "judge": (self.tr("Judge {property}: {value}"), self.tr("Judge")),
        }
        title, button = titles[kind]
        quotes = [one.quote for held in facts for one in held.citations if one.quote]
        shown = list(dict.fromkeys(quotes))[:_MOST_QUOTES]
        window = self._desk.window
        dialog = ChangeDialog(window.theme, title.format(**what), shown, button, window)
        if kind == "correct":
            value = str(fact.value) if fact.value is not None else ""
            dialog.ask_reading(value, fact.when.edtf if fact.when else "")
        elif kind == "reattribute":
            label = self.tr("It is about")
            dialog.ask_subject(label, self._desk.lexicon.offer_subjects)
        elif kind == "judge":
            held = fact.assessment
            rank = held.rank if held is not None else Rank.NORMAL
            dialog.ask_judgement(rank, held.confidence if held is not None else None)
        alike: dict[str, FactAnswer] = {}
        if kind == "correct":
            self._offer_others(dialog, fact, alike)

        def submitted(change: Change) -> None:
            others = [alike[one] for one in change.others if one in alike]
            self._carry_out(dialog, kind, [*facts, *others], change)

        dialog.submitted.connect(submitted)
        ids = [one.id for one in facts]
        self._unfinished.follow(dialog, {"form": kind, "facts": ids})
        dialog.open()
        return dialog

    def _offer_others(
        self, dialog: ChangeDialog, fact: FactAnswer, alike: dict[str, FactAnswer]
    ) -> None:
        """Offer what rests on the passages of a fact; ``alike`` is told which are read as it is."""
        excerpts = {one.excerpt for one in fact.citations if one.excerpt}

        def question(queries: Queries) -> list[tuple[FactAnswer, str]]:
            resting = {one.id: one for excerpt in excerpts for one in queries.resting_on(excerpt)}
            found = sorted(resting.values(), key=lambda one: one.position)
            return [(one, queries.names.label(one.subject)) for one in found if one.id != fact.id]

        def found(others: list[tuple[FactAnswer, str]]) -> None:
            if dialog.is_over or not others:
                return
            alike.update({one.id: one for one, _ in others if _read_alike(one, fact)})
            label = self._desk.lexicon.label
            said = {one.id: fact_said(one, subject, label(one.property)) for one, subject in others}
            dialog.offer_others(
                {one: said[one] for one in alike},
                [words for one, words in said.items() if one not in alike],
            )

        self._desk.ask("resting", question, found)

    def _carry_out(
        self, dialog: ChangeDialog, kind: str, facts: list[FactAnswer], change: Change
    ) -> None:
        def done(outcome: Outcome[ChangedFacts]) -> None:
            self._undoing.did(outcome)
            dialog.accept()
            self.show(outcome.answer.facts)

        def failed(error: BaseException) -> None:
            self._desk.refuse(error, dialog.refuse)

        self._desk.record(_command(kind, facts, change), done, failed)

    def _chosen(self) -> list[FactAnswer]:
        record = self._reader.record
        return [record.facts[fact] for fact in record.chosen_facts if fact in record.facts]

    def _opened(self, _begun: object) -> None:
        self._lost = self._unfinished.found(*CHANGES)

    def _take_up(self) -> None:
        """Open the dialog that was lost, once the archive is there."""
        lost, self._lost = self._lost, {}
        facts, typed = lost.get("facts"), lost.get("typed")
        if not isinstance(facts, list) or not isinstance(typed, dict):
            return

        def found(answers: list[FactAnswer]) -> None:
            dialog = self._ask(str(lost.get("form")), answers)
            if dialog is not None:
                dialog.put_back({str(name): str(words) for name, words in typed.items()})

        self._desk.ask("lost", lambda queries: queries.facts([str(one) for one in facts]), found)


def _read_alike(one: FactAnswer, other: FactAnswer) -> bool:
    """Tell whether the same correction fits two facts: what they say, and of what time."""
    return (one.value_type, one.value_kind, one.value, one.value_subject, one.when) == (
        other.value_type,
        other.value_kind,
        other.value,
        other.value_subject,
        other.when,
    )


def _command(kind: str, facts: list[FactAnswer], change: Change) -> Command[ChangedFacts]:
    from fonds.archive.commands.changes import (
        AssessFacts,
        ReattributeFacts,
        ReinstateFacts,
        RetractFacts,
    )

    ids = tuple(fact.id for fact in facts)
    after = {fact.id: fact.last_event for fact in facts}
    if kind == "retract":
        return RetractFacts(ids, change.reason, after=after)
    if kind == "reinstate":
        return ReinstateFacts(ids, change.reason, after=after)
    if kind == "reattribute":
        return ReattributeFacts(ids, change.subject, change.reason, after=after)
    if kind == "judge":
        return AssessFacts(ids, change.reason, change.rank, change.confidence, after=after)
    return _correction(facts, change, after)


def _correction(facts: list[FactAnswer], change: Change, after: dict[str, str]) -> CorrectFacts:
    from fonds.archive.commands.changes import CorrectFacts
    from fonds.viewer.desk.guesses import read_date, value_kind_of

    value = change.value
    kind = value_kind_of(value)
    is_value = kind is ValueKind.VALUE
    qualifiers: dict[str, Any] = {}
    if value and facts[0].value_type is ValueType.DATE:
        value = read_date(value).edtf or value
    if change.when_text:
        qualifiers["when_text"] = change.when_text
    return CorrectFacts(
        tuple(fact.id for fact in facts),
        change.kind,
        change.reason,
        value=(value or None) if is_value else None,
        value_kind=None if is_value else kind,
        when=change.when or None,
        qualifiers=qualifiers,
        after=after,
    )
