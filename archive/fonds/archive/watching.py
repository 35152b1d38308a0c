# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Looking up now and then while SQLite is at one long statement: how far, and whether to stop."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from fonds.archive.connection import library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fonds.archive.connection import Connection

_STEPS = 20_000
"""Of SQLite's virtual machine between two looks: some milliseconds."""


@contextlib.contextmanager
def watched(connection: Connection, look: Callable[[], None]) -> Iterator[None]:
    """Call ``look`` now and then while SQLite works in the block.

    What it raises, and Ctrl+C, ends the statement and comes out of the block as it was raised:
    SQLite's library would say no more than that somebody interrupted it.
    """
    raised: list[BaseException] = []

    def step() -> int:
        if not raised:
            try:
                look()
            except BaseException as error:  # noqa: BLE001 - raised again behind SQLite
                raised.append(error)
        return len(raised)

    connection.set_progress_handler(step, _STEPS)
    try:
        yield
    except library().Error as error:
        # A search table that it was about to open gives another error than "interrupted".
        if raised:
            raise raised[0] from None
        if str(error) == "interrupted":
            # Ctrl+C came before the step had begun to look.
            raise KeyboardInterrupt from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
