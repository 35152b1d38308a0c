# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What nobody foresaw: one dialog in plain words, details to copy, repeated errors folded."""

from __future__ import annotations

import re
import sys
import threading
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fonds.archive.languages.telling import ENGLISH
from fonds.viewer.wording import counted, spoken_language, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_KEPT = 20
_ON_THE_WAY = re.compile(r"Error calling Python override of \S+ ")
"""What Qt for Python puts before the words of an error on each way through Qt."""
_WIDE, _TALL = 620, 340


class DetailsDialog(QDialog):
    """A sentence, and details that can be copied."""

    def __init__(self, title: str, words: str, details: str, parent: QWidget | None) -> None:
        """Make the dialog."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(_WIDE, _TALL)
        self._words = QLabel(words)
        self._words.setWordWrap(True)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(self.tr("Details"))
        copy = QPushButton(self.tr("Copy details"))
        copy.clicked.connect(self._copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self._words)
        column.addWidget(self._details, 1)
        column.addWidget(buttons)

    def set_content(self, words: str, details: str) -> None:
        """Say something else."""
        self._words.setText(words)
        self._details.setPlainText(details)

    @property
    def details(self) -> str:
        """The details shown."""
        return self._details.toPlainText()

    def _copy(self) -> None:
        self._details.selectAll()
        self._details.copy()


def show_findings(parent: QWidget, title: str, lines: Sequence[str]) -> None:
    """Show what verification found, line by line."""
    words = translate(
        "Failures",
        "The file is not as it was recorded. Keep it as it is, and compare it with a backup.",
    )
    if spoken_language() != ENGLISH:
        words += " " + translate(
            "Failures", "What was found is told in English, as the command line tells it."
        )
    dialog = DetailsDialog(title, words, "\n".join(lines), parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def essence(error: BaseException) -> str:
    """Give what an error says itself, without the ways through Qt by which it came."""
    return f"{type(error).__name__}: {_ON_THE_WAY.sub('', str(error))}"


class Failures(QObject):
    """Shows defects of ours without ending the window; one dialog holds all of them."""

    _raised = Signal(object)

    def __init__(self, window: QWidget) -> None:
        """Watch nothing yet; see :meth:`install`."""
        super().__init__(window)
        self._window = window
        self._dialog: DetailsDialog | None = None
        self._seen: dict[str, int] = {}
        self._first: dict[str, str] = {}
        self._printed: set[str] = set()
        # From any thread, shown on the window's.
        self._raised.connect(self.show_error, Qt.ConnectionType.QueuedConnection)

    @property
    def dialog(self) -> DetailsDialog | None:
        """The dialog, once something failed."""
        return self._dialog

    def install(self) -> None:
        """Be told of every exception nobody catches, on any thread."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def show_error(self, error: BaseException) -> None:
        """Show an error; one that was shown already is only counted."""
        said = essence(error)
        self._seen[said] = self._seen.get(said, 0) + 1
        trace = "".join(traceback.format_exception(error)).strip()
        self._first.setdefault(said, _ON_THE_WAY.sub("", trace))
        while len(self._seen) > _MOST_KEPT:
            oldest = next(iter(self._seen))
            del self._seen[oldest], self._first[oldest]
        times = sum(self._seen.values())
        words = self.tr(
            "Something went wrong in Fonds itself. What is recorded is safe, and you can go on;"
            " please send the details to those who make it."
        )
        if times > 1:
            words += " " + counted(self.tr("It happened %Ln time(s).", "", times), times)
        if self._dialog is None:
            self._dialog = DetailsDialog(self.tr("Something went wrong"), words, "", self._window)
        shown = [
            f"({n} times)\n{self._first[one]}" if n > 1 else self._first[one]
            for one, n in self._seen.items()
        ]
        self._dialog.set_content(words, "\n\n".join(shown))
        if not self._dialog.isVisible():
            self._dialog.open()

    def _hook(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        said = essence(error)
        if said not in self._printed and len(self._printed) < _MOST_KEPT:
            # A fault in painting comes with every frame: one account of it is enough.
            self._printed.add(said)
            sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]
        self._raised.emit(error)

    def _thread_hook(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not issubclass(told.exc_type, SystemExit):
            self._raised.emit(told.exc_value)
