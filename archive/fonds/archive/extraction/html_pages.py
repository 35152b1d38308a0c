# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""HTML pages as a browser saved them: the whole visible text, in the order of the page.

Nothing is fetched and no script is run. What an attribute hides (`hidden`, an inline
`display:none`) is left out and said; what only a style sheet hides stays, for nobody reads the
style sheets. Two things stand in the text that the page does not hold letter by letter: white space
is laid out as `TextBuilder` says, and a footnote's mark that is only raised (19535 for 1953 and
note 5) is set in brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import selectolax

from fonds.archive.extraction.building import TextBuilder, TextIsFullError
from fonds.archive.extraction.decoding import decode_page, unread_remark
from fonds.archive.extraction.handing import hand_over
from fonds.archive.extraction.html_parsing import parse_page
from fonds.archive.extraction.html_walk import Walk
from fonds.archive.extraction.page_metadata import found_in_head

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from fonds.archive.extraction.asking import Asked, Report
    from fonds.archive.sources.extracted import Extracted

VERSION = 7


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Read an HTML page. Raises as `Reader.extract`."""
    report(0, 1)
    decoded = decode_page(data, asked.name, asked.encoding)
    built = TextBuilder(asked.most_text)
    if decoded.unread:
        built.remark(unread_remark(decoded))
    parsed = parse_page(decoded.text)
    walk = Walk(built)
    read_into(walk, parsed.root)
    tool = f"Fonds HTML reader {VERSION}, selectolax {selectolax.__version__}, {decoded.encoding}"
    found = found_in_head(parsed.root, decoded.text, walk.first_heading)
    return hand_over(built, asked, "an HTML page", tool, found, "without visible words")


def read_into(walk: Walk, root: LexborNode | None) -> None:
    """Walk a page, as far as there is room for its text."""
    if root is None:
        return
    try:
        walk.through(root)
    except TextIsFullError:
        walk.break_off()
    walk.say_what_was_hidden()
