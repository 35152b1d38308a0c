# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Proposed facts beside the text they stand in: take them, change them, dismiss them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from fonds.viewer.announcing import announce
from fonds.viewer.board import press_held
from fonds.viewer.elided import ElidedLabel
from fonds.viewer.flow_row import FlowRow
from fonds.viewer.proposal_list import ProposalList
from fonds.viewer.wording import counted

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QKeyEvent

    from fonds.viewer.candidates import Proposals
    from fonds.viewer.theme import Theme


class ProposalBoard(QWidget):
    """The panel: a heading, the list, a place for the form, and what can be done.

    Signals:
        reached: the present :class:`Candidate`, or none.
        taken: candidates (tuple) to be recorded.
        change_wanted: a candidate that is to be changed before it is recorded.
        dismissed: candidates (tuple) that are not wanted.
        again_wanted: what was dismissed is to be listed again.
        left: the panel is to be put away.
    """

    reached = Signal(object)
    taken = Signal(tuple)
    change_wanted = Signal(object)
    dismissed = Signal(tuple)
    again_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self.setObjectName("proposals")
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Proposals"))
        self._recorded = self._dismissed = self._passed_over = 0
        self._form: QWidget | None = None
        self._writable = True
        self._title = ElidedLabel(lines=2)
        self._title.setProperty("role", "heading")
        self._note = _label("small")
        self._empty = _label("muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = ProposalList(theme)
        self.refusal = _label("refusal")
        self.refusal.hide()
        self.take = QPushButton()
        self.take.setProperty("role", "first")
        self.change = QPushButton(self.tr("Change…"))
        self.dismiss = QPushButton(self.tr("Dismiss"))
        self.again = QPushButton()
        self.again.setProperty("role", "link")
        self.back = QPushButton(self.tr("Back"))
        self.back.setAccessibleName(self.tr("Back to the record"))
        self._build()
        self.list.reached.connect(self.reached)
        self.list.taking.connect(self._take)
        self.list.changing.connect(self._change)
        self.list.dismissing.connect(self._dismiss)
        self.list.proposals.ticked.connect(lambda _: self._refresh())
        self.take.clicked.connect(self._take)
        self.change.clicked.connect(self._change)
        self.dismiss.clicked.connect(self._dismiss)
        self.again.clicked.connect(self.again_wanted)
        self.back.clicked.connect(self.left)

    @property
    def words(self) -> str:
        """What is said where nothing is listed."""
        return self._empty.text() if self._empty.isVisibleTo(self) else ""

    @property
    def note(self) -> str:
        """What is said over the list."""
        return self._note.text()

    def wait(self, title: str) -> None:
        """Say that a source is being looked through."""
        self._title.setText(title)
        self._recorded = self._dismissed = self._passed_over = 0
        self.list.proposals.start(())
        self._refresh(self.tr("Looking for what is certain in form…"))

    def show_proposals(self, found: Proposals, *, writable: bool) -> None:
        """List what was found; the present one stays so where it is still listed."""
        present = self.list.current()
        key = present.key if present is not None else ""
        self._writable = writable
        self._title.setText(self.tr("Proposals: {title}").format(title=found.title))
        self._title.setToolTip(found.title)
        self._recorded, self._dismissed = found.recorded, found.dismissed
        self._passed_over = found.passed_over
        held = self.list.hasFocus() or self.back.hasFocus()
        self.list.proposals.start(found.candidates)
        self._refresh()
        keys = [one.key for one in found.candidates]
        self.list.go_to(keys.index(key) if key in keys else 0)
        if held:
            self.take_keys()

    def drop(self, keys: Collection[str], *, dismissed: bool = False) -> None:
        """List these no longer; the one after them is the present one."""
        row = self.list.currentIndex().row()
        before = sum(
            one.key in keys for number, one in enumerate(self.list.proposals.candidates)
            if number < row
        )  # fmt: skip
        if dismissed:
            self._dismissed += len(keys)
        else:
            self._recorded += len(keys)
        self.list.proposals.drop(keys)
        self._refresh()
        self.list.go_to(row - before)
        self.take_keys()

    def refuse(self, words: str) -> None:
        """Show why nothing was recorded; nothing hides it."""
        self.refusal.setText(words and f"⚑ {words}")
        self.refusal.setVisible(bool(words))
        announce(self.refusal, words)

    def open_form(self, form: QWidget) -> None:
        """Open a form for the present candidate under the list."""
        self._form = form
        self._places.insertWidget(0, form)
        self._buttons.hide()
        form.show()
        self.list.scrollTo(self.list.currentIndex())

    def close_form(self) -> None:
        """Put the form away and give the keys back to the list."""
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self._buttons.show()
            self.take_keys()

    def take_keys(self) -> None:
        """Give the keys to the list, or to the way back where it is empty."""
        target = self.list if self.list.proposals.rowCount() else self.back
        self.setFocusProxy(target)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the panel away, Enter presses the button that has the keys (called by Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not press_held(event):
            super().keyPressEvent(event)

    def _take(self) -> None:
        """Take those that are ticked; where none is, the present one."""
        present = self.list.current()
        chosen = self.list.proposals.chosen() or ((present,) if present is not None else ())
        if chosen and chosen[0].unclear:
            self._change()
        elif chosen and self._writable:
            self.refuse("")
            self.taken.emit(chosen)

    def _change(self) -> None:
        present = self.list.current()
        if present is not None and self._writable:
            self.refuse("")
            self.change_wanted.emit(present)

    def _dismiss(self) -> None:
        present = self.list.current()
        chosen = self.list.proposals.chosen() or ((present,) if present is not None else ())
        if chosen:
            self.dismissed.emit(chosen)

    def _refresh(self, waiting: str = "") -> None:
        count = self.list.proposals.rowCount()
        ticked = len(self.list.proposals.chosen())
        words = self.tr("Accept %Ln fact(s)", "", ticked) if ticked > 1 else self.tr("Accept")
        self.take.setText(counted(words, ticked))
        for button in (self.take, self.change):
            button.setEnabled(count > 0 and self._writable)
            button.setVisible(count > 0)
        self.dismiss.setVisible(count > 0)
        self.list.setVisible(count > 0)
        said = [
            self.tr("Found by rules in what is certain in form. Nothing is recorded before you"
                    " accept it; the rule is named beside you.")
        ] if count else []  # fmt: skip
        if self._recorded:
            held = self.tr("%Ln fact(s) recorded already.", "", self._recorded)
            said.append(counted(held, self._recorded))
        if self._passed_over:
            more = self.tr(
                "%Ln passage(s) may say more, hedged or in no such form, and should be read.",
                "",
                self._passed_over,
            )
            said.append(counted(more, self._passed_over))
        self._note.setText(" ".join(said))
        self._note.setVisible(bool(said) and not waiting)
        nothing = self.tr(
            "Nothing in this text is certain enough in form to be proposed. Select words in it and"
            " press Ctrl+Return."
        )
        done = self.tr("Everything proposed here was looked at.")
        looked = bool(self._recorded or self._dismissed)
        self._empty.setText(waiting or (done if looked else nothing))
        self._empty.setVisible(not count)
        # The keys are on the button then, and only there are these words heard.
        self.back.setAccessibleDescription("" if count else self._empty.text())
        again = self.tr("Show %Ln dismissed", "", self._dismissed)
        self.again.setText(counted(again, self._dismissed))
        self.again.setVisible(self._dismissed > 0)

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 12, 20, 10)
        head.setSpacing(3)
        for label in (self._title, self._note, self._empty):
            head.addWidget(label)
        self._buttons = QWidget()
        row = FlowRow()
        self._buttons.setLayout(row)
        hints = (
            (self.take, self.tr("Enter; Space ticks several")),
            (self.change, "F2"),
            (self.dismiss, self.tr("Delete")),
            (self.back, self.tr("Esc")),
        )
        for button, hint in hints:
            button.setAutoDefault(False)
            button.setToolTip(hint)
            row.addWidget(button)
        self.again.setAutoDefault(False)
        row.addWidget(self.again)
        foot = QWidget()
        foot.setObjectName("sheetFoot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._places = QVBoxLayout(foot)
        self._places.setContentsMargins(20, 10, 20, 12)
        self._places.setSpacing(8)
        self._places.addWidget(self.refusal)
        self._places.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        column.addWidget(foot, 0, Qt.AlignmentFlag.AlignBottom)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
