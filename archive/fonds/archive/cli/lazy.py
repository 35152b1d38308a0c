# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands and groups: loaded when used, each with an example, `--json` and `--agent` anywhere."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from fonds.archive.cli.failures import about_archive, printing
from fonds.archive.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ALIKE = 0.75
"""How alike two commands must be spelt for one to be offered, as difflib counts it."""
_NEGATIVE = re.compile(r"^-\d")
_KEPT = "\x00"
"""Stands before a negative number while click parses. No argument of a program can hold it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command is ("module:attribute") and what it does, in a line."""

    target: str
    help: str


def _session(context: click.Context) -> Session:
    return context.find_root().ensure_object(Session)


def _set_json(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        _session(context).json = True


def _set_agent(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        _session(context).agent = value


def global_options() -> list[click.Parameter]:
    """Return fresh options that every command and group takes."""
    return [
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_set_json,
            help="Print one JSON document, for programs.",
        ),
        click.Option(
            ["--agent"],
            metavar="NAME",
            expose_value=False,
            is_eager=True,
            callback=_set_agent,
            help="Who records: a name, kept with what is recorded.",
        ),
    ]


class FondsCommand(click.Command):
    """A command with an example in its help.

    With ``negative_numbers`` an argument like -15 is a value, not a misspelt option.
    """

    def __init__(
        self, *args: Any, example: str, negative_numbers: bool = False, **kwargs: Any
    ) -> None:
        """Take click's own arguments, and ``example``: one command line or several."""
        kwargs["params"] = [*(kwargs.get("params") or []), *global_options()]
        super().__init__(*args, **kwargs)
        self.example = example
        self._negative_numbers = negative_numbers

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example after everything else."""
        super().format_epilog(ctx, formatter)
        lines = self.example.strip().split("\n")
        with formatter.section("Example" if len(lines) == 1 else "Examples"):
            further = False
            for line in lines:
                # Never wrapped: an example is there to be copied.
                indent = formatter.current_indent + (4 if further else 0)
                formatter.write(f"{'':>{indent}}{line.strip()}\n")
                further = line.endswith("\\")

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the options; help is printed already here."""
        with printing():
            return super().make_context(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, letting negative numbers stand as values where the command says so."""
        if self._negative_numbers:
            args = self._shielded(ctx, args)
        rest = super().parse_args(ctx, args)
        for name, value in ctx.params.items():
            if isinstance(value, str) and value.startswith(_KEPT):
                ctx.params[name] = value.removeprefix(_KEPT)
        return rest

    def invoke(self, ctx: click.Context) -> object:
        """Carry the command out; whatever SQLite says of the archive is told in plain words."""
        with about_archive(ctx.params.get("path")):
            return super().invoke(ctx)

    def _shielded(self, ctx: click.Context, args: list[str]) -> list[str]:
        takes_value = {
            name
            for option in self.get_params(ctx)
            if isinstance(option, click.Option) and not option.is_flag
            for name in option.opts
        }
        before = ["", *args]
        return [
            _KEPT + given if _NEGATIVE.match(given) and previous not in takes_value else given
            for previous, given in zip(before, args, strict=False)
        ]


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only when it is used."""

    def __init__(self, *args: Any, entries: Mapping[str, Entry | LazyGroup], **kwargs: Any) -> None:
        """Take click's own arguments, and the commands by name."""
        kwargs["params"] = [*(kwargs.get("params") or []), *global_options()]
        super().__init__(*args, **kwargs)
        self.entries = entries

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the options; help is printed already here."""
        with printing():
            return super().make_context(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        del ctx
        entry = self.entries.get(cmd_name)
        if entry is None or isinstance(entry, LazyGroup):
            return entry
        module, _, attribute = entry.target.partition(":")
        found: click.Command = getattr(importlib.import_module(module), attribute)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; of an unknown one say which names are near."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            import difflib  # noqa: PLC0415 - help is printed without it

            near = difflib.get_close_matches(args[0], list(self.entries), n=3, cutoff=_ALIKE)
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=near, ctx=ctx
            ) from None

    def _short(self, name: str) -> str:
        entry = self.entries[name]
        return entry.help if isinstance(entry, Entry) else (entry.short_help or "")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._short(name)) for name in self.entries])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command's name without importing any."""
        found = [
            CompletionItem(name, help=self._short(name))
            for name in self.entries
            if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]


def command(
    name: str, *, example: str, negative_numbers: bool = False
) -> Callable[[Callable[..., Any]], FondsCommand]:
    """Make a function a command; its docstring is the help."""
    return click.command(name, cls=FondsCommand, example=example, negative_numbers=negative_numbers)
