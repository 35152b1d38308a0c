# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Passwords of locked files: how one is read, and the spellings in which it may have been set.

A password goes from whoever types it to the process that reads the file, and nowhere else: it is no
argument of a process, stands in no message and no record, and ends with the command.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

LONGEST = 1_000
"""Characters; no format has longer ones."""

_MOST_BYTES = 4 * LONGEST + 16


def checked_password(password: str) -> str:
    """Return a password that may be one; what is wrong is said without it.

    Raises:
        RefusedError: "bad-password": it is empty, too long, or holds what nobody types.
    """
    if not password:
        raise _none(say("it is empty"))
    if len(password) > LONGEST:
        raise _none(say("it is longer than {longest:,} characters", longest=LONGEST))
    if any(one < " " or "\ud800" <= one <= "\udfff" for one in password):
        raise _none(say("it holds a character that nobody can type"))
    return password


def read_password(stream: BinaryIO) -> str:
    """Read a password: the first line, in UTF-8, all but its end. Raises as `checked_password`."""
    line = stream.readline(_MOST_BYTES)
    try:
        words = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = ""
    if line and not words:
        # Not raised from the other error, which holds the bytes.
        raise _none(say("it is not in UTF-8"))
    return checked_password(words.removesuffix("\n").removesuffix("\r"))


def spellings(password: str) -> Iterator[str]:
    """Yield a password as it was typed, then as other keyboards compose its letters.

    ISO 32000-2 (7.6.4.3) and Office compose them otherwise than a keyboard may (RFC 4013, NFKC).
    """
    told = {password}
    yield password
    for form in ("NFC", "NFKC", "NFD"):
        spelt = unicodedata.normalize(form, password)
        if spelt not in told:
            told.add(spelt)
            yield spelt


def without(password: str | None, text: str) -> str:
    """Return what a library said, without the password it was given."""
    if not password:
        return text
    for spelt in sorted(spellings(password), key=len, reverse=True):
        for said in (spelt, repr(spelt)[1:-1], repr(spelt.encode())[2:-1]):
            text = text.replace(said, "…")
    return text


def _none(why: str) -> RefusedError:
    message = say("The password cannot be one: {why}.", why=why)
    return RefusedError("bad-password", message)
