# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The record's rows for a list view, and what a screen reader says of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from fonds.viewer.rows import (
    DisputeHead,
    DisputeValueRow,
    NoteRow,
    Row,
    SectionRow,
    ValueRow,
    chips_of,
    facts_of,
    leads_somewhere,
)
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()


class RecordModel(QAbstractListModel):
    """Holds the rows of one record; knows which row stands for which fact."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make an empty model."""
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._by_fact: dict[str, int] = {}

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Take the rows of another record, or of the same one changed."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._by_fact = {}
        for number, row in enumerate(self._rows):
            if not isinstance(row, DisputeHead):
                for fact in facts_of(row):
                    self._by_fact.setdefault(fact, number)
        self.endResetModel()

    def labels(self) -> set[str]:
        """Give the labels of the rows, each once."""
        return {row.label for row in self._rows if isinstance(row, ValueRow)}

    def row(self, number: int) -> Row | None:
        """Give a row, or none where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, fact: str) -> int:
        """Give the row that shows a fact, or -1."""
        return self._by_fact.get(fact, -1)

    def is_choosable(self, number: int) -> bool:
        """Tell whether a row stands for facts and so can be chosen."""
        row = self.row(number)
        return row is not None and leads_somewhere(row)

    def place_in_dispute(self, number: int) -> str:
        """Tell where in its frame a disputed row stands: only, first, middle, last, or none."""
        row = self.row(number)
        if not isinstance(row, DisputeHead | DisputeValueRow):
            return ""
        more = isinstance(self.row(number + 1), DisputeValueRow)
        if isinstance(row, DisputeHead):
            return "first" if more else "only"
        return "middle" if more else "last"

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Give the number of rows (called by Qt)."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Say that headings can be read but not chosen (called by Qt)."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.is_choosable(index.row()):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401
        """Give the row itself, its words, or what is said of it (called by Qt)."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.entered if isinstance(row, ValueRow | DisputeValueRow) else None
        return None


def _shown(row: Row) -> str:
    match row:
        case SectionRow():
            return row.title
        case DisputeHead():
            return row.words
        case NoteRow():
            return row.text
        case ValueRow():
            return f"{row.label} {row.value}".strip()
        case DisputeValueRow():
            return row.value


def spoken(row: Row) -> str:
    """Say a row in one line, with its provenance and sources, for a screen reader."""
    parts: list[str] = []
    match row:
        case SectionRow() | NoteRow():
            return _shown(row)
        case DisputeHead():
            words = translate("RecordModel", "Disputed. {words}")
            return words.format(words=row.words)
        case ValueRow():
            named = f"{row.label}: {row.value}" if row.label else row.value
            parts = [named, row.flag, row.aside, row.below]
        case DisputeValueRow():
            words = translate("RecordModel", "{property}, disputed: {value}")
            parts = [words.format(property=row.property, value=row.value), row.aside]
    sources = [chip.tip or f"[{chip.number}] {chip.source}" for chip in chips_of(row)]
    return "; ".join(part for part in [*parts, *sources] if part)
