# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Writing a fact from a selection: the form, its guesses, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication

from fonds.archive.errors import FondsError
from fonds.events.values import SubjectKind
from fonds.viewer.desk.acting import Acting
from fonds.viewer.desk.form_help import command_of
from fonds.viewer.desk.places import Place
from fonds.viewer.desk.unfinished import FACT
from fonds.viewer.drafts import FactDraft, FactSeed

if TYPE_CHECKING:
    from fonds.archive.archive import Outcome
    from fonds.archive.commands.plan import Appended
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.undoing import Undoing
    from fonds.viewer.desk.unfinished import Unfinished
    from fonds.viewer.fact_form import FactForm

_REST_MS = 350


class Writing(Acting):
    """The form for new facts; each is one command, refused or recorded as a whole.

    Signals:
        undefined: Enter was pressed again at a property that nobody defined.
    """

    undefined = Signal()

    def __init__(
        self, desk: Desk, reader: Reader, undoing: Undoing, unfinished: Unfinished
    ) -> None:
        """Write what is read through ``reader``; acts are told to ``undoing``."""
        super().__init__(desk, reader, undoing, unfinished)
        self._form: FactForm | None = None
        self._ready: FactForm | None = None
        self._new_subject = self._new_property = ""
        self._done = ""
        """What was told when the last fact was added, and nobody has gone on yet."""
        # The form follows another selection, once that has come to rest.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._retarget)
        desk.window.source.selection_changed.connect(self._selected)
        reader.source.arrived.connect(self._arrived)
        desk.listed.connect(self._take_up)
        desk.moment_changed.connect(self._moment_changed)
        desk.opened.connect(self._opened)
        desk.closed.connect(self._put_away)
        desk.window.theme.changing.connect(self._unready)

    @property
    def form(self) -> FactForm | None:
        """The form that is open, or none."""
        return self._form

    def new_fact(self) -> None:
        """Open the form for the selected words; from within it, add the fact and go on."""
        focus = QApplication.focusWidget()
        form = None if self._form is None or self._form.isHidden() else self._form
        if form is not None and focus is not None and form.isAncestorOf(focus):
            # The same keys mean "and next" there, and the window's shortcut comes first.
            form.submit(follow=True)
            return
        pane, read = self._desk.window.source, self._reader.source.read
        seed = self._seed()
        if seed is None or read is None or not self._desk.is_writable:
            return
        if self._form is not None:
            self._form.retarget(seed)
        else:
            self._form = self._make_form(seed)
        pane.show_form(self._form)
        self._form.take_keys()
        self._unfinished.watch(self._kept)

    def new_fact_of(self, name: str) -> None:
        """Open the form for the selected words with a property chosen already."""
        self.new_fact()
        if self._form is not None and name:
            self._form.choose_property(name)
            # What was guessed is looked at first, and typed over where it is wrong.
            self._form.value_field.setFocus()
            self._form.value_field.selectAll()

    def _seed(self) -> FactSeed | None:
        from fonds.viewer.desk.guesses import guess_mark, time_words

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
            when_text=time_words(quote),
            speaker=read.speaker_of(start, end),
            mark=guess_mark(text, start, end),
        )

    def _submit(self, draft: FactDraft, follow: bool) -> None:
        form, read = self._form, self._reader.source.read
        if form is None or read is None:
            return
        if not draft.value:
            from fonds.viewer.desk.guesses import value_wanted

            form.accepted()
            form.refuse(value_wanted())
            form.value_field.setFocus()
            return
        if not draft.subject and not self._desk.lexicon.knows_subject(draft.subject_label):
            self._open_subject(form, draft, follow=follow)
            return

        known = form.property_field.choice
        if draft.property and draft.property == self._new_property and not known:
            self._new_property = ""
            # Whatever becomes of the definition, the form may be sent again.
            form.accepted()
            self.undefined.emit()
            return

        def done(outcome: Outcome[Appended]) -> None:
            fact = outcome.answer.stream
            about = next((e.header.about[0] for e in outcome.events if e.header.stream == fact), "")
            self._undoing.did(outcome)
            self._reader.record.note_recorded((fact,))
            form.accepted()
            again = (
                self.tr("The same stood there already, from the same passage; now it stands twice.")
                if outcome.answer.repeats is not None
                else ""
            )
            if follow:
                form.follow()
                self._reader.source.refresh()
                self._done = self.tr("Added. Choose another property, or select the next words.")
                self._desk.window.notice.tell(again or self._done)
                if about == self._reader.record.id:
                    self._reader.record.show("subject", about, (fact,))
            else:
                self._give_up()
                if again:
                    self._desk.window.notice.tell(again)
                self._reader.visit(Place("subject", about, (fact,)))

        self._desk.record(command_of(draft, self._desk.lexicon, read), done, self._refuse)

    def _open_subject(self, form: FactForm, draft: FactDraft, *, follow: bool) -> None:
        """Open a subject nobody knows yet, after a second Enter has confirmed it."""
        label = draft.subject_label
        if self._new_subject != label:
            self._new_subject = label
            words = self.tr(
                "There is no subject “{name}”. Choose one from the list, or press Enter again to"
                " open it as a person. With {keys} it can be something else."
            )
            keys = self._desk.window.actions_of_window.keys_of("new_subject")
            form.refuse(words.format(name=label, keys=keys))
            form.subject_field.setFocus()
            return

        def opened(outcome: Outcome[Appended]) -> None:
            self._new_subject = ""
            self._undoing.did(outcome)
            form.subject_field.fill(outcome.answer.stream, label)
            form.accepted()
            form.submit(follow=follow)

        from fonds.archive.commands.subjects import OpenSubject

        self._desk.record(OpenSubject(label, SubjectKind.PERSON), opened, self._refuse)

    def _refuse(self, error: BaseException) -> None:
        form = self._form
        if form is None:
            self._desk.complain(error)
        elif isinstance(error, FondsError) and error.code == "unknown-property":
            # What the archive advises are commands; here one looks for another word.
            words = self.tr(
                "No property is called “{name}”. Try another word for it, or empty the field and"
                " press Down to see some. Press Enter again to define it."
            )
            typed = form.property_field.text().strip()
            self._new_property = typed
            form.refuse(words.format(name=typed))
            form.property_field.setFocus()
        else:
            self._desk.refuse(error, form.refuse)

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
        self._go_on()
        self._desk.window.source.show_form(form)
        form.take_keys()

    def _put_away(self) -> None:
        self._rest.stop()
        self._new_subject = self._new_property = ""
        form = self._form
        self._go_on()
        if form is not None:
            self._unfinished.rest()
            self._form = None
            self._desk.window.source.hide_form()
            form.deleteLater()

    def make_ready(self) -> None:
        """Make the form ahead of its being asked for: to make and to show it is two turns' work."""
        if self._form is None and self._ready is None:
            self._ready = self._bare_form()

    def _make_form(self, seed: FactSeed) -> FactForm:
        form, self._ready = self._ready or self._bare_form(), None
        form.submitted.connect(self._submit)
        form.cancelled.connect(self._give_up)
        form.changed.connect(self._unfinished.touch)
        form.changed.connect(self._go_on)
        form.open(seed)
        return form

    def _go_on(self) -> None:
        """Say no longer what comes next, once it was begun."""
        notice = self._desk.window.notice
        if self._done and notice.words == self._done:
            notice.put_away()
        self._done = ""

    def _bare_form(self) -> FactForm:
        from fonds.viewer.fact_form import FactForm

        window = self._desk.window
        form = FactForm(window.theme, self._desk.lexicon.help(), parent=window)
        form.hide()
        return form

    def _unready(self) -> None:
        """Let go of what nobody sees, which would be dressed anew with all the rest."""
        form, self._ready = self._ready, None
        if form is not None:
            form.deleteLater()

    def _give_up(self) -> None:
        """Put the form away for good: it was sent, or is not wanted."""
        self._unfinished.forget()
        self._put_away()

    def _kept(self) -> dict[str, object]:
        """Give what must come back after a crash: places and what was typed, no words."""
        return {} if self._form is None else self._form.kept()

    def _opened(self, _begun: object) -> None:
        self._put_away()
        self._look_for_lost()

    def _moment_changed(self) -> None:
        """Put the form away while one looks back, and take it up again afterwards."""
        self._put_away()
        if self._desk.moment is None:
            self._look_for_lost()

    def _arrived(self) -> None:
        """Show the open form where its words stand; elsewhere it waits, and that is said."""
        form, read = self._form, self._reader.source.read
        if form is None or read is None or not form.isHidden():
            self._take_up()
            return
        seed, pane, notice = form.seed, self._desk.window.source, self._desk.window.notice
        waits = self.tr(
            "The form you had begun waits where its words stand. Mark words here to take it along."
        )
        if (read.view.id, read.view.rendition) != (seed.source, seed.rendition):
            notice.tell(waits)
            return
        if notice.words == waits:
            notice.put_away()
        pane.surface.select(seed.start, seed.end)
        pane.show_form(form)

    def _look_for_lost(self) -> None:
        self._lost = self._unfinished.found(FACT)

    def _take_up(self) -> None:
        """Open the form that was lost, once its text is there, and what its words may mean."""
        lost, read = self._lost, self._reader.source.read
        if not lost or read is None or read.view.id != lost.get("source"):
            return
        if self._desk.listing is None:
            return
        start, end = _whole(lost.get("start")), _whole(lost.get("end"))
        if read.view.rendition != lost.get("rendition"):
            self._reader.source.open(
                read.view.id, rendition=str(lost.get("rendition")), scroll=start
            )
            return
        self._lost = {}
        if not 0 <= start < end <= len(read.view.text) or not self._desk.is_writable:
            return
        pane = self._desk.window.source
        pane.surface.select(start, end)
        self.new_fact()
        typed = lost.get("typed")
        if self._form is not None and isinstance(typed, dict):
            self._form.put_back({str(name): str(words) for name, words in typed.items()})
            self._form.take_keys()
        words = self.tr("The form you had begun is open again, as you left it.")
        self._desk.window.notice.tell(words)


def _whole(number: object) -> int:
    return number if isinstance(number, int) else -1
