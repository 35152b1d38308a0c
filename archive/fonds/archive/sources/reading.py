# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Reading a file into its bytes and its text, exact to the code point, or refusing it.

What is decoded is what is kept: line ends, no-break spaces, combining and control characters stay
as they are, since every offset of the archive counts the code points of this text. Two things are
not text: a byte order mark at the beginning, which is the encoding's signature (Unicode 16.0,
section 23.8), and U+0000, which no text holds and which marks a file as binary. Other control
characters are kept; whoever prints them escapes them.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from fonds.archive.errors import RefusedError
from fonds.archive.sources.extracted import Found, MappedSpan, StructureSpan
from fonds.archive.sources.sniffing import sniff
from fonds.events.sentences import as_sentence, form_of, say

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.sources.sniffing import Sniffed

TEXT_KINDS = frozenset({"text", "markdown", "wikitext", "csv"})
"""Kinds of file that are texts themselves, to be read as they stand."""

SIZE_LIMIT = 100 * 1024 * 1024
"""Bytes of one file; a larger file is refused."""

Progress = Callable[[int, int], None]
"""Called with the bytes read so far and the bytes expected (0: not known). It may raise to stop."""

TEXT_TOOL = "Fonds plain text reader 1"
_CHUNK = 1024 * 1024
_TEXT_ADVICE = form_of("a text is wanted here. Give its text, saved as UTF-8, instead.")

# Byte order marks (Unicode 16.0, table 2-4), longest first: UTF-32's little-endian mark begins with
# UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Codecs of Python that are not encodings of documents; some of them make lone surrogates.
_NO_ENCODINGS = frozenset({"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"})

_READABLE = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read.

    ``digest`` is "sha256:" and 64 hexadecimal digits over ``data``; ``media_type`` is as RFC 6838
    spells it; ``text`` is empty where the file holds none (a picture, a recording); ``tool`` names
    what turned the bytes into it; ``method`` is a word of `Method`. The rest is as `Extracted` has
    it.
    """

    name: str
    data: bytes
    media_type: str
    digest: str
    text: str
    tool: str
    language: str | None = None
    method: str = "extracted"
    found: Found = field(default_factory=Found)
    structure: tuple[StructureSpan, ...] = ()
    mapped: tuple[MappedSpan, ...] = ()
    remarks: tuple[str, ...] = ()


def read_file(
    path: Path, *, encoding: str | None = None, progress: Progress | None = None
) -> ReadFile:
    """Read a file of plain text, wiki text or another kind of text.

    UTF-8, and UTF-16 that begins with a byte order mark, are recognised; any other encoding must be
    named in ``encoding``.

    Raises:
        RefusedError: "unknown-file", "unreadable-file", "not-a-file", "too-large", and what
            `read_bytes` refuses.
    """
    name, data = load_file(path, progress=progress)
    return read_bytes(data, name, encoding=encoding)


def load_file(path: Path, *, progress: Progress | None = None) -> tuple[str, bytes]:
    """Return a file's name and bytes, whatever its kind.

    Raises:
        RefusedError: "unknown-file", "unreadable-file", "not-a-file", "too-large".
    """
    name = _file_name(path)
    try:
        _check_regular(name, path.stat())
        # The name may mean something else by now: without waiting, a pipe cannot hang us.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            _check_regular(name, status)
            return name, _read_all(file, name, status.st_size, progress)
    except FileNotFoundError as error:
        message = say("There is no file {path}. Check the name and the folder.", path=path)
        raise RefusedError("unknown-file", message, file=name) from error
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        message = say("{path} cannot be read: {why}.", path=path, why=why)
        raise RefusedError("unreadable-file", message, file=name) from error


def read_stream(
    stream: BinaryIO, name: str, *, encoding: str | None = None, progress: Progress | None = None
) -> ReadFile:
    """Read a text from an open binary stream (standard input) up to its end.

    Raises:
        RefusedError: as `read_bytes`, or "too-large".
    """
    return read_bytes(_read_all(stream, name, 0, progress), name, encoding=encoding)


def sniff_text(data: bytes, name: str) -> Sniffed:
    """Return what kind of text bytes are, or the first of them: no document and no picture.

    Raises:
        RefusedError: "not-text".
    """
    sniffed = sniff(data, name)
    if sniffed.kind not in TEXT_KINDS:
        message = say(
            "{name} is {sniffed}; {text_advice}",
            name=name,
            sniffed=as_sentence(sniffed.label),
            text_advice=as_sentence(_TEXT_ADVICE),
        )
        raise RefusedError("not-text", message, file=name, kind=sniffed.label)
    return sniffed


def read_bytes(data: bytes, name: str, *, encoding: str | None = None) -> ReadFile:
    """Make out the text of a file's bytes; ``name`` stands in messages and sets the media type.

    Raises:
        RefusedError: "not-text" (a kind of file that is not read), "not-utf-8" or "bad-encoding"
            (with ``offset``, the first byte that cannot be read), "unknown-encoding",
            "nothing-readable".
    """
    sniffed = sniff_text(data, name)
    text, used = _detected(data, name) if encoding is None else _named(data, name, encoding)
    null = text.find("\x00")
    if null >= 0:
        message = say(
            "{name} is not text: character {null} is NUL; {text_advice}",
            name=name,
            null=null,
            text_advice=as_sentence(_TEXT_ADVICE),
        )
        raise RefusedError("not-text", message, file=name, character=null)
    if not data:
        message = say("{name} is empty: there is nothing readable in it.", name=name)
        raise RefusedError("nothing-readable", message, file=name)
    if _READABLE.search(text) is None:
        message = say("{name} holds only white space: there is nothing readable in it.", name=name)
        raise RefusedError("nothing-readable", message, file=name)
    return ReadFile(
        name=name,
        data=data,
        media_type=sniffed.media_type,
        digest=digest_of(data),
        text=text,
        tool=f"{TEXT_TOOL}, {used}",
    )


def digest_of(data: bytes) -> str:
    """Return "sha256:" and the SHA-256 of some bytes (FIPS 180-4), in lower-case hexadecimal."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _file_name(path: Path) -> str:
    """Return the last step of a path; bytes of it that are no UTF-8 become U+FFFD."""
    return os.fsencode(path.name or str(path)).decode("utf-8", "replace")


def _check_regular(name: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        message = say(
            "{name} is a folder. Name the files in it that are to be taken in.", name=name
        )
        raise RefusedError("not-a-file", message, file=name)
    if not stat.S_ISREG(status.st_mode):
        message = say(
            "{name} is a device or a pipe, not a file. Save its text in a file first.", name=name
        )
        raise RefusedError("not-a-file", message, file=name)
    if status.st_size > SIZE_LIMIT:
        _refuse_size(name, say("has {st_size:,} bytes", st_size=status.st_size))


def _refuse_size(name: str, size: str) -> None:
    message = say(
        "{name} {size}; a file may have at most {size_limit:,} ({size_limit2} MiB)."
        " Split it, or take in the part that is cited.",
        name=name,
        size=size,
        size_limit=SIZE_LIMIT,
        size_limit2=SIZE_LIMIT // 1024**2,
    )
    raise RefusedError("too-large", message, file=name, limit=SIZE_LIMIT)


def _read_all(stream: BinaryIO, name: str, expected: int, progress: Progress | None) -> bytes:
    chunks: list[bytes] = []
    done = 0
    while chunk := stream.read(_CHUNK):
        chunks.append(chunk)
        done += len(chunk)
        if done > SIZE_LIMIT:
            _refuse_size(name, "goes on beyond the limit")
        if progress is not None:
            progress(done, max(expected, done) if expected else 0)
    return b"".join(chunks)


def _detected(data: bytes, name: str) -> tuple[str, str]:
    """Return the text and its encoding, from the bytes alone."""
    mark, encoding = next(
        ((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8")
    )
    if encoding.startswith("utf-32"):
        message = say(
            "{name} begins as UTF-32 does. If it is, say so with --encoding utf-32.", name=name
        )
        raise RefusedError("not-utf-8", message, file=name, offset=0)
    if encoding == "utf-8":
        _refuse_null_bytes(data, name)
    try:
        return data[len(mark) :].decode(encoding), encoding
    except UnicodeDecodeError as error:
        code = "not-utf-8" if encoding == "utf-8" else "bad-encoding"
        hint = say("If you know its encoding, name it, for example --encoding latin-1.")
        _refuse_bytes(code, data, name, encoding, error.start + len(mark), hint)
        raise


def _named(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    """Return the text in the encoding the caller named, and that encoding's usual name."""
    unknown = say(
        "There is no encoding named {encoding}. Try utf-8, utf-16, latin-1 or cp1252.",
        encoding=encoding,
    )
    try:
        codec = codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise RefusedError("unknown-encoding", unknown, encoding=encoding) from error
    if codec.replace("-", "_") in _NO_ENCODINGS:
        raise RefusedError("unknown-encoding", unknown, encoding=encoding)
    mark = next((mark for mark, marked in _MARKS if marked == codec and data.startswith(mark)), b"")
    try:
        text = data[len(mark) :].decode(codec)
        # UTF-7 lets half a surrogate pair through; no file of ours could hold it.
        text.encode("utf-8")
    except LookupError as error:
        # What Python calls a codec and is none of text: hex, rot13, zip.
        raise RefusedError("unknown-encoding", unknown, encoding=encoding) from error
    except UnicodeDecodeError as error:
        hint = say("Name another encoding.")
        _refuse_bytes("bad-encoding", data, name, codec, error.start + len(mark), hint)
        raise
    except UnicodeError as error:
        message = say(
            "{name} cannot be read as {codec}. Name another encoding.", name=name, codec=codec
        )
        raise RefusedError("bad-encoding", message, file=name) from error
    return text, codec


def _refuse_null_bytes(data: bytes, name: str) -> None:
    """Refuse what looks like UTF-8 but holds a NUL: another encoding, or no text at all."""
    offset = data.find(b"\x00")
    if offset < 0:
        return
    sample = data[:4096]
    for encoding, first in (("utf-16-be", 0), ("utf-16-le", 1)):
        every_other = sample[first::2]
        # Latin letters in UTF-16: nearly every second byte is NUL, always on the same side.
        if every_other.count(0) > 0.4 * len(every_other) and 0 not in sample[1 - first :: 2]:
            message = say(
                "{name} is not UTF-8: byte {offset} is NUL. It looks like UTF-16 without a"
                " byte order mark; if it is, say so with --encoding {encoding}.",
                name=name,
                offset=offset,
                encoding=encoding,
            )
            raise RefusedError("not-utf-8", message, file=name, offset=offset)
    message = say(
        "{name} is not text: byte {offset} is NUL; {text_advice}",
        name=name,
        offset=offset,
        text_advice=as_sentence(_TEXT_ADVICE),
    )
    raise RefusedError("not-text", message, file=name, offset=offset)


def _refuse_bytes(code: str, data: bytes, name: str, encoding: str, offset: int, hint: str) -> None:
    found = f" (0x{data[offset]:02X})" if offset < len(data) else ""
    message = say(
        "{name} is not {encoding}: byte {offset}{found} cannot be read. {hint}",
        name=name,
        encoding=encoding.upper(),
        offset=offset,
        found=found,
        hint=hint,
    )
    raise RefusedError(code, message, file=name, offset=offset)
