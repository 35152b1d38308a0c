# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Having a file read by another process, and ending that process whatever happens."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from fonds.archive.apart import start
from fonds.archive.errors import RefusedError
from fonds.archive.extraction.frames import read_frame, write_frame
from fonds.archive.extraction.limits import Limits
from fonds.archive.sources.extracted import Extracted, from_wire
from fonds.events.sentences import say

if TYPE_CHECKING:
    import subprocess

    from fonds.archive.extraction.asking import Asked, Report

_BEAT = 0.1
"""Seconds between two looks at the clock and at whoever may have cancelled."""


def extract_apart(
    kind: str,
    data: bytes,
    asked: Asked,
    report: Report | None = None,
    limits: Limits | None = None,
) -> Extracted:
    """Have a file read in a process of its own.

    ``report`` is called a few times a second, and may raise to stop.

    Raises:
        RefusedError: what the reader refuses, or "too-slow", "too-large", "crashed".
    """
    limits = limits or Limits()
    started = start("extraction-worker")
    frames: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threads = (
        threading.Thread(target=_feed, args=(started, kind, data, asked, limits), daemon=True),
        threading.Thread(target=_listen, args=(started, frames, limits.answer), daemon=True),
    )
    try:
        for thread in threads:
            thread.start()
        return _answer(frames, asked, report, limits)
    finally:
        end_process(started)
        for thread in threads:
            thread.join()
        for stream in (started.stdin, started.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _feed(
    started: subprocess.Popen[bytes], kind: str, data: bytes, asked: Asked, limits: Limits
) -> None:
    stream = started.stdin
    if stream is None:
        return
    # A process that has ended no longer listens; how it ended is told elsewhere.
    with contextlib.suppress(OSError, ValueError):
        request = {
            "kind": kind,
            "size": len(data),
            "asked": asdict(asked),
            "limits": asdict(limits),
        }
        write_frame(cast("Any", stream), request)
        stream.write(data)
        stream.close()


def _listen(started: subprocess.Popen[bytes], frames: queue.SimpleQueue[Any], most: int) -> None:
    try:
        while (frame := read_frame(cast("Any", started.stdout), most)) is not None:
            frames.put(frame)
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        frames.put({"defect": say("no answer that can be read: {error}", error=error)})
    frames.put(None)


def _answer(
    frames: queue.SimpleQueue[Any], asked: Asked, report: Report | None, limits: Limits
) -> Extracted:
    deadline = time.monotonic() + limits.seconds
    done, total = 0, 1
    while True:
        if report is not None:
            report(done, total)
        if time.monotonic() > deadline:
            late = say(
                "{asked} was not read: it took more than {seconds:g} seconds. Take in the part"
                " that is cited, or keep it as it is with --no-text.",
                asked=asked.name,
                seconds=limits.seconds,
            )
            raise RefusedError("too-slow", late, file=asked.name)
        try:
            frame = frames.get(timeout=_BEAT)
        except queue.Empty:
            continue
        match frame:
            case {"progress": [int(done), int(total)]}:
                continue
            case {"extracted": document}:
                try:
                    return from_wire(document)
                except ValueError as error:
                    raise _crashed(
                        asked, say("its reader answered with {error}", error=error)
                    ) from error
            case {"refused": {"code": str(code), "message": str(message), "details": dict(more)}}:
                kept = {name: more[name] for name in more if name not in {"code", "message"}}
                raise RefusedError(code, message, **{**kept, "file": asked.name})
            case {"memory": True}:
                much = say(
                    "{asked} was not read: it needs more than {memory:,} MiB of memory. Take in"
                    " the part that is cited, or keep it as it is with --no-text.",
                    asked=asked.name,
                    memory=limits.memory // 1024**2,
                )
                raise RefusedError("too-large", much, file=asked.name)
            case {"defect": str(why)}:
                raise _crashed(asked, say("its reader came upon something it does not know"), why)
            case _:
                raise _crashed(asked, "its reader ended before its time")


def _crashed(asked: Asked, what: str, why: str = "") -> RefusedError:
    message = say(
        "There is nothing readable in {asked}: it is damaged, or made to do harm"
        " ({what}). Obtain it again, or keep it as it is with --no-text.",
        asked=asked.name,
        what=what,
    )
    return RefusedError("crashed", message, file=asked.name, why=why)


def end_process(started: subprocess.Popen[bytes]) -> None:
    """End the process and all it started; nothing of it is waited for in vain."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            # It leads a group of its own, which is there until the last of it is gone.
            os.killpg(started.pid, signal.SIGKILL)
        else:
            started.kill()
    started.wait()
