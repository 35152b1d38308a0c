# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Time-coded transcripts: WebVTT and SubRip. The words of each cue, and when they are said.

A cue is a paragraph; marks of style are no words, and a voice (`<v Name>`) stands before what it
says, as one writes it: `Name: …`.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from fonds.archive.extraction.asking import nothing_readable
from fonds.archive.extraction.building import TextBuilder, TextIsFullError
from fonds.archive.extraction.decoding import FALLBACK, decode_page, unread_remark
from fonds.archive.sources.extracted import Extracted, Found

if TYPE_CHECKING:
    from fonds.archive.extraction.asking import Asked, Report

VERSION = 2
WHAT = "a time-coded transcript"

# WebVTT, section 4.1; SubRip writes a comma before the milliseconds. Programs that write meetings
# down leave zeros out on either side ("0:1:5.2"), others the parts of a second.
_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"^[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(
    r"</?(?:c|i|b|u|v|ruby|rt|lang|font)\b[^>]*>|<[\d:.]+>|\{\\an?\d\}", re.IGNORECASE
)
_LANGUAGE = re.compile(r"^Language:[ \t]*([\w-]+)[ \t]*$", re.MULTILINE)


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Read a transcript. Raises as `Reader.extract`."""
    report(0, 1)
    decoded = decode_page(data, asked.name, asked.encoding)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    built = TextBuilder(asked.most_text)
    if decoded.unread:
        built.remark(unread_remark(decoded))
    elif decoded.encoding == FALLBACK and asked.encoding is None and not text.isascii():
        built.remark(
            "It is no UTF-8 and was read as windows-1252; if its letters are wrong, name its"
            " encoding with --encoding."
        )
    lines = iter(text.split("\n"))
    head: list[str] = []
    cues = 0
    try:
        for line in lines:
            times = _TIMES.match(line)
            if times is None:
                if not cues:
                    head.append(line)
                continue
            cues += 1
            _cue(built, times, lines)
    except TextIsFullError:
        pass
    if not built.length:
        raise nothing_readable(asked, WHAT, "without a cue that holds words")
    stated = _LANGUAGE.search("\n".join(head[:20]))
    return Extracted(
        text=built.text(),
        media_type=asked.media_type,
        tool=f"Fonds transcript reader {VERSION}, {decoded.encoding}",
        found=Found(language=stated[1] if stated else None),
        mapped=tuple(built.mapped),
        remarks=tuple(built.remarks),
    )


def _cue(built: TextBuilder, times: re.Match[str], lines: object) -> None:
    start, end = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
    opened = built.open("cue")
    opened.time = (start, max(start, end))
    opened.locator = clock(start)
    words: list[str] = []
    for line in lines:  # type: ignore[attr-defined]
        if not line.strip():
            break
        words.append(line)
    said = html.unescape(_TAG.sub("", _VOICE.sub(r"\1: ", "\n".join(words))))
    if said.strip():
        built.block(2)
        built.verbatim(said.strip("\n"))
    built.map(opened)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "").ljust(3, "0"))


def clock(milliseconds: int) -> str:
    """Return a time as one writes it: 1:02:03."""
    seconds = milliseconds // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
