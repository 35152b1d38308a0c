# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The process in which another package's proposer is asked: one source, then it ends.

It gets a frame on standard input and answers with one on standard output; what the proposer prints
goes nowhere. `python -P -m fonds.archive.proposals.plug_worker`.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from importlib import metadata
from itertools import islice

from fonds.archive.extraction.frames import read_frame, write_frame
from fonds.archive.extraction.worker import private_streams
from fonds.archive.proposals.page import Page
from fonds.archive.proposals.plugged import GROUP, MOST_PROPOSED

_LONGEST_REQUEST = 2**32 - 1


def main() -> None:
    """Ask one proposer about one page."""
    answers, requests = private_streams()
    asked = read_frame(requests, _LONGEST_REQUEST)
    if asked is None:
        return
    edges, blocks = (
        tuple((first, last) for first, last in asked[ranges]) for ranges in ("edges", "blocks")
    )
    page = Page(asked["text"], asked["title"], asked["subject"], asked["issued"], edges, blocks)
    try:
        entry = next(
            one for one in metadata.entry_points(group=GROUP) if one.name == asked["entry"]
        )
        proposer = entry.load()()
        found = [asdict(one) for one in islice(proposer.propose(page), MOST_PROPOSED)]
        answer = {"name": proposer.name, "version": str(proposer.version), "proposed": found}
        write_frame(answers, answer)
    except Exception as error:  # noqa: BLE001 - whatever it throws is told, and the process ends
        write_frame(answers, {"failed": f"{type(error).__name__}: {error}"[:1000]})


if __name__ == "__main__":
    main()
    sys.exit(0)
