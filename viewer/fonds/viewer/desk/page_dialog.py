# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The page of a PDF or picture on which words stand, as it looks, with a frame around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout

from fonds.archive.errors import RefusedError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fonds.archive.queries.facsimile import FacsimileAnswer
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader

_SIZE = (820, 700)
_ROOM = 60


class PageDialog(QDialog):
    """Shows a page; what is framed on it is in sight."""

    def __init__(self, title: str, page: FacsimileAnswer, parent: QWidget | None = None) -> None:
        """Show a page of the source of that title."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = f"{title}, {page.locator}" if page.locator else title
        self.setWindowTitle(place)
        picture = QPixmap()
        picture.loadFromData(page.png)
        wide = min(picture.width(), _SIZE[0] - _ROOM) or 1
        shown = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        self.picture = QLabel()
        self.picture.setPixmap(shown)
        self.picture.setAccessibleName(place)
        self.area = QScrollArea()
        self.area.setWidget(self.picture)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.setAccessibleName(self.tr("The page"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.area)
        if not page.boxes:
            unknown = QLabel(self.tr("Where on the page the words stand is not known."))
            unknown.setWordWrap(True)
            layout.addWidget(unknown)
        layout.addWidget(buttons)
        self.resize(*_SIZE)
        for left, top, width, height in page.boxes[:1]:
            scale = shown.width() / max(1, picture.width())
            middle = (round((left + width / 2) * scale), round((top + height / 2) * scale))
            self.area.ensureVisible(*middle, _ROOM, _ROOM)


class Pages(QObject):
    """Asks for the page of the words that are selected, and shows it."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        """Show pages of the source read through ``reader``."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader

    def show_page(self) -> None:
        """Show the page of the selected words; without any, of the word at the caret."""
        read = self._reader.source.read
        if read is None:
            return
        surface = self._desk.window.source.surface
        start, end = surface.selection()
        if start == end:
            start = min(surface.caret(), max(0, len(read.view.text) - 1))
            end = start + 1
        source, rendition, title = read.view.id, read.view.rendition, read.view.title

        def question(queries: Queries) -> FacsimileAnswer | RefusedError:
            try:
                return queries.facsimile(source, start, end, rendition)
            except RefusedError as error:
                return error

        def put(answer: FacsimileAnswer | RefusedError) -> None:
            if isinstance(answer, RefusedError):
                self._desk.window.notice.refuse(answer.message)
            else:
                PageDialog(title, answer, self._desk.window).open()

        self._desk.ask("page", question, put)
