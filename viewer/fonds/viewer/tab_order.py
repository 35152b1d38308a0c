# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The order in which Tab goes through a window: that in which one reads it.

Qt keeps the order in which widgets were made, and every pane, sheet or form that is made later, or
laid over another, breaks it: then Tab passes over what was there before, or goes round a part of
the window for ever. Here the order is read off the layouts each time: nothing can be left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayout


def stops(window: QWidget, also: QWidget | None = None) -> list[QWidget]:
    """Give what Tab stops at, in reading order; ``also`` is counted as one wherever it stands."""
    return list(_stops_in(window, also))


def step(window: QWidget, *, forward: bool) -> bool:
    """Give the keys to the next stop, round the end; false where there is none."""
    now = QApplication.focusWidget()
    order = stops(window, now)
    if not order:
        return False
    by, reason = (
        (1, Qt.FocusReason.TabFocusReason) if forward else (-1, Qt.FocusReason.BacktabFocusReason)
    )
    place = order.index(now) if now in order else (-1 if forward else 0)
    order[(place + by) % len(order)].setFocus(reason)
    return True


def _stops_in(widget: QWidget, also: QWidget | None) -> Iterator[QWidget]:
    if widget is also or _is_stop(widget):
        yield widget
    for part in _in_order(widget):
        if part.isVisible() and not part.isWindow():
            yield from _stops_in(part, also)


def _is_stop(widget: QWidget) -> bool:
    wanted = Qt.FocusPolicy.TabFocus
    # One that hands the keys on is reached where they go.
    return (
        widget.focusPolicy() & wanted == wanted
        and widget.isEnabled()
        and widget.focusProxy() is None
    )


def _in_order(widget: QWidget) -> list[QWidget]:
    """Give a widget's parts in the order of its layout; what lies in none comes last, as made."""
    parts = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if isinstance(widget, QMainWindow):
        return sorted(parts, key=lambda part: (part.y(), part.x()))
    if isinstance(widget, QSplitter):
        placed = [widget.widget(number) for number in range(widget.count())]
    else:
        layout = widget.layout()
        placed = list(_laid_out(layout)) if layout is not None else []
    ranks = {part: number for number, part in enumerate(placed)}
    return sorted(parts, key=lambda part: ranks.get(part, len(ranks)))


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
