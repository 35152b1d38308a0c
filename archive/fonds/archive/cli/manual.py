# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The manual pages, made from the help of every command, in the macros of man(7).

`fonds(1)` tells of the program, `fonds-fact(1)` and its like of one command or group each. To write
them into a folder: ``python -m fonds.archive.cli.manual FOLDER``; the day they bear is that of
``SOURCE_DATE_EPOCH``, where it is set.
"""

from __future__ import annotations

import inspect
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.cli.failures import installed_version
from fonds.archive.cli.lazy import FondsCommand, LazyGroup, global_options
from fonds.archive.cli.reference import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

_SHARED = {opt for option in global_options() for opt in option.opts} | {"--help"}
_CODES = (
    ("0", "Done."),
    ("1", "The thing asked about is not so: a fault was found."),
    ("2", "Wrong use."),
    ("3", "Refused by a rule; nothing was recorded."),
    ("4", "The archive itself is missing, damaged, locked, unwritable or too new."),
    ("70", "A defect of Fonds itself, with a report in your Fonds folder."),
    ("130", "Interrupted."),
)
_ENVIRONMENT = (
    ("FONDS_AGENT", "Who records, where --agent does not say."),
    ("FONDS_CHECKPOINTS", "A folder elsewhere in which copies of signed heads are kept."),
    ("FONDS_DEBUG", "Where it is 1, a defect prints its traceback."),
)


def manual(day: str) -> dict[str, str]:
    """Return every page, by the name of its file; ``day`` stands at its foot (ISO 8601)."""
    found = list(walk())
    pages = {"fonds.1": _program(day)}
    for path, command, context in found:
        if len(path) != 1:
            continue
        name = f"fonds-{path[0]}"
        parts = [_head(name, day), f".SH NAME\n{_text(name)} \\- {_text(_line(command))}"]
        if isinstance(command, LazyGroup):
            below = [entry for entry in found if len(entry[0]) > 1 and entry[0][0] == path[0]]
            parts.append(".SH SYNOPSIS")
            parts.append("\n.br\n".join(_usage(inner, its) for _, inner, its in below))
            parts.append(".SH COMMANDS")
            for words, inner, its in below:
                title = _text(" ".join(["fonds", *words]))
                parts += [f'.SS "{title}"', _usage(inner, its), ".PP", *_told(inner, its)]
        else:
            parts += [".SH SYNOPSIS", _usage(command, context), ".SH DESCRIPTION"]
            parts += _told(command, context)
        parts += [".SH EXIT STATUS", "As in", ".BR fonds (1).", ".SH SEE ALSO", ".BR fonds (1)"]
        pages[f"{name}.1"] = "\n".join(parts) + "\n"
    return pages


def _program(day: str) -> str:
    ((_, program, context),) = (entry for entry in walk() if not entry[0])
    parts = [_head("fonds", day), f".SH NAME\nfonds \\- {_text(_line(program))}"]
    parts += [".SH SYNOPSIS", _usage(program, context), ".SH DESCRIPTION"]
    said = [*_paragraphs(program.help or ""), *_paragraphs(program.epilog or "")]
    parts.append("\n.PP\n".join(said))
    parts += [".SH OPTIONS", *_options(program, context, shared=True), ".SH COMMANDS"]
    if isinstance(program, LazyGroup):
        for name in program.list_commands(context):
            command = program.get_command(context, name)
            if command is not None:
                parts += [f".TP\n.BR {_text(f'fonds-{name}')} (1)", _text(_line(command))]
    for title, listed in (("EXIT STATUS", _CODES), ("ENVIRONMENT", _ENVIRONMENT)):
        parts += [f".SH {title}"]
        parts += [f".TP\n.B {_text(name)}\n{_text(what)}" for name, what in listed]
    return "\n".join(parts) + "\n"


def _head(name: str, day: str) -> str:
    foot = f'"{day}" "Fonds {installed_version()}" "Fonds"'
    return f'.\\" Made from the help of the program itself.\n.TH {_text(name.upper())} 1 {foot}'


def _line(command: click.Command) -> str:
    """What a command does, in one line without a full stop, as man(7) wants it."""
    said = command.short_help if isinstance(command, LazyGroup) and command.short_help else ""
    return (
        (said or inspect.cleandoc(command.help or "").split("\n\n")[0])
        .replace("\n", " ")
        .rstrip(".")
    )


def _told(command: click.Command, context: click.Context) -> Iterator[str]:
    yield "\n.PP\n".join(_paragraphs(command.help or ""))
    yield from _options(command, context, shared=False)
    if isinstance(command, FondsCommand):
        # Never filled: an example is there to be copied.
        lines = [_text(line.strip(), exact=True) for line in command.example.strip().split("\n")]
        yield "\n".join([".PP", "Example:", ".PP", ".nf", ".RS", *lines, ".RE", ".fi"])


def _usage(command: click.Command, context: click.Context) -> str:
    pieces = " ".join(command.collect_usage_pieces(context))
    return f'.B "{_text(context.command_path)}"\n{_text(pieces)}'


def _paragraphs(words: str) -> Iterator[str]:
    for paragraph in inspect.cleandoc(words).split("\n\n"):
        if paragraph.strip():
            yield _text(" ".join(paragraph.split()))


def _options(command: click.Command, context: click.Context, *, shared: bool) -> Iterator[str]:
    for option in command.get_params(context):
        told = option.get_help_record(context)
        if told is None or not told[1] or (not shared and _SHARED & set(option.opts)):
            continue
        yield f'.TP\n.B "{_text(told[0], exact=True)}"\n{_text(told[1])}'


def _text(words: str, *, exact: bool = False) -> str:
    """Escape what roff would take for its own; ``exact`` keeps every hyphen one of ASCII."""
    escaped = words.replace("\\", "\\e").replace('"', "\\(dq")
    escaped = escaped.replace("-", "\\-") if exact or "--" in words else escaped
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def main() -> None:
    """Write the pages into the folder named on the command line."""
    moment = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(moment), UTC) if moment else datetime.now(UTC)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in manual(now.date().isoformat()).items():
        (folder / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
