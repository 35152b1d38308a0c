# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Words read out of pictures by Tesseract, each with the region where it stands.

Tesseract is a program of its own (Apache 2.0), used where it is installed. It reads from standard
input and writes to standard output, within the limits of the process that started it.
"""

from __future__ import annotations

import csv
import functools
import io
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.extraction.asking import Asked
    from fonds.archive.extraction.building import TextBuilder

PROGRAM = "tesseract"
SECONDS_A_PAGE = 300

_WORD = "5"
_LEVEL, _BLOCK, _PARAGRAPH, _LINE, _LEFT, _WIDTH, _CONFIDENCE, _TEXT = 0, 2, 3, 4, 6, 8, 10, 11
_COLUMNS = 12
_DOUBTFUL = 60.0
LANGUAGE = re.compile(r"[A-Za-z_]{3,20}(/[A-Za-z_]{3,20})?")


def check_engine(name: str, languages: tuple[str, ...]) -> None:
    """Check that Tesseract is there and knows the languages; ``name`` of the file for the message.

    Raises:
        RefusedError: "no-ocr", "no-ocr-language" (with those it has).
    """
    if shutil.which(PROGRAM) is None:
        message = say(
            "{name} was not read: Tesseract is not installed here. Install it (Debian and"
            " Ubuntu: apt install tesseract-ocr), or transcribe the picture by hand with fonds"
            " source transcribe.",
            name=name,
        )
        raise RefusedError("no-ocr", message, file=name)
    known = _known_languages()
    strange = [one for one in languages if not LANGUAGE.fullmatch(one) or one not in known]
    if strange:
        message = say(
            "Tesseract has no language “{language}” here; it has {known}. Its packages are"
            " named like tesseract-ocr-deu.",
            language=strange[0],
            known=", ".join(known) or say("none"),
        )
        raise RefusedError("no-ocr-language", message, file=name, known=list(known))


@functools.cache
def engine_name() -> str:
    """Return the engine and its version."""
    ran = subprocess.run(  # noqa: S603 - fixed arguments
        [_program(), "--version"], capture_output=True, timeout=30, check=False
    )
    first = (ran.stdout or ran.stderr).decode("utf-8", "replace").split("\n")[0].strip()
    return first or PROGRAM


def _known_languages() -> tuple[str, ...]:
    ran = subprocess.run(  # noqa: S603 - fixed arguments
        [_program(), "--list-langs"], capture_output=True, timeout=30, check=False
    )
    lines = ran.stdout.decode("utf-8", "replace").split("\n")[1:]
    return tuple(line.strip() for line in lines if line.strip() and line.strip() != "osd")


def read_picture(picture: bytes, built: TextBuilder, asked: Asked, locator: str | None) -> None:
    """Add the words of a picture (PNG) to a text, each word mapped to its region.

    Raises:
        RefusedError: "ocr-failed": the program ended with an error, or took too long.
        TextIsFullError: there is no room for more.
    """
    try:
        ran = subprocess.run(  # noqa: S603 - fixed arguments, languages checked
            [_program(), "stdin", "stdout", "-l", "+".join(asked.languages), "tsv"],
            input=picture,
            capture_output=True,
            timeout=SECONDS_A_PAGE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _failed(asked, f"a page took more than {SECONDS_A_PAGE} seconds") from error
    if ran.returncode != 0:
        raise _failed(asked, _last_line(ran.stderr))
    rows = csv.reader(
        io.StringIO(ran.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    _add_words(list(rows)[1:], built, locator)


def _add_words(rows: list[list[str]], built: TextBuilder, locator: str | None) -> None:
    """Build lines and paragraphs from Tesseract's table, a row a word."""
    if built.length:
        built.verbatim("\f")
    page = built.open("page")
    page.locator = locator
    last: tuple[str, ...] | None = None
    words = doubtful = 0
    for row in rows:
        if len(row) < _COLUMNS or row[_LEVEL] != _WORD or not row[_TEXT].strip():
            continue
        place = (row[_BLOCK], row[_PARAGRAPH], row[_LINE])
        if last is not None and place[:2] != last[:2]:
            built.block(2)
        elif last is not None and place != last:
            built.block(1)
        elif last is not None:
            built.flow(" ")
        last = place
        word = built.open("word")
        left, top, width, height = (int(number) for number in row[_LEFT : _LEFT + 4])
        word.box, word.locator = (left, top, width, height), locator
        built.verbatim(row[_TEXT].strip())
        built.map(word)
        words += 1
        doubtful += float(row[_CONFIDENCE]) < _DOUBTFUL
    if locator:
        built.map(page)
    if doubtful:
        built.remark(
            f"{doubtful:,} of {words:,} words{f' of {locator}' if locator else ''} were hard to"
            " read; compare them with the picture."
        )


def _program() -> str:
    return shutil.which(PROGRAM) or PROGRAM


def _last_line(stderr: bytes) -> str:
    lines = [line for line in stderr.decode("utf-8", "replace").split("\n") if line.strip()]
    return lines[-1].strip()[:200] if lines else "it did not say why"


def _failed(asked: Asked, why: str) -> RefusedError:
    message = say(
        "{name} was not read: Tesseract could not do it ({why}).", name=asked.name, why=why
    )
    return RefusedError("ocr-failed", message, file=asked.name)
