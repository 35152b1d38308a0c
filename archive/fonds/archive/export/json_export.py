# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The JSON export: whole in memory, or in pieces so that a large archive needs little of it.

Stable byte for byte: the same log exported twice gives the same bytes. UTF-8, two spaces of
indentation, a line end at the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fonds.archive.errors import Cancelled, RefusedError
from fonds.archive.export.document import (
    conflict_shapes,
    coverage_shape,
    moment_shape,
    policy_shape,
    source_shape,
    subject_shape,
)
from fonds.archive.export.proven import Digests, Proofs
from fonds.archive.export.shapes import (
    FORMAT,
    ConflictShape,
    ExportDocument,
    SourceShape,
    SubjectShape,
)
from fonds.archive.record.policy import EVERYTHING, Policy
from fonds.archive.record.rule import RULES_EDITION

if TYPE_CHECKING:
    from fonds.archive.queries.answers import Moment, Record
    from fonds.archive.queries.queries import Queries
    from fonds.archive.queries.source_answers import CoverageAnswer

Progress = Callable[[int, int], bool]


def export_document(
    queries: Queries,
    *,
    subjects: Sequence[str] | None = None,
    as_of: str | None = None,
    policy: Policy = EVERYTHING,
) -> ExportDocument:
    """Return the export of all subjects, or of those named, at a moment and under a policy.

    Raises:
        RefusedError: unknown or ambiguous subject, bad moment, or a subject not known by then.
    """
    with queries.snapshot():
        pass_over = _Pass(queries, subjects, as_of, policy)
        return {
            **pass_over.opening(),  # type: ignore[typeddict-item]
            "subjects": list(pass_over.subjects()),
            "sources": pass_over.sources(),
            "conflicts": pass_over.conflicts,
        }


def export_pieces(
    queries: Queries,
    *,
    subjects: Sequence[str] | None = None,
    as_of: str | None = None,
    policy: Policy = EVERYTHING,
    progress: Progress | None = None,
    proofs: Proofs | None = None,
) -> Iterator[str]:
    """Yield the export as text, subject by subject; joined it is `to_text` of `export_document`.

    With ``proofs`` facts and sources carry their events, and the document its signed head.

    Raises:
        RefusedError: as `export_document`, before the first piece; or proofs together with a policy
            that hides somebody, since what was recorded of others would name them.
        Cancelled: ``progress`` answered False.
    """
    if proofs is not None and (policy.hides_anything or queries.veiled.hides_anything):
        message = (
            "Proofs tell what was recorded word for word, so they cannot hide living persons or"
            " anything else. Export with --show everything, or without --proofs."
        )
        code = "proofs-hide-nobody"
        raise RefusedError(code, message)
    with queries.snapshot():
        if proofs is not None:
            proofs.begin()
        yield from _pieces(_Pass(queries, subjects, as_of, policy, proofs), progress, proofs)


def _pieces(
    pass_over: _Pass, progress: Progress | None, proofs: Proofs | None = None
) -> Iterator[str]:
    digests = Digests()
    opening = pass_over.opening()
    for name, value in opening.items():
        digests.add(name, value)
    yield to_text(opening).removesuffix("\n}\n") + ',\n  "subjects": ['
    separator = "\n    "
    for done, subject in enumerate(pass_over.subjects(), 1):
        if proofs is not None:
            digests.add_item(subject)
        yield separator + _indented(subject, 4)
        separator = ",\n    "
        if progress is not None and not progress(done, pass_over.total):
            code, message = "cancelled", "Cancelled. Nothing was exported."
            raise Cancelled(code, message)
    yield "]" if separator == "\n    " else "\n  ]"
    digests.end_list("subjects")
    closing: dict[str, Any] = {
        "sources": pass_over.sources(),
        "conflicts": pass_over.conflicts,
    }
    if proofs is not None:
        closing.update(proofs.head())
        for name, value in closing.items():
            digests.add(name, value)
        closing["signature"] = proofs.signature(digests.found)
    for name, value in closing.items():
        yield f',\n  "{name}": {_indented(value, 2)}'
    yield "\n}\n"


def to_text(document: object) -> str:
    """Return a document as the export spells JSON."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _indented(value: object, spaces: int) -> str:
    # Inside JSON's strings there is never a line end, so every one belongs to the layout.
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * spaces)


class _Pass:
    """One pass over the subjects, which gathers what the later members need."""

    def __init__(
        self,
        queries: Queries,
        subjects: Sequence[str] | None,
        as_of: str | None,
        policy: Policy,
        proofs: Proofs | None = None,
    ) -> None:
        self._queries = queries
        self._proofs = proofs
        self._policy = policy
        self._moment: Moment | None = queries.moment(as_of) if as_of is not None else None
        self._named = subjects is not None
        self._ids = self._chosen(subjects)
        self._cited: set[str] = set()
        # All facts there are need not be gathered to be told from others.
        whole = subjects is None and as_of is None and policy.everything
        self._facts: set[str] | None = None if whole else set()
        self._resting: dict[str, set[str]] = {}
        self._works: dict[str, set[tuple[str | None, str | None]]] = {}
        self.conflicts: list[ConflictShape] = []
        self.total = len(self._ids)

    def _chosen(self, subjects: Sequence[str] | None) -> list[str]:
        """Return the ids to export, in the order in which the subjects were opened."""
        if subjects is None:
            return self._queries.subject_ids(withdrawn=self._moment is not None)
        chosen = {self._queries.names.subject(name) for name in subjects}
        ids = self._queries.subject_ids(chosen, withdrawn=True)
        named = [*sorted(chosen.difference(ids)), *ids]
        for one in named:
            # What is hidden, or was not there yet, is refused before anything is written.
            self._queries.record(one, self._asked, self._policy, only=())
        return named

    @property
    def _asked(self) -> str | None:
        return None if self._moment is None else f"@{self._moment.position}"

    def opening(self) -> dict[str, Any]:
        """Return the members before the subjects."""
        archive = self._queries.archive()
        return {
            "format": FORMAT,
            "rules": RULES_EDITION,
            "archive": {
                "id": archive.id,
                "name": archive.name,
                "head": {"size": archive.size, "root": archive.root},
            },
            "as_of": moment_shape(self._moment),
            "policy": policy_shape(self._policy),
        }

    def subjects(self) -> Iterator[SubjectShape]:
        """Yield the subjects there are at the moment."""
        asked = self._asked
        for subject in self._ids:
            try:
                record = self._queries.record(subject, asked, self._policy)
            except RefusedError as error:
                # A subject opened later is no part of that past, unless it was asked for.
                if self._named or self._moment is None or error.code != "unknown-subject":
                    raise
                continue
            self._remember(record)
            notes = self._queries.notes(subject, asked, self._policy)
            yield self._proven(subject_shape(record, notes))

    @property
    def _last(self) -> int | None:
        return None if self._moment is None else self._moment.position

    def _proven(self, subject: SubjectShape) -> SubjectShape:
        """Give each fact its proof, where there are to be any."""
        if self._proofs is not None:
            for answer in subject["properties"].values():
                groups = [value["facts"] for scope in answer["scopes"] for value in scope["values"]]
                groups += [answer["deprecated"], answer.get("denied", [])]
                for fact in (fact for facts in groups for fact in facts):
                    fact["proof"] = self._proofs.of_fact(fact, self._last)
        return subject

    def _remember(self, record: Record) -> None:
        self.conflicts.extend(conflict_shapes(record))
        self._cited.update(source.id for source in record.sources)
        if self._facts is None:
            return
        for answer in record.properties():
            groups = [value.facts for scope in answer.scopes for value in scope.values]
            groups += [answer.deprecated, answer.denied]
            for fact in (fact for facts in groups for fact in facts):
                self._facts.add(fact.id)
                for citation in fact.citations:
                    self._resting.setdefault(citation.source, set()).add(fact.id)
                    if citation.cited_work is not None:
                        works = self._works.setdefault(citation.source, set())
                        works.add((citation.cited_work.mark, citation.cited_work.work))

    def _source(self, source: str) -> SourceShape:
        answer = self._queries.source(source)
        shape = source_shape(answer, self._moment, self._works.get(source, set()))
        then: dict[str, CoverageAnswer] = {}
        if self._asked is not None:
            facts = self._resting.get(source, set())
            texts = self._queries.coverage_then(source, self._asked, among=facts)
            then = {one.rendition: one for one in texts}
        for capture in shape["captures"]:
            capture["texts"] = [
                coverage_shape(
                    then[one.id] if then else self._queries.coverage(source, one.id, self._facts)
                )
                for one in answer.renditions
                if one.capture == capture["id"]
                and one.length
                and (self._moment is None or one.id in then)
            ]
        return shape

    def sources(self) -> list[Any]:
        """Return the sources in the order of registration.

        All of the archive; of some subjects, of a past, or under a policy, only those their facts
        cite.
        """
        everything = not self._named and self._moment is None and self._policy.everything
        shapes = [
            self._source(row.id)
            for row in self._queries.sources()
            if row.id in self._cited or (everything and not row.withdrawn)
        ]
        if self._proofs is not None:
            for shape in shapes:
                shape["proof"] = self._proofs.of_source(shape, self._last)
        return shapes
