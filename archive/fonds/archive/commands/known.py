# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Facts and subjects an import has met before, found by the caller's own ids."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.commands.values import make_reading
from fonds.archive.errors import RefusedError
from fonds.archive.naming import fold_name
from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.fact import FactAsserted, FactWording
from fonds.events.catalogue.subject import SubjectDescribed, SubjectOpened
from fonds.events.sentences import as_sentence, form_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.commands.interchange import FactLine
    from fonds.archive.commands.plan import Plan
    from fonds.archive.commands.values import GivenReading
    from fonds.events.catalogue.fact import Reading
    from fonds.events.recorded import RecordedEvent

_Heard = tuple[str | None, str | None, str | None, bool]
"""A link's speaker, work and mark, and whether its speaker is bound to a subject."""


class KnownFacts:
    """Finds what bears an import key, and tells whether a line says the same again."""

    def __init__(self, plan: Plan) -> None:
        """Look up through a plan."""
        self._plan = plan
        self._free: set[str] = set()

    def look_ahead(self, import_keys: Sequence[str]) -> None:
        """Ask at once which of many keys nothing bears, so that they need not be asked one by one.

        That holds until something bearing one of them is recorded.
        """
        self._free = set(import_keys) - self._plan.actions.borne(import_keys)

    def _bearing(self, import_key: str) -> RecordedEvent | None:
        if import_key in self._free:
            return None
        positions = self._plan.actions.bearing(import_key)
        for recorded in self._plan.store.at(positions) if positions else ():
            if recorded.header.import_key == import_key:
                return recorded
        return None

    def find(self, import_key: str) -> FactAsserted | None:
        """Return the fact imported under a key.

        Raises:
            RefusedError: it was, and its content has been erased since.
        """
        recorded = self._bearing(import_key)
        if recorded is None:
            return None
        if not isinstance(recorded.event, FactAsserted):
            message = say(
                "the fact of this id was erased (@{position}) and cannot be imported again.",
                position=recorded.position,
            )
            raise RefusedError("erased-fact", message, position=recorded.position)
        return recorded.event

    def subject(self, import_key: str) -> str | None:
        """Return the subject opened under a key, None where there is none.

        Raises:
            RefusedError: it was erased since.
        """
        recorded = self._bearing(import_key)
        if recorded is not None and recorded.event is None:
            message = say(
                "the subject of this id was erased (@{position}) and cannot be imported again.",
                position=recorded.position,
            )
            raise RefusedError("erased-subject", message, position=recorded.position)
        return None if recorded is None else recorded.header.stream

    def check_same(self, before: FactAsserted, line: FactLine, source: str, own_id: str) -> None:
        """Check that a line says what was imported under its id before.

        Raises:
            RefusedError: it says something else.
        """
        differs = self._difference(before, line, source)
        if differs is not None:
            message = say(
                "the id “{own_id}” was imported before with another {differs}. Correct the"
                " fact with fonds fact correct, or give the line an id of its own.",
                own_id=own_id,
                differs=differs,
            )
            raise RefusedError("import-key", message, id=own_id)

    def _difference(self, before: FactAsserted, line: FactLine, source: str) -> str | None:
        content = before.content
        given = line.reading()
        if given.property != content.reading.property:
            return say("property")
        if given.value_type is None:
            given = replace(given, value_type=content.reading.value_type)
        reading, wording = make_reading(given, self._plan.property(line.property), None)
        worded = before.wording or FactWording()
        if worded.as_written is None and "as_written" not in given.qualifiers:
            # What was imported before the words of a parted value were kept has none.
            wording = wording.model_copy(update={"as_written": None})
        compared = {
            form_of("value, date or qualifier"): self._as_once_read(reading, given, content.reading)
            == content.reading.model_copy(update={"value_subject": None}),
            form_of("wording"): wording == worded,
            form_of("certainty"): line.certainty == content.certainty,
            form_of("note"): line.note == (before.note.text if before.note else None),
            form_of("speaker"): self._heard_as(self._said(line), self._heard(before)),
            form_of("passage"): self._stands(before, line, source),
            form_of("subject"): self._named(content.subject, line),
        }
        return next((as_sentence(what) for what, same in compared.items() if not same), None)

    @staticmethod
    def _as_once_read(reading: Reading, given: GivenReading, before: Reading) -> Reading:
        """Return a reading as it was recorded.

        That is without the id that told which subject its value is, and as it was made before
        "12 miles" was parted, where that is recorded.
        """
        if before.value is None and before.value_subject == reading.value:
            return reading.model_copy(update={"value": None})
        if reading.value != before.value and given.value == before.value:
            unit = given.qualifiers.get("unit")
            return reading.model_copy(update={"value": given.value, "unit": unit})
        return reading

    @staticmethod
    def _said(line: FactLine) -> list[_Heard]:
        given = line.citation(line.source)
        if given.links:
            return [
                (link.speaker, link.work, link.mark, who is not None)
                for link, who in zip(given.links, given.speakers, strict=True)
            ]
        said: list[_Heard] = []
        if given.asserted_by or given.mark or given.cited_work:
            said.append((given.asserted_by, None, None, False))
        if given.mark or given.cited_work:
            said.append((None, given.cited_work, given.mark, False))
        return said

    @staticmethod
    def _heard(before: FactAsserted) -> list[_Heard]:
        chains = before.chain.chains if before.chain else ()
        return [
            (link.speaker, link.work, link.mark, link.subject is not None)
            for chain in chains
            for link in chain.links
        ]

    @staticmethod
    def _heard_as(said: list[_Heard], heard: list[_Heard]) -> bool:
        """Tell whether a line's chain was recorded so.

        Its lone marks then got their entries, and who was known by an id alone is called by name.
        """
        return len(said) == len(heard) and all(
            (speaker == as_heard[0] or (speaker is None and bound))
            and (work == as_heard[1] or bool(work is None and mark))
            and (mark, bound) == as_heard[2:]
            for (speaker, work, mark, bound), as_heard in zip(said, heard, strict=True)
        )

    def _stands(self, before: FactAsserted, line: FactLine, source: str) -> bool:
        taken = self._plan.store.stream(before.content.citations[0].target)
        if not taken or not isinstance(taken[0].event, ExcerptTaken):
            return True
        excerpt = taken[0].event
        span = excerpt.content.span
        rendition = self._plan.texts.rendition(excerpt.content.rendition)
        return (
            (excerpt.quotation is None or excerpt.quotation.quote == line.quote)
            and (line.start is None or span is None or span.start == line.start)
            and (rendition is None or rendition.source == source)
        )

    def _named(self, subject: str, line: FactLine) -> bool:
        if line.subject_id is not None or line.subject == subject:
            return True
        labels = [
            name
            for recorded in self._plan.store.stream(subject)
            if isinstance(recorded.event, SubjectOpened | SubjectDescribed)
            for name in (recorded.event.content.label, *recorded.event.content.names)
        ]
        return not labels or fold_name(line.subject) in {fold_name(name) for name in labels}
