# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that opens the window, found by its entry point and never imported by name."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli import interrupts
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, ArchivePath, OneOf, WindowSize, as_of_option
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.terminal import safe
from fonds.archive.collecting import loading
from fonds.archive.errors import RefusedError
from fonds.archive.languages.telling import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.cli.session import Session

GROUP = "fonds.window"


@command(
    "view",
    example="""fonds view marlow.fonds --subject "Edda Marlow"
    fonds view marlow.fonds --screenshot marlow.png --size 1440x900 --theme dark
    fonds view marlow.fonds --hide policy""",
)
@click.argument("path", metavar="[ARCHIVE]", type=ArchivePath(), required=False)
@click.option("--subject", metavar="SUBJECT", type=WORDS, help="Whose record to open.")
@click.option("--fact", metavar="FACT", type=WORDS, help="Which fact to choose.")
@as_of_option
@living_option
@click.option("--theme", type=OneOf(["light", "dark"]), help="Else as the system has it.")
@click.option("--language", type=OneOf(LANGUAGES), help="Else as chosen; of a picture English.")
@click.option("--size", metavar="WxH", type=WindowSize(), help="The window's size: 1440x900.")
@click.option(
    "--screenshot",
    metavar="FILE.png",
    type=click.Path(path_type=Path),
    help="Save a picture of the window (PNG, or JPEG or BMP by its ending) and leave.",
)
@click.pass_obj
def view(
    session: Session,
    path: Path | None,
    subject: str | None,
    fact: str | None,
    as_of: str | None,
    theme: str | None,
    language: str | None,
    size: tuple[int, int] | None,
    screenshot: Path | None,
) -> int:
    """Open the window: record, history and source side by side.

    It shows you, who keep the archive, everything. With --hide policy or --living hidden it shows
    what others get, in pictures too, and nothing can be recorded in it.
    """
    if path is not None and not path.exists():
        message = f"There is no archive {path}. Check the name, or make one with fonds new."
        code = "unknown-archive"
        raise RefusedError(code, message, path=str(path))
    if session.agent is not None:
        # The window is handed no name; this is how it learns of one given here.
        os.environ["FONDS_AGENT"] = session.agent
    window = _window()
    # Its loop would hear of it only when it next has something to do.
    interrupts.let_end()
    ended = window(
        archive=path,
        subject=subject,
        fact=fact,
        as_of=as_of,
        theme=theme,
        size=size,
        screenshot=screenshot,
        shown=session.shown_asked if session.hides_asked else None,
        # Other windows need not know of it.
        **({"language": language} if language is not None else {}),
    )
    if screenshot is not None and ended == 0:
        session.answer({"screenshot": str(screenshot)}, safe(str(screenshot)))
    return ended


def _window() -> Callable[..., int]:
    """Load the window's starting point.

    Raises:
        RefusedError: it is not installed, or Qt or a library of the system that it needs is not.
    """
    load = _starting_point()
    if load is None:
        message = "This installation has no window. Install Fonds with its viewer."
        code = "no-window"
        raise RefusedError(code, message)
    try:
        with loading():
            start: Callable[..., int] = load()
    except ImportError as error:
        raise _missing(error) from error
    return start


def _starting_point() -> Callable[[], Any] | None:
    """Return what loads the window: our own distribution's, else that of another; None without.

    To ask all of them, the description of every package installed is read.
    """
    own = _own_starting_point()
    if own is not None:
        module, _, name = own.partition(":")
        return lambda: getattr(import_module(module), name)
    from importlib import metadata  # noqa: PLC0415 - see below

    found = [entry for entry in metadata.entry_points(group=GROUP) if entry.name == "main"]
    return found[0].load if found else None


def _own_starting_point() -> str | None:
    """Read what our own distribution tells where it is installed as files, which it usually is.

    `importlib.metadata` reads the same lines, but loads what reads e-mails before: a thirtieth of
    what a start computes.
    """
    for folder in sys.path:
        for told in Path(folder).glob("fonds-*.dist-info/entry_points.txt"):
            _, _, group = told.read_text("utf-8").partition(f"[{GROUP}]\n")
            for line in group.partition("\n[")[0].splitlines():
                name, _, value = line.partition("=")
                if name.strip() == "main":
                    return value.strip()
    return None


def _missing(error: ImportError) -> RefusedError:
    if isinstance(error, ModuleNotFoundError) and (error.name or "").startswith(
        ("PySide6", "shiboken6")
    ):
        message = "The window needs PySide6. Install it with: pip install PySide6-Essentials"
        return RefusedError("no-qt", message)
    said = str(error)
    library = said.split(":", 1)[0] if ".so" in said or ".dll" in said else ""
    if library:
        message = (
            f"The window cannot start: the system library {library} is missing. make setup names"
            " the packages that bring it; on Debian and Ubuntu libgl1, libegl1, libxkbcommon0,"
            " libdbus-1-3 and libfontconfig1."
        )
        return RefusedError("no-library", message, library=library)
    return RefusedError("no-window", f"The window cannot start: {said}.")
