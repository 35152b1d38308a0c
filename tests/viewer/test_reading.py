# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Reading the sample in the window: fact to passage and back, lists, history, search, the past."""

from __future__ import annotations

from collections import Counter

from hands import (
    chips,
    chosen_value,
    go_to,
    headings,
    is_possible,
    lit_words,
    press_row,
    press_words,
    row_of,
    rows,
    trigger,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.events.values import ChainLink, Manner
from fonds.viewer.history_delegate import HistoryDelegate
from fonds.viewer.history_model import spoken
from fonds.viewer.history_pane import HistoryScope
from fonds.viewer.rows import DisputeHead, DisputeValueRow, SectionRow


def test_it_opens_at_the_subject_with_most_facts(bench):
    head = bench.window.record.head
    assert head.name == "Edda Marlow"
    assert head.subtitle == "Person · born 9 March 1948 · 63 facts from 3 sources"
    assert bench.window.navigator.present().label == "Edda Marlow"
    assert bench.window.windowTitle() == "Edda Marlow of Port Ellery – Fonds"
    status = [label.text() for label in bench.window.status._parts if label.text()]
    assert status[:2] == ["sample.fonds", "265 events, all saved"]
    assert bench.window.status._right.text() == "2 conflicts open"


def test_a_disputed_value_looks_disputed_and_none_leads(bench):
    number, head = row_of(bench, "Father: two accounts, none preferred")
    assert isinstance(head, DisputeHead)
    first, second = rows(bench)[number + 1 : number + 3]
    assert isinstance(first, DisputeValueRow)
    assert first.value == "Josef Marlow"
    assert first.aside == (
        "1 source, its own words · “Her father, Josef”"
        " · Note: The text says Josef only; the surname is ours."
    )
    assert (second.value, second.aside) == ("Edmund Marlow, Sr.", "1 source, second-hand")
    assert (chips(first), chips(second)) == ([2], [3])


def test_three_precisions_of_a_date_are_one_row(bench):
    _, row = row_of(bench, "9 March 1948")
    assert row.label == "Born"
    assert row.aside == "refines “March 1948”\u00a0[2], “1948”\u00a0[1]"
    assert chips(row) == [1, 2, 3]


def test_a_value_that_is_only_denied_says_so_once(empty_bench, sample):
    denial = (ChainLink(speaker="Al Bo", manner=Manner.DENIES, read=True),)
    with Archive.open(sample) as archive:
        said = ("Edda Marlow", "member_of", "Lampwrights", "the-quay-profile.txt", "Her father")
        archive.execute(AssertFact(*said, links=denial))
    empty_bench.files.open(sample)
    empty_bench.settle()
    _, row = row_of(empty_bench, "Lampwrights")
    assert (row.flag, row.aside) == ("denied", "by Al Bo")
    # In the history it is nothing gained, and called as in the record.
    entry = empty_bench.window.history.list.entries.entries[0]
    assert (entry.verb, entry.what, entry.after) == ("Denied", "member of", "Lampwrights")
    assert entry.denied
    assert "denied: Lampwrights" in spoken(entry)
    painted = HistoryDelegate(empty_bench.window.theme)._lay_out(entry, 240)
    assert [(sign, tone) for sign, tone, _ in painted.values] == [("≠", "muted")]


def test_the_history_calls_a_property_as_the_record_does(bench):
    press = next(e for e in bench.window.history.list.entries.entries if "9 March" in e.after)
    assert (press.verb, press.what) == ("Asserted", "born")


def test_provenance_is_said_in_words(bench):
    _, member = row_of(bench, "Harbor Workers' League")
    assert member.aside == "1970 onwards · second-hand · footnote 7 is missing"
    assert member.chips[0].dangling
    _, aside = row_of(bench, "6 points")
    assert aside.flag == "set aside"
    assert aside.aside == "by K. Oduya"
    assert aside.below == "Counted before the boxes from the islands had come."
    _, district = row_of(bench, "14th district")
    said = "1980s · 1 source, its own words · Office: Provincial Assembly · “In the early '80s”"
    assert district.aside == said


def test_choosing_a_fact_lights_its_words_and_tells_its_history(bench, qtbot):
    press_row(bench, qtbot, "Edmund Marlow, Sr.")
    assert bench.window.source.view.title == "Province Almanac: Edda Marlow"
    assert lit_words(bench) == [
        "Her father, Edmund Marlow, Sr., was known on every pier as an organizer;"
    ]
    assert bench.window.history.scope is HistoryScope.FACT
    assert headings(bench) == ["Corrected father", "Asserted father"]
    newest = bench.window.history.list.entries.entries[0]
    assert (newest.before, newest.after) == ("Edmund Marlow", "Edmund Marlow, Sr.")
    assert newest.reason == "“We had misread the name: the suffix stands in the passage.”"
    edit = bench.window.source.surface.rich
    top = edit.place_top(bench.window.source._lit[0].start)
    assert 0 <= top <= edit.viewport().height()


def test_another_chip_is_another_passage_and_its_own_history(bench, qtbot):
    press_row(bench, qtbot, "9 March 1948")
    assert bench.window.source.view.number == 1
    assert bench.reader.record.chosen_facts == (bench.window.record.chosen_facts()[2],)
    qtbot.keyClick(bench.window.record.list, Qt.Key.Key_Right)
    qtbot.keyClick(bench.window.record.list, Qt.Key.Key_Right)
    bench.settle()
    assert bench.window.source.view.number == 3
    assert "born March 9, 1948" in lit_words(bench)[0]
    assert bench.reader.record.chosen_facts == (bench.window.record.chosen_facts()[0],)


def test_the_head_of_a_dispute_lights_all_its_accounts(bench, qtbot):
    press_row(bench, qtbot, "Edmund Marlow, Sr.")
    press_row(bench, qtbot, "Father: two accounts")
    assert bench.window.source.view.number == 3
    assert len(bench.reader.record.chosen_facts) == 2
    assert "Asserted father" in headings(bench)
    assert len(headings(bench)) >= 4


def test_clicking_a_passage_chooses_its_fact(bench, qtbot):
    press_words(bench, qtbot, "She is a niece of the shipwright Anton Marlow")
    assert chosen_value(bench) == "Anton Marlow"
    assert headings(bench) == ["Asserted relative"]


def test_clicking_again_goes_through_all_facts_of_a_passage(bench, qtbot):
    words = "Edda Marlow (born 1948) is a Port Ellery organizer"
    seen = []
    for _ in range(4):
        press_words(bench, qtbot, words)
        seen.append(chosen_value(bench))
    assert set(seen) == {"9 March 1948", "organizer", "Port Ellery", "Harbor Party"}


def test_a_passage_of_another_subject_opens_its_record(bench, qtbot):
    press_words(bench, qtbot, "was active for 21 years")
    assert bench.window.record.head.name == "Harbor Workers' League"
    trigger(bench, "back")
    bench.settle()
    assert bench.window.record.head.name == "Edda Marlow"
    trigger(bench, "forward")
    bench.settle()
    assert bench.window.record.head.name == "Harbor Workers' League"


def test_the_next_passage_by_key(bench, qtbot):
    bench.window.source.setFocus()
    qtbot.keyClick(bench.window, Qt.Key.Key_F8)
    bench.settle()
    first = bench.window.source.view.passages[0]
    assert [p.excerpt for p in bench.window.source._lit] == [first.excerpt]
    assert bench.reader.record.chosen_facts


def test_the_navigator_counts_and_tells_namesakes_apart(bench):
    subjects, sources, todo = (tree.nodes for tree in bench.window.navigator.trees)
    assert subjects.items[0].count == "63"
    weils = [item.label for item in subjects.items if item.label.startswith("Jon Weil")]
    assert len(weils) == len(set(weils)) == 2
    assert [item.count for item in sources.items] == ["[1]", "[2]", "[3]"]
    from fonds.archive import Archive

    with Archive.open(bench.desk.session.path, read_only=True) as archive:
        found = Counter(item.chore.name for item in archive.queries.todo(limit=500).items)
    assert {item.id: item.count for item in todo.items} == {
        "conflicts": "2",
        "dangling": "1",
        "second": str(found["SECOND_HAND"]),
        "living": str(found["LIVING"]),
        "unread": "3",
    }


def test_sources_not_read_to_the_end_are_a_list_that_leads_to_them(bench, qtbot):
    go_to(bench, "todo", "Unread")
    assert bench.window.record.head.name == "Unread"
    press_row(bench, qtbot, "The Quay")
    assert bench.window.source.view.title.startswith("The Quay")
    assert "characters neither cited nor read" in bench.window.record.list.chosen().aside
    trigger(bench, "mark_all_read")
    bench.settle()
    titles = [getattr(row, "value", "") for row in rows(bench)]
    assert not [title for title in titles if title.startswith("The Quay")]
    press_row(bench, qtbot, "Ellery Wiki")
    qtbot.keyClick(bench.window.record.list, Qt.Key.Key_Return)
    assert bench.window.source.surface.edit.hasFocus()


def test_claims_about_the_living_from_one_original_are_a_list(bench, qtbot):
    go_to(bench, "todo", "One lineage")
    press_row(bench, qtbot, "Rolf Marlow")
    assert lit_words(bench)
    qtbot.keyClick(bench.window.record.list, Qt.Key.Key_Return)
    bench.settle()
    assert bench.window.record.head.name == "Edda Marlow"
    assert chosen_value(bench) == "Rolf Marlow"


def test_conflicts_are_a_list_to_walk_through(bench, qtbot):
    go_to(bench, "todo", "Conflicts")
    assert bench.window.record.head.name == "Conflicts"
    heads = [row.words for row in rows(bench) if isinstance(row, DisputeHead)]
    assert heads == [
        "Father: two accounts, none preferred",
        "District: two accounts, none preferred",
    ]
    row = press_row(bench, qtbot, "12th district")
    assert "from the 12th district" in lit_words(bench)[0]
    qtbot.keyClick(bench.window.record.list, Qt.Key.Key_Return)
    bench.settle()
    assert bench.window.record.head.name == "Edda Marlow"
    assert chosen_value(bench) == row.value


def test_missing_footnotes_and_second_hand_facts_are_lists(bench, qtbot):
    go_to(bench, "todo", "Dangling")
    assert [row.title for row in rows(bench) if isinstance(row, SectionRow)] == [
        "Ellery Wiki: Edda Marlow: footnote 7"
    ]
    press_row(bench, qtbot, "Harbor Workers' League")
    assert "since 1970" in lit_words(bench)[0]
    go_to(bench, "todo", "Second-hand")
    assert len([row for row in rows(bench) if getattr(row, "facts", ())]) > 5


def test_the_history_of_record_and_all_page_by_page(bench, qtbot):
    pane = bench.window.history
    assert pane.scope is HistoryScope.RECORD
    assert "Retracted member of" in headings(bench)
    segment = next(b for b in pane.findChildren(QAbstractButton) if b.text() == "All")
    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
    bench.settle()
    entries = pane.list.entries
    held = [entry.position for entry in entries.entries]
    assert held == list(range(265, 265 - len(held), -1))
    for _ in range(10):
        pane.list.scrollToBottom()
        bench.settle()
    assert [entry.position for entry in entries.entries] == list(range(265, 0, -1))
    assert any(heading == "Asserted father · Edda Marlow" for heading in headings(bench))


def test_opening_a_retraction_shows_what_was_held_and_where(bench):
    entry = next(e for e in bench.window.history.list.entries.entries if e.verb == "Retracted")
    bench.window.history.list.entry_opened.emit(entry)
    bench.settle()
    assert headings(bench) == ["Retracted member of", "Asserted member of"]
    assert bench.reader.record.chosen_facts == ()


def test_search_finds_subjects_facts_sources_and_passages(bench, qtbot):
    field = bench.window.top_bar.find_field
    qtbot.keyClick(bench.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(field.searched):
        qtbot.keyClicks(field, "josef")
    bench.settle()
    hits = field.results.hits._hits
    kinds = [hit.kind for hit in hits]
    assert hits[0].kind == "subject"
    assert hits[0].title == "Josef Marlow"
    assert {"fact", "excerpt"} <= set(kinds)
    assert "found: 1 subject" in field.results._counts.text()
    fact = next(hit for hit in hits if hit.kind == "fact")
    assert fact.title == "Father: Josef Marlow"
    while field.results.list.currentIndex().row() != kinds.index("fact"):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    bench.settle()
    assert chosen_value(bench) == "Josef Marlow"


def test_a_word_that_no_fact_uses_is_found_in_its_source(bench, qtbot):
    field = bench.window.top_bar.find_field
    field.bring()
    with qtbot.waitSignal(field.searched):
        qtbot.keyClicks(field, "screwdriver")
    bench.settle()
    hit = next(hit for hit in field.results.hits._hits if hit.kind == "excerpt")
    field.hit_chosen.emit(hit)
    bench.settle()
    assert bench.window.source.view.title == "The Quay: profile of Edda Marlow"


def test_nothing_found_says_so(bench, qtbot):
    field = bench.window.top_bar.find_field
    field.bring()
    with qtbot.waitSignal(field.searched):
        qtbot.keyClicks(field, "zzqqxx")
    bench.settle()
    assert field.results._counts.text() == "Nothing is found in the archive."


def test_the_past_is_shown_whole_and_nothing_can_be_recorded(bench, qtbot):
    assert is_possible(bench, "add_source")
    bench.window.top_bar.as_of.bring()
    field = bench.window.top_bar.as_of.field
    qtbot.keyClicks(field, "@120")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    bench.settle()
    words = bench.window.banner._words.text()
    assert words.startswith("You are looking at the archive as of @120, 9 March 2026")
    assert words.endswith("Nothing can be recorded here.")
    assert bench.window.banner.isVisible()
    assert "20 facts from 1 source" in bench.window.record.head.subtitle
    assert bench.window.navigator.present().count == "20"
    titles = [tree.nodes.title for tree in bench.window.navigator.trees if tree.nodes.item_count()]
    assert titles == ["Subjects", "Sources"]
    assert all(e.position <= 120 for e in bench.window.history.list.entries.entries)
    assert bench.window.top_bar.as_of.slider.value() == 120
    for name in ("add_source", "new_fact", "correct", "retract", "undo"):
        assert not is_possible(bench, name)
    button = bench.window.banner.findChild(QAbstractButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert not bench.window.banner.isVisible()
    assert "63 facts" in bench.window.record.head.subtitle
    assert is_possible(bench, "add_source")


def test_the_state_before_a_correction(bench, qtbot):
    bench.lists.look_at("@257")
    bench.settle()
    press_row(bench, qtbot, "Edmund Marlow")
    assert chosen_value(bench) == "Edmund Marlow"
    assert headings(bench) == ["Asserted father"]


def test_sliding_to_a_moment_before_a_subject_was_known(bench):
    go_to(bench, "subject", "Rolf Marlow")
    bench.window.top_bar.as_of.moment_wanted.emit("@20")
    bench.settle()
    assert "was not in the archive yet" in rows(bench)[0].text
    bench.window.top_bar.as_of.moment_wanted.emit("@265")
    bench.settle()
    assert bench.desk.moment is None


def test_a_moment_that_is_none_is_refused_in_words(bench, qtbot):
    bench.window.top_bar.as_of.bring()
    field = bench.window.top_bar.as_of.field
    qtbot.keyClicks(field, "tomorrow-ish")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    bench.settle()
    assert "“tomorrow-ish” is no moment." in bench.window.notice.words
    assert bench.desk.moment is None


def test_copying_a_citation(bench, qtbot):
    press_row(bench, qtbot, "Edmund Marlow, Sr.")
    trigger(bench, "copy_citation")
    bench.settle()
    copied = QApplication.clipboard().text()
    assert copied.startswith("“Her father, Edmund Marlow, Sr., was known")
    assert "Province Almanac: Edda Marlow [3], characters 627–699" in copied
    assert "citing Minute book" in copied
