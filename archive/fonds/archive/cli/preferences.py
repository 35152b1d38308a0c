# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a person prefers, kept in a small JSON file of their own: the name they record under."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.errors import RefusedError
from fonds.archive.naming import UNNAMED

if TYPE_CHECKING:
    from pathlib import Path

STYLE = "citation_style"
"""The preference of a style of citations: a name of ours, or the path of a .csl file."""

PROPOSERS = "proposers"
"""The preference of further proposers: the names of their entry points, one a line."""


def home() -> Path:
    """Return the folder of preferences and reports of this person on this machine."""
    from pathlib import Path  # noqa: PLC0415 - help is printed without it

    return Path(click.get_app_dir("Fonds"))


def path() -> Path:
    """Return the file of preferences."""
    return home() / "preferences.json"


def read() -> dict[str, Any]:
    """Return the preferences; none where the file is missing or cannot be read."""
    import json  # noqa: PLC0415 - help is printed without it

    try:
        found = json.loads(path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(name: str, value: str | bool | None) -> None:
    """Keep one preference beside the others, or forget it.

    Raises:
        RefusedError: the file cannot be written.
    """
    import json  # noqa: PLC0415 - help is printed without it

    kept = read()
    kept.pop(name, None)
    if value is not None:
        kept[name] = value
    file = path()
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(kept, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(file)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        message = f"The preferences in {file} cannot be written: {why}."
        code = "unwritable"
        raise RefusedError(code, message, file=str(file)) from error


def preferred_style() -> str | None:
    """Return the style of citations a person prefers, None where they have said nothing."""
    found = read().get(STYLE)
    return found if isinstance(found, str) and found else None


def preferred_proposers() -> tuple[str, ...]:
    """Return the proposers of other packages that a person wants asked each time, by name."""
    found = read().get(PROPOSERS)
    return tuple(found.split("\n")) if isinstance(found, str) and found else ()


def first_time(name: str) -> bool:
    """Tell whether this person has never been told something, and remember that they now were.

    Where it cannot be remembered they are told again.
    """
    if read().get(name) is True:
        return False
    with contextlib.suppress(RefusedError):
        write(name, True)
    return True


def agent(given: str | None) -> str:
    """Return who records: as given, else FONDS_AGENT, else the preference, else `UNNAMED`."""
    preferred = read().get("agent")
    for name in (given, os.environ.get("FONDS_AGENT"), preferred):
        if isinstance(name, str) and name.strip():
            return name.strip()
    return UNNAMED
