# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A whole file of every kind, made here, with what must be found in it.

Every kind's text holds `TRICKY` to the letter, but for white space that the kind itself folds.
"""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

from archive.extraction.made_files import pdf_file, zip_file

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
    words: str = TRICKY
    locators: tuple[str, ...] = ()


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


def pdf() -> Sample:
    """A PDF whose second page is a picture, its pages numbered i, 12, 13."""
    # PDFium spells the ligature out, and expects right-to-left words as they lie on the page.
    shown = TRICKY.replace(
        "\u05e9\u05dc\u05d5\u05dd 57 \u2018no\u2019", "57 \u05dd\u05d5\u05dc\u05e9"
    )
    pages = (
        ("A Life on the Quay", shown, "the co-", "operative", "i"),
        (),
        ("13", "The third page."),
    )
    labels = "0 << /S /r >> 1 << /S /D /St 12 >>"
    return Sample(
        "pdf",
        "quill.pdf",
        pdf_file(pages, title="Ada Quill", labels=labels, bookmark="A Life on the Quay"),
        "application/pdf",
        title="Ada Quill",
        words=(
            "\U0001f5ff Rene\u0301 Fell\u00a0\u2014 co\u00adopfield 57"
            " \u05e9\u05dc\u05d5\u05dd\nthe co-\noperative\n"
        ),
        structure=(("heading", "A Life on the Quay"), ("page number", "i"), ("page number", "13")),
        locators=("p. i", "p. 13"),
    )


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _paragraph(inner: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{inner}</w:p>"


def _run(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def docx(document: str | None = None) -> Sample:
    """A Word document with a letterhead, a table, a note, a deletion, hidden words and a box."""
    body = "".join(
        (
            _paragraph(_run("Ada Quill"), "Titel"),
            _paragraph(_run("Early years"), "berschrift1"),
            _paragraph(
                _run("Born in 1921")
                + '<w:r><w:footnoteReference w:id="2"/></w:r>'
                + _run(f".  {TRICKY}")
                + "<w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
                + _run("secret", "<w:rPr><w:vanish/></w:rPr>")
                + "<w:r><w:br/></w:r>"
                + _run("Second line.")
            ),
            "<w:tbl><w:tr><w:tc>"
            + _paragraph(_run("Office"))
            + "</w:tc><w:tc>"
            + _paragraph(_run("Mayor"))
            + _paragraph(_run("1953"))
            + "</w:tc></w:tr></w:tbl>",
            _paragraph(_run("I was there."), "Zitat"),
            _paragraph(
                "<w:r><w:pict><w:txbxContent>"
                + _paragraph(_run("In a box."))
                + "</w:txbxContent></w:pict></w:r>"
            ),
        )
    )
    styles = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("berschrift1", "heading 1"), ("Titel", "Title"), ("Zitat", "Quote"))
    )
    note = _paragraph("<w:r><w:footnoteRef/></w:r>" + _run(" Bio, 1999."))
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": document or f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="0" w:type="separator">'
        f'<w:p/></w:footnote><w:footnote w:id="2">{note}</w:footnote></w:footnotes>',
        "word/header1.xml": f"<w:hdr {_W}>{_paragraph(_run('The League of Marl'))}</w:hdr>",
        "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A life'
        "</dc:title><dc:creator>User</dc:creator><dc:language>en-GB</dc:language></c>",
    }
    return Sample(
        "docx",
        "quill.docx",
        zip_file(members),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        title="A life",
        structure=(
            ("title", "Ada Quill"),
            ("heading", "Early years"),
            ("footnote mark", "[1]"),
            ("table row", "Office\tMayor\n1953"),
            ("block quotation", "I was there."),
            ("footnote entry", "[1] Bio, 1999."),
        ),
    )


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta")
)


def odt(content: str | None = None) -> Sample:
    """An OpenDocument text with a list, a table, a note, a comment and a tracked deletion."""
    body = (
        "<text:tracked-changes><text:p>never</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Early   years</text:h>\n'
        "<text:p>Born in 1921<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        f"<text:p>Bio, 1999.</text:p></text:note-body></text:note>.<text:s text:c='2'/>{TRICKY}"
        "<office:annotation><text:p>comment</text:p></office:annotation><text:line-break/>Second"
        "<text:tab/>line.</text:p><text:list><text:list-item><text:p>one</text:p></text:list-item>"
        "</text:list><table:table><table:table-row><table:table-cell><text:p>Office</text:p>"
        "</table:table-cell><table:table-cell><text:p>Mayor</text:p></table:table-cell>"
        "</table:table-row></table:table><text:p text:style-name='P1'>I was there.</text:p>"
    )
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name='
        '"Quotations"/>'
    )
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content
        or f"<office:document-content {_ODF}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF}><style:header><text:p>The League of Marl"
        "</text:p></style:header></office:document-styles>",
        "meta.xml": f'<office:document-meta {_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>A life</dc:title><dc:language>en-GB</dc:language></office:document-meta>",
    }
    return Sample(
        "odt",
        "quill.odt",
        zip_file(members),
        "application/vnd.oasis.opendocument.text",
        title="A life",
        structure=(
            ("heading", "Early years"),
            ("footnote mark", "[1]"),
            ("table row", "Office\tMayor"),
            ("block quotation", "I was there."),
            ("footnote entry", "[1] Bio, 1999."),
        ),
    )


def epub(**changed: str) -> Sample:
    """An e-book of two chapters and a document of notes."""
    page = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="x"><head><title/></head><body>'
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/>'
        "</rootfiles></container>",
        "OPS/book.opf": '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>'
        "A Life on the Quay</dc:title><dc:creator>J. Fell</dc:creator><dc:date>1999-05</dc:date>"
        '<dc:language>en</dc:language></metadata><manifest><item id="n" href="notes.xhtml"'
        ' media-type="application/xhtml+xml"/><item id="a" href="one%20a.xhtml"'
        ' media-type="application/xhtml+xml"/><item id="b" href="two.xhtml"'
        ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/>'
        '<itemref idref="b"/><itemref idref="n"/></spine></package>',
        "OPS/one a.xhtml": f'{page}<h1>The Quay</h1><p>Born in 1921<a epub:type="noteref"'
        f' href="notes.xhtml#n1"><sup>1</sup></a>. {TRICKY}</p></body></html>',
        "OPS/two.xhtml": f"{page}<h1>The Sea</h1><p>Left in 1940.</p></body></html>",
        "OPS/notes.xhtml": f'{page}<p id="n1">1. Bio, 1999.</p></body></html>',
        **changed,
    }
    return Sample(
        "epub",
        "quill.epub",
        zip_file(members),
        "application/epub+zip",
        title="A Life on the Quay",
        structure=(
            ("heading", "The Quay"),
            ("heading", "The Sea"),
            ("footnote mark", "1"),
            ("footnote entry", "1. Bio, 1999."),
        ),
        locators=("The Quay", "The Sea", "part 3"),
    )


def mail() -> Sample:
    """A message in two forms, with a message within it and an attachment."""
    inner = EmailMessage(policy=SMTP)
    inner["From"], inner["Date"], inner["Subject"] = "b@example.org", _SENT, "Inner"
    inner.set_content("The words within.")
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = "<1@example.org>"
    message["From"] = "Ada Quill <ada@example.org>"
    message["To"] = "fell@example.org"
    message["Date"] = _SENT
    message["Subject"] = "The quay \u2014 57 percent"
    message.set_content(f"Born in 1921. {TRICKY}")
    message.add_alternative("<p>The other form.</p>", subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="q.pdf")
    message.add_attachment(inner)
    message.set_boundary("outer")
    for part in message.iter_parts():
        if part.get_content_maintype() == "multipart":
            part.set_boundary("inner")
    return Sample(
        "mail",
        "letter.eml",
        message.as_bytes(),
        "message/rfc822",
        title="The quay \u2014 57 percent",
        structure=(
            ("title", "The quay \u2014 57 percent"),
            ("author", "Ada Quill <ada@example.org>"),
            ("date", _SENT),
        ),
    )


_SENT = "Tue, 05 Nov 2024 10:11:12 +0100"


def _record(kind: str, url: str, body: bytes, content_type: str) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-11-05T10:11:12Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(body):032x}>\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def _answer(body: bytes, content_type: str, status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


def warc_records() -> list[bytes]:
    """Return the records of a web archive: a picture, a page not found, and two pages."""
    http = "application/http; msgtype=response"
    site = "https://example.org/"
    return [
        _record("warcinfo", site, b"software: none\r\n", "application/warc-fields"),
        _record("response", f"{site}x.png", _answer(b"\x89PNG", "image/png"), http),
        _record("response", f"{site}gone", _answer(b"<p>No", "text/html", "404 Not Found"), http),
        _record("response", f"{site}quill", _answer(PAGE.encode(), "text/html"), http),
        _record("response", f"{site}two", _answer(b"<p>Second page.", "text/html"), http),
    ]


def warc() -> Sample:
    return Sample(
        "warc",
        "quill.warc.gz",
        b"".join(gzip.compress(record, mtime=0) for record in warc_records()),
        "application/warc",
        title="Ada Quill",
        structure=(("heading", "Ada Quill"), ("footnote entry", "Memoir, 2001.")),
    )


def wacz() -> Sample:
    members: dict[str, str | bytes] = {
        "archive/data.warc": b"".join(warc_records()),
        "pages/pages.jsonl": '{"format": "x"}\n{"url": "https://example.org/quill"}\n',
        "datapackage.json": '{"profile": "data-package", "resources": []}',
    }
    return Sample(
        "wacz",
        "quill.wacz",
        zip_file(members),
        "application/wacz",
        title="Ada Quill",
        structure=(("heading", "Ada Quill"),),
    )


def wiki_dump() -> Sample:
    """Two pages exported from a wiki, the first with an older revision."""
    export = (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en"><siteinfo/>'
        "<page><title>Ada Quill</title><revision><timestamp>2018-01-01T00:00:00Z</timestamp><text>"
        "old</text></revision><revision><timestamp>2019-01-01T00:00:00Z</timestamp><text"
        f" xml:space='preserve'>Ada was {TRICKY}\n\n== Life ==\n</text></revision></page>"
        "<page><title>Marl</title><revision><timestamp>2020-01-01T00:00:00Z</timestamp><text>"
        "A town.</text></revision></page></mediawiki>"
    )
    return Sample(
        "wiki dump",
        "marl.xml",
        export.encode(),
        "application/xml",
        locators=("Ada Quill", "Marl"),
    )


def timed() -> Sample:
    cues = (
        "WEBVTT\nLanguage: en\n\nNOTE no words\n\n1\n00:00:01.000 --> 00:00:04.500 align:start\n"
        f"<v Ada Quill>I was <i>there</i>.</v>\n{TRICKY}\n\n"
        "01:02:03.004 --> 01:02:05.000\nFell &amp; I.\n"
    )
    return Sample("timed", "talk.vtt", cues.encode(), "text/vtt", locators=("0:00:01", "1:02:03"))


def picture() -> Sample:
    """A picture of nothing: eight by six pixels."""
    rows = b"".join(b"\x00" + bytes(range(row, row + 8)) for row in range(6))

    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)

    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", (8).to_bytes(4) + (6).to_bytes(4) + b"\x08\x00\x00\x00\x00")
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
    return Sample("picture", "quay.png", data, "image/png", words="")


def recording() -> Sample:
    head = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00"
    data = head + b"\x40\x1f\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00"
    return Sample("recording", "talk.wav", data, "audio/wav", words="")


def samples() -> Mapping[str, Sample]:
    """Return a sample of every kind that is read apart, by its key."""
    return {
        made.kind: made
        for made in (
            html(),
            pdf(),
            docx(),
            odt(),
            epub(),
            mail(),
            warc(),
            wacz(),
            wiki_dump(),
            timed(),
            picture(),
            recording(),
        )
    }
