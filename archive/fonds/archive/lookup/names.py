# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From what a user types to the one thing meant: id, unique id prefix, exact label or alias."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.near import near_names, offering
from fonds.archive.naming import fold_name
from fonds.archive.tables import LIVE, Tables, ThingKind
from fonds.events.ids import is_id
from fonds.events.sentences import as_sentence, form_of, joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.tables import Keys
    from fonds.events.values import SubjectKind

SHORTEST_PREFIX = 4
SOURCE_NUMBER = re.compile(r"^\s*(?:\[(\d{1,9})\]|(\d{1,9}))\s*$", re.ASCII)
"""The number of a source as `fonds source list` prints it, or without its brackets."""

_SHOWN = 10

_NOUNS = {
    ThingKind.SUBJECT: form_of("subject"),
    ThingKind.SOURCE: form_of("source"),
    ThingKind.FACT: form_of("fact"),
    ThingKind.EXCERPT: form_of("excerpt"),
    ThingKind.CAPTURE: form_of("capture"),
    ThingKind.INQUIRY: form_of("inquiry"),
    ThingKind.CITED_WORK: form_of("cited work"),
}
_SEVERAL = {
    ThingKind.SUBJECT: form_of("subjects"),
    ThingKind.SOURCE: form_of("sources"),
    ThingKind.FACT: form_of("facts"),
    ThingKind.EXCERPT: form_of("excerpts"),
    ThingKind.CAPTURE: form_of("captures"),
    ThingKind.INQUIRY: form_of("inquiries"),
    ThingKind.CITED_WORK: form_of("cited works"),
}


class Names:
    """Finds things by name in one generation of tables."""

    def __init__(
        self, connection: Connection, tables: Tables = LIVE, keys: Keys | None = None
    ) -> None:
        """Read through ``connection``; ``keys`` remembers the kinds of ids met before."""
        self._connection = connection
        self._tables = tables
        self._keys = keys

    def subject(self, name: str) -> str:
        """Return the id of the subject that ``name`` names.

        Raises:
            RefusedError: none is so named, or several are (``candidates`` lists them).
        """
        return self._named(name, ThingKind.SUBJECT)

    def known_subject(self, name: str) -> str | None:
        """Return the id of the subject that ``name`` names, None where none is so named.

        Raises:
            RefusedError: several are.
        """
        return self._found(name, ThingKind.SUBJECT)

    def source(self, name: str) -> str:
        """Return the id of the source that ``name`` names. Raises as `subject` does."""
        return self._named(name, ThingKind.SOURCE)

    def source_numbered(self, number: int) -> str | None:
        """Return the id of the source that was registered as the ``number``th, None without one."""
        row = self._connection.execute(
            f"SELECT t.id FROM {self._tables.view('source')} s"
            f" JOIN {self._tables.view('thing')} t ON t.key = s.key WHERE s.number = ?",
            (number,),
        ).fetchone()
        return None if row is None else str(row[0])

    def source_typed(self, name: str) -> str:
        """Return the id of the source that ``name`` names, or that has it for its number.

        What names a source already (its title, alias, id or the beginning of its id) is never
        taken for a number. Raises as `subject` does.
        """
        try:
            return self.source(name)
        except RefusedError as error:
            match = SOURCE_NUMBER.match(name)
            if match is None or error.code != "unknown-source":
                raise
            found = self.source_numbered(int(match.group(1) or match.group(2)))
            if found is None:
                raise
            return found

    def property_in_use(self, name: str) -> str | None:
        """Return the id of the property of that name, None where none is defined here."""
        row = self._connection.execute(
            f"SELECT t.id FROM {self._tables.view('property')} p"
            f" JOIN {self._tables.view('thing')} t ON t.key = p.key WHERE p.name = ?",
            (name,),
        ).fetchone()
        return None if row is None else str(row[0])

    def fact(self, name: str) -> str:
        """Return the id of the fact whose id begins with ``name``. Raises as `subject` does."""
        return self._by_id(name, (ThingKind.FACT,))

    def excerpt(self, name: str) -> str:
        """Return the id of the excerpt whose id begins with ``name``. Raises as `subject` does."""
        return self._by_id(name, (ThingKind.EXCERPT,))

    def thing(self, name: str, kind: ThingKind) -> str:
        """Return the id of the thing of a kind whose id begins with ``name``. As `subject`."""
        return self._by_id(name, (kind,))

    def subject_or_fact(self, name: str) -> tuple[ThingKind, str]:
        """Return what ``name`` names, a subject before a fact. Raises as `subject` does."""
        try:
            return ThingKind.SUBJECT, self.subject(name)
        except RefusedError as error:
            if error.code != "unknown-subject":
                raise
            try:
                return ThingKind.FACT, self.fact(name)
            except RefusedError as second:
                raise (second if second.code == "ambiguous-fact" else error) from None

    def any_of(self, name: str, kinds: Sequence[ThingKind]) -> tuple[ThingKind, str]:
        """Return what an id, or the beginning of one, names among some kinds of things.

        Raises:
            RefusedError: nothing of these kinds, or more than one thing.
        """
        found = self._by_id(name, kinds)
        kind = self.kind_of(found)
        return kinds[0] if kind is None else kind, found

    def subjects_labelled(self, label: str, kind: SubjectKind | None = None) -> list[str]:
        """Return the ids of the subjects, not withdrawn, that bear a label or other name.

        ``kind`` leaves out those of another.
        """
        rows = self._connection.execute(
            f"SELECT t.id, t.key FROM {self._tables.view('subject_name')} n"
            f" JOIN {self._tables.view('thing')} t ON t.key = n.subject"
            f" JOIN {self._tables.view('subject')} s ON s.key = n.subject"
            " WHERE n.folded = ?1 AND s.withdrawn = 0 AND (?2 IS NULL OR s.kind = ?2)"
            " ORDER BY t.key",
            (fold_name(label), None if kind is None else kind.value),
        ).fetchall()
        if self._keys is not None:
            for subject, key in rows:
                self._keys.remember(subject, key, ThingKind.SUBJECT)
        return [row[0] for row in rows]

    def sources_named(self, name: str) -> list[str]:
        """Return the ids of the sources, not withdrawn, with that title, alias or file name."""
        rows = self._connection.execute(
            f"SELECT t.id FROM {self._tables.view('source_name')} n"
            f" JOIN {self._tables.view('thing')} t ON t.key = n.source"
            f" JOIN {self._tables.view('source')} s ON s.key = n.source"
            " WHERE n.folded = ? AND s.withdrawn = 0 ORDER BY t.key",
            (fold_name(name),),
        )
        return [row[0] for row in rows]

    def is_subject(self, thing: str) -> bool:
        """Tell whether an id is a subject's."""
        return self.kind_of(thing) is ThingKind.SUBJECT

    def kind_of(self, thing: str) -> ThingKind | None:
        """Return what an id names, None where nothing has it."""
        if self._keys is not None:
            found = self._keys.entry(thing)
            return None if found is None else ThingKind(found[1])
        row = self._connection.execute(
            f"SELECT kind FROM {self._tables.view('thing')} WHERE id = ?", (thing,)
        ).fetchone()
        return None if row is None else ThingKind(row[0])

    def _named(self, name: str, kind: ThingKind) -> str:
        found = self._found(name, kind)
        if found is None:
            near = near_names(self._connection, self._tables, kind, name)
            raise offering(_unknown(name, kind), near)
        return found

    def _found(self, name: str, kind: ThingKind) -> str | None:
        if is_id(name) and self.kind_of(name) is kind:
            return name
        found = (
            self.subjects_labelled(name) if kind is ThingKind.SUBJECT else self.sources_named(name)
        )
        if len(found) == 1:
            return found[0]
        if found:
            raise self._ambiguous(name, kind, found)
        return self._beginning(name, (kind,))

    def _by_id(self, name: str, kinds: Sequence[ThingKind]) -> str:
        found = self._beginning(name, kinds)
        if found is None:
            raise _unknown(name, kinds[0])
        return found

    def _beginning(self, name: str, kinds: Sequence[ThingKind]) -> str | None:
        """Return the id that begins with ``name``. Raises RefusedError where several do."""
        wanted = name.strip().lower()
        found: list[str] = []
        if len(wanted) >= SHORTEST_PREFIX and wanted.isalnum() and wanted.isascii():
            # The last character of the id alphabet is "z"; "{" follows it.
            rows = self._connection.execute(
                f"SELECT id, kind FROM {self._tables.view('thing')}"
                " WHERE id >= ? AND id < ? || '{'",
                (wanted, wanted),
            )
            found = [row[0] for row in rows if row[1] in kinds]
        if len(found) > 1:
            raise self._ambiguous(name, kinds[0], found)
        return found[0] if found else None

    def _ambiguous(self, name: str, kind: ThingKind, found: Sequence[str]) -> RefusedError:
        called = {thing: self.label(thing) for thing in found}
        candidates = [{"id": thing, "label": label} for thing, label in called.items()]
        return several_named(name, kind, called, candidates)

    def subject_labels(self, subjects: Sequence[str]) -> dict[str, str]:
        """Return what subjects are called, by id; those whose label is not here are left out."""
        view = self._tables.view
        rows = self._connection.execute(
            f"SELECT t.id, x.label FROM {view('thing')} t JOIN {view('subject')} x ON x.key = t.key"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(subjects)),),
        )
        return dict(rows.fetchall())

    def label(self, thing: str) -> str:
        """Return what a subject, source or agent is called; the id itself for anything else."""
        view = self._tables.view
        for table, column in (("subject", "label"), ("source", "title"), ("agent", "name")):
            row = self._connection.execute(
                f"SELECT x.{column} FROM {view(table)} x JOIN {view('thing')} t ON t.key = x.key"
                " WHERE t.id = ?",
                (thing,),
            ).fetchone()
            if row is not None:
                return str(row[0])
        return thing


def several_named(
    name: str,
    kind: ThingKind,
    called: Mapping[str, str],
    candidates: Sequence[Mapping[str, str | None]],
) -> RefusedError:
    """Return the refusal of a name of several things; ``called`` says what each is, by id."""
    noun = _NOUNS[kind]
    shown = [say("{id} ({label})", id=thing, label=label) for thing, label in called.items()]
    rest = len(shown) - _SHOWN
    message = say(
        "“{name}” names {count} {noun}: {shown}{more}. Give the id of the one you mean.",
        name=name,
        count=len(shown),
        noun=as_sentence(_SEVERAL[kind]),
        shown=joined(", ", shown[:_SHOWN]),
        more=say(" and {count} more", count=rest) if rest > 0 else "",
    )
    return RefusedError(f"ambiguous-{noun}", message, name=name, candidates=list(candidates))


def _unknown(name: str, kind: ThingKind) -> RefusedError:
    noun = _NOUNS[kind]
    hint = _LISTS.get(kind, form_of("Use fonds source show to see those there are."))
    message = say(
        "There is no {noun} “{name}” in this archive. {hint}",
        noun=as_sentence(noun),
        name=name,
        hint=as_sentence(hint),
    )
    return RefusedError(f"unknown-{noun.replace(' ', '-')}", message, name=name)


def names_by_id(name: object, thing: str) -> bool:
    """Tell whether ``name`` is the id of a thing or the beginning of one, rather than words."""
    wanted = str(name).strip().lower()
    return len(wanted) >= SHORTEST_PREFIX and thing.startswith(wanted)


_LISTS = {
    ThingKind.SUBJECT: form_of(
        "Use fonds subject list to see those there are, or fonds subject add."
    ),
    ThingKind.SOURCE: form_of("Use fonds source list to see those there are, or fonds source add."),
    ThingKind.EXCERPT: form_of("Use fonds show --ids to find the id of a fact or passage."),
    ThingKind.FACT: form_of("Use fonds show --ids or fonds history to find the id of a fact."),
}
