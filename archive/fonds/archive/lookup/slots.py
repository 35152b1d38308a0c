# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which words of a fact or of a subject's description stand for a subject, and for which.

Of two who bear one name the words in such a slot mean the one it is known to stand for. Whatever
else is said is free text, which may speak of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fonds.archive.lookup.called import CALLED_BY

if TYPE_CHECKING:
    from fonds.events.catalogue.fact import Reading
    from fonds.events.catalogue.subject import SubjectContent

Slot = tuple[str, str]
"""What is said in a slot, and the id of the subject that it stands for."""


def take_slots(
    subject: str | None,
    reading: Reading,
    read: dict[str, Any] | None,
    worded: dict[str, Any] | None,
) -> list[Slot]:
    """Take out of a reading and its wording, both as they are stored, what stands for a subject.

    ``subject`` is the one the fact is about, None where that is not known. What is taken is no
    longer in ``read`` and ``worded``, of which either may be None.
    """
    # What somebody is called stands for them, though it is a text.
    value = reading.value_subject or (subject if reading.property in CALLED_BY else None)
    qualifiers = {item.name: item.subject for item in reading.qualifiers}
    slots: list[Slot] = []

    def take(part: dict[str, Any] | None, name: str, meant: str | None) -> None:
        if part is not None and meant is not None and isinstance(part.get(name), str):
            slots.append((part.pop(name), meant))

    take(read, "value", value)
    for item in (read or {}).get("qualifiers", ()):
        take(item, "value", qualifiers.get(item["name"]))
    take(worded, "subject", subject)
    take(worded, "value", value)
    take(worded, "as_written", value)
    for item in (worded or {}).get("qualifiers", ()):
        take(item, "words", qualifiers.get(item["name"]))
    return slots


def names_in(subject: str, described: SubjectContent) -> list[Slot]:
    """Return what a description calls its subject."""
    return [(name, subject) for name in (described.label, *described.names)]
