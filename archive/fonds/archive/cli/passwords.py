# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Passwords of locked files: from a file, from standard input, or asked for on a terminal.

Never an argument, which other programs of the machine can read, and never kept.
"""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from fonds.archive.cli.terminal import is_terminal, safe
from fonds.archive.errors import RefusedError
from fonds.archive.extraction.passwords import read_password

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.cli.session import Session

AnswerT = TypeVar("AnswerT")

_TRIES = 3

password_option = click.option(
    "--password-file",
    "password_file",
    metavar="FILE|-",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Its first line is a locked file's password; a terminal is asked.",
)


def with_password(
    session: Session, given: Path | None, attempt: Callable[[str | None], AnswerT]
) -> AnswerT:
    """Do what may need a file's password: with the one given, else one asked for on a terminal.

    Raises:
        RefusedError: as ``attempt``; "bad-password", "no-password-file".
    """
    password = None if given is None else _from(given)
    asks = given is None and not session.json
    asks = asks and is_terminal(sys.stdin) and is_terminal(sys.stderr)
    for _ in range(_TRIES if asks else 0):
        try:
            return attempt(password)
        except RefusedError as error:
            if not error.details.get("opens") and error.code != "bad-password":
                raise
            if password is not None:
                session.note(error.message)
            typed = _asked(str(error.details.get("file", "")))
            if not typed:
                raise
            password = typed
    return attempt(password)


def _from(given: Path) -> str:
    if str(given) == "-":
        return read_password(sys.stdin.buffer)
    try:
        with given.open("rb") as stream:
            return read_password(stream)
    except OSError as error:
        why = error.strerror or type(error).__name__
        message = f"The password cannot be read from {safe(given.name)}: {why}."
        raise RefusedError("no-password-file", message, file=given.name) from error


def _asked(name: str) -> str:
    """Ask for a file's password; nothing is shown of what is typed."""
    try:
        return getpass.getpass(f"Password of {safe(name)} (Enter: none): ", stream=sys.stderr)
    except EOFError:
        return ""
