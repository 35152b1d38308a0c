# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that prints a completion script."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import OneOf
from fonds.archive.cli.session import Session

_SHELLS: dict[str, type[ShellComplete]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": FishComplete,
}


@command(
    "completion",
    example="""fonds completion bash > ~/.local/share/bash-completion/completions/fonds
    fonds completion zsh > ~/.zfunc/_fonds
    fonds completion fish > ~/.config/fish/completions/fonds.fish""",
)
@click.argument("shell", metavar="bash|zsh|fish", type=OneOf(list(_SHELLS)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands, options and file names in a shell."""
    program = context.find_root().command
    maker = _SHELLS[shell](program, {}, "fonds", "_FONDS_COMPLETE")
    # The template alone: click's own source() first asks the bash of this machine for its version.
    script = maker.source_template % maker.source_vars()
    session = context.find_object(Session) or Session()
    session.answer({"shell": shell, "script": script}, script.strip())
