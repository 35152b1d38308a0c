# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The new-fact form: words, property, value, when, who says so, footnote mark, note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from fonds.viewer.announcing import announce
from fonds.viewer.drafts import FactDraft, FactSeed, FormHelp
from fonds.viewer.elided import ElidedLabel
from fonds.viewer.flow_row import FlowRow
from fonds.viewer.form_fields import ChoiceEdit, DateEdit, SpeakerEdit
from fonds.viewer.wording import in_quotes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from fonds.viewer.theme import Theme

_LONG = 160
_NARROW = 400
_HINTS = 3
_MARGINS = 44
_NAMES = ("subject", "property", "value", "when", "speaker", "mark", "note")


class FactForm(QFrame):
    """The form. It checks only what it can see itself; the archive's refusal is shown in it.

    Signals:
        submitted: a :class:`FactDraft`, and whether the next one should follow.
        cancelled: the form was given up.
        changed: something was typed or filled in.
    """

    submitted = Signal(object, bool)
    cancelled = Signal()
    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        help_: FormHelp,
        parent: QWidget | None = None,
        *,
        heading: str = "",
    ) -> None:
        """Make an empty form; :meth:`open` fills it. Without ``heading`` it is for a new fact."""
        super().__init__(parent)
        self.setObjectName("factForm")
        self.setAccessibleName(heading or self.tr("New fact"))
        self._title = heading or self.tr("New fact from the selection")
        self._theme = theme
        self._help = help_
        self._seed = FactSeed("", "", 0, 0, "")
        self._guessed = ""
        self._busy = False
        self._narrow = False
        self._words = QLabel()
        self._words.setProperty("role", "quote")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.subject_field = ChoiceEdit(theme, help_.subjects)
        self.property_field = ChoiceEdit(theme, help_.properties, closed=True)
        self.value_field = self._line()
        self.when_field = DateEdit(theme, help_.read_date)
        self.speaker_field = SpeakerEdit(theme, help_.subjects)
        self.mark_field = self._line()
        self.note_field = self._line()
        self.refusal = QLabel()
        self.refusal.setProperty("role", "refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self._build()
        self.property_field.picked.connect(self._guess)
        for field in self._fields():
            field.textChanged.connect(self.changed)
        # What is longer than its field is read here.
        self.speaker_field.textChanged.connect(self.speaker_field.setToolTip)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def seed(self) -> FactSeed:
        """What the form was opened with."""
        return self._seed

    def open(self, seed: FactSeed) -> None:
        """Fill the form from a selection; the keys go to the first field still empty."""
        self._seed = seed
        self._guessed = ""
        self._show_words()
        self.subject_field.fill(seed.subject, seed.subject_label)
        self.property_field.fill(seed.property, seed.property)
        self.property_field.settle_id()
        self.value_field.setText(seed.value)
        self.when_field.fill(seed.when_text)
        self.speaker_field.fill("", seed.speaker)
        self.speaker_field.setCursorPosition(0)
        self.mark_field.setText(seed.mark)
        self.note_field.clear()
        self._show_note(shown=False)
        self.refuse("")

    def choose_property(self, name: str) -> None:
        """Fill a known property in, and guess its value from the words."""
        self.property_field.fill(name, name)
        self.property_field.settle_id()
        self._guess(name)

    def typed(self) -> dict[str, str]:
        """Give what stands in the fields, for :meth:`put_back`."""
        words = {name: field.text() for name, field in zip(_NAMES, self._fields(), strict=True)}
        speaker = self.speaker_field.choice
        return {**words, "subject_id": self.subject_field.choice, "speaker_id": speaker}

    def kept(self) -> dict[str, object]:
        """Give what must come back after a crash: places and what was typed, no words read."""
        seed = self._seed
        return {
            "form": "fact",
            "source": seed.source,
            "rendition": seed.rendition,
            "start": seed.start,
            "end": seed.end,
            "typed": self.typed(),
        }

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Fill in what stood in the fields of a form that was lost."""
        for name, field in zip(_NAMES, self._fields(), strict=True):
            field.setText(typed.get(name, ""))
        self.subject_field.fill(typed.get("subject_id", ""), typed.get("subject", ""))
        self.speaker_field.fill(typed.get("speaker_id", ""), typed.get("speaker", ""))
        self.property_field.settle()
        self.when_field.take(typed.get("when", ""))
        self._show_note(shown=bool(typed.get("note")))

    def retarget(self, seed: FactSeed) -> None:
        """Take other words of the source; what was typed stays, what was guessed is not kept."""
        self._seed = seed
        self._show_words()
        if self.property_field.choice:
            self._guess(self.property_field.choice)
        if seed.when_text and not self.when_field.text():
            self.when_field.fill(seed.when_text)
        self.mark_field.setText(seed.mark)
        self.refuse("")

    def follow(self) -> None:
        """Make ready for the next fact: whose it is and who says so stay, the rest is emptied."""
        self._busy = False
        self.property_field.fill("", "")
        self.value_field.clear()
        self._guessed = ""
        self.note_field.clear()
        self._show_note(shown=False)
        self.refuse("")
        self.property_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keys(self) -> None:
        """Give the keys to the first field that still wants something."""
        fields: tuple[QLineEdit, ...] = (
            self.subject_field,
            self.property_field,
            self.value_field,
            self.when_field,
        )
        empty = next((field for field in fields if not field.text()), self.property_field)
        empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, words: str) -> None:
        """Show why the fact was not added, keeping all that was typed; nothing hides it."""
        self._busy = False
        self.refusal.setText(words and f"⚑ {words}")
        self.refusal.setVisible(bool(words))
        announce(self.refusal, words)
        self.updateGeometry()

    def draft(self) -> FactDraft:
        """Give what is filled in now."""
        self.property_field.settle()
        self.subject_field.settle()
        self.when_field.settle()
        return FactDraft(
            seed=self._seed,
            subject=self.subject_field.choice,
            subject_label=self.subject_field.text().strip(),
            property=self.property_field.choice or self.property_field.text().strip(),
            value=self.value_field.text().strip(),
            when=self.when_field.edtf,
            when_text=self.when_field.words,
            speaker=self.speaker_field.text().strip(),
            mark=self.mark_field.text().strip(),
            note=self.note_field.text().strip(),
            speaker_subject=self.speaker_field.choice,
        )

    def submit(self, *, follow: bool = False) -> None:
        """Hand the draft over, unless something plainly is missing."""
        if self._busy:
            return
        draft = self.draft()
        missing: tuple[tuple[bool, str, QLineEdit], ...] = (
            (not draft.subject_label, self.tr("Say whom the fact is about."), self.subject_field),
            (not draft.property, self.tr("Choose a property."), self.property_field),
            (bool(self.when_field.refusal), self.when_field.refusal, self.when_field),
        )
        for wrong, words, field in missing:
            if wrong:
                self.refuse(words)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.refuse("")
        self._busy = True
        self.submitted.emit(draft, follow)

    def accepted(self) -> None:
        """Be told that the fact was appended: the form may be used again."""
        self._busy = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, Ctrl+Enter adds and goes on, Escape gives up (called by Qt)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit(follow=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            # The text below would take it: an arrow moved its cursor, and the selection was gone.
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the hints below where the heading would lose its words (called by Qt)."""
        super().resizeEvent(event)
        # In one line with the heading the hints must leave its words whole, in every language.
        hints = [self._hints.itemAt(n) for n in range(self._hints.count())]
        beside = sum(hint.sizeHint().width() + 2 for hint in hints[:_HINTS] if hint is not None)
        whole = self._heading.sizeHint().width() + beside + self._theme.px(_MARGINS)
        narrow = self.width() < max(self._theme.px(_NARROW), whole)
        if narrow is not self._narrow:
            self._narrow = narrow
            # Beside it the mark would cut the name of who says so.
            way = QBoxLayout.Direction
            self._last.setDirection(way.TopToBottom if narrow else way.LeftToRight)
            if narrow:
                self._head.removeWidget(self._hint_row)
                self._grid.addWidget(self._hint_row, self._grid.rowCount(), 0, 1, 2)
                self._hints.addWidget(self._note_button)
            else:
                self._grid.removeWidget(self._hint_row)
                self._head.addWidget(self._hint_row)
                self._last.addWidget(self._note_button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a small button presses the button and nothing else (called by Qt)."""
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QPushButton):
            key = event.key()  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        return super().eventFilter(watched, event)

    def _guess(self, chosen: str) -> None:
        """Offer a value for the property from the words, where none was typed."""
        if self.value_field.text() in ("", self._guessed):
            about = self.subject_field.text()
            self._guessed = self._help.guess_value(chosen, self._seed.quote, about)
            self.value_field.setText(self._guessed)
            self.value_field.selectAll()

    def _show_words(self) -> None:
        quote = self._seed.quote
        quote = quote if len(quote) <= _LONG else quote[: _LONG - 1] + "…"
        self._words.setText(in_quotes(" ".join(quote.split())))
        self._words.setToolTip(self._seed.quote)

    def _show_note(self, *, shown: bool) -> None:
        self._note_label.setVisible(shown)
        self.note_field.setVisible(shown)
        self._note_button.setVisible(not shown)
        if shown:
            self.note_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def _fields(self) -> tuple[QLineEdit, ...]:
        """Give the fields in the order of their names in :data:`_NAMES`."""
        return (
            self.subject_field,
            self.property_field,
            self.value_field,
            self.when_field,
            self.speaker_field,
            self.mark_field,
            self.note_field,
        )

    def _line(self) -> QLineEdit:
        made = QLineEdit()
        made.setProperty("role", "field")
        return made

    def _build(self) -> None:
        heading = self._heading = ElidedLabel(self._title)
        heading.setProperty("role", "heading")
        self._hint_row = QWidget()
        self._hints = FlowRow(spacing=1)
        self._hint_row.setLayout(self._hints)
        self._note_button = self._small(self.tr("Note…"), lambda: self._show_note(shown=True))
        acts = (
            (self.tr("Enter adds"), self.submit),
            (self.tr("Ctrl Enter adds, next"), lambda: self.submit(follow=True)),
            (self.tr("Esc gives up"), self.cancelled.emit),
        )
        for words, act in acts:
            button = self._small(words if act is acts[-1][1] else f"{words} ·", act)
            button.setAccessibleName(words)
            button.setProperty("role", "hint")
            self._hints.addWidget(button)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self._hint_row)
        self._head = head
        last = self._last = QHBoxLayout()
        last.setSpacing(6)
        last.addWidget(self.speaker_field, 1)
        last.addWidget(self.mark_field)
        last.addWidget(self._note_button)
        self.mark_field.setPlaceholderText(self.tr("mark"))
        self.mark_field.setToolTip(self.tr("The footnote mark at the words, where there is one"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 12)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.addLayout(head, 0, 0, 1, 2)
        self._note_label = QLabel()
        rows: tuple[tuple[str, QWidget | QHBoxLayout, QWidget | None, QLabel], ...] = (
            (self.tr("Words"), self._words, None, QLabel()),
            (self.tr("About"), self.subject_field, self.subject_field, QLabel()),
            (self.tr("Property"), self.property_field, self.property_field, QLabel()),
            (self.tr("Value"), self.value_field, self.value_field, QLabel()),
            (self.tr("When"), self.when_field, self.when_field, QLabel()),
            (self.tr("Says who"), last, self.speaker_field, QLabel()),
            (self.tr("Note"), self.note_field, self.note_field, self._note_label),
        )
        for number, (words, field, buddy, label) in enumerate(rows, 1):
            label.setText(words)
            label.setProperty("role", "label")
            self._grid.addWidget(label, number, 0)
            if buddy is not None:
                label.setBuddy(buddy)
                buddy.setAccessibleName(words)
            if isinstance(field, QWidget):
                self._grid.addWidget(field, number, 1)
            else:
                self._grid.addLayout(field, number, 1)
        self.mark_field.setAccessibleName(self.tr("Footnote mark"))
        self._grid.addWidget(self.refusal, len(rows) + 1, 0, 1, 2)
        self._grid.setColumnStretch(1, 1)
        order = (
            self.subject_field,
            self.property_field,
            self.value_field,
            self.when_field,
            self.speaker_field,
            self.mark_field,
        )
        for one, other in zip(order, (*order[1:], self._note_button), strict=True):
            QWidget.setTabOrder(one, other)
        QWidget.setTabOrder(self._note_button, self.note_field)

    def _small(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "flat")
        button.setAutoDefault(False)
        button.installEventFilter(self)
        button.clicked.connect(lambda: act() if callable(act) else None)
        return button

    def _dress(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._theme.px(64))
        self.mark_field.setFixedWidth(self._theme.px(62))
