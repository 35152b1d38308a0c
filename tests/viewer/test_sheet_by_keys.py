# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A sheet of facts from one page, entered without a mouse; what stays the same stays."""

from __future__ import annotations

from hands import go_to
from keyboard import Keys

from fonds.archive import Archive

FROM_THE_FIRST = (
    ("occupation", "purser"), ("occupation", "clerk"), ("residence", "Port Ellery"),
    ("residence", "Saltby"), ("occupation", "teacher"), ("occupation", "editor"),
)  # fmt: skip
FROM_THE_NEXT = (
    ("occupation", "pilot"), ("residence", "Marl"), ("residence", "Orle"),
    ("occupation", "printer"), ("occupation", "binder"), ("residence", "Quay"),
)  # fmt: skip
MOST_BESIDE_WORDS = 4
"""Keys a fact takes beside the letters of its property and value."""


def facts_since(sample, position):
    with Archive.open(sample, read_only=True) as archive:
        entries = archive.queries.history(since=f"@{position}", limit=500)
        facts = [one.fact for one in reversed(entries) if one.type == "FactAsserted"]
        return archive.queries.facts(facts)


def test_twelve_facts_of_two_passages_by_the_keyboard_alone(bench, sample):
    keys = Keys(bench)
    bench.window.activateWindow()
    go_to(bench, "source", "Province Almanac")
    with Archive.open(sample, read_only=True) as archive:
        last = archive.queries.history(limit=1)[0].position
    edit = bench.window.source.surface.edit
    keys.go_to(edit, "F6")
    keys.press("Ctrl+Home")
    keys.press("Down", 3)
    keys.press("Shift+End")
    first = bench.window.source.selected_words()
    keys.press("Ctrl+Return")
    form = bench.writing.form
    speaker = form.speaker_field.text()
    enter(keys, form, FROM_THE_FIRST)
    back_to_the_text(keys, edit)
    keys.press("Down")
    keys.press("Home")
    keys.press("Shift+End")
    second = bench.window.source.selected_words()
    assert second.strip()
    assert second != first
    keys.press("Ctrl+Return")
    assert bench.writing.form is form, "the form follows the words"
    assert form.seed.quote == second
    enter(keys, form, FROM_THE_NEXT)
    keys.press("Escape")
    assert bench.writing.form is None
    made = facts_since(sample, last)
    assert [(one.property, one.value) for one in made] == [*FROM_THE_FIRST, *FROM_THE_NEXT]
    cited = [one.citations[0] for one in made]
    assert [one.quote for one in cited] == [first] * 6 + [second] * 6
    assert len({one.excerpt for one in cited}) == 2, "one passage feeds many facts"
    assert {one.asserted_by for one in cited} == {speaker}


def back_to_the_text(keys, edit):
    """Press F6 until the text itself has the keys: the form lies over it."""
    for _ in range(12):
        if edit.hasFocus():
            return
        keys.press("F6")
    message = "the text cannot be reached by F6"
    raise AssertionError(message)


def enter(keys, form, facts):
    for name, value in facts:
        before = keys.pressed
        assert form.property_field.hasFocus()
        keys.type(name)
        keys.press("Tab")
        keys.press("Ctrl+A")
        keys.type(value)
        keys.press("Ctrl+Return")
        assert not form.refusal.isVisible(), form.refusal.text()
        assert keys.pressed - before <= len(name) + len(value) + MOST_BESIDE_WORDS
