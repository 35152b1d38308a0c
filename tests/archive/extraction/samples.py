# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A whole file of every kind, made here, with what must be found in it.

Every kind's text holds `TRICKY` to the letter, but for white space that the kind itself folds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TRICKY = (
    "\U0001f5ff Rene\u0301 Fell\u00a0\u2014 co\u00adop\ufb01eld"
    " \u05e9\u05dc\u05d5\u05dd 57 \u2018no\u2019"
)
"""Astral, combining, no-break, soft hyphen, ligature, right to left."""


@dataclass(frozen=True)
class Sample:
    """A file of a kind, and what reading it must find."""

    kind: str
    name: str
    data: bytes
    media_type: str
    title: str | None = None
    structure: tuple[tuple[str, str], ...] = ()
    has_text: bool = True


PAGE = f"""<!DOCTYPE html><!--
 Page saved with SingleFile
 url: https://example.org/quill
 saved date: Tue Nov 05 2024 10:11:12 GMT+0100 (CET)
--><html lang="en-GB"><head><meta charset="utf-8"><title>Ada Quill \u2014 Marl Wiki</title>
<meta name="author" content="The Marl Wiki"><style>p {{ color: red }}</style>
<meta property="article:published_time" content="2018-11-06T10:00:00Z"><script>bad()</script></head>
<body><h1>Ada Quill</h1>
<table class="infobox vcard"><caption>Quill in 1950. Photo: J. Fell</caption>
<tr><th>Born</th><td>3&nbsp;May 1921<br>Marl</td></tr><tr><th>Office</th><td>Mayor</td></tr></table>
<p>Born in   1921<sup class="reference"><a href="#cite_note-1">[1]</a></sup>, mayor from
1953<sup><a href="#fn5">5</a></sup>. {TRICKY}</p><p hidden>Never shown.</p>
<h2>Words</h2><blockquote><p>I was there.</p></blockquote>
<figure><img alt="no" src="http://198.51.100.1/x.png"><figcaption>The quay.</figcaption></figure>
<pre>a  b
 c</pre><ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>
<table><tr><td>Quill</td><td>57</td></tr></table>
<ol class="references"><li id="cite_note-1"><a href="#cite_ref-1">^</a> Bio, 1999.</li>
<li id="fn5">Memoir, 2001.</li></ol></body></html>
"""


def html() -> Sample:
    return Sample(
        "html",
        "quill.html",
        PAGE.encode(),
        "text/html",
        title="Ada Quill",
        structure=(
            ("heading", "Ada Quill"),
            ("infobox row", "Born\t3\u00a0May 1921\nMarl"),
            ("infobox row", "Office\tMayor"),
            ("caption", "Quill in 1950. Photo: J. Fell"),
            ("caption", "The quay."),
            ("footnote mark", "[1]"),
            ("footnote mark", "5"),
            ("block quotation", "I was there."),
            ("table row", "Quill\t57"),
            ("footnote entry", "^ Bio, 1999."),
            ("footnote entry", "Memoir, 2001."),
        ),
    )


def samples() -> Mapping[str, Sample]:
    """Return a sample of every kind that is read apart, by its key."""
    return {made.kind: made for made in (html(),)}
