# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The look of the window: palette, style sheet and typefaces, following the system's scheme."""

from __future__ import annotations

import contextlib
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyleFactory, QWidget

from fonds.viewer import icon_set, typefaces
from fonds.viewer.palette import DARK, LIGHT, Palette
from fonds.viewer.style_sheet import style_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_STANDS_STILL = Qt.WidgetAttribute.WA_UpdatesDisabled
_LARGE = 0.4
"""From this share of its window on, a widget is looked at in parts."""


class Scheme(StrEnum):
    """Which palette is wanted: the system's choice, or one by name."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Holds the palette in use and the text size; tells every widget when either changes.

    Signals:
        changing: widgets are about to be dressed anew; who is not seen may go, to be made again.
        changed: they have been dressed.
        seen_soon: in the next turn all is painted; whoever has words to lay out for it does so now.
    """

    changing = Signal()
    changed = Signal()
    seen_soon = Signal()

    MIN_ZOOM = 0.7
    MAX_ZOOM = 2.5

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        """Load the typefaces and dress the application."""
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._zoom = 1.0
        self._reading = typefaces.READING
        self._faces: dict[tuple[float, int, float], QFont] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._colours: dict[str, QColor] = {}
        self._is_dressing = False
        # What is left of a change that is done in turns, and the windows that stand still for it.
        self._in_turns = False
        self._turns: list[Callable[[], object]] = []
        self._still: list[QWidget] = []
        # Lists in sight that wait for a turn of their own to lay themselves out.
        self._late: list[QAbstractItemView] = []
        self._next = QTimer(self)
        self._next.timeout.connect(self._take_turn)
        typefaces.load(app)
        style = QStyleFactory.create("Fusion")
        if style is not None:
            app.setStyle(style)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._palette = self._wanted()
        for step in self._dressing():
            step()

    @property
    def palette(self) -> Palette:
        """The palette in use."""
        return self._palette

    @property
    def scheme(self) -> Scheme:
        """The scheme that was asked for."""
        return self._scheme

    @property
    def zoom(self) -> float:
        """The text size, as a factor of the usual one."""
        return self._zoom

    def set_scheme(self, scheme: Scheme) -> None:
        """Follow the system, or hold to light or dark."""
        self._scheme = scheme
        self._refresh()

    def set_zoom(self, factor: float) -> None:
        """Set the text size as a factor of the usual one, within 0.7 and 2.5."""
        zoom = round(min(max(factor, self.MIN_ZOOM), self.MAX_ZOOM), 2)
        if zoom == self._zoom:
            return
        self._zoom = zoom
        self._change()

    @property
    def reading_family(self) -> str:
        """The family of the face sources are read in."""
        return self._reading

    def set_reading_family(self, family: str) -> None:
        """Read sources in another face; nothing brings the shipped one back."""
        self._reading = family or typefaces.READING
        self.changed.emit()

    @contextlib.contextmanager
    def in_turns(self) -> Iterator[None]:
        """Carry out what is changed inside the block in turns, between which the window answers.

        Until all are done it looks as it did; then it is painted anew.
        """
        self._in_turns = True
        try:
            yield
        finally:
            self._in_turns = False

    @property
    def is_dressing(self) -> bool:
        """Whether Qt is dressing every widget just now."""
        return self._is_dressing

    @property
    def is_changing(self) -> bool:
        """Whether there are turns left to be taken."""
        return bool(self._turns)

    def finish(self) -> None:
        """Take the turns that are left now."""
        while self._turns:
            self._take_turn()

    def lay_out_later(self, view: QAbstractItemView) -> bool:
        """Tell a list that is to lay itself out whether to wait: it is done once, after dressing.

        Qt would have it done at each step of being dressed, in sight or not, and of all lists
        within one turn.
        """
        waits = self._is_dressing or view in self._late
        if waits:
            view.scheduleDelayedItemsLayout()
        return waits

    @contextlib.contextmanager
    def put_off(self) -> Iterator[None]:
        """Dress what is made inside the block once, at its end.

        Else Qt dresses a widget, with all that stands in it, for each parent it is put into.
        """
        self._app.setStyleSheet("")
        try:
            yield
        finally:
            self._app.setStyleSheet(style_sheet(self._palette, self._zoom))

    def px(self, pixels: float) -> int:
        """Give a length of the drawing, in logical pixels, at the text size in use."""
        return max(1, round(pixels * self._zoom))

    def face(self, pixels: float = 13, weight: int = 400, *, tracking: float = 0.0) -> QFont:
        """Give the interface face at a size of the drawing."""
        key = (pixels, weight, tracking)
        found = self._faces.get(key)
        if found is None:
            found = typefaces.interface(pixels * self._zoom, weight, tracking=tracking)
            self._faces[key] = found
        return found

    def reading_face(self, pixels: float = 15) -> QFont:
        """Give the reading face at a size of the drawing."""
        return typefaces.reading(pixels * self._zoom, family=self._reading)

    def colour(self, name: str) -> QColor:
        """Give a colour of the palette by its name."""
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(getattr(self._palette, name))
        # A colour can be changed by whoever is given it.
        return QColor(found)

    def icon(self, name: str, colour: str = "muted", size: int = 16) -> QIcon:
        """Give a shipped icon in a colour of the palette."""
        key = (name, colour, size)
        found = self._icons.get(key)
        if found is None:
            shown = getattr(self._palette, colour)
            found = icon_set.icon(name, shown, self._palette.faint, self.px(size))
            self._icons[key] = found
        return found

    def _wanted(self) -> Palette:
        if self._scheme is Scheme.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT

    def _system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            with self.in_turns():
                self._refresh()

    def _refresh(self) -> None:
        self._palette = self._wanted()
        self._change()

    def _change(self) -> None:
        self.finish()
        self.changing.emit()
        tops = [top for top in self._app.topLevelWidgets() if top.isVisible()]
        if self._in_turns:
            self._still = [top for top in tops if top.updatesEnabled()]
            for top in self._still:
                top.setUpdatesEnabled(False)
        self._is_dressing = True
        # After dressing come those who follow, what they ask Qt to lay out, and the lists that
        # wait with that. A window left standing still would never be painted again: `_take_turn`
        # goes on after a failure.
        self._turns = [
            *self._dressing(),
            self._end_dressing,
            self.changed.emit,
            self._lay_out_lists,
            _let_others,
            self.seen_soon.emit,
        ]
        if self._in_turns:
            self._turns += [partial(_rehearse, part) for top in self._still for part in parts(top)]
        self._turns.append(self._paint)
        self._next.start(0)
        if not self._in_turns:
            self.finish()

    def _take_turn(self) -> None:
        try:
            self._turns.pop(0)()
        finally:
            if not self._turns:
                self._next.stop()

    def _end_dressing(self) -> None:
        self._late = [
            view
            for top in self._still
            if shiboken6.isValid(top)
            for view in top.findChildren(QAbstractItemView)
            if view.isVisible()
        ]
        self._is_dressing = False

    def _lay_out_lists(self) -> None:
        """Give each list in sight a turn of its own."""
        self._turns[:0] = [self._lay_out_one] * len(self._late)

    def _lay_out_one(self) -> None:
        view = self._late.pop(0)
        # One may have gone meanwhile.
        if shiboken6.isValid(view):
            view.executeDelayedItemsLayout()

    def _paint(self) -> None:
        still, self._still = self._still, []
        for top in still:
            # One may have been closed meanwhile.
            if shiboken6.isValid(top):
                # Let alone Qt asks for a picture of each widget besides one of the window, and
                # paints most of them twice.
                for one in top.findChildren(QWidget):
                    if one.window() is top and not _holds_still(one):
                        one.setAttribute(_STANDS_STILL, on=False)
                top.setUpdatesEnabled(True)

    def _dressing(self) -> Sequence[Callable[[], object]]:
        """Give what dresses the application, in steps that must follow each other."""
        self._faces.clear()
        self._icons.clear()
        self._colours.clear()
        # From one sheet to another Qt dresses every widget at once, and each again for its parents'
        # sake; from none to one it takes half as long, and palette and font pass through quickly.
        return (
            lambda: self._app.setStyleSheet(""),
            self._dress_plainly,
            lambda: self._app.setStyleSheet(style_sheet(self._palette, self._zoom)),
        )

    def _dress_plainly(self) -> None:
        self._app.setPalette(qt_palette(self._palette))
        self._app.setFont(self.face(13))


def _let_others() -> None:
    """Leave a turn to what Qt does between them."""


def parts(widget: QWidget, whole: int = 0) -> Iterator[QWidget]:
    """Give the widgets in sight that a window is made of, none of them large beside it."""
    area = widget.width() * widget.height()
    whole = whole or area
    within = [
        one for one in widget.children() if isinstance(one, QWidget) and one.isVisibleTo(widget)
    ]
    if not within or area < _LARGE * whole:
        yield widget
        return
    for one in within:
        if not one.isWindow():
            yield from parts(one, whole)


def _holds_still(widget: QWidget) -> bool:
    """Tell whether somebody else wants a widget not to be painted."""
    return widget.testAttribute(Qt.WidgetAttribute.WA_ForceUpdatesDisabled)


def _rehearse(widget: QWidget) -> None:
    """Paint a widget where nobody sees it: Qt works out its looks and words when first painted.

    What is then painted for all to see, the whole window at once, takes half as long.
    """
    if not shiboken6.isValid(widget) or not widget.isVisible():
        return
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(widget.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    # What stands still is not painted elsewhere either. The attribute alone has nothing painted
    # in the window, as `setUpdatesEnabled` would.
    still = [one for one in (widget, *widget.findChildren(QWidget)) if not one.updatesEnabled()]
    for one in still:
        one.setAttribute(_STANDS_STILL, on=False)
    widget.render(picture)
    for one in still:
        one.setAttribute(_STANDS_STILL)


def qt_palette(palette: Palette) -> QPalette:
    """Make the palette Qt's own controls use; bare systems have no other."""
    roles: Mapping[QPalette.ColorRole, str] = {
        QPalette.ColorRole.Window: palette.ground,
        QPalette.ColorRole.WindowText: palette.ink,
        QPalette.ColorRole.Base: palette.pane,
        QPalette.ColorRole.AlternateBase: palette.ground,
        QPalette.ColorRole.Text: palette.ink,
        QPalette.ColorRole.Button: palette.pane,
        QPalette.ColorRole.ButtonText: palette.ink,
        QPalette.ColorRole.BrightText: palette.dispute,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.LinkVisited: palette.accent,
        QPalette.ColorRole.ToolTipBase: palette.ground,
        QPalette.ColorRole.ToolTipText: palette.ink,
        QPalette.ColorRole.PlaceholderText: palette.muted,
        QPalette.ColorRole.Light: palette.pane,
        QPalette.ColorRole.Midlight: palette.line,
        QPalette.ColorRole.Mid: palette.line,
        QPalette.ColorRole.Dark: palette.muted,
        QPalette.ColorRole.Shadow: palette.line,
        QPalette.ColorRole.Accent: palette.accent,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    greyed = (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    )
    for role in greyed:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return made
