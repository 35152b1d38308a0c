# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on the key with which a person signs heads and proofs: show, export, import, rotate."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import ArchivePath
from fonds.archive.cli.signing import read_text, signing_keys
from fonds.archive.cli.tables import moment
from fonds.archive.cli.terminal import is_terminal, safe
from fonds.archive.errors import RefusedError
from fonds.events.notes import VerifierKey, origin_of

if TYPE_CHECKING:
    from fonds.archive.cli.session import Session


@command(
    "show",
    example="""fonds key show
    fonds key show marlow.fonds""",
)
@click.argument("path", metavar="[ARCHIVE]", type=ArchivePath(), required=False)
@click.pass_obj
def show(session: Session, path: Path | None) -> None:
    """Show your public key: what others need to check what you signed.

    The one line may be given to anybody, best by a way they trust: on paper, or where you publish.
    With ARCHIVE it is shown under that archive's name, as its checkpoints bear it. Keys you no
    longer use are listed too, since what they signed stays checkable.
    """
    keys = signing_keys(session)
    current = keys.current()
    name = None
    if path is not None:
        with session.reading(path) as archive:
            name = origin_of(archive.id)
    shown = current.known.key if name is None else current.named(name).spelt()
    older = [entry for entry in keys.known() if entry.retired_at is not None]
    document = {
        "key": shown,
        "made_at": current.known.made_at,
        "kept": current.known.kept,
        "retired": [
            {
                "key": _under(entry.key, name),
                "made_at": entry.made_at,
                "retired_at": entry.retired_at,
            }
            for entry in older
        ],
    }
    lines = [shown]
    lines += [
        f"{_under(entry.key, name)}  (retired {moment(entry.retired_at or '')})" for entry in older
    ]
    session.answer(document, [safe(line) for line in lines])


def _under(spelt: str, name: str | None) -> str:
    return spelt if name is None else VerifierKey.read(spelt).renamed(name).spelt()


@command("export", example="fonds key export -o fonds-key.txt")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to; else shown."
)
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@click.pass_obj
def export(session: Session, output: Path | None, yes: bool) -> None:
    """Write your private key out, to keep it safe or take it to another machine.

    Whoever has it can sign in your name. FILE can be read by you alone.
    """
    _confirm(yes, "Whoever has your private key can sign in your name. Write it out?")
    keys = signing_keys(session)
    secret = keys.exported()
    public = keys.current().known.key
    if output is None:
        session.answer({"key": public, "private": secret}, secret)
        return
    try:
        file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="ascii") as opened:
            opened.write(secret + "\n")
    except FileExistsError as error:
        message = f"{output} exists already, and is left as it is. Choose another name."
        code = "exists"
        raise RefusedError(code, message, file=str(output)) from error
    except OSError as error:
        message = f"{output} cannot be written: {(error.strerror or str(error)).lower()}."
        code = "unwritable"
        raise RefusedError(code, message, file=str(output)) from error
    session.answer({"key": public, "output": str(output)}, safe(str(output)))


@command("import", example="fonds key import fonds-key.txt")
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--yes", is_flag=True, help="Retire the key that is in use, without being asked.")
@click.pass_obj
def import_key(session: Session, file: Path, yes: bool) -> None:
    """Use a private key that fonds key export wrote, on this machine.

    Where another key is in use, that one is retired first, as fonds key rotate does.
    """
    spelt = sys.stdin.read() if str(file) == "-" else read_text(file, "a key")
    keys = signing_keys(session)
    known = keys.known()
    in_use = bool(known) and known[-1].retired_at is None
    if in_use:
        _confirm(yes, "The private half of your present key is destroyed. Use this one instead?")
    key = keys.take_in(spelt, replacing=in_use)
    session.answer({"key": key.known.key}, key.known.key)


@command("rotate", example="fonds key rotate")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@click.pass_obj
def rotate(session: Session, yes: bool) -> None:
    """Begin a new signing key; the private half of the old one is destroyed.

    What the old one signed stays checkable: its public half stays known here. Give the new public
    half to those who have the old.
    """
    _confirm(yes, "The private half of your present key is destroyed. Begin a new one?")
    key = signing_keys(session).rotate()
    session.answer({"key": key.known.key, "made_at": key.known.made_at}, key.known.key)


def _confirm(yes: bool, question: str) -> None:
    """Ask, where somebody can answer.

    Raises:
        RefusedError: nobody can, and --yes is not given.
        Abort: the answer is no.
    """
    if yes:
        return
    if not is_terminal(sys.stdin):
        message = "This needs your word: run it in a terminal, or give --yes."
        code = "not-confirmed"
        raise RefusedError(code, message)
    click.confirm(question, abort=True, err=True)
