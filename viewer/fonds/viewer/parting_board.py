# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A mixed-up subject parted: its facts source by source, ticked where they go to a namesake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QFrame,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.board import Board, board_label
from fonds.viewer.choosers import TickDelegate
from fonds.viewer.flow_row import FlowRow
from fonds.viewer.form_fields import ChoiceEdit
from fonds.viewer.identities import Parting
from fonds.viewer.send_button import SendButton
from fonds.viewer.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fonds.viewer.drafts import Choice
    from fonds.viewer.identities import Movable
    from fonds.viewer.theme import Theme

_FACT = int(Qt.ItemDataRole.UserRole)


class PartingBoard(Board, QWidget):
    """The facts that may go, to whom, and why.

    Signals:
        parted: a :class:`Parting`; the board stays until it is put away, and shows a refusal.
        fact_reached: id of the fact that is the present one.
        left: the board is to be put away.
        changed: something was ticked or typed.
    """

    parted = Signal(object)
    fact_reached = Signal(str)
    left = Signal()
    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        offer: Callable[[str], Sequence[Choice]],
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty board; ``offer`` completes subjects."""
        super().__init__(parent)
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Part what was mixed up"))
        self._title = board_label("", "heading")
        hint = self.tr("Tick what is about somebody else. Words, ids and history stay.")
        self.tree = QTreeWidget()
        self.tree.setObjectName("parting")
        self.tree.setHeaderHidden(True)
        self.tree.setItemDelegate(TickDelegate(self.tree))
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setIndentation(theme.px(16))
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setAccessibleName(self.tr("Facts by source"))
        self.to_field = ChoiceEdit(theme, offer)
        self.to_field.setAccessibleName(self.tr("They go to"))
        self.reason_field = QLineEdit()
        self.reason_field.setProperty("role", "field")
        self.reason_field.setAccessibleName(self.tr("Reason"))
        self.refusal = board_label("", "refusal")
        self.refusal.hide()
        self.go = SendButton()
        self.go.setProperty("role", "first")
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self.submit)
        self.back = QPushButton(self.tr("Back"))
        self.back.setAutoDefault(False)
        self.back.setAccessibleName(self.tr("Back to the record"))
        self.back.clicked.connect(self.left)
        form = QFormLayout()
        form.setVerticalSpacing(6)
        form.addRow(self.tr("They go to"), self.to_field)
        form.addRow(self.tr("Reason"), self.reason_field)
        buttons = FlowRow()
        buttons.addWidget(self.go)
        buttons.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(board_label(hint, "small"))
        column.addWidget(self.tree, 1)
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addLayout(buttons)
        self.setFocusProxy(self.tree)
        self.tree.itemChanged.connect(lambda *_: self._count())
        self.tree.itemChanged.connect(lambda *_: self.changed.emit())
        self.to_field.textChanged.connect(self.changed)
        self.reason_field.textChanged.connect(self.changed)
        self.changed.connect(self.refusal.hide)
        self.tree.currentItemChanged.connect(self._reached)
        self.to_field.textChanged.connect(lambda _: self._say_new())
        self._count()

    def lay_out(
        self, title: str, sources: Sequence[tuple[str, str]], facts: Sequence[Movable]
    ) -> None:
        """Lay facts out under the sources (id, title) they cite; those without one come last."""
        self._title.setText(title)
        self.tree.clear()
        self.refuse("")
        for source, name in (*sources, ("", self.tr("Without a source"))):
            held = [
                one for one in facts if source in one.sources or (not source and not one.sources)
            ]
            if not held:
                continue
            head = QTreeWidgetItem(self.tree, [name])
            head.setFlags(head.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            head.setFlags(head.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            for one in held:
                item = QTreeWidgetItem(head, [one.words])
                item.setData(0, _FACT, one.fact)
                item.setToolTip(0, one.words)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Unchecked)
        self.tree.expandAll()
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self.to_field.fill("", "")
        self.reason_field.clear()
        self._count()

    def ticked(self) -> tuple[str, ...]:
        """Give the facts that go, each once."""
        found: dict[str, None] = {}
        for item in self._items():
            if item.checkState(0) is Qt.CheckState.Checked:
                found[item.data(0, _FACT)] = None
        return tuple(found)

    def typed(self) -> dict[str, object]:
        """Give what was ticked and typed, for :meth:`put_back`."""
        known = self.to_field.choice
        return {
            "facts": list(self.ticked()),
            "to": known,
            "name": self.to_field.text().strip(),
            "reason": self.reason_field.text(),
        }

    def put_back(self, typed: Mapping[str, object]) -> None:
        """Tick and fill in what stood on a board that was lost."""
        facts = typed.get("facts")
        if isinstance(facts, list):
            self.tick([str(one) for one in facts])
        if typed.get("name"):
            self.to_field.fill(str(typed.get("to", "")), str(typed["name"]))
        self.reason_field.setText(str(typed.get("reason", "")))

    def tick(self, facts: Sequence[str]) -> None:
        """Tick facts, wherever they are listed."""
        for item in self._items():
            if item.data(0, _FACT) in facts:
                item.setCheckState(0, Qt.CheckState.Checked)

    def submit(self) -> None:
        """Hand over who goes where, unless something plainly is missing."""
        facts, name = self.ticked(), self.to_field.text().strip()
        reason = self.reason_field.text().strip()
        missing = (
            (not facts, self.tr("Tick at least one fact that goes."), self.tree),
            (not name, self.tr("Say to whom they go: a subject, or a new name."), self.to_field),
            (not reason, self.tr("Say why; it stays beside the change."), self.reason_field),
        )
        for wrong, words, widget in missing:
            if wrong:
                self.refuse(words)
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.refuse("")
        self.go.wait()
        known = self.to_field.choice if self.to_field.settle() else ""
        self.parted.emit(Parting(facts, known, "" if known else name, reason))

    def _items(self) -> list[QTreeWidgetItem]:
        heads = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        items = [head.child(n) for head in heads if head for n in range(head.childCount())]
        return [item for item in items if item is not None]

    def _count(self) -> None:
        count = len(self.ticked())
        words = self.tr("Move %Ln fact(s)", "", count) if count else self.tr("Move")
        self.go.setText(counted(words, count))

    def _say_new(self) -> None:
        new = self.to_field.text().strip() and not self.to_field.choice
        self.to_field.set_aside(self.tr("a new subject") if new else "")

    def _reached(self, item: QTreeWidgetItem | None) -> None:
        fact = item.data(0, _FACT) if item is not None else None
        if fact:
            self.fact_reached.emit(fact)
