# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The process in which a stranger's file is read: one file, within limits, then it ends.

It gets the request and the file's bytes on standard input and answers on standard output; it opens
no file and no connection. `python -P -m fonds.archive.extraction.worker`, or, in a frozen program,
the program itself with the argument `extraction-worker`.
"""

from __future__ import annotations

import os
import sys
import traceback
from dataclasses import fields
from typing import Any, BinaryIO

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.frames import read_exactly, read_frame, write_frame
from fonds.archive.extraction.kinds import reader
from fonds.archive.extraction.limits import Limits, hold_to
from fonds.archive.extraction.passwords import without
from fonds.archive.sources.extracted import to_wire

_LONGEST_REQUEST = 1024**2


def main() -> None:
    """Serve one request and end."""
    answers, requests = private_streams()
    request = read_frame(requests, _LONGEST_REQUEST)
    if request is None:
        return
    limits = Limits(**_known(Limits, request["limits"]))
    asked = Asked(
        **{
            **_known(Asked, request["asked"]),
            "languages": tuple(request["asked"]["languages"]),
        }
    )
    try:
        found = reader(request["kind"])
        # Libraries are loaded by now; from here on only the file speaks.
        hold_to(limits)
        data = read_exactly(requests, request["size"])

        def report(done: int, total: int) -> None:
            write_frame(answers, {"progress": [done, total]})

        write_frame(answers, {"extracted": to_wire(found.extract(data, asked, report))})
    except RefusedError as error:
        write_frame(
            answers,
            {"refused": {"code": error.code, "message": error.message, "details": error.details}},
        )
    except MemoryError:
        write_frame(answers, {"memory": True})
    except RecursionError:
        write_frame(answers, {"defect": "nested too deeply"})
    except Exception:  # noqa: BLE001 - whatever a library throws is told, and the process ends
        write_frame(answers, {"defect": without(asked.password, traceback.format_exc())[-4000:]})


def _known(kind: type[Any], given: dict[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(kind)}
    return {name: value for name, value in given.items() if name in names}


def private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return streams of our own, so that nothing a library prints gets between the frames."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return answers, requests


if __name__ == "__main__":
    main()
    sys.exit(0)
