# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Writing: a fact from a selection, corrections, retractions, and undoing what was done last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from fonds.archive.commands.changes import CorrectFacts, ReinstateFacts, RetractFacts
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.errors import FondsError
from fonds.events.values import CorrectionKind, SubjectKind, ValueType
from fonds.viewer.actions import Need
from fonds.viewer.desk.change_dialog import Change, ChangeDialog
from fonds.viewer.desk.form_help import command_of
from fonds.viewer.desk.guesses import date_words, guess_mark, read_date
from fonds.viewer.desk.places import Place
from fonds.viewer.drafts import FactDraft, FactSeed
from fonds.viewer.fact_form import FactForm

if TYPE_CHECKING:
    from fonds.archive.archive import Outcome
    from fonds.archive.commands.changes import ChangedFacts
    from fonds.archive.commands.plan import Appended, Command
    from fonds.archive.queries.answers import FactAnswer
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader

_REST_MS = 350
_MOST_UNDO = 50
_MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class _Undo:
    """What takes an act back, and how the act is called."""

    words: str
    command: Command[ChangedFacts]


class Writing(QObject):
    """The acts of a person on facts; each is one command, refused or recorded as a whole."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        """Write what is read through ``reader``."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self._form: FactForm | None = None
        self._new_subject = ""
        self._undo: list[_Undo] = []
        # The form follows another selection, once that has come to rest.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._retarget)
        desk.window.source.selection_changed.connect(self._selected)
        desk.moment_changed.connect(self._put_away)
        desk.opened.connect(self._forget)
        desk.closed.connect(self._forget)

    @property
    def form(self) -> FactForm | None:
        """The form that is open, or none."""
        return self._form

    def new_fact(self) -> None:
        """Open the form for the selected words; from within it, add the fact and go on."""
        focus = QApplication.focusWidget()
        if self._form is not None and focus is not None and self._form.isAncestorOf(focus):
            # The same keys mean "and next" there, and the window's shortcut comes first.
            self._form.submit(follow=True)
            return
        pane, read = self._desk.window.source, self._reader.source.read
        seed = self._seed()
        if seed is None or read is None or not self._desk.is_writable:
            return
        if self._form is not None:
            self._form.retarget(seed)
        else:
            form = FactForm(self._desk.window.theme, self._desk.lexicon.help())
            form.submitted.connect(self._submit)
            form.cancelled.connect(self._put_away)
            form.open(seed)
            self._form = form
        pane.show_form(self._form)
        self._form.take_keys()

    def correct(self) -> None:
        """Ask for a new reading of the chosen fact."""
        facts = self._chosen()
        if not facts or not self._desk.is_writable:
            return
        fact = facts[0]
        label = self._desk.lexicon.label(fact.property)
        title = self.tr("Correct {property}: {value}").format(property=label, value=fact.display)
        dialog = self._dialog(title, [fact], self.tr("Correct"))
        value = str(fact.value) if fact.value is not None else ""
        dialog.ask_reading(value, fact.when.edtf if fact.when else "")
        dialog.submitted.connect(lambda change: self._correct(dialog, fact, change))
        dialog.open()

    def retract(self) -> None:
        """Ask why the chosen facts are no longer held."""
        facts = self._chosen()
        if not facts or not self._desk.is_writable:
            return
        label = self._desk.lexicon.label(facts[0].property)
        title = self.tr("Retract {property}: {value}").format(
            property=label, value=facts[0].display
        )
        dialog = self._dialog(title, facts, self.tr("Retract"))
        dialog.submitted.connect(lambda change: self._retract(dialog, facts, change))
        dialog.open()

    def undo(self) -> None:
        """Take the last act of this window back, by an event that says so."""
        if not self._undo:
            return
        last = self._undo[-1]

        def done(_outcome: Outcome[ChangedFacts]) -> None:
            self._undo = [one for one in self._undo if one is not last]
            self._name_undo()
            self._desk.window.notice.tell(self.tr("Undone: {act}").format(act=last.words))

        self._desk.record(last.command, done)

    def copy_citation(self) -> None:
        """Copy the chosen facts' words with where they stand and who says them."""
        numbers = self._desk.listing.numbers if self._desk.listing is not None else {}
        lines = []
        for fact in self._chosen():
            for one in fact.citations:
                place = f"{one.source_title} [{numbers.get(one.source, 0)}]"
                parts = [f"“{one.quote}”" if one.quote else "", place, one.locator or ""]
                if one.start is not None:
                    parts.append(self.tr("characters {a}–{b}").format(a=one.start, b=one.end))
                if one.cited_work is not None and one.cited_work.work:
                    parts.append(self.tr("citing {work}").format(work=one.cited_work.work))
                lines.append(", ".join(filter(None, parts)))
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._desk.window.notice.tell(self.tr("The citation was copied."))

    def _seed(self) -> FactSeed | None:
        read, pane = self._reader.source.read, self._desk.window.source
        if read is None:
            return None
        text = read.view.text
        start, end = pane.selection()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            return None
        quote = text[start:end]
        record = self._reader.record
        is_subject = record.kind == "subject"
        return FactSeed(
            source=read.view.id,
            rendition=read.view.rendition,
            start=start,
            end=end,
            quote=quote,
            subject=record.id if is_subject else "",
            subject_label=self._desk.window.record.head.name if is_subject else "",
            when_text=date_words(quote),
            speaker=read.speaker,
            mark=guess_mark(text, start, end),
        )

    def _submit(self, draft: FactDraft, follow: bool) -> None:
        form, read = self._form, self._reader.source.read
        if form is None or read is None:
            return
        if not draft.subject and not self._desk.lexicon.knows_subject(draft.subject_label):
            self._open_subject(form, draft, follow=follow)
            return

        def done(outcome: Outcome[Appended]) -> None:
            fact = outcome.answer.stream
            about = next((e.header.about[0] for e in outcome.events if e.header.stream == fact), "")
            words = self.tr("assert {property}").format(
                property=self._desk.lexicon.label(draft.property).lower()
            )
            self._did(words, RetractFacts((fact,), self.tr("undone")))
            form.accepted()
            if follow:
                form.follow()
                self._reader.source.refresh()
                notice = self.tr("Added. Choose another property, or select the next words.")
                self._desk.window.notice.tell(notice)
                if about == self._reader.record.id:
                    self._reader.record.show("subject", about, (fact,))
            else:
                self._put_away()
                self._reader.visit(Place("subject", about, (fact,)))

        self._desk.record(command_of(draft, self._desk.lexicon, read), done, self._refuse)

    def _open_subject(self, form: FactForm, draft: FactDraft, *, follow: bool) -> None:
        """Open a subject nobody knows yet, after a second Enter has confirmed it."""
        label = draft.subject_label
        if self._new_subject != label:
            self._new_subject = label
            words = self.tr(
                "There is no subject “{name}”. Choose one from the list, or press Enter again to"
                " open it as a person."
            )
            form.refuse(words.format(name=label))
            form.subject_field.setFocus()
            return

        def opened(outcome: Outcome[Appended]) -> None:
            self._new_subject = ""
            form.subject_field.fill(outcome.answer.stream, label)
            form.accepted()
            form.submit(follow=follow)

        self._desk.record(OpenSubject(label, SubjectKind.PERSON), opened, self._refuse)

    def _refuse(self, error: BaseException) -> None:
        if self._form is None:
            self._desk.complain(error)
        elif isinstance(error, FondsError):
            self._form.refuse(error.message)
        else:
            self._form.refuse(self.tr("It could not be recorded; what you typed is kept."))
            self._desk.complain(error)

    def _correct(self, dialog: ChangeDialog, fact: FactAnswer, change: Change) -> None:
        value = change.value
        qualifiers: dict[str, Any] = {}
        if value and fact.value_type is ValueType.DATE:
            value = read_date(value).edtf or value
        if change.when_text:
            qualifiers["when_text"] = change.when_text
        command = CorrectFacts(
            (fact.id,),
            change.kind,
            change.reason,
            value=value or None,
            when=change.when or None,
            qualifiers=qualifiers,
            after={fact.id: fact.last_event},
        )
        label = self._desk.lexicon.label(fact.property).lower()
        words = self.tr("correct {property}").format(property=label)
        back = _taken_back(fact, change, self.tr("undone"))
        self._change(dialog, command, words, back, (fact.id,))

    def _retract(self, dialog: ChangeDialog, facts: list[FactAnswer], change: Change) -> None:
        ids = tuple(fact.id for fact in facts)
        after = {fact.id: fact.last_event for fact in facts}
        label = self._desk.lexicon.label(facts[0].property).lower()
        words = self.tr("retract {property}").format(property=label)
        back = ReinstateFacts(ids, self.tr("undone"))
        self._change(dialog, RetractFacts(ids, change.reason, after=after), words, back, ids)

    def _change(
        self,
        dialog: ChangeDialog,
        command: Command[ChangedFacts],
        words: str,
        back: Command[ChangedFacts] | None,
        facts: tuple[str, ...],
    ) -> None:
        def done(_outcome: Outcome[ChangedFacts]) -> None:
            self._did(words, back)
            dialog.accept()
            self._reader.history.reload_facts(facts)

        def failed(error: BaseException) -> None:
            if isinstance(error, FondsError):
                dialog.refuse(error.message)
            else:
                dialog.reject()
                self._desk.complain(error)

        self._desk.record(command, done, failed)

    def _dialog(self, title: str, facts: list[FactAnswer], button: str) -> ChangeDialog:
        quotes = [one.quote for fact in facts for one in fact.citations if one.quote]
        shown = list(dict.fromkeys(quotes))[:_MOST_QUOTES]
        return ChangeDialog(self._desk.window.theme, title, shown, button, self._desk.window)

    def _chosen(self) -> list[FactAnswer]:
        record = self._reader.record
        return [record.facts[fact] for fact in record.chosen_facts if fact in record.facts]

    def _did(self, words: str, back: Command[ChangedFacts] | None) -> None:
        """Remember how to take an act back; one that cannot be taken back hides those before."""
        self._undo = [*self._undo, _Undo(words, back)][-_MOST_UNDO:] if back is not None else []
        self._name_undo()

    def _name_undo(self) -> None:
        action = self._desk.window.actions_of_window.action("undo")
        if action is not None:
            named = self.tr("&Undo: {act}")
            last = self._undo[-1].words if self._undo else ""
            action.setText(named.format(act=last) if last else self.tr("&Undo"))
        self._desk.set_need(Need.CAN_UNDO, met=bool(self._undo))

    def _selected(self, start: int, end: int) -> None:
        if self._form is not None and end > start:
            self._rest.start()

    def _retarget(self) -> None:
        """Let the open form follow the words now selected."""
        form, seed = self._form, self._seed()
        if (
            form is None
            or seed is None
            or (seed.start, seed.end)
            == (
                form.seed.start,
                form.seed.end,
            )
        ):
            return
        if QApplication.mouseButtons().value:
            self._rest.start()
            return
        form.retarget(seed)
        self._desk.window.source.show_form(form)
        form.take_keys()

    def _put_away(self) -> None:
        self._rest.stop()
        self._new_subject = ""
        form, self._form = self._form, None
        if form is not None:
            self._desk.window.source.hide_form()
            form.deleteLater()

    def _forget(self) -> None:
        self._put_away()
        self._undo = []
        self._name_undo()


def _taken_back(fact: FactAnswer, change: Change, reason: str) -> Command[ChangedFacts] | None:
    """Make the correction that gives a fact its former reading again, where there is one."""
    if change.when and fact.when is None:
        return None
    words: dict[str, Any] = {}
    if change.value:
        words = {"as_written": fact.as_written, "value_as_written": fact.value_as_written}
    if change.when:
        words["when_text"] = fact.when_text
    return CorrectFacts(
        (fact.id,),
        CorrectionKind.MISTYPED,
        reason,
        value=fact.value if change.value else None,
        when=fact.when.edtf if change.when and fact.when else None,
        qualifiers={name: value for name, value in words.items() if value is not None},
    )
