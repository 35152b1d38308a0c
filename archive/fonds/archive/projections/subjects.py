# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Subjects, agents, properties: what they are called, and what was concluded about two subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from fonds.archive.lookup.name_forms import first_words
from fonds.archive.naming import fold_name
from fonds.archive.projections.base import NOTHING_PLAIN, Plain, enter_rows, types
from fonds.events.catalogue.archive import AgentIntroduced
from fonds.events.catalogue.properties import PropertyAmended, PropertyDefined
from fonds.events.catalogue.subject import (
    SubjectContent,
    SubjectDescribed,
    SubjectOpened,
    SubjectsLinked,
    SubjectWithdrawn,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent


class _Told(NamedTuple):
    """What subjects are called, as `_described` has it, and what else became of things, in order.

    A step is a word below and what goes with it.
    """

    described: list[tuple[str, _Description]]
    steps: list[tuple[str, tuple[Any, ...]]]


_Description = tuple[str, str, list[str], list[tuple[str, str]]]
"""A subject's kind, label, folded names, and how their first words may be spelt."""

_LINKED, _WITHDRAWN = "linked", "withdrawn"
_INTRODUCED, _DEFINED = "introduced", "defined"


class Subjects:
    """`view_subject` and its names, `view_link`, `view_agent`, `view_property`."""

    READS: ClassVar = types(
        SubjectOpened,
        SubjectDescribed,
        SubjectsLinked,
        SubjectWithdrawn,
        AgentIntroduced,
        PropertyDefined,
        PropertyAmended,
    )

    TOLD: ClassVar = _Told

    def __init__(self, tables: Tables) -> None:
        """Name the tables of one generation."""
        self._subject = tables.view("subject")
        self._name = tables.view("subject_name")
        self._word = tables.view("name_word")
        self._link = tables.view("link")
        self._agent = tables.view("agent")
        self._property = tables.view("property")

    def create(self) -> Mapping[str, str]:
        """Return the statements that make the tables."""
        return {
            self._subject: f"""CREATE TABLE {self._subject} (
  key INTEGER PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, withdrawn INTEGER NOT NULL
) STRICT""",
            self._name: f"""CREATE TABLE {self._name} (
  folded TEXT NOT NULL, subject INTEGER NOT NULL, PRIMARY KEY (folded, subject)
) STRICT, WITHOUT ROWID""",
            # How a text may spell the word that a name begins with.
            self._word: f"""CREATE TABLE {self._word} (
  word TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (word, folded)
) STRICT, WITHOUT ROWID""",
            # Each pair both ways, so that all of one subject lie together.
            self._link: f"""CREATE TABLE {self._link} (
  subject INTEGER NOT NULL, other INTEGER NOT NULL, judgement TEXT NOT NULL,
  PRIMARY KEY (subject, other)
) STRICT, WITHOUT ROWID""",
            self._agent: f"""CREATE TABLE {self._agent} (
  key INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, version TEXT
) STRICT""",
            self._property: f"""CREATE TABLE {self._property} (
  key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, content TEXT NOT NULL
) STRICT""",
        }

    @staticmethod
    def gather(events: Sequence[RecordedEvent], _: Plain = NOTHING_PLAIN, /) -> _Told:
        """Gather what each event says of one."""
        told = _Told([], [])
        for recorded in events:
            event, stream = recorded.event, recorded.header.stream
            if isinstance(event, SubjectOpened | SubjectDescribed):
                told.described.append((stream, _described(event.content)))
            elif isinstance(event, SubjectsLinked):
                judged = event.content
                told.steps.append((_LINKED, (stream, judged.other, judged.judgement.value)))
            elif isinstance(event, AgentIntroduced):
                agent = event.content
                told.steps.append(
                    (_INTRODUCED, (stream, agent.kind.value, agent.name, agent.version))
                )
            elif isinstance(event, PropertyDefined | PropertyAmended):
                content = event.content
                told.steps.append((_DEFINED, (stream, content.name, content.model_dump_json())))
            elif recorded.header.type == SubjectWithdrawn.__name__:
                told.steps.append((_WITHDRAWN, (stream,)))
        return told

    def enter(self, connection: Connection, told: _Told, keys: Keys) -> None:
        """Keep the latest description of each."""
        # Before the rest: a subject is withdrawn once it is there, and stays so however described.
        self._describe(connection, [(keys.of(thing), said) for thing, said in told.described])
        for what, (thing, *said) in told.steps:
            key = keys.of(thing)
            if what == _LINKED:
                pair = key, keys.of(said[0])
                connection.executemany(
                    f"INSERT INTO {self._link} VALUES (?, ?, ?) ON CONFLICT (subject, other)"
                    " DO UPDATE SET judgement = excluded.judgement",
                    [(*one, said[1]) for one in (pair, pair[::-1])],
                )
            elif what == _INTRODUCED:
                connection.execute(f"INSERT INTO {self._agent} VALUES (?, ?, ?, ?)", (key, *said))
            elif what == _DEFINED:
                connection.execute(
                    f"INSERT INTO {self._property} VALUES (?, ?, ?) ON CONFLICT (key)"
                    " DO UPDATE SET content = excluded.content",
                    (key, *said),
                )
            else:
                connection.execute(
                    f"UPDATE {self._subject} SET withdrawn = 1 WHERE key = ?", (key,)
                )

    def _describe(
        self, connection: Connection, described: Sequence[tuple[int, _Description]]
    ) -> None:
        if not described:
            return
        connection.executemany(
            f"INSERT INTO {self._subject} VALUES (?, ?, ?, 0) ON CONFLICT (key)"
            " DO UPDATE SET kind = excluded.kind, label = excluded.label",
            [(key, kind, label) for key, (kind, label, _, _) in described],
        )
        names = sorted((name, key) for key, (_, _, names, _) in described for name in names)
        enter_rows(connection, f"INSERT OR IGNORE INTO {self._name}", names)
        words = sorted(word for _, (_, _, _, words) in described for word in words)
        enter_rows(connection, f"INSERT OR IGNORE INTO {self._word}", words)


def _described(content: SubjectContent) -> _Description:
    names = [fold_name(name) for name in (content.label, *content.names)]
    words = [(word, name) for name in names for word in sorted(first_words(name))]
    return content.kind.value, content.label, names, words
