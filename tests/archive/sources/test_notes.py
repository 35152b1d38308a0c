# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnotes of pages and wiki text: marks, entries, and the passages they cover."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.sources.note_passages import MOST_NOTES
from fonds.archive.sources.notes import find_notes, notes_of_structure
from fonds.events.catalogue.source import StructureKind, TextStructure
from fonds.events.values import Span


def found(text):
    """Return mark, work and the words covered, of each footnote."""
    return [
        (one.mark, one.work, [text[start:end] for start, end in one.passages])
        for one in find_notes(text)
    ]


def test_a_mark_covers_its_paragraph_back_to_the_mark_before():
    text = (
        "Anna sat on the council. She left in 1990.[1] Her brother stayed.[2]\n\n"
        "Nothing is cited here.\n\nNotes\n 1. Minutes, 1990\n 2. Diary, p. 3\n"
    )
    assert found(text) == [
        ("1", "Minutes, 1990", ["Anna sat on the council. She left in 1990."]),
        ("2", "Diary, p. 3", ["Her brother stayed."]),
    ]


def test_a_heading_above_a_paragraph_is_not_covered():
    text = "== Life ==\nAnna sat.<ref>Minutes</ref>\n=== Death ===\nShe died.<ref>Diary</ref>\n"
    assert found(text) == [("1", "Minutes", ["Anna sat."]), ("2", "Diary", ["She died."])]


def test_a_repeated_mark_several_at_one_place_and_marks_in_lists():
    text = (
        "One thing[1][2] and another.[3]\n\n- first item[1]\n- second item.[2]\n\n"
        "References\n1. A\n2. B\n3. C\n"
    )
    assert found(text) == [
        ("1", "A", ["One thing", "- first item"]),
        ("2", "B", ["One thing", "- second item."]),
        ("3", "C", ["and another."]),
    ]


def test_marks_and_entries_that_dangle_are_kept():
    text = "A.[1] B.[3]\n\nNotes\n1. First\n2. Never referred to\n"
    notes = {one.mark: one for one in find_notes(text)}
    assert (notes["3"].work, notes["3"].dangling) == (None, True)
    assert (notes["2"].work, notes["2"].passages, notes["2"].dangling) == (
        "Never referred to",
        (),
        True,
    )
    assert notes["1"].dangling is False


def test_stray_brackets_of_entries_stay():
    text = "A.[1] B.[2]\n\n  1. Salt, p. 88]\n  2. [The Capstan, 1990]\n"
    assert [one.work for one in find_notes(text)] == ["Salt, p. 88]", "[The Capstan, 1990]"]


def test_numbering_that_starts_anew_keeps_chapters_apart():
    text = "One.[1] Two.[2]\n\n1. A\n2. B\n\nChapter two goes on.[1]\n\n1. C\n"
    assert found(text) == [
        ("1", "A", ["One."]),
        ("2", "B", ["Two."]),
        ("1", "C", ["Chapter two goes on."]),
    ]


def test_a_mark_before_a_quotation_covers_all_of_it():
    text = (
        "A veteran remembers that autumn:[1]\n\nI came late in September.\nNobody had counted.\n\n"
        "We lost, and he looked surprised.\n\nSupper\n\nEighty sat down.[2]\n\n1. A\n2. B\n"
    )
    first, second = find_notes(text)
    words = [text[start:end] for start, end in first.passages]
    assert words[0] == "A veteran remembers that autumn:"
    assert words[1].startswith("I came late")
    assert words[1].endswith("he looked surprised.")
    assert [text[start:end] for start, end in second.passages] == ["Eighty sat down."]


def test_a_mark_after_quoted_paragraphs_covers_them_all():
    text = "He said:\n\n“One paragraph of it.\n\n“The other one.”[1]\n\nOn.\n\n[1] A letter\n"
    assert found(text) == [
        ("1", "A letter", ["“One paragraph of it.\n\n“The other one.”"]),
    ]


def test_what_is_no_footnote_is_left_alone():
    assert find_notes("In [1990] he wrote [sic] of it [2 pages]. An array[i] and x [1].") == []
    assert find_notes("1. Wash\n2. Rinse\n3. Dry\n") == []
    assert find_notes("A [link](1) and a mark[citation needed].") == []


def test_wiki_references_named_repeated_grouped_and_listed():
    text = (
        "Anna sat.<ref name=\"k\">Kowal, ''Diary'', p. 3</ref> She left.<ref>Minutes</ref>"
        "<ref name=k />\n* An item<ref name=lost/>\n<!-- <ref>hidden</ref> -->"
        '<blockquote>First.\n\nSecond.</blockquote><ref group="note">Aside</ref>\n'
        'Later.<ref name="low"/>\n<references><ref name="low">Listed</ref>'
        '<ref name="zz">Never used</ref></references>'
    )
    notes = found(text)
    assert notes[:3] == [
        ("1", "Kowal, Diary, p. 3", ["Anna sat.", "She left."]),
        ("2", "Minutes", ["She left."]),
        ("3", None, ["* An item"]),
    ]
    assert ("note 1", "Aside", ["First.\n\nSecond."]) in notes
    assert ("4", "Listed", ["Later."]) in notes
    assert notes[-1] == ("zz", "Never used", [])


ROWS = """{{Infobox officeholder
| name = Anna Kowal
| party = Harbor
}}
'''Anna Kowal''' was a mayor.<ref>''Ostrow Mercury'', [[Ostrow|the town]]</ref>

{{Infobox
| office = Mayor<ref>Minutes</ref>
| spouse = Jan
  and Karl<ref>Register</ref>
}}'''She''' sang {{circa|1950}} and
danced.<ref>Diary</ref>

{{Stub}}
She left.<ref>Gazette</ref>
{|
| a || b
|}
She came.<ref>Echo</ref>
"""


def test_what_a_wiki_reference_covers_ends_at_the_template_and_the_row():
    assert found(ROWS) == [
        ("1", "Ostrow Mercury, the town", ["'''Anna Kowal''' was a mayor."]),
        ("2", "Minutes", ["| office = Mayor"]),
        ("3", "Register", ["| spouse = Jan\n  and Karl"]),
        ("4", "Diary", ["'''She''' sang {{circa|1950}} and\ndanced."]),
        ("5", "Gazette", ["She left."]),
        ("6", "Echo", ["She came."]),
    ]
    # The words as they stand are known, so that a work noted by them before is found again.
    assert find_notes(ROWS)[0].printed == "''Ostrow Mercury'', [[Ostrow|the town]]"


def steps(text):
    """Count the lines of Python that finding the footnotes of a text goes through."""
    count = 0

    def step(frame, event, argument):
        nonlocal count
        del frame, argument
        count += event == "line"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        assert find_notes(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "text",
    [
        lambda n: "".join(f"A[^{i}] b.\n\n" for i in range(n))
        + "".join(f"[^{i}]: work {i}\n" for i in range(n)),
        # Chapters that number anew: every entry has one name.
        lambda n: "A[^1] b.\n\n[^1]: work\n\n" * n,
        lambda n: "A[^1] b.\n" * n + "\n[^1]: work\n",
        lambda n: "".join(f"A[{i}] b.\n\n" for i in range(n)) + "Notes\n1. x\n",
        # A list of entries after every mark.
        lambda n: "".join(f"A[{i}] b.\n\n{i}. x\n\nplain\n\n" for i in range(n)),
        lambda n: "{{Infobox person|a=b<ref>x</ref>|c={{d|e}}}}\n" * n,
        lambda n: "".join(f"A<ref name=n{i}/> b.\n\n" for i in range(n))
        + "".join(f"<references><ref name=n{i}>w</ref></references>\n" for i in range(n)),
    ],
    ids=["each its own", "one name", "one note", "numbered lines", "lists", "boxes", "wiki"],
)  # fmt: skip
def test_twice_the_footnotes_are_twice_the_work(text):
    assert steps(text(400)) < 2.5 * steps(text(200))


def test_a_text_with_too_many_notes_is_no_page():
    many = MOST_NOTES + 1
    assert find_notes("A[^1] " * many + "\n\n[^1]: work\n") == []
    assert find_notes("A[^1]\n\n" + "[^1]: work\n" * many) == []
    assert find_notes("A<ref>b</ref> " * many) == []


def test_what_an_extractor_found_is_joined_by_its_keys():
    text = "Anna sat.[1] She left.[2]\n\nMinutes, 1990\nUnused\n"

    def part(kind, words, key):
        start = text.index(words)
        return TextStructure(kind=kind, span=Span(start=start, end=start + len(words)), key=key)

    structure = [
        part(StructureKind.FOOTNOTE_MARK, "[1]", "a"),
        part(StructureKind.FOOTNOTE_MARK, "[2]", "gone"),
        part(StructureKind.FOOTNOTE_ENTRY, "Minutes, 1990", "a"),
        part(StructureKind.FOOTNOTE_ENTRY, "Unused", "b"),
    ]
    notes = [(one.mark, one.work, one.dangling) for one in notes_of_structure(text, structure)]
    assert notes == [("1", "Minutes, 1990", False), ("2", None, True), (None, "Unused", True)]


@given(st.text(alphabet='ab.[]123\n "“”:<>ref/', max_size=120))
def test_passages_lie_in_the_text_whatever_it_is(text):
    for one in find_notes(text):
        assert one.mark
        for start, end in one.passages:
            assert 0 <= start <= end <= len(text)


def test_every_mark_and_entry_of_the_real_page(shared):
    text = (shared / "seeds" / "000_40200ca88385fa4d.txt").read_text("utf-8")
    notes = {one.mark: one for one in find_notes(text)}
    assert list(notes) == ["1", "2", "3", "4", "5", "6", "7"]
    assert [mark for mark, one in notes.items() if one.dangling] == ["7"]
    assert notes["2"].work.endswith("]")
    assert notes["5"].work.startswith("[")
    start, end = notes["5"].passages[1]
    assert text[start:end].count("\n") > 2
    assert all(len(notes[mark].passages) == 1 for mark in "123467")


def test_facts_of_the_gold_stand_under_the_marks_they_name(shared):
    import json

    text = (shared / "seeds" / "000_40200ca88385fa4d.txt").read_text("utf-8")
    notes = find_notes(text)
    for line in (shared / "gold" / "facts.jsonl").read_text("utf-8").splitlines():
        fact = json.loads(line)
        if not fact["source"].startswith("000"):
            continue
        here = [
            one.mark
            for one in notes
            for start, end in one.passages
            if start <= fact["start"] and fact["end"] <= end
        ]
        wanted = (fact.get("cited_work") or {}).get("mark")
        assert here == ([wanted] if wanted else []), fact["id"]


def test_wiki_notes_that_are_templates_short_explanatory_and_nested():
    text = (
        "Karl had 57 berths.{{sfn|Holm|Berg|1901|p=12}} He left.{{sfnp|Holm|1901|pp=13–14}}"
        "{{efn|name=n1|A note.<ref>Its own source.</ref>}} He came again.{{efn|name=n1}}\n\n"
        "He wrote.{{refn|group=nb|name=x|More of it.}} He died.{{sfn|Holm|Berg|1901|p=12}}"
        "<ref>{{harvnb|Orr|1899|loc=plate 3}}</ref>{{#tag:ref|Words apart.|name=t}}\n"
    )
    assert found(text) == [
        ("1", "Holm & Berg 1901, p. 12", ["Karl had 57 berths.", "He died."]),
        ("2", "Holm 1901, pp. 13–14", ["He left."]),
        ("a", "A note.", ["He left.", "He came again."]),
        ("nb 1", "More of it.", ["He wrote."]),
        ("4", "Orr 1899, plate 3", ["He died."]),
        ("5", "Words apart.", ["He died."]),
        ("3", "Its own source.", ["A note."]),
    ]


def test_groups_that_come_to_one_mark_are_told_apart():
    many = " ".join(f"Alpha {one}.{{{{efn|Alpha note {one}.}}}}" for one in range(1, 10))
    notes = found(many + " Roman.{{efn-lr|Roman note.}}\n")
    assert notes[8:] == [
        ("i", "Alpha note 9.", ["Alpha 9."]),
        ("lower-roman i", "Roman note.", ["Roman."]),
    ]


@pytest.mark.parametrize("tag", ["<ref>", "<references>", "<!--", "<nowiki>"])
def test_tags_that_are_never_closed_are_text_and_hold_nothing_up(tag):
    # Sought from each opening anew, the closing tag would take minutes.
    assert found(f"He came.<ref>Diary.</ref> {tag}a {f'{tag}a ' * 50_000}") == [
        ("1", "Diary.", ["He came."])
    ]


def test_a_name_is_of_its_group():
    text = (
        'One.<ref name=x group=note /> Two.<ref name="x" />\n\n'
        "<references group=note><ref name=x group=note>Of the notes.</ref></references>\n"
        "{{reflist|refs=<ref name=x>Of the works.</ref>}}\n"
    )
    assert found(text) == [
        ("note 1", "Of the notes.", ["One."]),
        ("1", "Of the works.", ["Two."]),
    ]


def test_a_list_of_references_amid_the_text_ends_where_its_template_ends():
    text = (
        "One.<ref group=n>First.</ref>\n\n{{reflist|group=n|refs=\n<ref name=a>Listed.</ref>}}\n\n"
        "Two.<ref name=a/> Three.<ref>Last.</ref>\n"
    )
    assert found(text) == [
        ("n 1", "First.", ["One."]),
        ("1", "Listed.", ["Two."]),
        ("2", "Last.", ["Three."]),
    ]


def test_a_box_on_one_line_is_parted_into_its_rows():
    text = (
        "{{Infobox person|name=Karl Vang|birth_place=[[Orsund]]<ref>Register.</ref>|spouse=Marta"
        "{{efn|Twice.}}}}'''Karl Vang''' was a pilot.<ref>Gazette.</ref>\n"
    )
    assert found(text) == [
        ("1", "Register.", ["|birth_place=[[Orsund]]"]),
        ("a", "Twice.", ["|spouse=Marta"]),
        ("2", "Gazette.", ["'''Karl Vang''' was a pilot."]),
    ]


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("a<ref>x</ref>\n{{#tag:references}}", ["x"]),
        ("a<ref>x</ref>\n{{#tag:references|}}", ["x"]),
        ("a<ref>x</ref>{{efn}}{{r}}", ["x", None]),
        ("a<ref>x</ref>{{sfn}}{{#tag: ref}}{{Infobox}}", ["x", "{{sfn}}", None]),
    ],
)
def test_a_template_without_parameters_is_read_as_it_is(text, works):
    assert [note.work for note in find_notes(text)] == works
