# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A transcript, a translation or a redacted text of a source, added as a file from the window."""

from __future__ import annotations

import pytest
from hands import go_to, trigger
from keyboard import Keys

from fonds.archive import Archive
from fonds.viewer.desk.added_text_dialog import AddedTextDialog
from fonds.viewer.file_dialog import FileDialog

VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nEdda kept the lamps.\n"


@pytest.fixture
def add(bench, monkeypatch):
    """Add a file to the wiki page, as what is chosen so many steps down, in a language."""

    def add(file, steps: int, language: str = "") -> AddedTextDialog:
        monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(file), ""))
        bench.window.activateWindow()
        go_to(bench, "source", "Ellery Wiki")
        trigger(bench, "add_text")
        dialog = bench.window.findChild(AddedTextDialog)
        keys = Keys(bench)
        keys.go_to(dialog.method_field)
        if steps:
            keys.press("Down", steps)
        keys.go_to(dialog.language_field)
        keys.type(language)
        keys.press("Return")
        bench.settle()
        return dialog

    return add


@pytest.mark.parametrize(
    ("name", "steps", "language", "method"),
    [
        ("a.vtt", 0, "", "transcribed"),
        ("a.txt", 0, "en", "transcribed"),
        ("a.txt", 1, "de", "translated"),
        ("a.txt", 2, "", "redacted"),
    ],
)
def test_a_text_of_each_kind_stands_beside_what_is_held(
    add, bench, sample, tmp_path, name, steps, language, method
):
    file = tmp_path / name
    file.write_text(VTT if name.endswith("vtt") else "Edda kept the lamps.", "utf-8")
    add(file, steps, language)
    assert bench.window.notice.words.startswith("Added.")
    assert "Edda kept the lamps." in bench.window.source.view.text
    assert "WEBVTT" not in bench.window.source.view.text
    with Archive.open(sample, read_only=True) as archive:
        shown = archive.queries.source("Ellery Wiki: Edda Marlow")
    made = shown.renditions[-1]
    assert (made.method, made.language) == (method, language or None)
    # The file of a transcript with times is kept; words alone are in the text.
    assert any(kept.name == name for one in shown.captures for kept in one.files) == name.endswith(
        "vtt"
    )


def test_a_translation_asks_for_its_language_and_a_refusal_stays_in_the_dialog(
    add, bench, sample, tmp_path
):
    file = tmp_path / "a.txt"
    file.write_text("Edda hielt die Lampen.", "utf-8")
    dialog = add(file, 1)
    assert "Say the language" in dialog.refusal.text()
    keys = Keys(bench)
    # The archive itself is no text, nor is what is no text at all.
    dialog.reject()
    dialog = add(sample, 0)
    assert dialog.refusal.isVisible()
    assert "archive" in dialog.refusal.text()
    keys.press("Escape")
    file.write_bytes(b"\x00\x01\xff" * 40)
    dialog = add(file, 0)
    assert dialog.refusal.isVisible()
    assert "--" not in dialog.refusal.text()
    keys.press("Escape")
