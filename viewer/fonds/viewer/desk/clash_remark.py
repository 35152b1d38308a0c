# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Says under a record's name that dates of it cannot all be so, and opens the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fonds.archive.errors import RefusedError
from fonds.viewer.wording import Counted, worded

if TYPE_CHECKING:
    from fonds.archive.queries.dates import DateClash
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader

_CALM_MS = 250
"""Whoever walks along the subjects does not wait for the dates of each."""
_MOST_FACTS = 200
"""Dates of more facts take so long to be put together that a passage asked for would wait."""


class ClashRemark(QObject):
    """Looks at the dates of the record shown, once it is shown."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        """Follow the record that is read."""
        super().__init__(desk)
        self._desk = desk
        self._record = reader.record
        self._of = ""
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._ask)
        reader.record.put.connect(self._record_put)
        desk.closed.connect(self._calm.stop)
        desk.window.record.remark.clicked.connect(self._list)

    @property
    def is_due(self) -> bool:
        """Whether dates will be asked for in a moment."""
        return self._calm.isActive()

    def _record_put(self) -> None:
        record = self._record
        looked_at = record.kind == "subject" and len(record.facts) <= _MOST_FACTS
        if not looked_at or record.id != self._of:
            self._desk.window.record.show_remark("")
        self._of = record.id
        if looked_at:
            self._calm.start()
        else:
            self._calm.stop()

    def _ask(self) -> None:
        subject, merged = self._record.id, self._record.merged
        as_of, policy = self._desk.as_of, self._desk.policy

        def question(queries: Queries) -> tuple[DateClash, ...]:
            try:
                return queries.dates(subject, as_of, policy, merged=merged).beside_conflicts
            except RefusedError:
                # Hidden, or not known by then: the record pane says so.
                return ()

        def put(clashes: tuple[DateClash, ...]) -> None:
            if (subject, merged) != (self._record.id, self._record.merged):
                return
            words = Counted.tr("%Ln set(s) of dates that clash", "", len(clashes))
            reasons = "\n".join(worded(one.reason) for one in clashes)
            self._desk.window.record.show_remark(words if clashes else "", reasons)

        ask = self._desk.ask_beside if self._record.is_large else self._desk.ask
        ask("clashes", question, put)

    def _list(self) -> None:
        action = self._desk.window.actions_of_window.action("dates")
        if action is not None:
            action.trigger()
