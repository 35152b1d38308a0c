# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What can be taken along: a citation, a fact as JSON, a passage with its reference.

What is copied leaves the archive, so it hides what the archive's policy hides, as exports do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from fonds.archive.export.document import fact_shape
from fonds.archive.export.json_export import to_text
from fonds.viewer.wording import in_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.queries.answers import CitationAnswer, FactAnswer
    from fonds.archive.queries.queries import Queries
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

        def copy(facts: list[FactAnswer]) -> None:
            lines = [self._cited(one) for fact in facts for one in fact.citations]
            self._copy("\n".join(lines), self.tr("The citation was copied."))

        self._ask(copy)

    def copy_fact(self) -> None:
        """Copy the chosen facts as the JSON export has them."""

        def copy(facts: list[FactAnswer]) -> None:
            shapes = [fact_shape(fact) for fact in facts]
            whole = shapes[0] if len(shapes) == 1 else shapes
            self._copy(to_text(whole) if shapes else "", self.tr("The fact was copied as JSON."))

        self._ask(copy)

    def copy_passage(self) -> None:
        """Copy the selected words of the source, with its title and their place."""
        read, pane = self._reader.source.read, self._desk.window.source
        start, end = pane.selection()
        if read is None or start == end:
            return
        source, rendition = read.view.id, read.view.rendition
        words = " ".join(pane.selected_words().split())
        place = self.tr("{source} [{number}], characters {a}–{b}").format(
            source=read.view.title, number=read.view.number or 0, a=start, b=end
        )
        told = self.tr("The passage was copied with its reference.")

        def question(queries: Queries) -> bool:
            # A text that may not be exported is refused here.
            queries.as_exported().text(source, rendition)
            return True

        self._desk.ask(
            "copy", question, lambda _: self._copy(f"{in_quotes(words)} ({place})", told)
        )

    def _cited(self, one: CitationAnswer) -> str:
        numbers = self._desk.listing.numbers if self._desk.listing is not None else {}
        place = f"{one.source_title} [{numbers.get(one.source, 0)}]"
        parts = [in_quotes(one.quote) if one.quote else "", place, one.locator or ""]
        if one.start is not None:
            parts.append(self.tr("characters {a}–{b}").format(a=one.start, b=one.end))
        if one.cited_work is not None and one.cited_work.work:
            parts.append(self.tr("citing {work}").format(work=one.cited_work.told))
        return ", ".join(filter(None, parts))

    def _ask(self, copy: Callable[[list[FactAnswer]], None]) -> None:
        """Ask for the chosen facts as they may be exported, in the order they stand in."""
        record, as_of = self._reader.record, self._desk.as_of
        chosen = [fact for fact in record.chosen_facts if fact in record.facts]

        def question(queries: Queries) -> list[FactAnswer]:
            found = {fact.id: fact for fact in queries.as_exported().facts(chosen, as_of)}
            return [found[fact] for fact in chosen if fact in found]

        if chosen:
            self._desk.ask("copy", question, copy)

    def _copy(self, words: str, notice: str) -> None:
        window = self._desk.window
        if words:
            QGuiApplication.clipboard().setText(words)
            window.notice.tell(notice)
        else:
            window.notice.refuse(self.tr("The archive's policy hides that from what is copied."))
