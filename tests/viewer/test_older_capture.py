# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A fact on words of an older capture: the window says what the newest one has in their place."""

from __future__ import annotations

import pytest
from hands import go_to, is_possible, rows, select, trigger
from PySide6.QtCore import Qt

from fonds.archive import Archive
from fonds.archive.commands.recapture import Recapture
from fonds.archive.sources.refound import Finding
from fonds.viewer.desk.older_texts import said_of_older
from fonds.viewer.rows import chips_of

WINTER = "The winter petition"
BILL = "Her bill on lamp dues fell by a single vote."


@pytest.fixture
def recaptured(bench, sample, tmp_path):
    """The window with an older text of the wiki page, of which a newer one is held."""
    with Archive.open(sample, agent="tester") as archive:
        source = "Ellery Wiki: Edda Marlow"
        text = archive.queries.text(source).text
        newer = tmp_path / "newer.txt"
        newer.write_text(text.replace(WINTER, "The summer petition").replace(BILL, ""), "utf-8")
        archive.execute(Recapture(source, (newer,)))
    bench.desk.look()
    bench.settle()
    go_to(bench, "source", "Ellery Wiki")
    pane = bench.window.source
    pane.capture_chosen.emit(pane.view.captures[0].id)
    bench.settle()
    return bench


def test_where_the_newest_text_is_gone_that_is_said():
    gone = Finding("excerpt", (), None, "her words", None)
    assert "the newest is gone" in said_of_older([gone])
    assert "2 not to be told, its text is gone" in said_of_older([gone, gone])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (WINTER, "Quoted from an older text; the newest says: “The summer petition”."),
        (BILL, "Quoted from an older text; it was not found in the newest."),
    ],
)
def test_what_the_newest_says_is_told_and_undo_is_of_the_fact(recaptured, qtbot, words, said):
    bench = recaptured
    select(bench, words)
    edit = bench.window.source.surface.edit
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = bench.writing.form
    form.property_field.setFocus()
    qtbot.keyClicks(form.property_field, "occupation")
    qtbot.keyClick(form.property_field, Qt.Key.Key_Tab)
    form.value_field.setFocus()
    qtbot.keyClicks(form.value_field, "petitioner")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    bench.settle()
    assert said in bench.window.notice.words
    bench.reader.record.refresh()
    bench.settle()
    chips = [chip for row in rows(bench) for chip in chips_of(row)]
    told = [chip for chip in chips if "newest text of the source" in chip.tip]
    assert told
    assert all(chip.waiting and chip.mark.endswith(("!", "?")) for chip in told)
    assert is_possible(bench, "undo")
    trigger(bench, "undo")
    bench.settle()
    assert bench.window.notice.words.startswith("Undone: ")
