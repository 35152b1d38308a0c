# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Asking for the password of a locked file, and doing what met it again with that.

The password is in the field and in the command, both of which end with the dialog; it is in no
draft, and no message repeats it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from fonds.archive.errors import RefusedError
from fonds.viewer.desk.fields_dialog import FieldsDialog
from fonds.viewer.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.recapture import Recapture
    from fonds.archive.commands.rereading import RereadSource
    from fonds.archive.commands.sources import AddSources
    from fonds.viewer.desk.chores import Chores
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.theme import Theme

    Reading = AddSources | Recapture | RereadSource

_TRY_AGAIN = frozenset({"wrong-password", "bad-password"})


class PasswordDialog(FieldsDialog):
    """Asks for a file's password; nothing that is typed is seen.

    Signals:
        submitted: what was typed.
    """

    submitted = Signal(str)

    def __init__(self, theme: Theme, file: str, parent: QWidget) -> None:
        """Name the file that is locked."""
        super().__init__(theme, self.tr("A locked file"), self.tr("Open it"), parent)
        self.password_field = QLineEdit()
        self.password_field.setEchoMode(QLineEdit.EchoMode.Password)
        about = QLabel(
            self.tr(
                "The password is not kept: to read the file again it is needed anew. The text that"
                " is read from it lies in the archive like any other."
            )
        )
        about.setWordWrap(True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        self.lay_out(
            self.tr("{file} needs a password").format(file=file),
            (about,),
            ((self.tr("Password"), self.password_field),),
        )

    def submit(self) -> None:
        """Send the password, or say that there is none."""
        if not self.password_field.text():
            self.refuse(self.tr("Type the file's password."))
            return
        self.wait()
        self.submitted.emit(self.password_field.text())


def record_unlocked(
    desk: Desk, chores: Chores, command: Reading, done: Callable[[Outcome[Any]], None], words: str
) -> None:
    """Carry out a command that reads files, and ask for the password of one that is locked.

    ``words`` say meanwhile what is done.
    """

    def begin(
        wanted: Reading, failed: Callable[[BaseException], None], then: Callable[[], None]
    ) -> None:
        def did(outcome: Outcome[Any]) -> None:
            then()
            done(outcome)

        job = desk.record(wanted, did, failed)
        if job is not None:
            chores.begin(job, words)

    def met(error: BaseException) -> None:
        if not (isinstance(error, RefusedError) and error.details.get("opens")):
            chores.failed(error)
            return
        chores.finish()
        dialog = PasswordDialog(desk.window.theme, str(error.details.get("file", "")), desk.window)

        def wrong(error: BaseException) -> None:
            if isinstance(error, RefusedError) and error.code in _TRY_AGAIN:
                chores.finish()
                dialog.refuse(worded(error.message))
                dialog.password_field.selectAll()
                return
            dialog.reject()
            chores.failed(error)

        dialog.submitted.connect(
            lambda typed: begin(replace(command, password=typed), wrong, dialog.accept)
        )
        dialog.open()

    begin(command, met, lambda: None)
