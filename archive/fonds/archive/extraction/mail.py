# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""E-mail (RFC 5322 and MIME, RFC 2045 to 2049) and pages saved as MHTML (RFC 2557).

The text begins with the head that a reader of the message sees, then its words: the plain form
where the message has two. A message within the message follows in the same way. Other attachments
are named, with type and size, and not opened.
"""

from __future__ import annotations

import contextlib
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import TYPE_CHECKING

from fonds.archive.extraction.asking import damaged, nothing_readable
from fonds.archive.extraction.building import TextBuilder, TextIsFullError
from fonds.archive.extraction.decoding import decode_page, decode_stated
from fonds.archive.extraction.handing import hand_over
from fonds.archive.extraction.html_pages import extract as extract_page
from fonds.archive.extraction.html_parsing import parse_page
from fonds.archive.extraction.html_walk import Walk
from fonds.archive.extraction.page_metadata import message_day, one_line
from fonds.archive.sources.extracted import Extracted, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.extraction.asking import Asked, Report

VERSION = 2
WHAT = "an e-mail"

_SHOWN = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject")
_MOST_NESTED = 20
_MOST_PARTS = 2_000
# Python's parser of fields means well, and stumbles over some of them in many ways.
_FAULTS = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Read a message, or a page saved as MHTML. Raises as `Reader.extract`."""
    report(0, 1)
    try:
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        fields = [name for name in _SHOWN if name in message]
        related = message.get_content_type() == "multipart/related"
    except _FAULTS as error:
        raise damaged(asked, WHAT, "it cannot be taken apart") from error
    if not fields and not related:
        raise damaged(asked, WHAT, "it has no head")
    if related and asked.media_type == "multipart/related":
        return _page(message, asked, report)
    built = TextBuilder(asked.most_text)
    reading = _Reading(built)
    with contextlib.suppress(TextIsFullError):
        reading.message(message, 0)
    found = Found(
        title=one_line(_field(message, "Subject")),
        authors=tuple(_people(message, "From")),
        issued=message_day(_field(message, "Date")),
        language=None,
    )
    return hand_over(built, asked, WHAT, f"Fonds e-mail reader {VERSION}", found)


class _Reading:
    """Goes through the parts of a message and builds the text."""

    def __init__(self, built: TextBuilder) -> None:
        self._built = built
        self._parts = 0

    def message(self, message: Message, depth: int) -> None:
        """Add a message: what its head says, then its parts."""
        built = self._built
        built.block(2)
        for name in _SHOWN:
            for value in _values(message, name):
                built.block(1)
                words = " ".join(value.split())
                built.flow(f"{name}: ")
                kind = {"From": "author", "Date": "date", "Subject": "title"}.get(name)
                opened = built.open(kind) if kind and depth == 0 else None
                built.flow(words)
                if opened is not None:
                    built.close(opened)
        built.block(2)
        self.part(message, depth)

    def part(self, part: Message, depth: int) -> None:
        """Add one part, with the parts below it."""
        self._parts += 1
        if depth > _MOST_NESTED or self._parts > _MOST_PARTS:
            self._built.remark("The message holds more parts within parts than were read.")
            return
        kind = _kind(part)
        if kind == "message/rfc822":
            for inner in _below(part):
                self._built.block(2)
                self._built.flow("[Message within the message]")
                self.message(inner, depth + 1)
        elif kind.startswith("multipart/"):
            below = list(_below(part))
            if kind == "multipart/alternative" and below:
                # A plain text is often left empty beside the page that says it all.
                said = [one for one in below if not _is_blank(one)]
                below = [min(said or below, key=_preference)]
            for one in below:
                self.part(one, depth + 1)
        elif _is_attached(part) or not kind.startswith("text/"):
            self._attachment(part, kind)
        elif kind == "text/html":
            self._page(_bytes(part), _charset(part))
        else:
            self._built.block(2)
            decoded = decode_stated(_bytes(part), _charset(part))
            self._built.verbatim(decoded.text.strip("\r\n"))
            self._built.block(2)

    def _page(self, data: bytes, charset: str | None) -> None:
        self._built.block(2)
        text = decode_stated(data, charset).text if charset else decode_page(data, "").text
        root = parse_page(text).root
        if root is not None:
            walk = Walk(self._built)
            try:
                walk.through(root)
            except TextIsFullError:
                walk.break_off()
                raise
            walk.say_what_was_hidden()
        self._built.block(2)

    def _attachment(self, part: Message, kind: str) -> None:
        try:
            name = one_line(part.get_filename()) or "without a name"
        except _FAULTS:
            name = "without a name"
        self._built.block(2)
        self._built.flow(f"[Attachment: {name}, {kind}, {len(_bytes(part)):,} bytes]")
        self._built.block(2)
        self._built.remark("Its attachments are named in the text and were not read.")


def _page(message: EmailMessage, asked: Asked, report: Report) -> Extracted:
    """Read the page that an MHTML file begins with; its other parts are pictures and styles."""
    pages = [part for part in message.walk() if _kind(part) == "text/html"]
    if not pages:
        raise nothing_readable(asked, "a web page saved as MHTML", "without a page")
    charset = _charset(pages[0])
    data = decode_stated(_bytes(pages[0]), charset).text.encode("utf-8", "replace")
    found = extract_page(b"\xef\xbb\xbf" + data, asked, report)
    url = one_line(_field(message, "Snapshot-Content-Location"))
    stated = Found(
        title=found.found.title or one_line(_field(message, "Subject")),
        authors=found.found.authors,
        issued=found.found.issued,
        language=found.found.language,
        url=url if url and url.startswith("http") else found.found.url,
        retrieved_at=message_day(_field(message, "Date")),
    )
    return Extracted(
        text=found.text,
        media_type=asked.media_type,
        tool=f"{found.tool}, of MHTML",
        found=stated,
        structure=found.structure,
        mapped=found.mapped,
        remarks=found.remarks,
    )


def _below(part: Message) -> Iterator[Message]:
    inner = part.get_payload()
    if isinstance(inner, list):
        yield from (one for one in inner if isinstance(one, Message))


def _is_blank(part: Message) -> bool:
    return _kind(part).startswith("text/") and not _bytes(part).strip()


def _preference(part: Message) -> int:
    return {"text/plain": 0, "text/html": 1}.get(_kind(part), 2)


def _bytes(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except _FAULTS:
        return b""
    return data if isinstance(data, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except _FAULTS:
        return None


def _kind(part: Message) -> str:
    try:
        return part.get_content_type()
    except _FAULTS:
        return "application/octet-stream"


def _is_attached(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except _FAULTS:
        return True


def _field(message: Message, name: str) -> str:
    return next(iter(_values(message, name)), "")


def _values(message: Message, name: str) -> list[str]:
    """Return the values of a field, decoded; as they were sent where they cannot be."""
    sent = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
    try:
        read = message.get_all(name, [])
        return [
            # What the parser had to mend is no longer what was sent.
            raw if getattr(value, "defects", ()) else str(value)
            for raw, value in zip(sent, read, strict=True)
        ]
    except _FAULTS:
        return sent


def _people(message: Message, name: str) -> Iterator[str]:
    """Yield the names, or where there is none the addresses, of a field."""
    try:
        people = [
            person.display_name or person.addr_spec
            for person in getattr(message[name], "addresses", ())[:20]
        ]
    except _FAULTS:
        return
    yield from filter(None, map(one_line, people))
