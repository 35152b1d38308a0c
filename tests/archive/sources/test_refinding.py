# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Passages found again in a changed text: right, or said not to be. Never a wrong match."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from archive.sources.edits import (
    Edited,
    edit,
    passages_of,
    set_phrases,
    without_doubled_lines,
)
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.sources.passages import Place
from fonds.archive.sources.refinding import find_again
from fonds.events.catalogue.excerpt import AnchorState

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "marlow"

OLD = (
    "Anna Kowal was a member of the town council of Ostrow from 1988. In 1990 she won 57 percent of"
    " the vote in the third district, and was never seen in the town hall again. Her brother Piotr"
    " kept the mill by the river until it burned in the spring of 1991. He did not rebuild it.\n\n"
    "The council met on Tuesdays. The minutes for 1989 are missing, and nobody in Ostrow has been"
    " able to say since when. A letter of 1993 speaks of a flood in the cellar of the old school.\n"
)


def place(words: str, text: str = OLD) -> Place:
    assert text.count(words) == 1, words
    start = text.index(words)
    return Place(start, start + len(words))


def refind(words: str, new: str, old: str = OLD) -> tuple[str, str | None]:
    """Return the state of one passage, and the words that stand for it."""
    (found,) = find_again(old, new, [place(words, old)])
    if found.start is not None:
        assert found.end is not None
        assert found.now == new[found.start : found.end]
    else:
        assert found.now is None
    return found.state.value, found.now


def test_an_unchanged_text_gives_every_passage_exactly():
    places = [place("57 percent"), place("He did not rebuild it."), Place(0, len(OLD))]
    for one, found in zip(places, find_again(OLD, OLD, places), strict=True):
        assert (found.state, found.start, found.end) == (AnchorState.EXACT, one.start, one.end)


def test_words_before_a_passage_move_it():
    new = "A note by the editor stands first here now. " + OLD
    assert refind("57 percent", new) == ("moved", "57 percent")
    assert refind("the third district", new) == ("moved", "the third district")


def test_a_new_number_is_a_finding_and_never_a_match():
    new = OLD.replace("57 percent", "54 percent")
    assert refind("57 percent", new) == ("changed", "54 percent")
    (found,) = find_again(OLD, new, [place("she won 57 percent of the vote")])
    assert (found.state.value, found.was, found.now) == (
        "changed",
        "she won 57 percent of the vote",
        "she won 54 percent of the vote",
    )


def test_the_number_elsewhere_is_not_ours():
    new = OLD.replace("57 percent", "54 percent").replace(
        "The council met on Tuesdays.",
        "The council met on Tuesdays. Her rival had won 57 percent of the vote in 1986.",
    )
    assert refind("57 percent", new) == ("changed", "54 percent")


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("57 percent", "57 percent", "157 percent"),
        ("57 percent", "57 percent", "57.5 percent"),
        ("1988", "1988", "1988/89"),
        ("Piotr", "Piotr", "Piotrek"),
        ("Piotr", "Piotr", "piotr"),
        ("from 1988", "from 1988", "since 1988"),
    ],
)
def test_a_part_of_another_word_or_number_is_not_the_passage(words, before, after):
    state, now = refind(words, OLD.replace(before, after))
    assert state == "changed"
    assert now != words


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("was a member", "was not a member"),
        ("was a member", "was never a member"),
        ("was a member", "was allegedly a member"),
    ],
)
def test_a_negation_that_came_beside_it_changes_a_passage(before, after):
    state, now = refind("a member of the town council", OLD.replace(before, after))
    assert state == "changed"
    assert after.split()[1] in (now or "")


def test_a_negation_that_went_changes_a_passage():
    assert refind("He did not rebuild it.", OLD.replace("did not rebuild", "did rebuild")) == (
        "changed",
        "He did rebuild it.",
    )


def test_a_passage_that_is_gone_is_lost():
    new = OLD.replace(
        " Her brother Piotr kept the mill by the river until it burned in the spring of 1991.", ""
    )
    assert refind("kept the mill by the river", new)[0] == "lost"
    assert refind("in the spring of 1991", new)[0] == "lost"
    assert refind("He did not rebuild it.", new)[0] == "moved"


TOWN = (
    "Ed was 30.\nThe choir of the town sings on most Sundays of the year in the hall.\n"
    "Her pay was 31 crowns.\nEd was born in Rome.\n"
)


def test_a_short_sentence_stays_found_where_only_its_neighbour_changed():
    new = TOWN.replace("31 crowns", "4411 francs and a cow")
    assert refind("Ed was born in Rome.", new, TOWN) == ("moved", "Ed was born in Rome.")
    assert refind("born in Rome", new, TOWN) == ("moved", "born in Rome")
    other = new.replace("born in Rome", "born in Riga")
    assert refind("Ed was born in Rome.", other, TOWN)[0] not in {"exact", "moved"}


def test_the_same_words_in_quite_another_place_are_neither_taken_nor_lost():
    new = "A list of actors.\n\nHe shared a flat with Ed, who was born in Rome, and with Max.\n"
    assert refind("born in Rome", new, TOWN) == ("ambiguous", None)


def test_another_sentence_in_its_place_is_not_the_passage():
    new = OLD.replace(
        "The minutes for 1989 are missing, and nobody in Ostrow has been able to say since when.",
        "A small exhibition opens next summer with loans from three museums.",
    )
    assert refind("The minutes for 1989 are missing", new)[0] == "lost"


def test_a_paragraph_that_moved_is_found_where_it_is():
    first, second = OLD.split("\n\n")
    new = second + "\n" + first + "\n"
    assert refind("The minutes for 1989 are missing, and nobody", new)[0] == "moved"
    assert refind("57 percent of the vote in the third", new)[0] == "moved"


def test_a_moved_and_changed_sentence_shows_what_became_of_it():
    sentence = "Her brother Piotr kept the mill by the river until it burned in the spring of 1991."
    later = sentence.replace("1991", "1992")
    new = OLD.replace(sentence + " ", "") + later + "\n"
    assert refind(sentence, new) == ("changed", later)


def test_equal_places_are_ambiguous_where_nothing_tells_them_apart():
    old = "Yes.\n" * 30
    found = find_again(old, "Yes.\n" * 31, [Place(50, 54)])
    assert found[0].state is AnchorState.AMBIGUOUS
    assert found[0].start is None


def test_context_decides_between_equal_places_where_it_is_beyond_doubt():
    rows = [
        f"| {name} | Harbor | 57 percent | the {name} ward of the old town\n"
        for name in ("Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Maple")
    ]
    old = "".join(rows)
    new = "".join(["| Ash | Harbor | 57 percent | the Ash ward of the old town\n", *rows])
    start = old.index("57 percent", old.index("Cedar"))
    (found,) = find_again(old, new, [Place(start, start + 10)])
    assert found.state is AnchorState.MOVED
    assert found.start == start + len(rows[1].replace("Birch", "Ash"))


def test_one_of_two_equal_passages_that_went_is_not_guessed():
    line = "The motion was carried by nine votes to two after a short debate.\n"
    old = f"Monday.\n{line}{line}Adjourned."
    new = f"Monday.\n{line}Adjourned."
    start = old.index(line)
    for at in (start, start + len(line)):
        assert find_again(old, new, [Place(at, at + 10)])[0].state is AnchorState.AMBIGUOUS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" percent of", "\u00a0percent of"),
        (" of the vote", "\nof the vote"),
        ("percent", "per\u00adcent"),
    ],
)
def test_how_words_are_parted_and_set_is_no_change_of_words(before, after):
    state, now = refind("57 percent of the vote", OLD.replace(before, after, 1))
    assert state in {"exact", "moved"}
    assert now is not None
    assert "57" in now


def test_ligatures_and_composed_letters_are_the_same_words():
    old = "The officer of Żywiec filed the fifth protest about the fire in the flat above the shop."
    new = old.replace("fi", "\ufb01").replace("Ż", "Z\u0307")
    assert find_again(old, new, [Place(4, 25)])[0].state is AnchorState.MOVED


def test_places_count_code_points_whatever_the_script():
    old = (
        "\U0001d4d0\U0001d4d1 \U0001f600 שלום עולם, e\u0301te\u0301 1950年に東京で生まれた。 " + OLD
    )
    new = "\U0001f680\U0001f680 " + old
    for words in ("שלום עולם", "e\u0301te\u0301", "1950年", "東京で生まれた", "57 percent"):
        assert refind(words, new, old) == ("moved", words)
    assert refind("東京で生まれた", old.replace("東京", "大阪"), old)[1] != "東京で生まれた"


def test_a_passage_of_white_space_or_signs_is_lost_rather_than_guessed():
    assert find_again(OLD, "Quite another text, all of it.", [Place(10, 11)])[0].state in {
        AnchorState.LOST,
        AnchorState.AMBIGUOUS,
    }


@pytest.mark.parametrize(
    ("cut", "old", "new", "now"),
    [
        ("2 Ostrow", "12 Ostrow", "12  Ostrow", "2  Ostrow"),
        ("12 Ostr", "12 Ostrow", "12\nOstrow", "12\nOstr"),
        ("\ufb01cers met", "of\ufb01cers met", "officers met", None),
    ],
)
def test_a_passage_cut_inside_a_number_never_gains_its_other_digits(cut, old, new, now):
    around = "The mill stood at {} by the river until Anna Kowal sold it to the council in spring. "
    was, is_now = around.format(old), around.format(new)
    (found,) = find_again(was, is_now, [Place(was.index(cut), was.index(cut) + len(cut))])
    if now is None:
        assert found.state is AnchorState.CHANGED
    else:
        assert found.state in {AnchorState.EXACT, AnchorState.MOVED}
        assert found.now == now


@given(
    st.text(alphabet="ab1. \n", max_size=60), st.text(alphabet="ab1. \n", max_size=60), st.data()
)
def test_what_is_found_word_for_word_stands_there(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    (found,) = find_again(old, new, [Place(start, end)])
    if found.start is None:
        assert found.state in {AnchorState.AMBIGUOUS, AnchorState.LOST}
        return
    assert found.now == new[found.start : found.end]
    if found.state is not AnchorState.CHANGED:
        assert re.findall(r"\w+", found.now) == re.findall(r"\w+", old[start:end])


# Five hundred generated edits -------------------------------------------------------------------

ROUNDS = 500


def measured(texts: list[str], rounds: int) -> Counter[str]:
    verdicts: Counter[str] = Counter()
    for seed in range(rounds):
        random = Random(seed)  # noqa: S311 - the same edits every time
        text = texts[seed % len(texts)]
        places = passages_of(text, random, 12)
        edited = Edited(text)
        for _ in range(random.choice((1, 2, 4, 8))):
            edit(edited, random)
        for one, found in zip(places, find_again(text, edited.text, places), strict=True):
            verdicts[edited.judge(one, found)] += 1
            verdicts[f"{edited.judge(one, found)} {found.state.value}"] += 1
    return verdicts


@pytest.mark.slow
def test_five_hundred_edits_of_invented_texts_give_no_wrong_match():
    texts = [
        without_doubled_lines(path.read_text("utf-8"))
        for path in sorted(EXAMPLES.glob("*.*"))
        if path.suffix in {".txt", ".wiki"}
    ]
    texts += [
        without_doubled_lines(set_phrases(Random(seed), 60))  # noqa: S311 - the same every time
        for seed in range(len(texts))
    ]
    verdicts = measured(texts, ROUNDS)
    assert verdicts["wrong"] == 0, verdicts
    assert verdicts["missed"] <= 0.08 * verdicts.total() / 2, verdicts
    assert min(verdicts["right changed"], verdicts["right lost"]) > 50, verdicts


@pytest.mark.slow
def test_five_hundred_edits_of_real_texts_give_no_wrong_match(shared):
    texts = [
        without_doubled_lines(path.read_text("utf-8"))
        for path in sorted((shared / "seeds").glob("*.txt"))
    ]
    verdicts = measured(texts, ROUNDS)
    assert verdicts["wrong"] == 0, verdicts
    assert verdicts["missed"] <= 0.06 * verdicts.total() / 2, verdicts
    assert min(verdicts["right changed"], verdicts["right lost"]) > 50, verdicts
