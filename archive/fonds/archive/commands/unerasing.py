# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Asking first where a document may bring back words that were erased.

Neither words nor digest of what was erased are known any more. What can be told: that a text of a
source was erased, for which any newer copy of it may say the same; and that a text is one that was
masked, but for the mask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.commands.masking import MASK
from fonds.archive.errors import RefusedError
from fonds.archive.lookup.erased import masked_texts, text_erased_by
from fonds.events.catalogue.source import RenditionAdded
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan


def check_source(plan: Plan, source: str) -> None:
    """Ask before a source takes in another text, where one of it was erased.

    Raises:
        RefusedError: one was.
    """
    by = text_erased_by(plan.store, source)
    if by is None:
        return
    message = say(
        "Words of “{label}” were erased on the record @{by}, and another copy may bring them back."
        " Take it in with --despite-erasure, in a terminal, when you have made sure that it does"
        " not, or may.",
        label=plan.names.label(source),
        by=by,
    )
    raise RefusedError("erased-text", message, source=source, erased_by=by)


def check_text(plan: Plan, text: str, name: str) -> None:
    """Ask before a text is taken in that says what is masked in another.

    Raises:
        RefusedError: it is that text, but for the mask.
    """
    for source, position in masked_texts(plan.store, len(text)) if text else ():
        event = plan.store.at([position])[0].event
        if not isinstance(event, RenditionAdded) or event.text is None:
            continue
        if _is_masked(event.text.text, text):
            by = text_erased_by(plan.store, source)
            message = say(
                "{name} is “{label}” with the words that were erased on the record @{by}. To take"
                " it in all the same, say --despite-erasure, in a terminal.",
                name=name,
                label=plan.names.label(source),
                by=by,
            )
            raise RefusedError("erased-text", message, source=source, erased_by=by)


def _is_masked(masked: str, text: str) -> bool:
    """Tell whether a text with a mask is another of its length, of which words were masked."""
    return MASK in masked and all(
        one in (MASK, other) for one, other in zip(masked, text, strict=True)
    )
