# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A package of somebody else's with proposers, laid out as an installer would."""

from __future__ import annotations

import os
from textwrap import dedent
from typing import TYPE_CHECKING

from fonds.archive.proposals.plugged import GROUP

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = "Anna Kowal\n\nAnna Kowal was born in 1953 in Ostrow, and kept bees.\n"
NAMES = ("Bees", "Nonsense", "Crashes", "Dies", "Hangs", "Floods", "Wrong", "Bare")
MODULE = """
    import os, sys, time
    from fonds.archive.proposals.proposing import Proposed

    def said(page, words, **more):
        start = page.text.find(words)
        given = {"subject": page.subject, "property": "place_of_birth", "value": words,
                 "value_type": "place", "quote": words, "start": start, "end": start + len(words),
                 "rule": "hunch"}
        return Proposed(**(given | more))

    class Bees:
        name = "Bees"
        version = "0.1"

        def propose(self, page):
            print("a word in between")
            sys.stdout.flush()
            yield said(page, "Ostrow" if "Ostrow" in page.text else "harbour pilot")
            # None of these stands there as it is said to.
            yield said(page, "Ostrow", quote="Ostrov")
            yield said(page, "Ostrow", start=3, end=9)
            yield said(page, "Gdynia", start=3, end=9)
            yield said(page, "Ostrow", start=-6, end=0)
            yield said(page, "Ostrow", start=10**9, end=10**9 + 6)
            yield said(page, "Ostrow", quote="", start=4, end=4)

    class Nonsense(Bees):
        def propose(self, page):
            yield said(page, "Ostrow", when="soon")
            yield said(page, "Ostrow", value_type="colour")
            yield said(page, "Ostrow", property="Drop table;")
            yield said(page, "Ostrow", start="4")
            yield said(page, "Ostrow", subject=" ")
            yield said(page, "Ostrow", certainty="sure")
            yield said(page, "Ostrow", qualifiers={"a": [1]})
            yield said(page, "Ostrow", qualifiers={"office\\nof": "pilot"})
            yield said(page, "kept bees", when="1953")

    class Crashes(Bees):
        def propose(self, page):
            yield said(page, "Ostrow")
            raise RuntimeError("no model\\x1b[2J here")

    class Dies(Bees):
        def propose(self, page):
            os._exit(3)

    class Hangs(Bees):
        def propose(self, page):
            while True:
                time.sleep(60)

    class Floods(Hangs):
        def propose(self, page):
            for number in range(3, 30):
                try:
                    os.write(number, b"x" * 5000)
                except OSError:
                    pass
            return super().propose(page)

    class Wrong(Bees):
        def propose(self, page):
            return 7

    class Bare:
        def propose(self, page):
            return ()
"""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay the package out in a folder that this process and all it starts import from."""
    (folder / "bees.py").write_text(dedent(MODULE), "utf-8")
    described = folder / "bees-0.1.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: bees\nVersion: 0.1\n")
    entries = "".join(f"{name.lower()} = bees:{name}\n" for name in NAMES)
    (described / "entry_points.txt").write_text(f"[{GROUP}]\n{entries}absent = nowhere:Nobody\n")
    monkeypatch.syspath_prepend(str(folder))
    before = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(folder), before))))
