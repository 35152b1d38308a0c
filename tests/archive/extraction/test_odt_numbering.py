# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The numbers that OpenDocument gives to lists and headings."""

from __future__ import annotations

from archive.extraction.samples import odt

from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import reader

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)
STYLES = (
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I"'
    ' style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1"'
    ' text:display-levels="2"/></text:outline-style>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1"'
    ' style:num-format="1" style:num-prefix="(" style:num-suffix=")" text:start-value="3"/>'
    '<text:list-level-style-number text:level="2" style:num-format="a"'
    ' style:num-list-format="%1%.%2%"/><text:list-level-style-bullet text:level="3"'
    ' text:bullet-char="\uf0b7"/></text:list-style>'
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/>'
    "</style:style>"
)


def read(body):
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    asked = Asked("a.odt", "application/vnd.oasis.opendocument.text")
    found = reader("odt").extract(odt(content).data, asked, lambda *_: None)
    # The sample's letterhead stands first.
    return found.text.split("\n\n")[1:], found.remarks


def listed(*items, more=""):
    rows = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in items)
    return f'<text:list text:style-name="L"{more}>{rows}</text:list>'


def test_items_are_counted_and_a_list_begins_anew_unless_it_goes_on():
    body = listed("a", "b") + listed("c") + listed("d", more=' text:continue-numbering="true"')
    assert read(body)[0] == ["(3) a", "(4) b", "(3) c", "(4) d"]


def test_lists_within_items_and_paragraphs_without_a_number():
    inner = (
        "<text:list><text:list-item><text:p>x</text:p><text:list><text:list-item><text:p>sign"
        "</text:p></text:list-item></text:list></text:list-item></text:list>"
    )
    body = (
        '<text:list text:style-name="L"><text:list-header><text:p>Head</text:p></text:list-header>'
        f"<text:list-item><text:p>a</text:p><text:p>goes on</text:p>{inner}</text:list-item>"
        f'<text:list-item text:start-value="9"><text:p>b</text:p>{inner}</text:list-item>'
        "</text:list><text:p>After.</text:p>"
    )
    assert read(body)[0] == [
        "Head", "(3) a", "goes on", "3.a x", "• sign", "(9) b", "9.a x", "• sign", "After.",
    ]  # fmt: skip


def test_headings_bear_the_numbers_of_the_outline():
    body = "".join(
        f'<text:h text:outline-level="{rank}">{words}</text:h>'
        for rank, words in ((1, "One"), (2, "Two"), (2, "Three"), (1, "Four"), (2, "Five"))
    )
    assert read(body)[0] == ["I. One", "I.1 Two", "I.2 Three", "II. Four", "II.1 Five"]


def test_words_of_a_hidden_style_are_left_out_and_told():
    words, remarks = read('<text:p>Seen.<text:span text:style-name="H"> Not.</text:span></text:p>')
    assert words == ["Seen."]
    assert remarks == ("Words set as hidden were left out.",)
