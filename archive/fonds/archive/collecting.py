# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""When Python looks for garbage: not in the middle of bulk work, nor among what is loaded."""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector of cycles from running inside the block.

    A chunk of an import or a rebuild makes some hundred thousand small objects that refer to each
    other in no circle: counting references frees them, and the collector would walk all that are
    alive again and again, which takes a fifth of the time. For blocks of bounded size only: what
    circles there are wait until the end.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def loading() -> Iterator[None]:
    """Keep the collector from what is loaded inside the block, now and later.

    Modules, classes and functions refer to each other in circles, and stay until the program ends.
    To look through those of a window takes as long as drawing it, each time.
    """
    with uncollected():
        yield
        gc.freeze()


def take_for_old() -> None:
    """Spare the collector one look through all that was made since its last.

    An answer of a hundred thousand objects that refer to each other in no circle is looked through
    as soon as it is there, for nothing, which takes a sixth of the time that making it took. From
    then on the collector looks at them when it looks at everything. Circles made just before wait
    until then, too: so this is for large answers, not for each.

    Where a window has kept what is loaded, nothing happens: it would be given back.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()


def keep_what_is_loaded() -> None:
    """Let the collector pass over all there is now, once a program stands.

    What is counted down to nothing still goes; of circles, only those that were there and are
    given up later stay. So it is for one moment of a program's life, not for each of many.
    """
    gc.freeze()
