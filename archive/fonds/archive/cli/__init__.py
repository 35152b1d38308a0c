# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command line. `main` is the program; what it prints and its exit codes are a contract.

Exit codes: 0 done; 1 the thing asked about is not so; 2 wrong use; 3 refused by a rule; 4 the
archive itself cannot be used; 70 a defect of Fonds (EX_SOFTWARE of sysexits.h); 130 interrupted.
A reader that stops reading (`fonds history A | head`) is no failure: 0.
"""

from __future__ import annotations

import sys

from fonds.archive.cli import first_page, interrupts

__all__ = ["main"]


def main() -> None:
    """Run the program on the command line's arguments."""
    interrupts.hold()
    if first_page.shown(sys.argv[1:]):
        return
    from fonds.archive.cli import root  # noqa: PLC0415 - Ctrl+C meanwhile must not show our code

    root.main()
