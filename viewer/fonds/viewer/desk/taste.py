# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a person prefers, taken up at once and kept: name, colours, size, face, language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.archive.cli import checkpoint_folders, preferences
from fonds.archive.errors import FondsError
from fonds.archive.naming import UNNAMED
from fonds.events.catalogue.archive import Visibility
from fonds.viewer import languages
from fonds.viewer.desk.compensating import Undo

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.plan import Appended
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.files import Files
    from fonds.viewer.desk.preferences_dialog import OfArchive, Preferences
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.references import References
    from fonds.viewer.desk.undoing import Undoing

READING_KEY = "window/reading"
LANGUAGE_KEY = "window/language"


class Taste(QObject):
    """Asks for preferences, and asks once who it is that records."""

    def __init__(
        self,
        desk: Desk,
        reader: Reader,
        files: Files,
        references: References,
        undoing: Undoing,
        settings: QSettings | None,
    ) -> None:
        """Keep what is chosen in these settings, the name with the command line's."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self._files = files
        self._references = references
        self._undoing = undoing
        self._settings = settings
        files.page.name_given.connect(self.take_name)
        files.page.show_name(self._named())

    def ask(self) -> None:
        """Ask what the open archive hides, then open the dialog."""
        if self._desk.session is None:
            self._open(hides=None)
            return
        hidden = Visibility.HIDDEN
        self._desk.ask("policy", lambda queries: queries.policy().living == hidden, self._open)

    def _open(self, hides: bool | None) -> None:
        from fonds.viewer.desk.preferences_dialog import (
            OfArchive,
            Preferences,
            PreferencesDialog,
        )

        theme, begun = self._desk.window.theme, self._desk.begun
        of_archive = None
        if hides is not None and begun is not None:
            folder = checkpoint_folders.kept(begun.archive.id)
            writable = self._desk.is_writable
            of_archive = OfArchive(begun.archive.name, folder, hides, writable)
        now = Preferences(
            self._named(),
            theme.scheme,
            round(100 * theme.zoom),
            theme.reading_family,
            self._code(),
            preferences.preferred_style() or "",
            of_archive,
        )
        dialog = PreferencesDialog(theme, now, languages.shipped(), self._desk.window)
        dialog.chosen.connect(lambda chosen: self._take(now, chosen))
        dialog.open()

    def take_name(self, name: str) -> None:
        """Record under a name from now on; an empty one changes nothing."""
        if not name or name == self._named():
            return
        try:
            preferences.write("agent", name)
        except FondsError as error:
            self._desk.complain(error)
            return
        self._desk.agent = name
        self._files.page.show_name(name)
        session = self._desk.session
        if session is not None:
            # Whoever writes is told when a file is opened: it is opened anew, at the same place.
            self._files.open(session.path, self._reader.place())

    def _take(self, before: Preferences, chosen: Preferences) -> None:
        window = self._desk.window
        window.take_scheme(chosen.scheme)
        window.theme.set_zoom(chosen.zoom / 100)
        window.theme.set_reading_family(chosen.reading)
        if self._settings is not None:
            self._settings.setValue(READING_KEY, chosen.reading)
            self._settings.setValue(LANGUAGE_KEY, chosen.language)
        self._take_style(chosen.style)
        if before.archive is not None and chosen.archive is not None:
            self._take_of_archive(before.archive, chosen.archive)
        self.take_name(chosen.agent)

    def _take_style(self, style: str) -> None:
        """Refer to sources in a style from now on, here and on the command line."""
        if style == (preferences.preferred_style() or ""):
            return
        try:
            preferences.write(preferences.STYLE, style)
        except FondsError as error:
            self._desk.complain(error)
            return
        self._references.refresh()

    def _take_of_archive(self, before: OfArchive, chosen: OfArchive) -> None:
        """Keep what is preferred for the open archive: its policy by an event of the log."""
        begun = self._desk.begun
        if begun is not None and chosen.folder != before.folder:
            try:
                checkpoint_folders.remember(begun.archive.id, chosen.folder)
            except FondsError as error:
                self._desk.complain(error)
        if chosen.hides_living != before.hides_living:
            from fonds.archive.commands.archive import SetPolicy

            living = Visibility.HIDDEN if chosen.hides_living else Visibility.SHOWN
            words = (
                self.tr("Exports hide people not known to be dead from now on.")
                if chosen.hides_living
                else self.tr("Exports show everybody from now on.")
            )
            notice = self._desk.window.notice
            back = SetPolicy(Visibility.SHOWN if chosen.hides_living else Visibility.HIDDEN)
            undo = Undo(self.tr("whom exports hide"), back, (), beyond_facts=True)

            def done(_outcome: Outcome[Appended]) -> None:
                self._undoing.offer(undo)
                notice.tell(words)

            self._desk.record(SetPolicy(living), done)

    def _named(self) -> str:
        return "" if self._desk.agent == UNNAMED else self._desk.agent

    def _code(self) -> str:
        kept = self._settings.value(LANGUAGE_KEY) if self._settings is not None else ""
        return kept if isinstance(kept, str) else ""
