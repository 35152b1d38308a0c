# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is said of a capture after it was added."""

from __future__ import annotations

from typing import ClassVar, Literal

from fonds.events.catalogue.base import Event, Prose, StreamKind
from fonds.events.closed import Closed
from fonds.events.ids import Id


class CaptureWithdrawal(Closed):
    """Which capture is taken back, and which works only its footnotes were noted to cite."""

    capture: Id
    cited_works: tuple[Id, ...] = ()


class CaptureWithdrawn(Event):
    """A capture was of something else, and is taken back: the one before it counts again."""

    STREAM: ClassVar = StreamKind.SOURCE
    type: Literal["CaptureWithdrawn"] = "CaptureWithdrawn"
    content: CaptureWithdrawal
    reason: Prose | None = None
