# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Texts that spell their structure out: it is found where it stands, to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import KINDS, reader
from fonds.archive.extraction.outlines import outline
from fonds.archive.sources.extracted import from_wire, to_wire

WIKI = """{{Infobox person
| name = Ada\u0301 \U0001f5ff
| born = {{birth date|1921|5|3}}<ref name="a">Bio</ref>
| empty =
}}
== Life ==
[[File:quay.jpg|thumb|The quay, [[Marl]] 1950]]
She said: <blockquote>I was there.</blockquote>
{{quote|57 percent|Ada}}
=== Late \u05e9\u05dc\u05d5\u05dd ===
[[File:x.jpg|thumb]] [[Marl]]
"""
MARKDOWN = """# Ada *Quill*\r
\r
> I was there.
> So was he.

```
# no heading
```

Late
----

| name | born |
|------|------|
| Ada  | 1921 |
"""
CSV = 'name;born\r\n"Quill; ""Ada""\nMarl";1921\r\n\r\nFell;1919'


def found(key, text, media_type="text/plain"):
    read = reader(key).extract(text.encode(), Asked("a", media_type), lambda *_: None)
    return from_wire(to_wire(read))


def words(key, text):
    read = found(key, text)
    return [(one.kind, one.level, text[one.start : one.end]) for one in read.structure]


def test_wiki_text():
    assert words("wikitext", WIKI) == [
        ("infobox row", None, "name = Ada\u0301 \U0001f5ff"),
        ("infobox row", None, 'born = {{birth date|1921|5|3}}<ref name="a">Bio</ref>'),
        ("heading", 2, "Life"),
        ("caption", None, "The quay, [[Marl]] 1950"),
        ("block quotation", None, "I was there."),
        ("block quotation", None, "{{quote|57 percent|Ada}}"),
        ("heading", 3, "Late \u05e9\u05dc\u05d5\u05dd"),
    ]
    labels = [one.label for one in found("wikitext", WIKI).structure if one.label]
    assert [WIKI[start:end] for start, end in labels] == ["name", "born"]


def test_markdown():
    assert words("markdown", MARKDOWN) == [
        ("heading", 1, "Ada *Quill*"),
        ("block quotation", None, "I was there.\n> So was he."),
        ("heading", 2, "Late"),
        ("table row", None, "| name | born |"),
        ("table row", None, "| Ada  | 1921 |"),
    ]


def test_tables():
    assert words("csv", CSV) == [
        ("table row", None, "name;born"),
        ("table row", None, '"Quill; ""Ada""\nMarl";1921'),
        ("table row", None, "Fell;1919"),
    ]
    labels = [CSV[slice(*one.label)] for one in found("csv", CSV).structure]
    assert labels == ["name", '"Quill; ""Ada""\nMarl"', "Fell"]


@pytest.mark.parametrize("key", sorted(key for key, kind in KINDS.items() if kind.outline))
@settings(max_examples=150)
@given(text=st.text(st.sampled_from("ab =|{}[]<>\n\r\t#>-*\"',;\u0301\U0001f5ff")) | st.text())
def test_any_text_has_an_outline_within_itself(key, text):
    text = text.encode("utf-8", "replace").decode().replace("\x00", "")
    read = found(key, text)
    assert read.text == text
    starts = [one.start for one in read.structure]
    assert starts == sorted(starts)


def test_an_outline_is_found_apart_and_plain_text_has_none():
    assert [one.kind for one in outline(CSV, "text/csv", "a")] == ["table row"] * 3
    assert outline("# no mark-up", "text/plain", "a") == ()


def test_front_matter_is_no_heading():
    text = '---\r\ntitle: "The Weir: a life"\nauthor: H. Tresk\ndate: 2011-05-04 \n---\n\n# Years\n'
    assert words("markdown", text) == [
        ("title", None, "The Weir: a life"),
        ("author", None, "H. Tresk"),
        ("date", None, "2011-05-04"),
        ("heading", 1, "Years"),
    ]
    assert words("markdown", "---\ntitle: never closed\n") == []
