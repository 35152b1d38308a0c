# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A conflict side by side: words against words, and a form for the outcome and its reasoning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.accounts import Account, AccountQuote, Decision, Sheet
from fonds.viewer.board import Board, board_label
from fonds.viewer.send_button import SendButton
from fonds.viewer.wording import in_quotes

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from fonds.viewer.theme import Theme

_LEAST_CARD = 165
_REASON_TALL = 66


class AccountCard(QFrame):
    """One account: its value, how much stands behind it, and its words.

    Signals:
        passage_wanted: a fact and an excerpt (ids): the passage is to be seen in its source.
    """

    passage_wanted = Signal(str, str)

    def __init__(self, account: Account, parent: QWidget, *, choosable: bool = True) -> None:
        """Make the card of an account, which can be preferred if it is ``choosable``."""
        super().__init__(parent)
        self.setObjectName("account")
        self.account = account
        self.setAccessibleName(self.tr("Account: {value}").format(value=account.value))
        value = board_label(account.value, "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(5)
        column.addWidget(value)
        column.addWidget(board_label(account.weight, "small"))
        for quote in account.quotes:
            column.addWidget(self._quote(quote))
        column.addStretch(1)
        self.choice = QRadioButton(self.tr("Prefer this"))
        self.choice.setAccessibleName(self.tr("Prefer {value}").format(value=account.value))
        column.addWidget(self.choice)
        self.choice.setVisible(choosable)

    def _quote(self, quote: AccountQuote) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(2)
        # Words have the whole width: cards are narrow, and quotations long.
        column.addWidget(board_label(in_quotes(" ".join(quote.words.split())), "quote"))
        chip = QToolButton()
        chip.setProperty("role", "chip")
        chip.setText(str(quote.number))
        chip.setToolTip(quote.source)
        shown = self.tr("Show the passage in {source} [{number}]")
        chip.setAccessibleName(shown.format(source=quote.source, number=quote.number))
        chip.clicked.connect(lambda: self.passage_wanted.emit(quote.fact, quote.excerpt))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(board_label(quote.said, "small"), 1)
        column.addLayout(row)
        return box


class ConflictBoard(Board, QScrollArea):
    """The accounts side by side, as many as fit, and under them the form.

    Signals:
        decided: a :class:`Decision`; the board stays until it is put away, and shows a refusal.
        passage_wanted: a fact and an excerpt (ids).
        left: the board is to be put away.
        changed: something was chosen or typed.
    """

    decided = Signal(object)
    passage_wanted = Signal(str, str)
    left = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty board."""
        super().__init__(parent)
        self._theme = theme
        self._sheet = Sheet("", "", "", ())
        self.cards: list[AccountCard] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Conflict"))

    @property
    def sheet(self) -> Sheet:
        """The conflict laid out."""
        return self._sheet

    def lay_out(self, sheet: Sheet) -> None:
        """Lay a conflict out. The same one anew keeps what was chosen and typed."""
        kept = self.typed() if sheet.conflict == self._sheet.conflict else {}
        self._sheet = sheet
        inner = QWidget()
        inner.setProperty("surface", "pane")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        column.addWidget(board_label(f"⚑ {sheet.title}", "dispute"))
        if sheet.why:
            column.addWidget(board_label(sheet.why, "small"))
        for words in sheet.concluded:
            column.addWidget(board_label(words, "small"))
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        column.addLayout(self._grid)
        self._outcomes = QButtonGroup(inner)
        self.cards = [AccountCard(account, inner) for account in sheet.accounts]
        for card in self.cards:
            self._outcomes.addButton(card.choice)
            card.passage_wanted.connect(self.passage_wanted)
        column.addLayout(self._form(sheet))
        column.addStretch(1)
        self.setWidget(inner)
        self._columns = 0
        self._place()
        self.put_back(kept)
        self._outcomes.buttonToggled.connect(lambda *_: self.changed.emit())
        self.reason_field.textChanged.connect(self.changed)
        self.changed.connect(self.refusal.hide)

    def take_keys(self) -> None:
        """Give the keys to the first choice."""
        if self.cards:
            self.cards[0].choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> dict[str, str]:
        """Give what was chosen and typed, for :meth:`put_back`."""
        if not self.cards:
            return {}
        return {"outcome": self._outcome(), "reason": self.reason_field.toPlainText()}

    def put_back(self, typed: dict[str, str]) -> None:
        """Fill in what was chosen and typed on a board that was lost."""
        if not typed:
            return
        self.reason_field.setPlainText(typed.get("reason", ""))
        for key, button in self._choices():
            if key == typed.get("outcome"):
                button.setChecked(True)

    def submit(self) -> None:
        """Hand over what was decided, unless something plainly is missing."""
        outcome, reason = self._outcome(), self.reason_field.toPlainText().strip()
        if not outcome:
            self.refuse(self.tr("Choose an outcome: prefer one account, or say how they stand."))
            return
        if not reason:
            self.refuse(self.tr("Say why: the reasoning is what a later reader will weigh."))
            self.reason_field.setFocus()
            return
        self.refuse("")
        self.go.wait()
        kind, _, fact = outcome.partition(":")
        self.decided.emit(Decision(self._sheet.conflict, kind, fact, reason))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the cards in as many columns as fit (called by Qt)."""
        super().resizeEvent(event)
        self._place()

    def _form(self, sheet: Sheet) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addSpacing(4)
        column.addWidget(board_label(self.tr("Or else"), "label"))
        self._others: dict[str, QRadioButton] = {}
        offered = [
            ("both stand", self.tr("Both stand"), self.tr("No source can settle it.")),
            (
                "different scope",
                self.tr("They do not meet"),
                self.tr("They speak of different things, or of different times."),
            ),
        ]
        if sheet.resolved:
            offered.append(
                (
                    "unresolved",
                    self.tr("Open it again"),
                    self.tr("What was concluded is in doubt."),
                )
            )
        for key, words, meaning in offered:
            button = QRadioButton(words)
            button.setAccessibleDescription(meaning)
            self._outcomes.addButton(button)
            self._others[key] = button
            note = board_label(meaning, "small")
            note.setContentsMargins(self._theme.px(22), 0, 0, 2)
            column.addWidget(button)
            column.addWidget(note)
        reason = board_label(self.tr("Reasoning"), "label")
        self.reason_field = QPlainTextEdit()
        self.reason_field.setObjectName("reasoning")
        self.reason_field.setTabChangesFocus(True)
        self.reason_field.setAccessibleName(self.tr("Reasoning"))
        self.reason_field.setPlaceholderText(
            self.tr("Which source is nearer to it, who copied whom, what else speaks for it")
        )
        self.reason_field.setFixedHeight(self._theme.px(_REASON_TALL))
        reason.setBuddy(self.reason_field)
        self.refusal = board_label("", "refusal")
        self.refusal.hide()
        self.go = SendButton(self.tr("Record the outcome"))
        self.go.setProperty("role", "first")
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self.submit)
        self.back = QPushButton(self.tr("Back"))
        self.back.setAutoDefault(False)
        self.back.setAccessibleName(self.tr("Back to the record"))
        self.back.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        for widget in (reason, self.reason_field, self.refusal):
            column.addWidget(widget)
        column.addLayout(buttons)
        return column

    def _choices(self) -> list[tuple[str, QRadioButton]]:
        preferring = [(f"preferred:{card.account.facts[0]}", card.choice) for card in self.cards]
        return [*preferring, *self._others.items()]

    def _outcome(self) -> str:
        return next((key for key, button in self._choices() if button.isChecked()), "")

    def _place(self) -> None:
        if not self.cards:
            return
        room = self.viewport().width() - 40
        columns = max(1, min(len(self.cards), room // self._theme.px(_LEAST_CARD)))
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for number in range(len(self.cards)):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
