# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What can go wrong that a user must hear of, with the exit codes of the command line.

Each message is one or two plain sentences: what is wrong, where, what to do. Anything else that is
raised is a defect of ours.
"""

from __future__ import annotations

from typing import Any, ClassVar


class FondsError(Exception):
    """A known error, fit to be shown as it is.

    ``code`` is a stable word for machines; ``details`` holds what a program may want besides.
    """

    EXIT: ClassVar[int] = 3

    def __init__(self, code: str, message: str, **details: Any) -> None:
        """Keep the code, the details and the message, which can be told in another language."""
        super().__init__(message)
        self.code = code
        # Help loads this module, and needs nothing of events.
        from fonds.events.sentences import as_sentence  # noqa: PLC0415

        self.message = as_sentence(message)
        self.details: dict[str, Any] = details


class WrongUseError(FondsError):
    """The command was given in a way it cannot be understood (exit code 2)."""

    EXIT = 2


class RefusedError(FondsError):
    """A rule forbids it; the log is as before (exit code 3)."""

    EXIT = 3


class StaleError(RefusedError):
    """Somebody else has recorded in the stream since the writer looked (exit code 3)."""


class ArchiveError(FondsError):
    """The archive itself cannot be used as asked: damaged, locked, full … (exit code 4)."""

    EXIT = 4


class Cancelled(FondsError):  # noqa: N818 - not a fault: somebody asked for it
    """Work was cancelled on request; the log is as before (exit code 130)."""

    EXIT = 130
