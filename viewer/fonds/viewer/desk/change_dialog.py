# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The small dialogs that correct or retract facts: the words, the new reading, the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fonds.events.values import Confidence, CorrectionKind, Rank
from fonds.viewer.announcing import announce
from fonds.viewer.choosers import ChoiceBox, TickAll, TickBox
from fonds.viewer.desk.fields_dialog import make_room
from fonds.viewer.desk.guesses import read_date, value_wanted
from fonds.viewer.form_fields import ChoiceEdit, DateEdit
from fonds.viewer.send_button import SendButton
from fonds.viewer.wording import in_quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fonds.viewer.drafts import Choice
    from fonds.viewer.theme import Theme

_WIDE, _OTHERS_TALL = 460, 180
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Change:
    """What was filled in; ``value`` and ``when`` are empty where they stay as they are.

    ``others`` are further facts, by id, that are read anew with the one that was chosen.
    """

    reason: str
    value: str = ""
    when: str = ""
    when_text: str = ""
    kind: CorrectionKind = CorrectionKind.MISREAD
    subject: str = ""
    rank: Rank = Rank.NORMAL
    confidence: Confidence | None = None
    others: tuple[str, ...] = ()


class ChangeDialog(QDialog):
    """Asks for a change. It stays open until :meth:`accept` is called: a refusal is shown in it.

    Signals:
        submitted: a :class:`Change`.
        changed: something was typed.
    """

    submitted = Signal(object)
    changed = Signal()

    def __init__(
        self, theme: Theme, title: str, words: Sequence[str], button: str, parent: QWidget
    ) -> None:
        """Make a dialog that asks for a reason; ``words`` are the passages concerned."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(_WIDE))
        self._theme = theme
        self._was = ("", "")
        self._ticked: set[str] = set()
        self.others: dict[str, TickBox] = {}
        self.every: TickAll | None = None
        self.is_over = False
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(heading)
        for quote in words:
            label = QLabel(in_quotes(" ".join(quote.split())))
            label.setProperty("role", "quote")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(6)
        column.addLayout(self._form)
        self._beside = QVBoxLayout()
        column.addLayout(self._beside)
        self.value_field: QLineEdit | None = None
        self.when_field: DateEdit | None = None
        self.subject_field: ChoiceEdit | None = None
        self.rank_field: OneOf[Rank] | None = None
        self.confidence_field: OneOf[Confidence | None] | None = None
        self._kinds = QButtonGroup(self)
        self.reason_field = self._line(self.tr("Reason"))
        self.refusal = QLabel()
        self.refusal.setProperty("role", "refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        buttons = QDialogButtonBox()
        self._go = SendButton(button, self)
        self._go.setDefault(True)
        buttons.addButton(self._go, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        self._go.clicked.connect(self._submit)
        column.addWidget(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def ask_reading(self, value: str, when: str) -> None:
        """Ask for a new reading too, beginning with the present one."""
        self._was = (value, when)
        self.value_field = QLineEdit(value)
        self.value_field.setProperty("role", "field")
        self.value_field.setAccessibleName(self.tr("Value"))
        self.when_field = DateEdit(self._theme, read_date)
        self.when_field.setAccessibleName(self.tr("When"))
        self.when_field.fill(when)
        kinds = QWidget()
        row = QHBoxLayout(kinds)
        row.setContentsMargins(0, 0, 0, 0)
        for number, words in enumerate((self.tr("We misread it"), self.tr("We mistyped it"))):
            button = QRadioButton(words)
            button.setChecked(number == 0)
            self._kinds.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._form.insertRow(0, self.tr("Value"), self.value_field)
        self._form.insertRow(1, self.tr("When"), self.when_field)
        self._form.insertRow(2, self.tr("Kind"), kinds)
        QWidget.setTabOrder(self.value_field, self.when_field)
        QWidget.setTabOrder(self.when_field, kinds)
        QWidget.setTabOrder(kinds, self.reason_field)
        self.value_field.textChanged.connect(self.changed)
        self.when_field.textChanged.connect(self.changed)
        self.value_field.setFocus()
        self.value_field.selectAll()

    def offer_others(self, alike: Mapping[str, str], unlike: Sequence[str]) -> None:
        """Offer facts that rest on the same passage: those read alike (words by id), to be ticked.

        Those read otherwise are told of, for whoever corrects to look at.
        """
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if alike:
            column.addWidget(_small(self.tr("Tick what rests on the same passage and changes too")))
        if len(alike) > 1:
            self.every = TickAll()
            column.addWidget(self.every)
        for fact, words in alike.items():
            box = TickBox(words.replace("&", "&&"))
            box.setAccessibleName(words)
            box.setChecked(fact in self._ticked)
            box.toggled.connect(self.changed)
            self.others[fact] = box
            column.addWidget(box)
        if self.every is not None:
            self.every.lead(tuple(self.others.values()))
        if unlike:
            column.addWidget(_small(self.tr("It rests there too, read otherwise")))
        for words in unlike:
            column.addWidget(_small(words))
        column.addStretch(1)
        around = QScrollArea()
        around.setWidget(inner)
        around.setWidgetResizable(True)
        around.setFrameShape(QScrollArea.Shape.NoFrame)
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.setMaximumHeight(self._theme.px(_OTHERS_TALL))
        self._beside.addWidget(around)
        after: QWidget = self.reason_field
        for tick in (self.every, *self.others.values()):
            if tick is not None:
                QWidget.setTabOrder(after, tick)
                after = tick
        QWidget.setTabOrder(after, self._go)
        # Else Qt shows it in its next turn, and no room is reckoned for it until then.
        around.show()
        make_room(self)

    def done(self, result: int) -> None:
        """Close, and remember that it is over (called by Qt)."""
        self.is_over = True
        super().done(result)

    def ask_subject(self, label: str, offer: Callable[[str], Sequence[Choice]]) -> None:
        """Ask for another subject, completed as it is typed."""
        self.subject_field = ChoiceEdit(self._theme, offer)
        self.subject_field.setAccessibleName(label)
        self._form.insertRow(0, label, self.subject_field)
        QWidget.setTabOrder(self.subject_field, self.reason_field)
        self.subject_field.textChanged.connect(self.changed)
        self.subject_field.setFocus()

    def ask_judgement(self, rank: Rank, confidence: Confidence | None) -> None:
        """Ask how a fact is ranked and how sure one is of it, beginning with what is so now."""
        self.rank_field = OneOf(
            [
                (Rank.NORMAL, self.tr("stands beside others")),
                (Rank.PREFERRED, self.tr("preferred to the others")),
                (Rank.DEPRECATED, self.tr("set aside, kept in sight")),
            ],
            rank,
        )
        self.confidence_field = OneOf(
            [
                (None, self.tr("not judged")),
                (Confidence.VERY_HIGH, self.tr("very high")),
                (Confidence.HIGH, self.tr("high")),
                (Confidence.NORMAL, self.tr("normal")),
                (Confidence.LOW, self.tr("low")),
                (Confidence.VERY_LOW, self.tr("very low")),
            ],
            confidence,
        )
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Rank"), self.rank_field),
            (self.tr("Confidence"), self.confidence_field),
        )
        for number, (label, field) in enumerate(rows):
            field.setAccessibleName(label)
            self._form.insertRow(number, label, field)
        QWidget.setTabOrder(self.rank_field, self.confidence_field)
        QWidget.setTabOrder(self.confidence_field, self.reason_field)
        self.rank_field.setFocus()

    def typed(self) -> dict[str, str]:
        """Give what stands in the fields, for :meth:`put_back`."""
        value, when = self.value_field, self.when_field
        return {
            "reason": self.reason_field.text(),
            "value": value.text() if value is not None else "",
            "when": when.text() if when is not None else "",
            "others": " ".join(self._chosen_others()),
        }

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Fill in what stood in the fields of a dialog that was lost."""
        self.reason_field.setText(typed.get("reason", ""))
        # They may be offered only later, once the archive has told which there are.
        self._ticked = set(typed.get("others", "").split())
        for fact, box in self.others.items():
            box.setChecked(fact in self._ticked)
        if self.value_field is not None and self.when_field is not None:
            self.value_field.setText(typed.get("value", ""))
            self.when_field.take(typed.get("when", ""))

    def refuse(self, words: str) -> None:
        """Show why it was not done; what was typed stays."""
        self._go.again()
        self.refusal.setText(f"⚑ {words}")
        self.refusal.show()
        announce(self.refusal, words)
        make_room(self)

    def _submit(self) -> None:
        if not self.reason_field.text().strip():
            self.refuse(self.tr("Say why: the reason stays beside the change for good."))
            self.reason_field.setFocus()
            return
        value, when, when_text = "", "", ""
        if self.value_field is not None and self.when_field is not None:
            self.when_field.settle()
            if self.when_field.refusal:
                self.refuse(self.when_field.refusal)
                return
            value, when = self.value_field.text().strip(), self.when_field.edtf
            when_text = self.when_field.words
            if self._was[1] and not when:
                self.refuse(self.tr("A time cannot be taken away here, only read anew."))
                return
            if self._was[0] and not value:
                self.refuse(value_wanted())
                self.value_field.setFocus()
                return
            if (value, when) == self._was:
                self.refuse(self.tr("Nothing is changed yet."))
                return
        subject = ""
        if self.subject_field is not None:
            self.subject_field.settle()
            subject = self.subject_field.choice
            if not subject:
                self.refuse(self.tr("Choose a subject from the list."))
                self.subject_field.setFocus()
                return
        kind = CorrectionKind.MISTYPED if self._kinds.checkedId() > 0 else CorrectionKind.MISREAD
        self.refusal.hide()
        self._go.wait()
        self.submitted.emit(
            Change(
                self.reason_field.text().strip(),
                value if value != self._was[0] else "",
                when if when != self._was[1] else "",
                when_text,
                kind,
                subject,
                self.rank_field.value if self.rank_field is not None else Rank.NORMAL,
                self.confidence_field.value if self.confidence_field is not None else None,
                self._chosen_others(),
            )
        )

    def _chosen_others(self) -> tuple[str, ...]:
        if not self.others:
            return tuple(sorted(self._ticked))
        return tuple(fact for fact, box in self.others.items() if box.isChecked())

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setProperty("role", "field")
        made.setAccessibleName(name)
        self._form.addRow(name, made)
        made.textChanged.connect(self.changed)
        return made


def _small(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "small")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


class OneOf(ChoiceBox, Generic[ValueT]):
    """One of several values, each with its words; Qt would give an enum's member back as text."""

    def __init__(self, offered: Sequence[tuple[ValueT, str]], now: ValueT) -> None:
        """Offer these, ``now`` being chosen."""
        super().__init__()
        self._values = [value for value, _ in offered]
        self.addItems([words for _, words in offered])
        self.take(now)

    @property
    def value(self) -> ValueT:
        """The value chosen."""
        return self._values[self.currentIndex()]

    def take(self, value: ValueT) -> None:
        """Choose a value, as if by hand."""
        self.setCurrentIndex(self._values.index(value))
