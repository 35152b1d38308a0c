# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sources as references in the style somebody prefers: under the title, copied, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QTextEdit

from fonds.archive.cli import preferences
from fonds.archive.errors import RefusedError
from fonds.viewer import languages
from fonds.viewer.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.bibliography.styles import Reference
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader


def references_to(queries: Queries, sources: Sequence[str], language: str) -> list[Reference]:
    """Return sources as references in the preferred style, in its order.

    Raises:
        RefusedError: the preferred style is not there any more, or cannot be used.
    """
    # Its library of XML takes its time to load, and not every window needs it.
    from fonds.archive.bibliography.keys import keyed
    from fonds.archive.bibliography.styles import find_style

    style = find_style(preferences.preferred_style())
    return style.references(keyed(queries.works(sources)), language)


def spoken() -> str:
    """Return the language the window speaks, for the words of a style."""
    code = QLocale().name().partition("_")[0]
    return code if code in languages.shipped() else languages.ENGLISH


class References(QObject):
    """Shows the source in the pane as a reference, and puts it on the clipboard."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        """Follow the source that is read through ``reader``."""
        super().__init__(desk)
        self._desk = desk
        self._source = reader.source
        reader.source.shown.connect(self.refresh)
        desk.grew.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        """Ask for the reference of the source that is shown, if it says more than the title."""
        source, language = self._source.id, spoken()
        if not source or self._source.read is None:
            self._desk.window.source.show_reference("")
            return

        def question(queries: Queries) -> tuple[str, Reference | None]:
            from fonds.archive.bibliography.works import is_bare

            try:
                if all(map(is_bare, queries.works([source]))):
                    return source, None
                found = references_to(queries, [source], language)
            except RefusedError:
                # Hidden, erased, or a style that is gone: the window says that when it is copied.
                return source, None
            return source, found[0] if found else None

        self._desk.ask("reference", question, self._put)

    def copy(self) -> None:
        """Copy the reference of the source that is shown, plain and with its italics."""
        source, language = self._source.id, spoken()
        if not source:
            return

        def question(queries: Queries) -> list[Reference] | RefusedError:
            try:
                # What is copied leaves the archive: it hides what an export would.
                return references_to(queries.as_exported(), [source], language)
            except RefusedError as error:
                return error

        self._desk.ask("reference", question, self._copied)

    def _put(self, answer: tuple[str, Reference | None]) -> None:
        source, reference = answer
        if source == self._source.id:
            self._desk.window.source.show_reference(reference.text if reference else "")

    def _copied(self, found: list[Reference] | RefusedError) -> None:
        notice = self._desk.window.notice
        if isinstance(found, RefusedError):
            notice.refuse(worded(found.message))
        elif found:
            # Not a QMimeData of our own: one made by Python is still on the clipboard when Python
            # has ended, and takes the program down with it.
            page = QTextEdit()
            page.setHtml(found[0].html())
            page.selectAll()
            page.copy()
            notice.tell(self.tr("The reference was copied."))
