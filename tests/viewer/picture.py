# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The window filled with invented rows, to be looked at: ``python picture.py OUT.png [dark]``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from marlow import GROUPS, HEAD, HISTORY, ROWS, SELECTED, TEXT, form_help, seed, source
from PySide6.QtWidgets import QApplication

from fonds.viewer.action_table import Need
from fonds.viewer.fact_form import FactForm
from fonds.viewer.history_pane import HistoryScope
from fonds.viewer.main_window import MainWindow
from fonds.viewer.theme import Scheme, Theme
from fonds.viewer.top_bar import BadgeState


def fill(theme: Theme) -> tuple[MainWindow, FactForm]:
    """Show the window as the drawing has it, with the form open."""
    names = ("new", "open", "export", "verify", "back", "forward", "now", "new_fact")
    window = MainWindow(theme, {name: (lambda: None) for name in names})
    window.set_met(frozenset(Need) - {Need.PAST})
    window.navigator.show_groups(GROUPS)
    window.navigator.mark("subject", "marlow")
    window.record.show_record(HEAD, ROWS)
    window.record.choose_facts(["f5"])
    window.history.set_scope(HistoryScope.FACT)
    window.history.show_entries(HISTORY, more=False)
    window.source.show_source(source())
    window.source.light(["father"])
    window.top_bar.as_of.set_log(412, (10, 40, 130, 230, 240, 380, 400))
    window.top_bar.show_badge(BadgeState.VERIFIED, "Verified 12:05, @412", "")
    window.status.show_parts(
        ["marlow.fonds", "412 events, all saved", "head 9f3a 71c0"], "2 conflicts open"
    )
    window.show()
    settle()
    start = TEXT.index(SELECTED)
    window.source.surface.select(start, start + len(SELECTED))
    form = FactForm(theme, form_help(), window)
    form.open(
        seed(property="occupation", value="purser", when_text="in 1966 \u2026 for four years")
    )
    window.source.show_form(form)
    form.take_keys()
    settle()
    return window, form


def settle() -> None:
    """Let layouts come to rest."""
    for _ in range(10):
        QApplication.processEvents()


def main(arguments: list[str]) -> int:
    """Write the picture."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme = Theme(app, Scheme.DARK if "dark" in arguments[1:] else Scheme.LIGHT)
    window, _ = fill(theme)
    written = window.grab().save(str(Path(arguments[0])))
    window.close()
    return 0 if written else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
