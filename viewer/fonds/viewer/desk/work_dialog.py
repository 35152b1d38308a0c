# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The dialog that asks for what is known of a work which is not held here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fonds.archive.commands.sources import WorkDescription
from fonds.viewer.desk.fields_dialog import FieldsDialog, parts_in

if TYPE_CHECKING:
    from fonds.viewer.theme import Theme


class WorkDialog(FieldsDialog):
    """Asks for a work's title, authors, publisher, date and where it is kept.

    Signals:
        submitted: a :class:`WorkDescription`.
    """

    submitted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Ask for a work; only its title is needed."""
        title = self.tr("Add a work that is not held")
        super().__init__(theme, title, self.tr("Add"), parent)
        self.title_field, self.authors_field = QLineEdit(), QLineEdit()
        self.publisher_field, self.date_field = QLineEdit(), QLineEdit()
        self.kept_field = QLineEdit()
        self.keep(
            title=self.title_field,
            authors=self.authors_field,
            publisher=self.publisher_field,
            date=self.date_field,
            kept_at=self.kept_field,
        )
        self.authors_field.setPlaceholderText(self.tr("several parted by semicolons"))
        self.date_field.setPlaceholderText("1970-05")
        self.lay_out(
            title,
            (),
            (
                (self.tr("Title"), self.title_field),
                (self.tr("Authors"), self.authors_field),
                (self.tr("Publisher"), self.publisher_field),
                (self.tr("Date"), self.date_field),
                (self.tr("Kept at"), self.kept_field),
            ),
        )

    def submit(self) -> None:
        """Send what was typed, or say that there is no title."""
        said = [
            one.text().strip() or None
            for one in (self.title_field, self.publisher_field, self.date_field, self.kept_field)
        ]
        title, publisher, date, kept = said
        if title is None:
            self.refuse(self.tr("Type the title first."))
            self.title_field.setFocus()
        elif self.go.isEnabled():
            self.wait()
            self.submitted.emit(
                WorkDescription(
                    title=title,
                    authors=parts_in(self.authors_field),
                    publisher=publisher,
                    date=date,
                    repository=kept,
                    csl_type="book",
                )
            )
