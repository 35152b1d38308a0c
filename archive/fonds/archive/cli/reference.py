# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The reference of the command line (docs/cli.md), made from the help of every command.

To bring it up to date: ``python -m fonds.archive.cli.reference > docs/cli.md``. With ``--first`` it
prints the page that the program keeps ready (`first_page`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import LazyGroup
from fonds.archive.cli.root import program

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = "# The command line"
_MADE = (
    "Made from the help of the program itself (`python -m fonds.archive.cli.reference`); a test"
    " fails where it is stale."
)
_CODES = (
    "**Exit codes**: 0 done; 1 the thing asked about is not so (`verify` found a fault, `doctor`"
    " something broken); 2 wrong use; 3 refused by a rule; 4 the archive itself is missing a part,"
    " damaged, locked, unwritable, too new, on a full disk, or not an archive; 70 a defect of Fonds"
    " itself, with a report in your Fonds folder; 130 interrupted. After any failure the log is as"
    " it was before."
)
_OPTIONS = (
    "**`--json`** prints one JSON document on standard output and nothing else there; an error is"
    ' then `{"error": {"code", "message"}}` on standard error. **`--agent`** says who records; else'
    " the variable `FONDS_AGENT`, else what `fonds agent NAME` keeps, else “unnamed”. Both may"
    " stand before or after the command."
)
_EXAMPLES = (
    "**Examples** can be typed on the sample, `fonds new marlow.fonds --sample`, beside its"
    " documents (`examples/marlow` of the project). Ids such as `3kq7` stand for your own, which"
    " `fonds show --ids` and `fonds history` print; so do files and sources that the sample lacks."
)
_MOMENTS = (
    "A moment is a position such as `@412`, a day such as `2026-11-21` (its end, UTC), or a time."
    " With `FONDS_DEBUG=1` a defect prints its traceback."
)


def reference() -> str:
    """Return the whole reference as Markdown."""
    parts = ["\n\n".join((_HEADING, _MADE, _CODES, _OPTIONS, _EXAMPLES, _MOMENTS)) + "\n"]
    for path, command, context in walk():
        hashes = "##" if len(path) <= 1 else "###"
        title = " ".join(["fonds", *path])
        parts.append(f"{hashes} {title}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


def first() -> str:
    """Return what `fonds --help` prints in a terminal of 80 columns or more: 78 wide."""
    context = click.Context(program, info_name="fonds", terminal_width=78, color=False)
    return f"{program.get_help(context)}\n"


def walk() -> Iterator[tuple[tuple[str, ...], click.Command, click.Context]]:
    """Yield every command with the words that name it, groups before what is in them."""
    yield from _below((), program, None)


def _below(
    path: tuple[str, ...], command: click.Command, parent: click.Context | None
) -> Iterator[tuple[tuple[str, ...], click.Command, click.Context]]:
    context = click.Context(
        command,
        info_name=path[-1] if path else "fonds",
        parent=parent,
        terminal_width=80,
        max_content_width=80,
        color=False,
    )
    yield path, command, context
    if isinstance(command, LazyGroup):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _below((*path, name), found, context)


if __name__ == "__main__":
    asked = first if sys.argv[1:] == ["--first"] else reference
    sys.stdout.buffer.write(asked().encode("utf-8"))
