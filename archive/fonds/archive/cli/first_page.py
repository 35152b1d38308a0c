# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""`fonds --help` as it was printed once (help.txt), without loading what reads a command line.

click alone takes three times as long to load as Python. `fonds.archive.cli.reference` writes the
page; a test holds it to what click prints.
"""

from __future__ import annotations

import os
import sys

_COLUMNS = 80
"""The width the page was printed for; in a wider terminal click prints no wider."""


def shown(arguments: list[str]) -> bool:
    """Print the page where nothing else was asked for and it looks as click would print it.

    Returns:
        Whether that is done. Where not, also where it cannot be printed, click has to do it: it
        knows narrow terminals, and what to say of an output that fails.
    """
    if arguments != ["--help"] or not _suits():
        return False
    try:
        with open(os.path.join(os.path.dirname(__file__), "help.txt"), encoding="utf-8") as page:  # noqa: PTH118, PTH120, PTH123 - pathlib is loaded by nothing else here
            sys.stdout.write(page.read())
        sys.stdout.flush()
    except (OSError, ValueError):
        return False
    return True


def _suits() -> bool:
    stream = sys.stdout
    if stream is None or stream.encoding.lower() != "utf-8":
        return False
    try:
        # As `shutil.get_terminal_size`, which click asks, but for what is rarer than a number.
        asked = os.environ.get("COLUMNS")
        return int(asked or os.get_terminal_size(sys.__stdout__.fileno()).columns) >= _COLUMNS  # type: ignore[union-attr]
    except OSError:
        return True  # No terminal, so nothing narrower.
    except (AttributeError, ValueError):
        return False
