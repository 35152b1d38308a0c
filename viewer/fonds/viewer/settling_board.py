# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Passages not found again, one at a time: its old words, the new, and what a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.board import Board, board_label
from fonds.viewer.choosers import TickAll, TickBox
from fonds.viewer.flow_row import FlowRow
from fonds.viewer.send_button import SendButton
from fonds.viewer.settlings import Settlement, Standing
from fonds.viewer.wording import in_quotes, numbered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from fonds.viewer.settlings import Waiting
    from fonds.viewer.theme import Theme

_ABSENT, _OTHER = "absent", "other"
_LONGEST = 600
_ROOM = 380


class SettlingBoard(Board, QScrollArea):
    """One passage with its words before and now, the choices, the reason.

    Signals:
        settled: a :class:`Settlement`; the board stays, and shows a refusal.
        taken_back: the excerpt (id) whose decision is to be taken back.
        before_wanted: the passage (:class:`Waiting`) that is to be seen where it was.
        place_wanted: the :class:`Standing` that is to be seen in the newer text.
        reached: another passage is laid out.
        left: the board is to be put away.
        changed: something was chosen or typed.
    """

    settled = Signal(object)
    taken_back = Signal(str)
    before_wanted = Signal(object)
    place_wanted = Signal(object)
    reached = Signal()
    left = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty board."""
        super().__init__(parent)
        self._theme = theme
        self._title = ""
        self._passages: tuple[Waiting, ...] = ()
        self._at = 0
        self._reason = ""
        self._selected: Standing | None = None
        self._sides: QBoxLayout | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Passages not found again"))
        self._lay_out()

    @property
    def passage(self) -> Waiting | None:
        """The passage laid out, or none where nothing is left."""
        return self._passages[self._at] if self._passages else None

    def show_passages(self, title: str, passages: Sequence[Waiting], excerpt: str) -> None:
        """Show the passages of a source, beginning with one; the same one keeps what was typed."""
        kept, before = self.typed(), self.passage
        places = {one.excerpt: at for at, one in enumerate(passages)}
        at = places.get(excerpt, 0)
        if (title, tuple(passages), at) == (self._title, self._passages, self._at):
            return
        held = QApplication.focusWidget()
        had_keys = held is not None and self.isAncestorOf(held)
        self._title, self._passages, self._at = title, tuple(passages), at
        now = self.passage
        same = before is not None and now is not None and before.excerpt == now.excerpt
        self._lay_out()
        if same and before is not None and now is not None and before.decided == now.decided:
            self.put_back(kept)
        if had_keys:
            self.take_keys()

    def take_keys(self) -> None:
        """Give the keys to the first choice, or what there is instead."""
        first = next(iter(self.choices.values()), None)
        widget: QWidget = self.go if first is None and self.go.isEnabled() else self.back
        (first or widget).setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go to the next passage or the one before, round the end; nothing is decided of this."""
        if len(self._passages) > 1:
            self._reason = self.reason_field.text()
            self._at = (self._at + by) % len(self._passages)
            self._lay_out()
            self.take_keys()
            self.reached.emit()

    def take_selection(self, selected: Standing | None) -> None:
        """Be told which words of the newer text are selected: they are chosen as what it is now."""
        self._selected = selected
        other = self.choices.get(_OTHER)
        if other is None:
            return
        self.words_chosen.setText(in_quotes(_short(selected.words)) if selected else self._none())
        if selected is not None:
            other.setChecked(True)

    def typed(self) -> dict[str, str]:
        """Give what was chosen and typed, for :meth:`put_back`."""
        if not self.choices:
            return {}
        return {"choice": self._chosen(), "reason": self.reason_field.text()}

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Choose and fill in what stood on a board that was lost, or laid out anew."""
        if typed.get("choice") in self.choices:
            self.choices[typed["choice"]].setChecked(True)
        if typed.get("reason"):
            self.reason_field.setText(typed["reason"])

    def submit(self) -> None:
        """Hand over what was decided, unless something plainly is missing."""
        passage, chosen = self.passage, self._chosen()
        if passage is None:
            return
        if passage.decided:
            self.go.setEnabled(False)
            self.taken_back.emit(passage.excerpt)
            return
        if not chosen:
            self.refuse(self.tr("Choose what became of the passage."))
            self.take_keys()
            return
        place = None
        if chosen == _OTHER:
            place = self._selected
            if place is None:
                self.refuse(self.tr("Select the words in the newer text first."))
                return
        elif chosen != _ABSENT:
            place = passage.places[int(chosen)]
        reason = self.reason_field.text().strip()
        if not reason:
            self.refuse(self.tr("Say why; it stays beside the decision for good."))
            self.reason_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.refuse("")
        self.go.wait()
        self._reason = self.reason_field.text()
        cite = tuple(fact for fact, box in self.citing.items() if place and box.isChecked())
        self.settled.emit(Settlement(passage.excerpt, reason, place, cite))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page down and up go to the next passage and the one before (called by Qt)."""
        if event.key() == Qt.Key.Key_PageDown:
            self.step(1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.step(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set old and new words side by side where there is room (called by Qt)."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        beside = self.viewport().width() >= self._theme.px(_ROOM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._sides is not None:
            self._sides.setDirection(way)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("surface", "pane")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        column.addWidget(board_label(self._title, "heading"))
        self.choices: dict[str, QRadioButton] = {}
        self.citing: dict[str, TickBox] = {}
        self._group = QButtonGroup(inner)
        self._selected = self._sides = None
        self.words_chosen = board_label(self._none(), "quote")
        self.reason_field = QLineEdit(self._reason)
        self.reason_field.setProperty("role", "field")
        self.reason_field.setAccessibleName(self.tr("Reason"))
        self.refusal = board_label("", "refusal")
        self.refusal.hide()
        self.go = SendButton(self.tr("Record the decision"))
        self.go.setProperty("role", "first")
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self.submit)
        passage = self.passage
        if passage is None:
            empty = self.tr(
                "Nothing is left to decide: every passage of this source stands in its newest text,"
                " or somebody has said what became of it."
            )
            column.addWidget(board_label(empty, "small"))
            self.go.setEnabled(False)
            self.go.hide()
        else:
            self._show(passage, column)
        column.addWidget(self.refusal)
        column.addLayout(self._buttons())
        column.addStretch(1)
        self.setWidget(inner)
        self._group.buttonToggled.connect(lambda *_: self.changed.emit())
        self._group.buttonClicked.connect(lambda _: self._reach())
        self.reason_field.textChanged.connect(self.changed)
        self.changed.connect(self.refusal.hide)
        self.reason_field.returnPressed.connect(self.submit)

    def _show(self, passage: Waiting, column: QVBoxLayout) -> None:
        count = self.tr("Passage {now} of {all}").format(
            now=numbered(self._at + 1), all=numbered(len(self._passages))
        )
        finding = board_label(
            f"{count}. {passage.finding}", "small" if passage.decided else "label"
        )
        column.addWidget(finding)
        gone = self.tr("Its words were erased or withheld.")
        was = self._card(self.tr("It was"), in_quotes(_short(passage.was)) if passage.was else gone)
        self.before = QPushButton(self.tr("Show where it was"))
        self.before.setAutoDefault(False)
        self.before.clicked.connect(lambda: self.before_wanted.emit(passage))
        if passage.rendition:
            self._add(was, self.before)
        sides = self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._turn()
        sides.setSpacing(10)
        sides.addWidget(was, 1)
        if len(passage.places) == 1:
            place = passage.places[0]
            now = self._card(self.tr("It is now"), in_quotes(_short(place.words)))
            self.after = QPushButton(self.tr("Show it in the newer text"))
            self.after.setAutoDefault(False)
            self.after.clicked.connect(lambda: self.place_wanted.emit(place))
            self._add(now, self.after)
            sides.addWidget(now, 1)
        column.addLayout(sides)
        if passage.decided:
            self._list_facts(passage, column, choosable=False)
            self.go.setText(self.tr("Take the decision back"))
            return
        self._offer(passage, column)
        self._list_facts(passage, column, choosable=True)
        label = board_label(self.tr("Reason"), "label")
        label.setBuddy(self.reason_field)
        column.addWidget(label)
        column.addWidget(self.reason_field)

    def _offer(self, passage: Waiting, column: QVBoxLayout) -> None:
        column.addWidget(board_label(self.tr("What became of it"), "label"))
        one = len(passage.places) == 1
        for number, place in enumerate(passage.places):
            words = self.tr("It is this now, as it was found")
            around = f"…{place.before}{place.words}{place.after}…"
            if not one:
                words = self.tr("It stands here, place {number} of {all}").format(
                    number=numbered(number + 1), all=numbered(len(passage.places))
                )
            self._choice(str(number), words, _short(around), column, shown=not one)
        select = self.tr(
            "Select them in the newer text, with the mouse or with Shift and the arrows."
        )
        self._choice(_OTHER, self.tr("It is other words of the newer text"), select, column)
        self.words_chosen.setContentsMargins(self._theme.px(22), 0, 0, 2)
        column.addWidget(self.words_chosen)
        gone = self.tr("The newer text says nothing of it any more.")
        self._choice(_ABSENT, self.tr("It is no longer there"), gone, column)

    def _choice(
        self, key: str, words: str, meaning: str, column: QVBoxLayout, *, shown: bool = True
    ) -> None:
        button = QRadioButton(words)
        button.setAccessibleDescription(meaning)
        self._group.addButton(button)
        self.choices[key] = button
        column.addWidget(button)
        if shown:
            note = board_label(meaning, "small")
            note.setContentsMargins(self._theme.px(22), 0, 0, 2)
            column.addWidget(note)

    def _list_facts(self, passage: Waiting, column: QVBoxLayout, *, choosable: bool) -> None:
        if not passage.facts:
            column.addWidget(board_label(self.tr("No fact rests on it."), "small"))
            return
        title = (
            self.tr("Tick what the newer words say too; every fact stays on the words it cites")
            if choosable
            else self.tr("What rests on it")
        )
        column.addWidget(board_label(title, "label"))
        every = TickAll() if choosable and len(passage.facts) > 1 else None
        if every is not None:
            every.setAccessibleDescription(self.tr("Let all of them cite the newer words too"))
            column.addWidget(every)
        for fact, words in passage.facts:
            if not choosable:
                column.addWidget(board_label(words, "small"))
                continue
            box = TickBox(words.replace("&", "&&"))
            box.setAccessibleName(words)
            box.setAccessibleDescription(self.tr("Let it cite the newer words too"))
            box.toggled.connect(self.changed)
            self.citing[fact] = box
            column.addWidget(box)
        if every is not None:
            every.lead(tuple(self.citing.values()))

    def _buttons(self) -> FlowRow:
        buttons = FlowRow()
        buttons.addWidget(self.go)
        if len(self._passages) > 1:
            for words, name, by in (
                (self.tr("Previous"), self.tr("Previous passage"), -1),
                (self.tr("Next"), self.tr("Next passage"), 1),
            ):
                button = QPushButton(words)
                button.setAutoDefault(False)
                button.setAccessibleName(name)
                button.clicked.connect(lambda _=False, by=by: self.step(by))
                buttons.addWidget(button)
        self.back = QPushButton(self.tr("Back"))
        self.back.setAutoDefault(False)
        self.back.setAccessibleName(self.tr("Back to the record"))
        self.back.clicked.connect(self.left)
        buttons.addWidget(self.back)
        return buttons

    def _card(self, title: str, words: str) -> QFrame:
        card = QFrame()
        card.setObjectName("account")
        card.setAccessibleName(f"{title}: {words}")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(5)
        column.addWidget(board_label(title, "label"))
        column.addWidget(board_label(words, "quote"))
        column.addStretch(1)
        return card

    def _add(self, card: QFrame, button: QPushButton) -> None:
        layout = card.layout()
        if layout is not None:
            layout.addWidget(button)

    def _chosen(self) -> str:
        return next((key for key, one in self.choices.items() if one.isChecked()), "")

    def _reach(self) -> None:
        """Show the place that was chosen, in the text beside."""
        chosen, passage = self._chosen(), self.passage
        if passage is not None and chosen.isdigit():
            self.place_wanted.emit(passage.places[int(chosen)])

    def _none(self) -> str:
        return self.tr("No words are selected yet.")


def _short(words: str) -> str:
    """Give a passage in one paragraph, and of a very long one its beginning."""
    flowing = " ".join(words.split())
    return flowing if len(flowing) <= _LONGEST else f"{flowing[:_LONGEST].rstrip()}…"
