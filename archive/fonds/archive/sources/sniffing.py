# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What kind of file some bytes are, by what stands in them; a name only tells texts apart.

Looking never unpacks more than a few kilobytes and never parses: it is done in the archive's own
process. What a kind's reader makes of the file is another matter (`fonds.archive.extraction`).
"""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from fonds.events.sentences import form_of, say

_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A kind of file: the key of its reader (None: none reads it), media type, name in words.

    ``advice`` is what makes such a file readable where none reads it; None: to save it as one that
    is read.
    """

    kind: str | None
    media_type: str
    label: str
    advice: str | None = None


_TEXTS = {
    "text": Sniffed("text", "text/plain", form_of("plain text")),
    "markdown": Sniffed("markdown", "text/markdown", form_of("a Markdown text")),
    "wikitext": Sniffed("wikitext", "text/x-wiki", form_of("a wiki text")),
    "csv": Sniffed("csv", "text/csv", form_of("a table of values parted by commas (CSV)")),
    "tsv": Sniffed("csv", "text/tab-separated-values", form_of("a table of values parted by tabs")),
    "vtt": Sniffed("timed", "text/vtt", form_of("a time-coded transcript (WebVTT)")),
    "srt": Sniffed("timed", "application/x-subrip", form_of("a time-coded transcript (SubRip)")),
    "mail": Sniffed("mail", "message/rfc822", form_of("an e-mail")),
}
_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".wiki": "wikitext",
    ".mediawiki": "wikitext",
    ".wikitext": "wikitext",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".vtt": "vtt",
    ".srt": "srt",
    ".eml": "mail",
}
HTML = Sniffed("html", "text/html", form_of("an HTML page"))
PDF = Sniffed("pdf", "application/pdf", form_of("a PDF"))
_DUMP = Sniffed("wiki dump", "application/xml", form_of("a wiki's XML dump"))
_MHTML = Sniffed("mail", "multipart/related", form_of("a web page saved as MHTML"))
_DOCX = Sniffed(
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    form_of("a Word document (DOCX)"),
)
_ODT = Sniffed(
    "odt", "application/vnd.oasis.opendocument.text", form_of("an OpenDocument text (ODT)")
)
_EPUB = Sniffed("epub", "application/epub+zip", form_of("an e-book (EPUB)"))
_WACZ = Sniffed("wacz", "application/wacz", form_of("a web archive (WACZ)"))
_WARC = Sniffed("warc", "application/warc", form_of("a web archive (WARC)"))
_LONGEST_ZIP_END = 65_557
_UNPACK = form_of("Unpack it and take in what lies in it")
_ZIP = Sniffed(None, "application/zip", form_of("a ZIP file"), _UNPACK)
_LOCKED_ZIP = Sniffed(None, "application/zip", form_of("a ZIP file with a password"), _UNPACK)
_CUT_ZIP = Sniffed(
    None, "application/zip", form_of("a ZIP file that was cut short"), form_of("Obtain it again")
)
_PACKED = Sniffed(None, "application/octet-stream", form_of("a packed file"), _UNPACK)
_MAILBOX = Sniffed(
    None,
    "application/mbox",
    form_of("a mailbox of several e-mails"),
    form_of("Save each of them as a file of its own (.eml)"),
)
_XML = Sniffed(None, "application/xml", form_of("an XML file of another kind"))


def _picture(name: str) -> Sniffed:
    return Sniffed("picture", f"image/{name.lower()}", say("a {name} picture", name=name))


def _recording(media_type: str) -> Sniffed:
    return Sniffed("recording", media_type, form_of("a recording"))


def _other(media_type: str, label: str, advice: str | None = None) -> Sniffed:
    return Sniffed(None, media_type, label, advice)


# What a file begins with -> what it then is.
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], Sniffed], ...] = tuple(
    (re.compile(pattern, re.DOTALL), found)
    for pattern, found in (
        (rb"\x89PNG\r\n\x1a\n", _picture("PNG")),
        (rb"\xff\xd8\xff", _picture("JPEG")),
        (rb"II\*\x00|MM\x00\*|II\+\x00\x08\x00|MM\x00\+\x00\x08", _picture("TIFF")),
        (rb"GIF8[79]a[^ ]", _other("image/gif", form_of("a GIF picture"))),
        (rb"RIFF....WEBP", _other("image/webp", form_of("a WebP picture"))),
        (
            rb"....ftyp(heic|heix|mif1|msf1|avif)",
            _other("image/heif", form_of("an HEIF or AVIF picture")),
        ),
        (rb"RIFF....WAVE", _recording("audio/wav")),
        (rb"RIFF....AVI ", _recording("video/x-msvideo")),
        (rb"FORM....AIF[FC]", _recording("audio/aiff")),
        (rb"....ftypM4[AB]", _recording("audio/mp4")),
        (rb"....ftypqt", _recording("video/quicktime")),
        (rb"....ftyp", _recording("video/mp4")),
        (rb"ID3[\x00-\x0f]|\xff[\xfa\xfb\xf2\xf3][^\x00\xff]", _recording("audio/mpeg")),
        (rb"OggS\x00", _recording("audio/ogg")),
        (rb"fLaC\x00", _recording("audio/flac")),
        (rb"#!AMR", _recording("audio/amr")),
        (rb"\x1aE\xdf\xa3", _recording("video/webm")),
        (rb"\x00\x00\x01[\xba\xb3]", _recording("video/mpeg")),
        (rb"\{\\rtf", _other("application/rtf", form_of("a rich text (RTF) document"))),
        (rb"%!PS", _other("application/postscript", form_of("a PostScript document"))),
        (rb"AT&TFORM", _other("image/vnd.djvu", form_of("a DjVu document"))),
        (rb"BZh[1-9]1AY|\xfd7zXZ\x00|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x28\xb5\x2f\xfd", _PACKED),
        (rb"SQLite format 3\x00", _other("application/vnd.sqlite3", form_of("an SQLite database"))),
        (rb"\x7fELF|MZ\x90", _other("application/octet-stream", form_of("a program"))),
        (rb"WARC/[01]\.", _WARC),
    )
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_HEADER = re.compile(rb"\A(\xef\xbb\xbf)?\s*%PDF-")
# Before an HTML page's first element stand declarations and comments (HTML Standard, 13.1);
# SingleFile and browsers write one that says where the page was saved from. What has matched is
# not given back: forty blank lines would be parted in 2^40 ways.
_MARK_UP = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s++|<\?xml[^>]*\?>|<!--(?:(?!-->).){0,20000}+-->)*+"
    rb"<(!doctype\s+html|html|head|body|mediawiki|!doctype|[a-z][\w:.-]*)\b([^>]*)",
    re.IGNORECASE | re.DOTALL,
)
_XML_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\s")
_CUES = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*\d+[ \t]*\r?\n\d{2}:\d{2}:\d{2},\d{3} --> \d{2}:\d{2}:\d{2},\d{3}"
)
_VTT = re.compile(rb"\A(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)")
# What only a transmitted message begins with (RFC 5322 section 3.6.7, RFC 2045 section 4).
_TRACE = re.compile(
    rb"\A(?:From \S+ [^\n]*\n)?(?:Return-Path|Received|Delivered-To|X-Original-To|MIME-Version|"
    rb"DKIM-Signature|Message-ID)[ \t]*:",
    re.IGNORECASE,
)
# RFC 4155, appendix A: each message of a mailbox comes after a line of its own.
_FROM_LINE = rb"From [^\r\n]*\d\d:\d\d:\d\d[^\r\n]*\d{4}[^\r\n]*\r?\n[A-Za-z][\w-]*:"
_IN_MAILBOX = re.compile(rb"\A" + _FROM_LINE)
_NEXT_IN_MAILBOX = re.compile(rb"\n\r?\n" + _FROM_LINE)
_FIELDS = re.compile(
    rb"^(From|To|Date|Subject|Message-ID|MIME-Version|Content-Type)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_MULTIPART_RELATED = re.compile(
    rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE
)
_SNAPSHOT = re.compile(
    rb"^(Snapshot-Content-Location|X-MAF-Information):", re.IGNORECASE | re.MULTILINE
)
_LEAST_FIELDS = 3


def sniff(data: bytes, name: str) -> Sniffed:
    """Return what kind of file some bytes are; ordinary text where nothing else shows."""
    head = data[:_HEAD]
    if _PDF_HEADER.match(head):
        return PDF
    for pattern, found in _BEGINNINGS:
        if pattern.match(head):
            return found
    if head.startswith(b"PK\x03\x04"):
        return _packed(data)
    if head.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        return _ZIP
    if head.startswith(_OLD_OFFICE):
        return _old_office(data)
    if head.startswith(b"\x1f\x8b"):
        return _unzipped(head)
    if _IN_MAILBOX.match(head):
        return _MAILBOX if _NEXT_IN_MAILBOX.search(data) else _TEXTS["mail"]
    return _mark_up(head, name) or _text(head, name)


def named_as(name: str) -> str | None:
    """Return the kind of text that a file's name alone says it is."""
    return _SUFFIXES.get(Path(name).suffix.lower())


def _packed(data: bytes) -> Sniffed:
    """Tell ZIP files apart by names that stand in them; nothing is unpacked."""
    # EPUB OCF 3.3 section 4.2.2 and ODF 1.3 part 2 section 3.3: the first file, stored.
    if data[30:38] == b"mimetype":
        stated = data[38:138]
        for found in (_EPUB, _ODT):
            if stated.startswith(found.media_type.encode()):
                return found
        if stated.startswith(b"application/vnd.oasis.opendocument."):
            return _other("application/zip", form_of("an OpenDocument file that is no text"))
    for part, found in (
        (b"word/document.xml", _DOCX),
        (b"xl/workbook.xml", _other("application/zip", form_of("an Excel workbook"))),
        (b"ppt/presentation.xml", _other("application/zip", form_of("a PowerPoint presentation"))),
        (b"META-INF/container.xml", _EPUB),
        (b"datapackage.json", _WACZ),
    ):
        if part in data:
            return found
    # APPNOTE 6.3 section 4.3.16: what is at its end names all it holds, WACZ files first of all.
    if b"PK\x05\x06" not in data[-_LONGEST_ZIP_END:]:
        return _CUT_ZIP
    # Section 4.4.4: bit 0 of the flags of its first member.
    return _LOCKED_ZIP if data[6] & 1 else _ZIP


def _old_office(data: bytes) -> Sniffed:
    # [MS-OFFCRYPTO] section 2.3.4.4: a document with a password lies in a stream of this name.
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _other(
            "application/x-ole-storage",
            form_of("an office document with a password"),
            form_of("Save it without its password"),
        )
    # [MS-OXMSG] section 2.2.3.
    if "__nameid_version1.0".encode("utf-16-le") in data:
        return _other(
            "application/vnd.ms-outlook",
            form_of("an e-mail in Outlook's own format (MSG)"),
            form_of("Save it as an e-mail file (.eml)"),
        )
    return _other("application/x-ole-storage", form_of("an old office document"))


def _unzipped(head: bytes) -> Sniffed:
    try:
        inside = zlib.decompressobj(wbits=31).decompress(head, 4096)
    except zlib.error:
        return _PACKED
    return _WARC if inside.startswith(b"WARC/") else _PACKED


def _mark_up(head: bytes, name: str) -> Sniffed | None:
    found = _MARK_UP.match(head)
    if found is None:
        return None
    element, rest = found[1].lower(), found[2]
    if element == b"mediawiki" and b"mediawiki.org/xml/export" in rest:
        return _DUMP
    suffix = Path(name).suffix.lower()
    if element.startswith(b"!doctype"):
        is_html = b"html" in element or rest.lower().lstrip().startswith(b"html")
        return HTML if is_html else _XML
    if element == b"html" or suffix in {".html", ".htm", ".xhtml", ".xht"}:
        return HTML
    if _XML_DECLARATION.match(head):
        return _XML
    return HTML if element in {b"head", b"body"} and named_as(name) is None else None


def _text(head: bytes, name: str) -> Sniffed:
    suffix = Path(name).suffix.lower()
    named = named_as(name)
    if _VTT.match(head):
        return _TEXTS["vtt"]
    if _CUES.match(head) and suffix not in {".txt", ".md"}:
        return _TEXTS["srt"]
    if _is_message(head, suffix):
        related = _MULTIPART_RELATED.search(head[:4096]) and _SNAPSHOT.search(head[:4096])
        saved = suffix in {".mht", ".mhtml"} or related
        return _MHTML if saved else _TEXTS["mail"]
    if suffix in {".html", ".htm", ".xhtml", ".xht"} and not _is_wide(head):
        return HTML
    return _TEXTS[named or "text"] if named not in {"vtt", "mail"} else _TEXTS["text"]


def _is_message(head: bytes, suffix: str) -> bool:
    """Tell a message from a text that quotes a letter's head, which stays what it is."""
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    fields = {found.lower() for found in _FIELDS.findall(top)}
    if suffix in {".eml", ".mht", ".mhtml"}:
        return len(fields) > 0
    return _TRACE.match(head) is not None and len(fields) >= _LEAST_FIELDS


def _is_wide(head: bytes) -> bool:
    return head.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)) and b"\x00" in head
