# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Making something a subject, and bringing a property of the archive's own into use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.viewer.desk.acting import Acting
from fonds.viewer.desk.defining_dialogs import PropertyDialog, SubjectDialog
from fonds.viewer.desk.places import Place
from fonds.viewer.desk.unfinished import DEFINING, NEW_SUBJECT, typed_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.plan import Appended
    from fonds.archive.commands.subjects import DefineProperty, OpenSubject
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.undoing import Undoing
    from fonds.viewer.desk.unfinished import Unfinished
    from fonds.viewer.desk.writing import Writing
    from fonds.viewer.form_fields import ChoiceEdit


class Defining(Acting):
    """Asks for what a form for a new fact may lack; where one is open, it is filled in there."""

    def __init__(
        self,
        desk: Desk,
        reader: Reader,
        undoing: Undoing,
        unfinished: Unfinished,
        writing: Writing,
    ) -> None:
        """Fill in the form that ``writing`` has open."""
        super().__init__(desk, reader, undoing, unfinished)
        self._writing = writing

    def take_up(self, lost: Mapping[str, object]) -> None:
        """Open once more the form that was open when the window went away."""
        if lost.get("form") == NEW_SUBJECT:
            self._ask_subject("", typed_in(lost))
        else:
            self._ask_property("", typed_in(lost))

    def new_subject(self) -> None:
        """Ask for a subject; begin with the unknown name in the form that is open."""
        form = self._writing.form
        self._ask_subject(_unknown(form.subject_field) if form else "", {})

    def define_property(self) -> None:
        """Ask for a property; begin with the unknown one in the form that is open."""
        form = self._writing.form
        self._ask_property(_unknown(form.property_field) if form else "", {})

    def _ask_subject(self, label: str, lost: Mapping[str, str]) -> None:
        if not self._desk.is_writable:
            return
        window = self._desk.window
        dialog = SubjectDialog(window.theme, label, window)

        def send(command: OpenSubject) -> None:
            def done(outcome: Outcome[Appended]) -> None:
                self._undoing.did(outcome)
                dialog.accept()
                form = self._writing.form
                if form is not None:
                    form.subject_field.fill(outcome.answer.stream, command.label)
                    form.accepted()
                    form.subject_field.setFocus()
                else:
                    self._reader.visit(Place("subject", outcome.answer.stream, ()))

            failed = self._desk.refuse
            self._desk.record(command, done, lambda error: failed(error, dialog.refuse))

        dialog.submitted.connect(send)
        self._unfinished.follow(dialog, {"form": NEW_SUBJECT}, lost)
        dialog.open()

    def _ask_property(self, label: str, lost: Mapping[str, str]) -> None:
        if not self._desk.is_writable:
            return
        window = self._desk.window
        dialog = PropertyDialog(window.theme, label, window)

        def send(command: DefineProperty) -> None:
            known = self._desk.lexicon.known_as(command.name, command.label or "")
            if known is not None:
                words = self.tr("“{name}” is a property already: {meaning}")
                dialog.refuse(words.format(name=known.label, meaning=known.definition))
                return

            def done(_outcome: Outcome[Appended]) -> None:
                # Facts may say it by now, so it stays; to take back what was done before does
                # nothing to it, and stays possible.
                dialog.accept()
                form, shown = self._writing.form, command.label or command.name
                if form is not None:
                    form.property_field.fill(command.name, shown)
                    form.accepted()
                    form.value_field.setFocus()
                else:
                    words = self.tr("Defined. Facts can say “{name}” now.").format(name=shown)
                    window.notice.tell(words)

            failed = self._desk.refuse
            self._desk.record(command, done, lambda error: failed(error, dialog.refuse))

        dialog.submitted.connect(send)
        self._unfinished.follow(dialog, {"form": DEFINING}, lost)
        dialog.open()


def _unknown(field: ChoiceEdit) -> str:
    """Give what is typed in a field and chosen from nowhere."""
    return "" if field.choice else field.text().strip()
