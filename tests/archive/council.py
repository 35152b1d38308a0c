# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A page captured twice: in the newer text a number is another, and a sentence gone."""

from __future__ import annotations

FIRST = (
    "Anna Kowal sat on the town council of Ostrow from 1988. In 1990 she won 57 percent of the vote"
    " in the third district. Her brother Piotr kept the mill by the river until it burned.\n"
)
LATER = (
    "Corrected on Monday. Anna Kowal sat on the town council of Ostrow from 1988. In 1990 she won"
    " 54 percent of the vote in the third district.\n"
)
SEAT = "sat on the town council of Ostrow"
SHARE = "she won 57 percent of the vote"
MILL = "Her brother Piotr kept the mill by the river"
SAID = (
    ("position_held", "member of the town council", SEAT),
    ("vote_share", "57", SHARE),
    ("sibling", "Piotr", MILL),
)
"""What the first text says of Anna Kowal: property, value and words."""


def begin(ok, archive, folder, first=FIRST, later=LATER):
    """Take the page in, as "Council page", and open its subject; return the newer file."""
    for name, text in (("council.txt", first), ("council-later.txt", later)):
        (folder / name).write_text(text)
    ok("source", "add", archive, folder / "council.txt", "--title", "Council page")
    ok("subject", "add", archive, "Anna Kowal", "--kind", "person")
    return folder / "council-later.txt"


def say(ok, archive, name, value, quote, *more):
    """Record what the page says of Anna Kowal."""
    given = ("--source", "Council page", "--quote", quote)
    return ok("fact", "add", archive, "Anna Kowal", name, value, *given, *more)
