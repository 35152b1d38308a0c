# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How a narrative tells a value again that other facts give too, with more or less beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.export.narrative_flow import quoted
from fonds.archive.queries.said import limits_apart, qualifier_label, qualifiers_of, times_of
from fonds.events.sentences import form_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.export.narrative_templates import Tongue
    from fonds.archive.queries.answers import FactAnswer

AGAIN = {
    False: (form_of("the same is said"), form_of("the same is said, without {lacking}")),
    True: (
        form_of("under another name it is {value}"),
        form_of("under another name, and without {lacking}, it is {value}"),
    ),
}
"""How a value is told again: by the same name or another, with what was told of it or without."""


def of_another(
    told: Sequence[Sequence[FactAnswer]], facts: Sequence[FactAnswer], *, apart: bool
) -> bool:
    """Tell whether facts that give a value told before are to be told as if for the first time.

    So where they cannot be of what was told with it; and where they say a time or a limit that was
    not told, but for those that name somebody otherwise (``apart``): "the same" would leave open
    what of it is the same.
    """
    own = qualifiers_of(facts)
    if all(limits_apart(qualifiers_of(group), own) for group in told):
        return True
    return not apart and _says_more([fact for group in told for fact in group], facts)


def _says_more(told: Sequence[FactAnswer], facts: Sequence[FactAnswer]) -> bool:
    if any(time not in times_of(told) for time in times_of(facts)):
        return True
    before = qualifiers_of(told)
    return any(
        word not in before.get(name, ())
        for name, words in qualifiers_of(facts).items()
        for word in words
    )


def lacking(told: Sequence[FactAnswer], facts: Sequence[FactAnswer], tongue: Tongue) -> str:
    """Say what was told with a value and is not said by these facts, which give it too."""
    tell = tongue.tell
    found = []
    if times_of(told) and not times_of(facts):
        found.append(tell(say("a time")))
    if any(fact.hedge for fact in told) and not any(fact.hedge for fact in facts):
        found += [tell(quoted(fact.hedge)) for fact in told if fact.hedge]
    names = qualifiers_of(told).keys() - qualifiers_of(facts).keys()
    found += [tell(quoted(tell(qualifier_label(name)))) for name in sorted(names)]
    *others, last = dict.fromkeys(found) or [""]
    return f"{', '.join(others)}{tongue.form(form_of(' or '))}{last}" if others else last
