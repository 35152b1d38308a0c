# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a reader of one kind of file is given, and how it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from fonds.archive.errors import RefusedError
from fonds.events.sentences import as_sentence, say

if TYPE_CHECKING:
    from fonds.archive.sources.extracted import Extracted

Report = Callable[[int, int], None]
"""Told how much of how much is done."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a file besides its bytes, and what is wanted.

    ``encoding`` is a person's word for it; ``url`` names the page that is meant in a web archive;
    ``languages`` are Tesseract's names of the languages to read a picture in, empty for no OCR;
    ``password`` is the file's, and shown nowhere.
    To draw a page: ``page`` is its locator, ``passage`` what is to be framed on it with the words
    ``before`` it, or ``box`` where (left, top, width, height, as the file's regions are counted);
    with ``whole`` nothing is framed, and the one box answered is the picture's own size.
    """

    name: str
    media_type: str
    encoding: str | None = None
    url: str | None = None
    languages: tuple[str, ...] = ()
    password: str | None = field(default=None, repr=False)
    most_text: int = 50_000_000
    page: str | None = None
    passage: str = ""
    before: str = ""
    box: tuple[int, int, int, int] | None = None
    whole: bool = False


class Reader(Protocol):
    """A kind's module: turns bytes into a text and its structure. No file, no network, no clock.

    The same bytes give the same answer, always.
    """

    def extract(self, data: bytes, asked: Asked, report: Report) -> Extracted:
        """Read a file.

        Raises:
            RefusedError: nothing can be read in it: "damaged", "encrypted", "wrong-password",
                "nothing-readable", "too-large".
        """
        ...


def damaged(asked: Asked, what: str, why: str) -> RefusedError:
    """Return the refusal of a file that is not whole; ``what`` with its article."""
    message = say(
        "There is nothing readable in {asked}: it is {what}, but damaged ({why})."
        " Obtain it again, or keep it as it is with --no-text.",
        asked=asked.name,
        what=as_sentence(what),
        why=as_sentence(why),
    )
    return RefusedError("damaged", message, file=asked.name)


def encrypted(asked: Asked, what: str, *, opens: bool = True) -> RefusedError:
    """Return the refusal of a file that is locked; ``what`` with its article.

    ``opens`` tells whether its password would open it here: the code is "wrong-password" then,
    where one was given.
    """
    if asked.password is not None and opens:
        message = say(
            "The password that was given does not open {asked}. Capital letters count in it.",
            asked=asked.name,
        )
        return RefusedError("wrong-password", message, file=asked.name, opens=True)
    if opens:
        message = say(
            "There is nothing readable in {asked}: it is {what}, and encrypted. Give its password"
            " (--password-file), save it without its password, or keep it as it is with --no-text.",
            asked=asked.name,
            what=as_sentence(what),
        )
    else:
        message = say(
            "There is nothing readable in {asked}: it is {what}, encrypted in a way that Fonds does"
            " not read. Save it without its password, or keep it as it is with --no-text.",
            asked=asked.name,
            what=as_sentence(what),
        )
    return RefusedError("encrypted", message, file=asked.name, opens=opens)


def nothing_readable(asked: Asked, what: str, why: str) -> RefusedError:
    """Return the refusal of a file that is whole and holds no words; ``what`` with its article."""
    message = say(
        "There is nothing readable in {asked}: it is {what}, {why}. It can be kept as"
        " it is with --no-text.",
        asked=asked.name,
        what=as_sentence(what),
        why=as_sentence(why),
    )
    return RefusedError("nothing-readable", message, file=asked.name)


def too_much(asked: Asked, what: str, why: str) -> RefusedError:
    """Return the refusal of a file that would grow beyond all bounds; ``what`` with its article."""
    message = say(
        "{asked} was not read: it is {what}, and {why}. If you trust it, take in the"
        " part that is cited, or keep it as it is with --no-text.",
        asked=asked.name,
        what=as_sentence(what),
        why=as_sentence(why),
    )
    return RefusedError("too-large", message, file=asked.name)
