# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What can be taken along: a citation, a fact as JSON, a passage with its reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from fonds.archive.export.document import fact_shape
from fonds.archive.export.json_export import to_text

if TYPE_CHECKING:
    from fonds.archive.queries.answers import CitationAnswer, FactAnswer
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader


class Copying(QObject):
    """Puts things on the clipboard, and says so."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        """Copy what is read through ``reader``."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader

    def copy_citation(self) -> None:
        """Copy the chosen facts' words with where they stand and who says them."""
        lines = [self._cited(one) for fact in self._chosen() for one in fact.citations]
        self._copy("\n".join(lines), self.tr("The citation was copied."))

    def copy_fact(self) -> None:
        """Copy the chosen facts as the JSON export has them."""
        shapes = [fact_shape(fact) for fact in self._chosen()]
        whole = shapes[0] if len(shapes) == 1 else shapes
        self._copy(to_text(whole) if shapes else "", self.tr("The fact was copied as JSON."))

    def copy_passage(self) -> None:
        """Copy the selected words of the source, with its title and their place."""
        read, pane = self._reader.source.read, self._desk.window.source
        start, end = pane.selection()
        if read is None or start == end:
            return
        words = " ".join(pane.selected_words().split())
        place = self.tr("{source} [{number}], characters {a}–{b}").format(
            source=read.view.title, number=read.view.number or 0, a=start, b=end
        )
        self._copy(f"“{words}” ({place})", self.tr("The passage was copied with its reference."))

    def _cited(self, one: CitationAnswer) -> str:
        numbers = self._desk.listing.numbers if self._desk.listing is not None else {}
        place = f"{one.source_title} [{numbers.get(one.source, 0)}]"
        parts = [f"“{one.quote}”" if one.quote else "", place, one.locator or ""]
        if one.start is not None:
            parts.append(self.tr("characters {a}–{b}").format(a=one.start, b=one.end))
        if one.cited_work is not None and one.cited_work.work:
            parts.append(self.tr("citing {work}").format(work=one.cited_work.work))
        return ", ".join(filter(None, parts))

    def _chosen(self) -> list[FactAnswer]:
        record = self._reader.record
        return [record.facts[fact] for fact in record.chosen_facts if fact in record.facts]

    def _copy(self, words: str, notice: str) -> None:
        if words:
            QGuiApplication.clipboard().setText(words)
            self._desk.window.notice.tell(notice)
