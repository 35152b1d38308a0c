# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The reading of a passage corrected once, for every fact that rests on it, by keys."""

from __future__ import annotations

from hands import newest, press_row, trigger
from keyboard import Keys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.viewer.desk.change_dialog import ChangeDialog


def test_correcting_offers_what_rests_on_the_same_passage_and_one_undo_takes_it_back(
    bench, sample, qtbot
):
    press_row(bench, qtbot, "Henrik Oost")
    (chosen,) = [bench.reader.record.facts[one] for one in bench.reader.record.chosen_facts]
    cited = chosen.citations[0]

    def given(subject, name, value) -> AssertFact:
        place = {"quote": cited.quote, "start": cited.start, "end": cited.end}
        return AssertFact(subject, name, value, cited.source, **place)

    with Archive.open(sample, agent="another") as archive:
        same = [
            archive.execute(given(subject, chosen.property, "Henrik Oost")).answer.stream
            for subject in ("Josef Marlow", "Edmund Marlow, Sr.")
        ]
        for trade in ("stoker", "pilot", "lamp keeper", "purser", "cook", "baker"):
            archive.execute(given("Josef Marlow", "occupation", trade))
    bench.desk.look()
    bench.settle()
    trigger(bench, "correct")
    bench.settle()
    dialog = bench.window.findChild(ChangeDialog)
    assert set(dialog.others) == set(same)
    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "Josef Marlow: Occupation: stoker" in said
    # What came in late does not squeeze the fields that were there, nor does a refusal.
    keys, wide = Keys(bench), dialog.width()
    assert dialog.height() >= dialog.layout().totalHeightForWidth(wide)
    keys.press("Return")
    assert dialog.refusal.isVisible()
    assert dialog.height() >= dialog.layout().totalHeightForWidth(wide)
    accepted, skipped = same
    assert not dialog.others[accepted].isChecked()
    dialog.value_field.setFocus()
    dialog.value_field.setText("Josef Marlow")
    dialog.reason_field.setFocus()
    keys.type("the name is another")
    keys.press("Tab")
    assert dialog.every.text() == "All 2"
    keys.press("Space")
    assert all(box.isChecked() for box in dialog.others.values())
    dialog.others[skipped].click()
    assert dialog.every.checkState() is Qt.CheckState.PartiallyChecked
    keys.press("Space")
    assert dialog.others[skipped].isChecked()
    keys.press("Space")
    assert not dialog.typed()["others"]
    keys.press("Tab")
    assert dialog.others[accepted].hasFocus()
    keys.press("Space")
    assert dialog.typed()["others"] == accepted
    keys.press("Return")
    bench.settle()

    def values() -> list[str]:
        with Archive.open(sample, read_only=True) as archive:
            wanted = (chosen.id, accepted, skipped)
            told = {one.id: one.display for one in archive.queries.facts(wanted)}
        return [str(told[one]) for one in wanted]

    assert values() == ["Josef Marlow", "Josef Marlow", "Henrik Oost"]
    assert newest(sample, 2)[0].action == newest(sample, 2)[1].action
    trigger(bench, "undo")
    bench.settle()
    assert values() == ["Henrik Oost"] * 3
