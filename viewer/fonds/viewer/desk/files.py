# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Files: new, open, recent, the sample, close; and the place one was at in each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMenu

from fonds.archive import sample
from fonds.viewer.action_table import Menu
from fonds.viewer.background import Background
from fonds.viewer.desk.first_page import FirstPage
from fonds.viewer.desk.places import Place
from fonds.viewer.desk.unfinished import FACT, draft_of
from fonds.viewer.file_dialog import FileDialog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.queries.queries import Queries
    from fonds.viewer.background import Job
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.lists_keeper import ListsKeeper
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.session import Begun

_SUFFIX = ".fonds"


class Files(QObject):
    """Opens and closes archives for the desk."""

    def __init__(
        self, desk: Desk, reader: Reader, lists: ListsKeeper, *, watch: bool = True
    ) -> None:
        """Show the first page until something is opened; ``watch`` looks for others' writing."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self._lists = lists
        self._watch = watch
        self._wanted: Place | None = None
        self._as_of: str | None = None
        self._builder = Background(self)
        self._page = FirstPage(desk.window.theme, sample=sample.builder() is not None)
        self._page.sample_wanted.connect(self.open_sample)
        self._page.new_wanted.connect(self.ask_new)
        self._page.open_wanted.connect(self.ask_open)
        self._page.file_wanted.connect(lambda name: self.open(Path(name)))
        self._recent = QMenu(self.tr("Open recen&t"), desk.window)
        self._recent.aboutToShow.connect(self._fill_recent)
        menu = desk.window.menus.get(Menu.FILE)
        after = desk.window.actions_of_window.action("open")
        if menu is not None and after is not None:
            acts = menu.actions()
            menu.insertMenu(acts[acts.index(after) + 1], self._recent)
        desk.window.policy_banner.all_wanted.connect(self.show_all)
        desk.opened.connect(self._opened)
        desk.closed.connect(self._closed)
        self._builder.failed.connect(desk.complain)
        self._closed()

    @property
    def page(self) -> FirstPage:
        """The page shown while nothing is open."""
        return self._page

    @property
    def is_building(self) -> bool:
        """Whether the sample is being built."""
        return self._builder.is_busy

    def open(
        self,
        path: Path,
        place: Place | None = None,
        *,
        as_of: str | None = None,
        create: bool = False,
        shown: Mapping[str, bool] | None = None,
    ) -> None:
        """Open an archive, and go to a place and moment in it; else to where one was, now.

        With ``shown`` it is shown as others would see it: see :class:`Session`.
        """
        if not create and not path.exists():
            self._desk.memory.forget_recent(str(path))
            self._page.show_recent(self._desk.memory.recent())
            words = self.tr("There is no file {path} any more.")
            self._desk.window.notice.refuse(words.format(path=path))
            return
        self.keep_place()
        self._wanted, self._as_of = place, as_of
        hide = create and self._page.hides_living
        self._desk.open(path, create=create, hide_living=hide, watch=self._watch, shown=shown)

    def as_others(self) -> None:
        """Show the archive as others get it, without what its policy hides, or whole again."""
        session = self._desk.session
        if session is None:
            return
        if session.is_veiled:
            self.show_all()
            return

        def open_so(hides: bool) -> None:
            if hides:
                self.open(session.path, self._here(), shown={"policy": False})
            else:
                self._desk.window.actions_of_window.mark("policy_others", on=False)
                words = self.tr("The archive's policy hides nothing: others get what you see.")
                self._desk.window.notice.tell(words)

        def question(queries: Queries) -> bool:
            return queries.as_exported().veiled.hides_anything

        self._desk.ask("policy", question, open_so)

    def show_all(self) -> None:
        """Hide nothing any more."""
        session = self._desk.session
        if session is not None and session.is_veiled:
            self.open(session.path, self._here())

    def _here(self) -> Place:
        return replace(self._reader.place(), facts=())

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        name, _ = FileDialog.getOpenFileName(
            self._desk.window, self.tr("Open an archive"), self._folder(), self._kinds()
        )
        if name:
            self.open(Path(name))

    def ask_new(self) -> None:
        """Ask for a name and make a new archive."""
        usual = self.tr("archive")
        name, _ = FileDialog.getSaveFileName(
            self._desk.window,
            self.tr("New archive"),
            str(Path(self._folder()) / f"{usual}{_SUFFIX}"),
            self._kinds(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            path = Path(name)
            self.open(path if path.suffix else path.with_suffix(_SUFFIX), create=True)

    def open_sample(self) -> None:
        """Open the sample, building it first where it is not there yet."""
        kind = QStandardPaths.StandardLocation.AppDataLocation
        target = Path(QStandardPaths.writableLocation(kind)) / f"sample{_SUFFIX}"
        if target.exists():
            self.open(target)
            return

        def build(_job: Job) -> Path:
            target.parent.mkdir(parents=True, exist_ok=True)
            sample.build(target)
            return target

        self._desk.window.notice.show_progress(self.tr("Building the sample…"), 0, 0)
        self._builder.run("sample", build, self.open)

    def close(self) -> None:
        """Close the archive and show the first page."""
        self.keep_place()
        self._desk.close()

    def keep_place(self) -> None:
        """Remember where one is in the open archive."""
        if self._desk.begun is not None:
            self._desk.memory.keep_place(self._desk.begun.archive.id, self._reader.place())

    def end(self) -> None:
        """Close everything; waits for the threads."""
        self.keep_place()
        self._builder.close()
        self._desk.close()

    def _opened(self, begun: Begun) -> None:
        self._desk.memory.keep_recent(Path(begun.archive.path))
        self._desk.window.show_page(None)
        self._desk.window.record.setFocus()
        self._reader.record.clear()
        self._reader.source.clear()
        place = self._wanted or self._left_at(begun)
        as_of, self._wanted, self._as_of = self._as_of, None, None
        if as_of is None:
            self._arrive(place)
        else:
            # The moment first: what stood then may not stand now.
            self._lists.read()
            self._lists.look_at(as_of, lambda: self._arrive(place))
        if begun.read_only and not self._desk.is_veiled:
            words = self.tr("This file cannot be written here: it is open for reading only.")
            if begun.lent:
                words = self.tr(
                    "This file cannot be written here, and its tables are not those of this Fonds:"
                    " it is read from tables made anew for as long as it is open. In a copy in a"
                    " folder of your own that is done once."
                )
            self._desk.window.notice.tell(words)

    def _left_at(self, begun: Begun) -> Place:
        """Give the place one was at; beside it the source of a form left unfinished."""
        place = self._desk.memory.place(begun.archive.id)
        draft = {} if begun.read_only else draft_of(self._desk.memory, begun, FACT)
        source, start = draft.get("source"), draft.get("start")
        if isinstance(source, str) and isinstance(start, int):
            return replace(place, facts=(), source=source, scroll=start)
        return place

    def _arrive(self, place: Place) -> None:
        if place.id:
            self._reader.visit(place)
            self._list()
        else:
            self._go_somewhere(place)

    def _list(self) -> None:
        """Read the lists behind what was asked for before, and what follows from its answers.

        Of a large archive they take a second, in which the record is already being read.
        """
        if self._desk.listing is None:
            read = self._read_lists
            self._desk.ask("arrived", lambda _: None, lambda _: self._reader.after_record(read))

    def _read_lists(self) -> None:
        if self._desk.session is not None:
            self._lists.read()

    def _go_somewhere(self, beside: Place) -> None:
        """Go to the subject with most facts; in an archive without any, to its first source.

        A source that is wanted ``beside`` it is shown in place of that.
        """

        def found(place: Place) -> None:
            if beside.source:
                place = replace(place, source=beside.source, scroll=beside.scroll)
            if not place.id:
                name = self._desk.begun.archive.name if self._desk.begun is not None else ""
                self._reader.record.clear(name, self._how_to_begin())
                self._reader.history.show_all()
            if place.is_somewhere:
                self._reader.visit(place)
            self._list()

        def question(queries: Queries) -> Place:
            for subject in queries.subjects(limit=1):
                return Place("subject", subject.id)
            sources = queries.sources()
            return Place(source=sources[0].id) if sources else Place()

        self._desk.ask("start", question, found)

    def _how_to_begin(self) -> str:
        return self.tr(
            "Nobody is in this archive yet. Add a source (Ctrl+Shift+O), select words in it, press"
            " Ctrl+Return, and say what they say of whom."
        )

    def _closed(self) -> None:
        self._page.show_recent(self._desk.memory.recent())
        self._desk.window.show_page(self._page)
        self._page.setFocus()

    def _fill_recent(self) -> None:
        self._recent.clear()
        for name in self._desk.memory.recent():
            action = self._recent.addAction(name)
            action.triggered.connect(lambda _=False, name=name: self.open(Path(name)))
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("None yet")).setEnabled(False)

    def _folder(self) -> str:
        recent = self._desk.memory.recent()
        if recent:
            return str(Path(recent[0]).parent)
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    def _kinds(self) -> str:
        return self.tr("Fonds archives (*{suffix})").format(suffix=_SUFFIX)
