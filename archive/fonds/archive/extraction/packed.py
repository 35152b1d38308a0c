# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""ZIP files that are documents, opened so that a hostile one can do nothing.

Nothing is written anywhere, so no name in the file can lead out of a folder, and links mean
nothing. What is unpacked is counted while it is unpacked, whatever the file claims. A packed file
within a packed file is not opened.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from fonds.archive.extraction.asking import damaged, encrypted, too_much
from fonds.archive.extraction.passwords import spellings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from fonds.archive.extraction.asking import Asked

MOST_MEMBERS = 20_000
MOST_UNPACKED = 300 * 1024 * 1024
"""Bytes of all that is unpacked from one file."""

_LARGEST = 32_767
_MOST_FIGURES = 10
_UNSUSPICIOUS = 4 * 1024 * 1024
_GREATEST_RATIO = 400
_CHUNK = 256 * 1024
_ENCRYPTED_FLAG = 0x1
_AES = 99
"""The method under which other programs than ZIP's own lock members (APPNOTE, appendix E)."""

_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)


class Packed:
    """The members of a ZIP file, by name; of two of one name the later is meant, as in ZIP."""

    def __init__(self, data: bytes, asked: Asked, what: str) -> None:
        """Open it; ``what`` is the kind of document, with its article.

        Raises:
            RefusedError: it is damaged, or has more members than any document.
        """
        self._asked = asked
        self._what = what
        self._unpacked = 0
        self._passwords = list(dict.fromkeys(_as_bytes(asked.password)))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {info.filename: info for info in self._zip.infolist()}
        except _FAULTS as error:
            why = "it cannot be unpacked"
            raise self.damaged(why) from error
        if len(self._members) > MOST_MEMBERS:
            raise too_much(asked, what, f"packs {len(self._members):,} files into one")

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a member of that name."""
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, in the order of the file."""
        return iter(self._members)

    def size(self, name: str) -> int:
        """Return how many bytes a member claims to unpack to."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """Unpack a member.

        Raises:
            RefusedError: it is not there, damaged, encrypted, or beyond all bounds.
        """
        info = self._members.get(name)
        if info is None:
            why = f"{name[:100]} is missing in it"
            raise self.damaged(why)
        if info.flag_bits & _ENCRYPTED_FLAG:
            return self._unlocked(info)
        try:
            return self._unpack(info)
        except _FAULTS as error:
            why = f"{name[:100]} cannot be unpacked"
            raise self.damaged(why) from error

    def _unpack(self, info: zipfile.ZipInfo, password: bytes | None = None) -> bytes:
        chunks: list[bytes] = []
        size = 0
        with self._zip.open(info, pwd=password) as member:
            while chunk := member.read(_CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                self._unpacked += len(chunk)
                self._check(size, info.compress_size)
        return b"".join(chunks)

    def _unlocked(self, info: zipfile.ZipInfo) -> bytes:
        """Unpack a member that is locked; a password fits where its check sum then holds."""
        if info.compress_type == _AES:
            raise encrypted(self._asked, self._what, opens=False)
        for password in self._passwords:
            try:
                unpacked = self._unpack(info, password)
            except _FAULTS:
                continue
            self._passwords = [password]
            return unpacked
        raise encrypted(self._asked, self._what)

    def xml(self, name: str) -> Element:
        """Unpack and parse a member. Raises as `read` and `parsed`."""
        return parsed(self.read(name), self.damaged, name)

    def damaged(self, why: str) -> Exception:
        """Return the refusal of this file."""
        return damaged(self._asked, self._what, why)

    def _check(self, size: int, packed: int) -> None:
        if self._unpacked > MOST_UNPACKED:
            raise too_much(
                self._asked, self._what, f"unpacks to more than {MOST_UNPACKED // 1024**2} MiB"
            )
        if size > _UNSUSPICIOUS and size > _GREATEST_RATIO * max(packed, 1):
            raise too_much(
                self._asked, self._what, f"unpacks to more than {_GREATEST_RATIO} times its size"
            )


def _as_bytes(password: str | None) -> Iterator[bytes]:
    """Yield a password in the encodings that have all its letters: ZIP does not say in which."""
    for encoding in ("utf-8", "cp437", "cp1252"):
        for spelt in spellings(password) if password else ():
            # Without a letter it would be another password, which may be the right one.
            with suppress(UnicodeEncodeError):
                yield spelt.encode(encoding)


def parsed(data: bytes, fault: Callable[[str], Exception], name: str) -> Element:
    """Parse XML that may declare nothing: no document type, no entities, nothing from outside.

    Raises:
        RefusedError: what ``fault`` makes of it.
    """
    try:
        element: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        why = f"{name[:100]} declares what no such document may"
        raise fault(why) from error
    except (ParseError, ValueError, LookupError, UnicodeError) as error:
        why = f"{name[:100]} is no XML"
        raise fault(why) from error
    return element


def local(name: str) -> str:
    """Return an element's or attribute's name without its namespace."""
    return name.rpartition("}")[2]


def attribute(element: Element, name: str, default: str = "") -> str:
    """Return an attribute by its local name."""
    for key, value in element.attrib.items():
        if key == name or key.endswith(f"}}{name}"):
            return value
    return default


def whole_number(text: str) -> int:
    """Return a number of a file, between 0 and 32,767; 0 for what is none."""
    return min(int(text), _LARGEST) if text.isdecimal() and len(text) < _MOST_FIGURES else 0


def walk(
    root: Element,
    start: Callable[[Element, str], bool],
    words: Callable[[str], None],
    end: Callable[[Element, str], None],
) -> None:
    """Go through a tree in order, without recursion, however deep it is.

    ``start`` gets an element and its local name and says whether to go on below it; then ``end``
    is called too. ``words`` gets the text between, and that after a skipped element.
    """
    waiting: list[tuple[Element, Iterator[Element]]] = []

    def begin(element: Element) -> None:
        if start(element, local(element.tag)):
            if element.text:
                words(element.text)
            waiting.append((element, iter(element)))
        elif element.tail and waiting:
            words(element.tail)

    begin(root)
    while waiting:
        element, children = waiting[-1]
        child = next(children, None)
        if child is not None:
            if isinstance(child.tag, str):
                begin(child)
            continue
        waiting.pop()
        end(element, local(element.tag))
        if element.tail and waiting:
            words(element.tail)
