# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Two subjects side by side: what joining them would join, and a form for what is concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.board import Board, board_label
from fonds.viewer.choosers import TickBox
from fonds.viewer.conflict_board import AccountCard
from fonds.viewer.flow_row import FlowRow
from fonds.viewer.identities import Conclusion
from fonds.viewer.send_button import SendButton
from fonds.viewer.wording import in_quotes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from fonds.viewer.identities import Pair, Words
    from fonds.viewer.theme import Theme

_LEAST_CARD = 165
_REASON_TALL = 66


class IdentityBoard(Board, QScrollArea):
    """The two, what would be one, and under them the form. Nothing is concluded by itself.

    Signals:
        concluded: a :class:`Conclusion`; the board stays until it is put away.
        evidence_wanted: the words selected in the source are to be evidence.
        passage_wanted: a fact and an excerpt (ids).
        left: the board is to be put away.
        changed: something was chosen or typed.
    """

    concluded = Signal(object)
    evidence_wanted = Signal()
    passage_wanted = Signal(str, str)
    left = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty board."""
        super().__init__(parent)
        self._theme = theme
        self._pair: Pair | None = None
        self._columns = 0
        self.cards: list[AccountCard] = []
        self.evidence: list[Words] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("One or two"))

    @property
    def pair(self) -> Pair | None:
        """The two laid out, or none."""
        return self._pair

    def lay_out(self, pair: Pair) -> None:
        """Lay two subjects out. The same two anew keep what was chosen and typed."""
        old = self._pair
        same = old is not None and (old.first, old.second) == (pair.first, pair.second)
        kept = self.typed() if same else {}
        self.evidence = self.evidence if same else []
        self._pair = pair
        inner = QWidget()
        inner.setProperty("surface", "pane")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        column.addWidget(board_label(pair.title, "heading"))
        if pair.concluded:
            column.addWidget(board_label(pair.concluded, "small"))
        for quote in pair.shown:
            column.addWidget(board_label(f"[{quote.number}] {in_quotes(quote.words)}", "quote"))
        column.addLayout(self._joining(pair))
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        column.addLayout(self._grid)
        self.cards = [AccountCard(side, inner, choosable=False) for side in pair.sides]
        for card in self.cards:
            card.passage_wanted.connect(self.passage_wanted)
        column.addLayout(self._form(pair, inner))
        column.addStretch(1)
        self.setWidget(inner)
        self._columns = 0
        self._place()
        self._show_evidence()
        self.put_back(kept)
        self._choices.buttonToggled.connect(lambda *_: self._chosen())
        self.reason_field.textChanged.connect(self.changed)
        self.changed.connect(self.refusal.hide)
        self._chosen()

    def take_keys(self) -> None:
        """Give the keys to the first choice."""
        self.buttons["same"].setFocus(Qt.FocusReason.OtherFocusReason)

    def add_evidence(self, words: Words) -> None:
        """Take words as evidence, each once."""
        if words not in self.evidence:
            self.evidence.append(words)
            self._show_evidence()
            self.changed.emit()

    @property
    def is_begun(self) -> bool:
        """Whether anything was chosen, typed or given as evidence."""
        held = self._pair.judged if self._pair is not None else ""
        typed = self.typed()
        return bool(typed.get("reason") or typed.get("evidence")) or self._judgement() != held

    def typed(self) -> dict[str, object]:
        """Give what was chosen, typed and given as evidence, for :meth:`put_back`.

        Of the evidence places alone: its words are the archive's.
        """
        if self._pair is None:
            return {}
        return {
            "judgement": self._judgement(),
            "reason": self.reason_field.toPlainText(),
            "anyway": "yes" if self.anyway.isChecked() else "",
            "evidence": [(one.source, one.start, one.end) for one in self.evidence],
        }

    def put_back(self, typed: Mapping[str, object]) -> None:
        """Fill in what was chosen and typed on a board that was lost; evidence is given anew."""
        if not typed:
            return
        self.reason_field.setPlainText(str(typed.get("reason", "")))
        self.anyway.setChecked(bool(typed.get("anyway")))
        button = self.buttons.get(str(typed.get("judgement", "")))
        if button is not None:
            button.setChecked(True)

    def submit(self) -> None:
        """Hand over what was concluded, unless something plainly is missing."""
        pair, judgement = self._pair, self._judgement()
        reason = self.reason_field.toPlainText().strip()
        if pair is None:
            return
        if not judgement:
            self.refuse(self.tr("Choose what you conclude: one, two, or not sure."))
            return
        if judgement == "same" and pair.clashes and not self.anyway.isChecked():
            self.refuse(
                self.tr(
                    "Their facts would contradict each other, as shown above. Tick that they are"
                    " one all the same, or conclude otherwise."
                )
            )
            self.anyway.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not reason:
            self.refuse(self.tr("Say why: the reasoning is what a later reader will weigh."))
            self.reason_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.refuse("")
        self.go.wait()
        self.concluded.emit(
            Conclusion(pair.first, pair.second, judgement, reason, tuple(self.evidence))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the two side by side where they fit (called by Qt)."""
        super().resizeEvent(event)
        self._place()

    def _joining(self, pair: Pair) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addSpacing(2)
        column.addWidget(board_label(self.tr("If they were one"), "label"))
        column.addWidget(board_label(pair.whole, "small"))
        if not pair.meetings:
            apart = self.tr("Of nothing do both say something: facts alone neither join nor part.")
            column.addWidget(board_label(apart, "small"))
        for one in pair.meetings:
            words = f"{one.label}: {one.words}" if one.label else one.words
            column.addWidget(
                board_label(f"⚑ {words}", "dispute") if one.clashes else board_label(words, "small")
            )
        return column

    def _form(self, pair: Pair, inner: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addSpacing(4)
        column.addWidget(board_label(self.tr("I conclude"), "label"))
        self._choices = QButtonGroup(inner)
        self.buttons: dict[str, QRadioButton] = {}
        offered = (
            (
                "same",
                self.tr("They are one"),
                self.tr("Both records can be shown as one; each fact keeps its own subject."),
            ),
            ("not same", self.tr("They are two"), self.tr("They are not proposed as one again.")),
            ("unsure", self.tr("I am not sure"), self.tr("Kept in sight, joined to nothing.")),
        )
        for key, words, meaning in offered:
            button = QRadioButton(words)
            button.setAccessibleDescription(meaning)
            button.setChecked(key == pair.judged)
            self._choices.addButton(button)
            self.buttons[key] = button
            note = board_label(meaning, "small")
            note.setContentsMargins(self._theme.px(22), 0, 0, 2)
            column.addWidget(button)
            column.addWidget(note)
        self.anyway = TickBox(self.tr("One all the same, although their facts contradict"))
        column.addWidget(self.anyway)
        column.addWidget(board_label(self.tr("Evidence"), "label"))
        self._shown = board_label("", "small")
        column.addWidget(self._shown)
        self.add = QPushButton(self.tr("Add the words selected in the source"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.evidence_wanted)
        self.drop = QPushButton(self.tr("Take the last away"))
        self.drop.setAutoDefault(False)
        self.drop.clicked.connect(self._drop)
        proof = FlowRow()
        proof.addWidget(self.add)
        proof.addWidget(self.drop)
        column.addLayout(proof)
        reason = board_label(self.tr("Reasoning"), "label")
        self.reason_field = QPlainTextEdit()
        self.reason_field.setObjectName("reasoning")
        self.reason_field.setTabChangesFocus(True)
        self.reason_field.setAccessibleName(self.tr("Reasoning"))
        self.reason_field.setPlaceholderText(
            self.tr("What speaks for it besides the name, and what against")
        )
        self.reason_field.setFixedHeight(self._theme.px(_REASON_TALL))
        reason.setBuddy(self.reason_field)
        self.refusal = board_label("", "refusal")
        self.refusal.hide()
        self.go = SendButton(self.tr("Record the conclusion"))
        self.go.setProperty("role", "first")
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self.submit)
        self.back = QPushButton(self.tr("Back"))
        self.back.setAutoDefault(False)
        self.back.setAccessibleName(self.tr("Back to the record"))
        self.back.clicked.connect(self.left)
        for widget in (reason, self.reason_field, self.refusal):
            column.addWidget(widget)
        buttons = FlowRow()
        buttons.addWidget(self.go)
        buttons.addWidget(self.back)
        column.addLayout(buttons)
        return column

    def _judgement(self) -> str:
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def _chosen(self) -> None:
        clashes = self._pair is not None and self._pair.clashes
        self.anyway.setVisible(clashes and self._judgement() == "same")
        self.changed.emit()

    def _drop(self) -> None:
        if self.evidence:
            self.evidence.pop()
            self._show_evidence()
            self.changed.emit()

    def _show_evidence(self) -> None:
        none = self.tr("No passage is given yet. Select words in the source beside.")
        lines = [
            f"[{one.number}] {in_quotes(' '.join(one.quote.split()))}" for one in self.evidence
        ]
        self._shown.setText("\n".join(lines) or none)
        self.drop.setVisible(bool(lines))

    def _place(self) -> None:
        if not self.cards:
            return
        room = self.viewport().width() - 40
        columns = 2 if room // 2 >= self._theme.px(_LEAST_CARD) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
