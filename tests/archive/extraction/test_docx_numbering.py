# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The numbers Word gives to lists and headings: counted as Word counts them."""

from __future__ import annotations

import io
import zipfile

import pytest

from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.docx import extract
from fonds.archive.extraction.docx_numbering import spelt

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def level(number, text, form="decimal", start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


_SUFF = '<w:suff w:val="nothing"/>'
NUMBERING = (
    f"<w:numbering {_W}>"
    f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}{level(1, "%1.%2", "lowerLetter")}'
    f"{level(2, '(%3)', 'upperRoman', 4)}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, chr(0xF0B7), "bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "Article %1", more=_SUFF)}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr>'
    '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1b"><w:name w:val="Mine"/><w:basedOn w:val="H1"/>'
    "</w:style></w:styles>"
)


def paragraph(words, number="", depth="", style=""):
    at = f'<w:ilvl w:val="{depth}"/>' if depth else ""
    listed = f'<w:numPr>{at}<w:numId w:val="{number}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{listed}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def read(*paragraphs, numbering=NUMBERING):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        body = f"<w:body>{''.join(paragraphs)}</w:body>"
        packed.writestr("word/document.xml", f"<w:document {_W}>{body}</w:document>")
        packed.writestr("word/styles.xml", STYLES)
        if numbering:
            packed.writestr("word/numbering.xml", numbering)
    return extract(out.getvalue(), Asked("list.docx", _DOCX), lambda *_: None)


def lines(found):
    return [line for line in found.text.split("\n") if line]


def test_lists_are_counted_level_by_level():
    found = read(
        paragraph("Quays", "1", "0"),
        paragraph("north", "1", "1"),
        paragraph("south", "1", "1"),
        paragraph("steps", "1", "2"),
        paragraph("Not in the list"),
        paragraph("Berths", "1", "0"),
        paragraph("inner", "1", "1"),
        paragraph("of another start", "3", "0"),
        paragraph("and on", "1", "0"),
        paragraph("a bullet", "2", "0"),
        paragraph("taken out", "0", "0"),
        paragraph("unknown", "99", "0"),
    )
    assert lines(found) == [
        "1. Quays", "1.a north", "1.b south", "(IV) steps", "Not in the list", "2. Berths",
        "2.a inner", "7. of another start", "8. and on", "• a bullet", "taken out", "unknown",
    ]  # fmt: skip


def test_a_heading_numbered_by_its_style_is_the_words_alone():
    found = read(paragraph("The quay", style="H1"), paragraph("The mill", style="H1b"))
    assert lines(found) == ["Article 1The quay", "Article 2The mill"]
    assert [found.text[one.start : one.end] for one in found.structure] == ["The quay", "The mill"]


def test_an_empty_paragraph_has_its_number_and_without_definitions_there_is_none():
    found = read(paragraph("one", "1", "0"), paragraph("", "1", "0"), paragraph("two", "1", "0"))
    assert lines(found) == ["1. one", "2. ", "3. two"]
    assert lines(read(paragraph("one", "1", "0"), numbering="")) == ["one"]


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [
        (3, "decimal", "3"), (3, "decimalZero", "03"), (28, "lowerLetter", "bb"),
        (27, "upperLetter", "AA"), (14, "lowerRoman", "xiv"), (14, "upperRoman", "XIV"),
        (3, "cardinalText", "3"), (0, "lowerLetter", "0"),
    ],
)  # fmt: skip
def test_forms_of_numbers(number, form, said):
    assert spelt(number, form) == said


@pytest.mark.parametrize("value", ["-5", "x", "9" * 400, ""])
def test_numbers_that_are_none_do_no_harm(value):
    hostile = NUMBERING.replace('w:start w:val="1"', f'w:start w:val="{value}"')
    found = read(paragraph("Quays", "1", value), paragraph("Berths", "1", "0"), numbering=hostile)
    assert "Quays" in found.text
    assert len(found.text) < 100
