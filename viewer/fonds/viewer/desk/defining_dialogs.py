# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The dialogs that ask for a new subject of any kind, and for a property of the archive's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from fonds.archive.commands.subjects import DefineProperty, OpenSubject
from fonds.archive.naming import without_marks
from fonds.archive.vocabulary import sections
from fonds.events.catalogue.properties import Cardinality
from fonds.events.values import SubjectKind, ValueType
from fonds.viewer.choosers import ChoiceBox
from fonds.viewer.desk.fields_dialog import FieldsDialog, parts_in
from fonds.viewer.desk.record_head import kind_said
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from fonds.viewer.theme import Theme

_MEANING_TALL = 64
_LONGEST_NAME = 100
_APOSTROPHES = str.maketrans("", "", "'’")


def name_from(label: str) -> str:
    """Make a property's name of its label: small Latin letters, digits and underscores.

    Empty where nothing of the label can stand in one.
    """
    words = re.findall(r"[a-z0-9]+", without_marks(label.casefold()).translate(_APOSTROPHES))
    return re.sub(r"^[0-9_]+", "", "_".join(words))[:_LONGEST_NAME].rstrip("_")


class SubjectDialog(FieldsDialog):
    """Asks for a subject's name, what it is, and other names it goes by.

    Signals:
        submitted: an :class:`OpenSubject`.
    """

    submitted = Signal(object)

    def __init__(self, theme: Theme, label: str, parent: QWidget) -> None:
        """Ask for a subject that may be named already."""
        title = self.tr("Add a subject")
        super().__init__(theme, title, self.tr("Add"), parent)
        self.name_field, self.also_field = QLineEdit(label), QLineEdit()
        self.kind_field = ChoiceBox()
        for kind in SubjectKind:
            self.kind_field.addItem(kind_said(kind), kind.value)
        self.also_field.setPlaceholderText(self.tr("several parted by semicolons"))
        self.keep(name=self.name_field, kind=self.kind_field, also=self.also_field)
        self.lay_out(
            title,
            (),
            (
                (self.tr("Name"), self.name_field),
                (self.tr("Kind"), self.kind_field),
                (self.tr("Other names"), self.also_field),
            ),
        )
        if label:
            self.kind_field.setFocus()

    def submit(self) -> None:
        """Send what was typed, or say that there is no name."""
        name = self.name_field.text().strip()
        if not name:
            self.refuse(self.tr("Type the name first."))
            self.name_field.setFocus()
        elif self.go.isEnabled():
            self.wait()
            kind = SubjectKind(self.kind_field.currentData())
            self.submitted.emit(OpenSubject(name, kind, parts_in(self.also_field)))


class PropertyDialog(FieldsDialog):
    """Asks what a property of the archive's own is called, means and takes.

    Signals:
        submitted: a :class:`DefineProperty`.
    """

    submitted = Signal(object)

    def __init__(self, theme: Theme, label: str, parent: QWidget) -> None:
        """Ask for a property that may be named already."""
        title = self.tr("Define a property")
        super().__init__(theme, title, self.tr("Define"), parent)
        self.label_field, self.meaning_field = QLineEdit(label), QPlainTextEdit()
        self.meaning_field.setFixedHeight(theme.px(_MEANING_TALL))
        self.meaning_field.setPlaceholderText(
            self.tr("in a sentence, for whoever reads it in years")
        )
        self.type_field, self.cardinality_field = ChoiceBox(), ChoiceBox()
        for value_type, said in _types_said().items():
            self.type_field.addItem(said, value_type.value)
        for cardinality, said in _cardinalities_said().items():
            self.cardinality_field.addItem(said, cardinality.value)
        self.section_field = ChoiceBox()
        for section in sections():
            self.section_field.addItem(term(section.label), section.name)
        self.section_field.addItem(self.tr("None of these"), "")
        self.section_field.setCurrentIndex(self.section_field.count() - 1)
        self.keep(
            label=self.label_field,
            meaning=self.meaning_field,
            values=self.type_field,
            cardinality=self.cardinality_field,
            section=self.section_field,
        )
        self.lay_out(
            title,
            (),
            (
                (self.tr("Name"), self.label_field),
                (self.tr("Meaning"), self.meaning_field),
                (self.tr("Values"), self.type_field),
                (self.tr("How many"), self.cardinality_field),
                (self.tr("Section"), self.section_field),
            ),
        )
        if label:
            self.meaning_field.setFocus()

    def submit(self) -> None:
        """Send what was typed, or say what is missing."""
        label = " ".join(self.label_field.text().split())
        meaning = " ".join(self.meaning_field.toPlainText().split())
        name = name_from(label)
        if not name:
            self.refuse(self.tr("Name it first, with at least one Latin letter."))
            self.label_field.setFocus()
        elif not meaning:
            self.refuse(self.tr("Say in a sentence what it means."))
            self.meaning_field.setFocus()
        elif self.go.isEnabled():
            self.wait()
            self.submitted.emit(
                DefineProperty(
                    name,
                    label=label,
                    definition=meaning,
                    value_types=(ValueType(self.type_field.currentData()),),
                    cardinality=Cardinality(self.cardinality_field.currentData()),
                    section=self.section_field.currentData() or None,
                )
            )


def _types_said() -> dict[ValueType, str]:
    return {
        ValueType.TEXT: translate("PropertyDialog", "Words"),
        ValueType.DATE: translate("PropertyDialog", "Date"),
        ValueType.QUANTITY: translate("PropertyDialog", "Number, with or without a unit"),
        ValueType.PERSON: translate("PropertyDialog", "Person"),
        ValueType.ORGANIZATION: translate("PropertyDialog", "Organization"),
        ValueType.OFFICE: translate("PropertyDialog", "Office"),
        ValueType.PLACE: translate("PropertyDialog", "Place"),
        ValueType.EVENT: translate("PropertyDialog", "Event"),
        ValueType.DOCUMENT: translate("PropertyDialog", "Document"),
        ValueType.URL: translate("PropertyDialog", "Web address"),
    }


def _cardinalities_said() -> dict[Cardinality, str]:
    return {
        Cardinality.MULTIPLE: translate("PropertyDialog", "Several can be true together"),
        Cardinality.SINGLE_IN_CONTEXT: translate(
            "PropertyDialog", "One at a time, for one office or contest"
        ),
        Cardinality.SINGLE: translate("PropertyDialog", "Only one can ever be true"),
    }
