# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A passage translated in the window by keys, shown beside the record, replaced and taken back."""

from __future__ import annotations

from hands import go_to, rows, trigger
from keyboard import Keys

from fonds.archive import Archive
from fonds.viewer.desk.translation_dialog import TranslationDialog
from fonds.viewer.desk.unfinished import TRANSLATING
from fonds.viewer.rows import chips_of

QUAY = "The Quay"


def dialog_of(bench) -> TranslationDialog | None:
    found = [one for one in bench.window.findChildren(TranslationDialog) if one.isVisible()]
    return found[-1] if found else None


def translations(sample, excerpt) -> dict[str, tuple[str, str | None]]:
    with Archive.open(sample, read_only=True) as archive:
        (source,) = [one.id for one in archive.queries.sources() if one.title.startswith(QUAY)]
        passages = archive.queries.text(source).passages
        (facts,) = [one.facts for one in passages if one.excerpt == excerpt]
        (fact,) = archive.queries.facts(facts[:1])
        (cited,) = [one for one in fact.citations if one.excerpt == excerpt]
    return {one.language: (one.words, one.translator) for one in cited.translations}


def found(sample, words) -> list[str]:
    with Archive.open(sample, read_only=True) as archive:
        answer = archive.queries.search(words)
    assert answer.total == len(answer.hits)
    return [hit.id for hit in answer.hits]


def light_first(bench) -> str:
    """Step to a passage that a fact rests on, by keys."""
    go_to(bench, "source", QUAY)
    bench.window.source.setFocus()
    keys = Keys(bench)
    keys.press("F8")
    (excerpt,) = bench.window.source.lit_excerpts()
    return excerpt


def test_a_passage_is_translated_by_keys_replaced_and_taken_back(bench, sample):
    excerpt = light_first(bench)
    keys = Keys(bench)
    keys.press("Ctrl+Shift+E")
    dialog = dialog_of(bench)
    assert dialog.words_field.hasFocus()
    assert dialog.words_field.accessibleName() == "Translation"
    assert not dialog.take_back.isVisible()
    # Nothing typed is nothing to record.
    keys.press("Ctrl+Return")
    assert "first" in dialog.refusal.text()
    keys.type("Der Vorarbeiter Grubenlampe")
    keys.press("Tab")
    assert dialog.language_field.hasFocus()
    dialog.language_field.clear()
    keys.type("no tag!")
    keys.press("Return")
    assert "language tag" in dialog.refusal.text()
    assert dialog.words_field.toPlainText() == "Der Vorarbeiter Grubenlampe"
    dialog.language_field.clear()
    keys.type("de")
    keys.press("Tab")
    keys.type("Ida Brenn")
    keys.press("Return")
    assert dialog_of(bench) is None
    assert translations(sample, excerpt) == {"de": ("Der Vorarbeiter Grubenlampe", "Ida Brenn")}
    assert found(sample, "Grubenlampe") == [excerpt]
    # It stands on the passage, and on the chip of the facts that rest on it.
    (passage,) = [one for one in bench.window.source.view.passages if one.excerpt == excerpt]
    assert "Ida Brenn: “Der Vorarbeiter Grubenlampe”" in passage.note
    said = [chip.tip for row in rows(bench) for chip in chips_of(row) if excerpt in chip.excerpts]
    assert said
    assert all("Ida Brenn: “Der Vorarbeiter Grubenlampe”" in tip for tip in said)

    # The form begins with what stands; other words replace it, and Undo brings those before back.
    keys.press("Ctrl+Shift+E")
    dialog = dialog_of(bench)
    dialog.language_field.setText("de")
    assert dialog.words_field.toPlainText() == "Der Vorarbeiter Grubenlampe"
    dialog.words_field.setPlainText("Der Vorarbeiter Quarzlaterne")
    keys.press("Ctrl+Return")
    assert found(sample, "Quarzlaterne") == [excerpt]
    assert found(sample, "Grubenlampe") == []
    trigger(bench, "undo")
    bench.settle()
    assert translations(sample, excerpt) == {"de": ("Der Vorarbeiter Grubenlampe", "Ida Brenn")}
    assert found(sample, "Quarzlaterne") == []

    keys.press("Ctrl+Shift+E")
    dialog = dialog_of(bench)
    dialog.language_field.setText("de")
    dialog.take_back.click()
    bench.settle()
    assert translations(sample, excerpt) == {}
    assert found(sample, "Grubenlampe") == []
    # Its own words are found as before.
    (own,) = [one for one in bench.window.source.view.passages if one.excerpt == excerpt]
    words = bench.window.source.view.text[own.start : own.end]
    assert excerpt in found(sample, f'"{words}"')


def test_a_language_that_is_told_back_keeps_what_was_typed(bench):
    light_first(bench)
    trigger(bench, "translate")
    bench.settle()
    dialog = dialog_of(bench)
    dialog.words_field.setPlainText("Etwas")
    dialog.language_field.setText("fr")
    dialog.language_field.setText("de")
    assert dialog.words_field.toPlainText() == "Etwas"
    dialog.reject()
    bench.settle()
    assert bench.unfinished.found(TRANSLATING) == {}


def test_where_no_passage_is_lit_that_is_said(bench):
    go_to(bench, "source", QUAY)
    bench.window.source.light(())
    trigger(bench, "translate")
    bench.settle()
    assert dialog_of(bench) is None
    assert "Choose a passage first" in bench.window.notice.words
